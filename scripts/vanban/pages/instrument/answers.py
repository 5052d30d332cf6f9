"""The two questions an official brings to a page: what does this carry out, and who carries it out below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...graph.chain import flatten
from ...models import Step
from ..names import level_rank
from ..parts.cards import Group, Linked
from ..parts.excerpts import shortened
from ..parts.quotes import Quote

MOST = 4
"""Instruments named in one answer; the rest is counted and stands in the lists of the page."""
_TELLING = ("implements", "continues", "guides", "basis", "attaches")
"""Relations that answer, the most telling first."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A direction and its question, the instruments that answer it each with its verb, how many more, where they
    stand, how many stand further along the chain, what to say when there is none."""

    direction: str
    question: str
    links: tuple[tuple[str, Linked], ...]
    more: int
    anchor: str
    beyond: int
    none: str


def answers_of(outgoing: tuple[Group, ...], incoming: tuple[Group, ...], upward: Sequence[Step],
               downward: Sequence[Step], held: bool) -> tuple[Answer, ...]:
    """Both answers, upward first; the steps are those of the instrument's chain."""
    return (
        _answer("Lên trên", "thực hiện văn bản nào?", outgoing, upward, "vien-dan",
                "Không thấy câu nào nói thực hiện hay căn cứ văn bản khác." if held
                else "Chưa biết, vì chưa có toàn văn."),
        _answer("Xuống dưới", "văn bản nào thực hiện?", incoming, downward, "duoc-vien-dan",
                "Chưa thấy văn bản nào trong kho thực hiện văn bản này."))


def _answer(direction: str, question: str, groups: tuple[Group, ...], steps: Sequence[Step], anchor: str,
            none: str) -> Answer:
    told = [(group, one) for group in groups if group.relation in _TELLING for one in group.links]
    found: dict[str, tuple[str, Linked]] = {}
    for group, one in sorted(told, key=_order):
        found.setdefault(one.card.href, (group.verb, replace(one, quotes=_brief(one.quotes))))
    links = tuple(found.values())
    near = {step.instrument for step in steps if not step.relation.inferred}
    beyond = {step.instrument for _, step in flatten(steps)} - near
    return Answer(direction, question, links[:MOST], len(links[MOST:]), anchor, len(beyond), none)


def _order(told: tuple[Group, Linked]) -> tuple[bool, int, int]:
    """Certain readings before doubtful ones, the most telling relation first, then from the highest level down."""
    group, link = told
    return (all(quote.doubtful for quote in link.quotes), _TELLING.index(group.relation),
            level_rank(link.card.level_key))


def _brief(quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """The first sentence, shortened; all of them stand whole in the lists of the page."""
    return tuple(replace(one, pieces=shortened(one.pieces)) for one in quotes[:1])
