"""The fixed words of the layout, also as recognition bends them: the one place where its damage is undone.

Long formulas ("Cộng hòa xã hội chủ nghĩa Việt Nam") are compared letter by letter without marks, within the slips
that their row allows; short ones ("Số", "V/v") by the forms that their row lists.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import combinations

from msgspec import Struct
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from ...language.folding import fold, folded_places
from ...language.letters import CAP, LOW
from ...registry.grammar import Grammar, any_of, compiled
from .marks import TELEGRAM

_LONGEST = 300
"""Characters of a line that a formula is sought in."""
_OPENING = re.compile(r"(?:[^\W\d_]\s)?\W{0,3}(?P<words>[^\W\d_]{2,7}(?:\s+[^\W\d_]{2,7})?)(?![^\W_])")
_LIST_FOLLOWS = re.compile(
    rf"\s*(?:[:.;]|(?=$)|(?=\s[-{CAP}])|(?=\s\S{{1,3}}(?:$|\s*[;,]?\s*[{CAP}]{{2}})))[^\w(+-]{{0,2}}")
"""What stands behind "Nơi nhận" where it heads a list: a colon, nothing, an item, a scrap before the other column."""
_LONGEST_TITLE = 80
"""Characters of a line that holds the country's name or the Party's title."""
_HINTS = (("national", re.compile(r"h\w{1,2}i ch|ngh?ia|v\w{2}t n|d[ae]n ch")),
          ("motto", re.compile(r"l[ae]p|t\w d[oa]|l\w d[oa]")))
"""What a line has at least before it is compared with the whole formula; a search skips to their first letters."""
_HINT = re.compile("|".join(hint.pattern for _, hint in _HINTS))
_BENT_ADDRESSED = re.compile(r"\W{0,4}(?!Đồng|Nơi)(?:[^\W\d_]{1,4}\W?\s+)?gửi\s?:\s*")
""""Kính gửi:" of whose first word recognition left a few letters or none."""
_ENDS = frozenset(("cong", "nam", "phuc", "hanh phuc"))
"""Single words that stand alone where a narrow column broke the title and the motto."""
_COUNTRY = "viet nam"
_WHOLE = 5
"""Words of a formula that columns break; a shorter row is itself what recognition left of one."""
_LETTERS = (*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))


class _Pattern(Struct, frozen=True, gc=False):
    """A formula ready for comparing: its letters without marks, its words, and what only looks alike."""

    key: str
    words: tuple[str, ...]
    slips: int
    unlike: frozenset[str]


@compiled
def _patterns(grammar: Grammar) -> dict[str, tuple[_Pattern, ...]]:
    found: defaultdict[str, list[_Pattern]] = defaultdict(list)
    for row in grammar.registry.formulas:
        words = tuple(word for word in fold(row.words).split() if word.isalpha())
        found[row.part].append(_Pattern(fold(row.words), words, row.slips, frozenset(map(str.lower, row.unlike))))
    return {part: tuple(patterns) for part, patterns in found.items()}


class _Opening(Struct, frozen=True, gc=False):
    """The formulas of a part that open a line; ``known`` is what two words were found to be, since lines open with the
    same few words.

    ``heads`` are the letters of which one is the first or second of all that is bent to them: quick to look for. One
    slip leaves one of the first two letters where it was or beside it; of more slips nothing is said.
    """

    patterns: tuple[_Pattern, ...]
    heads: frozenset[str]
    known: dict[str, bool]


@compiled
def _openings(grammar: Grammar) -> dict[str, _Opening]:
    found = {}
    for part, patterns in _patterns(grammar).items():
        begins = {letter for pattern in patterns for letter in "".join(pattern.words)[:pattern.slips + 1]}
        anything = any(pattern.slips > 1 for pattern in patterns)
        heads = frozenset(letter for letter in map(chr, _LETTERS) if anything or fold(letter)[:1] in begins)
        found[part] = _Opening(patterns, heads, {})
    return found


def short_forms(part: str, grammar: Grammar) -> str:
    """A pattern for the formulas of ``part`` and all they are bent to, longest first."""
    forms = {form for row in grammar.registry.formulas if row.part == part for form in (row.words, *row.forms)}
    return "|".join(r"\s?".join(map(re.escape, form.split())) for form in sorted(forms, key=lambda f: (-len(f), f)))


def opening_letters(part: str, grammar: Grammar) -> frozenset[str]:
    """Letters of which one is among the first three of all lines that begin with a letter and open with a formula of
    ``part``."""
    return _openings(grammar)[part].heads


def opening_formula_end(text: str, part: str, grammar: Grammar) -> int | None:
    """Where the two words of a formula of ``part`` end that ``text`` opens with; ``None`` when it opens otherwise."""
    opening = _openings(grammar)[part]
    heads, second = opening.heads, text[1:2]
    if text[:1].isalpha() and text[0] not in heads and second not in heads and not (
            second == " " and text[2:3] in heads):
        return None
    found = _OPENING.match(text)
    if found is None:
        return None
    words = found["words"]
    if words not in opening.known:
        opening.known[words] = _alike(words, opening.patterns)
    return found.end() if opening.known[words] else None


def _alike(words: str, patterns: tuple[_Pattern, ...]) -> bool:
    said = " ".join(words.lower().split())
    letters = fold(said).replace(" ", "")
    return any(said not in pattern.unlike
               and Levenshtein.distance(letters, "".join(pattern.words), score_cutoff=pattern.slips) <= pattern.slips
               for pattern in patterns)


def _find_formula(folded: str, part: str, grammar: Grammar) -> tuple[int, int] | None:
    """Where a formula of ``part`` stands in a line without its marks, at whole words; ``None`` when none does."""
    for pattern in _patterns(grammar)[part]:
        if len(folded) < len(pattern.key) - pattern.slips:
            continue
        cutoff = 100 * (1 - pattern.slips / len(pattern.key))
        place = partial_ratio_alignment(pattern.key, folded, score_cutoff=cutoff)
        if place is None:
            continue
        start, end = _whole_words(folded, place.dest_start, place.dest_end)
        start = _with_word_before(folded, start, end, pattern.key)
        if Levenshtein.distance(folded[start:end], pattern.key, score_cutoff=pattern.slips) <= pattern.slips:
            return start, end
    return None


def _with_word_before(folded: str, start: int, end: int, key: str) -> int:
    """Where a formula begins when the word before an alignment makes it more alike: "Độc" of "Độc lập - …"."""
    before = folded[:start].rstrip()
    first = before.rfind(" ") + 1
    longer = Levenshtein.distance(folded[first:end], key) < Levenshtein.distance(folded[start:end], key)
    return first if before and longer else start


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch widened to the words that it begins and ends in."""
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())


@compiled
def _broken_off(grammar: Grammar) -> dict[str, frozenset[str]]:
    """By part, the lines without marks that its formulas are broken into: first or last words, two at least, or three
    from the middle."""
    found = {}
    for part, patterns in _patterns(grammar).items():
        whole = [pattern.words for pattern in patterns if len(pattern.words) >= _WHOLE]
        found[part] = frozenset(
            " ".join(words[first:last]) for words in whole for first, last in combinations(range(len(words) + 1), 2)
            if last - first > 2 or (last - first == 2 and (first == 0 or last == len(words))))
    return found


@compiled
def number_hint(grammar: Grammar) -> re.Pattern[str]:
    """Two letters of whatever :func:`number_word` finds: quick to look for before that is tried."""
    rows = [row for row in grammar.registry.formulas if row.part == "number"]
    return re.compile(any_of({"số", *(form[:2] for row in rows for form in (row.words, *row.forms))}))


@compiled
def number_word(grammar: Grammar) -> re.Pattern[str]:
    """The word "Số", or a type before it ("Công văn số:"), where a number or its blank follows."""
    return re.compile(rf"""
        (?: (?<![^\s*(])(?: {short_forms('number', grammar)} )\s*(?:ký\s+hiệu\s*)?[:.;]?     # Số: | 12/CT
          | ^(?!Căn)[{CAP}][{LOW}]+(?:\s[{LOW}]+){{0,2}}\s*số\s*:                           # Công văn số: | 12/CV
        )\s{{0,30}}
        (?= [^\w\s(] | \d | \S{{1,6}}\s?/\s?[A-ZĐ]{{2}} )                                    # a blank, a number
        """, re.VERBOSE)


@compiled
def bent_number_word(grammar: Grammar) -> re.Pattern[str]:
    """The word "Số" as recognition bends it, at the start of a line that has a symbol."""
    forms = f"{short_forms('number', grammar)}|{short_forms('bent_number', grammar)}"
    return re.compile(rf"^\W{{0,3}}?(?:{forms})\s?[^\w\s/]\W{{0,2}}(?=[^\n]{{0,18}}?[/\-] ?[A-ZĐ]{{2}}|[^\n]{{1,12}}/)")


@compiled
def _subject_word(grammar: Grammar) -> re.Pattern[str]:
    plain, bent = short_forms("subject", grammar), short_forms("bent_subject", grammar)
    return re.compile(
        rf"\W{{0,3}}(?:(?:{plain})\s*[:.;]?\s*(?:về\s+(?!việc))?|(?:{bent})\s*[:.;]?\W?\s+(?=\S{{0,2}}[{LOW}]))")


def subject_start(text: str, grammar: Grammar) -> int | None:
    """Where the subject begins behind "V/v" or "Về việc"; ``None`` where neither opens ``text``."""
    word = _subject_word(grammar).match(text)
    end = word.end() if word else 0
    about = opening_formula_end(text[end:], "about", grammar)
    if about is None:
        return end if word else None
    start = end + about
    return start + len(text[start:]) - len(text[start:].lstrip(" \n:."))


def recipients_end(text: str, grammar: Grammar) -> int | None:
    """Where "Nơi nhận:" ends that opens ``text``; ``None`` where it is no heading of a list."""
    end = opening_formula_end(text, "recipients", grammar)
    found = _LIST_FOLLOWS.match(text, end) if end is not None else None
    return found.end() if found else None


def addressed_end(text: str, grammar: Grammar) -> int | None:
    """Where "Kính gửi:" ends that opens ``text``, or what a telegram has for it; ``None``: it opens otherwise."""
    end = opening_formula_end(text, "addressed", grammar)
    if end is not None:
        return end + len(text[end:]) - len(text[end:].lstrip(" \n:."))
    other = _BENT_ADDRESSED.match(text) or TELEGRAM.match(text) if ":" in text else None
    return other.end() if other else None


@compiled
def _addressed_within(grammar: Grammar) -> re.Pattern[str]:
    """What recognition made of a stamp, then "Kính gửi:" on the same line."""
    scraps = r"[^\n:;.,]{0,15}?|(?:[^\w\n]*\w{1,4}(?!\w)){0,3}[^\w\n]{1,6}"
    return re.compile(rf"(?=\S)(?:{scraps})(?<!Đồng)[\s\]”\"](?=(?:{short_forms('addressed', grammar)})\s?:)")


def scrap_before_addressed(text: str, grammar: Grammar) -> int | None:
    """Where "Kính gửi:" begins in a line that opens with a scrap; ``None`` where there is none, or nothing before."""
    found = _addressed_within(grammar).match(text) if ":" in text[:40] else None
    return found.end() if found else None


def is_party_title(text: str, folded: str, grammar: Grammar) -> bool:
    """Whether a line is the Party's title, whole or one of the lines it was broken into."""
    if folded != _COUNTRY and folded in _broken_off(grammar)["party"]:
        return True
    if len(text) >= _LONGEST_TITLE or not text[:2].isupper():
        return False
    found = _find_formula(folded_places(text), "party", grammar)
    return found is not None and found[0] < 3 and len(text) - found[1] < 3


def national_start(text: str, folded: str, grammar: Grammar) -> int | None:
    """Where the country's name or its motto begins in a line, given without its marks too; ``None`` where neither
    stands."""
    return _national_start(text, grammar) if _HINT.search(folded, 0, _LONGEST) else None


@lru_cache(maxsize=128)
def _national_start(text: str, grammar: Grammar) -> int | None:
    """Kept, since the lines of a letterhead are asked for several times."""
    folded = folded_places(text[:_LONGEST])
    parts = [part for part, hint in _HINTS if hint.search(folded)]
    starts = [found[0] for part in parts if (found := _find_formula(folded, part, grammar))]
    return min(starts, default=None)


def is_national(text: str, folded: str, grammar: Grammar) -> bool:
    """Whether a line belongs to the country's name and motto or to the Party's title."""
    if len(folded) >= _LONGEST_TITLE:
        return False
    return folded in _ENDS or folded in _broken_off(grammar)["national"] or is_party_title(text, folded, grammar) \
        or national_start(text, folded, grammar) is not None
