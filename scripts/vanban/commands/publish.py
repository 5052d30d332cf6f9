"""What the publishing job does beside building the site: it keeps the register of published addresses."""

from __future__ import annotations

from pathlib import Path

from ..graph.addresses import addresses_of_site, load_redirects, lost_addresses, register_addresses, registered_at
from ..problems import ProblemError, problem
from ..store.documents import ROOT
from .build import read_collection, read_page_inputs
from .check import check

_OF_THE_REVISION = ("address-deleted", "document-gone")
"""What the check says of a revision before: the register is written so that it holds that revision's addresses too."""


def record_addresses(root: Path = ROOT, base: str | None = None, site: Path | None = None,
                     write: bool = True) -> str:
    """Add every address of the collection to the register; a one-line summary in Vietnamese.

    So are those in the register of the revision ``base`` and those of the ``site`` published last: a line that was
    taken out comes back, and each must still lead somewhere. Raises :class:`ProblemError` with all that is wrong
    before anything is written; without ``write`` nothing is.
    """
    if site and not (site / "van-ban").is_dir():
        raise ProblemError([problem(site, 0, "Trang đã công bố", "không có thư mục van-ban",
                                    "ghi thư mục của trang đã dựng.", "--site site")])
    before = (registered_at(root, base) if base else frozenset()) | (addresses_of_site(site) if site else frozenset())
    problems = [each for each in check(root) if each.severity == "error" and each.rule not in _OF_THE_REVISION]
    if problems:
        raise ProblemError(problems)
    collection = read_collection(root, lambda words: None)[0]
    read_page_inputs(root, collection)
    problems = list(lost_addresses(root, collection, load_redirects(root), before))
    if problems:
        raise ProblemError(problems)
    if not write:
        return f"Mọi địa chỉ đã công bố ({len(before)} địa chỉ đem so) đều còn dẫn tới văn bản."
    return f"{register_addresses(root, collection, before)} địa chỉ mới trong sổ địa chỉ."
