"""Rules on what was read of a document: facts that are missing or that no table knows, and the file named by them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from msgspec import structs

from ...graph.identity import expected_slug
from ...graph.topics import cue_table, topic_named
from ...problems import Problem
from ...store.yaml_writer import scalar
from ..naming import file_name_of
from .rule import Held, nearest, place_in_text, rule

_FACTS = {"number": "số, ký hiệu", "type": "tên loại", "date": "ngày ban hành", "issuing_body": "cơ quan ban hành",
          "title": "trích yếu", "signer": "người ký"}
_COUNTED = re.compile(r"-\d$")


@rule("facts-missing", "remark", "Máy đọc được số, loại, ngày, cơ quan ban hành, trích yếu, người ký.")
def facts_missing(held: Held) -> Iterator[Problem]:
    """Facts the text does not say, or that were not found in it; an annex has those of what it belongs to."""
    absent = [words for name, words in _FACTS.items() if getattr(held.record.document, name) is None]
    if absent and not held.source.front_matter.annex_of:
        yield held.wrong(None, "Chưa đọc được", ", ".join(absent),
                         "văn bản có ghi thì thêm vào corrections; không ghi thì xác nhận bằng seen.",
                         "seen: [{rule: facts-missing, reason: bản chép không có phần ký}]")


@rule("unknown-body", "remark", "Cơ quan ban hành có trong bảng `issuing_bodies.yaml`.")
def unknown_body(held: Held) -> Iterator[Problem]:
    """An issuing body that no row of the table is, with a row to add."""
    for part in held.record.document.bodies:
        if part.id is None:
            name, level = part.name, held.record.document.level or "…"
            row = f'- {{id: …, name: {scalar(name, True)}, level: {level}, example: {scalar(f"của {name}", True)}}}'
            yield held.wrong(place_in_text(held, name), "Cơ quan ban hành", f"“{name}” không có trong bảng",
                             "máy đọc sai thì thêm vào corrections; cơ quan có thật thì thêm dòng vào "
                             "directives/registry/issuing_bodies.yaml.", row)


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
