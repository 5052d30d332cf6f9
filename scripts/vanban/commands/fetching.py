"""What other hosts are asked for; ``fetch_inventories.py`` brings the copies of other collections' inventories up to
date with it.
"""

from __future__ import annotations

from http.client import HTTPException
from pathlib import Path
from urllib.request import Request, urlopen

from ..problems import ProblemError, problem
from ..store.files import write_if_changed
from ..store.inventories import copy_of, read_inventory
from ..store.settings import SETTINGS_FILE, read_settings

_LARGEST = 50_000_000
"""Bytes of an inventory; what is longer comes cut, and is refused as no inventory."""
_PATIENCE = 60
"""Seconds in which a host has to go on answering."""


def fetched(request: str | Request, largest: int) -> bytes:
    """What a host answers, ``largest`` bytes of it at most.

    Raises :class:`OSError` where it cannot be had, also from a host that does not speak HTTP as it should.
    """
    try:
        with urlopen(request, timeout=_PATIENCE) as answer:
            return bytes(answer.read(largest))
    except HTTPException as error:
        raise OSError(f"{type(error).__name__}: {error}") from error


def fetch_inventories(root: Path) -> list[tuple[str, int, bool]]:
    """Fetch every inventory that ``mkdocs.yml`` names: its address, how many instruments it has, whether it is new.

    Raises :class:`ProblemError` with all that cannot be had or are of another form; their old copies stay.
    """
    found, problems = [], []
    for address in read_settings(root).inventories:
        try:
            content = fetched(address, _LARGEST)
            count = len(read_inventory(content, address))
        except (OSError, ValueError) as error:
            problems.append(problem(root / SETTINGS_FILE, 0, "inventories", f"không lấy được {address} ({error})",
                                    "hãy kiểm tra địa chỉ; bản sao cũ, nếu có, vẫn được dùng."))
        else:
            found.append((address, count, write_if_changed(copy_of(root, address), content)))
    if problems:
        raise ProblemError(problems)
    return found
