"""What machines read: schema.org data inside a page and the same facts as a JSON file beside it."""

from __future__ import annotations

import json
from typing import Any

from ..models import Instrument, Relation
from .site import Site

_RELATIONS = {
    "implements": "legislationEnsuresImplementationOf", "continues": "legislationEnsuresImplementationOf",
    "amends": "legislationAmends", "replaces": "legislationChanges", "repeals": "legislationRepeals"}
"""Relations that schema.org has a word for; every other one is a citation."""


def linked_data(site: Site, instrument: Instrument) -> str:
    """The schema.org Legislation of an instrument as JSON-LD that can stand inside a script element."""
    address = site.absolute(f"van-ban/{instrument.slug}/")
    data: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "Legislation", "@id": address or f"../{instrument.slug}/",
        "url": address, "name": site.names[instrument.key].full, "abstract": instrument.title,
        "legislationIdentifier": instrument.number, "legislationType": instrument.type,
        "legislationDate": instrument.date or (str(instrument.year) if instrument.year else None),
        "legislationPassedBy": {"@type": "Organization", "name": instrument.issuing_body}
        if instrument.issuing_body else None,
        "legislationJurisdiction": "VN", "inLanguage": "vi"}
    for relation in site.outgoing.get(instrument.key, ()):
        if not relation.inferred:
            data.setdefault(_RELATIONS.get(relation.type, "citation"), []).append(_reference(site, relation.target))
    written = json.dumps({name: value for name, value in data.items() if value}, ensure_ascii=False, sort_keys=False)
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _reference(site: Site, key: str) -> dict[str, str]:
    slug = site.instrument(key).slug
    return {"@type": "Legislation", "@id": site.absolute(f"van-ban/{slug}/") or f"../{slug}/",
            "name": site.names[key].full}


def machine_file(site: Site, instrument: Instrument) -> str:
    """All that is known of an instrument as JSON: facts, relations both ways with the places that prove them."""
    data = {
        "slug": instrument.slug, "key": instrument.key, "class": instrument.class_,
        "name": site.names[instrument.key].full, "number": instrument.number, "type": instrument.type,
        "date": instrument.date, "year": instrument.year, "issuing_body": instrument.issuing_body,
        "level": instrument.level, "title": instrument.title, "held": instrument.document is not None,
        "text": f"{instrument.slug}.txt" if instrument.document else None,
        "spellings": [reading.value for reading in instrument.spellings],
        "contradictions": {one.field: [r.value for r in one.readings] for one in instrument.contradictions},
        "acts_on": [_edge(site, r, r.target) for r in site.outgoing.get(instrument.key, ())],
        "acted_on_by": [_edge(site, r, r.source) for r in site.incoming.get(instrument.key, ())]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _edge(site: Site, relation: Relation, other: str) -> dict[str, Any]:
    places = []
    for mention in relation.evidence:
        citation = site.citation(mention)
        places.append({"document": mention.document, "citation": mention.index + 1,
                       "start": citation.start, "end": citation.end, "text": citation.text})
    return {"relation": relation.type, "slug": site.instrument(other).slug, "inferred": relation.inferred,
            "reason": relation.reason, "evidence": places}
