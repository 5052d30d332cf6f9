"""Issuing bodies: reading their names in a text, and giving each its canonical name.

``match_body`` and ``scan_bodies`` read (see :mod:`.grammar`), ``resolve_body`` names (:mod:`.naming`),
``body_of_symbol`` infers from a number (:mod:`.symbols`), ``parts_of_body`` makes what the record carries.
"""

from __future__ import annotations

from .grammar import BodyMatch, BodyPart, match_body, scan_bodies
from .naming import Body, BodyContext, has_organ, join_bodies, resolve_body
from .parts import bodies_named, missing_parts, parts_of_body, with_parts
from .places import WrittenTerritory
from .straighten import straightened
from .symbols import body_of_symbol, is_symbol, mended_number, symbols_written
from .unlisted import match_unlisted

__all__ = [
    "Body",
    "BodyContext",
    "BodyMatch",
    "BodyPart",
    "WrittenTerritory",
    "bodies_named",
    "body_of_symbol",
    "has_organ",
    "is_symbol",
    "join_bodies",
    "match_body",
    "match_unlisted",
    "mended_number",
    "missing_parts",
    "parts_of_body",
    "resolve_body",
    "scan_bodies",
    "straightened",
    "symbols_written",
    "with_parts",
]
