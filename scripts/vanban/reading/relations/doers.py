"""Who carries out, as the main clause after a citation tells: "Thực hiện Luật X, các doanh nghiệp đã …".

What somebody else has done is only told of, whatever verb opens the sentence.
"""

from __future__ import annotations

import re

from ...language.letters import CAP
from ...registry.grammar import Grammar, compiled
from ..bodies import BodyContext, resolve_body, scan_bodies

_SUBJECT = 200
"""Characters before the verb of a main clause that its subject is sought in."""
_FIRST_CLAUSE = 800
"""Characters within which the first main clause tells; a sentence of many items may be as long as its text."""
_REST_OF_NAME = re.compile(rf"(?:[.\s]+[{CAP}]\w*){{0,4}}\s*")
"""Capitals behind a body that its table does not know: "Cục HQ Điện Biên"."""
_THEN = re.compile(r"(?:(?!(?<!\w)(?:nếu|khi|trường\s+hợp)\s)[^.;:])*?(?<!,)\sthì\s", re.IGNORECASE)
""""thì" closing a condition ("Thực hiện Nghị quyết X thì hộ kinh doanh …"), unless "nếu" or "khi" opens another before
it."""
_OPENED = re.compile(r"[,;]\s*(?:(?:trong\s+)?(?:ngày|tháng|năm)\s+[\d/\-]{1,10}\s*,?\s*)?\Z", re.IGNORECASE)
"""What a main clause begins behind: a mark, and the day told first."""


def done_by_others(clean: str, start: int, end: int, context: BodyContext, grammar: Grammar, *,
                   bodies: bool = False) -> bool:
    """Whether the first main clause in ``clean[start:end]`` tells what another than the document's issuer has done;
    with ``bodies`` another body, not the many that no name stands for ("các doanh nghiệp")."""
    end = min(end, start + _FIRST_CLAUSE)
    if not bodies and _THEN.match(clean, start, end):
        return True
    for verb in _telling(grammar).finditer(clean, start, end):
        if bodies and verb["issues"]:
            continue
        low = max(start, verb.start() - _SUBJECT)
        own = _is_own(clean, low, verb.start(), context, grammar)
        if own is not None:
            return not own
        if not bodies and not verb["issues"] and _several(grammar).search(clean, low, verb.start()):
            return True
    return False


@compiled
def _telling(grammar: Grammar) -> re.Pattern[str]:
    """The word behind a subject that makes the clause one that tells: "đã", "sẽ"; or what was issued."""
    return re.compile(rf"(?<=\s)(?:{grammar.words('tense')}|(?P<issues>ban\s+hành))(?!\w)")


@compiled
def _several(grammar: Grammar) -> re.Pattern[str]:
    """Many without a name as the subject (", các doanh nghiệp", ", các Bộ, cơ quan, địa phương"), or a draft: ", dự
    thảo Luật"."""
    rest = r"[^.;:“”()\n|]"
    return re.compile(
        rf",\s+(?:{grammar.words('many')})\s{rest}{{2,120}}\Z|[,:;]\s+(?:{grammar.words('draft')})\s{rest}{{2,60}}\Z")


def _is_own(clean: str, low: int, high: int, context: BodyContext, grammar: Grammar) -> bool | None:
    """Whether the issuer is among the bodies that are the subject right before ``high``; ``None`` where none stands
    there, or the issuer is one that no table knows."""
    found = scan_bodies(clean, grammar, low, high)
    if not found or context.issuer is None or not context.issuer.rows or not _REST_OF_NAME.fullmatch(
            clean, found[-1].end, high):
        return None
    if not _OPENED.search(clean, low, found[-1].start):
        return None
    body = resolve_body(found[-1], context, grammar)
    return context.issuer.organisation in (body.organisation, *(member.organisation for member in body.members))
