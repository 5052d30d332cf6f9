"""The schema.org data of every page: words that exist, on the type they belong to, with values of the right type."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
import yaml
from cases import FOLDER, read_yaml
from golden_pages import sample_collection
from msgspec import structs
from vanban.models import CitationPlace, Collection, Relation
from vanban.pages.instrument.machine import SCHEMA, linked_data
from vanban.pages.site import Site
from vanban.pages.units import generated_files
from vanban.registry.tables import Registry
from vanban.store.settings import Settings

RULES = read_yaml(FOLDER / "schema_org.yaml")
ADDRESS = "https://kho.example.vn/thu/"


def kinds(name: str) -> set[str]:
    """A type and all that it is a kind of."""
    above = RULES["types"][name] or []
    return {name}.union(*(kinds(one) for one in ([above] if isinstance(above, str) else above)))


def is_value(value: Any, kind: str) -> bool:
    """Whether a value is of a type of the table."""
    if isinstance(value, dict):
        return kind in RULES["types"] and kind in kinds(value["@type"])
    if kind in RULES["enumerations"]:
        return value.removeprefix(SCHEMA) in RULES["enumerations"][kind] and value.startswith(SCHEMA)
    if kind == "Date":
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value)) and bool(date.fromisoformat(value))
    if kind == "URL":
        return urlsplit(value).scheme in ("http", "https")
    return kind == "Text" and bool(value.strip())


def faults(node: dict[str, Any]) -> Iterator[str]:
    """Everything of a node that the table does not allow."""
    for name, values in node.items():
        if name.startswith("@"):
            continue
        rule = RULES["properties"].get(name)
        if rule is None or not kinds(node["@type"]) & set(rule["of"]):
            yield f"{name} does not stand on {node['@type']}"
            continue
        for value in values if isinstance(values, list) else [values]:
            if not any(is_value(value, kind) for kind in rule["is"]):
                yield f"{name}: {value!r} is none of {rule['is']}"
            if isinstance(value, dict):
                yield from faults(value)


def nodes(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A node and all that stand in it."""
    yield data
    for values in data.values():
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict):
                yield from nodes(value)


def data_of(content: bytes) -> dict[str, Any] | None:
    """The linked data in the front matter of a generated page."""
    front = yaml.safe_load(content.decode().split("---\n")[1])
    return json.loads(front["linked_data"]) if "linked_data" in front else None


def changed(collection: Collection) -> Collection:
    """The sample with an instrument that is repealed, one that is amended and one that is a basis."""
    proof = (CitationPlace("12-kh-ubnd-2024-phu-rieng", 0),)
    more = tuple(Relation("12", "32", kind, proof) for kind in ("repeals", "replaces", "amends", "basis", "guides"))
    return replace(collection, relations=(*collection.relations, *more))


@pytest.mark.parametrize("address", [None, ADDRESS])
def test_every_page_has_sound_data_and_its_links_resolve(registry: Registry, address: str | None) -> None:
    """On all generated pages each word, type and value is allowed, and each ``@id`` is the address of a page."""
    files = dict(generated_files(changed(sample_collection()), registry, Settings(address)))
    routes = {path.removesuffix("index.md") for path in files}
    seen = 0
    for path, content in files.items():
        if not path.endswith(".md") or (data := data_of(content)) is None:
            continue
        seen += 1
        assert data["@context"] == "https://schema.org" and list(faults(data)) == [], path
        base = (address or "https://x.vn/") + path.removesuffix("index.md")
        for node in nodes(data):
            if "@id" in node:
                assert address is None or node["@id"].startswith(address)
                assert urljoin(base, node["@id"]).removeprefix(address or "https://x.vn/") in routes, node["@id"]
            if "contentUrl" in node:
                assert node["contentUrl"].removeprefix(address or "") in files
        assert urljoin(base, data["@id"]) == base
    assert seen == len(sample_collection().instruments)


def test_the_table_itself_finds_what_is_wrong() -> None:
    """A word on the wrong type, an unknown one, a year for a date and a relative address are found."""
    node = {"@type": "Organization", "legislationDate": "2011", "name": "x"}
    assert len(list(faults(node))) == 1
    wrong = {"@type": "Legislation", "legislationDate": "2011", "url": "../x/", "legislationPassedBy": "Bộ Công an",
             "inForce": True, "legislationLegalForce": "NotInForce", "citation": {"@type": "Place"}}
    assert len(list(faults(wrong))) == 6


def test_a_year_alone_is_no_date(registry: Registry) -> None:
    """What is known by its year has no ``legislationDate``, what is dated has one."""
    collection = sample_collection()
    site = Site(collection, registry)
    assert "legislationDate" not in json.loads(linked_data(site, collection.instruments["31"]))
    assert json.loads(linked_data(site, collection.instruments["32"]))["legislationDate"] == "2022-02-02"


def test_the_force_is_told_only_where_it_is_known(registry: Registry) -> None:
    """Only an instrument that a document certainly repeals or replaces as a whole is out of force."""
    collection = changed(sample_collection())
    force = {key: json.loads(linked_data(Site(collection, registry), one)).get("legislationLegalForce")
             for key, one in collection.instruments.items()}
    assert force == {"09": None, "12": None, "31": None, "32": f"{SCHEMA}NotInForce"}
    record = next(iter(collection.records.values()))
    site = Site(collection, registry)
    for words, whole in (("Bãi bỏ ", True), ("Bãi bỏ một số điều của ", False), ("Bãi bỏ Phụ lục II kèm theo ", False),
                         ("Thay thế một phần ", False)):
        start = record.citations[0].start
        said = site.text(record.slug)[:start - len(words)] + words + site.text(record.slug)[start:]
        one = replace(collection, texts={**collection.texts, record.slug: said})
        found = json.loads(linked_data(Site(one, registry), collection.instruments["32"]))
        assert ("legislationLegalForce" in found) == whole, words
    part = structs.replace(record.citations[0], pinpoint="Điều 5")
    partly = replace(collection, records={record.slug: replace(record, citations=(part, *record.citations[1:]))})
    assert "legislationLegalForce" not in json.loads(linked_data(Site(partly, registry), partly.instruments["32"]))


def test_nothing_ends_the_script_element(registry: Registry) -> None:
    """No name can close the script or open another element; what it says is unchanged."""
    collection = sample_collection()
    evil = replace(collection.instruments["12"], title="</script><!-- <script>&amp;]]>", number="</SCRIPT>")
    written = linked_data(Site(collection, registry), evil)
    assert not set("<>&") & set(written) and json.loads(written)["abstract"] == evil.title
