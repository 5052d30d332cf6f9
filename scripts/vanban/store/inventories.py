"""What other collections hold: the inventory that every site publishes, and the copies kept here of those of others.

``extra.inventories`` in ``mkdocs.yml`` lists addresses of inventories. A copy of each stands in
``directives/inventories``, fetched by a person (``scripts/fetch_inventories.py``), so that a build asks nobody. A copy
is untrusted: what is not of the form is refused, its words reach a page as text, its addresses stay on its own site.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..language.folding import slugify
from ..problems import ProblemError, problem

FOLDER = Path("directives/inventories")
PUBLISHED = "du-lieu/inventory.json"
"""Where a site has its inventory, from its root."""
FORMAT = 1
_PAGE = re.compile(r"van-ban/[a-z0-9-]{1,200}/")
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An instrument that another collection holds: the collection's name, the address of the page, the title."""

    collection: str
    address: str
    title: str


def copy_of(root: Path, address: str) -> Path:
    """Where the copy of an inventory stands."""
    return root / FOLDER / f"{slugify(address.partition('//')[2].removesuffix('.json'), 100)}.json"


def load_inventories(root: Path, addresses: Iterable[str]) -> dict[str, Elsewhere]:
    """What others hold, by the key of the instrument; what two of them hold is left out, since none is the one.

    Raises :class:`ProblemError` with every copy that is missing or not of the form.
    """
    found: dict[str, Elsewhere] = {}
    holders = Counter[str]()
    problems = []
    for address in addresses:
        path = copy_of(root, address)
        try:
            rows = read_inventory(path.read_bytes(), address)
        except OSError:
            problems.append(problem(path, 0, "Danh mục của kho khác", f"chưa có bản sao của {address}",
                                    "hãy chạy: python scripts/fetch_inventories.py"))
        except ValueError as error:
            problems.append(problem(path, 0, "Danh mục của kho khác", f"sai dạng ({error})",
                                    "hãy tải lại bằng: python scripts/fetch_inventories.py"))
        else:
            found |= rows
            holders.update(rows.keys())
    if problems:
        raise ProblemError(problems)
    return {key: one for key, one in found.items() if holders[key] == 1}


def read_inventory(content: bytes, address: str) -> dict[str, Elsewhere]:
    """The rows of an inventory by key; raises :class:`ValueError` for what is none."""
    try:
        data = json.loads(content)
    except RecursionError:
        raise ValueError("lồng nhau quá sâu") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("instruments"), list):
        raise ValueError("không phải danh mục")
    name, base = _words(data, "collection"), address.removesuffix(PUBLISHED)
    keys = Counter(_words(row, "key") for row in data["instruments"])
    return {_words(row, "key"): Elsewhere(name, base + _page(row), _words(row, "title"))
            for row in data["instruments"] if keys[_words(row, "key")] == 1}


def _words(row: Any, field: str) -> str:
    value = row.get(field) if isinstance(row, Mapping) else None
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise ValueError(f"thiếu “{field}”")
    return " ".join(value.split())


def _page(row: Mapping[str, Any]) -> str:
    page = _words(row, "address")
    if not _PAGE.fullmatch(page):
        raise ValueError("địa chỉ ra ngoài kho")
    return page
