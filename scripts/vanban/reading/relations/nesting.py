"""How the citations of a sentence stand to the document and to each other: relation and parents.

The tree is read from the gaps between neighbours (:mod:`.gaps`); the relation of a top-level citation is
that of the verb governing its list (:mod:`.government`), done here by this document (:mod:`.acting`); the relation
of a nested one that of the words inside its parent's subject.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from ...language.letters import CAP
from ...registry.relations import CARRIES_OUT, CHANGES
from ..citations import Mention
from ..layout.sentences import Sentence
from .acting import of_others, plans
from .endings import Endings
from .gaps import REACH, classify, has_spoiled_tail, opener, passive_change, said_by_another
from .government import govern
from .governors import NOTHING, Around, Governor, GovernorReader
from .introductions import Introductions
from .listed import shared_subjects
from .made import is_measured, opens_subject, stands_in_made
from .quotations import is_quoted, quotations
from .told import within
from .tree import Link, Tree, enumerated, is_torn, open_bracket

_NEXT_BODY = re.compile(rf"\s*(?:,|;|và|,\s*và)\s+(?:của\s+)?[{CAP}][^.;:,“”()]{{2,120}}\s+tại\s+(?:các\s+)?")
_REMARK = re.compile(r"\s*\([^()]{0,120}\)(?=\s*[,;])")
"""A remark in brackets on one member of a list: "số 5/QĐ-UBND của tỉnh A (cũ); số 6/QĐ-UBND …"."""
_ASIDE = re.compile(r"\s*\(\s*")
_AND = re.compile(r"\s*\)?\s*(?:,|và\s)[^.;:“”]*\Z")
_DRAFT = re.compile(r"\s*\((?:sửa\s+đổi|thay\s+thế)\)", re.IGNORECASE)


class _Walker:
    """One pass over the mentions; keeps the governor of each sentence for the lists that follow it."""

    def __init__(self, clean: str, mentions: Sequence[Mention], sentences: Sequence[Sentence],
                 reader: GovernorReader) -> None:
        self.clean, self.mentions, self.sentences = clean, mentions, sentences
        self.reader, self.grammar = reader, reader.grammar
        self.links: list[Link] = []
        self.tree = Tree(clean, mentions, self.links, self.grammar)
        self.endings = Endings(clean, mentions, sentences, reader, self.links)
        self.above = Introductions(clean, sentences, reader, self.endings)
        self.quoted = quotations(clean, reader.grammar, amending=reader.articles is not None)

    def run(self) -> list[Link]:
        """Link every mention in text order."""
        starts = [s.start for s in self.sentences]
        sentence, previous = -1, -1
        shared = shared_subjects(self.mentions)
        for i, mention in enumerate(self.mentions):
            index = max(0, bisect_right(starts, mention.start) - 1)
            if index != sentence:
                sentence, previous = index, -1
            if i in shared:
                self.links.append(Link("cites", sentence))
                continue
            self.links.append(self._first(mention, sentence) if previous < 0 else self._next(i, previous, sentence))
            self.above.last_end[sentence] = max(mention.end, self.above.last_end.get(sentence, 0))
            previous = i if previous < 0 or mention.end > self.mentions[previous].end else previous
        for i, first in shared.items():
            listed = self.tree.listed(first)
            self.links[i] = self._child(self.mentions[first].begins, self.mentions[i], listed, self.links[i].sentence)
        for i in range(len(self.links)):
            self.endings.expire(i)
        return [self._stated(link, mention) for link, mention in zip(self.links, self.mentions, strict=True)]

    def _stated(self, link: Link, mention: Mention) -> Link:
        """What stands in words that the document quotes or in a form, or is the draft that it submits, it does nothing
        to; what it issued has a number, and a torn number names nothing."""
        itself = mention.name is not None and self.reader.own_type in (mention.type, None)
        issued = link.relation == "issued" and (itself or mention.class_ != "numbered")
        draft = self.reader.reports and _DRAFT.match(self.clean, mention.end) is not None
        others = is_quoted(self.quoted, mention.start) or is_quoted(self.reader.forms, mention.start)
        unsaid = not link.parents and (draft or others)
        torn = any(is_torn(self.clean, each) for each in (mention, *(self.mentions[p] for p in link.parents)))
        return replace(link, relation="cites") if unsaid or issued or torn else link

    def _first(self, mention: Mention, index: int) -> Link:
        """The first mention of a sentence: its own verb, or the one of the list it continues."""
        sentence = self.sentences[index]
        noted = self.tree.noted(sentence.start, mention.begins) if sentence.footnote else None
        if noted is not None:
            return self._child(sentence.lead, mention, (noted,), index)
        low = open_bracket(self.clean, sentence.lead, mention.begins)
        found = govern(self.clean, low, mention.begins, self.grammar)
        above = None if sentence.intro is None else self.sentences[sentence.intro].start
        governor = self.reader.governed(found, sentence.lead, Around(sentence.lead, mention.end, sentence.end, above))
        if found.place in ("start", "joined") and low == sentence.lead:
            governor = self.above.run_on(index, mention) or replace(self.above.inherited(index), inherited=True)
            if governor.cue is None:
                governor = self.reader.titled(sentence.lead)
        if governor.relation == "cites":
            governor = self.endings.of_list(sentence, mention.begins) or governor
        if governor.relation == "guides" and self.tree.goes_on_in_capitals(sentence.start, mention):
            return self._child(sentence.lead, mention, (len(self.links) - 1,), index)
        self.above.govern(index, governor)
        return Link(governor.relation, index, governor=governor)

    def _next(self, i: int, previous: int, index: int) -> Link:
        """A later mention of the sentence, placed by the gap before it."""
        mention, before, link = self.mentions[i], self.mentions[previous], self.links[previous]
        if mention.start < before.end:
            return self._inside(i, previous, index)
        alias = self.tree.named_before(mention, previous, self.sentences[index].lead)
        if alias is not None:
            return replace(self.links[alias].beside(), named=alias)
        aside = self._aside(mention, previous, index)
        if aside is not None:
            return aside
        reopened = self.tree.reopened(previous, mention.begins, self.sentences[index].lead)
        if reopened is not None and (
                child := self._child(reopened[1], mention, (reopened[0],), index)).relation != "cites":
            return child
        join, subject_end = classify(self.clean, before.end, mention.begins, self.grammar)
        self.links[previous] = replace(link, subject_end=subject_end)
        if join == "adjacent":
            return self._adjacent(mention, previous)
        if join == "sibling" and self.tree.still_changing(mention, previous):
            return link.sharing_with(link, previous)
        if join == "part":
            return Link("cites", index, link.parents)
        if join == "passive":
            return self._changer(mention, previous, index)
        also = self._also_does(mention, previous, index) if link.parents else None
        if also is not None:
            return also
        if join == "child" or (join == "clause" and self._bent(mention, previous)):
            repeated = self.tree.repeated(mention, previous)
            return self._in_subject(mention, previous, index) if repeated is None else replace(
                self.links[repeated], sharing=(), subject_end=None)
        listed = self._listed(mention, previous, subject_end, index) if join == "sibling" else None
        if placed := listed or self._unread(mention, previous, index):
            return placed
        top = self._top(mention, subject_end, index)
        shares = top.relation == "basis" and _NEXT_BODY.fullmatch(self.clean, before.end, mention.begins) is not None
        return top.sharing_with(link, previous) if shares else top

    def _adjacent(self, mention: Mention, previous: int) -> Link:
        """A mention joined to the one before and nothing between: it stands as that does, or as the one whose list goes
        on with it."""
        link = self.links[previous]
        listed = self.tree.still_listed(mention, previous)
        other = self.tree.beside(mention, previous) if listed is None else listed
        if listed is not None or other != previous:
            return self.links[other].beside()
        if self.tree.stands_alone(mention, previous):
            return self.links[link.acts_on[0][1]].beside()
        return link.sharing_with(link, previous)

    def _listed(self, mention: Mention, previous: int, subject_end: int, index: int) -> Link | None:
        """A further member of a list behind the subject of the one before: it stands beside that one or has a verb of
        its own under the same text; ``None`` where the list is the document's own."""
        before, link = self.mentions[previous], self.links[previous]
        if link.relation == "guides" and self.tree.amends_by_name(mention, before):
            return link.beside()
        gap = self.clean[before.end:mention.begins]
        if link.parents and ";" not in gap and opener(self.grammar).match(gap) is None:
            found = govern(self.clean, subject_end, mention.begins, self.grammar)
            if found.place == "verb":
                return self._child(subject_end, mention, link.parents, index)
            return self.links[self.tree.beside(mention, previous)].beside()
        amended = self.tree.still_amended(mention, previous)
        return None if amended is None else self.links[amended].beside()

    def _in_subject(self, mention: Mention, previous: int, index: int) -> Link:
        """A mention in the open subject of the one before, or of those that share it."""
        before, link = self.mentions[previous], self.links[previous]
        child = self._child(before.end, mention, self.tree.sharing(previous), index)
        if self.tree.changed_beside(previous, child):
            return replace(child, parents=link.parents)
        alone = child.relation in (*CHANGES, "guides") and not self.tree.about(previous)
        return replace(child, parents=self.tree.changing(mention, previous, child)) if alone else child

    def _unread(self, mention: Mention, previous: int, index: int) -> Link | None:
        """What the text before does to a mention, its tail spoiled: "Nghị định số … của Chính pha quy định Luật …"."""
        cue = govern(self.clean, end := self.mentions[previous].end, mention.begins, self.grammar).cue
        if cue is None or cue.relation in ("cites", "basis", "issued", "attaches") or not has_spoiled_tail(
                self.clean, end, cue.start, based=self._is_basis(index)):
            return None
        return self._child(end, mention, (previous,), index)

    def _aside(self, mention: Mention, previous: int, index: int) -> Link | None:
        """What a bracket right after a citation says that it changes or guides: "Nghị định A (sửa đổi Điều 4 Nghị định
        B)"."""
        opens = _ASIDE.match(self.clean, self.mentions[previous].end, mention.begins)
        if opens is None or self.clean.find(")", opens.end(), mention.begins) >= 0:
            return None
        child = self._child(opens.end(), mention, (previous,), index)
        cue = child.governor.cue
        first = cue is not None and cue.start == opens.end()
        return child if first and child.relation in (*CHANGES, "guides") else None

    def _bent(self, mention: Mention, previous: int) -> bool:
        """Whether a verb that recognition bent stands right behind a citation: "Thông tư A sửa đỗi, bd sung …"."""
        end = self.mentions[previous].end
        cue = govern(self.clean, end, mention.begins, self.grammar).cue
        if cue is None or cue.part or cue.relation not in (*CHANGES, "guides"):
            return False
        return self.mentions[previous].class_ == "numbered" and not self.clean[end:cue.start].strip(" ,\n*")

    def _also_does(self, mention: Mention, previous: int, index: int) -> Link | None:
        """A further text that an agent further up changes or guides: "Thông tư A hướng dẫn Luật B và sửa đổi … Thông tư
        C", "…, hướng dẫn Nghị định C"."""
        start = self.mentions[previous].end
        if _AND.match(self.clean, start, mention.begins) is None:
            return None
        cue = govern(self.clean, start, mention.begins, self.grammar).cue
        agent = self.tree.above(mention, previous)
        if cue is not None and cue.relation == "guides" and self.links[previous].relation == "guides":
            return self._child(start, mention, self.links[previous].parents, index)
        if agent is None and cue is not None and cue.relation in CHANGES and self._guides_itself(mention, previous):
            return Link(cue.relation, index, governor=Governor(cue))
        if cue is None or cue.relation not in CHANGES or agent is None or self.links[agent].relation in CHANGES:
            return None
        return self._child(start, mention, (agent,), index)

    def _guides_itself(self, mention: Mention, previous: int) -> bool:
        """Whether the document, of the mention's type, guides what stands above: "THÔNG TƯ hướng dẫn Nghị định A quy
        định Luật B và sửa đổi … Thông tư C"."""
        while self.links[previous].parents:
            previous = self.links[previous].parents[-1]
        return self.links[previous].relation == "guides" and self.reader.own_type == mention.type

    def _inside(self, i: int, previous: int, index: int) -> Link:
        """A mention inside the words of the one before; joined to another there, it stands as that one does."""
        mention, outer, last = self.mentions[i], self.mentions[previous], self.mentions[i - 1]
        if i - 1 > previous and last.end <= mention.start < outer.end and (
                classify(self.clean, last.end, mention.begins, self.grammar)[0] == "adjacent"):
            return self.links[i - 1].beside()
        return self._child(outer.start, mention, (previous,), index)

    def _changer(self, mention: Mention, previous: int, index: int) -> Link:
        """The instrument after "được sửa đổi bởi": it acts on the nearest one of its own type that the sentence
        leads back to, and stands to the document as that one's list does where this is the basis."""
        change = passive_change(self.clean[self.mentions[previous].end:mention.begins], self.grammar)
        target = previous
        while self.mentions[target].type != mention.type and self.links[target].parents:
            target = self.links[target].parents[-1]
        target = target if self.mentions[target].type == mention.type else previous
        changed = self.links[target]
        acts_on = ((change[1], target),) if change else ()
        if changed.relation != "basis":
            return Link("cites", index, changed.parents, acts_on=acts_on)
        return replace(changed, sharing=(), subject_end=None, acts_on=acts_on)

    def _child(self, low: int, mention: Mention, parents: tuple[int, ...], index: int) -> Link:
        """A mention inside the open subject of ``parents``: what their words say they do to it."""
        cue = govern(self.clean, low, mention.begins, self.grammar).cue
        here = cue is None or not (
            plans(self.clean[low:cue.end], self.grammar) or of_others(self.clean, low, cue, self.grammar)
            if cue.relation in (*CHANGES, "guides")
            else within(self.clean, low, cue, self.grammar)
            or stands_in_made(self.clean, low, cue, self.reader.context, self.grammar))
        if cue is not None and is_measured(self.clean, low, cue, self.grammar):
            cue = replace(cue, measured=True)
        governor = Governor(cue, here=here, first=cue is None or opens_subject(self.clean, low, cue, self.grammar))
        return Link(governor.relation, index, parents, governor)

    def _top(self, mention: Mention, low: int, index: int) -> Link:
        """A mention of the document itself, later in its sentence; one that is joined stays in its list."""
        low = max(low, mention.begins - REACH)
        remark = _REMARK.match(self.clean, low, mention.begins)
        low = remark.end() if remark else low
        bracket = open_bracket(self.clean, low, mention.begins)
        found = govern(self.clean, bracket, mention.begins, self.grammar)
        listed = bracket == low and (found.place == "start" or enumerated(self.clean, low, mention.begins, self.grammar)
                                     or self._of_next_body(low, mention.begins, index))
        if found.place == "joined" or listed:
            governor = self.above.governing.get(index, NOTHING)
        else:
            sentence = self.sentences[index]
            governor = self.reader.governed(found, sentence.lead, Around(low, mention.end, sentence.end))
        if bracket == low and (governor.cue is not None or not self._is_basis(index)):
            self.above.governing[index] = governor  # else what goes on behind a ";" is a basis again
        return Link(governor.relation, index, governor=governor)

    def _is_basis(self, index: int) -> bool:
        """Whether a sentence names, so far, what the document rests on."""
        return self.above.governing.get(index, NOTHING).relation == "basis"

    def _of_next_body(self, low: int, at: int, index: int) -> bool:
        """Whether a list goes on with what another body wrote, of a basis ("… của A tại Công văn … và B tại Tờ trình"),
        or said, of what is carried out ("Thực hiện Nghị quyết A và Kết luận của Phó Thủ tướng B … tại Thông báo")."""
        carried = self.above.governing.get(index, NOTHING).relation in CARRIES_OUT
        words = said_by_another(self.grammar) if carried else _NEXT_BODY if self._is_basis(index) else None
        return words is not None and words.fullmatch(self.clean, low, at) is not None


def link_mentions(clean: str, mentions: Sequence[Mention], sentences: Sequence[Sentence],
                  reader: GovernorReader) -> list[Link]:
    """One :class:`Link` per mention, in the same order; ``reader`` knows the document that they stand in."""
    return _Walker(clean, mentions, sentences, reader).run()
