"""A hook of mkdocs that lets files stand which the build before made the same: linked from there, not made again.

``make site`` tells where the site of before is (``SITE_BEFORE``) and where to keep what its files were made of
(``SITE_STATES``); without these, the hook does nothing. A file stands when it was made of the same source (by size and
time) within the same frame: settings, theme, hooks and versions of the packages. Only files that are copied and pages
that are ready HTML stand; pages that are read as Markdown depend on others and are made every time.

mkdocs loads this file by its path (``hooks`` in ``mkdocs.yml``), so it imports nothing of the package.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils.templates import TemplateContext

_PACKAGES = ("mkdocs", "mkdocs-material", "jinja2", "markupsafe", "markdown")
StandingState = list[int]
"""Size and time of a file: while they stay, it holds what it held."""


_files: list[File] = []
"""The files of this build."""
_pages: list[File] = []
"""Those that are pages."""
_standing: dict[str, list[StandingState | None]] = {}
"""The states of the sources of those that stand, and of what was made of them, by the place of the source."""


class StandingPage(Page):
    """A page that is as it was: nothing is read and nothing is rendered."""

    def read_source(self, config: MkDocsConfig) -> None:
        """Leave the source alone."""
        self.markdown, self.meta = "", {}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave the page alone; whoever links to a place in it has its anchors from the page of before."""
        self.content, self.toc = "", TableOfContents([])
        self.present_anchor_ids = _AnchorsOf(Path(_before(self.file)))
        self.links_to_anchors = {}


class _AnchorsOf(set[str]):
    """The anchors of a built page, read when somebody asks."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def __contains__(self, anchor: object) -> bool:
        return f'id="{anchor}"' in self.path.read_text(encoding="utf-8")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Let the files stand that were made the same."""
    if not _asked():
        return files
    _files[:] = files
    _standing.clear()
    _make_folder.cache_clear()
    _site_before.cache_clear()
    states, frame = _known(), frame_of(config)
    known = states.get("files", {}) if states.get("frame") == frame else {}
    for file in files:
        was = known.get(file.src_uri)
        if was and was == [state_of(file.abs_src_path), state_of(_before(file))]:
            _standing[file.src_uri] = was
            if file.is_documentation_page():
                StandingPage(None, file, config)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Have mkdocs pass over what stands from here on; every link is checked now."""
    _pages[:] = files.documentation_pages()
    for file in files:
        if file.src_uri in _standing:
            file.inclusion = InclusionLevel.EXCLUDED
    return env


def on_template_context(context: TemplateContext, template_name: str, config: MkDocsConfig) -> TemplateContext:
    """Tell the list of addresses of every page, also of those that stand."""
    context["pages"] = _pages
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Bring what stands, then keep what every file was made of."""
    if not _asked():
        return
    kept = dict(_standing)
    for file in _files:
        if file.src_uri in _standing:
            _link(file)
        elif not file.is_documentation_page() or getattr(file.page, "ready", False):
            made = state_of(file.abs_dest_path)
            if made:
                kept[file.src_uri] = [state_of(file.abs_src_path), made]
    states = Path(os.environ["SITE_STATES"])
    states.parent.mkdir(parents=True, exist_ok=True)
    states.write_text(json.dumps({"site": os.environ["SITE_BEFORE"], "frame": frame_of(config), "files": kept}),
                      encoding="utf-8")


def frame_of(config: MkDocsConfig) -> str:
    """A digest of everything but its own source that a page which is ready HTML is made of."""
    folder = Path(config.theme.custom_dir or config.docs_dir)
    files = [Path(config.config_file_path), *sorted(Path(__file__).parent.glob("*.py")),
             *(sorted(folder.rglob("*")) if folder != Path(config.docs_dir) else ())]
    whole = hashlib.sha256(repr((config.site_url, config.site_name, config.extra, platform.python_version(),
                                 *map(version, _PACKAGES))).encode())
    for path in files:
        if path.is_file():
            whole.update(path.read_bytes())
    return whole.hexdigest()


def state_of(path: str | None) -> StandingState | None:
    """Size and time of a file, ``None`` where there is none."""
    with suppress(OSError, TypeError):
        found = os.stat(path or "")  # noqa: PTH116  # as an object, a path costs more than the look at it
        return [found.st_size, found.st_mtime_ns]
    return None


@cache
def _make_folder(path: str) -> None:
    Path(path).mkdir(parents=True, exist_ok=True)


def _link(file: File) -> None:
    """Give the file of before a second name in the new site, or copy it where that cannot be."""
    before, target = _before(file), file.abs_dest_path
    _make_folder(target.rpartition(os.sep)[0])
    try:
        os.link(before, target)
    except OSError:
        shutil.copy2(before, target)


def _asked() -> bool:
    return bool(os.environ.get("SITE_BEFORE") and os.environ.get("SITE_STATES"))


def _before(file: File) -> str:
    """Where a file is in the site of before: as words, for a path as an object takes longer than the look at it."""
    return f"{_site_before()}/{file.dest_uri}"


@cache
def _site_before() -> str:
    return os.environ["SITE_BEFORE"]


def _known() -> dict[str, Any]:
    """What the files of the site of before were made of; nothing where that is not known."""
    with suppress(OSError, ValueError):
        found = json.loads(Path(os.environ["SITE_STATES"]).read_text(encoding="utf-8"))
        if isinstance(found, dict) and found.get("site") == os.environ["SITE_BEFORE"]:
            return found
    return {}
