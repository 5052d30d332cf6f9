"""How many processes may share the work on much text: the same result as by one, sooner."""

from __future__ import annotations

import os
from multiprocessing import get_all_start_methods

MANY_CHARACTERS = 4_000_000
"""Characters of text from which other processes help."""
MOST = 4


def helpers_for(characters: int) -> int:
    """How many processes may work on so much text on this machine; 1 where it cannot fork."""
    if characters < MANY_CHARACTERS or "fork" not in get_all_start_methods():
        return 1
    return min(MOST, os.cpu_count() or 1)
