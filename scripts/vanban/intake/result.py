"""What a reader gives: the text, how it was read, and everything that was left out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

FileKind = Literal["text", "html", "docx", "pdf", "doc", "rtf", "odt", "image", "zip",
                   "sheet", "slides", "mail", "photo", "packed", "locked"]
"""What a file holds; the kinds of the second line are known by name only, and what to do with them is told."""

_SHOWN = 80
"""Characters that are shown of words that are not in the text."""


class UnreadableError(Exception):
    """A file that cannot be read: what is wrong with it and what to do, ``None`` where nothing better than to ask for
    another can be said; both in Vietnamese."""

    def __init__(self, found: str, advice: str | None = None) -> None:
        super().__init__(found, advice)
        self.found, self.advice = found, advice


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the file that are not in its text: ``what`` names their kind in Vietnamese ("số trang").

    ``words`` are the first of them, ``count`` how many places there were.
    """

    what: str
    words: str
    count: int = 1

    @classmethod
    def of(cls, what: str, places: Sequence[str]) -> tuple[LeftOut, ...]:
        """What stands at some places, told once by the words of the first; nothing where there are none."""
        return (cls(what, places[0][:_SHOWN], len(places)),) if places else ()

    def __str__(self) -> str:
        times = f" ({self.count} chỗ)" if self.count > 1 else ""
        return f"{self.what}{times}: {self.words}"


@dataclass(frozen=True, slots=True)
class Intake:
    """A file's text and where it came from.

    ``text`` is Unicode with line feeds; ``how`` tells in Vietnamese how it was read ("mã Windows-1258");
    ``proofread`` is set where letters were recognised from a picture, until a person has read them against it.
    ``original`` are the suffix and the bytes of the file itself; ``None`` for plain text and a file with programs.
    ``document_starts`` are, of a file with pages, the lines of the text at which a document may begin, each with its
    page; both count from 1. ``member`` is its name in the archive that it came in, else empty.
    """

    text: str
    kind: FileKind
    how: str
    left_out: tuple[LeftOut, ...] = ()
    proofread: bool = False
    original: tuple[str, bytes] | None = field(default=None, repr=False)
    document_starts: tuple[tuple[int, int], ...] = ()
    member: str = ""
