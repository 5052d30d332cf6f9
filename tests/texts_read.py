"""Every text of the tests as the reading is given it: rows of cases, examples of the registry, whole documents.

A row that is only a sentence stands in a made-up document, so that head, layout, sentences and foot are read with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from textwrap import wrap
from typing import Any, NamedTuple

from cases import FOLDER as CASES
from cases import load_cases, read_yaml
from made_up_documents import texts as plans
from vanban.models import Correction, FrontMatter
from vanban.quality.texts import bounded_texts
from vanban.registry.tables import REGISTRY_FOLDER, load_registry
from vanban.store.documents import DOCUMENTS_FOLDER, ROOT, read_sources

Row = dict[str, Any]
TYPED = FrontMatter()
RECOGNISED = FrontMatter(recognised=True)
NATIONAL = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
TITLES = {
    "state": NATIONAL, "party": "ĐẢNG CỘNG SẢN VIỆT NAM", "broken": "ĐẢNG CỘNG SẢN\nVIỆT NAM",
    "youth": "ĐOÀN TNCS HỒ CHÍ MINH",
}
"""What stands at the top right."""
LAYOUTS = {
    "lines": "{head}\n{number}\n{title}\n{place}", "cells": "|\n{head}\n-------\n{number}\n|\n{title}\n{place}\n|"}
"""How head and title stand beside each other."""
_WORDS = 6
"""Words of its row's name, or of its own, that name a text."""
_NARROW = 60
"""Letters of a short line."""
_LONGEST = 1000
"""Bytes of a text that once was trouble and is worth telling."""
_EXAMPLES = ("document_types", "issuing_bodies", "name_ends", "organs", "relation_phrases")
"""Tables of the registry whose examples are sentences."""


class GivenText(NamedTuple):
    """A text with the name that tells which it is, and what a person wrote above it.

    One that is ``scanned`` is also read as letters that a machine recognised; ``narrow`` is the same text with
    short lines, ``None`` where it is not read so.
    """

    name: str
    raw: str
    front: FrontMatter = TYPED
    scanned: bool = False
    narrow: str | None = None


def given_texts() -> dict[str, Callable[[], Iterator[GivenText]]]:
    """What gives the texts of each golden file, by the file's name without its ending."""
    found: dict[str, Callable[[], Iterator[GivenText]]] = {
        "documents": _documents, "made_up": _made_up, "bodies": _bodies, "zones": _zones}
    found |= {table: partial(_rows, table) for table in _TABLES}
    found |= {f"registry_{table}": partial(_examples, table) for table in _EXAMPLES}
    return dict(sorted(found.items()))


def _rows(table: str) -> Iterator[GivenText]:
    for row in load_cases(f"{table}.yaml"):
        yield from _TABLES[table](row)


def in_document(words: str, document: Row | None = None, foot: str = "") -> str:
    """A made-up document that holds ``words``; ``document`` may tell type, number, date, issuer, province and title."""
    told = document or {}
    kind = told.get("type", "Kế hoạch")
    issuer = told.get("issuer") or f"Ủy ban nhân dân tỉnh {told.get('province', 'Bình Phước')}"
    year, month, day = str(told.get("date", "2025-06-01")).split("-")
    place = issuer.partition(" tỉnh ")[2] or "Hà Nội"
    title = told.get("title", "Tổ chức một việc")
    letter = kind == "Công văn"
    opening = f"V/v {title}\n\nKính gửi: Các sở, ban, ngành" if letter else f"{kind.upper()}\n{title}"
    return (f"{issuer.upper()}\nSố: {told.get('number', '31/KH-UBND')}\n{NATIONAL}\n"
            f"{place}, ngày {day} tháng {month} năm {year}\n\n{opening}\n\n{words}\n\n"
            f"Nơi nhận:\n- Như trên;\n{foot}- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn An\n")


def letterhead_text(row: Row, layout: str) -> str:
    """A plan below the letterhead of a row of ``letterheads.yaml``, in one of :data:`LAYOUTS`."""
    said = f"{row['body']} tổ chức thực hiện.\n\n" if row.get("said") else ""
    top = LAYOUTS[layout].format(**{**row, "title": TITLES[row["title"]]})
    return f"{top}\n\nKẾ HOẠCH\nTổ chức một việc chung\n\n{said}I. MỤC ĐÍCH\n\n1. Nội dung./.\n"


def text_with_foot(foot: str) -> str:
    """A plan that ends with the foot of a row of ``feet.yaml``."""
    return ("ỦY BAN NHÂN DÂN\nTỈNH BÌNH PHƯỚC\nSố: 31/KH-UBND\nBình Phước, ngày 06 tháng 02 năm 2018\n\n"
            "KẾ HOẠCH\nMột việc\n\nThực hiện việc A, Ủy ban nhân dân tỉnh yêu cầu các đơn vị làm tốt.\n\n" + foot)


def text_with_bent_foot(row: Row) -> str:
    """A decision with the foot of a row of ``bent_feet.yaml``; the country's name tells whether a machine read it."""
    title = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" if row.get("typed") else "CONG HOA XA HOI CHU NGHIA VIET NAM"
    return (f"ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC {title}\nSố: {row.get('number', '12/QĐ-UBND')}\n\n"
            f"Bình Phước, ngày 02 tháng 02 năm 2023\n\nQUYẾT ĐỊNH\nVề việc thử\n\nĐiều 1. Làm việc A.\n\n{row['foot']}")


def corrections_of(row: Row) -> FrontMatter:
    """The corrections of a row of ``corrections.yaml``."""
    return FrontMatter(corrections=tuple(
        Correction("", each.get("value"), each["reason"], 3, each["citation"], each.get("ignore", False),
                   each.get("relation")) for each in row["corrections"]))


def _named(row: Row, raw: str, front: FrontMatter = TYPED, scanned: bool = False) -> Iterator[GivenText]:
    yield _called(row.get("why") or row.get("name") or row.get("printed") or row["text"], raw, front, scanned)


def _called(words: object, raw: str, front: FrontMatter = TYPED, scanned: bool = False) -> GivenText:
    """A text that is called by the first of these words."""
    return GivenText(" ".join(str(words).split()[:_WORDS]) or "-", raw, front, scanned)


def _whole(row: Row) -> Iterator[GivenText]:
    return _named(row, row["text"])


def _sentence(row: Row, document: Row | None = None) -> Iterator[GivenText]:
    """A sentence in a document, on one line and on short ones; the row itself tells of the document where none does."""
    told = row if document is None else document
    narrow = "\n".join(map(_broken, row["text"].split("\n")))
    for text in _named(row, in_document(row["text"], told)):
        yield text._replace(narrow=in_document(narrow, told))


def _broken(line: str) -> str:
    return "\n".join(wrap(line, _NARROW, break_long_words=False, break_on_hyphens=False)) or line


def _line(line: str) -> Iterator[GivenText]:
    return _named({"text": line}, in_document(line))


def _readings(row: Row) -> Iterator[GivenText]:
    """A row as one text, or one for each of the words that it lists under ``each``, in the place of its ``{}``: these
    are many and alike, and so not read with short lines too."""
    for word in row.get("each", ()):
        told = {name: value.replace("{}", word) if isinstance(value, str) else value for name, value in row.items()}
        yield from (text._replace(narrow=None) for text in _reading(told | {"why": f"“{word}”: {row['why']}"}))
    if "each" not in row:
        yield from _reading(row)


def _branches(row: Row) -> Iterator[GivenText]:
    """The short texts of a row, each called by the module whose branch it takes; not read with short lines too."""
    for kind in ("text", "foot", "whole"):
        for words in row.get(kind, ()):
            told = {kind: words, "why": f"{row['at']}: {words}", "document": row.get("document", {})}
            yield from (text._replace(narrow=None) for text in _reading(told))


def _reading(row: Row) -> Iterator[GivenText]:
    if "whole" in row:
        return _named(row, row["whole"], scanned=True)
    if "foot" in row:
        return _named(row, text_with_foot(row["foot"]), scanned=True)
    return _sentence(row, row.get("document", {}))


def _bound(row: Row) -> Iterator[GivenText]:
    for where, text in zip(("inside", "outside"), bounded_texts(row), strict=True):
        yield GivenText(f"{row['bound']}, {where}", text)


def _letterhead(row: Row) -> Iterator[GivenText]:
    for layout in LAYOUTS:
        yield GivenText(f"{row['body']}, {layout}", letterhead_text(row, layout), scanned=True)


_TABLES: dict[str, Callable[[Any], Iterator[GivenText]]] = {
    "bent_feet": lambda row: _named(row, text_with_bent_foot(row)),
    "bent_symbols": lambda row: _named(row, in_document(row["text"]), RECOGNISED),
    "bounds": _bound,
    "branches": _branches,
    "citations": _sentence,
    "corrections": lambda row: _named(row, in_document(row["text"]), corrections_of(row)),
    "dates": lambda row: _named(row, in_document(f"Thực hiện Kế hoạch số 5/KH-UBND{row['text']}")),
    "described": _sentence,
    "excerpts": lambda row: _named(row, in_document(row["text"].replace("¦", "\n\n2\n\n"))),
    "feet": lambda row: _named(row, text_with_foot(row["foot"]), scanned=True),
    "letterheads": _letterhead,
    "lookalikes": _line,
    "metadata": lambda row: _named(row, row["text"], scanned=True),
    "named": _sentence,
    "numbers": lambda row: _named(row, in_document(f"Thực hiện Văn bản {row['text']}.")),
    "official_citations": lambda row: _named(row, in_document(f"Thực hiện {row['whole']}; theo {row['brief']}.")),
    "outline": _whole,
    "outline_footnotes": lambda row: _named(row, "\n\n".join(line["text"] for line in row["lines"])),
    "page_cuts": _whole,
    "readings": _readings,
    "recipients": lambda row: _named({"text": row["line"]}, in_document("Làm tốt.", row, f"- {row['line']};\n")),
    "relations": lambda row: _sentence(row, row.get("document", {})),
    "sentences": _whole,
    "titles": lambda row: _named(row, in_document(row.get("body", "Làm tốt."), {"title": row["printed"]})),
}
"""How a row of each table becomes texts."""


def _bodies() -> Iterator[GivenText]:
    """Names of bodies behind a number, in the document that their row names; symbols that stand for a body."""
    table = read_yaml(CASES / "bodies.yaml")
    contexts = {name: _document_of(row) for name, row in table["contexts"].items()}
    cited = "Thực hiện Thông báo số 5/TB{} ngày 03/01/2018"
    for row in table["bodies"]:
        words = row["text"].replace("⟨", "").replace("⟩", "")
        yield _called(row["text"], in_document(f"{cited.format('')} của {words}", contexts[row["in"]]))
    for words in table["none"]:
        yield _called(words, in_document(f"{cited.format('')} của {words}"))
    for row in table["symbols"]:
        yield _called(f"{row['symbol']} ({row['in']})",
                      in_document(f"{cited.format('-' + row['symbol'])}.", contexts[row["in"]]))
    for row in table["scans"]:
        yield from _named(row, in_document(row["text"], contexts["binh-thuan"]))


def _document_of(context: Row) -> Row:
    """The document that a context of ``bodies.yaml`` tells of."""
    province = load_registry().territory(context.get("province", ""))
    place = context.get("commune") or (province and province.full_name)
    return {"issuer": f"Ủy ban nhân dân {place}" if place else "Văn phòng Chính phủ", **context}


def _zones() -> Iterator[GivenText]:
    table = read_yaml(CASES / "zones.yaml")
    for row in table["rows"]:
        yield GivenText(row["why"], row["text"].format(**table["parts"]))


def _examples(table: str) -> Iterator[GivenText]:
    """The examples of a table of the registry, each once and by the first row that has it."""
    rows = read_yaml(REGISTRY_FOLDER / f"{table}.yaml")
    names = {row["example"]: next(iter(row.values())) for row in reversed(rows) if "example" in row}
    for example, name in names.items():
        yield _called(name, in_document(example))


def _documents() -> Iterator[GivenText]:
    for source in read_sources(ROOT / DOCUMENTS_FOLDER):
        yield GivenText(source.slug, source.text, source.front_matter)


def _made_up() -> Iterator[GivenText]:
    """Plans that name each other in every way, and the short texts that once were trouble."""
    for slug, text in plans(6).items():
        yield GivenText(slug, text)
    for path in sorted((Path(__file__).parent / "fuzz/inputs").glob("*.txt")):
        if path.stat().st_size < _LONGEST:
            yield GivenText(path.name, path.read_bytes().decode("utf-8", "replace"))
