"""Citations of a document as links for its full text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...models import Citation
from ..inline import InlineLink
from ..site import Site
from ..words import say


def citation_id(index: int) -> str:
    """The element id of a citation in its document's page, by its index in the record."""
    return f"vien-dan-{index + 1}"


def links_of(site: Site, slug: str, base: str) -> tuple[InlineLink, ...]:
    """The citations of a document in text order as links side by side; ``base`` leads to the site's root."""
    citations = site.collection.records[slug].citations
    drawn: set[int] = set()
    found: list[InlineLink] = []
    for start, end, index in side_by_side([(c.start, c.end) for c in citations]):
        link = _link(site, slug, index, citations[index], base)
        identity = None if index in drawn else link.id
        drawn.add(index)
        found.append(replace(link, start=start, end=end, id=identity))
    return tuple(found)


def side_by_side(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Spans cut so that none overlaps: one inside another keeps its place, the outer one goes on around it.

    Gives (start, end, index of the span) in order; a link cannot stand inside a link.
    """
    found: list[tuple[int, int, int]] = []
    opened: list[tuple[int, int]] = []
    position = 0

    def draw(until: int) -> None:
        nonlocal position
        if opened and until > position:
            found.append((position, until, opened[-1][1]))
        position = max(position, until)

    for index, (start, end) in sorted(enumerate(spans), key=lambda item: (item[1][0], -item[1][1])):
        while opened and opened[-1][0] <= start:
            draw(opened[-1][0])
            opened.pop()
        draw(start)
        opened.append((min(end, opened[-1][0]) if opened else end, index))
    while opened:
        draw(opened[-1][0])
        opened.pop()
    return found


def _link(site: Site, slug: str, index: int, citation: Citation, base: str) -> InlineLink:
    key = site.targets.get((slug, index))
    verb = site.verb(citation.relation)
    if key is None:
        reason = site.open_reasons.get((slug, index), say("not_resolved_why"))
        return InlineLink(citation.start, citation.end, None, citation_id(index), "open",
                    say("not_resolved", reason=reason))
    instrument = site.instrument(key)
    state = "" if instrument.document else "cited-only"
    note = "" if instrument.document else f" ({say('not_held')})"
    if (slug, index) in site.open_reasons:
        note += f". {site.open_reasons[slug, index]}"
    named = f": {site.names[key].full}" if not instrument.number or instrument.number not in citation.text else ""
    return InlineLink(citation.start, citation.end, f"{base}van-ban/{instrument.slug}/", citation_id(index),
                state, f"{verb}{named}{note}")
