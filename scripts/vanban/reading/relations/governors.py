"""What governs a citation or a list: the words (:mod:`.government`) and who does what they say: this document
(:mod:`.acting`) or others (:mod:`.told`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from ...models import RelationType
from ...registry.document_types import DocumentType
from ...registry.grammar import Grammar
from ...registry.relations import CARRIES_OUT, CHANGES
from ..bodies import BodyContext
from .acting import (
    UNTOLD,
    Issue,
    attaches_here,
    clause_of,
    does_here,
    issue_of,
    issues_to,
    opens_clause,
    speaks_of_itself,
)
from .chains import Cue, Found
from .doers import done_by_others
from .government import govern
from .made import describes, in_row, stands_in_made
from .told import cut_off, is_drafted, narrates, of_unread, told_of, within

_PROMISED = re.compile(r"(?<!\w)cam\s+(?:kết|đoan)(?!\w)[^.;\n]{0,60}:", re.IGNORECASE)
"""A line that introduces what somebody promises in a form: "Tôi xin cam kết:"."""
_TOWARDS = re.compile(r"\s+theo\s+hướng(?!\w)", re.IGNORECASE)
"""Behind what is to be changed, which so is a task: "Sửa đổi Đề án 544 theo hướng …"."""
_CELL = 8
"""Characters of blanks and emphasis between the border of a table's cell and its first word."""
_ABOVE = 60
"""Characters above a title in which the type of the document is sought."""


class Governor(Struct, frozen=True, gc=False):
    """What governs a list: its cue, who issued and when where it says so, and whether this document does it.

    ``inherited``: the words stand in another sentence, above the list or before its ";". ``named``: they only name
    the doing ("trong việc thực hiện"), which is the document's where it carries the same instrument out elsewhere.
    ``first``: the verb opens its clause; further on somebody else may be who carries out.
    """

    cue: Cue | None = None
    issue: Issue = UNTOLD
    here: bool = True
    inherited: bool = False
    named: bool = False
    first: bool = True

    @property
    def relation(self) -> RelationType:
        """The relation the cue says; what others do, plan or quote is only cited."""
        if self.cue is None or not self.here or (self.cue.relation == "issued" and not self.issue.own):
            return "cites"
        return self.cue.relation


NOTHING = Governor()


class Around(Struct, frozen=True, gc=False):
    """What no citation of a sentence has taken: from ``free`` to the one read, from its end ``after`` to ``end``;
    ``above`` is where the line that introduces the sentence begins, ``None`` without one."""

    free: int
    after: int
    end: int
    above: int | None = None


class GovernorReader(Struct, frozen=True, gc=False):
    """Governors in one document: its clean text, issuer and, where known, type; ``articles`` is where those of a
    normative text begin; ``forms`` are the spans of forms and second papers, which act for themselves."""

    clean: str
    context: BodyContext
    own_type: str | None
    grammar: Grammar
    articles: int | None = None
    forms: Sequence[tuple[int, int]] = ()

    def governed(self, found: Found, low: int, around: Around | None = None) -> Governor:
        """A governor for what was found before a citation whose clause begins at ``low``."""
        cue = found.cue
        if cue is None:
            return NOTHING
        if around is not None and self._told_of_others(cue, around):
            return Governor(cue, here=False)
        low = clause_of(self.clean, low, cue)
        if cue.relation == "issued":
            return Governor(cue, issue_of(self.clean, low, cue, self.context, self.grammar))
        if cue.relation == "attaches":
            issue = issue_of(self.clean, low, cue, self.context, self.grammar)
            cell = self.clean[max(0, low - _CELL):low].rstrip(" *\n").endswith("|")
            sent = not cell and (issue.issuer is None or issue.own)
            return Governor(cue, here=sent and attaches_here(self.clean, low, cue, self.grammar))
        if cue.relation in CARRIES_OUT:
            return Governor(cue, here=self._carries_out(low, cue), named=within(self.clean, low, cue, self.grammar),
                            first=opens_clause(self.clean, low, cue))
        if cue.relation == "guides" or cue.relation in CHANGES:
            here = does_here(self.clean, low, cue, self.own_type, self.context, self.grammar) and (
                not cue.part or self._changes_texts()) and not (
                in_row(self.clean, cue.start) or self._is_duty(low, cue))
            task = around is not None and cue.relation in CHANGES and _TOWARDS.match(self.clean, around.after)
            return Governor(cue, here=here and not task and "(" not in self.clean[max(low, cue.start - 2):cue.start])
        return Governor(cue, named=cue.named)

    def _told_of_others(self, cue: Cue, around: Around) -> bool:
        """Whether a text that was not read does it, or the sentence goes on with what somebody else has done; only a
        named body rests on what the document does not."""
        carries = cue.relation in CARRIES_OUT
        if not carries and cue.relation != "basis":
            return False
        if carries and (of_unread(self.clean, around.free, cue, self.grammar) or (
                around.above is not None and _PROMISED.search(self.clean, around.above, around.free))):
            return True
        return done_by_others(self.clean, around.after, around.end, self.context, self.grammar, bodies=not carries)

    def _carries_out(self, low: int, cue: Cue) -> bool:
        """Whether the document itself carries out what the verb says, or orders it.

        The articles of a normative text tell others what to carry out; before them, and in a type that changes only
        its own kind (a report, a submission) and so orders nothing, the verb must come first, or not be told of
        somebody.
        """
        row = self.own_row
        if self.articles is not None and cue.start > self.articles:
            return self.speaks_of_itself(low, cue.start) and not within(self.clean, low, cue, self.grammar)
        if row is not None and row.normative == "yes":
            return opens_clause(self.clean, low, cue) or issues_to(self.clean, low, cue, row.name)
        if any(told(self.clean, low, cue) for told in (cut_off, describes)) or any(
                told(self.clean, low, cue, self.grammar) for told in (within, told_of)):
            return False
        if row is not None and is_drafted(cue, self.grammar) and self._shapes_nothing(row):
            return False
        if row is None or row.may_change != "own_kind":  # what a report says was made its issuer has made
            return not stands_in_made(self.clean, low, cue, self.context, self.grammar)
        if opens_clause(self.clean, low, cue):
            return True
        return not narrates(self.clean, low, cue, row.name, self.grammar)

    def _shapes_nothing(self, row: DocumentType) -> bool:
        """Whether a document of a type gives no policy its shape: a report, a submission, a letter."""
        return row.may_change == "own_kind" or self.grammar.registry.has_trait(row.name, "letter")

    def _is_duty(self, low: int, cue: Cue) -> bool:
        """Whether the articles of a normative text tell units to guide, among other things: "Tổ chức phổ biến, quán
        triệt, hướng dẫn triển khai thực hiện …"."""
        if self.articles is None or cue.start < self.articles or cue.relation != "guides":
            return False
        guides = cue.phrase.startswith(tuple(phrase.lower() for phrase in self.grammar.phrases("guides")))
        return not guides and not self.speaks_of_itself(low, cue.start)

    @property
    def own_row(self) -> DocumentType | None:
        """The row of the document's own type; ``None`` where it has none that is known."""
        return self.grammar.registry.type_named(self.own_type)

    @property
    def reports(self) -> bool:
        """Whether the document is one that reports or submits, and so orders nothing."""
        return self.own_row is not None and self.own_row.may_change == "own_kind"

    def _changes_texts(self) -> bool:
        """Whether the type of the document is one that changes normative texts."""
        return self.own_row is not None and self.own_row.may_change == "normative"

    def speaks_of_itself(self, start: int, end: int) -> bool:
        """Whether ``clean[start:end]`` names the document by "… này"."""
        return speaks_of_itself(self.clean[start:end], self.own_type, self.grammar)

    def titled(self, low: int) -> Governor:
        """The governor of a title whose verb is the type of the document: "HƯỚNG DẪN" above "Một số nội dung …"."""
        start = max(0, low - _ABOVE)
        above = self.clean[start:low].rstrip(" \n*|#")
        if not self.own_type or not above.lower().endswith(self.own_type.lower()):
            return NOTHING
        end = start + len(above)
        found = govern(self.clean, end - len(self.own_type), end, self.grammar)
        return Governor(found.cue)
