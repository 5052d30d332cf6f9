"""Text to mentions: every place where a text names an instrument, in order, spans exact.

``find_mentions`` runs the finders (numbered, blank, named, described, and the provisions before them) and
settles overlaps in one place. What a mention refers to and how is for :mod:`vanban.reading.relations` to say.
"""

from __future__ import annotations

from .bent import as_recognised, note_of_bent, unbent, unbent_type
from .blank import BLANK
from .mention import Mention
from .scan import find_mentions

__all__ = ["BLANK", "Mention", "as_recognised", "find_mentions", "note_of_bent", "unbent", "unbent_type"]
