"""Which relations hand a task on: the steps of a chain, apart from legal bases and from an instrument's standing.

A text that is only a legal basis orders nothing; what amends, replaces or repeals tells of the other's standing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..language.numbers import is_party_number
from ..models import LEVELS, Certainty, Citation, CitationPlace, Instrument, Level, NumberParts, Relation
from ..registry.relations import CARRIES_OUT
from ..registry.tables import Registry

CARRYING = (*CARRIES_OUT, "guides", "attaches", "issued")
"""Relations that hand a task on; "basis" does so where the other text is a directive, or of a type that orders from
above. None does where the acting text stands above the other: nobody carries out what is ordered below."""
_WEIGHTS: dict[Certainty, int] = {"high": 3, "medium": 2, "low": 1}


@dataclass(frozen=True, slots=True)
class Step:
    """One node of a chain as seen from an instrument: the relation that led here and what follows.

    ``repeated`` marks a node whose own steps are shown at its first place in the same chain; ``folded`` counts the
    further steps that are left to the node's own page. ``beside`` are its neighbours in an annual series with what
    follows them: all of that is an inference.
    """

    instrument: str
    relation: Relation
    steps: tuple[Step, ...] = ()
    repeated: bool = False
    folded: int = 0
    beside: tuple[Step, ...] = ()


def certainty_of(citation: Citation) -> Certainty:
    """How sure the relation of a citation is; that of its fields where the relation has none of its own."""
    return citation.relation_certainty or citation.confidence


def weighed(relations: Iterable[Relation], certainty: Callable[[CitationPlace], Certainty]) -> Iterator[Relation]:
    """The relations with their certainty, that of the best of their citations, and the weight of all of them; one that
    a table tells, without a citation, is certain."""
    for relation in relations:
        found = [certainty(each) for each in relation.evidence]
        best: Certainty = max(found, key=_WEIGHTS.__getitem__, default="high")
        yield replace(relation, certainty=best, weight=sum(_WEIGHTS[each] for each in found))


def is_directive(type_: str, number: NumberParts | None, registry: Registry) -> bool:
    """Whether an instrument is an order to those below by its type alone: a directive, a plan, a resolution of the
    Party; a type that is one only seen from below ("of_above") is none."""
    row = registry.type_named(type_)
    if row is None or row.directive is None:
        return False
    party = number is not None and is_party_number(number)
    return row.directive == "yes" or (row.directive == "of_party" and party)


def with_steps(relations: Iterable[Relation], instruments: Mapping[str, Instrument],
               registry: Registry) -> Iterator[Relation]:
    """The relations, each marked whether it is a step of a chain."""
    for relation in relations:
        agent, other = instruments[relation.source], instruments[relation.target]
        yield replace(relation, step=_is_step(relation, agent, other, registry))


def _is_step(relation: Relation, agent: Instrument, other: Instrument, registry: Registry) -> bool:
    if relation.type not in (*CARRYING, "basis") or _is_above(agent.level, other.level):
        return False
    if relation.type != "basis" or other.directive:
        return True
    row = registry.type_named(other.type)
    return row is not None and row.directive == "of_above" and _is_above(other.level, agent.level)


def is_older(one: str, other: str) -> bool:
    """Whether one day (or year) is before another as far as both are known: 2019 is not before 2019-05-01."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]


def _is_above(one: Level | None, other: Level | None) -> bool:
    return bool(one and other) and LEVELS.index(one) < LEVELS.index(other)
