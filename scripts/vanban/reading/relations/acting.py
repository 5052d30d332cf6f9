"""Who does what a verb says: the document here and now, or somebody else, or nobody yet.

An instrument changes or guides another only where its own words do it: at the beginning of a clause ("Bãi bỏ …"),
or with "Quyết định này" as the subject. It was issued by the body that stands right before the verb.
"""

from __future__ import annotations

import re

from msgspec import Struct

from ...language.dates import DateMatch, match_date
from ...registry.grammar import Grammar, any_of, compiled
from ..bodies import BodyContext, BodyMatch, resolve_body, scan_bodies
from ..citations.types import SO
from ..plausible import CHANGES
from .chains import Cue

_CLAUSE = 500
_SUBJECT = 230
"""Characters before a verb that its subject is sought in."""
_MARKS = re.compile(r"""
    (?: [\s\-+*#>|•–·◦▪“"]                               # - Bãi bỏ, | Thực hiện
      | V/v                                              # V/v triển khai
      | (?:Điều|Khoản|Mục|Phần|Chương)\s+[\dIVX]+[a-zđ]?\b    # Điều 2a. Thay thế
      | \d{1,2}(?:\.\d{1,2})*(?:[.,)/]|(?=\s))            # 3.1. Tiếp tục, 2) Bãi bỏ; a scan: 2, Bãi bỏ
      | [a-zđ]{1,2}\)                                    # đ) Sửa đổi
      | [IVX]{1,5}[.\-/]                                 # IV. Bãi bỏ
      | [.:,;]                                           # : Bãi bỏ
      | (?:về|việc|nay|đồng\s+thời)(?!\w)                # về việc bãi bỏ, nay thay thế, đồng thời thay thế
    )*""", re.IGNORECASE | re.VERBOSE)
_WITHIN = re.compile(r"(?<!\w)(?:trong|khi)\s+(?:(?:quá\s+trình|việc|công\s+tác|tổ\s+chức)\s+){0,2}\Z", re.IGNORECASE)
_PURPOSE = re.compile(r"[\w)”]\s+(?:để|dé|đề|nhằm)\s+\Z")
_COORDINATED = re.compile(r"""
    (?:quy\s+định|hướng\s+dẫn)(?:\s+chi\s+tiết)?\s       # quy định chi tiết
    [^.;:“”()]{0,90}(?:,|(?<!\w)và)\s+(?:các\s+)?         # một số điều và
    (?:biện\s+pháp\s+(?:để\s+)?)?                        # biện pháp để (tổ chức, hướng dẫn thi hành)
    """, re.IGNORECASE | re.VERBOSE)
"""A verb of the same subject before another that guides: "quy định chi tiết một số điều và biện pháp (thi hành)"."""
_DAY_BEFORE = re.compile(r"ngày\s*", re.IGNORECASE)
_TOLD_BEFORE = 40
_WORDS = r"(?:[^.;:,“”()\n]|\n(?!\s*\n|[\s*]*[-+|\d]))"
"""A character of words that no mark parts, over the end of a line, but not to a new paragraph, item or row."""
_LINE = 12
"""Characters of marks between the head of a line and its first word."""


@compiled
def _auxiliary(grammar: Grammar) -> re.Pattern[str]:
    """What may stand between who does it and the verb: "đã chủ động"."""
    return re.compile(rf"[\s,*]*(?:(?:{grammar.words('auxiliary')})\s+)*\Z", re.IGNORECASE)


class Issue(Struct, frozen=True, gc=False):
    """Who issued and when, as told before the verb; ``own`` says it was the document's own issuer."""

    issuer: BodyMatch | None = None
    date: DateMatch | None = None
    own: bool = False


UNTOLD = Issue()
"""Nothing is said of who issued what."""


@compiled
def _this_text(grammar: Grammar) -> re.Pattern[str]:
    """A document speaking of itself: "Quyết định này", "Quyết định có hiệu lực"."""
    return re.compile(rf"(?<!\w)(?P<type>{grammar.types()}|Văn\s+bản)\s+(?:này(?!\w)|có\s+hiệu\s+lực)", re.IGNORECASE)


def speaks_of_itself(words: str, own_type: str | None, grammar: Grammar) -> bool:
    """Whether a stretch names the document, or what it issues, by "… này"; "Quyết định này" in a letter is another."""
    found = _this_text(grammar).search(words)
    if found is None or own_type is None:
        return found is not None
    type_ = " ".join(found["type"].lower().split())
    annexed = (word.lower() for word in grammar.registry.sentence_words["annexed"])
    return type_ == "văn bản" or type_ in own_type.lower() or type_ in annexed


@compiled
def _type_line(grammar: Grammar) -> re.Pattern[str]:
    """The line above a title that holds the document's type alone."""
    return re.compile(rf"(?:{grammar.types()})[ *#|]*\n", re.IGNORECASE)


def clause_of(clean: str, start: int, cue: Cue) -> int:
    """Where the clause of a verb begins: at the verb, where it opens a line with a capital below a heading that was
    read into the same sentence ("Điều 1. Bãi bỏ Thông tư / Bãi bỏ toàn bộ Thông tư số …"); else at ``start``."""
    above = clean[max(start, cue.start - _LINE):cue.start].rstrip(" *_#|-+")
    return cue.start if clean[cue.start].isupper() and above.endswith("\n") else start


def does_here(clean: str, start: int, cue: Cue, own_type: str | None, context: BodyContext, grammar: Grammar) -> bool:
    """Whether the document itself changes or guides: who acts in the clause from ``start`` to the verb."""
    if plans(cue.phrase, grammar):
        return False
    before = clean[max(start, cue.start - _CLAUSE):cue.start]
    rest = before[_matched(_MARKS, before):]
    titled = _type_line(grammar).match(rest)
    own = len(own_type) if own_type and rest.lower().startswith(own_type.lower()) else 0
    rest = rest[max(own, titled.end() if titled else 0):]
    rest = rest[_matched(_MARKS, rest):]
    if rest and _of_another(grammar).search(before) and not (own_type and _issues_own(before, own_type)):
        return False
    if not rest or speaks_of_itself(before, own_type, grammar) or (own_type and _issues_own(before, own_type)):
        return True
    if cue.relation in CHANGES and _verb_first(grammar).match(rest):
        return True
    return cue.relation == "guides" and (_COORDINATED.fullmatch(rest) is not None
                                         or _subject(clean, start, cue, context, grammar).own)


def _issues_own(before: str, own_type: str) -> bool:
    """Whether the words before a verb end with issuing the document itself, at most another verb between: "ban hành
    Thông tư (sửa đổi …)", "ban hành Nghị định quy định chi tiết một số điều và biện pháp (thi hành …)"."""
    own = re.search(rf"(?<!đã )ban\s+hành\s+{re.escape(own_type)}(?!\w)\s*(?!.*ban\s+hành)", before,
                    re.IGNORECASE | re.DOTALL)
    return own is not None and (own.end() == len(before) or _COORDINATED.fullmatch(before, own.end()) is not None)


def issues_to(clean: str, start: int, cue: Cue, own_type: str) -> bool:
    """Whether the document is what is issued to carry out: "Bộ A ban hành Thông tư … để thực hiện Hiệp định"."""
    own = rf"(?<!đã )ban\s+hành\s+{re.escape(own_type)}(?!\w)[^.;:]*\s(?:để|nhằm)\s+\Z"
    return re.search(own, clean[max(start, cue.start - _CLAUSE):cue.start], re.IGNORECASE) is not None


@compiled
def _of_another(grammar: Grammar) -> re.Pattern[str]:
    """A text named right before a verb, which so is what does it: "các văn bản (hướng dẫn …)", "Hồ sơ (gửi kèm …)"."""
    return re.compile(rf"(?<!\w)(?:{grammar.types()}|{grammar.words('other_paper', 'form')})\s+\Z", re.IGNORECASE)


def of_others(clean: str, start: int, cue: Cue, grammar: Grammar) -> bool:
    """Whether several texts named right before a verb do it: "sửa đổi các Nghị định (quy định chi tiết …)"."""
    return _several(grammar).search(clean, start, cue.start) is not None


@compiled
def _several(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:các|những|một\s+số)\s+(?:{grammar.types()})\s+\Z", re.IGNORECASE)


def attaches_here(clean: str, start: int, cue: Cue, grammar: Grammar) -> bool:
    """Whether the document sends something along, not a file of somebody else."""
    return _of_another(grammar).search(clean, max(start, cue.start - _SUBJECT), cue.start) is None


def opens_clause(clean: str, start: int, cue: Cue) -> bool:
    """Whether the verb comes first in its clause, or in a bracket: "Thực hiện …", "Để thực hiện …"."""
    before = clean[max(start, cue.start - _SUBJECT):cue.start]
    before = before[before.rfind("(") + 1:]
    return re.fullmatch(r"(?:\s*(?:để|nhằm))?\s*", before[_matched(_MARKS, before):], re.IGNORECASE) is not None


def within(clean: str, start: int, cue: Cue) -> bool:
    """Whether the verb is named as what something happens in: "khó khăn trong tổ chức thi hành", "trong quá trình"."""
    return _WITHIN.search(clean, max(start, cue.start - _SUBJECT), cue.start) is not None


def cut_off(clean: str, start: int, cue: Cue) -> bool:
    """Whether words stand before the verb whose beginning is out of sight: small letters at the head of a line that was
    cut off from the one above ("thời / gian thực hiện …"), or of a table's cell."""
    if start >= cue.start or not clean[start].islower() or "(" in clean[start:cue.start]:
        return False
    return clean[max(0, start - _LINE):start].rstrip(" ").endswith(("\n", "|"))


def told_of(clean: str, start: int, cue: Cue, grammar: Grammar) -> bool:
    """Whether the verb stands in the subject of a text that is no citation: "Kế hoạch hành động … về triển khai",
    "tham mưu Chương trình … thực hiện"."""
    low = max(start, cue.start - _SUBJECT)
    return any(told(grammar).search(clean, low, cue.start) for told in (_unnumbered, _planned, _looked_at, _presented))


def of_unread(clean: str, start: int, cue: Cue, grammar: Grammar) -> bool:
    """Whether a text whose number could not be read stands before the verb, and so is what does it: "Quyết định sốÄfQÐ
    ngày 22/4/2022 … phê duyệt Chương trình triển khai"."""
    return _with_number(grammar).search(clean, start, cue.start) is not None


@compiled
def _with_number(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{grammar.types()})\s+(?:{any_of(SO)})[\s.:]*(?=[^\s;]{{0,9}}[\d/-])[^;]{{6,300}}\Z", re.IGNORECASE)


@compiled
def _presented(grammar: Grammar) -> re.Pattern[str]:
    """What a letter says that others have told it: "Theo trình bày của Công ty, thực hiện …"."""
    return re.compile(rf"(?<!\w)(?i:{grammar.words('presents')})\s+(?:của|tại|trong)\s[^.;:]*\Z")


@compiled
def _looked_at(grammar: Grammar) -> re.Pattern[str]:
    """Who carries out is looked at only ("giám sát các đơn vị thực hiện"), or a proposal says what for ("Việc bổ sung
    nhằm thực hiện")."""
    return re.compile(
        rf"(?<!\w)(?:(?i:{grammar.words('looked_at')})(?:\s+\w+){{0,12}}?|[Vv]iệc(?:\s+\w+){{1,12}}?\s+nhằm)\s+\Z")


@compiled
def _planned(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?i:{grammar.words('plans')})\s{_WORDS}{{0,60}}?(?<!\w)(?i:{grammar.types()})(?!\w){_WORDS}{{0,80}}?\s\Z")


@compiled
def _unnumbered(grammar: Grammar) -> re.Pattern[str]:
    types = any_of([*(row.name for row in grammar.registry.types), *grammar.registry.sentence_words["committee"]])
    return re.compile(rf"(?<!\w)(?:{types})(?!\w){_WORDS}{{0,160}}?\svề(?:\s+việc)?\s+\Z")


def is_drafted(cue: Cue, grammar: Grammar) -> bool:
    """Whether the verb says what a draft does, not the paper that submits it: "cụ thể hóa", "thể chế hóa"."""
    return _drafted(grammar).search(cue.phrase) is not None


@compiled
def _drafted(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"(?:{grammar.words('drafted')})\Z", re.IGNORECASE)


def narrates(clean: str, start: int, cue: Cue, own_type: str, grammar: Grammar) -> bool:
    """Whether the verb is told of somebody ("Bộ A đã xây dựng kế hoạch để triển khai thực hiện …"), says what a change
    is for ("Sửa đổi Điều 5 để thực hiện …"), or stands in the name of another report: "(gửi kèm: Báo cáo tổng kết thực
    hiện …)"; a task ("- Tiếp tục tuyên truyền, thực hiện …")
    and what the document itself is ("BÁO CÁO kết quả thực hiện …") are not told."""
    before = clean[max(start, cue.start - _SUBJECT):cue.start]
    rest = before[_matched(_MARKS, before):]
    own = _matched(_report_noun(grammar), rest)
    types = (row.name for row in grammar.registry.types)
    if next((name for name in types if rest[:own].lower().startswith(name.lower())), own_type) != own_type:
        return True
    return _PURPOSE.search(rest) is not None or _tense(grammar).search(rest, own) is not None or (
        own < len(rest) and _report_noun(grammar).search(before, len(before) - len(rest) + own) is not None)


@compiled
def _report_noun(grammar: Grammar) -> re.Pattern[str]:
    """What a report is, right before its verb: "(báo cáo) tổng kết 10 năm"."""
    return re.compile(rf"(?:(?<!\w)(?:{grammar.words('report_noun')}|\d{{1,3}}\s+năm)[\s,]*)+", re.IGNORECASE)


@compiled
def _tense(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{grammar.words('tense')})(?!\w)", re.IGNORECASE)


def _matched(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


@compiled
def _verb_first(grammar: Grammar) -> re.Pattern[str]:
    verbs = any_of(grammar.phrases(*CHANGES))
    return re.compile(rf"(?:{verbs})(?!\w)", re.IGNORECASE)


def plans(words: str, grammar: Grammar) -> bool:
    """Whether a stretch speaks of a change still to come or made by others: "dự thảo", "đề nghị", "được"."""
    return _planning(grammar).search(words) is not None


@compiled
def _planning(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{grammar.words('plans')})(?!\w)", re.IGNORECASE)


def issue_of(clean: str, start: int, cue: Cue, context: BodyContext, grammar: Grammar) -> Issue:
    """Who issued what stands after the verb; nobody named and the verb first in its clause: the document's issuer."""
    found = _subject(clean, start, cue, context, grammar)
    if found.issuer is not None:
        return found
    before = clean[max(start, cue.start - _SUBJECT):cue.start]
    rest = before[_matched(_MARKS, before):]
    first = not rest or _auxiliary(grammar).match(rest) is not None
    return Issue(own=first and context.issuer is not None and "ban hành" in cue.phrase)


def _subject(clean: str, start: int, cue: Cue, context: BodyContext, grammar: Grammar) -> Issue:
    """The body right before a verb, with the day told before it."""
    low = max(start, cue.start - _SUBJECT)
    found = scan_bodies(clean, grammar, low, cue.start)
    if not found or not _auxiliary(grammar).match(clean[found[-1].end:cue.start]):
        return UNTOLD
    last = found[-1]
    if clean[max(low, last.start - 5):last.start].rstrip().endswith("của"):
        return UNTOLD
    body = resolve_body(last, context, grammar)
    day = _DAY_BEFORE.search(clean, max(start, last.start - _TOLD_BEFORE), last.start)
    date = match_date(clean, day.end()) if day else None
    closes = date is not None and not clean[date.end:last.start].strip(" ,\n*")
    own = context.issuer is not None and body.organisation == context.issuer.organisation
    advised = plans(clean[max(start, last.start - 25):last.start], grammar)
    return Issue(last, date if closes else None, own and not advised)
