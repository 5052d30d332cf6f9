"""The list of licences names every package of the locks, and what builds the site is free to use."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from vanban.commands.licenses import BUILDS, LICENSES_FILE, Package, licenses_page, locked_packages, not_free

PACKAGE = Package(BUILDS, "goi", "1.0", "MIT")


def test_the_list_is_that_of_the_locks(root: Path) -> None:
    """Names and versions of all three locks; the licences are what the installed packages state."""
    packages = tuple(locked_packages(root))
    listed = re.findall(r"^\| ([^ |]+) \| ([^ |]+) \| ([^|]*) \| ([^|]+) \|$",
                        (root / LICENSES_FILE).read_text(encoding="utf-8"), re.MULTILINE)
    assert [(name, version, used) for name, version, _, used in listed] == [
        (each.name, each.version, each.used) for each in packages]
    stated = {each.name: each.licence for each in packages if each.used == BUILDS and each.licence}
    assert len(stated) > 30
    assert {name: licence for name, _, licence, _ in listed if name in stated} == stated


def test_what_builds_the_site_is_free_to_use(root: Path) -> None:
    assert list(not_free(locked_packages(root), LICENSES_FILE)) == []
    for licence in ("GPL-3.0-only", "AGPL-3.0", "LGPL", "Proprietary", ""):
        (found,) = not_free([replace(PACKAGE, licence=licence)], LICENSES_FILE)
        assert found.message.startswith("goi:")
    assert "| goi | 1.0 | MIT | dựng trang |" in licenses_page([PACKAGE])
