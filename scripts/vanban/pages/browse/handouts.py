"""Reading lists as pages: an index, a hand-out for each list, a booklet with the texts that are held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup
from msgspec import structs

from ...graph.reading_lists import ReadingList
from ...registry.relations import CARRIES_OUT
from ..document.fulltext import Segment, full_text, with_gaps
from ..generated import GeneratedText
from ..parts.cards import InstrumentCard, instrument_card
from ..parts.citation_links import links_of
from ..parts.citing import official_form
from ..parts.routes import qr_code, route_of
from ..site import Site
from ..templating import render_page

HANDOUTS_FOLDER = "tai-lieu"
BOOKLET = "ban-in"
_CARRIED = (*CARRIES_OUT, "guides", "basis", "attaches", "amends", "replaces")
_MOST_CARRIED = 6


@dataclass(frozen=True, slots=True)
class Carried:
    """What an instrument acts on in one way: the verb, cards with their place in the list, how many more."""

    verb: str
    cards: tuple[tuple[InstrumentCard, int | None], ...]
    more: int


@dataclass(frozen=True, slots=True)
class HandoutLine:
    """One instrument of a hand-out; ``segments`` is its text in the booklet."""

    number: int
    anchor: str
    card: InstrumentCard
    cite: str
    note: str | None
    carried: tuple[Carried, ...]
    short: str
    address: str
    qr: Markup | None
    segments: tuple[Segment, ...] = ()


def handout_pages(site: Site, lists: tuple[ReadingList, ...]) -> Iterator[GeneratedText]:
    """The index of lists, and two pages for each list."""
    yield f"{HANDOUTS_FOLDER}/index.md", render_page("reading_lists.md", codes=site.address is not None, lists=[
        (one.title, one.description, f"{one.slug}/", len(one.items), len(_held(site, one))) for one in lists])
    for one in lists:
        yield f"{HANDOUTS_FOLDER}/{one.slug}/index.md", _page(site, one, "../../", "handout.md")
        yield f"{HANDOUTS_FOLDER}/{one.slug}/{BOOKLET}/index.md", _page(site, one, "../../../", "booklet.md")


def _held(site: Site, one: ReadingList) -> list[str]:
    return [key for key, _ in one.items if site.instrument(key).document]


def _page(site: Site, one: ReadingList, base: str, template: str) -> str:
    places = {key: number for number, (key, _) in enumerate(one.items, 1)}
    with_text = template == "booklet.md"
    lines = [_line(site, key, note, places, base, with_text) for key, note in one.items]
    return render_page(template, title=one.title, description=one.description, words=Markup(one.words),
                       lines=lines, held=len(_held(site, one)), address=site.absolute(f"{HANDOUTS_FOLDER}/{one.slug}/"))


def _line(site: Site, key: str, note: str | None, places: dict[str, int], base: str, with_text: bool) -> HandoutLine:
    instrument = site.instrument(key)
    route = route_of(instrument)
    return HandoutLine(
        places[key], f"van-ban-{places[key]}", instrument_card(site, key, base), official_form(site, instrument), note,
        _carried(site, key, places, base), f"{base}{route}index.html", site.absolute(route) or route,
        qr_code(site, route), _text(site, key, f"vb{places[key]}", base) if with_text else ())


def _carried(site: Site, key: str, places: dict[str, int], base: str) -> tuple[Carried, ...]:
    """What the instrument acts on, those of the list first."""
    found = []
    for kind in _CARRIED:
        targets = [r.target for r in site.outgoing.get(key, ()) if r.type == kind]
        targets.sort(key=lambda target: places.get(target, len(places) + 1))
        cards = tuple((instrument_card(site, target, base), places.get(target)) for target in targets[:_MOST_CARRIED])
        if cards:
            found.append(Carried(site.verb(kind), cards, len(targets) - len(cards)))
    return tuple(found)


def _text(site: Site, key: str, prefix: str, base: str) -> tuple[Segment, ...]:
    """The full text with anchors of its own, so that several texts can stand on one page."""
    slug = site.instrument(key).document
    if slug is None:
        return ()
    record, text = site.collection.records[slug], site.text(slug)
    outline = tuple(structs.replace(block, anchor=f"{prefix}-{block.anchor}")
                    for block in with_gaps(record.outline, text))
    links = [replace(link, id=None) for link in links_of(site, slug, base)]
    return full_text(replace(record, outline=outline), text, links)
