"""Rules on what front matter does: whether corrections, masks and remarks that were seen can take effect, and still do.

How it is put, be it of any effect, is asked in :mod:`.front_matter_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...language.numbers import parse_number, parts_of, scan_numbers
from ...models import Correction
from ...problems import Problem
from ...reading.corrections import Fault
from ...reading.record import citation_faults
from ...registry.tables import BodyRow, Registry
from ...store.front_matter import needless_corrections
from ...store.originals import originals_of
from ..documents import document_as_computed
from .rule import Held, nearest, rule


@rule("correction-value", "error", "Giá trị ở `corrections` có trong bảng: tên loại, cơ quan, dạng số ký hiệu.")
def correction_value(held: Held) -> Iterator[Problem]:
    """A corrected value that the tables do not know, with the names nearest to it."""
    for each in held.source.front_matter.corrections:
        if any(isinstance(words, str) and _BLANK.search(words) for words in (each.value, each.reason)):
            yield held.at_line(each.line, each.field or "citation", "còn chỗ “…” chưa điền",
                               "điền giá trị và căn cứ, hoặc bỏ chỗ sửa này.")
            continue
        if each.ignore and (each.value is not None or each.relation):
            yield held.at_line(each.line, "citation", f"“{each.citation}” vừa bỏ (ignore) vừa sửa",
                               "hãy giữ một trong hai: ignore, hoặc value và relation.")
        if not isinstance(each.value, str):
            continue
        found: tuple[str, Iterable[str]] | None = None
        if each.field == "number" and (parse_number(each.value) is None or not parts_of(each.value).segments):
            found = "chưa đúng dạng số, ký hiệu", ["31/KH-UBND"]
        elif each.field == "type" and not _is_type(each.value, held.registry):
            found = "không có trong bảng loại văn bản", nearest(each.value, (row.name for row in held.registry.types))
        elif each.field == "issuing_body" and held.body(each.value) is None:
            near = near_bodies(each.value, held.registry)
            found = ("không có trong bảng cơ quan", near) if near else None
        if found:
            yield held.at_line(each.line, each.field, f"“{each.value}” {found[0]}", "hãy viết đúng như trong bảng.",
                               "; ".join(found[1]) or None)


def _is_type(name: str, registry: Registry) -> bool:
    row = registry.type_named(name)
    return row is not None and row.name == name


def near_bodies(name: str, registry: Registry) -> list[str]:
    """Names of bodies that look like a misspelt one: the nearest heads with the nearest territory behind."""
    heads: dict[str, BodyRow] = {row.name.partition(" {")[0]: row for row in registry.bodies}
    whole = nearest(name, (head for head, row in heads.items() if "{" not in row.name))
    if whole:
        return whole
    words = name.split()
    found = []
    for at in range(1, len(words)):
        place = nearest(" ".join(words[at:]), {t.full_name: t for t in registry.territories})
        head = nearest(" ".join(words[:at]), (head for head, row in heads.items() if "{T}" in row.name))
        found += [f"{head[0]} {place[0]}"] if head and place else []
    return nearest(name, found)


_BLANK = re.compile(r"^\s*(?:…|\.{3})\s*$|…\s*$")
_FAULTS = {
    "absent": ("không có trong văn bản", "chép đúng từng chữ như trong văn bản; văn bản vừa sửa thì chép lại."),
    "several": ("gồm nhiều viện dẫn", "chỉ chép chữ của một viện dẫn."),
    "unclear": ("chưa rõ là văn bản nào", "ghi ở value văn bản ấy như viết trong một câu, chỉ một văn bản."),
}


@rule("citation-quote", "error", "Chữ ở `citation` của chỗ sửa có trong văn bản, chỉ một viện dẫn; `value` chỉ một "
                                 "văn bản.")
def citation_quote(held: Held) -> Iterator[Problem]:
    """A correction of a citation that cannot be applied."""
    for each, fault in _citation_faults(held):
        if fault in _FAULTS:
            found, expected = _FAULTS[fault]
            example = "value: Kết luận số 44-KL/TW ngày 22/01/2019 của Ban Bí thư" if fault == "unclear" else None
            yield held.at_line(each.line, "citation", f"“{each.citation}” {found}", expected, example)
    document = held.record.document
    for each in held.source.front_matter.corrections if document.number_parts and document.date else ():
        numbers = {found.number.parts for found in scan_numbers(str(each.value))} if each.citation else set()
        if document.number_parts in numbers and str(document.date)[:4] in _years(each):
            yield held.at_line(each.line, "citation", f"“{each.citation}” sửa thành chính văn bản này",
                               "ghi ở value văn bản mà câu ấy nhắc tới.")


def _years(correction: Correction) -> set[str]:
    return set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", str(correction.value)))


def _citation_faults(held: Held) -> tuple[tuple[Correction, Fault], ...]:
    front = held.source.front_matter
    if not any(each.citation for each in front.corrections):
        return ()
    return citation_faults(held.source.text, held.registry.grammar, front)


@rule("correction-needless", "remark", "Chỗ sửa còn cần: máy chưa tự đọc đúng điều ấy.")
def correction_needless(held: Held) -> Iterator[Problem]:
    """A correction that says what is computed anyway."""
    if held.source.front_matter.corrections:
        computed = document_as_computed(held.source, held.registry)
        yield from needless_corrections(computed, held.source.front_matter.corrections, held.source.path)
    for each, fault in _citation_faults(held):
        if fault == "idle":
            yield held.at_line(each.line, "citation", f"chỗ sửa “{each.citation}” nay trùng với kết quả đọc tự động",
                               "hãy xóa chỗ sửa này, không còn cần nữa.")


@rule("mask-original", "error", "Văn bản có chữ phải che thì không kèm tệp gốc, vì tệp gốc được công bố nguyên vẹn.")
def mask_original(held: Held) -> Iterator[Problem]:
    """An original that would show what front matter masks."""
    front = held.source.front_matter
    if front.mask and originals_of(held.source.folder, {held.source.slug: front.original}):
        yield held.at_key("mask", "tệp gốc đi kèm không che gì", "hãy bỏ tệp gốc, hoặc thay bằng bản đã che.")


@rule("mask-idle", "remark", "Chữ ghi ở `mask` có trong văn bản.")
def mask_idle(held: Held) -> Iterator[Problem]:
    """Masked words that the text does not hold, so that nothing is masked."""
    for words in held.source.unmasked:
        yield held.at_key("mask", f"không thấy “{words[:2]}…” trong văn bản",
                          "chép đúng từng chữ cần che, hoặc bỏ dòng này.", None, words)


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """A document with what the rules said of it; ``remarks`` are the ids of all rules that only remark."""

    held: Held
    problems: tuple[Problem, ...]
    remarks: frozenset[str]


@rule("seen-unknown", "error", "`seen` nêu tên một quy tắc mức “nên xem” có thật.")
def seen_unknown(checked: CheckedDocument) -> Iterator[Problem]:
    """A settled rule that does not exist or is no remark."""
    for each in checked.held.source.front_matter.seen:
        if each.rule not in checked.remarks:
            yield checked.held.at_line(each.line, "seen", f"không có quy tắc nhắc nào tên “{each.rule}”",
                                       "chép tên trong ngoặc vuông ở cuối câu nhắc; lỗi thì phải sửa, không xác nhận "
                                       "được.",
                                       "; ".join(nearest(each.rule, checked.remarks)) or None)


@rule("seen-idle", "remark", "Điều đã xác nhận ở `seen` vẫn còn đúng.")
def seen_idle(checked: CheckedDocument) -> Iterator[Problem]:
    """A remark that was settled and is no longer made."""
    made = {each.rule for each in checked.problems}
    for each in checked.held.source.front_matter.seen:
        if each.rule in checked.remarks and each.rule not in made:
            yield checked.held.at_line(each.line, "seen", f"“{each.rule}” không còn được nhắc", "hãy bỏ dòng này.")
