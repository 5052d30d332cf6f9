"""The address of every instrument: the shortest that no other could have, for ever its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import count

from ..language.folding import slugify
from ..models import CitationPlace, Instrument
from ..store.records import LONGEST_SLUG
from .identity import territory_named


def unique_slugs(drafts: list[Instrument]) -> list[str]:
    """An address for each draft: a held document's file name; else the shortest that no other draft could have.

    What two could have is neither's: the one that had it first would lose it unseen to the other as more is known.
    """
    forms = [address_forms(draft) for draft in drafts]
    claims = Counter(form for draft, own in zip(drafts, forms, strict=True)
                     for form in {*own, draft.document or own[0]})
    slugs = {i: draft.document or next((form for form in forms[i] if claims[form] == 1), "")
             for i, draft in enumerate(drafts)}
    without = sorted((i for i, slug in slugs.items() if not slug), key=lambda i: precedence(drafts[i]))
    slugs |= zip(without, counted_addresses([forms[i][-1] for i in without], claims), strict=True)
    return [slugs[index] for index in range(len(drafts))]


def counted_addresses(bases: Iterable[str], claimed: Collection[str]) -> Iterator[str]:
    """Addresses with a number behind, where somebody gave a document the name of a place in another."""
    taken: set[str] = set()
    for base in bases:
        taken.add(slug := next(form for form in (f"{base}-{number}" for number in count(2))
                               if form not in claimed and form not in taken))
        yield slug


def precedence(draft: Instrument) -> tuple[object, ...]:
    """The order in which drafts are served that nothing else tells apart."""
    first = draft.mentions[0] if draft.mentions else CitationPlace("", -1)
    return (draft.date or "9999", draft.issuing_body or "~", draft.type or "", draft.title or "",
            first.document, first.index)


def address_forms(draft: Instrument) -> tuple[str, ...]:
    """The addresses a draft could have, the shortest first."""
    return tuple(dict.fromkeys(_slug_ladder(draft)))


def _slug_ladder(draft: Instrument) -> Iterator[str]:
    """Addresses from the shortest to ones that say more; the last one is no other's."""
    base = draft.slug
    yield base
    place = territory_named(draft.bodies)
    if draft.date:
        yield longer_slug(base, draft.date[5:])
    if place:
        yield longer_slug(base, slugify(place[0]))
        yield longer_slug(base, f"{slugify(place[0])}{'-' + draft.date[5:] if draft.date else ''}")
    if draft.issuing_body:
        yield longer_slug(base, slugify(draft.issuing_body, 60))
    if draft.mentions:
        yield from (longer_slug(base, end) for end in named_in(draft.mentions[0]))


def longer_slug(base: str, end: str) -> str:
    """An address with what tells it from others behind it; the beginning is cut where the whole is too long."""
    return f"{base[:LONGEST_SLUG - 1 - len(end)].rstrip('-')}-{end}"


def named_in(mention: CitationPlace) -> tuple[str, str]:
    """What tells those apart of which nothing else is known: the document that names one, then the place there."""
    document = f"trong-{mention.document[:60]}"
    return document, f"{document}-{mention.index + 1}"
