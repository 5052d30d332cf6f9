"""The home page: what this is, who keeps it, what it covers and until when; one search; one real chain; three doors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...graph.steps import Step
from ..names import written_date
from ..parts.cards import InstrumentCard, instrument_card
from ..parts.citing import lower_first
from ..parts.listing import newest_held, year_of_issue
from ..parts.quotes import Quote, quotes
from ..parts.topics import topic_address
from ..site import Site
from ..templating import number, render_page
from ..words import say
from .axes import AXES
from .chains import chain_address
from .lists import most_common

_NEWEST, _TOPICS, _PLACES = 2, 4, 4
"""How many of the newest documents, of the topics and of the places the page names."""
_LINE = 2
"""Steps of a whole picture; a directive's is shown with one where it has no more."""
_BY_FOLDER = {axis.folder: axis for axis in AXES}


@dataclass(frozen=True, slots=True)
class Picture:
    """One chain of two or three from the top down: the cards with the verb that joins each to the one above, the
    sentence that proves the last step, the address of the whole chain."""

    steps: tuple[tuple[InstrumentCard, str], ...]
    quote: Quote
    href: str


def home_page(site: Site) -> str:
    """The Markdown of the home page."""
    return render_page("home.md", coverage=coverage_in_words(site), keeper=site.keeper, picture=home_picture(site),
                       newest=[instrument_card(site, i.key, "") for i in newest_held(site)[:_NEWEST]],
                       topics=_topics(site))


def coverage_in_words(site: Site) -> str:
    """What the collection holds, from when to when, of whom, and when it was last added to, as far as is known."""
    held = [i for i in site.collection.instruments.values() if i.document]
    years = [year for i in newest_held(site) if (year := year_of_issue(i))]
    said = say("covers", n=number(len(held)), m=number(len(site.collection.instruments) - len(held)))
    if years:
        span = str(min(years)) if min(years) == max(years) else f"{min(years)}–{max(years)}"
        said += " " + say("covers_years", years=span)
    places = most_common(site, held, _BY_FOLDER["dia-phuong"])
    if places:
        named = ", ".join(lower_first(place) for place in places[:_PLACES])
        more = " " + say("covers_more") if len(places) > _PLACES else ""
        said += " " + say("covers_places", places=named + more)
    day = last_day_of_collection(site)
    return said + (" " + say("updated", day=written_date(day)) if day else "")


def last_day_of_collection(site: Site) -> str | None:
    """The last ISO day on which a text was taken into the collection, ``None`` where nobody wrote one."""
    return max((record.front_matter.retrieved for record in site.collection.records.values()
                if record.front_matter.retrieved), default=None)


def home_picture(site: Site) -> Picture | None:
    """The chain that shows most: of a directive before one of a law, of two proved steps before one, over most levels,
    carried out rather than based on, with most texts; ``None`` where no directive has a proved step and nothing else
    has two that follow each other."""
    best: tuple[tuple[int, ...], str, tuple[Step, ...]] | None = None
    for root, chain in site.chains.items():
        directive = site.instrument(root).directive
        for steps in _lines(chain.steps):
            if len(steps) < _LINE and not directive:
                continue
            keys = (root, *(step.instrument for step in steps))
            rank = (directive, len(steps), len({site.instrument(key).level for key in keys} - {None}),
                    sum(step.relation.type != "basis" for step in steps),
                    sum(site.instrument(key).document is not None for key in keys))
            if best is None or rank > best[0]:
                best = rank, root, steps
    if best is None:
        return None
    _, root, steps = best
    cards = [(instrument_card(site, root, ""), ""),
             *((instrument_card(site, step.instrument, ""), site.verb(step.relation.type)) for step in steps)]
    return Picture(tuple(cards), quotes(site, steps[-1].relation.evidence, "")[0], chain_address(site, root, ""))


def _lines(steps: Sequence[Step]) -> Iterator[tuple[Step, ...]]:
    """Steps proved by a sentence, each alone and with each proved one that follows it."""
    for first in steps:
        if first.relation.evidence:
            yield (first,)
            yield from ((first, second) for second in first.steps if second.relation.evidence)


def _topics(site: Site) -> list[tuple[str, str, int]]:
    """The topics with most instruments: name, address, how many."""
    found = Counter(subject.topic for subjects in site.topics.values() for subject in subjects)
    return [(name, topic_address(name, ""), count)
            for name, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_TOPICS]]
