"""The issuer that a number's symbol implies: "QĐ-TTg" is the Prime Minister, "TT-BCA" the Ministry of Public Security.

A symbol that several bodies share ("TW") gives no issuer; one that every territory has ("UBND") takes the
territory of the document.
"""

from __future__ import annotations

import re
from collections import defaultdict

from msgspec.structs import replace

from ...language.folding import fold
from ...language.letters import CAP
from ...language.numbers import NumberMatch
from ...registry.grammar import Grammar, compiled
from ...registry.tables import BodyRow
from .naming import Body, BodyContext, _Site, _site, filled_name, holds, join_bodies, organisation_of, row_at, row_in
from .places import WrittenTerritory

_TERM = re.compile(r"(QH|UBTVQH)(?:\d{1,2}|[IVX]+)?")
_BENT_TERM = re.compile(r"\A[OG0]H(?=1\d\Z)")
"""The National Assembly's symbol as recognition bends it ("OH15")."""
_BENT_DIGITS = re.compile(r"(?P<body>(?:UBTV)?QH)(?:[Il1](?=1.\Z))?(?P<term>[IlO0-9S]{2}(?<=[0-9S].|.[0-9S]))")
_DIGITS = str.maketrans("IlOS", "1105")
"""The number of the assembly's term as recognition bends it ("QHI5", "QHI15")."""
_TERM_PARTED = re.compile(r"[ ]{1,2}(?P<term>1[0-9])(?![\w/.-])")
"""The number of the assembly's term behind a blank: "43/2013/QH 13"."""
_TYPE_PARTED = re.compile(r"[ ](?P<type>[A-ZĐ]{1,3})-(?P<body>[A-ZĐ]{2,10})(?![\w/])")
"""The rest of a symbol whose type a blank parted: "22/2010/T T-BTC"."""
_SHORTEST = 2
"""Letters of a body's symbol up to which it could be part of another word."""
_FOOTNOTE = re.compile(r"(?P<symbol>[A-ZĐƯ]{2,}?)[1-9]\d?")
_PARTED = re.compile(rf"[ ]{{1,2}}(?P<rest>[A-ZĐƯ]{{2,4}})(?![\w/&-]|[ ]{{1,3}}[{CAP}]{{2}})")
_NOT_LETTER = re.compile(r"[^A-Z0-9ĐƯƠĂÂÊÔ&/.]")


def body_of_symbol(segments: tuple[str, ...], context: BodyContext, grammar: Grammar,
                   date: str | None = None) -> Body | None:
    """The issuer of a number by the segments after its serial ("KH", "UBND"); ``None`` when ambiguous.

    ``date`` is the cited text's own (the document's date is used without it).
    """
    when = date or context.date
    for body_segments in _candidates(segments, grammar):
        bodies = [_of_segment(segment, context, grammar, when) for segment in body_segments]
        known = [body for body in bodies if body is not None]
        if known and bodies[0] is not None:
            return join_bodies(known)
    return None


def _candidates(segments: tuple[str, ...], grammar: Grammar) -> list[tuple[str, ...]]:
    """The segments that may name issuers: after a type abbreviation first, then from the first one on."""
    cleaned = tuple(map(_normal, segments))
    readings = []
    if len(cleaned) > 1 and grammar.registry.types_of_abbreviation(segments[0]):
        readings.append(_issuers(cleaned[1:], grammar))
    if not (len(cleaned) > 1 and readings and readings[0]):
        readings.append(cleaned[:1])
    return readings


def _issuers(segments: tuple[str, ...], grammar: Grammar) -> tuple[str, ...]:
    """The first segment and those after it that name other bodies, not units of the first."""
    first = _rows_of(segments[0], grammar)
    if not first:
        return ()
    ids = {row.id for row, _ in first}
    others = [
        segment for segment in segments[1:]
        if (rows := _rows_of(segment, grammar)) and not any(row.parent in ids or row.id in ids for row, _ in rows)
        and all(row.kind == "local" or first[0][0].kind == "fixed" for row, _ in rows)
    ]
    return (segments[0], *others)


def _normal(segment: str) -> str:
    upper = segment.upper()
    term = _TERM.fullmatch(_BENT_TERM.sub("QH", upper))
    return term.group(1) if term else _NOT_LETTER.sub("", upper)


@compiled
def _symbols(grammar: Grammar) -> dict[str, tuple[tuple[BodyRow, str | None], ...]]:
    """Rows by symbol, each with the type word of territory that the symbol fixes ("CAT" is a province's)."""
    found: defaultdict[str, list[tuple[BodyRow, str | None]]] = defaultdict(list)
    for row in grammar.registry.bodies:
        for symbol, kind in row.symbols_with_kinds:
            found[_normal(symbol)].append((row, kind))
    plain = {fold(symbol).upper(): symbol for symbol in found}
    for ascii_form, symbol in plain.items():
        found.setdefault(ascii_form, found[symbol])
    return {symbol: tuple(rows) for symbol, rows in found.items()}


def _rows_of(segment: str, grammar: Grammar) -> tuple[tuple[BodyRow, str | None], ...]:
    known = _symbols(grammar)
    segment = segment.partition(".")[0]
    return known.get(segment) or known.get(segment.rstrip("0123456789"), ())


def _of_segment(segment: str, context: BodyContext, grammar: Grammar, date: str | None) -> Body | None:
    found = _rows_of(segment, grammar)
    rows = tuple(row for row, _ in found if holds(row, date)) or tuple(row for row, _ in found)
    if not rows:
        return None
    kind = next((kind for row, kind in found if kind and row in rows), None)
    fixed = tuple(row for row in rows if row.kind == "fixed")
    if fixed:
        return _fixed(fixed, rows, context, grammar, date)
    return _local(rows, kind, context, grammar, date)


def _fixed(fixed: tuple[BodyRow, ...], rows: tuple[BodyRow, ...], context: BodyContext, grammar: Grammar,
           date: str | None) -> Body | None:
    """One central body; a local namesake wins where the document's issuer is that body."""
    local = tuple(row for row in rows if row.kind == "local")
    if local and context.issuer is not None and set(context.issuer.rows) & {row.id for row in local}:
        return _local(local, None, context, grammar, date)
    if len({row.name for row in fixed}) > 1:
        return None
    row = row_at(fixed, date)
    organisation = organisation_of(row, row.name, _Site())
    return Body(row.name, organisation, row.level, None, ("issuing_body: symbol",), (row.id,))


def _local(rows: tuple[BodyRow, ...], kind: str | None, context: BodyContext, grammar: Grammar,
           date: str | None) -> Body | None:
    """A body of the document's territory; ``None`` when two different ones remain or none is known."""
    local = tuple(row for row in rows if row.kind == "local")
    issuer = context.issuer
    same = issuer is not None and len(issuer.rows) == 1 and issuer.rows[0] in {row.id for row in local}
    if issuer is not None and same and kind in (None, "province", "own"):
        return Body(issuer.organisation, issuer.organisation, issuer.level, issuer.territory,
                    ("issuing_body: symbol",), issuer.rows, issuer.place)
    if kind == "own":
        return None
    built = []
    for row in local:
        own = replace(context, district=None, issuer=None) if kind == "province" else context
        place = WrittenTerritory(kind, "") if kind and kind != "province" else None
        site = _site(place, row, own, grammar)
        if site.full is None or site.name is None or row_in((row,), site, date) is None:
            continue
        built.append(_built(row, site))
    return built[0] if len({body.organisation for body in built}) == 1 else None


def _built(row: BodyRow, site: _Site) -> Body:
    name = filled_name(row.name, site)
    return Body(name, organisation_of(row, name, site), row.level or site.level, site.territory,
                ("issuing_body: symbol", "territory: context"), (row.id,), site.place)


def mended_number(clean: str, match: NumberMatch, grammar: Grammar) -> tuple[NumberMatch, int]:
    """A number with its last segment as the tables know it, and where what follows it begins.

    A symbol parted by a blank is joined ("TT-BGD ĐT"), a footnote's digit is left out ("KH-UBND1").
    """
    segments = match.number.segments
    last = segments[-1]
    if bent := _BENT_DIGITS.fullmatch(last):
        last = bent["body"] + bent["term"].translate(_DIGITS)
        segments = (*segments[:-1], last)
        match = replace(match, number=replace(match.number, segments=segments))
    if last == "QH" and (term := _TERM_PARTED.match(clean, match.end)):
        number = replace(match.number, segments=(*segments[:-1], last + term["term"]))
        return replace(match, number=number, end=term.end()), term.end()
    halves = _TYPE_PARTED.match(clean, match.end) if len(segments) == 1 else None
    if halves and last + halves["type"] in _decrees(grammar) and halves["body"] in symbols_written(grammar):
        number = replace(match.number, segments=(last + halves["type"], halves["body"]),
                         separators=(*match.number.separators, "-"))
        return replace(match, number=number, end=halves.end()), halves.end()
    parted = _PARTED.match(clean, match.end)
    if parted and last.isalpha() and (joined := last + parted["rest"]) in symbols_written(grammar):
        number = replace(match.number, segments=(*segments[:-1], joined))
        return replace(match, number=number, end=parted.end()), parted.end()
    if (glued := _glued(last, grammar)) is not None:
        number = replace(match.number, segments=(*segments[:-1], *glued), separators=(*match.number.separators, "-"))
        return replace(match, number=number), match.end
    noted = _FOOTNOTE.fullmatch(last)
    if noted and not _TERM.fullmatch(last) and noted["symbol"] in _annotated(grammar):
        number = replace(match.number, segments=(*segments[:-1], noted["symbol"]))
        return replace(match, number=number, end=match.end - len(last) + len(noted["symbol"])), match.end
    return match, match.end


@compiled
def _decrees(grammar: Grammar) -> tuple[str, ...]:
    """Abbreviations of decrees and circulars, as symbols begin with them."""
    return tuple(short for row in grammar.registry.types if "decree" in row.traits for short in row.abbreviations)


def _glued(last: str, grammar: Grammar) -> tuple[str, str] | None:
    """Type and body of a symbol whose hyphen was lost ("TTBKHĐT"); ``None`` where the tables know it whole."""
    if not last.isalpha() or last in symbols_written(grammar):
        return None
    parts = ((short, last[len(short):]) for short in _decrees(grammar) if last.startswith(short))
    return next((pair for pair in parts if len(pair[1]) > _SHORTEST and pair[1] in symbols_written(grammar)), None)


@compiled
def symbols_written(grammar: Grammar) -> frozenset[str]:
    """Symbols of bodies as the table writes them."""
    return frozenset(symbol for row in grammar.registry.bodies for symbol in row.written_symbols)


def is_symbol(segment: str, grammar: Grammar) -> bool:
    """Whether the tables know a segment as a body's symbol, with the number of a term or a committee or without."""
    return bool(_rows_of(_normal(segment), grammar))


@compiled
def _annotated(grammar: Grammar) -> frozenset[str]:
    """Symbols that no digit of their own follows: those of bodies with one name or one in each territory.

    Committees and units are told apart by numbers ("BCĐ138"), assemblies by terms ("QH15").
    """
    return frozenset(symbol for row in grammar.registry.bodies if row.kind != "named" for symbol in row.written_symbols)
