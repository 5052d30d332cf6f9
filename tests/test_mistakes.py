"""What a contributor can do wrong: each mistake is named by its rule, at its file and line."""

from __future__ import annotations

import json
import os
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import check_directives
import pytest
from cases import load_cases
from vanban.commands.check import check
from vanban.commands.documents import records_of, write_records
from vanban.commands.findings import as_annotations, as_json, by_hand
from vanban.commands.parse import refresh_records
from vanban.commands.rules import RULES, guide
from vanban.language.folding import fold
from vanban.problems import Problem, ProblemError, print_problems
from vanban.registry.tables import Registry
from vanban.store.documents import DOCUMENTS_FOLDER, read_sources

MISTAKES = load_cases("mistakes.yaml")
NAME = "45-kh-ubnd-2023-binh-phuoc"
TODAY = date(2026, 11, 28)
PLAN = """---
source: Cổng của tỉnh
---

ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC
Số: 45/KH-UBND

Bình Phước, ngày 02 tháng 02 năm 2023

KẾ HOẠCH
Phát động phong trào thi đua năm 2023 trên địa bàn tỉnh
Thực hiện Chỉ thị số 09-CT/TW ngày 01/12/2011 của Ban Bí thư, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:

1. Các sở, ban, ngành tổ chức phong trào thi đua trong toàn thể cán bộ, công chức, viên chức của cơ quan mình.

2. Ủy ban nhân dân các huyện, thị xã, thành phố chỉ đạo các xã, phường, thị trấn tổ chức thực hiện kế hoạch này.

3. Ban Thi đua - Khen thưởng tỉnh theo dõi, đôn đốc, tổng hợp kết quả, báo cáo Ủy ban nhân dân tỉnh trước cuối năm.

4. Kinh phí thực hiện do ngân sách bảo đảm theo phân cấp hiện hành.

Yêu cầu các cơ quan, đơn vị, địa phương nghiêm túc tổ chức thực hiện.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH



Nguyễn Văn B
"""
"""A made-up plan in which no rule finds anything."""


@pytest.fixture
def project(root: Path, tmp_path: Path, registry: Registry) -> Path:
    """A small project with the real tables and one made-up plan with its record; its folder ``directives``."""
    folder = tmp_path / DOCUMENTS_FOLDER
    folder.mkdir(parents=True)
    (folder.parent / "registry").symlink_to(root / DOCUMENTS_FOLDER.parent / "registry")
    for place in (folder / "originals", folder / "2023", tmp_path / "docs", tmp_path / "directives/reading_lists",
                  tmp_path / "directives/inbox"):
        place.mkdir(parents=True)
    (folder / f"{NAME}.md").write_text(PLAN, encoding="utf-8")
    refresh(tmp_path, registry)
    return folder.parent


def refresh(root: Path, registry: Registry) -> None:
    """What a hurried person does after a change: “make records”; where that stops, the records stay as they are."""
    try:
        sources = read_sources(root / DOCUMENTS_FOLDER)
    except ProblemError:
        return
    write_records(sources, records_of(sources, registry, lambda _: None))
    if not (root / "directives/addresses.txt").exists():
        refresh_records(root)


def changed(folder: Path, mistake: dict[str, Any]) -> Path:
    """Do the mistake; the file it was done to."""
    path = folder / str(mistake.get("file", f"documents/{NAME}.md"))
    if path.parent.name == "registry":
        tables = path.parent.resolve()
        path.parent.unlink()
        shutil.copytree(tables, path.parent)
    if "copy" in mistake:
        path = folder / "documents" / str(mistake["copy"])
        shutil.copy(folder / f"documents/{NAME}.md", path)
    if "replace" in mistake:
        text = path.read_text(encoding="utf-8")
        assert mistake["replace"][0] in text
        head, text = (text[:30], text[30:]) if len(mistake["replace"][0]) == 1 else ("", text)
        path.write_text(head + text.replace(*mistake["replace"]), encoding="utf-8")
    if "write" in mistake or "bytes" in mistake:
        path.write_bytes(bytes.fromhex(mistake["bytes"]) if "bytes" in mistake else mistake["write"].encode())
    if "append" in mistake:
        path.write_text(path.read_text(encoding="utf-8") + mistake["append"], encoding="utf-8")
    if "register" in mistake:
        (folder / "addresses.txt").write_text("".join(f"{each}\n" for each in mistake["register"]), encoding="utf-8")
    if "twice" in mistake:
        path.write_text(PLAN + PLAN.partition("---\n\n")[2], encoding="utf-8")
    if "plain" in mistake:
        head, fence, text = PLAN.rpartition("---\n")
        path.write_text(head + fence + fold(text), encoding="utf-8")
    if "crlf" in mistake:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    if "original" in mistake:
        (folder / "documents/originals" / str(mistake["original"])).write_bytes(b"%PDF-1.4")
    if "delete" in mistake:
        path.unlink()
    if "rename" in mistake:
        path.with_suffix(".yaml").unlink()
        path.rename(path.with_name(mistake["rename"]))
    if "move" in mistake:
        target = folder / str(mistake["move"])
        target.parent.mkdir(parents=True)
        for suffix in (".md", ".yaml"):
            path.with_suffix(suffix).rename(target.with_suffix(suffix))
        return target
    if "link" in mistake:
        path.symlink_to(mistake["link"])
    if "pipe" in mistake:
        os.mkfifo(path)
    return path


@pytest.mark.parametrize("mistake", MISTAKES, ids=[each["name"] for each in MISTAKES])
def test_every_mistake_is_named(project: Path, registry: Registry, mistake: dict[str, Any]) -> None:
    """The rule, the file and the line; and never that a record is only old where the cause is another."""
    path = changed(project, mistake)
    if mistake.get("records"):
        refresh(project.parent, registry)
    found = check(project.parent, today=TODAY)
    rule, line = mistake["finds"]
    at = (project / mistake["at"]) if "at" in mistake else path
    last = at.read_bytes().count(b"\n") if line == "last" else 0
    lines = (last, last + 1) if line == "last" else (line,)
    hits = [each for each in found
            if (each.rule, Path(each.path).resolve()) == (rule, at.resolve()) and each.line in lines]
    shown = "\n".join(map(str, found))
    assert hits, shown
    assert any(mistake.get("says", "") in each.message for each in hits), shown
    assert rule == "record-old" or not [each for each in found if each.rule == "record-old"], shown


@pytest.mark.parametrize("number", ["Số:    /KH-UBND     Bình Phước, ngày 02 tháng 02 năm 2023", "Số: 45a/KH-UBND"])
def test_a_blank_number_and_one_with_a_letter_are_right(project: Path, registry: Registry, number: str) -> None:
    changed(project, {"replace": ["Số: 45/KH-UBND", number]})
    refresh(project.parent, registry)
    assert "number-form" not in {each.rule for each in check(project.parent, today=TODAY)}


def test_the_plan_without_a_mistake_passes(project: Path) -> None:
    assert list(map(str, check(project.parent, today=TODAY))) == []


def test_every_rule_has_its_mistake_and_its_line_in_the_guide(root: Path) -> None:
    """No rule without a case that shows its message; the guide's table is made of the rules themselves."""
    made = {each["finds"][0] for each in MISTAKES} | {"address-deleted", "base-unknown", "document-gone", "text-shrunk"}
    assert {each.id for each in RULES} == made
    assert len(RULES) == len({each.id for each in RULES})
    guides = (root / "docs/dong-gop.md").read_text(encoding="utf-8")
    assert "\n".join(guide()) in guides


def test_a_remark_that_was_seen_stays_quiet(project: Path, registry: Registry) -> None:
    """A remark is settled in front matter, for its own document; an error is not."""
    path = project / f"documents/{NAME}.md"
    text = path.read_text(encoding="utf-8") + "\nThư gửi về phongtruc@gmail.com.\n"
    path.write_text(text, encoding="utf-8")
    refresh(project.parent, registry)
    assert [(each.rule, each.severity) for each in check(project.parent, today=TODAY)] == [("personal-data", "remark")]
    path.write_text(text.replace("tỉnh\n---", "tỉnh\nseen: [{rule: personal-data, reason: hộp thư của cơ quan}]\n---"),
                    encoding="utf-8")
    assert check(project.parent, today=TODAY) == []


def test_masked_words_are_read_by_nobody(project: Path, registry: Registry) -> None:
    """What front matter masks is covered before anything is read; every place in the text stays."""
    path = project / f"documents/{NAME}.md"
    text = path.read_text(encoding="utf-8") + "\nLiên hệ ông A, ĐT: 0912 345 678.\n"
    path.write_text(text.replace("tỉnh\n---", 'tỉnh\nmask: ["0912 345 678"]\n---'), encoding="utf-8")
    refresh(project.parent, registry)
    (source,) = read_sources(project / "documents")
    assert source.text.endswith("ĐT: ████ ███ ███.\n")
    assert "0912" not in path.with_suffix(".yaml").read_text(encoding="utf-8")
    assert check(project.parent, today=TODAY) == []


@pytest.mark.parametrize(("today", "rules"), [
    (date(2022, 1, 1), []), (date(1990, 1, 1), []), (date(2026, 1, 2), []), (date(2093, 1, 1), []),
])
def test_a_wrong_clock_accuses_nobody(project: Path, today: date, rules: list[str]) -> None:
    """A clock from before this program was written says nothing about days to come."""
    assert [each.rule for each in check(project.parent, today=today)] == rules


def test_files_can_be_named(project: Path, registry: Registry) -> None:
    """Only the documents named are looked at; rules on the whole are then not asked."""
    for number in ("46", "47"):
        (project / f"documents/{number}-kh-ubnd-2023-binh-phuoc.md").write_text(
            PLAN.replace("Số: 45", f"Số: {number}").replace("source: Cổng của tỉnh", "retrieved: 2024-01-01"),
            encoding="utf-8")
    refresh(project.parent, registry)
    named = project / "documents/46-kh-ubnd-2023-binh-phuoc.yaml"
    assert [(Path(each.path).name, each.rule) for each in check(project.parent, [named], TODAY)] == [
        ("46-kh-ubnd-2023-binh-phuoc.md", "source-missing")]


FOUND = [Problem("/kho/a.md", 3, "x: 50 %, y\nz", "file-name"), Problem("/kho/b.md", 0, "m", "text-cut", "remark")]


def test_problems_for_programs() -> None:
    """JSON, and the commands by which a code host marks the lines of a pull request."""
    assert json.loads(as_json(FOUND, Path("/kho"))) == [
        {"rule": "file-name", "severity": "error", "file": "a.md", "line": 3, "message": "x: 50 %, y\nz"},
        {"rule": "text-cut", "severity": "remark", "file": "b.md", "line": 0, "message": "m"}]
    assert as_annotations(FOUND, Path("/kho")) == [
        "::error file=a.md,line=3,title=file-name::x: 50 %25, y%0Az", "::warning file=b.md,line=1,title=text-cut::m"]


def test_remarks_alone_stop_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Errors come first and decide the exit status."""
    assert print_problems(FOUND[1:]) == 0
    assert print_problems(reversed(FOUND)) == 1
    told = capsys.readouterr().err
    assert re.findall(r"\[(\S+)\]|Có (\d .*)\.", told) == [
        ("text-cut", ""), ("", "1 điều nên xem lại, không cản trở"), ("file-name", ""), ("", "1 lỗi cần sửa"),
        ("text-cut", ""), ("", "1 điều nên xem lại, không cản trở")]


@pytest.mark.parametrize("name", [
    "45-kh-ubnd-binh-phuoc", "45-kh-ubnd-binh-phuoc-2", "ke-hoach-phat-dong-phong-trao-thi-dua-nam-2023-2023"])
def test_a_name_given_when_less_was_read_stays(project: Path, registry: Registry, name: str) -> None:
    """A better reader finds the date or the number; the address of the document does not change for that."""
    for suffix in (".md", ".yaml"):
        (project / f"documents/{NAME}{suffix}").rename(project / f"documents/{name}{suffix}")
    refresh(project.parent, registry)
    assert [each.rule for each in check(project.parent, today=TODAY) if each.severity == "error"] == []


@pytest.mark.parametrize(("value", "told"), [("45/KH-UBND", 0), ("45KH-UBND", 1)])
def test_a_number_that_a_person_put_right_is_told_no_more(
        project: Path, registry: Registry, value: str, told: int) -> None:
    """The line of the text stays without its slash; what counts then is the number that the person wrote."""
    path = project / f"documents/{NAME}.md"
    words = path.read_text(encoding="utf-8").replace("Số: 45/KH-UBND", "Số: 45 KH-UBND")
    row = f"corrections: [{{field: number, value: {value}, reason: bản gốc thiếu dấu gạch chéo}}]"
    path.write_text(words.replace("tỉnh\n---", f"tỉnh\n{row}\n---"), encoding="utf-8")
    refresh(project.parent, registry)
    assert [each.rule for each in check(project.parent, today=TODAY)].count("number-form") == told


def test_what_people_settled_is_counted(project: Path) -> None:
    path = project / f"documents/{NAME}.md"
    two = "[{field: place, value: Huế, reason: y}, {citation: 09-CT/TW, ignore: true, reason: y}]"
    path.write_text(path.read_text(encoding="utf-8").replace("tỉnh\n---", f"tỉnh\ncorrections: {two}\n---"),
                    encoding="utf-8")
    assert by_hand(read_sources(project / "documents")) == (
        "Người biên tập: 2 chỗ sửa trong 1 văn bản; 0 điều đã xác nhận trong 0 văn bản; 0 chỗ che trong 0 văn bản.")


def test_the_command_prints_every_form(capsys: pytest.CaptureFixture[str], root: Path) -> None:
    path = next((root / DOCUMENTS_FOLDER).rglob("261-ldld-2022-phu-rieng.md"))
    assert check_directives.main(["--json", str(path)]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert check_directives.main(["--annotations", str(path)]) == 0
    assert check_directives.main(["--rules"]) == 0
    assert capsys.readouterr().out.strip().splitlines() == list(guide())
