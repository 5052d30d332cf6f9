"""Questions as people in an office type them, made from the records of a collection, with all right answers.

``known_items`` asks for a document as a list would; here are the ways of the hand: numbers run together,
words left out or in another order, Telex that was not switched on, blanks forgotten, abbreviations either
way, who signed, a phrase in quotes. Every document of which a question says nothing wrong is accepted.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from known_items import KnownItem
from vanban.language.folding import fold
from vanban.language.numbers import parts_of
from vanban.models import Collection, Instrument
from vanban.registry.tables import Registry
from vanban.search.tokens import search_words, term_of

_SPLIT = re.compile(r"[/\-. ]+")
_MARKS = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_SHAPES = {"â": "aa", "ă": "aw", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
_LETTERS = "aeghiklmnoptuvy"
_SMALL = frozenset(word.term for word in search_words(
    "của và về các cho trong theo do ở tại với này để năm số ngày tháng việc v"))
_TITLE_WORDS = 24
_LEAST_TITLE = 5


@cache
def _terms(text: str) -> tuple[str, ...]:
    """The indexed forms of the words of a text."""
    return tuple(word.term for word in search_words(text))


@dataclass(frozen=True)
class Asked:
    """An instrument as somebody remembers it; what is not known is empty, as ``text`` is where none is held."""

    slug: str
    type: str
    number: str
    date: str
    year: str
    body: str
    entitled: str
    signer: str
    text: str
    short_types: tuple[str, ...] = ()

    @cached_property
    def serial(self) -> str:
        """The first part of the number as it is indexed."""
        return term_of(_SPLIT.split(self.number)[0].lower())

    @property
    def place(self) -> str:
        """The last two syllables of the body, as people call it."""
        return " ".join(self.body.split()[-2:]).lower()

    @cached_property
    def title(self) -> list[str]:
        """The first words of the title; none where it has too few to tell."""
        tokens = self.entitled.lower().split()[:_TITLE_WORDS]
        return tokens if len(tokens) >= _LEAST_TITLE else []

    @cached_property
    def heading(self) -> frozenset[str]:
        """Every term of its title."""
        return frozenset(_terms(self.entitled))

    @cached_property
    def folded(self) -> str:
        """Its title and its whole text in terms."""
        return f" {' '.join(_terms(self.entitled))} | {' '.join(_terms(self.text))} "


Fits = Callable[[Asked], bool]
Question = tuple[str, str, Fits]


def typed_queries(collection: Collection, registry: Registry, seed: int = 1, most: int = 120) -> list[KnownItem]:
    """At most ``most`` questions of each kind about held documents taken by dice; the same for the same seed."""
    dice = random.Random(seed)
    known = [_asked(collection, instrument, registry) for _, instrument in sorted(collection.instruments.items())]
    seen = Counter(term for one in known for term in one.heading)
    abbreviations = {fold(full): short for short, full in registry.abbreviations.items() if len(short) > 2}
    counts: Counter[str] = Counter()
    found = []
    held = [one for one in known if one.text]
    for one in dice.sample(held, len(held)):
        for kind, query, fits in _questions(one, dice, seen, abbreviations):
            if counts[kind] < most and query:
                counts[kind] += 1
                accepted = tuple(other.slug for other in known if other is one or fits(other))
                found.append(KnownItem(kind, query, accepted))
    return found


def _asked(collection: Collection, instrument: Instrument, registry: Registry) -> Asked:
    kind = registry.type_named(instrument.type) if instrument.type else None
    record = collection.records.get(instrument.document or "")
    date = instrument.date or ""
    return Asked(
        instrument.slug, instrument.type or "", instrument.number or "", date, str(instrument.year or "") or date[:4],
        instrument.issuing_body or "", instrument.title or "", (record.document.signer or "") if record else "",
        collection.texts[record.slug] if record else "", kind.abbreviations if kind else ())


def _questions(one: Asked, dice: random.Random, seen: Counter[str],
               abbreviations: Mapping[str, str]) -> Iterator[Question]:
    if one.number[:1].isdigit() and len(_SPLIT.split(one.number)) > 1:
        yield from _by_number(one, dice)
    if one.title:
        yield from _by_title(one, dice, abbreviations)
        yield from _by_topic(one, dice, seen, abbreviations)
    if len(one.signer.split()) > 1 and one.type and one.year:
        yield "signer, type, year", f"{one.type.lower()} {one.signer.lower()} ký năm {one.year}", lambda a: (
            (a.signer, a.type, a.year) == (one.signer, one.type, one.year))
    yield from _by_phrase(one, dice)


def _by_number(one: Asked, dice: random.Random) -> Iterator[Question]:
    serial, *segments = [part for part in _SPLIT.split(one.number) if part]
    rest = "/".join(segments)
    key = parts_of(one.number).key

    def same_number(a: Asked) -> bool:
        return bool(a.number) and parts_of(a.number).key == key

    def same_sense(a: Asked) -> bool:
        return (a.type, a.serial, fold(a.body)) == (one.type, one.serial, fold(one.body))

    yield "number, odd separators", dice.choice((
        f"{serial} {rest}", f"{serial} - {' / '.join(segments)}", f"{serial}–{rest}", f"{rest} {serial}",
        f"số: {serial}.{'.'.join(segments)}", f"{serial}_{'_'.join(segments)}".lower())), same_number
    yield "number, all in one word", fold(serial + "".join(segments)), same_number
    if not one.type or not one.body:
        return
    if one.short_types:
        short = dice.choice((one.short_types[0], fold(one.short_types[0])))
        tail = one.place if one.year and one.year != segments[0] else ""
        yield "type and serial in one word", f"{short}{serial}/{segments[0]} {tail}".strip(), lambda a: (
            a.serial == one.serial and fold(segments[0]) in fold(a.number) and a.type == one.type)
    yield "type, serial, body", dice.choice((
        f"{one.type} số {serial} {one.body}", fold(f"{one.type} {serial.lstrip('0')} cua {one.body}"))), same_sense
    if one.year and one.title:
        about = " ".join(one.title[:6])
        yield "type, serial, year, subject", fold(f"{one.type} {serial} năm {one.year} về {about}"), lambda a: (
            a.serial == one.serial and a.type == one.type and one.year == a.year)
        day = "/".join(reversed(one.date.split("-")))
        named = f"{one.type} số {one.number} ngày {day} của {one.body}"
        yield "cited in full", f"{named} về {' '.join(one.title)}", same_number


def _by_title(one: Asked, dice: random.Random, abbreviations: Mapping[str, str]) -> Iterator[Question]:
    title = one.title
    kept = [word for word in title if dice.random() > 0.25]
    cut = len(title) // 2

    def entitled(a: Asked, asked: frozenset[str] = frozenset(_terms(" ".join(title)))) -> bool:
        return asked <= a.heading

    some = frozenset(_terms(" ".join(kept)))
    if len(kept) >= _LEAST_TITLE - 1:
        yield "title, words left out", fold(" ".join(kept)), lambda a: some <= a.heading
    yield "title, halves exchanged", " ".join(title[cut:] + title[:cut]), entitled
    yield "title, two typos", _slips(title, dice, 2), entitled
    yield "title, no accents, two typos", fold(_slips(title, dice, 2)), entitled
    yield "title, blanks forgotten", _run_together([fold(word) for word in title], dice), entitled
    yield "title, Telex left raw", " ".join(map(telex, title)), entitled
    yield "title, old tones, đ as d", _old_tones(" ".join(title)).replace("đ", "d"), entitled
    yield "title, abbreviated", _abbreviated(" ".join(title), abbreviations), entitled


def _by_topic(one: Asked, dice: random.Random, seen: Counter[str],
              abbreviations: Mapping[str, str]) -> Iterator[Question]:
    telling = [w for w in one.title if not _SMALL.issuperset(_terms(w)) and w.isalpha()]
    if len(telling) < _LEAST_TITLE or not one.body or not one.year:
        return
    length = dice.randint(3, 4)
    common = [sum(seen[_terms(word)[0]] for word in telling[i:i + length]) for i in range(len(telling) - length + 1)]
    start = common.index(min(common))
    topic = " ".join(telling[start:start + length])
    held = frozenset(_terms(topic))

    def same(a: Asked) -> bool:
        return held <= a.heading and a.year == one.year and fold(one.place) in fold(a.body)

    order = (f"{topic} {one.place} {one.year}", fold(f"{one.place} {one.year} {topic}"))
    yield "topic, place, year", dice.choice(order), same
    if one.type:
        value = one.place.replace(" ", "-")
        yield "fields", f"loại:{one.type.lower().replace(' ', '-')} cơ-quan:{value} năm:{one.year} {topic}", lambda a: (
            same(a) and a.type == one.type)
    shorts = set(map(fold, abbreviations.values()))
    rare = min((word for word in telling if fold(word) not in shorts), key=lambda word: (seen[_terms(word)[0]], word))
    if seen[_terms(rare)[0]] <= 3 and len(rare) > 2:
        yield "one rare word", rare, lambda a: _terms(rare)[0] in a.heading or _terms(rare)[0] in _terms(a.type)


def _by_phrase(one: Asked, dice: random.Random) -> Iterator[Question]:
    lines = [search_words(line) for line in one.text.split("\n")]
    long = [line for line in lines if len(line) > 12]
    if long:
        line = dice.choice(long)
        start = dice.randrange(len(line) - 7)
        phrase = " ".join(word.exact for word in line[start:start + 7])
        held = f" {' '.join(_terms(phrase))} "
        yield "phrase in quotes", f'"{phrase}"', lambda a: held in a.folded


def telex(word: str) -> str:
    """The keys that write a word under Telex: "thực" to "thuwcj"."""
    plain, mark = "", ""
    for letter in unicodedata.normalize("NFC", word):
        parts = unicodedata.normalize("NFD", letter)
        mark = next((_MARKS[p] for p in parts if p in _MARKS), mark)
        bare = unicodedata.normalize("NFC", "".join(p for p in parts if p not in _MARKS))
        plain += _SHAPES.get(bare, bare)
    spoken = len(plain.rstrip(",.;:)"))
    return plain[:spoken] + mark + plain[spoken:]


def _slips(tokens: list[str], dice: random.Random, times: int) -> str:
    """Words with a letter left out, doubled, exchanged with its neighbour or struck wrong."""
    made = list(tokens)
    long = [i for i, token in enumerate(made) if len(token) > 3 and token.isalpha()]
    for chosen in dice.sample(long, min(times, len(long))):
        word = made[chosen]
        at = dice.randrange(1, len(word) - 1)
        made[chosen] = dice.choice((
            word[:at] + word[at + 1:], word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2:], word[:at] + dice.choice(_LETTERS) + word[at + 1:]))
    return " ".join(made)


def _run_together(tokens: list[str], dice: random.Random) -> str:
    """Two words here and there without the blank between them."""
    places = [i for i in range(len(tokens) - 1) if tokens[i].isalpha() and tokens[i + 1].isalpha()]
    joined = set(dice.sample(places, min(2, len(places))))
    return "".join(token + ("" if i in joined else " ") for i, token in enumerate(tokens)).strip()


def _old_tones(text: str) -> str:
    """Tone marks on the second letter of "oa", "oe" and "uy"."""
    plain = unicodedata.normalize("NFD", text)
    moved = re.sub("([ou])([\u0300\u0301\u0309\u0303\u0323])([aey])(?![\u0300-\u036fa-z])", r"\1\3\2", plain)
    return unicodedata.normalize("NFC", moved)


def _abbreviated(title: str, abbreviations: Mapping[str, str]) -> str:
    """The title with a full form as its abbreviation, or an abbreviation in full; nothing where it has neither."""
    folded = fold(title)
    for full, short in abbreviations.items():
        place = folded.find(full)
        if place >= 0 and len(folded) == len(title):
            return f"{title[:place]}{short}{title[place + len(full):]}"
        if re.search(rf"(?<!\w){re.escape(fold(short))}(?!\w)", folded):
            return re.sub(rf"(?<!\w){re.escape(fold(short))}(?!\w)", full, folded, count=1)
    return ""
