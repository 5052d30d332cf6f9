"""In which texts a rule of reading is needed: where its pattern matches, or where anything looks at it at all.

Where it is not needed, leaving it out changes nothing, so those texts need not be read again.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

Watched = TypeVar("Watched")

needed: set[str] = set()
"""Labels of the rules that were needed since this was last cleared."""
everywhere: set[str] = set()
"""Labels of the rules from which something was made that is kept from one text to the next."""


def looked_at(label: str, value: Watched) -> Watched:
    """``value``, after noting that it is needed."""
    needed.add(label)
    return value


def watch(label: str, pattern: re.Pattern[str]) -> Any:
    """``pattern`` as one that notes under ``label`` when it matches."""
    return WatchedPattern(label, pattern)


def once(build: Callable[..., Watched]) -> Callable[..., Watched]:
    """A function whose result is kept: what it needs, all texts need."""

    @functools.wraps(build)
    def built(*given: Any, **named: Any) -> Watched:
        before = set(needed)
        needed.clear()
        try:
            return build(*given, **named)
        finally:
            everywhere.update(needed)
            needed.clear()
            needed.update(before)

    return built


class _CachedProperty(functools.cached_property[Any]):
    """What an object works out once; its needs are noted as needed everywhere."""

    def __init__(self, build: Callable[[Any], Any]) -> None:
        super().__init__(once(build))


def _uncached(maxsize: int | None = 128, typed: bool = False) -> Callable[[Callable[..., Watched]], Any]:
    """``lru_cache`` that keeps nothing of the functions of this package."""
    return lambda function: function if function.__module__.startswith("vanban.") else _lru_cache(
        maxsize, typed)(function)


_lru_cache = functools.lru_cache


@contextmanager
def nothing_hidden() -> Iterator[None]:
    """Modules imported meanwhile keep no answers of their functions from one text to the next, except those made once
    for a grammar or an object, which are noted as needed :data:`everywhere`."""
    from ..registry import grammar

    kept = functools.cached_property, grammar.compiled
    functools.lru_cache = _uncached  # type: ignore[assignment]
    functools.cached_property = _CachedProperty  # type: ignore[assignment, misc]
    grammar.compiled = lambda build: kept[1](once(build))
    try:
        yield
    finally:
        functools.lru_cache = _lru_cache
        functools.cached_property, grammar.compiled = kept  # type: ignore[misc]


class WatchedPattern:
    """A compiled pattern that notes when it matches; used as the pattern itself."""

    def __init__(self, label: str, pattern: re.Pattern[str]) -> None:
        self.label, self.whole = label, pattern

    def __getattr__(self, attribute: str) -> Any:
        needed.add(self.label)  # its words or flags: another pattern is made from them
        return getattr(self.whole, attribute)

    def _noted(self, found: re.Match[str] | None) -> re.Match[str] | None:
        if found is not None:
            needed.add(self.label)
        return found

    def match(self, *text: Any) -> re.Match[str] | None:
        """As ``re.Pattern.match``; ``None``: no match."""
        return self._noted(self.whole.match(*text))

    def search(self, *text: Any) -> re.Match[str] | None:
        """As ``re.Pattern.search``; ``None``: no match."""
        return self._noted(self.whole.search(*text))

    def fullmatch(self, *text: Any) -> re.Match[str] | None:
        """As ``re.Pattern.fullmatch``; ``None``: no match."""
        return self._noted(self.whole.fullmatch(*text))

    def finditer(self, *text: Any) -> Iterator[re.Match[str]]:
        """As ``re.Pattern.finditer``."""
        for found in self.whole.finditer(*text):
            self._noted(found)
            yield found

    def findall(self, *text: Any) -> list[Any]:
        """As ``re.Pattern.findall``."""
        self.search(*text)
        return self.whole.findall(*text)

    def split(self, text: str, maxsplit: int = 0) -> list[Any]:
        """As ``re.Pattern.split``."""
        self.search(text)
        return self.whole.split(text, maxsplit)

    def sub(self, put: Any, text: str, count: int = 0) -> str:
        """As ``re.Pattern.sub``."""
        self.search(text)
        return self.whole.sub(put, text, count)
