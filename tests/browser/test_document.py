"""The page of a document in a browser: previews of citations, the card to paste, words to report a fault."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

PLAN = "van-ban/31-kh-ubnd-2023-binh-phuoc/"
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
    """The title says what the card would; the link goes at once."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site_url}/{PLAN}")
        assert CITED in (citation(page).get_attribute("title") or "")
        citation(page).click()
        page.wait_for_url("**/46-ct-tw-2015/")


def test_the_card_to_paste_carries_the_address_it_is_read_at(plan: Page, site_url: str) -> None:
    """Where the published address is not built in, the pasted card leads to where the page was read; it is copied."""
    plan.context.grant_permissions(["clipboard-read", "clipboard-write"])
    plan.locator(".snippet summary").click()
    plan.get_by_role("button", name="Sao chép thẻ HTML").click()
    plan.get_by_text("Đã sao chép.").wait_for()
    copied = plan.evaluate("navigator.clipboard.readText()")
    assert f'href="{site_url}/s/31-kh-ubnd-2023-binh-phuoc/"' in copied and "<script" not in copied
    plan.set_content(copied)
    plan.goto(plan.locator("a").get_attribute("href") or "")
    plan.wait_for_url(f"**/{PLAN}**")


@pytest.mark.parametrize("place", [".answers", ".drawing", ".as-list .up", ".relations"])
def test_a_link_that_is_reported_is_written_into_the_words_to_send(plan: Page, place: str) -> None:
    """Without a configured repository the way to report leads to words that name both instruments and the sentence."""
    plan.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    plan.locator(f"{place} a.report").first.click()
    lines = plan.locator("#noi-dung-bao-loi").input_value().splitlines()
    assert [line.partition(": ")[0] for line in lines[:5]] == [
        "Văn bản", "Văn bản được nối", "Quan hệ", "Câu chứng", "Trang"]
    assert "Kế hoạch số 31/KH-UBND ngày 02/02/2023" in lines[0] and "#vien-dan-" in lines[4]
    assert lines[2].partition(": ")[2] in ("Thực hiện", "Tiếp tục thực hiện", "Được tiếp tục thực hiện bởi", "Căn cứ")
    expect(plan.locator("#noi-dung-bao-loi")).to_be_in_viewport()
