"""How an instrument is cited in a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...models import Instrument
from ..names import date_in_words, is_law, is_party_reference, reference, written_date
from ..site import Site
from ..words import say

_DISPUTED = ("date", "issuing_body")
"""Fields of a citation that can be left out."""

_SPACES = re.compile(r"\s+")
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Cite:
    """The words of a citation: whole, and as it is named again later in the same letter.

    ``doubt`` says what in the whole form the sources dispute, ``safe`` is that form without it; both ``None`` where
    nothing is disputed.
    """

    whole: str
    brief: str
    doubt: str | None = None
    safe: str | None = None


def cite_of(site: Site, instrument: Instrument) -> Cite:
    """How an official letter cites an instrument, by its kind: law, Party, administrative."""
    whole, brief = official_form(site, instrument), site.names[instrument.key].short
    fields = [one.field for one in instrument.contradictions if one.field in _DISPUTED]
    if not fields:
        return Cite(whole, brief)
    names = say("and").join(say(f"field_{name}").lower() for name in dict.fromkeys(fields))
    return Cite(whole, brief, say("cite_doubt", fields=names),
                _form(site, instrument, fields))


def official_form(site: Site, instrument: Instrument) -> str:
    """The words of an official letter: "Kế hoạch số 31/KH-UBND ngày 02 tháng 02 năm 2023 của … về …".

    A law is called by its title, and its issuer is left unsaid.
    """
    return _form(site, instrument, ())


def _form(site: Site, instrument: Instrument, without: Sequence[str]) -> str:
    kind = site.registry.type_named(instrument.type) if instrument.type else None
    short, title = site.names[instrument.key].short, flat_line(site.title_of(instrument))
    named = bool(kind and is_law(kind) and instrument.number)
    written = written_date if instrument.number and is_party_reference(instrument.number) else date_in_words
    words = reference(instrument, short, written, (*without, "issuing_body") if named else without)
    if not title or title.casefold() in words.casefold():
        return words
    return f"{words} {lower_first(title) if title.casefold().startswith('về ') else 'về ' + lower_first(title)}"


def lower_first(title: str) -> str:
    """A subject inside a sentence: its first letter small, unless it begins with an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def flat_line(words: str | None) -> str:
    """Words on one line without control characters; empty for ``None``."""
    return _UNSAFE.sub(" ", _SPACES.sub(" ", words or "")).strip()
