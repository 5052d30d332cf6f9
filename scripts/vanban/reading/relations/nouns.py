"""The nouns that lead into a text: "các nội dung, nhiệm vụ của A (tại Kế hoạch …)", "báo cáo của Bộ B (tại …)"."""

from __future__ import annotations

from .chains import OPENING, STOPS
from .parts import PART, Parts
from .words import first_with

BODY_WORDS = 18
"""Words that the name of a body between a noun and its preposition may have."""
_POINTERS = frozenset(["này", "trên", "đó"])


class Nouns(Parts, frozen=True, gc=False):
    """A row of tokens read from the right, and the nouns in it that a verb reaches through."""

    def nouns(self, end: int) -> int | None:
        """Where the nouns that end at token ``end`` begin ("các nội dung, nhiệm vụ của A"); ``None`` for none."""
        i, seen, bodies = end, False, 0
        while i > 0:
            matches = self.ending_at(i)
            noun, modifier = first_with(matches, "lead_noun"), first_with(matches, "noun_modifier")
            if noun is not None and modifier is not None and modifier.start < noun.start:
                noun = None
            if (i < end or noun is not None) and self._rests(i):
                return i
            if noun is not None:
                i, seen = self._counted(noun.start), True
                if not self._joined(i) or not (self._rests(i - 1) or self._noun_before(i - 1)):
                    return i
                i -= 1
                continue
            if modifier is not None:
                i = modifier.start
            elif PART.fullmatch(self.tokens[i - 1].plain) and self._noun_before(i - 1):
                i -= 1
            elif bodies < 2 and (of := self._of_body(i, done=i < end)) is not None:
                i, bodies = of, bodies + 1
            else:
                return None
        return i if seen else None

    def _rests(self, end: int) -> bool:
        """Whether a phrase of several words says what is rested on, up to token ``end``: "Xét báo cáo (của Bộ …)"."""
        return any(m.entry.relation == "basis" and end - m.start > 1 for m in self.ending_at(end))

    def _noun_before(self, end: int) -> bool:
        matches = self.ending_at(end)
        if first_with(matches, "lead_noun"):
            return True
        modifier = first_with(matches, "noun_modifier")
        if modifier is not None:
            return self.has(modifier.start, "lead_noun") is not None
        return end > 0 and bool(PART.fullmatch(self.tokens[end - 1].plain)) and bool(self.has(end - 1, "lead_noun"))

    def _counted(self, end: int) -> int:
        """Past the determiners before token ``end``."""
        while (word := self.has(end, "determiner")) is not None:
            end = word.start
        return end

    def _of_body(self, end: int, *, done: bool) -> int | None:
        """Where "của <body>" that ends at token ``end`` begins, or with ``done`` "được <body>" ("được Chính phủ giao");
        the name begins with a capital."""
        for i in range(end - 1, max(-1, end - BODY_WORDS), -1):
            word = self.tokens[i].plain
            if word in STOPS or word in OPENING:
                return None
            if word == "của" and self.tokens[end - 1].plain in _POINTERS:
                return None
            if (word == "của" or (done and word == "được")) and i + 1 < end:
                return i if self.clean[self.tokens[i + 1].start].isupper() else None
        return None
