"""What a screen reader is told of the search: roles and names in the tree of the browser, and live regions in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

READY = "body[data-search-ready]"
REGIONS = "[role=status], [role=alert], [aria-live]"
ANNOUNCED = """window.announced = [];
const known = new Set();
const shown = (region) => region.checkVisibility();
setInterval(() => [...document.querySelectorAll("REGIONS")].filter(shown).forEach((region) => known.add(region)), 10);
new MutationObserver((changes) => {
  const places = changes.map(({ target }) => (target.closest ? target : target.parentElement));
  for (const region of new Set(places.map((place) => place?.closest("REGIONS")))) {
    const words = (region?.textContent || "").replace(/\\s+/g, " ").trim();
    if (words && known.has(region) && shown(region)) window.announced.push(words);
  }
}).observe(document, { subtree: true, childList: true, characterData: true });""".replace("REGIONS", REGIONS)
"""Notes what is announced: the words of a live region that was on the page before they were put there."""


@pytest.fixture
def page(browser_page: Page) -> Iterator[Page]:
    """A page that notes what is announced."""
    browser_page.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {ANNOUNCED} }});")
    yield browser_page


def announced(page: Page) -> list[str]:
    """What was announced since the last time."""
    page.wait_for_selector(READY)
    page.wait_for_timeout(50)
    found: list[str] = page.evaluate("window.announced.splice(0)")
    return found


def tree(page: Page) -> list[tuple[str, str, dict[str, Any]]]:
    """Role, name and properties of all that a screen reader is shown, in order."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [(node["role"]["value"], node.get("name", {}).get("value", ""),
             {p["name"]: p["value"].get("value", p["value"].get("relatedNodes")) for p in node.get("properties", [])})
            for node in nodes if not node["ignored"]]


def named(page: Page, role: str) -> list[str]:
    """The names of a role, in order."""
    return [name for found, name, _ in tree(page) if found == role]


def focused(page: Page) -> str:
    """What the focus stands on: the tag and the words of it."""
    words: str = page.evaluate("`${document.activeElement.tagName} ${document.activeElement.textContent.trim()}`")
    return words


def test_the_box_says_what_was_found_and_what_is_highlighted(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/")
    page.keyboard.press("/")
    page.wait_for_selector(READY)
    page.wait_for_timeout(100)
    announced(page)
    page.keyboard.type("09-CT/TW")
    page.wait_for_selector("[data-search-all]")
    said = announced(page)
    assert said and "Tìm thấy" in said[-1] and "Nhấn Enter để mở Chỉ thị 09-CT/TW" in said[-1]
    page.keyboard.press("ArrowDown")
    box = next(properties for role, _, properties in tree(page) if role == "combobox")
    assert box["expanded"] and box["activedescendant"] and box["autocomplete"] == "list"
    options = [(name, properties) for role, name, properties in tree(page) if role == "option"]
    assert options[0][0].startswith("Chỉ thị 09-CT/TW") and options[0][1]["selected"]
    assert options[-1][0].startswith("Xem tất cả")
    assert named(page, "listbox") == ["Kết quả tìm nhanh"]


def test_the_page_names_its_parts_and_says_results_once(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/tim-kiem/")
    page.wait_for_selector(READY)
    announced(page)
    page.keyboard.type("an ninh")
    page.wait_for_selector("a[data-search-result]")
    assert [words.split(".")[0] for words in announced(page)][-1].startswith("Tìm thấy")
    assert "Nhập số, ký hiệu, trích yếu, cơ quan hoặc nội dung" in named(page, "searchbox")
    assert named(page, "combobox") == ["Sắp xếp"]
    assert "Kết quả" in named(page, "list")
    results = [name for role, name, _ in tree(page) if role == "link" and "31/KH-UBND" in name]
    assert results and results[0].startswith("Kế hoạch 31/KH-UBND")


def test_a_filter_is_a_pressed_button_of_a_named_list_and_the_new_count_is_said(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/tim-kiem/?q=an+ninh")
    page.wait_for_selector("a[data-search-result]")
    button = page.locator("[data-search-filter]")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-facet]")
    assert next(p["expanded"] for role, name, p in tree(page) if role == "button" and name == "Bộ lọc")
    assert {"Loại văn bản", "Năm"} <= set(named(page, "list"))
    announced(page)
    page.locator("[data-facet=nam]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-chip]")
    assert announced(page)[-1].startswith("Tìm thấy")
    pressed = [name for role, name, p in tree(page) if role == "button" and p.get("pressed") in (True, "true")]
    assert len(pressed) == 1 and pressed[0].endswith("văn bản")
    page.locator("[data-chip-clear]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-chip]", state="detached")
    assert focused(page).startswith("BUTTON Bộ lọc"), "the chip is gone, the focus is not"


def test_nothing_found_and_why_are_said(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/tim-kiem/?q=qqqqxyz")
    page.wait_for_selector(READY)
    page.locator("[data-search-page] input[type=search]").fill("qqqqxyzz")
    page.wait_for_selector(READY)
    page.wait_for_timeout(300)
    assert announced(page)[-1].startswith("Không tìm thấy văn bản nào cho “qqqqxyzz”.")
    page.goto(f"{site_url}/tim-kiem/?q=an+ninh&nam=1950")
    page.wait_for_selector("[data-search-unfilter]")
    assert announced(page)[-1].startswith("Bộ lọc đang chọn không còn văn bản nào; bỏ bộ lọc thì có")
    page.locator("[data-search-unfilter]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("a[data-search-result]")
    assert announced(page)[-1].startswith("Tìm thấy")
    assert focused(page).startswith("BUTTON Bộ lọc")


def test_a_word_in_doubt_and_missing_data_are_said(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/tim-kiem/?q=tuyekk")
    page.wait_for_selector("[data-search-offer]")
    assert "Ý bạn là" in announced(page)[-1]
    page.route("**/du-lieu/tim-kiem/tu/*", lambda route: route.abort())
    page.goto(f"{site_url}/tim-kiem/?q=an+ninh")
    page.wait_for_selector("[data-search-retry]")
    assert "chưa tải" in announced(page)[-1]
    page.unroute_all(behavior="wait")
    page.locator("[data-search-retry]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("a[data-search-result]")
    assert focused(page).startswith("INPUT")


def test_more_results_are_said_and_take_the_focus(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/tim-kiem/?q=an+ninh")
    page.wait_for_selector("a[data-search-result]")
    before = page.locator("a[data-search-result]").count()
    announced(page)
    page.locator("[data-search-more]").focus()
    page.keyboard.press("Enter")
    page.locator("a[data-search-result]").nth(before).wait_for()
    page.wait_for_selector(READY)
    assert page.evaluate("document.activeElement.id") == f"vb-page-{before + 1}"
