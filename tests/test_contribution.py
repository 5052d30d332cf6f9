"""What a contribution changes, as its pull request tells it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import report_changes
from repositories import start_history
from vanban.commands.contribution import as_markdown, as_report, contribution_since
from vanban.problems import ProblemError
from vanban.store.documents import DOCUMENTS_FOLDER, ROOT

PLAN = DOCUMENTS_FOLDER / "2023" / "31-kh-ubnd-2023-binh-phuoc.md"
NEW = """---
source: văn bản dựng để thử
---
ỦY BAN NHÂN DÂN
TỈNH BÌNH PHƯỚC

Số: 12/KH-UBND

Bình Phước, ngày 05 tháng 03 năm 2024

KẾ HOẠCH
Thử <b>in</b> @moi_nguoi `mã`

Thực hiện Kế hoạch số 31/KH-UBND ngày 02/02/2023 của Ủy ban nhân dân tỉnh Bình Phước.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository of its own with the tables and three documents, one that others cite left out."""
    shutil.copytree(ROOT / DOCUMENTS_FOLDER.parent / "registry", tmp_path / DOCUMENTS_FOLDER.parent / "registry")
    for path in (ROOT / DOCUMENTS_FOLDER).rglob("*.md"):
        if path.name != PLAN.name:
            target = tmp_path / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    start_history(tmp_path)
    return tmp_path


def test_a_document_that_is_added_is_told_with_all_it_changes(project: Path) -> None:
    """Its card, the address that was only cited and has a text now, the facts of no other document."""
    (project / DOCUMENTS_FOLDER / "2024").mkdir(exist_ok=True)
    (project / DOCUMENTS_FOLDER / "2024" / "12-kh-ubnd-2024-binh-phuoc.md").write_text(NEW, encoding="utf-8")
    (project / PLAN).parent.mkdir(exist_ok=True)
    shutil.copy(ROOT / PLAN, project / PLAN)
    found = contribution_since(project, "HEAD")
    assert [card.outcome.held.source.slug for card in found.cards if card.outcome.held] == [
        "12-kh-ubnd-2024-binh-phuoc", "31-kh-ubnd-2023-binh-phuoc"]
    assert not found.changed and not found.removed and not found.open
    assert [(lead.relation, lead.to, lead.held) for lead in found.cards[0].leads] == [
        ("implements", "31-kh-ubnd-2023-binh-phuoc", True)]
    assert "12-kh-ubnd-2024-binh-phuoc" in found.pages
    written = as_markdown(found, project)
    assert "2 văn bản thêm" in written and "    Đã thêm 12-kh-ubnd-2024-binh-phuoc.md" in written
    outside = [line for line in written.splitlines() if not line.startswith("    ")]
    assert not any("<b>" in line or "@moi_nguoi" in line for line in outside)
    assert json.loads(json.dumps(as_report(found, project)))["added"][0]["facts"]["number"]["value"] == "12/KH-UBND"


def test_a_document_that_is_mended_or_gone_is_told(project: Path) -> None:
    """A number corrected in a text is a field, and what no longer stands is named."""
    letter = next((project / DOCUMENTS_FOLDER).rglob("261-ldld-2022-phu-rieng.md"))
    text = letter.read_text(encoding="utf-8")
    assert "119/KH-UBND" in text
    letter.write_text(text.replace("119/KH-UBND", "118/KH-UBND"), encoding="utf-8")
    next((project / DOCUMENTS_FOLDER).rglob("100-kh-ldld-2024-thu-duc.md")).unlink()
    found = contribution_since(project, "HEAD")
    assert list(found.changed) == ["261-ldld-2022-phu-rieng"] and found.removed == ("100-kh-ldld-2024-thu-duc",)
    assert any("118/KH-UBND" in str(each.after) for each in found.changed["261-ldld-2022-phu-rieng"])
    written = as_markdown(found, project)
    assert "Văn bản bị gỡ (1)" in written and "Đọc khác đi: `261-ldld-2022-phu-rieng`" in written
    assert "1 văn bản sửa" in written and "## Sửa: `261-ldld-2022-phu-rieng`\n\n    Đã thay 261-ldld" in written
    assert ("- ~ viện dẫn, dòng 39: chữ `Kế hoạch số 119/KH-UBND tỉnh` → `Kế hoạch số 118/KH-UBND tỉnh`; số "
            "`119/KH-UBND` → `118/KH-UBND`; dẫn tới `119/KH-UBND@2022` → `118/KH-UBND@2022`") in written


def test_a_base_that_is_not_there_is_told(project: Path) -> None:
    """The message names the revision; nothing is compared."""
    with pytest.raises(ProblemError, match="khong-co"):
        contribution_since(project, "khong-co")


def test_one_of_the_two_reports_must_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a base nor a reading to compare with is an error of use."""
    with pytest.raises(SystemExit):
        report_changes.main([])
    assert "--reading" in capsys.readouterr().err
