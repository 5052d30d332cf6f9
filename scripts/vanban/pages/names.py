"""What things are called on a page: instruments, dates, levels, relations, in official Vietnamese."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..language.folding import slugify
from ..models import LEVELS, RELATIONS, Instrument, Mention
from .parts.excerpts import plain

SERIES = "series"
SERIES_LABEL = "Cùng loạt hằng năm với"
RELATION_ORDER: tuple[str, ...] = (*RELATIONS, SERIES)
UNKNOWN_LEVEL = "Chưa rõ cấp"
UNKNOWN_YEAR = "Chưa rõ năm"
_LONGEST_NAME = 110


@dataclass(frozen=True, slots=True)
class Name:
    """An instrument's names: ``short`` ("Kế hoạch số 31/KH-UBND") and ``full`` (with date and body)."""

    short: str
    full: str


def written_date(date: str | None) -> str | None:
    """An ISO date in the Vietnamese order ("2023-02-02" to "02/02/2023"); other values stay as they are."""
    if not date:
        return None
    return "/".join(reversed(date.split("-")))


def name_of(instrument: Instrument, words_of: Callable[[Mention], str]) -> Name:
    """The names of one instrument; one without number is called by the words that cite it."""
    short = _short(instrument, words_of)
    parts = [short]
    if instrument.number and instrument.date:
        parts.append(f"ngày {written_date(instrument.date)}")
    elif instrument.number and instrument.year and str(instrument.year) not in short:
        parts.append(f"năm {instrument.year}")
    if instrument.issuing_body and instrument.issuing_body not in short:
        parts.append(f"của {instrument.issuing_body}")
    return Name(short, " ".join(parts))


def _short(instrument: Instrument, words_of: Callable[[Mention], str]) -> str:
    kind = instrument.type or "Văn bản"
    if instrument.number:
        return f"{kind} số {instrument.number}"
    if instrument.document:
        return f"{kind} không số" + (f" của {instrument.issuing_body}" if instrument.issuing_body else "")
    for mention in instrument.mentions:
        words = plain(words_of(mention))
        return _cut(words[:1].upper() + words[1:])
    return _cut(f"{kind} {instrument.title or ''}".strip())


def _cut(words: str) -> str:
    if len(words) <= _LONGEST_NAME:
        return words
    cut = words[:_LONGEST_NAME].rpartition(" ")[0] + "…"
    return cut + "”" if cut.count("“") > cut.count("”") else cut


def relation_label(relation: str, labels: Mapping[str, object], reverse: bool) -> str:
    """The verb of a relation seen from the acting instrument, or from the other end."""
    if relation == SERIES:
        return SERIES_LABEL
    return str(getattr(labels[relation], "reverse" if reverse else "forward"))


def address_of(name: str) -> str:
    """The address part of a body, a type, a year or a level; never empty."""
    return slugify(name) or "khac"


def level_name(level: str | None, levels: Mapping[str, str]) -> str:
    """A level in Vietnamese, also when it is not known."""
    return levels.get(level or "", UNKNOWN_LEVEL)


def level_rank(level: str | None) -> int:
    """0 for the highest level; an unknown one comes last."""
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)
