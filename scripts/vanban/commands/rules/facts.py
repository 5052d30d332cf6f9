"""Rules on what was read: facts that are missing, that cannot be, or that no table knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from msgspec import structs

from ...graph.identity import expected_slug
from ...graph.topics import cue_table, topic_named
from ...language.numbers import parse_number
from ...problems import Problem
from ...reading.bodies import BodyContext, body_of_symbol
from ..naming import file_name_of
from .rule import Held, nearest, rule

OLDEST_CLOCK = date(2026, 1, 1)
"""A clock before this day is wrong, and nothing is said of days to come."""
_FACTS = {"number": "số, ký hiệu", "type": "tên loại", "date": "ngày ban hành", "issuing_body": "cơ quan ban hành",
          "title": "trích yếu", "signer": "người ký"}
_NUMBER_LINE = re.compile(r"^[ \t|*]*S[ốố]\s*:\s*(?P<it>[^\n|]{1,60})", re.MULTILINE)
_DAY = re.compile(r"(?:ngày\s+)?(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)"
                  r"(?P<year>(?:19|20)\d{2})(?!\d)")
_COUNTED = re.compile(r"-\d$")
_HEAD = 1500
"""Characters in which a document's own number and date stand."""


@rule("facts-missing", "remark", "Máy đọc được số, loại, ngày, cơ quan ban hành, trích yếu, người ký.")
def facts_missing(held: Held) -> Iterator[Problem]:
    """Facts the text does not say, or that were not found in it; an annex has those of what it belongs to."""
    absent = [words for name, words in _FACTS.items() if getattr(held.record.document, name) is None]
    if absent and not held.source.front_matter.annex_of:
        yield held.wrong(None, "Chưa đọc được", ", ".join(absent),
                         "văn bản có ghi thì thêm vào corrections; không ghi thì xác nhận bằng seen.",
                         "seen: [{rule: facts-missing, reason: bản chép không có phần ký}]")


@rule("number-form", "remark", "Số, ký hiệu viết đúng dạng, như `31/KH-UBND`.")
def number_form(held: Held) -> Iterator[Problem]:
    """A number line whose number could not be read."""
    found = _NUMBER_LINE.search(held.source.text, 0, _HEAD)
    if found and held.record.document.number is None and any(map(str.isdigit, found["it"])):
        yield held.wrong(found.start("it"), "Số, ký hiệu", f"“{found['it'].strip()}” chưa đọc được",
                         "nếu chép sai thì sửa như bản gốc, nếu bản gốc ghi vậy thì thêm vào corrections.",
                         "{field: number, value: 31/KH-UBND, reason: bản gốc thiếu dấu gạch chéo}")


@rule("date-impossible", "remark", "Ngày ghi trong phần đầu và trong viện dẫn là ngày có thật.")
def date_impossible(held: Held) -> Iterator[Problem]:
    """A day that no calendar has, in the head or in a citation; it was not read."""
    text = held.source.text
    spans = [(0, _HEAD), *((each.start, each.end + 40) for each in held.record.citations if each.date is None)]
    told: set[int] = set()
    for start, end in spans:
        for found in _DAY.finditer(text, start, min(end, len(text))):
            if not _exists(found) and found.start() not in told:
                told.add(found.start())
                yield held.wrong(found.start(), "Ngày", f"“{found.group()}” không có trong lịch",
                                 "chép sai thì sửa như bản gốc; bản gốc ghi vậy thì xác nhận bằng seen.")


def _exists(found: re.Match[str]) -> bool:
    try:
        return bool(date(int(found["year"]), int(found["month"]), int(found["day"])))
    except ValueError:
        return False


@rule("date-future", "error", "Ngày ban hành không ở tương lai.")
def date_future(held: Held) -> Iterator[Problem]:
    """A document dated after today."""
    day = held.record.document.date
    if day and held.today >= OLDEST_CLOCK and day > held.today.isoformat():
        yield held.wrong(_place_of(held, day), "Ngày ban hành", f"{_shown(day)} ở sau hôm nay",
                         "hãy so với bản gốc; máy đọc sai thì thêm vào corrections.")


@rule("date-old", "remark", "Ngày ban hành không trước ngày 02/9/1945.")
def date_old(held: Held) -> Iterator[Problem]:
    """A date before the first document of the state."""
    day = held.record.document.date
    if day and day < "1945-09-02":
        yield held.wrong(_place_of(held, day), "Ngày ban hành", f"{_shown(day)} quá xa",
                         "hãy so năm với bản gốc; máy đọc sai thì thêm vào corrections.")


@rule("retrieved-date", "error", "`retrieved` không trước ngày ban hành, không ở tương lai.")
def retrieved_date(held: Held) -> Iterator[Problem]:
    """A day of retrieval that cannot be."""
    taken, issued = held.source.front_matter.retrieved, held.record.document.date
    if not taken:
        return
    found = None
    if issued and taken < issued:
        found = f"trước ngày ban hành ({_shown(issued)})"
    elif held.today >= OLDEST_CLOCK and taken > held.today.isoformat():
        found = "ở sau hôm nay"
    if found:
        yield held.at_key("retrieved", f"{_shown(taken)} {found}", "ghi đúng ngày lấy văn bản.")


@rule("cites-later", "remark", "Văn bản không viện dẫn văn bản ban hành sau nó.")
def cites_later(held: Held) -> Iterator[Problem]:
    """A citation of what is dated after the document itself."""
    issued = held.record.document.date
    for each in held.record.citations if issued else ():
        day = each.date or (f"{each.year}-01-01" if each.year else None)
        if issued and day and day > issued:
            yield held.wrong(each.start, "Viện dẫn", f"“{' '.join(each.text.split())[:80]}” có ngày sau ngày của "
                                                     f"văn bản "
                             f"({_shown(issued)})", "hãy so ngày, năm với bản gốc; máy đọc sai thì sửa bằng "
                                                    "corrections.")
            return


_NAMED_BY_OTHERS = {"letter", "consolidates"}
"""Traits of types whose symbol names what they answer or put together, not themselves."""


@rule("symbol-type", "remark", "Chữ tắt trong ký hiệu hợp với tên loại.")
def symbol_type(held: Held) -> Iterator[Problem]:
    """A number whose first segment is the abbreviation of other types than the one that is written."""
    document = held.record.document
    parsed = parse_number(document.number) if document.number else None
    kind = held.registry.type_named(document.type) if document.type else None
    if parsed is None or len(parsed.segments) < 2 or kind is None or kind.traits & _NAMED_BY_OTHERS:
        return
    types = [row.name for row in held.registry.types_of_abbreviation(parsed.segments[0])]
    if types and document.type not in types:
        yield held.wrong(_place_of(held, document.number), "Số, ký hiệu",
                         f"“{document.number}” là ký hiệu của {' hoặc '.join(types)} mà tên loại là {document.type}",
                         "hãy so với bản gốc.")


@rule("symbol-body", "remark", "Chữ tắt cơ quan trong ký hiệu hợp với cơ quan ban hành.")
def symbol_body(held: Held) -> Iterator[Problem]:
    """A number whose symbol belongs to one body of the tables while another one issues."""
    document, grammar = held.record.document, held.registry.grammar
    parsed = parse_number(document.number) if document.number else None
    issuer = held.body(document.issuing_body)
    if parsed is None or issuer is None or not issuer.rows:
        return
    territory = issuer.territory if issuer.territory and issuer.territory.level == "province" else None
    context = BodyContext(province=territory, date=document.date, issuer=issuer)
    owner = body_of_symbol(tuple(parsed.segments), context, grammar)
    if owner and owner.rows and not set(owner.rows) & set(issuer.rows) and not _one_house(owner.name, issuer.name):
        yield held.wrong(_place_of(held, document.number), "Số, ký hiệu",
                         f"“{document.number}” là ký hiệu của {owner.name} mà cơ quan ban hành là "
                         f"{document.issuing_body}",
                         "hãy so với bản gốc; máy đọc sai thì thêm vào corrections.")


def _one_house(one: str, two: str) -> bool:
    """Whether one name is the beginning of the other ("Cục Thuế" and "Cục Thuế tỉnh Bắc Ninh")."""
    return one.startswith(two) or two.startswith(one)


@rule("unknown-body", "remark", "Cơ quan ban hành có trong bảng `issuing_bodies.yaml`.")
def unknown_body(held: Held) -> Iterator[Problem]:
    """An issuing body that no row of the table is, with a row to add."""
    for part in held.record.document.bodies:
        if part.id is None:
            name, level = part.name, held.record.document.level or "…"
            row = f'- {{id: …, name: {name}, level: {level}, example: "của {name}"}}'
            yield held.wrong(_place_of(held, name), "Cơ quan ban hành", f"“{name}” không có trong bảng",
                             "máy đọc sai thì thêm vào corrections; cơ quan có thật thì thêm dòng vào "
                             "directives/registry/issuing_bodies.yaml.", row)


@rule("unknown-symbol", "remark", "Chữ tắt trong ký hiệu có trong bảng loại văn bản hoặc bảng cơ quan.")
def unknown_symbol(held: Held) -> Iterator[Problem]:
    """A first segment that neither a type nor a body has, with a row to add."""
    number = held.record.document.number
    parsed = parse_number(number) if number else None
    if parsed is None or not parsed.segments or held.registry.types_of_abbreviation(parsed.segments[0]):
        return
    first = parsed.segments[0].rstrip("0123456789")
    if not any(first in row.written_symbols for row in held.registry.bodies):
        yield held.wrong(_place_of(held, number), "Số, ký hiệu", f"“{first}” trong “{number}” không có trong bảng nào",
                         "chép sai thì sửa; chữ tắt có thật thì thêm vào abbreviations của một loại hoặc symbols "
                         "của một cơ quan.",
                         f'- {{name: …, abbreviations: [{first}], example: "… số {number}"}}')


@rule("file-name", "error", "Tên tệp theo số, ký hiệu, năm và địa phương, như `31-kh-ubnd-2023-binh-phuoc`.")
def file_name(held: Held) -> Iterator[Problem]:
    """A file that is not named by number, year and body; behind these, words may tell two documents apart.

    A name given while number or date could not be read stays lawful when they can: addresses are for ever.
    """
    wanted, name = expected_slug(held.record), held.source.slug
    if wanted and not f"{name}-".startswith(f"{wanted}-") and _COUNTED.sub("", name) not in _poorer_names(held):
        yield held.wrong(None, "Tên tệp", f"“{held.source.slug}”",
                         f"theo số, năm và cơ quan ban hành, tên phải là “{wanted}”; số, ngày hay cơ quan đọc sai "
                         f"thì thêm "
                         "vào corrections trước khi đổi tên.")


def _poorer_names(held: Held) -> set[str | None]:
    """The names the document would have been given without its number, its date, or both."""
    document = held.record.document
    undated = structs.replace(document, date=None)
    unnumbered = structs.replace(document, number=None, number_parts=None)
    return {file_name_of(replace(held.record, document=each), held.source.text, lambda _: None)[0]
            for each in (undated, unnumbered, structs.replace(unnumbered, date=None))}


@rule("topic-unknown", "error", "Chủ đề ở `topics` có trong bảng `topics.yaml`.")
def topic_unknown(held: Held) -> Iterator[Problem]:
    """A topic that the table of topics does not have, with the names nearest to it."""
    for topic in held.source.front_matter.topics:
        if topic_named(topic, cue_table(held.registry)) is None:
            near = nearest(topic, (row.name for row in held.registry.topics))
            yield held.at_key("topics", f"“{topic}” không có trong bảng chủ đề",
                              "hãy dùng tên có trong directives/registry/topics.yaml, hoặc thêm một dòng vào bảng ấy.",
                              "; ".join(near) or None, topic)


def _place_of(held: Held, words: str | None) -> int | None:
    """Where a value stands in the head of the text as it is written; ``None`` where it was written otherwise."""
    at = held.source.text.find(words) if words else -1
    return at if at >= 0 else None


def _shown(day: str) -> str:
    return "/".join(reversed(day.split("-")))
