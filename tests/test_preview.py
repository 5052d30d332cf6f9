"""The live preview: a document that is saved is shown at once, exactly as the whole build makes it."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from queue import Queue
from time import monotonic, sleep
from urllib.request import urlopen

import made_up_documents
import pytest
from vanban.commands import serve as preview
from vanban.commands.build import FRAME_WORDS, build_site, prepare_docs
from vanban.commands.press import Press
from vanban.commands.refresh import REBUILT, refresh
from vanban.commands.shown import Shown, same_links
from vanban.commands.viewing import ASKING, SiteState, viewing
from vanban.problems import ProblemError
from vanban.store.documents import DOCUMENTS_FOLDER

TEXTS = made_up_documents.texts(12)
HEAD = "---\nsource: Văn bản đặt ra để thử\n---\n"
EDITS = {
    "a line that cites nothing": "\nMột câu mới, không dẫn gì.\n",
    "an empty line": "\n\n",
    "a citation": "\nCăn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ.\n",
}


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """The made-up documents with theme, settings and scripts: a site can be built of it."""
    project = tmp_path / "kho"
    shutil.copytree(root / "directives/registry", project / "directives/registry",
                    ignore=shutil.ignore_patterns("redirects.yaml"))
    shutil.copytree(root / "directives/lessons", project / "directives/lessons")
    shutil.copytree(root / "docs/assets", project / "docs/assets")
    (project / DOCUMENTS_FOLDER).mkdir()
    for slug, text in TEXTS.items():
        (project / DOCUMENTS_FOLDER / f"{slug}.md").write_text(HEAD + text, encoding="utf-8")
    for name in ("overrides", "scripts"):
        (project / name).symlink_to(root / name)
    for path in (root / "mkdocs.yml", *filter(Path.is_file, (root / "docs").glob("*.*"))):  # no folder of a build
        if path.name != "index.md":
            shutil.copy(path, project / path.relative_to(root))
    return project


def edit(project: Path, slug: str, words: str) -> Path:
    """A document with more words before its end."""
    path = project / DOCUMENTS_FOLDER / f"{slug}.md"
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + words, encoding="utf-8")
    return path


def served(address: str) -> str:
    """What is served at an address."""
    with urlopen(address, timeout=60) as found:
        return str(found.read().decode())


@pytest.mark.parametrize("words", EDITS.values(), ids=EDITS)
def test_what_is_shown_of_a_document_is_what_the_build_writes(project: Path, words: str) -> None:
    """Whether the links of the collection stay or not, for every document edited in turn."""
    shown = Shown(project, lambda said: None)
    dice = random.Random(words)
    for slug in dice.sample(sorted(TEXTS), 3):
        assert shown.take(edit(project, slug, words)) == slug
        at_once = dict(shown.files_of(slug))
        prepare_docs(project, say=lambda said: None)
        assert at_once == {path: (project / "docs" / path).read_bytes() for path in at_once}
    assert words.strip() in (project / "docs/van-ban" / slug / "index.md").read_text(encoding="utf-8").replace(
        "</a>", "") or "Nghị định" in words


def test_links_are_made_again_only_when_what_is_linked_changes(
        project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Shown(project, lambda said: None)
    linked: list[bool] = []
    monkeypatch.setattr(Shown, "_link", lambda self: linked.append(True))
    slug = sorted(TEXTS)[0]
    before = shown.read.records[slug]
    shown.take(edit(project, slug, EDITS["a line that cites nothing"]))
    moved = shown.read.records[slug]
    assert not linked and moved != before and same_links(before, moved)
    shown.take(edit(project, slug, EDITS["a citation"]))
    assert linked and not same_links(moved, shown.read.records[slug])


def test_a_new_document_is_not_shown_alone_and_a_broken_one_changes_nothing(project: Path) -> None:
    shown = Shown(project, lambda said: None)
    slug = sorted(TEXTS)[0]
    new = project / DOCUMENTS_FOLDER / "moi-1.md"
    new.write_text(HEAD + TEXTS[slug], encoding="utf-8")
    assert shown.take(new) is None and "moi-1" not in shown.read.records
    before = dict(shown.files_of(slug))
    path = project / DOCUMENTS_FOLDER / f"{slug}.md"
    path.write_text("---\nnguồn: sai\n---\n" + TEXTS[slug], encoding="utf-8")
    with pytest.raises(ProblemError, match=f"{slug}.md"):
        shown.take(path)
    assert dict(shown.files_of(slug)) == before


def test_what_cannot_be_linked_leaves_all_as_it_was(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Shown(project, lambda said: None)
    slug = sorted(TEXTS)[0]
    before = shown.read

    def lost(root: Path, collection: object) -> None:
        raise ProblemError([])

    monkeypatch.setattr("vanban.commands.shown.read_page_inputs", lost)
    with pytest.raises(ProblemError):
        shown.take(edit(project, slug, EDITS["a citation"]))
    assert shown.read is before


def test_a_pressed_page_is_that_of_the_build_and_the_preview_that_of_the_site(project: Path, tmp_path: Path) -> None:
    site = build_site(project, say=lambda said: None)
    press = Press(project, tmp_path / "in")
    for slug in TEXTS:
        assert press.press(f"van-ban/{slug}/index.md")
        page = f"van-ban/{slug}/index.html"
        assert (tmp_path / "in" / page).read_bytes() == (site / page).read_bytes()
    assert not press.press("huong-dan.md") and not (tmp_path / "in/huong-dan").exists()
    said: list[str] = []
    refresh(project, project / preview.SITE, said.append)
    assert [line for line in said if line in REBUILT] == list(REBUILT)
    for path in site.rglob("*.html"):
        assert (project / preview.SITE / path.relative_to(site)).read_bytes() == path.read_bytes()


def test_a_saved_document_is_served_while_the_rest_is_built(project: Path) -> None:
    """From saving to the served page, then lists and search; a document saved meanwhile stays shown."""
    said: list[str] = []
    live = preview.Preview(project, SiteState(), said.append)
    (project / preview.SITE).mkdir(parents=True)
    live.wanted = True

    def settled(count: int) -> None:
        end = monotonic() + 300
        while said.count(REBUILT[1]) < count or live.wanted or live._work:
            assert monotonic() < end, said
            live.follow()
            sleep(0.05)

    first, second = sorted(TEXTS)[:2]
    with viewing(project / preview.SITE, "127.0.0.1:0", live.state) as place:
        settled(1)
        number = live.state.number
        for slug in (first, second):
            live.update({edit(project, slug, f"\nCâu mới của {slug}.\n")})
            page = served(f"{place}van-ban/{slug}/")
            assert f"Câu mới của {slug}." in page and f'src="{ASKING}mo/{live.state.number}"' in page
        assert live.wanted and live.state.number == number + 2
        settled(3)
        for slug in (first, second):
            assert f"Câu mới của {slug}." in served(f"{place}van-ban/{slug}/")
        assert "location.reload" in served(f"{place}{ASKING[1:]}{number}")
    live.close()


def test_who_asks_for_a_newer_state_is_told_when_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page opened is answered at once, one that knows an older state is loaded again, else it asks on."""
    monkeypatch.setattr("vanban.commands.viewing._PATIENCE", 0.2)
    (tmp_path / "index.html").write_text("<body>chào</body>", encoding="utf-8")
    (tmp_path / "anh.svg").write_text("<svg/>", encoding="utf-8")
    state = SiteState()
    with viewing(tmp_path, "127.0.0.1:0", state) as place:
        assert served(place) == f'<body>chào<script src="{ASKING}mo/0" async></script></body>'
        assert served(f"{place}anh.svg") == "<svg/>"
        asked = served(f"{place}{ASKING[1:]}mo/0")
        assert f'"{ASKING}0?"' in asked and "location.reload" not in asked
        assert f'"{ASKING}0?"' in served(f"{place}{ASKING[1:]}0?1")
        state.changed()
        assert served(f"{place}{ASKING[1:]}0?1") == "location.reload();\n"


def test_changes_are_gathered_until_it_is_quiet() -> None:
    """An editor writes in several steps; the work is done once."""
    queue: Queue[Path] = Queue()
    for name in ("a.md", "b.md", "a.md"):
        queue.put(Path(name))
    assert preview.gather_changes(queue, patience=1) == {Path("a.md"), Path("b.md")}
    assert preview.gather_changes(queue, patience=0.01) == set()


def test_a_file_put_in_the_place_of_another_is_a_change_of_that_one(project: Path) -> None:
    """Some editors write a file aside and move it; what is aside and what we write ourselves is no change."""
    queue: Queue[Path] = Queue()
    path = project / DOCUMENTS_FOLDER / f"{sorted(TEXTS)[0]}.md"
    with preview.watching(project, queue):
        aside = path.with_name(f"{path.name}.tmp")
        aside.write_text(HEAD + "Khác.", encoding="utf-8")
        path.with_suffix(".yaml").write_text("a: 1\n", encoding="utf-8")
        aside.replace(path)
        assert preview.gather_changes(queue, patience=5) == {path}


def test_what_a_change_touches(root: Path) -> None:
    """Documents, tables, theme and pages written by hand are sources; what is generated is none."""
    for source in (DOCUMENTS_FOLDER / "a.md", "overrides/main.html", "docs/huong-dan.md", "docs/tu-ngu.yaml"):
        assert preview.touches(root, root / source), source
    for made in ("docs/index.md", FRAME_WORDS, "docs/van-ban/x/index.md", "README.md", DOCUMENTS_FOLDER / "a.yaml"):
        assert not preview.touches(root, root / made), made
    elsewhere = Path("/srv") / DOCUMENTS_FOLDER.name / "kho"
    assert preview.touches(elsewhere, elsewhere / "directives/registry/topics.yaml"), "the name of a folder above"
