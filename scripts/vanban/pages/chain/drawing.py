"""The drawing of a chain: which steps it shows, which it folds with their number, and the lines beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from ...graph.chain import flattened_steps, steps_beside
from ...graph.links import known_day
from ...graph.steps import Step
from ...models import Relation
from ..names import level_rank
from ..parts.cards import InstrumentCard, instrument_card
from ..parts.quotes import Quote, quotes
from ..parts.reporting import report_of_relation
from ..site import Site
from .layout import ChainEdge, ChainRow, lay_out
from .lines import picture_above_level, row_picture
from .places import END_OF_BAND, placed
from .steps import Beside, beside_of

MOST_STEPS_SHOWN = 10
"""Steps of one level shown below one instrument; more are folded into a row that counts them."""
MOST_STEPS_OF_MANY = 4
"""The same in a chain that would not fit otherwise."""
MOST_ROWS = 24
"""Instruments in one drawing; what follows a row beyond them is counted on that row."""


@dataclass(frozen=True, slots=True)
class Tie:
    """One line of the drawing in words: "Thực hiện" and the name it leads to, with its sentences.

    ``report`` is the address at which a fault of the link is told; ``doubtful`` tells that a person must compare it
    with the text.
    """

    relation: str
    verb: str
    name: str
    href: str
    quotes: tuple[Quote, ...]
    report: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """One row: an instrument, or ``folded`` further ones of which ``card`` is the one they follow.

    ``more`` counts steps that follow and are left to the instrument's own page; ``rest`` leads to what is counted;
    ``lines`` is an SVG picture. ``beside`` are its neighbours in an annual series, which no line leads to.
    """

    id: str
    card: InstrumentCard
    here: bool
    ties: tuple[Tie, ...]
    lines: Markup
    rest: str
    more: int = 0
    folded: int = 0
    beside: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class Tier:
    """The rows of one level, oldest first; ``lines`` are those that come in from above.

    Instruments of no known level stand with those they are linked to.
    """

    level: str
    level_key: str
    lines: Markup
    spots: tuple[Spot, ...]

    @property
    def count(self) -> int:
        """The instruments of the level, those folded included."""
        return sum(spot.folded or 1 for spot in self.spots)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The tiers from Trung ương down, what is among the rows."""

    tiers: tuple[Tier, ...]
    doubtful: bool
    cited_only: bool
    folded: bool

    @property
    def many(self) -> bool:
        """Whether the rows must be set smaller to fit one sheet of paper."""
        return sum(len(tier.spots) for tier in self.tiers) > MOST_ROWS // 2


@dataclass(slots=True)
class _Fold:
    """Steps of one level that are counted instead of drawn, beside the instrument they follow."""

    owner: str
    level: str | None
    upward: bool
    count: int = 0


@dataclass(slots=True)
class _Draft:
    """What has been gathered so far: rows by key, lines, words on each row, counts of what is folded."""

    center: str
    few: int
    lists: tuple[str, str]
    here: str | None
    keys: dict[str, None] = field(default_factory=dict)
    edges: dict[tuple[str, str, bool], ChainEdge] = field(default_factory=dict)
    ties: dict[str, dict[tuple[str, str], tuple[Relation, str, bool]]] = field(default_factory=dict)
    folds: dict[str, _Fold] = field(default_factory=dict)
    more: dict[str, int] = field(default_factory=dict)
    beside: dict[str, tuple[tuple[Step, ...], bool]] = field(default_factory=dict)
    drawn: set[tuple[str, str]] = field(default_factory=set)

    def tie(self, owner: str, step: Step, upward: bool) -> None:
        """Take the line from ``owner`` to a step, once, and what stands beside the step."""
        first, second = sorted((owner, step.instrument))
        known = self.ties.setdefault(step.instrument, {})
        doubtful = step.relation.certainty == "low"
        if (second, first, upward) not in self.edges:
            self.edges[second, first, upward] = ChainEdge(owner, step.instrument, doubtful, upward)
            known.setdefault((owner, step.relation.type), (step.relation, owner, upward))
        if step.beside:
            self.beside[step.instrument] = step.beside, upward


def drawing_of(site: Site, key: str, upward: Sequence[Step], downward: Sequence[Step], base: str,
               lists: tuple[str, str] = ("#vien-dan", "#duoc-vien-dan"), here: str | None = None) -> Drawing | None:
    """The drawing of a chain around ``key``; ``None`` for an instrument that stands alone.

    ``lists`` lead to the lists of all that stands above and below ``key``; ``here`` is the document with its text on
    the page.
    """
    siblings = steps_beside(site.collection, key)
    if not upward and not downward and not siblings:
        return None
    large = len({step.instrument for _, step in flattened_steps((*upward, *downward))}) >= MOST_ROWS
    draft = _Draft(key, MOST_STEPS_OF_MANY if large else MOST_STEPS_SHOWN, lists, here, {key: None})
    draft.beside[key] = siblings, False
    _gather(site, draft, upward, True, MOST_ROWS // 2 - 1)
    _gather(site, draft, downward, False, MOST_ROWS - len(draft.keys))
    places, edges = placed(_dates(site, draft), _levels(site, draft), draft.edges.values())
    layout = lay_out(places, edges)
    draft.drawn = {(edge.owner, edge.other) for edge in edges}
    tiers: dict[int, list[ChainRow]] = {}
    for row in layout.rows:
        tiers.setdefault(row.band, []).append(row)
    return Drawing(
        tuple(_tier(site, draft, rows, layout.lanes, base) for rows in tiers.values()),
        any(edge.dotted for edge in edges),
        any(site.instrument(one).document is None for one in draft.keys), bool(draft.folds or draft.more))


def _chosen(site: Site, draft: _Draft, steps: Sequence[Step], limit: int) -> set[str]:
    """At most ``limit`` instruments to draw, nearest first; every level has its share before any has more."""
    chosen: set[str] = set()
    taken: Counter[str | None] = Counter()
    levels = {site.instrument(step.instrument).level for _, step in flattened_steps(steps)}
    for quota in (limit // max(len(levels), 1), limit):
        queue: list[Sequence[Step]] = [steps]
        for following in queue:
            for group in _by_level(site, following):
                level = site.instrument(group[0].instrument).level
                for index, step in enumerate(group):
                    known = step.instrument in chosen or step.instrument in draft.keys
                    if not known and index < draft.few and taken[level] < quota and len(chosen) < limit:
                        chosen.add(step.instrument)
                        taken[level] += 1
                        known = True
                    if known and step.steps:
                        queue.append(step.steps)
    return chosen


def _gather(site: Site, draft: _Draft, steps: Sequence[Step], upward: bool, limit: int) -> None:
    """Take the ``limit`` steps that tell most; the rest is counted where it would follow."""
    chosen = _chosen(site, draft, steps, limit)
    queue: list[tuple[str, Sequence[Step], int]] = [(draft.center, steps, 0)]
    for owner, following, left_out in queue:
        if left_out:
            draft.more[owner] = draft.more.get(owner, 0) + left_out
        for group in _by_level(site, following):
            for step in group:
                if step.instrument in draft.keys:
                    draft.tie(owner, step, upward)
                elif step.instrument in chosen:
                    draft.keys[step.instrument] = None
                    draft.tie(owner, step, upward)
                    queue.append((step.instrument, step.steps, step.folded))
            _fold(site, draft, owner, [step for step in group if step.instrument not in draft.keys], upward)


def _by_level(site: Site, steps: Sequence[Step]) -> Iterable[list[Step]]:
    """Steps by level, in each the most telling first: with a text, with the most behind them, oldest."""
    found: dict[str | None, list[Step]] = {}
    for step in sorted(steps, key=lambda step: _weight(site, step)):
        found.setdefault(site.instrument(step.instrument).level, []).append(step)
    return found.values()


def _weight(site: Site, step: Step) -> tuple[int, bool, int, str, str]:
    instrument = site.instrument(step.instrument)
    return (level_rank(instrument.level), instrument.document is None, -len(step.steps) - step.folded,
            instrument.date or f"{instrument.year or 9999}", instrument.key)


def _fold(site: Site, draft: _Draft, owner: str, steps: list[Step], upward: bool) -> None:
    """Count steps instead of drawing them: in a row of their level, or on the row they follow when that is far."""
    if not steps:
        return
    level = site.instrument(steps[0].instrument).level
    if len(draft.folds) < MOST_STEPS_SHOWN and (owner == draft.center or len(draft.keys) < MOST_ROWS // 2):
        fold = f"{owner}\n{level}\n{upward}"
        draft.folds.setdefault(fold, _Fold(owner, level, upward)).count += len(steps)
        draft.edges.setdefault((owner, fold, upward), ChainEdge(owner, fold, upward=upward))
    else:
        draft.more[owner] = draft.more.get(owner, 0) + len(steps)


def _dates(site: Site, draft: _Draft) -> dict[str, str]:
    """The day or year of each row; the folded ones of a level come last."""
    return {key: known_day(site.instrument(key)) for key in draft.keys} | dict.fromkeys(draft.folds, END_OF_BAND)


def _levels(site: Site, draft: _Draft) -> dict[str, int | None]:
    """The band of each row, ``None`` where its level is not known."""
    levels: dict[str, str | None] = {key: site.instrument(key).level for key in draft.keys}
    levels |= {key: fold.level for key, fold in draft.folds.items()}
    return {key: level_rank(level) if level else None for key, level in levels.items()}


def _tier(site: Site, draft: _Draft, rows: Sequence[ChainRow], lanes: int, base: str) -> Tier:
    known = (draft.folds[row.key].level if row.key in draft.folds else site.instrument(row.key).level for row in rows)
    level = next(filter(None, known), None)
    return Tier(site.level(level), level or "unknown", picture_above_level(rows[0], lanes, draft.center),
                tuple(_spot(site, draft, row, lanes, base) for row in rows))


def _spot(site: Site, draft: _Draft, row: ChainRow, lanes: int, base: str) -> Spot:
    if row.key in draft.folds:
        fold = draft.folds[row.key]
        owner = instrument_card(site, fold.owner, base)
        rest = draft.lists[not fold.upward] if fold.owner == draft.center else f"{owner.href}#chuoi"
        identity = f"{_id(site, fold.owner)}-{'tren' if fold.upward else 'duoi'}-{fold.level or 'unknown'}"
        return Spot(identity, owner, False, (), row_picture(row, lanes, "fold", draft.center), rest, folded=fold.count)
    card, here = instrument_card(site, row.key, base), row.key == draft.center
    siblings, upward = draft.beside.get(row.key, ((), False))
    ties = tuple(_tie(site, draft.here, relation, owner, up, base)
                 for relation, owner, up in draft.ties.get(row.key, {}).values()
                 if (owner, row.key) in draft.drawn)
    mark = ("here-" if here else "") + ("held" if card.held else "cited")
    return Spot(_id(site, row.key), card, here, ties, row_picture(row, lanes, mark, draft.center),
                draft.lists[1] if here else f"{card.href}#chuoi", draft.more.get(row.key, 0),
                beside=beside_of(site, row.key, siblings, base, upward))


def _tie(site: Site, here: str | None, relation: Relation, owner: str, upward: bool, base: str) -> Tie:
    return Tie(relation.type, site.verb(relation.type, reverse=upward), _brief(site, owner), f"#{_id(site, owner)}",
               quotes(site, relation.evidence, base, here=here), report_of_relation(site, relation),
               relation.certainty == "low")


def _brief(site: Site, key: str) -> str:
    """The shortest name that still tells an instrument in its own chain."""
    return site.instrument(key).number or site.names[key].short


def _id(site: Site, key: str) -> str:
    return f"so-do-{site.instrument(key).slug}"
