"""Territories as written in a body's name: "tỉnh Bình Phước", "TP. HCM", "xã Mỹ Thạnh, huyện X", "tỉnh"."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from .words import Lexicon, NameToken, is_capital

_SOCIETY = frozenset({"hội"})
_RANK = {frozenset({"commune"}): 0, frozenset({"district"}): 1, frozenset({"province"}): 3}


class WrittenTerritory(Struct, frozen=True, gc=False):
    """A territory as written: type word, name (empty where left out), and the larger one after it."""

    kind: str | None
    name: str
    capital_kind: bool = False
    within: WrittenTerritory | None = None


class NameReading(Struct, frozen=True, gc=False):
    """The words that a name is read from: their tokens and the tries of the tables. Every function that reads takes an
    index into the tokens and gives the index after what it read."""

    tokens: list[NameToken]
    lexicon: Lexicon


def kind_and_name(said: NameReading, i: int) -> tuple[int, WrittenTerritory | None]:
    """Type word and, where one follows, a name ("tỉnh Bình Phước", "TP. HCM", "xã Mỹ Thạnh", "tỉnh")."""
    kinds = said.lexicon.kinds.walk(said.tokens, i)
    if not kinds:
        return i, None
    after, kind = kinds[0]
    if kind == "xã" and stands_at(said, after, _SOCIETY) and not _more_name(said, after + 1):
        return i, None
    capital = said.tokens[i].text[0].isupper()
    if after < len(said.tokens) and is_capital(said.tokens[after].text) and not _begins_anew(said.tokens[after]):
        known = said.lexicon.places.walk(said.tokens, after) if _named_so(said, after, kind) else []
        if known and not (kind in said.lexicon.place_kinds.communes and _more_name(said, known[0][0])):
            return with_larger_territory(said, known[0][0], WrittenTerritory(kind, known[0][1], capital))
        end = _unknown_name(said, after, kind)
        if end > after:
            name = " ".join(t.text for t in said.tokens[after:end])
            return with_larger_territory(said, end, WrittenTerritory(kind, name, capital))
    return after, WrittenTerritory(kind, "", capital)


def _begins_anew(token: NameToken) -> bool:
    """Whether a word begins what stands below the kind of a place, not its name: "UBND huyện / / Nơi nhận", "quận /
    1. Tổ chức"."""
    return token.new_paragraph or (token.new_line and token.text[0].isdigit())


def _named_so(said: NameReading, i: int, kind: str) -> bool:
    """Whether a name of the table can begin here: numbers name only urban districts."""
    return not said.tokens[i].text[0].isdigit() or kind == "quận"


def _more_name(said: NameReading, i: int) -> bool:
    """Whether a commune's name goes on after words that are also a district's name."""
    return i < len(said.tokens) and is_capital(said.tokens[i].text) and said.tokens[i].text[0].isalpha() \
        and not said.tokens[i].new_line and said.tokens[i].lower != "và" and not starts_something(said, i)


def _unknown_name(said: NameReading, i: int, kind: str) -> int:
    """The end of a district's or commune's name that no table has: up to four capitalised words."""
    kinds = said.lexicon.place_kinds
    if kind not in kinds.communes and kind not in kinds.districts:
        return i
    end = i
    while end < len(said.tokens) and end - i < 4:
        token = said.tokens[end]
        if not is_capital(token.text) or (end > i and (token.new_line or token.text[0].isdigit())):
            break
        if starts_something(said, end):
            break
        end += 1
        if token.text[0].isdigit():
            break
    return end


def starts_something(said: NameReading, i: int) -> bool:
    """Whether another body, a type of document or a territory begins here."""
    lexicon = said.lexicon
    return lexicon.ends_at(said.tokens, i) or any(trie.walk(said.tokens, i) for trie in (
        lexicon.types, lexicon.kinds)) or any(
        after - i > 1 for after, _ in lexicon.heads.walk(said.tokens, i))


def with_larger_territory(said: NameReading, i: int, place: WrittenTerritory) -> tuple[int, WrittenTerritory]:
    """Take in the larger territory that a name may be followed by ("…, tỉnh Bình Phước")."""
    after = i + 1 if i < len(said.tokens) and said.tokens[i].text in ",-" else i
    if said.lexicon.kinds.walk(said.tokens, after):
        end, larger = kind_and_name(said, after)
        if larger is not None and larger.name and _rank(said, larger) > _rank(said, place):
            return end, replace(place, within=larger)
    return i, place


def stands_at(said: NameReading, i: int, words: frozenset[str]) -> bool:
    """Whether one of ``words`` stands at ``i``."""
    return i < len(said.tokens) and said.tokens[i].lower in words


def _rank(said: NameReading, place: WrittenTerritory) -> int:
    """How high a territory stands; a city, which may be a province or a district, and one without its kind between."""
    return _RANK.get(said.lexicon.place_kinds.levels_of(place.kind), 2)
