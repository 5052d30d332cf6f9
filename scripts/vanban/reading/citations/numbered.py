"""Citations by number: "Kế hoạch số 31/KH-UBND ngày … của …", lists that share a symbol, short forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from ...language.dates import match_introduced_date
from ...language.digits import number_places
from ...language.numbers import Number, NumberMatch, scan_numbers
from ...registry.grammar import Grammar, compiled
from ..bodies import BodyMatch, match_body, mended_number
from .lettered import find_lettered
from .mention import Mention
from .pinpoints import Pinpoints
from .speakers import OF, of_whom_at, proposer, told_day
from .standards import find_standards
from .tail import Tail, jointly, read_tail, run_on_territory
from .types import TypeBefore, lacks_type, last_syllables, numbers_form, type_around, type_before, type_recognised

_YEAR = re.compile(r"(?:19|20)\d\d")
"""What a plan without "số" is for rather than its number: "Kế hoạch 2026" at the head of a column."""
_LIST_BEFORE = re.compile(r"(?:(?<!\w)\d{1,5}[a-z]?\s*(?:,|;|và|\+|&)\s*){1,12}\Z", re.IGNORECASE)
_LIST_JOINTS = (",", ";", "và", "VÀ", "+", "&")
_LIST_ITEM = re.compile(r"\d{1,5}[a-z]?")
_TERM = re.compile(r"(?:QH|UBTVQH).*|[OG]H1\d")
"""The assembly and its term, also as recognition bends it ("OH15")."""
_SHORT, _NICKNAME = 2, 3
"""Digits of a number that stands for a text ("Chỉ thị 48"), of a programme's that stands for its name ("Chương trình
135")."""
_JOINED = re.compile(r"\s*(?:,|;|(?:,\s*)?và(?!\w))\s*", re.IGNORECASE)
_NEXT_OF_LIST = re.compile(r"(?:\s[^;.]{3,300};|,|\s+và)\s+(?:số\s+)?", re.IGNORECASE)
_RUN_ON_ISSUERS = {"UBND": "UBND", "LĐLĐ": "LĐLĐ", "HĐND": "HĐND", "CAT": "Công an"}
_SENT = re.compile(r"\s+gửi\s[^;.\n]{3,90};\s*")
"""Between two letters of one list, each with whom it went to: "số 5/ABC gửi các bộ; 6/ABC gửi các hội"."""
_DIGIT_LOST = re.compile(r"[§$&#@%?!*|^~]\d")
"""Behind a serial, a digit that recognition read as a sign: "số 5§820/BYT-BH" is not the letter number 5."""
_BLANK_SERIAL = re.compile(r"[\s.…_]/\s?\Z")
"""A serial left blank before the number's year: "Thông tư số …/2026/TT-BCT" in a form, which names no instrument."""
_BLANK_REACH = 4
_CODE = re.compile(r"[A-ZĐ]/\Z")
"""Letters right before the serial: the rest of a code that begins with them ("mẫu HQ/2015/NK")."""
_TORN = re.compile(r"(?<!\w)s[ốôồỗoóòơ]:?[ ]{0,2}(?P<digits>\d{0,2}1)[ ]\Z", re.IGNORECASE)
"""Digits that recognition parts from the rest of a serial, which it does behind the narrow 1: "số 1 15/2021/NĐ-CP"."""
_TORN_REACH = 10


def find_numbered(clean: str, grammar: Grammar, pinpoints: Pinpoints) -> list[Mention]:
    """All mentions that carry a number, in text order, before overlaps are settled."""
    found: list[Mention] = []
    floor = 0
    places, serials = number_places(clean)
    for written in scan_numbers(clean, places):
        before = clean[max(0, written.start - _BLANK_REACH):written.start]
        if ("/" in before and (_BLANK_SERIAL.search(before) or _CODE.search(before))) or lacks_type(written, grammar):
            continue
        match, after = mended_number(clean, written, grammar)
        torn = _TORN.search(clean, max(0, match.start - _TORN_REACH), match.start) if before[-1:] == " " else None
        if torn and type_before(clean, torn.start("digits"), floor, grammar).type is not None:
            found.append(_whole(clean, match, after, torn, floor, grammar, pinpoints))
            floor = found[-1].end
            continue
        mentions = list(_full(clean, match, after, floor, grammar, pinpoints)) or _continued(
            clean, match, after, found, grammar)
        if mentions:
            floor = mentions[-1].end
            found += [_of_list(clean, mentions[0], found[-1]) if found else mentions[0], *mentions[1:]]
    found += [*find_standards(clean, grammar), *find_lettered(clean, grammar)]
    found += _short_forms(clean, serials, grammar, pinpoints)
    return found


def _whole(clean: str, match: NumberMatch, after: int, torn: re.Match[str], floor: int, grammar: Grammar,
           pinpoints: Pinpoints) -> Mention:
    """The citation around a number that a blank tears."""
    number = replace(match.number, serial=torn["digits"] + match.number.serial)
    joined = replace(match, start=torn.start("digits"), number=number)
    mention = next(_full(clean, joined, after, floor, grammar, pinpoints))
    return replace(mention, bent=f"{torn['digits']} {match.number.display}")


def _full(clean: str, match: NumberMatch, after: int, floor: int, grammar: Grammar,
          pinpoints: Pinpoints) -> Iterator[Mention]:
    """The citation around one number, preceded by the members of a list that share its symbol; what is said of it
    begins at ``after``."""
    number = match.number
    low = max(floor, match.start - 60)
    listed = clean[low:match.start].rstrip().endswith(_LIST_JOINTS)
    shared = _LIST_BEFORE.search(clean, low, match.start) if listed else None
    first = shared.start() if shared else match.start
    told = type_before(clean, first, floor, grammar)
    if shared and told.type is None:
        first, shared = match.start, None
        told = type_before(clean, first, floor, grammar)
    if told.type is None:
        symbol = number.segments[0]
        letter = _is_letters(number, grammar) and not numbers_form(clean, first, grammar)
        told = (type_around(clean, first, floor, symbol, grammar, letter=letter)
                or type_recognised(clean, first, floor, symbol, grammar, letter=letter) or told)
    start, named, issuer = _issuer_before_number(clean, first, floor, grammar, told)
    if not named and (match.loose or not _well_formed(number, grammar)) and not (
            (told.so and len(number.segments) > 1) or ((told.so or len(number.segments) > 1) and _dated(clean, match))):
        return
    if not named and numbers_form(clean, first, grammar):
        return
    type_ = named or _type_of_symbol(number, grammar)
    tail = _tail(clean, match, after, grammar)
    body = tail.body or issuer or of_whom_at(clean, start, number, grammar)
    pin, annex = pinpoints.before(start, floor)
    day = told_day(clean, start) if tail.date is None and tail.date_span is None else None
    whole = Mention(
        start, tail.end, "numbered", type_, number, (match.start, match.end), day.iso if day else tail.date,
        tail.date_span, number.year or (day.year if day else tail.year), body, tail.body_span if tail.body else None,
        pinpoint=pin, annex=annex, elided=named is None and start == first,
        proposer=None if body or grammar.registry.has_trait(type_, "relays") else proposer(
            clean, start, number, grammar))
    if shared is None:
        yield whole
        return
    yield from _members(clean, shared, whole, match)


def _continued(clean: str, match: NumberMatch, after: int, found: list[Mention], grammar: Grammar) -> list[Mention]:
    """The next member of a list that states its type once: "các Công văn số 695/… ngày …, 4032/… ngày …"."""
    before = found[-1] if found else None
    if before is None or before.type is None:
        return []
    sent = before.segments == match.number.segments and _SENT.fullmatch(clean, before.end, match.start)
    if not (sent or _JOINED.fullmatch(clean, before.end, match.start)):
        return []
    tail = _tail(clean, match, after, grammar)
    return [Mention(
        match.start, tail.end, "numbered", before.type, match.number, (match.start, match.end), tail.date,
        tail.date_span, match.number.year or tail.year, tail.body, tail.body_span, elided=True)]


def _of_list(clean: str, mention: Mention, before: Mention) -> Mention:
    """A member of "các Thông tư của A: số 02/… …; số 03/… …" with type and issuer, which stand before the first; one
    whose symbol tells no type ("số 198/2025/QH15") has that of the list."""
    if mention.type is None and mention.elided and before.type \
            and _NEXT_OF_LIST.fullmatch(clean, before.end, mention.start):
        return replace(mention, type=before.type)
    shared = before.body is not None and before.body_span is None and mention.elided and mention.body is None
    if not shared or before.segments != mention.segments \
            or not _NEXT_OF_LIST.fullmatch(clean, before.end, mention.start):
        return mention
    return replace(mention, type=before.type, body=before.body)


def _members(clean: str, shared: re.Match[str], whole: Mention, match: NumberMatch) -> Iterator[Mention]:
    """Split "Nghị quyết số 18, 19-NQ/TW" into one mention each; the symbol, date and body are shared."""
    for i, item in enumerate(_LIST_ITEM.finditer(clean, shared.start(), shared.end())):
        number = replace(match.number, serial=item.group())
        start = whole.start if i == 0 else item.start()
        yield replace(whole, start=start, end=item.end(), number=number, number_span=item.span(),
                      date_span=None, body_span=None, elided=i > 0)
    yield replace(whole, start=match.start, elided=True, pinpoint=None)


def _issuer_before_number(clean: str, first: int, floor: int, grammar: Grammar,
                          told: TypeBefore) -> tuple[int, str | None, BodyMatch | None]:
    """Read "Nghị quyết của Chính phủ số 09/CP": the issuing body stands between type and number."""
    if told.type is not None:
        return told.start, told.type, None
    window = clean[max(floor, first - 110):first]
    offset = first - len(window)
    for of in reversed(list(OF.finditer(window))):
        before = type_before(clean, offset + of.start(), floor, grammar)
        if before.type is None:
            continue
        body = match_body(clean, offset + of.end(), grammar, first)
        if body and re.fullmatch(r"\s*,?\s*:?\s*(?:số|Số)?\s*", clean[body.end:first]):
            return before.start, before.type, body
    return told.start, None, None


def _type_of_symbol(number: Number, grammar: Grammar) -> str | None:
    """The type that the symbol's first segment abbreviates, when it can only be one."""
    short = number.segments[0]
    if short.startswith(("QH", "UBTVQH")) and number.year:
        return None
    rows = grammar.registry.types_of_abbreviation(short)
    if _is_letters(number, grammar):
        rows = grammar.registry.types_with("letter")
    return rows[0].name if rows else None


def _is_letters(number: Number, grammar: Grammar) -> bool:
    """Whether a symbol names who wrote and not what, as those of letters do: "5/VPCP-KTTH"."""
    return number.year is None and not number.is_party and (
        not grammar.registry.types_of_abbreviation(number.segments[0]))


def _well_formed(number: Number, grammar: Grammar) -> bool:
    """Whether a number without type word or "số" can stand for itself: a known type and an issuer."""
    if number.year:
        return len(number.segments) > 1 or bool(_TERM.fullmatch(number.segments[0]))
    return len(number.segments) > 1 and bool(grammar.registry.types_of_abbreviation(number.segments[0]))


def _dated(clean: str, match: NumberMatch) -> bool:
    """Whether a date follows the number: "Văn bản số 702/UBQPANĐN15 ngày 01/8/2025"."""
    return match_introduced_date(clean, match.end) is not None


def _tail(clean: str, match: NumberMatch, after: int, grammar: Grammar) -> Tail:
    """Date, body and term after the number; first a territory that runs on to the symbol."""
    issuer = _RUN_ON_ISSUERS.get(match.number.segments[-1])
    if issuer:
        body, end = run_on_territory(clean, after, issuer, grammar)
        if body:
            tail = read_tail(clean, end, grammar)
            return replace(tail, body=tail.body or body, body_span=tail.body_span or (after + 1, end))
    tail = jointly(clean, read_tail(clean, after, grammar, unlisted=True), match.number, grammar)
    return tail if tail.end > after else replace(tail, end=match.end)


def _short_forms(clean: str, serials: Iterable[re.Match[str]], grammar: Grammar,
                 pinpoints: Pinpoints) -> Iterator[Mention]:
    """"Thông tư số 124 của Bộ Công an", "Chỉ thị 48": a serial without its symbol."""
    last, ends = last_syllables(grammar), _last_letters(grammar)
    for serial in serials:
        at = serial.start()
        if not clean[at - 2].isspace() and clean[at - 3:at - 1].lower() not in ends:
            continue
        words = clean[max(0, at - 24):at].rsplit(None, 1)
        if not words or words[-1].lower() not in last or _DIGIT_LOST.match(clean, serial.end()):
            continue
        before = type_before(clean, at, 0, grammar, exact=True)
        if before.type is None or grammar.registry.has_trait(before.type, "never_short"):
            continue
        if _committee(grammar).search(clean, max(0, before.start - 64), before.start):
            continue
        tail = read_tail(clean, serial.end(), grammar)
        if not before.so and not tail.date_span and _YEAR.fullmatch(serial.group()):
            continue
        vouched = tail.date_span or tail.body_span
        if not vouched and not _plausible_short(clean, before, serial, grammar):
            continue
        pin, _ = pinpoints.before(before.start, max(0, before.start - 400))
        yield Mention(
            before.start, tail.end, "numbered", before.type, _bare_number(serial), serial.span(),
            tail.date, tail.date_span, tail.year or (int(serial["year"]) if serial["year"] else None),
            tail.body, tail.body_span, pinpoint=pin)


@compiled
def _last_letters(grammar: Grammar) -> frozenset[str]:
    """The last two letters of all that may stand before a serial: quick to look for, since most digits count things."""
    return frozenset(word[-2:] for word in last_syllables(grammar))


@compiled
def _committee(grammar: Grammar) -> re.Pattern[str]:
    """"Ban Chỉ đạo" before "Đề án 06": the programme names the committee, at most after another's number."""
    return re.compile(rf"""
        (?<!\w)(?:{grammar.words('committee')})\s+
        (?:(?:về|các|thực\s+hiện|triển\s+khai)\s+){{0,3}}         # Ban Chỉ đạo thực hiện (Đề án 06)
        (?:\d{{2,4}}(?:/[A-ZĐ]{{2,6}})?(?:\s*,\s*\d{{2,4}}){{0,3}}\s*(?:,|và)\s+)?    # Ban Chỉ đạo 35, 138 và (…)
        \Z""", re.VERBOSE)


@compiled
def _counted(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{grammar.words('counted')})(?!\w)")


@compiled
def _always_normative(grammar: Grammar) -> frozenset[str]:
    """The types of which every text is normative."""
    return frozenset(row.name for row in grammar.registry.types if row.normative == "yes")


def _plausible_short(clean: str, before: TypeBefore, serial: re.Match[str], grammar: Grammar) -> bool:
    """Whether a bare "Kế hoạch 06" with nothing behind it can be an instrument and not a count."""
    if not before.capital or _counted(grammar).match(clean, serial.end()):
        return False
    if serial["year"]:  # "Thông tư 96/2015", "Nghị định 126/2020"
        return before.type in _always_normative(grammar)
    digits = len(serial.group())
    return before.so or (digits >= _SHORT and grammar.registry.has_trait(before.type, "short")) \
        or (digits >= _NICKNAME and grammar.registry.has_trait(before.type, "nickname"))


def _bare_number(serial: re.Match[str]) -> Number:
    """A serial alone ("124"), or with its year ("01/2020" of a company's letter)."""
    if not serial["year"]:
        return Number(serial.group())
    return Number(serial.group().partition("/")[0], year=int(serial["year"]))
