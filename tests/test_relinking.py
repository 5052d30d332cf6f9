"""Linking again after a few documents changed gives what linking all of them from nothing gives."""

from __future__ import annotations

import random

import made_up_documents
import pytest
from vanban.graph.build import build_collection
from vanban.graph.forms import KnownForms
from vanban.graph.linker import Linker
from vanban.models import Record
from vanban.pages.site import LINK_TABLES, Site
from vanban.reading.record import read_record
from vanban.registry.tables import Registry

TEXTS = list(made_up_documents.texts(16).values())
LINES = ("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ.", "Một câu không dẫn gì.",
         "Căn cứ Luật Đất đai năm 2013;", "Căn cứ Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh Bình Phước;")


def changed(texts: dict[str, str], dice: random.Random) -> dict[str, str]:
    """The texts with one more, one less, one replaced, one with a line more or with another subject."""
    slug = dice.choice(sorted(texts))
    new = {"add": {**texts, f"van-ban-{dice.randrange(99)}": dice.choice(TEXTS)},
           "remove": {key: text for key, text in texts.items() if key != slug or len(texts) < 3},
           "replace": {**texts, slug: dice.choice(TEXTS)},
           "subject": {**texts, slug: texts[slug].replace("Về việc ", "Về việc an toàn giao thông, ", 1)},
           "line": {**texts, slug: f"{texts[slug]}\n{dice.choice(LINES)}\n"}}
    return new[dice.choice(sorted(new))]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_was_linked_before_the_collection_is_that_of_the_records(seed: int, registry: Registry) -> None:
    dice, linker = random.Random(seed), Linker(registry)
    texts = {f"van-ban-{place}": text for place, text in enumerate(dice.sample(TEXTS, 6))}
    records: dict[str, Record] = {}
    read: dict[str, str] = {}
    before: Site | None = None
    for _ in range(16):
        records = {slug: records[slug] if read.get(slug) == text else read_record(text, slug, registry.grammar)
                   for slug, text in texts.items()}
        read = texts
        again, fresh = (build_collection(records, texts, registry, linker=one) for one in (linker, None))
        assert again == fresh
        site, whole = Site(again, registry), Site(fresh, registry)
        if before:
            site.take_over(before)
        assert [getattr(site, name) for name in LINK_TABLES] == [getattr(whole, name) for name in LINK_TABLES]
        parts = frozenset(part for one in again.instruments.values() for part in one.slug.split("-"))
        assert list(site.forms.of_all(again, parts)) == list(KnownForms().of_all(fresh, parts))
        before, texts = site, changed(texts, dice)


def test_instruments_of_documents_that_stay_are_the_same_objects(registry: Registry) -> None:
    linker = Linker(registry)
    texts = {f"van-ban-{place}": text for place, text in enumerate(TEXTS[:6])}
    records = {slug: read_record(text, slug, registry.grammar) for slug, text in texts.items()}
    first = build_collection(records, texts, registry, linker=linker).instruments
    second = build_collection(records, texts, registry, linker=linker).instruments
    assert all(second[key] is one for key, one in first.items())
