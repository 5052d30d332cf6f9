"""Several documents in one file: each is added on its own, never mixed; what is one document stays one."""

from __future__ import annotations

import hashlib
from pathlib import Path

import add_document
import pytest
from vanban.commands.adding import add_all
from vanban.commands.bringing import Brought
from vanban.commands.card import Card
from vanban.commands.check import check
from vanban.commands.parting import Parting, parted
from vanban.intake.pdf_layout import text_of_pages
from vanban.intake.pdf_lines import PdfWord
from vanban.intake.pdf_page import PdfPage
from vanban.models import FrontMatter
from vanban.problems import ProblemError
from vanban.reading.layout.several import documents_in
from vanban.registry.tables import Registry
from vanban.store.documents import DOCUMENTS_FOLDER, read_sources
from word_files import paragraph, word_file

DOCUMENT = """{issuer}
Số: {number}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{place}, ngày {day} tháng 02 năm 2023

{type_}
Về một việc đặt ra để thử

Thực hiện Chỉ thị số 9/CT-TTg ngày 01/12/2022 của Thủ tướng Chính phủ, cơ quan yêu cầu các đơn vị làm tốt việc này.
{more}
Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Văn An
"""
"""Made up."""


def document(number: str, *, issuer: str = "ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC", type_: str = "KẾ HOẠCH", day: str = "02",
             more: str = "") -> str:
    return DOCUMENT.format(issuer=issuer, number=number, place="Bình Phước", day=day, type_=type_, more=more)


LETTER = document("7/UBND-NC", type_="Kính gửi: Các sở, ban, ngành")
PLAN = document("31/KH-UBND")
ISSUED = ("QUY CHẾ\nLàm một việc\n(Ban hành kèm theo Quyết định số 5/QĐ-UBND ngày 02 tháng 02 năm 2023)\n\n"
          "Điều 1. Phạm vi\n\nQuy chế này thực hiện Nghị định số 1/2020/NĐ-CP ngày 01/01/2020 của Chính phủ.\n")
STAMP = "Người ký: Ủy ban nhân dân\nEmail: thu@example.vn\nCơ quan: Tỉnh Bình Phước\nThời gian ký: 02.02.2023\n"


@pytest.mark.parametrize(("texts", "count"), [
    ((LETTER, PLAN), 2),
    ((LETTER, PLAN, document("5/QĐ-UBND", type_="QUYẾT ĐỊNH")), 3),
    ((LETTER, STAMP + PLAN), 2),
    ((document("5/QĐ-UBND", type_="QUYẾT ĐỊNH"), ISSUED), 1),
    ((PLAN, document("31/KH-UBND", type_="PHỤ LỤC")), 1),
    ((LETTER, document("…/KH-UBND")), 1),
    ((LETTER, document("   /KH-UBND", day="…")), 1),
    ((PLAN, document("3/SY-UBND", type_="SAO Y BẢN CHÍNH")), 1),
    ((PLAN, "Mẫu số 1\n" + document("…/BC-…", issuer="TÊN CƠ QUAN", day="…")), 1),
], ids=["a letter and its plan", "three", "the stamp of a signature goes with its document", "an issued regulation",
        "an annex with the number again", "a blank number", "a draft", "a copy's stamp", "a form"])
def test_where_documents_begin(registry: Registry, texts: tuple[str, ...], count: int) -> None:
    """A further document begins at the first line of a letterhead with another number and a day, nowhere else."""
    starts = [sum(len(each) + 1 for each in texts[:at]) for at in range(1, len(texts))]
    found = list(documents_in("\n".join(texts), registry.grammar))
    assert found == (starts if count > 1 else [])


@pytest.fixture
def kho(root: Path, tmp_path: Path) -> Path:
    """An empty project with the real tables."""
    (tmp_path / "kho" / DOCUMENTS_FOLDER).mkdir(parents=True)
    (tmp_path / "kho" / DOCUMENTS_FOLDER.parent / "registry").symlink_to(root / DOCUMENTS_FOLDER.parent / "registry")
    return tmp_path / "kho"


def added(kho: Path, registry: Registry, path: Path, how: Parting) -> list[Card]:
    return add_all([path], kho / DOCUMENTS_FOLDER, registry, FrontMatter(source="Bộ thử"), how=how)


def test_a_text_is_parted_to_the_letter(kho: Path, tmp_path: Path, registry: Registry) -> None:
    """The documents together are the file; no citation of one is another's; added again all are known."""
    path = tmp_path / "hai.txt"
    path.write_text(f"{LETTER}\n{PLAN}", encoding="utf-8")
    cards = added(kho, registry, path, Parting())
    assert [(card.outcome.status, {fact.name: fact.value for fact in card.facts}["number"]) for card in cards] == [
        ("added", "7/UBND-NC"), ("added", "31/KH-UBND")]
    assert "văn bản thứ 2, dòng 21–39" in cards[1].outcome.notes[0]
    held = {source.slug: source for source in read_sources(kho / DOCUMENTS_FOLDER)}
    assert "".join(held[card.outcome.held.source.slug].text for card in cards if card.outcome.held) == path.read_text(
        encoding="utf-8")
    assert [len(card.leads) for card in cards] == [1, 1]
    assert [each.rule for each in check(kho) if each.severity == "error"] == []
    assert [card.outcome.status for card in added(kho, registry, path, Parting())] == ["known", "known"]


def test_the_file_is_kept_once(kho: Path, tmp_path: Path, registry: Registry) -> None:
    """The documents of a Word file name the one original, with its hash."""
    path = tmp_path / "hai.docx"
    path.write_bytes(word_file(*(paragraph(line) for line in f"{LETTER}\n{PLAN}".split("\n"))))
    cards = added(kho, registry, path, Parting())
    assert [card.outcome.status for card in cards] == ["added", "added"]
    (original,) = (kho / DOCUMENTS_FOLDER / "originals").iterdir()
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert {(source.front_matter.original_sha256, source.front_matter.original or f"{source.slug}.docx")
            for source in read_sources(kho / DOCUMENTS_FOLDER)} == {(digest, original.name)}
    assert [each.rule for each in check(kho) if each.severity == "error"] == []


def test_a_person_has_the_last_word(kho: Path, tmp_path: Path, registry: Registry,
                                    capsys: pytest.CaptureFixture[str]) -> None:
    """What is not sure is told and parted by one command; --whole keeps a file whole; a line outside it is refused."""
    path = tmp_path / "hai.txt"
    path.write_text(LETTER + document("31/KH-UBND", day="…"), encoding="utf-8")
    (card,) = added(kho, registry, path, Parting())
    said = next(each for each in card.outcome.problems if each.rule == "two-documents")
    assert "31/KH-UBND" in said.message and "--split" in said.message
    base = [str(path), "--folder", str(kho / DOCUMENTS_FOLDER), "--source", "Bộ thử"]
    line = str(LETTER.count("\n") + 1)
    assert add_document.main([*base, "--replace", "--split", line]) == 0
    texts = sorted(source.text for source in read_sources(kho / DOCUMENTS_FOLDER))
    assert texts == sorted([LETTER, document("31/KH-UBND", day="…")])
    assert add_document.main([*base, "--split", "9999"]) == 1
    assert "--split: dòng 9999 không chia được văn bản" in capsys.readouterr().err
    path.write_text(f"{LETTER}\n{PLAN}".replace("7/UBND", "8/UBND").replace("31/KH", "32/KH"), encoding="utf-8")
    assert len(added(kho, registry, path, Parting(whole=True))) == 1


@pytest.mark.parametrize("lines", [(0,), (-2,), (1,), (99,), (3, 4)], ids=str)
def test_no_document_is_parted_off_without_words(registry: Registry, lines: tuple[int, ...]) -> None:
    """A line before the first, behind the last or with nothing but blank lines above it is refused by its number."""
    brought = Brought(Path("hai.txt"), "một\n\n\n\nhai\n", FrontMatter())
    with pytest.raises(ProblemError, match=f"dòng {lines[-1]} không chia"):
        parted(brought, Parting(lines), registry.grammar)


def line(words: str, top: float, size: float = 12.0) -> list[PdfWord]:
    """The words of a printed line, six points a letter."""
    found, at = [], 60.0
    for word in words.split():
        found.append(PdfWord(word, at, top, at + 6.0 * len(word), top + size, size))
        at = found[-1].right + 10.0
    return found


def test_letterheads_and_footnotes_stay_with_their_document() -> None:
    """Two documents printed in one file: the notes of the first stand before the second, whose page is told."""
    pages = [[*line("ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC", 60), *line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 75),
              *line(f"Số: {number}/KH-UBND", 90), *line("Bình Phước, ngày 02 tháng 02 năm 2023", 105),
              *(word for at in range(20) for word in line("Các đơn vị thực hiện tốt việc này;", 130 + 15 * at)),
              *line(note, 760, 8.0)] for number, note in ((31, "1 Theo báo cáo năm trước"), (32, "1 Xem phụ lục"))]
    found = text_of_pages([PdfPage(page) for page in pages])
    second = found.text.index("32/KH-UBND")
    assert found.text.index("[1] Theo báo cáo năm trước") < second < found.text.index("[1] Xem phụ lục")
    (_, (at, page)) = found.document_starts
    assert page == 2 and found.text.split("\n")[at - 1].startswith("ỦY BAN NHÂN DÂN")


def test_what_is_masked_is_masked_in_every_document_of_the_file(registry: Registry) -> None:
    """In those that hold it; what two hold together only is told, what none holds stays with the first."""
    texts = [document("7/UBND-NC", type_="Kính gửi: Các sở", more="Điện thoại 0900 000 001."),
             document("31/KH-UBND", more="Điện thoại 0900 000 001, thư a@example.vn.")]
    front = FrontMatter(source="x", mask=("0900 000 001", "a@example.vn", "không có"))
    brought = Brought(Path("a.md"), "".join(texts), front)
    first, second = parted(brought, Parting(), registry.grammar)
    assert (first.front.mask, second.front.mask) == (("0900 000 001", "không có"), ("0900 000 001", "a@example.vn"))
    cut = Brought(Path("a.md"), "".join(texts), FrontMatter(mask=("Trần Văn An ỦY BAN",)))
    with pytest.raises(ProblemError, match="vắt qua"):
        parted(cut, Parting(), registry.grammar)
