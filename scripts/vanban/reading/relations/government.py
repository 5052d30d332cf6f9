"""Which verb has a citation as its object, read from the citation to the left.

Between verb and object may stand adverbs, determiners, nouns that lead into the instrument ("các nhiệm vụ … tại"),
and verbs of the same list; anything else means that the verb has another object.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from ...registry.grammar import Grammar
from ...registry.relations import CARRIES_OUT, CHANGES
from ..citations.types import SO
from .basis import rested_on
from .chains import CLOSING, JOINS, LINKS, OPENING, OTHER, STOPS, Cue, Found
from .enclosed import issued_with
from .gaps import passive_change
from .nouns import BODY_WORDS, Nouns
from .parts import FORM_NAME, PART, form, part_named
from .pieces import changed
from .words import Match, before_object, first_with, tokens_between

_REACH = 420
"""Characters before a citation that are read; a government that needs more is none."""
_LIST_REACH = 700
_MEMBER_WORDS = 24
"""Words that a member of a list that is no citation may have."""
_OF_WHOM = 8
"""Words of "của <body>" behind a noun that stands for texts at large."""
_PLAN_WORDS = 60
"""Words that the name of a plan, and of who approved it, may have."""
_PROVISION_REACH = 120
_PROVISION = re.compile(r"""
    (?<!\w)(?:
      (?:gạch\s+đầu\s+dòng|tiết|[đd]i[ểêềéẻ]m|kho[ảáãa]n|[đd]i[ềêểéệ]u|mục|chương|phần|phụ\s+lục)\s+    # Tiết
      (?:\d[\w.]{0,5}|[ivx]{1,5}|[a-zđ](?:\.\d+)?|\|)    # đ.2, 7a, IV, a misread 1
      (?:\s*[,;'‘’]|\s+và)?(?:\s+của)?\s+                # và, của
    ){1,6}\Z""", re.IGNORECASE | re.VERBOSE)
"""Parts of the instrument named before it that are no part of the citation: "Tiết đ.2, khoản 2, Điều 2 của"."""
_BETWEEN_PARTS = frozenset(["", "của", "và"])
_NEAR = 24
"""Characters before a citation in which the number or letter of a provision stands."""
_ROMAN = frozenset("ivx")
_BRACKET = re.compile(r"[.;/][\s*]*\([\s*]*\Z")
_BLANKS = 12
_COUNT = 3
"""Digits of a number that counts: "05 nhiệm vụ"; a year has more."""


def govern(clean: str, low: int, at: int, grammar: Grammar) -> Found:
    """What governs a citation whose phrase begins at ``at``, in the words from ``low`` on."""
    provision = _PROVISION.search(clean, max(low, at - _PROVISION_REACH), at) if _numbered(clean, at) else None
    at = provision.start() if provision else at
    begin = max(low, at - _REACH)
    walk = _Walk(clean, before_object(clean, begin, at, grammar), grammar)
    found = walk.from_object(len(walk.tokens))
    if walk.tokens and (found.cue is None or found.cue.relation in ("cites", "attaches")):
        found = (walk.of_part(cut=begin > low, provision=part_named(grammar).match(clean, at) is not None)
                 or walk.of_matter(cut=begin > low) or found)
        if found.cue is None or found.cue.relation in ("cites", "attaches"):
            of_item = changed(clean, low, at, grammar)
            found = Found("verb", of_item) if of_item is not None else found
    found = Found("joined") if found is OTHER and begin == low and walk.only_parts() else found
    aside = found.place == "start" and low > 0 and clean[low - 1] == "("
    if found.cue is None:
        found = (_of_aside(clean, low - 1, grammar) if aside else rested_on(clean, low, at, grammar)) or found
    if found.cue is None and (enclosed := issued_with(clean, at, grammar)) is not None:
        found = Found("verb", enclosed)
    cue = found.cue
    if cue is not None and cue.relation in CHANGES and passive_change(clean[begin:at], grammar) is not None:
        return OTHER  # "Bổ sung khoản 1a Điều 9a được bổ sung bởi khoản 2 Điều 1 (Thông tư …)"
    replacing = cue is not None and (cue.relation == "replaces" or "thay thế" in cue.phrase)
    if cue is not None and replacing and form(grammar).search(clean, cue.end, at + FORM_NAME):
        found = Found("verb", replace(cue, relation="amends"))  # who replaces a part amends
    if begin > low and found.place in ("start", "joined"):
        return OTHER
    if isinstance(found, _Opens):
        mark = walk.tokens[found.at]
        return of_list(clean, low, mark.start, grammar, direct=mark.plain == ":", nouns=found.led)
    return found


def _numbered(clean: str, at: int) -> bool:
    """Whether a number or a letter stands before ``at``: quick to see before a provision is sought."""
    for word in reversed(clean[max(0, at - _NEAR):at].lower().split()):
        if (value := word.rstrip(",;'‘’")) not in _BETWEEN_PARTS:
            return len(value) == 1 or not value.isalpha() or _ROMAN.issuperset(value)
    return True


def _of_aside(clean: str, bracket: int, grammar: Grammar) -> Found | None:
    """What rests on the text in a bracket behind the body that wrote it: "Xét đề nghị của Bộ A (văn bản số …)"."""
    walk = _Walk(clean, tokens_between(clean, max(0, bracket - _REACH), bracket), grammar)
    said = walk.nouns(len(walk.tokens))
    found = walk.from_object(said) if said is not None else OTHER
    return found if found.cue is not None and found.cue.relation == "basis" else None


class _Opens(Found, frozen=True, gc=False):
    """A mark that opens a list, at a token; ``led``: "tại" leads into the texts ("nhất là tại Nghị quyết …")."""

    at: int = 0
    led: bool = False


def of_list(clean: str, low: int, high: int, grammar: Grammar, *, direct: bool = True, nouns: bool = False) -> Found:
    """What governs the list that the words of ``clean[low:high]`` introduce: a verb that has texts as its object
    ("bãi bỏ các quyết định … sau đây"), or with ``nouns`` what leads into them ("hoàn thành các nhiệm vụ được giao"),
    or with ``direct`` one right before the colon."""
    begin = max(low, high - _LIST_REACH)
    walk = _Walk(clean, tokens_between(clean, begin, high), grammar)
    end = len(walk.tokens)
    first = max((i + 1 for i, token in enumerate(walk.tokens) if token.plain in STOPS), default=0)
    joined = False
    starts = [walk.coordinated(noun.start) for i in range(first + 1, end + 1)
              if (noun := walk.text_before(i) or (walk.has(i, "lead_noun") if nouns else None)) is not None]
    for start in [*starts, *([end] if direct else [])]:
        found = walk.from_object(start)
        cue = found.cue
        if cue is not None:
            return Found("verb", Cue(cue.start, cue.end, cue.relation, cue.phrase, cue.gap, listed=True))
        joined = joined or found.place in ("joined", "start")
    return Found("joined") if joined and begin == low else OTHER


class _Walk(Nouns, frozen=True, gc=False):
    """A row of tokens read from the right."""

    def text_before(self, end: int) -> Match | None:
        """The words for texts that end at token ``end``; those for one kind of text only where they are counted;
        ``None`` where none end there."""
        noun = self.has(end, "text_noun")
        if noun is None or self.grammar.registry.type_named(noun.entry.phrase) is None:
            return noun
        return noun if self.has(noun.start, "determiner") else None

    def from_object(self, end: int, *, member: bool = False) -> Found:
        """What governs the object that begins at token ``end``; ``member``: that object is a member of a list."""
        i, adverbs = end, False
        carried: Found | None = None
        while i > 0:
            matches = self.ending_at(i)
            opens = first_with(matches, "such_as")
            if opens is not None or self.tokens[i - 1].plain == ":":
                return _Opens("other", None, i - 1 if opens is None else opens.start)
            if self.tokens[i - 1].plain in OPENING:
                i -= 1
                continue
            verb = next((m for m in matches if m.entry.relation), None)
            if verb is not None and not self._is_lead(verb):
                return self._verb(verb, i, end)
            if (lead := first_with(matches, "lead")) is not None:
                before = self.nouns(lead.start)
                if before is None:
                    return self._led(lead, verb, end, carried)
                carried = carried or self._approved(lead.start)
            else:
                before = self._passed(i, end, matches, adverbs=adverbs)
                if before is None:
                    return self._stopped(i, end, matches, carried, member=member)
                adverbs = adverbs or first_with(matches, "adverb") is not None
            i = before
        return Found("start")

    def _passed(self, i: int, end: int, matches: list[Match], *, adverbs: bool) -> int | None:
        """Where what may stand between a verb and its object at ``end`` begins, ending at token ``i``: adverbs (some
        were passed with ``adverbs``), determiners, counts, nouns that lead into a text; ``None`` for anything else."""
        skipped = first_with(matches, "adverb") or first_with(matches, "determiner")
        if skipped is not None:
            return skipped.start
        word, last = self.tokens[i - 1].plain, len(self.tokens)
        if (i == last and word in SO) or (word.isdigit() and len(word) <= _COUNT and (i < end or end < last)):
            return i - 1
        verb, noun = first_with(matches, "verb_between"), first_with(matches, "lead_noun")
        if noun is not None and (verb is None or not self._joined(verb.start)):
            return noun.start
        joined = (word in JOINS and self._goes_on(i - 1, adverbs=adverbs)) or (
            PART.fullmatch(word) and self._noun_before(i - 1))
        return i - 1 if verb is None and i < end and joined else None

    def _led(self, lead: Match, verb: Match | None, end: int, carried: Found | None) -> Found:
        """What governs an object that a preposition leads to, with no noun before it that a verb reaches through;
        ``carried``: what carries out the plan that the object approved."""
        governing = self._governing(lead.start) if lead.entry.phrase == "của" else None
        if governing is not None:
            return self._verb(governing, lead.start, end)
        carried = carried or self._approved(lead.start)
        if carried is None and (such := self.has(lead.start, "such_as")) is not None:
            return _Opens("other", None, such.start, led=True)
        return carried or (self._cites(verb, end) if verb else OTHER)

    def _stopped(self, i: int, end: int, matches: list[Match], carried: Found | None, *, member: bool) -> Found:
        """What governs the object where the words that end at token ``i`` are none that stand between: verbs of a list
        with their own, a member of the list before it, or something else."""
        if (verb := first_with(matches, "verb_between")) is not None:
            return self.chain(verb.start, None, end)
        if (word := self.tokens[i - 1].plain) not in LINKS:
            return carried or self.addressed(i) or OTHER
        if self.only_marks(i - 1):
            return Found("joined")
        return OTHER if member or word == ";" else self._earlier_member(i - 1)

    def _goes_on(self, end: int, *, adverbs: bool) -> bool:
        """Whether an adverb or a noun that leads into the text is joined to the next one: "tiêu đề và nội dung"."""
        if self.has(end, "adverb") and adverbs:
            return True
        return self._noun_before(end) and self.has(end, "determiner") is None

    def _earlier_member(self, end: int) -> Found:
        """What governs the member of the list before token ``end`` that is no citation, its type in capitals:
        "quán triệt Nghị quyết Đại hội các cấp và …"."""
        for i in range(end, max(0, end - _MEMBER_WORDS), -1):
            if self.tokens[i - 1].plain in STOPS or self.tokens[i - 1].plain in OPENING:
                break
            noun = self.has(i, "text_noun") or self.has(i, "lead_noun")
            named = noun is not None and self.clean[self.tokens[noun.start].start].isupper()
            if noun is None or not (named or self._are_texts(noun, i, end)):
                continue
            found = self.from_object(self.coordinated(noun.start), member=True)
            if found.cue is not None and self._names_plan(found.cue):
                return OTHER
            if found.cue is not None and found.cue.relation in (*CARRIES_OUT, "basis"):
                return found
        return OTHER

    def _names_plan(self, cue: Cue) -> bool:
        """Whether a verb stands in the name of a plan that is a member of the list: "Quy hoạch A và Kế hoạch thực hiện
        Quy hoạch A, (Quyết định …)"."""
        end = next((i for i, token in enumerate(self.tokens) if token.start == cue.start), 0)
        noun = self.has(end, "text_noun")
        return noun is not None and self.grammar.registry.has_trait(noun.entry.phrase, "plan") and (
            self._joined(noun.start) and self.clean[self.tokens[noun.start].start].isupper())

    def _are_texts(self, noun: Match, after: int, end: int) -> bool:
        """Whether a noun stands for texts at large ("các quy định của pháp luật", "chỉ đạo của Bộ Chính trị"): counted,
        or of somebody, with nothing more said of them up to token ``end``."""
        words = [token.plain for token in self.tokens[after:end]]
        counted = self.has(self.coordinated(noun.start), "determiner") is not None
        if "text_noun" not in noun.entry.roles and not (
                after + 1 < end and self.clean[self.tokens[after + 1].start].isupper()):
            return False
        return (counted and not words) or (words[:1] == ["của"] and len(words) <= _OF_WHOM and not (
            {",", "về", "để", "tại", "theo", "cho"} & set(words)))

    def _governing(self, end: int) -> Match | None:
        """A verb that takes its object with "của": "biện pháp thi hành của Luật", "chấm dứt hiệu lực của"."""
        verb = next((m for m in self.ending_at(end) if m.entry.relation), None)
        return verb if verb and verb.entry.relation in ("guides", "repeals") else None

    def _approved(self, end: int) -> Found | None:
        """What carries out the plan, its type in capitals, that the citation approved: "triển khai Đề án … được Thủ
        tướng Chính phủ phê duyệt tại", "thực hiện Đề án “…” theo"; ``None`` where no plan stands before."""
        last = self.has(end, "approves")
        if last is not None:
            by = range(last.start, max(0, last.start - BODY_WORDS), -1)
            end = next((i - 1 for i in by if self.tokens[i - 1].plain == "được"), 0)
        elif not end or self.tokens[end - 1].plain not in CLOSING:
            return None
        for i in range(end, max(0, end - _PLAN_WORDS), -1):
            if self.tokens[i - 1].plain in STOPS - CLOSING:
                return None
            noun = self.has(i, "text_noun")
            if noun is None or not self.clean[self.tokens[noun.start].start].isupper():
                continue
            if self.grammar.registry.has_trait(noun.entry.phrase, "plan"):
                found = self.from_object(noun.start, member=True)
                cue = found.cue
                if cue is None or cue.relation not in CARRIES_OUT:
                    return None
                return Found("verb", replace(cue, gap=end - noun.start))
        return None

    def _is_lead(self, verb: Match) -> bool:
        """Whether the words are a preposition first of all: "theo" and "kèm theo" may lead into an instrument, but
        what stands alone in a bracket, after a sentence that has ended, is sent along: "(Kèm theo Báo cáo …)"."""
        at = self.tokens[verb.start].start
        if verb.entry.relation == "attaches" and _BRACKET.search(self.clean, max(0, at - _BLANKS), at):
            return False
        return "lead" in verb.entry.roles

    def _cites(self, verb: Match, end: int) -> Found:
        """The neutral words right before a citation ("theo")."""
        first, last = self.tokens[verb.start], self.tokens[end - 1]
        return Found("verb", Cue(first.start, last.end, "cites", verb.entry.phrase, 0))

    def _verb(self, verb: Match, after: int, end: int) -> Found:
        if verb.entry.relation == "cites":
            return self._cites(verb, after)
        return self.chain(verb.start, (verb, after), end)
