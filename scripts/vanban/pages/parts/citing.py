"""How an instrument is cited in a letter."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...language.encodings import is_syllable
from ...models import Instrument
from ...registry.tables import Registry
from ..names import date_in_words, is_law, is_party_reference, reference, written_date
from ..site import Site
from ..words import say

_DISPUTED = ("date", "issuing_body")
"""Fields of a citation that can be left out."""

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Cite:
    """The words of a citation: whole, and as it is named again later in the same letter.

    ``doubt`` says what in the whole form the sources dispute and that nobody has read a scan's letters against it;
    ``safe`` is the form without what is disputed. ``None``: nothing of that kind. What a machine read from a scan is
    marked in every form, so that the mark is copied along.
    """

    whole: str
    brief: str
    doubt: str | None = None
    safe: str | None = None


def cite_of(site: Site, instrument: Instrument) -> Cite:
    """How an official letter cites an instrument, by its kind: law, Party, administrative."""
    whole, brief = official_form(site, instrument), site.names[instrument.key].short + _unread(site, instrument)
    fields = [one.field for one in instrument.contradictions if one.field in _DISPUTED]
    names = say("and").join(say(f"field_{name}").lower() for name in dict.fromkeys(fields))
    doubts = (say("cite_doubt", fields=names) if fields else None,
              say("recognised") if is_unread(site, instrument) else None)
    return Cite(whole, brief, " ".join(filter(None, doubts)) or None,
                _form(site, instrument, fields) if fields else None)


def official_form(site: Site, instrument: Instrument) -> str:
    """The words of an official letter: "Kế hoạch số 31/KH-UBND ngày 02 tháng 02 năm 2023 của … về …".

    A law is called by its title, and its issuer is left unsaid.
    """
    return _form(site, instrument, ())


def _form(site: Site, instrument: Instrument, without: Sequence[str]) -> str:
    kind = site.registry.type_named(instrument.type)
    short, title = site.names[instrument.key].short, flat_line(site.title_of(instrument))
    named = bool(kind and is_law(kind) and instrument.number)
    written = written_date if instrument.number and is_party_reference(instrument.number) else date_in_words
    words = reference(instrument, short, written, (*without, "issuing_body") if named else without)
    if title and title.casefold() not in words.casefold():
        words += f" {'' if title.casefold().startswith('về ') else 'về '}{_within(title, site.registry)}"
    return words + _unread(site, instrument)


def is_unread(site: Site, instrument: Instrument) -> bool:
    """Whether all its facts come from letters that a machine recognised and nobody has read against the scan."""
    return instrument.document is not None and site.unread.get(instrument.document, False)


def _unread(site: Site, instrument: Instrument) -> str:
    return f" [{say('recognised_short')}]" if is_unread(site, instrument) else ""


def _within(title: str, registry: Registry) -> str:
    """A title inside a sentence: its first letter stays where a name begins it ("Việt Nam tham gia …", "A/H5N1")."""
    words = title.split()
    named = " ".join(words[:2])
    proper = named in registry.proper_names or bool(registry.find_territory(named))
    return title if proper or not is_syllable(words[0].strip(",;:.“”\"")) else lower_first(title)


def lower_first(title: str) -> str:
    """A subject inside a sentence: its first letter small, unless it begins with an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def flat_line(words: str | None) -> str:
    """Words on one line without control characters; empty for ``None``."""
    return _UNSAFE.sub(" ", " ".join((words or "").split())).strip()
