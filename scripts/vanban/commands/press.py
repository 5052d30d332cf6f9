"""One page put into the theme alone, as the whole build puts it there: the theme is loaded once and kept."""

from __future__ import annotations

import sys
from pathlib import Path

from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import get_navigation

from ..store.files import write_if_changed


class Press:
    """The theme of a project, with ``site`` as the folder of built pages.

    Only pages that are ready HTML are pressed (:mod:`..pages.ready_html`): others depend on more than themselves.
    """

    def __init__(self, root: Path, site: Path) -> None:
        if str(root) not in sys.path:  # mkdocs.yml names a function of the project
            sys.path.append(str(root))
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
        self.config = config.plugins.on_config(config)
        files, menu = Files([]), self.config.nav
        self.config.nav = None
        self.nav = get_navigation(files, self.config)
        self.config.nav = menu
        self.env = self.config.plugins.on_env(self.config.theme.get_env(), config=self.config, files=files)

    def press(self, path: str) -> bool:
        """Build the page of a source, by its path under docs; ``False`` where it takes the whole build."""
        file = File(path, self.config.docs_dir, self.config.site_dir, self.config.use_directory_urls)
        files = self.config.plugins.on_files(Files([file]), config=self.config)
        page = file.page
        if page is None:
            return False
        page.read_source(self.config)
        page.render(self.config, files)
        if not getattr(page, "ready", False):
            return False
        built = self.env.get_template("main.html").render(get_context(self.nav, files, self.config, page))
        write_if_changed(Path(file.abs_dest_path), built.encode("utf-8", errors="xmlcharrefreplace"))
        return True
