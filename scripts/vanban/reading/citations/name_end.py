"""Where the name of an instrument ends when no table knows it: stop words, joints and numbers.

A name runs on over plain words; a comma or "và" in it is only believed when the words after it reach the
clear end of a citation (a number, a date, a full stop, a semicolon) with no word that begins another thought.
"""

from __future__ import annotations

import re

from msgspec import Struct

from ...registry.grammar import Grammar, compiled
from ...registry.names import Word, words_from

MAX_WORDS = 24
_PARTIES = frozenset({"giữa", "một", "với"})
"""Words that end other names, but not a treaty's."""
_OF_TREATY = frozenset({"ký", "hiện", "quy", "thông"})
"""Words that end a treaty's name alone."""
_JOINTS = frozenset({"và"})
CLEAR_END = re.compile(r"""\s{0,4}(?:,\s{0,4})?
    (?: (?:luật\s{1,4})?[Ss]ố\s{0,4}:?\s{0,4}\d               # Luật Đất đai số 31/2024/QH15
      | [Nn]gày\s{1,4}\d                                      # ngày 18/01/2024
      | [Nn]ăm\s{1,4}\d{4}                                    # năm 2024
      | \( | [;.:)”"] | \Z | \n[ ]{0,8}\n)                    # a bracket, a mark, the end, an empty line
    """, re.VERBOSE)
"""What no name goes on behind: its number or date, a bracket, a mark, an empty line."""
_DATED = re.compile(
    r"\s{0,4}(?:,\s{0,4})?(?:[Ss]ố\s{0,4}:?\s{0,4}\d+\s{0,2}/|[Nn]gày\s{1,4}\d|[Nn]ăm\s{1,4}(?:19|20)\d\d)")


class _Stops(Struct, frozen=True, gc=False):
    """The words of the table that end a name, in small letters: alone, as the second of a pair, with a capital, or
    right behind the type word; ``free`` are pairs whose second word ends none."""

    single: frozenset[str]
    pairs: frozenset[str]
    capital: frozenset[str]
    first: frozenset[str]
    free: frozenset[str]
    party: frozenset[str]


@compiled
def _stops(grammar: Grammar) -> _Stops:
    single, pairs, capital, first, free = (frozenset(grammar.registry.sentence_words[role]) for role in (
        "ends_name", "ends_name_two", "other_thing", "opens_no_name", "never_ends_name"))
    return _Stops(single, pairs, capital, first, free, (single | _OF_TREATY) - _PARTIES)


@compiled
def _type_word(grammar: Grammar) -> re.Pattern[str]:
    """What another instrument begins with."""
    return re.compile(rf"(?:{grammar.types()})(?!\w)")


def free_end(clean: str, start: int, shouted: bool, grammar: Grammar) -> int | None:
    """The end of an unknown name that begins at ``start`` with a capital; ``shouted``: all in capitals.

    ``None`` when no name stands there: one plain word is none, an abbreviation is one by itself.
    """
    words = _plain_words(clean, start, shouted, _stops(grammar))
    if not words or not words[0].text[0].isupper():
        return None
    if not shouted and _is_abbreviation(words[0]):
        more = len(words) > 1 and "&" in words[1].gap and _is_abbreviation(words[1])
        return words[1].end if more else words[0].end
    end = words[-1].end
    if len(words) == MAX_WORDS or not CLEAR_END.match(clean, end):
        joint = next((i for i, w in enumerate(words) if i and ("," in w.gap or w.text.lower() in _JOINTS)), len(words))
        end, words = words[joint - 1].end, words[:joint]
    return end if len(words) > 1 else None


def _is_abbreviation(word: Word) -> bool:
    return len(word.text) > 1 and word.text.isupper()


def dated_end(clean: str, start: int, grammar: Grammar) -> int | None:
    """The end of an unknown name in small letters: only when plain words lead to its number or date;
    ``None`` where they do not."""
    words = _plain_words(clean, start, False, _stops(grammar))
    return words[-1].end if words and _DATED.match(clean, words[-1].end) else None


def between_end(clean: str, start: int, grammar: Grammar) -> int | None:
    """The end of a treaty's name that tells its parties: "giữa Việt Nam và Trung Quốc";
    ``None`` where it tells none."""
    words: list[Word] = []
    stops = _stops(grammar)
    for word in words_from(clean, start):
        lower = word.text.lower()
        ends = lower in stops.party and f"{words[-1].text if words else ''} {lower}".lower() not in stops.free
        other = words and words[-1].text in _JOINTS and _type_word(grammar).match(clean, word.start)
        if len(words) >= MAX_WORDS or ends or other or lower.isdigit() or "," in word.gap:
            break
        words.append(word)
    lowers = [w.text.lower() for w in words]
    if "giữa" not in lowers:
        return None
    after = lowers.index("giữa") + 1
    second = next((i for i, w in enumerate(lowers) if i > after and (w in ("và", "với") or "-" in words[i].gap)), None)
    if second is None or not words[after].text[0].isupper() or not any(map(_names_party, words[second:])):
        return None
    while words[-1].text.lower() in ("và", "với", "nước"):
        words.pop()
    return words[-1].end


def _names_party(word: Word) -> bool:
    """Whether a word begins a country's name; "Chính phủ các nước" and dots to fill in name none."""
    return word.text[0].isupper() and word.text != "Chính"


def _plain_words(clean: str, start: int, shouted: bool, stops: _Stops) -> list[Word]:
    """Words that may belong to a name, at most :data:`MAX_WORDS`, never ending in a joint."""
    words: list[Word] = []
    for word in words_from(clean, start):
        if len(words) == MAX_WORDS or (
                _ends(words[-1], word, shouted, stops) if words else _never_first(word, shouted, stops)):
            break
        if words and f"{words[-1].text} {word.text}".lower() in stops.pairs and len(words) > 1:
            words.pop()
            break
        words.append(word)
    while words and words[-1].text.lower() in _JOINTS:
        words.pop()
    return words


def _never_first(word: Word, shouted: bool, stops: _Stops) -> bool:
    """A name stands right behind its type word; it begins with no number and no word of another thought."""
    lower = word.text.lower()
    return (bool(word.gap.strip()) or ("\n" in word.gap and not shouted) or lower in stops.first
            or (shouted and lower in stops.single) or word.text[0].isdigit())


def _ends(before: Word, word: Word, shouted: bool, stops: _Stops) -> bool:
    """Whether a name that ran to ``before`` ends there, because ``word`` begins something else."""
    lower = word.text.lower()
    if word.text[0].isdigit() or (shouted and not word.text.isupper()):
        return True
    if word.text[0].isupper() and not shouted:
        return "\n" in word.gap or "," in word.gap or lower in stops.capital
    return lower in stops.single and f"{before.text.lower()} {lower}" not in stops.free
