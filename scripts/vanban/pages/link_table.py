"""The tables that a site works out once from all documents, and whose values pages look up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, wraps
from typing import Any, TypeVar

from ..graph.reads import NotedTable

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class LinkTable(cached_property[Mapping[_Key, _Value]]):
    """A table worked out from how documents are linked and from what they cite, not from their texts.

    A page depends on the values that it looks up in it, not on the whole collection that they were worked out from. The
    table has the name of the function that it decorates.
    """

    def __init__(self, work_out: Callable[[Any], Mapping[_Key, _Value]]) -> None:
        @wraps(work_out)
        def noted(site: Any) -> Mapping[_Key, _Value]:
            with site.reads.noting():
                return NotedTable(work_out.__name__, work_out(site), site.reads)

        super().__init__(noted)
