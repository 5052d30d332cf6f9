"""The built site in a browser: reading on a desktop, on a phone, and from a folder on disk.

Every test here also fails for a request to another host or a script error (see ``conftest``).
"""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import BrowserContext, Page, expect

ROUTES = (
    "", "van-ban/", "co-quan/", "loai/ke-hoach/", "nam/2023/", "he-thong/cong-doan/",
    "tim-kiem/", "huong-dan/", "thuat-ngu/", "dong-gop/",
    "van-ban/31-kh-ubnd-2023-binh-phuoc/", "van-ban/02-bc-ldld-2018-binh-thuan/",
    "van-ban/cong-van-tong-lien-doan-phong-trao-bao-ve-an-ninh-to-quoc/", "van-ban/09-ct-tw-2011/",
)
PLAN = "van-ban/31-kh-ubnd-2023-binh-phuoc/"
LETTER = "van-ban/261-ldld-2022-phu-rieng/"
OVERFLOW = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth
  return wide <= 0 ? [] : [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .slice(0, 5).map(e => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)}px`)
}"""


@pytest.mark.parametrize("route", ROUTES)
def test_every_kind_of_page_opens(browser_page: Page, site_url: str, route: str) -> None:
    """One heading of the first rank, words in Vietnamese, and a box for searching."""
    response = browser_page.goto(f"{site_url}/{route}")
    assert response and response.status == 200
    expect(browser_page.locator("html")).to_have_attribute("lang", "vi")
    expect(browser_page.locator("h1")).to_have_count(1)
    assert browser_page.locator("input[type=search], [role=search] input").count() > 0


def test_no_page_is_refused_anything(browser_page: Page, built_site: Path, site_url: str) -> None:
    """Every page under its own policy, from the disk and some also served: nothing is refused, no script fails."""
    pages = [path.relative_to(built_site).as_posix() for path in sorted(built_site.rglob("*.html"))]
    assert len(pages) > 200
    for base, page in [*product([built_site.as_uri()], pages), *product([site_url], pages[::8])]:
        browser_page.goto(f"{base}/{page}")
        policy = browser_page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
        assert policy and policy.startswith("default-src 'none';"), page


@pytest.mark.parametrize("route", ROUTES)
def test_a_phone_never_scrolls_sideways(browser_page: Page, site_url: str, route: str) -> None:
    """Nothing is wider than the screen, down to 320 pixels."""
    browser_page.goto(f"{site_url}/{route}")
    for width in (390, 320):
        browser_page.set_viewport_size({"width": width, "height": 800})
        assert browser_page.evaluate(OVERFLOW) == [], width


def test_a_citation_leads_to_what_it_cites_and_back(browser_page: Page, site_url: str) -> None:
    """From a letter's text to the directive it names, and from the directive to the sentence that cites it."""
    browser_page.goto(f"{site_url}/van-ban/100-kh-ldld-2024-thu-duc/")
    browser_page.locator("main a[href*='van-ban/09-ct-tw-2011']").first.click()
    browser_page.wait_for_url("**/van-ban/09-ct-tw-2011/**")
    back = browser_page.locator("main a[href*='100-kh-ldld-2024-thu-duc']").first
    back.click()
    browser_page.wait_for_url("**/van-ban/100-kh-ldld-2024-thu-duc/**")


def test_the_flagship_chain_reaches_the_grassroots(browser_page: Page, site_url: str) -> None:
    """The page of Chỉ thị 09-CT/TW names the plan of Bình Phước and the district federations."""
    browser_page.goto(f"{site_url}/van-ban/09-ct-tw-2011/")
    main = browser_page.locator("main")
    for slug in ("31-kh-ubnd-2023-binh-phuoc", "100-kh-ldld-2024-thu-duc"):
        assert main.locator(f"a[href*='{slug}']").count() > 0, slug


def test_a_page_without_the_text_says_so(browser_page: Page, site_url: str) -> None:
    """An instrument that is only cited is not shown as if it were held."""
    browser_page.goto(f"{site_url}/van-ban/09-ct-tw-2011/")
    assert "chưa có toàn văn" in browser_page.locator("main").inner_text().lower()


def test_what_is_missing_is_said_plainly(browser_page: Page, site_url: str) -> None:
    """The letter without a header says that number and date are not in the text."""
    browser_page.goto(f"{site_url}/van-ban/cong-van-tong-lien-doan-phong-trao-bao-ve-an-ninh-to-quoc/")
    text = browser_page.locator("main").inner_text().lower()
    assert "không ghi" in text or "không có" in text


def test_the_menu_leads_round_the_site(browser_page: Page, site_url: str) -> None:
    """Each entry of the menu opens its page."""
    browser_page.goto(f"{site_url}/")
    links = browser_page.locator("header a, nav a").evaluate_all("links => [...new Set(links.map(a => a.href))]")
    inside = [link for link in links if link.startswith(site_url)]
    assert len(inside) >= 5
    for link in inside:
        response = browser_page.goto(link)
        assert response is None or response.ok, link


def test_the_site_works_from_a_folder_on_disk(browser_page: Page, built_site: Path) -> None:
    """Opened without a server, a link to a folder leads to its page, not to a listing of files."""
    browser_page.goto((built_site / "index.html").as_uri())
    browser_page.locator("main a[href*='van-ban/']").first.click()
    browser_page.wait_for_url("**/index.html*")
    expect(browser_page.locator("h1")).to_have_count(1)


@pytest.mark.parametrize("route", [PLAN, LETTER])
def test_a_document_can_be_read_without_scripts(browser_context: BrowserContext, site_url: str, route: str) -> None:
    """The text, its facts and its links are in the page itself."""
    browser = browser_context.browser
    assert browser is not None
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site_url}/{route}")
        assert page.locator("main a[href*='van-ban/'], main a[href^='../']").count() > 0
        assert "Toàn dân bảo vệ an ninh Tổ quốc" in page.locator("main").inner_text()


def test_the_keyboard_reaches_the_text(browser_page: Page, site_url: str) -> None:
    """The first stop of the tab key leads past the header."""
    browser_page.goto(f"{site_url}/{PLAN}")
    browser_page.keyboard.press("Tab")
    focused = browser_page.evaluate("document.activeElement.getAttribute('href')")
    assert (focused or "").startswith("#")


def test_a_link_cut_in_the_middle_of_a_letter_opens_its_page(browser_page: Page, site_url: str) -> None:
    """What cannot be decoded points at nothing, and the helps of the page stand: "/" opens the search on a phone."""
    browser_page.set_viewport_size({"width": 390, "height": 844})
    browser_page.goto(f"{site_url}/{PLAN}#%E1%BB")
    browser_page.keyboard.press("/")
    assert browser_page.locator("#o-tim-kiem").is_visible()


@pytest.mark.parametrize("route", ["khong-co", "van-ban/khong-co/", "van-ban/a/b/c/d.html?q=1"])
def test_an_unknown_address_is_answered_from_any_depth(browser_page: Page, site_url: str, route: str) -> None:
    """Below a folder of the host, without a configured address: styles are there and every link leads to a page."""
    response = browser_page.goto(f"{site_url}/{route}")
    assert response and response.status == 404
    expect(browser_page.locator("h1")).to_have_text("Không có trang này")
    expect(browser_page.locator("base")).to_have_attribute("href", "/kho/")
    expect(browser_page.locator(".site-header")).to_have_css("border-top-width", "4px")
    assert browser_page.evaluate(OVERFLOW) == []
    links = browser_page.locator("a[href]").evaluate_all("links => links.map(one => one.href)")
    assert len(links) >= 8
    for link in set(links):
        assert browser_page.request.get(link).status == 200, link
    browser_page.get_by_label("Tìm văn bản").fill("31 ubnd")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url(f"{site_url}/tim-kiem/?q=31+ubnd")


def test_with_a_configured_address_the_page_of_errors_needs_no_script(root: Path, tmp_path: Path) -> None:
    """Built for a known address, its links and styles count from the root of that host."""
    site = tmp_path / "site"
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-d", site], cwd=root, check=True, capture_output=True,
                   env=os.environ | {"SITE_URL": "https://kho.example.vn/thu/"})
    page = BeautifulSoup((site / "404.html").read_text(encoding="utf-8"), "html.parser")
    addresses = [str(one["href"]) for one in page.select("[href]")]
    assert len(addresses) > 8 and all(one.startswith("/thu/") for one in addresses)
