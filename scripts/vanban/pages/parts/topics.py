"""Where the page of a topic stands, and why an instrument has it."""

from __future__ import annotations

from ...graph.topics import Subject
from ..names import address_of
from ..words import say

TOPICS_FOLDER = "chu-de"


def topic_address(topic: str, base: str) -> str:
    """The address of a topic's page."""
    return f"{base}{TOPICS_FOLDER}/{address_of(topic)}/"


def reason_of(subject: Subject) -> str:
    """Why an instrument has a topic, in words."""
    if not subject.words:
        return say("topic_editor")
    printed = subject.words.isupper() and " " in subject.words  # of a title in capitals; alone it is an abbreviation
    return say("topic_words", words=subject.words.lower() if printed else subject.words)
