"""The small collection whose pages stand in tests/golden, and the way to write them anew.

Run ``python tests/golden_pages.py`` after a wanted change of a template and read the difference.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from msgspec import structs

ROOT = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "scripts"))

from layouts import sentence_around  # noqa: E402
from vanban.models import (  # noqa: E402
    Block,
    Citation,
    CitationPlace,
    Collection,
    Contradiction,
    Correction,
    Document,
    FrontMatter,
    Instrument,
    Record,
    Relation,
    ValueReading,
)
from vanban.pages.units import generated_files  # noqa: E402
from vanban.reading.bodies import missing_parts, with_parts  # noqa: E402
from vanban.registry.tables import load_registry  # noqa: E402

FOLDER = Path(__file__).with_name("golden")
SLUG = "12-kh-ubnd-2024-phu-rieng"
TEXT = """Số: 12/KH-UBND

KẾ HOẠCH
Phát động phong trào <thi đua> năm 2024

Thực hiện Kế hoạch số 31/KH-UBND của tỉnh về thực hiện Chỉ thị 09-CT/TW¹ về phong trào, các đơn

¹ Chú thích ở chân trang.

vị triển khai như sau:

I. MỤC ĐÍCH & *YÊU CẦU*

1. Nâng cao **chất lượng** phong trào.
- Đúng Quyết định 5/QĐ-X.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn A
"""
GOLDEN = {
    "co-toan-van.md": f"van-ban/{SLUG}/index.md",
    "duoc-vien-dan.md": "van-ban/09-ct-tw-2011/index.md",
    "danh-sach.md": "van-ban/index.md",
    "co-quan.md": "co-quan/index.md",
    "mot-cap.md": "cap/trung-uong/index.md",
    "mot-co-quan.md": "co-quan/uy-ban-nhan-dan-huyen-phu-rieng/index.md",
    "mot-chu-de.md": "chu-de/thi-dua-khen-thuong/index.md",
    "dong-thoi-gian.md": "dong-thoi-gian/index.md",
    "trang-chu.md": "index.md",
    "mau-thuan.md": "mau-thuan/index.md",
    "can-bo-sung.md": "can-bo-sung/index.md",
    "du-lieu.md": "du-lieu/index.md",
    "chuoi.md": "chuoi/09-ct-tw-2011/index.md",
}


def _block(kind: str, zone: str, words: str, anchor: str, label: str | None = None, depth: int = 0) -> Block:
    start = TEXT.index(words)
    return Block(kind, zone, start, start + len(words), TEXT.count("\n", 0, start) + 1, anchor,  # type: ignore[arg-type]
                 label, depth)


def _citation(words: str, relation: str, key: str, parent: tuple[int, ...] = (), **fields: str) -> Citation:
    start = TEXT.index(words)
    return Citation(words, start, start + len(words), TEXT.count("\n", 0, start) + 1, "numbered",
                    relation, key, parent=parent, sentence=sentence_around(TEXT, start),  # type: ignore[arg-type]
                    **fields)  # type: ignore[arg-type]


def _line(start: str) -> str:
    return next(line for line in TEXT.splitlines() if line.startswith(start))


def _record() -> Record:
    outline = (
        _block("paragraph", "header", _line("Số:"), "doan-1"),
        _block("paragraph", "header", _line("KẾ HOẠCH"), "doan-2"),
        _block("paragraph", "header", _line("Phát động"), "doan-3"),
        _block("paragraph", "body", _line("Thực hiện"), "doan-4"),
        _block("footnote", "body", _line("¹"), "chu-thich-1", "¹"),
        structs.replace(_block("paragraph", "body", _line("vị"), "doan-5"), continues="doan-4"),
        _block("heading", "body", _line("I."), "muc-i", "I."), _block("item", "body", _line("1."), "muc-i-1", "1.", 1),
        _block("item", "body", _line("- Đúng"), "doan-6", "-", 2),
        _block("paragraph", "closing", TEXT[TEXT.index("TM."):].strip(), "doan-7"))
    document = Document("12/KH-UBND", "Kế hoạch", "2024-03-05", None, "Ủy ban nhân dân huyện Phú Riềng", "district",
                        "Phát động phong trào <thi đua> năm 2024", "Nguyễn Văn A", "CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN",
                        (), ("Như trên", "Lưu VT"))
    citations = (
        _citation("Kế hoạch số 31/KH-UBND của tỉnh", "implements", "31"),
        _citation("Chỉ thị 09-CT/TW", "implements", "09", (0,), note="Không ghi ngày."),
        _citation("Quyết định 5/QĐ-X", "cites", "5"))
    corrections = (Correction("date", "2024-03-05", "Dòng ngày của bản chụp bị mờ; lấy theo sổ văn bản đi."),)
    return Record(SLUG, "", len(TEXT), document, outline, citations,
                  FrontMatter("Sổ văn bản", "https://example.vn/12?a=1&b=2", corrections=corrections))


def sample_collection() -> Collection:
    """One held document, two instruments it names, one mention left open."""
    record = _record()
    first, second, third = (CitationPlace(SLUG, index) for index in range(3))
    dates = (ValueReading("2011-12-01", (second,)), ValueReading("2011-12-02", (second,)))
    instruments = (
        Instrument("09", "09-ct-tw-2011", "numbered", "Chỉ thị", "09-CT/TW", "2011-12-01", 2011, "Ban Bí thư",
                   "central", "tăng cường phong trào", None, (second,),
                   (ValueReading("09-CT/TW", (second,)), ValueReading("09/CT-TW", (second,))),
                   (Contradiction("date", dates),)),
        Instrument("12", SLUG, "numbered", "Kế hoạch", "12/KH-UBND", "2024-03-05", 2024,
                   "Ủy ban nhân dân huyện Phú Riềng", "district", "Phát động phong trào <thi đua> năm 2024", SLUG),
        Instrument("31", "31-kh-ubnd-2023-binh-phuoc", "numbered", "Kế hoạch", "31/KH-UBND", None, 2023,
                   "Ủy ban nhân dân tỉnh Bình Phước", "province", None, None, (first,)),
        Instrument("32", "32-kh-ubnd-2022-binh-phuoc", "numbered", "Kế hoạch", "32/KH-UBND", "2022-02-02", 2022,
                   "Ủy ban nhân dân tỉnh Bình Phước", "province"),
    )
    relations = (
        Relation("12", "31", "implements", (first,), step=True),
        Relation("31", "09", "implements", (second,), step=True),
        Relation("31", "32", "series", (), True, "Cùng cơ quan, cùng tên gọi, chỉ khác năm."),
    )
    registry = load_registry()
    found = {one.key: replace(one, **missing_parts(one, one.date, registry.grammar)) for one in instruments}
    return Collection({SLUG: with_parts(record, registry.grammar)}, {SLUG: TEXT}, found, relations,
                      ((third, "không rõ cơ quan X"),))


def sample_pages() -> dict[str, str]:
    """The golden pages by file name, as the templates give them now."""
    files = dict(generated_files(sample_collection(), load_registry()))
    return {name: files[path].decode() for name, path in GOLDEN.items()}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file_name, content in sample_pages().items():
        (FOLDER / file_name).write_text(content, encoding="utf-8", newline="\n")
        print(FOLDER / file_name)
