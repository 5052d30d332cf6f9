"""The pages of topics: an index by group, and for each topic its instruments with the words that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ...models import Instrument
from ..generated import GeneratedText
from ..names import address_of
from ..parts.listing import Listing, counts_in_words, held_and_cited, listing_files
from ..parts.topics import TOPICS_FOLDER, reason_of, topic_address
from ..site import Site
from ..templating import render_page
from ..words import say


def topic_pages(site: Site) -> Iterator[GeneratedText]:
    """The index of topics and the page of every topic that an instrument has."""
    found: defaultdict[str, list[Instrument]] = defaultdict(list)
    why: defaultdict[str, dict[str, str]] = defaultdict(dict)
    written = {address_of(topic.name): topic.name for topic in site.registry.topics}
    for key, instrument in site.collection.instruments.items():
        for subject in site.topics[key]:
            topic = written.setdefault(address_of(subject.topic), subject.topic)  # of one address: one topic
            if key not in why[topic]:
                found[topic].append(instrument)
                why[topic][key] = reason_of(subject)
    yield f"{TOPICS_FOLDER}/index.md", _index(site, found)
    for topic, instruments in sorted(found.items()):
        yield from listing_files(site, Listing(
            topic_address(topic, "").rstrip("/"), f"{TOPICS_FOLDER}/", topic, counts_in_words(instruments),
            say("topics"), "../", (TOPICS_FOLDER, address_of(topic)), why[topic]), instruments)


def _index(site: Site, found: dict[str, list[Instrument]]) -> str:
    groups: dict[str, list[str]] = {}
    for topic in site.registry.topics:
        groups.setdefault(topic.group, []).append(topic.name)
    known = {name for names in groups.values() for name in names}
    groups[say("other_topics")] = sorted(set(found) - known)
    sections = [(group, address_of(group), [(name, f"{address_of(name)}/", *held_and_cited(found[name]))
                                            for name in names if name in found]) for group, names in groups.items()]
    return render_page("index.md", section=f"{TOPICS_FOLDER}/", title=say("topics"), description=say("topics_lead"),
                       sections=[section for section in sections if section[2]])
