"""What an instrument acts on and what acts on it, grouped by relation, each with its sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...models import CitationPlace, Instrument, Relation
from ..names import LEGAL_BASIS, RELATION_ORDER, issuers_in_words, written_date
from ..site import Site
from ..words import say
from .citing import is_unread
from .quotes import Quote, quotes
from .reporting import report_of_mentions, report_of_relation

MOST_OTHERS = 40
"""Sentences shown that only name an instrument."""


@dataclass(frozen=True, slots=True)
class InstrumentCard:
    """An instrument as a line in a list; ``doubt`` says what other sources give for its date, and that all its facts
    were read from letters that a machine recognised; ``body_doubt`` that sources give another body; ``None``: none.
    """

    name: str
    href: str
    title: str | None
    date: str | None
    body: str | None
    level: str
    level_key: str
    held: bool
    doubt: str | None = None
    body_doubt: str | None = None

    @property
    def slug(self) -> str:
        """The last part of the address."""
        return self.href.rstrip("/").rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Linked:
    """One linked instrument with the sentences that link it or the reason of an inference.

    ``report`` is the address at which a fault of the link is told.
    """

    key: str
    card: InstrumentCard
    quotes: tuple[Quote, ...]
    report: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """All links of one relation: its key, its verb and the linked instruments in order."""

    relation: str
    verb: str
    links: tuple[Linked, ...]


def instrument_card(site: Site, key: str, base: str) -> InstrumentCard:
    """The card of an instrument; ``base`` leads to the site's root."""
    instrument = site.instrument(key)
    date = written_date(instrument.date) or (f"{instrument.year}" if instrument.year else None)
    return InstrumentCard(site.names[key].short, f"{base}van-ban/{instrument.slug}/", subject_of(site, instrument),
                          date, issuers_in_words(instrument, site.registry), site.level(instrument.level),
                          instrument.level or "unknown",
                          instrument.document is not None, _doubt(site, instrument), _other_body(instrument))


def _doubt(site: Site, instrument: Instrument) -> str | None:
    unread = say("recognised_short") if is_unread(site, instrument) else None
    return "; ".join(filter(None, (_other_days(instrument), unread))) or None


def _other_days(instrument: Instrument) -> str | None:
    """What other sources give for the date: "có nguồn ghi ngày 01/12/2011"; ``None`` where they agree."""
    others = [reading.value for one in instrument.contradictions if one.field == "date"
              for reading in one.readings if reading.value != instrument.date]
    return say("other_day", days=", ".join(written_date(value) or value for value in others)) if others else None


def _other_body(instrument: Instrument) -> str | None:
    """That sources give different bodies; ``None`` where they agree."""
    return say("other_body") if any(one.field == "issuing_body" for one in instrument.contradictions) else None


def subject_of(site: Site, instrument: Instrument) -> str | None:
    """The subject to show beside the name; ``None`` when there is none or the name already says it."""
    title = site.title_of(instrument)
    return title if title and title.casefold() not in site.names[instrument.key].short.casefold() else None


def outgoing_groups(site: Site, key: str, base: str) -> tuple[Group, ...]:
    """What the instrument acts on."""
    return _groups(site, site.outgoing.get(key, ()), base, reverse=False)


def incoming_groups(site: Site, key: str, base: str) -> tuple[Group, ...]:
    """What acts on the instrument."""
    return _groups(site, site.incoming.get(key, ()), base, reverse=True)


def _groups(site: Site, relations: Iterable[Relation], base: str, reverse: bool) -> tuple[Group, ...]:
    by_type: dict[str, list[Relation]] = {}
    for relation in relations:
        legal = relation.type == "basis" and not relation.step  # a basis that orders nothing
        by_type.setdefault(LEGAL_BASIS if legal else relation.type, []).append(relation)
    return tuple(
        Group(kind, site.verb(kind, reverse), tuple(_linked(site, r, base, reverse) for r in by_type[kind]))
        for kind in RELATION_ORDER if kind in by_type)


def _linked(site: Site, relation: Relation, base: str, reverse: bool) -> Linked:
    key, own = (relation.source, relation.target) if reverse else (relation.target, relation.source)
    found = quotes(site, relation.evidence, base, here=site.instrument(own).document)
    return Linked(key, instrument_card(site, key, base), found,
                  report_of_relation(site, relation), relation.reason)


def nested_mentions(site: Site, instrument: Instrument, base: str) -> tuple[Linked, ...]:
    """Instruments a document names only inside the subject of another one it cites."""
    if instrument.document is None:
        return ()
    direct = {r.target for r in site.outgoing.get(instrument.key, ())} | {instrument.key}
    found: dict[str, list[CitationPlace]] = {}
    for index in range(len(site.collection.records[instrument.document].citations)):
        key = site.targets.get((instrument.document, index))
        if key and key not in direct:
            found.setdefault(key, []).append(CitationPlace(instrument.document, index))
    return tuple(Linked(key, instrument_card(site, key, base), quotes(site, mentions, base, here=instrument.document),
                        report_of_mentions(site, instrument.key, key, tuple(mentions)))
                 for key, mentions in found.items())


def other_mentions(site: Site, instrument: Instrument, base: str) -> tuple[Quote, ...]:
    """Sentences that name the instrument and prove no relation shown elsewhere on its page."""
    shown = {m for r in site.incoming.get(instrument.key, ()) for m in r.evidence}
    shown |= {m for r in site.outgoing.get(instrument.key, ()) for m in r.evidence}
    return quotes(site, [m for m in instrument.mentions if m not in shown], base, MOST_OTHERS, instrument.document)
