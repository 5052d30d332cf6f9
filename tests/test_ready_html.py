"""Pages that are HTML already: taken as they stand, the same as Markdown would give, only sooner."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from posixpath import normpath

import pytest
from bs4 import BeautifulSoup
from vanban.commands.build import mkdocs_command, mkdocs_environment
from vanban.pages.inline import markdown_text
from vanban.pages.ready_html import _fields
from vanban.pages.whole_page import whole

BLANKS = re.compile(r"\s*\n\s*")
HAND_WRITTEN = "# Viết tay\n\nMột *đoạn* có [liên kết](van-ban/31-kh-ubnd-2023-binh-phuoc/index.md#muc-ii).\n\n- Gạch\n"
MIXED = '---\ntitle: "Lẫn lộn"\nkind: listing\n---\n\n# Lẫn &amp; lộn {#dau}\n\n<p>HTML</p>\n\nMột đoạn *Markdown*.\n'


def built(root: Path, target: str, *, hook: bool, builder: str = "mkdocs") -> dict[str, str]:
    """Every page that a builder makes of a project, with the hook or without, by its path; blank lines left out."""
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    if not hook:
        settings, taken = re.subn(r"^hooks:\n(?:  .*\n)+", "", settings, flags=re.MULTILINE)
        assert taken == 1
    settings = re.sub(r"^site_dir: .*$", f"site_dir: {target}", settings, flags=re.MULTILINE)
    own = root / f"{target}.yml"
    own.write_text(settings, encoding="utf-8")
    command = mkdocs_command("build", "--strict", "-f", own)
    if builder != "mkdocs":
        command = [sys.executable, "-m", builder, "build", "--strict", "--config-file", str(own)]
    try:
        done = subprocess.run(command, check=False, capture_output=True, cwd=root, env=mkdocs_environment(root),
                              encoding="utf-8")
    finally:
        own.unlink()
    assert done.returncode == 0, done.stderr
    return {page.relative_to(root / target).as_posix(): BLANKS.sub("\n", page.read_text(encoding="utf-8")).strip()
            for page in (root / target).rglob("*.html")}


def seen(page: str) -> tuple[str, list[tuple[str, dict[str, object]]]]:
    """What a reader gets of a page: its words, and its elements but for the colours of code."""
    soup = BeautifulSoup(page, "html.parser")
    for code in soup("pre"):
        whole = code.find_parent("div", class_="highlight") or code
        whole.replace_with(code.get_text())
    for form in soup.select("form[action]"):
        form["action"] = normpath(str(form["action"]))
    words = " ".join(soup.get_text().split())
    return words, [(each.name, dict(each.attrs)) for each in soup.find_all(True)]


@pytest.mark.usefixtures("built_site")
def test_the_same_pages_with_the_hook_without_and_by_another_builder(root: Path, tmp_path: Path) -> None:
    """Generated, hand-written and mixed pages: the same words and the same marks, line ends apart; the search page with
    the hook holds what it loads without.

    Zensical, which is to follow the theme, reads the same settings and templates and no hook.
    """
    project = tmp_path / "project"
    docs = project / "docs"
    shutil.copytree(root / "docs", docs)
    (docs / "viet-tay.md").write_text(HAND_WRITTEN, encoding="utf-8")
    (docs / "van-ban/lan-lon").mkdir()
    (docs / "van-ban/lan-lon/index.md").write_text(MIXED, encoding="utf-8")
    for name in ("overrides", "scripts"):
        (project / name).symlink_to(root / name)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("not_in_nav: |", "not_in_nav: |\n  /viet-tay.md")
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    plain = built(project, "plain", hook=False)
    ready = built(project, "ready", hook=True)
    assert len(plain) > 150 and plain.keys() == ready.keys()
    search = "tim-kiem/index.html"
    held = whole(plain[search], lambda address: Path(normpath(docs / "tim-kiem" / address)).read_text(encoding="utf-8"))
    expected = plain | {search: BLANKS.sub("\n", held).strip()}
    assert [path for path in expected if expected[path] != ready[path]] == []
    assert "<em>Markdown</em>" in ready["van-ban/lan-lon/index.html"]
    other = built(project, "other", hook=False, builder="zensical")
    assert plain.keys() == other.keys()
    assert [path for path in plain if seen(plain[path]) != seen(other[path])] == []


@pytest.mark.parametrize(("lines", "fields"), [
    ('title: "Số 1: \\"a\\""\nkind: instrument\n', {"title": 'Số 1: "a"', "kind": "instrument"}),
    ("title: Kế hoạch\n", None),
    ("kind: yes\n", None),
    ("count: 12\n", None),
    ("", {}),
])
def test_only_plain_front_matter_is_read_without_yaml(lines: str, fields: dict[str, str] | None) -> None:
    """Words and JSON strings mean the same in YAML; anything else is left to its reader."""
    assert _fields(lines) == fields


def test_marks_in_a_heading_are_letters() -> None:
    """Nothing that a document writes becomes Markdown or HTML."""
    words = "Kế hoạch *6* [x](y) <b> `c` # {d} | e_f"
    written = markdown_text(words)
    assert unescape(written) == words
    assert not set("*[]()<>`{}|_") & set(written)
