"""Take out of an environment what its packages bring for other uses. Nothing but Python itself is needed here, since
this runs while the environment is made.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

_LOCALES = ("root", "en", "vi")
_ICON = re.compile(r"(?:simple|material|octicons|fontawesome)/[\w/-]+")


def lighten(environment: Path, overrides: Path) -> None:
    """Half of the bytes go: dates of other languages, the thousands of icons that no template of the theme or of the
    folder ``overrides`` names, tests of the packages themselves.
    """
    for packages in environment.rglob("site-packages"):
        for tests in [path for path in packages.rglob("tests") if path.is_dir()]:
            shutil.rmtree(tests, ignore_errors=True)  # one may stand in another that is gone
        for locale in packages.glob("babel/locale-data/*.dat"):
            if locale.stem not in _LOCALES:
                locale.unlink()
        theme = packages / "material/templates"
        templates = [*theme.rglob("*.html"), *theme.glob("*.yml"), *overrides.rglob("*.html")]
        named = {name for path in templates for name in _ICON.findall(path.read_text(encoding="utf-8"))}
        for icon in theme.glob(".icons/*/**/*.svg"):
            if icon.relative_to(theme / ".icons").with_suffix("").as_posix() not in named:
                icon.unlink()
