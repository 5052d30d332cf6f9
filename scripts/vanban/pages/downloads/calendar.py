"""The days of a document's duties as a calendar file (iCalendar, RFC 5545)."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from ...models import Instrument
from ..document.duties import Duty
from ..site import Site
from ..words import say

_ESCAPED = re.compile(r"[\\;,]")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_FOLD = 60


def calendar(site: Site, instrument: Instrument, duties: tuple[Duty, ...]) -> str:
    """The duties as an iCalendar file, each a whole day: without an end a date is one, also the last of all days."""
    name = site.names[instrument.key].short
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kho van ban chi dao//VI"]
    counts: Counter[str] = Counter()
    for duty in duties:
        place = f"{duty.day}-{duty.anchor}"  # not its number: what is found later would shift all those behind it
        counts[place] += 1
        uid = f"{instrument.slug}-{place}" + (f"-{counts[place]}" if counts[place] > 1 else "")
        first = date.fromisoformat(duty.day)
        words = "".join(piece.text if piece.part != "gap" else " […] " for piece in duty.pieces)
        lines += ["BEGIN:VEVENT", f"UID:{uid}@vanban", f"DTSTAMP:{first:%Y%m%d}T000000Z",
                  f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
                  f"SUMMARY:{_value(say('deadline_of', name=name))}", f"DESCRIPTION:{_value(words)}", "END:VEVENT"]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _value(words: str) -> str:
    return _ESCAPED.sub(lambda found: "\\" + found.group(), " ".join(_CONTROL.sub(" ", words).split()))


def _folded(line: str) -> str:
    """A line cut so that no part is longer than the 75 bytes that readers expect."""
    parts: list[str] = []
    current = ""
    for letter in line:
        if len((current + letter).encode()) > (_FOLD if not parts else _FOLD - 1):
            parts.append(current)
            current = ""
        current += letter
    return "\r\n ".join([*parts, current])
