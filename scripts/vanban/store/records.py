"""The record of one document: to and from plain data, to and from YAML, checked against its schema.

The keys are those of the annotation form (``document``, ``citations``) with what the site adds. In the
file, an absent key of a citation or outline block means null (or "high" for ``confidence``).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from operator import attrgetter
from pathlib import Path
from typing import Any, cast

from msgspec import structs

from ..language.dates import year_of
from ..models import Block, BodyParts, Citation, Correction, Deadline, Document, FrontMatter, NumberParts, Record
from ..problems import Problem, ProblemError, problem
from .files import write_if_changed
from .schemas import SCHEMAS_FOLDER, schema_problems, shown
from .yaml_reader import line_of, read_yaml_file
from .yaml_writer import block

SCHEMA_VERSION = 2
SCHEMA_FILE = SCHEMAS_FOLDER / "record.schema.json"
SCHEMA_ADDRESS = "../../../scripts/vanban/store/schemas/record.schema.json"
LONGEST_SLUG = 120
"""Letters of the longest name of a file, or address."""
_SAFE_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RESERVED_NAMES = frozenset(["con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))])
_DOCUMENT_KEYS = tuple(key for key in Document.__struct_fields__ if key != "year")
"""What each record says of its document, known or not; "year" stands for a date that is not known whole."""
_CITATION_KEYS = (
    "text", "start", "end", "line", "anchor", "sentence", "class", "type", "number", "number_parts", "date", "year",
    "issuing_body", "bodies", "level", "subject", "pinpoint", "relation", "cue", "parent", "acts_on", "instrument",
    "confidence", "relation_certainty", "doubt", "inferred", "note", "corrected",
)
_COMPOUND_KEYS = ("sentence", "number_parts", "bodies", "parent", "inferred")
_citation_values = attrgetter(*("class_" if key == "class" else key for key in _CITATION_KEYS))
_OF_THE_CHECK = ("seen", "mask")
_YEAR_IN_NUMBER = re.compile(r"/((?:19|20)\d\d)/")
_YEAR_OF_KEY = re.compile(r"@((?:19|20)\d\d)$")


def is_safe_slug(slug: str) -> bool:
    """Whether ``slug`` can be a file name and an address everywhere: a-z, 0-9 and single hyphens."""
    return len(slug) <= LONGEST_SLUG and bool(_SAFE_SLUG.fullmatch(slug)) and slug not in _RESERVED_NAMES


def record_to_dict(record: Record) -> dict[str, Any]:
    """A record as plain data with every key present, in the order of the file."""
    document = {key: _listed(getattr(record.document, key)) for key in _DOCUMENT_KEYS}
    if record.document.year:
        document["year"] = record.document.year
    front: dict[str, Any] = {key: _listed(value) for key, value in asdict(record.front_matter).items()
                             if value and key not in _OF_THE_CHECK}
    if record.front_matter.corrections:
        front["corrections"] = [correction_to_dict(each) for each in record.front_matter.corrections]
    return {
        "schema": SCHEMA_VERSION, "slug": record.slug, "sha256": record.sha256, "characters": record.characters,
        "document": document,
        "front_matter": front,
        "citations": [_citation_to_dict(citation) for citation in record.citations],
        "deadlines": [asdict(deadline) | {"sentence": list(deadline.sentence)} for deadline in record.deadlines],
        "encoding": record.encoding,
        "outline": [structs.asdict(part) for part in record.outline],
    }


def correction_to_dict(correction: Correction) -> dict[str, Any]:
    """The keys a person wrote; those of a field are always there."""
    if correction.field:
        return {"field": correction.field, "value": _listed(correction.value), "reason": correction.reason}
    row = {"citation": correction.citation, "ignore": correction.ignore, "value": correction.value,
           "relation": correction.relation, "reason": correction.reason}
    return {key: value for key, value in row.items() if value}


def _listed(value: object) -> object:
    """A value as plain data; the parts of a number or body without those that are not known."""
    if isinstance(value, NumberParts | BodyParts):
        return {key: _listed(part) for key, part in structs.asdict(value).items() if part is not None}
    return [_listed(each) for each in value] if isinstance(value, tuple) else value


def _citation_to_dict(citation: Citation) -> dict[str, Any]:
    row = dict(zip(_CITATION_KEYS, _citation_values(citation), strict=True))
    for key in _COMPOUND_KEYS:
        row[key] = _listed(row[key])
    row["parent"] = row["parent"] or None
    row["acts_on"] = [{"relation": relation, "citation": index} for relation, index in citation.acts_on]
    return row


def record_from_dict(data: Mapping[str, Any], slug: str | None = None) -> Record:
    """Build a record from plain data; hand-annotated JSON is accepted (``end``, ``year``, … are filled in).

    ``slug`` is used where the data has none. Raises ``KeyError`` or ``TypeError`` for data that does not
    pass :func:`record_problems`.
    """
    return Record(
        slug=data.get("slug") or slug or "van-ban",
        sha256=data.get("sha256") or "",
        characters=data.get("characters") or 0,
        document=_document(data["document"]),
        outline=tuple(Block(**part) for part in data.get("outline") or ()),
        citations=tuple(_citation(row, "schema" in data) for row in data.get("citations") or ()),
        front_matter=_front_matter(data.get("front_matter") or {}),
        deadlines=tuple(
            Deadline(**(row | {"sentence": tuple(row["sentence"])})) for row in data.get("deadlines") or ()),
        encoding=data.get("encoding"),
    )


def _document(row: Mapping[str, Any]) -> Document:
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Document(**values | _parts(row))


def _parts(row: Mapping[str, Any]) -> dict[str, Any]:
    number = row.get("number_parts")
    return {
        "number_parts": NumberParts(**number | {"segments": tuple(number["segments"])}) if number else None,
        "bodies": tuple(BodyParts(**body) for body in row.get("bodies") or ()),
    }


_OF_ANNOTATIONS = ("also", "optional")
"""Keys by which an annotation tells what counts as right; no part of a record."""


def _citation(row: Mapping[str, Any], complete: bool) -> Citation:
    values = {("class_" if key == "class" else key): value for key, value in row.items()
              if value is not None and key not in _OF_ANNOTATIONS}
    parent = values.get("parent", ())
    values["parent"] = (parent,) if isinstance(parent, int) else tuple(parent)
    values["acts_on"] = tuple((act["relation"], act["citation"]) for act in values.get("acts_on", ()))
    values["inferred"] = tuple(values.get("inferred", ()))
    if "sentence" in values:
        values["sentence"] = tuple(values["sentence"])
    values.setdefault("end", values["start"] + len(values["text"]))
    values.setdefault("line", 0)
    if not complete:
        values["year"] = _year(row)
    return Citation(**values | _parts(row))


def _year(row: Mapping[str, Any]) -> int | None:
    """The year that date or number give; that of the key for an instrument without number."""
    if row.get("date"):
        return year_of(str(row["date"]))
    found = _YEAR_IN_NUMBER.search(row.get("number") or "")
    if not found and row.get("class") != "numbered":
        found = _YEAR_OF_KEY.search(row.get("instrument") or "")
    return int(found[1]) if found else None


def _correction(row: Mapping[str, Any]) -> Correction:
    values: dict[str, Any] = {"field": "", "value": None, **row}
    values["value"] = tuple(values["value"]) if isinstance(values["value"], list) else values["value"]
    return Correction(**values)


def _front_matter(row: Mapping[str, Any]) -> FrontMatter:
    corrections = tuple(map(_correction, row.get("corrections", ())))
    return FrontMatter(**(dict(row) | {"topics": tuple(row.get("topics", ())), "corrections": corrections}))


def dump_record(record: Record) -> str:
    """The canonical YAML of a record: stable key order, a line for each outline block, a newline at the end."""
    data = record_to_dict(record)
    for key in ("front_matter", "deadlines", "encoding"):
        if not data[key]:
            del data[key]
    data["citations"] = [_without_absent(row) for row in data["citations"]]
    data["outline"] = [
        {key: value for key, value in row.items() if value is not None and (key, value) != ("depth", 0)}
        for row in data["outline"]]
    lines = [f"# yaml-language-server: $schema={SCHEMA_ADDRESS}",
             "# Tệp này do lệnh “make records” tạo ra; muốn sửa, hãy sửa văn bản .md bên cạnh.",
             *block(data, frozenset({"outline", "bodies"}))]
    return "\n".join(lines) + "\n"


def _without_absent(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items()
            if value is not None and value != [] and (key, value) != ("confidence", "high")}


def load_record(path: Path) -> Record:
    """Read one record file; raises :class:`ProblemError` when it is not a valid record of that name."""
    data, problems = read_yaml_file(path, exact=True)
    problems += record_problems(data, path)
    if not problems and data["slug"] != path.stem:
        problems.append(problem(path, line_of(data, ["slug"]), "slug", shown(data["slug"]),
                                f"phải trùng tên tệp “{path.stem}”."))
    if problems:
        raise ProblemError(problems)
    return record_from_dict(data)


def save_record(record: Record, folder: Path) -> bool:
    """Write ``<slug>.yaml`` into ``folder`` as a whole or not at all; false when it was already the same.

    Raises ``ValueError`` for a slug that is not a safe file name.
    """
    if not is_safe_slug(record.slug):
        raise ValueError(f"unsafe slug: {record.slug!r}")
    return write_record(record, folder / f"{record.slug}.yaml")[0]


def write_record(record: Record, path: Path) -> tuple[bool, str]:
    """Write a record to a file as a whole or not at all: whether the file changed, and the SHA-256 of what it holds."""
    content = dump_record(record).encode()
    return write_if_changed(path, content), hashlib.sha256(content).hexdigest()


def record_problems(data: object, path: str | Path) -> list[Problem]:
    """Every way in which plain data is not a record; empty for a record."""
    return schema_problems(data, "record", path) or list(_wrong_references(cast(dict[str, Any], data), path))


def _wrong_references(data: dict[str, Any], path: str | Path) -> Iterator[Problem]:
    """What a schema cannot say: parents exist and come from the same list, spans and texts agree."""
    count, citations = len(data["citations"]), data["citations"]
    for index, row in enumerate(citations):
        line = line_of(data, ["citations", index])
        if any(parent >= count or parent == index for parent in row.get("parent") or ()):
            yield problem(path, line, "parent", "không có viện dẫn mang số thứ tự này", "đếm từ 0.")
        if any(act["citation"] >= count or act["citation"] == index for act in row.get("acts_on") or ()):
            yield problem(path, line, "acts_on", "không có viện dẫn mang số thứ tự này", "đếm từ 0.")
        sentence = row.get("sentence")
        if sentence and not (sentence[0] <= row["start"] and row["end"] <= sentence[1]):
            yield problem(path, line, "sentence", "không chứa trọn viện dẫn", "câu phải từ trước start đến sau end.")
        if row["end"] - row["start"] != len(row["text"]):
            yield problem(path, line, "end", "không khớp với độ dài của text", "end = start + số ký tự.")
    if not is_safe_slug(data["slug"]):
        yield problem(path, line_of(data, ["slug"]), "slug", f"{shown(data['slug'])} không dùng làm tên tệp được",
                      "chỉ dùng a-z, 0-9 và dấu gạch nối.")
