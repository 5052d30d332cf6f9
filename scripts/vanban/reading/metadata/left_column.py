"""The issuer by the left column of the letterhead: superior over issuer, units that carry their superior's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from msgspec.structs import replace

from ...language.folding import fold, folded_places
from ...registry.grammar import Grammar, any_of, compiled
from ..bodies import Body, BodyContext, BodyMatch, join_bodies, match_body, resolve_body, scan_bodies, straightened
from ..bodies.capitals import in_small_letters
from ..layout.lines import Line
from .place import commune_in

_NOISE_FOLDED = re.compile(r"""
    (?: hoa[ ]toc | mat | toi[ ]mat | tuyet[ ]mat | khan | thuong[ ]khan   # MẬT, HỎA TỐC
      | du[ ]thao.* | sao[ ]y.* | ban[ ]sao.* | cong[ ]bao.*   # DỰ THẢO LẦN 2
      | thu[ ]vien[ ]phap[ ]luat | luat[ ]viet[ ]nam       # a portal's name
      | .{0,12}\bthong[ ]\S{0,4}[ ]?.{0,6}\b[db]\w{2,4}[ ]t\w{1,2}[ ]c\w{1,4}[ ]ph\w{1,2}\W*   # CỔNG THÔNG TIN ĐIỆN TỬ
    )$""", re.VERBOSE)
"""Lines of the left column that name nobody, without their marks; the last one is CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ as
recognition bends it."""
_NUMBERED = re.compile(
    r"^\W{0,3}(?:S[ốóô]|s[ốóôé]|SỐ|S6|8é|96)\W{0,3}\s?(?:\S{0,12}\s?[\d/].*-|\S{2,}-[A-ZĐ]{2}[A-ZĐ&]*$)")
"""A number line, its word bent ("8é: 12/QĐ-") or its serial beyond digits too: "Số MOOCT-TTHT"."""
_IN_NO_NAME = re.compile(r"[$@#%=<>{}\\]")
"""Signs that stand in no body's name: with such a line a stamp begins."""
_DASH = re.compile(r"(?<=\w )[~—](?= \w)")
"""A dash within a name as recognition bends it."""
_TWICE = re.compile(r"\b(\w+) [^\w\-–] (?=\1\b)")
"""A word that a speck made two: "SỞ Y ' Y TẾ"; a dash parts two names, as in "HÀ TĨNH - TĨNH GIA"."""
_SUPERIOR_SAID = re.compile(r"\s+(?:bộ|sở|cục|tổng cục|tỉnh|huyện)$", re.IGNORECASE)
"""The kind of the body above at the end of a unit's name, where its whole name stands above: "VĂN PHÒNG SỞ"."""
_DASHED = re.compile(r"[ ]*[-–][ ]*|\s+-\s*")
"""What joins two bodies on one line."""
_LEAST_UNKNOWN, _LEAST_LETTERS = 2, 7
"""Words and characters of a body that no table knows."""


@compiled
def _organs_folded(grammar: Grammar) -> re.Pattern[str]:
    """A line that only says who of the body above it signs: those who lead it, or its congress."""
    leading = any_of(fold(organ.name) for organ in grammar.registry.organs if organ.leads)
    return re.compile(rf"(?:{leading}|dai hoi\b.*)$")


def letterhead_text(lines: Sequence[Line], grammar: Grammar) -> str:
    """The left column as one text, marks of secrecy and urgency and organs that only sign left out."""
    named = takewhile(lambda line: _IN_NO_NAME.search(line.text) is None, lines)
    kept = [line for line in named if not (_NOISE_FOLDED.match(line.folded) or _NUMBERED.match(line.text))]
    while len(kept) > 1 and _organs_folded(grammar).match(kept[-1].folded):
        kept.pop()
    return "\n".join(_TWICE.sub("", _DASH.sub("-", line.text)) for line in kept)


def body_of_letterhead(words: str, context: BodyContext, grammar: Grammar) -> Body | None:
    """The body that the left column names; ``None`` when it names none."""
    text = straightened(words, grammar)
    unit = _unit(text, context, grammar)
    return unit if unit is not None else _last_named(text, context, grammar)


def body_without_organs(match: BodyMatch, context: BodyContext, grammar: Grammar) -> Body:
    """The body of a match without its organs: the organisation issues, the organ only signs."""
    parts = tuple(replace(part, organs=()) for part in match.parts)
    return resolve_body(replace(match, parts=parts), context, grammar)


def _as_printed(match: BodyMatch, context: BodyContext, grammar: Grammar) -> Body:
    """The body of a letterhead: as :func:`body_without_organs`, but an organ that issues in its own name stays."""
    issuing = {organ.name for organ in grammar.registry.organs if organ.issues}
    parts = tuple(replace(part, organs=part.organs if issuing.issuperset(part.organs) else ()) for part in match.parts)
    return resolve_body(replace(match, parts=parts), context, grammar)


def as_in_prose(body: Body, prose: str, grammar: Grammar) -> Body:
    """The body with its name in the capitals and small letters that the running text gives it."""
    row = grammar.registry.body(body.rows[0]) if body.rows else None
    if row is not None and row.kind != "named":
        return body
    whole = body.organisation
    bare = whole.removesuffix(f" {body.territory.full_name}") if body.territory else whole
    for words in dict.fromkeys((whole, bare)):
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())), re.IGNORECASE)
        found = next((m.group() for m in pattern.finditer(prose) if not m.group().isupper()), None)
        if found is None:
            found = _unmarked(words, prose)
        if found is not None:
            name = " ".join(found.split()) + whole[len(words):]
            name = name[:1].upper() + name[1:]
            return replace(body, name=name, organisation=name)
    return body


def _unmarked(words: str, prose: str) -> str | None:
    """A name that lost its marks as the running text writes it with them; ``None`` where it does not."""
    key = r"\s+".join(map(re.escape, folded_places(words).split()))
    found = re.search(rf"(?<!\w){key}(?!\w)", folded_places(prose))
    written = prose[found.start():found.end()] if found else None
    return written if written and not written.isupper() and _marks(written) > _marks(words) + 1 else None


def _marks(words: str) -> int:
    """Letters with a mark, "đ" among them."""
    return sum(not letter.isascii() for letter in words)


def _last_named(text: str, context: BodyContext, grammar: Grammar) -> Body | None:
    """The last body of the column; words after it that no table knows are a body of their own."""
    matches = scan_bodies(text, grammar)
    joint = _joint(text, matches, context, grammar)
    if joint is not None:
        return joint
    if len(matches) > 1 and _is_bare_union(matches[-1]):
        matches = matches[:-1]
    rest = text[matches[-1].end:] if matches else text
    unknown = " ".join(re.sub(r"[^\w\s,&-]", " ", rest).split()).strip(" -,")
    accented = fold(unknown) != unknown.lower()  # without any mark it is a scrap
    long = len(unknown.split()) >= _LEAST_UNKNOWN and len(unknown) >= _LEAST_LETTERS
    if accented and long and _name_opens(grammar).match(fold(unknown)):
        return _unlisted(unknown, body_without_organs(matches[-1], context, grammar) if matches else None, grammar)
    return _below(matches, context, grammar) if matches else None


@compiled
def _name_opens(grammar: Grammar) -> re.Pattern[str]:
    """What names of bodies begin with, without marks: the first syllable of a kind that has proper names ("Công ty …"),
    the first two of any other ("Sở Nội vụ") and of units."""
    words = grammar.registry.sentence_words
    names = [(unit, 2) for unit in (*words["unit"], *words["place_unit"])]
    names += [(head, 1 if row.kind == "named" else 2) for row in grammar.registry.bodies for head in row.heads]
    return re.compile(rf"(?:{any_of({' '.join(fold(name).split()[:count]) for name, count in names})})\b")


def _is_bare_union(match: BodyMatch) -> bool:
    """Whether a match is the Youth Union's title at the top right, not the body on the left."""
    part = match.parts[0]
    return part.rows[0].role == "title" and part.place is None


@compiled
def _openings(grammar: Grammar) -> tuple[tuple[str, bool], ...]:
    """Openings of units, longest first; whether below a People's Committee only the place goes with them."""
    words = [(word.lower(), role == "place_unit") for role in ("unit", "place_unit")
             for word in grammar.registry.sentence_words.get(role, ())]
    return tuple(sorted(words, key=lambda pair: -len(pair[0])))


def _unit(text: str, context: BodyContext, grammar: Grammar) -> Body | None:
    """A unit on the last lines that takes the name of the body above it; ``None`` when there is none."""
    lines = text.split("\n")
    for first in range(len(lines) - 1, 0, -1):
        words = " ".join(" ".join(lines[first:]).split()).strip(" -*.")
        found = next((pair for pair in _openings(grammar) if re.match(rf"{pair[0]}\b", words.lower())), None)
        if found is None:
            continue
        opening, placed = found
        above = "\n".join(lines[:first])
        if not words.isupper() or _listed(words, grammar):
            return None
        superior = body_of_letterhead(above, context, grammar) if scan_bodies(above, grammar) else None
        if superior is None or (placed and _role(superior, grammar) == "government"):
            return None
        return _composed(words, opening, superior, context, grammar)
    return None


def _role(body: Body, grammar: Grammar) -> str | None:
    """The role in letterheads of a body, of the first of joined ones."""
    rows = filter(None, map(grammar.registry.body, body.rows))
    return next((row.role for row in rows), None)


def _listed(words: str, grammar: Grammar) -> bool:
    """Whether the table knows these words as a body that needs no superior to be named."""
    match = match_body(words, 0, grammar)
    if match is None or not match.parts[0].rows or match.end < len(words):
        return False
    part = match.parts[0]
    return part.rows[0].kind != "named" or part.place is not None or part.rows[0].free_name == "small"


def _composed(words: str, opening: str, superior: Body, context: BodyContext, grammar: Grammar) -> Body:
    """One name of "BAN TUYÊN GIÁO" below "Tỉnh ủy Bình Phước", canonical where the table has it."""
    own = in_small_letters(_SUPERIOR_SAID.sub("", words) if opening in ("thanh tra", "văn phòng") else words, grammar)
    cut = len(opening) + 1
    if opening != "chi nhánh":
        own = own[:cut] + own[cut:cut + 1].upper() + own[cut + 1:]
    centre = _role(superior, grammar) == "centre"
    name = f"{own} {'Trung ương' if centre else superior.organisation}"
    if opening == "chi nhánh":
        name = f"{superior.organisation} chi nhánh{own[len(opening):]}"
    match = match_body(name, 0, grammar)
    rows = match.parts[0].rows if match is not None and match.end == len(name) else ()
    if match is not None and rows and rows[0].kind != "named":
        return resolve_body(match, context, grammar)
    place = _place_said(own[cut:], context, grammar) if opening == "chi nhánh" else None
    return Body(name, name, place.level if place else superior.level, (place or superior).territory)


def _place_said(words: str, context: BodyContext, grammar: Grammar) -> Body | None:
    """Any body of the territory that words name ("tỉnh Bình Phước"), for its level and territory."""
    match = match_body(f"Ủy ban nhân dân {words}", 0, grammar)
    return body_without_organs(match, context, grammar) if match and match.parts[0].place else None


def _unlisted(words: str, superior: Body | None, grammar: Grammar) -> Body:
    """A body that no table knows, below one that may be known: it lies where its superior does."""
    name = in_small_letters(words, grammar) if words.isupper() else words
    name = name[:1].upper() + name[1:]
    body = Body(name, name, superior.level if superior else None)
    return _beside(body, superior, grammar) if superior else body


def _beside(body: Body, superior: Body, grammar: Grammar) -> Body:
    """The body with its superior's territory in its name, unless it has one or names it already."""
    commune = commune_in(grammar).search(superior.organisation) if superior.level == "commune" else None
    place, full = (commune["name"], commune["commune"]) if commune else (None, "")
    if superior.territory:
        place, full = superior.territory.name, superior.territory.full_name
    if place is None or body.territory is not None or place.lower() in body.name.lower():
        return body
    row = grammar.registry.body(body.rows[0]) if body.rows else None
    if row is not None and row.free_name == "own":
        return replace(body, territory=superior.territory)
    name = f"{body.name} {full}"
    return replace(body, name=name, organisation=name, territory=superior.territory)


def _below(matches: list[BodyMatch], context: BodyContext, grammar: Grammar) -> Body:
    """The last body; one without a place of its own right below a ministry is the ministry's, not a province's."""
    superior = body_without_organs(matches[-2], context, grammar) if len(matches) > 1 else None
    placed = any(part.place is not None for part in matches[-1].parts)
    if superior is None or placed or superior.level not in ("central", "ministry"):
        body = _as_printed(matches[-1], context, grammar)
        if superior is None:
            return body
        body = replace(body, level=body.level or superior.level)
        return body if placed else _beside(body, superior, grammar)
    body = body_without_organs(matches[-1], BodyContext(date=context.date), grammar)
    return body if body.level in ("central", "ministry", "grassroots") else replace(body, level="ministry")


def _joint(text: str, matches: list[BodyMatch], context: BodyContext, grammar: Grammar) -> Body | None:
    """Two bodies on one line joined by a dash, which issue together, a union of the branch by the name of its
    department ("SỞ Y TẾ - CÔNG ĐOÀN NGÀNH"); ``None`` where no two stand so, or one is the other's."""
    if len(matches) < 2 or not _DASHED.fullmatch(text[matches[-2].end:matches[-1].start]):
        return None
    upper, lower = (match.parts[0].rows[0] for match in matches[-2:])
    if lower.parent == upper.id:
        return None
    first, second = (body_without_organs(match, context, grammar) for match in matches[-2:])
    name = second.name
    field = re.match(r"Sở (.+?)(?: (?:tỉnh|thành phố|Thành phố) .+)?$", first.name)
    if field and re.fullmatch(r"cong doan nganh\W*", " ".join(fold(text[matches[-1].start:]).split())):
        name = " ".join(["Công đoàn ngành", field[1], *([first.territory.full_name] if first.territory else [])])
    return join_bodies([first, replace(second, name=name, organisation=name)])
