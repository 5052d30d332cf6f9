"""Joining the mentions that can stand alone: same issue, slips of date, of body, of term, of a letter, unit suffixes.

Mentions come sorted, every rule looks at values only, and a rule that could depend on the order looks at
what was known before it began: so the same collection gives the same instruments in any order. Peers that
are compared in pairs are bounded by :data:`MAX_PEERS`, so the work grows with the number of mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from rapidfuzz.distance import Levenshtein

from ..models import NumberParts
from ..registry.body_keys import IssuerKey, compatible
from .clusters import Cluster, Clusters, grouped
from .identity import (
    assembly_kind,
    assembly_series,
    assembly_term,
    assembly_term_fits,
    is_assembly,
    is_bare_government,
    subjects_agree,
    subjects_differ,
)
from .mentions import MentionView

MAX_PEERS = 40
"""With how many mentions of the same number before it (by date) one mention is compared."""

_SLIPS, _LONG_SYMBOL = 2, 6
"""Letters of a symbol that can be slips where it has at least so many; one in a shorter one."""
_PER_TERM = frozenset(["LĐLĐ", "TLĐ", "TW", "TU", "HU", "QU", "ĐU", "BCĐ", "ĐTN", "CĐCS"])
"""Issuers whose numbers start again with each term, so that a year can hold one number twice."""


def join_dated(clusters: Clusters) -> list[int]:
    """Join the mentions that have number and day: same issue, slips of date, slips of body, unit suffixes.

    Returns the indexes of all of them.
    """
    seen = clusters.mentions
    dated = [index for index, each in enumerate(seen) if each.dated]
    clusters.join_all(grouped(dated, lambda i: (seen[i].key, seen[i].kind, seen[i].body, seen[i].date)))
    for group in grouped(dated, lambda i: (seen[i].key, seen[i].kind, seen[i].body) if seen[i].body else None):
        _pairs(clusters, group, lambda i: seen[i].date or "", _same_issue)
    for group in grouped(dated, lambda i: (seen[i].key, seen[i].kind, _issue(seen[i]))):
        _pairs(clusters, group, lambda i: seen[i].body, _same_issuer)
        _join_bodiless(clusters, group)
    for group in grouped(dated, lambda i: seen[i].number if is_assembly(_number(seen[i])) else None):
        _join_untyped(clusters, group)
    for group in grouped(dated, lambda i: (_number(seen[i]).serial, _number(seen[i]).year, series)
                         if (series := assembly_series(_number(seen[i]))) and _number(seen[i]).year else None):
        _join_wrong_terms(clusters, group)
    for group in grouped(dated, lambda i: (seen[i].serial, seen[i].date, seen[i].body)
                         if seen[i].date and seen[i].body else None):
        _join_suffixed(clusters, group)
    for group in grouped(dated, lambda i: (seen[i].serial, seen[i].type, seen[i].date)
                         if seen[i].date and seen[i].type and _number(seen[i]).segments[-1:] == ("CP",) else None):
        _join_bare_government(clusters, group)
    for alike in _but_for_one_segment(seen, dated):
        _join_slips(clusters, alike)
    return dated


def _number(seen: MentionView) -> NumberParts:
    """The number of a dated mention, which has one."""
    assert seen.number is not None
    return seen.number


def _issue(seen: MentionView) -> str | None:
    """The year of a normative number, else the day."""
    year = _number(seen).year
    return str(year) if year else seen.date


def _pairs(clusters: Clusters, group: list[int], order: Callable[[int], str | IssuerKey],
           same: Callable[[MentionView, MentionView], bool]) -> None:
    """Join the members of a group that are ``same``; for each value of ``order`` its fullest mention speaks."""
    fullest: dict[str | IssuerKey, int] = {}
    for index in group:
        best = fullest.setdefault(order(index), index)
        if _fullness(clusters.mentions[index]) > _fullness(clusters.mentions[best]):
            fullest[order(index)] = index
    ordered = [fullest[value] for value in sorted(fullest)]
    for place, index in enumerate(ordered):
        for peer in ordered[max(0, place - MAX_PEERS):place]:
            if clusters.root(peer) != clusters.root(index) and same(clusters.mentions[peer], clusters.mentions[index]):
                clusters.join(peer, index)


def _fullness(seen: MentionView) -> tuple[int, list[str]]:
    return len(seen.subject), sorted(seen.subject)


def _same_issue(one: MentionView, other: MentionView) -> bool:
    """Whether two mentions of one number and one body with different days are one instrument."""
    if _number(one).year:
        return True
    if subjects_agree(one.subject, other.subject):
        return True
    in_one_series = one.year == other.year and not _PER_TERM & set(_number(one).segments)
    return in_one_series and not subjects_differ(one.subject, other.subject)


def _same_issuer(one: MentionView, other: MentionView) -> bool:
    """Whether two mentions of one number and day with different bodies are one instrument."""
    if not one.body or not other.body:
        return False
    return compatible(one.body, other.body) or not (one.local or other.local)


def _join_bodiless(clusters: Clusters, group: list[int]) -> None:
    """Join mentions without a body to the only cluster of that number and day, if there is one only."""
    named = {clusters.root(i) for i in group if clusters.mentions[i].body}
    bodiless = [i for i in group if not clusters.mentions[i].body]
    if len(named) == 1:
        clusters.join_all([[named.pop(), *bodiless]])
    elif named:
        clusters.ambiguous |= dict.fromkeys(bodiless, len(named))


def _join_untyped(clusters: Clusters, group: list[int]) -> None:
    """Join numbers of the National Assembly without a type to the only law or resolution of that number."""
    typed = {clusters.root(i) for i in group if clusters.mentions[i].kind}
    if len(typed) == 1:
        clusters.join_all([[typed.pop(), *(i for i in group if not clusters.mentions[i].kind)]])


def _join_wrong_terms(clusters: Clusters, group: list[int]) -> None:
    """Join 47/2024/QH14 to the only 47/2024/QH15: a term that did not sit in that year is a slip.

    A term cut or bent ("QH", "QHI") is none; one written whole could be right and the year wrong, so the day or the
    subject has to agree.
    """
    seen = clusters.mentions
    fitting = [index for index in group if assembly_term_fits(_number(seen[index]))]
    for index in group:
        kind = assembly_kind(seen[index].type)
        found = {clusters.root(other) for other in fitting if not kind or assembly_kind(seen[other].type) in ("", kind)}
        if index not in fitting and len(found) == 1 and _may_be(seen[index], clusters.of(root := found.pop())):
            clusters.join(root, index)


def _may_be(seen: MentionView, cluster: Cluster) -> bool:
    agrees = any(subjects_agree(seen.subject, subject) for subject in cluster.subjects)
    if assembly_term(_number(seen)) is None:
        return agrees or not seen.date or not cluster.dates or seen.date in cluster.dates
    return agrees or seen.date in cluster.dates


def _join_bare_government(clusters: Clusters, group: list[int]) -> None:
    """Join 09/CP to the only 09/1998/NQ-CP of the same type and day: the symbol that the Government used before."""
    bare = [index for index in group if is_bare_government(_number(clusters.mentions[index]))]
    full = {clusters.root(index) for index in group} - {clusters.root(index) for index in bare}
    if bare and len(full) == 1:
        clusters.join_all([[full.pop(), *bare]])


def _join_suffixed(clusters: Clusters, group: list[int]) -> None:
    """Join 612/KH-BCA to 612/KH-BCA-V05 of the same day and body, where only one longer number is known."""
    keys: dict[str, int] = {}
    for index in group:
        keys.setdefault(clusters.mentions[index].key, index)
    ordered = sorted(keys)
    for place, key in reversed(list(enumerate(ordered))):  # the longest first: two that are one are no two
        longer = [other for other in ordered[place + 1:place + 1 + MAX_PEERS] if other.startswith(key + " ")]
        found = {clusters.root(keys[other]) for other in longer}
        if len(found) == 1:
            clusters.join(keys[key], found.pop())
        elif found:
            alike = [index for index in group if clusters.mentions[index].key == key]
            clusters.ambiguous |= dict.fromkeys(alike, len(found))


def _but_for_one_segment(seen: tuple[MentionView, ...], dated: list[int]) -> Iterator[list[tuple[str, int]]]:
    """Dated mentions whose numbers are equal but for one segment, each with that; one of them no table knows."""
    groups: defaultdict[tuple[object, ...], list[tuple[str, int]]] = defaultdict(list)
    for index in dated:
        number = _number(seen[index])
        for at, segment in enumerate(number.segments):
            others = (*number.segments[:at], at, *number.segments[at + 1:])
            groups[number.serial, number.year or seen[index].date, others].append((segment, index))
    yield from (group for group in groups.values() if any(segment in seen[index].unknown for segment, index in group))


def _join_slips(clusters: Clusters, group: list[tuple[str, int]]) -> None:
    """Join 119/2014/TT-BIC to the only 119/2014/TT-BTC: a symbol that no table knows, a letter off one beside it."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for segment, index in group:
        places[segment].append(index)
    for segment in sorted(places):
        if segment not in clusters.mentions[places[segment][0]].unknown:
            continue
        near = [other for other in places if other != segment and _one_letter_off(segment, other)]
        if len(near) != 1:
            continue
        found = {clusters.root(index) for index in places[near[0]]}
        for index in places[segment]:
            same = [root for root in found if _one_paper(clusters.mentions[index], clusters.of(root))]
            if len(same) == 1:
                clusters.join(same[0], index)


def _one_letter_off(one: str, other: str) -> bool:
    far = Levenshtein.distance(one, other, score_cutoff=_SLIPS)
    return far <= (_SLIPS if min(len(one), len(other)) >= _LONG_SYMBOL else 1)


def _one_paper(seen: MentionView, cluster: Cluster) -> bool:
    """Whether issuer and day are the same, one of them not told or, where the subject agrees, the day another."""
    bodies = any(compatible(seen.body, body) for body in cluster.bodies)
    if any(subjects_agree(seen.subject, subject) for subject in cluster.subjects):
        return bodies
    if seen.date and cluster.dates:
        return bodies and seen.date in cluster.dates
    return bodies and bool(seen.body)
