"""Topics: told by words of the title or by a person, each with its reason, never guessed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from cases import load_cases
from golden_pages import SLUG, sample_collection
from vanban.graph.build import build_collection
from vanban.graph.topics import Subject, cue_table, topics_of
from vanban.models import Collection, FrontMatter
from vanban.pages.browse.topics import topic_pages
from vanban.pages.parts.topics import reason_of
from vanban.pages.site import Site
from vanban.reading.record import read_record
from vanban.registry.tables import Registry
from vanban.registry.topics import CueTable, find_topic_cues, read_topics


@pytest.mark.parametrize("case", load_cases("topics.yaml"), ids=lambda case: case["title"][:40] or "không có")
def test_a_title_has_the_topics_its_words_tell(case: dict[str, Any], registry: Registry) -> None:
    found = {cue.topic: cue.words for cue in find_topic_cues(case["title"], cue_table(registry))}
    assert found == case["topics"]


@pytest.mark.parametrize(("words", "shown"), [
    ("BẢO HIỂM XÃ HỘI", "bảo hiểm xã hội"), ("HIV", "HIV"), ("bầu cử", "bầu cử"),
])
def test_the_words_of_a_topic_are_shown_small_save_an_abbreviation(words: str, shown: str) -> None:
    """A title in capitals is a way of printing; one word in capitals is a name."""
    assert shown in reason_of(Subject("Y tế", words))


def test_every_example_tells_its_own_topic(registry: Registry) -> None:
    """Also with all other rows at hand."""
    wrong = [topic.name for topic in registry.topics
             if topic.name not in {cue.topic for cue in find_topic_cues(topic.example, cue_table(registry))}]
    assert wrong == []


def test_an_example_without_a_cue_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "topics.yaml").write_text(
        "- {name: Bầu cử, group: Nhóm, cues: [cuộc bầu cử], example: về việc khác}\n", encoding="utf-8")
    _, (problem,) = read_topics(tmp_path)
    assert (problem.line, "không chứa cụm từ nào" in problem.message) == (1, True)


def test_a_cue_without_a_word_is_a_problem(tmp_path: Path) -> None:
    row = '- {name: An ninh, group: A, cues: [an ninh, "…"], example: "Bảo vệ an ninh"}\n'
    (tmp_path / "topics.yaml").write_text(row, encoding="utf-8")
    topics, problems = read_topics(tmp_path)
    assert [topic.cues for topic in topics] == [("an ninh",)] and "không có chữ nào" in str(problems[0])


def test_what_a_person_wrote_takes_the_place_of_the_title(registry: Registry) -> None:
    """A topic of the front matter is called as the table calls it, and the title is not asked any more."""
    collection = sample_collection()
    record = collection.records[SLUG]
    record = replace(record, front_matter=replace(record.front_matter, topics=("thi đua, khen thưởng", "BHXH")))
    held = collection.instruments["12"]
    assert topics_of(held, record, registry) == (
        Subject("Thi đua, khen thưởng", None), Subject("Bảo hiểm xã hội và bảo hiểm y tế", None))
    assert topics_of(held, collection.records[SLUG], registry) == (
        Subject("Thi đua, khen thưởng", "phong trào <thi đua"),)
    assert topics_of(replace(held, title="cuộc bầu cử"), None, registry) == (Subject("Bầu cử", "cuộc bầu cử"),)


def test_a_long_title_is_read_in_one_pass(registry: Registry) -> None:
    """Every word is the beginning of a cue: the work still grows with the title only."""
    table = CueTable(registry.topics)
    assert [cue.words for cue in find_topic_cues("phòng, chống " * 20_000 + "tham nhũng", table)] == [
        "phòng, chống tham nhũng"]


@pytest.fixture
def with_topics() -> Collection:
    collection = sample_collection()
    named = replace(collection.instruments["31"], title="phát động <phong trào thi đua> “<b>” năm 2023")
    return replace(collection, instruments={**collection.instruments, "31": named})


def test_topics_of_one_address_have_one_page(with_topics: Collection, registry: Registry) -> None:
    """"Ma túy học đường" and "Mã túy học đường": a slip of one clerk hides no page of another."""
    front = {"a": "Ma túy học đường", "b": "Mã túy học đường"}
    texts = {slug: f"Số: {i}/KH-UBND\nHuế, ngày 02 tháng 02 năm 2023\n\nKẾ HOẠCH\nMột việc\n"
             for i, slug in enumerate(front, 1)}
    records = {slug: read_record(text, slug, registry.grammar, FrontMatter(topics=(front[slug],)))
               for slug, text in texts.items()}
    pages = list(topic_pages(Site(build_collection(records, texts, registry), registry)))
    names = [path for path, _ in pages if path.startswith("chu-de/ma-tuy-hoc-duong/index")]
    assert len(names) == 1 and "1/KH-UBND" in dict(pages)[names[0]] and "2/KH-UBND" in dict(pages)[names[0]]


def test_a_topics_page_says_why_each_instrument_is_there(with_topics: Collection, registry: Registry) -> None:
    pages = dict(topic_pages(Site(with_topics, registry)))
    page = BeautifulSoup(pages["chu-de/thi-dua-khen-thuong/index.md"], "html.parser")
    line = page.select("table.list tbody tr")[1]
    assert page.find("b") is None
    assert "31/KH-UBND" in line.get_text() and "vì trích yếu có cụm từ “phong trào thi đua”" in line.get_text()
    assert re.findall(r'href="([a-z-]+/)"', pages["chu-de/index.md"]) == ["thi-dua-khen-thuong/"]
