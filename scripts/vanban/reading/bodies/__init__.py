"""Issuing bodies: reading their names in a text, and giving each its canonical name.

``match_body`` and ``scan_bodies`` read (see :mod:`.grammar`), ``resolve_body`` names (:mod:`.naming`),
``body_of_symbol`` infers from a number (:mod:`.symbols`).
"""

from __future__ import annotations

from .grammar import BodyMatch, BodyPart, match_body, scan_bodies
from .naming import Body, BodyContext, has_organ, join_bodies, resolve_body
from .places import Place
from .straighten import straightened
from .symbols import body_of_symbol, mended_number
from .unlisted import match_unlisted

__all__ = [
    "Body", "BodyContext", "BodyMatch", "BodyPart", "Place", "body_of_symbol", "has_organ", "join_bodies",
    "match_body", "match_unlisted", "mended_number", "resolve_body", "scan_bodies", "straightened",
]
