"""Original files: found by name, published beside the page, refused when they are not what they say."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from golden_pages import SLUG, sample_collection
from vanban.pages import write_pages
from vanban.pages.units import generated_files
from vanban.registry.tables import Registry
from vanban.store import originals
from vanban.store.originals import Original, original_problems, originals_of

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def archive(name: str) -> bytes:
    """A ZIP file with one part of this name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        parts.writestr(name, "<w:document/>")
    return packed.getvalue()


def folder_with(tmp_path: Path, files: dict[str, bytes]) -> Path:
    """A folder of documents whose originals are these files."""
    (tmp_path / "originals").mkdir()
    for name, content in files.items():
        (tmp_path / "originals" / name).write_bytes(content)
    return tmp_path


def test_an_original_belongs_to_the_document_of_its_name_or_the_one_that_names_it(tmp_path: Path) -> None:
    """A file named like the document, or named in its front matter; the latter is asked first."""
    folder = folder_with(tmp_path, {"a.pdf": PDF, "b.pdf": PDF, "quet.docx": archive("word/document.xml")})
    found = originals_of(folder, {"a": None, "b": "quet.docx", "c": None})
    assert {slug: (one.path.name, one.kind) for slug, one in found.items()} == {
        "a": ("a.pdf", "PDF"), "b": ("quet.docx", "Word (DOCX)")}
    assert originals_of(tmp_path / "không có", {"a": None}) == {}


CONTENTS = {"pdf": PDF, "doc": DOC, "docx": archive("word/document.xml"), "pptx": archive("ppt/presentation.xml"),
            "odt": archive("content.xml"), "rtf": b"{\\rtf1 a}", "html": b"<p>a</p>", "png": b"\x89PNG\r\n\x1a\n",
            "jpg": b"\xff\xd8\xff\xe0", "zip": b"PK\x03\x04", "exe": b"MZ", "big": PDF + bytes(2000)}


@pytest.mark.parametrize(("name", "content", "said"), [
    ("a.pdf", "pdf", ""), ("a.docx", "docx", ""), ("a.doc", "doc", ""), ("a.PDF", "pdf", ""),
    ("la.pdf", "pdf", "không thuộc văn bản nào"), ("a.pdf", "doc", "nội dung không phải PDF"),
    ("a.docx", "pptx", "nội dung không phải Word (DOCX)"), ("a.docx", "zip", "nội dung không phải Word (DOCX)"),
    ("a.odt", "odt", ""), ("a.rtf", "rtf", ""), ("a.html", "html", ""), ("a.png", "png", ""), ("a.jpg", "jpg", ""),
    ("a.odt", "docx", "nội dung không phải OpenDocument"), ("a.rtf", "pdf", "nội dung không phải RTF"),
    ("a.tif", "png", "nội dung không phải ảnh TIFF"),
    ("a.doc", "pdf", "nội dung không phải Word (DOC)"), ("a.exe", "exe", "có đuôi “.exe”"), ("a.pdf", "big", "nặng"),
])
def test_what_an_original_may_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, content: str,
                                 said: str) -> None:
    """Type by first bytes, size, and a document it belongs to; the message says which and what to do."""
    monkeypatch.setattr(originals, "MAX_ORIGINAL_BYTES", 1000)
    found = [str(one) for one in original_problems(folder_with(tmp_path, {name: CONTENTS[content]}), {"a": None})]
    assert len(found) == (1 if said else 0)
    assert all(said in one and f"originals/{name}: Tệp gốc: " in one for one in found)


def test_a_second_original_and_a_link_are_refused(tmp_path: Path) -> None:
    """One file for a document; a link could lead out of the folder."""
    folder = folder_with(tmp_path, {"a.doc": DOC, "a.pdf": PDF})
    assert "đã có a.doc" in str(*original_problems(folder, {"a": None}))
    (folder / "originals/a.doc").unlink()
    (folder / "originals/a.pdf").unlink()
    (tmp_path / "ngoai.pdf").write_bytes(PDF)
    (folder / "originals/a.pdf").symlink_to(tmp_path / "ngoai.pdf")
    assert len(list(original_problems(folder, {"a": None}))) == 1
    assert originals_of(folder, {"a": None}) == {}


def test_the_original_is_published_and_named_with_type_and_size(tmp_path: Path, registry: Registry) -> None:
    """The page links the file, which is copied once and removed when it is gone."""
    source = tmp_path / "quet.pdf"
    source.write_bytes(PDF + bytes(1_234_567))
    found = {SLUG: Original(source, "PDF", source.stat().st_size)}
    docs = tmp_path / "docs"
    write_pages(sample_collection(), registry, docs, originals=found)
    page = BeautifulSoup((docs / f"van-ban/{SLUG}/index.md").read_text(encoding="utf-8"), "html.parser")
    links = {str(link["href"]): link.get_text() for link in page.select(".tools a[download]")}
    assert links == {f"{SLUG}.pdf": "Tải văn bản gốc (PDF, 1,2 MB)", f"{SLUG}.txt.zip": "Tải toàn văn (.txt, nén)"}
    published = docs / f"van-ban/{SLUG}/{SLUG}.pdf"
    assert published.read_bytes() == source.read_bytes()
    assert write_pages(sample_collection(), registry, docs, originals=found) == 0
    write_pages(sample_collection(), registry, docs)
    assert not published.exists()


def test_without_an_original_the_text_is_what_one_downloads(registry: Registry) -> None:
    """A page never links a file that is not there."""
    page = dict(generated_files(sample_collection(), registry))[f"van-ban/{SLUG}/index.md"].decode()
    assert "văn bản gốc" not in page and f'href="{SLUG}.txt.zip" download' in page


def test_the_first_of_several_is_the_original_for_check_and_site_alike(tmp_path: Path) -> None:
    """A stray file of another type takes nothing off; a folder, a broken link and a damaged archive are told."""
    folder = folder_with(tmp_path, {"a.pdf": PDF, "a.txt": b"x", "b.docx": archive("word/document.xml"), "b.pdf": PDF})
    broken = bytearray(archive("word/document.xml"))
    broken[broken.rindex(b"PK\x01\x02") + 6] = 255  # a version of the format that no reader knows
    (folder / "originals/c.docx").write_bytes(broken)
    (folder / "originals/d.pdf").mkdir()
    (folder / "originals/e.pdf").symlink_to(folder / "khong-co")
    named = dict.fromkeys("abcde")
    assert {slug: each.path.name for slug, each in originals_of(folder, named).items()} == {
        "a": "a.pdf", "b": "b.docx", "c": "c.docx"}
    told = {Path(each.path).name for each in original_problems(folder, named)}
    assert told == {"a.txt", "b.pdf", "c.docx", "d.pdf", "e.pdf"}
