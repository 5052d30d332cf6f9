"""What must hold for any number, date, citation and text, on examples drawn by machine."""

from __future__ import annotations

import datetime
import random
import unicodedata
from pathlib import Path

import pytest
from collections_for_tests import gold_texts
from hostile_texts import FRAGMENTS, TEXTS, check_clean, check_record
from hypothesis import example, given, settings
from hypothesis import strategies as st
from vanban.language.dates import match_date, match_introduced_date
from vanban.language.numbers import Number, parse_number, scan_numbers
from vanban.models import Citation
from vanban.reading.record import read_record
from vanban.reading.text import Text
from vanban.registry.tables import load_registry

INPUTS = sorted(Path(__file__).with_name("fuzz").joinpath("inputs").glob("*.txt"))
TYPES = ("KH", "QĐ", "CT", "NQ", "TB", "TTr", "QĐi", "KHLT")
BODIES = ("UBND", "HĐND", "TTg", "BCA", "LĐLĐ", "TLĐ", "BTTTT", "VPCP")
LETTERS = [c for c in map(chr, range(0xA0, 0x1F00)) if unicodedata.normalize("NFD", c) != c and c.isalpha()]
CITATIONS = (
    "Chỉ thị số 09-CT/TW ngày 01/12/2011 của Ban Bí thư",
    "Kế hoạch số 31/KH-UBND ngày 02 tháng 02 năm 2023 của Ủy ban nhân dân tỉnh Bình Phước",
    "Thông tư số 124/2021/TT-BCA ngày 28/12/2021 của Bộ Công an",
    "Nghị quyết số 02-NQ/TW ngày 12/6/2021 của Bộ Chính trị",
    "Quyết định số 1467/QĐ-TTg ngày 24/10/2018 của Thủ tướng Chính phủ",
    "Luật Công an nhân dân",
)
HEAD = "KẾ HOẠCH\nCông tác năm 2023\n\nI. MỤC ĐÍCH, YÊU CẦU\n\nCán bộ, đoàn viên nâng cao nhận thức.\n\n"
TEMPLATES = (HEAD + "Thực hiện {} về tăng cường công tác trong tình hình mới.\n", HEAD + "Căn cứ {};\n",
             HEAD + "Các sở, ngành tổ chức thực hiện {}.\n")
numbers = st.builds(
    lambda serial, letter, segments, year, party: Number(
        f"{serial:02}{letter}", tuple(segments),
        ("-", *"/" * (len(segments) - 1)) if party and not year else ("/", *"-" * (len(segments) - 1)), year),
    st.integers(1, 99999), st.sampled_from(["", "", "", "a", "b"]),
    st.tuples(st.sampled_from(TYPES), st.sampled_from(BODIES)), st.none() | st.integers(1976, 2030), st.booleans())
SEPARATORS = (" ", "  ", "\n", " \n", "\r\n", "\u00a0", "\u202f", "\t", "\u200b ", " \ufeff", "\u00ad ")
separators = st.sampled_from(SEPARATORS)


@given(numbers)
def test_a_number_reads_back_alone_and_in_a_sentence(number: Number) -> None:
    assert parse_number(number.display) == number
    sentence = f"Thực hiện Kế hoạch số {number.display} về"
    found = list(scan_numbers(sentence))
    assert [match.number for match in found] == [number]
    assert sentence[found[0].start:found[0].end] == number.display


@given(numbers, st.sampled_from(["-", "/"]))
def test_swapped_separators_leave_the_match_key(number: Number, separator: str) -> None:
    other = parse_number(Number(number.serial, number.segments, (separator,) * 2, number.year).display)
    assert other is not None and other.match_key == number.match_key


@given(st.dates(datetime.date(1945, 1, 1), datetime.date(2044, 12, 31)), st.sampled_from([
    "{0:02}/{1:02}/{2}", "{0}/{1}/{2}", "{0}-{1}-{2}", "{0:02}.{1:02}.{2}", "{0} / {1} / {2}",
    "{0:02} tháng {1:02} năm {2}", "{0} tháng {1} năm\n{2}", "{0}  tháng {1}, năm {2}", "{0:02}tháng{1:02}năm{2}"]))
def test_a_date_of_the_calendar_is_read_in_every_writing(date: datetime.date, form: str) -> None:
    written = form.format(date.day, date.month, date.year)
    found = match_date(written, 0)
    assert found is not None and (found.iso, found.year, found.end) == (date.isoformat(), date.year, len(written))
    introduced = match_introduced_date(f", ngày {written}", 0)
    assert introduced is not None and introduced.iso == date.isoformat()


@given(st.integers(0, 99), st.integers(0, 99), st.integers(1900, 2100))
def test_a_day_no_calendar_has_gets_no_value(day: int, month: int, year: int) -> None:
    try:
        wanted = datetime.date(year, month, day).isoformat() if month else None
    except ValueError:
        wanted = None
    found = match_date(f"{day}/{month}/{year}", 0)
    assert (found.iso if found else None) == wanted


@settings(max_examples=150, deadline=None)
@example("")
@example("\u0301")
@example("Nơi nhận:\n- Lưu: VT.")
@given(TEXTS)
def test_any_text_gives_a_record_that_is_exact_and_reads_back(text: str) -> None:
    check_record(text)


@example("a\u0301\u200b\u0301**b")
@example("hoà \u00ad\u200bquý")
@given(TEXTS | st.text(st.sampled_from([*LETTERS[:200], "a", "\u0301", "\u0323", "\u200b", "\u00ad", "*", " ", "\n"])))
def test_the_clean_view_leads_back_to_the_text_in_order(text: str) -> None:
    check_clean(text)


@given(st.lists(st.sampled_from([f for f in FRAGMENTS if f.isascii() or f.isalpha()]), max_size=30))
def test_composed_and_decomposed_texts_have_one_clean_view(parts: list[str]) -> None:
    text = unicodedata.normalize("NFC", " ".join(parts))
    assert Text(unicodedata.normalize("NFD", text)).clean == Text(text).clean


def facts(citation: Citation) -> tuple[object, ...]:
    """What a citation says, without its place."""
    return (citation.class_, citation.type, citation.number, citation.date, citation.issuing_body, citation.relation,
            " ".join(Text(citation.text).clean.split()))


def only_citation(text: str) -> Citation:
    found = read_record(text, "x", load_registry().grammar).citations
    assert len(found) == 1, [citation.text for citation in found]
    return found[0]


def varied(text: str, blanks: list[str]) -> str:
    """The text with its blanks replaced in turn."""
    words = text.split(" ")
    return words[0] + "".join(blank + word for blank, word in zip(blanks, words[1:], strict=False))


@settings(deadline=None)
@given(st.sampled_from(CITATIONS), st.sampled_from(TEMPLATES), st.lists(separators, min_size=25, max_size=25))
def test_the_blanks_inside_a_citation_do_not_matter(written: str, template: str, blanks: list[str]) -> None:
    plain = only_citation(template.format(written))
    text = template.format(varied(written, blanks))
    found = only_citation(text)
    assert facts(found) == facts(plain)
    assert text[found.start:found.end] == found.text


@settings(deadline=None)
@given(st.sampled_from(CITATIONS), st.sampled_from(TEMPLATES), st.integers(0, 10**6),
       st.sampled_from(["\u200b", "\u200c", "\u2060", "\ufeff", "\u00ad"]))
def test_invisible_characters_inside_a_citation_do_not_matter(
        written: str, template: str, draw: int, invisible: str) -> None:
    generator = random.Random(draw)
    spotted = "".join(char + invisible * (generator.random() < 0.3) for char in written)
    assert facts(only_citation(template.format(spotted))) == facts(only_citation(template.format(written)))


@pytest.mark.parametrize("written", CITATIONS)
@pytest.mark.parametrize("template", TEMPLATES)
def test_a_decomposed_citation_is_the_same(written: str, template: str) -> None:
    text = unicodedata.normalize("NFD", template.format(written))
    found = only_citation(text)
    assert facts(found) == facts(only_citation(template.format(written)))
    assert text[found.start:found.end] == found.text == unicodedata.normalize("NFD", written)


@pytest.mark.parametrize("slug", gold_texts())
def test_the_values_of_a_decomposed_text_are_composed(slug: str) -> None:
    """Title, people, receivers, subjects: what a record says is the same however a program stored the letters."""
    grammar, text = load_registry().grammar, unicodedata.normalize("NFC", gold_texts()[slug])
    plain, decomposed = (read_record(unicodedata.normalize(form, text), "x", grammar) for form in ("NFC", "NFD"))
    assert decomposed.document == plain.document
    assert [(one.subject, one.pinpoint) for one in decomposed.citations] == [
        (one.subject, one.pinpoint) for one in plain.citations]


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.stem)
def test_a_text_that_once_failed_does_not_fail_again(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    check_clean(text)
    check_record(text)
