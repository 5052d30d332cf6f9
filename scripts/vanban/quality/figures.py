"""The figures of extraction quality: over annotated records, sentences, portal cards and any texts.

A data folder may hold, at any depth: ``gold/*.json`` (annotated records, each with the ``sha256`` of its
text), ``vnlegaltext*.jsonl`` (sentences with the spans of citations), ``metadata.jsonl`` (what a portal says
of texts, beside the folders of those texts) and ``*.txt``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

from ..reading.record import read_record
from ..registry.grammar import Grammar
from ..registry.tables import load_registry
from ..store.documents import DOCUMENTS_FOLDER, read_sources
from ..store.records import record_to_dict
from .scoring import DOCUMENT_FIELDS, PEOPLE, Score
from .spans import spans_overlap
from .values import plain_value, same_value

CARD_FIELDS = ("number", "date", "type", "issuing_body", "signer")
_CENTRAL_PARTY = {"bộ chính trị", "ban bí thư trung ương đảng", "ban chấp hành trung ương đảng"}


class Figure(NamedTuple):
    """One measured value: the group it belongs to, its name, and how many things it was counted over."""

    group: str
    name: str
    value: float
    of: int


def read_plain(path: Path) -> str:
    """A text as its offsets count it: UTF-8, newlines untouched."""
    return path.read_bytes().decode("utf-8")


def record_data(text: str, grammar: Grammar) -> dict[str, Any]:
    """The record of a text as plain data."""
    return record_to_dict(read_record(text, "van-ban", grammar))


def own_figures(root: Path) -> tuple[list[Figure], Score]:
    """The documents of the project that have an annotated record."""
    texts = {_digest(source.text): source.text for source in read_sources(root / DOCUMENTS_FOLDER)}
    return annotated_figures("five", sorted((root / "tests" / "gold").glob("*.json")), texts)


def folder_figures(data: Path, known: frozenset[str] = frozenset()) -> Iterator[tuple[list[Figure], Score | None]]:
    """All that can be measured in a data folder, group by group; ``known`` are annotated records to leave out."""
    gold = [path for path in sorted(data.rglob("gold/*.json")) if path.name not in known]
    texts = sorted(data.rglob("*.txt"))
    if gold:
        yield annotated_figures("annotated", gold, {_digest(text): text for text in map(read_plain, texts)})
    for path in sorted(data.rglob("vnlegaltext*.jsonl")):
        yield sentence_figures(path), None
    for path in sorted(data.rglob("metadata.jsonl")):
        yield card_figures(path), None
    if texts:
        yield text_figures(texts), None


def annotated_figures(group: str, gold: Iterable[Path], texts: dict[str, str]) -> tuple[list[Figure], Score]:
    """Fields and citations against annotated records; texts are found by their digest."""
    score, grammar = Score(), load_registry().grammar
    for path in gold:
        row = json.loads(path.read_text(encoding="utf-8"))
        text = texts.get(row["sha256"])
        score.add(path.stem, row, record_data(text, grammar) if text is not None else {"document": {}, "citations": []})
    return [Figure(group, *figure) for figure in score_figures(score)], score


def score_figures(score: Score) -> list[tuple[str, float, int]]:
    """Name, value and count of each figure of a score, as ``floors.yaml`` names them."""
    documents = score.documents
    edges, chain = score.edges_without(), score.edges_without("basis")
    return [
        ("fields_all", score.fields_all, documents * len(DOCUMENT_FIELDS)),
        *((f"field_{key}", score.fields[key] / documents if documents else 1.0, documents) for key in DOCUMENT_FIELDS),
        ("people_all", score.people_all, documents * len(PEOPLE)),
        *((f"people_{key}", score.people[key] / documents if documents else 1.0, documents) for key in PEOPLE),
        *((name, tally.f1, tally.gold) for name, tally in (
            ("detected", score.detected), ("exact", score.exact), ("named", score.named), ("parent", score.parents))),
        ("relation", score.relations.recall, score.relations.gold),
        ("instrument", score.instruments.recall, score.instruments.gold),
        *((f"{name}{part}", value, of) for name, tally in (("edges", edges), ("edges_no_basis", chain))
          for part, value, of in (("", tally.f1, tally.gold), ("_precision", tally.precision, tally.found),
                                  ("_recall", tally.recall, tally.gold))),
        *((f"edges_{kind}_{part}", value, of) for kind, tally in sorted(score.edges.items()) for part, value, of in (
            ("precision", tally.precision, tally.found), ("recall", tally.recall, tally.gold))),
    ]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def sentence_figures(path: Path) -> list[Figure]:
    """Spans of citations in single sentences; half of the shorter span counts, what lies inside another does not.

    Some places are annotated twice, with and without the date; one citation can be paired with one of them
    only, so places (spans that overlap) are counted as well.
    """
    grammar = load_registry().grammar
    gold = found = hits = 0
    places: dict[tuple[str, int], bool] = {}
    for line in _lines_of(path):
        text, spans = _sentence(json.loads(line))
        free = sorted((row["start"], row["end"]) for row in record_data(text, grammar)["citations"])
        gold += len(spans)
        reach = place = -1
        for span in spans:
            place, reach = (span[0] if span[0] >= reach else place), max(reach, span[1])
            fitting = next((other for other in free if spans_overlap(span, other, min)), None)
            places[line, place] = places.get((line, place), False) or fitting is not None
            if fitting is not None:
                free.remove(fitting)
                hits, found = hits + 1, found + 1
        found += sum(not any(start <= a and b <= end for start, end in spans) for a, b in free)
    return [Figure("sentences", "recall", hits / gold if gold else 1.0, gold),
            Figure("sentences", "places", sum(places.values()) / len(places) if places else 1.0, len(places)),
            Figure("sentences", "precision", hits / found if found else 1.0, found)]


def _lines_of(path: Path) -> list[str]:
    """The rows of a file of JSON Lines: only a line feed ends one, other marks of a line may stand in a text."""
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _sentence(row: dict[str, Any]) -> tuple[str, list[tuple[int, int]]]:
    """The words of one annotated sentence and its spans, in order."""
    results = [result["value"] for part in row["annotations"] for result in part["result"] if "value" in result]
    labelled = {(value["start"], value["end"], value["labels"][0]) for value in results if value.get("labels")}
    return row["data"]["value"].replace("_", " "), [(start, end) for start, end, _ in sorted(labelled)]


def card_figures(path: Path) -> list[Figure]:
    """Fields that a portal itself gives for a text (``meta_source: site_fields``)."""
    rows = [json.loads(line) for line in _lines_of(path)]
    rows = [row for row in rows if row.get("meta_source") == "site_fields"]
    right, grammar = dict.fromkeys(CARD_FIELDS, 0), load_registry().grammar
    for row in rows:
        document = record_data(read_plain(path.parent / row["file"]), grammar)["document"]
        for key in CARD_FIELDS:
            right[key] += _issued_by(row[key], document[key]) if key == "issuing_body" else same_value(
                key, row[key], document[key])
    return [Figure("cards", key, right[key] / len(rows), len(rows)) for key in CARD_FIELDS] if rows else []


def _issued_by(told: str | None, found: str | None) -> bool:
    """Whether a portal's name for an issuer fits: it writes "Tỉnh X" for the council and committee of X."""
    if same_value("issuing_body", told, found):
        return True
    short, body = plain_value(told) or "", plain_value(found) or ""
    territory = re.fullmatch(r"(?:tỉnh|thành phố) (.+)", short)
    if territory:
        return territory[1] in body and not body.startswith("công an")
    return short == "ban chấp hành trung ương" and body in _CENTRAL_PARTY


class TextOutcome(NamedTuple):
    """What reading one text gave: seconds of processor time, the digest of its record, what went wrong."""

    seconds: float
    digest: str
    wrong: str | None = None


def read_outcome(path: Path) -> TextOutcome:
    """Read one text, whatever it holds, and check every span of its record."""
    grammar = load_registry().grammar  # looked up before the clock runs
    start = process_time()
    try:
        text = read_plain(path)
        data = record_data(text, grammar)
    except Exception as error:
        return TextOutcome(process_time() - start, "", f"{path.name}: {type(error).__name__}: {error}")
    seconds = process_time() - start
    spans = [row["text"] for row in data["citations"] if text[row["start"]:row["end"]] != row["text"]]
    digest = _digest(json.dumps(data, ensure_ascii=True, sort_keys=True))
    return TextOutcome(seconds, digest, f"{path.name}: span of {spans[0]!r}" if spans else None)


def read_outcomes(paths: Sequence[Path], processes: int = 1) -> list[TextOutcome]:
    """The outcomes of all texts, in order."""
    if processes == 1:
        return [read_outcome(path) for path in paths]
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        return list(pool.map(read_outcome, paths, chunksize=16))


def text_figures(paths: Sequence[Path]) -> list[Figure]:
    """Every text: exceptions and wrong spans, the slowest, what differs between one process and two."""
    read_outcome(paths[0])  # the tables are loaded once, and not counted
    alone, shared = read_outcomes(paths), read_outcomes(paths, 2)
    differing = sum(a.digest != b.digest for a, b in zip(alone, shared, strict=True))
    figure = partial(Figure, "texts", of=len(paths))
    return [figure("wrong", float(sum(outcome.wrong is not None for outcome in alone))),
            figure("differing", float(differing)),
            figure("slowest_seconds", max(outcome.seconds for outcome in alone))]
