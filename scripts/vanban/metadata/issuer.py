"""Who issued a document: letterhead, deciding line, symbol, opening clause, closing clause, signing block.

Each witness gives a body or nothing; the first that gives one is believed, and a later one may only add
the territory that the first leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..bodies import Body, BodyContext, BodyMatch, body_of_symbol, resolve_body, scan_bodies
from ..bodies.words import lexicon_of, sentence_case
from ..folding import fold
from ..intake.lines import Line
from ..numbers import parse_number
from ..registry.tables import Registry
from ..registry.territories import Territory

_ACTS = re.compile(
    r"\s*(?:\([^)]{1,60}\)\s*)?,?\s*(?:tỉnh|huyện|thành phố|thị xã|quận)?\s*"
    r"(?:trân trọng|kính|tiếp tục|đã|sẽ|có)?\s*(?:phối hợp\s+(?:với\s+)?.{0,60}?)?(?:"
    r"đề nghị|yêu cầu|ban hành|xây dựng|phát động|báo cáo|thông báo|hướng dẫn|quyết định|quyết nghị|có ý kiến"
    r"|ý kiến|trình|triển khai|tổ chức|chỉ đạo|kết luận|mời|xin|đề xuất|trả lời|nhận được|giao|phê duyệt"
    r"|công bố|giới thiệu|cung cấp|thực hiện|lập|điều chỉnh|quy định"
    r")\b", re.IGNORECASE)
_BEFORE_CLAUSE = re.compile(r"(?:^|[\n,;.:])\s*\Z")
_OWN_TITLE = re.compile(r"(?:^|\s)của\s+\Z")
_NOISE_FOLDED = re.compile(
    r"(?:hoa toc|mat|toi mat|tuyet mat|khan|thuong khan|du thao.*|thu vien phap luat|sao y.*|ban sao.*|cong bao.*"
    r"|luat viet nam|x)$")
_ORGANISED = re.compile(
    r"(?:"
    r"uy ban|hoi dong|bo|so|cuc|tong cuc|chi cuc|ban|phong|cong|lien doan|hoi|doan|dang|truong|trung tam|vien"
    r"|vu|van phong|thanh tra|toa|toa an|tong|ngan hang|kho bac|bao hiem|benh vien|hoc vien|dai hoc|tap doan"
    r"|quy|tinh|thanh|huyen|thi|quan|mat tran|thu tuong|chu tich|chinh phu|quoc hoi|nghiep doan"
    r")\b")
OPENING, ENDING = 3500, 1500
"""Characters of the body in which the issuer speaks of itself, from its start and before its end."""


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The places where an issuer may be named."""

    letterhead: tuple[Line, ...] = ()
    heading: str = ""
    deciding: tuple[Line, ...] = ()
    signing: str = ""
    number: str | None = None
    opening: str = ""
    ending: str = ""


def letterhead_text(lines: Sequence[Line]) -> str:
    """The left column as one text, secrecy and urgency marks left out."""
    return "\n".join(line.text for line in lines if not _NOISE_FOLDED.match(line.folded))


def named_bodies(lines: Sequence[Line], date: str | None, registry: Registry) -> list[Body]:
    """The bodies of a letterhead, superior first, with the territories it names itself."""
    context = BodyContext(date=date)
    return [resolve_body(match, context, registry) for match in scan_bodies(letterhead_text(lines), registry)]


def find_issuer(seen: Witnesses, context: BodyContext, registry: Registry) -> Body | None:
    """The issuing body without its organ; ``None`` when no witness names one."""
    head = _of_letterhead(seen, context, registry)
    if head is not None:
        return _fuller(_party_organ(head, seen, context, registry), seen.number, context, registry)
    deciding = _last(letterhead_text(seen.deciding), context, registry)
    if deciding is not None:
        return deciding
    symbol = _of_symbol(seen.number, context, registry)
    spoken = [*_speaking(seen.opening, context, registry), *_ending(seen.ending, context, registry)]
    if symbol is not None:
        family = [body for body in spoken if set(body.rows) & set(symbol.rows) and body.territory is not None]
        return family[0] if family else symbol
    segments = _rows_possible(seen.number, registry, context)
    fitting = [body for body in spoken if set(body.rows) & segments] or spoken
    if fitting:
        return fitting[0]
    return _last(seen.signing, context, registry)


def _of_letterhead(seen: Witnesses, context: BodyContext, registry: Registry) -> Body | None:
    """The last body of the left column; words after it that no table knows are a body of their own."""
    text = letterhead_text(seen.letterhead)
    matches = scan_bodies(text, registry)
    rest = text[matches[-1].end:] if matches else text
    unknown = " ".join(re.sub(r"[^\w\s,&-]", " ", rest).split()).strip(" -,")
    joint = _joint(text, matches, context, registry)
    if joint is not None:
        return joint
    accented = fold(unknown) != unknown.lower()
    if accented and len(unknown.split()) >= 2 and len(unknown) > 6 and _ORGANISED.match(fold(unknown)):
        return _unlisted(unknown, _plain(matches[-1], context, registry) if matches else None, registry)
    if not matches:
        return None
    return _below(matches, context, registry)


def _unlisted(words: str, superior: Body | None, registry: Registry) -> Body:
    """A body that no table knows, below one that may be known: it lies where its superior does."""
    name = sentence_case(words, lexicon_of(registry)) if words.isupper() else words
    name = name[:1].upper() + name[1:]
    return _beside(Body(name, name, superior.level if superior else None), superior.territory if superior else None)


def _beside(body: Body, territory: Territory | None) -> Body:
    """The body with its superior's territory in its name, unless it has one or names it already."""
    if territory is None or body.territory is not None or territory.name.lower() in body.name.lower():
        return body
    name = f"{body.name} {territory.full_name}"
    return replace(body, name=name, organisation=name, territory=territory)


def _below(matches: list[BodyMatch], context: BodyContext, registry: Registry) -> Body:
    """The last body; one without a place of its own right below a ministry is the ministry's, not a province's."""
    superior = _plain(matches[-2], context, registry) if len(matches) > 1 else None
    placed = any(part.place is not None for part in matches[-1].parts)
    if superior is None or placed or superior.level not in ("central", "ministry"):
        body = _plain(matches[-1], context, registry)
        if superior is None:
            return body
        body = replace(body, level=body.level or superior.level)
        return body if placed else _beside(body, superior.territory)
    body = _plain(matches[-1], BodyContext(date=context.date), registry)
    return body if body.level in ("central", "ministry") else replace(body, level="ministry")


def _joint(text: str, matches: list[BodyMatch], context: BodyContext, registry: Registry) -> Body | None:
    """Two bodies on one line joined by a dash issue together."""
    if len(matches) < 2 or not re.fullmatch(r"[ ]*[-–][ ]*|\s+-\s*", text[matches[-2].end:matches[-1].start]):
        return None
    first, second = (_plain(match, context, registry) for match in matches[-2:])
    name = second.name
    field = re.match(r"Sở (.+?)(?: (?:tỉnh|thành phố|Thành phố) .+)?$", first.name)
    if field and re.fullmatch(r"cong doan nganh\W*", " ".join(fold(text[matches[-1].start:]).split())):
        name = " ".join(["Công đoàn ngành", field[1], *([first.territory.full_name] if first.territory else [])])
    names = f"{first.name}; {name}"
    return Body(names, names, first.level, first.territory, (), (*first.rows, *second.rows))


def _party_organ(head: Body, seen: Witnesses, context: BodyContext, registry: Registry) -> Body:
    """Behind the letterhead of the Central Committee stands the organ that the heading or the signature names."""
    if head.rows != ("ban-chap-hanh-trung-uong",):
        return head
    said = [_plain(match, context, registry) for words in (seen.heading, seen.signing)
            for match in scan_bodies(words, registry)]
    said += _speaking(seen.opening, context, registry)
    return next((body for body in said if body.rows and body.rows[0] in ("bo-chinh-tri", "ban-bi-thu")), head)


def _fuller(head: Body, number: str | None, context: BodyContext, registry: Registry) -> Body:
    """"Thủ tướng Chính phủ" by the symbol where bad recognition left only "Chính phủ" of the letterhead."""
    symbol = _of_symbol(number, context, registry)
    if symbol is not None and symbol.territory is None and symbol.name.endswith(f" {head.name}"):
        return symbol
    return head


def _of_symbol(number: str | None, context: BodyContext, registry: Registry) -> Body | None:
    parsed = parse_number(number) if number else None
    return body_of_symbol(parsed.segments, context, registry, context.date) if parsed and parsed.segments else None


def _rows_possible(number: str | None, registry: Registry, context: BodyContext) -> set[str]:
    """Rows whose symbols stand in the number, also where the symbol alone decides nothing."""
    parsed = parse_number(number) if number else None
    segments = {segment.upper() for segment in parsed.segments} if parsed else set()
    return {row.id for row in registry.bodies
            if any(symbol.partition("@")[0].upper() in segments for symbol in row.symbols)} if segments else set()


def _plain(match: BodyMatch, context: BodyContext, registry: Registry) -> Body:
    """The body of a match without its organs: the organisation issues, the organ only signs."""
    parts = tuple(replace(part, organs=()) if part.rows else part for part in match.parts)
    return resolve_body(replace(match, parts=parts), context, registry)


def _last(words: str, context: BodyContext, registry: Registry) -> Body | None:
    matches = [match for match in scan_bodies(words, registry) if match.parts[0].rows]
    return _plain(matches[-1], context, registry) if matches else None


def _speaking(opening: str, context: BodyContext, registry: Registry) -> list[Body]:
    """Bodies that act at the head of a clause: "Ban Thường vụ Liên đoàn Lao động huyện A đề nghị …"."""
    return [
        _plain(match, context, registry) for match in scan_bodies(opening, registry)
        if match.parts[0].rows and _ACTS.match(opening, match.end)
        and _BEFORE_CLAUSE.search(opening[max(0, match.start - 3):match.start])
    ]


def _ending(ending: str, context: BodyContext, registry: Registry) -> list[Body]:
    """The body after "của" in a closing sentence that names the document ("Trên đây là Kế hoạch … của …")."""
    start = ending.rfind("Trên đây là")
    if start < 0:
        return []
    return [
        _plain(match, context, registry) for match in scan_bodies(ending, registry, start)
        if match.parts[0].rows and _OWN_TITLE.search(ending[max(0, match.start - 6):match.start])
    ][:1]
