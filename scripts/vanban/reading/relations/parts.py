"""Parts of a text, whatever they are called: who changes a part changes the text.

"Bãi bỏ 03 thủ tục … ban hành kèm theo Quyết định …", "Bổ sung định mức … tại Phụ lục II Thông tư …".
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from ...language.letters import normal
from ...models import RelationType
from ...registry.grammar import Grammar, compiled
from ...registry.relations import CHANGES
from .chains import CLOSING, JOINS, LINKS, STOPS, Chains, Found
from .words import tokens_between

PART = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,4}[a-zđ]?|[ivx]{1,6}|[a-zđ]")
FORM_NAME = 9
"""Letters of the longest word for a part that a citation can begin with."""
_CLAUSE_ENDS = STOPS - CLOSING
_OPENING_WORDS = 3
"""Words before a verb that opens its clause: "về việc", "nay", "Thông tư này"."""


def _takes_parts(relation: RelationType | None, object_: str | None) -> bool:
    """Whether a verb has a part of a text as its object: one of change, or "quy định chi tiết"."""
    return relation in CHANGES or object_ == "part"


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


def _words(grammar: Grammar, role: str) -> frozenset[str]:
    """The words of the table that have a role, as single tokens."""
    return frozenset(grammar.registry.sentence_words[role])


def _phrases(grammar: Grammar, role: str) -> frozenset[tuple[str, ...]]:
    """The first two words of what the table has in a role."""
    return frozenset(tuple(phrase.split()[:2]) for phrase in grammar.registry.sentence_words[role])


class _Table(Struct, frozen=True, gc=False):
    """The words by which parts of a text are told, by their roles in sentence_words.yaml."""

    says: frozenset[tuple[str, ...]]
    other_object: frozenset[tuple[str, ...]]
    said_there: tuple[list[str], ...]
    counts: frozenset[str]
    uncounted: frozenset[str]
    leads_to_text: frozenset[str]
    unguided: frozenset[str]
    in_list: frozenset[str]
    changing: frozenset[str]


@compiled
def _table(grammar: Grammar) -> _Table:
    said = tuple(phrase.split() for phrase in grammar.registry.sentence_words["said_there"])
    changing = {word for phrase in grammar.phrases(*CHANGES) for word in normal(phrase).split()}
    return _Table(
        _phrases(grammar, "says"), _phrases(grammar, "other_object"), said, _words(grammar, "counts"),
        _words(grammar, "uncounted"), _words(grammar, "leads_to_text"), _words(grammar, "unguided"),
        LINKS | _words(grammar, "between_parts") | _parts(grammar), JOINS | changing)


@compiled
def _ends_of_change(grammar: Grammar) -> frozenset[str]:
    """The last word, without its marks, of every phrase that takes a part as its object: quick to look for."""
    phrases = (normal(row.phrase) for row in grammar.registry.phrases if _takes_parts(row.relation, row.object))
    return frozenset(tokens_between(phrase, 0, len(phrase))[-1].bare for phrase in phrases)


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
        if cut and first == 0:
            return None
        ends = _ends_of_change(self.grammar)
        changes = [i for i in range(first + 1, end) if self.tokens[i - 1].bare in ends]
        if not changes:
            return None
        table, stop = _table(self.grammar), lead.start if lead else end
        words = [token.plain for token in self.tokens[first:end]]
        attached = words[-1] == "theo" and "kèm" in words[-3:]
        texts = not table.other_object.isdisjoint(pairwise(words))  # what is changed are other things
        rules = not table.says.isdisjoint(pairwise(words[:-1]))
        if words.count("theo") > attached or (texts and not attached):
            return None
        part = attached or provision or rules or bool(_parts(self.grammar).intersection(words))
        for i in changes:
            verb = next((m for m in self.ending_at(i) if _takes_parts(m.entry.relation, m.entry.object)), None)
            if verb is not None:
                said = any(words[-len(phrase):] == phrase for phrase in table.said_there)
                if verb.entry.object == "whole" or (verb.entry.object == "added" and said):
                    return None
                if table.changing.issuperset(token.plain for token in self.tokens[i:stop]):
                    return None
                before = [token.plain for token in self.tokens[first:verb.start]]
                near = self._opens(before) or self.has(verb.start, "text_noun") or (
                    verb.entry.relation == "replaces" and self._is_form(first))
                part = part or self._counts(i, stop)
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
        table = _table(self.grammar)
        if lead is None or lead.entry.phrase not in table.leads_to_text or (cut and first == 0):
            return None
        found = ((i, m) for i in range(first + 1, lead.start) for m in self.ending_at(i) if m.entry.object == "matter")
        i, verb = next(found, (end, None))
        if verb is None:
            return None
        matter = [token.plain for token in self.tokens[i:lead.start]]
        counted = (matter[:1] == ["thực"] and matter[2:]) or matter
        if matter[0] == "của" or table.unguided.intersection(matter) or (
                lead.entry.phrase == "của" and counted[0] not in table.counts):
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
        return len(before) <= _OPENING_WORDS or self._itself(before) or (
            before[-2:] == ["về", "việc"] and "hành" in before)  # "ban hành Nghị quyết về việc (sửa đổi)"

    def _is_form(self, first: int) -> bool:
        """Whether a form opens the clause at token ``first``, for another: "Mẫu số 5 thay thế mẫu …"."""
        return form(self.grammar).match(self.clean, self.tokens[first].start) is not None

    def _counts(self, start: int, end: int) -> bool:
        """Whether the object from token ``start`` on is counted ("một số định mức"), nothing but its name up to the
        preposition at ``end``: no mark, no number of another text."""
        table = _table(self.grammar)
        while self.tokens[start].plain in table.changing:
            start += 1
        words = [token.plain for token in self.tokens[start:end]]
        return (words[0] in table.counts or words[0].isdigit()) and table.uncounted.isdisjoint(words)

    @staticmethod
    def _itself(before: list[str]) -> bool:
        """Whether the document is the subject: "Quyết định này có hiệu lực … và (thay thế)", no comma after it."""
        return "này" in before and "," not in before[before.index("này"):]

    def only_parts(self) -> bool:
        """Whether nothing but parts of the text stands between a joining word and it: "; số thứ tự 01, 02 mục A - "."""
        words = [token.plain for token in self.tokens]
        known = _table(self.grammar).in_list
        return words[0] in LINKS and all(
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
