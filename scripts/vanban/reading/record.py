"""One document's text to its record: the stages from outline to context, in order, pure.

The record depends on the text, the front matter and the registry only.
"""

from __future__ import annotations

import hashlib
import re

from msgspec import Struct
from msgspec.structs import replace

from ..language.folding import fold
from ..language.numbers import parse_number
from ..models import Block, Citation, Correction, Document, FrontMatter, Record
from ..registry.grammar import Grammar, any_of, compiled
from .bodies import BodyContext, with_parts
from .citations import Mention, find_mentions, unbent
from .corrections import Fault, corrected_citations, corrected_document, faults, supplied
from .duties import find_deadlines
from .layout.cut import Layout, cut_text
from .layout.sentences import Sentence, cut_sentences, whole_spans
from .metadata.fields import read_document
from .metadata.place import only_province
from .metadata.unbent import unbent_head, unbent_names
from .outline.blocks import outline
from .own_number import told_by_annexes
from .relations.resolve import FIRST_BASIS, resolve_mentions
from .text import Text

_NONE = FrontMatter()
_NUMBER_LINE = re.compile(r"[\s|>]*S[ốôoóỏồổỗộơéế6][\s:.(]*\Z", re.IGNORECASE)
"""All that stands before the number on its line: "Số:", as recognition bends it too."""
_LETTERHEAD = 1500
"""Characters a letterhead reaches at most, where a scan hides where it ends."""


class _Reading(Struct, frozen=True, gc=False):
    """What the stages make of one text before anyone corrects its citations."""

    layout: Layout
    blocks: tuple[Block, ...]
    sentences: list[Sentence]
    document: Document
    context: BodyContext
    citations: tuple[Citation, ...]

    def spans(self) -> list[tuple[int, int]]:
        """The sentences as spans of the text as read."""
        return [self.layout.text.raw_span(*span) for span in whole_spans(self.sentences)]


def read_record(raw: str, slug: str, grammar: Grammar, front_matter: FrontMatter = _NONE) -> Record:
    """Compute the record of one text (the text after its front matter, as read)."""
    found = _read(raw, grammar, front_matter)
    citations = corrected_citations(raw, found.citations, front_matter.corrections, found.blocks, found.spans,
                                    lambda words: _read_citation(words, found.context, grammar))
    # Half a surrogate pair, which a text of another program can hold, has no UTF-8 of its own.
    digest = hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
    deadlines = find_deadlines(found.layout, found.sentences, grammar, found.document)
    return with_parts(
        Record(slug, digest, len(raw), found.document, found.blocks, citations, front_matter=front_matter,
               deadlines=deadlines, encoding=found.layout.text.encoding), grammar)


def citation_faults(raw: str, grammar: Grammar, front_matter: FrontMatter) -> tuple[tuple[Correction, Fault], ...]:
    """The corrections of citations that cannot be applied or are no longer needed, each with why; ``raw`` as for
    :func:`read_record`.
    """
    found = _read(raw, grammar, front_matter)
    return tuple(faults(raw, found.citations, front_matter.corrections, found.blocks, found.spans,
                        lambda words: _read_citation(words, found.context, grammar)))


def _read(raw: str, grammar: Grammar, front_matter: FrontMatter) -> _Reading:
    """The stages in order: the head, with what a person supplied of it, before the citations that are read by it."""
    text = Text(raw)
    layout = cut_text(text, grammar)
    blocks = outline(layout)
    computed, context = read_document(layout, grammar, supplied(front_matter.corrections))
    if front_matter.recognised:
        computed = unbent_head(computed, layout.clean[layout.zones.body:], grammar)
    elif text.bent:
        computed = unbent_names(computed, grammar)
    document = corrected_document(computed, front_matter.corrections)
    header_end = max(next((b.start for b in blocks if b.zone == "body"), len(raw)), _LETTERHEAD)
    found = find_mentions(layout.clean, grammar)
    if text.bent or front_matter.recognised:
        found = unbent(found, grammar)
    if context.province is None:  # "UBND tỉnh" in a ministry's letter about one province
        context = replace(context, province=only_province(text.clean, computed.date, grammar))
    owned = [m for m in found if layout.zones.owns(m.start, m.end)]
    document = told_by_annexes(text.clean, owned, document, context, grammar)
    mentions = [m for m in owned if not _is_own(text, m, document, header_end, grammar)]
    sentences = cut_sentences(layout, blocks, grammar)
    citations = resolve_mentions(layout, mentions, sentences, blocks, context, grammar, document)
    return _Reading(layout, blocks, sentences, document, context, citations)


def _read_citation(words: str, context: BodyContext, grammar: Grammar) -> Citation | None:
    """The citation that words are, as they would stand in a text, behind a verb; ``None`` when they are none or
    several."""
    layout = cut_text(Text(f"Thực hiện {words}."), grammar)
    blocks = outline(layout)
    found = resolve_mentions(layout, find_mentions(layout.clean, grammar), cut_sentences(layout, blocks, grammar),
                             blocks, context, grammar)
    outer = [each for each in found if not each.parent]
    return outer[0] if len(outer) == 1 else None


def _is_own(text: Text, mention: Mention, document: Document, header_end: int, grammar: Grammar) -> bool:
    """Whether a mention is the document naming itself: its number line before ``header_end``, its annex's pointer back,
    the plan that its title issues, the title of a law above its first basis."""
    if mention.class_ == "described" and not mention.blank:
        return _issues(document.title, text.clean[mention.start:mention.end], grammar)
    if mention.class_ == "named" and mention.start < _LETTERHEAD and not text.clean[:mention.start].strip(" \n|*#"):
        return FIRST_BASIS.match(text.clean, mention.end) is not None
    if mention.number_span is None:
        return False
    raw_start, _ = text.raw_span(mention.start, mention.end)
    in_header = raw_start < header_end and _on_number_line(text.clean, mention.start, mention.number_span[0])
    return in_header or _repeats_number(mention, document)


def _repeats_number(mention: Mention, document: Document) -> bool:
    """Whether a mention has the document's own number, and no other day or type: its annex's pointer back."""
    own = parse_number(document.number) if document.number else None
    if own is None or mention.number is None or (
            mention.date and document.date and mention.date != document.date):
        return False
    keys = {own.match_key}
    if mention.date is not None and mention.date == document.date:
        keys.add(replace(own, year=None).match_key)  # the day says the year that the pointer leaves out
    return mention.number.match_key in keys and (mention.elided or mention.type in (document.type, None))


@compiled
def _issuing(grammar: Grammar) -> re.Pattern[str]:
    """The verb that a title begins with, without marks, where it issues a plan or approves it."""
    return re.compile(rf"\A(?:(?:{any_of(map(fold, grammar.registry.sentence_words['approves']))})\s+)?")


def _issues(title: str | None, words: str, grammar: Grammar) -> bool:
    """Whether a decision's title begins with a plan, or with issuing it: "Ban hành Chương trình giám sát …"."""
    return title is not None and _issuing(grammar).sub("", fold(title)).startswith(" ".join(fold(words).split()))


def _on_number_line(clean: str, start: int, number: int) -> bool:
    """Whether the number of a mention opens its line; not where a line of running text breaks before it."""
    line = clean.rfind("\n", 0, number) + 1
    above = clean[clean.rfind("\n", 0, start) + 1:start] if start < line else ""
    return not above.strip(" |>#") and _NUMBER_LINE.match(clean, line, number) is not None
