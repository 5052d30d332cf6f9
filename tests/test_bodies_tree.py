"""Bodies in their place: the way up, the governing systems, the tree and its pages, who was told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup
from cases import load_cases
from golden_pages import SLUG, sample_collection
from msgspec import structs
from vanban.graph.hierarchy import office_of
from vanban.models import BodyParts, Collection, Document, Instrument, Record
from vanban.pages.browse.bodies import body_pages
from vanban.pages.browse.body_tree import body_tree_of
from vanban.pages.downloads.tables import tables_of
from vanban.pages.site import Site
from vanban.reading.bodies import bodies_named, missing_parts, with_parts
from vanban.reading.recipients import recipients_of
from vanban.registry.tables import Registry
from vanban.search.entries import entries_of


@pytest.mark.parametrize("case", load_cases("hierarchy.yaml"), ids=lambda case: case["body"])
def test_a_body_stands_where_the_tables_put_it(case: dict[str, Any], registry: Registry) -> None:
    ((body,), _) = bodies_named(case["body"], case["date"], registry.grammar)
    office = office_of(body, registry)
    assert [name for name, _ in office.above] == case["above"]
    assert (office.organisation, office.system) == (case.get("organisation", case["body"]), case["system"])


def test_every_row_belongs_to_one_system_and_every_example_to_its_own(registry: Registry) -> None:
    """No body of the table is left out of the tree."""
    heads = {body for system in registry.systems for body in system.bodies}
    for row in registry.bodies:
        step, seen = row, set()
        while step.id not in heads:
            assert step.parent and step.id not in seen, row.id
            seen.add(step.id)
            step = registry.body(step.parent) or step
    for system in registry.systems:
        assert office_of(bodies_named(system.example, None, registry.grammar)[0][0], registry).system == system.name


@pytest.mark.parametrize("case", load_cases("recipients.yaml"), ids=lambda case: case["line"])
def test_a_line_names_the_bodies_it_certainly_names(case: dict[str, Any], registry: Registry) -> None:
    document = Document(date="2022-05-09", issuing_body=case["issuer"], recipients=(case["line"], "Lưu: VT"))
    first, kept = recipients_of(with_parts(Record("x", "", 0, document, (), ()), registry.grammar), registry.grammar)
    assert [body.name for body in first.bodies] == case["bodies"] and first.written == case["line"]
    assert (kept.role, kept.bodies) == ("file", ())


@pytest.fixture
def collection(registry: Registry) -> Collection:
    """The sample; its document is sent to two bodies, and one plan has two issuers."""
    sample = sample_collection()
    record = sample.records[SLUG]
    sent = structs.replace(record.document, recipients=("UBND tỉnh", "Huyện ủy <b>", "Lưu VT"))
    joint = replace(sample.instruments["32"], bodies=(), issuing_body=(
        "Công an tỉnh Bình Phước; Ban Thường vụ Tỉnh ủy Bình Phước"))
    joint = replace(joint, **missing_parts(joint, None, registry.grammar))
    return replace(sample, records={SLUG: replace(record, document=sent)},
                   instruments={**sample.instruments, "32": joint})


def test_the_tree_holds_every_issuer_once_below_those_it_belongs_to(collection: Collection, registry: Registry) -> None:
    nodes = body_tree_of(Site(collection, registry)).nodes
    district = nodes["uy-ban-nhan-dan-huyen-phu-rieng"]
    assert [one.name for one in district.way] == ["Chính phủ", "Ủy ban nhân dân tỉnh Bình Phước"]
    assert district.way[1] is nodes["uy-ban-nhan-dan-tinh-binh-phuoc"] and len(district.way[1].received) == 1
    organ = nodes["ban-thuong-vu-tinh-uy-binh-phuoc"]
    assert organ.organ and organ.above is nodes["tinh-uy-binh-phuoc"]
    assert organ.issued == nodes["cong-an-tinh-binh-phuoc"].issued != []
    assert nodes["chinh-phu"].issued == [] and nodes["chinh-phu"].totals()[0] == 3


def test_the_pages_lead_up_down_and_to_what_was_sent(collection: Collection, registry: Registry) -> None:
    pages = {path: BeautifulSoup(page, "html.parser") for path, page in body_pages(Site(collection, registry))}
    assert "Kho chưa có văn bản nào do chính cơ quan này" in pages["co-quan/chinh-phu/index.md"].get_text()
    index = pages["co-quan/index.md"]
    assert index.select_one("a[href='uy-ban-nhan-dan-huyen-phu-rieng/']") and index.select("details summary")
    page = pages["co-quan/uy-ban-nhan-dan-tinh-binh-phuoc/index.md"]
    assert "Nơi nhận: “UBND tỉnh”" in page.get_text() and f"../../van-ban/{SLUG}/" in str(page)
    assert page.select_one(".below a[href='../../co-quan/uy-ban-nhan-dan-huyen-phu-rieng/']")
    organ = pages["co-quan/ban-thuong-vu-tinh-uy-binh-phuoc/index.md"]
    assert organ.select_one(".crumb a[href='../../co-quan/tinh-uy-binh-phuoc/']")
    assert all(page.find("b") is None for page in pages.values())


def test_who_was_told_is_a_table(collection: Collection, registry: Registry) -> None:
    (table,) = [one for one in tables_of(Site(collection, registry)) if one.name == "noi_nhan"]
    assert table.rows == (
        (SLUG, "noi_nhan", 1, "UBND tỉnh", "Ủy ban nhân dân tỉnh Bình Phước", "uy-ban-nhan-dan-tinh-binh-phuoc"),
        (SLUG, "noi_nhan", 2, "Huyện ủy <b>", None, None), (SLUG, "luu", 3, "Lưu VT", None, None))


def test_a_large_tree_leaves_what_is_deep_to_the_pages(registry: Registry) -> None:
    """However many bodies there are, each is reached step by step from the tree."""
    districts = [place for place in registry.territories if place.level == "district" and place.kind == "huyện"]
    found = [Instrument(place.id, place.id, "numbered", date="2020-01-01", bodies=(BodyParts(
        f"Ủy ban nhân dân {place.full_name}", "uy-ban-nhan-dan", place.id, place.kind, place.name),))
             for place in districts]
    collection = Collection(instruments={i.key: i for i in found})
    pages = {"/" + path.removesuffix("index.md"): BeautifulSoup(page, "html.parser")
             for path, page in body_pages(Site(collection, registry))}
    assert len(pages) > 500 and len(pages["/co-quan/"].select("li")) < 100
    seen, waiting = {"/co-quan/"}, ["/co-quan/"]
    while waiting:
        at = waiting.pop()
        for link in pages[at].select("ul.tree a, ul.below a"):
            to = urljoin(at, str(link["href"]))
            if to not in seen:
                seen.add(to)
                waiting.append(to)
    assert seen == set(pages)


def test_a_recipient_named_as_on_its_page_is_not_told_again(collection: Collection, registry: Registry) -> None:
    """The heading says that it is the recipient; a line that says more than the name stands there."""
    (slug, record), = collection.records.items()
    names = ("Ủy ban nhân dân tỉnh Bình Phước;",)
    document = structs.replace(record.document, recipients=names)
    sent = replace(collection, records={slug: replace(record, document=document)})
    page = dict(body_pages(Site(sent, registry)))["co-quan/uy-ban-nhan-dan-tinh-binh-phuoc/index.md"]
    assert f"van-ban/{SLUG}/" in page and "nơi nhận: “" not in page.lower()


def test_bodies_of_one_name_in_two_provinces_have_a_page_each(registry: Registry) -> None:
    """Districts with a namesake, also but for marks, and communes; what is above stands in its own province. A joint
    text of two bodies counts once above both."""
    plan = replace(sample_collection().instruments["31"], document=None, mentions=())

    def issued(key: str, *bodies: BodyParts) -> Instrument:
        return replace(plan, key=key, slug=key, bodies=bodies)

    def of(name: str, territory: str, kind: str, place: str) -> BodyParts:
        return BodyParts(name, "uy-ban-nhan-dan", territory, kind, place)

    here = of("Ủy ban nhân dân huyện Châu Thành", "huyen-chau-thanh-tien-giang", "huyện", "Châu Thành")
    there = structs.replace(here, territory="huyen-chau-thanh-tra-vinh")
    commune = of("Ủy ban nhân dân xã Tân Tiến", "dong-nai", "xã", "Tân Tiến")
    ministries = (BodyParts("Bộ Công an", "bo-cong-an"), BodyParts("Bộ Y tế", "bo-y-te"))
    texts = [issued("a", here), issued("b", there), issued("c", commune),
             issued("d", structs.replace(commune, territory="lam-dong")), issued("e", *ministries)]
    tree = body_tree_of(Site(Collection(instruments={each.key: each for each in texts}), registry))
    base = "uy-ban-nhan-dan-huyen-chau-thanh"
    assert {node.address: node.above.name if node.above else None for node in tree.nodes.values()
            if node.address.startswith(base)} == {
        f"{base}-tien-giang": "Ủy ban nhân dân tỉnh Tiền Giang", f"{base}-tra-vinh": "Ủy ban nhân dân tỉnh Trà Vinh"}
    assert tree.nodes[f"{base}-tra-vinh"].name == "Ủy ban nhân dân huyện Châu Thành, tỉnh Trà Vinh"
    assert {"uy-ban-nhan-dan-xa-tan-tien-dong-nai", "uy-ban-nhan-dan-xa-tan-tien-lam-dong"} <= tree.nodes.keys()
    assert tree.nodes["chinh-phu"].totals()[0] == len(texts)
    entries = entries_of(Collection(instruments={each.key: each for each in texts}), registry)
    assert {entry.body for entry in entries if "Châu Thành" in entry.body} == {
        f"Ủy ban nhân dân huyện Châu Thành, tỉnh {province}" for province in ("Tiền Giang", "Trà Vinh")}
