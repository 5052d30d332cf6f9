"""Parts of a text, whatever they are called: who changes a part changes the text.

"Bãi bỏ 03 thủ tục … ban hành kèm theo Quyết định …", "Bổ sung định mức … tại Phụ lục II Thông tư …".
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec.structs import replace

from ...language.letters import normal
from ...models import RelationType
from ...registry.grammar import Grammar, compiled
from ..plausible import CHANGES
from .chains import CLOSING, JOINS, LINKS, STOPS, Chains, Found
from .words import tokens_between

PART = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,4}[a-zđ]?|[ivx]{1,6}|[a-zđ]")
_IN_DETAIL = "quy định chi tiết"
FORM_NAME = 9
"""Letters of the longest word for a part that a citation can begin with."""
_RULES = frozenset([("các", "quy"), ("số", "quy"), ("số", "nội"), ("nội", "dung"), ("thủ", "tục")])
"""The first words of what a text says or announces: "các quy định", "một số nội dung", "thủ tục hành chính"."""
_COUNTED = ("các", "những", "một", "số")
"""The first words of an object that is counted: "một số định mức", "các mức chi"."""
_WHOLE = "thu hồi"
"""What is done to a text as a whole; land and money are called back too ("Thu hồi đất … quy định tại khoản 3")."""
_ADDS = "bổ sung"
_SAID_THERE = ["quy", "định", "tại"]
"""What a text already says is not added to it: "Bổ sung giá đất … quy định tại khoản 6 Điều 3 của Nghị quyết"."""
_OTHER_THINGS = frozenset([("văn", "bản"), ("phù", "hợp")])
"""What is changed are texts, or it is changed to fit one: "Điều chỉnh công năng phù hợp với quy định tại …"."""
_CLAUSE_ENDS = STOPS - CLOSING
_PART_WORDS = frozenset(["số", "thứ", "tự", "lục", "từ", "chương", "phần", "tiết", "của", "tại", "và"])
"""What else stands in a list of parts."""
_CHANGING = JOINS | frozenset(["sửa", "đổi", "bổ", "sung", "thay", "thế", "bãi", "bỏ"])
"""Words of which the verbs alone consist, with no object: "(sửa đổi, bổ sung tại …)"."""
_GUIDES, _GUIDES_LAST = "hướng dẫn", "dan"
"""A verb, and its last word without marks: quick to look for."""
_POINTS = ("tại", "của", "trong")
"""What leads from the thing that is guided into the text that says it."""
_UNGUIDED = frozenset(["theo", "thay", "sửa", "bãi", "chưa", "không", "được", "sau", "khi", "nhằm", "để", "như"])
"""Words by which what is guided is another thing than the text behind it: "hướng dẫn … theo quy định tại"."""
_OPENING_WORDS = 3
"""Words before a verb that opens its clause: "về việc", "nay", "Thông tư này"."""


def _takes_parts(relation: RelationType | None, phrase: str) -> bool:
    """Whether a verb has a part of a text as its object: one of change, or "quy định chi tiết"."""
    return relation in CHANGES or phrase == _IN_DETAIL


@compiled
def part_named(grammar: Grammar) -> re.Pattern[str]:
    """A part at the head of a citation."""
    return re.compile(rf"(?:{grammar.words('part_name')})\s", re.IGNORECASE)


@compiled
def form(grammar: Grammar) -> re.Pattern[str]:
    """A part that a form is."""
    return re.compile(rf"(?<!\w)(?:{grammar.words('part_form')})\s", re.IGNORECASE)


@compiled
def _parts(grammar: Grammar) -> frozenset[str]:
    """Words, or the first of two, for parts of a text, in small letters."""
    return frozenset(word.lower().split()[0] for word in grammar.registry.sentence_words["part_word"])


@compiled
def _ends_of_change(grammar: Grammar) -> frozenset[str]:
    """The last word, without its marks, of every phrase that takes a part as its object: quick to look for."""
    phrases = (row.phrase for row in grammar.registry.phrases if _takes_parts(row.relation, row.phrase.lower()))
    return frozenset(tokens_between(phrase, 0, len(phrase))[-1].bare for phrase in map(normal, phrases))


class Parts(Chains, frozen=True, gc=False):
    """A row of tokens read from the right, and the parts of a text that it names."""

    def of_part(self, *, cut: bool, provision: bool) -> Found | None:
        """The verb of change that opens the clause, its object being a part of the text, whatever that part is called:
        "Bãi bỏ 03 thủ tục … ban hành kèm theo", "Bổ sung định mức … tại Phụ lục II".
        ``cut``: the clause may begin before the tokens do; ``provision``: a part is named at the end of them;
        ``None``: no such verb opens it."""
        end = len(self.tokens)
        lead = self.has(end, "lead") or self.has(end, "lead_noun")
        if not (lead or provision):
            return None
        first = self._clause()
        if first == end or (cut and first == 0):
            return None
        ends = _ends_of_change(self.grammar)
        changes = [i for i in range(first + 1, end) if self.tokens[i - 1].bare in ends]
        if not changes:
            return None
        words = [token.plain for token in self.tokens[first:end]]
        attached = words[-1] == "theo" and "kèm" in words[-3:]
        texts = not _OTHER_THINGS.isdisjoint(pairwise(words))
        rules = not _RULES.isdisjoint(pairwise(words[:-1]))
        if words.count("theo") > attached or (texts and not attached):
            return None
        part = attached or provision or rules or bool(_parts(self.grammar).intersection(words))
        for i in changes:
            verb = next((m for m in self.ending_at(i) if _takes_parts(m.entry.relation, m.entry.phrase)), None)
            if verb is not None and verb.start >= first:
                if verb.entry.phrase == _WHOLE or (verb.entry.phrase == _ADDS and words[-3:] == _SAID_THERE):
                    return None
                if _CHANGING.issuperset(token.plain for token in self.tokens[i:lead.start if lead else end]):
                    return None
                before = [token.plain for token in self.tokens[first:verb.start]]
                near = self._opens(before) or self.has(verb.start, "text_noun")
                part = part or self._counts(i, lead.start if lead else end)
                cue = self.chain(verb.start, (verb, i), end).cue
                if not near or not part or cue is None or cue.relation not in (*CHANGES, "guides"):
                    return None
                return Found("verb", replace(cue, part=True))
        return None

    def of_matter(self, *, cut: bool) -> Found | None:
        """The guide that names first what it guides: "Thông tư này hướng dẫn mức chi … tại khoản 1 Điều 48 (Nghị định
        …)", "hướng dẫn một số điều về hợp đồng lao động … của (Nghị định …)"; ``None`` where no guide opens the clause,
        or what it guides is another thing."""
        end, first = len(self.tokens), self._clause()
        lead = self.has(end, "lead")
        if lead is None or lead.entry.phrase not in _POINTS or first == end or (cut and first == 0):
            return None
        ends = [i for i in range(first + 1, lead.start) if self.tokens[i - 1].bare == _GUIDES_LAST]
        found = ((i, m) for i in ends for m in self.ending_at(i) if m.entry.phrase == _GUIDES)
        i, verb = next(found, (end, None))
        if verb is None or verb.start < first:
            return None
        matter = [token.plain for token in self.tokens[i:lead.start]]
        counted = (matter[:1] == ["thực"] and matter[2:]) or matter
        if not matter or matter[0] == "của" or _UNGUIDED.intersection(matter) or (
                lead.entry.phrase == "của" and counted[0] not in _COUNTED):
            return None
        before = [token.plain for token in self.tokens[first:verb.start]]
        cue = self.chain(verb.start, (verb, i), end).cue
        if cue is None or cue.relation != "guides" or not (self._opens(before) or self.has(verb.start, "text_noun")):
            return None
        return Found("verb", replace(cue, part=True))

    def _clause(self) -> int:
        """Where the last clause begins."""
        marks = (i for i in range(len(self.tokens), 0, -1) if self.tokens[i - 1].plain in _CLAUSE_ENDS)
        return next((i for i in marks if self._stops(i - 1)), 0)

    def _opens(self, before: list[str]) -> bool:
        """Whether words before a verb leave it the first of its clause."""
        return len(before) <= _OPENING_WORDS or self._itself(before)

    def _counts(self, start: int, end: int) -> bool:
        """Whether the object from token ``start`` on is counted ("một số định mức"), nothing but its name up to the
        preposition at ``end``: no mark, no number of another text."""
        while start < end and self.tokens[start].plain in _CHANGING:
            start += 1
        words = [token.plain for token in self.tokens[start:end]]
        return bool(words) and (words[0] in _COUNTED or words[0].isdigit()) and not any(
            word in ("/", ",", "và", "cho", "để", "nhằm") for word in words)

    @staticmethod
    def _itself(before: list[str]) -> bool:
        """Whether the document is the subject: "Quyết định này có hiệu lực … và (thay thế)", no comma after it."""
        return "này" in before and "," not in before[before.index("này"):]

    def only_parts(self) -> bool:
        """Whether nothing but parts of the text stands between a joining word and it: "; số thứ tự 01, 02 mục A - "."""
        words = [token.plain for token in self.tokens]
        known = LINKS | _PART_WORDS | _parts(self.grammar)
        return bool(words) and words[0] in LINKS and all(
            word in known or word.isdigit() or PART.fullmatch(word) for word in words)

    def _stops(self, i: int) -> bool:
        """Whether token ``i``, a mark, ends a clause; the mark inside "07.14" does not, nor does the end of a quoted
        name, nor the colon of "Bãi bỏ: …"."""
        tokens = self.tokens
        if tokens[i].plain == ":" and any(m.entry.relation in CHANGES for m in self.ending_at(i)):
            return False
        inside = 0 < i < len(tokens) - 1 and tokens[i - 1].plain.isdigit() and tokens[i + 1].plain.isdigit() and (
            tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start)
        return not inside
