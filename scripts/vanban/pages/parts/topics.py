"""Where the page of a topic stands, and why an instrument has it."""

from __future__ import annotations

from ...graph.topics import Subject
from ..names import address_of

TOPICS_FOLDER = "chu-de"


def topic_address(topic: str, base: str) -> str:
    """The address of a topic's page."""
    return f"{base}{TOPICS_FOLDER}/{address_of(topic)}/"


def reason_of(subject: Subject) -> str:
    """Why an instrument has a topic, in words."""
    return f"vì trích yếu có cụm từ “{subject.words}”" if subject.words else "do người biên tập ghi"
