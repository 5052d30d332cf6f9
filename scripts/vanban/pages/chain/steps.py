"""What a chain holds in words, and what stands beside its steps: the neighbours of an annual series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...graph.chain import Extent, chain_extent, flattened_steps, inferred_in
from ...graph.links import known_day
from ...graph.steps import Step
from ..names import level_rank
from ..parts.cards import InstrumentCard, instrument_card
from ..parts.quotes import Quote, quotes
from ..parts.reporting import report_of_relation
from ..site import Site
from ..templating import number
from ..words import say

_MOST_BEHIND = 8
"""Instruments named behind one neighbour of a series; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Behind:
    """An instrument that follows a neighbour of a series: its depth from 0, the verb, its card, the sentences."""

    depth: int
    relation: str
    verb: str
    card: InstrumentCard
    quotes: tuple[Quote, ...]
    report: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A neighbour of a series: "Kỳ trước" or "Kỳ sau", its card, why it is one, what follows it.

    ``more`` counts what follows and is left to its own page.
    """

    words: str
    card: InstrumentCard
    reason: str
    report: str
    behind: tuple[Behind, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a chain holds: instruments by how they are reached, held ones, levels and years.

    ``proved`` does not count the instrument that the chain is told of; not ``whole`` when there are more.
    """

    proved: int
    inferred: int
    held: int
    levels: int
    first_year: int | None
    last_year: int | None
    whole: bool = True


def beside_of(site: Site, key: str, siblings: Sequence[Step], base: str, upward: bool) -> tuple[Beside, ...]:
    """The neighbours of ``key`` in its series as they stand beside it, earliest first."""
    own = known_day(site.instrument(key))
    found = sorted(siblings, key=lambda step: known_day(site.instrument(step.instrument)))
    return tuple(_beside(site, step, own, base, upward) for step in found)


def _beside(site: Site, step: Step, own: str, base: str, upward: bool) -> Beside:
    behind = [_behind(site, depth, each, base, upward) for depth, each in flattened_steps(step.steps)]
    words = say("earlier_issue" if known_day(site.instrument(step.instrument)) < own else "later_issue")
    words = words[:1].upper() + words[1:]
    return Beside(words, instrument_card(site, step.instrument, base), step.relation.reason or "",
                  report_of_relation(site, step.relation), tuple(behind[:_MOST_BEHIND]), len(behind[_MOST_BEHIND:]))


def _behind(site: Site, depth: int, step: Step, base: str, upward: bool) -> Behind:
    relation = step.relation
    return Behind(depth, relation.type, site.verb(relation.type, reverse=upward),
                  instrument_card(site, step.instrument, base),
                  quotes(site, relation.evidence, base), report_of_relation(site, relation))


def summary_of(site: Site, key: str, steps: Sequence[Step], siblings: Sequence[Step] = ()) -> Summary:
    """What the steps around ``key`` hold, ``whole`` unless they go on; ``siblings`` stand beside ``key`` itself."""
    proved = frozenset(step.instrument for _, step in flattened_steps(steps)) - {key}
    inferred = (inferred_in(steps) | {step.instrument for _, step in flattened_steps(siblings)}) - proved - {key}
    whole = all(not step.folded for _, step in flattened_steps(steps))
    return _summary(site, key, Extent(proved, frozenset(inferred)), whole)


def whole_summary(site: Site, root: str) -> Summary:
    """What a whole chain holds, also what is not drawn."""
    return _summary(site, root, chain_extent(site.collection, root), True)


def _summary(site: Site, key: str, found: Extent, whole: bool) -> Summary:
    instruments = [site.instrument(each) for each in (key, *found.proved, *found.inferred)]
    years = sorted(i.year for i in instruments if i.year)
    return Summary(len(found.proved), len(found.inferred), sum(i.document is not None for i in instruments),
                   len({level_rank(i.level) for i in instruments if i.level}),
                   years[0] if years else None, years[-1] if years else None, whole)


def summary_words(summary: Summary) -> str:
    """A chain in words: how many instruments, levels and years; how many of them sentences prove; how many are held."""
    parts = [say("n_documents" if summary.whole else "at_least", n=number(1 + summary.proved + summary.inferred))]
    if summary.levels:
        parts.append(say("n_levels", n=summary.levels))
    if summary.first_year:
        same = summary.first_year == summary.last_year
        parts.append(say("of_year", n=summary.first_year) if same
                     else say("of_years", first=summary.first_year, last=summary.last_year))
    reached = [say("n_proved", n=number(summary.proved))] if summary.proved else []
    if summary.inferred:
        reached.append(say("n_inferred", n=number(summary.inferred)))
    held = say("n_held", n=number(summary.held)) if summary.held else say("none_held")
    return "; ".join(filter(None, (", ".join(parts), ", ".join(reached), held)))
