"""What the publishing job does beside building the site: it keeps the register of published addresses."""

from __future__ import annotations

from pathlib import Path

from ..graph.addresses import issue
from ..problems import ProblemError
from ..store.documents import ROOT
from .build import read_collection, read_given
from .check import check


def record_addresses(root: Path = ROOT) -> str:
    """Add every address of the collection to the register; a one-line summary in Vietnamese.

    Raises :class:`ProblemError` with all that is wrong before anything is written.
    """
    problems = check(root)
    if problems:
        raise ProblemError(problems)
    collection, _ = read_collection(root, lambda words: None)
    read_given(root, collection)
    return f"{issue(root, collection)} địa chỉ mới trong sổ địa chỉ."
