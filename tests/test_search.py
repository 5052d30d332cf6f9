"""The search: words, weights equal to lunr's, files, and the browser's scripts run by the same tables."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
import os
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import lunr
import lunr.builder
import numpy as np
import pytest
import search_data
from cases import load_cases
from generated_collection import generated
from known_items import known_items
from playwright._impl._driver import compute_driver_executable
from typed_queries import telex, typed_queries
from vanban.graph.build import build_collection
from vanban.models import BodyParts, Collection
from vanban.reading.record import read_record
from vanban.registry.tables import Registry
from vanban.search.arrays import wholes
from vanban.search.bits import Column, bits_as_text, joined, lengths_of, numbers_as_bits, numbers_as_codes
from vanban.search.build import build_search, numbered
from vanban.search.bundle import LUNR, MODULES, SCRIPTS, START, bundle, lunr_called
from vanban.search.counting import SearchText, count
from vanban.search.encode import ALPHABET, WEIGHT_STEPS, distances, numbers_as_text, run_lengths, weight_steps
from vanban.search.entries import FIELDS, SearchEntry, _paragraphs, entries_of, field_texts, number_row
from vanban.search.everyday import EverydayNames
from vanban.search.generation import SEARCH_FOLDER, Generation, keep_previous
from vanban.search.lists import PostingLine, posting_lines
from vanban.search.matter import matter_of
from vanban.search.names import name_rows, nameless, successors
from vanban.search.places import numbers_of
from vanban.search.shards import MARK_BITS, bucket, bucket_of, hash_of, home_of, write_buckets
from vanban.search.succession import now_part_of, once_were
from vanban.search.synonyms import REPEATED, synonym_rows
from vanban.search.tokens import Analyser, exact_form, search_words, term_of
from vanban.search.weights import Postings, Weights
from vanban.store import assets

BOOSTS = [boost for _, boost in FIELDS]
NAMES = [name for name, _ in FIELDS]
DOCUMENTS = 400
COMMON = frozenset(("thong", "tu", "quy", "dinh", "ban", "hanh", "ve", "giao", "thue", "dat", "xa"))


@pytest.mark.parametrize("case", load_cases("folding.yaml"), ids=lambda case: case["text"])
def test_words(case: dict[str, Any]) -> None:
    found = search_words(case["text"])
    assert [w.exact for w in found] == case["exact"]
    assert [w.term for w in found] == case["terms"]


def terms_of(analyser: Analyser, text: str) -> list[str]:
    """All terms of a text, words and pairs of neighbours, as often as they stand there."""
    words = [analyser.words[word].term for word in analyser.analyse([[text]]).words.tolist()]
    return [*filter(None, words), *(f"{a} {b}" for a, b in pairwise(words) if a and b)]


def all_postings(documents: list[SearchText], analyser: Analyser, block: int = 1000) -> list[Posting]:
    """The posting lists of documents that are counted in blocks."""
    blocks = [count(documents[i:i + block], analyser) for i in range(0, len(documents), block)]
    boosts = BOOSTS[:len(documents[0].fields)]
    return [posting for some in Weights(blocks, boosts).postings() for posting in parted(some)]


class Posting(NamedTuple):
    """One posting list as the tests look at it."""

    term: str
    documents: list[int]
    weights: list[float]
    fields: list[int]
    masks: list[int]
    variants: tuple[str, ...]


def parted(some: Postings) -> list[Posting]:
    """Posting lists one by one."""
    cuts = np.cumsum(some.sizes)[:-1]
    columns = [[part.tolist() for part in np.split(column, cuts)]
               for column in (some.documents, some.weights, some.fields, some.masks)]
    return list(map(Posting, some.terms, *columns, some.variants))


def test_abbreviations_and_full_forms_are_indexed_as_each_other() -> None:
    analyser = Analyser({"LĐLĐ": "Liên đoàn Lao động", "TTTU": "Thường trực Tỉnh ủy", "TU": "Tỉnh ủy"})
    short = terms_of(analyser, "Ban Thường vụ LĐLĐ huyện")
    full = terms_of(analyser, "Liên đoàn  lao động tỉnh")
    assert {"lien", "doan", "lao dong", "ldld", "ldld huyen"} <= set(short)
    assert {"ldld", "lien doan", "dong tinh"} <= set(full) and "tinh ldld" not in full
    assert terms_of(analyser, "LĐLĐ, liên đoàn lao động liên đoàn lao động").count("ldld") == 3
    assert "tinh" not in terms_of(analyser, "thực hiện từ ngày")


def test_neighbours_do_not_reach_into_another_text() -> None:
    analyser = Analyser({"LĐLĐ": "Liên đoàn Lao động"})
    counted = count([SearchText(7, [["an ninh", "liên đoàn lao"], ["động"]])], analyser)
    words = counted.words.split()
    assert words == ["an", "doan", "dong", "lao", "lien", "ninh"]
    pairs = zip(counted.firsts.tolist(), counted.seconds.tolist(), strict=True)
    found = {(words[first - 1], words[second - 1]) for first, second in pairs if second}
    assert found == {("an", "ninh"), ("lien", "doan"), ("doan", "lao")}
    assert counted.lengths.tolist() == [[8, 1]]


def test_an_abbreviation_that_reads_like_a_syllable_is_not_added() -> None:
    analyser = Analyser({"BAN": "Bộ An ninh"})
    assert "ban" not in terms_of(analyser, "Bộ An ninh")


class ExactTerms:
    """Stands in for lunr's token set, which confuses words with digits: a term is looked up as it is."""

    def __init__(self, known: Any) -> None:
        self.known = known

    def intersect(self, other: Any) -> ExactTerms:
        return ExactTerms([term for term in other.to_list() if term in self.known])

    def to_list(self) -> Any:
        return self.known


@pytest.fixture(scope="module")
def dice() -> tuple[list[SearchText], Analyser]:
    """Documents made of dice."""
    documents = [SearchText(number, [[text] for text in texts], boost)
                 for number, (texts, boost) in enumerate(search_data.random_documents(7, DOCUMENTS))]
    return documents, Analyser({"LĐLĐ": "Liên đoàn Lao động"})


@pytest.fixture(scope="module")
def sample(dice: tuple[list[SearchText], Analyser]) -> tuple[list[Posting], Any]:
    """Posting lists of documents made of dice, and lunr's own index of the same terms."""
    documents, analyser = dice
    theirs = lunr.builder.Builder()
    for name, boost in FIELDS:
        theirs.field(name, boost=boost)
    for number, fields, lift in documents:
        theirs.add({"id": str(number)} | {
            name: terms_of(analyser, text) for name, (text,) in zip(NAMES, fields, strict=True)}, {"boost": lift})
    index = theirs.build()
    index.token_set = ExactTerms(index.inverted_index)
    return all_postings(documents, analyser), index


def entries_in(posting: Posting) -> int:
    """How often lunr counts the documents of a term: once for each field."""
    return sum(fields.bit_count() for fields in posting.fields)


def idf(entries: int, documents: int) -> float:
    """Lunr's inverse document frequency; ``entries`` counts a document once for each field."""
    return math.log(1 + abs((documents - entries + 0.5) / (entries + 0.5)))


def test_weights_are_those_of_lunr_but_for_the_rounded_length(sample: tuple[list[Posting], Any]) -> None:
    postings, index = sample
    assert [p.term for p in postings] == sorted(index.inverted_index)
    for posting in postings:
        entry = index.inverted_index[posting.term]
        expected: dict[int, float] = {}
        for name in NAMES:
            for reference in entry[name]:
                elements = index.field_vectors[f"{name}/{reference}"].elements
                weight = elements[elements[::2].index(entry["_index"]) * 2 + 1]
                expected[int(reference)] = expected.get(int(reference), 0) + weight
        rarity = idf(entries_in(posting), DOCUMENTS)
        assert posting.documents == sorted(expected)
        for document, weight in zip(posting.documents, posting.weights, strict=True):
            assert weight * rarity == pytest.approx(expected[document], rel=0.03, abs=0.006)


def test_a_weight_as_a_step_is_near() -> None:
    weights = [0.006, 0.1, 0.5, 3.2, 9.9]
    for weight, step in zip(weights, weight_steps(np.array(weights)).tolist(), strict=True):
        assert 0.005 * 1.09 ** step == pytest.approx(weight, rel=0.046)
    assert weight_steps(np.array([0, 1000])).tolist() == [0, WEIGHT_STEPS - 1]


def test_a_list_does_not_change_with_documents_that_lack_its_term(tmp_path: Path) -> None:
    def line(others: int) -> Any:
        analyser = Analyser({})
        texts = ["an ninh " * 40, *["kế hoạch " * 40] * others]
        documents = [SearchText(number, [[text]]) for number, text in enumerate(texts)]
        postings = Weights([count(documents, analyser)], [1]).postings()
        return dict(posting_lines(Generation(tmp_path), next(postings), frozenset(), DOCUMENTS))["an"]

    assert line(5) == line(6) == line(200)


def test_numbers_stay_when_documents_come_and_go() -> None:
    addresses = [f"van-ban-{i}" for i in range(3000)]
    numbers, blocks = numbers_of(addresses)
    assert len(set(numbers)) == len(addresses) and max(numbers) < blocks * 64
    known = dict(zip(addresses, numbers, strict=True))
    moved = []
    for gone in range(0, 3000, 100):
        rest = addresses[:gone] + addresses[gone + 1:]
        moved.append(sum(known[a] != n for a, n in zip(rest, numbers_of(rest)[0], strict=True)))
    assert sorted(moved)[len(moved) // 2] <= 3 and sum(moved) / len(moved) < 60


def test_blocks_and_parts_make_no_difference(dice: tuple[list[SearchText], Analyser], sample: tuple[list[Posting], Any],
                                             monkeypatch: pytest.MonkeyPatch) -> None:
    documents, analyser = dice
    monkeypatch.setattr("vanban.search.weights.TOGETHER", 500)
    assert all_postings(documents, analyser, block=7) == sample[0]


def one_field(*texts: str) -> list[Posting]:
    """The posting lists of documents of one text each."""
    return all_postings([SearchText(number, [[text]]) for number, text in enumerate(texts)], Analyser({}))


def test_a_pair_that_one_of_its_words_stands_for_is_left_out() -> None:
    assert [p.term for p in one_field("an ninh lạ", "an ninh", "ninh an")] == ["an", "an ninh", "la", "ninh", "ninh an"]


def test_variants_tell_accents_apart() -> None:
    found = {p.term: p for p in one_field("phải làm", "phái đoàn", "phải cử phái viên", "phải 09", "9", "009")}
    assert found["phai"].variants == ("phải", "phái")
    assert found["phai"].masks == [1, 2, 3, 1]
    assert found["9"].variants == ("009", "09") and not any(found["9"].masks)


def test_numbers_in_columns_are_written_as_single_numbers_are() -> None:
    numbers, widths = [0, 1, 2, 44, 45, 2024, 91_124, 2**29, 7], [0, 1, 0, 3, 6, 0, 12, 9, 3]
    sizes = [3, 0, 4, 2]
    single = [bits for number, width in zip(numbers, widths, strict=True)
              for bits in numbers_as_bits(np.array([number]), width)]
    assert single[:5] == [b"\1", b"\1\1", b"\0\1\1", b"\0\0\1\1\0\1\0\0", b"\1\1\0\1\1\0\1"]
    flags = Column(np.array([1, 0, 1, 0]), np.array([1, 2, 1, 1]), np.array([1, 0, 3, 0]))
    column = numbers_as_codes(np.array(numbers), np.array(widths), np.array(sizes))
    assert joined([flags, column]) == [b"\1" + b"".join(single[:3]), b"", b"\0\0\1\0" + b"".join(single[3:7]),
                                       b"".join(single[7:])]
    assert lengths_of(np.array([0, 1, 4, 2**40])).tolist() == [0, 1, 3, 41]


def test_packed_paragraphs_are_packed_once_and_a_lost_file_is_made_again(tmp_path: Path) -> None:
    first = Generation(tmp_path)
    name = first.packed_leaf("doan", {"p": "một đoạn"})
    written = (tmp_path / f"{name}.js").read_bytes()
    assert Generation(tmp_path).packed_leaf("doan", {"p": "một đoạn"}) == name
    assert first.packed_leaf("doan", {"p": "đoạn khác"}) != name
    (tmp_path / f"{name}.js").unlink()
    again = Generation(tmp_path)
    again.packed_leaf("doan", {"p": "một đoạn"})
    assert (tmp_path / f"{name}.js").read_bytes() == written and again.files == 1


def test_numbers_as_text() -> None:
    assert not set('"\\|~<') & set(ALPHABET)
    assert len(set(ALPHABET)) == 2 * (len(ALPHABET) // 2)
    assert len(numbers_as_text([0, 44])) == 2
    assert distances([0, 1, 5]) == [0, 0, 3]
    with pytest.raises(ValueError, match="-1"):
        numbers_as_text(distances([3, 3]))
    assert run_lengths([4, 4, 7]) == [4, 1, 7, 0]


@pytest.fixture(scope="module")
def collection() -> Collection:
    return search_data.gold_collection()


@pytest.fixture(scope="module")
def index(collection: Collection, registry: Registry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    docs = tmp_path_factory.mktemp("docs")
    build_search(collection, registry, docs)
    return docs / SEARCH_FOLDER


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_same_collection_in_any_order_gives_the_same_bytes(
        collection: Collection, registry: Registry, index: Path, tmp_path: Path) -> None:
    turned = Collection(
        dict(reversed(collection.records.items())), dict(reversed(collection.texts.items())),
        dict(reversed(collection.instruments.items())), collection.relations, collection.unresolved)
    build_search(turned, registry, tmp_path)
    assert contents(tmp_path / SEARCH_FOLDER) == contents(index)


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
    folder = tmp_path / SEARCH_FOLDER
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


@pytest.mark.parametrize(("bodies", "expected"), [
    ([BodyParts("Bộ Nội vụ", id="bo-noi-vu")], ""),
    ([BodyParts("Bộ Nội vụ", id="bo-noi-vu-truoc-1998")], "Bộ Công an"),
    ([BodyParts("Bộ Thủy sản", id="bo-thuy-san")], "Bộ Nông nghiệp và Môi trường"),
    ([BodyParts("Bộ Thủy sản", id="bo-thuy-san"), BodyParts("Bộ Y tế", id="bo-y-te")], ""),
    ([BodyParts("Ủy ban nhân dân tỉnh Bình Phước", territory="binh-phuoc")], "Đồng Nai"),
    ([], ""),
])
def test_a_body_is_part_of_what_took_its_own_place(bodies: list[BodyParts], expected: str, registry: Registry) -> None:
    assert now_part_of(bodies, registry) == expected


@pytest.mark.parametrize(("body", "date", "expected"), [
    (BodyParts("Ủy ban nhân dân tỉnh Quảng Ngãi", territory="quang-ngai-2025"), "2025-11-21", ("Kon Tum",)),
    (BodyParts("Ủy ban nhân dân thành phố Đồng Nai", territory="dong-nai-2026"), "2026-05-04", ("Bình Phước",)),
    (BodyParts("Ủy ban nhân dân tỉnh Quảng Ngãi", territory="quang-ngai"), "2024-11-21", ()),
    (BodyParts("Bộ Xây dựng", id="bo-xay-dung"), "2025-04-01", ("Bộ Giao thông vận tải",)),
    (BodyParts("Bộ Xây dựng", id="bo-xay-dung"), "2015-04-01", ()),
    (BodyParts("Bộ Công an", id="bo-cong-an"), "2025-04-01", ()),
    (BodyParts("Bộ Xây dựng", id="bo-xay-dung"), "", ()),
])
def test_a_paper_is_found_by_what_its_body_took_the_place_of_before_it(
        body: BodyParts, date: str, expected: tuple[str, ...], registry: Registry) -> None:
    assert once_were([body], date, registry) == expected


@pytest.mark.parametrize(("number", "year", "serial", "symbol"), [
    ("352025/QĐ-UBND", 2025, "35", "2025 qd ubnd"), ("352025/QĐ-UBND", 2024, "352025", "qd ubnd"),
    ("2025/QĐ-UBND", 2025, "2025", "qd ubnd"), ("35/2025/QĐ-UBND", 2025, "35", "2025 qd ubnd"),
])
def test_a_serial_run_together_with_its_year_is_found_by_both(
        number: str, year: int, serial: str, symbol: str, registry: Registry) -> None:
    row = number_row(0, SearchEntry("x", "", number, "", "", year, (), "", None, held=True, cited_by=0), registry, [])
    assert row and (row[0], row[1][1]) == (serial, symbol)


def test_nothing_that_every_reader_loads_is_large(index: Path) -> None:
    assert all(len(p.read_bytes()) < 12_000 for p in index.glob("muc-luc.*.js"))
    assert max(len(p.read_bytes()) for p in (index / "tu").iterdir()) < 32_000


def test_what_a_document_says_stays_data(registry: Registry, collection: Collection, index: Path) -> None:
    texts = [p.read_text(encoding="utf-8") for p in index.rglob("*.js") if p.name != "dau.js"]
    assert all("<" not in text for text in texts)


def without(collection: Collection, slug: str) -> Collection:
    """The collection as it would be without one held document; what that cites stays."""
    kept = {key: replace(i, document=None if i.document == slug else i.document)
            for key, i in collection.instruments.items() if i.document != slug}
    return Collection({s: r for s, r in collection.records.items() if s != slug},
                      {s: t for s, t in collection.texts.items() if s != slug}, kept,
                      collection.relations, collection.unresolved)


def test_one_document_more_changes_few_files(registry: Registry, tmp_path: Path) -> None:
    some = generated(300)
    slug = next(iter(some.records))
    build_search(some, registry, tmp_path / "with")
    build_search(without(some, slug), registry, tmp_path / "without")
    before, after = contents(tmp_path / "without" / SEARCH_FOLDER), contents(tmp_path / "with" / SEARCH_FOLDER)
    families = Counter(name.split("/")[0] for name in after)
    changed = Counter(name.split("/")[0] for name in after.keys() - before.keys())
    assert changed["doan"] == 1 and changed["vb"] <= 3
    assert changed["tu"] <= families["tu"] / 2 or changed["tu"] <= len(set(search_words(some.texts[slug]))) * 3


def test_a_site_keeps_the_files_of_the_one_before(collection: Collection, registry: Registry, tmp_path: Path) -> None:
    old, new, newest = (tmp_path / name for name in ("old", "new", "newest"))
    smaller = without(collection, "02-bc-ldld-2018-binh-thuan")
    build_search(collection, registry, old)
    build_search(smaller, registry, new)
    own = contents(new / SEARCH_FOLDER)
    keep_previous(old, new)
    both = contents(new / SEARCH_FOLDER)
    assert contents(old / SEARCH_FOLDER).keys() <= both.keys()
    assert all(both[name] == own[name] for name in own)
    build_search(without(smaller, "31-kh-ubnd-2023-binh-phuoc"), registry, newest)
    keep_previous(new, newest)
    third = contents(newest / SEARCH_FOLDER)
    assert own.keys() <= third.keys(), "what the last generation had"
    assert not {n for n in contents(old / SEARCH_FOLDER).keys() - own.keys()
                if n in third}, "nothing of the one before it"


def test_every_file_is_named_by_its_bytes(index: Path) -> None:
    """A file of another generation cannot be taken for one of this: each says its own name."""
    for path in index.rglob("*.js"):
        name = path.relative_to(index).as_posix().removesuffix(".js")
        if name not in ("the-he", "dau"):
            assert path.read_text(encoding="utf-8").startswith(f'VanBan.receive("{name}",')


def test_lunr_is_the_published_file_with_its_licence() -> None:
    """Its digest is that of the file in the package of this version; where npm has put that here, it is compared."""
    data = LUNR.read_bytes()
    assert hashlib.sha256(data).hexdigest() == "0c50d9002b85780a842afffb567bb54ede402dae7c6dc5997a018614d8044fc8"
    assert b"Oliver Nightingale" in data[:200] and b"@license MIT" in data[:200]
    pinned = json.loads((search_data.ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]["lunr"]
    assert LUNR.name == f"lunr-{pinned}.min.js"
    package = search_data.ROOT / "node_modules/lunr/lunr.min.js"
    assert not package.exists() or package.read_bytes() == data


def test_of_lunr_only_what_is_called_is_sent() -> None:
    whole, called = LUNR.read_text("utf-8"), lunr_called()
    assert len(called) < len(whole) / 2 and called[:200] == whole[:200] and called[-90:] == whole.strip()[-90:]
    kept = ("Pipeline=", "Vector=", "Index=", "Query=", "MatchData=", "TokenSet.fromClause=", "idf=", "FieldRef=")
    assert all(called.count(f"e.{name}") == 1 for name in kept)
    left = ("stemmer", "Builder", "QueryLexer", "tokenizer", "Token", "Index.load")
    assert not any(f"e.{name}=" in called for name in left)


def test_a_letter_is_found_by_whom_it_goes_to_and_what_amends_by_what_it_amends(registry: Registry) -> None:
    texts = {
        "thu": "TỔNG CỤC THUẾ\nSố: 12/TCT-CS\nV/v chính sách thuế\nKính gửi: Cục Thuế tỉnh Phú Yên.\n"
               "Về việc này, đề nghị làm rõ.",
        "sua": "CHÍNH PHỦ\nSố: 9/2024/NĐ-CP\nNGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số 8/2018/NĐ-CP\n"
               "Căn cứ Luật Tổ chức Chính phủ;\nĐiều 1. Sửa đổi, bổ sung một số điều của Nghị định số 8/2018/NĐ-CP "
               "ngày 22 tháng 5 năm 2018 của Chính phủ về hoạt động xúc tiến thương mại\n"
               "1. Sửa đổi khoản 1 Điều 2 như sau:",
    }
    records = {slug: read_record(text, slug, registry.grammar) for slug, text in texts.items()}
    entries = {entry.slug: entry for entry in entries_of(build_collection(records, texts, registry), registry)}
    fields = {entry.number: field_texts(entry, registry) for entry in entries.values()}
    assert fields["12/TCT-CS"][5][1:] == ["Cục Thuế tỉnh Phú Yên"]
    assert any("xúc tiến thương mại" in words for words in fields["9/2024/NĐ-CP"][6])


def test_a_letter_is_about_what_it_asks_and_answers_not_about_the_law_between(registry: Registry) -> None:
    law = "\n".join(f"“{i}. Người nộp thuế kê khai theo quy định của pháp luật tại nơi đăng ký, trừ trường hợp khác.”"
                    for i in range(1, 40))
    letter = ("TỔNG CỤC THUẾ\nSố: 12/TCT-CS\nV/v chính sách thuế\nKính gửi: Công ty Hoa Sen.\nĐịa chỉ: số 5 phố Huế.\n"
              "Trả lời công văn của Công ty hỏi về hóa đơn khi tách công ty, Tổng cục Thuế có ý kiến như sau:\n"
              f"Căn cứ Luật Quản lý thuế quy định:\n{law}\n"
              "Trường hợp Công ty tách một phần tài sản thì không phải lập hóa đơn.\nTrên đây là ý kiến của Tổng cục.")
    said = " ".join(matter_of(read_record(letter, "thu", registry.grammar), letter))
    assert "hỏi về hóa đơn khi tách công ty" in said and "tách một phần tài sản" in said
    assert said.count("Người nộp thuế") < 20 and "phố Huế" not in said and "Căn cứ" not in said


def test_a_rule_is_about_its_scope_and_the_names_of_its_articles_or_chapters(registry: Registry) -> None:
    def law(articles: int) -> str:
        return ("BỘ Y TẾ\nSố: 3/2024/TT-BYT\nTHÔNG TƯ\nQuy định về nhà thuốc\nCăn cứ Luật Dược;\n"
                "Chương I\nMỞ NHÀ THUỐC\nĐiều 1. Phạm vi\nThông tư này quy định việc bán thuốc.\n"
                + "".join(f"Điều {i}. Trách nhiệm của người bán thuốc theo đơn và người kê đơn thứ {i}\nCó giấy phép.\n"
                          for i in range(2, articles)))

    short, long = (" ".join(matter_of(read_record(text, "tt", registry.grammar), text)) for text in (law(9), law(90)))
    assert "việc bán thuốc" in short and "kê đơn thứ 8" in short and "Luật Dược" not in short
    assert "MỞ NHÀ THUỐC" in long and "kê đơn thứ 80" not in long
    note = "Ghi chép về việc giữ xe."
    assert matter_of(dataclasses.replace(read_record(note, "a", registry.grammar), outline=()), note) == (note,)


def test_what_people_say_for_what_a_text_amends_is_said_for_it(registry: Registry) -> None:
    text = ("CHÍNH PHỦ\nSố: 9/2024/NĐ-CP\nNGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của Nghị định số 8/2018/NĐ-CP\n"
            "Căn cứ Luật Tổ chức Chính phủ;\nĐiều 1. Sửa đổi, bổ sung một số điều của Nghị định số 8/2018/NĐ-CP "
            "ngày 22 tháng 5 năm 2018 của Chính phủ về hoạt động xúc tiến thương mại\n1. Sửa đổi khoản 1 như sau:")
    across = ("nghị định làm ăn", "nghị định số 8/2018/NĐ-CP hoạt động")
    table = dataclasses.replace(registry, synonyms=(), spoken=(("đem hàng đi bán", "xúc tiến thương mại"), across))
    collection = build_collection({"sua": read_record(text, "sua", registry.grammar)}, {"sua": text}, registry)
    assert [entry.spoken for entry in entries_of(collection, table) if entry.held] == [("đem hàng đi bán",)]


def test_a_draft_stands_behind_what_has_its_name(registry: Registry) -> None:
    law = SearchEntry("a", "Luật", "1/2024/QH15", "Thú y", "2024-11-26", 2024, (), "", None, False, 9)
    draft, older = replace(law, slug="b", number="", date="", year=None, held=True), replace(law, slug="c", year=2015)
    rows = name_rows({1: draft, 2: older, 3: law}, registry, frozenset())["luat thu y"]
    assert [row[:3] for row in rows] == [[3, 1, 2024], [2, 1, 2015], [1, 1, 0]]


def test_what_took_the_place_of_a_text_has_its_name(registry: Registry) -> None:
    """Where its own name holds the other one, or is a part of it; what only amends or repeals another has not."""
    made = {
        "moi": "QUỐC HỘI\n\nLuật số: 128/2025/QH15\n\nLUẬT\nTHI HÀNH TẠM GIỮ, TẠM GIAM VÀ CẤM ĐI KHỎI NƠI CƯ TRÚ\n\n"
               "Điều 1. Luật này thay thế Luật Thi hành tạm giữ, tạm giam số 94/2015/QH13.",
        "khac": "LUẬT\nCĂN CƯỚC\n\nĐiều 1. Luật này thay thế Luật Cư trú số 81/2006/QH11.",
        "bo": "NGHỊ ĐỊNH\nBãi bỏ Nghị định số 12/2015/NĐ-CP về quỹ đất\n\n"
              "Điều 1. Bãi bỏ Nghị định số 12/2015/NĐ-CP ngày 01 tháng 6 năm 2015 của Chính phủ về quỹ đất."}
    records = {slug: read_record(text, slug, registry.grammar) for slug, text in made.items()}
    collection = build_collection(records, made, registry)
    entries, _ = numbered(entries_of(collection, registry))
    rows = name_rows(entries, registry, frozenset(), successors(entries, collection, registry.grammar))
    whole = "thi hanh tam giu tam giam va cam di khoi noi cu tru"
    found = {key: [entries[row[0]].slug for row in rows[key]]
             for key in ("luat thi hanh tam giu tam giam", whole, "luat cu tru", "nghi dinh quy dat")}
    assert found == {"luat thi hanh tam giu tam giam": ["moi", "94-2015-qh13"], whole: ["moi"],
                     "luat cu tru": ["81-2006-qh11"],
                     "nghi dinh quy dat": ["12-2015-nd-cp"]}


def test_a_name_that_a_text_of_another_type_has_is_left_to_the_two(registry: Registry) -> None:
    """Who took the place of a decree does not stand before a law of its name."""
    decree = SearchEntry("a", "Nghị định", "13/2023/NĐ-CP", "Bảo vệ dữ liệu", "", 2023, (), "", None, False, 9)
    later = replace(decree, slug="b", number="356/2025/NĐ-CP", title="Biện pháp bảo vệ dữ liệu", year=2025, held=True)
    law = replace(decree, slug="c", type="Luật", number="91/2025/QH15", year=2025)
    alone = name_rows({1: decree, 2: later}, registry, frozenset(), {1: (2,)})
    beside = name_rows({1: decree, 2: later, 3: law}, registry, frozenset(), {1: (2,)})
    numbers = {key: [[row[0] for row in rows[key]] for rows in (alone, beside)]
               for key in ("bao ve du lieu", "nghi dinh bao ve du lieu")}
    assert numbers == {"bao ve du lieu": [[2, 1], [3, 1]], "nghi dinh bao ve du lieu": [[2, 1], [2, 1]]}


def test_a_law_is_called_by_the_first_letters_of_its_name(registry: Registry) -> None:
    law = SearchEntry("a", "Luật", "29/2023/QH15", "Kinh doanh bất động sản", "", 2023, (), "", None, False, 1)
    family = replace(law, slug="b", title="Hôn nhân và gia đình")
    amending = replace(law, slug="c", title="Sửa đổi, bổ sung một số điều của Luật Kinh doanh bất động sản")
    plan = replace(law, slug="d", type="Kế hoạch")
    rows = name_rows({1: law, 2: family, 3: amending, 4: plan, 5: replace(law, title="Đất đai")}, registry, frozenset())
    assert [row[0] for row in rows["luat kdbds"]] == [1] and [row[0] for row in rows["luat hngd"]] == [2]
    assert not {"ke hoach kdbds", "luat dd"} & set(rows)
    whole = name_rows({1: replace(law, title="Luật Kinh doanh bất động sản")}, registry, frozenset())
    assert "luat kdbds" in whole, "a title may begin with its type"


def test_a_name_is_kept_without_what_opens_a_title_too(registry: Registry) -> None:
    held = SearchEntry("a", "Nghị định", "171/2025/NĐ-CP", "Quy định về đào tạo công chức", "2025-06-30", 2025, (), "",
                       None, True, 0)
    cited = replace(held, slug="b", number="18/2010/NĐ-CP", title="Đào tạo công chức", year=2010, held=False)
    detailed = replace(held, slug="c", title="Quy định chi tiết Luật Thú y")
    rows = name_rows({1: cited, 2: held, 3: detailed}, registry, frozenset())
    assert [row[0] for row in rows["nghi dinh dao tao cong chuc"]] == [2, 1], "what is held stands first"
    assert "nghi dinh chi tiet luat thu y" not in rows


def test_a_programme_of_which_only_the_name_is_known_is_the_one_that_a_held_text_issues(registry: Registry) -> None:
    named = SearchEntry("a", "Chương trình", "", "Giám sát", "", 2018, (), "", None, False, 1)
    issues = replace(named, slug="b", type="Nghị quyết", title="Ban hành Chương trình giám sát năm 2018", held=True)
    other = replace(issues, title="Sửa đổi Chương trình giám sát năm 2018")
    assert nameless({1: named, 2: issues}, registry) == {1}
    assert nameless({1: named, 2: other}, registry) == frozenset()
    serial = replace(named, title="", number="06", type="Đề án")
    assert nameless({1: serial, 2: serial, 3: replace(serial, number="07")}, registry) == {1, 2}
    assert nameless({1: serial, 2: replace(serial, held=True)}, registry) == frozenset()


def test_the_bundle_is_all_scripts_in_order_without_their_comments() -> None:
    text = bundle()
    assert {path.stem for path in SCRIPTS.glob("*.js")} == {*MODULES, START}
    assert text.count("@license MIT") == 1 and "@param" not in text
    marks = ("@license MIT", ".folding={", ".postings={", ".session={")
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places) and "\n  " not in text
    assert len(text) < 82_000


def test_scripts_are_sent_as_they_are_written_where_nothing_makes_them_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "minify", None)
    assert assets.small_script("let a  = 1; // one") == "let a  = 1; // one"
    assert "@param" in bundle() and "(VanBan);" in bundle()


def test_neighbours_and_names_stand_with_their_first_word_that_tells() -> None:
    common = frozenset(("an", "ninh", "to", "quoc"))
    for term, home in (("an ninh", "an ninh"), ("an toan", "toan"), ("9 toan", "toan"),
                       ("=an ninh mang", "mang"), ("an", "an"), ("+an ninh to quoc", "an ninh")):
        assert home_of(term, common) == home, term


def test_names_of_common_words_alone_stand_with_the_two_in_their_middle() -> None:
    """All begin alike: with their first pair they would fill one bucket, which every query of their type loads."""
    assert home_of("=thong tu quy dinh ve dat xa", COMMON) == "dinh ve"
    assert [home_of(name, COMMON) for name in ("=thong tu", "=thong tu giao", "=thong tu giao dat")] == [
        "thong tu", "tu giao", "tu giao"]


def test_everyday_words_bring_the_list_of_the_rarest_neighbours_that_documents_say(registry: Registry) -> None:
    rows = (("gà", "gia cầm"), ("gà rừng", "chim trĩ đỏ"), ("vịt", "thủy cầm"), ("GC", "gia cầm"), ("GAC", "gia cầm"),
            ("bò", "gia súc"))
    lists = {"gia cam": PostingLine(9, b"\1", "", ((0, 1, 3, "dai/a"),)), "chim tri": PostingLine(4, b""),
             "tri do": PostingLine(2, b"\0\0\0\0\0\1")}
    lists["gia suc"] = PostingLine(900, bytes(REPEATED + 1))
    told = ["", (0, 1, 3, "dai/a")]
    assert synonym_rows(dataclasses.replace(registry, synonyms=rows), lists) == {
        "+ga": [["gà", "gia cầm", "gia cam", "gA==", told]],
        "+gc": [["gc", "gia cầm", "gia cam", "gA==", told]],
        "+gac": [["GAC", "gia cầm", "gia cam", "gA==", told]],
        "+ga rung": [["gà rừng", "chim trĩ đỏ", "tri do", "BA==", []]],
        "+bo": [["bò", "gia súc", "gia suc"]]}


def test_everyday_words_stand_in_the_bucket_of_a_word_of_theirs(index: Path) -> None:
    assert home_of("+nha luat", frozenset({"nha"})) == home_of("nha luat", frozenset({"nha"})) == "luat"
    buckets = "".join(path.read_text("utf-8") for path in index.rglob("tu/*.js"))
    assert '"+ky luat can bo":[[' in buckets


def test_a_name_is_known_by_everyday_words_too(registry: Registry) -> None:
    names = EverydayNames(dataclasses.replace(registry, synonyms=(("thuốc sâu", "bảo vệ thực vật"), ("heo", "lợn"))))
    assert list(names.of("luat bao ve thuc vat")) == ["luat thuoc sau"]
    assert list(names.of("luat chan nuoi lon va heo")) == list(names.of("luat bao ve thuc")) == []


def test_what_people_say_for_a_title_is_known_by_the_words_of_the_title(registry: Registry) -> None:
    names = EverydayNames(dataclasses.replace(registry, synonyms=(("đi lính", "nghĩa vụ quân sự"),), spoken=(
        ("khám tuyển", "nghĩa vụ quân sự"), ("đi lính", "nhập ngũ"), ("nuôi bò", "gia súc"))))
    assert list(names.around("Gọi công dân nhập ngũ, khám nghĩa vụ quân sự")) == ["đi lính", "khám tuyển"]
    assert list(names.around("Kham NGHIA VU QUAN SU")) == ["đi lính", "khám tuyển"], "three syllables need no accents"
    assert list(names.around("gia sức, già súc")) == [], "two do"


def test_everyday_words_for_a_title_are_a_field_of_what_is_held(collection: Collection, registry: Registry) -> None:
    table = dataclasses.replace(registry, spoken=(("giữ làng giữ xóm", "bảo vệ an ninh"),))
    spoken = {entry.held: entry.spoken for entry in entries_of(collection, table) if "bảo vệ an ninh" in entry.title}
    assert "giữ làng giữ xóm" in spoken[True] and not spoken.get(False)


def serialised(index: Any) -> dict[str, Any]:
    """Lunr's whole index in the form its JavaScript twin loads, without the token set."""
    return {
        "version": "2.3.9", "fields": NAMES, "pipeline": [],
        "fieldVectors": [[name, vector.serialize()] for name, vector in index.field_vectors.items()],
        "invertedIndex": [[term, index.inverted_index[term]] for term in sorted(index.inverted_index)],
    }


def bucket_with_one_mark_twice(folder: Generation) -> list[object]:
    """How many documents there are, a bucket with two terms of one mark and a third, and which document holds which."""
    by_mark: dict[int, str] = {}
    for term in map(str, range(10**6)):
        mark = hash_of(term) >> 32 - MARK_BITS
        if mark in by_mark:
            break
        by_mark[mark] = term
    terms = [by_mark[mark], term, "lan"]
    documents = Postings(terms, np.ones(3, np.int64), [()] * 3, np.zeros(3, bool), wholes((3, 5, 9)), np.full(3, 0.1),
                         np.ones(3, np.int64), np.zeros(3, np.int64))
    lines = dict(posting_lines(folder, documents, frozenset(), 10))
    return [10, bucket(lines, {}), [*zip(terms, (3, 5, 9), strict=True)]]


@pytest.fixture(scope="module")
def script_data(dice: tuple[list[SearchText], Analyser], sample: tuple[list[Posting], Any], index: Path,
                collection: Collection, registry: Registry, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All that the scripts' own tests need, in one folder."""
    data = tmp_path_factory.mktemp("script-data")
    postings, whole = sample
    terms = [p.term for p in postings]
    folder = Generation(data / "sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("vanban.search.lists.OWN_FILE", 60)
        lines = {term: line for some in Weights([count(*dice)], BOOSTS).postings()
                 for term, line in posting_lines(folder, some, frozenset(), DOCUMENTS)}
        buckets = write_buckets(folder, lines, {}, frozenset())
    folder.close({"buckets": buckets, "n": DOCUMENTS, "size": DOCUMENTS, "column": 1, "shorts": {}}, "")
    search_data.to_json(data / "whole.json", serialised(whole))
    search_data.to_json(data / "queries.json", search_data.random_queries(13, terms, 300))
    for table in ("folding", "said"):
        search_data.to_json(data / f"{table}.json", load_cases(f"{table}.yaml"))
    search_data.to_json(data / "syllables.json", [
        [s, exact_form(s), term_of(exact_form(s))] for s in search_data.all_syllables()])
    search_data.to_json(data / "keys.json", [[telex(s), s] for s in search_data.spoken_syllables()])
    search_data.to_json(data / "search.json", load_cases("search.yaml"))
    search_data.to_json(data / "spellings.json", search_data.spellings(registry))
    search_data.to_json(data / "buckets.json", [[t, bucket_of(t, 9)] for t in [*terms, "истории"]])
    named = ("=thong tu", "=thong tu giao", "=thong tu giao dat", "=thong tu ve dat xa", "=an ninh mang")
    search_data.to_json(data / "homes.json", {"common": sorted(COMMON), "homes": [
        [t, home_of(t, COMMON)] for t in (*terms, *named, "+quy dinh ve dat", "9 quy")]})
    search_data.to_json(data / "packed.json",
                        [[v, numbers_as_text(v)] for v in ([], [0], [44, 45, 46], [2024, 2025, 10**9])])
    search_data.to_json(data / "runs.json",
                        [[v, numbers_as_text(run_lengths(v))] for v in ([], [4, 4, 7, 0], [1] * 300)])
    search_data.to_json(data / "bits.json", [
        [width, numbers, bits_as_text(b"".join(numbers_as_bits(np.array(numbers), width)))]
        for width, numbers in ((0, [0, 1, 2, 700]), (5, [31, 32, 95, 96, 2**29 - 32]), (13, [0, 8191, 8192]))])
    search_data.to_json(data / "marks.json", bucket_with_one_mark_twice(folder))
    shutil.copytree(index, data / "index")
    rows = (("một", "bảo vệ"), ("hai", "trật tự"), ("ba", "Bình Phước"))
    build_search(collection, dataclasses.replace(registry, synonyms=rows), data / "rows")
    known = {"five": collection, "many": search_data.real_collection() or generated(200)}
    for name, some in known.items():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("vanban.search.lists.OWN_FILE", 200)
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


def test_what_only_has_a_name_stands_behind_what_has_it_too(collection: Collection, registry: Registry) -> None:
    some = [replace(e, type="Luật", number=number, title=title, held=False) for e, number, title in zip(
        entries_of(collection, registry), ("", "", "9/2030/QH20", "", ""),
        ("Nuôi ong (made up)", "Nuôi tằm", "Sửa đổi Luật Nuôi ong (made up) và nuôi tằm BHXH", "Nuôi cá (made up)",
         "Nuôi ong bảo hiểm xã hội"),
        strict=False)]
    entries = dict(enumerate(some))
    assert nameless(entries, registry) == {0, 1, 4}, "words are compared as they are spelled out"
    names = name_rows(entries, registry, nameless(entries, registry))
    assert "luat nuoi ca made up" in names and "luat nuoi ong made up" not in names


def test_a_page_number_inside_a_sentence_is_no_word_of_it(registry: Registry) -> None:
    text = "Điều 1. Hộ nuôi ong (made up) được vay\n\n- 17 -\n\nvốn trong năm\n\n18\n\nNăm sau."
    record = read_record(text, "made-up", registry.grammar)
    paragraphs = " ".join(words for _, words in _paragraphs(record, text))
    assert "được vay vốn trong năm 18 Năm sau" in paragraphs, "what a new sentence follows may be a number of its own"
