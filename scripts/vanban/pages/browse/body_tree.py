"""Bodies as a tree of the governing hierarchy, with what each issued and what was sent to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from msgspec import structs

from ...graph.hierarchy import office_of
from ...models import BodyParts, Instrument, Level, Recipient
from ..names import body_address, body_name, level_rank
from ..site import Site
from ..words import say

BODIES_FOLDER = "co-quan"


@dataclass(eq=False)
class BodyNode:
    """One body: what it issued, the lines that name it as recipient, what stands below it.

    ``address`` is the name of its page. ``organ`` marks a part of the body above it ("Ban Thường vụ"); ``above`` is
    ``None`` at the head of a system.
    """

    name: str
    address: str
    level: Level | None = None
    organ: bool = False
    above: BodyNode | None = None
    issued: list[Instrument] = field(default_factory=list)
    received: list[Recipient] = field(default_factory=list)
    below: list[BodyNode] = field(default_factory=list)
    system: str = field(default_factory=lambda: say("unplaced_bodies"))

    @property
    def way(self) -> list[BodyNode]:
        """The bodies above, the highest first."""
        found: list[BodyNode] = []
        node = self.above
        while node is not None and node not in found:
            found.append(node)
            node = node.above
        return found[::-1]

    def totals(self) -> tuple[int, int]:
        """Instruments issued by the body and everything below it, one of several issuers once, and how many bodies
        stand below."""
        keys, below = self._all_below()
        return len(keys), below

    def _all_below(self) -> tuple[set[str], int]:
        found = [one._all_below() for one in self.below]
        keys = {instrument.key for instrument in self.issued}.union(*(some for some, _ in found))
        return keys, len(self.below) + sum(count for _, count in found)


def bodies_of(instrument: Instrument) -> tuple[BodyParts, ...]:
    """Those who issued an instrument, one by one."""
    return instrument.bodies or (BodyParts(say("unknown_body")),)


class BodyTree:
    """All bodies of a collection by address, and the heads of every governing system in order."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.nodes: dict[str, BodyNode] = {}
        for instrument in sorted(site.collection.instruments.values(), key=lambda i: (i.date or "", i.key)):
            for body in bodies_of(instrument):
                self._node(body, instrument.level).issued.append(instrument)
        for slug in sorted(site.collection.records):
            for line in site.facts_of(slug).recipients:
                for body in line.bodies:
                    self._node(body, None).received.append(line)
        for node in self.nodes.values():
            node.below.sort(key=_order)

    def _node(self, body: BodyParts, level: Level | None) -> BodyNode:
        """The node of a body; when it is new, those above it are made too."""
        registry = self._site.registry
        address = body_address(body, registry)
        known = self.nodes.get(address)
        if known:
            return known
        office = office_of(body, registry)
        node = self.nodes[address] = BodyNode(body_name(body, registry), address, office.level or level,
                                              system=office.system or say("unplaced_bodies"))
        whole = structs.replace(body, name=office.organisation, organ=None)
        if body_address(whole, registry) != address:
            node.organ = True
            self._below(self._node(whole, office.level), node)
        elif office.above:
            self._line(node, body, office.above)
        return node

    def _line(self, node: BodyNode, body: BodyParts, above: tuple[tuple[str, Level | None], ...]) -> None:
        """Put a body below those above it, as far up as these are not known yet."""
        registry = self._site.registry
        for name, level in above:
            other = structs.replace(body, name=name, organ=None)
            known = self.nodes.get(body_address(other, registry))
            higher = known or BodyNode(body_name(other, registry), body_address(other, registry), level,
                                       system=node.system)
            self.nodes[higher.address] = higher
            self._below(higher, node)
            if known:
                return
            node = higher

    @staticmethod
    def _below(higher: BodyNode, node: BodyNode) -> None:
        if node is not higher and node not in higher.way:
            node.above = higher
            higher.below.append(node)

    @property
    def systems(self) -> Mapping[str, list[BodyNode]]:
        """The heads of each system, systems in the order of their table, those without one last."""
        names = (*(system.name for system in self._site.registry.systems), say("unplaced_bodies"))
        found: dict[str, list[BodyNode]] = {name: [] for name in names}
        for node in self.nodes.values():
            if node.above is None:
                found[node.system].append(node)
        return {name: sorted(heads, key=_order) for name, heads in found.items() if heads}


def _order(node: BodyNode) -> tuple[bool, int, bool, str]:
    return not node.organ, level_rank(node.level), node.name == say("unknown_body"), node.address


@lru_cache(maxsize=2)
def body_tree_of(site: Site) -> BodyTree:
    """The tree of a site, made once."""
    return BodyTree(site)
