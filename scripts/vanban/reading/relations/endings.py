"""Instruments whose end the document tells without a verb that has them as object: "Nghị định số … hết hiệu lực"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from ...registry.grammar import Grammar, compiled
from ..citations import Mention
from ..layout.sentences import Sentence
from .chains import Cue
from .gaps import closing_mark
from .government import govern
from .governors import Governor, GovernorReader
from .tree import MOST_SHARING, Link, last_within

_THESE = re.compile(r"(?:các|những)\s[^.;:“”]{3,160}\Z", re.IGNORECASE)
"""Several texts as the subject of their ending: "Các Quyết định sau đây (hết hiệu lực …)"."""
_FORCE = re.compile(r"(?<!\w)này\s+có\s+hiệu\s+lực(?!\w)", re.IGNORECASE)
_TO_FIRST = re.compile(r"[\s*\-–+]*(?:số\s+)?", re.IGNORECASE)
"""What stands between a colon and the first text of its list."""
_SELF = 1000
"""Characters before and after an ending, and before a mention, within which its sentence names the document."""


@compiled
def _parts(grammar: Grammar) -> re.Pattern[str]:
    """Several parts of a text, up to it: "Các thủ tục hành chính … tại số thứ tự XI.1 … ban hành kèm theo"."""
    return re.compile(
        rf"[\s*]*(?:các|những|\d{{1,3}})\s+(?:{grammar.words('lead_noun')}|thủ\s+tục)(?!\w)"
        rf"(?:[^.:;“”]|\.(?=\d)){{0,500}}\s(?:{grammar.words('lead')})\s+", re.IGNORECASE)


class Endings(Struct, frozen=True, gc=False):
    """The endings in one document, written into its ``links``."""

    clean: str
    mentions: Sequence[Mention]
    sentences: Sequence[Sentence]
    reader: GovernorReader
    links: list[Link]

    def expire(self, i: int) -> None:
        """Make "repeals" of an instrument, and of those joined to it before, that is the subject of its own ending
        ("Quyết định số … quy định chi tiết Luật … hết hiệu lực kể từ ngày Quyết định này …"), told after its own
        subject; a verb before it makes it no subject. Asked for every mention in text order, once all links are made:
        those before may have become endings."""
        link, mention = self.links[i], self.mentions[i]
        cue, sentence = link.governor.cue, self.sentences[link.sentence]
        if link.parents or link.relation == "repeals":
            return
        last = last_within(i, self.links)
        following = self.mentions[last + 1].start if last + 1 < len(self.mentions) else sentence.end
        ending = self.told(self.mentions[last].end, min(sentence.end, following), link.sentence)
        if ending is None:
            return
        of_part = self._of_part(sentence, mention)
        first = i == 0 or self.links[i - 1].sentence != link.sentence
        if (cue is not None and not (cue.relation in ("cites", "attaches") and of_part)) or (
                first and not (of_part or self._leads(sentence, mention))):
            return
        for index in (*link.sharing, *self._joined_before(i), i):
            if not self.links[index].acts_on:  # "Luật A được sửa đổi theo Luật B hết hiệu lực" tells of A
                self.links[index] = replace(self.links[index], relation="repeals", governor=Governor(ending))

    def _joined_before(self, i: int) -> list[int]:
        """The texts of the sentence before mention ``i`` that end with it: "Nghị định A quy định Luật X và Nghị
        định B … hết hiệu lực"; none unless all stand without a verb, the first leading the sentence."""
        links, index = self.links, self.links[i].sentence
        before = [j for j in range(max(0, i - MOST_SHARING), i) if links[j].sentence == index and not links[j].parents]
        bare = all(links[j].governor.cue is None for j in before)
        return before if bare and before and self._leads(self.sentences[index], self.mentions[before[0]]) else []

    def _leads(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether a mention is the subject of its sentence: nothing but a list mark or "… này có hiệu lực," before, or
        the same with ";"."""
        low = max(self.clean.rfind(",", sentence.lead, mention.begins) + 1, sentence.lead)
        force = self._force(low, mention.begins)
        if force is not None:
            low = self.clean.rfind(";", force.end(), mention.begins) + 1 or low
        return govern(self.clean, low, mention.begins, self.reader.grammar).place in ("start", "joined")

    def _of_part(self, sentence: Sentence, mention: Mention) -> bool:
        """Whether parts of a mention are the subject: "Các thủ tục … ban hành kèm theo Quyết định … (hết hiệu lực)"; at
        the head of the sentence or behind "… này có hiệu lực …,"."""
        force = self._force(sentence.lead, mention.begins)
        low = self.clean.find(",", force.end(), mention.begins) + 1 if force else sentence.lead
        return low > 0 and _parts(self.reader.grammar).fullmatch(self.clean, low, mention.begins) is not None

    def _force(self, low: int, at: int) -> re.Match[str] | None:
        """The words "… này có hiệu lực" between ``low`` and a mention, not far before it; ``None`` without them."""
        return _FORCE.search(self.clean, max(low, at - _SELF), at)

    def of_list(self, sentence: Sentence, at: int) -> Governor | None:
        """A governor for the text at ``at``, the first behind a colon, where the words before that tell the end of
        those listed: "Các Quyết định sau hết hiệu lực kể từ ngày Quyết định này có hiệu lực: …"; ``None`` where
        they do not."""
        colon = self.clean.rfind(":", sentence.lead, at)
        if colon < 0 or not _TO_FIRST.fullmatch(self.clean, colon + 1, at):
            return None
        ending = self.told(sentence.lead, colon)
        if ending is None or _THESE.search(self.clean, sentence.lead, ending.start) is None:
            return None
        return Governor(ending)

    def _force_before(self, index: int | None) -> bool:
        """Whether the sentence before tells from when the document has force: "Quyết định này có hiệu lực từ …. Quyết
        định số … hết hiệu lực thi hành."."""
        before = self.sentences[index - 1] if index else None
        return before is not None and _FORCE.search(self.clean, before.start, before.end) is not None and (
            self.reader.speaks_of_itself(before.start, before.end))

    def told(self, start: int, end: int, index: int | None = None) -> Cue | None:
        """The words that tell the end of texts in ``clean[start:end]``, of sentence ``index``, by this document: it
        names itself there ("… này"), or in the sentence before; ``None`` where it is not told, or by another."""
        found = _expiry(self.clean, start, end, self.reader.grammar)
        whole = None if index is None else self.sentences[index]
        low, high = (start, end) if whole is None else (max(whole.start, start - _SELF), min(whole.end, end + _SELF))
        if found is None or not (self.reader.speaks_of_itself(low, high) or self._force_before(index)):
            return None
        words = " ".join(self.clean[found[0]:found[1]].lower().split())
        return Cue(found[0], found[1], "repeals", words)


def _expiry(clean: str, start: int, end: int, grammar: Grammar) -> tuple[int, int] | None:
    """Where, right after an instrument, its end is told: "Quyết định số … hết hiệu lực kể từ ngày …"; not where it
    had ended before ("đã hết hiệu lực"): ``None`` then, and where no end is told."""
    said = clean[start:end].lower()
    may = any(word in said for word in _last_expiring(grammar))
    found = _expiring(grammar).match(clean, start, end) if may else None
    if found is None or _ends_before(clean[start:found.start("words")], grammar):
        return None
    return found.span("words")


def _ends_before(told: str, grammar: Grammar) -> bool:
    """Whether what an instrument is about ends before its ending; it goes on with what else it rules: "quy định mức
    chi; quy định mức hỗ trợ (hết hiệu lực)"."""
    while (mark := closing_mark(told, grammar)) >= 0:
        told = told[mark + 1:]
        if _rules_more(grammar).match(told) is None:
            return True
    return False


@compiled
def _rules_more(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{grammar.words('opens_subject')})(?!\w)")


@compiled
def _last_expiring(grammar: Grammar) -> frozenset[str]:
    """The last syllable of each word that tells an end: quick to look for before the whole pattern is tried."""
    return frozenset(words.lower().split()[-1] for words in grammar.registry.sentence_words["expires"])


@compiled
def _expiring(grammar: Grammar) -> re.Pattern[str]:
    """The words that tell an end, "words", not too far behind an instrument."""
    before = r"(?:[^.:“”]|[.:](?<=\d.)(?=\d)|“[^;“”]{0,300}”){0,420}?"  # tỷ lệ 1:10.000
    return re.compile(rf"{before}(?<!\w)(?<!đã )(?P<words>{grammar.words('expires')})(?!\w)", re.IGNORECASE)
