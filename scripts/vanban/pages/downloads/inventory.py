"""The inventory of the site: what it holds, for other collections that cite it."""

from __future__ import annotations

import json

from ...store.inventories import FORMAT
from ..site import Site
from ..words import say


def inventory(site: Site) -> str:
    """Every instrument that is held and known by number and year: its key, number, day, title and address."""
    rows = [{"key": key, "number": one.number, "date": one.date, "title": site.title_of(one) or site.names[key].full,
             "address": f"van-ban/{one.slug}/"}
            for key, one in sorted(site.collection.instruments.items()) if one.document and one.number and one.year]
    named = site.keeper or say("collection")
    return json.dumps({"format": FORMAT, "collection": named, "instruments": rows}, ensure_ascii=False, indent=0) + "\n"
