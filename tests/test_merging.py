"""Two contributions never hurt each other: any number of documents, merged in any order, without a merge driver.

With DATA=<folder of texts> the same is asked of real texts, each added as a clerk adds it.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from collections_for_tests import records_of
from made_up_documents import files_of_the_project, texts
from repositories import git
from vanban.commands.add import Desk, add_file
from vanban.commands.build import build_site, prepare_docs
from vanban.commands.check import check
from vanban.commands.naming import file_name_of
from vanban.graph.addresses import ADDRESS_REGISTER, changed_hands, redirects_led_on
from vanban.graph.build import build_collection
from vanban.language.folding import slugify
from vanban.models import Collection, FrontMatter, Instrument, Record
from vanban.reading.record import read_record
from vanban.registry.tables import Registry
from vanban.store.decoding import read_text
from vanban.store.documents import DOCUMENTS_FOLDER, document_files

DATA = os.environ.get("DATA")
BRANCHES, ORDERS = 60, 20
WHO = "Thử <thu@example.vn> 1700000000 +0700"


def real_files() -> list[Path]:
    """The texts of the folder that DATA names, in an order of dice; none without it."""
    found = sorted(path for path in Path(DATA).rglob("*") if path.suffix in (".txt", ".md")) if DATA else []
    random.Random(1).shuffle(found)
    return found


def contributions(folder: Path, registry: Registry, files: Iterable[Path]) -> Iterator[dict[str, bytes]]:
    """What each clerk sends who adds one of the files to a collection that has none of the others yet.

    A file that would be refused, or that is a second copy of an instrument, is nobody's contribution.
    """
    together = Desk(folder / DOCUMENTS_FOLDER, registry, date.today())
    for path in files:
        (folder / DOCUMENTS_FOLDER).mkdir(parents=True)
        (outcome, *more) = add_file(path, together, FrontMatter(source="Đặt ra để thử"))
        sent = {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}
        shutil.rmtree(folder)
        held = outcome.held
        if outcome.status == "added" and not more and held and \
                held.source.slug == file_name_of(held.record, held.source.text, lambda _: None)[0]:
            yield sent


def commits(changes: Iterable[dict[str, bytes]]) -> Iterator[bytes]:
    """A stream for ``git fast-import``: a branch from main for each contribution."""
    for number, files in enumerate(changes):
        yield f"commit refs/heads/gop-{number}\ncommitter {WHO}\ndata 1\nx\nfrom refs/heads/main\n".encode()
        for name, content in files.items():
            yield f"M 100644 inline {name}\ndata {len(content)}\n".encode() + content + b"\n"


@pytest.fixture(scope="module")
def branches(tmp_path_factory: pytest.TempPathFactory, root: Path, registry: Registry) -> Path:
    """A project with a branch for each document, which holds its text, its record and nothing else."""
    folder, work = tmp_path_factory.mktemp("gop"), tmp_path_factory.mktemp("thu")
    files = real_files()
    for slug, text in ({} if files else texts(BRANCHES)).items():
        files.append(work / f"{slug}.txt")
        files[-1].write_text(text, encoding="utf-8")
    shutil.copytree(root / DOCUMENTS_FOLDER.parent / "registry", folder / DOCUMENTS_FOLDER.parent / "registry")
    for name in ("redirects.yaml", "withdrawn.yaml"):
        (folder / DOCUMENTS_FOLDER.parent / "registry" / name).unlink(missing_ok=True)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "bảng tra")
    changes = [change for change, _ in zip(contributions(work / "kho", registry, files), range(BRANCHES), strict=False)]
    assert len(changes) == BRANCHES
    git(folder, "fast-import", "--quiet", given=b"".join(commits(changes)))
    return folder


def merged(folder: Path, order: int) -> str:
    """Merge all branches one after another in an order of dice, without a working tree; the commit they end in."""
    names = [f"gop-{number}" for number in range(BRANCHES)]
    random.Random(order).shuffle(names)
    tip = git(folder, "rev-parse", "main")
    for name in names:
        tree = git(folder, "merge-tree", "--write-tree", tip, name)  # fails on a conflict
        tip = git(folder, "commit-tree", tree, "-p", tip, "-p", name, given=b"x")
    return tip


def checked_out(folder: Path, commit: str, target: Path, root: Path) -> Path:
    """A project as it stands at a commit, with everything that a site needs and no document has."""
    target.mkdir()
    git(folder, "--work-tree", str(target), "checkout", "-q", "-f", commit, "--", ".")
    for name in files_of_the_project(root):
        if not name.startswith("directives/") or "/lessons/" in name:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, target / name)
    return target


def digest(folder: Path) -> str:
    """One digest of all files of a folder with their names."""
    found = hashlib.sha256()
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def test_any_order_of_merging_gives_the_same_green_collection(
        branches: Path, tmp_path: Path, root: Path) -> None:
    """Twenty orders end in one tree, byte for byte, which passes the check and holds no file that two would write."""
    tips = [merged(branches, order) for order in range(ORDERS)]
    assert len(set(tips)) > 1
    assert len({git(branches, "rev-parse", f"{tip}^{{tree}}") for tip in tips}) == 1
    project = checked_out(branches, tips[0], tmp_path / "kho", root)
    assert len(document_files(project / DOCUMENTS_FOLDER)) == BRANCHES
    assert [str(each) for each in check(project) if each.severity == "error"] == []
    assert not (project / ADDRESS_REGISTER).exists()
    before = digest(project / "directives")
    prepare_docs(project, say=lambda _: None)
    assert digest(project / "directives") == before


def test_two_orders_of_merging_build_one_site(
        branches: Path, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sites of two orders, built in two folders, are the same byte for byte."""
    for name in ("SITE_URL", "KHO_MA"):
        monkeypatch.delenv(name, raising=False)
    sites = [build_site(checked_out(branches, merged(branches, order), tmp_path / f"kho-{order}", root),
                        say=lambda _: None) for order in (0, 1)]
    assert digest(sites[0]) == digest(sites[1])


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
REAL = ({slugify(path.stem): read_text(path) for path in real_files()}, (100, 500, 1000, 2000))


@pytest.mark.parametrize(("found", "sizes"), [MADE_UP, *([REAL] if DATA else [])])
def test_growing_loses_no_address(found: dict[str, str], sizes: tuple[int, ...], registry: Registry) -> None:
    """Every address that was ever published is its instrument's page, leads on to it, or lets choose it."""
    published: dict[str, Instrument] = {}
    by_itself = 0
    for collection in grown(found, sizes, registry):
        slugs = {each.slug: each for each in collection.instruments.values()}
        leading = redirects_led_on(published, collection, ())
        assert set(published) - set(slugs) == {row.old for row in leading}
        assert {aim for row in leading for aim in (row.new, *row.choices) if aim} <= set(slugs)
        assert changed_hands(published, collection) == []
        by_itself += len(leading)
        published |= slugs
    assert by_itself > 5


def test_growing_one_by_one_no_address_passes_to_another_unseen(registry: Registry) -> None:
    """Plans of one number and year in one place, on several subjects, said fully or poorly, in twenty orders."""
    chosen = 0
    for order in range(20):
        dice, records = random.Random(order), dict[str, Record]()
        published: dict[str, Instrument] = {}
        for number in range(12):
            slug = f"thu-{dice.randint(0, 99):02}-{number}"
            records[slug] = replace(cited_plan(dice), slug=slug)
            collection = build_collection(records, {}, registry)
            parted = {slug for slug, each in published.items() if len(holders(each, collection)) > 1}
            assert set(changed_hands(published, collection)) <= parted, order
            chosen += sum(bool(row.choices) for row in redirects_led_on(published, collection, ()))
            published |= {each.slug: each for each in collection.instruments.values()}
    assert chosen > 20


def holders(instrument: Instrument, collection: Collection) -> set[str]:
    """The addresses at which the mentions of an instrument stand now."""
    return {each.slug for each in collection.instruments.values() if set(each.mentions) & set(instrument.mentions)}


SUBJECTS = ("phòng chống tội phạm trên địa bàn", "chăm lo Tết cho đoàn viên công đoàn", "bảo vệ rừng và đất rừng",
            "tuyển sinh các lớp đầu cấp", "")


def cited_plan(dice: random.Random) -> Record:
    """A record with one citation of a plan 7/KH-UBND: with or without day, body and subject."""
    about = dice.randrange(len(SUBJECTS))
    said = {"date": f"2020-{about + dice.randint(1, 2):02}-02", "body": "UBND tỉnh Bình Phước",
            "subject": SUBJECTS[about]}
    kept = {key: said[key] for key in dice.sample(list(said), dice.randint(0, 3)) if said[key]}
    (record,) = records_of([{"type": "Kế hoạch", "number": "7/KH-UBND", "in": 0} | kept])[0].values()
    return record
