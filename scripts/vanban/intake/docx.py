"""Word documents: mammoth gives the HTML, the project adds what it leaves out and tells what is kept out.

Automatic numbers are written into their paragraphs, hidden words taken out, footnotes marked where they stand.
Inserted words of tracked changes are in the text, deleted ones out of it. Nothing outside the file is fetched, and a
part that declares entities is refused. What a page shows otherwise than it is stored is :mod:`docx_shown`'s.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import mammoth
from bs4 import BeautifulSoup

from ..store.archives import NO_ARCHIVE
from .apart import TooHeavyError, read_apart
from .archive import BrokenArchiveError, read_archive_parts
from .docx_shown import beside, element_words, open_frames, read_styles, show
from .kinds import WORD_BODY
from .numbering import OOXML, read_numbering
from .result import Intake, LeftOut
from .web import text_of_element

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
"""The names of the strict form of the standard, which Word can save; those of the usual one have a year."""
_NOTE = re.compile(r"(?:foot|end)note-\d+")
_MOST_XML = 60_000_000
"""Bytes of all that holds words; pictures are never unpacked. A document of a thousand pages has a few million."""
_DEEPEST = 100
"""Elements inside one another: more than thirty tables in tables. mammoth goes up to seven calls deep for each, and
Python allows a thousand."""


def read_docx(data: bytes) -> Intake:
    """The text of a Word document; raises :class:`BrokenArchiveError` where it cannot be read.

    Trees of XML take fifty times the bytes of a file, so this is done apart and within bounds.
    """
    try:
        return read_apart(_read, data)
    except TooHeavyError:
        raise BrokenArchiveError("tệp Word quá nặng để đọc", "hãy tách tệp, hoặc in ra PDF rồi thêm lại.") from None


def _read(data: bytes) -> Intake:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            parts = dict.fromkeys(names, b"") | read_archive_parts(
                archive, [name for name in names if name.endswith((".xml", ".rels"))], _MOST_XML)
    except NO_ARCHIVE:
        raise BrokenArchiveError("tệp Word hỏng") from None
    body = next(filter(WORD_BODY.fullmatch, names), None)
    if body is None:
        raise BrokenArchiveError("tệp Word không có phần nội dung")
    parts |= {name: _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content)
              for name, content in parts.items() if content}
    trees = {name: _tree(content, name) for name, content in parts.items() if name.endswith((".xml", ".rels"))}
    document = trees[body]
    frames = open_frames(document)
    left_out = [*_deleted(document), *show(document, read_styles(trees.get("word/styles.xml"))),
                *beside(document, trees, names), *_embedded(document)]
    how = [f"nhận {count} {what}" for count, what in (
        (sum(1 for _ in document.iter(f"{OOXML}ins")), "chỗ chèn thêm (theo dõi thay đổi)"),
        (frames, "khung chữ, đặt ở chỗ khung neo")) if count]
    _write_numbers(document, trees)
    parts[body] = ElementTree.tostring(document, encoding="utf-8", xml_declaration=True)
    try:
        html = mammoth.convert_to_html(_packed(parts), include_embedded_style_map=False,
                                       convert_image=mammoth.images.img_element(lambda _: {})).value
    except (KeyError, ValueError, AttributeError, IndexError, TypeError):
        raise BrokenArchiveError("tệp Word hỏng") from None
    text = _text(html)
    if not text.strip() and any(name.startswith("word/media/") for name in names):
        raise BrokenArchiveError("tệp Word chỉ có hình, không có chữ",
                                 "hãy in ra PDF rồi thêm tệp PDF ấy, để máy nhận dạng chữ trong hình.")
    return Intake(text, "docx", ", ".join(["tệp Word", *how]), tuple(left_out))


def _embedded(document: Element) -> Iterator[LeftOut]:
    """Other files put into the document whole, which Word shows in their place."""
    count = sum(1 for _ in document.iter(f"{OOXML}altChunk"))
    if count:
        yield LeftOut("Đoạn nhúng nguyên từ tệp khác", "mở bằng Word, lưu lại rồi thêm lại để có chữ ấy", count)


def _tree(content: bytes, name: str) -> Element:
    """The elements of one part; its entities are never expanded."""
    bare = content.replace(b"\0", b"")  # UTF-16 has them between its letters
    if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
        raise BrokenArchiveError(f"phần “{name[:60]}” khai báo thực thể, không an toàn")
    depth = 0
    root: Element | None = None
    try:
        for event, element in ElementTree.iterparse(BytesIO(content), events=("start", "end")):
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                raise BrokenArchiveError(f"phần “{name[:60]}” lồng nhau quá sâu")
    except ElementTree.ParseError:
        raise BrokenArchiveError(f"phần “{name[:60]}” bị hỏng") from None
    if root is None:
        raise BrokenArchiveError(f"phần “{name[:60]}” rỗng")
    return root


def _packed(parts: dict[str, bytes]) -> BytesIO:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    packed.seek(0)
    return packed


def _deleted(document: Element) -> Iterator[LeftOut]:
    """Words that a tracked change takes out."""
    yield from LeftOut.of("chữ đã xóa (theo dõi thay đổi)", list(element_words(document.iter(f"{OOXML}delText"))))


def _write_numbers(document: Element, trees: dict[str, Element]) -> None:
    """Put the automatic number of each paragraph before its words, as text; the list itself goes."""
    numbering = read_numbering(trees.get("word/numbering.xml"), trees.get("word/styles.xml"))
    for paragraph in document.iter(f"{OOXML}p"):
        label = numbering.label(paragraph)
        properties = paragraph.find(f"{OOXML}pPr")
        if properties is not None:
            for own in properties.findall(f"{OOXML}numPr"):
                properties.remove(own)
        if label and any(True for _ in element_words([paragraph])):
            run = Element(f"{OOXML}r")
            words = ElementTree.SubElement(run, f"{OOXML}t",
                                           {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
            words.text = f"{label} "
            paragraph.insert(0 if properties is None else 1, run)


def _text(html: str) -> str:
    """The text of mammoth's HTML, each note opened by the mark that stands in the text."""
    soup = BeautifulSoup(html, "html.parser")
    for number, note in enumerate(soup.find_all("li", id=_NOTE), 1):
        for back in note.find_all("a", href=re.compile(r"note-ref-")):
            back.decompose()
        first = note.find("p") or note
        first.insert(0, f"[{number}] ")
    return text_of_element(soup)
