"""Who issued a document: letterhead, deciding line, symbol, opening clause, closing clause, signing block.

Each witness gives a body or nothing; the first that gives one is believed, and a later one may only add
the territory that the first leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from ...language.numbers import parse_number
from ...registry.grammar import Grammar, any_of, compiled
from ...registry.tables import BodyRow
from ..bodies import Body, BodyContext, body_of_symbol, join_bodies, resolve_body, scan_bodies, straightened
from ..layout.lines import Line
from .left_column import as_in_prose, body_of_letterhead, body_without_organs, letterhead_text

_BEFORE_CLAUSE = re.compile(r"(?:^|[\n,;.:])\s*\Z")
_LED_TO = re.compile(r"\b(?:của|cua|do|bởi|tại|và|với|cho)\s*\Z", re.IGNORECASE)
"""What leads to a body on the next line, which then opens no clause: "Nghị định … của / Chính phủ quy định …"."""
_OWN_TITLE = re.compile(r"(?:^|\s)của\s+\Z")
_JOINT = re.compile(r"TTLT|NQLT|TTLB|(?:KH|CT|CTR|QC|HD)(?:LT|LN|PH)")
LETTERS_AT_START, LETTERS_AT_END = 3500, 1500
"""Characters of the body in which the issuer speaks of itself, from its start and before its end."""


@compiled
def _acts(grammar: Grammar) -> re.Pattern[str]:
    """What a body does in the clause that its name opens; blanks are never given back, since a run of them could be
    parted in as many ways as there are places for them."""
    kinds = any_of(row.kind for row in grammar.registry.place_kinds.rows)
    return re.compile(rf"""
        \s*+ (?: \([^)]{{1,60}}\)\s*+ )? ,?\s*+                      # Sở Nội vụ (qua Phòng A),
        (?: {kinds} )? \s*+                                          # UBND | tỉnh
        (?! đã\s+ban\s+hành )                                       # another's text, told of, is not the speaker's
        (?: trân[ ]trọng | kính | {grammar.words('auxiliary', 'tense')} )? \s*+  # trân trọng | đề nghị
        (?: phối[ ]hợp\s+(?:với\s+)?.{{0,60}}? )?                     # phối hợp với Sở B | tổ chức
        (?P<verb> {grammar.words('speaks')} )\b
        """, re.VERBOSE | re.IGNORECASE)


class Witnesses(Struct, frozen=True, gc=False):
    """The places where an issuer may be named."""

    letterhead: tuple[Line, ...] = ()
    heading: str = ""
    deciding: tuple[Line, ...] = ()
    signing: str = ""
    number: str | None = None
    opening: str = ""
    ending: str = ""


def named_bodies(lines: Sequence[Line], date: str | None, grammar: Grammar) -> list[Body]:
    """The bodies of a letterhead, superior first, with the territories it names itself."""
    context = BodyContext(date=date)
    return [resolve_body(match, context, grammar) for match in scan_bodies(letterhead_text(lines, grammar), grammar)]


def find_issuer(seen: Witnesses, context: BodyContext, grammar: Grammar) -> Body | None:
    """The issuing body without its organ; ``None`` when no witness names one."""
    joint = _issued_jointly(seen, context, grammar)
    if joint is not None:
        return joint
    head = body_of_letterhead(letterhead_text(seen.letterhead, grammar), context, grammar)
    told = _told_by_two(head, seen, context, grammar) if head is not None else None
    if told is not None:
        return told
    if head is not None:
        drafted = _drafted_for(head, seen, context, grammar)
        if drafted is not None:
            return drafted
        head = _fuller(_party_organ(head, seen, context, grammar), seen.number, context, grammar)
        return as_in_prose(head, f"{seen.opening}\n{seen.ending}", grammar)
    deciding = _last(letterhead_text(seen.deciding, grammar), context, grammar)
    if deciding is not None:
        return deciding
    symbol = _of_symbol(seen.number, context, grammar)
    spoken = [*_speaking(seen.opening, context, grammar), *_ending(seen.ending, context, grammar)]
    if symbol is not None:
        rows = set(symbol.rows) if context.date else _rows_possible(seen.number, grammar)
        family = [body for body in spoken if set(body.rows) & rows and body.territory is not None]
        return family[0] if family else symbol
    segments = _rows_possible(seen.number, grammar)
    fitting = [body for body in spoken if set(body.rows) & segments] or spoken
    if fitting:
        return fitting[0]
    return _last(seen.signing, context, grammar)


def _told_by_two(head: Body, seen: Witnesses, context: BodyContext, grammar: Grammar) -> Body | None:
    """The body below the letterhead's that its own symbol names and who decides or signs agrees with, where its line
    could not be read."""
    symbol = _of_symbol(seen.number, context, grammar) if len(seen.letterhead) > 1 else None
    if symbol is None or not any(row.parent in head.rows for row in _rows(symbol, grammar)[:1]):
        return None
    if not seen.deciding:
        return symbol
    deciding = _last(letterhead_text(seen.deciding, grammar), context, grammar)
    return deciding if deciding is not None and deciding.organisation == symbol.organisation else None


def _issued_jointly(seen: Witnesses, context: BodyContext, grammar: Grammar) -> Body | None:
    """All bodies of the letterhead of a joint document ("TTLT", "NQLT"); ``None`` where it names fewer than two."""
    parsed = parse_number(seen.number) if seen.number else None
    if parsed is None or not parsed.segments or not _JOINT.fullmatch(parsed.segments[0].upper()):
        return None
    text = straightened(letterhead_text(seen.letterhead, grammar), grammar)
    bodies = [body_without_organs(match, context, grammar) for match in scan_bodies(text, grammar)]
    unlike = list({body.organisation: body for body in bodies}.values())
    return join_bodies(unlike) if len(unlike) > 1 else None


def _party_organ(head: Body, seen: Witnesses, context: BodyContext, grammar: Grammar) -> Body:
    """Behind the letterhead of the Central Committee stands the organ that the heading or the signature names."""
    if _roles(head, grammar) != ["centre"]:
        return head
    symbol = _of_symbol(seen.number, context, grammar)
    if symbol is not None and symbol.rows != head.rows:
        return symbol  # the Youth Union's Central Committee prints the same two lines
    said = [body_without_organs(match, context, grammar) for words in (" ".join(seen.heading.split()), seen.signing)
            for match in scan_bodies(words, grammar)]
    said += _speaking(seen.opening, context, grammar)
    return next((body for body in said if _is_organ(body, grammar)), head)


def _is_organ(body: Body, grammar: Grammar) -> bool:
    """Whether a body is an organ of the Central Committee, or several of them that issue together."""
    return set(_roles(body, grammar)) == {"centre_organ"}


def _drafted_for(head: Body, seen: Witnesses, context: BodyContext, grammar: Grammar) -> Body | None:
    """The central body that symbol and signature ("TM. CHÍNH PHỦ") name, where a ministry's letterhead stands above its
    draft; ``None`` where the two do not agree, or the letterhead names it."""
    symbol = _of_symbol(seen.number, context, grammar)
    if symbol is None or symbol.level != "central" or head.level != "ministry":
        return None
    first = seen.signing.partition("\n")[0]
    signed = [body_without_organs(match, context, grammar)
              for match in scan_bodies(first, grammar)] if "TM" in first else []
    return symbol if any(body.rows == symbol.rows for body in signed) else None


def _rows(body: Body, grammar: Grammar) -> list[BodyRow]:
    """The rows of the table that a body is, of joined ones each."""
    return [*filter(None, map(grammar.registry.body, body.rows))]


def _roles(body: Body, grammar: Grammar) -> list[str | None]:
    """The roles in letterheads of these rows."""
    return [row.role for row in _rows(body, grammar)]


def _fuller(head: Body, number: str | None, context: BodyContext, grammar: Grammar) -> Body:
    """"Thủ tướng Chính phủ" by the symbol where bad recognition left only "Chính phủ" of the letterhead."""
    symbol = _of_symbol(number, context, grammar)
    if symbol is not None and symbol.territory is None and symbol.name.endswith(f" {head.name}"):
        return symbol
    return head


def _of_symbol(number: str | None, context: BodyContext, grammar: Grammar) -> Body | None:
    parsed = parse_number(number) if number else None
    return body_of_symbol(parsed.segments, context, grammar, context.date) if parsed and parsed.segments else None


def _rows_possible(number: str | None, grammar: Grammar) -> set[str]:
    """Rows whose symbols stand in the number, also where the symbol alone decides nothing."""
    parsed = parse_number(number) if number else None
    rows = _rows_by_symbol(grammar)
    return {row for segment in (parsed.segments if parsed else ()) for row in rows.get(segment.upper(), ())}


@compiled
def _rows_by_symbol(grammar: Grammar) -> dict[str, list[str]]:
    """The ids of the bodies by their symbols in capitals."""
    found: dict[str, list[str]] = {}
    for row in grammar.registry.bodies:
        for symbol in row.written_symbols:
            found.setdefault(symbol.upper(), []).append(row.id)
    return found


def _last(words: str, context: BodyContext, grammar: Grammar) -> Body | None:
    matches = scan_bodies(words, grammar)
    return body_without_organs(matches[-1], context, grammar) if matches else None


def _speaking(opening: str, context: BodyContext, grammar: Grammar) -> list[Body]:
    """Bodies that act at the head of a clause: "Ban Thường vụ Liên đoàn Lao động huyện A đề nghị …"."""
    return [
        body_without_organs(match, context, grammar) for match in scan_bodies(opening, grammar)
        if (acts := _acts(grammar).match(opening, match.end)) and not acts["verb"][0].isupper()
        and _BEFORE_CLAUSE.search(opening[max(0, match.start - 3):match.start])
        and not _LED_TO.search(opening[max(0, match.start - 8):match.start])
    ]


def _ending(ending: str, context: BodyContext, grammar: Grammar) -> list[Body]:
    """The body after "của" in a closing sentence that names the document ("Trên đây là Kế hoạch … của …")."""
    start = ending.rfind("Trên đây là")
    if start < 0:
        return []
    return [
        body_without_organs(match, context, grammar) for match in scan_bodies(ending, grammar, start)
        if _OWN_TITLE.search(ending[max(0, match.start - 6):match.start])
    ][:1]
