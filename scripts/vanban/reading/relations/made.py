"""Verbs that stand in a noun with its own verb, or with a text of its own: what they say is not done here.

"xây dựng Báo cáo tình hình thực hiện Kế hoạch số …" makes a report; "Thông tư | số … | Hướng dẫn Pháp lệnh …" is a
row of a list.
"""

from __future__ import annotations

import re

from ...registry.grammar import Grammar, any_of, compiled
from ...registry.relations import CHANGES
from ..bodies import BodyContext
from .acting import issue_of
from .chains import Cue
from .gaps import opener

_MEASURED_REACH = 30
_IS_FOR = re.compile(r"(?<!\w)(?<!này )là\s+(?:[\w,]+\s+){1,14}?(?:để|dé|đề|nhằm)\s+\Z", re.IGNORECASE)
_PLAN_WORDS = 14
"""Words that may name a plan, and whose it is, before the verb that carries out by it."""
_REACH = 160
"""Characters before a verb in which what is made, and the verb that makes it, are sought."""


def in_row(clean: str, position: int) -> bool:
    """Whether a position stands in a row of a drawn table, behind its first cell: what a verb says there is said of the
    text that the row lists, or of one to be made."""
    start = clean.rfind("\n", 0, position) + 1
    border = clean.find("|", start, position)
    return border >= 0 and not clean[start:border].strip() and clean.find("|", border + 1, position) >= 0


def stands_in_made(clean: str, start: int, cue: Cue, context: BodyContext, grammar: Grammar) -> bool:
    """Whether the verb stands in the name of a paper or a team that is to be made, not by the document's issuer: "xây
    dựng Kế hoạch (triển khai …)", "thành lập Tổ hỗ trợ (triển khai …)"."""
    made = _made(grammar).search(clean, max(start, cue.start - _REACH), cue.start)
    if made is None:
        return False
    return not issue_of(clean, start, Cue(made.start(), made.end(), cue.relation, made["verb"]), context, grammar).own


@compiled
def _made(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<verb>{grammar.words('makes')})(?:\s+\w+){{0,2}}?\s+(?:{grammar.types()}|{grammar.words('made')})"
        r"(?!\w)(?:\s+(?!và\s)\w+){0,4}?\s+(?:(?:để|nhằm)\s+)?\Z", re.IGNORECASE)


def describes(clean: str, start: int, cue: Cue) -> bool:
    """Whether the verb says what something named before is for: "Đây là một trong những giải pháp … để (thực hiện)"; a
    document that so speaks of itself does it."""
    return _IS_FOR.search(clean, max(start, cue.start - _REACH), cue.start) is not None


def is_measured(clean: str, start: int, cue: Cue, grammar: Grammar) -> bool:
    """Whether summing up, looking at or paying for a doing is spoken of, in the verb's chain or right before it: "tổng
    kết thi hành", "kinh phí bảo đảm thực hiện"."""
    return _measured(grammar).search(clean, max(start, cue.start - _MEASURED_REACH), cue.end) is not None


@compiled
def _measured(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{grammar.words('measured')})(?!\w)[^.;:“”()]*\Z", re.IGNORECASE)


def opens_subject(clean: str, start: int, cue: Cue, grammar: Grammar) -> bool:
    """Whether the verb comes first in the subject that begins at ``start``, or right behind the plan that the subject
    is about ("ban hành Chương trình hành động (thực hiện …)"), not behind another thing: "về mẫu biểu (triển khai)"."""
    if cue.relation == "guides":  # may be told second: "quy định chi tiết một số điều và biện pháp (thi hành)"
        return True
    opens = opener(grammar).match(clean, start, cue.end)
    before = clean[opens.end():cue.start] if opens else clean[start:cue.start]
    return not before.strip(" \n*,“\"") or (
        len(before.split()) <= _PLAN_WORDS and _plan(grammar).search(before) is not None)


@compiled
def _plan(grammar: Grammar) -> re.Pattern[str]:
    verbs = any_of(grammar.phrases(*CHANGES, "guides"))
    return re.compile(rf"(?<!\w)(?:{grammar.types()}|{verbs}|việc)(?!\w)", re.IGNORECASE)
