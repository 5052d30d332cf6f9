"""Two contributions never hurt each other: any number of documents, merged in any order, without a merge driver.

With DATA=<folder of texts> (or /folder in the variable DATA) the same is asked of real texts.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_up_documents import texts
from vanban.commands.check import check
from vanban.commands.documents import records_of
from vanban.graph.addresses import ISSUED, led_on
from vanban.graph.build import build_collection
from vanban.graph.forms import followers
from vanban.language.folding import slugify
from vanban.models import Collection, Record
from vanban.reading.record import read_record
from vanban.registry.tables import Registry
from vanban.store.decoding import read_text
from vanban.store.documents import FOLDER, read_sources
from vanban.store.records import dump_record, save_record

DATA = os.environ.get("DATA")
BRANCHES, ORDERS = (60, 20) if DATA else (60, 2)


def real_texts() -> dict[str, str]:
    """The texts of the folder that DATA names, by slug; none without it."""
    paths = sorted(path for path in Path(DATA).rglob("*") if path.suffix in (".txt", ".md")) if DATA else []
    return {slugify(path.stem): read_text(path) for path in paths}


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-c", "user.name=Thu", "-c", "user.email=thu@example.vn", *arguments], cwd=folder,
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def contributions(tmp_path_factory: pytest.TempPathFactory, root: Path, registry: Registry) -> Path:
    """A project with a branch for each document, which holds its text, its record and nothing else."""
    folder = tmp_path_factory.mktemp("gop")
    shutil.copytree(root / FOLDER.parent / "registry", folder / FOLDER.parent / "registry")
    (folder / FOLDER.parent / "registry/redirects.yaml").unlink()
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "bảng tra")
    for number, (slug, text) in enumerate(texts(BRANCHES).items()):
        git(folder, "checkout", "-q", "-b", f"gop-{number}", "main")
        target = folder / FOLDER / f"{slug}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(f"---\nsource: Đặt ra để thử\n---\n{text}".encode())
        (source,) = read_sources(target.parent)
        save_record(records_of([source], registry, print)[slug], target.parent)
        git(folder, "add", ".")
        git(folder, "commit", "-qm", slug)
    return folder


@pytest.mark.parametrize("order", range(ORDERS))
def test_any_order_of_merging_gives_the_same_green_collection(
        contributions: Path, registry: Registry, order: int) -> None:
    branches = [f"gop-{number}" for number in range(BRANCHES)]
    random.Random(order).shuffle(branches)
    git(contributions, "checkout", "-q", "-B", f"thu-{order}", "main")
    for branch in branches:
        git(contributions, "merge", "-q", "--no-edit", branch)
    sources = read_sources(contributions / FOLDER)
    assert len(sources) == BRANCHES
    assert [str(each) for each in check(contributions) if each.severity == "error"] == []
    found = records_of(sources, registry, print)
    assert all(source.record_path.read_text(encoding="utf-8") == dump_record(found[source.slug]) for source in sources)
    tree = git(contributions, "ls-tree", "-r", "HEAD")
    assert tree == git(contributions, "ls-tree", "-r", "thu-0")
    assert not (contributions / ISSUED).exists()


def grown(found: dict[str, str], sizes: tuple[int, ...], registry: Registry) -> Iterator[Collection]:
    """The collections of the first so many of the texts, in an order of dice."""
    slugs = sorted(found)
    random.Random(1).shuffle(slugs)
    records: dict[str, Record] = {}
    for size in sizes:
        for slug in slugs[len(records):size]:
            records[slug] = read_record(found[slug], slug, registry.grammar)
        yield build_collection(records, {}, registry)


MADE_UP = (texts(240), (30, 60, 120, 240))
REAL = (real_texts(), (100, 500, 1000, 2000))


@pytest.mark.parametrize(("found", "sizes"), [MADE_UP, *([REAL] if DATA else [])])
def test_growing_loses_no_address(found: dict[str, str], sizes: tuple[int, ...], registry: Registry) -> None:
    """Every address that was ever published is a page, leads on by itself, or is one that several could claim."""
    published: set[str] = set()
    by_itself = 0
    for collection in grown(found, sizes, registry):
        slugs = {each.slug for each in collection.instruments.values()}
        leading = {row.old: row.new for row in led_on(published, collection, ())}
        gone = published - slugs - set(leading)
        assert all(len(claims) > 1 for claims in followers(gone, collection).values())
        assert set(leading.values()) <= slugs
        assert len(gone) <= len(slugs) / 200
        by_itself += len(leading)
        published |= slugs
    assert by_itself > 5
