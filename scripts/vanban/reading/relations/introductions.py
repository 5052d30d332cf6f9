"""What a sentence takes from the lines above: the governor of its enumeration, or of the line that opens its list."""

from __future__ import annotations

from collections.abc import Sequence

from ...registry.relations import CHANGES
from ..citations import Mention
from ..layout.sentences import Sentence
from .endings import Endings
from .gaps import clause_start, opener
from .government import govern, of_list
from .governors import NOTHING, Governor, GovernorReader
from .paired_marks import quoted_end

_OF_HEADINGS = (*CHANGES, "basis")


class Introductions:
    """The governors of the sentences read so far: ``governing`` by the index of the sentence, with the end of its
    last mention in ``last_end``; ``open_list`` is the last footnote that opened a list."""

    def __init__(self, clean: str, sentences: Sequence[Sentence], reader: GovernorReader, endings: Endings) -> None:
        self.clean, self.sentences = clean, sentences
        self.reader, self.grammar, self.endings = reader, reader.grammar, endings
        self.governing: dict[int, Governor] = {}
        self.last_end: dict[int, int] = {}
        self.open_list: int | None = None
        self._introducing: dict[int, Governor] = {}

    def govern(self, index: int, governor: Governor) -> None:
        """Note what governs a sentence."""
        self.governing[index] = governor
        if self.sentences[index].footnote and governor.cue is not None:
            self.open_list = index

    def run_on(self, index: int, mention: Mention) -> Governor | None:
        """The governor in the line above, where that ends with the verb alone and so goes on in this line; ``None``: it
        does not."""
        sentence = self.sentences[index]
        if index == 0 or sentence.item or mention.begins != sentence.lead:
            return None
        above = self.sentences[index - 1]
        found = govern(self.clean, above.lead, mention.begins, self.grammar)
        own = found.cue is not None and found.cue.relation != "cites" and found.cue.gap == 0
        return self.reader.governed(found, above.lead) if own else None

    def inherited(self, index: int) -> Governor:
        """The governor of the enumeration this sentence goes on with, or of the line that introduces its list.

        A list that starts without an introduction resumes the last footnote's list: page cuts splice
        footnotes into the text and let them go on pages later.
        """
        sentence = self.sentences[index]
        if sentence.after in self.governing:
            return self.governing[sentence.after]
        origin = sentence.intro
        if origin is not None and self.sentences[origin].heading:
            governor = self._introduced(origin) if sentence.item else NOTHING
            if governor.cue is not None and governor.cue.relation in _OF_HEADINGS:
                return governor
            origin = None
        if origin is None and sentence.item:
            origin = self.open_list
        if origin is None:
            return NOTHING
        if self.sentences[origin].footnote:
            self.open_list = origin
        return self._introduced(origin)

    def _introduced(self, origin: int) -> Governor:
        """The governor of the list below a line, read once: what the words after its last citation govern."""
        if origin not in self._introducing:
            self._introducing[origin] = self._introduction(origin)
        return self._introducing[origin]

    def _introduction(self, origin: int) -> Governor:
        intro, cited = self.sentences[origin], self.last_end.get(origin)
        if self.clean[intro.start] in "“\"" and quoted_end(self.clean, intro.start, intro.end) is None:
            return NOTHING  # words of another text, quoted with their list
        if cited is None and (ending := self.endings.told(intro.lead, intro.end)) is not None:
            return Governor(ending)
        low = intro.lead
        if cited is not None:
            switch = clause_start(self.clean, cited, intro.end, self.grammar)
            if switch is None and opener(self.grammar).match(self.clean, cited, intro.end):
                return NOTHING  # the words before the colon stand in the subject of a citation
            low = cited if switch is None else switch
        end = low + len(self.clean[low:intro.end].rstrip(" \n:|*"))
        found = of_list(self.clean, low, end, self.grammar)
        if found.place == "joined" and cited is not None:
            return self.governing.get(origin, NOTHING)
        return self.reader.governed(found, intro.lead)
