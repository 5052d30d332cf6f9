"""Citations that stand inside the words of another: what those words say that it does to them."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from ...registry.relations import CHANGES
from ..citations import Mention
from .acting import of_others, plans
from .chains import Cue
from .gaps import classify, has_spoiled_tail, passive_change
from .government import govern
from .governors import Governor, GovernorReader
from .made import is_measured, opens_subject, stands_in_made
from .told import within
from .tree import Link, Tree, upward

_ASIDE = re.compile(r"\s*\(\s*")
_AND = re.compile(r"\s*\)?\s*(?:,|và\s)[^.;:“”]*\Z")


class Inside(Struct, frozen=True, gc=False):
    """Places a mention below one of its sentence that is placed already; in every method ``previous`` is the index of
    the mention before it and ``sentence`` that of the sentence."""

    tree: Tree
    reader: GovernorReader

    def child(self, low: int, mention: Mention, parents: tuple[int, ...], sentence: int) -> Link:
        """A mention inside the open subject of ``parents``, which begins at ``low``: what its words say they do to
        it."""
        clean, grammar = self.tree.clean, self.tree.grammar
        cue = govern(clean, low, mention.begins, grammar).cue
        here = cue is None or not (
            plans(clean[low:cue.end], grammar) or of_others(clean, low, cue, grammar)
            if cue.relation in (*CHANGES, "guides")
            else within(clean, low, cue, grammar) or stands_in_made(clean, low, cue, self.reader.context, grammar))
        if cue is not None and is_measured(clean, low, cue, grammar):
            cue = replace(cue, measured=True)
        governor = Governor(cue, here=here, first=cue is None or opens_subject(clean, low, cue, grammar))
        return Link(governor.relation, sentence, parents, governor)

    def in_words(self, i: int, previous: int, sentence: int) -> Link | None:
        """Mention ``i`` where it stands within the citation before itself, not behind it ("Luật sửa đổi một số điều của
        Luật B"); joined to another there, it stands as that one does; ``None`` where it stands behind."""
        mentions, links = self.tree.mentions, self.tree.links
        mention, outer = mentions[i], mentions[previous]
        if mention.start >= outer.end:
            return None
        if i - 1 > previous and (
                classify(self.tree.clean, mentions[i - 1].end, mention.begins, self.tree.grammar)[0] == "adjacent"):
            return links[i - 1].beside()
        return self.child(outer.start, mention, (previous,), sentence)

    def in_subject(self, mention: Mention, previous: int, sentence: int) -> Link:
        """A mention in the open subject of the one before, or of those that share it."""
        tree = self.tree
        child = self.child(tree.mentions[previous].end, mention, tree.sharing(previous), sentence)
        if tree.changed_beside(previous, child):
            return replace(child, parents=tree.links[previous].parents)
        alone = child.relation in (*CHANGES, "guides") and not tree.about(previous)
        if alone and child.relation in CHANGES and tree.mentions[previous].type != mention.type and (
                tree.above(mention, previous) is None and self._guides_itself(mention, previous)):
            return replace(child, parents=())  # "THÔNG TƯ hướng dẫn Nghị định A … và sửa đổi Thông tư B"
        return replace(child, parents=tree.changing(mention, previous, child)) if alone else child

    def aside(self, mention: Mention, previous: int, sentence: int) -> Link | None:
        """What a bracket right after a citation says that it changes or guides: "Nghị định A (sửa đổi Điều 4 Nghị định
        B)"; ``None`` where no bracket says so."""
        clean = self.tree.clean
        opens = _ASIDE.match(clean, self.tree.mentions[previous].end, mention.begins)
        if opens is None or ")" in clean[opens.end():mention.begins]:
            return None
        child = self.child(opens.end(), mention, (previous,), sentence)
        cue = child.governor.cue
        first = cue is not None and cue.start == opens.end()
        return child if first and child.relation in (*CHANGES, "guides") else None

    def reopened(self, mention: Mention, previous: int, low: int, sentence: int) -> Link | None:
        """A mention in a subject that begins behind a bracket, from ``low`` on: "Nghị định A (được sửa đổi bởi Nghị
        định B) quy định chi tiết …"; ``None`` where none does, or only cites."""
        opened = self.tree.reopened(previous, mention.begins, low)
        if opened is None:
            return None
        agent, begins = opened
        child = self.child(begins, mention, (agent,), sentence)
        return child if child.relation != "cites" else None

    def also_done(self, mention: Mention, previous: int, sentence: int) -> Link | None:
        """A further text that an agent further up changes or guides: "Thông tư A hướng dẫn Luật B và sửa đổi … Thông tư
        C", "…, hướng dẫn Nghị định C"; ``None`` where none does."""
        start, link = self.tree.mentions[previous].end, self.tree.links[previous]
        if not link.parents or _AND.match(self.tree.clean, start, mention.begins) is None:
            return None
        cue = self._cue_behind(previous, mention)
        if cue is None:
            return None
        if cue.relation == "guides" and link.relation == "guides":
            return self.child(start, mention, link.parents, sentence)
        if cue.relation not in CHANGES:
            return None
        agent = self.tree.above(mention, previous)
        if agent is not None:
            done = self.tree.links[agent].relation in CHANGES
            return None if done else self.child(start, mention, (agent,), sentence)
        return Link(cue.relation, sentence, governor=Governor(cue)) if self._guides_itself(mention, previous) else None

    def _guides_itself(self, mention: Mention, previous: int) -> bool:
        """Whether the document, of the mention's type, guides what stands above: "THÔNG TƯ hướng dẫn Nghị định A quy
        định Luật B và sửa đổi … Thông tư C"."""
        *_, top = upward(previous, self.tree.links)
        return self.tree.links[top].relation == "guides" and self.reader.own_type == mention.type

    def changer(self, mention: Mention, previous: int, sentence: int) -> Link:
        """The instrument after "được sửa đổi bởi": it acts on the nearest one of its own type that the sentence
        leads back to, and stands to the document as that one's list does where this is the basis."""
        change = passive_change(self.tree.clean[self.tree.mentions[previous].end:mention.begins], self.tree.grammar)
        target = self.tree.nearest(mention, previous)
        changed = self.tree.links[target]
        acts_on = ((change[1], target),) if change else ()
        if changed.relation != "basis":
            return Link("cites", sentence, changed.parents, acts_on=acts_on)
        return replace(changed, sharing=(), subject_end=None, acts_on=acts_on)

    def behind_bent_verb(self, mention: Mention, previous: int) -> bool:
        """Whether a verb that recognition bent stands right behind a citation: "Thông tư A sửa đỗi, bd sung …"."""
        before = self.tree.mentions[previous]
        cue = self._cue_behind(previous, mention)
        if cue is None or cue.part or cue.relation not in (*CHANGES, "guides"):
            return False
        return before.class_ == "numbered" and not self.tree.clean[before.end:cue.start].strip(" ,\n*")

    def behind_spoiled_tail(self, mention: Mention, previous: int, sentence: int, *, based: bool) -> Link | None:
        """What the text before does to a mention, its tail spoiled: "Nghị định số … của Chính pha quy định Luật …";
        ``based``: the sentence names what the document rests on. ``None`` where it does nothing."""
        end, cue = self.tree.mentions[previous].end, self._cue_behind(previous, mention)
        if cue is None or cue.relation in ("cites", "basis", "issued", "attaches") or not has_spoiled_tail(
                self.tree.clean, end, cue.start, based=based):
            return None
        return self.child(end, mention, (previous,), sentence)

    def _cue_behind(self, previous: int, mention: Mention) -> Cue | None:
        """What governs a mention in the words behind the one before; ``None`` where nothing does."""
        return govern(self.tree.clean, self.tree.mentions[previous].end, mention.begins, self.tree.grammar).cue
