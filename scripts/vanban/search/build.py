"""From the collection to the files of the search, in one pass over the entries.

Files, all under ``du-lieu/tim-kiem`` and all loaded by script tags:

- ``muc-luc``: the little that every search needs (counts, version, bucket bits, names of levels);
- ``tu/<bucket>``, ``dai/<term>``: posting lists by the hash of their term, long ones apart;
- ``so/<bucket>``: the number table by serial; ``chu/<letter>``: the vocabulary, for typing errors;
- ``vb/<n>``: facts of 4 neighbouring entries; for every 4,096 ``mat/<n>``: columns of the facets, ``ky/<n>``:
  who signed, ``xep/<n>``: how many cite each;
- ``doan/<slug>``: the paragraphs of a held document, for snippets.

Scores are lunr's to the last digit for every posting list that a search loads, and three things a search
does are not lunr's: of long lists it loads the rarest up to a budget and neither requires nor scores the
rest; it lets lunr score the 300 documents with the greatest sums only; it looks at the headings of the
first dozen or two once more (``fit.js``).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from ..models import LEVELS, Collection
from ..registry.tables import Registry
from .encode import pack, runs
from .entries import Entry, body_texts, entries_of, number_row
from .gathering import gather, processes_for, size_of
from .shards import Folder, bits_for, bucket_name, rows_of, to_json, write_postings
from .tokens import Analyser, Analysis

FACTS_PER_FILE = 4
FACETS_PER_FILE = 4_096
PART = 24_000
"""Characters of paragraphs in one file: a long law comes in parts."""
_LUNR = "contrib/search/templates/search/lunr.js"


@dataclass(frozen=True, slots=True)
class SearchStats:
    """What was written: entries in the index, files and bytes."""

    entries: int
    files: int
    bytes: int


def build_search(collection: Collection, registry: Registry, docs: Path, processes: int | None = None) -> SearchStats:
    """Write the whole search under ``docs/du-lieu/tim-kiem``; unchanged files are left alone.

    The files are the same whatever the number of ``processes``, which is chosen by the amount of text.
    """
    entries = entries_of(collection, registry)
    folder = Folder(docs / "du-lieu" / "tim-kiem")
    analyser = Analyser(abbreviations_of(registry))
    numbers: defaultdict[str, list[list[object]]] = defaultdict(list)

    def write_rows() -> None:
        for document, entry in enumerate(entries):
            row = number_row(document, entry, registry, _single_terms(analyser.analyse(body_texts(entry, registry))))
            if row:
                numbers[row[0]].append(row[1])
            _write_paragraphs(folder, entry)

    helpers = processes or processes_for(sum(map(size_of, entries)))
    builder = gather(entries, registry, analyser, helpers, write_rows)
    vocabulary: list[tuple[str, int]] = []
    bits = write_postings(folder, _noting(rows_of(builder), vocabulary))
    number_bits = _write_numbers(folder, numbers)
    letters = _write_vocabulary(folder, vocabulary)
    _write_facts(folder, entries)
    _write_facets(folder, entries)
    folder.put_text("lunr.js", lunr_script())
    folder.put("muc-luc", {
        "n": len(entries), "bits": bits, "numberBits": number_bits, "letters": letters,
        "facts": FACTS_PER_FILE, "facets": FACETS_PER_FILE, "levels": [registry.levels.get(v, v) for v in LEVELS],
        "shorts": analyser.shorts(), "version": folder.version(),
    })
    folder.remove_others()
    return SearchStats(len(entries), folder.files, folder.bytes)


def abbreviations_of(registry: Registry) -> dict[str, str]:
    """The abbreviation table, with the symbols of bodies that have one name ("BCA": Bộ Công an)."""
    symbols = Counter(s for row in registry.bodies for s in row.symbols)
    found = {s: row.name for row in registry.bodies if row.kind == "fixed"
             for s in row.symbols if symbols[s] == 1 and s.isupper()}
    return found | dict(registry.abbreviations)


def _single_terms(analysis: Analysis) -> list[str]:
    """The distinct terms of a field that are not pairs, in order."""
    return list(dict.fromkeys(term for term in analysis.terms if " " not in term))


def _noting(rows: Iterable[tuple[str, int, str]],
            vocabulary: list[tuple[str, int]]) -> Iterator[tuple[str, int, str]]:
    """Pass the posting lists on, keeping the single words and how many documents hold them."""
    for row in rows:
        term, count, _ = row
        if " " not in term and not term.isdecimal():
            vocabulary.append((term, count))
        yield row


def _write_numbers(folder: Folder, numbers: dict[str, list[list[object]]]) -> int:
    bits = bits_for(sum(len(to_json(rows)) for rows in numbers.values()))
    buckets: defaultdict[str, dict[str, list[list[object]]]] = defaultdict(dict)
    for serial, rows in numbers.items():
        buckets[bucket_name(serial, bits)][serial] = rows
    for name, content in buckets.items():
        folder.put(f"so/{name}", content)
    return bits


def _write_vocabulary(folder: Folder, vocabulary: list[tuple[str, int]]) -> str:
    """One file for each first letter: its words, and the logarithm of how many documents hold each."""
    by_letter: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for term, count in vocabulary:
        letter = term[0] if term[0].isascii() and term[0].isalpha() else "0"
        by_letter[letter].append((term, count))
    for letter, found in by_letter.items():
        folder.put(f"chu/{letter}", [" ".join(t for t, _ in found), pack(c.bit_length() for _, c in found)])
    return "".join(sorted(by_letter))


def _write_facts(folder: Folder, entries: list[Entry]) -> None:
    for start in range(0, len(entries), FACTS_PER_FILE):
        folder.put(f"vb/{start // FACTS_PER_FILE}", [
            [e.slug, e.type, e.number, e.title, e.date or (str(e.year) if e.year else ""), e.body,
             e.level_index, int(e.held), e.cited_by, e.signer]
            for e in entries[start:start + FACTS_PER_FILE]])


def _write_facets(folder: Folder, entries: list[Entry]) -> None:
    """Columns in run-length coding, each with its own list of values, for every 4,096 entries."""
    for start in range(0, len(entries), FACETS_PER_FILE):
        part = entries[start:start + FACETS_PER_FILE]
        place = start // FACETS_PER_FILE
        folder.put(f"mat/{place}", {
            "loai": _column([e.type for e in part]),
            "cap": _column([str(e.level_index) for e in part]),
            "co-quan": _column([e.body for e in part]),
            "nam": _column([str(e.year or "") for e in part]),
            "chu-de": _column(["|".join(e.topics) for e in part]),
        })
        folder.put(f"ky/{place}", {"nguoi-ky": _column([e.signer for e in part])})
        folder.put(f"xep/{place}", {"dan": _column([str(e.cited_by) for e in part])})


def _column(values: list[str]) -> list[object]:
    names = sorted(set(values))
    place = {name: i for i, name in enumerate(names)}
    return [names, pack(runs(place[v] for v in values))]


def _write_paragraphs(folder: Folder, entry: Entry) -> None:
    parts: list[list[tuple[str, str]]] = [[]]
    size = 0
    for anchor, text in entry.paragraphs:
        if size > PART:
            parts.append([])
            size = 0
        parts[-1].append((anchor, text))
        size += len(text)
    if not entry.paragraphs:
        return
    folder.put(f"doan/{entry.slug}", {"n": len(parts), "p": parts[0]})
    for number, part in enumerate(parts[1:], 1):
        folder.put(f"doan/{entry.slug}.{number}", {"p": part})


def lunr_script() -> str:
    """lunr.js as the installed mkdocs brings it, its comments left out but for the licence."""
    spec = find_spec("mkdocs")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("mkdocs")
    source = (Path(spec.origin).parent / _LUNR).read_text(encoding="utf-8")
    licence = source[: source.index("*/") + 2]
    kept = [licence]
    inside = False
    for line in source.splitlines():
        if inside or line.lstrip().startswith("/*"):
            inside = "*/" not in line
        elif line.strip():
            kept.append(line.rstrip())
    return "\n".join(kept) + "\n"
