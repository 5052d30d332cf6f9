"""A file read in a process of its own: what it gives, what it raises, what happens to one that never ends."""

from __future__ import annotations

import os

import pytest
from vanban.intake.apart import TooHeavyError, read_apart
from vanban.intake.pdf import BrokenPdfError, _read, read_pdf


def pdf_drawing_itself_twice(depth: int) -> bytes:
    """A PDF of forms each of which draws the next one twice: one letter, 2 ** (depth - 1) times."""
    page = (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R "
            b"/Resources << /XObject << /F 6 0 R >> >> >>")
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page,
               b"<< /Length 5 >>\nstream\n/F Do\nendstream", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    for level in range(depth):
        last = level == depth - 1
        content = b"BT /G 9 Tf (A) Tj ET" if last else b"/F Do /F Do"
        uses = b"/Font << /G 5 0 R >>" if last else b"/XObject << /F %d 0 R >>" % (7 + level)
        objects.append(b"<< /Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << %b >> /Length %d >>\n"
                       b"stream\n%b\nendstream" % (uses, len(content), content))
    written, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (written + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
            + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(written)))


def raise_broken(data: bytes) -> str:
    """A reader that says why."""
    raise BrokenPdfError(data.decode())


def end_at_once(data: bytes) -> str:
    """A reader whose process ends without a word."""
    os._exit(len(data))


def test_a_pdf_that_draws_itself_is_given_up() -> None:
    """A few levels are read; forty, a million million letters, are ended at the bound of time."""
    assert "A" in read_pdf(pdf_drawing_itself_twice(4)).text
    with pytest.raises(TooHeavyError):
        read_apart(_read, pdf_drawing_itself_twice(40), seconds=1.0)


def test_what_a_reader_raises_and_how_it_ends_is_told() -> None:
    """An error comes over as it is; a process that dies is a file too heavy to read."""
    with pytest.raises(BrokenPdfError, match="vì sao"):
        read_apart(raise_broken, "vì sao".encode())
    with pytest.raises(TooHeavyError):
        read_apart(end_at_once, b"x")


def test_memory_is_bounded() -> None:
    """A bound below what the file needs ends its reader, not this process."""
    with pytest.raises(TooHeavyError):
        read_apart(_read, pdf_drawing_itself_twice(40), memory=1 << 30)


class Unreadable:
    """What goes into a pickle and does not come out of it."""

    def __reduce__(self) -> tuple[type, tuple[str]]:
        return int, ("không phải số",)


class UnreadableError(Exception):
    """One that does not come out of a pickle, also where a library sends errors in a way of its own."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.part = Unreadable()


def raise_unreadable(data: bytes) -> str:
    """A reader whose error cannot be sent."""
    raise UnreadableError("vì sao")


def give_an_error(data: bytes) -> ValueError:
    """A reader that gives an error and raises none."""
    return ValueError(data.decode())


def test_an_error_that_cannot_be_sent_is_told_by_its_words_and_a_given_one_is_given() -> None:
    with pytest.raises(RuntimeError, match="UnreadableError: vì sao"):
        read_apart(raise_unreadable, b"")
    assert str(read_apart(give_an_error, b"x")) == "x"
