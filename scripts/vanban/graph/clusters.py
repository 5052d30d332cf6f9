"""The mentions joined so far: a forest whose roots carry what is known of one instrument."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator

from .mentions import MentionView


class Cluster:
    """What is known of one instrument so far: its mentions and the sets of their values."""

    def __init__(self, seen: MentionView) -> None:
        self.members = [seen]
        self.numbers = {seen.number} if seen.number else set()
        self.dates = {seen.date} if seen.date else set()
        self.years = {seen.year} if seen.year else set()
        self.bodies = {seen.body} if seen.body else set()
        self.subjects = {seen.subject} if seen.subject else set()
        self.local = seen.local
        self.held = seen.document if seen.held else None
        self.documents = {seen.document}
        self.first = (seen.document, seen.index)

    def take(self, other: Cluster) -> None:
        """Add everything that ``other`` knows."""
        self.members += other.members
        self.numbers |= other.numbers
        self.dates |= other.dates
        self.bodies |= other.bodies
        self.years |= other.years
        self.subjects |= other.subjects
        self.documents |= other.documents
        self.local = self.local or other.local
        self.held = self.held or other.held
        self.first = min(self.first, other.first)


class Clusters:
    """The mentions joined so far: a forest whose roots carry the clusters."""

    def __init__(self, mentions: tuple[MentionView, ...]) -> None:
        self.mentions = mentions
        self._parent = list(range(len(mentions)))
        self._cluster: dict[int, Cluster] = {}
        """The clusters by root; that of a mention nobody has asked for yet is made when it is."""
        self.ambiguous: dict[int, int] = {}
        """Dated mentions that could belong to several instruments, with the number of those."""

    def root(self, index: int) -> int:
        """The index that stands for the whole cluster of ``index``."""
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def of(self, index: int) -> Cluster:
        """The cluster of one mention."""
        root = self.root(index)
        if root not in self._cluster:
            self._cluster[root] = Cluster(self.mentions[root])
        return self._cluster[root]

    def join(self, one: int, other: int) -> None:
        """Make two clusters one; two held documents are never one instrument."""
        a, b = sorted((self.root(one), self.root(other)), key=lambda root: (-len(self.of(root).members), root))
        mine, theirs = self.of(a), self.of(b)
        if a == b or (mine.held and theirs.held):
            return
        mine.take(theirs)
        del self._cluster[b]
        self._parent[b] = a

    def join_all(self, groups: Iterable[list[int]]) -> None:
        """Join the members of each group."""
        for group in groups:
            for index in group[1:]:
                self.join(group[0], index)

    def all(self) -> list[Cluster]:
        """Every cluster, in the order of its first mention."""
        roots = (index for index, parent in enumerate(self._parent) if index == parent)
        return sorted(map(self.of, roots), key=lambda cluster: cluster.first)


def grouped(indexes: Iterable[int], key: Callable[[int], Hashable]) -> Iterator[list[int]]:
    """The indexes that share a key, in the order they come; a key of ``None`` is left out."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for index in indexes:
        found = key(index)
        if found is not None:
            groups[found].append(index)
    yield from groups.values()
