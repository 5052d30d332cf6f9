"""The pages of bodies: the tree, and for each body what it issued and what was sent to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...language.folding import slugify
from ...models import Recipient, RecipientRole
from ..generated import GeneratedText
from ..parts.cards import InstrumentCard, instrument_card
from ..parts.listing import Listing, counts_in_words, held_and_cited, listing_files
from ..site import Site
from ..templating import number, render_page
from ..words import say
from .body_tree import BODIES_FOLDER, BodyNode, body_tree_of

_MOST_RECEIVED = 250
_OPEN_BELOW = 12
"""A branch with at most so many bodies is shown unfolded."""
_OPEN_HEAD = 40
"""The same at the head of a system."""
_MANY = 400
"""Bodies from which on the tree goes only :data:`_DEEPEST` steps down; the rest stands on the bodies' pages."""
_DEEPEST = 1
_ROLES: dict[RecipientRole, str] = {"addressed": "field_addressed_to", "recipient": "field_recipients"}
"""Keys of the words for what a body is in a document."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A body in the tree: its page, counts, the groups below it by level, none where they are left to its page."""

    name: str
    href: str
    held: int
    cited: int
    received: int
    organ: bool
    level_key: str
    below: tuple[tuple[str, tuple[Branch, ...]], ...]
    count: int
    issued: int
    unfolded: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """A document that was sent to a body: its card, and the line that says so, ``None`` where that is only its name."""

    card: InstrumentCard
    reason: str | None


def body_pages(site: Site) -> Iterator[GeneratedText]:
    """The tree and the pages of every body in it."""
    tree = body_tree_of(site)
    deepest = _DEEPEST if len(tree.nodes) > _MANY else None
    systems = [(name, tuple(_branch(site, head, deepest) for head in heads)) for name, heads in tree.systems.items()]
    yield f"{BODIES_FOLDER}/index.md", render_page("bodies.md", systems=[
        (name, branches, sum(b.issued + b.held + b.cited for b in branches)) for name, branches in systems])
    for node in tree.nodes.values():
        yield from _pages(site, node)


def _branch(site: Site, node: BodyNode, deepest: int | None) -> Branch:
    """A body with what stands below it, down to ``deepest`` steps; ``None`` for all."""
    total, bodies = node.totals()
    groups: dict[str, list[Branch]] = {}
    for one in node.below if deepest is None or deepest else ():
        groups.setdefault(_heading(site, node, one), []).append(_branch(site, one, deepest - 1 if deepest else None))
    held, cited = held_and_cited(node.issued)
    return Branch(node.name, f"{node.address}/", held, cited, len(_documents(node)),
                  node.organ, node.level or "unknown", tuple((name, tuple(found)) for name, found in groups.items()),
                  bodies, total - len(node.issued), bodies <= (_OPEN_BELOW if node.above else _OPEN_HEAD))


def _heading(site: Site, node: BodyNode, one: BodyNode) -> str:
    """The level under which a body stands below another; none for its parts and its equals."""
    return "" if one.organ or one.level == node.level else site.level(one.level)


def _below(site: Site, node: BodyNode, home: str) -> list[tuple[str, list[tuple[str, str, int, int, bool, int]]]]:
    """What stands directly below a body, by level, as its page shows it."""
    groups: dict[str, list[tuple[str, str, int, int, bool, int]]] = {}
    for one in node.below:
        groups.setdefault(_heading(site, node, one), []).append(
            (one.name, f"{home}{one.address}/", *held_and_cited(one.issued), one.organ, one.totals()[1]))
    return list(groups.items())


def _documents(node: BodyNode) -> list[str]:
    """The documents that name the body as a recipient, each once."""
    return list(dict.fromkeys(line.document for line in node.received))


def _pages(site: Site, node: BodyNode) -> Iterator[GeneratedText]:
    """The list of what a body issued, on its first page also what stands below it and what was sent to it."""
    sent = _sent(site, node)
    base = "../../"
    home = f"{base}{BODIES_FOLDER}/"
    listing = Listing(f"{BODIES_FOLDER}/{node.address}", f"{BODIES_FOLDER}/", node.name, _words(site, node, len(sent)),
                      say("bodies"), "../",
                      (BODIES_FOLDER, node.address))
    yield from listing_files(
        site, listing, node.issued, way=[(one.name, f"{home}{one.address}/") for one in node.way],
        below=_below(site, node, home), unfolded=len(node.below) <= _OPEN_BELOW,
        sent=[Sent(instrument_card(site, key, base), reason) for key, reason in sent[:_MOST_RECEIVED]],
        more_sent=max(0, len(sent) - _MOST_RECEIVED))


def _words(site: Site, node: BodyNode, sent: int) -> str:
    """Level, what the body issued and how much was sent to it, in words."""
    received = say("body_received", n=number(sent)) if sent else ""
    issued = counts_in_words(node.issued) if node.issued else say("body_issued_none")
    return f"{site.level(node.level)}. {issued} {received}".strip()


def _sent(site: Site, node: BodyNode) -> list[tuple[str, str | None]]:
    """The documents sent to a body, newest first, each with the line that says so."""
    first: dict[str, Recipient] = {}
    for line in node.received:
        first.setdefault(line.document, line)
    rows = [(site.key_of_document[slug], _reason(node, line)) for slug, line in first.items()]
    return sorted(rows, key=lambda row: (site.instrument(row[0]).date or "", row[0]), reverse=True)


def _reason(node: BodyNode, line: Recipient) -> str | None:
    """The line of a recipient, where it says more than the body's name."""
    role = say(_ROLES[line.role])
    if slugify(line.written) != slugify(node.name):
        return f"{role}: “{line.written}”"
    return role if line.role == "addressed" else None
