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
from ...registry.grammar import Grammar, compiled
from ...registry.relations import CARRIES_OUT, CHANGES
from ..citations import Mention
from ..citations.scan import REVISED
from ..layout.sentences import Sentence
from .endings import Endings
from .gaps import REACH, Join, classify, opener, said_by_another
from .government import govern
from .governors import NOTHING, Around, GovernorReader
from .inside import Inside
from .introductions import Introductions
from .listed import shared_subjects
from .quotations import is_quoted, quotations
from .tree import Link, Tree, enumerated, open_bracket

_NEXT_BODY = re.compile(rf"\s*(?:,|;|và|,\s*và)\s+(?:của\s+)?[{CAP}][^.;:,“”()]{{2,120}}\s+tại\s+(?:các\s+)?")
_REMARK = re.compile(r"\s*\([^()]{0,120}\)(?=\s*[,;])")
"""A remark in brackets on one member of a list: "số 5/QĐ-UBND của tỉnh A (cũ); số 6/QĐ-UBND …"."""
_DIGITS_BEFORE = re.compile(r"(?<!\w)s[ốôồỗ]\s*\d{1,4}[ \n]{1,2}\Z", re.IGNORECASE)
_DIGITS_ALONE = re.compile(r"[^\W\d_]{2}[ ]\d{1,3}[ ]\Z")
"""Digits right before a number whose type stands before them: "Quyết định 22 5/QĐ-SYT"."""
_DIGITS_BEHIND = re.compile(r"[ \n]{1,2}\d{1,4}[a-z]?\s?/")
_NEAR = 14
"""Characters before a number in which "số" and its first digits stand."""
_DRAFT = re.compile(rf"\s*{REVISED}", re.IGNORECASE)


@compiled
def _further_form(grammar: Grammar) -> re.Pattern[str]:
    """A further form, list or procedure and what leads to the text that has it, up to a citation of that."""
    parts = grammar.words("part_form", "part_word", "part_name")
    return re.compile(rf"""
        \s* (?: ,\s*và | [,;] | và )\s+ (?:{parts})\s
        (?: (?!(?<!kèm)\stheo\s) [^.;:“”] )*?                              # what it is of, not "theo quy định tại"
        \s(?: kèm\s+theo | tại | số\s+thứ\s+tự\s+[\d,\s]{{1,24}} )\s*\Z
        """, re.IGNORECASE | re.VERBOSE)


class _Walker:
    """One pass over the mentions; keeps the governor of each sentence for the lists that follow it."""

    def __init__(self, clean: str, mentions: Sequence[Mention], sentences: Sequence[Sentence],
                 reader: GovernorReader) -> None:
        self.clean, self.mentions, self.sentences = clean, mentions, sentences
        self.reader, self.grammar = reader, reader.grammar
        self.links: list[Link] = []
        self.tree = Tree(clean, mentions, self.links, self.grammar)
        self.inside = Inside(self.tree, reader)
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
            begins, sentence = self.mentions[first].begins, self.links[i].sentence
            self.links[i] = self.inside.child(begins, self.mentions[i], self.tree.listed(first), sentence)
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
        torn = any(_is_torn(self.clean, each) for each in (mention, *(self.mentions[p] for p in link.parents)))
        return replace(link, relation="cites") if unsaid or issued or torn else link

    def _first(self, mention: Mention, index: int) -> Link:
        """The first mention of a sentence: its own verb, or the one of the list it continues."""
        sentence = self.sentences[index]
        noted = self.tree.noted(sentence.start, mention.begins) if sentence.footnote else None
        if noted is not None:
            return self.inside.child(sentence.lead, mention, (noted,), index)
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
            return self.inside.child(sentence.lead, mention, (len(self.links) - 1,), index)
        self.above.govern(index, governor)
        return Link(governor.relation, index, governor=governor)

    def _next(self, i: int, previous: int, index: int) -> Link:
        """A later mention of the sentence: it stands within the one before, in a bracket behind it, or where the gap
        between the two places it."""
        mention, low = self.mentions[i], self.sentences[index].lead
        placed = (self.inside.in_words(i, previous, index)
                  or self.tree.named_again(mention, previous, low)
                  or self.inside.aside(mention, previous, index)
                  or self.inside.reopened(mention, previous, low, index))
        return placed or self._behind(mention, previous, index)

    def _behind(self, mention: Mention, previous: int, index: int) -> Link:
        """A mention placed by the gap before it, which also tells where the subject of the one before ends."""
        link = self.links[previous]
        join, subject_end = classify(self.clean, self.mentions[previous].end, mention.begins, self.grammar)
        self.links[previous] = replace(link, subject_end=subject_end)
        if join == "adjacent":
            return self._adjacent(mention, previous)
        if join == "sibling" and self.tree.still_changing(mention, previous):
            return link.sharing_with(link, previous)
        if join == "part":
            return Link("cites", index, link.parents)
        if join == "passive":
            return self.inside.changer(mention, previous, index)
        return (self.inside.also_done(mention, previous, index)
                or self._in_subject(join, mention, previous, index)
                or (self._listed(mention, previous, subject_end, index) if join == "sibling" else None)
                or self.inside.behind_spoiled_tail(mention, previous, index, based=self._is_basis(index))
                or self._of_document(mention, previous, subject_end, index))

    def _in_subject(self, join: Join, mention: Mention, previous: int, index: int) -> Link | None:
        """A mention in the subject of the one before, unless it only names once more what stands above it; ``None``
        where no subject is open."""
        if join != "child" and not (join == "clause" and self.inside.behind_bent_verb(mention, previous)):
            return None
        repeated = self.tree.repeated(mention, previous)
        if repeated is None:
            return self.inside.in_subject(mention, previous, index)
        return replace(self.links[repeated], sharing=(), subject_end=None)

    def _of_document(self, mention: Mention, previous: int, subject_end: int, index: int) -> Link:
        """A mention of the document itself; what another body wrote shares the tail of the basis before it."""
        top = self._top(mention, subject_end, index)
        gap = self.mentions[previous].end, mention.begins
        shares = top.relation == "basis" and _NEXT_BODY.fullmatch(self.clean, *gap) is not None
        return top.sharing_with(self.links[previous], previous) if shares else top

    def _adjacent(self, mention: Mention, previous: int) -> Link:
        """A mention joined to the one before and nothing between: it stands as that does, or as the one whose list goes
        on with it."""
        link = self.links[previous]
        listed = self.tree.still_listed(mention, previous)
        other = self.tree.beside(mention, previous) if listed is None else listed
        if other != previous:
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
                return self.inside.child(subject_end, mention, link.parents, index)
            return self.links[self.tree.beside(mention, previous)].beside()
        amended = self.tree.still_amended(mention, previous)
        return None if amended is None else self.links[amended].beside()

    def _top(self, mention: Mention, low: int, index: int) -> Link:
        """A mention of the document itself, later in its sentence; one that is joined stays in its list."""
        low = max(low, mention.begins - REACH)
        remark = _REMARK.match(self.clean, low, mention.begins)
        low = remark.end() if remark else low
        bracket = open_bracket(self.clean, low, mention.begins)
        found = govern(self.clean, bracket, mention.begins, self.grammar)
        listed = bracket == low and (found.place == "start" or enumerated(self.clean, low, mention.begins, self.grammar)
                                     or self._of_next_body(low, mention.begins, index)
                                     or self._further_form(low, mention.begins, index))
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

    def _further_form(self, low: int, at: int, index: int) -> bool:
        """Whether a list of what is changed goes on with a form: "Sửa đổi mẫu A kèm theo Thông tư B và mẫu C kèm theo
        (Thông tư D)"."""
        cue = self.above.governing.get(index, NOTHING).cue
        return cue is not None and cue.part and cue.relation in CHANGES and (
            _further_form(self.grammar).match(self.clean, low, at) is not None)

    def _of_next_body(self, low: int, at: int, index: int) -> bool:
        """Whether a list goes on with what another body wrote, of a basis ("… của A tại Công văn … và B tại Tờ trình"),
        or said, of what is carried out ("Thực hiện Nghị quyết A và Kết luận của Phó Thủ tướng B … tại Thông báo")."""
        carried = self.above.governing.get(index, NOTHING).relation in CARRIES_OUT
        words = said_by_another(self.grammar) if carried else _NEXT_BODY if self._is_basis(index) else None
        return words is not None and words.fullmatch(self.clean, low, at) is not None


def _is_torn(clean: str, mention: Mention) -> bool:
    """Whether a blank tears the number of a mention, which leaves open whose it is: "số 1 18/2021/NĐ-CP"."""
    if mention.number is None:
        return False
    low = max(0, mention.start - _NEAR)
    before = _DIGITS_BEFORE.search(clean, low, mention.start) or (
        mention.elided and _DIGITS_ALONE.search(clean, low, mention.start))
    return bool(before) or (not mention.number.segments and _DIGITS_BEHIND.match(clean, mention.end) is not None)


def link_mentions(clean: str, mentions: Sequence[Mention], sentences: Sequence[Sentence],
                  reader: GovernorReader) -> list[Link]:
    """One :class:`Link` per mention, in the same order; ``reader`` knows the document that they stand in."""
    return _Walker(clean, mentions, sentences, reader).run()
