"""The grammar of a body's name: organ, head, free words, territory.

``match_body`` reads one name (or several that are joined) beginning exactly where it is told;
``scan_bodies`` finds all of them in one pass. What the words leave out is filled in by ``body_names``.
"""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from ...registry.grammar import Grammar, compiled
from ...registry.tables import BodyRow
from ...registry.territories import PlaceKinds
from .free import capitalised, free_words, until_place
from .joining import are_fixed, are_organs_of_one, is_unit_of
from .places import NameReading, WrittenTerritory, kind_and_name, stands_at, with_larger_territory
from .words import (
    LONGEST_BODY_NAME,
    PLURAL_WORDS,
    Lexicon,
    NameToken,
    all_capitals,
    is_capital,
    lexicon_of,
    tokens_from,
)

_MOSTLY = 16
"""Tokens that nearly every name fits in twice over; only free names and lists need more."""
_GOES_ON = frozenset(("và", "-", ","))


class BodyPart(Struct, frozen=True, gc=False):
    """One body as written. ``rows`` are the rows its head fits (they differ by date); none for a bare organ.

    ``free`` are the words of a free name between head and territory; the whole name where no row is known.
    ``above`` is the body it is a unit of, as printed behind it: after a dash ("Cục A - Bộ B") or, for a unit that
    has no name of its own ("Thanh tra Bộ B"), after a blank.
    """

    organs: tuple[str, ...]
    rows: tuple[BodyRow, ...]
    free: str = ""
    place: WrittenTerritory | None = None
    above: BodyPart | None = None


class BodyMatch(Struct, frozen=True, gc=False):
    """A span of the clean text that names one body, or several joined ones."""

    start: int
    end: int
    parts: tuple[BodyPart, ...]


_Parsed = tuple[int, BodyPart]


def match_body(clean: str, start: int, grammar: Grammar, end: int | None = None) -> BodyMatch | None:
    """The longest body phrase that begins at ``start`` (blanks before it are skipped) and ends by ``end``.

    Bodies joined by "và" or a dash are one match with several parts. ``None`` when no body begins there.
    """
    lexicon = lexicon_of(grammar)
    if not lexicon.may_begin(clean, start, end):
        return None
    tokens = tokens_from(clean, start, end, _MOSTLY)
    said = NameReading(tokens, lexicon)
    parsed = _body(said, 0)
    if len(tokens) == _MOSTLY:
        known = parsed is not None and any(row.kind != "named" for row in parsed[1].rows)
        if (parsed and parsed[0] > _MOSTLY // 2) or (not known and _may_be_free(said)):
            tokens += tokens_from(clean, tokens[-1].end, end, LONGEST_BODY_NAME - _MOSTLY)
            parsed = _body(said, 0)
        elif parsed and tokens[parsed[0]].lower in _GOES_ON and lexicon.begins(tokens[parsed[0] + 1].lower):
            tokens += tokens_from(clean, tokens[-1].end, end, LONGEST_BODY_NAME - _MOSTLY)
    if parsed is None:
        return None
    after, part = _with_superior(tokens, *parsed, lexicon)
    parts = [part]
    while (following := _joined(tokens, after, lexicon, parts[-1])) is not None:
        after, part = following
        parts.append(part)
    return BodyMatch(tokens[0].start, tokens[after - 1].end, tuple(parts))


def _may_be_free(said: NameReading) -> bool:
    """Whether a head that a free name follows stands at the start, or behind an organ there."""
    starts = [0, *(after for after, _ in said.lexicon.organs.walk(said.tokens, 0))]
    return any(row.kind == "named" for i in starts for _, row in said.lexicon.heads.walk(said.tokens, i))


def _with_superior(tokens: list[NameToken], after: int, part: BodyPart, lexicon: Lexicon) -> _Parsed:
    """A unit with the body it belongs to, printed after a dash ("Cục Quản lý Dược - Bộ Y tế")."""
    dash = tokens[after] if after + 1 < len(tokens) else None
    if dash is None or dash.text != "-" or not dash.gap or not part.rows or part.organs or part.place \
            or dash.new_line or not is_capital(tokens[after + 1].text):
        return after, part
    above = _body(NameReading(tokens, lexicon), after + 1)
    if above is None or not above[1].rows or above[1].rows[0].kind == "named" \
            or not is_unit_of(part.rows[0], above[1].rows[0]):
        return after, part
    return above[0], replace(part, above=above[1])


def _joined(tokens: list[NameToken], i: int, lexicon: Lexicon, before: BodyPart) -> _Parsed | None:
    """The body after a joining word; a comma joins only where the territory is still to come."""
    if i + 1 >= len(tokens) or not before.rows or not is_capital(tokens[i + 1].text):
        return None
    word, following = tokens[i], tokens[i + 1]
    waiting = "{T}" in before.rows[0].name and before.rows[0].kind == "local" and before.place is None
    dash = word.text == "-" and word.gap == following.gap and not following.new_line
    comma = word.text == "," and not following.new_line
    if word.new_paragraph or not (word.lower == "và" or dash or (word.text == "," and waiting) or comma):
        return None
    parsed = _body(NameReading(tokens, lexicon), i + 1)
    if parsed is None or not parsed[1].rows:
        return None
    first, second = before.rows[0], parsed[1].rows[0]
    bare = not before.organs and not parsed[1].organs
    parts = comma and not waiting and not (bare and are_organs_of_one(first, second))
    if parts or (dash and (is_unit_of(first, second) or not (word.gap or are_fixed(first, second)))):
        return None
    return parsed


def scan_bodies(clean: str, grammar: Grammar, start: int = 0, end: int | None = None) -> list[BodyMatch]:
    """All body phrases of a stretch that begin with a capital, left to right, none overlapping."""
    stop = len(clean) if end is None else end
    pattern = _starts(grammar)
    found: list[BodyMatch] = []
    position = start
    while (candidate := pattern.search(clean, position, stop)) is not None:
        match = match_body(clean, candidate.start(), grammar, stop)
        if match is not None and match.parts[0].rows:
            found.append(match)
            position = match.end
        else:
            position = candidate.end()
    return found


@compiled
def _starts(grammar: Grammar) -> re.Pattern[str]:
    """First words of all heads and organs, as a word of its own, capitalised or in capitals."""
    lexicon = lexicon_of(grammar)
    words = lexicon.heads.first_words | lexicon.organs.first_words
    forms = {form for word in words for form in (word[:1].upper() + word[1:], word.upper())}
    either = "|".join(sorted(map(re.escape, forms), reverse=True))
    return re.compile(rf"(?<![^\W_])(?<!/)(?<!\w-)(?:{either})(?![^\W_])")


def _body(said: NameReading, i: int, depth: int = 0) -> _Parsed | None:
    """The longest reading of one body at ``i``; a head wins over an organ of the same length."""
    best = _headed(said, i)
    organs = said.lexicon.organs.walk(said.tokens, i)
    if not organs and best is None and i < len(said.tokens) and is_capital(said.tokens[i].text):
        organs = said.lexicon.loose_organs.walk(said.tokens, i)
    for after, organ in organs:
        inner = _body(said, after, depth + 1) if depth < 2 else None
        known = inner is not None and inner[1].rows and inner[1].rows[0].kind != "named"
        free = best is not None and best[1].rows and best[1].rows[0].kind == "named"
        if inner is not None and inner[1].rows and (best is None or inner[0] > best[0] or (known and free)):
            best = inner[0], replace(inner[1], organs=(organ.name, *inner[1].organs))
        elif best is None and is_capital(said.tokens[i].text) and not stands_at(said, after, PLURAL_WORDS):
            best = after, BodyPart((organ.name,), ())
    if best is None or (best[1].rows and best[1].rows[0].kind == "named"):
        best = _unit(said, i, depth) or best
    return best


def _unit(said: NameReading, i: int, depth: int) -> _Parsed | None:
    """An office that is named by its body alone: "Thanh tra Bộ Nội vụ", "Văn phòng Sở Y tế"."""
    for after, unit in said.lexicon.units.walk(said.tokens, i) if depth < 2 else ():
        above = _body(said, after, depth + 1) if after < len(said.tokens) \
            and said.tokens[after].text[0].isupper() and not said.tokens[after].new_line else None
        if above is not None and above[1].rows and not above[1].organs:
            return above[0], BodyPart((), (), free=unit, above=above[1])
    return None


def _headed(said: NameReading, i: int) -> _Parsed | None:
    """The reading of the longest head; one with wrong marks is better than a free name or none."""
    best = _longest(said, i, said.lexicon.heads.walk(said.tokens, i))
    if (best is not None and best[1].rows[0].kind != "named") or i >= len(said.tokens) \
            or not is_capital(said.tokens[i].text):
        return best
    known = max((after for after, _ in said.lexicon.heads.walk(said.tokens, i)), default=i)
    slips = [found for found in said.lexicon.loose.walk(said.tokens, i) if found[0] > known]
    return _longest(said, i, slips) or best


def _longest(said: NameReading, i: int, heads: list[tuple[int, BodyRow]]) -> _Parsed | None:
    """The reading of the longest of these heads; of two with the same head, the longer one."""
    best: _Parsed | None = None
    head = 0
    for after, row in heads:
        if after < head:
            break
        parsed = _completed(said, i, after, row)
        if parsed is None:
            continue
        if best is None or parsed[0] > best[0] or (parsed[0] == best[0] and _freer(best[1], row)):
            best, head = parsed, after
        elif parsed[0] == best[0] and "named" not in (row.kind, best[1].rows[0].kind):  # they differ by their row only
            best = best[0], replace(best[1], rows=tuple(dict.fromkeys((*best[1].rows, row))))
    return best


def _completed(said: NameReading, i: int, after: int, row: BodyRow) -> _Parsed | None:
    if row.kind == "fixed":
        return after, BodyPart((), (row,))
    capital = is_capital(said.tokens[i].text)
    if row.kind == "local":
        return _local(said, i, after, row, capital)
    return _free(said, i, after, row) if capital else None


def _local(said: NameReading, i: int, after: int, row: BodyRow, capital: bool) -> _Parsed | None:
    """A body that every territory has: head, then a territory, its type word only, or nothing."""
    end, place = _place(said, _past_short_name(said, after), row)
    if place is None:
        end = after
    if place is None and (stands_at(said, after, PLURAL_WORDS) or not capital or row.bare == "never"):
        return None
    if place is not None and not is_allowed_in(place, row, said.lexicon.place_kinds):
        return None
    suffix = row.name.partition("}")[2].split()
    if suffix and [t.lower for t in said.tokens[end:end + len(suffix)]] == suffix:
        end += len(suffix)
    elif suffix and not any(" ".join(suffix) in head for head in row.heads[1:]
                            if len(head.split()) == after - i):
        return None
    return end, BodyPart((), (row,), place=place)


def _past_short_name(said: NameReading, i: int) -> int:
    """Skip a short name in brackets ("Ủy ban nhân dân (UBND) tỉnh …")."""
    inside = said.tokens[i:i + 3]
    short = len(inside) == 3 and inside[0].text == "(" and inside[2].text == ")" and inside[1].text.isupper()
    return i + 3 if short else i


def _place(said: NameReading, i: int, row: BodyRow) -> tuple[int, WrittenTerritory | None]:
    """A territory at ``i``; ``{X}`` names may follow without a type word, as may known provinces."""
    end, place = kind_and_name(said, i)
    if place is not None:
        return end, place
    if i < len(said.tokens) and is_capital(said.tokens[i].text):
        bare = "{X}" in row.name
        names = (said.lexicon.places if bare else said.lexicon.provinces).walk(said.tokens, i)
        if names and not said.tokens[i].new_paragraph:
            kind = next(iter(row.at), None) if bare else None
            return with_larger_territory(said, names[0][0], WrittenTerritory(kind, names[0][1]))
    return i, None


def _free(said: NameReading, i: int, after: int, row: BodyRow) -> _Parsed | None:
    """A name that ends in free words, with or without a territory."""
    capitals = all_capitals([t.text for t in said.tokens[i:after + 1]])
    if "{T}" in row.name:
        end, place, start = until_place(said, after)
        if place is not None:
            return end, BodyPart((), (row,), free=free_words(said, after, start), place=place)
    end, place, start = capitalised(said, after, capitals)
    free = free_words(said, after, start if place else end)
    if not free and place is None:
        bare = row.bare == "always" and not stands_at(said, after, PLURAL_WORDS)
        return (after, BodyPart((), (row,))) if bare else None
    return end, BodyPart((), (row,), free=free, place=place)


def _freer(part: BodyPart, row: BodyRow) -> bool:
    """Whether a reading has a free name where a row of the table fits as well."""
    return part.rows[0].kind == "named" and row.kind != "named"


def is_allowed_in(place: WrittenTerritory, row: BodyRow, kinds: PlaceKinds) -> bool:
    """Whether a body of this row exists in such a territory; a city may be a province or a district."""
    return place.kind is None or row.may_be_at(place.kind, *kinds.levels_of(place.kind))
