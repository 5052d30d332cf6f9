"""Citations for reference managers: the CSL item of an instrument, and the same as RIS and BibTeX.

A page carries its item and its reader's browser writes the three forms from it (``assets/javascripts/exports.js``);
here they are written for the whole collection, one file a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...models import Instrument
from ..generated import GeneratedFile
from ..parts.citing import cite_of, flat_line
from ..site import Site
from .tables import download, json_lines

REFERENCES_NAME = "cach-dan"
"""The file name of the three bulk downloads, before the ending of each."""

_BIBTEX = re.compile(r"[\\{}$&#%_^~]")
_BIBTEX_NAMES = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


def csl_item(site: Site, instrument: Instrument) -> dict[str, Any]:
    """The CSL-JSON item of an instrument; what is not known has no key.

    ``title`` is the subject, or the name where none is known; ``note`` says what the sources dispute; ``URL`` stands
    only where the site's own address is known.
    """
    kind = site.registry.type_named(instrument.type)
    date = [int(part) for part in (instrument.date or str(instrument.year or "")).split("-") if part]
    body = flat_line(instrument.issuing_body)
    item = {
        "id": instrument.slug, "type": "legislation" if kind and kind.normative == "yes" else "document",
        "title": flat_line(site.title_of(instrument)) or flat_line(site.names[instrument.key].short),
        "number": flat_line(instrument.number), "genre": flat_line(instrument.type), "authority": body,
        "author": [{"literal": body}] if body else None,
        "issued": {"date-parts": [date]} if date else None, "language": "vi-VN",
        "note": cite_of(site, instrument).doubt,
        "URL": site.absolute(f"van-ban/{instrument.slug}/")}
    return {name: value for name, value in item.items() if value}


def ris(item: Mapping[str, Any]) -> str:
    """One RIS entry of a CSL item; the comma after a body keeps readers from parting it into family and given name."""
    body = item.get("authority")
    rows = [("TY", "GOVDOC"), ("ID", item["id"]), ("TI", item["title"]), ("AU", f"{body}," if body else ""),
            ("M1", item.get("number")), ("M3", item.get("genre")), ("PY", _date(item)[:4]),
            ("DA", _date(item).replace("-", "/") if len(_date(item)) > 4 else ""), ("N1", item.get("note")),
            ("LA", "vi"), ("UR", item.get("URL"))]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in rows if value) + "ER  - \r\n"


def bibtex(item: Mapping[str, Any]) -> str:
    """One BibTeX entry of a CSL item, values in double braces so that capitals stay."""
    rows = [("author", item.get("authority")), ("title", item["title"]), ("type", item.get("genre")),
            ("number", item.get("number")), ("year", _date(item)[:4]),
            ("date", _date(item) if len(_date(item)) > 4 else ""), ("language", "vietnamese"),
            ("note", item.get("note")), ("url", item.get("URL"))]
    fields = ",\n".join(f"  {name} = {{{{{_escaped(value)}}}}}" for name, value in rows if value)
    return f"@misc{{{item['id']},\n{fields}\n}}\n"


def _date(item: Mapping[str, Any]) -> str:
    """The date of an item, or its year alone: "2023-02-02", "2023", ""."""
    parts = item.get("issued", {"date-parts": [[]]})["date-parts"][0]
    return "-".join(f"{part:02d}" for part in parts)


def _escaped(value: str) -> str:
    return _BIBTEX.sub(lambda found: _BIBTEX_NAMES.get(found.group(), "\\" + found.group()), value)


def reference_files(site: Site) -> Iterator[GeneratedFile]:
    """The citations of every instrument: one archive a form."""
    items = [csl_item(site, one) for one in sorted(site.collection.instruments.values(), key=lambda one: one.slug)]
    yield download(f"{REFERENCES_NAME}.ris", "".join(map(ris, items)).encode())
    yield download(f"{REFERENCES_NAME}.bib", "\n".join(map(bibtex, items)).encode())
    yield download(f"{REFERENCES_NAME}.csl.json", json_lines(items))
