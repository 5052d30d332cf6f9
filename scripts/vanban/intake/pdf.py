"""PDF with a text layer: pypdfium2 gives characters with their boxes, the layout stage makes a text of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from ctypes import c_float
from itertools import islice

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from .apart import TooHeavyError, read_apart
from .pdf_layout import text_of_pages
from .pdf_lines import PdfWord
from .pdf_page import PdfPage
from .pdf_tables import PdfRule, ruled_tables
from .result import Intake, UnreadableError

MOST_PAGES = 2000
MOST_CHARACTERS = 10_000_000
_UNLOCK = "hãy mở bằng mật khẩu, chọn In rồi Lưu thành PDF, thêm tệp vừa lưu; hoặc xin bản không đặt mật khẩu."
MOST_STROKES = 4000
"""Strokes of the page with most of them that may be a table; a drawing has more."""
_STRAIGHT = 0.7
"""Points by which a rule may lean."""
_HYPHEN = 2
"""What the library gives for a hyphen at the end of a line."""


class BrokenPdfError(UnreadableError):
    """A PDF that cannot be read."""


def read_pdf(data: bytes) -> Intake:
    """The text of a PDF, empty where it has no text layer; raises :class:`BrokenPdfError` where it cannot be read.

    The library is C++ and knows no bounds: a form that draws itself twice takes all memory there is.
    """
    try:
        return read_apart(_read, data)
    except TooHeavyError:
        raise BrokenPdfError("tệp PDF quá nặng để đọc: hình hay mẫu trong tệp lặp lại không dứt",
                             "hãy in lại thành tệp PDF khác rồi thêm lại.") from None


def _read(data: bytes) -> Intake:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise BrokenPdfError("tệp PDF có mật khẩu", _UNLOCK) from None
        raise BrokenPdfError("tệp PDF hỏng") from None
    try:
        if len(document) > MOST_PAGES:
            raise BrokenPdfError(f"tệp PDF có {len(document)} trang, nhiều hơn {MOST_PAGES}")
        left = MOST_CHARACTERS
        pages: list[PdfPage] = []
        for index in range(len(document)):
            page, count = _page(document, index)
            pages.append(page)
            left -= count
            if left < 0:
                raise BrokenPdfError(f"tệp PDF có hơn {MOST_CHARACTERS // 1_000_000} triệu ký tự")
    except pdfium.PdfiumError:
        raise BrokenPdfError("tệp PDF hỏng") from None
    finally:
        document.close()
    found = text_of_pages(pages)
    return Intake(found.text, "pdf", f"tệp PDF, {len(pages)} trang", found.left_out,
                  document_starts=found.document_starts)


def _page(document: pdfium.PdfDocument, index: int) -> tuple[PdfPage, int]:
    """The words and tables of one page, y running down from the top, and how many characters it has."""
    page = document[index]
    height = page.get_height()
    text = page.get_textpage()
    try:
        count = raw.FPDFText_CountChars(text)
        words = list(map(_composed, _joined(_characters(text, count, height))))
        return PdfPage(words, ruled_tables(*_rules(page, height))), count
    finally:
        text.close()
        page.close()


def _rules(page: pdfium.PdfPage, height: float) -> tuple[list[PdfRule], list[PdfRule]]:
    """The strokes that lie and that stand on a page; none of one with more strokes than a table has."""
    lying: list[PdfRule] = []
    standing: list[PdfRule] = []
    for (x, y), (to_x, to_y) in islice(_strokes(page), MOST_STROKES + 1):
        if abs(y - to_y) < _STRAIGHT:
            lying.append(PdfRule(height - y, min(x, to_x), max(x, to_x)))
        elif abs(x - to_x) < _STRAIGHT:
            standing.append(PdfRule(x, height - max(y, to_y), height - min(y, to_y)))
    return ([], []) if len(lying) + len(standing) > MOST_STROKES else (lying, standing)


def _strokes(page: pdfium.PdfPage) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight strokes of the paths of a page, each from where to where."""
    x, y = c_float(), c_float()
    for path in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=2):
        matrix = path.get_matrix()
        start = last = (0.0, 0.0)
        for place in range(min(raw.FPDFPath_CountSegments(path), MOST_STROKES)):
            segment = raw.FPDFPath_GetPathSegment(path, place)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            point = matrix.on_point(x.value, y.value)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                start = point
            elif kind == raw.FPDF_SEGMENT_LINETO:
                yield last, point
            if raw.FPDFPathSegment_GetClose(segment):
                yield point, start
            last = point


def _characters(text: pdfium.PdfTextPage, count: int, height: float) -> Iterator[PdfWord]:
    """Each character as a word of its own; a blank has the letter " "."""
    box = raw.FS_RECTF()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if not raw.FPDFText_GetLooseCharBox(text, index, box):  # as high as the font, so that a dash stands on its line
            continue
        letter = "-" if code == _HYPHEN else chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if not letter or (unicodedata.category(letter) == "Cc" and not letter.isspace()) or letter in "\r\n":
            continue
        yield PdfWord(letter, box.left, height - box.top, box.right, height - box.bottom,
                   raw.FPDFText_GetFontSize(text, index))


def _joined(characters: Iterator[PdfWord]) -> Iterator[PdfWord]:
    """Characters that touch as words; a blank, a gap, another line or another size ends a word."""
    current: PdfWord | None = None
    for char in characters:
        if char.text.isspace():
            if current:
                yield current
            current = None
            continue
        if current and _touches(current, char):
            current = PdfWord(current.text + char.text, current.left, min(current.top, char.top),
                           max(current.right, char.right), max(current.bottom, char.bottom), current.size)
        else:
            if current:
                yield current
            current = char
    if current:
        yield current


def _composed(word: PdfWord) -> PdfWord:
    """A word with its marks composed, as the patterns of the layout have them."""
    return word if word.text.isascii() else word._replace(text=unicodedata.normalize("NFC", word.text))


def _touches(word: PdfWord, char: PdfWord) -> bool:
    em = max(word.size, 1.0)
    level = char.bottom > word.top and char.top < word.bottom
    return level and -0.5 * em < char.left - word.right < 0.2 * em and abs(char.size - word.size) < 0.15 * em
