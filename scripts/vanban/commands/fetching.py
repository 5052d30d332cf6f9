"""What ``fetch_inventories.py`` does: bring the copies of other collections' inventories up to date."""

from __future__ import annotations

from pathlib import Path
from urllib.request import urlopen

from ..problems import ProblemError, problem
from ..store.files import write_if_changed
from ..store.inventories import copy_of, read_inventory
from ..store.settings import SETTINGS_FILE, read_settings

_LARGEST = 50_000_000
_PATIENCE = 60


def fetch_inventories(root: Path) -> list[tuple[str, int, bool]]:
    """Fetch every inventory that ``mkdocs.yml`` names: its address, how many instruments it has, whether it is new.

    Raises :class:`ProblemError` with all that cannot be had or are of another form; their old copies stay.
    """
    found, problems = [], []
    for address in read_settings(root).inventories:
        try:
            with urlopen(address, timeout=_PATIENCE) as answer:
                content = answer.read(_LARGEST)
            count = len(read_inventory(content, address))
        except (OSError, ValueError) as error:
            problems.append(problem(root / SETTINGS_FILE, 0, "inventories", f"không lấy được {address} ({error})",
                                    "hãy kiểm tra địa chỉ; bản sao cũ, nếu có, vẫn được dùng."))
        else:
            found.append((address, count, write_if_changed(copy_of(root, address), content)))
    if problems:
        raise ProblemError(problems)
    return found
