"""A site brought up to date is the one built from nothing, whatever changed; what did not change is not made again."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import made_up_documents
import pytest
from test_build import digests
from vanban.commands.build import build_site, prepare_docs
from vanban.graph.reads import ALL, EVERY_KEY, NotedTable, Reads, digest_of_value
from vanban.pages import making
from vanban.pages.making import Making
from vanban.pages.units import Unit
from vanban.problems import ProblemError
from vanban.search import gathering, lists
from vanban.search.kept import ReadBlock
from vanban.store.documents import DOCUMENTS_FOLDER
from vanban.store.staging import Staging

REGISTRY = DOCUMENTS_FOLDER.parent / "registry"
TEXTS = made_up_documents.texts(30)
HEAD = "---\nsource: Văn bản đặt ra để thử\n---\n"


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """A project with the real tables and eight made-up documents."""
    shutil.copytree(root / REGISTRY, tmp_path / "kho" / REGISTRY, ignore=shutil.ignore_patterns("redirects.yaml"))
    for folder in (DOCUMENTS_FOLDER, Path("docs"), DOCUMENTS_FOLDER.parent / "reading_lists"):
        (tmp_path / "kho" / folder).mkdir()
    for slug in list(TEXTS)[:8]:
        (tmp_path / "kho" / DOCUMENTS_FOLDER / f"{slug}.md").write_text(HEAD + TEXTS[slug], encoding="utf-8")
    return tmp_path / "kho"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the units made from now on that depend on single facts."""
    names: list[str] = []
    real = Making.make

    def make(self: Making, unit: Unit) -> making.Looked:
        names.extend([unit.name] if unit.alone else [])
        return real(self, unit)

    monkeypatch.setattr(Making, "make", make)
    return names


def document(project: Path, dice: random.Random) -> Path:
    """One of the documents held."""
    return dice.choice(sorted((project / DOCUMENTS_FOLDER).glob("*.md")))


def add(project: Path, dice: random.Random) -> None:
    slug = dice.choice([each for each in TEXTS if not (project / DOCUMENTS_FOLDER / f"{each}.md").exists()])
    (project / DOCUMENTS_FOLDER / f"{slug}.md").write_text(HEAD + TEXTS[slug], encoding="utf-8")


def change(project: Path, dice: random.Random) -> None:
    path, other = document(project, dice), made_up_documents.plans(30)[dice.randrange(30)]
    path.write_text(path.read_text(encoding="utf-8").replace(
        "I. MỤC ĐÍCH", f"Căn cứ {other.said('full')} về việc thử.\n\nI. MỤC ĐÍCH"), encoding="utf-8")


def front_matter(project: Path, dice: random.Random) -> None:
    path = document(project, dice)
    path.write_text(path.read_text(encoding="utf-8").replace("source: ", "source: Bản khác, ", 1), encoding="utf-8")


def delete(project: Path, dice: random.Random) -> None:
    path = document(project, dice)
    path.unlink()
    path.with_suffix(".yaml").unlink()


def rename(project: Path, dice: random.Random) -> None:
    path = document(project, dice)
    path.rename(path.with_stem(f"{path.stem}-{dice.randrange(1000)}"))
    path.with_suffix(".yaml").unlink()


def registry_row(project: Path, dice: random.Random) -> None:
    table = project / REGISTRY / "abbreviations.yaml"
    table.write_text(table.read_text(encoding="utf-8") + f"\n- short: TH{'ABCDEFGH'[dice.randrange(8)] * 3}\n"
                     "  full: thử nghiệm\n  example: chữ viết tắt đặt ra để thử\n", encoding="utf-8")


def reading_list(project: Path, dice: random.Random) -> None:
    slug = document(project, dice).stem
    serial, year = slug.split("-")[0], slug.split("-")[3]
    (project / DOCUMENTS_FOLDER.parent / "reading_lists/thu.md").write_text(
        f"---\ntitle: Danh mục thử {dice.randrange(9)}\ndescription: Đặt ra để thử.\n"
        f"instruments:\n  - address: {slug}\n---\nSố {serial} năm {year}.\n", encoding="utf-8")


def settings(project: Path, dice: random.Random) -> None:
    (project / "mkdocs.yml").write_text(
        f"site_url: https://example.org/{dice.randrange(3)}/\nextra:\n  don_vi: Đơn vị thử {dice.randrange(3)}\n",
        encoding="utf-8")


STEPS: tuple[Callable[[Path, random.Random], None], ...] = (
    add, change, front_matter, delete, rename, registry_row, reading_list, settings)


def cold(project: Path, folder: Path) -> dict[str, str]:
    """Every generated file of the same documents, made from nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns("docs", ".cache", "*-binh-*.yaml"))
    (folder / "docs").mkdir()
    prepare_docs(folder, say=lambda _: None)
    return digests(folder / "docs")


@pytest.mark.parametrize("seed", range(6))
def test_any_sequence_of_changes_gives_what_a_cold_build_gives(project: Path, tmp_path: Path, seed: int,
                                                               made: list[str]) -> None:
    """Steps by dice, each kind at least once in some sequence; a step that is refused is refused cold as well."""
    dice = random.Random(seed)
    prepare_docs(project, say=lambda _: None)
    everything = len(made)
    least = everything
    for step in (*dice.sample(STEPS, 4), change):
        step(project, dice)
        made.clear()
        try:
            prepare_docs(project, say=lambda _: None)
        except ProblemError as error:
            with pytest.raises(ProblemError) as caught:
                cold(project, tmp_path / "lanh")
            assert len(caught.value.problems) == len(error.problems)
            return
        least = min(least, len(made))
        warm = digests(project / "docs")
        fresh = cold(project, tmp_path / "lanh")
        assert [name for name in warm.keys() | fresh.keys() if warm.get(name) != fresh.get(name)] == [], step
    assert least < everything / 2


def test_what_was_not_changed_is_not_made_again_and_what_was_lost_is(project: Path, made: list[str]) -> None:
    prepare_docs(project, say=lambda _: None)
    made.clear()
    prepare_docs(project, say=lambda _: None)
    assert made == []
    page = next((project / "docs/van-ban").glob("*-kh-ubnd-*/index.md"))
    whole = page.read_bytes()
    page.write_bytes(b"x" + whole)
    prepare_docs(project, say=lambda _: None)
    assert made == [f"van-ban/{page.parent.name}"] and page.read_bytes() == whole


def test_pages_are_the_same_by_one_process_and_by_two(project: Path, tmp_path: Path,
                                                      monkeypatch: pytest.MonkeyPatch) -> None:
    prepare_docs(project, say=lambda _: None)
    alone = digests(project / "docs")
    monkeypatch.setattr(making, "helpers_for", lambda characters: 2)
    monkeypatch.setattr(making, "_SHARE", 1)
    assert cold(project, tmp_path / "hai") == alone


def test_a_page_that_cannot_be_made_leaves_everything_as_it_was(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare_docs(project, say=lambda _: None)
    before = digests(project / "docs")
    change(project, random.Random(1))

    def broken(*_: object) -> str:
        raise KeyError("x")

    monkeypatch.setattr("vanban.pages.units.home_page", broken)
    with pytest.raises(ProblemError, match=r"index\.md: Viết trang"):
        prepare_docs(project, say=lambda _: None)
    assert digests(project / "docs") == before and not list((project / "docs").glob(".*"))


def test_lists_stand_while_what_they_show_does(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that says no more of itself and cites no more is in every list as it was; a title is not."""
    names: list[str] = []
    real = Making.make

    def make(self: Making, unit: Unit) -> making.Looked:
        names.append(unit.name)
        return real(self, unit)

    monkeypatch.setattr(Making, "make", make)
    prepare_docs(project, say=lambda _: None)
    lists = {"browse_pages", "topic_pages", "timeline_pages", "chain_index"}
    assert lists <= set(names)
    path = document(project, random.Random(5))
    path.write_text(path.read_text(encoding="utf-8") + "\nMột câu không dẫn gì.\n", encoding="utf-8")
    names.clear()
    prepare_docs(project, say=lambda _: None)
    assert f"van-ban/{path.stem}" in names and not lists & set(names)
    path.unlink()
    names.clear()
    prepare_docs(project, say=lambda _: None)
    assert {"browse_pages", "timeline_pages"} <= set(names)


def test_what_a_killed_run_left_aside_is_removed(tmp_path: Path) -> None:
    for name in (".moi-999999999-abc", ".moi-1-abc"):
        (tmp_path / name).mkdir()
    with Staging(tmp_path) as staging:
        staging.put("a/b.md", b"1")
        assert not (tmp_path / "a").exists()
        assert staging.take_place() == 1
    assert {path.name for path in tmp_path.iterdir()} == {".moi-1-abc", "a"}


def test_reads_are_noted_also_through_what_was_worked_out_before() -> None:
    reads = Reads()
    table = NotedTable("so", {"a": 1, "b": 2}, reads)
    known: dict[str, tuple[int, frozenset[tuple[str, object]]]] = {}
    for _ in range(2):
        with reads.noting() as found:
            assert reads.once(known, "x", lambda: table["a"]) == 1
            assert table.get("c") is None
        assert found == {("so", "a"), ("so", "c")}
    with reads.noting() as found:
        assert list(table) == ["a", "b"]
    assert found == {("so", EVERY_KEY)}
    with reads.noting() as found:
        assert dict(table.items()) == {"a": 1, "b": 2}
    assert found == {("so", ALL)}
    other = Reads()
    changed = NotedTable("so", {"a": 1, "b": 3}, other)
    assert changed and other.digest_of(("so", EVERY_KEY)) == reads.digest_of(("so", EVERY_KEY))
    assert other.digest_of(("so", ALL)) != reads.digest_of(("so", ALL))
    assert reads.digest_of(("so", "c")) == b"" != reads.digest_of(("so", "a")) != reads.digest_of(("so", ALL))


def test_equal_values_have_one_digest() -> None:
    """Whether two parts are one object or two equal ones."""
    word = "".join(["th", "ử"])
    assert digest_of_value((word, word)) == digest_of_value((word, "".join(["t", "hử"])))
    assert digest_of_value((1, 2)) != digest_of_value((12,))


def test_of_the_search_only_what_a_change_touches_is_read_again(
        project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of entries are those of before; a lost file of a long list or of paragraphs is made again."""
    read: list[int] = []
    real_block = gathering._read_block

    def read_block(place: int) -> ReadBlock:
        read.append(place)
        return real_block(place)

    monkeypatch.setattr(gathering, "_read_block", read_block)
    monkeypatch.setattr(lists, "OWN_FILE", 10)
    monkeypatch.setattr(gathering, "SPAN", 64)
    prepare_docs(project, say=lambda _: None)
    blocks = len(read)
    read.clear()
    prepare_docs(project, say=lambda _: None)
    assert not read and blocks > 1
    before = digests(project / "docs")
    for family, again in (("dai", 0), ("doan", 1)):
        next((project / "docs/du-lieu/tim-kiem" / family).iterdir()).unlink()
        prepare_docs(project, say=lambda _: None)
        assert len(read) == again and digests(project / "docs") == before
    read.clear()
    front_matter(project, random.Random(1))
    prepare_docs(project, say=lambda _: None)
    assert len(read) <= 1
    read.clear()
    change(project, random.Random(1))
    prepare_docs(project, say=lambda _: None)
    assert 0 < len(read) < blocks


@pytest.fixture
def whole_project(root: Path, project: Path) -> Path:
    """The made-up documents with theme, settings and scripts: a site can be built of it."""
    for name in ("overrides", "scripts"):
        (project / name).symlink_to(root / name)
    shutil.copy(root / "mkdocs.yml", project)
    for path in filter(Path.is_file, (root / "docs").glob("*.*")):  # no folder of a build
        if path.name != "index.md":
            shutil.copy(path, project / "docs")
    shutil.copytree(root / "docs/assets", project / "docs/assets")
    shutil.copytree(root / "directives/lessons", project / "directives/lessons")
    return project


def test_a_site_brought_up_to_date_is_the_one_built_from_nothing(whole_project: Path, tmp_path: Path) -> None:
    """Pages and files of before are taken over; the whole site is what a cold build of the same tree gives."""
    project, dice = whole_project, random.Random(3)
    site = build_site(project, say=lambda _: None)
    before = {path: path.stat().st_ino for path in site.rglob("*.html")}
    change(project, dice)
    build_site(project, say=lambda _: None)
    taken = [path for path, number in before.items() if path.is_file() and path.stat().st_ino == number]
    assert len(taken) > 0.5 * len(before)
    settings = project / "mkdocs.yml"
    for words in ("", "\n# đổi khung\n"):
        settings.write_text(settings.read_text(encoding="utf-8") + words, encoding="utf-8")
        build_site(project, say=lambda _: None)
        shutil.rmtree(tmp_path / "lanh", ignore_errors=True)
        shutil.copytree(project, tmp_path / "lanh", ignore=shutil.ignore_patterns(".cache", "site"), symlinks=True)
        warm, fresh = digests(site), digests(build_site(tmp_path / "lanh", say=lambda _: None))
        assert fresh.keys() - warm.keys() == set() == {n for n in warm.keys() - fresh.keys() if "tim-kiem" not in n}
        assert [name for name in fresh if warm[name] != fresh[name] and not name.endswith("danh-sach.txt")] == []
    assert not [path for path in taken if path.stat().st_ino == before[path]]
