"""Collections made by dice for measuring: the same for the same seed, true beside, and joined as they truly cite."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from vanban.commands.documents import records_of
from vanban.graph.build import build_collection
from vanban.registry.tables import Registry
from vanban.store.documents import DOCUMENTS_FOLDER, read_sources

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

from build import score
from make_collection import LENGTHS, between, write


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve documents and what is true of them."""
    folder = tmp_path_factory.mktemp("gia-lap")
    write(12, 7, folder)
    return folder


def test_the_same_seed_gives_the_same_texts_and_each_says_what_it_is(made: Path, tmp_path: Path) -> None:
    write(12, 7, tmp_path)
    paths = sorted(path.relative_to(made) for path in made.rglob("*.*"))
    assert len(paths) == 13 and all((made / path).read_bytes() == (tmp_path / path).read_bytes() for path in paths)
    assert all("giả lập" in (made / path).read_text(encoding="utf-8") for path in paths if path.suffix == ".md")
    write(12, 8, tmp_path / "khac")
    assert (tmp_path / "khac/true.jsonl").read_bytes() != (made / "true.jsonl").read_bytes()


def test_what_is_true_stands_in_the_text(made: Path) -> None:
    """Every citation is what stands at its place."""
    texts = {source.slug: source.text for source in read_sources(made / DOCUMENTS_FOLDER)}
    rows = [json.loads(line) for line in (made / "true.jsonl").read_text(encoding="utf-8").splitlines()]
    found = [(row["slug"], each) for row in rows for each in row["citations"]]
    assert len(found) > 50
    assert all(texts[slug][each["start"]:].startswith(each["text"]) for slug, each in found)


def test_resolution_is_scored_against_what_is_true(made: Path, registry: Registry, tmp_path: Path) -> None:
    sources = read_sources(made / DOCUMENTS_FOLDER)
    collection = build_collection(records_of(sources, registry, print), {}, registry)
    found = score(collection, made / "true.jsonl")
    assert found["found"] > 0.95 and found["precision"] > 0.95 and found["recall"] > 0.8
    wrong = tmp_path / "true.jsonl"
    rows = (made / "true.jsonl").read_text(encoding="utf-8")
    wrong.write_text(rows.replace('"instrument": "', '"instrument": "x', 9), encoding="utf-8")
    assert score(collection, wrong) != found


def test_lengths_lie_between_the_tenths() -> None:
    assert [between(LENGTHS, share) for share in (0.0, 0.1, 1.0)] == [LENGTHS[0], LENGTHS[1], LENGTHS[-1]]
    assert LENGTHS[3] < between(LENGTHS, 0.35) < LENGTHS[4]
