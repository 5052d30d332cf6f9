"""The page of one document: the two answers at its head, the card to paste, text of a legacy encoding."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from golden_pages import SLUG, sample_collection
from vanban.graph.build import build_collection
from vanban.language.legacy import _TABLE, is_tcvn3
from vanban.models import Collection, Mention, Relation
from vanban.pages.parts.excerpts import Piece, shortened
from vanban.pages.write import generated_files
from vanban.reading.record import read_record
from vanban.registry.tables import Registry
from vanban.search.entries import entries_of
from vanban.store.decoding import read_text, split_front_matter
from vanban.store.documents import FOLDER, document_path
from vanban.store.settings import Settings

LETTER = "261-ldld-2022-phu-rieng"


def page_of(files: dict[str, bytes], slug: str) -> BeautifulSoup:
    return BeautifulSoup(files[f"van-ban/{slug}/index.md"].decode(), "html.parser")


def test_the_answers_come_first_with_their_sentences(registry: Registry) -> None:
    """Above the facts stand what is carried out, with the sentence open, and that nothing below is known."""
    page = page_of(dict(generated_files(sample_collection(), registry)), SLUG)
    upward, downward = page.select(".answers > div")
    assert [a["href"] for a in upward.select("a.name")] == ["../../van-ban/31-kh-ubnd-2023-binh-phuoc/"]
    assert upward.select_one("details[open] mark").get_text() == "Kế hoạch số 31/KH-UBND của tỉnh"  # type: ignore[union-attr]
    assert "Chưa thấy văn bản nào" in downward.get_text()
    assert str(page).index('class="answers"') < str(page).index('class="facts"')


def test_the_answer_points_to_what_stands_further_along(registry: Registry) -> None:
    """Steps behind the direct ones, and steps known by inference alone, are counted and lead to the drawing."""
    files = dict(generated_files(sample_collection(), registry))
    upward, downward = page_of(files, SLUG).select(".answers > div")
    assert "Ở những bước tiếp theo: 2 văn bản" in upward.get_text() and upward.select('a[href="#chuoi"]')
    assert not downward.select('a[href="#chuoi"]')
    series = page_of(files, "32-kh-ubnd-2022-binh-phuoc").select(".answers > div")
    assert "Chưa biết" in series[0].get_text() and "Qua suy luận và những bước sau đó: 2" in series[0].get_text()


def test_answers_are_few_and_certain_ones_come_first(registry: Registry) -> None:
    """Of many instruments four are named, doubtful ones last and higher levels first; the rest is counted."""
    collection = sample_collection()
    record = collection.records[SLUG]
    doubtful = tuple(replace(c, confidence="low") if i == 0 else c for i, c in enumerate(record.citations))
    one = collection.instruments["31"]
    more = {f"k{i}": replace(one, key=f"k{i}", slug=f"k{i}", number=f"{i}/KH-UBND", mentions=()) for i in range(6)}
    more["k5"] = replace(more["k5"], level="central")
    relations = tuple(Relation("12", key, "continues", (Mention(SLUG, 1),)) for key in more)
    changed = replace(collection, records={SLUG: replace(record, citations=doubtful)},
                      instruments=collection.instruments | more, relations=collection.relations + relations)
    upward = page_of(dict(generated_files(changed, registry)), SLUG).select_one(".answers > div")
    assert upward is not None
    assert [a.get_text() for a in upward.select("a.name")] == [f"Kế hoạch số {i}/KH-UBND" for i in (5, 0, 1, 2)]
    assert upward.select_one(".more a").get_text() == "và 3 văn bản khác"  # type: ignore[union-attr]


def test_the_standing_names_what_changed_the_instrument(registry: Registry) -> None:
    """A repealed instrument says by what; of any other the page says that nothing is known in the collection."""
    collection = sample_collection()
    repeal = Relation("12", "32", "repeals", (Mention(SLUG, 0),))
    files = dict(generated_files(replace(collection, relations=(*collection.relations, repeal)), registry))
    facts = {dt.get_text(): dt.find_next("dd") for dt in page_of(files, "32-kh-ubnd-2022-binh-phuoc").select("dt")}
    assert facts["Tình trạng"].select_one(f'a[href="../../van-ban/{SLUG}/"]')  # type: ignore[union-attr]
    assert "Trong kho chưa thấy" in page_of(files, "09-ct-tw-2011").get_text()


@pytest.mark.parametrize(("before", "after", "shown"), [
    ("Thực hiện ", " về thi đua.", "Thực hiện [x] về thi đua."),
    ("Mở đầu " + "a " * 100 + "theo ", " về " + "b " * 100, None),
])
def test_a_narrow_excerpt(before: str, after: str, shown: str | None) -> None:
    """Short sentences stay whole; of long ones the opening, the cited words and a little around them."""
    found = shortened((Piece("text", before), Piece("cited", "[x]"), Piece("text", after)))
    words = "".join(piece.text or "…" for piece in found)
    assert words == shown or (len(words) < 240 and words.startswith("Mở đầu a") and "a…a" in words
                              and "theo [x] về b" in words and words.endswith("…"))


@pytest.mark.parametrize("address", [None, "https://kho.example.vn/thu/"])
def test_the_card_to_paste_stands_alone(registry: Registry, address: str | None) -> None:
    """Title, number, date, body and link; styles inside, nothing loaded, words of the document only as words."""
    collection = sample_collection()
    evil = replace(collection.instruments["12"], title='</textarea><img src=x onerror="alert(1)">',
                   issuing_body="<b>A</b>")
    changed = replace(collection, instruments={**collection.instruments, "12": evil})
    page = page_of(dict(generated_files(changed, registry, Settings(address))), SLUG)
    fields = {str(field["id"]): field.get_text() for field in page.select(".snippet textarea")}
    card = BeautifulSoup(fields["the-html"], "html.parser")
    assert {tag.name for tag in card.find_all(True)} == {"div", "a"}
    assert {name for tag in card.find_all(True) for name in tag.attrs} == {"style", "href", "lang"}
    link = f"{address or ''}s/{SLUG}/"
    assert card.select_one("a")["href"] == link and fields["the-chu"].endswith(f"\n{link}")  # type: ignore[index]
    for words in (str(evil.title), "Kế hoạch số 12/KH-UBND", "05/03/2024", "<b>A</b>"):
        assert words in card.get_text()
    assert bool(page.select(".snippet[data-unknown]")) == (address is None)
    assert not page.select(".snippet img")


def as_tcvn3(text: str) -> str:
    """A text as a file from a .Vn font reads when it is taken for Latin-1."""
    codes = {ord(letter): code for code, letter in _TABLE.items()}
    small = "".join(c if ord(c) in codes or c.lower() == c or ord(c.lower()) not in codes else c.lower() for c in text)
    return small.translate(codes)


@pytest.fixture(scope="module")
def legacy_collection(root: Path, registry: Registry) -> Collection:
    """One real letter, put into the legacy encoding."""
    raw = as_tcvn3(split_front_matter(read_text(document_path(root / FOLDER, LETTER)))[1])
    assert is_tcvn3(raw)
    return build_collection({LETTER: read_record(raw, LETTER, registry.grammar)}, {LETTER: raw}, registry)


@pytest.fixture(scope="module")
def legacy(legacy_collection: Collection, registry: Registry) -> dict[str, bytes]:
    """The generated files of that letter."""
    return dict(generated_files(legacy_collection, registry))


def test_a_legacy_text_is_found_by_its_letters(legacy_collection: Collection, registry: Registry) -> None:
    """What search reads of the text is what a reader sees of it."""
    (entry,) = [one for one in entries_of(legacy_collection, registry) if one.held]
    assert any("Công đoàn cơ sở trực thuộc" in words for _, words in entry.paragraphs)


def test_a_legacy_text_is_shown_decoded_and_said_to_be(legacy: dict[str, bytes]) -> None:
    """The page reads in Unicode and says so; the download is what was kept, byte for byte."""
    page = page_of(legacy, LETTER)
    text = page.get_text()
    assert "đã chuyển mã từ TCVN3" in text and "Công đoàn cơ sở trực thuộc" in text
    assert not set("®µ¸¶¹©ª«¬") & set(text)
    assert is_tcvn3(legacy[f"van-ban/{LETTER}/{LETTER}.txt"].decode())


def test_anchors_and_marked_words_of_a_legacy_text_are_right(legacy: dict[str, bytes]) -> None:
    """Each citation's link holds its own words, each sentence marks them, and names made of words are readable."""
    page = page_of(legacy, LETTER)
    links = page.select('[id^="vien-dan-"]')
    assert links and all(link.get_text().lower().startswith(("kế hoạch", "công văn")) for link in links)
    assert all(mark.get_text()[:8].lower() in ("kế hoạch", "công văn") for mark in page.select("blockquote mark"))
    for path, content in legacy.items():
        if path.endswith(".md"):
            assert not set("®¸©ª«") & set(content.decode()), path
