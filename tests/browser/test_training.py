"""What trainers use, in a browser: the work sheet on paper, the booklet, an exercise that starts a search, the tree."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
from playwright.sync_api import Page

PAGE = re.compile(rb"/Type /Page\n")


def test_a_work_sheet_prints_no_answer(browser_page: Page, site_url: str) -> None:
    """On paper a folded answer leaves room to write; one that is open is printed."""
    browser_page.goto(f"{site_url}/tap-huan/")
    browser_page.emulate_media(media="print")
    answer = browser_page.locator("#dap-an-2 p")
    assert not answer.is_visible()
    assert (browser_page.locator("#dap-an-2").bounding_box() or {"height": 0})["height"] > 30
    browser_page.evaluate("document.querySelector('#dap-an-2').open = true")
    assert answer.is_visible()
    assert len(PAGE.findall(browser_page.pdf(format="A4"))) <= 2


def test_the_first_exercise_leads_to_its_answer(browser_page: Page, site_url: str) -> None:
    """The link starts the search, and the first result is the directive of the answer."""
    browser_page.goto(f"{site_url}/tap-huan/")
    browser_page.get_by_role("link", name="vào ô tìm kiếm").click()
    first = browser_page.locator(".vb-list li a").first
    first.wait_for()
    assert "09-ct-tw-2011" in (first.get_attribute("href") or "")


def test_every_text_of_a_booklet_begins_a_sheet(browser_page: Page, site_url: str, tmp_path: Path) -> None:
    """Contents, list and texts follow each other on sheets of their own, each with its number; no menu is printed."""
    browser_page.goto(f"{site_url}/tai-lieu/chuoi-chi-thi-09/ban-in/")
    browser_page.emulate_media(media="print")
    parts = browser_page.locator("h2.booklet-part")
    assert parts.count() == 4
    assert set(parts.evaluate_all("all => all.map(one => getComputedStyle(one).breakBefore)")) == {"page"}
    assert not browser_page.locator(".site-nav").is_visible()
    browser_page.pdf(path=tmp_path / "tap.pdf", format="A4")
    sheets = pypdfium2.PdfDocument(tmp_path / "tap.pdf")
    words = [sheet.get_textpage().get_text_bounded() for sheet in sheets]
    assert len(words) >= 6 and "Mục lục" in words[0]
    assert all(f"{number}/{len(words)}" in sheet for number, sheet in enumerate(words, 1))
    sheets.close()


def test_the_tree_of_bodies_opens_without_scripts(browser_page: Page, site_url: str) -> None:
    """A branch is unfolded by the browser alone."""
    browser = browser_page.context.browser
    assert browser is not None
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site_url}/co-quan/chinh-phu/")
        first = page.locator("details.below").first
        before = first.get_attribute("open")
        first.locator("summary").click()
        assert first.get_attribute("open") != before
