"""How an instrument is cited: in a letter, and as files that reference managers read."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ...models import Instrument
from ..names import date_in_words, is_law, is_party, reference, written_date
from ..site import Site

_DISPUTED = {"date": "ngày ban hành", "issuing_body": "cơ quan ban hành"}
"""Fields of a citation that can be left out, and how they are called."""

_BIBTEX = re.compile(r"[\\{}$&#%_^~]")
_SPACES = re.compile(r"\s+")
_RIS_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Cite:
    """The words of a citation: whole, and as it is named again later in the same letter.

    ``doubt`` says what in the whole form the sources dispute, ``safe`` is that form without it; both ``None`` where
    nothing is disputed.
    """

    whole: str
    brief: str
    doubt: str | None = None
    safe: str | None = None


def cite_of(site: Site, instrument: Instrument) -> Cite:
    """How an official letter cites an instrument, by its kind: law, Party, administrative."""
    whole, brief = official_form(site, instrument), site.names[instrument.key].short
    fields = [one.field for one in instrument.contradictions if one.field in _DISPUTED]
    if not fields:
        return Cite(whole, brief)
    names = " và ".join(_DISPUTED[name] for name in dict.fromkeys(fields))
    return Cite(whole, brief, f"Các nguồn ghi khác nhau về {names}: đối chiếu bản chính trước khi dẫn.",
                _form(site, instrument, fields))


def official_form(site: Site, instrument: Instrument) -> str:
    """The words of an official letter: "Kế hoạch số 31/KH-UBND ngày 02 tháng 02 năm 2023 của … về …".

    A law is called by its title, and its issuer is left unsaid.
    """
    return _form(site, instrument, ())


def _form(site: Site, instrument: Instrument, without: Sequence[str]) -> str:
    kind = site.registry.type_named(instrument.type) if instrument.type else None
    short, title = site.names[instrument.key].short, _flat(site.title_of(instrument))
    named = bool(kind and is_law(kind) and instrument.number)
    written = written_date if instrument.number and is_party(instrument.number) else date_in_words
    words = reference(instrument, short, written, (*without, "issuing_body") if named else without)
    if not title or title.casefold() in words.casefold():
        return words
    return f"{words} {lowered(title) if title.casefold().startswith('về ') else 'về ' + lowered(title)}"


def lowered(title: str) -> str:
    """A subject inside a sentence: its first letter small, unless it begins with an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def citation_files(site: Site, instrument: Instrument) -> dict[str, str]:
    """The files beside an instrument's page, by name: RIS, BibTeX and CSL-JSON."""
    slug = instrument.slug
    return {f"{slug}.ris": _ris(site, instrument), f"{slug}.bib": _bibtex(site, instrument),
            f"{slug}.csl.json": _csl(site, instrument)}


def _flat(words: str | None) -> str:
    return _RIS_UNSAFE.sub(" ", _SPACES.sub(" ", words or "")).strip()


def _title(site: Site, instrument: Instrument) -> str:
    """What stands in a title field: the subject, or the name where none is known."""
    return _flat(site.title_of(instrument)) or _flat(site.names[instrument.key].short)


def _ris(site: Site, instrument: Instrument) -> str:
    rows = [("TY", "GOVDOC"), ("ID", instrument.slug), ("TI", _title(site, instrument)),
            ("AU", f"{_flat(instrument.issuing_body)}," if instrument.issuing_body else ""),
            ("M1", _flat(instrument.number)), ("M3", _flat(instrument.type)),
            ("PY", str(instrument.year or "")), ("DA", (instrument.date or "").replace("-", "/")),
            ("N1", cite_of(site, instrument).doubt or ""), ("LA", "vi"),
            ("UR", site.absolute(f"van-ban/{instrument.slug}/") or "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows if value) + "ER  - \r\n"


def _bibtex(site: Site, instrument: Instrument) -> str:
    rows = [("author", _flat(instrument.issuing_body)), ("title", _title(site, instrument)),
            ("type", _flat(instrument.type)), ("number", _flat(instrument.number)),
            ("year", str(instrument.year or "")), ("date", instrument.date or ""), ("language", "vietnamese"),
            ("note", cite_of(site, instrument).doubt or ""),
            ("url", site.absolute(f"van-ban/{instrument.slug}/") or "")]
    fields = ",\n".join(f"  {name} = {{{{{_escaped(value)}}}}}" for name, value in rows if value)
    return f"@misc{{{instrument.slug},\n{fields}\n}}\n"


def _escaped(value: str) -> str:
    names = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
    return _BIBTEX.sub(lambda found: names.get(found.group(), "\\" + found.group()), value)


def _csl(site: Site, instrument: Instrument) -> str:
    kind = site.registry.type_named(instrument.type) if instrument.type else None
    date = [int(part) for part in (instrument.date or str(instrument.year or "")).split("-") if part]
    item = {
        "id": instrument.slug, "type": "legislation" if kind and kind.normative == "yes" else "document",
        "title": _title(site, instrument), "number": instrument.number, "genre": instrument.type,
        "authority": instrument.issuing_body,
        "author": [{"literal": instrument.issuing_body}] if instrument.issuing_body else None,
        "issued": {"date-parts": [date]} if date else None, "language": "vi-VN",
        "note": cite_of(site, instrument).doubt,
        "URL": site.absolute(f"van-ban/{instrument.slug}/")}
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=1) + "\n"
