"""What changed since the year before: paragraph by paragraph, word by word, and the page that shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from cases import load_cases
from golden_pages import SLUG, TEXT, sample_collection
from vanban.models import Relation
from vanban.pages.document.comparison import Change, ComparedParagraph, compare
from vanban.pages.units import generated_files
from vanban.registry.tables import Registry

MARKS = {"same": "=", "changed": "~", "added": "+", "removed": "-"}


def shown(change: Change) -> str:
    """A row in the notation of the case table."""
    soup = BeautifulSoup(str(change.both), "html.parser")
    if change.kind == "changed":
        for tag, signs in (("del", "[-{}-]"), ("ins", "{{+{}+}}")):
            for one in soup.find_all(tag):
                one.replace_with(signs.format(one.get_text()))
    return f"{MARKS[change.kind]} {soup.get_text()}"


@pytest.mark.parametrize("case", load_cases("comparison.yaml"), ids=lambda case: case["name"])
def test_what_changed(case: dict[str, Any]) -> None:
    """Each row is as the table says; the two columns hold the words of the two documents, all of them."""
    sides = [[ComparedParagraph(text, f"doan-{place}") for place, text in enumerate(case[side])]
             for side in ("old", "new")]
    found = compare(*sides)
    assert [shown(one) for one in found] == case["rows"]
    for paragraphs, side in zip(sides, ("old", "new"), strict=True):
        kept = [getattr(one, side) for one in found if getattr(one, side)]
        assert sorted(kept, key=lambda one: one.anchor) == paragraphs


def test_a_long_document_is_compared_in_bounded_time() -> None:
    """Two thousand paragraphs that have nothing in common are shown as removed and added, not each against each."""
    old = [ComparedParagraph(f"cũ {number} " * 9, f"a{number}") for number in range(2000)]
    new = [ComparedParagraph(f"mới {number} " * 9, f"b{number}") for number in range(2000)]
    assert [one.kind for one in compare(old, new)] == ["added"] * 2000 + ["removed"] * 2000


def test_a_document_of_a_series_leads_to_what_changed(registry: Registry) -> None:
    """Where both years are held the later one links the page of changes, with the anchors of both; else nobody does."""
    collection = sample_collection()
    files = dict(generated_files(collection, registry))
    assert not any(path.startswith("so-sanh/") for path in files)
    earlier = replace(collection.instruments["12"], key="11", slug="11-kh-ubnd-2023", number="11/KH-UBND",
                      date="2023-03-06", year=2023, document="11-kh-ubnd-2023")
    text = TEXT.replace("Nâng cao", "Giữ vững")
    record = replace(collection.records[SLUG], slug=earlier.slug, citations=())
    changed = replace(
        collection, records={**collection.records, earlier.slug: record},
        texts={**collection.texts, earlier.slug: text}, instruments={**collection.instruments, "11": earlier},
        relations=(*collection.relations, Relation("12", "11", "series", (), True, "Chỉ khác năm.")))
    files = dict(generated_files(changed, registry))
    assert f'href="../../so-sanh/{SLUG}/"' in files[f"van-ban/{SLUG}/index.md"].decode()
    page = BeautifulSoup(files[f"so-sanh/{SLUG}/index.md"].decode(), "html.parser")
    (row,) = page.select(".compare-row.changed")
    assert [one.get_text() for one in row.select(".both del, .both ins")] == ["Giữ", "Nâng", "vững", "cao"]
    assert [a["href"] for a in row.select("a.place")] == [
        f"../../van-ban/{earlier.slug}/#muc-i-1", f"../../van-ban/{SLUG}/#muc-i-1"]
    said = page.select_one(".about")
    assert said and "1 đoạn sửa" in said.get_text() and "0 đoạn" not in said.get_text()
    assert "# Kế hoạch số 12/KH-UBND so với kỳ trước" in page.get_text()
    assert page.select("details.unchanged .compare-row.same") and "đoạn giữ nguyên" in page.get_text()
