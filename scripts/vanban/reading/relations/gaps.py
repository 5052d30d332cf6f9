"""What stands between two neighbouring citations of one sentence, and so how they belong together.

Rules of the genre: a bare ";" closes everything; "," or "và" right before the next citation coordinates;
"về", "về việc" or a verb right after a citation opens its subject; a citation inside an open subject is
nested; ", Ủy ban nhân dân tỉnh ban hành …" starts a new clause; "được sửa đổi bởi" names the instrument
that changed the one before, which is no part of its subject.
"""

from __future__ import annotations

import re
from typing import Literal

from ...language.folding import fold, folded_places
from ...language.letters import CAP, LOW
from ...models import RelationType
from ...registry.grammar import Grammar, any_of, compiled
from ...registry.relations import CARRIES_OUT, CHANGES
from ..bodies import match_body
from ..citations.types import SO
from .paired_marks import outside_quotes, quoted_end

REACH = 700
"""Characters an open subject or a coordinated list can span; real sentences of the genre stay below."""
_PASSIVE_REACH = 180
"""Characters at the end of a gap in which is told what was done to the instrument before it."""
Join = Literal["adjacent", "sibling", "child", "clause", "passive", "part"]
_AT_TEXT = r"""
    của\s[^.;:“”()]{2,160}\s                            # của Giám đốc Sở Tài chính
    (?:tại|theo)\s+(?:các\s+)?(?:(?:văn\s+bản|công\s+văn)\s+)?(?:số\s*)?\Z    # tại các văn bản số …"""


@compiled
def _by_another(grammar: Grammar) -> re.Pattern[str]:
    """What another body says in its own text, right after a citation: ", ý kiến của Sở A tại Công văn …"."""
    return re.compile(rf"""
        \s*(?:\([^()]{{0,200}}\)\s*)?                    # (đính kèm)
        (?P<mark>,\s*và|,|;|và)\s*(?:theo\s+)?          # …, theo
        (?:{grammar.words('said', 'also_said')})?          # ý kiến …
        [^.;:“”()]{{0,40}}?\s*                          # … chỉ đạo
        {_AT_TEXT}""", re.IGNORECASE | re.VERBOSE)


@compiled
def said_by_another(grammar: Grammar) -> re.Pattern[str]:
    """The same after a subject: "… năm 2024 và đề xuất của Sở A tại Công văn …" is no part of that subject."""
    return re.compile(rf"""
        (?P<mark>,\s*và|[,;]|(?<!\w)và)\s+(?:theo\s+|xét\s+)?    # và xét
        (?:{grammar.words('said', 'also_said')})            # đề xuất …
        (?:\s+\w+){{0,4}}?\s+                               # … bổ sung kinh phí
        {_AT_TEXT}""", re.IGNORECASE | re.VERBOSE)


@compiled
def opener(grammar: Grammar) -> re.Pattern[str]:
    """What opens a citation's own subject: "về (việc)", a verb, or a quoted title right after it, or after a bracket
    that gives a short name ("(UBTVQH)") or says "(đính kèm)"."""
    session = r"(?:\s*,?\s*(?:tại\s+)?kỳ\s+họp\s+thứ\s+[\w-]+)?"
    return re.compile(
        rf"""{session}(?:\s*\[\d{{1,3}}\])?(?:\s*\((?!sửa|thay)[^()]{{1,80}}\))?(?:
          (?:\s+(?:gửi|trình)\s[^.;:“”()]{{2,120}}?(?=\svề\s+việc\s)|\s+thống\s+nhất(?=\svề\s+việc\s)
                |\s+(?:{grammar.words("asks_about")})(?=\svề\s))?\s*,?\s*
            (?P<lead>về(?:\s+việc)?|v/v)\s*:?\s*(?=\S)
        | \s*(?:,\s*(?!(?:{grammar.words("request")})(?!\w)))?
          (?!(?:{grammar.words("opens_no_subject")})(?!\w))(?P<verb>{grammar.words("opens_subject")})(?!\w)
        | \s*:?\s*(?=[“"]))""",
        re.IGNORECASE | re.VERBOSE)


@compiled
def _main_verb(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"[^.;]{{0,60}}?\s(?:{grammar.words('main_verb')})(?!\w)")


_CONNECTIVE = re.compile(r"""
    (?P<mark>[,;+]|(?<!\w)(?:và|cùng[ ]với|cùng|hoặc|hay)(?!\w))\s*+   # cùng với
    (?:theo\s++)?(?:các|những)?\s*+                     # theo các
    (?P<intro>(?:các\s+)?[^\W\d_][^,;.:“”"]{2,90}:)?  # các Quyết định của Bộ Tài chính:
    \s*+-?\s*+(?:số\s*+)?\Z                             # - số
    """, re.IGNORECASE | re.VERBOSE)


@compiled
def _again(grammar: Grammar) -> re.Pattern[str]:
    """A verb said once more for the next member: "và 10 năm thực hiện"."""
    verbs = any_of(grammar.phrases(*CARRIES_OUT))
    return re.compile(rf"(?:,|(?<!\w)và)\s+(?:\d{{1,2}}\s+năm\s+)?(?:(?:{verbs})\s+){{1,3}}\Z", re.IGNORECASE)


_ADJACENT = re.compile(
    r"""\s*+(?:\([^()]{0,120}\)\s*+)?(?:[,;]\s*+)?(?:(?:và|cùng\s+với|cùng|hoặc|hay)\s++)?(?:các\s++|những\s++)?
    -?\s*+(?:số\s*+)?\Z""", re.IGNORECASE | re.VERBOSE)
_SENT = re.compile(r"\s+gửi\s[^;.:\n]{3,90};\s*\Z")
"""Whom one letter of a list went to, before the next: "các Văn bản số 5/ABC gửi các bộ; 6/ABC gửi các hội"."""
_PART_OF = re.compile(r"\s*\)?\s*thuộc\s+\Z", re.IGNORECASE)
_CLAUSE_START = re.compile(r"[,;)”]\s*(?=[^\W\d_])")


@compiled
def _rests(grammar: Grammar) -> re.Pattern[str]:
    """What the document rests on, with a capital, where a title ran on into it: "… GIAI ĐOẠN TỚI Căn cứ Luật …"."""
    return re.compile(rf"(?<=[\s*])(?:{grammar.long_phrases('basis')})(?=\s)")


_DAY_SPOILED = r"ng[àáaảãạ]y\s[^,;:“”()\n|]{1,40}?"
_BODY_SPOILED = rf"(?:của|cúa|cùa|cua|cha|cia)\s[{CAP}][^.,;:“”()|]{{2,90}}?"
_UNREAD_TAIL = re.compile(rf"""
    \s*,?\s*
    (?: {_DAY_SPOILED} (?:\s{_BODY_SPOILED})?            # ngay 01/8/2017, ngày Ø7 tháng 10 năm 2015 của Chính phủ
      | {_BODY_SPOILED} )                                # cha Bộ Tài chính, của Chính pha
    \s""", re.VERBOSE)
"""The rest of a citation that recognition spoiled so that its day or its body was not read, up to its own verb."""

_PARTED = re.compile(rf"[.,;:“”()|]|\n\s*\n|(?<!\w)và\s+[{CAP}]")


def has_spoiled_tail(clean: str, start: int, end: int, *, based: bool) -> bool:
    """Whether what stands between a citation and a verb is the citation's own, though not read; ``based``: the sentence
    names what the document rests on, and so tells of nothing else up to a mark ("Căn cứ A lướng dẫn thực hiện B")."""
    return bool(_UNREAD_TAIL.fullmatch(clean, start, end)) or (based and not _PARTED.search(clean, start, end))


@compiled
def _passive(grammar: Grammar) -> re.Pattern[str]:
    """"đã được sửa đổi, bổ sung bởi", its marks taken away, which scans and slips bend ("bồ sung", "bé sung", "bới");
    alone between two texts it may lack its preposition ("Luật A được sửa đổi, bổ sung Luật B")."""
    changes = any_of(map(fold, grammar.phrases(*CHANGES)))
    more = changes.replace("bo\\s+sung", r"b[a-z]{1,2}\s+sung")
    words = grammar.registry.sentence_words
    parts = f"(?:{any_of(map(fold, (*words['determiner'], *words['lead_noun'])))})"
    by = r"\s+(?:boi|bang|theo|tai|tu)"
    return re.compile(
        rf"""
        (?P<alone>\A\s*(?=(?:da\s+)?duoc\s))?
        (?: (?<!\w)(?<!phai[ ])(?<!can[ ])(?<!se[ ])(?<!nen[ ])(?:da\s+)?(?:duoc|bi)\s+    # đã được, not "sẽ được"
          | \(\s*                                       # (
          | (?P<bare>\A\s+) )                            # Nghị định A sửa đổi, bổ sung tại Nghị định B
        (?P<change>{more})                               # sửa đổi …
        (?:[\s,]+(?: va | hoac | {more} | cap\s+nhat       # …, bổ sung
                   | (?(bare)(?!mot\s+so)){parts} | lan\s+\w+ | theo )){{0,12}}    # một số điều, lần thứ hai
        (?(alone)(?:{by})?|{by})                         # tại
        (?:\s+(?:cac|nhung)(?:\s+[a-z]+){{0,3}})?\s*:?\s*\Z    # bởi các (Thông tư:)
        """, re.VERBOSE)


def passive_change(gap: str, grammar: Grammar) -> tuple[int, RelationType] | None:
    """Where a gap tells that the instrument before it was changed by the one after, and how: "được thay thế bằng" says
    "replaces"; ``None`` where it tells nothing of the kind."""
    low = max(0, len(gap) - _PASSIVE_REACH)
    told = folded_places(gap[low:])
    # Where the gap was cut, a point stands for the rest: what is read begins behind no citation there.
    found = _passive(grammar).search(told if low == 0 else "." + told)
    if found is None:
        return None
    words = " ".join(found["change"].split())
    relation = _folded_changes(grammar).get(words, "amends")  # what a scan bent is "bổ sung"
    return low + found.start() - (low > 0), relation


@compiled
def _folded_changes(grammar: Grammar) -> dict[str, RelationType]:
    """What each verb of change says, by its words without their marks."""
    return {fold(row.phrase): row.relation for row in grammar.registry.phrases if row.relation in CHANGES}


def closing_mark(text: str, grammar: Grammar, marks: str = ";") -> int:
    """Offset of the first of ``marks`` that closes a subject, or -1.

    A semicolon inside a title ("trật tự, an toàn giao thông; phòng cháy, chữa cháy") goes on in small
    letters with words that neither govern a citation, name a type nor tell a doing; what decrees do ("; quy định chi
    tiết …") stands in their titles.
    """
    for i in outside_quotes(text, marks):
        if text[i] != ";" or not _inside_title(grammar).match(text, i + 1):
            return i
    return -1


@compiled
def _inside_title(grammar: Grammar) -> re.Pattern[str]:
    words = {w for p in grammar.registry.phrases for w in (p.phrase, p.phrase.lower())}
    decrees = grammar.long_phrases("guides")
    words |= {w for row in grammar.registry.types for w in (row.name.lower(), *(a.lower() for a in row.aliases))}
    others = any_of((*words, *grammar.registry.sentence_words["tense"], "và", "các", "đồng thời", "cùng"))
    part = r"(?:khoản|điểm|điều|mục|chương|phần|phụ\s+lục|số\s+thứ\s+tự)\s+(?:số\s+)?(?:\d|[IVX]|[a-zđ][\s,])"
    number = rf"(?:{any_of(SO)})\s*\Z"  # of the next one listed
    return re.compile(rf"[ \n]{{1,3}}(?:(?:{decrees})(?!\w)|(?!(?:{others})(?!\w)|{part}|{number})[{LOW}])")


def clause_start(clean: str, start: int, end: int, grammar: Grammar) -> int | None:
    """Where a new main clause begins in ``clean[start:end]``: a body as subject with a verb of its own;
    ``None`` where none begins."""
    for found in _CLAUSE_START.finditer(clean, start, end):
        if not clean[found.end()].isupper():
            continue
        body = match_body(clean, found.end(), grammar, end)
        if body and _main_verb(grammar).match(clean, body.end, min(end + 40, len(clean))):
            return found.start()
    return None


@compiled
def _tells(grammar: Grammar) -> re.Pattern[str]:
    """What a citation is said to say: its own subject ends before "đã nêu", and before a quotation after a colon."""
    return re.compile(rf"\s(?:{grammar.words('predicate')})(?!\w)|:\s*[“\"]", re.IGNORECASE)


def classify(clean: str, start: int, end: int, grammar: Grammar) -> tuple[Join, int]:
    """How the citation at ``end`` belongs to the one that ended at ``start``.

    Returns the kind of join and where the first one's own subject ends. What closes every subject is asked before what
    opens one, and what says it of the whole gap before what says it of a part.
    """
    if end - start > REACH:
        return "clause", start
    gap = clean[start:end]
    join, at = (_joined(gap) or _changed(gap, grammar) or _closed(gap, grammar)
                or _told_otherwise(clean, start, end, grammar) or _by_subject(gap, grammar))
    return join, start + at


def _joined(gap: str) -> tuple[Join, int] | None:
    """What a gap tells that holds nothing but what joins two texts; ``None`` for other gaps."""
    if _SENT.match(gap):
        return "adjacent", 0
    if _ADJACENT.match(gap):
        return ("sibling" if ";" in gap else "adjacent"), 0
    return ("part", 0) if _PART_OF.match(gap) else None


def _changed(gap: str, grammar: Grammar) -> tuple[Join, int] | None:
    """Where the words begin that tell that the second text changed the first; ``None`` where none do."""
    passive = passive_change(gap, grammar)
    return ("passive", passive[0]) if passive is not None else None


def _closed(gap: str, grammar: Grammar) -> tuple[Join, int] | None:
    """The first of what closes a subject: a semicolon, or what the document rests on, where a title ran on into it;
    ``None`` where neither stands there."""
    semicolon = closing_mark(gap, grammar)
    rests = _rests(grammar).search(gap)
    if rests is not None and (semicolon < 0 or rests.start() < semicolon):
        return "clause", rests.start()
    return ("sibling", semicolon) if semicolon >= 0 else None


def _told_otherwise(clean: str, start: int, end: int, grammar: Grammar) -> tuple[Join, int] | None:
    """Where something else is told than the first one's subject: somebody does something, the text itself says
    something, or another body does in a text of its own; ``None`` where nothing else is told."""
    gap = clean[start:end]
    switch = clause_start(clean, start, end, grammar)
    if switch is not None:
        return "clause", switch - start
    said = _tells(grammar).search(gap)
    if said:
        return "clause", said.start()
    another = _by_another(grammar).match(gap) or said_by_another(grammar).search(gap)
    return ("sibling", another.start("mark")) if another else None


def _by_subject(gap: str, grammar: Grammar) -> tuple[Join, int]:
    """Whether the second text stands in the subject that the first one opens, or is joined behind it; a quoted subject
    ends with its quotation mark."""
    opens = opener(grammar).match(gap)
    joint = _CONNECTIVE.search(gap)
    joins = joint.start("mark") if joint else None
    if opens is None:
        again = _again(grammar).search(gap) if joins is None else None
        joins = again.start() if again else joins
        return ("sibling", joins) if joins is not None else ("clause", 0)
    quoted = quoted_end(gap, opens.end(), len(gap))
    if quoted is not None and quoted < len(gap) and joins is None:
        return "clause", quoted
    return ("sibling", joins) if joins is not None else ("child", len(gap))
