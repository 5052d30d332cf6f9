"""One key for all mentions of the same instrument in a document: ``<canonical number>@<year>``.

Short forms take the key of the full citation before them, a described programme that of the one numbered
instrument it can be. Only what one document says counts here; the whole collection is the graph's matter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import fuzz

from ...language.folding import fold
from ...language.numbers import Number
from ...registry.tables import Registry
from ..citations import BLANK, Mention
from .aliases import ALIAS_BEFORE
from .issuers import Issuer

_NICKNAMED = 50
"""Decisions of one serial that a nickname is sought among."""
_NUMBERED_BY_YEAR = 2000
"""From this year on every decree and circular has its year in its number."""
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_PERIOD = re.compile(r"(?<!\w)(?:giai\s+đoạn|thời\s+kỳ|đến\s+năm)(?!\w)|\d{4}\s*[-–]\s*\d{4}", re.IGNORECASE)
_SAME_SUBJECT = 75
"""Of 100, how much two subjects share at least, word by word, that can be one (``token_set_ratio``)."""
_NO_QUOTES = dict.fromkeys(map(ord, "“”\"«»"))


class Key(Struct, frozen=True, gc=False):
    """An instrument key with the year in it; ``resolved`` is how a short or described mention got it, ``origin`` the
    index of the full citation that a short form stands for, ``number`` the one that a full citation stands for."""

    value: str
    year: int | None
    resolved: str | None = None
    origin: int | None = None
    number: Number | None = None


def keys(clean: str, mentions: Sequence[Mention], issuers: Sequence[Issuer | None],
         subjects: Sequence[tuple[int, int] | None], written: int | None, registry: Registry) -> list[Key]:
    """The key of every mention, in order; ``written`` is the year of the document, ``None`` where it is not known."""
    years = _years(mentions, registry)
    titles = [_title(clean, m, s) for m, s in zip(mentions, subjects, strict=True)]
    found = [_full(m, years, written, registry) for m in mentions]
    _blanks(clean, mentions, titles, found)
    _nicknames(clean, mentions, titles, found)
    _short_forms(mentions, issuers, found)
    _by_name(mentions, written, registry, found)
    named = [title or _bare(clean, m, issuer) for title, m, issuer in zip(titles, mentions, issuers, strict=True)]
    _described(mentions, issuers, titles, named, found)
    return [key or _own(m, name) for m, key, name in zip(mentions, found, named, strict=True)]


def _years(mentions: Sequence[Mention], registry: Registry) -> dict[tuple[str | None, str], int | None]:
    """The year of each number, where all dated mentions of it in the document agree."""
    seen: defaultdict[tuple[str | None, str], set[int]] = defaultdict(set)
    for m in mentions:
        if m.number is not None and m.year:
            numbers = (m.number, replace(m.number, year=None)) if _has_year(m.type, m.number, registry) else (m.number,)
            for number in numbers:
                seen[m.type, number.match_key].add(m.year)
    return {key: values.pop() if len(values) == 1 else None for key, values in seen.items()}


def _full(mention: Mention, years: dict[tuple[str | None, str], int | None], written: int | None,
          registry: Registry) -> Key | None:
    """The key of a citation by its whole number, with the document's one year for it where its own is not said, and
    that of its day where its own is to come yet; ``None`` for any other."""
    number = mention.number
    if number is None or not (number.segments or ":" in number.serial):
        return None
    year = mention.year or years.get((mention.type, number.match_key))
    if written and number.year and mention.date and number.year > written >= (dated := int(mention.date[:4])) and not (
            number.year == dated + 1 and mention.date[5:7] == "12"):  # numbered ahead for the new year
        number, year = replace(number, year=dated), dated  # "15/2029/NĐ-CP ngày 01/02/2019"
    if year is not None and year >= _NUMBERED_BY_YEAR and _has_year(mention.type, number, registry):
        number = replace(number, year=number.year or year)
    return Key(_with_year(number.canonical, year), year, None if mention.year or not year else "year: document",
               number=number)


def _has_year(type_: str | None, number: Number, registry: Registry) -> bool:
    """Whether the number of a text has its year in it, or should: a decree's or circular's with its whole symbol, as
    in "Nghị định số 85/NĐ-CP ngày 25/5/2007"."""
    row = registry.type_named(type_)
    return row is not None and row.normative == "yes" and len(number.segments) > 1 and (
        row in registry.types_of_abbreviation(number.parts.segments[0]))


def _blanks(clean: str, mentions: Sequence[Mention], titles: Sequence[str], found: list[Key | None]) -> None:
    """Keys of texts whose number was left blank, by type, symbol and subject; without its subject one is the only other
    of its symbol."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    blanks = [(i, f"{m.type} {BLANK}{_symbol(clean, m.blank)}") for i, m in enumerate(mentions) if m.blank]
    for i, name in blanks:
        named[name] |= {titles[i]} - {""}
    for i, name in blanks:
        title = titles[i] or (min(named[name]) if len(named[name]) == 1 else "")
        found[i] = Key(_with_year(f"{name} {title}".strip(), mentions[i].year), mentions[i].year)


def _symbol(clean: str, blank: tuple[int, int]) -> str:
    """Year and symbol behind a blank: "2025/NĐ-CP"."""
    return "".join(clean[slice(*blank)].partition("/")[2].split())


def _with_year(text: str, year: int | None) -> str:
    return f"{text}@{year}" if year else text


def _short_forms(mentions: Sequence[Mention], issuers: Sequence[Issuer | None], found: list[Key | None]) -> None:
    """"Thông tư số 124" is the last full citation of that type and serial whose issuer agrees, and the year if told."""
    full: defaultdict[tuple[str | None, str], list[tuple[int, Key]]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        if mention.number is None:
            continue
        serial = (mention.type, _serial(mention.number))
        if (whole := found[i]) is not None:
            full[serial].append((i, whole))
            continue
        fits = ((j, key) for j, key in reversed(full[serial][-_NICKNAMED:])
                if _agree(issuers[i], issuers[j]) and mention.year in (None, key.year))
        origin, key = next(fits, (0, None)) if mention.date is None else (0, None)
        found[i] = Key(_with_year(mention.number.display, mention.year), mention.year) if key is None else Key(
            key.value, key.year, "number: document", origin if key.origin is None else key.origin)


def _nicknames(clean: str, mentions: Sequence[Mention], titles: Sequence[str], found: list[Key | None]) -> None:
    """"Đề án 06" is the decision of that serial: the one it abbreviates ("… (viết tắt là Đề án 06)"), or the
    only one of the document whose subject is a plan of that kind ("phê duyệt Đề án …")."""
    full: defaultdict[str, list[tuple[int, Key]]] = defaultdict(list)
    for i, (mention, whole) in enumerate(zip(mentions, found, strict=True)):
        if whole is not None and mention.number is not None:
            full[_serial(mention.number)].append((i, whole))
    for i, mention in enumerate(mentions):
        if found[i] is not None or mention.number is None:
            continue
        same = [(j, key) for j, key in full[_serial(mention.number)][-_NICKNAMED:] if mentions[j].type != mention.type]
        told = ALIAS_BEFORE.search(clean, max(0, mention.start - 48), mention.start)
        origins = [(j, key) for j, key in same if (j < i if told else _is_plan(titles[j], mention.type))]
        named = {key.value: (key, j) for j, key in (origins[-1:] if told else origins)}
        if len(named) == 1:
            ((key, origin),) = named.values()
            found[i] = Key(key.value, key.year, "number: document", origin)


def _serial(number: Number) -> str:
    return number.serial.lstrip("0")


def _is_plan(title: str, type_: str | None) -> bool:
    """Whether a decision's subject issues a text of this type: "phê duyệt Đề án …"."""
    said = title.lower().translate(_NO_QUOTES)
    return any(said.startswith(f"{verb} {type_}".lower()) for verb in ("phê duyệt", "ban hành"))


def _by_name(mentions: Sequence[Mention], written: int | None, registry: Registry, found: list[Key | None]) -> None:
    """A law cited by its name alone is the one the document cites by the same name and a number, when there is
    exactly one, and the years do not differ; else that of the one year which the document tells of the name, unless
    a later one is in force."""
    numbered: defaultdict[tuple[str | None, str], dict[str, Key]] = defaultdict(dict)
    dated: defaultdict[tuple[str | None, str], set[int]] = defaultdict(set)
    for mention, key in zip(mentions, found, strict=True):
        if key is not None and mention.name:
            numbered[mention.type, mention.name].setdefault(key.value, key)
        if mention.name and mention.year is not None:
            dated[mention.type, mention.name].add(mention.year)
    for i, mention in enumerate(mentions):
        if found[i] is not None or not mention.name:
            continue
        same = [k for k in numbered.get((mention.type, mention.name), {}).values()
                if mention.year is None or mention.year == k.year]
        years = dated.get((mention.type, mention.name), set())
        if len(same) == 1:
            found[i] = Key(same[0].value, same[0].year, "number: document")
        elif mention.year is None and len(years) == 1 and registry.names.is_current(
                mention.type, mention.name, year := min(years), written):
            found[i] = Key(_with_year(named_key(mention).value, year), year, "year: document")


def _agree(first: Issuer | None, second: Issuer | None) -> bool:
    """Whether two issuers may be one: parts of one organisation, or one of them unknown (``None``)."""
    return first is None or second is None or first.body.organisation == second.body.organisation


def _title(clean: str, mention: Mention, subject: tuple[int, int] | None) -> str:
    """The words of the subject's span, else the name; empty where neither is known."""
    words = clean[subject[0]:subject[1]] if subject else mention.name or ""
    return " ".join(words.split())


def _bare(clean: str, mention: Mention, issuer: Issuer | None) -> str:
    """The words of a mention that has no subject, its owner in full: "Chương trình hoạt động của …"."""
    words = clean[mention.start:mention.body_span[0] if mention.body_span else mention.end]
    return " ".join([*words.split(), *([issuer.body.name] if issuer and mention.body_span else [])])


def _described(mentions: Sequence[Mention], issuers: Sequence[Issuer | None], titles: Sequence[str],
               names: Sequence[str], found: list[Key | None]) -> None:
    """A described plan is the one numbered plan of the same body and year, when there is exactly one whose subject, if
    told, says the same."""
    numbered: defaultdict[tuple[str | None, str, int | None], dict[str, tuple[Key, str]]] = defaultdict(dict)
    for mention, issuer, key, title in zip(mentions, issuers, found, titles, strict=True):
        if key and issuer and mention.class_ == "numbered":
            numbered[mention.type, issuer.body.organisation, key.year].setdefault(key.value, (key, title))
    same: dict[tuple[str | None, str], Key] = {}
    for i, (mention, issuer) in enumerate(zip(mentions, issuers, strict=True)):
        if mention.class_ != "described" or issuer is None or mention.blank:
            continue
        year = mention.year or _last_year(names[i])
        candidates = numbered.get((mention.type, issuer.body.organisation, year), {}) if year else {}
        if len(candidates) == 1:
            ((key, title),) = candidates.values()
            if title and fuzz.token_set_ratio(fold(title), fold(names[i])) < _SAME_SUBJECT:
                continue
            found[i] = same[mention.type, fold(names[i])] = Key(key.value, key.year, "number: document")
    for i, mention in enumerate(mentions):
        if mention.class_ == "described" and found[i] is None:
            found[i] = same.get((mention.type, fold(names[i])))


def _last_year(text: str) -> int | None:
    """The last year that the words tell; ``None`` where they tell none, or the end of a period."""
    years = [] if _PERIOD.search(text) else _YEAR.findall(text)
    return int(years[-1]) if years else None


def named_key(mention: Mention) -> Key:
    """The key of an instrument by its name alone, whatever the document says of it elsewhere."""
    return _own(mention, "")


def _own(mention: Mention, title: str) -> Key:
    """The key of a named or described instrument: its type, its name, its year."""
    type_, words = str(mention.type), title if mention.name is None else mention.name
    whole = mention.name is None and words.lower().startswith(type_.lower())  # not "(Luật) Luật sư"
    text = words if whole else f"{type_} {words}".strip()
    return Key(_with_year(text, mention.year), mention.year)
