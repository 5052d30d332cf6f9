"""The page that compares a held document with the one before it in its annual series."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from ..generated import GeneratedText
from ..names import SERIES
from ..parts.cards import instrument_card
from ..site import Site
from ..templating import number, render_page
from ..words import say
from .comparison import Change, compare, paragraphs_of

COMPARE_FOLDER = "so-sanh"
_BASE = "../../"


def earlier_held(site: Site, key: str) -> str | None:
    """The held document before this held one in its series, ``None`` where there is none."""
    if site.instrument(key).document is None:
        return None
    before = [r.target for r in site.outgoing.get(key, ()) if r.type == SERIES]
    held = [one for one in before if site.instrument(one).document]
    return max(held, key=lambda one: (site.instrument(one).date or "", one), default=None)


def compare_address(site: Site, key: str, base: str) -> str | None:
    """Where a document is compared with the one before it; ``None`` where there is none before it."""
    return f"{base}{COMPARE_FOLDER}/{site.instrument(key).slug}/" if earlier_held(site, key) else None


def compare_page(site: Site, key: str) -> Iterator[GeneratedText]:
    """The page of a held document whose predecessor is held; nothing for another one."""
    earlier = earlier_held(site, key)
    if earlier:
        yield f"{COMPARE_FOLDER}/{site.instrument(key).slug}/index.md", _page(site, earlier, key)


def _page(site: Site, earlier: str, later: str) -> str:
    changes = compare(*([*paragraphs_of(site.collection.records[slug], site.text(slug))] for slug in (
        site.instrument(earlier).document or "", site.instrument(later).document or "")))
    cards = instrument_card(site, earlier, _BASE), instrument_card(site, later, _BASE)
    return render_page("compare.md", title=say("compared_with", name=cards[1].name),
                       old=cards[0], new=cards[1], summary=_summary(changes), stretches=[
                           (same, list(found)) for same, found in groupby(changes, lambda one: one.kind == "same")])


def _summary(changes: list[Change]) -> str:
    """How many paragraphs stayed, changed, came and went; what is none is left out."""
    found = Counter(one.kind for one in changes)
    return ", ".join(say(f"compared_{kind}", n=number(found[kind]))
                     for kind in ("same", "changed", "added", "removed") if found[kind]) + "."
