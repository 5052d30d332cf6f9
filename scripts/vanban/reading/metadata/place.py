"""Where a document comes from: its province, district and commune, by the first witness that knows.

Witnesses in order: bodies named in the letterhead, the place written beside the date (mapped upward: a
district lies in its province), "tỉnh X" said in the text, the receivers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ...language.folding import fold
from ...language.letters import CAP, new_tone_placement
from ...registry.grammar import Grammar, any_of, compiled
from ...registry.territories import Territory
from ..bodies import Body

_MENTION = re.compile(rf"ỉnh(?<=(?<!\w)[Tt]ỉnh)\s+((?:[{CAP}][^\s,.;:()“”\"]*[\s-]?\s?){{1,4}})")
"""The word "tỉnh", sought by its rarer letters, and up to four words with capitals behind it."""
SCANNED = 20_000
"""Characters of the text in which explicit mentions of a province are counted."""


@compiled
def _kind(grammar: Grammar) -> re.Pattern[str]:
    """The type word of a place as written, in full or short."""
    return re.compile(rf"^({any_of(grammar.registry.place_kinds.full_in_place)})(?:\s+|(?<=\.))", re.IGNORECASE)


@compiled
def commune_in(grammar: Grammar) -> re.Pattern[str]:
    """A commune at the end of a body's name, its type word with it as ``commune``, its name alone as ``name``."""
    kinds = any_of(grammar.registry.place_kinds.communes)
    return re.compile(rf"(?<!\S)(?P<commune>(?:{kinds}) (?P<name>.+))$", re.IGNORECASE)


class Origin(Struct, frozen=True, gc=False):
    """Territories of a document; ``commune`` carries its type word."""

    province: Territory | None = None
    district: Territory | None = None
    commune: str | None = None


def find_origin(named: Iterable[Body], place: str | None, clean: str, date: str | None, grammar: Grammar) -> Origin:
    """The document's territories from the bodies named in its letterhead, its place, and its text."""
    bodies = list(named)
    communes = (commune_in(grammar).search(body.organisation) for body in bodies if body.level == "commune")
    commune = next((found["commune"] for found in communes if found), None)
    province, district = _of_bodies(bodies, grammar)
    kind, name = _split_kind(place, grammar)
    if kind in grammar.registry.place_kinds.communes and commune is None:
        commune = f"{kind} {name}"
    candidates = _candidates(kind, name, date, grammar)
    if province is None:
        province, district = _of_candidates(candidates, clean, date, grammar)
    elif district is None:
        inside = [c for c in candidates if c.level == "district" and grammar.registry.province_above(c) == province]
        district = inside[0] if len(inside) == 1 and not any(c == province for c in candidates) else None
    if province is None:
        province = _most_mentioned(clean, date, grammar)
    return Origin(province, district, commune)


def _of_bodies(bodies: list[Body], grammar: Grammar) -> tuple[Territory | None, Territory | None]:
    """Province and district of the bodies named: the first province, the last district; ``None`` for none."""
    province = district = None
    for body in bodies:
        if body.territory is None:
            continue
        if body.territory.level == "province":
            province = province or body.territory
        else:
            district = body.territory
            province = province or grammar.registry.province_above(body.territory)
    return province, district


def _split_kind(place: str | None, grammar: Grammar) -> tuple[str | None, str | None]:
    """Type word (in full) and name of a place as written."""
    if not place:
        return None, None
    found = _kind(grammar).match(place)
    if not found:
        return None, place
    return grammar.registry.place_kinds.full_in_place[" ".join(found[1].lower().split())], place[found.end():]


def _candidates(kind: str | None, name: str | None, date: str | None, grammar: Grammar) -> tuple[Territory, ...]:
    """Territories a place can mean, provinces first; the date is dropped when nothing of it remains."""
    if not name or kind in grammar.registry.place_kinds.communes:
        return ()
    for when in dict.fromkeys((date, None)):
        found = grammar.registry.find_territory(name, when, kind)
        if found:
            return found
    return ()


def _of_candidates(candidates: tuple[Territory, ...], clean: str, date: str | None,
                   grammar: Grammar) -> tuple[Territory | None, Territory | None]:
    """Province and district of a place: a province of that name first, else the only district of it."""
    provinces = [c for c in candidates if c.level == "province"]
    if provinces:
        return max(provinces, key=lambda t: (t.existed(date), t.valid_to or "9999")), None
    districts = list(candidates)
    if len(districts) > 1:
        mentioned = _most_mentioned(clean, date, grammar)
        eras = [era.id for era in grammar.registry.find_territory(mentioned.name)] if mentioned else []
        districts = [c for c in districts if c.parent in eras]
    if len(districts) == 1:
        return grammar.registry.province_above(districts[0]), districts[0]
    return None, None


def only_province(clean: str, date: str | None, grammar: Grammar) -> Territory | None:
    """The one province that a text names; ``None`` where it names none, or two."""
    named = set(_mentioned(clean, date, grammar))
    return named.pop() if len(named) == 1 else None


def _most_mentioned(clean: str, date: str | None, grammar: Grammar) -> Territory | None:
    """The province named most often after the word "tỉnh"; ``None`` when two are named equally often."""
    ranked = Counter(_mentioned(clean, date, grammar)).most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _mentioned(clean: str, date: str | None, grammar: Grammar) -> Iterator[Territory]:
    """The provinces named after the word "tỉnh", once a mention."""
    for mention in _MENTION.finditer(clean, 0, SCANNED):
        words = mention[1].split()
        for length in range(len(words), 0, -1):
            found = grammar.registry.find_territory(" ".join(words[:length]), date, "tỉnh")
            if found:
                yield found[0]
                break


def unbent_place(words: str, grammar: Grammar) -> str:
    """The words of a dateline with the name of a province that lost its marks written in full ("Ha Nội")."""
    named = _kind(grammar).match(words)
    at = named.end() if named else 0
    name = _provinces(grammar).get(fold(words[at:]))
    if name is None and not grammar.registry.find_territory(words):
        name = _by_last_word(grammar).get(words)
    return words[:at] + name if name and new_tone_placement(words[at:]) != name else words


@compiled
def _by_last_word(grammar: Grammar) -> dict[str, str]:
    """Names of provinces by their last word where it is no other's: of "Hà Nội" recognition left "Nội"."""
    names = {each.name for each in grammar.registry.territories if each.level == "province" and " " in each.name}
    last = Counter(name.split()[-1] for name in names)
    return {name.split()[-1]: name for name in names if last[name.split()[-1]] == 1}


def names_province(words: str, grammar: Grammar) -> bool:
    """Whether words, with or without their marks, are a province's name, its type word before it or not."""
    return fold(_kind(grammar).sub("", words)) in _provinces(grammar)


@compiled
def _provinces(grammar: Grammar) -> dict[str, str]:
    """Names of provinces by their letters without marks."""
    return {fold(each.name): each.name for each in grammar.registry.territories if each.level == "province"}
