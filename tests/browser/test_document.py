"""The page of a document in a browser: previews of citations, the card to paste, words to report a fault."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdfium2
import pytest
from archives_of_one import unzipped
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Locator, Page, Route, expect

PLAN = "van-ban/31-kh-ubnd-2023-binh-phuoc/"
LETTER = "261-ldld-2022-phu-rieng"
HELD = (LETTER, "31-kh-ubnd-2023-binh-phuoc", "100-kh-ldld-2024-thu-duc", "02-bc-ldld-2018-binh-thuan",
        "cong-van-tong-lien-doan-phong-trao-bao-ve-an-ninh-to-quoc")
CITED = "Chỉ thị số 46-CT/TW"


def citation(page: Page) -> Locator:
    """A citation in the text of the plan that leads to an instrument the collection does not hold."""
    return page.locator(".doc a.cite[href*='46-ct-tw']").first


@pytest.fixture
def plan(browser_page: Page, site_url: str) -> Page:
    """The page of the plan of Bình Phước."""
    browser_page.goto(f"{site_url}/{PLAN}")
    return browser_page


def test_hovering_shows_the_target_and_leaving_hides_it(plan: Page) -> None:
    """Name, subject, date, body and whether the text is held; the pointer may go onto the card."""
    citation(plan).hover()
    card = plan.locator(".preview")
    expect(card).to_be_visible()
    for words in (CITED, "đảm bảo an ninh, trật tự", "22/06/2015", "Bộ Chính trị", "chưa có toàn văn"):
        expect(card).to_contain_text(words)
    card.hover()
    plan.wait_for_timeout(400)
    expect(card).to_be_visible()
    plan.mouse.move(5, 5)
    expect(card).to_be_hidden()


def test_the_keyboard_shows_it_and_escape_hides_it(plan: Page) -> None:
    """Focus describes the link by the card; Escape closes it and leaves the focus where it was."""
    citation(plan).focus()
    plan.keyboard.press("Shift+Tab")
    plan.keyboard.press("Tab")
    expect(plan.locator(".preview")).to_be_visible()
    expect(citation(plan)).to_have_attribute("aria-describedby", "xem-truoc")
    plan.keyboard.press("Escape")
    expect(plan.locator(".preview")).to_be_hidden()
    expect(citation(plan)).to_be_focused()


def test_nothing_moves_when_a_card_opens(plan: Page) -> None:
    """The card lies over the page; it adds neither height nor width, also at the edge of the window."""
    size = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    before = plan.evaluate(size)
    plan.set_viewport_size({"width": 1280, "height": 300})
    before = plan.evaluate(size)
    citation(plan).hover()
    expect(plan.locator(".preview")).to_be_visible()
    assert plan.evaluate(size) == before


@pytest.mark.parametrize("width", [390, 320])
def test_a_tap_shows_and_the_link_in_the_card_goes(browser: Browser, site_url: str, built_site: Path,
                                                   width: int) -> None:
    """On a phone the first tap shows the card inside the screen; its link leads on, also from a folder on disk."""
    for start in (f"{site_url}/{PLAN}", (built_site / PLAN / "index.html").as_uri()):
        with browser.new_context(viewport={"width": width, "height": 700}, has_touch=True, is_mobile=True) as context:
            page = context.new_page()
            page.goto(start)
            citation(page).tap()
            card = page.locator(".preview")
            expect(card).to_contain_text(CITED)
            assert page.url == start
            box = card.bounding_box()
            assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= width
            card.get_by_role("link").tap()
            page.wait_for_url("**/46-ct-tw-2015/**")
            expect(page.locator("h1")).to_have_text(CITED)


def test_an_open_citation_says_why_it_is_open(browser_page: Page, site_url: str) -> None:
    """A mention that is not resolved tells its reason to mouse and keyboard alike."""
    def unresolved(route: Route) -> None:
        page = route.fetch().text()
        opened = '<span id="vien-dan-1" class="cite open" title="Chưa xác định được văn bản: không rõ năm">x</span>'
        route.fulfill(body=re.sub(r'<a id="vien-dan-1" .*?</a>', opened, page, count=1), content_type="text/html")

    browser_page.route(f"**/{PLAN}", unresolved)
    browser_page.goto(f"{site_url}/{PLAN}")
    mention = browser_page.locator("span.cite.open")
    mention.hover()
    expect(browser_page.locator(".preview")).to_have_text("Chưa xác định được văn bản: không rõ năm")
    browser_page.keyboard.press("Escape")
    mention.focus()
    expect(mention).to_be_focused()


def test_without_scripts_a_citation_is_a_plain_link(browser: Browser, site_url: str) -> None:
    """The title says what is done to what the words name; the link goes at once."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site_url}/{PLAN}")
        assert "Tiếp tục thực hiện" in (citation(page).get_attribute("title") or "")
        citation(page).click()
        page.wait_for_url("**/46-ct-tw-2015/")


def test_the_card_to_paste_carries_the_address_it_is_read_at(plan: Page, site_url: str) -> None:
    """Where the published address is not built in, the pasted card leads to where the page was read; it is copied."""
    plan.context.grant_permissions(["clipboard-read", "clipboard-write"])
    plan.locator(".snippet > summary").click()
    plan.get_by_role("button", name="Sao chép thẻ HTML").click()
    plan.get_by_text("Đã sao chép.").wait_for()
    copied = plan.evaluate("navigator.clipboard.readText()")
    assert f'href="{site_url}/van-ban/31-kh-ubnd-2023-binh-phuoc/"' in copied and "<script" not in copied
    elsewhere = plan.context.new_page()
    elsewhere.set_content(copied)
    elsewhere.goto(elsewhere.locator("a").get_attribute("href") or "")
    elsewhere.wait_for_url(f"**/{PLAN}**")


def test_the_card_to_paste_stands_alone(plan: Page) -> None:
    """Title, number, date, body and link; styles inside, nothing loaded, words of the document only as words."""
    plan.evaluate("""() => {
        document.querySelector("h1").textContent = '</textarea><img src=x onerror="alert(1)">';
        document.querySelector(".snippet").dataset.facts = "02/02/2023 · <b>A</b>";
    }""")
    plan.locator(".snippet > summary").click()
    pasted, plain = (plan.locator(".snippet textarea").nth(one).input_value() for one in (0, 1))
    card = BeautifulSoup(pasted, "html.parser")
    assert {tag.name for tag in card.find_all(True)} == {"div", "a"}
    assert {name for tag in card.find_all(True) for name in tag.attrs} == {"style", "href", "lang"}
    for words in ('<img src=x onerror="alert(1)">', "Phát động phong trào thi đua", "02/02/2023 · <b>A</b>"):
        assert words in card.get_text()
    assert plain.startswith("Kế hoạch số 31/KH-UBND ngày 02 tháng 02 năm 2023") and plain.endswith(f"/{PLAN}")
    expect(plan.locator(".snippet :is(img, b)")).to_have_count(0)


def test_the_card_from_a_folder_says_that_its_address_is_not_known(browser_page: Page, built_site: Path) -> None:
    """Read from a disk, the page knows no address of its own: the link counts from the home page, and says so."""
    browser_page.goto((built_site / PLAN / "index.html").as_uri())
    browser_page.locator(".snippet > summary").click()
    expect(browser_page.locator(".snippet .about")).to_contain_text("hãy viết địa chỉ của kho vào trước")
    assert f'href="{PLAN}"' in browser_page.locator(".snippet textarea").first.input_value()


@pytest.mark.parametrize("form", ["ris", "bib", "csl.json"])
def test_the_browser_writes_the_citation_that_the_bulk_download_holds(plan: Page, built_site: Path, form: str) -> None:
    """Both forms of one citation agree, letter for letter: the browser's and the one written for the collection."""
    plan.locator(".snippet > summary").click()
    with plan.expect_download() as waited:
        plan.locator(f'[data-export="{form}"]').click()
    assert waited.value.suggested_filename == f"31-kh-ubnd-2023-binh-phuoc.{form}"
    written = waited.value.path().read_bytes().decode()
    whole = unzipped((built_site / f"du-lieu/cach-dan.{form}.zip").read_bytes()).decode()
    if form == "csl.json":
        assert json.loads(written)[0] in json.loads(whole)
    else:
        assert "31/KH-UBND" in written and written in whole


@pytest.mark.parametrize("place", [".ways", ".drawing", ".relations"])
def test_a_link_that_is_reported_is_written_into_the_words_to_send(plan: Page, place: str) -> None:
    """Without a configured repository the way to report opens words that name both instruments and the sentence."""
    if place == ".ways":
        plan.locator(".ways a[data-proof]").first.click()
    plan.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    plan.locator(f"{place} a.report").first.click()
    field = plan.locator("#noi-dung-bao-loi")
    expect(field).to_be_focused()
    lines = field.input_value().splitlines()
    assert [line.partition(": ")[0] for line in lines[:5]] == [
        "Văn bản", "Văn bản được nối tới", "Quan hệ trên trang", "Nguyên văn", "Trang"]
    assert "Kế hoạch số 31/KH-UBND ngày 02 tháng 02 năm 2023" in lines[0] and "#vien-dan-" in lines[4]
    assert lines[2].partition(": ")[2] in ("Thực hiện", "Tiếp tục thực hiện", "Văn bản tiếp tục thực hiện", "Căn cứ")
    plan.keyboard.press("Escape")
    expect(field).to_be_hidden()


def test_a_page_is_reported_by_words_to_send_and_read_without_script_how(plan: Page, built_site: Path) -> None:
    """The box is made when it is asked for: its words name the document and the page; the link leads to the guide."""
    assert plan.locator("#hop-bao-loi").count() == 0
    assert plan.locator("#bao-loi a.report").get_attribute("href") == "../../dong-gop/#sua"
    plan.locator("#bao-loi a.report").click()
    box, field = plan.get_by_role("dialog", name="Báo lỗi trang này"), plan.locator("#noi-dung-bao-loi")
    expect(field).to_be_focused()
    lines = field.input_value().splitlines()
    assert lines[0].startswith("Văn bản: Kế hoạch số 31/KH-UBND ngày 02 tháng 02 năm 2023")
    assert lines[1] == f"Trang: {plan.url.split('#')[0]}" and lines[3].startswith("Chỗ sai và căn cứ")
    box.get_by_role("button", name="Đóng").click()
    expect(box).to_be_hidden()
    assert 'id="sua"' in (built_site / "dong-gop/index.html").read_text(encoding="utf-8")


def test_a_page_opened_from_a_folder_is_reported_by_words_too(browser_page: Page, built_site: Path) -> None:
    """There a link that is pressed is led to its index.html first, and the box opens all the same."""
    browser_page.goto((built_site / PLAN / "index.html").as_uri())
    browser_page.locator("#bao-loi a.report").click()
    expect(browser_page.locator("#noi-dung-bao-loi")).to_be_focused()


POSITIONS = """() => Object.fromEntries([['head', '.site-header'], ['text', '.doc'], ['byline', '.byline'],
    ['ways', '.ways']].map(([name, selector]) => {
        const box = document.querySelector(selector).getBoundingClientRect()
        return [name, [box.top + scrollY, box.bottom + scrollY]] }))"""


@pytest.mark.parametrize(("width", "height", "screens"), [(1280, 900, 1), (390, 844, 2), (320, 640, 2)])
@pytest.mark.parametrize("slug", HELD)
def test_the_text_begins_on_the_first_screen(plan: Page, site_url: str, slug: str, width: int, height: int,
                                             screens: int) -> None:
    """Who, when and the two lines first; the text on the first screen of a desktop and the second of a phone."""
    plan.set_viewport_size({"width": width, "height": height})
    plan.goto(f"{site_url}/van-ban/{slug}/")
    places = plan.evaluate(POSITIONS)
    assert places["head"][1] <= 56
    assert places["byline"][1] < height and places["ways"][1] < screens * height
    assert places["text"][0] < screens * height - 100


@pytest.mark.parametrize("width", [1280, 390])
def test_head_and_bar_stay_in_sight_while_reading(plan: Page, width: int) -> None:
    """Far down the text the head and the bar of sections are there, and a section opened from it is not covered."""
    plan.set_viewport_size({"width": width, "height": 844})
    plan.evaluate("scrollTo(0, 4000)")
    for part in (".site-header", ".local-bar"):
        expect(plan.locator(part)).to_be_in_viewport()
    plan.locator(".local-bar a[href='#vien-dan']").click()
    bar = plan.locator(".local-bar").bounding_box()
    heading = plan.locator("#vien-dan").bounding_box()
    assert bar is not None and heading is not None and heading["y"] + heading["height"] > bar["y"] + bar["height"]


@pytest.mark.parametrize("width", [1024, 390, 320])
def test_the_contents_are_reached_at_every_width(plan: Page, width: int) -> None:
    """Where there is no column for them they open from a button, also without scripts."""
    browser = plan.context.browser
    assert browser is not None
    with browser.new_context(viewport={"width": width, "height": 700}, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(plan.url)
        contents = page.locator("#muc-luc")
        expect(contents).to_be_hidden()
        page.get_by_role("button", name="Mục lục").click()
        expect(contents).to_be_visible()
        contents.get_by_role("link", name="Thông tin").click()
        page.wait_for_url("**#thong-tin")


def test_the_sentence_opens_at_the_head(plan: Page) -> None:
    """"xem nguyên văn" shows the sentence beside the link, marks the cited words, and closes again."""
    proof = plan.locator(".ways a[data-proof]").first
    proof.click()
    expect(plan.locator(".ways .proof mark").first).to_be_visible()
    expect(proof).to_have_attribute("aria-expanded", "true")
    proof.click()
    expect(plan.locator(".ways .proof")).to_be_hidden()


def test_without_scripts_the_sentence_is_a_link_away(plan: Page) -> None:
    """The same words lead to the row that holds the sentence."""
    browser = plan.context.browser
    assert browser is not None
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(plan.url)
        page.locator(".ways a[data-proof]").first.click()
        page.wait_for_url("**#vien-dan-*")
        expect(page.locator("li:target details.why summary")).to_be_visible()


@pytest.mark.parametrize(("anchor", "place"), [
    ("muc-ii-3-1", "điểm 3.1 mục II "), ("muc-iii", "mục III "), ("doan-8", "điểm 3.4 mục II "), ("doan-5", ""),
])
def test_a_paragraph_gives_its_address_and_its_citation(plan: Page, anchor: str, place: str) -> None:
    """Beside a paragraph: its link and the official citation with the part it stands in; Escape closes."""
    plan.context.grant_permissions(["clipboard-read", "clipboard-write"])
    plan.locator(f'a.permalink[href="#{anchor}"]').click()
    menu = plan.locator(".para-menu")
    menu.get_by_role("button", name="Sao chép cách dẫn đoạn này").click()
    menu.get_by_text("Đã sao chép.").wait_for()
    copied = plan.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{place}Kế hoạch số 31/KH-UBND ngày 02 tháng 02 năm 2023 của")
    menu.get_by_role("button", name="Sao chép liên kết đoạn này").click()
    plan.wait_for_function("navigator.clipboard.readText().then(words => words.includes('#'))")
    assert plan.evaluate("navigator.clipboard.readText()").endswith(f"{PLAN}#{anchor}")
    plan.keyboard.press("Escape")
    expect(menu).to_have_count(0)


@pytest.mark.parametrize(("anchor", "place"), [
    ("dieu-34-khoan-2-khoan-2-10", "khoản 2.10 Điều 34 "),
    ("dieu-5-khoan-2-khoan-2-1-khoan-2-1-3-diem-a", "điểm a khoản 2.1.3 Điều 5 "),
    ("dieu-5-khoan-2-1", "điểm 1 khoản 2 Điều 5 "), ("muc-2-i", "điểm i mục 2 "), ("phan-a-1", "điểm 1 phần A "),
    ("muc-a", "mục A "), ("dieu-1-khoan-1-diem-dd", "điểm đ khoản 1 Điều 1 "),
    ("phu-luc-ii-phu-luc-iii", "Phụ lục III Phụ lục II "),
])
def test_an_address_is_cited_as_the_paper_numbers_it(plan: Page, anchor: str, place: str) -> None:
    plan.context.grant_permissions(["clipboard-read", "clipboard-write"])
    plan.evaluate("anchor => { document.getElementById('muc-ii-3-1').id = anchor; }", anchor)
    plan.locator('a.permalink[href="#muc-ii-3-1"]').click()
    plan.locator(".para-menu").get_by_role("button", name="Sao chép cách dẫn đoạn này").click()
    plan.locator(".para-menu").get_by_text("Đã sao chép.").wait_for()
    assert plan.evaluate("navigator.clipboard.readText()").startswith(f"{place}Kế hoạch số 31/KH-UBND")


def test_the_menu_of_a_paragraph_has_the_focus_and_closes_behind_it(plan: Page) -> None:
    plan.locator('a.permalink[href="#muc-iii"]').focus()
    plan.keyboard.press("Enter")
    expect(plan.get_by_role("button", name="Sao chép liên kết đoạn này")).to_be_focused()
    assert plan.url.endswith("#muc-iii")
    plan.keyboard.press("Tab")
    expect(plan.locator(".para-menu")).to_have_count(1)
    plan.keyboard.press("Tab")
    expect(plan.locator(".para-menu")).to_have_count(0)


@pytest.mark.parametrize("slug", HELD)
def test_a_document_prints_as_head_text_and_one_line(plan: Page, site_url: str, slug: str) -> None:
    """The letter of two pages prints on three sheets at most; the address stands on paper, the apparatus does not."""
    plan.goto(f"{site_url}/van-ban/{slug}/")
    sheets = plan.pdf(format="A4").count(b"/Type /Page\n")
    assert sheets <= 3 or slug != LETTER
    plan.emulate_media(media="print")
    expect(plan.locator(".print-foot")).to_contain_text(f"van-ban/{slug}/")
    for part in (".doc", ".byline"):
        expect(plan.locator(part).first).to_be_visible()
    for part in (".drawing", ".relations", ".facts", ".local-bar", ".ways", ".faults", ".site-nav"):
        expect(plan.locator(part).first).to_be_hidden()


def letters(text: str) -> str:
    """The letters and digits alone, small: a line's end on paper may cut a word at its hyphen."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def test_each_line_is_printed_on_one_sheet(plan: Page, tmp_path: Path) -> None:
    """The marks over a heading's capitals are not left behind on the sheet before."""
    plan.pdf(path=tmp_path / "van-ban.pdf", format="A4")
    plan.emulate_media(media="print")
    words = letters(plan.locator("body").inner_text())
    sheets = pypdfium2.PdfDocument(tmp_path / "van-ban.pdf")
    lines = [line for sheet in sheets for line in sheet.get_textpage().get_text_range().splitlines()[1:]]
    sheets.close()
    assert len(lines) > 100
    assert [line for line in lines if letters(line) not in words] == []


def test_a_name_is_printed_on_the_sheet_of_the_office_that_signs(plan: Page, tmp_path: Path) -> None:
    """Wherever the foot of the sheet falls: the text is pushed down in steps over a whole sheet."""
    signed = plan.locator(".doc-closing .signature").all_inner_texts()
    assert len(signed) > 1
    plan.evaluate("document.querySelector('.doc-closing').before(document.createElement('hr'))")
    sheets_of: set[tuple[int, int]] = set()
    for space in range(0, 280, 8):
        plan.evaluate(f"document.querySelector('hr').style = 'border: 0; margin: 0; height: {space}mm'")
        plan.pdf(path=tmp_path / "van-ban.pdf", format="A4")
        sheets = pypdfium2.PdfDocument(tmp_path / "van-ban.pdf")
        words = [letters(sheet.get_textpage().get_text_range()) for sheet in sheets]
        sheets.close()
        first, last = (max(at for at, on_sheet in enumerate(words) if letters(line) in on_sheet)
                       for line in (signed[0], signed[-1]))
        assert first == last, f"{space} mm: {signed}"
        sheets_of.add((first, last))
    assert len(sheets_of) > 1


def test_what_stood_around_the_paper_is_not_printed(plan: Page) -> None:
    """A portal's words fold on the screen; on paper there is the document alone, though they stand open."""
    plan.evaluate("""() => { const outside = document.createElement('details')
        outside.className = 'doc doc-outside'; outside.open = true; outside.textContent = 'Trang chủ'
        document.querySelector('.doc').before(outside) }""")
    expect(plan.locator(".doc-outside")).to_be_visible()
    plan.emulate_media(media="print")
    expect(plan.locator(".doc-outside")).to_be_hidden()
    expect(plan.locator(".doc").nth(1)).to_be_visible()


def test_nothing_shifts_while_a_page_loads(plan: Page) -> None:
    """Scripts add nothing that moves what is read: the layout shift is nought."""
    shift = plan.evaluate("""() => new Promise(done => { let sum = 0
        new PerformanceObserver(list => list.getEntries().forEach(one => { sum += one.value }))
            .observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 300) })""")
    assert shift == 0


def test_a_citation_beside_a_footnote_is_quoted_without_it(browser_page: Page, root: Path) -> None:
    """A paragraph that a footnote interrupts is no ``p``: its sentence opens all the same."""
    browser_page.set_content("""
        <div class="doc"><div id="doan-4" class="interrupted">Thực hiện <a id="vien-dan-1">Kế hoạch 31</a>, các
        <div class="notes"><p>¹ Chú thích.</p></div> <span>đơn vị làm.</span></div></div>
        <details class="why"><summary>Vì sao</summary>
        <blockquote class="quote"><footer><a href="#vien-dan-1">dòng 1</a></footer></blockquote></details>""")
    browser_page.add_script_tag(content="vbWords = {link_here: 'Liên kết'}")
    browser_page.add_script_tag(path=root / "docs/assets/javascripts/document.js")
    browser_page.locator("summary").click()
    expect(browser_page.locator("blockquote p")).to_have_text("Thực hiện Kế hoạch 31, các đơn vị làm.")
