"""The page of one document: its head, the card to paste, text of a legacy encoding."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from archives_of_one import unzipped
from bs4 import BeautifulSoup
from collections_for_tests import document_path
from golden_pages import SLUG, TEXT, sample_collection
from msgspec import structs
from msgspec.structs import replace as changed
from vanban.graph.build import build_collection
from vanban.language.tcvn3 import _TABLE, is_tcvn3
from vanban.models import Block, CitationPlace, Collection, Relation
from vanban.pages.document.cited_places import place_of_pinpoint
from vanban.pages.document.fulltext import full_text, heading_levels
from vanban.pages.parts.excerpts import Piece, shortened
from vanban.pages.units import generated_files
from vanban.pages.words import interface_words
from vanban.problems import ProblemError
from vanban.reading.record import read_record
from vanban.registry.tables import Registry
from vanban.search.entries import entries_of, with_paragraphs
from vanban.store.decoding import read_text, split_front_matter
from vanban.store.documents import DOCUMENTS_FOLDER

LETTER = "261-ldld-2022-phu-rieng"


def page_of(files: dict[str, bytes], slug: str) -> BeautifulSoup:
    return BeautifulSoup(files[f"van-ban/{slug}/index.md"].decode(), "html.parser")


def test_the_head_says_who_when_and_by_whom_signed(registry: Registry) -> None:
    """Under the number: subject, body, day, signer with the office in sentence case, level."""
    page = page_of(dict(generated_files(sample_collection(), registry)), SLUG)
    byline = page.select_one(".byline")
    assert byline is not None and " ".join(byline.get_text().split()).startswith(
        "Ủy ban nhân dân huyện Phú Riềng · 05/03/2024 · Ký: Nguyễn Văn A, Chủ tịch Cấp huyện")
    assert byline.select_one("a")["href"] == "../../co-quan/uy-ban-nhan-dan-huyen-phu-rieng/"  # type: ignore[index]


def test_the_two_lines_stand_above_the_text_and_lead_to_their_sentences(registry: Registry) -> None:
    """What is carried out, with the way to its sentence; below nothing is known; then the text, then the rest."""
    page = page_of(dict(generated_files(sample_collection(), registry)), SLUG)
    upward, downward = page.select(".ways > div")
    assert [a["href"] for a in upward.select("a.name")] == ["../../van-ban/31-kh-ubnd-2023-binh-phuoc/"]
    (proof,) = upward.select("a[data-proof]")
    row = page.find(id=str(proof["href"]).removeprefix("#"))
    assert row is not None
    (place,) = row.select('.quote footer a[href^="#"]')
    cited = page.find(id=str(place["href"]).removeprefix("#"))
    assert cited is not None and cited.get_text() == "Kế hoạch số 31/KH-UBND của tỉnh"
    assert "chưa thấy trong kho" in downward.get_text()
    places = [str(page).index(mark) for mark in ('class="ways"', "doc-body", 'class="drawing"', 'class="facts"')]
    assert places == sorted(places)


def test_a_fact_of_the_head_is_not_told_again(registry: Registry) -> None:
    """The table below has what the head does not say, what is missing, and what a person supplied with the reason."""
    facts = {dt.get_text(): dt.find_next("dd").get_text() for dt in page_of(  # type: ignore[union-attr]
        dict(generated_files(sample_collection(), registry)), SLUG).select(".facts dt")}
    assert not {"Số, ký hiệu", "Loại văn bản", "Cơ quan ban hành", "Cấp ban hành", "Người ký", "Trích yếu"} & set(facts)
    assert "không ghi" in facts["Nơi ban hành"] and "bản chụp bị mờ" in facts["Ngày ban hành"]
    assert facts["Thể thức ký"].strip() == "TM. Ủy ban nhân dân" and facts["Nguồn"].strip() == "Sổ văn bản"


def test_the_lines_are_short_and_certain_ones_come_first(registry: Registry) -> None:
    """Of many instruments two are named, doubtful ones last and higher levels first; the rest is counted."""
    collection = sample_collection()
    record = collection.records[SLUG]
    doubtful = tuple(structs.replace(c, confidence="low") if i == 0 else c for i, c in enumerate(record.citations))
    one = collection.instruments["31"]
    more = {f"k{i}": replace(one, key=f"k{i}", slug=f"k{i}", number=f"{i}/KH-UBND", mentions=()) for i in range(6)}
    more["k5"] = replace(more["k5"], level="central")
    relations = tuple(Relation("12", key, "continues", (CitationPlace(SLUG, 1),), step=True) for key in more)
    changed = replace(collection, records={SLUG: replace(record, citations=doubtful)},
                      instruments=collection.instruments | more, relations=collection.relations + relations)
    upward = page_of(dict(generated_files(changed, registry)), SLUG).select_one(".ways > div")
    assert upward is not None
    assert [a.get_text() for a in upward.select("a.name")] == [f"Kế hoạch số {i}/KH-UBND" for i in (5, 0)]
    assert upward.select_one("a.more").get_text() == "và 5 văn bản khác"  # type: ignore[union-attr]


def test_a_basis_is_not_said_to_be_carried_out(registry: Registry) -> None:
    """On the line of what is carried out a document that is only a basis has its own verb before it."""
    collection = sample_collection()
    relations = (Relation("12", "31", "basis", (CitationPlace(SLUG, 0),), step=True), *collection.relations[1:])
    changed = replace(collection, relations=relations)
    upward = page_of(dict(generated_files(changed, registry)), SLUG).select(".ways dd")[0]
    assert " ".join(upward.get_text().split()).startswith("căn cứ Kế hoạch số 31/KH-UBND")
    own = page_of(dict(generated_files(collection, registry)), SLUG).select(".ways dd")[0]
    assert "căn cứ" not in own.get_text()


def test_a_number_read_anew_says_what_was_recognised(registry: Registry) -> None:
    """The number whose type a machine bent stands with what its letters were; one spelled so in the text does not."""
    collection = sample_collection()
    record = collection.records[SLUG]
    number = record.document.number or ""
    bent = number.replace("/KH-", "/KHH-")
    told = []
    for text in (collection.texts[SLUG], collection.texts[SLUG].replace(number, bent)):
        scanned = replace(record, front_matter=replace(record.front_matter, recognised=True))
        held = replace(collection, records={**collection.records, SLUG: scanned},
                       texts={**collection.texts, SLUG: text})
        told.append(f"Chữ nhận dạng là {bent}; đọc là {number}" in page_of(dict(generated_files(held, registry)),
                                                                           SLUG).get_text())
    assert told == [False, True]


def test_a_receiver_read_anew_says_so(registry: Registry) -> None:
    """What the recognised letters spell otherwise stands with its doubt; what they spell so stands without."""
    collection = sample_collection()
    record = collection.records[SLUG]
    printed = record.document.recipients[0]
    scanned = replace(record, document=changed(record.document, recipients=(printed, "Ban Bí thư Trung ương Đảng")),
                      front_matter=replace(record.front_matter, recognised=True))
    text = f"{collection.texts[SLUG]}\nNơi nhận:\n- {printed};\n- Ban Bi thư Trung ương Đảng.\n"
    texts = {**collection.texts, SLUG: text}
    page = page_of(dict(generated_files(replace(
        collection, records={**collection.records, SLUG: scanned}, texts=texts), registry)), SLUG)
    words = page.get_text()
    assert words.count("đọc lại từ chữ máy nhận dạng") == 1
    assert words.index("Ban Bí thư Trung ương Đảng") < words.index("đọc lại từ chữ máy nhận dạng")


def test_recognised_letters_are_marked_at_the_head(registry: Registry) -> None:
    """A text of a scan that nobody has read says so under its date and in every list; another says nothing of it."""
    collection = sample_collection()
    record = collection.records[SLUG]
    scanned = replace(record, front_matter=replace(record.front_matter, recognised=True))
    said = [page_of(dict(generated_files(each, registry)), SLUG).select(".lead .notice") for each in (
        collection, replace(collection, records={**collection.records, SLUG: scanned}))]
    assert [len(each) for each in said] == [0, 1] and "Cần đọc soát" in said[1][0].get_text()
    for each, marked in ((collection, False), (replace(collection, records={
            **collection.records, SLUG: scanned}), True)):
        files = dict(generated_files(each, registry))
        rows = [words.decode() for path, words in files.items() if path.startswith("du-lieu/danh-sach/")]
        assert ("chưa đọc soát" in files["van-ban/index.md"].decode(), any("chưa đọc soát" in row for row in rows)) == (
            marked, marked)


def test_a_disputed_date_is_marked_wherever_it_stands(registry: Registry) -> None:
    """At the head both days with their sentences; in lists and links a mark; in the citation a form without it."""
    files = dict(generated_files(sample_collection(), registry))
    page = page_of(files, "09-ct-tw-2011")
    box = page.select_one(".lead details.contradiction")
    assert box is not None and {"01/12/2011", "02/12/2011"} <= {one.get_text() for one in box.select("strong")}
    assert page.select_one("#cach-dan-chac").get_text() == "Chỉ thị số 09-CT/TW của Ban Bí thư về tăng cường phong trào"  # type: ignore[union-attr]
    for path in ("van-ban/index.md", "index.md", f"van-ban/{SLUG}/index.md"):
        shown = BeautifulSoup(files[path].decode(), "html.parser")
        assert any("02/12/2011" in mark.get_text() for mark in shown.select(".doubt")), path


def test_what_conversion_left_of_cells_is_kept_and_not_shown(registry: Registry) -> None:
    """A line of bars, stars, dashes or tags alone stands in the page and is marked; a line with a word is not."""
    text = ('<table name="bang_0"> </table>\n|\n**BỘ TÀI CHÍNH**\n-------\n|\nSố: 12/TT-BTC\n\n'
            "**THÔNG TƯ**\n\nThực hiện việc A.\n")
    record = read_record(text, "x", registry.grammar)
    shown = " ".join(segment.body for segment in full_text(record, text, ()))
    page = BeautifulSoup(shown, "html.parser")
    marks = page.select(".marks")
    assert marks[0].get_text().startswith('<table name="bang_0"> </table>')
    assert not any(letter.isalnum() for one in marks[1:] for letter in one.get_text())
    assert re.sub(r"[\s*]", "", page.get_text()) == re.sub(r"[\s*]", "", text)
    assert [one.get_text() for one in page.select(".letterhead")][:2] == ["BỘ TÀI CHÍNH", "Số: 12/TT-BTC"]


def test_a_signing_block_stands_on_the_right(registry: Registry) -> None:
    """Each of its lines, also where a capacity takes two: "TL. CỤC TRƯỞNG", "KT. TRƯỞNG BAN"."""
    block = ["TL. CỤC TRƯỞNG", "KT. TRƯỞNG BAN CHÍNH SÁCH", "PHÓ TRƯỞNG BAN", "Nguyễn Văn An"]
    text = ("BỘ TÀI CHÍNH\nCỤC THUẾ\nSố: 12/CT-CS\nHà Nội, ngày 02 tháng 3 năm 2020\nV/v việc A\n\nKính gửi: Ông B\n\n"
            "Cục Thuế trả lời việc A.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n" + "\n\n".join(block))
    record = read_record(text, "x", registry.grammar)
    page = BeautifulSoup(" ".join(segment.body for segment in full_text(record, text, ())), "html.parser")
    assert [one.get_text() for one in page.select(".signature")] == block


def test_a_letterhead_that_conversion_broke_stands_in_the_papers_lines(registry: Registry) -> None:
    """A soft break inside emphasis is a blank, a hard one and the end of emphasis are not; a title is one paragraph."""
    text = ("**CHÍNH\nPHỦ**\n-------\n**CỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM  \nĐộc lập - Tự do - Hạnh phúc**\n\n"
            "Số: 12/2020/NĐ-CP\n*Hà Nội, ngày 02\ntháng 3 năm 2020*\n\n**NGHỊ ĐỊNH\nQUY**\nĐỊNH VIỆC GIẢ ĐỊNH\n\n"
            "Điều 1. Thực hiện việc A theo quy định hiện hành.\n")
    record = read_record(text, "x", registry.grammar)
    page = BeautifulSoup(" ".join(segment.body for segment in full_text(record, text, ())), "html.parser")
    assert [" ".join(one.get_text().split()) for one in page.select(".letterhead")] == [
        "CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: 12/2020/NĐ-CP",
        "Hà Nội, ngày 02 tháng 3 năm 2020", "NGHỊ ĐỊNH", "QUY ĐỊNH VIỆC GIẢ ĐỊNH"]
    assert {f"doan-{n}" for n in range(1, 12)} <= {one["id"] for one in page.select(".doc-header [id]")}


@pytest.mark.parametrize("lines", [
    "VỀ VIỆC CÔNG BỐ DANH MỤC THỦ TỤC\nTHUỘC NGÀNH GIẢ ĐỊNH", "VỀ\nVIỆC CÔNG BỐ DANH MỤC THỦ TỤC THUỘC NGÀNH GIẢ ĐỊNH",
    "Về công bố danh mục thủ tục\nthuộc ngành giả định", "V/v công bố danh mục thủ tục thuộc ngành giả định",
    "(Về việc công bố danh mục thủ tục\nthuộc ngành giả định)",
    unicodedata.normalize("NFD", "Công bố danh mục thủ tục thuộc ngành giả định")])
def test_a_title_stands_in_bold_with_what_opens_it(lines: str, registry: Registry) -> None:
    """"Về việc" is no part of a title as it is read, and is one on the paper; so are letters in the decomposed form."""
    text = (f"ỦY BAN NHÂN DÂN\nTỈNH BÌNH PHƯỚC\n\nSố: 12/QĐ-UBND\nBình Phước, ngày 02 tháng 3 năm 2020\n\n"
            f"QUYẾT ĐỊNH\n{lines}\n\n------\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC\n\nCăn cứ Luật Đất đai;\n")
    record = read_record(text, "x", registry.grammar)
    page = BeautifulSoup(" ".join(segment.body for segment in full_text(record, text, ())), "html.parser")
    assert [" ".join(one.get_text().split()) for one in page.select(".heading-line")] == [
        "QUYẾT ĐỊNH", " ".join(lines.split())]


def test_what_a_portal_put_around_the_document_is_folded(registry: Registry) -> None:
    """Before the letterhead and after the foot: kept word for word, closed; the page begins with the paper."""
    text = ("Bản dịch của trang mạng giả lập\n\nĐang tải văn bản...\n\n"
            "BỘ TÀI CHÍNH\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nSố: 12/2020/TT-BTC\n"
            "Hà Nội, ngày 02 tháng 3 năm 2020\n\nTHÔNG TƯ\n\nQuy định việc A\n\n"
            "Điều 1. Thực hiện việc A theo quy định hiện hành.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n"
            f"KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nNguyễn Văn A\n\n{registry.furniture[0]}\n\nMục lục khác\n")
    record = read_record(text, "x", registry.grammar)
    page = BeautifulSoup(" ".join(segment.body for segment in full_text(record, text, ())), "html.parser")
    above, below = page.select("details.doc-outside:not([open])")
    assert above.select_one("summary").get_text().endswith("(2 đoạn)")  # type: ignore[union-attr]
    assert "Đang tải văn bản" in above.get_text() and "Mục lục khác" in below.get_text()
    around = above.get_text() + below.get_text()
    assert not any(own in around for own in ("BỘ TÀI CHÍNH", "Điều 1", "Nguyễn Văn A"))
    collection = build_collection({"x": record}, {"x": text}, registry)
    entry = next(with_paragraphs(each, collection) for each in entries_of(collection, registry) if each.held)
    assert not any("Đang tải" in words or "Mục lục khác" in words for _, words in entry.paragraphs)


def test_what_is_cited_once_has_a_thin_page(registry: Registry) -> None:
    """Head, the sentence, how to cite, how to contribute: no drawing, no empty sections."""
    collection = sample_collection()
    alone = replace(collection, relations=collection.relations[:1])
    page = page_of(dict(generated_files(alone, registry)), "31-kh-ubnd-2023-binh-phuoc")
    assert page.select_one("blockquote mark").get_text() == "Kế hoạch số 31/KH-UBND của tỉnh"  # type: ignore[union-attr]
    assert not page.select(".drawing, .local-bar, .ways, .facts") and page.select('a[href="../../dong-gop/"]')


@pytest.mark.parametrize(("pinpoint", "anchor"), [
    ("Điều 5", "dieu-5"), ("điểm c khoản 2 Điều 5", "dieu-5-khoan-2-diem-c"), ("Khoản 2 Điều 5", "dieu-5-khoan-2"),
    ("khoản 9 Điều 5", "dieu-5"), ("điểm d khoản 2 Điều 5", "dieu-5-khoan-2"), ("mục II", "muc-ii"), ("Điều 6", None),
    ("điểm đ khoản 2 Điều 5", "dieu-5-khoan-2-diem-dd"), ("Điều 5, khoản 2, điểm c", "dieu-5-khoan-2-diem-c"),
    ("Điều 5đ", "dieu-5dd"), (None, None),
])
def test_a_pinpoint_leads_to_its_paragraph(pinpoint: str | None, anchor: str | None) -> None:
    """The words that cite a part name its anchor, or that of the nearest part around it that the text has."""
    anchors = {"dieu-5", "dieu-5dd", "dieu-5-khoan-2", "dieu-5-khoan-2-diem-c", "dieu-5-khoan-2-diem-dd", "muc-ii"}
    assert place_of_pinpoint(pinpoint, anchors) == anchor


def test_a_paragraph_that_others_cite_has_a_count(registry: Registry) -> None:
    """Two documents that cite one part are counted at it; the document itself is not."""
    collection = sample_collection()
    record = collection.records[SLUG]
    citing = structs.replace(record.citations[0], pinpoint="mục I")
    others = {slug: replace(record, slug=slug, citations=(citing,)) for slug in ("a", "b")}
    mentions = (CitationPlace("a", 0), CitationPlace("b", 0), CitationPlace(SLUG, 0))
    changed = replace(
        collection, records={**collection.records, **others}, texts={**collection.texts, "a": TEXT, "b": TEXT},
        instruments={**collection.instruments, "12": replace(collection.instruments["12"], mentions=mentions)})
    page = page_of(dict(generated_files(changed, registry)), SLUG)
    assert [one["data-count"] for one in page.select("a.cited-by")] == ["2"]
    assert page.find(id="duoc-vien-dan") or "{#duoc-vien-dan}" in str(page)


@pytest.mark.parametrize(("table", "said"), [
    ('- {key: a, words: "x", where: y}\n- {key: a, words: "z", where: y}\n', "dòng 1"),
    ("- {key: a, words: x}\n", "where: chưa có"),
])
def test_a_wrong_table_of_words_is_told_by_line(tmp_path: Path, table: str, said: str) -> None:
    """A slip of an editor is a problem with its file and line."""
    (tmp_path / "tu-ngu.yaml").write_text(table, encoding="utf-8")
    with pytest.raises(ProblemError, match=said):
        interface_words(tmp_path / "tu-ngu.yaml")


def test_the_standing_names_what_changed_the_instrument(registry: Registry) -> None:
    """A repealed instrument says by what; of any other the page says that nothing is known in the collection."""
    collection = sample_collection()
    repeal = Relation("12", "32", "repeals", (CitationPlace(SLUG, 0),))
    files = dict(generated_files(replace(collection, relations=(*collection.relations, repeal)), registry))
    facts = {dt.get_text(): dt.find_next("dd") for dt in page_of(files, "32-kh-ubnd-2022-binh-phuoc").select("dt")}
    assert facts["Hiệu lực"].select_one(f'a[href="../../van-ban/{SLUG}/"]')  # type: ignore[union-attr]
    assert "chưa có thông tin trong kho" in page_of(files, SLUG).get_text()


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


def as_tcvn3(text: str) -> str:
    """A text as a file from a .Vn font reads when it is taken for Latin-1."""
    codes = {ord(letter): code for code, letter in _TABLE.items()}
    small = "".join(c if ord(c) in codes or c.lower() == c or ord(c.lower()) not in codes else c.lower() for c in text)
    return small.translate(codes)


@pytest.fixture(scope="module")
def legacy_collection(root: Path, registry: Registry) -> Collection:
    """One real letter, put into the legacy encoding."""
    raw = as_tcvn3(split_front_matter(read_text(document_path(root / DOCUMENTS_FOLDER, LETTER)))[1])
    assert is_tcvn3(raw)
    return build_collection({LETTER: read_record(raw, LETTER, registry.grammar)}, {LETTER: raw}, registry)


@pytest.fixture(scope="module")
def legacy(legacy_collection: Collection, registry: Registry) -> dict[str, bytes]:
    """The generated files of that letter."""
    return dict(generated_files(legacy_collection, registry))


def test_a_legacy_text_is_found_by_its_letters(legacy_collection: Collection, registry: Registry) -> None:
    """What search reads of the text is what a reader sees of it."""
    (entry,) = [with_paragraphs(one, legacy_collection)
                for one in entries_of(legacy_collection, registry) if one.held]
    assert any("Công đoàn cơ sở trực thuộc" in words for _, words in entry.paragraphs)


def test_a_legacy_text_is_shown_decoded_and_said_to_be(legacy: dict[str, bytes]) -> None:
    """The page reads in Unicode and says so; the download is what was kept, byte for byte."""
    page = page_of(legacy, LETTER)
    text = page.get_text()
    assert "đã chuyển mã từ TCVN3" in text and "Công đoàn cơ sở trực thuộc" in text
    assert not set("®µ¸¶¹©ª«¬") & set(text)
    assert is_tcvn3(unzipped(legacy[f"van-ban/{LETTER}/{LETTER}.txt.zip"]).decode())


def test_anchors_and_marked_words_of_a_legacy_text_are_right(legacy: dict[str, bytes]) -> None:
    """Each citation's link holds its own words, each sentence marks them, and names made of words are readable."""
    page = page_of(legacy, LETTER)
    links = page.select('[id^="vien-dan-"]')
    assert links and all(link.get_text().lower().startswith(("kế hoạch", "công văn")) for link in links)
    assert all(mark.get_text()[:8].lower() in ("kế hoạch", "công văn") for mark in page.select("blockquote mark"))
    for path, content in legacy.items():
        if path.endswith(".md"):
            assert not set("®¸©ª«") & set(content.decode()), path


def test_no_level_of_headings_is_left_out() -> None:
    """A khoản set as a heading below a Điều that is none stands one step down, as screen readers ask."""
    def heading(anchor: str, depth: int, kind: str = "heading") -> Block:
        return Block(kind, "body", 0, 1, 1, anchor, depth=depth)  # type: ignore[arg-type]

    rows = [heading("a", 1), heading("b", 0), heading("dieu-2", 0, "paragraph"), heading("c", 2), heading("d", 2),
            heading("e", 1)]
    assert heading_levels(rows) == {"a": 3, "b": 3, "c": 4, "d": 4, "e": 4}
