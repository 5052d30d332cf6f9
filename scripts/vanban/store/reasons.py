"""The reasons that people write beside what they correct, confirm, lead on or take out, for those who come after."""

from __future__ import annotations

import re

SHORTEST_REASON = 3
"""Letters below which a reason tells nobody anything."""
_LETTER = re.compile(r"[^\W\d_]")


def says_nothing(reason: str) -> bool:
    """Whether a reason has no more than a letter or two, or was copied from a guide with its "…" unfilled."""
    return len(_LETTER.findall(reason)) < SHORTEST_REASON or "…" in reason
