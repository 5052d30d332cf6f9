"""The search: words, weights equal to lunr's, files, and the browser's scripts run by the same tables."""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import lunr
import lunr.builder
import pytest
import search_data
from cases import load_cases
from generated_collection import generated
from known_items import known_items
from playwright._impl._driver import compute_driver_executable
from typed_queries import telex, typed_queries
from vanban.models import Collection
from vanban.registry.tables import Registry
from vanban.search.build import build_search, lunr_script
from vanban.search.encode import ALPHABET, gaps, pack, runs
from vanban.search.entries import FIELDS, entries_of
from vanban.search.shards import Folder, bucket_name, own_name, row_of, rows_of, write_postings
from vanban.search.tokens import Analyser, exact_form, term_of, words
from vanban.search.weights import Posting, WeightBuilder

BOOSTS = [boost for _, boost in FIELDS]
NAMES = [name for name, _ in FIELDS]


@pytest.mark.parametrize("case", load_cases("folding.yaml"), ids=lambda case: case["text"])
def test_words(case: dict[str, Any]) -> None:
    found = words(case["text"])
    assert [w.exact for w in found] == case["exact"]
    assert [w.term for w in found] == case["terms"]


def test_abbreviations_and_full_forms_are_indexed_as_each_other() -> None:
    analyser = Analyser({"LĐLĐ": "Liên đoàn Lao động", "TTTU": "Thường trực Tỉnh ủy", "TU": "Tỉnh ủy"})
    short = analyser.analyse(["Ban Thường vụ LĐLĐ huyện"])
    full = analyser.analyse(["Liên đoàn  lao động tỉnh"])
    assert {"lien", "doan", "lao dong", "ldld", "ldld huyen"} <= set(short.terms)
    assert {"ldld", "lien doan", "dong tinh"} <= set(full.terms)
    assert "tinh" not in analyser.analyse(["thực hiện từ ngày"]).terms


def test_an_abbreviation_that_reads_like_a_syllable_is_not_added() -> None:
    analyser = Analyser({"BAN": "Bộ An ninh"})
    assert "ban" not in analyser.analyse(["Bộ An ninh"]).terms


class ExactTerms:
    """Stands in for lunr's token set, which confuses words with digits: a term is looked up as it is."""

    def __init__(self, known: Any) -> None:
        self.known = known

    def intersect(self, other: Any) -> ExactTerms:
        return ExactTerms([term for term in other.to_list() if term in self.known])

    def to_list(self) -> Any:
        return self.known


@pytest.fixture(scope="module")
def sample() -> tuple[list[Posting], Any]:
    """Posting lists of documents made of dice, and lunr's own index of the same terms."""
    analyser = Analyser({"LĐLĐ": "Liên đoàn Lao động"})
    ours = WeightBuilder(BOOSTS)
    theirs = lunr.builder.Builder()
    for name, boost in FIELDS:
        theirs.field(name, boost=boost)
    for number, (texts, boost) in enumerate(search_data.random_documents(7, 400)):
        fields = [analyser.analyse([text]) for text in texts]
        ours.add([f.terms for f in fields], set().union(*(f.forms for f in fields)), boost)
        theirs.add({"id": str(number)} | {n: f.terms for n, f in zip(NAMES, fields, strict=True)}, {"boost": boost})
    index = theirs.build()
    index.token_set = ExactTerms(index.inverted_index)
    return list(ours.postings(ours.terms())), index


def test_weights_equal_those_of_lunr(sample: tuple[list[Posting], Any]) -> None:
    postings, index = sample
    assert [p.term for p in postings] == sorted(index.inverted_index)
    for posting in postings:
        entry = index.inverted_index[posting.term]
        expected: dict[int, int] = {}
        for name in NAMES:
            for reference in entry[name]:
                elements = index.field_vectors[f"{name}/{reference}"].elements
                weight = elements[elements[::2].index(entry["_index"]) * 2 + 1]
                expected[int(reference)] = expected.get(int(reference), 0) + round(weight * 1000)
        assert dict(zip(posting.documents, posting.weights, strict=True)) == expected
        assert posting.documents == sorted(expected)


def test_ranks_and_scores_equal_those_of_lunr(sample: tuple[list[Posting], Any]) -> None:
    postings, index = sample
    by_term = {p.term: p for p in postings}
    for query in search_data.random_queries(11, sorted(by_term), 300):
        builder = index.create_query()
        for term, boost in query:
            builder.term(term, boost=boost, use_pipeline=False)
        expected = {int(r["ref"]): r["score"] for r in index.query(builder)}
        sums: dict[int, float] = {}
        for term, boost in query:
            for document, weight in zip(by_term[term].documents, by_term[term].weights, strict=True):
                sums[document] = sums.get(document, 0) + boost * weight / 1000
        length = math.sqrt(sum(boost * boost for _, boost in query))
        assert {d: pytest.approx(s / length, abs=1e-9) for d, s in sums.items()} == expected


def test_many_terms_are_shared_out_among_processes_in_the_same_order(monkeypatch: pytest.MonkeyPatch) -> None:
    builder = WeightBuilder(BOOSTS)
    analyser = Analyser({})
    for texts, boost in search_data.random_documents(3, 60):
        fields = [analyser.analyse([text]) for text in texts]
        builder.add([f.terms for f in fields], set().union(*(f.forms for f in fields)), boost)
    alone = list(rows_of(builder))
    monkeypatch.setattr("vanban.search.shards.FORK_FROM", 1)
    monkeypatch.setattr("vanban.search.shards.CHUNK", 100)
    assert list(rows_of(builder)) == alone


def test_a_pair_that_one_of_its_words_stands_for_is_left_out() -> None:
    builder = WeightBuilder([1])
    analyser = Analyser({})
    for text in ("an ninh lạ", "an ninh", "ninh an"):
        builder.add([analyser.analyse([text]).terms], set())
    assert builder.terms() == ["an", "an ninh", "la", "ninh", "ninh an"]


def test_variants_tell_accents_apart() -> None:
    builder = WeightBuilder([1])
    analyser = Analyser({})
    for text in ("phải làm", "phái đoàn", "phải cử phái viên", "phải"):
        analysis = analyser.analyse([text])
        builder.add([analysis.terms], analysis.forms)
    posting = next(p for p in builder.postings(builder.terms()) if p.term == "phai")
    assert posting.variants == ("phải", "phái")
    assert posting.masks == (1, 2, 3, 1)


def test_numbers_as_text() -> None:
    assert '"' not in ALPHABET and "\\" not in ALPHABET and "|" not in ALPHABET and "~" not in ALPHABET
    assert len(set(ALPHABET)) == 2 * (len(ALPHABET) // 2)
    assert len(pack([0, 44])) == 2
    assert gaps([0, 1, 5]) == [0, 0, 3]
    assert runs([4, 4, 7]) == [4, 1, 7, 0]


def test_long_lists_have_names_that_every_system_allows() -> None:
    assert own_name("con") == "t-con"
    assert own_name("an ninh") == "t-an-ninh"
    assert own_name("истории").startswith("x-")


@pytest.fixture(scope="module")
def collection() -> Collection:
    return search_data.gold_collection()


@pytest.fixture(scope="module")
def index(collection: Collection, registry: Registry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    docs = tmp_path_factory.mktemp("docs")
    build_search(collection, registry, docs)
    return docs / "du-lieu" / "tim-kiem"


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_same_collection_in_any_order_gives_the_same_bytes(
        collection: Collection, registry: Registry, index: Path, tmp_path: Path) -> None:
    turned = Collection(
        dict(reversed(collection.records.items())), dict(reversed(collection.texts.items())),
        dict(reversed(collection.instruments.items())), collection.relations, collection.unresolved)
    build_search(turned, registry, tmp_path)
    assert contents(tmp_path / "du-lieu" / "tim-kiem") == contents(index)


def test_several_processes_write_the_same_bytes_as_one(registry: Registry, tmp_path: Path) -> None:
    some = generated(40)
    for processes in (1, 2, 3):
        build_search(some, registry, tmp_path / str(processes), processes)
    alone = contents(tmp_path / "1/du-lieu/tim-kiem")
    assert len(alone) > 100
    assert contents(tmp_path / "2/du-lieu/tim-kiem") == alone
    assert contents(tmp_path / "3/du-lieu/tim-kiem") == alone


def test_a_second_build_writes_nothing_and_removes_what_is_left_over(
        collection: Collection, registry: Registry, tmp_path: Path) -> None:
    build_search(collection, registry, tmp_path)
    folder = tmp_path / "du-lieu" / "tim-kiem"
    times = {p: p.stat().st_mtime_ns for p in folder.rglob("*.js")}
    (folder / "doan" / "cu.js").write_text("old", encoding="utf-8")
    build_search(collection, registry, tmp_path)
    assert {p: p.stat().st_mtime_ns for p in folder.rglob("*.js")} == times


def test_an_empty_collection_has_an_index(registry: Registry, tmp_path: Path) -> None:
    assert build_search(Collection(), registry, tmp_path).entries == 0


def test_every_instrument_is_an_entry_and_roots_are_lifted(collection: Collection, registry: Registry) -> None:
    entries = {entry.slug: entry for entry in entries_of(collection, registry)}
    assert set(entries) == {i.slug for i in collection.instruments.values()}
    assert not entries["09-ct-tw-2011"].held
    assert entries["31-kh-ubnd-2023-binh-phuoc"].held
    assert entries["09-ct-tw-2011"].cited_by == 3
    assert entries["09-ct-tw-2011"].boost > 1.2


def test_nothing_that_every_reader_loads_is_large(index: Path) -> None:
    assert len((index / "muc-luc.js").read_bytes()) < 12_000
    assert max(len(p.read_bytes()) for p in (index / "tu").iterdir()) < 16_000


def test_what_a_document_says_stays_data(registry: Registry, collection: Collection, index: Path) -> None:
    texts = [p.read_text(encoding="utf-8") for p in index.rglob("*.js") if p.name != "lunr.js"]
    assert all("<" not in text for text in texts)


def test_lunr_is_copied_with_its_licence() -> None:
    text = lunr_script()
    assert "Oliver Nightingale" in text[:400] and "@license MIT" in text[:400]
    assert len(text) < 60_000


def serialised(index: Any) -> dict[str, Any]:
    """Lunr's whole index in the form its JavaScript twin loads, without the token set."""
    return {
        "version": "2.3.9", "fields": NAMES, "pipeline": [],
        "fieldVectors": [[name, vector.serialize()] for name, vector in index.field_vectors.items()],
        "invertedIndex": [[term, index.inverted_index[term]] for term in sorted(index.inverted_index)],
    }


@pytest.fixture(scope="module")
def script_data(sample: tuple[list[Posting], Any], index: Path, collection: Collection, registry: Registry,
                tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that the scripts' own tests need, in one folder."""
    data = tmp_path_factory.mktemp("script-data")
    postings, whole = sample
    terms = [p.term for p in postings]
    folder = Folder(data / "sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("vanban.search.shards.OWN_FILE", 300)
        bits = write_postings(folder, map(row_of, postings))
    folder.put_text("lunr.js", lunr_script())
    search_data.to_json(data / "whole.json", serialised(whole))
    search_data.to_json(data / "queries.json", {"bits": bits, "queries": search_data.random_queries(13, terms, 300)})
    search_data.to_json(data / "folding.json", load_cases("folding.yaml"))
    search_data.to_json(data / "syllables.json", [
        [s, exact_form(s), term_of(exact_form(s))] for s in search_data.all_syllables()])
    search_data.to_json(data / "keys.json", [[telex(s), s] for s in search_data.spoken_syllables()])
    search_data.to_json(data / "search.json", load_cases("search.yaml"))
    search_data.to_json(data / "buckets.json", [[t, bucket_name(t, 9), own_name(t)] for t in [*terms, "истории"]])
    search_data.to_json(data / "packed.json", [[v, pack(v)] for v in ([], [0], [44, 45, 46], [2024, 2025, 10**9])])
    search_data.to_json(data / "runs.json", [[v, pack(runs(v))] for v in ([], [4, 4, 7, 0], [1] * 300)])
    shutil.copytree(index, data / "index")
    known = {"five": collection, "many": search_data.real_collection() or generated(200)}
    for name, some in known.items():
        build_search(some, registry, data / name)
        items = [*known_items(some), *typed_queries(some, registry, seed=5, most=40)]
        search_data.to_json(data / f"{name}.json", [[k.kind, k.query, k.accepted] for k in items])
    return data


@pytest.mark.parametrize("name", sorted(p.name for p in (search_data.ROOT / "tests/js").glob("*.test.js")))
def test_scripts(name: str, script_data: Path) -> None:
    """Run one file of the scripts' tests with the Node that the browser tests bring along."""
    node = Path(compute_driver_executable()[0])
    done = subprocess.run(
        [node, "--test", search_data.ROOT / "tests/js" / name], capture_output=True, encoding="utf-8", check=False,
        env=os.environ | {"SEARCH_TEST_DATA": str(script_data)})
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.dumps(done.stdout).count("# pass 0") == 0
