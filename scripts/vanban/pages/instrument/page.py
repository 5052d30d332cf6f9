"""The page of one instrument: everything its template is given."""

from __future__ import annotations

import json
from dataclasses import dataclass

from ...graph.chain import steps_beside, steps_down, steps_up
from ...graph.steps import Step
from ...models import Instrument, Record
from ...reading.titles import display_title
from ...store.originals import Original
from ..chain.drawing import drawing_of
from ..chain.steps import summary_of, summary_words
from ..document.cited_places import cited_places
from ..document.compare_page import compare_address
from ..document.duties import Duty, duties_of
from ..document.fulltext import Segment, full_text
from ..downloads.references import csl_item
from ..names import SERIES
from ..parts.cards import (
    Group,
    InstrumentCard,
    Linked,
    incoming_groups,
    instrument_card,
    nested_mentions,
    other_mentions,
    outgoing_groups,
    subject_of,
)
from ..parts.citation_links import links_of
from ..parts.citing import cite_of, official_form
from ..parts.quotes import Quote
from ..parts.reporting import report_of_page
from ..parts.routes import qr_code, route_of
from ..site import Site
from ..templating import render_page
from ..words import say
from .facts import (
    PageFact,
    bodies_with_pages,
    contradictions_of,
    facts_of_cited,
    facts_of_document,
    topic_facts,
)
from .machine import linked_data, text_file
from .territory_today import territory_today
from .ways import ways_of

INSTRUMENT_BASE = "../../"
"""From a page of an instrument to the root of the site."""
_MOST_NAMESAKES = 5


@dataclass(frozen=True, slots=True)
class _Held:
    """What only a held document has; ``original`` is file name, type and bytes, ``decoded`` tells of a legacy code."""

    segments: tuple[Segment, ...] = ()
    download: str = ""
    original: tuple[str, str, int] | None = None
    decoded: bool = False
    duties: tuple[Duty, ...] = ()
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The years before and after in an annual series, each with its word; ``compare`` leads to what changed."""

    neighbours: tuple[tuple[str, InstrumentCard], ...]
    compare: str | None = None


def instrument_page(site: Site, key: str) -> str:
    """The Markdown of one instrument's page."""
    instrument = site.instrument(key)
    upward, downward = steps_up(site.collection, key), steps_down(site.collection, key)
    outgoing, incoming = (_without_series(groups) for groups in (
        outgoing_groups(site, key, INSTRUMENT_BASE), incoming_groups(site, key, INSTRUMENT_BASE)))
    nested, others = nested_mentions(site, instrument, INSTRUMENT_BASE), other_mentions(site, instrument,
                                                                                        INSTRUMENT_BASE)
    record = site.collection.records.get(instrument.document or "")
    series, shown = _series(site, key), _counts(outgoing, nested, incoming, others)
    ways = ways_of(outgoing, incoming, upward, downward)
    return render_page(
        "instrument.md", title=site.names[key].short, full_name=site.names[key].full,
        subject=subject_of(site, instrument), held=record is not None,
        thin=(record is None and not series and sum(shown) == 1 and instrument.slug not in site.withdrawn
              and key not in site.elsewhere and key not in site.annexes),
        description=description_of(site, instrument),
        card=instrument_card(site, key, INSTRUMENT_BASE),
        who=bodies_with_pages(site, instrument.bodies, INSTRUMENT_BASE),
        signed=_signed(site, record), up=ways[0], down=ways[1], series=series,
        disputes=contradictions_of(site, instrument.contradictions, INSTRUMENT_BASE),
        facts=(*_facts(site, instrument, record), *topic_facts(site, key, INSTRUMENT_BASE)),
        doubts=_doubts(site, instrument), namesakes=_namesakes(site, instrument),
        spellings=[(r.value, len(r.mentions) + len(r.documents)) for r in instrument.spellings],
        chains=[(site.instrument(root).number or site.names[root].short,
                 f"{INSTRUMENT_BASE}chuoi/{site.instrument(root).slug}/")
                for root in site.chains_of.get(key, ())],
        drawing=drawing_of(site, key, upward, downward, INSTRUMENT_BASE, here=instrument.document),
        summary=chain_words(site, key, (*upward, *downward)),
        fate=territory_today(site.registry, instrument.bodies), cite=cite_of(site, instrument),
        slug=instrument.slug, item=json.dumps(csl_item(site, instrument), ensure_ascii=False, separators=(",", ":")),
        qr=qr_code(site, route_of(instrument)), printed=site.absolute(route_of(instrument)) or route_of(instrument),
        linked_data=linked_data(site, instrument),
        report=report_of_page(site, key), held_parts=_held(site, instrument),
        outgoing=outgoing, incoming=incoming, nested=nested, others=others,
        sections=_sections(record is not None, *shown))


def _without_series(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """The groups of the sections; a neighbour in a series is named at the head of the page."""
    return tuple(group for group in groups if group.relation != SERIES)


def _facts(site: Site, instrument: Instrument, record: Record | None) -> tuple[PageFact, ...]:
    if record is None:
        return facts_of_cited(site, instrument, INSTRUMENT_BASE)
    return facts_of_document(site, instrument, record, INSTRUMENT_BASE)


def _namesakes(site: Site, instrument: Instrument) -> list[tuple[str, str]]:
    """Names and addresses of other instruments that the address of this page could lead to."""
    return [(site.names[key].full, INSTRUMENT_BASE + route_of(site.instrument(key)))
            for key in site.namesakes.get(instrument.slug, ())[:_MOST_NAMESAKES]]


def _signed(site: Site, record: Record | None) -> str | None:
    """Who signed, with the office in sentence case: "Trần Tuệ Hiền, Chủ tịch"."""
    if record is None or not record.document.signer:
        return None
    office = display_title(record.document.signer_title, site.registry)
    return ", ".join(filter(None, (record.document.signer, office)))


def _series(site: Site, key: str) -> Series | None:
    """The neighbours of an instrument in its annual series."""
    before = [r.target for r in site.outgoing.get(key, ()) if r.type == SERIES]
    after = [r.source for r in site.incoming.get(key, ()) if r.type == SERIES]
    found = [*((say("earlier_issue"), instrument_card(site, one, INSTRUMENT_BASE)) for one in before),
             *((say("later_issue"), instrument_card(site, one, INSTRUMENT_BASE)) for one in after)]
    return Series(tuple(found), compare_address(site, key, INSTRUMENT_BASE)) if found else None


def _counts(outgoing: tuple[Group, ...], nested: tuple[Linked, ...], incoming: tuple[Group, ...],
            others: tuple[Quote, ...]) -> tuple[int, int]:
    """How many instruments stand under what is cited, and how many rows under what cites."""
    return (sum(len(group.links) for group in outgoing) + len(nested),
            sum(len(group.links) for group in incoming) + len(others))


def _sections(held: bool, cites: int, cited_by: int) -> list[tuple[str, int | None, str]]:
    """The sections of the page with how much stands in each; what is only cited has no text."""
    found: list[tuple[str, int | None, str]] = [(say("full_text"), None, "toan-van")] if held else []
    found.append((say("chain"), None, "chuoi"))
    if held or cites:
        found.append((say("cites"), cites, "vien-dan"))
    return [*found, (say("cited_by"), cited_by, "duoc-vien-dan"), (say("facts"), None, "thong-tin")]


def _doubts(site: Site, instrument: Instrument) -> tuple[str, ...]:
    """Why mentions of the instrument leave something open, each reason once."""
    reasons = (site.open_reasons.get((m.document, m.index)) for m in instrument.mentions)
    return tuple(dict.fromkeys(reason for reason in reasons if reason))


def _held(site: Site, instrument: Instrument) -> _Held:
    if instrument.document is None:
        return _Held()
    record = site.collection.records[instrument.document]
    segments = full_text(record, site.text(record.slug), links_of(site, record.slug, INSTRUMENT_BASE),
                         site.registry.abbreviations,
                         cited_places(site, instrument))
    original = site.originals.get(record.slug)
    return _Held(segments, text_file(instrument),
                 (published_name(record.slug, original), original.kind, original.size) if original else None,
                 record.encoding is not None, duties_of(site, record.slug), record.front_matter.recognised)


def published_name(slug: str, original: Original) -> str:
    """The name of a document's original file beside its page: a web page is shown as words, nothing in it runs."""
    suffix = original.path.suffix.lower()
    return f"{slug}{suffix}{'.txt' if suffix == '.html' else ''}"


def description_of(site: Site, instrument: Instrument) -> str:
    """One plain sentence on an instrument, for search engines and shared links."""
    words = official_form(site, instrument)
    return words if len(words) <= 300 else words[:300].rpartition(" ")[0] + "…"


def chain_words(site: Site, key: str, steps: tuple[Step, ...]) -> str | None:
    """What the chain of an instrument holds, in words; ``None`` when it stands alone."""
    found = summary_of(site, key, steps, steps_beside(site.collection, key))
    return summary_words(found) if found.proved or found.inferred else None
