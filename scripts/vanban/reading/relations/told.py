"""What is told of others: the words before a verb that give it to another text, to somebody else or to a draft, so that
the document itself does nothing by it (what it does is :mod:`.acting`'s).
"""

from __future__ import annotations

import re

from ...registry.grammar import Grammar, any_of, compiled
from ..citations.types import SO
from .acting import LINE_MARKS, SUBJECT, behind_marks
from .chains import Cue

_PURPOSE = re.compile(r"[\w)”]\s+(?:để|dé|đề|nhằm)\s+\Z")
"""What leads to a verb as the purpose of what stands before it: "… để (thực hiện)"."""
_WORDS = r"(?:[^.;:,“”()\n]|\n(?!\s*\n|[\s*]*[-+|\d]))"
"""A character of words that no mark parts, over the end of a line, but not to a new paragraph, item or row."""


def told_of(clean: str, start: int, cue: Cue, grammar: Grammar) -> bool:
    """Whether the verb stands in the subject of a text that is no citation: "Kế hoạch hành động … về triển khai",
    "tham mưu Chương trình … thực hiện"."""
    low = max(start, cue.start - SUBJECT)
    return any(told(grammar).search(clean, low, cue.start) for told in (_unnumbered, _planned, _looked_at, _presented))


@compiled
def _unnumbered(grammar: Grammar) -> re.Pattern[str]:
    """A text, or a board, with what it is about: "Kế hoạch hành động … về (triển khai)"."""
    types = any_of([*(row.name for row in grammar.registry.types), *grammar.registry.sentence_words["committee"]])
    return re.compile(rf"(?<!\w)(?:{types})(?!\w){_WORDS}{{0,160}}?\svề(?:\s+việc)?\s+\Z")


@compiled
def _planned(grammar: Grammar) -> re.Pattern[str]:
    """A text that somebody has still to write: "tham mưu Chương trình … (thực hiện)"."""
    return re.compile(
        rf"(?<!\w)(?i:{grammar.words('plans')})\s{_WORDS}{{0,60}}?(?<!\w)(?i:{grammar.types()})(?!\w){_WORDS}{{0,80}}?\s\Z")


@compiled
def _looked_at(grammar: Grammar) -> re.Pattern[str]:
    """Who carries out is looked at only ("giám sát các đơn vị thực hiện"), or a proposal says what for ("Việc bổ sung
    nhằm thực hiện")."""
    return re.compile(
        rf"(?<!\w)(?:(?i:{grammar.words('looked_at')})(?:\s+\w+){{0,12}}?|[Vv]iệc(?:\s+\w+){{1,12}}?\s+nhằm)\s+\Z")


@compiled
def _presented(grammar: Grammar) -> re.Pattern[str]:
    """What a letter says that others have told it: "Theo trình bày của Công ty, thực hiện …"."""
    return re.compile(rf"(?<!\w)(?i:{grammar.words('presents')})\s+(?:của|tại|trong)\s[^.;:]*\Z")


def of_unread(clean: str, start: int, cue: Cue, grammar: Grammar) -> bool:
    """Whether a text whose number could not be read stands before the verb, and so is what does it: "Quyết định sốÄfQÐ
    ngày 22/4/2022 … phê duyệt Chương trình triển khai"."""
    return _with_number(grammar).search(clean, start, cue.start) is not None


@compiled
def _with_number(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{grammar.types()})\s+(?:{any_of(SO)})[\s.:]*(?=[^\s;]{{0,9}}[\d/-])[^;]{{6,300}}\Z", re.IGNORECASE)


def within(clean: str, start: int, cue: Cue, grammar: Grammar) -> bool:
    """Whether the verb is named as what something happens in: "khó khăn trong tổ chức thi hành", "trong quá trình"."""
    return _within(grammar).search(clean, max(start, cue.start - SUBJECT), cue.start) is not None


@compiled
def _within(grammar: Grammar) -> re.Pattern[str]:
    """What a doing is named behind as what something happens in: "khi (thực hiện)", "trong quá trình (thực hiện)"."""
    return re.compile(
        rf"(?<!\w)(?:trong|khi)\s+(?:(?:{grammar.words('doing')}|công\s+tác|tổ\s+chức)\s+){{0,2}}\Z", re.IGNORECASE)


def cut_off(clean: str, start: int, cue: Cue) -> bool:
    """Whether words stand before the verb whose beginning is out of sight: small letters at the head of a line that was
    cut off from the one above ("thời / gian thực hiện …"), or of a table's cell."""
    if start >= cue.start or not clean[start].islower() or "(" in clean[start:cue.start]:
        return False
    return clean[max(0, start - LINE_MARKS):start].rstrip(" ").endswith(("\n", "|"))


def is_drafted(cue: Cue, grammar: Grammar) -> bool:
    """Whether the verb says what a draft does, not the paper that submits it: "cụ thể hóa", "thể chế hóa"."""
    return _drafted(grammar).search(cue.phrase) is not None


@compiled
def _drafted(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"(?:{grammar.words('drafted')})\Z", re.IGNORECASE)


def narrates(clean: str, start: int, cue: Cue, own_type: str, grammar: Grammar) -> bool:
    """Whether the verb is told of somebody ("Bộ A đã xây dựng kế hoạch để triển khai thực hiện …"), says what a change
    is for ("Sửa đổi Điều 5 để thực hiện …"), or stands in the name of another report: "(gửi kèm: Báo cáo tổng kết thực
    hiện …)"; a task ("- Tiếp tục tuyên truyền, thực hiện …") and what the document itself is ("BÁO CÁO kết quả thực
    hiện …") are not told."""
    rest = behind_marks(clean[max(start, cue.start - SUBJECT):cue.start])
    noun = _report_noun(grammar).match(rest)
    own = noun.end() if noun else 0  # "BÁO CÁO kết quả (thực hiện)" is what the document is
    types = (row.name for row in grammar.registry.types)
    if next((name for name in types if rest[:own].lower().startswith(name.lower())), own_type) != own_type:
        return True
    if _PURPOSE.search(rest) or _tense(grammar).search(rest, own):
        return True
    return own < len(rest) and _report_noun(grammar).search(rest, own) is not None


@compiled
def _report_noun(grammar: Grammar) -> re.Pattern[str]:
    """What a report is, right before its verb: "(báo cáo) tổng kết 10 năm"."""
    return re.compile(rf"(?:(?<!\w)(?:{grammar.words('report_noun')}|\d{{1,3}}\s+năm)[\s,]*)+", re.IGNORECASE)


@compiled
def _tense(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{grammar.words('tense')})(?!\w)", re.IGNORECASE)
