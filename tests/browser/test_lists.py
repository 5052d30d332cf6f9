"""The home page and the one component for lists, in a browser: what is on which screen, narrowing, no scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

ROUTES = ("", "van-ban/", "van-ban/31-kh-ubnd-2023-binh-phuoc/", "van-ban/09-cp/", "chuoi/", "co-quan/", "huong-dan/",
          "tap-huan/", "tim-kiem/")
HEIGHT = "document.documentElement.scrollHeight"


def rows(page: Page) -> list[str]:
    """The names in the list, in order."""
    return page.locator("table.list tbody a.name").all_inner_texts()


@pytest.fixture
def whole(browser_page: Page, site_url: str) -> Page:
    """The list of everything, its controls opened."""
    browser_page.goto(f"{site_url}/van-ban/")
    browser_page.get_by_role("button", name="Lọc, sắp xếp danh sách").click()
    expect(browser_page.locator(".filters")).to_be_visible()
    return browser_page


def test_the_home_page_is_a_front_door(browser_page: Page, site_url: str) -> None:
    """One search, one chain of three with its lit sentence, three doors; few links, three screens of a phone."""
    browser_page.goto(f"{site_url}/")
    assert browser_page.locator("a[href]").count() <= 30
    assert browser_page.locator("input[type=search]").count() == 1
    steps = browser_page.locator(".mini-chain li")
    assert steps.count() == 3 and browser_page.locator(".mini-chain mark").count() >= 1
    levels = steps.locator(".level").all_inner_texts()
    assert levels[0] == "Trung ương" and levels[-1] != "Trung ương"
    assert browser_page.locator(".doors a").count() == 3
    lead = browser_page.locator(".home-lead").inner_text()
    assert "5 văn bản" in lead and "không phải công báo" in lead and "2018–2024" in lead
    browser_page.set_viewport_size({"width": 390, "height": 844})
    assert browser_page.evaluate(HEIGHT) <= 3 * 844


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("width", [1920, 1280, 768, 390, 320])
def test_the_head_is_slim_and_stays(browser_page: Page, site_url: str, route: str, width: int) -> None:
    """At every width it takes at most 56 px, nothing in it is cut off, and it is there at the end of the page."""
    browser_page.set_viewport_size({"width": width, "height": 700})
    browser_page.goto(f"{site_url}/{route}")
    browser_page.evaluate(f"scrollTo(0, {HEIGHT})")
    box = browser_page.locator(".site-header").bounding_box()
    assert box is not None and box["height"] <= 56 and box["y"] == 0
    inside = browser_page.locator(".bar > :visible").evaluate_all(
        "all => all.filter(one => !one.matches(':popover-open')).map(one => one.getBoundingClientRect().right)")
    assert inside and max(inside) <= width


@pytest.mark.parametrize("width", [390, 320])
def test_menu_and_search_open_from_buttons_without_scripts(browser: Browser, site_url: str, width: int) -> None:
    """On a phone both are a tap away, and the menu leads on."""
    with browser.new_context(viewport={"width": width, "height": 700}, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site_url}/van-ban/09-cp/")
        expect(page.locator(".site-nav")).to_be_hidden()
        page.get_by_role("button", name="Tìm văn bản").click()
        expect(page.locator(".search-slot input")).to_be_visible()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Mục chính").click()
        page.locator(".site-nav").get_by_role("link", name="Cơ quan").click()
        page.wait_for_url("**/co-quan/")


def test_a_list_is_narrowed_by_words_and_values(whole: Page) -> None:
    """Without marks as with them; type, year, system and place each narrow; what is shown is counted."""
    before = rows(whole)
    whole.get_by_label("Lọc theo số, tên, cơ quan").fill("ldld phu rieng".replace("ldld", "lien doan lao dong"))
    assert rows(whole) == ["Công văn số 261/LĐLĐ"]
    expect(whole.get_by_role("status").filter(has_text="văn bản")).to_have_text("1 văn bản")
    whole.get_by_label("Lọc theo số, tên, cơ quan").fill("")
    whole.get_by_label("Hệ thống").select_option("Công đoàn")
    unions = rows(whole)
    assert 3 <= len(unions) < len(before)
    whole.get_by_label("Địa phương").select_option(label="Tỉnh Bình Phước")
    assert "Công văn số 261/LĐLĐ" in rows(whole) and len(rows(whole)) < len(unions)
    whole.get_by_label("Năm ban hành").select_option("2022")
    whole.get_by_label("Loại văn bản").select_option("Công văn")
    whole.get_by_label("Chỉ văn bản có toàn văn").check()
    assert rows(whole) == ["Công văn số 261/LĐLĐ"]
    whole.locator("table.list a.name").click()
    whole.wait_for_url("**/261-ldld-2022-phu-rieng/")


def test_a_list_is_sorted(whole: Page) -> None:
    """Oldest first is the reverse of newest first, what has no day apart."""
    dates = whole.locator("table.list td:first-child")
    whole.get_by_label("Sắp xếp").select_option("oldest")
    years = [words.split(" ")[0][-4:] for words in dates.all_inner_texts() if words[:1].isdigit()]
    assert years == sorted(years)
    whole.get_by_label("Sắp xếp").select_option("newest")
    years = [words.split(" ")[0][-4:] for words in dates.all_inner_texts() if words[:1].isdigit()]
    assert years == sorted(years, reverse=True)


def test_a_list_of_one_value_narrows_within_it(browser_page: Page, site_url: str) -> None:
    """On the page of one level the rows stay those of the level, and that axis is not offered."""
    browser_page.goto(f"{site_url}/cap/cap-tinh/")
    before = sorted(rows(browser_page))
    browser_page.get_by_role("button", name="Lọc, sắp xếp danh sách").click()
    browser_page.get_by_label("Sắp xếp").select_option("name")
    assert sorted(rows(browser_page)) == before
    assert browser_page.get_by_label("Cấp ban hành").count() == 0


def test_without_scripts_every_value_has_its_own_list(browser: Browser, site_url: str) -> None:
    """The axes are unfolded by the browser alone and lead to lists."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site_url}/van-ban/")
        page.locator("#loc-he-thong").click()
        page.get_by_role("link", name="Công đoàn").click()
        page.wait_for_url("**/he-thong/cong-doan/")
        assert "Công văn số 261/LĐLĐ" in rows(page)


@pytest.mark.parametrize(("folder", "counted", "leads"), [
    ("chuoi", " chuỗi", "/chuoi/"), ("can-bo-sung", " văn bản", "/van-ban/")])
def test_a_list_with_an_order_of_its_own_is_narrowed_too(browser_page: Page, site_url: str, folder: str, counted: str,
                                                         leads: str) -> None:
    """Chains and missing texts: the order is kept, what stands at a row stays, rows lead where they led."""
    browser_page.goto(f"{site_url}/{folder}/")
    before = rows(browser_page)
    notes = browser_page.locator("table.list .reason, table.list td:first-child").all_inner_texts()
    browser_page.get_by_role("button", name="Lọc, sắp xếp danh sách").click()
    browser_page.get_by_label("Lọc theo số, tên, cơ quan").fill(" ")
    assert rows(browser_page)[:len(before)] == before
    shown = browser_page.locator("table.list .reason, table.list td:first-child").all_inner_texts()
    assert shown[:len(notes)] == notes and notes
    expect(browser_page.get_by_role("status").filter(has_text=counted)).to_be_visible()
    assert browser_page.get_by_label("Chỉ văn bản có toàn văn").count() == 0
    browser_page.get_by_label("Cấp ban hành").select_option("Trung ương")
    assert 0 < len(rows(browser_page)) < len(before)
    assert all(leads in (href or "") for href in browser_page.locator("table.list a.name").evaluate_all(
        "all => all.map(one => one.href)"))


def test_a_list_prints_with_its_dates_whole_and_its_names_widest(browser_page: Page, site_url: str) -> None:
    """On a sheet of A4 no date is broken, and most of the line is for the document."""
    browser_page.set_viewport_size({"width": 794, "height": 1123})
    browser_page.emulate_media(media="print")
    browser_page.goto(f"{site_url}/chuoi/")
    lines = browser_page.locator("table.list td:first-child").evaluate_all("""all => all.map(cell => {
        const range = document.createRange();
        range.selectNodeContents(cell.firstChild);
        return [cell.firstChild.textContent.trim(), range.getClientRects().length];
    })""")
    assert lines and [words for words, count in lines if count != 1] == []
    widths = browser_page.locator("table.list th").evaluate_all("all => all.map(one => one.clientWidth)")
    assert max(widths) == widths[1]


def test_a_comparison_is_one_text_on_a_phone(browser_page: Page, site_url: str) -> None:
    """Side by side where there is room for two columns; else no paragraph stands there twice."""
    browser_page.goto(f"{site_url}/van-ban/")
    browser_page.locator(".content").evaluate("""one => { one.innerHTML = `<fieldset class="compare-view"></fieldset>
        <div class="compare"><div class="compare-row changed"><p class="old">cũ</p><p class="new">mới</p>
        <p class="both"><del>cũ</del> <ins>mới</ins></p></div></div>`; }""")
    shown = browser_page.locator(".compare-row p:visible")
    assert shown.all_inner_texts() == ["cũ", "mới"]
    browser_page.set_viewport_size({"width": 390, "height": 800})
    assert shown.all_inner_texts() == ["cũ mới"]


@pytest.mark.parametrize("width", [390, 320])
def test_the_name_of_the_site_is_whole_on_a_phone(browser_page: Page, site_url: str, width: int) -> None:
    browser_page.set_viewport_size({"width": width, "height": 700})
    browser_page.goto(f"{site_url}/van-ban/")
    assert browser_page.locator(".brand-name").evaluate(
        "one => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight + 1")
