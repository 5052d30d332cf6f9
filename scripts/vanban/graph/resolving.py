"""Mentions that cannot stand alone: undated, short, or without number.

A mention joins an instrument when exactly one candidate remains; otherwise it stays open with a reason
that a reader can follow, and mentions that say the same thing still share one instrument.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace

from ..models import CitationPlace
from ..registry.body_keys import IssuerKey, compatible
from .clusters import Cluster, Clusters, grouped
from .identity import is_bare_government, subjects_agree, subjects_differ
from .mentions import MentionView

_MAX_SHOWN = 4
_LONG_NAME = 6
"""Words that a nameless programme's description needs to be the same in two documents."""

_MAX_CANDIDATES = 200
"""Beyond this many instruments of one number nothing but the body's own name is looked up."""

Index = dict[Hashable, set[int]]


def resolve(clusters: Clusters, dated: list[int]) -> tuple[tuple[CitationPlace, str], ...]:
    """Join what can be joined beyond :func:`joining.join_dated`; the mentions that stay open with reasons."""
    worker = Resolver(clusters, dated)
    worker.place_numbered()
    worker.place_named(with_year=True)
    worker.place_named(with_year=False)
    return tuple(sorted(worker.left_open(), key=lambda each: (each[0].document, each[0].index)))


def _is_bare(seen: MentionView) -> bool:
    return seen.number is not None and is_bare_government(seen.number)


def _level(seen: MentionView) -> int | None:
    """The order in which numbers with a symbol are tried: the fuller first; ``None`` for the others."""
    return (not seen.year) * 2 + (not seen.body) if seen.key and not seen.short else None


class Resolver:
    """Indexes of the clusters known so far; every pass looks them up as they were before it.

    A number is only ever compared with numbers of its own serial, so :meth:`place_numbered` gives the same for all
    mentions at once as for those of some serials; a name only with what was found before under the same name, or in
    the same document under the same hint, so :meth:`place_named` needs no more than those.
    """

    def __init__(self, clusters: Clusters, known: list[int]) -> None:
        self.clusters, self.seen = clusters, clusters.mentions
        self.waiting = sorted({*range(len(self.seen))} - {*known})
        self.open: list[tuple[CitationPlace, str]] = []
        self.by_hint: Index = defaultdict(set)
        self.by_key: Index = defaultdict(set)
        self.by_serial: Index = defaultdict(set)
        self.by_name: Index = defaultdict(set)
        self.learn(known)

    def place_numbered(self) -> None:
        """Place what has a number, the fuller first."""
        self.bare_government([i for i in self.waiting if _is_bare(self.seen[i])])
        for level in range(4):
            self.numbered([i for i in self.waiting if _level(self.seen[i]) == level])
        self.short([i for i in self.waiting if self.seen[i].short and self.seen[i].date])
        self.short([i for i in self.waiting if self.seen[i].short])

    def place_named(self, with_year: bool) -> None:
        """Place what has no number: first what names a year, then, knowing that, the others."""
        self.unnumbered([i for i in self.waiting if not self.seen[i].number and bool(self.seen[i].year) == with_year])

    def left_open(self) -> list[tuple[CitationPlace, str]]:
        """The mentions placed so far that belong to several instruments or to none that is known, with the reason."""
        several = [(self.seen[index].mention, _several(count)) for index, count in self.clusters.ambiguous.items()
                   if not self.seen[index].held]
        return self.open + several

    def learn(self, indexes: Iterable[int]) -> None:
        """Make mentions findable for those that come later."""
        for index in indexes:
            seen, root = self.seen[index], self.clusters.root(index)
            if seen.hint:
                self.by_hint[seen.document, seen.hint].add(root)
            if seen.key and not seen.short:
                self.by_key[seen.key, seen.kind].add(root)
                self.by_key[seen.key, seen.kind, seen.body].add(root)
                self.by_serial[seen.serial, seen.type].add(root)
                self.by_serial[seen.serial, seen.type, seen.body].add(root)
            if name := seen.name_key:
                self.by_name[name].add(root)

    def numbered(self, indexes: list[int]) -> None:
        """Place numbers with a symbol but without a day."""
        self.place(indexes, lambda seen: _look_up(self.by_key, (seen.key, seen.kind), seen.body),
                   lambda seen: (seen.key, seen.kind, seen.body or seen.document, seen.year))

    def bare_government(self, indexes: list[int]) -> None:
        """Place 09/CP without a day with the only fuller number of its type that has the same subject.

        Without the subject nothing tells it from another year's, and it stays by itself.
        """
        joined: set[int] = set()
        for index in indexes:
            seen = self.seen[index]
            known = self.by_serial.get((seen.serial, seen.type), ())
            found = [i for i in self.fitting(replace(seen, number=None), known, near=False)
                     if any(n.segments[-1:] == ("CP",) and not is_bare_government(n) for n in self.cluster(i).numbers)
                     and any(subjects_agree(seen.subject, subject) for subject in self.cluster(i).subjects)]
            if len(found) == 1:
                self.clusters.join(found[0], index)
                joined.add(index)
        self.waiting = [index for index in self.waiting if index not in joined]

    def short(self, indexes: list[int]) -> None:
        """Place serials without a symbol: only where body or day speaks for the candidate."""
        self.place(indexes, lambda seen: _look_up(self.by_serial, (seen.serial, seen.type), seen.body),
                   lambda seen: (seen.key, seen.type, seen.body or seen.document, seen.date or seen.year))

    def unnumbered(self, indexes: list[int]) -> None:
        """Place laws by name, programmes by description, body and year."""
        self.place(indexes, lambda seen: self.by_name.get(seen.name_key, set()), _same_words)

    def place(self, indexes: list[int], candidates: Callable[[MentionView], Iterable[int]],
              group: Callable[[MentionView], Hashable]) -> None:
        """Join each mention to its only candidate; group the rest among themselves and learn them all."""
        targets = {index: self.choose(index, candidates(self.seen[index])) for index in indexes}
        for index, target in targets.items():
            if target is not None:
                self.clusters.join(target, index)
        rest = [index for index, target in targets.items() if target is None]
        self.clusters.join_all(grouped(rest, lambda index: group(self.seen[index])))
        self.learn(indexes)
        self.waiting = [index for index in self.waiting if index not in targets]

    def choose(self, index: int, candidates: Iterable[int]) -> int | None:
        """The one mention whose cluster this one belongs to, or ``None`` with the reason recorded."""
        seen = self.seen[index]
        if seen.held and not seen.key:
            return None
        near = self.fitting(seen, self.by_hint.get((seen.document, seen.hint), ()), near=True)
        found = near or self.fitting(seen, candidates, near=False)
        if len(found) > 1:
            agreeing = [i for i in found if any(subjects_agree(seen.subject, s) for s in self.cluster(i).subjects)]
            here = [i for i in found if seen.document in self.cluster(i).documents]
            found = next((few for few in (agreeing, here) if len(few) == 1), found)
        if len(found) == 1:
            return found[0]
        reason = _reason(seen, [self.cluster(i) for i in found])
        if reason and not seen.held:
            self.open.append((seen.mention, reason))
        return None

    def cluster(self, index: int) -> Cluster:
        """The cluster of one mention."""
        return self.clusters.of(index)

    def fitting(self, seen: MentionView, candidates: Iterable[int], near: bool) -> list[int]:
        """One mention of each cluster that ``seen`` can belong to; ``near`` ones stand in the same document."""
        roots = sorted({self.clusters.root(index) for index in candidates})
        return [root for root in roots if _fits(seen, self.cluster(root), near)]


def _look_up(index: Index, key: tuple[Hashable, ...], body: IssuerKey) -> set[int]:
    """The instruments of a number: those of the body if it has any, else all, unless they are too many."""
    own = index.get((*key, body), set()) if body else set()
    everyone = index.get(key, set())
    return own or (everyone if len(everyone) <= _MAX_CANDIDATES else set())


def _fits(seen: MentionView, cluster: Cluster, near: bool) -> bool:
    """Whether nothing that the mention says or where it stands speaks against the instrument."""
    if seen.number and cluster.numbers and not _same_number(seen, cluster):
        return False
    if cluster.bodies and not any(compatible(seen.body, body) for body in cluster.bodies):
        return False
    if near:
        return True
    same_day = seen.date in cluster.dates
    if not seen.body and not same_day and (cluster.local or seen.short):
        return False
    if seen.short and not same_day and not cluster.bodies:
        return False
    if seen.date and cluster.dates and not same_day:
        return False
    if seen.year and cluster.years and seen.year not in cluster.years:
        return False
    if seen.known_on and cluster.dates and min(cluster.dates) > seen.known_on:
        return False
    if seen.class_ == "described" and not (seen.body in cluster.bodies and seen.year in cluster.years):
        return False
    return seen.class_ != "numbered" or not cluster.subjects or not seen.subject or any(
        not subjects_differ(seen.subject, subject) for subject in cluster.subjects)


def _same_number(seen: MentionView, cluster: Cluster) -> bool:
    return any(number.serial == seen.serial if seen.short else number == seen.number for number in cluster.numbers)


def _same_words(seen: MentionView) -> Hashable:
    """What mentions without number share when they are of one instrument; described ones need body or length, those
    whose number is blank, and which so have no name, are one within a document."""
    name = seen.name_key
    if seen.held or not name:
        return seen.document, seen.hint or seen.index
    if seen.class_ == "named":
        return name, seen.year
    alone = not seen.body and len(name.split()) < _LONG_NAME
    return name, seen.year, seen.body, seen.document if alone else ""


def _reason(seen: MentionView, found: list[Cluster]) -> str | None:
    """Why a mention stays open, in Vietnamese; ``None`` where nothing is missing."""
    if len(found) > 1:
        years = sorted({year for cluster in found for year in cluster.years})
        shown = ", ".join(map(str, years[:_MAX_SHOWN])) + (", …" if len(years) > _MAX_SHOWN else "")
        return _several(len(found), f" (năm {shown})" if shown else "")
    if seen.short and not seen.date:
        return "Lời viện dẫn chỉ ghi số thứ tự, không ghi ký hiệu và ngày; chưa xác định được là văn bản nào."
    if seen.key and not seen.short and not seen.year:
        return "Lời viện dẫn không ghi ngày; chưa văn bản nào trong kho cho biết năm ban hành."
    return None


def _several(count: int, years: str = "") -> str:
    return (f"Có {count} văn bản cùng số hoặc cùng tên{years}; "
            "lời viện dẫn không đủ thông tin để xác định là văn bản nào.")
