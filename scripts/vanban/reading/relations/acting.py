"""Who does what a verb says: the document here and now, or somebody else, or nobody yet.

An instrument changes or guides another only where its own words do it: at the beginning of a clause ("Bãi bỏ …"),
or with "Quyết định này" as the subject. It was issued by the body that stands right before the verb.
"""

from __future__ import annotations

import re

from msgspec import Struct

from ...language.dates import DateMatch, match_date
from ...registry.grammar import Grammar, any_of, compiled
from ...registry.relations import CHANGES
from ..bodies import BodyContext, BodyMatch, resolve_body, scan_bodies
from .chains import Cue
from .parts import form

_CLAUSE = 500
"""Characters before a verb in which it is sought whether the document itself does what it says."""
SUBJECT = 230
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
_DAY_BEFORE = re.compile(r"ngày\s*", re.IGNORECASE)
_TOLD_BEFORE = 40
"""Characters before who issued it in which its day stands: "ngày 5 tháng 3 năm 2020, Bộ A ban hành …"."""
LINE_MARKS = 12
"""Characters of marks between the head of a line and its first word."""


@compiled
def _auxiliary(grammar: Grammar) -> re.Pattern[str]:
    """What may stand between who does it and the verb: "đã chủ động"."""
    return re.compile(rf"[\s,*]*(?:(?:{grammar.words('auxiliary')})\s+)*\Z", re.IGNORECASE)


@compiled
def _coordinated(grammar: Grammar) -> re.Pattern[str]:
    """A verb of the same subject before one that guides: "quy định chi tiết một số điều và biện pháp (thi hành)"."""
    return re.compile(rf"""
        (?:{grammar.words('decree_verb')})(?:\s+chi\s+tiết)?\s    # quy định chi tiết
        [^.;:“”()]{{0,90}}(?:,|(?<!\w)và)\s+(?:các\s+)?           # một số điều và
        (?:biện\s+pháp\s+(?:để\s+)?)?                            # biện pháp để (tổ chức, hướng dẫn thi hành)
        """, re.IGNORECASE | re.VERBOSE)


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


def behind_marks(words: str) -> str:
    """Words without the marks that a clause opens with: "- Điều 2. Bãi bỏ …", "V/v triển khai …"."""
    return _MARKS.sub("", words, count=1)


def clause_of(clean: str, start: int, cue: Cue) -> int:
    """Where the clause of a verb begins: at the verb, where it opens a line with a capital below a heading that was
    read into the same sentence ("Điều 1. Bãi bỏ Thông tư / Bãi bỏ toàn bộ Thông tư số …"); else at ``start``."""
    above = clean[max(start, cue.start - LINE_MARKS):cue.start].rstrip(" *_#|-+")
    return cue.start if clean[cue.start].isupper() and above.endswith("\n") else start


def does_here(clean: str, start: int, cue: Cue, own_type: str | None, context: BodyContext, grammar: Grammar) -> bool:
    """Whether the document itself changes or guides: who acts in the clause from ``start`` to the verb."""
    if plans(cue.phrase, grammar):
        return False
    before = clean[max(start, cue.start - _CLAUSE):cue.start]
    rest = behind_marks(before)
    own = len(own_type) if own_type and rest.lower().startswith(own_type.lower()) else 0
    rest = behind_marks(rest[own:])
    if rest and _of_another(grammar).search(before) and not (own_type and _issues_own(before, own_type, grammar)):
        return False
    if not rest or speaks_of_itself(before, own_type, grammar) or (own_type and _issues_own(before, own_type, grammar)):
        return True
    if cue.relation in CHANGES and _verb_first(grammar).match(rest):
        return True
    if cue.part and cue.phrase == "thay thế" and form(grammar).match(rest):
        return True  # "Mẫu số 5 (mới) thay thế mẫu số 5 ban hành kèm theo …"
    return cue.relation == "guides" and (_coordinated(grammar).fullmatch(rest) is not None
                                         or _subject(clean, start, cue, context, grammar).own)


def _issues_own(before: str, own_type: str, grammar: Grammar) -> bool:
    """Whether the words before a verb end with issuing the document itself, at most another verb between: "ban hành
    Thông tư (sửa đổi …)", "ban hành Nghị định quy định chi tiết một số điều và biện pháp (thi hành …)"."""
    own = re.search(rf"(?<!đã )ban\s+hành\s+{re.escape(own_type)}(?!\w)\s*(?!.*ban\s+hành)", before,
                    re.IGNORECASE | re.DOTALL)
    if own is None:
        return False
    if before[own.end():].lower().split() == ["về", "việc"]:
        return True
    return own.end() == len(before) or _coordinated(grammar).fullmatch(before, own.end()) is not None


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
    return _of_another(grammar).search(clean, max(start, cue.start - SUBJECT), cue.start) is None


def opens_clause(clean: str, start: int, cue: Cue) -> bool:
    """Whether the verb comes first in its clause, or in a bracket: "Thực hiện …", "Để thực hiện …"."""
    before = clean[max(start, cue.start - SUBJECT):cue.start]
    before = before[before.rfind("(") + 1:]
    return re.fullmatch(r"(?:\s*(?:để|nhằm))?\s*", behind_marks(before), re.IGNORECASE) is not None


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
    before = clean[max(start, cue.start - SUBJECT):cue.start]
    rest = behind_marks(before)
    first = not rest or _auxiliary(grammar).match(rest) is not None
    return Issue(own=first and context.issuer is not None and "ban hành" in cue.phrase)


def _subject(clean: str, start: int, cue: Cue, context: BodyContext, grammar: Grammar) -> Issue:
    """The body right before a verb, with the day told before it."""
    low = max(start, cue.start - SUBJECT)
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
