"""How the citations of a sentence stand to the document and to each other: relation and parents.

The tree is read from the gaps between neighbours (:mod:`.gaps`); the relation of a top-level citation is
that of the cue governing its list, the relation of a nested one that of the words inside its parent's
subject.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..bodies import BodyMatch, scan_bodies
from ..citations import Mention
from ..models import RelationType
from ..tables import Registry
from .cues import Cue, last_cue
from .gaps import OPENER, REACH, classify
from .passages import Sentence


@dataclass(frozen=True, slots=True)
class Link:
    """Where a mention stands: its relation to the document or to ``parents`` (indexes).

    ``cue`` is what governs it; ``issuer`` the body that the sentence says issued it; ``heads`` the
    neighbours that share its tail; ``subject_end`` where its own subject must stop, when a neighbour tells.
    """

    relation: RelationType
    sentence: int
    parents: tuple[int, ...] = ()
    cue: Cue | None = None
    issuer: BodyMatch | None = None
    heads: tuple[int, ...] = ()
    subject_end: int | None = None


class _Walker:
    """One pass over the mentions; keeps the cue of each sentence for the lists that follow it."""

    def __init__(self, clean: str, mentions: Sequence[Mention], sentences: Sequence[Sentence],
                 registry: Registry) -> None:
        self.clean, self.mentions, self.sentences, self.registry = clean, mentions, sentences, registry
        self.links: list[Link] = []
        self.governing: dict[int, tuple[Cue | None, BodyMatch | None]] = {}
        self.open_list: int | None = None

    def run(self) -> list[Link]:
        """Link every mention in text order."""
        starts = [s.start for s in self.sentences]
        sentence, previous = -1, -1
        for i, mention in enumerate(self.mentions):
            index = max(0, bisect_right(starts, mention.start) - 1)
            if index != sentence:
                sentence, previous = index, -1
            link = self._first(mention, sentence) if previous < 0 else self._next(i, previous, sentence)
            self.links.append(link)
            if previous < 0 or mention.end > self.mentions[previous].end:
                previous = i
        return self.links

    def _first(self, mention: Mention, index: int) -> Link:
        """The first mention of a sentence: its own cue, or the one of the list it continues."""
        sentence = self.sentences[index]
        low = max(sentence.lead, mention.start - REACH)
        cue, issuer = last_cue(self.clean, low, mention.start, self.registry), None
        leads = not self.clean[sentence.lead:mention.start].strip(" \n:“\"(-")
        if cue is None and leads:
            cue, issuer = self._inherited(index)
        if cue is not None and cue.relation == "issued" and issuer is None:
            issuer = self._body_before(sentence.start, cue.start)
        if sentence.footnote and cue is not None:
            self.open_list = index
        self.governing[index] = (cue, issuer)
        return Link(_relation(cue), index, cue=cue, issuer=issuer)

    def _inherited(self, index: int) -> tuple[Cue | None, BodyMatch | None]:
        """The cue of the enumeration this sentence goes on with, or of the line that introduces its list.

        A list that starts without an introduction resumes the last footnote's list: page cuts splice
        footnotes into the text and let them go on pages later.
        """
        sentence = self.sentences[index]
        if sentence.after in self.governing:
            return self.governing[sentence.after]
        origin = sentence.intro
        if origin is None and sentence.item:
            origin = self.open_list
        if origin is None:
            return None, None
        if origin not in self.governing or self.sentences[origin].footnote:
            intro = self.sentences[origin]
            cue = last_cue(self.clean, max(intro.lead, intro.end - REACH), intro.end, self.registry)
            issuer = self._body_before(intro.start, cue.start) if cue and cue.relation == "issued" else None
            self.governing.setdefault(origin, (cue, issuer))
            if intro.footnote:
                self.open_list = origin
        return self.governing[origin]

    def _body_before(self, start: int, end: int) -> BodyMatch | None:
        """The body that stands as subject before "đã ban hành"."""
        found = scan_bodies(self.clean, self.registry, max(start, end - 200), end)
        return found[-1] if found else None

    def _next(self, i: int, previous: int, index: int) -> Link:
        """A later mention of the sentence, placed by the gap before it."""
        mention, before, link = self.mentions[i], self.mentions[previous], self.links[previous]
        if mention.start < before.end:
            cue = last_cue(self.clean, before.start, mention.start, self.registry)
            return Link(_relation(cue), index, (previous,), cue)
        join, subject_end = classify(self.clean, before.end, mention.start, self.registry)
        self.links[previous] = replace(link, subject_end=subject_end)
        if join == "adjacent":
            return replace(link, heads=(*link.heads, previous), subject_end=None, sentence=index)
        if join == "child":
            return self._child(mention, previous, index)
        has_subject = OPENER.match(self.clean, before.end, mention.start) is not None
        if join == "sibling" and link.parents and not has_subject and ";" not in self.clean[before.end:mention.start]:
            return replace(link, heads=(), subject_end=None)
        return self._top(mention, subject_end, index, coordinated=join == "sibling")

    def _child(self, mention: Mention, previous: int, index: int) -> Link:
        """A mention inside the open subject of the previous one, and of the heads that share its tail."""
        parents = tuple(sorted({*self.links[previous].heads, previous}))
        cue = last_cue(self.clean, self.mentions[previous].end, mention.start, self.registry)
        return Link(_relation(cue), index, parents, cue)

    def _top(self, mention: Mention, low: int, index: int, *, coordinated: bool) -> Link:
        """A mention of the document itself, later in its sentence."""
        cue = last_cue(self.clean, max(low, mention.start - REACH), mention.start, self.registry)
        governing, issuer = self.governing.get(index, (None, None))
        if cue is None and coordinated:
            cue = governing
        else:
            issuer = None
            if cue is not None and cue.relation == "issued":
                issuer = self._body_before(self.sentences[index].start, cue.start)
            self.governing[index] = (cue, issuer)
        return Link(_relation(cue), index, cue=cue, issuer=issuer)


def _relation(cue: Cue | None) -> RelationType:
    return "cites" if cue is None or cue.relation == "none" else cue.relation


def link_mentions(clean: str, mentions: Sequence[Mention], sentences: Sequence[Sentence],
                  registry: Registry) -> list[Link]:
    """One :class:`Link` per mention, in the same order."""
    return _Walker(clean, mentions, sentences, registry).run()
