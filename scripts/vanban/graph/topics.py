"""What an instrument is about: topics of the registry, each with the words or the person that say so.

Nothing is guessed: a title without a cue has no topic. What a person wrote in a document's front matter
takes the place of what the title says.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ..models import Instrument, Record
from ..registry.tables import Registry
from ..registry.topics import CueTable, find_topic_cues, words_of


@dataclass(frozen=True, slots=True)
class Subject:
    """One topic of an instrument: its name and the words of the title that tell it, ``None`` where a person did."""

    topic: str
    words: str | None


def topics_of(instrument: Instrument, record: Record | None, registry: Registry) -> tuple[Subject, ...]:
    """The topics of an instrument; ``record`` is that of its held document, ``None`` for one only cited."""
    table = cue_table(registry)
    if record is not None and record.front_matter.topics:
        names = (topic_named(name, table) or name for name in record.front_matter.topics)
        return tuple(Subject(name, None) for name in dict.fromkeys(names))
    return tuple(Subject(cue.topic, cue.words) for cue in find_topic_cues(instrument.title or "", table))


def topic_named(words: str, table: CueTable) -> str | None:
    """The name in the table of a topic as a person wrote it; ``None`` when the table has no such topic."""
    found = table.named.get(words_of(words))
    return found.name if found else None


@lru_cache(maxsize=4)
def cue_table(registry: Registry) -> CueTable:
    """The cues of a registry, ready for looking up."""
    return CueTable(registry.topics)
