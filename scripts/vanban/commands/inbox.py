"""The inbox: files dropped into a folder of the project become documents; what could not be read stays there.

Whoever has a browser and no program uploads a file to ``directives/inbox``; a job takes it in. Where a table
``nguon.csv`` lies beside the files, it says where each was taken from.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..models import FrontMatter
from ..registry.tables import load_registry
from ..store.documents import DOCUMENTS_FOLDER
from ..store.files import refusals_explained
from ..store.inbox import INBOX, INBOX_TABLE, waiting_files
from .adding import add_all
from .card import STATUS, Card, markdown_of

UNSAID = "Tệp gửi vào hộp nhận, chưa ghi nơi lấy"
"""The source of a document whose sender did not say it; the check asks for it."""
_TAKEN = ("added", "replaced", "known")
"""What became of a document whose file may leave the inbox: it is in the collection."""


def take_inbox(root: Path) -> list[Card]:
    """Add every file of the inbox; those of which every document is in the collection are taken out of it."""
    files, table = waiting_files(root), root / INBOX / INBOX_TABLE
    if not files:
        return []
    cards = add_all(files, root / DOCUMENTS_FOLDER, load_registry(root / DOCUMENTS_FOLDER.parent / "registry"),
                    FrontMatter(source=UNSAID), table=table if table.is_file() else None)
    for path in files:
        own = [card.outcome.status for card in cards if path in (card.outcome.path, *card.outcome.path.parents)]
        if own and all(status in _TAKEN for status in own):
            with refusals_explained(path):
                path.unlink()
    if table.is_file() and not waiting_files(root):
        table.unlink()
    return cards


def inbox_report(cards: list[Card], root: Path) -> Iterator[str]:
    """What became of each file, as Markdown for whoever sent it."""
    taken = sum(card.outcome.status in _TAKEN for card in cards)
    yield "# Hộp nhận"
    yield ""
    yield (f"{len(cards)} văn bản: đã nhận {taken}, chưa nhận được {len(cards) - taken}. Tệp chưa nhận được còn trong "
           f"`{INBOX.as_posix()}`; hãy sửa theo dòng LỖI rồi gửi lại.")
    for card in cards:
        yield from ("", *markdown_of(card, root, STATUS[card.outcome.status].capitalize()))
