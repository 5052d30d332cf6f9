"""May this be? What dates, rank and power say of a relation that the words state.

Nothing carries out, guides or changes what was issued later; nothing acts on itself; a law carries nothing out and
guides nothing; nothing is carried out or guided by what stands above it; a normative text is changed only by one
that can, and not from below. The predicates know two instruments and the table of types, so one document and the
whole collection ask the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ..language.dates import year_of
from ..models import LEVELS, BodyParts, Level, RelationType
from ..registry.document_types import DocumentType
from ..registry.relations import CARRIES_OUT, CHANGES
from ..registry.tables import Registry

LATER_REASON = "văn bản được dẫn ban hành sau văn bản dẫn nó"
"""The reason told where time would run backwards."""
LOWEST_LAW_RANK = 2
"""The lowest rank of what a parliament enacts as law or constitution."""


class Side(Struct, frozen=True, gc=False):
    """What is known of an instrument at one end of a relation; ``None`` means not known.

    ``type`` is the name of its type; ``key`` tells it from others (the number's match key), empty where nothing does;
    ``date`` is ISO; ``in_series`` says that the number carries its year, as normative texts' do; ``series`` is that
    year; ``rank`` is that of what its issuer resolves or decides.
    """

    type: str | None = None
    key: str = ""
    date: str | None = None
    year: int | None = None
    level: Level | None = None
    in_series: bool = False
    series: int | None = None
    rank: int | None = None


def doubt(relation: RelationType, agent: Side, target: Side, registry: Registry) -> str | None:
    """Why ``agent`` cannot do this to ``target``, in Vietnamese; ``None`` where nothing speaks against it."""
    if relation == "cites":
        return None
    if is_same(agent, target):
        return "văn bản không thể tác động lên chính nó"
    if is_later(target, agent):
        return LATER_REASON
    acting = registry.type_named(agent.type)
    other = registry.type_named(target.type)
    if relation in (*CARRIES_OUT, "guides"):
        return _cannot_carry_out(agent, acting, target, other)
    if relation in CHANGES and acting is not None:
        return _cannot_change(agent, acting, target, other)
    return None


def is_same(agent: Side, target: Side) -> bool:
    """Whether both are one instrument: one number or name and type, no dates or years that differ."""
    return (agent.key != "" and agent.key == target.key and agent.type == target.type
            and (not agent.date or not target.date or agent.date == target.date)
            and (agent.year is None or target.year is None or agent.year == target.year))


def is_later(first: Side, second: Side) -> bool:
    """Whether ``first`` was issued after ``second``, as far as their dates or years tell; where a date is of another
    year than its number, one of them is a slip, and both must say so."""
    if first.date and second.date:
        slips = _years_differ(first) or _years_differ(second)
        told = second.series or int(second.date[:4])
        return first.date > second.date and not (slips and (first.series is None or first.series <= told))
    if first.series is not None and (first.series, first.type) == (second.series, second.type):
        return _is_further(first.key, second.key)
    return first.year is not None and second.year is not None and first.year > second.year


def has_slip(side: Side, registry: Registry) -> bool:
    """Whether number and day of what can be a normative text tell different years: one of them is a slip."""
    row = registry.type_named(side.type)
    return row is not None and row.normative != "no" and _years_differ(side)


def _years_differ(side: Side) -> bool:
    """Whether a number's series and the day of issue tell different years."""
    return side.series is not None and side.date is not None and year_of(side.date) != side.series


def rank_of_issuer(bodies: Sequence[BodyParts], level: Level | None, registry: Registry) -> int | None:
    """The rank of what these issuers resolve or decide: the highest that the table gives one, else that of the level;
    ``None`` where neither tells."""
    told = [registry.body_ranks[body.id] for body in bodies if body.id in registry.body_ranks]
    return min(told) if told else registry.level_ranks.get(level) if level and bodies else None


def _is_further(first: str, second: str) -> bool:
    """Whether one number of a series comes after the other, by their match keys."""
    (serial, _, series), (other, _, same) = first.partition(" "), second.partition(" ")
    return series == same and serial.isdecimal() and other.isdecimal() and int(serial) > int(other)


def is_normative(side: Side, type_: DocumentType | None) -> bool:
    """Whether an instrument is a normative text: its type always is, or can be and its number carries its year."""
    return type_ is not None and (type_.normative == "yes" or (type_.normative == "depends" and side.in_series))


def _cannot_carry_out(agent: Side, acting: DocumentType | None, target: Side,
                      other: DocumentType | None) -> str | None:
    if acting is not None and acting.rank is not None and acting.rank <= LOWEST_LAW_RANK:
        return "luật không thực hiện hay hướng dẫn văn bản khác"
    own, theirs = acting.rank if acting else None, other.rank if other else None
    if own is not None and theirs is not None and own < theirs:
        return "văn bản được dẫn có hiệu lực pháp lý thấp hơn"
    if target.level != "grassroots" and _is_below(target.level, agent.level):
        return "văn bản được dẫn là của cấp dưới"
    return None


def _cannot_change(agent: Side, acting: DocumentType, target: Side, other: DocumentType | None) -> str | None:
    if acting.may_change == "own_kind" and other is not None and other is not acting:
        return "loại văn bản này chỉ thay được văn bản cùng loại"
    if acting.may_change != "normative" and is_normative(target, other):
        return "loại văn bản này không sửa đổi, thay thế hay bãi bỏ được văn bản quy phạm pháp luật"
    own, theirs = _rank(agent, acting), _rank(target, other)
    constituent = acting.rank is None and own == LOWEST_LAW_RANK  # a resolution of parliament changed it in 2025
    if not constituent and own is not None and theirs is not None and own > theirs:
        return "văn bản được dẫn có hiệu lực pháp lý cao hơn"
    # What has a rank and no known issuer is national: the lowest that issues such texts are the ministries.
    level = target.level or ("ministry" if other is not None and other.rank is not None else None)
    if is_normative(target, other) and _is_below(agent.level, level):
        return "văn bản được dẫn là của cấp trên"
    return None


def _rank(side: Side, row: DocumentType | None) -> int | None:
    """The rank of a text: its type's, or of a type that several bodies issue its issuer's; ``None``: it has none."""
    if row is None or row.normative == "no":
        return None
    return side.rank if row.rank is None else row.rank


def _is_below(first: Level | None, second: Level | None) -> bool:
    """Whether one level stands below another; the centre and its ministries count as one."""
    if first is None or second is None:
        return False
    ministry = LEVELS.index("ministry")
    return max(LEVELS.index(first), ministry) > max(LEVELS.index(second), ministry)
