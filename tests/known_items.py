"""Questions with known answers, made from the records of a collection: what a search is measured by.

An official looks for a document they know of: by its number in some spelling, by its title without accents
or with a slip of the finger, by body and year, in a sentence of their own. Documents that a question fits
alike (the same number and year, the same title) are all accepted.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from vanban.language.folding import fold
from vanban.language.numbers import parts_of
from vanban.models import Collection, Document
from vanban.search.tokens import search_words

_SPLIT = re.compile(r"[/\-. ]+")
_NAMING = re.compile(r"\d+\w?[/-].*[^\W\d]")
"""A number that names an instrument: a serial alone does not."""
_TITLE_WORDS = 32
_LEAST_TITLE = 4
_LETTERS = "aeghiklmnoptuvy"
_SMALL = frozenset(
    word.exact for word in search_words(
        "của và về các cho trong theo được những là có từ đến do ở tại với này để năm số ngày tháng việc v"))
_CITED = "number of a cited instrument"


@dataclass(frozen=True, slots=True)
class KnownItem:
    """A question, its kind, and the addresses of the documents that answer it."""

    kind: str
    query: str
    accepted: tuple[str, ...]


def known_items(collection: Collection, seed: int = 1) -> list[KnownItem]:
    """The questions of every held document, in the order of the collection; the same for the same seed."""
    dice = random.Random(seed)
    found: list[tuple[str, str, tuple[str, ...], str]] = []
    fits: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    issued: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    titles = {slug: _plain(record.document.title or "") for slug, record in collection.records.items()}
    for slug, record in collection.records.items():
        issued[_circumstances(record.document)].append(slug)
        for kind, query, sense in _questions(record.document, dice):
            fits[sense].add(slug)
            found.append((kind, query, sense, slug))
    for instrument in collection.instruments.values():
        if instrument.number:
            fits[_number(instrument.number)].add(instrument.slug)
            if not instrument.document and _NAMING.match(instrument.number):
                found += [(_CITED, query, sense, "") for _, query, sense in _spellings(instrument.number)]
    for _, _, sense, slug in found:
        if sense[0] == "words":
            others = issued[_circumstances(collection.records[slug].document)]
            fits[sense].update(other for other in others if f" {sense[-1]} " in titles[other])
    return [KnownItem(kind, query, tuple(sorted(fits[sense]))) for kind, query, sense, _ in found]


def _circumstances(document: Document) -> tuple[str, ...]:
    """Who issued a document of what type in which year."""
    return fold(document.type or ""), fold(document.issuing_body or ""), (document.date or "")[:4]


def _plain(title: str) -> str:
    """The words of a title, folded, between single spaces."""
    return f" {' '.join(word.term for word in search_words(title))} "


def _questions(document: Document, dice: random.Random) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Kind, question, and what it says: documents of which the same is true are as good."""
    if document.number and document.number[0].isdigit():
        yield from _by_number(document)
    title = " ".join((document.title or "").split()[:_TITLE_WORDS])
    if len(title.split()) >= _LEAST_TITLE:
        sense = ("title", fold(title))
        yield "title", title, sense
        yield "title, no accents", fold(title), sense
        yield "title, one typo", _with_typo(title, dice), sense
        yield "title, no accents, one typo", fold(_with_typo(title, dice)), sense
        yield from _in_words(document, title, dice)


def _number(number: str) -> tuple[str, str]:
    return "number", fold(parts_of(number).key)


def _spellings(number: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """A number as written, with other separators, in bare words, after "số"."""
    sense = _number(number)
    serial, *segments = [part for part in _SPLIT.split(number) if part]
    yield "number", number, sense
    yield "number", f"{serial}/{'-'.join(segments)}", sense
    yield "number", " ".join([serial.lstrip("0") or "0", *segments]).lower(), sense
    yield "number", fold(f"số {number}"), sense


def _by_number(document: Document) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    number, year = document.number or "", (document.date or "")[:4]
    yield from _spellings(number)
    if not document.type:
        return
    yield "number", fold(f"{document.type} {number}"), _number(number)
    serial = _SPLIT.split(number)[0]
    plain = serial.lstrip("0") or "0"
    if year and document.issuing_body:
        told = ("told", fold(document.type), plain, year, fold(document.issuing_body))
        yield "type, serial, year, body", f"{document.type} số {serial} năm {year} của {document.issuing_body}", told
        yield "type, serial, year, body", fold(f"{document.type} {plain} {document.issuing_body} {year}"), told


def _in_words(document: Document, title: str, dice: random.Random) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """A sentence of one's own: type, body, some words of the title in order, year."""
    if not document.issuing_body or not document.date or not document.type:
        return
    year = document.date[:4]
    tokens = [w.exact for w in search_words(title) if not w.exact.isdecimal()]
    start = dice.randrange(max(1, len(tokens) - 5))
    about = tokens[start:start + 6]
    while about and about[-1] in _SMALL:
        about.pop()
    while about and about[0] in _SMALL:
        about.pop(0)
    if len(about) < 3:
        return
    place = " ".join(document.issuing_body.split()[-2:]).lower()
    subject = " ".join(about)
    sense = ("words", *_circumstances(document), _plain(subject).strip())
    yield "question", f"{document.type.lower()} của {place} về {subject} năm {year}", sense
    yield "question", fold(f"{document.type} {document.issuing_body} {subject} {year}"), sense
    yield "words, body, year", f"{subject} {document.issuing_body} {year}", sense


def _with_typo(title: str, dice: random.Random) -> str:
    """One letter of one longer word left out, doubled, exchanged with its neighbour or struck wrong."""
    tokens = title.split()
    long = [i for i, token in enumerate(tokens) if len(token) > 3 and token.isalpha()]
    if not long:
        return title
    chosen = dice.choice(long)
    word = tokens[chosen]
    at = dice.randrange(1, len(word) - 1)
    tokens[chosen] = dice.choice((
        word[:at] + word[at + 1:], word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2:], word[:at] + dice.choice(_LETTERS) + word[at + 1:]))
    return " ".join(tokens)
