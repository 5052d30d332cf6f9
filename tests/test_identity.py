"""Which mentions are the same instrument, and what its address is."""

from __future__ import annotations

import random
from typing import Any

import pytest
from cases import load_cases
from collections_for_tests import instrument_of, records_of
from hypothesis import given
from hypothesis import strategies as st
from vanban.graph.build import build_collection
from vanban.graph.identity import Bodies, canonical, expected_slug, match_key, place_of, slug_of
from vanban.models import Document, Mention
from vanban.registry.tables import Registry


@pytest.mark.parametrize("case", load_cases("identity.yaml"), ids=lambda case: case["why"])
@pytest.mark.parametrize("seed", [0, 1])
def test_mentions_are_joined_as_the_table_says(case: dict[str, Any], seed: int, registry: Registry) -> None:
    records, places = records_of(case["mentions"])
    order = list(records)
    random.Random(seed).shuffle(order)
    collection = build_collection({slug: records[slug] for slug in order}, {}, registry)
    key_of = instrument_of(collection)
    groups: dict[str, list[int]] = {}
    for index, (slug, place) in enumerate(places):
        groups.setdefault(key_of[Mention(slug, place)], []).append(index)
    assert sorted(groups.values()) == case["together"]
    opened = sorted(places.index((mention.document, mention.index)) for mention, _ in collection.unresolved)
    assert opened == case.get("open", [])
    first = collection.instruments[key_of[Mention(*places[0])]]
    assert [each.field for each in first.contradictions] == case.get("contradictions", [])


@pytest.mark.parametrize("case", load_cases("slugs.yaml"), ids=lambda case: case["slug"])
def test_addresses(case: dict[str, Any]) -> None:
    assert slug_of(case["number"], case.get("year"), case.get("body"), case.get("type")) == case["slug"]


def test_match_key_ignores_separators_zeros_and_case_but_keeps_the_stroke() -> None:
    assert match_key("48-CT/TW") == match_key("48/CT-TW") == match_key("048 – ct / tw") == "48 CT TW"
    assert match_key("30/CT-UBND") != match_key("30-CT/TU")
    assert match_key("01/ĐA-UBND") != match_key("01/DA-UBND")
    assert match_key("5/QÐ-BCA (A11)") == match_key("05/QĐ-BCA")


SEGMENTS = st.lists(st.sampled_from(["KH", "QĐ", "UBND", "TW", "LĐLĐ", "V05"]), min_size=1, max_size=4)


@given(st.integers(1, 9999), SEGMENTS)
def test_every_separator_gives_the_same_key(serial: int, segments: list[str]) -> None:
    spellings = {match_key(separator.join([str(serial), *segments])) for separator in ("/", "-", " / ", "–")}
    assert len(spellings) == 1


def test_canonical_spelling_of_party_numbers() -> None:
    assert canonical("48/CT-TW") == "48-CT/TW"
    assert canonical("31/KH-UBND") == "31/KH-UBND"


def test_organisation_behind_an_organ(registry: Registry) -> None:
    bodies = Bodies(registry)
    assert bodies.organisation("Ban Thường vụ Tỉnh ủy Bình Phước") == bodies.organisation("Tỉnh uỷ Bình Phước")
    assert bodies.organisation("Bộ trưởng Bộ Công an") == bodies.organisation("Bộ Công An")
    assert bodies.organisation("Chủ tịch nước") != bodies.organisation("Nước")
    assert bodies.organisation("Ban Bí thư") == bodies.organisation("Ban Bí thư Trung ương Đảng")
    assert bodies.organisation("Ban Chấp hành Trung ương Hội Nông dân Việt Nam") != bodies.organisation("Bộ Chính trị")
    assert bodies.organisation(None) == ""


def test_levels_of_bodies(registry: Registry) -> None:
    bodies = Bodies(registry)
    expected = {
        "Ủy ban nhân dân tỉnh Bình Phước": "province", "Liên đoàn Lao động thành phố Thủ Đức": "district",
        "Liên đoàn Lao động Thành phố Hồ Chí Minh": "province", "Tỉnh ủy Bình Phước": "province",
        "Bộ trưởng Bộ Công an": "ministry", "Bộ Chính trị": "central", "Ủy ban nhân dân xã Phú Riềng": "commune",
    }
    assert {body: bodies.level(body) for body in expected} == expected


def test_places_in_names() -> None:
    assert place_of("Bộ Công an") is None
    assert place_of("Ủy ban nhân dân các tỉnh") is None
    assert place_of("Ban Chỉ đạo phòng chống tệ nạn xã hội") is None
    place = place_of("Ủy ban nhân dân xã Phú Riềng, huyện Phú Riềng")
    assert place is not None and (place.kind, place.name) == ("xã", "Phú Riềng")


def test_expected_slug_needs_number_and_date() -> None:
    body = "Ủy ban nhân dân tỉnh Bình Phước"
    full = Document(number="31/KH-UBND", date="2023-02-02", issuing_body=body)
    assert expected_slug(full) == "31-kh-ubnd-2023-binh-phuoc"
    assert expected_slug(Document(number="31/KH-UBND", issuing_body=body)) is None
    assert expected_slug(Document(date="2023-02-02", issuing_body=body)) is None
