"""What things are called on a page: instruments, dates, levels, relations, in official Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..language.folding import slugify
from ..language.letters import on_one_line
from ..language.numbers import match_number
from ..models import LEVELS, RELATIONS, BodyParts, CitationPlace, Instrument
from ..reading.titles import display_title
from ..registry.document_types import DocumentType
from ..registry.tables import Registry
from ..registry.territories import Territory
from .words import say

SERIES = "series"
LEGAL_BASIS = "legal_basis"
RELATION_ORDER: tuple[str, ...] = (*RELATIONS, LEGAL_BASIS, SERIES)
_LONGEST_NAME = 110


@dataclass(frozen=True, slots=True)
class Name:
    """An instrument's names: ``short`` ("Kế hoạch số 31/KH-UBND") and ``full`` (with date and body)."""

    short: str
    full: str


def written_date(date: str | None) -> str | None:
    """An ISO date in the Vietnamese order ("2023-02-02" to "02/02/2023"); other values stay as they are,
    ``None`` for no date."""
    if not date:
        return None
    return "/".join(reversed(date.split("-")))


def date_in_words(date: str) -> str:
    """An ISO date as an official letter writes it: a zero before days below 10 and before January and February."""
    year, month, day = date.split("-")
    return f"{day} tháng {month if month <= '02' else month.lstrip('0')} năm {year}"


def name_of(instrument: Instrument, words_of: Callable[[CitationPlace], str], registry: Registry) -> Name:
    """The names of one instrument; one without number is called by the words that cite it."""
    short = _short(instrument, words_of, registry)
    return Name(short, reference(instrument, short, written_date))


def reference(instrument: Instrument, short: str, write: Callable[[str], str | None],
              without: Collection[str] = ()) -> str:
    """A name with what tells it apart: its date as ``write`` writes it, or its year, and its issuing body.

    A number of the Party is followed by a comma. ``without`` are fields to leave out.
    """
    parts = [short]
    if instrument.number and instrument.date and "date" not in without:
        parts[0] += "," if is_party_reference(instrument.number) else ""
        parts.append(f"ngày {write(instrument.date)}")
    elif instrument.number and instrument.year and "date" not in without and str(instrument.year) not in short:
        parts.append(f"năm {instrument.year}")
    body = instrument.issuing_body
    if body and body not in short and "issuing_body" not in without:
        parts.append(f"của {body}")
    return " ".join(parts)


@lru_cache(maxsize=1 << 16)
def is_party_reference(number: str) -> bool:
    """Whether a number is one of the Party's ("09-CT/TW")."""
    found = match_number(number, 0)
    return found is not None and found.number.is_party


def is_law(kind: DocumentType) -> bool:
    """Whether instruments of a type are called by their titles: "Luật Phổ biến, giáo dục pháp luật"."""
    return kind.class_ == "named" and kind.normative == "yes"


def _short(instrument: Instrument, words_of: Callable[[CitationPlace], str], registry: Registry) -> str:
    kind = instrument.type or say("some_document")
    if instrument.number:
        return f"{_law(instrument, registry) or kind} số {instrument.number}"
    if instrument.document:
        body = f" của {instrument.issuing_body}" if instrument.issuing_body else ""
        return f"{kind}{body} {say('copy_without_number')}"
    for mention in instrument.mentions:
        words = on_one_line(words_of(mention))
        return _cut(words[:1].upper() + words[1:])
    return _cut(f"{kind} {instrument.title or ''}".strip())


def _law(instrument: Instrument, registry: Registry) -> str | None:
    """The name of a law, which is its title: "Luật Tổ chức chính quyền địa phương"; ``None`` for other types."""
    kind = registry.type_named(instrument.type)
    title = display_title(instrument.title, registry)
    if kind is None or not is_law(kind) or not title or len(title) > _LONGEST_NAME:
        return None
    title = title.removeprefix("Về việc ").removeprefix("Về ")
    title = title[:1].upper() + title[1:]
    return title if title.casefold().startswith(kind.name.casefold()) else f"{kind.name} {title}"


def _cut(words: str) -> str:
    if len(words) <= _LONGEST_NAME:
        return words
    cut = words[:_LONGEST_NAME].rpartition(" ")[0] + "…"
    return cut + "”" if cut.count("“") > cut.count("”") else cut


def relation_label(relation: str, labels: Mapping[str, object], reverse: bool) -> str:
    """The verb of a relation seen from the acting instrument, or from the other end."""
    if relation == SERIES:
        return say("series_with")
    if relation == LEGAL_BASIS:
        return say("legal_basis_of" if reverse else "legal_basis")
    return str(getattr(labels[relation], "reverse" if reverse else "forward"))


def address_of(name: str) -> str:
    """The address part of a body, a type, a year or a level; never empty."""
    return slugify(name) or "khac"


def body_address(body: BodyParts, registry: Registry) -> str:
    """The address part of a body: its name, and its province where one elsewhere can have the same."""
    province = _province_beside(body, registry)
    return f"{address_of(body.name)}-{address_of(province.name)}" if province else address_of(body.name)


def body_name(body: BodyParts, registry: Registry) -> str:
    """A body by its name, and its province where one elsewhere can have the same."""
    province = _province_beside(body, registry)
    return f"{body.name}, {province.full_name}" if province else body.name


def issuers_in_words(instrument: Instrument, registry: Registry) -> str | None:
    """Who issued an instrument, with the province where the name alone does not tell it; ``None``: nobody is known."""
    named = [body_name(body, registry) for body in instrument.bodies]
    return "; ".join(named) if named != [body.name for body in instrument.bodies] else instrument.issuing_body


def _province_beside(body: BodyParts, registry: Registry) -> Territory | None:
    """The province that tells a body from one of the same name: of a district that has a namesake, of a commune, whose
    names no table holds; ``None``: its name alone tells it. Asked of the tables, not of what is held, so that an
    address stays when more comes."""
    here = registry.territory(body.territory) if body.territory else None
    if here is None or not body.kind or not body.place or not body.name.endswith(body.place):
        return None
    if here.level == "district":
        return registry.province_above(here) if registry.has_namesake(here) else None
    return here if registry.place_kinds.levels_of(body.kind) == {"commune"} else None


def level_name(level: str | None, levels: Mapping[str, str]) -> str:
    """A level in Vietnamese, also when it is not known."""
    return levels.get(level or "", say("unknown_level"))


def level_rank(level: str | None) -> int:
    """0 for the highest level; an unknown one comes last."""
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)
