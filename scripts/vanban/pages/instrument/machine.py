"""What machines read: schema.org data inside a page and the same facts as a JSON file beside it."""

from __future__ import annotations

import json
from typing import Any

from ...graph.force import endings_of_the_whole
from ...graph.identity import territory_named
from ...models import Instrument, Relation
from ..site import Site

SCHEMA = "https://schema.org/"
_RELATIONS = {
    "implements": "legislationEnsuresImplementationOf", "continues": "legislationEnsuresImplementationOf",
    "amends": "legislationAmends", "replaces": "legislationChanges", "repeals": "legislationRepeals",
    "basis": "isBasedOn"}
"""Relations that schema.org has a word for; every other one is a citation."""
_BELOW = ("province", "district", "commune")


def linked_data(site: Site, instrument: Instrument) -> str:
    """The schema.org Legislation of an instrument as JSON-LD that can stand inside a script element.

    A year alone is no legislationDate; addresses of files are given only where the site's own is known.
    """
    address = site.absolute(f"van-ban/{instrument.slug}/")
    passed = [{"@type": "Organization", "name": body.name} for body in instrument.bodies]
    data: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "Legislation", "@id": _identity(site, instrument),
        "url": address, "name": site.names[instrument.key].full, "abstract": site.title_of(instrument),
        "legislationIdentifier": instrument.number, "legislationType": instrument.type,
        "legislationDate": instrument.date,
        "legislationPassedBy": passed[0] if len(passed) == 1 else passed,
        "legislationJurisdiction": _jurisdiction(instrument), "inLanguage": "vi",
        "legislationLegalForce": f"{SCHEMA}NotInForce" if _is_ended(site, instrument) else None,
        "encoding": _files(site, instrument)}
    for relation in site.outgoing.get(instrument.key, ()):
        if not relation.inferred:
            name, other = _RELATIONS.get(relation.type, "citation"), _reference(site, relation.target)
            if other not in data.setdefault(name, []):
                data[name].append(other)
    known = {name: value for name, value in data.items() if value}
    written = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _identity(site: Site, instrument: Instrument) -> str:
    """The absolute address of a page, or the one that leads there from any page of an instrument."""
    return site.absolute(f"van-ban/{instrument.slug}/") or f"../{instrument.slug}/"


def _jurisdiction(instrument: Instrument) -> dict[str, str]:
    """The territory of a local body, else the country."""
    place = territory_named(instrument.bodies) if instrument.level in _BELOW else None
    if place is None:
        return {"@type": "Country", "name": "Việt Nam"}
    return {"@type": "AdministrativeArea", "name": " ".join(place)}


def _is_ended(site: Site, instrument: Instrument) -> bool:
    """Whether a document says for certain that it repeals or replaces the whole of the instrument."""
    incoming = site.incoming.get(instrument.key, ())
    return any(citation.confidence == "high" for _, citation in endings_of_the_whole(
        incoming, site.collection.records, site.text, site.registry.grammar))


def _files(site: Site, instrument: Instrument) -> list[dict[str, str]]:
    address = site.absolute(f"van-ban/{instrument.slug}/{text_file(instrument)}")
    if address is None or instrument.document is None:
        return []
    return [{"@type": "LegislationObject", "contentUrl": address, "encodingFormat": "application/zip",
             "legislationLegalValue": f"{SCHEMA}UnofficialLegalValue"}]


def text_file(instrument: Instrument) -> str:
    """The name of the archive with the text of a held document, exactly as it was read."""
    return f"{instrument.slug}.txt.zip"


def _reference(site: Site, key: str) -> dict[str, str]:
    return {"@type": "Legislation", "@id": _identity(site, site.instrument(key))}


def machine_file(site: Site, instrument: Instrument) -> str:
    """All that is known of an instrument as JSON: facts, relations both ways with the places that prove them."""
    data = {
        "slug": instrument.slug, "key": instrument.key, "class": instrument.class_,
        "name": site.names[instrument.key].full, "number": instrument.number, "type": instrument.type,
        "date": instrument.date, "year": instrument.year, "issuing_body": instrument.issuing_body,
        "level": instrument.level, "title": site.title_of(instrument),
        "printed_title": instrument.title, "held": instrument.document is not None,
        "text": text_file(instrument) if instrument.document else None,
        "spellings": [reading.value for reading in instrument.spellings],
        "contradictions": {one.field: [r.value for r in one.readings] for one in instrument.contradictions},
        "acts_on": [_edge(site, r, r.target) for r in site.outgoing.get(instrument.key, ())],
        "acted_on_by": [_edge(site, r, r.source) for r in site.incoming.get(instrument.key, ())]}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _edge(site: Site, relation: Relation, other: str) -> dict[str, Any]:
    places = []
    for mention in relation.evidence:
        citation = site.citation(mention)
        places.append({"document": mention.document, "citation": mention.index + 1,
                       "start": citation.start, "end": citation.end, "text": citation.text})
    why = {"reason": relation.reason} if relation.reason else {}
    return {"relation": relation.type, "slug": site.instrument(other).slug, "inferred": relation.inferred, **why,
            "evidence": places}
