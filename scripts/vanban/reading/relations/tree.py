"""Where a citation hangs in the tree of a sentence: whose subject it stands in, whom it stands beside."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...models import RelationType
from ...registry.grammar import Grammar, any_of, compiled
from ...registry.relations import CHANGES
from ..citations import Mention
from .aliases import gives_short_name
from .gaps import REACH, classify, clause_start, opener
from .governors import NOTHING, Governor
from .quotations import changing_verb


class Link(Struct, frozen=True, gc=False):
    """Where a mention stands: its relation to the document or to ``parents`` (indexes).

    ``governor`` is what governs it; ``sharing`` the neighbours (indexes) whose tail it shares; ``subject_end`` where
    its own subject must stop, when a neighbour tells; ``acts_on`` what it does to another mention (index);
    ``named`` is the mention (index) that a short name in brackets stands for.
    """

    relation: RelationType
    sentence: int
    parents: tuple[int, ...] = ()
    governor: Governor = NOTHING
    sharing: tuple[int, ...] = ()
    subject_end: int | None = None
    acts_on: tuple[tuple[RelationType, int], ...] = ()
    named: int | None = None

    def beside(self) -> Link:
        """The link of a mention that stands as this one does, without what only its own place in the list tells."""
        return replace(self, sharing=(), subject_end=None, acts_on=())

    def sharing_with(self, other: Link, index: int) -> Link:
        """This link for a mention that shares its tail with another, at ``index``, and with all that share its."""
        return replace(self, sharing=(*other.sharing[1 - MOST_SHARING:], index), subject_end=None)


_NOTE = re.compile(r"(?P<mark>\[\d{1,3}\]|[¹²³⁴-⁹⁰]{1,3})\s*Về\s")
_CLOSED = re.compile(r"\s*\)")
MOST_SHARING = 60
"""Neighbours that can share a tail: a list without end must not cost its square."""
_LISTED = re.compile(r"(?:,|(?P<apart>;)|(?<!\w)và)\s+\Z")
"""What joins a further member of a list to the subject of the one before."""
_NAMED = 12
"""Mentions back that a short name in brackets can stand for."""


@compiled
def _amends(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{any_of(grammar.phrases('amends'))})(?!\w)", re.IGNORECASE)


class Tree(Struct, frozen=True, gc=False):
    """The links made so far, in the order of the mentions they belong to."""

    clean: str
    mentions: Sequence[Mention]
    links: list[Link]
    grammar: Grammar

    def about(self, index: int) -> bool:
        """Whether the subject of a citation is opened by "về", not by a verb of its own."""
        end = self.mentions[index].end
        opens = opener(self.grammar).match(self.clean, end, min(len(self.clean), end + REACH))
        return opens is not None and opens["lead"] is not None

    def sharing(self, previous: int) -> tuple[int, ...]:
        """The citation whose subject is open and those that share it: all where "về" opens it, those of its own
        type where a verb does ("Kế hoạch A và Kế hoạch B thực hiện Nghị quyết C")."""
        about, type_ = self.about(previous), self.mentions[previous].type
        others = (i for i in self.links[previous].sharing if about or self.mentions[i].type == type_)
        return (*sorted(others), previous)

    def changing(self, mention: Mention, previous: int, child: Link) -> tuple[int, ...]:
        """Which one changes or guides where only a verb says so: the citation before, or for a change the nearest one
        above it that is of the changed text's type."""
        return (self.nearest(mention, previous) if child.relation in CHANGES else previous,)

    def nearest(self, mention: Mention, previous: int) -> int:
        """The citation before, or the nearest one above it, that is of the mention's type, of the Party as that is or
        not; the one before where none is."""
        above = upward(previous, self.links)
        return next((i for i in above if self.mentions[i].type == mention.type
                     and _is_party(self.mentions[i]) == _is_party(mention)), previous)

    def changed_beside(self, previous: int, child: Link) -> bool:
        """Whether a change told behind what a changed text is about is one more of the same agent: "Thông tư A sửa đổi
        Thông tư B về hóa đơn, sửa đổi Điều 27 Thông tư C"; not where that is what the text is about ("về việc sửa
        đổi …")."""
        link, cue, end = self.links[previous], child.governor.cue, self.mentions[previous].end
        if cue is None or not link.parents or link.relation not in CHANGES or child.relation not in CHANGES:
            return False
        opens = opener(self.grammar).match(self.clean, end, min(len(self.clean), end + REACH))
        return opens is not None and opens["lead"] is not None and opens.end() < cue.start and (
            changing_verb(self.grammar).match(self.clean, opens.end()) is None)

    def beside(self, mention: Mention, previous: int) -> int:
        """The citation that a joined one stands beside: the one before; after the law that a decree guides ("Nghị định
        A quy định chi tiết Luật B và Nghị định C") the decree, being of one type with it."""
        for i in upward(previous, self.links):
            if self.mentions[i].type == mention.type:
                return i
            if self.links[i].relation not in (*CHANGES, "guides", "cites"):
                break
        return previous

    def still_changing(self, mention: Mention, previous: int) -> bool:
        """Whether a text behind a ";" changes what the one before does: "được sửa đổi bởi: Luật A; Luật B", and a law
        that is called by its number alone, as that one is: "được sửa đổi bởi Luật số 21/2023/QH15; Luật số …"."""
        acts_on, before = self.links[previous].acts_on, self.mentions[previous]
        if not acts_on or mention.type != before.type or self.clean[before.end:mention.start].strip() != ";":
            return False
        target, end = acts_on[0][1], min(len(self.clean), mention.end + REACH)
        unnamed = mention.name is None and before.name is None and opener(self.grammar).match(
            self.clean, mention.end, end) is None and self.grammar.registry.has_trait(mention.type, "law")
        return unnamed or self.clean[self.mentions[target].end:self.mentions[target + 1].start].rstrip().endswith(":")

    def stands_alone(self, mention: Mention, previous: int) -> bool:
        """Whether a text behind a comma or "và" does not change what the one before does, having a subject of its own
        that is no change: "A được sửa đổi bởi B, Nghị định C quy định về đào tạo"."""
        before, end = self.mentions[previous], min(len(self.clean), mention.end + REACH)
        if not self.links[previous].acts_on or self.clean[before.end:mention.start].strip() not in (",", "và"):
            return False
        opens = opener(self.grammar).match(self.clean, mention.end, end)
        return opens is not None and mention.date is not None and (
            opens["lead"] is not None or opens.group().lower().endswith("quy định")) and (
            changing_verb(self.grammar).match(self.clean, opens.end()) is None)

    def named_again(self, mention: Mention, previous: int, low: int) -> Link | None:
        """The link of a short name in brackets, which stands for the mention of its number in the sentence, else for
        the one before the bracket; ``None`` for what is no short name."""
        inside = open_bracket(self.clean, low, mention.begins)
        again = _same_number(self.mentions[previous], mention) and self.clean[mention.end:mention.end + 1] == ")"
        if inside <= low or not (again or gives_short_name(self.clean, inside)):
            return None
        before = [i for i in range(max(0, previous - _NAMED), previous + 1) if low <= self.mentions[i].start < inside]
        same = [i for i in before if _same_number(self.mentions[i], mention)]
        found = same or before
        return replace(self.links[found[-1]].beside(), named=found[-1]) if found else None

    def listed(self, first: int) -> tuple[int, ...]:
        """The texts of the list that mention ``first`` opens: those behind it, up to the end of its bracket, that the
        same words govern."""
        governor, sentence = self.links[first].governor, self.links[first].sentence
        members = [first]
        for i in range(first + 1, min(len(self.links), first + MOST_SHARING)):
            if self.links[i].sentence != sentence or self.mentions[i].plural is not None:
                break
            if self.links[i].governor is governor and self.links[i].parents == self.links[first].parents:
                members.append(i)
        return tuple(members)

    def still_listed(self, mention: Mention, previous: int) -> int | None:
        """The member of a list beside which a further one stands, dated and without its type as that one is, behind
        what that one changes: "số 5/… ngày … sửa đổi Nghị định số 4/… và số 6/… ngày …"; ``None``: beside
        none."""
        before, parents = self.mentions[previous], self.links[previous].parents
        alike = mention.elided and mention.date_span is not None and not before.elided and before.date_span is None
        member = self.mentions[parents[-1]] if alike and parents else None
        return parents[-1] if member is not None and member.elided and member.date_span is not None else None

    def still_amended(self, mention: Mention, previous: int) -> int | None:
        """The text that another of the sentence amends, beside which a further one of its type stands, each with its
        subject: "Thông tư A sửa đổi Thông tư B quy định về …, Thông tư C quy định về … và Thông tư D". Apart by ";"
        only where but a provision of A is told of ("bãi bỏ Điều 2 Thông tư A sửa đổi …; Thông tư C …") or A is an item
        of a list, which names one text. ``None`` where none is, and for what has a provision named, amends too or is
        later than the one that would amend it."""
        amended, end = previous, self.mentions[previous].end
        while (link := self.links[amended]).relation != "amends":
            above = link.acts_on[0][1] if link.acts_on else link.parents[-1] if link.parents else amended
            if above >= amended:  # a list's plural may lead forward; what leads in a circle leads nowhere
                return None
            amended = above
        joint = _LISTED.search(self.clean, end, mention.begins)
        if len(link.parents) > 1 or mention.pinpoint is not None \
                or self.mentions[amended].type != mention.type or joint is None:
            return None
        if not link.parents:  # the document amends: "Sửa đổi Thông tư A quy định …; quy định … và Thông tư B"
            cue = link.governor.cue
            itself = cue is not None and not cue.part and not joint["apart"] and mention.class_ == "numbered"
            return amended if itself and not _amends(self.grammar).match(self.clean, mention.end) else None
        agent = self.mentions[link.parents[0]]
        if joint["apart"] and agent.pinpoint is None and not self.links[link.parents[0]].governor.inherited:
            return None
        told, before = (each.date or (str(each.year) if each.year else "") for each in (mention, agent))
        later = told > before[:len(told)]
        return None if later or _amends(self.grammar).match(self.clean, mention.end) else amended

    def above(self, mention: Mention, previous: int) -> int | None:
        """The nearest text above the one before that is of the mention's type; ``None`` where none is."""
        above = (i for i in upward(previous, self.links) if i != previous)
        return next((i for i in above if self.mentions[i].type == mention.type), None)

    @staticmethod
    def amends_by_name(mention: Mention, before: Mention) -> bool:
        """Whether a law's name says that it amends the one before ("Luật B; Luật sửa đổi một số điều của Luật B")."""
        return mention.name is not None and before.name is not None and mention.name.lower().endswith(
            f" {before.type} {before.name}".lower())

    def reopened(self, previous: int, at: int, low: int) -> tuple[int, int] | None:
        """The citation whose subject begins after the bracket that told of its change or gave it a short name, and
        where: "Nghị định A (được sửa đổi bởi Nghị định B) quy định chi tiết …"; ``None`` where nothing stands so up to
        ``at``."""
        closed, link = _CLOSED.match(self.clean, self.mentions[previous].end, at), self.links[previous]
        target = link.named if link.named is not None or not link.acts_on else link.acts_on[0][1]
        if closed is None or target is None:
            return None
        inside = open_bracket(self.clean, low, self.mentions[previous].end)
        if self.clean[self.mentions[target].end:inside].strip() != "(":
            return None
        join, _ = classify(self.clean, closed.end(), at, self.grammar)
        return (target, closed.end()) if join == "child" else None

    def goes_on_in_capitals(self, start: int, mention: Mention) -> bool:
        """Whether a line in capitals tells what the last instrument, above it, does: "SỬA ĐỔI NGHỊ ĐỊNH A / QUY ĐỊNH
        CHI TIẾT LUẬT B"."""
        last = self.mentions[len(self.links) - 1].end if self.links else start
        return self.clean[last:start].isspace() and self.clean[last - 1:mention.end].isupper()

    def noted(self, start: int, at: int) -> int | None:
        """The citation right before the mark of the footnote at ``start``, where that only tells its subject: "[3] Về
        kết quả thực hiện …"; ``None`` where it does not."""
        note = _NOTE.match(self.clean, start, at)
        mark = self.clean.rfind(note["mark"], 0, start) if note else -1
        before = bisect_right(self.mentions, mark, key=lambda mention: mention.end) - 1
        told = before >= 0 and not self.clean[self.mentions[before].end:mark].strip()
        return before if told else None

    def repeated(self, mention: Mention, previous: int) -> int | None:
        """The mention before, or above it, that names the same number: "(Nghị quyết 214/NQ-CP)";
        ``None`` where none does."""
        return next((i for i in upward(previous, self.links) if _same_number(self.mentions[i], mention)), None)


def _same_number(one: Mention, other: Mention) -> bool:
    return one.number is not None and other.number is not None and one.number.match_key == other.number.match_key


def _is_party(mention: Mention) -> bool:
    return mention.number is not None and mention.number.is_party


def upward(index: int, links: Sequence[Link]) -> Iterator[int]:
    """A mention and those whose subjects it stands in, innermost first; a circle is gone through once."""
    seen: set[int] = set()
    while index not in seen:
        yield index
        seen.add(index)
        index = links[index].parents[-1] if links[index].parents else index


def is_within(i: int, ancestor: int, links: Sequence[Link]) -> bool:
    """Whether mention ``i`` stands in the subject of ``ancestor``, directly or through its parents."""
    return any(ancestor in links[each].parents for each in upward(i, links))


def last_within(i: int, links: Sequence[Link]) -> int:
    """The last of the mentions after ``i`` that stand in its subject; itself where none does."""
    last = i
    while last + 1 < len(links) and is_within(last + 1, i, links):
        last += 1
    return last


def open_bracket(clean: str, low: int, high: int) -> int:
    """After the last "(" of ``clean[low:high]`` that is still open at ``high``; ``low`` when none is in reach."""
    reach = max(low, high - REACH)
    if clean.rfind("(", reach, high) < 0:
        return low
    depth = 0
    for i in range(high - 1, reach - 1, -1):
        if clean[i] == ")":
            depth += 1
        elif clean[i] == "(":
            if depth == 0:
                return i + 1
            depth -= 1
    return low


def enumerated(clean: str, low: int, at: int, grammar: Grammar) -> bool:
    """Whether the member before, that is no citation ("chỉ đạo của … tại cuộc họp"), and a ";" stand between."""
    between = clean[low:at]
    return (between.lstrip().startswith(";") and between.rstrip().endswith(";") and "." not in between
            and clause_start(clean, low, at, grammar) is None)
