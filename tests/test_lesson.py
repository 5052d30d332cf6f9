"""The lesson for beginners: every answer is computed anew from the documents, so that none goes stale."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from cases import load_cases
from vanban.commands.build import LESSON, read_collection
from vanban.language.numbers import scan_numbers
from vanban.models import Collection, Instrument
from vanban.pages.browse.lesson import lesson_pages, pages_of_exercises
from vanban.pages.document.duties import duties_of
from vanban.pages.instrument.facts import ALWAYS_STATED, field_name
from vanban.pages.names import written_date
from vanban.pages.parts.citing import official_form
from vanban.pages.site import Site

CASES = load_cases("lesson.yaml")
COUNTS = {2: "Hai", 3: "Ba", 4: "Bốn", 5: "Năm", 6: "Sáu"}
DATE = re.compile(r"\d\d/\d\d/\d{4}")


@pytest.fixture(scope="module")
def site(root: Path) -> Site:
    collection, registry = read_collection(root, lambda _: None)
    return Site(collection, registry)


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / LESSON).read_text(encoding="utf-8")


def name(site: Site, it: Instrument, case: dict[str, Any]) -> Iterator[str]:
    """The full name, and whether the text is here."""
    yield site.names[it.key].full
    yield "Kho chưa có toàn văn" if it.document is None else "Kho đã có toàn văn"


def acts_on(site: Site, it: Instrument, case: dict[str, Any]) -> Iterator[str]:
    """The names of what it acts on in one way, and their count in words."""
    found = [site.instrument(r.target) for r in site.outgoing[it.key] if r.type == case["relation"]]
    found = [each for each in found if case.get("level") in (None, each.level)]
    yield f"{COUNTS[len(found)]} văn bản"
    yield from (site.names[each.key].short if "level" in case else site.names[each.key].full for each in found)


def chain(site: Site, it: Instrument, case: dict[str, Any]) -> Iterator[str]:
    """The levels of the chain, from the highest to the lowest, and its inferred steps."""
    keys = {it.key, *site.chains[it.key].keys}
    levels = [level for level in site.registry.levels if any(site.instrument(key).level == level for key in keys)]
    names = [site.level(level) for level in levels]
    yield f"từ {names[0]} qua {names[1][:1].lower()}{names[1][1:]} xuống {names[2][:1].lower()}{names[2][1:]}"
    assert len(names) == 3
    inferred = [r for r in site.collection.relations if r.inferred and {r.source, r.target} & keys]
    for relation in inferred:
        for key in (relation.source, relation.target):
            yield f"{site.names[key].short} năm {site.instrument(key).year}"


def dates(site: Site, it: Instrument, case: dict[str, Any]) -> Iterator[str]:
    """Every day of issue that documents give."""
    for one in it.contradictions:
        if one.field == "date":
            yield from (written_date(reading.value) or "" for reading in one.readings)


def missing(site: Site, it: Instrument, case: dict[str, Any]) -> Iterator[str]:
    """What the document does not say, all of it."""
    document = site.collection.records[it.document or ""].document
    names = [field_name(name) for name in ALWAYS_STATED if not getattr(document, name)]
    yield "Thiếu: " + "; ".join(name[:1].lower() + name[1:] for name in names) + "."


def limits(site: Site, it: Instrument, case: dict[str, Any]) -> Iterator[str]:
    """Every day that the text makes a limit."""
    yield from (duty.written for duty in duties_of(site, it.document or ""))


def citation(site: Site, it: Instrument, case: dict[str, Any]) -> Iterator[str]:
    """The official form."""
    yield official_form(site, it)


ASK: dict[str, Callable[[Site, Instrument, dict[str, Any]], Iterator[str]]] = {
    "name": name, "acts on": acts_on, "chain": chain, "dates": dates, "missing": missing, "limits": limits,
    "citation": citation}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"bai-{case['exercise']}")
def test_an_answer_is_what_the_documents_give(site: Site, page: str, case: dict[str, Any]) -> None:
    """The answer holds every part of what is computed, and no number or day besides."""
    (it,) = [i for i in site.collection.instruments.values() if i.slug == case["of"]]
    expected = list(ASK[case["ask"]](site, it, case))
    found = BeautifulSoup(page, "html.parser").find(id=f"dap-an-{case['exercise']}")
    assert found is not None and expected
    answer = " ".join(found.get_text().split())
    assert [part for part in expected if part not in answer] == []
    whole = " ".join(expected)
    assert {n.number.display for n in scan_numbers(answer)} == {n.number.display for n in scan_numbers(whole)}
    assert set(DATE.findall(answer)) <= set(DATE.findall(whole))


def test_every_exercise_is_checked_and_leads_to_its_document(page: str) -> None:
    """No exercise without a row of the table, none without the page it is about."""
    parts = re.split(r"^## ", page, flags=re.MULTILINE)
    exercises = {int(found[1]): part for part in parts if (found := re.search(r"\{#bai-(\d+)\}", part))}
    assert sorted(exercises) == [case["exercise"] for case in CASES]
    for case in CASES:
        links = ("chi+thi+09",) if case["ask"] == "name" else (f"/{case['of']}/index.md",)
        assert any(link in exercises[case["exercise"]] for link in links)
        assert f'id="dap-an-{case["exercise"]}"' in exercises[case["exercise"]]


def test_a_collection_without_the_documents_is_told_what_the_exercises_need(site: Site, page: str) -> None:
    """With all of them the exercises stand as written, links leading from their folder; without, what lacks."""
    ((path, whole),) = lesson_pages(site, page)
    assert path == "tap-huan/index.md" and "](../van-ban/261-ldld-2022-phu-rieng/index.md)" in whole
    ((_, lacking),) = lesson_pages(Site(Collection(), site.registry), page)
    assert "](" not in lacking and "## Bài" not in lacking
    assert lacking.count("\n- ") == len(pages_of_exercises(page)) > 3
    assert lesson_pages(site, None) == []
    assert pages_of_exercises("[a](van-ban/a/index.md#vien-dan-3)") == {("van-ban", "a")}
    ((_, bare),) = lesson_pages(Site(Collection(), site.registry), "# Bài tập\n\n[a](van-ban/a/index.md)\n")
    assert bare.count("](") == 0 and bare.startswith("\n# Bài tập\n")
