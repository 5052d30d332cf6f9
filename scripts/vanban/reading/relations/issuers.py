"""The issuing body of each mention: as written, shared in a list, told by the sentence, or by the symbol."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.fuzz import ratio

from ...language.folding import fold
from ...registry.grammar import Grammar
from ..bodies import Body, BodyContext, body_of_symbol, has_organ, resolve_body
from ..citations import Mention
from .tree import Link

_BENT = 75
"""Likeness, of 100, at which a name that no table knows is the one its symbol tells, bent by recognition."""


class Issuer(Struct, frozen=True, gc=False):
    """A resolved body and where it came from: "text", "list", "sentence", "document" or "symbol"."""

    body: Body
    source: str


def issuers(mentions: Sequence[Mention], links: Sequence[Link], context: BodyContext,
            grammar: Grammar) -> list[Issuer | None]:
    """The issuer of every mention, in order; ``None`` where nothing in the text or symbol tells."""
    found: list[Issuer | None] = []
    for mention, link in zip(mentions, links, strict=True):
        found.append(_written(mention, at_its_time(mention, _of_place(link, found, context)), grammar))
    _share_backwards(mentions, links, found)
    for i, mention in enumerate(mentions):
        issuer = links[i].governor.issue.issuer
        if found[i] is None and mention.class_ == "numbered" and issuer is not None:
            found[i] = Issuer(resolve_body(issuer, context, grammar), "sentence")
    known = _first_by_number(mentions, found)
    for i, mention in enumerate(mentions):
        if found[i] is not None or mention.number is None:
            continue
        elsewhere = known.get((mention.type, mention.number.match_key))
        symbol = None
        if elsewhere is None and mention.number.segments:
            symbol = body_of_symbol(mention.number.segments, context, grammar, mention.date)
        if elsewhere is not None:
            found[i] = Issuer(elsewhere, "document")
        elif symbol is not None:
            found[i] = Issuer(symbol, "symbol")
        elif mention.proposer is not None:
            found[i] = Issuer(resolve_body(mention.proposer, context, grammar), "sentence")
    return found


def at_its_time(mention: Mention, context: BodyContext) -> BodyContext:
    """What is known where a body is named that issued a text of a day: it and its province are those of that day."""
    return context if mention.date is None else replace(context, date=mention.date)


def _of_place(link: Link, found: Sequence[Issuer | None], context: BodyContext) -> BodyContext:
    """What is known where a body is named: in the subject of a text of another province, that province ("Quyết định
    số 5 … của UBND tỉnh A về thực hiện Chỉ thị số 6 … của UBND tỉnh")."""
    outer = found[link.parents[-1]] if link.parents and link.parents[-1] < len(found) else None
    place = outer.body.territory if outer is not None and not outer.body.inferred else None
    known = context.province.name if context.province else None
    if place is None or place.level != "province" or place.name == known:
        return context
    return BodyContext(province=place, date=context.date)


def of_origins(found: list[Issuer | None], origins: Sequence[int | None]) -> list[Issuer | None]:
    """The issuers with those of short forms taken from what they stand for, given as an index for each mention;
    what a short form says itself agrees with that and stays."""
    sources = [None if origin is None else found[origin] for origin in origins]
    return [own if source is None or (own is not None and own.source == "text") else Issuer(source.body, "document")
            for own, source in zip(found, sources, strict=True)]


def _written(mention: Mention, context: BodyContext, grammar: Grammar) -> Issuer | None:
    """The body as written; a bare organ ("của Bộ trưởng") is that of the body which the symbol names; what bears the
    symbol of one of the highest bodies is by nobody else ("Nghị định số 75/2015/NĐ-CP của Ngân hàng A": a loan by it).
    """
    if mention.body is None:
        return None
    body = resolve_body(mention.body, context, grammar)
    organ = mention.body.parts[0]
    if mention.number is None:
        return Issuer(body, "text")
    symbol = body_of_symbol(mention.number.segments, context, grammar, mention.date)
    told = [each.organisation for each in body.members or (body,)]
    if symbol is not None and symbol.organisation not in told and _is_of_the_highest(symbol, mention, grammar):
        return Issuer(symbol, "symbol")
    if organ.rows:
        return Issuer(body, "text")
    if not organ.organs:
        short = body.name.isupper()
        meant = body_of_symbol((body.name,), context, grammar, mention.date) if short else symbol
        near = short or (meant is not None and ratio(fold(body.name), fold(meant.organisation)) >= _BENT)
        return Issuer(meant if meant and near else body, "text")
    if symbol is None or not has_organ(symbol.organisation, organ.organs[-1], grammar):
        return Issuer(body, "text")
    name = f"{' '.join(organ.organs)} {symbol.organisation}"
    return Issuer(replace(symbol, name=name, inferred=("organisation: symbol",)), "text")


def _is_of_the_highest(symbol: Body, mention: Mention, grammar: Grammar) -> bool:
    """Whether a number ends with its type and the symbol of a body that has a rank of its own ("Nghị định … NĐ-CP"); of
    a letter ("1066/CP-NN"), or where the type is another ("Thông tư liên tịch … NĐ-CP"), the symbol says less."""
    segments = mention.number.segments if mention.number else ()
    row = grammar.registry.type_named(mention.type)
    return (row is not None and len(segments) > 1 and segments[-2] in row.abbreviations
            and symbol.rows[0] in grammar.registry.body_ranks)


def _share_backwards(mentions: Sequence[Mention], links: Sequence[Link], found: list[Issuer | None]) -> None:
    """Give a list's shared issuer to the earlier members whose symbols end alike."""
    for i in reversed(range(len(mentions) - 1)):
        later = found[i + 1]
        if found[i] is not None or later is None or i not in links[i + 1].sharing:
            continue
        if _alike(mentions[i], mentions[i + 1]):
            found[i] = Issuer(later.body, "list")


def _alike(first: Mention, second: Mention) -> bool:
    """Whether two neighbours can have the same issuer, going by their symbols."""
    if first.number is None or second.number is None or not first.number.segments or not second.number.segments:
        return first.number is not None and second.number is not None
    a, b = first.number.segments, second.number.segments
    return bool(set(a) & set(b))


def _first_by_number(mentions: Sequence[Mention], found: Sequence[Issuer | None]) -> dict[tuple[str | None, str], Body]:
    known: dict[tuple[str | None, str], Body] = {}
    for mention, issuer in zip(mentions, found, strict=True):
        if issuer is not None and mention.number is not None:
            known.setdefault((mention.type, mention.number.match_key), issuer.body)
    return known
