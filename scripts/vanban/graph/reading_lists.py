"""Reading lists: a maintainer's Markdown page that names instruments in order, for a hand-out and a booklet.

The front matter holds ``title``, ``description`` and ``instruments``; the words below it introduce the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..models import Collection, Instrument
from ..problems import Problem, ProblemError, problem
from ..store.decoding import read_text, split_front_matter
from ..store.front_matter import read_block
from ..store.records import is_safe_slug
from .finding import Finder, FoundInstrument

READING_LISTS_FOLDER = Path("directives/reading_lists")
_MARKUP = re.compile(
    r"<[a-zA-Z/!?]|&(?:#\d|#x|[A-Za-z]\w*;)|!\[|^[ ]{0,3}#(?!#)|^[ ]{0,3}=+[ \t]*$|\]\((?!(?i:https?)://)"
    r"|^[ ]{0,3}\[[^\]\n]+\]:|\{:?[ \t]*[^}\n]*[=.#]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: the words that name an instrument, a note for the reader, its line in the file."""

    words: str
    note: str | None
    line: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A list as its file has it."""

    slug: str
    path: Path
    title: str
    description: str | None
    items: tuple[Item, ...]
    words: str


@dataclass(frozen=True, slots=True)
class ReadingList:
    """A list whose instruments are known: each key with its note, in order; ``words`` are Markdown."""

    slug: str
    title: str
    description: str | None
    words: str
    items: tuple[tuple[str, str | None], ...]


def load_lists(folder: Path, collection: Collection, moved: Mapping[str, str]) -> tuple[ReadingList, ...]:
    """Every list of a folder; raises :class:`ProblemError` with all that is wrong in any of them."""
    lists: list[ReadingList] = []
    problems: list[Problem] = []
    finder = Finder(collection, moved)
    for path in sorted(folder.glob("*.md")):
        try:
            lists.append(_resolved(read_list(path), finder))
        except ProblemError as error:
            problems.extend(error.problems)
    if problems:
        raise ProblemError(problems)
    return tuple(lists)


def read_list(path: Path) -> Draft:
    """Read one file; raises :class:`ProblemError` with everything that is wrong in its form."""
    block, words, first_line = split_front_matter(read_text(path))
    problems = list(_markup(path, words, first_line))
    if not is_safe_slug(path.stem):
        problems.append(problem(path, 0, "Tên tệp", f"“{path.stem}”",
                                "chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.", "chi-thi-09.md"))
    if block is None:
        problems.append(problem(path, 1, "Phần đầu tệp", "chưa có", "mở đầu tệp bằng phần giữa hai dòng ---."))
    data, wrong = read_block(block or "", path, "reading_list")
    if problems + wrong:
        raise ProblemError(problems + wrong)
    items = zip(data["instruments"], data["instruments"].lines, strict=True)
    return Draft(path.stem, path, data["title"], data.get("description"),
                 tuple(Item(item, None, line) if isinstance(item, str) else
                       Item(item["instrument"], item.get("note"), line) for item, line in items), words.strip())


def _markup(path: Path, words: str, first_line: int) -> Iterator[Problem]:
    """What the introduction may not hold: HTML, pictures, a second title, links that depend on the page."""
    for found in _MARKUP.finditer(words):
        yield problem(path, first_line + words.count("\n", 0, found.start()), "Lời dẫn", f"có “{found.group()}”",
                      "chỉ dùng chữ, mục (##), danh sách, chữ đậm và liên kết https://; văn bản thì ghi ở instruments.")


def _resolved(draft: Draft, finder: Finder) -> ReadingList:
    problems: list[Problem] = []
    first: dict[str, int] = {}
    items: list[tuple[str, str | None]] = []
    for item in draft.items:
        found = finder.find(item.words)
        if found.key is None:
            problems.append(_not_found(draft.path, item, found, finder.instruments))
        elif found.key in first:
            problems.append(problem(draft.path, item.line, "instruments",
                                    f"“{item.words}” đã có ở dòng {first[found.key]}", "mỗi văn bản chỉ ghi một lần."))
        else:
            first[found.key] = item.line
            items.append((found.key, item.note))
    if problems:
        raise ProblemError(problems)
    return ReadingList(draft.slug, draft.title, draft.description, draft.words, tuple(items))


def _not_found(path: Path, item: Item, found: FoundInstrument, instruments: Mapping[str, Instrument]) -> Problem:
    shown = "; ".join(f"{i.slug} ({_named(i)})" for i in (instruments[key] for key in found.choices))
    if found.several:
        return problem(path, item.line, "instruments", f"“{item.words}” có thể là nhiều văn bản",
                       f"hãy ghi thêm ngày, hoặc ghi tên trong địa chỉ của đúng văn bản ấy: {shown}.")
    expected = "cần số, ký hiệu hoặc tên trong địa chỉ trang của một văn bản."
    return problem(path, item.line, "instruments", f"kho chưa biết văn bản nào là “{item.words}”",
                   f"{expected} Gần nhất: {shown}." if shown else expected)


def _named(instrument: Instrument) -> str:
    """A few words that tell an instrument from its neighbours."""
    parts = (instrument.type, instrument.number, instrument.date or str(instrument.year or ""), instrument.issuing_body)
    return ", ".join(part for part in parts if part)
