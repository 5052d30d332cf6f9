"""The table of topics and the one way their cue phrases are found in a title.

Words are compared without case, commas, hyphens and quotes; a full stop, a colon or a semicolon parts
phrases. Of the cues that begin at one word the longest counts, so "phòng, chống tội phạm, ma túy" is not
also read as its beginning.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..language.letters import new_tone_placement
from ..problems import Problem, problem
from ..store.rows import read_rows

TOPICS_FILE = "topics.yaml"
_WORD = re.compile(r"[^\W_]+|[.;:!?]")


@dataclass(frozen=True, slots=True)
class Topic:
    """One row: the topic's name, the group it is shown in, the phrases that tell it, a title that has one.

    After the words of ``not_after`` a cue is part of a name ("Sở Khoa học và Công nghệ") and tells nothing.
    """

    name: str
    group: str
    cues: tuple[str, ...]
    example: str
    not_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicCue:
    """A cue phrase found in a title: the topic's name and the words as the title has them."""

    topic: str
    words: str


def read_topics(folder: Path) -> tuple[tuple[Topic, ...], list[Problem]]:
    """The rows of the table and everything wrong with it."""
    path = folder / TOPICS_FILE
    rows, problems = read_rows(path)
    topics = []
    for row in rows:
        cues = row.texts("cues")
        problems += [problem(path, row.line, "cues", f"“{cue}” không có chữ nào", "mỗi cụm từ cần ít nhất một chữ.")
                     for cue in cues if not words_of(cue)]
        topic = Topic(row.text("name") or "", row.text("group") or "", tuple(filter(words_of, cues)),
                      row.text("example") or "", row.texts("not_after"))
        if not find_topic_cues(topic.example, CueTable((topic,))):
            problems.append(problem(path, row.line, "example", "không chứa cụm từ nào của chủ đề",
                                    "cần một trích yếu có ít nhất một cụm từ ghi ở cues."))
        topics.append(topic)
    return tuple(topics), problems


class CueTable:
    """All cues as a tree of words; ``named`` finds a topic by its name or one of its cues."""

    def __init__(self, topics: tuple[Topic, ...]) -> None:
        self.topics = topics
        self.named: dict[tuple[str, ...], Topic] = {}
        self._after: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
        self._topics: dict[tuple[str, ...], list[Topic]] = defaultdict(list)
        for topic in topics:
            for cue in topic.cues:
                words = words_of(cue)
                self._topics[words].append(topic)
                self.named.setdefault(words, topic)
                for length in range(1, len(words)):
                    self._after[words[:length]].add(words[:length + 1])
        self.named |= {words_of(topic.name): topic for topic in topics}
        self._first = {words[0] for words in self._topics}

    def longest(self, words: tuple[str, ...], start: int) -> int:
        """How many words the longest cue that begins at ``start`` has; 0 for none."""
        best = 0
        if words[start] not in self._first:
            return best
        for end in range(start + 1, len(words) + 1):
            here = words[start:end]
            if here in self._topics:
                best = end - start
            if here not in self._after:
                break
        return best

    def told_at(self, words: tuple[str, ...], start: int, length: int) -> list[str]:
        """The names of the topics that the cue at a place tells."""
        return [topic.name for topic in self._topics[words[start:start + length]]
                if not any(_ends(words[:start], before) for before in topic.not_after)]


def _ends(words: tuple[str, ...], phrase: str) -> bool:
    last = words_of(phrase)
    return words[-len(last):] == last


def words_of(text: str) -> tuple[str, ...]:
    """The words of a phrase as cues are compared: small letters, one tone placement, no commas and quotes."""
    return tuple(map(_compared, _WORD.findall(text)))


@lru_cache(maxsize=1 << 14)
def _compared(word: str) -> str:
    return new_tone_placement(word.lower())


@lru_cache(maxsize=1 << 16)  # The same titles are asked for by pages and by the search.
def find_topic_cues(title: str, table: CueTable) -> tuple[TopicCue, ...]:
    """The topics whose cues stand in a title, in the order of the title, each once with its first cue."""
    places = [(found.start(), found.end()) for found in _WORD.finditer(title)]
    words = words_of(title)
    found: dict[str, TopicCue] = {}
    for start in range(len(words)):
        length = table.longest(words, start)
        if length:
            written = title[places[start][0]:places[start + length - 1][1]]
            for name in table.told_at(words, start, length):
                found.setdefault(name, TopicCue(name, written))
    return tuple(found.values())
