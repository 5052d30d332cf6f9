"""The relations of a document's citations, weighed: what cannot be becomes "cites", the rest is more or less sure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from msgspec.structs import replace

from ...language.dates import year_of
from ...language.letters import normal
from ...language.numbers import Number, parse_number
from ...models import Certainty, Citation, Document, RelationType
from ...registry.relations import CARRIES_OUT, CHANGES
from ...registry.tables import Registry
from ..citations import Mention
from ..plausible import LATER_REASON, LOWEST_LAW_RANK, Side, doubt, has_slip, is_later, rank_of_issuer
from .chains import Cue
from .governors import Governor
from .keys import named_key
from .tree import Link

_SUMMING = ("tổng kết", "sơ kết")
_BESIDE_SUBJECT = re.compile(r"(?<!\w)(?:triển khai|tổ chức)(?!\w)|[\d“”\"*–-]")
"""What a plan's name may have in one place and lack in another."""
_SLIP = "Năm trong số, ký hiệu khác năm ban hành: một trong hai chỗ ghi nhầm."
_NEAR = 3
"""Words between verb and citation up to which a relation can be sure."""


def judged(citations: Sequence[Citation], mentions: Sequence[Mention], links: Sequence[Link], document: Document,
           registry: Registry) -> tuple[Citation, ...]:
    """The citations with every relation checked against dates, rank and power, and with its certainty."""
    sides = [_side(citation, mention, registry) for citation, mention in zip(citations, mentions, strict=True)]
    own = own_side(document, registry)
    found: list[Citation] = []
    for i, (stated, link) in enumerate(zip(citations, links, strict=True)):
        timed = _of_its_time(stated, mentions[i], sides)
        target = sides[i] if timed is stated else replace(sides[i], year=None)
        citation = _of_parts(_guiding(timed, sides, registry), link)
        if _guides_else(citation, link, [sides[p] for p in citation.parent] or [own], registry):
            citation = replace(citation, relation="cites")
        by_number = _is_own_issue(citation, link, document)
        if by_number:
            citation = replace(citation, relation="issued")
        reasons = {p: doubt(citation.relation, sides[p], target, registry) for p in citation.parent}
        reason = next(filter(None, reasons.values()), None)
        if reason == LATER_REASON and (beside := _beside(citation, i, links, found)) is not None:
            citation = beside
            agent = sides[citation.parent[-1]] if citation.parent else own
            reason = doubt(citation.relation, agent, target, registry)
        elif not citation.parent:
            reason = doubt(citation.relation, own, target, registry)
        elif citation.relation == "cites":  # what was issued later stands in nobody's subject
            citation = replace(citation, parent=tuple(p for p in citation.parent if not is_later(target, sides[p])))
        elif reason and None in reasons.values():  # of those that share a tail, those act that can
            citation, reason = replace(citation, parent=tuple(p for p in citation.parent if reasons[p] is None)), None
        acts_on = tuple((relation, j) for relation, j in citation.acts_on
                        if doubt(relation, sides[i], sides[j], registry) is None)
        draft = (cue := link.governor.cue) is not None and citation.relation != "cites" and not citation.parent and (
            _is_draft(citation, document, registry) or _is_itself(citation, document, registry)
            or _is_headless(citation, document, registry) or _points_back(citation, document, registry)
            or _is_reported(citation, mentions[i], cue, document, registry))
        relation: RelationType = "cites" if reason or draft else citation.relation
        slip = has_slip(sides[i], registry)
        certainty = None if cue is None or relation == "cites" else "low" if slip else (
            "medium" if by_number else _certainty(citation, link.governor, cue, document))
        if slip:
            citation = replace(citation, note=f"{citation.note} {_SLIP}" if citation.note else _SLIP)
        if (relation, reason, acts_on, certainty) != (citation.relation, None, citation.acts_on, None):
            citation = replace(citation, relation=relation, doubt=reason, acts_on=acts_on, relation_certainty=certainty)
        found.append(citation)
    return _carried_again(found, links, document, registry)


def _carried_again(found: Sequence[Citation], links: Sequence[Link], document: Document,
                   registry: Registry) -> tuple[Citation, ...]:
    """The citations, where the doing that is only named ("trách nhiệm trong việc thực hiện …") is the document's own:
    it orders, and says elsewhere without a doubt that it carries the same instrument out."""
    carried = {c.instrument: c.relation for c in found if c.relation_certainty == "high" and not c.parent
               and c.relation in CARRIES_OUT}
    if not carried or _reports(document, registry):
        return tuple(found)
    return tuple(replace(c, relation=carried[c.instrument], relation_certainty="medium")
                 if link.governor.named and c.instrument in carried else c
                 for c, link in zip(found, links, strict=True))


def _reports(document: Document, registry: Registry) -> bool:
    """Whether a document is one that reports or submits, and so orders nothing."""
    row = registry.type_named(document.type)
    return row is not None and row.may_change == "own_kind"


def _beside(citation: Citation, index: int, links: Sequence[Link], found: Sequence[Citation]) -> Citation | None:
    """A citation beside the older text whose subject it seemed to stand in: it shares that one's verb, or has its own
    where both are changed ("thay thế Thông tư A về … và bãi bỏ Thông tư B"); ``None`` for neither."""
    if citation.parent[-1] >= len(found):
        return None
    older = found[citation.parent[-1]]
    if _joined(index, links):
        return replace(citation, relation=older.relation, parent=older.parent, cue=older.cue)
    return replace(citation, parent=older.parent) if {citation.relation, older.relation} <= set(CHANGES) else None


def _joined(index: int, links: Sequence[Link]) -> bool:
    """Whether a citation only shares the verb of the one before it: later than the text whose subject that one stands
    in, it stands beside that text ("Căn cứ Luật A sửa đổi Luật B, Luật C")."""
    return links[index].governor is links[index - 1].governor


def _guiding(citation: Citation, sides: Sequence[Side], registry: Registry) -> Citation:
    """A decree or circular that is said to put a law or decree into effect guides it, also where a scan bent the other
    verb: "quy định chi tiết (và hướng dẫn) thi hành Luật …"."""
    if citation.relation != "implements":
        return citation
    acting = [row for p in citation.parent if (row := registry.type_named(sides[p].type))]
    other = registry.type_named(citation.type)
    rank = other.rank if other is not None and other.normative == "yes" else None
    below = bool(acting) and rank is not None and all(
        row.normative == "yes" and row.rank is not None and row.rank > max(rank, LOWEST_LAW_RANK) for row in acting)
    return replace(citation, relation="guides") if below else citation


def _of_parts(citation: Citation, link: Link) -> Citation:
    """Who replaces provisions, procedures or contents of a text amends it."""
    cue = link.governor.cue
    part = citation.pinpoint is not None or (cue is not None and cue.part)
    return replace(citation, relation="amends") if citation.relation == "replaces" and part else citation


def _guides_else(citation: Citation, link: Link, agents: Sequence[Side], registry: Registry) -> bool:
    """Whether a guide that names first what it guides ("hướng dẫn mức chi … tại Điều 48") is none of the text behind
    it: only a decree or circular is, and only of a text above it."""
    cue = link.governor.cue
    if cue is None or not cue.part or citation.relation != "guides" or not cue.phrase.startswith("hướng dẫn"):
        return False
    acting, other = (registry.type_named(type_) for type_ in (agents[-1].type, citation.type))
    return acting is None or acting.normative != "yes" or other is None or acting.rank is None or (
        other.rank is None) or other.rank >= acting.rank


def _is_own_issue(citation: Citation, link: Link, document: Document) -> bool:
    """Whether the number tells what the sentence does not, its subject being bent or short: that the document's issuer
    issued it ("Téng cuc A đã có công văn số 5/TCA-CS")."""
    cue, issue = link.governor.cue, link.governor.issue
    return (cue is not None and cue.relation == "issued" and "ban hành" not in cue.phrase and not cue.listed
            and citation.relation == "cites" and issue.issuer is None and not citation.parent
            and citation.class_ == "numbered" and bool(document.bodies) and citation.bodies == document.bodies)


def _of_its_time(citation: Citation, mention: Mention, sides: Sequence[Side]) -> Citation:
    """A law named without its year inside the subject of an older text is not the later law of that name which the
    document cites elsewhere: which edition is meant stays open."""
    year = citation.year
    if mention.class_ != "named" or mention.year is not None or year is None or not any(
            side.year is not None and side.year < year for side in (sides[p] for p in citation.parent)):
        return citation
    inferred = tuple(what for what in citation.inferred if not what.startswith(("number:", "year:")))
    return replace(citation, instrument=named_key(mention).value, year=None, inferred=inferred)


def _is_draft(citation: Citation, document: Document, registry: Registry) -> bool:
    """Whether a law named without its number is the draft that a submission or report is about ("dự án Luật X")."""
    if citation.class_ != "named" or not document.title or not _reports(document, registry):
        return False
    name, title = _compared(citation.text), _compared(document.title)
    return any(f"{draft} {name}" in title for draft in registry.sentence_words["draft"])


def _is_itself(citation: Citation, document: Document, registry: Registry) -> bool:
    """Whether a plan named without its number is the document, or what it issues or approves: its title says so ("ban
    hành Kế hoạch X"; "KẾ HOẠCH / X")."""
    if citation.class_ == "numbered" or not document.title or not document.type:
        return False
    plain = _subject_alone if citation.class_ == "described" else _compared
    name, title = plain(citation.text), plain(document.title)
    own = (f"{document.type.lower()} {title}", *(f"{verb} {name}" for verb in registry.sentence_words["approves"]))
    return own[0].startswith(name) or any(words in title for words in own[1:])


def _points_back(citation: Citation, document: Document, registry: Registry) -> bool:
    """Whether what is said to come along is the document itself, over its own annex ("(kèm theo Thông báo số …)"): only
    a letter sends others of its type."""
    return (citation.relation == "attaches" and citation.type == document.type
            and not registry.has_trait(document.type, "letter"))


def _is_headless(citation: Citation, document: Document, registry: Registry) -> bool:
    """Whether nothing but a body's name is known of the document, and that body issued a law or decree: the text may be
    anybody's who tells of it."""
    return citation.relation == "issued" and not (document.number or document.title) and any(
        row.name == citation.type and row.normative == "yes" for row in registry.types)


def _is_reported(citation: Citation, mention: Mention, cue: Cue, document: Document, registry: Registry) -> bool:
    """Whether the document speaks of how far an instrument is carried out ("tình hình thực hiện X"), or a report or
    submission of summing that up as a step on its way ("1. Tổng kết thi hành Luật X"), without being about
    that: its title does not say so."""
    summed = cue.phrase.startswith(_SUMMING) and _reports(document, registry)
    if citation.relation != "implements" or not (cue.state or summed):
        return False
    title = _compared(document.title) if document.title else ""
    words = mention.number.display if mention.number else mention.name
    about = any(normal(row.phrase) in title for row in registry.phrases if row.relation == "implements")
    return not (about and _compared(words or citation.text) in title)


def _compared(words: str) -> str:
    """Words as they are compared: a text as read may part its letters from their marks."""
    return normal(unicodedata.normalize("NFC", words))


def _subject_alone(words: str) -> str:
    """What a plan is about, as it is compared: its headings may leave out that it is carried out, or its years."""
    return " ".join(_BESIDE_SUBJECT.sub(" ", _compared(words)).split())


def _side(citation: Citation, mention: Mention, registry: Registry) -> Side:
    number = mention.number
    key = number.match_key if number else citation.instrument.rpartition("@")[0] or citation.instrument
    return _known_of(citation, number, key, citation.year, registry)


def own_side(document: Document, registry: Registry) -> Side:
    """What is known of the document itself, as the side that acts."""
    number = parse_number(document.number) if document.number else None
    # A year that stands alone is of a blank or bent line, and would undo a relation where it is misread.
    year = year_of(document.date) or (number.year if number else None)
    return _known_of(document, number, number.match_key if number else "", year, registry)


def _known_of(said: Citation | Document, number: Number | None, key: str, year: int | None,
              registry: Registry) -> Side:
    """A cited instrument or the document as a side; ``number`` is its own, ``key`` what tells it from others."""
    series = number.year if number else None
    return Side(said.type, key, said.date, year, said.level, series is not None, series,
                rank_of_issuer(said.bodies, said.level, registry))


def _certainty(citation: Citation, governor: Governor, cue: Cue, document: Document) -> Certainty:
    """How sure a relation is, by what separated right from wrong readings.

    Three things leave open who does it: an agent of which type, number or day is not known; a verb that does not come
    first in its clause; a list whose members take their verb from elsewhere. Of 434 edges read one by one 8 of 22 with
    two of them were wrong, 2 of 74 with one, 5 of 338 with none. Words between verb and citation (2 of 106), and
    summing up in another's subject, only keep a relation from being sure.
    """
    known = bool(citation.parent) or None not in (document.type, document.date, document.number)
    open_ = (not known, not governor.first, cue.listed or governor.inherited).count(True)
    if open_ > 1:
        return "low"
    return "medium" if open_ or cue.gap > _NEAR or cue.measured else "high"
