"""The driver of the context stage: mentions to citations, with what was inferred and how sure it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from ...language.dates import DateMatch
from ...language.letters import normal
from ...models import Block, BodyParts, Certainty, Citation, Document
from ...registry.grammar import Grammar, any_of, compiled
from ...registry.relations import CHANGES
from ...registry.tables import Registry
from ..bodies import BodyContext, parts_of_body
from ..citations import Mention, note_of_bent
from ..layout.cut import Layout
from ..layout.forms import find_forms
from ..layout.sentences import Sentence, keep_whole, whole_spans
from ..plausible import Side, is_normative
from .governors import GovernorReader
from .issuers import Issuer, at_its_time, issuers, of_origins
from .judging import judged, own_side
from .keys import Key, keys
from .listed import with_plurals
from .nesting import link_mentions
from .quotations import is_quoted
from .restated import without_restated
from .subjects import subject_spans
from .tree import Link

_NUMERAL = re.compile(r"\d+")
_FIRST_ARTICLE = re.compile(r"^[ *#|>]*Điều\s+1[ *]*[.:\n]", re.MULTILINE | re.IGNORECASE)
FIRST_BASIS = re.compile(r"[\s|*#]*Căn\s+cứ\s")
"""What follows the title of a law."""
_ENACTS = re.compile(r"(?<!đã )ban\s+hành\s+\Z", re.IGNORECASE)
_ENACTS_REACH = 14
_OWN_TITLE = re.compile(r"(?:BỘ\s)?LUẬT[ *|]*\n[ \n*|]*SỬA\s+ĐỔI")
_GLUED = re.compile(r"(?:[nN][gG][àÀ][yY]|[sS][ốỐ])\d")


def resolve_mentions(layout: Layout, mentions: Sequence[Mention], sentences: Sequence[Sentence],
                     blocks: Sequence[Block], context: BodyContext, grammar: Grammar,
                     document: Document | None = None) -> tuple[Citation, ...]:
    """Citations in text order, one for each mention, spans taken back to the text as read."""
    document = document or Document()
    clean, forms, own = _with_whole_title(layout), find_forms(layout, grammar), own_side(document, grammar.registry)
    mentions = [each for each in mentions if not (each.blank and is_quoted(forms, each.start))]  # a form to fill in
    if not mentions:
        return ()
    sentences = keep_whole(sentences, sorted((mention.begins, mention.end) for mention in mentions))
    reader = GovernorReader(clean, context, own.type, grammar, _articles(clean, own, grammar), forms)
    if grammar.registry.has_trait(own.type, "law"):
        mentions = [kept for each in mentions if (kept := _without_own_name(clean, each, document, grammar))]
    mentions = with_plurals(clean, mentions, grammar)
    links = link_mentions(clean, mentions, sentences, reader)
    subjects = subject_spans(clean, mentions, links, sentences, grammar)
    mentions = _with_days_of_amending(mentions, links)
    bodies = issuers(mentions, links, context, grammar)
    mentions = _with_told_types(_without_foreign_names(mentions, links, grammar.registry))
    dated = [_of_told_year(mention, link) for mention, link in zip(mentions, links, strict=True)]
    instruments = keys(clean, dated, bodies, subjects, own.year, grammar.registry)
    bodies = of_origins(bodies, [key.origin for key in instruments])
    links = _outside_themselves(links, [key.value for key in instruments])
    starts = [b.start for b in blocks]
    wholes = whole_spans(sentences)
    found = [_citation(layout, m, links[i], subjects[i], bodies[i], instruments[i], blocks, starts,
                       wholes[links[i].sentence],
                       parts_of_body(issuer.body, at_its_time(m, context), grammar) if (issuer := bodies[i]) else (),
                       grammar.registry)
             for i, m in enumerate(mentions)]
    weighed = judged(found, mentions, links, document, grammar.registry)
    return without_restated(clean, weighed, mentions, links)


def _with_whole_title(layout: Layout) -> str:
    """The clean text, its title in one line: old exports put empty lines between the lines of one."""
    start, end = layout.title
    return layout.clean[:start] + layout.clean[start:end].replace("\n", " ") + layout.clean[end:]


def _without_foreign_names(mentions: Sequence[Mention], links: Sequence[Link], registry: Registry) -> list[Mention]:
    """The mentions, a number without the name before it that is not its own: where the document says that this number
    changes the law of that name ("Luật số 106/2016/QH13 sửa đổi Luật A; … Luật A số 106/2016/QH14"), or the table knows
    that law's numbers."""
    changing = {(changer.number.serial, changer.number.year, mentions[changed].name)
                for i, link in enumerate(links)
                for by, changed in (*((parent, i) for parent in link.parents if link.relation in CHANGES),
                                    *((i, other) for _, other in link.acts_on))
                if (changer := mentions[by]).number is not None and changer.name is None}
    return [replace(mention, name=None) if (number := mention.number) is not None and mention.name is not None and (
                (number.serial, number.year, mention.name) in changing
                or registry.names.denies(mention.type, mention.name, number.serial, number.year)) else mention
            for mention in mentions]


def _with_told_types(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, one that has its type by its symbol with the one that the text tells elsewhere of its number:
    "công văn số 5/CT-TTHT … theo hướng dẫn tại 5/CT-TTHT" is no Chỉ thị."""
    told: dict[str, set[tuple[str, str | None]]] = {}
    for each in mentions:
        if each.number is not None and each.type is not None and not each.elided:
            told.setdefault(each.number.match_key, set()).add((each.type, each.date))
    found = []
    for each in mentions:
        of_number = told.get(each.number.match_key, ()) if each.number is not None and each.elided else ()
        types = {type_ for type_, day in of_number if each.date is None or day in (each.date, None)}
        known = len(types) == 1 and each.type not in types
        found.append(replace(each, type=types.pop(), elided=False) if known else each)
    return found


def _outside_themselves(links: Sequence[Link], named: Sequence[str]) -> list[Link]:
    """The links, none with its own instrument above it, ``named`` by key: of those that share a tail the others act
    ("Quyết định A và Quyết định B sửa đổi Quyết định A"), else what stands above the first ("quy định chi tiết Luật A
    quy định chi tiết: khoản 2 Luật A")."""
    apart = []
    for i, link in enumerate(links):
        above = tuple(p for p in link.parents if named[p] != named[i])
        if link.parents and not above:
            above = tuple(p for p in links[link.parents[-1]].parents if named[p] != named[i])
        apart.append(replace(link, parents=above, relation=link.relation if above or not link.parents else "cites"))
    return apart


def _with_days_of_amending(mentions: Sequence[Mention], links: Sequence[Link]) -> list[Mention]:
    """The mentions, a day behind the name of an amended law with the law that amends it, whose number is of that year:
    "Luật số 32/2013/QH13 sửa đổi, bổ sung một số điều của Luật Thuế ngày 19/6/2013"."""
    found = list(mentions)
    for i, link in enumerate(links):
        changed, by = mentions[i], link.parents[0] if len(link.parents) == 1 and link.relation == "amends" else i
        number = mentions[by].number
        if number is None or number.year is None or mentions[by].name or mentions[by].date_span or changed.number:
            continue
        if changed.date is not None and changed.year == number.year:
            found[by] = replace(mentions[by], date=changed.date)
            found[i] = replace(changed, date=None, date_span=None, year=None)
    return found


def _told_day(mention: Mention, link: Link) -> DateMatch | None:
    """The day that stands before the one who issued it ("Ngày 14/4/2025, Bộ A có Công văn số 5/…"); ``None`` where
    none does, or the citation has its own."""
    return link.governor.issue.date if mention.date is None and not link.parents else None


def _of_told_year(mention: Mention, link: Link) -> Mention:
    told = _told_day(mention, link)
    return mention if mention.year is not None or told is None else replace(mention, year=told.year)


def _without_own_name(clean: str, mention: Mention, document: Document, grammar: Grammar) -> Mention | None:
    """The law that a law amends, where the words name the amending one as what is enacted here: "Quốc hội ban hành
    Luật sửa đổi, bổ sung một số điều của Luật Giá số …", or are its own title over two lines; ``None`` where they name
    only what is enacted: "Quốc hội ban hành Luật Báo chí", or are its title above the first basis."""
    if mention.name is None:
        return mention
    inner = [found.start() for found in _law_word(grammar).finditer(clean, mention.start + 1, mention.end)]
    enacted = _ENACTS.search(clean, max(0, mention.start - _ENACTS_REACH), mention.start) is not None
    own = (document.type, normal(document.title)) if document.title else None
    same = own == (mention.type, normal(mention.name))
    if same and not inner and (enacted or FIRST_BASIS.match(clean, mention.end)):
        return None
    word = _law_word(grammar).search(mention.name)
    if len(inner) != 1 or word is None or not (enacted or _OWN_TITLE.match(clean, mention.start)):
        return mention
    return replace(mention, start=inner[0], name=mention.name[word.end():].strip())


@compiled
def _law_word(grammar: Grammar) -> re.Pattern[str]:
    names = [row.name for row in grammar.registry.types_with("law")]
    return re.compile(rf"(?<!\w)(?:{any_of([*names, *(name.upper() for name in names)])})(?!\w)")


def _articles(clean: str, own: Side, grammar: Grammar) -> int | None:
    """Where the articles of a normative text, or of one that consolidates such texts, begin; ``None`` for others."""
    registry = grammar.registry
    row = registry.type_named(own.type)
    if not (is_normative(own, row) or registry.has_trait(own.type, "consolidates")):
        return None
    first = _FIRST_ARTICLE.search(clean)
    return first.start() if first else None


def _citation(layout: Layout, mention: Mention, link: Link, subject: tuple[int, int] | None, issuer: Issuer | None,
              key: Key, blocks: Sequence[Block], starts: Sequence[int], sentence: tuple[int, int],
              bodies: tuple[BodyParts, ...], registry: Registry) -> Citation:
    text = layout.text
    start, end = text.raw_span(mention.start, mention.end)
    told = _told_day(mention, link)
    inferred = _inferred(mention, issuer, key) + (("date: sentence",) if told else ())
    return Citation(
        text=text.raw[start:end], start=start, end=end, line=layout.row(mention.start) + 1, class_=mention.class_,
        relation=link.relation, instrument=key.value, type=mention.type,
        anchor=blocks[bisect_right(starts, start) - 1].anchor,
        number=mention.number.display if mention.number else None,
        number_parts=number.parts if (number := key.number or mention.number) else None, bodies=bodies,
        date=mention.date or (told.iso if told else None), year=key.year,
        issuing_body=issuer.body.name if issuer else None, level=issuer.body.level if issuer else None,
        subject=(_words(layout, mention.annex) or _law(mention, registry) or _words(layout, subject)
                 or _name(mention, registry)),
        pinpoint=_words(layout, mention.pinpoint), parent=link.parents,
        note=_note(mention, layout.clean[mention.start:mention.end]), confidence=_confidence(mention, inferred),
        inferred=inferred, cue=link.governor.cue.phrase if link.governor.cue else None,
        acts_on=link.acts_on, sentence=text.raw_span(*sentence))


def _name(mention: Mention, registry: Registry) -> str | None:
    """The name of a treaty or charter, which tells its subject; that of a meeting tells none."""
    return None if registry.has_trait(mention.type, "meeting") else mention.name


def _law(mention: Mention, registry: Registry) -> str | None:
    """The name of a law, which is its subject; what follows it ("về khấu trừ thuế") tells of a provision."""
    return mention.name if registry.has_trait(mention.type, "law", "constitution") else None


def _words(layout: Layout, span: tuple[int, int] | None) -> str | None:
    """The words of a span as written, emphasis marks and what a page put between them left out."""
    return " ".join(layout.words(*span).replace("*", "").split()) if span else None


def _inferred(mention: Mention, issuer: Issuer | None, key: Key) -> tuple[str, ...]:
    """What the words do not say literally, and where it was taken from."""
    found = []
    if issuer is not None and issuer.source != "text":
        found.append(f"issuing_body: {issuer.source}")
    elif issuer is not None:
        found += [f"issuing_body: {what}" for what in issuer.body.inferred]
    if mention.elided and mention.type is not None:
        found.append("type: symbol")
    if mention.bent:
        found.append("number: recognised")
    if key.resolved:
        found.append(key.resolved)
    return tuple(found)


def _confidence(mention: Mention, inferred: tuple[str, ...]) -> Certainty:
    if mention.bent or (mention.date_span and mention.date is None):
        return "low"
    if mention.class_ == "described" or (mention.elided and not mention.date_span):
        return "low" if not inferred else "medium"
    return "medium" if any(not what.endswith("territory") for what in inferred) else "high"


def _note(mention: Mention, words: str) -> str | None:
    """Anomalies of the writing that a reader should know, in Vietnamese."""
    notes = []
    if (number := mention.number) is not None:
        if mention.bent:
            notes.append(note_of_bent(mention.bent, number.display))
        if number.canonical != number.display:
            notes.append(f"Ký hiệu viết là {number.display}; dạng thường dùng là {number.canonical}.")
        if not number.segments and number.serial[:1].isdigit():
            notes.append("Chỉ ghi số, không ghi ký hiệu.")
    if mention.date_span and mention.date is None:
        day = words[mention.date_span[0] - mention.start:mention.date_span[1] - mention.start]
        whole = len(_NUMERAL.findall(day)) == 3
        notes.append("Ngày ghi trong văn bản không có trong lịch." if whole else "Ngày ghi trong văn bản chưa đủ.")
    if _GLUED.search(words):
        notes.append("Viết liền, thiếu dấu cách.")
    return " ".join(notes) if notes else None
