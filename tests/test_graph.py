"""The graph of the five annotated records, and what must hold for every collection."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from collections_for_tests import citation_of, gold_records, instrument_of, record_of, records_of
from msgspec import structs
from vanban.graph.build import build_collection
from vanban.graph.series import title_stem
from vanban.models import CitationPlace, Collection, Instrument
from vanban.registry.tables import Registry

LETTER, PLAN, REPORT = "261-ldld-2022-phu-rieng", "31-kh-ubnd-2023-binh-phuoc", "02-bc-ldld-2018-binh-thuan"
BINH_PHUOC = "Ủy ban nhân dân tỉnh Bình Phước"


@pytest.fixture(scope="module")
def gold(registry: Registry) -> Collection:
    return build_collection(gold_records(), {}, registry)


def by_slug(collection: Collection) -> dict[str, Instrument]:
    return {instrument.slug: instrument for instrument in collection.instruments.values()}


def edges(collection: Collection) -> set[tuple[str, str, str]]:
    slug = {key: instrument.slug for key, instrument in collection.instruments.items()}
    return {(slug[each.source], each.type, slug[each.target]) for each in collection.relations}


def test_annotated_keys_are_found_again(gold: Collection) -> None:
    """Mentions with one annotated key are one instrument, with different keys different ones."""
    key_of = instrument_of(gold)
    pairs = {(citation.instrument, key_of[CitationPlace(slug, index)])
             for slug, record in gold.records.items() for index, citation in enumerate(record.citations)}
    assert len({annotated for annotated, _ in pairs}) == len({key for _, key in pairs}) == len(pairs) > 50


def test_one_directive_with_two_dates_is_one_instrument_with_a_contradiction(gold: Collection) -> None:
    directive = by_slug(gold)["48-ct-tw-2010"]
    assert (directive.number, directive.date, len(directive.mentions)) == ("48-CT/TW", "2010-10-22", 4)
    assert [each.value for each in directive.spellings] == ["48-CT/TW", "48/CT-TW"]
    (contradiction,) = directive.contradictions
    assert contradiction.field == "date"
    counts = [(each.value, len(each.mentions)) for each in contradiction.readings]
    assert counts == [("2010-10-22", 2), ("2011-12-01", 1)]
    assert contradiction.readings[1].mentions[0].document == PLAN


def test_two_directives_of_one_number_are_two_instruments(gold: Collection) -> None:
    found = by_slug(gold)
    assert {"05-ct-tw-2006", "05-ct-tw-2016"} <= set(found)
    assert not found["05-ct-tw-2006"].contradictions


def test_short_number_is_the_circular(gold: Collection) -> None:
    circular = by_slug(gold)["124-2021-tt-bca"]
    assert {mention.document for mention in circular.mentions} == {PLAN, "100-kh-ldld-2024-thu-duc"}
    assert [each.value for each in circular.spellings] == ["124/2021/TT-BCA"]


def test_held_documents_are_instruments_at_their_own_address(gold: Collection) -> None:
    found = by_slug(gold)
    for slug, record in gold.records.items():
        assert found[slug].document == slug
        assert found[slug].number == record.document.number
    assert found[PLAN].issuing_body == BINH_PHUOC and found[PLAN].level == "province"


def test_letters_in_the_footnotes_belong_to_the_federation_of_binh_thuan(gold: Collection) -> None:
    issued = [gold.instruments[each.target] for each in gold.relations if each.type == "issued"]
    assert len(issued) == 13
    assert {each.issuing_body for each in issued} == {"Ban Thường vụ Liên đoàn Lao động tỉnh Bình Thuận"}
    assert all(each.slug.endswith("-2018-binh-thuan") for each in issued)


@pytest.mark.parametrize("edge", [
    ("161-kh-ubnd-2019-binh-phuoc", "implements", "44-kl-tw-2019"),
    ("163-kh-tu-2019-binh-phuoc", "implements", "44-kl-tw-2019"), ("44-kl-tw-2019", "continues", "09-ct-tw-2011"),
    (PLAN, "continues", "161-kh-ubnd-2019-binh-phuoc"), ("13-kl-tw-2021", "continues", "48-ct-tw-2010"),
    ("19-hd-cat-pv05-2022-binh-phuoc", "guides", "124-2021-tt-bca"), (PLAN, "series", "119-kh-ubnd-2022-binh-phuoc"),
    (LETTER, "implements", "937-ldld-2022-binh-phuoc"), (LETTER, "attaches", "119-kh-ubnd-2022-binh-phuoc"),
    (REPORT, "issued", "517-ldld-2018-binh-thuan"),
    ("517-ldld-2018-binh-thuan", "continues", "30-ct-tu-2018-binh-thuan"),
])
def test_relations(edge: tuple[str, str, str], gold: Collection) -> None:
    assert edge in edges(gold)


def test_nested_citations_are_no_relations_of_the_document(gold: Collection) -> None:
    from_plan = {target for source, _, target in edges(gold) if source == PLAN}
    assert not from_plan & {"44-kl-tw-2019", "09-ct-tw-2011", "48-ct-tw-2010"}


def test_every_relation_has_its_evidence_or_its_reason(gold: Collection) -> None:
    for relation in gold.relations:
        assert bool(relation.evidence) != relation.inferred == bool(relation.reason)
    (letter,) = (each for each in gold.relations if each.type == "implements"
                 and gold.instruments[each.target].slug == "119-kh-ubnd-2022-binh-phuoc")
    assert len(letter.evidence) == 2


def test_open_mentions_say_why(gold: Collection) -> None:
    opened = {gold.records[mention.document].citations[mention.index].number: why for mention, why in gold.unresolved}
    assert set(opened) == {"1067/QĐ-TTg", "648/KH-UBND", "09/CP"}
    assert all("không ghi ngày" in why for why in opened.values())


@pytest.mark.parametrize("seed", range(5))
def test_order_of_records_does_not_matter(seed: int, gold: Collection, registry: Registry) -> None:
    order = list(gold.records)
    random.Random(seed).shuffle(order)
    assert build_collection({slug: gold.records[slug] for slug in order}, {}, registry) == gold


@pytest.mark.parametrize("left_out", sorted(gold_records()))
def test_addresses_stay_when_a_document_is_added(left_out: str, gold: Collection, registry: Registry) -> None:
    fewer = build_collection({slug: each for slug, each in gold.records.items() if slug != left_out}, {}, registry)
    assert set(by_slug(fewer)) - set(by_slug(gold)) <= {"48-ct-tw", "124-2021-tt-bca"}


def test_cited_instrument_becomes_the_document_at_the_same_address(gold: Collection, registry: Registry) -> None:
    slug = "161-kh-ubnd-2019-binh-phuoc"
    added = record_of(slug, (), number="161/KH-UBND", type="Kế hoạch", date="2019-07-02", issuing_body=BINH_PHUOC,
                      level="province", title="Thực hiện Kết luận 44-KL/TW")
    more = build_collection(gold.records | {slug: added}, {}, registry)
    assert set(by_slug(more)) == set(by_slug(gold))
    held = by_slug(more)[slug]
    assert held.document == slug and held.title == "Thực hiện Kết luận 44-KL/TW"
    assert held.mentions == by_slug(gold)[slug].mentions


def test_held_values_come_first_and_the_other_reading_is_kept(gold: Collection, registry: Registry) -> None:
    slug = "161-kh-ubnd-2019-binh-phuoc"
    added = record_of(slug, (), number="161/KH-UBND", type="Kế hoạch", date="2019-07-03", issuing_body=BINH_PHUOC)
    instrument = by_slug(build_collection(gold.records | {slug: added}, {}, registry))[slug]
    assert instrument.date == "2019-07-03"
    readings = instrument.contradictions[0].readings
    assert [(each.value, each.documents) for each in readings] == [("2019-07-03", (slug,)), ("2019-07-02", ())]


def test_held_document_without_date_is_the_only_candidate_of_its_number(registry: Registry) -> None:
    row = {"in": "a", "type": "Kế hoạch", "number": "1/KH-UBND", "date": "2020-01-02", "body": BINH_PHUOC}
    records = records_of([row])[0]
    records["ke-hoach"] = record_of("ke-hoach", (), number="1/KH-UBND", type="Kế hoạch", issuing_body=BINH_PHUOC)
    found = by_slug(build_collection(records, {}, registry))
    assert set(found) == {"ke-hoach", "nguon-a"}
    assert found["ke-hoach"].date == "2020-01-02" and not build_collection(records, {}, registry).unresolved


def test_two_held_documents_are_never_one_instrument(registry: Registry) -> None:
    fields: dict[str, Any] = {"number": "1/KH-UBND", "type": "Kế hoạch", "date": "2020-01-02"}
    records = {slug: record_of(slug, (), issuing_body=BINH_PHUOC, **fields) for slug in ("mot", "hai")}
    assert set(by_slug(build_collection(records, {}, registry))) == {"mot", "hai"}


def test_colliding_addresses_are_told_apart(registry: Registry) -> None:
    rows = [
        {"type": "Báo cáo", "number": "02/BC-LĐLĐ", "date": date, "body": body, "subject": subject}
        for date, body, subject in (
            ("2018-01-15", "Liên đoàn Lao động tỉnh Bình Thuận", "kết quả chăm lo Tết cho đoàn viên công đoàn"),
            ("2018-07-09", "Liên đoàn Lao động tỉnh Bình Thuận", "công tác phối hợp phòng chống tội phạm"),
            ("2018-07-09", "Liên đoàn Lao động huyện Bình Thuận", "công tác phối hợp phòng chống tội phạm"),
            ("2018-07-09", "Liên đoàn Lao động thị xã Bình Thuận", "công tác phối hợp phòng chống tội phạm"))]
    found = by_slug(build_collection(records_of(rows)[0], {}, registry))
    base = "02-bc-ldld-2018-binh-thuan"
    alike = {slug for slug in found if slug.startswith(base)}
    assert alike == {f"{base}-01-15", f"{base}-tinh-07-09", f"{base}-huyen", f"{base}-thi-xa"}
    assert found[f"{base}-01-15"].date == "2018-01-15"
    assert len({each.key for each in found.values()}) == len(found)


def test_document_that_cites_itself_gets_no_relation(registry: Registry) -> None:
    row = {"type": "Kế hoạch", "number": "1/KH-UBND", "date": "2020-01-02", "body": BINH_PHUOC}
    record = record_of("tu-dan", [citation_of(row)], number="1/KH-UBND", type="Kế hoạch", date="2020-01-02",
                       issuing_body=BINH_PHUOC)
    collection = build_collection({"tu-dan": record}, {}, registry)
    assert len(collection.instruments) == 1 and not collection.relations


def test_passive_amendment_is_an_edge_between_the_two_cited(registry: Registry) -> None:
    """"A được sửa đổi bởi B" in a third document: B amends A, proved by the mention of B."""
    first = citation_of({"type": "Nghị định", "number": "30/2020/NĐ-CP", "year": 2020, "relation": "basis"})
    second = citation_of({"type": "Nghị định", "number": "50/2022/NĐ-CP", "year": 2022, "relation": "basis"})
    record = record_of("nguon", [first, structs.replace(second, acts_on=(("amends", 0),))], date="2023-01-01")
    collection = build_collection({"nguon": record}, {}, registry)
    (edge,) = [each for each in collection.relations if each.type == "amends"]
    assert ("50-2022-nd-cp", "amends", "30-2020-nd-cp") in edges(collection)
    assert edge.evidence == (CitationPlace("nguon", 1),)


def test_instruments_without_number_are_called_by_name_and_body(registry: Registry) -> None:
    rows: list[dict[str, Any]] = [
            {"type": "Luật", "class": "named", "name": "Luật Công đoàn", "year": 2024, "subject": "đoàn viên"},
            {"type": "Chương trình", "class": "described", "name": "Chương trình", "body": BINH_PHUOC},
            {"type": "Đề án", "class": "described", "name": "Đề án Phòng, chống tội phạm", "subject": "tội phạm"}]
    found = by_slug(build_collection(records_of(rows)[0], {}, registry))
    assert found["luat-cong-doan-2024"].title == "Công đoàn"
    assert found["chuong-trinh-cua-uy-ban-nhan-dan-tinh-binh-phuoc"].title is None
    assert found["de-an-phong-chong-toi-pham"].title == "tội phạm"


def test_empty_collection(registry: Registry) -> None:
    assert build_collection({}, {}, registry) == Collection()


@pytest.mark.parametrize(("title", "stem", "year"), [
    ("Phát động phong trào năm 2023", "phát động phong trào", 2023), ("Giai đoạn 2021-2025", "", None),
    ("Phát triển miền Nam năm 2023", "phát triển miền nam", 2023), ("Ngày 2023 của năm học", "ngày của năm học", 2023),
    ("Không có năm", "", None), (None, "", None), ("Kế hoạch 12023 số", "", None),
])
def test_title_without_its_year(title: str | None, stem: str, year: int | None) -> None:
    assert title_stem(title) == (stem, year)


def test_series_needs_the_same_body_type_and_title(registry: Registry) -> None:
    rows = [{"type": "Kế hoạch", "number": f"{number}/KH-UBND", "date": f"{year}-01-05", "body": body,
             "subject": f"phát động phong trào thi đua {what} năm {year}"}
            for number, year, body, what in (
                (5, 2021, BINH_PHUOC, "yêu nước"), (6, 2022, BINH_PHUOC, "yêu nước"), (9, 2024, BINH_PHUOC, "yêu nước"),
                (7, 2022, "Ủy ban nhân dân tỉnh Bình Thuận", "yêu nước"), (8, 2023, BINH_PHUOC, "học tập"))]
    collection = build_collection(records_of(rows)[0], {}, registry)
    series = [each for each in collection.relations if each.type == "series"]
    assert [(each.source, each.target) for each in series] == [
        ("6/KH-UBND@2022@tinh-binh-phuoc", "5/KH-UBND@2021@tinh-binh-phuoc"),
        ("9/KH-UBND@2024@tinh-binh-phuoc", "6/KH-UBND@2022@tinh-binh-phuoc")]
    assert "2022 và 2024" in str(series[1].reason)


def test_same_mention_in_many_documents_is_counted_once_each(gold: Collection) -> None:
    mentions = [mention for instrument in gold.instruments.values() for mention in instrument.mentions]
    assert len(mentions) == len(set(mentions)) == sum(len(record.citations) for record in gold.records.values())


def test_subject_without_marks_does_not_split(gold: Collection, registry: Registry) -> None:
    slug = "100-kh-ldld-2024-thu-duc"
    plain = tuple(structs.replace(each, subject=each.subject and each.subject.upper())
                  for each in gold.records[slug].citations)
    changed = gold.records | {slug: replace(gold.records[slug], citations=plain)}
    assert edges(build_collection(changed, {}, registry)) == edges(gold)
