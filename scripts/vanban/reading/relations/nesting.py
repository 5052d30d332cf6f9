"""How the citations of a sentence stand to the document and to each other: relation and parents.

The tree is read from the gaps between neighbours (:mod:`.gaps`); the relation of a top-level citation is
that of the cue governing its list, the relation of a nested one that of the words inside its parent's
subject.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...language.dates import DateMatch, match_date
from ...models import RelationType
from ...registry.grammar import Grammar
from ..bodies import BodyContext, BodyMatch, resolve_body, scan_bodies
from ..citations import Mention
from ..layout.sentences import Sentence
from .cues import Cue, expiry_cue, heading_cue, intro_cue, last_cue
from .gaps import REACH, classify, opener, passive_change

_MOST_HEADS = 60
"""Heads that can share a tail: a list without end must not cost its square."""
_DAY_BEFORE = re.compile(r"ngày\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Governor:
    """What governs a list: its cue and, for issuing, the body that issued and the day it did."""

    cue: Cue | None = None
    issuer: BodyMatch | None = None
    date: DateMatch | None = None
    own: bool = False

    @property
    def relation(self) -> RelationType:
        """The relation the cue says; issuing counts only when the document's own issuer did it."""
        if self.cue is None or self.cue.relation == "none":
            return "cites"
        if self.cue.relation == "issued" and not self.own:
            return "cites"
        return self.cue.relation


_NOTHING = Governor()


@dataclass(frozen=True, slots=True)
class Link:
    """Where a mention stands: its relation to the document or to ``parents`` (indexes).

    ``governor`` is what governs it; ``heads`` the neighbours that share its tail; ``subject_end`` where
    its own subject must stop, when a neighbour tells; ``acts_on`` what it does to another mention (index).
    """

    relation: RelationType
    sentence: int
    parents: tuple[int, ...] = ()
    governor: Governor = _NOTHING
    heads: tuple[int, ...] = ()
    subject_end: int | None = None
    acts_on: tuple[tuple[RelationType, int], ...] = ()


class _Walker:
    """One pass over the mentions; keeps the governor of each sentence for the lists that follow it."""

    def __init__(self, clean: str, mentions: Sequence[Mention], sentences: Sequence[Sentence],
                 context: BodyContext, grammar: Grammar) -> None:
        self.clean, self.mentions, self.sentences = clean, mentions, sentences
        self.context, self.grammar = context, grammar
        self.links: list[Link] = []
        self.governing: dict[int, Governor] = {}
        self.headings: dict[int, Governor] = {}
        self.open_list: int | None = None

    def run(self) -> list[Link]:
        """Link every mention in text order."""
        starts = [s.start for s in self.sentences]
        sentence, previous = -1, -1
        for i, mention in enumerate(self.mentions):
            index = max(0, bisect_right(starts, mention.start) - 1)
            if index != sentence:
                sentence, previous = index, -1
            self.links.append(self._first(mention, sentence) if previous < 0 else self._next(i, previous, sentence))
            if previous < 0 or mention.end > self.mentions[previous].end:
                previous = i
        for i in range(len(self.links)):
            self._expire(i)
        return self.links

    def _expire(self, i: int) -> None:
        """Make "repeals" of an instrument, and of the heads of its list, that is the subject of its own ending
        ("Quyết định số … hết hiệu lực"); a cue of its own before it ("theo", "căn cứ") makes it no subject."""
        link, mention = self.links[i], self.mentions[i]
        cue, sentence = link.governor.cue, self.sentences[link.sentence]
        led = cue is not None and (i == 0 or cue.start >= self.mentions[i - 1].end or cue.end <= sentence.start)
        if link.parents or led or link.relation == "repeals":
            return
        following = self.mentions[i + 1].start if i + 1 < len(self.mentions) else sentence.end
        ending = expiry_cue(self.clean, mention.end, min(sentence.end, following), self.grammar)
        for index in (*link.heads, i) if ending else ():
            self.links[index] = replace(self.links[index], relation="repeals", governor=Governor(ending))

    def _governor(self, low: int, high: int, index: int) -> Governor:
        """The cue of ``clean[low:high]``, inside the bracket it stands in; with the issuer of "đã ban hành"."""
        low = _open_bracket(self.clean, max(low, high - REACH), high)
        cue = last_cue(self.clean, low, high, self.grammar)
        return self._with_issuer(cue, self.sentences[index].start)

    def _with_issuer(self, cue: Cue | None, start: int) -> Governor:
        """A governor for ``cue``: who stands as subject before "ban hành", and is it the document's issuer."""
        if cue is None or cue.relation != "issued":
            return Governor(cue)
        found = scan_bodies(self.clean, self.grammar, max(start, cue.start - REACH // 3), cue.start)
        if not found:
            return Governor(cue, own=self.context.issuer is not None)
        issuer = self.context.issuer
        body = resolve_body(found[-1], self.context, self.grammar)
        day = _DAY_BEFORE.search(self.clean, max(start, found[-1].start - 40), found[-1].start)
        date = match_date(self.clean, day.end()) if day else None
        closes = date is not None and not self.clean[date.end:found[-1].start].strip(" ,\n")
        return Governor(cue, found[-1], date if closes else None,
                        issuer is not None and body.organisation == issuer.organisation)

    def _first(self, mention: Mention, index: int) -> Link:
        """The first mention of a sentence: its own cue, or the one of the list it continues."""
        sentence = self.sentences[index]
        governor = self._governor(sentence.lead, mention.head, index)
        leads = not self.clean[sentence.lead:mention.head].strip(" \n:“\"-")
        if governor.cue is None and leads:
            governor = self._inherited(index)
        if sentence.footnote and governor.cue is not None:
            self.open_list = index
        self.governing[index] = governor
        return Link(governor.relation, index, governor=governor)

    def _inherited(self, index: int) -> Governor:
        """The governor of the enumeration this sentence goes on with, or of the line that introduces its list.

        A list that starts without an introduction resumes the last footnote's list: page cuts splice
        footnotes into the text and let them go on pages later.
        """
        sentence = self.sentences[index]
        if sentence.after in self.governing:
            return self.governing[sentence.after]
        origin = sentence.intro
        if origin is not None and self.sentences[origin].heading:
            governor = self._under_heading(origin) if sentence.item else _NOTHING
            if governor.cue is not None:
                return governor
            origin = None
        if origin is None and sentence.item:
            origin = self.open_list
        if origin is None:
            return _NOTHING
        intro = self.sentences[origin]
        if origin not in self.governing or intro.footnote:
            cue = intro_cue(self.clean, max(intro.lead, intro.end - REACH), intro.end, self.grammar)
            self.governing.setdefault(origin, self._with_issuer(cue, intro.start))
        if intro.footnote:
            self.open_list = origin
        return self.governing[origin]

    def _under_heading(self, origin: int) -> Governor:
        """The governor of a list under a heading ("I. Căn cứ pháp lý") that names no instrument itself."""
        if origin in self.governing:
            return _NOTHING
        if origin not in self.headings:
            heading = self.sentences[origin]
            self.headings[origin] = Governor(heading_cue(self.clean, heading.lead, heading.end, self.grammar))
        return self.headings[origin]

    def _next(self, i: int, previous: int, index: int) -> Link:
        """A later mention of the sentence, placed by the gap before it."""
        mention, before, link = self.mentions[i], self.mentions[previous], self.links[previous]
        if mention.start < before.end:
            cue = last_cue(self.clean, before.start, mention.start, self.grammar)
            return Link(Governor(cue).relation, index, (previous,), Governor(cue))
        join, subject_end = classify(self.clean, before.end, mention.head, self.grammar)
        self.links[previous] = replace(link, subject_end=subject_end)
        if join == "adjacent":
            return replace(link, heads=(*link.heads[1 - _MOST_HEADS:], previous), subject_end=None)
        if join == "part":
            return Link("cites", index, link.parents)
        if join == "passive":
            kept = link if link.relation == "basis" else Link("cites", index, link.parents)
            change = passive_change(self.clean[before.end:mention.head], self.grammar)
            acts_on = ((change, previous),) if change else ()
            return replace(kept, heads=(), subject_end=None, acts_on=acts_on)
        repeated = self._repeated(mention, previous)
        if join == "child" and repeated is not None:
            return replace(self.links[repeated], heads=(), subject_end=None)
        if join == "child":
            return self._child(mention, previous, index)
        gap = self.clean[before.end:mention.head]
        if join == "sibling" and link.parents and ";" not in gap and opener(self.grammar).match(gap) is None:
            return replace(link, heads=(), subject_end=None)
        return self._top(mention, subject_end, index, coordinated=join == "sibling")

    def _repeated(self, mention: Mention, previous: int) -> int | None:
        """The mention before, or above it, that names the same number: "(Nghị quyết 214/NQ-CP)"."""
        candidate: int | None = previous
        while candidate is not None and mention.number is not None:
            other = self.mentions[candidate]
            if other.number is not None and other.number.match_key == mention.number.match_key:
                return candidate
            parents = self.links[candidate].parents
            candidate = parents[-1] if parents else None
        return None

    def _child(self, mention: Mention, previous: int, index: int) -> Link:
        """A mention inside the open subject of the previous one, and of the heads that share its tail."""
        parents = tuple(sorted({*self.links[previous].heads, previous}))
        governor = Governor(last_cue(self.clean, self.mentions[previous].end, mention.head, self.grammar))
        return Link(governor.relation, index, parents, governor)

    def _top(self, mention: Mention, low: int, index: int, *, coordinated: bool) -> Link:
        """A mention of the document itself, later in its sentence."""
        governor = self._governor(low, mention.head, index)
        if governor.cue is None and coordinated:
            governor = self.governing.get(index, _NOTHING)
        if coordinated:  # a clause of its own inside an item does not govern the items after it
            self.governing[index] = governor
        return Link(governor.relation, index, governor=governor)


def _open_bracket(clean: str, low: int, high: int) -> int:
    """After the last "(" of ``clean[low:high]`` that is still open at ``high``; ``low`` when there is none."""
    if clean.rfind("(", low, high) < 0:
        return low
    depth = 0
    for i in range(high - 1, low - 1, -1):
        if clean[i] == ")":
            depth += 1
        elif clean[i] == "(":
            if depth == 0:
                return i + 1
            depth -= 1
    return low


def link_mentions(clean: str, mentions: Sequence[Mention], sentences: Sequence[Sentence], context: BodyContext,
                  grammar: Grammar) -> list[Link]:
    """One :class:`Link` per mention, in the same order."""
    return _Walker(clean, mentions, sentences, context, grammar).run()
