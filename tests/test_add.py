"""Adding documents: one command says everything; each file goes in whole or not at all, and passes the check."""

from __future__ import annotations

import hashlib
import json
import unicodedata
import zipfile
from pathlib import Path

import add_document
import pytest
from hostile_texts import TEXTS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vanban.commands import add
from vanban.commands.adding import add_all
from vanban.commands.card import Card, card_data
from vanban.commands.check import check
from vanban.commands.naming import file_name_of
from vanban.commands.parse import refresh_records
from vanban.graph.build import build_collection
from vanban.intake import Intake, read_bytes
from vanban.language import tcvn3
from vanban.models import Document, FrontMatter
from vanban.pages.units import generated_files
from vanban.problems import ProblemError
from vanban.reading.record import read_record
from vanban.registry.tables import Registry, load_registry
from vanban.store.documents import DOCUMENTS_FOLDER, read_sources
from vanban.store.records import load_record
from word_files import paragraph, word_file, words

SAID = FrontMatter(source="Bộ thử")
PLAN = """ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC
Số: {number}/KH-UBND

Bình Phước, ngày {day} tháng 02 năm 2023

KẾ HOẠCH
Phát động phong trào {what} năm 2023 trên địa bàn tỉnh

Thực hiện Chỉ thị số 09-CT/TW ngày 01/12/2011 của Ban Bí thư, Ủy ban nhân dân tỉnh ban hành kế hoạch {what} như sau:

1. Các sở, ban, ngành tổ chức {what} trong toàn thể cán bộ, công chức, viên chức của cơ quan mình.

2. Kinh phí thực hiện do ngân sách bảo đảm theo phân cấp hiện hành.{more}

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH


Nguyễn Văn B
"""
"""Made up."""


def plan(folder: Path, name: str = "a.txt", *, number: str = "45", day: str = "02", what: str = "thi đua",
         more: str = "") -> Path:
    """A made-up plan as a file somebody brings."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PLAN.format(number=number, day=day, what=what, more=more), encoding="utf-8")
    return path


@pytest.fixture
def kho(root: Path, tmp_path: Path) -> Path:
    """An empty project with the real tables."""
    (tmp_path / "kho" / DOCUMENTS_FOLDER).mkdir(parents=True)
    (tmp_path / "kho" / DOCUMENTS_FOLDER.parent / "registry").symlink_to(root / DOCUMENTS_FOLDER.parent / "registry")
    return tmp_path / "kho"


def added(kho: Path, registry: Registry, *paths: Path, said: FrontMatter = SAID, **more: object) -> list[Card]:
    """Add files to the project."""
    return add_all([*paths], kho / DOCUMENTS_FOLDER, registry, said, **more)  # type: ignore[arg-type]


def names(kho: Path) -> list[str]:
    """Every file in the folder of documents."""
    folder = kho / DOCUMENTS_FOLDER
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_document_is_named_placed_read_and_passes_the_check(kho: Path, tmp_path: Path, registry: Registry) -> None:
    (card,) = added(kho, registry, plan(tmp_path))
    assert names(kho) == [f"2023/45-kh-ubnd-2023-binh-phuoc{suffix}" for suffix in (".md", ".yaml")]
    assert (card.outcome.status, card.outcome.problems) == ("added", ())
    assert check(kho) == []


def test_the_card_says_each_fact_with_its_line(kho: Path, tmp_path: Path, registry: Registry) -> None:
    """Lines are those of the new file, where a clerk looks."""
    (card,) = added(kho, registry, plan(tmp_path))
    lines = (kho / DOCUMENTS_FOLDER / "2023/45-kh-ubnd-2023-binh-phuoc.md").read_text(encoding="utf-8").splitlines()
    facts = {fact.name: (fact.value, lines[fact.line - 1] if fact.line else None) for fact in card.facts}
    assert facts["number"] == ("45/KH-UBND", "Số: 45/KH-UBND")
    assert facts["date"] == ("2023-02-02", "Bình Phước, ngày 02 tháng 02 năm 2023")
    assert facts["issuing_body"] == ("Ủy ban nhân dân tỉnh Bình Phước", "ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC")
    assert facts["level"] == ("Cấp tỉnh", None)
    assert facts["signer"] == ("Nguyễn Văn B", "Nguyễn Văn B")
    (lead,) = card.leads
    assert (lead.words, lead.to, lead.held) == ("Chỉ thị số 09-CT/TW ngày 01/12/2011 của Ban Bí thư", "09-ct-tw-2011",
                                                False)
    assert "09-CT/TW" in lines[lead.line - 1]


def test_what_is_missing_is_said_with_corrections_to_fill(kho: Path, tmp_path: Path, registry: Registry) -> None:
    path = plan(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("ngày 02 tháng 02 năm 2023", ""), encoding="utf-8")
    (card,) = added(kho, registry, path)
    assert card.absent == ("date",)
    assert card.outcome.unnamed == "ngày ban hành"
    data = card_data(card, kho)
    assert data["corrections_to_fill"].startswith("corrections:\n  - field: date\n    value: …")
    assert [each["rule"] for each in data["problems"]] == ["facts-missing"]
    assert names(kho) == [f"khong-ro-nam/45-kh-ubnd-binh-phuoc{suffix}" for suffix in (".md", ".yaml")]


def test_citations_lead_to_what_is_held_and_the_cited_know(kho: Path, tmp_path: Path, registry: Registry) -> None:
    """The second document cites the first; adding the first later says that it was waited for."""
    citing = plan(tmp_path, "b.txt", number="77", what="chuyển đổi số", more="\n\nThực hiện Kế hoạch số 45/KH-UBND "
                                                                             "ngày "
                  "02/02/2023 của Ủy ban nhân dân tỉnh Bình Phước.")
    (card,) = added(kho, registry, citing)
    assert [lead.held for lead in card.leads] == [False, False]
    (card,) = added(kho, registry, plan(tmp_path))
    assert card.cited_by == ("77-kh-ubnd-2023-binh-phuoc",)


def test_a_folder_is_added_in_one_run_and_again_without_harm(kho: Path, tmp_path: Path, registry: Registry) -> None:
    """No file stops another; a second run passes over what is there."""
    plan(tmp_path / "x", "1.txt")
    plan(tmp_path / "x/y", "2.txt", number="46", what="hiến máu nhân đạo tình nguyện")
    (tmp_path / "x/3.txt").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "x/4.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "x/5.html").write_text("<p></p>", encoding="utf-8")
    cards = added(kho, registry, tmp_path / "x")
    assert [(card.outcome.path.name, card.outcome.status) for card in cards] == [
        ("1.txt", "added"), ("3.txt", "refused"), ("4.docx", "refused"), ("5.html", "refused"), ("2.txt", "added")]
    before = {name: (kho / DOCUMENTS_FOLDER / name).read_bytes() for name in names(kho)}
    again = added(kho, registry, tmp_path / "x")
    assert [card.outcome.status for card in again] == ["known", "refused", "refused", "refused", "known"]
    assert {name: (kho / DOCUMENTS_FOLDER / name).read_bytes() for name in names(kho)} == before
    assert [each.rule for each in check(kho) if each.severity == "error"] == []


def test_a_table_says_where_each_file_came_from(kho: Path, tmp_path: Path, registry: Registry) -> None:
    plan(tmp_path / "x", "1.txt")
    plan(tmp_path / "x", "2.txt", number="46", what="hiến máu nhân đạo tình nguyện")
    table = tmp_path / "nguon.csv"
    table.write_text("\ufefffile,source,retrieved,topics\n1.txt,\"Cổng, tỉnh\",2024-05-06,bầu cử; Cải cách hành "
                     "chính\n",
                     encoding="utf-8")
    added(kho, registry, tmp_path / "x", table=table)
    first, second = (source.front_matter for source in read_sources(kho / DOCUMENTS_FOLDER))
    assert (first.source, first.retrieved, first.topics) == ("Cổng, tỉnh", "2024-05-06", ("bầu cử", "Cải cách hành "
                                                                                                    "chính"))
    assert (second.source, second.retrieved) == ("Bộ thử", None)


@pytest.mark.parametrize(("rows", "message"), [
    ("tep,source\n", "nguon.csv:1: Bảng nguồn: có các cột tep, source"),
    ("file,nguon\n", "nguon.csv:1: Bảng nguồn: có các cột file, nguon"),
    ("file\na.txt\na.txt\n", "nguon.csv:3: file: “a.txt” ghi hai lần"),
])
def test_a_wrong_table_stops_everything(kho: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: str,
                                        message: str) -> None:
    (tmp_path / "nguon.csv").write_text(rows, encoding="utf-8")
    table = ["--table", str(tmp_path / "nguon.csv")]
    assert add_document.main([str(plan(tmp_path)), "--folder", str(kho / DOCUMENTS_FOLDER), *table]) == 1
    assert message in capsys.readouterr().err
    assert names(kho) == []


FOREIGN = "---\ntitle: Kế hoạch 45\ntags: [a, b]\n---\n"
OWN = "---\nsource: Kẻ lạ\ncorrections: [{field: number, value: 99/QĐ-TTg, reason: x}]\n---\n"


@pytest.mark.parametrize(("name", "head", "source", "number"), [
    ("a.txt", FOREIGN, "Bộ thử", "45/KH-UBND"), ("a.md", FOREIGN, "Bộ thử", "45/KH-UBND"),
    ("a.txt", OWN, "Bộ thử", "45/KH-UBND"), ("a.md", OWN, "Bộ thử", "99/QĐ-TTg"),
])
def test_only_a_markdown_file_speaks_for_the_clerk(kho: Path, tmp_path: Path, registry: Registry, name: str, head: str,
                                                   source: str, number: str) -> None:
    """Foreign front matter is kept out and told; the project's own counts in .md only, below the command line."""
    path = plan(tmp_path, name)
    path.write_text(head + path.read_text(encoding="utf-8"), encoding="utf-8")
    (card,) = added(kho, registry, path)
    (held,) = read_sources(kho / DOCUMENTS_FOLDER)
    assert (held.front_matter.source, {fact.name: fact.value for fact in card.facts}["number"]) == (source, number)
    assert held.text.startswith("ỦY BAN NHÂN DÂN")
    assert any("chương trình khác" in note for note in card.outcome.notes) is not (name == "a.md" and head == OWN)


@pytest.mark.parametrize(("head", "said"), [
    ("source: Bộ thử\nmask: [thi đua]\nghi_chu: a", "ghi_chu"), ("Source: Bộ thử", "source"), ('"source" : Bộ thử', ""),
    ("mask : [thi đua]\ntags: [a]", "tags"),
])
def test_front_matter_with_a_slip_is_never_thrown_away(kho: Path, tmp_path: Path, registry: Registry, head: str,
                                                       said: str) -> None:
    """What a clerk wrote to be masked would be published: a block with a key of ours alone is read, or told."""
    path = plan(tmp_path, "a.md")
    path.write_text(f"---\n{head}\n---\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    (card,) = added(kho, registry, path)
    assert (said in str(card.outcome.problems) and not names(kho)) if said else not card.outcome.problems
    assert all("source" not in each.text for each in read_sources(kho / DOCUMENTS_FOLDER))


def test_words_of_a_page_never_become_front_matter(kho: Path, tmp_path: Path, registry: Registry) -> None:
    """A page whose first paragraphs spell a correction stays the words it is."""
    path = tmp_path / "a.html"
    text = OWN + PLAN.format(number="45", day="02", what="thi đua", more="")
    body = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    path.write_text(body, encoding="utf-8")
    added(kho, registry, path)
    (held,) = read_sources(kho / DOCUMENTS_FOLDER)
    assert (held.front_matter.source, held.front_matter.corrections) == ("Bộ thử", ())
    assert held.text.startswith("---\n\nsource: Kẻ lạ")


def test_foreign_front_matter_can_be_kept_as_text(kho: Path, tmp_path: Path, registry: Registry) -> None:
    path = plan(tmp_path)
    path.write_text(FOREIGN + path.read_text(encoding="utf-8"), encoding="utf-8")
    added(kho, registry, path, keep_foreign=True)
    (held,) = read_sources(kho / DOCUMENTS_FOLDER)
    assert held.text.startswith(FOREIGN)


@pytest.mark.parametrize(("text", "name", "missing"), [
    (PLAN.format(number="45", day="02", what="thi đua", more=""), "45-kh-ubnd-2023-binh-phuoc", None),
    (PLAN.format(number="…", day="02", what="thi đua", more=""),
     "ke-hoach-phat-dong-phong-trao-thi-dua-nam-2023-2023", "số, ký hiệu"),
    ("Thư ngỏ gửi đoàn viên về việc hiến máu", "van-ban-thu-ngo-gui-doan-vien-ve-viec-hien",
     "số, ký hiệu và ngày ban hành"),
    ("?! …", None, "số, ký hiệu và ngày ban hành"),
])
def test_every_readable_document_gets_a_lawful_name(registry: Registry, text: str, name: str | None,
                                                    missing: str | None) -> None:
    record = read_record(text, "a", registry.grammar)
    assert file_name_of(record, text, lambda _: None) == (name, missing)


def test_a_name_makes_way_for_another_document_not_for_the_same(registry: Registry) -> None:
    """Numbers can start again within a year: then the day tells the two apart."""
    text = PLAN.format(number="45", day="09", what="thi đua", more="")
    record = read_record(text, "a", registry.grammar)
    held = {"45-kh-ubnd-2023-binh-phuoc": Document(date="2023-02-02"), "45-kh-ubnd-2023-binh-phuoc-02-09": None}
    assert file_name_of(record, text, held.get)[0] == "45-kh-ubnd-2023-binh-phuoc-02-09"
    held["45-kh-ubnd-2023-binh-phuoc"] = Document(date="2023-02-09")
    assert file_name_of(record, text, held.get)[0] == "45-kh-ubnd-2023-binh-phuoc"


def test_the_card_and_the_table_are_printed(kho: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One file gives its card, several one table; --json gives the same for programs; 0 with remarks, 1 with errors."""
    one, two = plan(tmp_path, "1.txt"), plan(tmp_path, "2.txt", number="46", what="hiến máu", more="\nThư: a@gmail.com")
    base = ["--folder", str(kho / DOCUMENTS_FOLDER), "--source", "Bộ thử"]
    assert add_document.main([str(one), *base]) == 0
    told = capsys.readouterr().out
    assert "Số, ký hiệu       45/KH-UBND  (dòng 5)" in told and "Viện dẫn: 1, trong đó 0" in told
    assert add_document.main([str(one), str(two), *base]) == 0
    told = capsys.readouterr().out
    assert "2 tệp: đã thêm 1, đã có 1, chưa thêm được 0." in told and "1 điều nên xem" in told
    assert add_document.main([str(two), str(tmp_path / "khong-co.txt"), *base, "--json"]) == 1
    first, second = json.loads(capsys.readouterr().out)
    assert (first["status"], second["status"], second["problems"][0]["message"].partition(";")[0]) == (
        "known", "refused", "Đọc tệp: không đọc được (No such file or directory)")
    assert add_document.main([str(one), str(two), *base, "--slug", "a"]) == 1
    assert add_document.main([str(plan(tmp_path, "3.txt", number="47")), "--folder", str(kho / DOCUMENTS_FOLDER)]) == 1
    card, message = capsys.readouterr()
    assert "source: chưa có nơi lấy văn bản" in message and "source: chưa có" not in card


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(TEXTS, st.text(min_size=1, max_size=400)))
def test_what_add_accepts_the_check_accepts(kho: Path, tmp_path: Path, text: str) -> None:
    """Whatever a text holds: it is refused with a reason and nothing is written, or no rule finds an error in it."""
    for path in sorted((kho / DOCUMENTS_FOLDER).rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (kho / "directives/addresses.txt").unlink(missing_ok=True)
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("utf-8", "ignore"))
    (card,) = added(kho, load_registry(), path)
    errors = [str(each) for each in check(kho) if each.severity == "error"]
    assert errors == []
    assert bool(names(kho)) is (card.outcome.status == "added")
    assert card.outcome.status == "added" or card.outcome.problems


def test_a_better_copy_takes_the_place_of_a_worse_one(kho: Path, tmp_path: Path, registry: Registry) -> None:
    """The address stays, and what people wrote above the text; the card says what changed."""
    worse = plan(tmp_path)
    text = worse.read_text(encoding="utf-8")
    worse.write_text(text.replace("Nguyễn Văn B", "").replace("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", ""), encoding="utf-8")
    added(kho, registry, worse)
    path = kho / DOCUMENTS_FOLDER / "2023/45-kh-ubnd-2023-binh-phuoc.md"
    correction = "corrections: [{field: place, value: Đồng Xoài, reason: theo bản gốc}]\n---\n"
    path.write_text(path.read_text(encoding="utf-8").replace("---\n", correction, 2).replace(correction, "---\n", 1),
                    encoding="utf-8")
    refresh_records(kho)
    better = plan(tmp_path, "b.txt", more=" Thực hiện Quyết định số 7/QĐ-UBND ngày 01/02/2023.")
    (card,) = added(kho, registry, better)
    assert card.outcome.status == "refused"
    (card,) = added(kho, registry, better, said=FrontMatter(retrieved="2024-01-02"), replacing=True)
    assert card.outcome.status == "replaced"
    assert "Đổi signer: – → Nguyễn Văn B" in card.outcome.notes
    assert "Thêm viện dẫn: 7/QĐ-UBND@2023" in card.outcome.notes
    (held,) = read_sources(kho / DOCUMENTS_FOLDER)
    assert (held.path, held.front_matter.source, held.front_matter.retrieved) == (path, "Bộ thử", "2024-01-02")
    assert [each.value for each in held.front_matter.corrections] == ["Đồng Xoài"]
    assert [each.rule for each in check(kho) if each.severity == "error"] == []


def test_an_office_file_is_read_kept_and_told(kho: Path, tmp_path: Path, registry: Registry) -> None:
    """A Word file goes in as its words, itself kept as the original; an archive as the documents in it."""
    path = tmp_path / "ke-hoach.docx"
    text = PLAN.format(number="45", day="02", what="thi đua", more="")
    path.write_bytes(word_file(*(paragraph(words(line)) for line in text.split("\n"))))
    with zipfile.ZipFile(tmp_path / "hai.zip", "w") as archive:
        archive.write(path, "1.docx")
        archive.writestr("2.txt", PLAN.format(number="46", day="02", what="hiến máu", more=""))
    (card,) = added(kho, registry, path)
    assert names(kho) == ["2023/45-kh-ubnd-2023-binh-phuoc.md", "2023/45-kh-ubnd-2023-binh-phuoc.yaml",
                          "originals/45-kh-ubnd-2023-binh-phuoc.docx"]
    (held,) = read_sources(kho / DOCUMENTS_FOLDER)
    assert held.front_matter.original_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert not held.front_matter.recognised
    assert any("Cách đọc" in note for note in card.outcome.notes)
    assert [each.rule for each in check(kho) if each.severity == "error"] == []
    with zipfile.ZipFile(tmp_path / "hai.zip", "a") as archive:
        archive.writestr("1-hong.pdf", b"%PDF-1.4 hong")
    cards = added(kho, registry, tmp_path / "hai.zip")
    assert [card.outcome.status for card in cards] == ["refused", "known", "added"]
    assert "1-hong.pdf" in cards[0].outcome.problems[0].path


def test_what_is_kept_of_the_documents_held_is_not_read_again(
        kho: Path, tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clerk who adds one document to a large collection does not wait for the records of all others."""
    added(kho, registry, plan(tmp_path))
    check(kho)

    def read_again(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(add, "load_record", read_again)
    assert list(add.open_desk(kho / DOCUMENTS_FOLDER, registry).held) == ["45-kh-ubnd-2023-binh-phuoc"]


def test_recognised_letters_are_marked_until_read(kho: Path, tmp_path: Path, registry: Registry,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    """The text of a scan says so in its front matter; check reminds of it until a person takes the line out."""
    path = tmp_path / "quet.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    text = PLAN.format(number="45", day="02", what="thi đua", more="")
    monkeypatch.setattr("vanban.commands.bringing.read_file",
                        lambda _: (Intake(text, "image", "bản quét", proofread=True),))
    added(kho, registry, path)
    (held,) = read_sources(kho / DOCUMENTS_FOLDER)
    assert held.front_matter.recognised and held.front_matter.original_sha256 is None
    assert "text-recognised" in [each.rule for each in check(kho)]
    held.path.write_text(held.path.read_text(encoding="utf-8").replace("recognised: true\n", ""), encoding="utf-8")
    assert "text-recognised" not in [each.rule for each in check(kho)]


ANNEX = """PHỤ LỤC I
DANH MỤC VIỆC PHẢI LÀM
(Ban hành kèm theo Kế hoạch số {number}/KH-UBND ngày 02/02/2023 của Ủy ban nhân dân tỉnh Bình Phước)

I. HƯỚNG DẪN

1. Các đơn vị làm từng việc trong danh mục này theo thứ tự, báo cáo kết quả hằng quý.

2. Việc chưa làm được thì nêu lý do và thời hạn làm xong.
"""
"""Made up."""


@pytest.mark.parametrize(("number", "told"), [("45", "đã có trong kho: 45-kh-ubnd-2023-binh-phuoc"),
                                              ("46", "chưa có trong kho")])
def test_an_annex_of_its_own_file_is_linked_to_what_it_came_with(kho: Path, tmp_path: Path, registry: Registry,
                                                                 number: str, told: str) -> None:
    """Told on the card, kept in front matter, shown on both pages; what it lacks is not asked for."""
    added(kho, registry, plan(tmp_path))
    path = tmp_path / "phu-luc.txt"
    path.write_text(ANNEX.format(number=number), encoding="utf-8")
    (card,) = added(kho, registry, path)
    assert card.outcome.notes == (
        f"Là phụ lục của Kế hoạch số {number}/KH-UBND ngày 02/02/2023 của Ủy ban nhân dân tỉnh Bình Phước ({told}); "
        "không phải thì xóa dòng annex_of",)
    held = {each.slug: each for each in read_sources(kho / DOCUMENTS_FOLDER)}
    slug = "phu-luc-danh-muc-viec-phai-lam"
    assert held[slug].front_matter.annex_of == f"{number}/KH-UBND"
    assert "facts-missing" not in [each.rule for each in check(kho) if slug in str(each.path)]
    records = {each.slug: load_record(each.record_path) for each in held.values()}
    texts = {each.slug: each.text for each in held.values()}
    files = dict(generated_files(build_collection(records, texts, registry), registry))
    pages = {name: files[f"van-ban/{name}/index.md"].decode() for name in (slug, f"{number}-kh-ubnd-2023-binh-phuoc")}
    assert [("Là phụ lục của" in page, "Phụ lục ở trang riêng" in page) for page in pages.values()] == [
        (True, False), (False, True)]


def test_a_text_that_says_what_it_is_an_annex_of_is_believed(kho: Path, tmp_path: Path, registry: Registry) -> None:
    """What a person wrote stays; a letter whose number nobody could read is no annex of what comes with it."""
    letter = tmp_path / "thu.txt"
    letter.write_text("SỞ A\nKính gửi: Sở B.\n\n(Kèm theo Kế hoạch số 45/KH-UBND ngày 02/02/2023)\n\n"
                      "Sở A gửi Sở B các tài liệu nêu trên để phối hợp thực hiện trong quý này.\n", encoding="utf-8")
    (card,) = added(kho, registry, letter)
    assert not any("phụ lục" in note for note in card.outcome.notes)


def test_what_has_neither_number_nor_subject_is_named_by_what_stands_below_its_letterhead(registry: Registry) -> None:
    text = ("UBND TỈNH KIÊN GIANG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ Y TẾ Độc lập - Tự do - Hạnh phúc\n\n"
            "Kiên Giang, ngày … tháng 11 năm 2017\n\nHội nghị góp ý chương trình hành động (đặt ra để thử)\n\n"
            "Sở Y tế mời đại diện các đơn vị trực thuộc dự hội nghị tại hội trường của Sở.\n")
    name, missing = file_name_of(read_record(text, "x", registry.grammar), text, lambda _: None)
    assert name and "hoi-nghi-gop-y" in name and "ubnd" not in name
    assert missing == "số, ký hiệu và ngày ban hành"


def test_a_card_of_an_old_font_tells_lines_and_no_hidden_letters(kho: Path, tmp_path: Path, registry: Registry) -> None:
    """What is the letter "ư" in TCVN3 hides nothing, and facts are found where they stand."""
    text = PLAN.format(number="45", day="02", what="thi đua", more="Các trường cử người hướng dẫn phong trào tư tưởng.")
    codes = {new: chr(old) for old, new in tcvn3._TABLE.items()}
    path = tmp_path / "a.txt"
    stored = "".join(codes.get(letter) or codes.get(letter.lower(), letter) for letter in text)
    path.write_text(stored, encoding="utf-8")
    (card,) = added(kho, registry, path)
    assert card.outcome.held and card.outcome.held.record.encoding == "tcvn3"
    assert "\u00ad" in card.outcome.held.source.text
    assert "hidden-characters" not in {each.rule for each in card.outcome.problems}
    assert {fact.name for fact in card.facts if fact.line} >= {"number", "date", "issuing_body"}


def test_a_better_copy_brings_no_original_beside_a_mask(kho: Path, tmp_path: Path, registry: Registry) -> None:
    """An original is published whole, with what the front matter masks."""
    added(kho, registry, plan(tmp_path))
    (held,) = read_sources(kho / DOCUMENTS_FOLDER)
    held.path.write_text(f"---\nsource: Bộ thử\nmask: [thi đua]\n---\n{held.text}", encoding="utf-8")
    page = tmp_path / "b.html"
    page.write_text("".join(f"<p>{line}</p>" for line in f"{held.text}\nThêm một dòng.".split("\n")), encoding="utf-8")
    (card,) = added(kho, registry, page, replacing=True)
    assert card.outcome.status == "replaced" and any("mask" in note for note in card.outcome.notes)
    assert not (kho / DOCUMENTS_FOLDER / "originals").exists()
    (now,) = read_sources(kho / DOCUMENTS_FOLDER)
    assert now.front_matter.mask == ("thi đua",) and now.front_matter.original_sha256 is None


@pytest.mark.parametrize("page", ['<meta charset="undefined"><p>KẾ HOẠCH</p>'.encode(),
                                  "<html><p>KẾ HOẠCH</p>".encode("utf-16")], ids=["undefined", "utf-16"])
def test_a_web_page_of_an_odd_charset_is_a_web_page(page: bytes) -> None:
    """Python knows "undefined" as a name and refuses it; "Unicode" of an old browser is UTF-16."""
    assert read_bytes(page, Path("a")).text == "KẾ HOẠCH\n"


def test_one_bad_document_keeps_no_other_of_its_archive_out(kho: Path, tmp_path: Path, registry: Registry) -> None:
    whole = tmp_path / "z.zip"
    with zipfile.ZipFile(whole, "w") as parts:
        for name, head in (("a.md", ""), ("b.md", "---\nurl: khong-phai\n---\n"), ("c.md", "")):
            day = {"a.md": "02", "b.md": "03", "c.md": "04"}[name]
            text = PLAN.format(number=f"4{day[1]}", day=day, what=f"thi đua {name}", more="")
            parts.writestr(name, head + text)
    cards = added(kho, registry, whole)
    assert [card.outcome.status for card in cards] == ["added", "refused", "added"]
    assert len(names(kho)) == 2 * len([card for card in cards if card.outcome.status == "added"])


@pytest.mark.parametrize(("table", "told"), [
    ("file,source\na.txt,Cổng thông tin, tỉnh A\n", "nhiều ô hơn cột"),
    ('file,source\na.txt,"Cổng\nb.txt,Báo\n', "ngoặc kép"),
    ('file,source\na.txt,"Cổng\nb.txt,Báo"\n', "dài quá một dòng"), ("file,source,source\na.txt,x,y\n", "có các cột"),
    ("file,source\nkhong-co.txt,x\n", "không có tệp"),
])
def test_what_a_table_of_sources_would_lose_is_told(kho: Path, tmp_path: Path, registry: Registry, table: str,
                                                    told: str) -> None:
    """A comma without quotation marks, one that nothing closes, a file that is none."""
    rows = tmp_path / "nguon.csv"
    rows.write_text(table, encoding="utf-8")
    with pytest.raises(ProblemError, match=told):
        add_all([plan(tmp_path, "a.txt")], kho / DOCUMENTS_FOLDER, registry, FrontMatter(source="Bộ thử"), table=rows)
    assert names(kho) == []


def test_a_decomposed_name_meets_its_row(kho: Path, tmp_path: Path, registry: Registry) -> None:
    path = plan(tmp_path, unicodedata.normalize("NFD", "Kế hoạch.txt"))
    (tmp_path / "nguon.csv").write_text("file,source\nKế hoạch.txt,Báo Bình Phước\n", encoding="utf-8")
    add_all([path], kho / DOCUMENTS_FOLDER, registry, FrontMatter(source="Bộ thử"), table=tmp_path / "nguon.csv")
    assert [each.front_matter.source for each in read_sources(kho / DOCUMENTS_FOLDER)] == ["Báo Bình Phước"]
