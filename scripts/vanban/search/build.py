"""From the collection to the files of the search, in one pass over the entries.

Files, all under ``du-lieu/tim-kiem``, all loaded by script tags and named by digests (``generation``):

- ``dau``: the base file and the scripts;
- ``the-he``: which base file is the newest;
- ``muc-luc``: the little that every search needs (counts, numbers of buckets, names of levels, digests of the shards);
- ``tu/<bucket>``: posting lists by the hash of their term, the rows of names and of everyday words; long parts of lists
  in ``dai``;
- ``so/<bucket>``: the number table by serial;
- ``chu/<n>``: the vocabulary by first letters, for typing errors;
- ``vb/<block>``: facts of some neighbouring entries; for every 32,768 numbers ``mat/<n>``: columns
  of the facets, ``ky/<n>``: who signed, ``xep/<n>`` and ``dan/<n>``: their days, and how many cite them;
- ``doan``: the paragraphs of held documents, for snippets, packed.

Weights are lunr's, rounded (``weights``, ``encode``). What the browser does besides lunr's sum is told in
``docs/assets/javascripts/search/ranking.js``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..models import LEVELS, Collection
from ..registry.tables import Registry
from ..store.processes import helpers_for
from .bundle import bundle
from .encode import distances, numbers_as_text, run_lengths
from .entries import FIELDS, SearchEntry, body_texts, entries_of, number_row
from .gathering import Reader, gather
from .generation import SEARCH_FOLDER, Generation, to_json
from .kept import KeptIndex
from .lists import posting_lines
from .names import name_rows, nameless, successors
from .places import BLOCK, numbers_of
from .shards import NAME_MARK, bucket_count, bucket_of, write_buckets
from .synonyms import synonym_rows
from .tokens import Analyser
from .weights import Weights

NUMBERS_PER_COLUMN = 32_768
FACTS = 32
"""Numbers whose facts share a file, a part of a block: a reader wants those of a few entries."""
COMMON_FROM = 400
"""Documents from which on a word may be one of the commonest; so many of these are told to every reader."""
MOST_COMMON = 400
MANY, SEVERAL = 1000, 4
"""In a collection of so many entries a word is told to readers as one that may be meant where so many hold it."""
LETTERS = 8_000
"""Characters of words from which on a file of the vocabulary takes no more letters."""


@dataclass(frozen=True, slots=True)
class SearchStats:
    """What was written: entries in the index, files and bytes."""

    entries: int
    files: int
    bytes: int


def build_search(collection: Collection, registry: Registry, docs: Path, processes: int | None = None,
                 kept: KeptIndex | None = None) -> SearchStats:
    """Write the whole search under ``docs/du-lieu/tim-kiem``; unchanged files are left alone.

    The files are the same whatever the number of ``processes``, which is chosen by the amount of text, and whatever is
    ``kept`` of an index before.
    """
    entries, blocks = numbered(entries_of(collection, registry))
    folder = Generation(docs / SEARCH_FOLDER)
    analyser = Analyser(abbreviations_of(registry))
    rows: defaultdict[str, list[list[object]]] = defaultdict(list)

    def find_rows() -> None:
        for key, row in _number_rows(entries, registry, analyser):
            rows[key].append(row)

    helpers = processes or helpers_for(sum(map(len, collection.texts.values())))
    read = gather(entries, Reader(collection, registry, analyser, folder), helpers, find_rows, kept or KeptIndex())
    weights = Weights([block.counted for block in read], [boost for _, boost in FIELDS])
    leaves = {number: leaf for block in read for number, leaf in block.leaves.items()}
    del read
    behind = nameless(entries, registry)
    postings = {term: line for some in weights.postings()
                for term, line in posting_lines(folder, some, behind, len(entries))}
    del weights  # as large as all that is written
    vocabulary = [(term, line.holders) for term, line in postings.items() if " " not in term and not term.isdecimal()]
    named = name_rows(entries, registry, behind, successors(entries, collection, registry.grammar))
    names: dict[str, object] = {NAME_MARK + name: found for name, found in named.items()}
    spoken = synonym_rows(registry, postings)
    common = _common(vocabulary)
    buckets = write_buckets(folder, postings, names | spoken, frozenset(term for term, _ in common))
    number_buckets = _write_table(folder, "so", rows)
    letters = _write_vocabulary(folder, vocabulary, len(entries))
    _write_facts(folder, entries, leaves)
    _write_columns(folder, entries)
    folder.close({
        "n": len(entries), "size": blocks * BLOCK,
        "buckets": buckets, "numberBuckets": number_buckets, "letters": letters,
        "facts": FACTS, "column": NUMBERS_PER_COLUMN, "levels": [registry.levels.get(v, v) for v in LEVELS],
        "shorts": analyser.shorts(),
        "common": [" ".join(term for term, _ in common), numbers_as_text(count.bit_length() for _, count in common)],
        "spoken": " ".join(sorted(key[1:] for key in spoken if key[1:] in dict(common))),
    }, bundle())
    return SearchStats(len(entries), folder.files, folder.bytes)


def numbered(entries: list[SearchEntry]) -> tuple[dict[int, SearchEntry], int]:
    """The entries by their numbers, in the order of these; how many blocks have a place.

    What is held comes first: the lists of most terms name nothing else, and then name small numbers close together.
    """
    numbers: dict[int, SearchEntry] = {}
    blocks = 0
    for held in (True, False):
        some = [entry for entry in entries if entry.held == held]
        places, room = numbers_of([entry.slug for entry in some])
        numbers |= {BLOCK * blocks + place: entry for place, entry in zip(places, some, strict=True)}
        blocks += room
    return dict(sorted(numbers.items())), blocks


def abbreviations_of(registry: Registry) -> dict[str, str]:
    """The abbreviation table, with the symbols of bodies that have one name ("BCA": Bộ Công an)."""
    symbols = Counter(s for row in registry.bodies for s in row.symbols)
    found = {s: row.name for row in registry.bodies if row.kind == "fixed"
             for s in row.symbols if symbols[s] == 1 and s.isupper()}
    return found | dict(registry.abbreviations)


def _number_rows(entries: Mapping[int, SearchEntry], registry: Registry,
                 analyser: Analyser) -> Iterator[tuple[str, list[object]]]:
    """Rows of the number table with the serials they stand under."""
    bodies = {number: tuple(body_texts(entry, registry)) for number, entry in entries.items()}
    names = list(dict.fromkeys(bodies.values()))
    words = dict(zip(names, analyser.words_of_each(names), strict=True))
    for number, entry in entries.items():
        row = number_row(number, entry, registry, words[bodies[number]])
        if row:
            yield row


def _common(vocabulary: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The words in most documents, and how many hold them: beside a neighbour their pairs say more."""
    many = sorted((pair for pair in vocabulary if pair[1] >= COMMON_FROM), key=lambda pair: (-pair[1], pair[0]))
    return many[:MOST_COMMON]


def _write_table(folder: Generation, family: str, table: Mapping[str, object]) -> int:
    """Write a table by the hash of its keys; returns how many buckets it has."""
    count = bucket_count(sum(len(key) + len(to_json(value)) for key, value in table.items()) // 25)
    buckets: list[dict[str, object]] = [{} for _ in range(count)]
    for key, value in table.items():
        buckets[bucket_of(key, count)][key] = value
    for index, content in enumerate(buckets):
        folder.shard(family, index, content)
    return count


def _write_vocabulary(folder: Generation, vocabulary: list[tuple[str, int]], documents: int) -> str:
    """Files of words by their first letters, with the logarithm of how many documents hold each; the letters of each.

    Among many documents what few hold is mostly misread: nobody is led to it.
    """
    by_letter: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for term, count in vocabulary:
        if count >= (SEVERAL if documents >= MANY else 1):
            by_letter[term[0] if term[0].isascii() and term[0].isalpha() else "0"].append((term, count))
    groups = [""]
    for letter in sorted(by_letter):
        if sum(len(term) for one in groups[-1] for term, _ in by_letter[one]) > LETTERS:
            groups.append("")
        groups[-1] += letter
    for index, group in enumerate(groups):
        found = [pair for letter in group for pair in by_letter[letter]]
        sizes = numbers_as_text(count.bit_length() for _, count in found)
        folder.shard("chu", index, [" ".join(term for term, _ in found), sizes])
    return "|".join(groups)


def _write_facts(folder: Generation, entries: dict[int, SearchEntry], leaves: dict[int, str]) -> None:
    blocks: defaultdict[int, dict[str, list[object]]] = defaultdict(dict)
    for number, e in entries.items():
        blocks[number // FACTS][str(number % FACTS)] = [
            e.slug, e.type, e.number, e.title, e.date or (str(e.year) if e.year else ""), e.body,
            e.level_index, int(e.held), e.cited_by, e.signer, leaves.get(number, ""), e.now]
    for index, block in blocks.items():
        folder.shard("vb", index, block)


def _write_columns(folder: Generation, entries: dict[int, SearchEntry]) -> None:
    """What many documents are narrowed and sorted by: columns in run-length coding, each with its list of values."""
    parts: list[dict[int, SearchEntry]] = [{} for _ in range(max(entries, default=0) // NUMBERS_PER_COLUMN + 1)]
    for number, entry in entries.items():
        parts[number // NUMBERS_PER_COLUMN][number % NUMBERS_PER_COLUMN] = entry
    for index, part in enumerate(parts):
        numbers, some = numbers_as_text(distances(list(part))), list(part.values())
        folder.shard("mat", index, {"so": numbers, "cot": {
            "loai": _column([e.type for e in some]),
            "cap": _column([str(e.level_index) for e in some]),
            "co-quan": _column([e.body for e in some]),
            "nam": _column([str(e.year or "") for e in some]),
            "chu-de": _column(["|".join(e.topics) for e in some]),
            "he-thong": _column([e.system for e in some]),
            "dia-phuong": _column([e.place for e in some]),
        }})
        folder.shard("ky", index, {"so": numbers, "cot": {"nguoi-ky": _column([e.signer for e in some])}})
        folder.shard("xep", index, {"so": numbers, "cot": {
            "ngay": _number_column([int(e.date.replace("-", "") or e.year or 0) for e in some])}})
        folder.shard("dan", index, {"so": numbers, "cot": {"dan": _number_column([e.cited_by for e in some])}})


def _column(values: list[str]) -> list[object]:
    names = sorted(set(values))
    place = {name: i for i, name in enumerate(names)}
    return [names, numbers_as_text(run_lengths(place[v] for v in values))]


def _number_column(values: list[int]) -> list[object]:
    """A column of numbers: the different ones, in order, as what lies between them."""
    numbers = sorted(set(values))
    place = {number: i for i, number in enumerate(numbers)}
    return [numbers_as_text(distances(numbers)), numbers_as_text(run_lengths(place[v] for v in values))]
