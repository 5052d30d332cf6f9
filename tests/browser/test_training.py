"""What trainers use, in a browser: the work sheet on paper, the booklet, an exercise that starts a search, the tree."""

from __future__ import annotations

import ctypes
import re
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from playwright.sync_api import Page, expect

PAGE = re.compile(rb"/Type /Page\n")


def sheets_led_to(book: pypdfium2.PdfDocument) -> list[int]:
    """The numbers of the sheets that the links on the first sheet lead to, in the order of the links."""
    first, found, place = book[0], [], ctypes.c_int(0)
    link = pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(first, place, link):
        target = pdfium.FPDFLink_GetDest(book, link)
        if target:
            found.append(pdfium.FPDFDest_GetDestPageIndex(book, target) + 1)
    return found


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


@pytest.mark.parametrize("width", [1280, 390])
def test_the_contents_of_a_booklet_name_the_sheets(browser_page: Page, site_url: str, tmp_path: Path,
                                                   width: int) -> None:
    """The number at each line is that of the sheet on which the browser prints what the line leads to."""
    browser_page.set_viewport_size({"width": width, "height": 900})
    browser_page.goto(f"{site_url}/tai-lieu/chuoi-chi-thi-09/ban-in/")
    expect(browser_page.locator(".page-of").last).not_to_be_empty()
    expect(browser_page.locator("iframe")).to_have_count(0)
    browser_page.pdf(path=tmp_path / "tap.pdf", format="A4", prefer_css_page_size=True)
    sheets = pypdfium2.PdfDocument(tmp_path / "tap.pdf")
    printed = [str(page) for page in sheets_led_to(sheets)]
    sheets.close()
    numbers = browser_page.locator(".page-of").all_text_contents()
    assert printed[:len(numbers)] == numbers and len(set(numbers)) > 4
