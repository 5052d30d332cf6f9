"""Rules on the number of a document and the abbreviations in it: written rightly, of its type, of its body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...language.numbers import parse_number
from ...problems import Problem
from ...reading.bodies import BodyContext, body_of_symbol
from .rule import ADVICE, HEAD_REACH, Held, first_found, place_in_text, rule

_NUMBER_LINE = re.compile(
    r"^[ \t|*]*S(?:[ốỐ]|[oO]\u0302\u0301)\s*:\s*(?P<it>\S(?:[^\n|,](?![ \t]{2})){0,59})", re.MULTILINE)
_MISREAD = re.compile(r"""
    [OolI\d](?<![\w./-].)(?:(?<=[OolI])\d{1,4}|(?<=\d)\d{0,3}[OolI]\d{0,3})    # O9
    (?=[/-](?:\d{4}[/-])?[A-ZĐ]{2})                                              # /2023/NĐ
    """, re.VERBOSE)
_GLUED = re.compile(r"\d{1,5} ?(?![A-Za-zĐđ][/-])(?=[^\W\d_])")
"""A serial right before its symbol: "45KH-UBND", "45 KH-UBND"; not "31a/KH-UBND"."""
_NAMED_BY_OTHERS = {"letter", "consolidates"}
"""Traits of types whose symbol names what they answer or put together, not themselves."""


@rule("number-form", "remark", "Số, ký hiệu viết đúng dạng, như `31/KH-UBND`.")
def number_form(held: Held) -> Iterator[Problem]:
    """A number line whose number could not be read, or has nothing between serial and symbol."""
    found = _NUMBER_LINE.search(held.source.text, 0, HEAD_REACH)
    if not found or not any(map(str.isdigit, found["it"])):
        return
    number, said = held.record.document.number, found["it"].strip()
    corrected = any(each.field == "number" for each in held.source.front_matter.corrections)
    glued = _GLUED.match(number if corrected else said) if number else None
    if number is None or glued:
        value = _with_slash(number, glued.group().strip()) if number and glued else "31/KH-UBND"
        yield held.wrong(found.start("it"), "Số, ký hiệu",
                         f"“{said}” " + ("thiếu dấu gạch chéo sau số" if glued else "chưa đọc được"),
                         "nếu chép sai thì sửa như bản gốc, nếu bản gốc ghi vậy thì thêm vào corrections.",
                         f"{{field: number, value: {value}, reason: bản gốc thiếu dấu gạch chéo}}")


def _with_slash(number: str, serial: str) -> str:
    rest = number.removeprefix(serial)
    return number if rest[:1] in ("/", "-") else f"{serial}/{rest}"


@rule("misread-number", "remark", "Số trong ký hiệu gõ bằng chữ số: `09-CT/TW`, không phải `O9-CT/TW`.")
def misread_number(held: Held) -> Iterator[Problem]:
    """A letter O, l or I in the place of a digit of a number."""
    yield from first_found(held, _MISREAD, "Số, ký hiệu", "gõ lại bằng chữ số; hãy " + ADVICE)


@rule("symbol-type", "remark", "Chữ tắt trong ký hiệu hợp với tên loại.")
def symbol_type(held: Held) -> Iterator[Problem]:
    """A number whose first segment is the abbreviation of other types than the one that is written."""
    document = held.record.document
    parsed = parse_number(document.number) if document.number else None
    kind = held.registry.type_named(document.type)
    if parsed is None or len(parsed.segments) < 2 or kind is None or kind.traits & _NAMED_BY_OTHERS:
        return
    types = [row.name for row in held.registry.types_of_abbreviation(parsed.segments[0])]
    if types and document.type not in types:
        yield held.wrong(place_in_text(held, document.number), "Số, ký hiệu",
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
        yield held.wrong(place_in_text(held, document.number), "Số, ký hiệu",
                         f"“{document.number}” là ký hiệu của {owner.name} mà cơ quan ban hành là "
                         f"{document.issuing_body}",
                         "hãy so với bản gốc; máy đọc sai thì thêm vào corrections.")


def _one_house(one: str, two: str) -> bool:
    """Whether one name is the beginning of the other ("Cục Thuế" and "Cục Thuế tỉnh Bắc Ninh")."""
    return one.startswith(two) or two.startswith(one)


@rule("unknown-symbol", "remark", "Chữ tắt trong ký hiệu có trong bảng loại văn bản hoặc bảng cơ quan.")
def unknown_symbol(held: Held) -> Iterator[Problem]:
    """A first segment that neither a type nor a body has, with a row to add."""
    number = held.record.document.number
    parsed = parse_number(number) if number else None
    if parsed is None or not parsed.segments or held.registry.types_of_abbreviation(parsed.segments[0]):
        return
    first = parsed.segments[0].rstrip("0123456789")
    if not any(first in row.written_symbols for row in held.registry.bodies):
        yield held.wrong(place_in_text(held, number), "Số, ký hiệu",
                         f"“{first}” trong “{number}” không có trong bảng nào",
                         "chép sai thì sửa; chữ tắt có thật thì thêm vào abbreviations của một loại hoặc symbols "
                         "của một cơ quan.",
                         f'- {{name: …, abbreviations: [{first}], example: "… số {number}"}}')
