"""How an instrument is cited: in a letter, and as files that reference managers read."""

from __future__ import annotations

import json
import re

from ...models import Instrument
from ..site import Site

_BIBTEX = re.compile(r"[\\{}$&#%_^~]")
_SPACES = re.compile(r"\s+")
_RIS_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def official_form(site: Site, instrument: Instrument) -> str:
    """The words of an official letter: "Kế hoạch số 31/KH-UBND ngày 02/02/2023 của … về …"."""
    words = site.names[instrument.key].full
    title = _flat(instrument.title)
    if not title or title.casefold() in words.casefold():
        return words
    return f"{words} {title if title.casefold().startswith('về ') else 'về ' + lowered(title)}"


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
    return _flat(instrument.title) or _flat(site.names[instrument.key].short)


def _ris(site: Site, instrument: Instrument) -> str:
    rows = [("TY", "GOVDOC"), ("ID", instrument.slug), ("TI", _title(site, instrument)),
            ("AU", f"{_flat(instrument.issuing_body)}," if instrument.issuing_body else ""),
            ("M1", _flat(instrument.number)), ("M3", _flat(instrument.type)),
            ("PY", str(instrument.year or "")), ("DA", (instrument.date or "").replace("-", "/")),
            ("LA", "vi"), ("UR", site.absolute(f"van-ban/{instrument.slug}/") or "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows if value) + "ER  - \r\n"


def _bibtex(site: Site, instrument: Instrument) -> str:
    rows = [("author", _flat(instrument.issuing_body)), ("title", _title(site, instrument)),
            ("type", _flat(instrument.type)), ("number", _flat(instrument.number)),
            ("year", str(instrument.year or "")), ("date", instrument.date or ""), ("language", "vietnamese"),
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
        "URL": site.absolute(f"van-ban/{instrument.slug}/")}
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=1) + "\n"
