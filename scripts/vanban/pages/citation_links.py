"""Citations of a document as links for its full text."""

from __future__ import annotations

from ..models import Citation
from .inline import Link
from .site import Site


def citation_id(index: int) -> str:
    """The element id of a citation in its document's page, by its index in the record."""
    return f"vien-dan-{index + 1}"


def links_of(site: Site, slug: str, base: str) -> tuple[Link, ...]:
    """The citations of a document in text order, overlaps left out; ``base`` leads to the site's root."""
    found: list[Link] = []
    citations = site.collection.records[slug].citations
    for index, citation in sorted(enumerate(citations), key=lambda c: (c[1].start, -c[1].end)):
        if not found or citation.start >= found[-1].end:
            found.append(_link(site, slug, index, citation, base))
    return tuple(found)


def _link(site: Site, slug: str, index: int, citation: Citation, base: str) -> Link:
    key = site.targets.get((slug, index))
    verb = site.verb(citation.relation)
    if key is None:
        reason = site.open_reasons.get((slug, index), "chưa đủ căn cứ để xác định")
        return Link(citation.start, citation.end, None, citation_id(index), "open",
                    f"Chưa xác định được văn bản: {reason}")
    instrument = site.instrument(key)
    state = "held" if instrument.document else "cited-only"
    note = "" if instrument.document else " (chưa có toàn văn trong kho)"
    if (slug, index) in site.open_reasons:
        note += f". {site.open_reasons[slug, index]}"
    return Link(citation.start, citation.end, f"{base}van-ban/{instrument.slug}/", citation_id(index),
                f"{state} rel-{citation.relation}", f"{verb}: {site.names[key].full}{note}")
