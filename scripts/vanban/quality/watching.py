"""In which texts a pattern of reading matches anything; where it never does, leaving it out changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

matched: set[str] = set()
"""Names of the patterns that have matched since this was last cleared."""


class WatchedPattern:
    """A compiled pattern that notes when it matches; used as the pattern itself."""

    def __init__(self, name: str, pattern: re.Pattern[str]) -> None:
        self.name, self.whole = name, pattern

    def __getattr__(self, attribute: str) -> Any:
        return getattr(self.whole, attribute)

    def _noted(self, found: re.Match[str] | None) -> re.Match[str] | None:
        if found is not None:
            matched.add(self.name)
        return found

    def match(self, *text: Any) -> re.Match[str] | None:
        """As ``re.Pattern.match``."""
        return self._noted(self.whole.match(*text))

    def search(self, *text: Any) -> re.Match[str] | None:
        """As ``re.Pattern.search``."""
        return self._noted(self.whole.search(*text))

    def fullmatch(self, *text: Any) -> re.Match[str] | None:
        """As ``re.Pattern.fullmatch``."""
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


def watch(name: str, pattern: re.Pattern[str]) -> Any:
    """``pattern`` as one that notes under ``name`` when it matches."""
    return WatchedPattern(name, pattern)
