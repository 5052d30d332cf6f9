"""What an item of an amending text changes, piece by piece: "Thay thế cụm từ “A; B” bằng cụm từ “C” tại khoản 1 Điều 2;
khoản 3 Điều 4 của Thông tư …".

The words that are taken out or put in are no words of the sentence, whatever stands in them.
"""

from __future__ import annotations

import re

from ...registry.grammar import Grammar, any_of, compiled
from ...registry.relations import CHANGES
from .chains import Cue

_LONGEST = 4000
"""Characters of an item: one that repeals procedures names each of them."""
_WORDING = re.compile(
    r"""(?<!\w)(?:từ(?:\s+ngữ)?|chữ|thành|bằng|là|và|hoặc)\s+(?P<open>[“"])(?P<words>[^“”"]{1,700})[”"]""",
    re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n\s*\n")
_ENDS = re.compile(r"[.:”“\"]\s")
"""What no item has inside: the end of a sentence, a colon, marks of a quotation that is not closed."""
_FORCE = re.compile(r"""
    [^.;:“”]{0,40}?\snày\s+có\s+hiệu\s+lực           # Quyết định này có hiệu lực
    [^.:“”;]{0,120}[;,]\s+(?:và\s+)?(?=[^\W\d_]{2,}\s)   # từ ngày ký; và
    """, re.VERBOSE)
"""Since when the document is in force, before what it changes: "Quyết định này có hiệu lực từ ngày ký; thay thế …"."""
_LEADS = re.compile(r"""
    (?: (?:tại|kèm\s+theo|của|vào\s+(?:sau|trước))               # kèm theo
      | (?<!\w)Điều\s+\d{1,3}[a-zđ]?                            # Điều 5a
      | (?<!\w)số\s+thứ\s+tự(?:\s+số)?\s+[\d, ]{1,24} )\s+\Z    # số thứ tự 01, 02
    """, re.IGNORECASE | re.VERBOSE)
_NO_PART = re.compile(r"(?<!\w)(?:trừ|quy\s+định)(?!\w)", re.IGNORECASE)
"""Words behind which the text is another's: "trừ cụm từ “A” quy định tại khoản 4 Thông tư …"."""


def without_wordings(clean: str, low: int, high: int) -> str:
    """``clean[low:high]`` with blanks for the quoted words that a text takes out or puts in."""
    words = clean[low:high]
    if "“" not in words and '"' not in words:
        return words
    return _WORDING.sub(lambda found: found.group()[:found.start("open") - found.start()]
                        + " " * (found.end() - found.start("open")), words)


def changed(clean: str, low: int, at: int, grammar: Grammar) -> Cue | None:
    """The verb that changes parts of the text at ``at``, where the words from ``low`` on are an item that opens with
    one and goes on, behind each ";", with parts or such a verb; ``None`` where they are not."""
    if not _LEADS.search(clean, max(low, at - 40), at):
        return None
    low = max((line.end() for line in _EMPTY_LINE.finditer(clean, low, at)), default=low)
    if force := _FORCE.match(clean, low, at):
        low = force.end()
    if at - low > _LONGEST:
        return None
    words = without_wordings(clean, low, at)
    opens = _opens(grammar).match(words)
    if opens is None or _ENDS.search(words, opens.end()):
        return None
    verb, last = opens, 0
    for mark in re.finditer(r";\s*(?:và\s+)?", words):
        verb = _again(grammar).match(words, mark.end()) or verb
        last = mark.end()
        if verb.start() < last and not _goes_on(grammar).match(words, last):
            return None
    if _NO_PART.search(words, max(last, verb.end())):
        return None
    phrase = " ".join(verb["verb"].lower().split())
    relation = next(row.relation for row in grammar.registry.phrases if row.phrase.lower() == phrase)
    gap = len(words[verb.end():].split())
    return Cue(low + verb.start("verb"), low + verb.end("verb"), relation, phrase, gap, part=True)


@compiled
def _parts(grammar: Grammar) -> str:
    """What a part of a text is called: a provision, an annex, "cụm từ"."""
    words = grammar.registry.sentence_words
    return any_of([*words["part_word"], *words["part_name"], *words["part_of_row"]])


@compiled
def _verb(grammar: Grammar) -> str:
    verbs = any_of(grammar.phrases(*CHANGES))
    counted = r"\s+(?:(?:các|một\s+số|\d{1,3})\s+)?"
    return rf"(?P<verb>{verbs})(?:{counted}(?=(?:{_parts(grammar)}|thủ\s+tục|nội\s+dung)(?!\w))|(?<=từ)(?=\s))"


@compiled
def _opens(grammar: Grammar) -> re.Pattern[str]:
    """The verb of an item, behind its number: "3. Bãi bỏ cụm từ"."""
    return re.compile(rf"[\s*#>|+–-]*(?:\(?[\da-zđ]{{1,3}}[.)]\s*)?[\s*]*{_verb(grammar)}", re.IGNORECASE)


@compiled
def _again(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(_verb(grammar), re.IGNORECASE)


@compiled
def _goes_on(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"(?:các\s+)?(?:{_parts(grammar)}|tại|thủ\s+tục)(?!\w)", re.IGNORECASE)
