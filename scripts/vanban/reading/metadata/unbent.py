"""Receivers, the number, names and the title as recognition bent them, read as what they can only be.

A text that only looks recognised keeps the letters of what is no name: nobody has said that a machine read it.

"Lưu: VŨ KGVX" is "Lưu: VT, KGVX", "Ban Bí thử Trung ương Đảng" the body of the table, 64/2024/QĐĐ-UBND a Quyết định.
What is near nothing known, or near two things, stays as it was read.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter, defaultdict

from msgspec.structs import replace
from rapidfuzz.distance import Levenshtein

from ...language.encodings import is_syllable
from ...language.folding import fold
from ...language.letters import CAP, LOW, new_tone_placement
from ...language.misread import reread
from ...language.numbers import parse_number, parts_of
from ...models import Document
from ...registry.grammar import Grammar, any_of, compiled
from ..bodies import straightened, symbols_written
from ..citations import unbent_type
from .kept_copy import kept_copy
from .offices import legible_capacity, legible_title
from .recipients import KEEP
from .surnames import unbent_person

_REPORTED = re.compile(r"\([dđ][eéèêểễ] b/[c©e6](?:\)|$)", re.IGNORECASE)
"""Why a receiver has it, "(để b/c)", bent."""


_STOP_INSIDE = re.compile(rf"(?:(?<=[{CAP}]{{4}})\.|(?<=(?<![{CAP}])CỦA),) (?=[{CAP}]{{2}})")
_SPECKS = re.compile(r"(?<![,.])(?:,[.,]|\.,)(?= )")
"""Two stops together that nobody sets behind a word."""
_COMMA = re.compile(r"[^\W\d_]+, [^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_TWO_WORDS = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,14}(?![^\W\d_])")
_OFTEN = 2
"""Times that the body has a pair of words by which a title's is put right."""
_CERTAIN = 4
"""Times that the body has two words without the comma that a title has between them: "PHÒNG, CHỐNG" goes both ways."""
_ABBREVIATION = re.compile(rf"(?<![^\W_])[{CAP}]{{2,16}}(?:&[{CAP}]{{1,16}}){{0,3}}(?![^\W_])")
_TAILED = re.compile(r"[BCDĐGHKLMNPQRSTVX]*Ọ[BCDĐGHKLMNPQRSTVXỌ]*")
"""An abbreviation with "Q" read as the letter that no abbreviation has."""
_LONG = 4
"""Characters of an abbreviation at least that another is read as: shorter ones are too alike."""
_TONES, _BOTH = "\u0300\u0301\u0303\u0309\u0323", 2
"""The marks of tones, and how many two syllables have that became one word."""
_SPECK_IN_NAME = re.compile(rf"(?<=[{CAP}][{LOW}])([{LOW}]*)-(?=[{CAP}][{LOW}]+$)")
_BENT_KEEP = re.compile(r"^[kl1I]([ưu]u\s?:)")
""""Lưu:" with its capital bent."""
_QUOTES = "'‘’"
_LONE_QUOTE = re.compile(rf"(?<!\S)[{_QUOTES}](?=[{CAP}])")
"""A speck before a word, where no other mark closes it."""
_GLUED_BRACKET = re.compile(rf"(?<=[{CAP}])\((?=[{CAP}])")


_FIRM = re.compile(r"(?<=Công ty [Cc])[oóôõỏồốỗò] ph[aâầ]n\b")
"""A firm's kind, "cổ phần", bent."""


def unbent_names(document: Document, grammar: Grammar) -> Document:
    """The head of a text that shows recognition's marks, its number and the names in it put right where only one thing
    can be meant; what else it says stays as its letters are."""
    number = _number(document, grammar)
    return replace(
        document, number=number, number_parts=parts_of(number) if number else None,
        signing_capacity=_capacity(document.signing_capacity, grammar) if document.signing_capacity else None,
        signer_title=legible_title(document.signer_title, grammar) if document.signer_title else None,
        signer=_signers(document.signer, grammar) if document.signer else None,
        addressed_to=tuple(_FIRM.sub("ổ phần", each) for each in document.addressed_to),
        recipients=tuple(_known_receiver(each, grammar) for each in document.recipients))


def unbent_head(document: Document, body: str, grammar: Grammar) -> Document:
    """The head of a recognised text, whose ``body`` with its foot is given: title and receivers too are put right."""
    said = Counter(_ABBREVIATION.findall(body))

    def receivers(items: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_receiver(_ABBREVIATION.sub(lambda word: _abbreviation(word[0], said), each), grammar)
                     for each in items)

    named = unbent_names(document, grammar)
    return replace(named, title=_title(document.title, body) if document.title else None,
                   recipients=receivers(document.recipients), addressed_to=receivers(named.addressed_to))


def _signers(names: str, grammar: Grammar) -> str:
    return "; ".join(unbent_person(_SPECK_IN_NAME.sub(r"\1 ", name), grammar) for name in names.split("; "))


def _number(document: Document, grammar: Grammar) -> str | None:
    """The number with the symbol of the document's type and those of bodies as the tables write them: "CD-TTg"."""
    number, parsed = document.number, parse_number(document.number) if document.number else None
    if number is None or parsed is None:
        return number
    row = grammar.registry.type_named(document.type)
    for index, written in enumerate(parsed.segments):
        read = unbent_type(written, row, grammar) if row and not index and len(parsed.segments) > 1 else None
        own = row.abbreviations[:1] if row and not index else ()
        read = read or _with_stroke(written, {*own, *symbols_written(grammar)})
        number = re.sub(rf"(?<=[/-]){re.escape(written)}(?=$|[/-])", read, number, count=1)
    return number


def _with_stroke(written: str, symbols: set[str]) -> str:
    """A symbol with the stroke of its "Đ" where a known one differs in nothing else; else as it is written."""
    bare = written.replace("Đ", "D")
    near = {each for each in symbols if each.replace("Đ", "D") == bare} if written not in symbols else set()
    return near.pop() if len(near) == 1 else written


def _title(title: str, body: str) -> str:
    """A title without stops between its words, and with each pair of words that the body never has, but often with
    other marks, as the body writes it: "THẤM ĐỊNH" where the text says "thẩm định" again and again."""
    small = body.lower()
    title = _COMMA.sub(lambda pair: _listed(pair, small), _STOP_INSIDE.sub(" ", _SPECKS.sub("", reread(title))))
    pieces = re.split(r"([^\W\d_]+)", _parted(title))
    said = _LETTERS.findall(small)
    pairs = Counter(itertools.pairwise(said))
    written: defaultdict[tuple[str, ...], set[tuple[str, str]]] = defaultdict(set)
    for pair, count in pairs.items():
        if count >= _OFTEN:
            written[tuple(map(fold, pair))].add(pair)
    for index in range(1, len(pieces) - 2, 2):
        pair = pieces[index].lower(), pieces[index + 2].lower()
        known = written.get(tuple(map(fold, pair)), set())
        if pair not in pairs and len(known) == 1 and pieces[index + 1] == " ":
            pieces[index], pieces[index + 2] = map(_cased, (pieces[index], pieces[index + 2]), next(iter(known)))
    return "".join(pieces)


def _listed(pair: re.Match[str], body: str) -> str:
    """Two words of a title without the comma between them, where the ``body``, in small letters, often has none there
    and never one."""
    listed = pair[0].lower()
    certain = listed not in body and body.count(listed.replace(",", "")) >= _CERTAIN
    return pair[0].replace(",", "") if certain else pair[0]


def _parted(title: str) -> str:
    """A title with a blank where two words are one that no syllable is, and only one cut gives two: "DỰÁN"."""
    def parted(word: re.Match[str]) -> str:
        whole = word[0]
        tones = sum(mark in _TONES for mark in unicodedata.normalize("NFD", whole))
        if tones != _BOTH or not (whole.isupper() or whole[1:].islower()):
            return whole
        cuts = [at for at in range(1, len(whole)) if is_syllable(whole[:at]) and is_syllable(whole[at:])]
        return f"{whole[:cuts[0]]} {whole[cuts[0]:]}" if len(cuts) == 1 else whole

    return _TWO_WORDS.sub(parted, title)


def _abbreviation(word: str, said: Counter[str]) -> str:
    """An abbreviation without a letter too many, or with the "T" or "L" that was read as "I", where the text has it
    again and again: "NN&MIT" is "NN&MT", "KITH" is "KTTH"."""
    if _TAILED.fullmatch(word) and not is_syllable(word):
        return word.replace("Ọ", "Q")
    if said[word] > 1:
        return word
    places = range(len(word) if len(word) >= _LONG else 0)
    near = {word[:at] + letter + word[at + 1:] for at in places if word[at] == "I" for letter in "TL"}
    near |= {word[:at] + word[at + 1:] for at in places if len(word) > _LONG}
    known = {each for each in near if said[each] >= _OFTEN}
    return known.pop() if len(known) == 1 else word


def _cased(printed: str, word: str) -> str:
    if printed.isupper():
        return word.upper()
    return word.capitalize() if printed[0].isupper() else word


def _capacity(capacity: str, grammar: Grammar) -> str | None:
    """A capacity with known names put right; one that only places its tones in the old way stays. ``None``: nobody can
    read whose it is."""
    legible = legible_capacity(capacity, grammar)
    known = straightened(legible, grammar) if legible else None
    return capacity if known and new_tone_placement(capacity) == new_tone_placement(known) else known


def _receiver(item: str, grammar: Grammar) -> str:
    if sum(map(item.count, _QUOTES)) == 1:
        item = _LONE_QUOTE.sub("", item)
    item = _BENT_KEEP.sub(r"L\1", _GLUED_BRACKET.sub(" (", item))
    return _known_receiver(item if _kept(grammar).match(item) else _REPORTED.sub("(để b/c)", item), grammar)


def _known_receiver(item: str, grammar: Grammar) -> str:
    """What the office keeps with its own abbreviation, a usual receiver as the table writes it; any other as it is."""
    if KEEP.match(item):
        item = kept_copy(item)
    kept = _kept(grammar).match(item)
    if kept and grammar.registry.sentence_words["keeps_copy"][0] not in item[kept.end():]:
        return f"{kept['keep']}{grammar.registry.sentence_words['keeps_copy'][0]}, {item[kept.end():]}"
    known = _receivers(grammar)
    if new_tone_placement(item.casefold().replace("–", "-")) in known:
        return item
    near = _without_marks(grammar).get(fold(item)) or {
        name for key, (name, slips) in known.items()
        if Levenshtein.distance(key, item.casefold(), score_cutoff=slips) <= slips}
    return next(iter(near)) if len(near) == 1 else item


@compiled
def _without_marks(grammar: Grammar) -> dict[str, set[str]]:
    """The usual receivers by their names without marks."""
    found: dict[str, set[str]] = defaultdict(set)
    for key, (name, _) in _receivers(grammar).items():
        found[fold(key)].add(name)
    return dict(found)


@compiled
def _kept(grammar: Grammar) -> re.Pattern[str]:
    """The office that keeps a copy, "VT", with a letter too many or a wrong one, and its comma."""
    offices = grammar.registry.sentence_words["keeps_copy"]
    legible = rf"{offices[0][0]}(?:[CGXĐ]|[{CAP}]{{2}}(?=\s*,))\b"  # "VX", "VKS,"
    return re.compile(rf"^(?P<keep>L[ưu]u(?:\s?:\s?|\s))(?!(?:{any_of(offices)})\b)(?!{legible})"
                      rf"{offices[0][0]}[^\W\d_]{{0,2}}"
                      rf"[^\w\s]?\s*[,;.]?\s+(?=[{CAP}(])")


@compiled
def _receivers(grammar: Grammar) -> dict[str, tuple[str, int]]:
    """Usual receivers by their small letters, with the letters that may be wrong."""
    return {unicodedata.normalize("NFC", row.words).casefold(): (row.words, row.slips)
            for row in grammar.registry.formulas if row.part == "receiver"}
