"""The search in a real browser, over the network and from disk: what a reader sees and may type."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

READY = "body[data-search-ready]"
RESULTS = "a[data-search-result]"


@pytest.fixture(params=["http", "file"])
def site(request: pytest.FixtureRequest) -> str:
    """The address of the site, served and on disk; pages end in a file name on disk."""
    if request.param == "http":
        return str(request.getfixturevalue("site_url"))
    folder: Path = request.getfixturevalue("built_site")
    return folder.as_uri()


def open_page(page: Page, site: str, path: str, query: str = "") -> None:
    """Open a page of the site and wait until it is idle."""
    page.goto(f"{site}/{path}{'index.html' if site.startswith('file') else ''}{query}")
    page.wait_for_selector(READY)


def slugs(page: Page) -> list[str]:
    """The results in order, once the page is idle."""
    page.wait_for_selector(READY)
    return [link.get_attribute("data-search-result") or "" for link in page.query_selector_all(RESULTS)]


def type_into_box(page: Page, text: str) -> None:
    """Reach the box by its key and type."""
    page.keyboard.press("/")
    page.keyboard.type(text)


def test_box_finds_while_typing_on_any_page(browser_page: Page, site: str) -> None:
    open_page(browser_page, site, "van-ban/31-kh-ubnd-2023-binh-phuoc/")
    type_into_box(browser_page, "ldld phu rieng")
    assert slugs(browser_page)[0] == "261-ldld-2022-phu-rieng"
    expect(browser_page.get_by_role("status").first).to_contain_text("Tìm thấy")


def test_keyboard_alone_opens_a_result(browser_page: Page, site: str) -> None:
    open_page(browser_page, site, "")
    type_into_box(browser_page, "chi thi 09")
    assert slugs(browser_page)[0] == "09-ct-tw-2011"
    browser_page.keyboard.press("ArrowDown")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/van-ban/09-ct-tw-2011/**")
    expect(browser_page.locator("h1")).to_contain_text("09-CT/TW")


def test_escape_closes_the_panel(browser_page: Page, site: str) -> None:
    open_page(browser_page, site, "van-ban/")
    type_into_box(browser_page, "an ninh")
    assert slugs(browser_page)
    panel = browser_page.locator("[data-search-panel]").first
    expect(panel).to_be_visible()
    browser_page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_enter_leads_to_the_search_page_with_the_query(browser_page: Page, site: str) -> None:
    open_page(browser_page, site, "chu-de/")
    type_into_box(browser_page, "an ninh")
    browser_page.wait_for_selector(READY)
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/tim-kiem/**q=an%20ninh")
    assert len(slugs(browser_page)) > 3
    expect(browser_page.locator("[data-search-page] input[type=search]")).to_have_value("an ninh")


def test_enter_opens_the_one_instrument_that_is_meant(browser_page: Page, site: str) -> None:
    open_page(browser_page, site, "chu-de/")
    type_into_box(browser_page, "09/CT-TW")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/van-ban/09-ct-tw-2011/**")
    open_page(browser_page, site, "tim-kiem/", "?q=" + quote("44-KL/TW"))
    assert slugs(browser_page)[0] == "44-kl-tw-2019"
    browser_page.locator("[data-search-page] input[type=search]").press("Enter")
    browser_page.wait_for_url("**/van-ban/44-kl-tw-2019/**")


def test_the_last_suggestion_leads_to_all(browser_page: Page, site: str) -> None:
    open_page(browser_page, site, "van-ban/")
    type_into_box(browser_page, "an ninh")
    assert len(slugs(browser_page)) == 7
    browser_page.keyboard.press("ArrowUp")
    for _ in range(8):
        browser_page.keyboard.press("ArrowDown")
    expect(browser_page.locator("[data-search-all]").first).to_have_attribute("aria-selected", "true")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url("**/tim-kiem/**q=an%20ninh")


def test_letters_typed_after_an_arrow_key_let_go_of_the_suggestion(browser_page: Page, site: str) -> None:
    open_page(browser_page, site, "van-ban/")
    type_into_box(browser_page, "an ninh")
    assert slugs(browser_page)
    browser_page.keyboard.press("ArrowDown")
    expect(browser_page.locator(".vb-active")).to_have_count(1)
    browser_page.keyboard.type(" t")
    assert browser_page.locator(".vb-active").count() == 0
    assert browser_page.locator("form[data-search-box] input").first.get_attribute("aria-activedescendant") is None


def test_arrow_keys_take_the_focus_through_the_results(browser_page: Page, site: str) -> None:
    open_page(browser_page, site, "tim-kiem/", "?q=an+ninh")
    found = slugs(browser_page)
    browser_page.locator("[data-search-page] input[type=search]").focus()
    focused = "document.activeElement.dataset.searchResult || document.activeElement.type"
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp"):
        browser_page.keyboard.press(key)
        seen.append(browser_page.evaluate(focused))
    assert seen == [found[0], found[1], found[0], "search"]


def test_filters_stay_in_sight_and_can_be_taken_off(browser_page: Page, site: str) -> None:
    open_page(browser_page, site, "tim-kiem/", "?q=" + quote("an ninh") + "&loai=luat&nam=1950")
    assert slugs(browser_page) == []
    chips = browser_page.locator("[data-chip]")
    expect(chips).to_have_count(2)
    expect(browser_page.locator("[data-search-filter]")).to_have_text("Bộ lọc (2)")
    offer = browser_page.locator("[data-search-unfilter]")
    count = int(re.sub(r"\D", "", offer.inner_text()))
    chips.first.click()
    browser_page.wait_for_selector(READY)
    expect(chips).to_have_count(1)
    browser_page.locator("[data-search-unfilter]").click()
    browser_page.wait_for_selector(READY)
    expect(chips).to_have_count(0)
    expect(browser_page.locator("[data-search-status]")).to_contain_text(f"Tìm thấy {count} văn bản")


def test_a_filter_that_was_typed_can_be_taken_off_too(browser_page: Page, site: str) -> None:
    """Its button, pressed, takes it out of the field; so does the way on from nothing."""
    open_page(browser_page, site, "tim-kiem/", "?q=" + quote("an ninh loại:kế-hoạch"))
    browser_page.click("[data-search-filter]")
    pressed = browser_page.locator('button[data-facet="loai"][aria-pressed="true"]')
    expect(pressed).to_have_count(1)
    pressed.click()
    field = browser_page.locator("[data-search-page] input[type=search]")
    expect(field).to_have_value("an ninh")
    expect(pressed).to_have_count(0)
    field.fill("an ninh năm:1950")
    browser_page.locator("[data-search-unfilter]").click()
    expect(field).to_have_value("an ninh")
    expect(browser_page.locator(RESULTS).first).to_be_visible()


def test_what_is_only_like_it_is_folded(browser_page: Page, site: str) -> None:
    open_page(browser_page, site, "tim-kiem/", "?q=" + quote("liên đoàn lao động bình thuận ma túy tháng 6 năm 2018"))
    before = len(slugs(browser_page))
    like = browser_page.locator("[data-search-like]")
    expect(like).to_contain_text("văn bản gần giống")
    like.click()
    expect(browser_page.locator(RESULTS).nth(before)).to_be_visible()
    assert "gan-giong" in browser_page.url


def test_why_a_result_stands_where_it_does(browser_page: Page, site: str) -> None:
    open_page(browser_page, site, "tim-kiem/", "?q=" + quote("chỉ thị 09") + "&vi-sao")
    why = browser_page.locator(".vb-why").first
    why.locator("summary").click()
    expect(why).to_contain_text("heading")


def test_a_page_that_is_only_read_loads_no_search(browser_page: Page, site_url: str) -> None:
    asked: list[str] = []
    browser_page.on("request", lambda request: asked.append(request.url))
    open_page(browser_page, site_url, "van-ban/09-ct-tw-2011/")
    assert not [url for url in asked if "tim-kiem" in url]
    assert len([url for url in asked if url.endswith(".js")]) == 2


def test_on_a_phone_the_first_result_stands_above_the_keyboard(browser_page: Page, site_url: str) -> None:
    browser_page.set_viewport_size({"width": 375, "height": 700})
    open_page(browser_page, site_url, "tim-kiem/")
    browser_page.locator("[data-search-page] input[type=search]").focus()
    browser_page.keyboard.type("an ninh")
    assert slugs(browser_page)
    box = browser_page.locator(RESULTS).first.bounding_box()
    assert box and box["y"] + box["height"] < 380, box


def test_facets_and_address(browser_page: Page, site: str) -> None:
    open_page(browser_page, site, "tim-kiem/", "?q=" + quote("an ninh tổ quốc"))
    before = slugs(browser_page)
    browser_page.click("[data-search-filter]")
    button = browser_page.locator('button[data-facet="cap"]').first
    count = int(button.locator(".vb-count").inner_text())
    button.click()
    after = slugs(browser_page)
    assert 0 < len(after) <= min(count, 10)
    assert set(after) <= set(before) or len(before) == 10
    assert "cap=" in browser_page.url
    browser_page.reload()
    assert slugs(browser_page) == after


def test_a_field_is_completed_and_one_instrument_is_offered(browser_page: Page, site: str) -> None:
    open_page(browser_page, site, "tim-kiem/")
    box = browser_page.locator("[data-search-page] input[type=search]")
    box.press_sequentially("người-ký:tue")
    browser_page.locator("[data-search-completions] button").first.click()
    expect(box).to_have_value('người-ký:"Trần Tuệ Hiền" ')
    browser_page.wait_for_timeout(10)
    assert slugs(browser_page) == ["31-kh-ubnd-2023-binh-phuoc"]
    box.fill("09/CT-TW")
    expect(browser_page.locator("[data-search-direct]")).to_have_text("Chỉ thị 09-CT/TW")


def test_a_browser_that_cannot_unpack_shows_results_without_snippets(browser_page: Page, site: str) -> None:
    """Paragraphs come packed; an older browser has nothing to unpack them with."""
    browser_page.add_init_script("delete globalThis.DecompressionStream")
    open_page(browser_page, site, "tim-kiem/", "?q=" + quote("an ninh to quoc"))
    assert slugs(browser_page)
    expect(browser_page.locator(".vb-snippet mark")).to_have_count(0)


def test_snippet_leads_to_its_paragraph_with_marked_words(browser_page: Page, site: str) -> None:
    open_page(browser_page, site, "tim-kiem/", "?q=" + quote("mua ban nguoi binh thuan"))
    assert "02-bc-ldld-2018-binh-thuan" in slugs(browser_page)
    browser_page.locator('[data-search-result="02-bc-ldld-2018-binh-thuan"]').scroll_into_view_if_needed()
    snippet = browser_page.locator('[data-snippet="02-bc-ldld-2018-binh-thuan"] a')
    assert "người" in [text.lower() for text in snippet.locator("mark").all_inner_texts()]
    snippet.click()
    browser_page.wait_for_url("**/van-ban/02-bc-ldld-2018-binh-thuan/**")
    anchor = browser_page.url.partition("#")[2]
    assert anchor and browser_page.locator(f"[id='{anchor}']").count() == 1


def test_nothing_found_offers_a_way_on(browser_page: Page, site: str) -> None:
    open_page(browser_page, site, "tim-kiem/", "?q=qwxzqwxz")
    assert slugs(browser_page) == []
    expect(browser_page.locator("[data-search-status]")).to_contain_text("Không tìm thấy")
    assert browser_page.locator("[data-search-notes] a").count() >= 3


@pytest.mark.parametrize("box", [True, False])
def test_what_stands_first_is_shown_before_the_others_have_come(
        browser_context: BrowserContext, site_url: str, box: bool) -> None:
    """The others come below it: who is there already stays there."""
    page = browser_context.new_page()
    held: list[Route] = []
    asked: list[str] = []
    let_go: list[bool] = []

    def answer(route: Route) -> None:
        """The facts of the first result come at once, those of the others when they are let go."""
        asked.append(route.request.url)
        if len(asked) > 1 and not let_go:
            held.append(route)
        else:
            route.continue_()

    page.route("**/du-lieu/tim-kiem/vb/**", answer)
    open_page(page, site_url, "" if box else "tim-kiem/")
    if box:
        type_into_box(page, "an ninh tổ quốc")
    else:
        page.fill("[data-search-page] input[type=search]", "an ninh tổ quốc")
    expect(page.locator(RESULTS).first).to_be_visible()
    early = [link.get_attribute("data-search-result") for link in page.query_selector_all(RESULTS)]
    status = page.get_by_role("status").first.inner_text()
    expect(page.locator("[data-search-more], [data-search-like]").filter(visible=True)).to_have_count(0)
    page.locator(RESULTS).first.focus()
    let_go.append(True)
    for route in held:
        route.continue_()
    found = slugs(page)
    assert len(found) > len(early) and found[:len(early)] == early
    assert len({link.get_attribute("id") for link in page.query_selector_all(RESULTS)}) == len(found)
    assert page.evaluate("document.activeElement.dataset.searchResult") == early[0]
    assert "Tìm thấy" in status and page.get_by_role("status").first.inner_text() == status
    if box:
        expect(page.locator("[data-search-panel] li").last.locator("[data-search-all]")).to_have_count(1)


def test_a_network_cut_in_the_middle_gives_partial_results_and_a_retry(
        browser_context: BrowserContext, site_url: str) -> None:
    page = browser_context.new_page()
    open_page(page, site_url, "tim-kiem/", "?q=an")
    loaded: list[str] = []

    def cut(route: Route) -> None:
        """The first list comes, then nothing more."""
        if loaded:
            route.abort()
        else:
            loaded.append(route.request.url)
            route.continue_()

    page.route("**/du-lieu/**", cut)
    box = page.locator("[data-search-page] input[type=search]")
    box.fill("phòng chống tội phạm ma túy")
    page.wait_for_selector(READY)
    expect(page.locator("[data-search-partial]")).to_be_visible()
    expect(page.locator("[data-search-status]")).to_contain_text(re.compile("ít nhất|Chưa tìm được"))
    page.unroute_all(behavior="wait")
    page.locator("[data-search-retry]").click()
    expect(page.locator("[data-search-partial]")).to_have_count(0)
    assert "02-bc-ldld-2018-binh-thuan" in slugs(page)


def test_without_any_data_the_page_does_not_say_that_nothing_exists(
        browser_context: BrowserContext, site_url: str) -> None:
    page = browser_context.new_page()
    page.route("**/du-lieu/tim-kiem/**", lambda route: route.abort())
    open_page(page, site_url, "tim-kiem/", "?q=an+ninh")
    expect(page.locator("[data-search-status]")).to_contain_text("Chưa tìm được: dữ liệu tìm kiếm chưa tải về.")
    page.unroute_all(behavior="wait")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(page.locator(RESULTS).first).to_be_visible()


def test_the_back_button_takes_a_choice_back(browser_page: Page, site: str) -> None:
    open_page(browser_page, site, "tim-kiem/", "?q=" + quote("an ninh tổ quốc"))
    before = slugs(browser_page)
    browser_page.click("[data-search-filter]")
    browser_page.locator('button[data-facet="nam"]').first.click()
    assert slugs(browser_page) != before
    browser_page.select_option("[data-search-page] select", "moi-nhat")
    browser_page.wait_for_selector(READY)
    browser_page.go_back()
    expect(browser_page.locator("[data-search-page] select")).to_have_value("phu-hop")
    browser_page.go_back()
    expect(browser_page.locator('button[data-facet][aria-pressed="true"]')).to_have_count(0)
    assert slugs(browser_page) == before


def test_the_order_shown_is_the_order_of_the_list(browser_page: Page, site: str) -> None:
    """Who types "mới nhất" sees that order chosen, and can choose another."""
    open_page(browser_page, site, "tim-kiem/", "?q=" + quote("kế hoạch mới nhất"))
    order = browser_page.locator("[data-search-page] select")
    expect(order).to_have_value("moi-nhat")
    for chosen, written in (("phu-hop", "phu-hop"), ("moi-nhat", None)):
        order.select_option(chosen)
        browser_page.wait_for_selector(READY)
        expect(order).to_have_value(chosen)
        assert browser_page.evaluate("new URLSearchParams(location.search).get('sap-xep')") == written


def test_an_order_chosen_before_anything_is_typed_stays(browser_page: Page, site: str) -> None:
    open_page(browser_page, site, "tim-kiem/")
    order = browser_page.locator("[data-search-page] select")
    expect(order).to_have_value("phu-hop")
    order.select_option("moi-nhat")
    browser_page.fill("[data-search-page] input[type=search]", "kế hoạch")
    expect(browser_page.locator(RESULTS).first).to_be_visible()
    expect(order).to_have_value("moi-nhat")


def test_an_address_that_says_the_same_stays_as_it_was_written(browser_page: Page, site: str) -> None:
    for written in ("?q=an%20ninh%20t%E1%BB%95", "?q=an+ninh+t%E1%BB%95"):
        open_page(browser_page, site, "tim-kiem/", written)
        assert slugs(browser_page) and browser_page.evaluate("location.search") == written


def test_more_results_stay_in_the_address(browser_page: Page, site: str) -> None:
    open_page(browser_page, site, "tim-kiem/", "?q=" + quote("kế hoạch"))
    assert len(slugs(browser_page)) == 10
    browser_page.locator("[data-search-more]").click()
    expect(browser_page.locator(RESULTS).nth(10)).to_be_visible()
    more = slugs(browser_page)
    browser_page.reload()
    assert slugs(browser_page) == more


def test_what_was_meant_is_said_aloud(browser_page: Page, site: str) -> None:
    open_page(browser_page, site, "tim-kiem/", "?q=" + quote("lieen ddoanf lao ddoongj phurieng"))
    assert slugs(browser_page)[0] == "261-ldld-2022-phu-rieng"
    status = browser_page.get_by_role("status").first
    expect(status).to_contain_text("“lieen ddoanf” được hiểu là “liên đoàn”")
    expect(browser_page.locator(".vb-result mark").first).to_have_text(re.compile("liên|LĐLĐ", re.IGNORECASE))


def test_a_query_loads_little(browser_page: Page, site_url: str) -> None:
    sizes: dict[str, int] = {}
    browser_page.on("response", lambda r: sizes.update({r.url: len(r.body())}) if "tim-kiem" in r.url else None)
    open_page(browser_page, site_url, "tim-kiem/", "?q=" + quote("chi thi 09"))
    assert slugs(browser_page)[0] == "09-ct-tw-2011"
    assert sum(sizes.values()) < 250_000, sizes


def test_a_browser_learns_to_search_the_site(browser_page: Page, site_url: str) -> None:
    browser_page.goto(f"{site_url}/")
    address = browser_page.locator('link[rel="search"]').evaluate("link => link.href")
    assert address == f"{site_url}/opensearch.xml"
    answer = browser_page.request.get(address)
    description = ElementTree.fromstring(answer.body())
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert len(description.findtext(f"{space}ShortName") or "") in range(1, 17)
    url = description.find(f"{space}Url")
    assert url is not None and url.attrib["template"].endswith("tim-kiem/?q={searchTerms}")


def test_without_scripts_the_page_says_what_to_do(browser_context: BrowserContext, site_url: str) -> None:
    browser = browser_context.browser
    assert browser
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site_url}/tim-kiem/")
        expect(page.get_by_text("Tìm kiếm cần JavaScript")).to_be_visible()


def test_the_lines_of_a_result_begin_at_one_edge(browser_page: Page, site_url: str) -> None:
    open_page(browser_page, site_url, "tim-kiem/", "?q=" + quote("mua bán người"))
    lines = ".vb-result :is(.vb-name, .vb-title, .vb-facts, .vb-snippet a)"
    edges = browser_page.eval_on_selector_all(lines, "all => all.map(e => e.getClientRects()[0].left)")
    assert len(edges) > 4 and len(set(edges)) == 1


@pytest.mark.parametrize("width", [320, 390])
def test_phone_width_has_no_sideways_scroll(browser_page: Page, site_url: str, width: int) -> None:
    browser_page.set_viewport_size({"width": width, "height": 844})
    open_page(browser_page, site_url, "tim-kiem/", "?q=" + quote("an ninh tổ quốc"))
    assert slugs(browser_page)
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= width
    expect(browser_page.locator("[data-search-facets] button").first).to_be_hidden()
    browser_page.click("[data-search-filter]")
    expect(browser_page.locator("[data-search-facets] button").first).to_be_visible()


def test_a_word_in_doubt_is_offered_and_put_in_place(browser_page: Page, site_url: str) -> None:
    open_page(browser_page, site_url, "tim-kiem/", "?q=" + quote("tuyekk"))
    assert not slugs(browser_page)
    browser_page.click("[data-search-offer]")
    expect(browser_page.locator("a[data-search-result]").first).to_be_visible()
    expect(browser_page.locator("[data-search-page] input[type=search]")).not_to_have_value("tuyekk")
