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
from vanban.graph.identity import canonical, expected_slug, misspelt, slug_of, territory_named
from vanban.language.numbers import parse_number, parts_of
from vanban.models import BodyParts, CitationPlace, Document, Record
from vanban.reading.bodies import bodies_named, with_parts
from vanban.registry.body_keys import BodyKeys, compatible
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
        groups.setdefault(key_of[CitationPlace(slug, place)], []).append(index)
    assert sorted(groups.values()) == case["together"]
    opened = sorted(places.index((mention.document, mention.index)) for mention, _ in collection.unresolved)
    assert opened == case.get("open", [])
    first = collection.instruments[key_of[CitationPlace(*places[0])]]
    assert [each.field for each in first.contradictions] == case.get("contradictions", [])
    assert {field: getattr(first, field) for field in case.get("shown", {})} == case.get("shown", {})


@pytest.mark.parametrize("case", load_cases("slugs.yaml"), ids=lambda case: case["slug"])
def test_addresses(case: dict[str, Any], registry: Registry) -> None:
    number = parts_of(case["number"])
    bodies, _ = bodies_named(case.get("body"), None, registry.grammar)
    place = None if BodyKeys(registry).sole(number) else territory_named(bodies)
    assert slug_of(number, case.get("year"), place, case.get("type")) == case["slug"]


@pytest.mark.parametrize("case", load_cases("spellings.yaml"), ids=lambda case: case["shown"])
def test_all_spellings_of_a_number_have_one_key(case: dict[str, Any], registry: Registry) -> None:
    """The key of the grammar and the key of a number as it stands in a record are one; the shown one is the best."""
    spellings = [case["shown"], *case["also"]]
    assert len({parts_of(number) for number in spellings}) == 1
    grammar = {parsed.match_key for number in spellings if (parsed := parse_number(number))}
    assert grammar == {parts_of(case["shown"]).key}
    assert not {parts_of(number) for number in case.get("never", [])} & {parts_of(case["shown"])}
    assert min(spellings, key=lambda number: misspelt(number, registry)) == case["shown"]


NUMBERS = [number["display"] for case in load_cases("numbers.yaml") for number in case["numbers"]]
SEPARATORS = ("/", "-", " / ", "–", "/ ", " -", ".")


@given(st.sampled_from(NUMBERS), st.data())
def test_no_spelling_changes_the_key(number: str, data: st.DataObject) -> None:
    """Separators, case, leading zeros and the stroke of Đ in QĐ, NĐ, LĐLĐ, HĐND: whatever is typed, the key is one."""
    parts = parts_of(number)
    segments = [data.draw(st.sampled_from(_typed(segment))) for segment in parts.segments]
    zeros = data.draw(st.sampled_from(["", "0", "00"])) if parts.serial[:1].isdigit() else ""
    written = zeros + parts.serial + (f"/{parts.year}" if parts.year else "")
    for segment in segments:
        written += data.draw(st.sampled_from(SEPARATORS[:-1] if segment is segments[0] else SEPARATORS)) + segment
    assert parts_of(written) == parts


def _typed(segment: str) -> list[str]:
    """A segment as it may be typed."""
    bare = segment.replace("Đ", "D") if segment in ("QĐ", "NĐ", "LĐLĐ", "HĐND") else segment
    return list(dict.fromkeys([segment, segment.lower(), segment.title(), bare, bare.lower()]))


@given(st.integers(1, 999), st.integers(1990, 2029),
       st.sampled_from([("NĐ", "CP"), ("TT", "BCA"), ("QH15",), ("QĐ", "TTg")]))
def test_a_missing_separator_after_the_year_changes_nothing(serial: int, year: int, symbol: tuple[str, ...]) -> None:
    assert parts_of(f"{serial}/{year}{'-'.join(symbol)}") == parts_of(f"0{serial}/{year}/{'-'.join(symbol)}")


def test_canonical_spelling_of_party_numbers() -> None:
    assert canonical("48/CT-TW") == "48-CT/TW"
    assert canonical("31/KH-UBND") == "31/KH-UBND"


@pytest.mark.parametrize("case", load_cases("same_bodies.yaml"), ids=lambda case: case["why"])
def test_bodies_are_one_as_the_table_says(case: dict[str, Any], registry: Registry) -> None:
    keys = BodyKeys(registry)
    one, other = (bodies_named(case[side], case.get("date"), registry.grammar)[0] for side in ("one", "other"))
    assert (keys.issuer(one) == keys.issuer(other)) is case["same"]
    assert compatible(keys.issuer(one), keys.issuer(other)) is case.get("compatible", case["same"])
    assert keys.contradict(one, other) is case.get("contradict", not case.get("compatible", case["same"]))


def test_districts_of_one_name_are_told_apart_by_their_province(registry: Registry) -> None:
    """"huyện Châu Thành" lies in many provinces: the same where one of the two is not known, else different."""
    same = registry.find_territory("Châu Thành", "2020-01-01", "huyện")
    first, second = (BodyParts("Ủy ban nhân dân huyện Châu Thành", "uy-ban-nhan-dan", place.id, "huyện", "Châu Thành")
                     for place in same[:2])
    unknown = bodies_named("Ủy ban nhân dân huyện Châu Thành", None, registry.grammar)[0]
    keys = BodyKeys(registry)
    assert unknown[0].territory is None
    assert not compatible(keys.issuer((first,)), keys.issuer((second,)))
    assert compatible(keys.issuer(unknown), keys.issuer((first,)))


def test_one_symbol_of_the_centre_tells_the_issuer(registry: Registry) -> None:
    keys = BodyKeys(registry)
    assert keys.sole(parts_of("44-KL/TW")) == keys.issuer(bodies_named("Ban Bí thư", None, registry.grammar)[0])
    assert keys.sole(parts_of("45/2019/QH14")) == keys.issuer(bodies_named("Quốc hội", None, registry.grammar)[0])
    assert keys.sole(parts_of("31/KH-UBND")) == keys.sole(parts_of("92/KH-BCĐ138/CP")) == keys.sole(None) == ()


def test_levels_of_bodies(registry: Registry) -> None:
    expected = {
        "Ủy ban nhân dân tỉnh Bình Phước": "province", "Liên đoàn Lao động thành phố Thủ Đức": "district",
        "Liên đoàn Lao động Thành phố Hồ Chí Minh": "province", "Tỉnh ủy Bình Phước": "province",
        "Bộ trưởng Bộ Công an": "ministry", "Bộ Chính trị": "central", "Ủy ban nhân dân xã Phú Riềng": "commune",
    }
    assert {body: bodies_named(body, None, registry.grammar)[1] for body in expected} == expected


def test_places_of_bodies(registry: Registry) -> None:
    def place(name: str) -> tuple[str, str] | None:
        return territory_named(bodies_named(name, None, registry.grammar)[0])

    assert place("Bộ Công an") is place("Ban Chỉ đạo phòng chống tệ nạn xã hội") is None
    assert place("Ủy ban nhân dân xã Phú Riềng, huyện Phú Riềng") == ("xã", "Phú Riềng")
    assert place("Bộ Công an; Ủy ban nhân dân tỉnh Bình Phước") == ("tỉnh", "Bình Phước")


def test_expected_slug_needs_number_and_year(registry: Registry) -> None:
    body = "Ủy ban nhân dân tỉnh Bình Phước"

    def slug(**fields: Any) -> str | None:
        return expected_slug(with_parts(Record("x", "", 0, Document(**fields), (), ()), registry.grammar))

    assert slug(number="31/KH-UBND", date="2023-02-02", issuing_body=body) == "31-kh-ubnd-2023-binh-phuoc"
    assert slug(number="31/KH-UBND", year=2023, issuing_body=body) == "31-kh-ubnd-2023-binh-phuoc"
    assert slug(number="31/KH-UBND", issuing_body=body) is slug(date="2023-02-02", issuing_body=body) is None
