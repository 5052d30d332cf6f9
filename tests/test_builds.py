"""What the check accepts, builds: hostile documents go from adding to pages and index, or are refused with a reason."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest
from hostile_texts import FRAGMENTS, TEXTS
from hypothesis import HealthCheck, given, settings
from made_up_documents import files_of_the_project
from test_add import PLAN, added, names
from vanban.commands import documents
from vanban.commands.build import build_site, prepare_docs
from vanban.commands.check import check
from vanban.problems import ProblemError, at_work_on
from vanban.registry.tables import load_registry
from vanban.store.documents import DOCUMENTS_FOLDER

HEAD = PLAN.partition("1. ")[0].format(number="45", day="02", what="thi đua")
NASTY = {
    "the last day of all": HEAD + "Các sở gửi báo cáo trước ngày 31/12/9999.",
    "the first day of all": HEAD + "Các sở gửi báo cáo trước ngày 01/01/0001.",
    "many different words": HEAD + " ".join(
        "".join(random.Random(seed).choices("abcdeghiklmnopqrstuvxy", k=4)) for seed in range(60_000)),
    "markup": HEAD + "<script>alert(1)</script> {{ 1/0 }} {% for %} ${x} [a](javascript:x) | a | b |\n|---|\n# x {#id}",
    "headings without words": HEAD + "I. \n" * 500,
    "a table without end": HEAD + "| a |" * 3000,
    "turned letters": HEAD + "\u202e1. Các sở\u202c \u200b\u200d\ufeff ٧٢/KH-UBND ７２/KH-UBND",
    "only a number": "Số: 45/KH-UBND",
    "one word": "x",
    "itself": HEAD + "Thực hiện Kế hoạch số 45/KH-UBND ngày 02/02/2023 của Ủy ban nhân dân tỉnh Bình Phước.",
}


@pytest.fixture
def kho(root: Path, tmp_path: Path) -> Path:
    """An empty project with the real tables."""
    (tmp_path / "kho" / DOCUMENTS_FOLDER).mkdir(parents=True)
    (tmp_path / "kho" / DOCUMENTS_FOLDER.parent / "registry").symlink_to(root / DOCUMENTS_FOLDER.parent / "registry")
    (tmp_path / "kho/docs").mkdir()
    return tmp_path / "kho"


def goes_through(kho: Path, text: str) -> None:
    """Add a text to an empty project; when it is in, it passes the check and its pages and index are made."""
    for folder in (kho / DOCUMENTS_FOLDER, kho / "docs"):
        shutil.rmtree(folder)
        folder.mkdir()
    (kho / "directives/addresses.txt").unlink(missing_ok=True)
    path = kho.parent / "a.txt"
    path.write_bytes(text.encode("utf-8", "ignore"))
    (card,) = added(kho, load_registry(), path)
    assert bool(names(kho)) is (card.outcome.status == "added")
    if card.outcome.status == "added":
        assert [str(each) for each in check(kho) if each.severity == "error"] == []
        prepare_docs(kho, say=lambda _: None)
        assert card.outcome.held
        assert (kho / f"docs/van-ban/{card.outcome.held.source.slug}/index.md").is_file()


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_document_builds(kho: Path, name: str) -> None:
    goes_through(kho, NASTY[name])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_any_document_builds(kho: Path, text: str) -> None:
    goes_through(kho, text)


def test_a_fault_of_the_program_names_the_document(kho: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong in a stage, the file it stumbled on is named; problems told already stay as they are."""
    (kho / DOCUMENTS_FOLDER / "xau.md").write_text("---\nsource: x\n---\nSố: 45/KH-UBND\n", encoding="utf-8")

    def broken(*_: object) -> None:
        raise KeyError(318)

    monkeypatch.setattr(documents, "read_record", broken)
    told = ("xau.md: Đọc văn bản: máy dừng vì lỗi của chương trình (KeyError: 318); "
            "hãy báo cho người phụ trách, kèm tệp này.")
    assert [str(each).rpartition("/")[2] for each in check(kho) if each.severity == "error"] == [told]
    with pytest.raises(ProblemError, match=re.escape(told)):
        prepare_docs(kho, say=lambda _: None)
    with pytest.raises(ProblemError) as caught, at_work_on("a.md", "x"):
        raise ProblemError([])
    assert caught.value.problems == ()


def of_many_terms(words: int) -> str:
    """A text with more than a million words and pairs of words to look up."""
    dice = random.Random(7)
    return HEAD + " ".join("".join(dice.choices("abcdeghiklmnopqrstuvxy", k=5)) for _ in range(words))


def hostile_documents() -> dict[str, str]:
    """Every nasty text, one of a million terms, and forty made of the words of the grammar in any order."""
    dice = random.Random(20230202)
    found = {**NASTY, "a million terms": of_many_terms(530_000)}
    found |= {f"dice {number}": HEAD + "".join(dice.choices(FRAGMENTS, k=60)) for number in range(40)}
    return {name: text.replace("45/KH-UBND", f"{number}/KH-UBND")
            for number, (name, text) in enumerate(found.items(), 45)}


def test_what_add_accepts_is_a_page_of_the_built_site(
        root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All hostile documents in one collection: added, checked, and built strictly to the last page."""
    for name in ("SITE_URL", "KHO_MA"):
        monkeypatch.delenv(name, raising=False)
    project = tmp_path / "kho"
    for name in files_of_the_project(root):
        if not name.startswith("directives/documents/") and "/reading_lists/" not in name:
            (project / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, project / name)
    (project / DOCUMENTS_FOLDER).mkdir(parents=True)
    (project / "directives/addresses.txt").unlink()
    (project / "directives/registry/redirects.yaml").unlink()
    documents = hostile_documents()
    for number, text in enumerate(documents.values()):
        (tmp_path / "den").mkdir(exist_ok=True)
        (tmp_path / f"den/{number:02}.txt").write_bytes(text.encode("utf-8", "ignore"))
    outcomes = [card.outcome for card in added(project, load_registry(), *sorted((tmp_path / "den").iterdir()))]
    held = [outcome.held for outcome in outcomes if outcome.status == "added" and outcome.held]
    assert len(held) > len(documents) * 3 / 4
    assert [str(each) for each in check(project) if each.severity == "error"] == []
    site = build_site(project, say=lambda _: None)
    assert [each.source.slug for each in held if not (site / f"van-ban/{each.source.slug}/index.html").is_file()] == []
