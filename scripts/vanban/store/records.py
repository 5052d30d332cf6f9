"""The record of one document: to and from plain data, to and from YAML, checked against its schema.

The keys are those of the annotation form (``document``, ``citations``) with what the site adds. In the
file, an absent key of a citation or outline block means null (or "high" for ``confidence``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path
from typing import Any, cast

import jsonschema

from ..models import Block, Citation, Correction, Document, FrontMatter, Record
from ..problems import Problem, ProblemError, problem
from .files import write_if_changed
from .plain_yaml import block, parse

SCHEMA_VERSION = 1
SCHEMA_FILE = Path(__file__).with_name("record.schema.json")
SCHEMA_ADDRESS = "../../scripts/vanban/store/record.schema.json"
_SAFE_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RESERVED_NAMES = frozenset(["con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))])
_DOCUMENT_KEYS = tuple(field.name for field in fields(Document))
_CITATION_KEYS = (
    "text", "start", "end", "line", "anchor", "class", "type", "number", "date", "year", "issuing_body", "level",
    "subject", "pinpoint", "relation", "cue", "parent", "acts_on", "instrument", "confidence", "inferred", "note",
)
_YEAR_IN_NUMBER = re.compile(r"/((?:19|20)\d\d)/")
_YEAR_OF_KEY = re.compile(r"@((?:19|20)\d\d)$")


def is_safe_slug(slug: str) -> bool:
    """Whether ``slug`` can be a file name and an address everywhere: a-z, 0-9 and single hyphens."""
    return len(slug) <= 120 and bool(_SAFE_SLUG.fullmatch(slug)) and slug not in _RESERVED_NAMES


def record_to_dict(record: Record) -> dict[str, Any]:
    """A record as plain data with every key present, in the order of the file."""
    front: dict[str, Any] = {key: _listed(value) for key, value in asdict(record.front_matter).items() if value}
    for correction in front.get("corrections", ()):
        correction["value"] = _listed(correction["value"])
    return {
        "schema": SCHEMA_VERSION, "slug": record.slug, "sha256": record.sha256, "characters": record.characters,
        "document": {key: _listed(getattr(record.document, key)) for key in _DOCUMENT_KEYS},
        "front_matter": front,
        "citations": [_citation_to_dict(citation) for citation in record.citations],
        "outline": [part._asdict() for part in record.outline],
    }


def _listed(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _citation_to_dict(citation: Citation) -> dict[str, Any]:
    row = {key: _listed(getattr(citation, "class_" if key == "class" else key)) for key in _CITATION_KEYS}
    acts_on = [{"relation": relation, "citation": index} for relation, index in citation.acts_on]
    return row | {"parent": row["parent"] or None, "acts_on": acts_on}


def record_from_dict(data: Mapping[str, Any], slug: str | None = None) -> Record:
    """Build a record from plain data; hand-annotated JSON is accepted (``end``, ``year``, … are filled in).

    ``slug`` is used where the data has none. Raises ``KeyError`` or ``TypeError`` for data that does not
    pass :func:`validate_record`.
    """
    return Record(
        slug=data.get("slug") or slug or "van-ban",
        sha256=data.get("sha256") or "",
        characters=data.get("characters") or 0,
        document=_document(data["document"]),
        outline=tuple(Block(**part) for part in data.get("outline") or ()),
        citations=tuple(_citation(row, "schema" in data) for row in data.get("citations") or ()),
        front_matter=_front_matter(data.get("front_matter") or {}),
    )


def _document(row: Mapping[str, Any]) -> Document:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Document(**values)


def _citation(row: Mapping[str, Any], complete: bool) -> Citation:
    values = {("class_" if key == "class" else key): value for key, value in row.items() if value is not None}
    parent = values.get("parent", ())
    values["parent"] = (parent,) if isinstance(parent, int) else tuple(parent)
    values["acts_on"] = tuple((act["relation"], act["citation"]) for act in values.get("acts_on", ()))
    values["inferred"] = tuple(values.get("inferred", ()))
    values.setdefault("end", values["start"] + len(values["text"]))
    values.setdefault("line", 0)
    if not complete:
        values["year"] = _year(row)
    return Citation(**values)


def _year(row: Mapping[str, Any]) -> int | None:
    """The year that date or number give; that of the key for an instrument without number."""
    if row.get("date"):
        return int(str(row["date"])[:4])
    found = _YEAR_IN_NUMBER.search(row.get("number") or "")
    if not found and row.get("class") != "numbered":
        found = _YEAR_OF_KEY.search(row.get("instrument") or "")
    return int(found[1]) if found else None


def _front_matter(row: Mapping[str, Any]) -> FrontMatter:
    corrections = tuple(
        Correction(**(part | {"value": tuple(part["value"]) if isinstance(part["value"], list) else part["value"]}))
        for part in row.get("corrections", ()))
    return FrontMatter(**(dict(row) | {"topics": tuple(row.get("topics", ())), "corrections": corrections}))


def dump_record(record: Record) -> str:
    """The canonical YAML of a record: stable key order, a line for each outline block, a newline at the end."""
    data = record_to_dict(record)
    if not data["front_matter"]:
        del data["front_matter"]
    data["citations"] = [_without_absent(row) for row in data["citations"]]
    data["outline"] = [
        {key: value for key, value in row.items() if value is not None and (key, value) != ("depth", 0)}
        for row in data["outline"]]
    lines = [f"# yaml-language-server: $schema={SCHEMA_ADDRESS}",
             "# Tệp này do lệnh “make records” tạo ra; muốn sửa, hãy sửa văn bản .md bên cạnh.",
             *block(data, frozenset({"outline"}))]
    return "\n".join(lines) + "\n"


def _without_absent(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items()
            if value is not None and value != [] and (key, value) != ("confidence", "high")}


def load_record(path: Path) -> Record:
    """Read one record file; raises :class:`ProblemError` when it is not a valid record of that name."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ProblemError([problem(path, 0, "Bản ghi", "không đọc được", "cần tệp YAML mã UTF-8.")]) from None
    data = parse(text, path)
    problems = [Problem(path.as_posix(), 0, message) for message in validate_record(data)]
    if not problems and data["slug"] != path.stem:
        problems = [problem(path, 0, "slug", f"“{data['slug']}”", f"phải trùng tên tệp “{path.stem}”.")]
    if problems:
        raise ProblemError(problems)
    return record_from_dict(data)


def save_record(record: Record, folder: Path) -> bool:
    """Write ``<slug>.yaml`` into ``folder`` as a whole or not at all; false when it was already the same.

    Raises ``ValueError`` for a slug that is not a safe file name.
    """
    if not is_safe_slug(record.slug):
        raise ValueError(f"unsafe slug: {record.slug!r}")
    return write_if_changed(folder / f"{record.slug}.yaml", dump_record(record).encode())


@cache
def record_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a record."""
    return cast(dict[str, Any], json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))


@cache
def _validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(record_schema())


def validate_record(data: object) -> list[str]:
    """Every way in which plain data is not a record, as sentences in Vietnamese; empty for a record."""
    errors = sorted(_validator().iter_errors(data), key=lambda error: error.json_path)
    messages = [_message(error) for error in errors]
    return messages or _wrong_references(cast(dict[str, Any], data))


_WORDS = {
    "required": "thiếu khóa bắt buộc", "additionalProperties": "có khóa không dùng trong bản ghi",
    "type": "sai kiểu giá trị", "enum": "không thuộc các giá trị được dùng", "pattern": "chưa đúng dạng",
    "const": "khác giá trị quy định", "minimum": "nhỏ hơn mức cho phép", "minLength": "để trống",
}


def _message(error: jsonschema.ValidationError) -> str:
    place = error.json_path.removeprefix("$").removeprefix(".") or "bản ghi"
    schema, value = cast(dict[str, Any], error.schema), cast(list[str], error.validator_value)
    kind, instance = str(error.validator), cast(Any, error.instance)
    found, wanted = json.dumps(instance, ensure_ascii=False, default=str), str(schema.get("description", ""))
    if kind == "required":
        found = ", ".join(key for key in value if key not in instance)
    elif kind == "additionalProperties":
        found = ", ".join(key for key in instance if key not in schema.get("properties", {}))
    elif kind == "enum":
        wanted = "một trong: " + ", ".join(map(str, value))
    shown = found if len(found) <= 80 else found[:77] + "…"
    return f"{place}: {_WORDS.get(kind, 'chưa đúng')}: {shown}" + (f"; {wanted}" if wanted else "")


def _wrong_references(data: dict[str, Any]) -> list[str]:
    """What a schema cannot say: parents exist and come from the same list, spans and texts agree."""
    messages = []
    count = len(data["citations"])
    for index, row in enumerate(data["citations"]):
        if any(parent >= count or parent == index for parent in row.get("parent") or ()):
            messages.append(f"citations[{index}].parent: không có viện dẫn mang số thứ tự này; đếm từ 0")
        if any(act["citation"] >= count or act["citation"] == index for act in row.get("acts_on") or ()):
            messages.append(f"citations[{index}].acts_on: không có viện dẫn mang số thứ tự này; đếm từ 0")
        if row["end"] - row["start"] != len(row["text"]):
            messages.append(f"citations[{index}].end: không khớp với độ dài của text; end = start + số ký tự")
    if not is_safe_slug(data["slug"]):
        messages.append(f"slug: “{data['slug']}” không dùng làm tên tệp được; chỉ dùng a-z, 0-9 và dấu gạch nối")
    return messages
