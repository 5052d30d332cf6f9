"""The table of exact names: a query that is an instrument's name, nickname or short form finds it as a number does."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from itertools import chain, product
from types import MappingProxyType

from ..graph.force import endings_of_the_whole
from ..language.tcvn3 import readable
from ..models import Collection
from ..registry.grammar import Grammar
from ..registry.tables import Registry
from .entries import SearchEntry
from .everyday import EverydayNames
from .tokens import key_of, may_be_syllable

LONGEST_KEPT_NAME = 16
"""Words of a name that is kept; a longer title is found by its words."""
LONGEST_SPOKEN_NAME = 10
"""Words of a name that is kept with everyday words in it too."""
_MOST = 24
"""Entries kept of one name, held and newest first."""
_AMENDING = re.compile(r"\bsua doi bo sung\b(?: mot so dieu\b)?(?: cua\b)?")
_OF_ANOTHER = re.compile(r"(?:sua doi|bai bo|dinh chinh|dinh chi)\b")
"""What opens the title of a text that is about another one: such a one takes no place, and has none to be taken."""
_AT_END = re.compile(r"^(.+) sua doi$")
_OPENING = re.compile(r"^(?:quy dinh(?: ve)?|ban hanh) (?!chi tiet )")
"""What opens a title and is left out of it by who asks: "nghị định (quy định về) đào tạo công chức"."""
_ISSUES = re.compile(r"(?:ban hanh|phe duyet) ")
_FEWEST_INITIALS, _MOST_INITIALS = 3, 8
"""Words of a law's name that is called by their first letters."""
_HELD, _NUMBERED, _NAMELESS = 2, 1, 0
"""How an entry stands among those of its name: its text is held, only its number is known, nothing but the name. A text
without number and year is a draft: it stands behind what has the name."""


def plain(key: str) -> str:
    """A name in the one form that is kept: of an amending one the shortest that people use ("sửa đổi luật dược")."""
    return _AT_END.sub(r"sua doi \1", _AMENDING.sub("sua doi", key))


def successors(entries: Mapping[int, SearchEntry], collection: Collection,
               grammar: Grammar) -> dict[int, tuple[int, ...]]:
    """By an entry those held that took its place under a name that was cut or grew.

    "Phòng cháy, chữa cháy và cứu nạn, cứu hộ" repeals "Phòng cháy và chữa cháy": of the same type, the words of one
    title stand in the other, and neither is about another text.
    """
    def text(slug: str) -> str:
        return readable(collection.texts[slug], collection.records[slug].encoding)

    numbers = {entry.slug: number for number, entry in entries.items()}
    found: defaultdict[int, dict[int, None]] = defaultdict(dict)
    for relation, citation in endings_of_the_whole(collection.relations, collection.records, text, grammar):
        now, before = (numbers[collection.instruments[key].slug] for key in (relation.source, relation.target))
        if citation.confidence != "low" and _is_renamed(entries[before], entries[now]):
            found[before][now] = None
    return {before: tuple(some) for before, some in found.items()}


def _is_renamed(before: SearchEntry, now: SearchEntry) -> bool:
    if not now.held or now.type != before.type:
        return False
    titles = [key_of(entry.title) for entry in (before, now)]
    fewer, more = sorted((frozenset(title.split()) for title in titles), key=len)
    return bool(fewer) and fewer <= more and not any(map(_OF_ANOTHER.match, titles))


def name_rows(entries: Mapping[int, SearchEntry], registry: Registry, without: Set[int],
              later: Mapping[int, tuple[int, ...]] = MappingProxyType({})) -> dict[str, list[list[int]]]:
    """By each name the entries that have it, as number, standing, year (0: not known), 1 where it holds the type.

    What took the place of an entry (``later``, as :func:`successors` gives it) has its names, too, but for one that a
    text of another type has.
    """
    nicknames, everyday = _nicknames(registry), EverydayNames(registry)
    laws = {row.name for row in registry.types_with("law")}
    found: defaultdict[str, dict[int, list[int]]] = defaultdict(dict)

    def put(key: str, number: int) -> None:
        entry = entries[number]
        typed = key.startswith(f"{key_of(entry.type)} ")
        found[key][number] = [number, _standing(entry), entry.year or 0, int(typed)]

    keys = {number: tuple(_keys(entry, nicknames, everyday, laws))
            for number, entry in entries.items() if number not in without}
    for number, names in keys.items():
        for key in names:
            put(key, number)
    for number, some in later.items():
        for key in keys.get(number, ()):
            if all(entries[other].type == entries[number].type for other in found[key]):
                for one in some:
                    put(key, one)
    return {key: sorted(rows.values(), key=lambda row: (-row[1], -row[2], row[0]))[:_MOST]
            for key, rows in sorted(found.items())}


def _standing(entry: SearchEntry) -> int:
    issued = entry.number or (entry.held and entry.year)
    return _HELD if entry.held and issued else _NUMBERED if entry.held or issued else _NAMELESS


def nameless(entries: Mapping[int, SearchEntry], registry: Registry) -> frozenset[int]:
    """The entries of which only a name is known all of whose words a held or numbered one of the type has too, or one
    that issues a text of that type ("Ban hành Chương trình …"); and those of which only a type and a serial are known
    that others have too ("Đề án 06" of this text and of that).

    Words are compared as they are spelled out: "thuế GTGT" is "thuế giá trị gia tăng".
    """
    spelled = _spelled_out(registry)
    holders: defaultdict[tuple[str, str], list[frozenset[str]]] = defaultdict(list)
    alone: dict[int, tuple[str, frozenset[str]]] = {}
    kinds = sorted((key_of(row.name) for row in registry.types), key=len, reverse=True)
    serials: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, entry in entries.items():
        if entry.number.isdigit() and not (entry.held or entry.title or entry.date):
            serials[entry.type, entry.number].append(number)
        kind, told = key_of(entry.type), key_of(entry.title)
        title = frozenset(word for short in told.split() for word in spelled.get(short, short).split())
        if not (entry.held or entry.number):
            alone[number] = kind, title
            continue
        issued = _ISSUES.match(told)
        own = next((each for each in kinds if issued and told.startswith(f"{each} ", issued.end())), kind)
        for each, word in product({kind, own}, title):
            holders[each, word].append(title)
    named = (number for number, (kind, title) in alone.items()
             if title and any(title <= other for other in min((holders[kind, w] for w in title), key=len)))
    return frozenset(chain(named, *(alike for alike in serials.values() if len(alike) > 1)))


def _spelled_out(registry: Registry) -> dict[str, str]:
    """Abbreviations in capitals and what they stand for, as they are looked up; one that is a syllable is none."""
    pairs = (*registry.synonyms, *registry.abbreviations.items())
    return {short: key_of(full) for words, full in reversed(pairs)
            if words.isupper() and " " not in (short := key_of(words)) and not may_be_syllable(short)}


def _keys(entry: SearchEntry, nicknames: Mapping[str, tuple[str, ...]], everyday: EverydayNames,
          laws: Set[str]) -> Iterator[str]:
    kind, title = key_of(entry.type), key_of(entry.title)
    if not title:
        return
    whole = title if title.startswith(kind) else f"{kind} {title}".strip()
    bare = title.removeprefix(kind).strip()
    others = nicknames.get(whole, ())
    brief = f"{kind} {_OPENING.sub('', bare)}" if kind else whole
    names = dict.fromkeys((plain(whole), plain(bare), plain(brief)))
    spoken = (key for name in names if name.count(" ") < LONGEST_SPOKEN_NAME for key in everyday.of(name))
    initials = _initials(kind, bare) if entry.type in laws else ()
    for key in dict.fromkeys((*names, *others, *spoken, *initials)):
        if key and (" " in key or key in others) and key.count(" ") < LONGEST_KEPT_NAME:
            yield key


def _initials(kind: str, bare: str) -> Iterator[str]:
    """A law by the first letters of its name, as officials write it: "luật kdbđs" is Kinh doanh bất động sản."""
    told = [word for word in bare.split() if word != "va"]
    if _FEWEST_INITIALS <= len(told) <= _MOST_INITIALS and not _AMENDING.search(bare):
        yield f"{kind} {''.join(word[0] for word in told)}"


def _nicknames(registry: Registry) -> dict[str, tuple[str, ...]]:
    """The other names of named instruments by the key of their full name."""
    return {key_of(row.full): tuple(key_of(name) for name in (*(f"{row.type} {a}" for a in row.aliases), *row.short))
            for row in registry.names.rows}
