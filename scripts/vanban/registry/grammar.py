"""What the reading rooms compile from the tables: patterns and indexes, each built once and kept with its registry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from .tables import Registry

Built = TypeVar("Built")
_GRAMMARS = 4
"""Grammars of which the results are kept: a process has one, a preview whose tables are edited has had another."""


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, longest first, with any white space between their syllables."""
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=len, reverse=True))


@dataclass(frozen=True, eq=False)
class Grammar:
    """A registry and, by functions marked :func:`compiled`, all that is made of it; passed to every rule instead of the
    tables themselves. Another registry has another grammar, so an edited table needs no cache to be emptied.
    """

    registry: Registry

    def words(self, *roles: str) -> str:
        """A pattern for any of the sentence words that have one of ``roles``."""
        return any_of(word for role in roles for word in self.registry.sentence_words[role])

    def types(self) -> str:
        """A pattern for the name of any document type."""
        return any_of(row.name for row in self.registry.types)

    def phrases(self, *relations: str) -> tuple[str, ...]:
        """The phrases of the table that tell one of ``relations``, in its order."""
        return tuple(row.phrase for row in self.registry.phrases if row.relation in relations)

    def long_phrases(self, *relations: str) -> str:
        """A pattern for those of more than one word: a single one says other things too."""
        return any_of(phrase for phrase in self.phrases(*relations) if " " in phrase)


def compiled(build: Callable[[Grammar], Built]) -> Callable[[Grammar], Built]:
    """Mark a function of a grammar alone: it runs once for each grammar, and its result is kept for the last few."""
    return lru_cache(maxsize=_GRAMMARS)(build)
