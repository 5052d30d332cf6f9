"""A verb before a citation and the verbs, adverbs and nouns that stand with it: "để tiếp tục quán triệt, thực hiện"."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from ...models import RelationType
from ...registry.grammar import Grammar
from ...registry.relations import CARRIES_OUT
from .words import Match, Role, Token, ending_at, first_with

_CLAUSE_WORDS = 80
"""Words before a verb in which somebody may be asked to do it."""
LINKS = frozenset([",", "và", "hoặc", "hay", ";", "+", "/", "cùng", "với", "-", "–"])
JOINS = frozenset([",", "và", "hoặc", "/", "-", "–"])
OPENING = frozenset("“\"(«‘'[")
_TWICE = frozenset(["cứ"])
"""The last word of "căn cứ", which a slip writes twice."""
CLOSING = frozenset(["”", "»"])
STOPS = frozenset([".", ";", ":", "|", "\n"]) | CLOSING
_ADDRESSED_WORDS = 30
"""Words that those may have whom a verb goes to."""
_NOT_ADDRESSED = frozenset(["năm", "ngày", "tháng", "theo", "tại", "về", "để", "nhằm", "thực", "sau"])
"""Words that tell of something else than those whom a verb goes to: "đến năm 2030", "đến nay thực hiện"."""
_REPORTS = frozenset(["kết", "cáo", "quả", "giá", "nhanh"])
Place = Literal["verb", "start", "joined", "other"]


class Cue(Struct, frozen=True, gc=False):
    """The governing words at ``start``; ``gap`` counts the words between them and the citation.

    ``relation`` is what the words say before anybody asks who acts. ``listed``: they govern a list that they
    introduce, the citation being a member of it. ``named``: the verb is only named as a doing ("trong việc thực hiện").
    ``part``: what is changed is a part of the citation ("Bãi bỏ 03 thủ tục … ban hành kèm theo").
    ``state``: it is how the doing stands that is spoken of ("tình hình thực hiện"). ``measured``: in another's
    subject, summing up, looking at or paying for the doing is ("đánh giá tình hình thực hiện").
    """

    start: int
    end: int
    relation: RelationType
    phrase: str
    gap: int = 0
    listed: bool = False
    named: bool = False
    part: bool = False
    state: bool = False
    measured: bool = False


class Found(Struct, frozen=True, gc=False):
    """What stands before a citation: its verb, the start of the stretch, a word that joins it to what is before
    the stretch, or something else, which governs nothing."""

    place: Place
    cue: Cue | None = None


OTHER = Found("other")
_CHANGED_WORDS = 7
"""Words of what is replaced, before what is repealed in the same breath."""


class Chains(Struct, frozen=True, gc=False):
    """A row of tokens read from the right, and the chains of verbs in it; ``ending`` are the phrases found so far."""

    clean: str
    tokens: list[Token]
    grammar: Grammar
    ending: dict[int, list[Match]] = field(default_factory=dict)

    def ending_at(self, end: int) -> list[Match]:
        """Every phrase whose last token is the one before index ``end``, longest first; half are asked twice."""
        found = self.ending.get(end)
        if found is None:
            found = self.ending[end] = ending_at(self.tokens, end, self.grammar)
        return found

    def has(self, end: int, role: Role) -> Match | None:
        """The longest phrase with a role that ends at token ``end``; ``None`` where none does."""
        return first_with(self.ending_at(end), role)

    def only_marks(self, end: int) -> bool:
        """Whether nothing but marks and joining words stands before token ``end``."""
        return all(not token.plain[:1].isalnum() or token.plain in LINKS for token in self.tokens[:end])

    def _joined(self, start: int) -> bool:
        return start > 0 and self.tokens[start - 1].plain in JOINS

    def coordinated(self, start: int) -> int:
        """Where the list of nouns begins whose last one begins at token ``start``: "các quan điểm, chủ trương"."""
        while self._joined(start) and (noun := self.has(start - 1, "lead_noun") or self.has(start - 1, "text_noun")):
            start = noun.start
        return start

    def addressed(self, end: int) -> Found | None:
        """The verb that has an object behind those whom it goes to, up to token ``end``: "quán triệt, triển khai tới
        toàn thể cán bộ, đảng viên (nội dung)"; ``None`` where there is none."""
        for i in range(end, max(0, end - _ADDRESSED_WORDS), -1):
            word = self.tokens[i - 1].plain
            if word in STOPS or word in _NOT_ADDRESSED:
                return None
            if word not in ("tới", "đến"):
                continue
            after = i - 1
            while (skipped := self.has(after, "adverb")) is not None:
                after = skipped.start
            verb = next((m for m in self.ending_at(after) if m.entry.relation), None)
            if verb is None or verb.entry.relation != "implements":
                return None
            return self.chain(verb.start, (verb, after), after)
        return None

    def chain(self, start: int, verb: tuple[Match, int] | None, end: int) -> Found:
        """The list of verbs that ends at token ``start``: "tiếp tục quán triệt, triển khai thực hiện"."""
        i, relation = start, verb[0].entry.relation if verb else None
        last = verb[1] if verb else start
        carries, amends = relation == "implements", False
        while i > 0:
            joined = self.tokens[i - 1].plain in JOINS
            at = i - 1 if joined else i
            matches = self.ending_at(at)
            before = next((m for m in matches if m.entry.relation or {"verb_between", "adverb"} & m.entry.roles), None)
            undone = bool(matches) and "undone" in matches[0].entry.roles
            if undone or before is None or before.entry.relation in ("cites", "basis", "attaches", "issued"):
                break
            said = before.entry.relation
            if said is not None:
                last = last if relation else at
                carries, amends = carries or said == "implements", amends or said == "amends"
                relation = _together(relation, said, joined=joined)
            i = before.start
        if relation is None or (relation == "continues" and not carries):
            return OTHER
        if self._again(i):
            return Found("joined")
        carried = relation in CARRIES_OUT
        if self._undone(i, relation):
            relation = "cites"
        named = carried and self.has(i, "doing") is not None
        first = self.tokens[i]
        words = " ".join(self.clean[first.start:self.tokens[last - 1].end].split()).lower()
        gap = sum(token.plain[0].isalnum() for token in self.tokens[last:end])
        if gap and relation in ("replaces", "repeals") and (amends or self._some_changed(i, last, relation)):
            relation = "amends"  # "sửa đổi, thay thế, bãi bỏ một số điều của" leaves the text in force
        return Found("verb", Cue(first.start, self.tokens[last - 1].end, relation, words[:80], gap, named=named,
                                 state=carried and self.has(i, "state") is not None))

    def _some_changed(self, start: int, last: int, relation: RelationType) -> bool:
        """Whether "một số" parts behind the verbs up to token ``last`` are repealed and others replaced, by the verbs
        from ``start`` on or right before them: "thay thế cụm từ và bãi bỏ một số khoản của"."""
        if relation != "repeals" or self.tokens[last].plain != "một":
            return False
        for end in range(last - 1, max(0, start - _CHANGED_WORDS), -1):
            if any(match.entry.relation == "replaces" for match in self.ending_at(end)):
                return True
            if self.tokens[end - 1].plain in STOPS - JOINS:
                return False
        return False

    def _again(self, start: int) -> bool:
        """Whether "và 10 năm" stands before the verb: what is said of the member before is said of this one."""
        return start > 2 and self.tokens[start - 1].plain == "năm" and self.only_marks(start - 2)

    def _undone(self, start: int, relation: RelationType) -> bool:
        """Whether the words before the verb say that nothing is done here: not yet, by others' wish, years ago."""
        if relation == "basis":
            return bool(start) and self.tokens[start - 1].plain not in (STOPS | LINKS | OPENING | _TWICE) - {":"}
        if start and self.tokens[start - 1].plain == "." and self.clean[self.tokens[start].start].islower():
            return True  # a scan cut the verb in two: "hướng dẫn. thi hành"
        if self._opens_line(start):
            return False
        start, undone = self._past_nouns(start)
        if undone:
            return True
        if relation in CARRIES_OUT and start > 1 and self.tokens[start - 1].plain == "năm":
            near = [token.plain for token in self.tokens[max(0, start - 6):start]]
            return not _REPORTS.intersection(near) or "nghị" in near
        return relation in (*CARRIES_OUT, "basis", "guides") and self._asked(start)

    def _opens_line(self, start: int) -> bool:
        """Whether the verb opens a line below a heading that ran into its sentence: "Bãi bỏ văn bản / Bãi bỏ …"."""
        at = self.tokens[start].start  # nothing stands between the first token and the one "before" it, the last
        return "\n" in self.clean[self.tokens[start - 1].end:at] and self.clean[at:at + 2].istitle()

    def _past_nouns(self, start: int) -> tuple[int, bool]:
        """Past the words that name the doing ("tình hình, kết quả"), and whether it is undone before them."""
        while matches := self.ending_at(start):
            entry = matches[0].entry
            if "undone" in entry.roles:
                return start, True
            if not entry.roles & {"nominal", "verb_between"} and entry.relation != "implements":
                break
            start = matches[0].start
        return start, False

    def _asked(self, start: int) -> bool:
        """Whether somebody else is asked to do it: "đề nghị các đơn vị thực hiện …"."""
        for i in range(start - 1, max(0, start - _CLAUSE_WORDS), -1):
            if self.tokens[i - 1].plain in STOPS:
                return False
            if self.has(i, "asks") and self.tokens[i].plain != "của":
                return True
        return False


def _together(later: RelationType | None, earlier: RelationType, *, joined: bool) -> RelationType:
    """What two verbs of a list say: "tiếp tục" and "hướng dẫn" colour the verb right after them."""
    if later is None:
        return earlier
    if earlier == "continues" and later == "implements":
        return "continues"
    if earlier == "guides" and later == "implements" and not joined:
        return "guides"
    return later
