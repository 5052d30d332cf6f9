"""Small collections for tests: the five annotated records, and records made of a few mentions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from vanban.models import Citation, CitationPlace, Collection, Document, Record
from vanban.reading.bodies import with_parts
from vanban.registry.tables import load_registry
from vanban.store.decoding import split_front_matter
from vanban.store.documents import document_files
from vanban.store.records import record_from_dict

GOLD = Path(__file__).with_name("gold")
SLUGS = {
    "000": "261-ldld-2022-phu-rieng", "001": "100-kh-ldld-2024-thu-duc", "002": "02-bc-ldld-2018-binh-thuan",
    "003": "cong-van-tong-lien-doan-phong-trao-bao-ve-an-ninh-to-quoc", "004": "31-kh-ubnd-2023-binh-phuoc",
}


def gold_records() -> dict[str, Record]:
    """The five annotated records by slug."""
    found = {}
    for path in sorted(GOLD.glob("*.json")):
        slug = SLUGS[path.name[:3]]
        record = record_from_dict(json.loads(path.read_text(encoding="utf-8")), slug)
        found[slug] = with_parts(record, load_registry().grammar)
    return found


def document_path(folder: Path, slug: str) -> Path:
    """Where the document of that name stands; in the folder itself where there is none."""
    return next((path for path in document_files(folder) if path.stem == slug), folder / f"{slug}.md")


def gold_texts() -> dict[str, str]:
    """The texts of the five, by slug."""
    folder = GOLD.parents[1] / "directives/documents"
    return {slug: split_front_matter(document_path(folder, slug).read_bytes().decode())[1] for slug in SLUGS.values()}


def record_of(slug: str, citations: Iterable[Citation], **document: Any) -> Record:
    """A record with the given citations and document fields."""
    return with_parts(Record(slug, "", 0, Document(**document), (), tuple(citations)), load_registry().grammar)


def citation_of(row: dict[str, Any]) -> Citation:
    """A citation from a row of a case table: type, number, date, body, subject, class, name, year, hint."""
    date, number = str(row["date"]) if "date" in row else None, row.get("number")
    year = int(date[:4]) if date else row.get("year")
    name = row.get("name")
    hint = row.get("hint") or (f"{name}@{year}" if name and year else name) or f"{number}@{year or ''}"
    text = f"{row.get('type')} {number or name}"
    return Citation(
        text=text, start=0, end=len(text), line=1, class_=row.get("class", "numbered"),
        relation=row.get("relation", "cites"), instrument=hint, type=row.get("type"), number=number, date=date,
        year=year, issuing_body=row.get("body"), subject=row.get("subject"), parent=tuple(row.get("parent", ())))


def records_of(rows: list[dict[str, Any]]) -> tuple[dict[str, Record], list[tuple[str, int]]]:
    """Records for the mentions of a case, and the place of each mention."""
    citations: dict[str, list[Citation]] = {}
    dates: dict[str, str] = {}
    places = []
    for index, row in enumerate(rows):
        slug = f"nguon-{row.get('in', index)}"
        places.append((slug, len(citations.setdefault(slug, []))))
        citations[slug].append(citation_of(row))
        dates[slug] = str(row.get("cited_on", "2026-01-01"))
    return {slug: record_of(slug, found, date=dates[slug]) for slug, found in citations.items()}, places


def instrument_of(collection: Collection) -> dict[CitationPlace, str]:
    """The key of the instrument that each citation of the collection mentions."""
    return {mention: key for key, instrument in collection.instruments.items() for mention in instrument.mentions}
