"""What makes two mentions the same instrument: number, body, subject; and the address made of them.

Everything here looks at values only. Gathering the mentions of a collection is for ``clusters``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ..language.folding import fold, slugify
from ..language.letters import new_tone_placement
from ..language.numbers import match_number
from ..models import Document, Level, Record
from ..registry.tables import Registry

_DASH = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-") | {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ"})
_PARTS = re.compile(r"[\s/\-.]+")
_WITHOUT_STROKE = {"QD": "QĐ", "ND": "NĐ", "LDLD": "LĐLĐ", "HDND": "HĐND"}
"""Segments often typed without the stroke that mean nothing else so (HD and DA do, and stay)."""
_SERIAL = re.compile(r"0*(\d+[A-ZĐ]?)$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ASSEMBLY = re.compile(r"QH\d*$")
_CENTRAL = {"TW": "trung ương đảng", "TTG": "thủ tướng chính phủ", "CP": "chính phủ", "QH": "quốc hội",
            "UBTVQH": "ủy ban thường vụ quốc hội", "CTN": "chủ tịch nước"}
"""Symbols that only one body of the country has: their number needs no body, and never a territory."""
_WORD = re.compile(r"[a-z0-9]+")

_remembered = lru_cache(maxsize=1 << 16)
"""The same numbers, names and subjects come again and again in a collection."""

AGREE = 0.8
"""Share of the shorter subject's words found in the other one for two subjects to be the same."""
DIFFER = 0.5
"""Below this share two subjects speak of different things."""
_ENOUGH_WORDS = 4


@_remembered
def parts_of(number: str) -> tuple[str, ...]:
    """A number's serial without leading zeros, the year it may carry, its upper-case segments."""
    text = unicodedata.normalize("NFC", number).translate(_DASH).upper()
    parts = [part for part in _PARTS.split(text.partition("(")[0]) if part]
    if parts and (serial := _SERIAL.match(parts[0])):
        parts[0] = serial[1]
    return tuple(_WITHOUT_STROKE.get(part, part) for part in parts)


def match_key(number: str) -> str:
    """The spelling-free form of a number: ``48 CT TW`` for 48-CT/TW and 48/CT-TW alike; Đ is kept."""
    return " ".join(parts_of(number))


def is_short(number: str) -> bool:
    """Whether only the serial is given ("124"), perhaps with its year, without a symbol."""
    return all(part.isdigit() for part in parts_of(number))


def year_in(number: str) -> int | None:
    """The year a normative number carries (124/2021/TT-BCA)."""
    parts = parts_of(number)
    return int(parts[1]) if len(parts) > 2 and _YEAR.fullmatch(parts[1]) else None


def is_bare_government(number: str) -> bool:
    """Whether the symbol is the Government's alone, as before types and years stood in it (09/CP)."""
    return len(parts_of(number)) == 2 and parts_of(number)[1] == "CP"


def is_assembly(number: str) -> bool:
    """Whether the symbol is the National Assembly's, whose laws and resolutions share it."""
    return any(_ASSEMBLY.match(part) for part in parts_of(number)[1:])


def sole_issuer(number: str) -> str | None:
    """The organisation whose symbol nobody else has, as :meth:`Bodies.organisation` names it."""
    segments = parts_of(number)[1:]
    if not segments or any(segment.startswith("BCĐ") for segment in segments):
        return None
    return _CENTRAL.get(segments[-1].rstrip("0123456789"))


def canonical(number: str) -> str:
    """The spelling that variants share: Party numbers as 48-CT/TW, others as written."""
    match = match_number(number, 0)
    return match.number.canonical if match and match.end == len(number) else number


@_remembered
def words(text: str) -> str:
    """Words compared as names: lower case, one space, one tone placement, no quotes or final stop."""
    plain = re.sub("[“”\"'‘’]", "", unicodedata.normalize("NFC", text).translate(_DASH).lower())
    return new_tone_placement(" ".join(plain.split())).strip(" .;,:")


_PARTY_CENTRE = "trung ương đảng"
_SECRETARIAT, _POLITBURO = "ban bí thư", "bộ chính trị"
_COMMITTEE = re.compile(r"(?:ban chấp hành )?trung ương(?: đảng)?(?: cộng sản việt nam)?$")


class Bodies:
    """Bodies compared by the organisation behind an organ; knows the organs of one registry."""

    def __init__(self, registry: Registry) -> None:
        heads = {words(head) for organ in registry.organs for head in organ.heads}
        self._organs = tuple(sorted(heads, key=lambda head: (-len(head), head)))
        self._registry = registry
        self._levels = {words(row.name): row.level for row in registry.bodies if row.kind == "fixed"}
        self._known: dict[str, str] = {}

    def organisation(self, body: str | None) -> str:
        """The organisation's name for comparing; Bộ Chính trị and Ban Bí thư are the Party centre; "" for none."""
        if body is None:
            return ""
        if body not in self._known:
            joint = sorted(self._without_organ(words(part)) for part in body.split(";") if part.strip())
            self._known[body] = "; ".join(joint)
        return self._known[body]

    def organ(self, body: str) -> str:
        """Like :meth:`organisation`, but the Party centre's Secretariat and Politburo stay apart."""
        plain = words(body)
        return next((organ for organ in (_SECRETARIAT, _POLITBURO) if organ in plain), self.organisation(body))

    def contradict(self, one: str, other: str) -> bool:
        """Whether two literal names are of different issuers; an organ does not contradict its organisation."""
        a, b = self.organ(one), self.organ(other)
        return fold(a) != fold(b) and _PARTY_CENTRE not in (a, b) and not compatible(a, b)

    def level(self, body: str | None) -> Level | None:
        """The level that a body's territory or its row in the registry gives."""
        place = place_of(body)
        if place is None:
            plain = words((body or "").partition(";")[0])
            return self._levels.get(plain) or self._levels.get(self._without_organ(plain))
        if place.kind in ("thành phố", "thành"):
            cities = self._registry.find_territory(place.name)
            return "district" if cities and cities[0].level == "district" else "province"
        return _LEVELS_OF_KINDS[place.kind]

    def _without_organ(self, plain: str) -> str:
        before = None
        while before != plain:
            before = plain
            if plain.startswith((_SECRETARIAT, _POLITBURO)) or _COMMITTEE.match(plain):
                return _PARTY_CENTRE
            for organ in self._organs:
                rest = plain.removeprefix(organ + " ")
                if rest != plain and " " in rest:
                    plain = rest
                    break
        return plain


def compatible(one: str, other: str) -> bool:
    """Whether two organisations (as :meth:`Bodies.organisation` gives them) can be the same.

    Equal, unknown, one named less fully than the other, or a joint issuer with a part in common.
    """
    if not one or not other or one == other:
        return True
    if "; " in one or "; " in other:
        return bool(set(one.split("; ")) & set(other.split("; ")))
    short, long = sorted((one, other), key=len)
    return long.startswith((short + " ", short + ","))


@dataclass(frozen=True, slots=True)
class Place:
    """A territory as a body's name gives it: its type word and its name."""

    kind: str
    name: str


_KINDS = frozenset(["tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu"])
_COMMITTEES = frozenset(["tỉnh", "thành", "huyện", "quận", "thị"])
_LEVELS_OF_KINDS: dict[str, Level] = {
    "tỉnh": "province", "huyện": "district", "quận": "district", "thị xã": "district", "thị": "district",
    "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune",
}


@_remembered
def place_of(body: str | None) -> Place | None:
    """The first (most local) territory in a body's name; ``None`` for a central body."""
    tokens = (body or "").split()
    for index, token in enumerate(tokens):
        pair = f"{token} {tokens[index + 1]}".lower() if index + 1 < len(tokens) else ""
        if pair in _KINDS:
            kind, rest = pair, tokens[index + 2:]
        elif token.lower() in _COMMITTEES and pair.endswith((" ủy", " uỷ", " đoàn")):
            kind, rest = token.lower(), tokens[index + 2:]
        elif token.lower() in _KINDS:
            kind, rest = token.lower(), tokens[index + 1:]
        else:
            continue
        name = _capitalised(rest)
        if name:
            return Place(kind, name)
    return None


def territory_of(number: str, body: str | None) -> Place | None:
    """The territory that belongs to a number: that of its body, none for a symbol of the centre."""
    return None if sole_issuer(number) else place_of(body)


def _capitalised(tokens: Iterable[str]) -> str:
    """The run of capitalised words or numbers that a proper name is."""
    name: list[str] = []
    for token in tokens:
        if not (token[0].isupper() or token[0].isdigit() or token in "-–"):
            break
        name.append(token.rstrip(",;."))
        if token[-1] in ",;":
            break
    return " ".join(name).rstrip(" -–")


@_remembered
def subject_words(subject: str | None) -> frozenset[str]:
    """The words of a subject without their marks."""
    return frozenset(_WORD.findall(fold(subject or "")))


def subjects_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two subjects are the same but for cuts and small changes; years that differ are a difference."""
    return _overlap(one, other) >= AGREE and min(len(one), len(other)) >= _ENOUGH_WORDS


def subjects_differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two known subjects speak of different things."""
    return bool(one and other) and _overlap(one, other) < DIFFER


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    numbers = [{word for word in side if _YEAR.fullmatch(word)} for side in (one, other)]
    if numbers[0] - numbers[1] and numbers[1] - numbers[0]:
        return 0.0
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def slug_of(number: str, year: int | None, body: str | None, type_: str | None = None) -> str:
    """The address of a numbered instrument: number, year unless the number has it, territory of a local body.

    The serial has two digits at least; a number without symbol is preceded by its type.
    """
    serial, *rest = parts_of(number) or ("",)
    pieces = [slugify(type_ or "")] if is_short(number) else []
    pieces += [serial.zfill(2), *rest]
    if year and year_in(number) is None:
        pieces.append(str(year))
    place = territory_of(number, body)
    if place:
        pieces.append(place.name)
    return slugify(" ".join(pieces), 100)


def expected_slug(held: Record | Document) -> str | None:
    """The slug that number, date and body of a document give; ``None`` where number or date are not known.

    Where two instruments would share it, the later one carries the month and day behind it.
    """
    document = held.document if isinstance(held, Record) else held
    if not document.number or not document.date:
        return None
    year = year_in(document.number) or int(document.date[:4])
    return slug_of(document.number, year, document.issuing_body, document.type)
