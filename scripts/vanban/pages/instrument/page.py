"""The page of one instrument: everything its template is given."""

from __future__ import annotations

from dataclasses import dataclass

from ...graph.chain import down, up
from ...models import Instrument, Step
from ...store.originals import Original
from ..chain.drawing import drawing_of
from ..chain.steps import Summary, bands_of, is_whole, keys_in, summary_of
from ..document.duties import Duty, duties_of
from ..document.fulltext import Segment, full_text
from ..parts.cards import (
    Card,
    Group,
    Linked,
    card_of,
    incoming_groups,
    nested_mentions,
    other_mentions,
    outgoing_groups,
    subject_of,
)
from ..parts.citation_links import links_of
from ..parts.citing import official_form
from ..parts.reporting import fault_words, report_of_page
from ..parts.short import qr_code, short_route
from ..site import Site
from ..templating import render_page
from .answers import answers_of
from .facts import contradictions_of, facts_of_cited, facts_of_document, missing_of, topic_facts
from .fate import later_fate
from .machine import linked_data
from .snippet import snippet_of

BASE = "../../"
"""From a page of an instrument to the root of the site."""


@dataclass(frozen=True, slots=True)
class _Held:
    """What only a held document has; ``original`` is file name, type and bytes, ``decoded`` tells of a legacy code."""

    segments: tuple[Segment, ...] = ()
    download: str = ""
    original: tuple[str, str, int] | None = None
    decoded: bool = False
    source: tuple[str, str | None] | None = None
    duties: tuple[Duty, ...] = ()


def instrument_page(site: Site, key: str) -> str:
    """The Markdown of one instrument's page."""
    instrument = site.instrument(key)
    upward, downward = up(site.collection, key), down(site.collection, key)
    held = _held(site, instrument)
    outgoing, incoming = outgoing_groups(site, key, BASE), incoming_groups(site, key, BASE)
    nested, others = nested_mentions(site, instrument, BASE), other_mentions(site, instrument, BASE)
    document = site.collection.records[instrument.document].document if instrument.document else None
    corrections = site.collection.records[instrument.document].front_matter.corrections if instrument.document else ()
    facts = (facts_of_document(site, instrument, document, corrections, BASE) if document
             else facts_of_cited(site, instrument, BASE))
    return render_page(
        "instrument.md", title=site.names[key].short, full_name=site.names[key].full,
        subject=subject_of(site, instrument), held=document is not None,
        description=description_of(site, instrument), card=card_of(site, key, BASE),
        facts=(*facts, *topic_facts(site, key, BASE)),
        answers=answers_of(outgoing, incoming, upward, downward, document is not None),
        missing=missing_of(document) if document else (), doubts=_doubts(site, instrument),
        spellings=[(r.value, len(r.mentions) + len(r.documents)) for r in instrument.spellings],
        contradictions=contradictions_of(site, instrument.contradictions, BASE),
        chains=[(site.instrument(root).number or site.names[root].short, f"{BASE}chuoi/{site.instrument(root).slug}/")
                for root in site.chains_of.get(key, ())],
        drawing=drawing_of(site, key, upward, downward, BASE),
        up=bands_of(site, upward, BASE, upward=True), down=bands_of(site, downward, BASE, upward=False),
        summary=chain_words(site, key, (*upward, *downward)),
        fate=later_fate(site.registry, instrument.issuing_body, instrument.date), series=_series(site, key),
        cite=official_form(site, instrument), slug=instrument.slug,
        short=f"{BASE}{short_route(instrument)}", qr=qr_code(site, instrument),
        linked_data=linked_data(site, instrument), snippet=snippet_of(site, instrument, BASE),
        report=report_of_page(site, key), fault=fault_words(site, key), held_parts=held,
        outgoing=outgoing, incoming=incoming, nested=nested, others=others,
        jumps=_jumps(document is not None, outgoing, nested, incoming))


def _series(site: Site, key: str) -> list[tuple[str, Card]]:
    """The neighbours of an instrument in its annual series."""
    before = [r.target for r in site.outgoing.get(key, ()) if r.type == "series"]
    after = [r.source for r in site.incoming.get(key, ()) if r.type == "series"]
    return [*(("Năm trước", card_of(site, one, BASE)) for one in before),
            *(("Năm sau", card_of(site, one, BASE)) for one in after)]


def _jumps(held: bool, outgoing: tuple[Group, ...], nested: tuple[Linked, ...],
           incoming: tuple[Group, ...]) -> list[tuple[str, int | None, str]]:
    """The parts of the page with how much stands in each."""
    found: list[tuple[str, int | None, str]] = [("Chuỗi chỉ đạo", None, "chuoi")]
    if held:
        found.append(("Toàn văn", None, "toan-van"))
    return [*found, ("Viện dẫn", sum(len(g.links) for g in outgoing) + len(nested), "vien-dan"),
            ("Được viện dẫn", sum(len(g.links) for g in incoming), "duoc-vien-dan")]


def _doubts(site: Site, instrument: Instrument) -> tuple[str, ...]:
    """Why mentions of the instrument leave something open, each reason once."""
    reasons = (site.open_reasons.get((m.document, m.index)) for m in instrument.mentions)
    return tuple(dict.fromkeys(reason for reason in reasons if reason))


def _held(site: Site, instrument: Instrument) -> _Held:
    if instrument.document is None:
        return _Held()
    record = site.collection.records[instrument.document]
    segments = full_text(record, site.text(record.slug), links_of(site, record.slug, BASE), site.registry.abbreviations)
    matter, original = record.front_matter, site.originals.get(record.slug)
    url = matter.url if matter.url and matter.url.startswith(("https://", "http://")) else None
    words = matter.source or url
    return _Held(segments, f"{record.slug}.txt",
                 (published_name(record.slug, original), original.kind, original.size) if original else None,
                 site.text(record.slug) != site.collection.texts[record.slug],
                 (words, url) if words else None, duties_of(site, record.slug))


def published_name(slug: str, original: Original) -> str:
    """The name of a document's original file beside its page."""
    return f"{slug}{original.path.suffix.lower()}"


def description_of(site: Site, instrument: Instrument) -> str:
    """One plain sentence on an instrument, for search engines and shared links."""
    words = official_form(site, instrument)
    return words if len(words) <= 300 else words[:300].rpartition(" ")[0] + "…"


def chain_words(site: Site, key: str, steps: tuple[Step, ...]) -> str | None:
    """What the chain of an instrument holds, in words; ``None`` when it stands alone."""
    keys = {key, *keys_in(steps)}
    return summary_words(summary_of(site, keys, is_whole(steps))) if len(keys) > 1 else None


def summary_words(summary: Summary) -> str:
    """A chain in words: "12 văn bản, 4 cấp, 2011–2024; 3 văn bản có toàn văn"."""
    parts = [f"{'' if summary.whole else 'ít nhất '}{summary.instruments} văn bản"]
    if summary.levels:
        parts.append(f"{summary.levels} cấp")
    if summary.first_year:
        same = summary.first_year == summary.last_year
        parts.append(str(summary.first_year) if same else f"{summary.first_year}–{summary.last_year}")
    return ", ".join(parts) + f"; {summary.held} văn bản có toàn văn trong kho"
