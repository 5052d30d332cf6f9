"""A text is cut once: its sentences, what pages put into them, and that each citation stands whole in one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from cases import FOLDER as FOLDER_OF_CASES
from cases import load_cases, read_yaml
from hostile_texts import TEXTS
from hypothesis import given, settings
from layouts import layout_of, sentences_of
from vanban.language.letters import on_one_line
from vanban.models import Record
from vanban.pages.parts.excerpts import excerpt, passages, ranges_of
from vanban.reading.layout.sentences import Sentence, whole_spans
from vanban.reading.layout.zones import Zones
from vanban.reading.record import read_record
from vanban.registry.tables import load_registry
from vanban.store.documents import DOCUMENTS_FOLDER, read_sources

TABLES = ("citations.yaml", "metadata.yaml", "outline.yaml", "page_cuts.yaml", "sentences.yaml", "named.yaml",
          "described.yaml")


def read(raw: str) -> Record:
    return read_record(raw, "x", load_registry().grammar)


@pytest.mark.parametrize("case", load_cases("sentences.yaml"), ids=lambda case: case["why"])
def test_sentences(case: dict[str, Any]) -> None:
    """Each row's sentences, in order."""
    clean = layout_of(case["text"]).clean
    assert [" ".join(clean[s.start:s.end].split()) for s in sentences_of(case["text"])] == case["sentences"]


SAID = "Ủy ban nhân dân xã báo cáo việc này."


def last_two_joined(text: str) -> bool:
    """Whether the last line of a text is read in one sentence with the line above it."""
    return text.rsplit("\n", 1)[1] not in [text[s.start:s.end] for s in sentences_of(text)]


@pytest.mark.parametrize(("habit", "joined"), [
    (f"{SAID}\n" + f"{SAID}\n\n" * 9, True), (f"{SAID}\n" * 2 + f"{SAID}\n\n" * 8, False), (f"{SAID}\n\n" * 9, False),
    ("Nơi báo cáo là Ủy ban nhân dân xã;\n" * 5 + f"{SAID}\n\n" * 10, True),
    ("Mục 1.\n" * 5 + f"{SAID}\n\n" * 10, True)],
    ids=["nine of ten", "eight of ten", "too few", "items", "short lines"])
def test_lines_wrap_where_empty_lines_part_paragraphs(habit: str, joined: bool) -> None:
    """Nine in ten of ten ends of sentences tell the habit of a text; then a short line goes on in the next one."""
    assert last_two_joined(f"{habit}a) Gửi báo cáo về\nTrình\nHội đồng nhân dân xã") == joined


@pytest.mark.parametrize(("above", "below", "joined"), [
    ("2. Cá nhân là người", "Việt Nam ở xã", True), ("2. Danh hiệu", "“Người tốt”", True),
    ("2. Cá nhân ở xã", "Căn cứ Luật Giá", False),
    ("Tên người nộp: A", "Mã số thuế: 12", False), ("2. Cá nhân là người", "HỘI ĐỒNG NHÂN DÂN", False),
    ("HỘI ĐỒNG NHÂN DÂN", "Thường trực họp", False), ("Mục III. Ai làm", "Xã làm việc này", False)])
def test_what_goes_on_the_line_above(above: str, below: str, joined: bool) -> None:
    """In such a text a line in small letters goes on the one above; a heading, a basis, a label do not."""
    assert last_two_joined(f"{SAID}\n\n" * 10 + f"{above}\n{below}") == joined


def test_nothing_goes_on_a_signature() -> None:
    """A name below "(Đã ký)" is a line of its own."""
    text = f"{SAID}\n\n" * 10 + "(Đã ký)\nNguyễn Văn A"
    assert [text[s.start:s.end] for s in sentences_of(text)][-2:] == ["(Đã ký)", "Nguyễn Văn A"]


@pytest.mark.parametrize(("start", "end", "own"), [
    (10, 20, True), (9, 20, False), (80, 90, True), (80, 91, False), (85, 95, False)])
def test_what_stands_between_letterhead_and_second_document_is_the_documents_own(
        start: int, end: int, own: bool) -> None:
    """Just inside and just outside of both bounds."""
    assert Zones(letterhead=10, body=20, foot=70, end=80, second=90, portal=100).owns(start, end) == own


def test_the_second_half_of_a_sentence_knows_the_first() -> None:
    """Past a footnote, whose own sentence belongs to neither."""
    first, note, second = sentences_of("Đã ban hành nhiều văn bản chỉ đạo\n\n¹ Gồm A.\n\nnội dung liên quan.")
    assert (first.cut_off, note.cut_off, second.cut_off) == (None, None, 0)


@pytest.mark.parametrize("case", load_cases("page_cuts.yaml"), ids=lambda case: case["why"])
def test_page_cuts(case: dict[str, Any]) -> None:
    """The lines of a row that belong to pages, and what is cited across them; offsets stay those of the text."""
    record, layout = read(case["text"]), layout_of(case["text"])
    pages = [b for b in record.outline if b.kind == "page"]
    assert [case["text"][b.start:b.end] for b in pages] == case["cut"]
    if "kinds" in case:
        assert [b.kind for b in record.outline] == case["kinds"]
    assert all(b.continues for b, p in zip(record.outline, layout.paragraphs, strict=True) if p.bridged)
    assert len(layout.clean) == len(layout.text.clean)
    for citation, row in zip(record.citations, case.get("citations", record.citations), strict=True):
        if isinstance(row, dict):
            assert {key: getattr(citation, key) for key in row} == row
        assert case["text"][citation.start:citation.end] == citation.text


ZONES = read_yaml(FOLDER_OF_CASES / "zones.yaml")


@pytest.mark.parametrize("case", ZONES["rows"], ids=lambda case: case["why"])
def test_zones(case: dict[str, Any]) -> None:
    """Nothing is cited where the words are not the document's own, and a form acts for itself."""
    found = read(case["text"].format(**ZONES["parts"])).citations
    assert [citation.number for citation in found] == case["numbers"]
    assert [citation.relation for citation in found] == case.get("relations", [each.relation for each in found])


def check_sentences(raw: str, record: Record) -> None:
    """Every citation stands whole in its sentence, and the excerpt of a page is made of that sentence alone."""
    for citation in record.citations:
        assert citation.sentence is not None
        start, end = citation.sentence
        assert 0 <= start <= citation.start < citation.end <= end <= len(raw), citation.text
        around = [p for p in passages(record.outline) if any(b.start <= citation.start < b.end for b in p.blocks)]
        ranges = ranges_of(around[0], citation.sentence) if around else [citation.sentence]
        assert all(start <= a < b <= end for a, b in ranges)
        pieces = excerpt(raw, ranges, [(citation.start, citation.end)])
        sentence = on_one_line(" ".join(raw[a:b] for a, b in ranges))
        assert "cited" in [piece.part for piece in pieces]
        assert all(on_one_line(piece.text) in sentence for piece in pieces if piece.part != "gap")


@pytest.mark.parametrize("name", TABLES)
def test_citations_of_the_cases_stand_in_their_sentences(name: str) -> None:
    """Every text of the tables of cases."""
    for case in load_cases(name):
        check_sentences(case["text"], read(case["text"]))


def test_citations_of_whole_documents_stand_in_their_sentences(root: Path) -> None:
    """Every document held here, and every text below the folder that DATA names, where one is named."""
    texts = [source.text for source in read_sources(root / DOCUMENTS_FOLDER)]
    corpus = sorted(Path(os.environ["DATA"]).rglob("*.txt")) if "DATA" in os.environ else []
    for raw in (*texts, *(path.read_bytes().decode("utf-8", "replace") for path in corpus)):
        check_sentences(raw, read(raw))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_citations_of_any_text_stand_in_their_sentences(raw: str) -> None:
    """Texts made of the words of the grammar in any order."""
    check_sentences(raw, read(raw))


def test_all_parts_of_a_sentence_that_footnotes_cut_are_one() -> None:
    """However many there are, each part has the whole."""
    parts = [Sentence(0, 10, 0, False, False, None, None), Sentence(12, 20, 12, False, True, None, None),
             Sentence(22, 30, 22, False, False, None, None, cut_off=0),
             Sentence(32, 50, 32, False, False, None, None, cut_off=2)]
    assert whole_spans(parts) == [(0, 50), (12, 20), (0, 50), (0, 50)]


def test_what_a_stroke_escapes_stays_and_headings_lose_their_marks() -> None:
    assert on_one_line("# Một\n## Hai \\* **ba**") == "Một Hai * ba"
