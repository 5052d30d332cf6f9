"""Pages: the golden ones, the text kept whole and harmless, names, excerpts, and how files are written."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import markdown  # type: ignore[import-untyped]
import pytest
from archives_of_one import unzipped
from bs4 import BeautifulSoup
from cases import load_cases
from collections_for_tests import document_path, gold_records
from golden_pages import FOLDER, GOLDEN, SLUG, sample_collection, sample_pages
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import blocks_of, sentence_around
from msgspec import structs
from vanban.graph.build import build_collection
from vanban.language.anchors import heading_anchor
from vanban.models import Block, Collection, Document, Instrument, Record
from vanban.pages import write_pages
from vanban.pages.document.fulltext import full_text
from vanban.pages.inline import InlineLink, render
from vanban.pages.names import address_of, name_of, written_date
from vanban.pages.parts.citation_links import side_by_side
from vanban.pages.parts.excerpts import Piece, excerpt, passages, ranges_of
from vanban.pages.units import generated_files
from vanban.reading.record import read_record
from vanban.registry.tables import Registry
from vanban.store.decoding import read_text, split_front_matter

NOT_PAGES = (".zip", ".json", ".xml", ".html", ".ics", "dong-gop/", "tap-huan/")
"""Ends of links to files beside the pages, and to what a person wrote; the crawl of the built site follows them."""
EXTENSIONS = ["attr_list", "tables", "admonition", "def_list", "toc"]
TAGS = {
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "span", "a", "em", "strong", "ul", "ol", "li", "table",
    "tbody", "tr", "td", "section", "details", "summary", "blockquote", "footer", "mark", "dl", "dt", "dd", "br",
    "abbr",
}
ATTRIBUTES = {"id", "class", "href", "title", "aria-label", "aria-labelledby", "tabindex", "role", "download", "rel"}


def html_of(page: str) -> BeautifulSoup:
    """A page's body as the site builder makes it."""
    body = page.split("---\n", 2)[2] if page.startswith("---\n") else page
    return BeautifulSoup(markdown.Markdown(extensions=EXTENSIONS).convert(body), "html.parser")


def text_html(record: Record, text: str, links: tuple[InlineLink, ...] = ()) -> BeautifulSoup:
    """A document's full text alone."""
    found = full_text(record, text, links, {"LĐLĐ": "Liên đoàn Lao động", "ANTQ": "an ninh <Tổ quốc>"})
    return html_of("\n\n".join(segment.body for segment in found))


def shown(soup: BeautifulSoup) -> str:
    """What a reader sees, line breaks as white space."""
    for line_break in soup.find_all("br"):
        line_break.replace_with("\n")
    return soup.get_text()


def record_for(text: str, **fields: Any) -> Record:
    return Record("x", "", len(text), Document(**fields), blocks_of(text), ())


@pytest.fixture(scope="module")
def five(root: Path, registry: Registry) -> Collection:
    """The five annotated documents, linked."""
    records, texts = {}, {}
    for slug, record in gold_records().items():
        texts[slug] = split_front_matter(read_text(document_path(root / "directives/documents", slug)))[1]
        records[slug] = replace(record, outline=blocks_of(texts[slug]))
    return build_collection(records, texts, registry)


@pytest.fixture(scope="module")
def soups(five: Collection, registry: Registry) -> dict[str, BeautifulSoup]:
    """Every generated page of the five documents as HTML, by its address."""
    return {"/" + path.removesuffix("index.md"): html_of(content.decode())
            for path, content in generated_files(five, registry) if path.endswith("index.md")}


@pytest.mark.parametrize("name", GOLDEN)
def test_page_is_as_agreed(name: str) -> None:
    """A page equals its golden copy; ``python tests/golden_pages.py`` writes the copies anew."""
    assert sample_pages()[name] == (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("text", "html"), [
    ("**Chương I**\n\n**QUY ĐỊNH**", "<strong>Chương I</strong>  <strong>QUY ĐỊNH</strong>"),
    ("*Theo A*; **B**", "<em>Theo A</em>; <strong>B</strong>"), ("***A*** b", "<strong><em>A</em></strong> b"),
    ("**A**", "A"), ("5 ** 3", "5 ** 3"), ("** A", "** A")])
def test_stars_at_the_edges_of_a_block(text: str, html: str) -> None:
    """A block begins and ends inside the stars of its first and last words; those within are taken out of sight."""
    start, end = len(text) - len(text.lstrip("*")), len(text.rstrip("*"))
    if html == text:
        start, end = 0, len(text)
    assert render(text, start, end, [], {}) == html


@pytest.mark.parametrize(("text", "marked"), [("theo Điều 5²", "5"), ("100 m² đất", ""), ("3 km²", ""),
                                              ("năm²", "năm")])
def test_a_unit_of_area_is_no_mark_of_a_note(text: str, marked: str) -> None:
    html = render(text, 0, len(text), [], {"²": "doan-9"})
    assert ('href="#doan-9"' in html) == bool(marked) and (not marked or f"{marked}<a" in html)


@pytest.mark.parametrize(("line", "html"), [
    ("Sửa đổi** 485** văn bản", "Sửa đổi 485 văn bản"), ("Quyết: **Ban A *(đối với", "Quyết: Ban A *(đối với"),
    ("Ranh giới**** ****[10]", "Ranh giới [10]"), ("Nhóm (**) và 5 ** 3", "Nhóm (**) và 5 ** 3"), ("Thu*", "Thu*"),
    ("Bà Trần Thị ***, tài khoản ****1234", "Bà Trần Thị ***, tài khoản ****1234"),
    ("Số ****/QĐ, CMND ******789", "Số ****/QĐ, CMND ******789"),
    ("*****", "*****"), ("Thủ kho (*) và kế toán (*)", "Thủ kho (*) và kế toán (*)")])
def test_stars_whose_pair_is_in_another_block(line: str, html: str) -> None:
    """They are taken out of sight where a text is saved with emphasis, and are its own where it is not."""
    bold = "**Điều 1.** A\n**Điều 2.** B\n**Điều 3.** C\n"
    assert render(bold + line, len(bold), len(bold + line), [], {}) == html
    own = bold.replace("**Điều 3.**", "Điều 3.")
    assert render(own + line, len(own), len(own + line), [], {}) == line


def test_every_word_of_the_text_is_shown_in_order(five: Collection, registry: Registry) -> None:
    """The full text of a page holds the words of the source, no more, no less, in their order."""
    files = dict(generated_files(five, registry))
    for slug, text in five.texts.items():
        body = files[f"van-ban/{slug}/index.md"].decode().split("{#toan-van}\n")[1].split("## Vị trí trong")[0]
        soup = html_of(body)
        soup.select_one(".tools").extract()  # type: ignore[union-attr]
        assert re.findall(r"\w+", shown(soup)) == re.findall(r"\w+", text), slug


def test_every_citation_is_a_link_with_its_words(five: Collection, soups: dict[str, BeautifulSoup]) -> None:
    """Each citation stands in the text as one link that begins with the citation's words."""
    for slug, record in five.records.items():
        for index, citation in enumerate(record.citations):
            element = soups[f"/van-ban/{slug}/"].find(id=f"vien-dan-{index + 1}")
            assert element is not None and element["href"].startswith("../../van-ban/"), citation.text  # type: ignore[union-attr]
            assert element.get_text().split()[:3] == citation.text.split()[:3]


def test_every_id_is_used_once(soups: dict[str, BeautifulSoup]) -> None:
    """No two elements of a page share an id."""
    for address, soup in soups.items():
        ids = [str(element["id"]) for element in soup.find_all(id=True)]
        assert len(ids) == len(set(ids)), address


def test_links_between_pages_lead_to_pages(soups: dict[str, BeautifulSoup]) -> None:
    """Every relative link of every generated page leads to a generated page and an element of it."""
    ids = {address: {str(e["id"]) for e in soup.find_all(id=True)} for address, soup in soups.items()}
    for address, soup in soups.items():
        for link in soup.find_all("a", href=True):
            target, _, fragment = str(link["href"]).partition("#")
            if "://" in target or target.endswith(NOT_PAGES):
                continue
            found = urljoin(f"http://x{address}", target).removeprefix("http://x")
            assert found in soups, f"{address}: {link['href']}"
            assert not fragment or fragment in ids[found], f"{address}: {link['href']}"


HOSTILE = """Số: <b>1</b>/KH-UBND

# KẾ HOẠCH <script>alert(1)</script> {.x onclick=alert(1)}

</div></article><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} &lt;i&gt; &amp; `code` <!-- ẩn --> \x02wzxhzdk:0\x03

I. MỤC ĐÍCH [a](javascript:alert(1)) <a href="x">y</a> `x` {#id onmouseover=alert(1)} ![x](http://e.vn/x.png)

1. [bấm](https://example.vn/"onclick="x) và [thư](mailto:a@b.vn) | **đậm *nghiêng** lệch* \\*sao\\*
---
title: giả
"""


def test_hostile_text_stays_text() -> None:
    """Markup, template code and Markdown inside a document reach the page as words."""
    soup = text_html(record_for(HOSTILE), HOSTILE)
    assert {tag.name for tag in soup.find_all(True)} <= TAGS
    assert {name for tag in soup.find_all(True) for name in tag.attrs} <= ATTRIBUTES
    assert all(str(a["href"]).startswith("#") for a in soup.find_all("a"))
    for words in ("<script>alert(1)</script>", "{{ 7*7 }}", "&lt;i&gt;", "<!-- ẩn -->", "\ufffdwzxhzdk:0\ufffd", "`x`"):
        assert words in shown(soup)


_KEYS = ["---", "title", "description", "kind", "section"]


def test_hostile_facts_stay_text(registry: Registry) -> None:
    """A hostile number, title or body cannot leave its place in the page or its front matter."""
    evil = 'x"\n---\n<script>alert(1)</script> {#a} [b](javascript:c) \u2028'
    collection = sample_collection()
    held = replace(collection.instruments["12"], number=evil, title=evil, issuing_body=evil, type=evil)
    record = replace(collection.records[SLUG], document=structs.replace(collection.records[SLUG].document, number=evil,
                                                                title=evil, issuing_body=evil, type=evil))
    changed = replace(collection, instruments={**collection.instruments, "12": held}, records={SLUG: record})
    for path, content in generated_files(changed, registry):
        if path.endswith(".md"):
            page = content.decode()
            front = page.split("\n---\n")[0].splitlines()
            assert [line.split(":")[0] for line in front] in (_KEYS, _KEYS[:-1], [*_KEYS, "linked_data"]), path
            assert not html_of(page).find_all(["script", "img"]), path
        assert ".." not in path and "<" not in path


ALPHABET = st.sampled_from([
    *"aăĐếZ09.,;:-–*_#\\[]()|<>&\"'`{}¹² \n\n\t", "\u0301", "\u200b", "Điều 5", "](http://a.vn)", "\r\n"])


@settings(max_examples=120, deadline=None)
@given(st.lists(ALPHABET, min_size=1, max_size=120).map("".join), st.lists(st.integers(0, 200), max_size=6))
def test_any_text_keeps_its_letters_and_gains_no_markup(text: str, cuts: list[int]) -> None:
    """Whatever a text holds, its letters and digits are all shown in order, inside known elements only."""
    places = sorted({cut for cut in cuts if cut <= len(text)})
    links = tuple(InlineLink(a, b, "../x/", f"vien-dan-{a}", "held", text[:9])
                  for a, b in zip(places[::2], places[1::2], strict=False))
    soup = text_html(record_for(text), text, links)
    assert {tag.name for tag in soup.find_all(True)} <= TAGS
    assert [c for c in shown(soup) if c.isalnum()] == [c for c in text if c.isalnum()]


def test_words_outside_the_outline_are_not_lost() -> None:
    """A stretch that no block covers becomes a paragraph of its own; stray marks of emphasis become none."""
    text = "Một đoạn.\n\nĐoạn bị bỏ sót.\n\nĐoạn cuối.\n\n### ** *\n"
    blocks = (Block("paragraph", "body", 0, 9, 1, "doan-1"), Block("paragraph", "body", 28, 38, 5, "doan-2"))
    soup = text_html(Record("x", "", len(text), Document(), blocks, ()), text)
    assert shown(soup).split() == text.split()[:-3]
    assert len(soup.find_all("p")) == 3


def test_a_table_is_a_table_without_its_ruling() -> None:
    """Rows written with bars become cells; the ruling under the head is not shown as a row."""
    rows = ["| Tên | Số |", "|---|---|", "| Kế hoạch | 31 |"]
    text = "\n".join(rows)
    blocks = tuple(Block("table", "body", text.index(row), text.index(row) + len(row), i + 1, f"doan-{i}")
                   for i, row in enumerate(rows))
    soup = text_html(Record("x", "", len(text), Document(), blocks, ()), text)
    assert [[cell.get_text() for cell in row.find_all("td")] for row in soup.find_all("tr")] == [
        ["Tên", "Số"], ["Kế hoạch", "31"]]


def test_rows_between_bars_are_one_table_with_their_empty_cells(registry: Registry) -> None:
    """As a web page or a PDF gives them: each line between outer bars, a first cell empty; a bar within a remark."""
    text = ("Thực hiện:\n\n| TT | Việc | Hạn |\n|---|---|---|\n| 1 | Họp theo Chỉ thị số 09-CT/TW | Quý I |\n"
            "|  | Tuyên truyền | Quý II |\n\nHết.\n")
    record = read_record(text, "x", registry.grammar)
    place = text.index("Chỉ thị")
    link = InlineLink(place, place + len("Chỉ thị số 09-CT/TW"), "#a", "vien-dan-0", "held", "Nhắc tới: a|b")
    soup = BeautifulSoup("".join(segment.body for segment in full_text(record, text, (link,))), "html.parser")
    assert len(soup.find_all("table")) == 1 and not soup.select("p.marks")
    assert [[cell.get_text() for cell in row.find_all("td")] for row in soup.find_all("tr")] == [
        ["TT", "Việc", "Hạn"], ["1", "Họp theo Chỉ thị số 09-CT/TW", "Quý I"], ["", "Tuyên truyền", "Quý II"]]


@pytest.mark.parametrize(("spans", "expected"), [
    ([(0, 5), (7, 9)], [(0, 5, 0), (7, 9, 1)]),
    ([(0, 10), (3, 5)], [(0, 3, 0), (3, 5, 1), (5, 10, 0)]),
    ([(0, 10), (0, 4)], [(0, 4, 1), (4, 10, 0)]),
    ([(0, 10), (6, 10)], [(0, 6, 0), (6, 10, 1)]),
    ([(0, 6), (4, 9)], [(0, 4, 0), (4, 6, 1)]),
    ([(0, 12), (2, 9), (4, 5)], [(0, 2, 0), (2, 4, 1), (4, 5, 2), (5, 9, 1), (9, 12, 0)]),
    ([], []),
])
def test_citations_inside_citations_stand_side_by_side(
        spans: list[tuple[int, int]], expected: list[tuple[int, int, int]]) -> None:
    """A citation inside another one's words keeps its place; the outer link goes on around it."""
    assert side_by_side(spans) == expected


def as_shown(pieces: tuple[Piece, ...]) -> str:
    """Pieces in the notation of the case table."""
    marks = {"text": "{}", "cited": "⟦{}⟧", "gap": " […] "}
    return " ".join("".join(marks[piece.part].format(piece.text) for piece in pieces).split())


def shown_around(text: str, start: int, end: int) -> tuple[Piece, ...]:
    """The excerpt of the sentence in which some words stand, as pages make it from a record."""
    passage = next(p for p in passages(blocks_of(text)) if any(b.start <= start < b.end for b in p.blocks))
    return excerpt(text, ranges_of(passage, sentence_around(text, start)), [(start, end)])


@pytest.mark.parametrize("case", load_cases("excerpts.yaml"), ids=lambda case: case["name"])
def test_excerpt(case: dict[str, str]) -> None:
    """The sentence that proves a citation reads as the table says."""
    text, cited = (case[key].replace("¦", "\n\n") for key in ("text", "cited"))
    start = text.index(cited)
    assert as_shown(shown_around(text, start, start + len(cited))) == case["shown"].strip()


def test_an_excerpt_of_a_huge_paragraph_is_bounded() -> None:
    """A sentence of a megabyte gives an excerpt of a few lines with the citation in it."""
    text = "chữ " * 120_000 + "Chỉ thị số 09-CT/TW" + " chữ" * 120_000
    start = text.index("Chỉ")
    found = excerpt(text, [(0, len(text))], [(start, start + 19)])
    assert sum(len(piece.text) for piece in found) < 700
    assert Piece("cited", "Chỉ thị số 09-CT/TW") in found


def test_an_excerpt_far_into_a_sentence_keeps_its_opening() -> None:
    text = "Bãi bỏ các văn bản sau đây: " + "văn bản khác, " * 400 + "Chỉ thị số 09-CT/TW."
    start = text.index("Chỉ")
    shown = as_shown(excerpt(text, [(0, len(text))], [(start, start + 19)]))
    assert shown.startswith("Bãi bỏ các văn bản sau đây: văn bản khác,") and "[…]" in shown
    assert shown.endswith("⟦Chỉ thị số 09-CT/TW⟧.")


def test_a_sentence_cut_by_a_page_and_a_footnote_is_one_passage() -> None:
    """The part after the footnote joins the part before it; the footnote stands alone."""
    text = "đã ban hành nhiều văn bản¹ chỉ đạo, thực hiện\n\n¹ Gồm các văn bản sau:\n\nnội dung liên quan."
    starts = [0, text.index("¹ Gồm"), text.index("nội")]
    found = passages(blocks_of(text))
    assert [[b.start for b in p.blocks] for p in found] == [[starts[0], starts[2]], [starts[1]]]
    assert ranges_of(found[0], (0, len(text))) == [(0, text.index("\n")), (starts[2], len(text))]


@pytest.mark.parametrize(("fields", "short", "full"), [
    ({"type": "Kế hoạch", "number": "31/KH-UBND", "date": "2023-02-02", "issuing_body": "Tỉnh ủy Bình Phước"},
     "Kế hoạch số 31/KH-UBND", "Kế hoạch số 31/KH-UBND ngày 02/02/2023 của Tỉnh ủy Bình Phước"),
    ({"type": "Quyết định", "number": "1067/QĐ-TTg", "year": 2017}, "Quyết định số 1067/QĐ-TTg",
     "Quyết định số 1067/QĐ-TTg năm 2017"),
    ({"type": "Thông tư", "number": "124/2021/TT-BCA", "year": 2021}, "Thông tư số 124/2021/TT-BCA",
     "Thông tư số 124/2021/TT-BCA"),
    ({"number": "422"}, "Văn bản số 422", "Văn bản số 422"),
    ({"type": "Công văn", "document": "x", "issuing_body": "Tổng Liên đoàn"},
     "Công văn của Tổng Liên đoàn (bản sao thiếu số)", "Công văn của Tổng Liên đoàn (bản sao thiếu số)"),
    ({"type": "Luật", "title": "Phổ biến, giáo dục pháp luật"}, "Luật Phổ biến, giáo dục pháp luật",
     "Luật Phổ biến, giáo dục pháp luật"),
])
def test_names(registry: Registry, fields: dict[str, Any], short: str, full: str) -> None:
    """An instrument is called as an official letter would call it."""
    found = name_of(Instrument("k", "k", "numbered", **fields), lambda mention: "", registry)
    assert (found.short, found.full) == (short, full)


def test_a_name_without_letters_has_an_address() -> None:
    """A body written as a dash gets a page of its own, not the page of the index."""
    assert (address_of("—"), address_of("Bộ Công an")) == ("khac", "bo-cong-an")


def test_dates_are_written_day_first() -> None:
    """An ISO date is shown in the Vietnamese order; nothing stays nothing."""
    assert written_date("2023-02-02") == "02/02/2023"
    assert written_date(None) is None


@pytest.mark.parametrize(("heading", "anchor"), [("Mục đích", "muc-dich"), ("LĐLĐ", "ldld"), ("Đ", "d")])
def test_heading_anchors_keep_d(heading: str, anchor: str) -> None:
    """Anchors of hand-written headings keep đ as d."""
    assert heading_anchor(heading) == anchor


def test_files_are_written_once_and_stale_ones_removed(tmp_path: Path, registry: Registry) -> None:
    """A second run writes nothing; a changed page is written alone; what is no longer wanted goes."""
    collection = sample_collection()
    assert write_pages(collection, registry, tmp_path) == len(dict(generated_files(collection, registry)))
    (tmp_path / "huong-dan.md").write_text("của người")
    stale = tmp_path / "van-ban" / "cu" / "index.md"
    stale.parent.mkdir()
    stale.write_text("cũ")
    assert write_pages(collection, registry, tmp_path) == 0
    assert not stale.parent.exists() and (tmp_path / "huong-dan.md").exists()
    changed = tmp_path / "van-ban" / SLUG / "index.md"
    changed.write_text("sửa tay")
    assert write_pages(collection, registry, tmp_path) == 1
    assert changed.read_text(encoding="utf-8") == (FOLDER / "co-toan-van.md").read_text(encoding="utf-8")
    assert not list(tmp_path.rglob(".*"))


def test_the_downloaded_text_is_the_text_itself(five: Collection, registry: Registry) -> None:
    """The plain text offered for download is the source's, byte for byte."""
    files = dict(generated_files(five, registry))
    for slug, text in five.texts.items():
        assert unzipped(files[f"van-ban/{slug}/{slug}.txt.zip"]) == text.encode()


def luminance(colour: str) -> float:
    """Relative luminance of a colour written #rgb or #rrggbb."""
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colours_have_enough_contrast(root: Path) -> None:
    """Text has 4.5 to 1 on every ground it stands on, lines of controls 3 to 1, light and dark."""
    css = (root / "docs/assets/stylesheets/1-mau-sac.css").read_text(encoding="utf-8")
    palettes = [dict(re.findall(r"--([\w-]+): (#\w+);", block)) for block in re.split(r"color-scheme: \w+;", css)[1:]]
    assert len(palettes) == 3 and palettes[1] == palettes[2]
    for colours in palettes:
        for ground in ("paper", "surface", "sunk", "notice"):
            for ink in ("ink", "ink-2", "link", "link-visited", "brand", "central", "ministry", "province", "district",
                        "commune", "grassroots", "unknown"):
                assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
            assert contrast(colours["line-strong"], colours[ground]) >= 3, ground
        assert contrast(colours["mark-ink"], colours["mark"]) >= 4.5
        assert contrast(colours["paper"], colours["brand"]) >= 4.5
