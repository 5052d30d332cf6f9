"""Every kind of page for everyone: sound for axe-core in light and dark, for the keyboard, for 320 pixels, on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

KINDS = {
    "home": "", "list": "van-ban/", "held": "van-ban/31-kh-ubnd-2023-binh-phuoc/",
    "held without header": "van-ban/cong-van-tong-lien-doan-phong-trao-bao-ve-an-ninh-to-quoc/",
    "cited": "van-ban/09-ct-tw-2011/", "contradicted": "van-ban/48-ct-tw-2010/", "chains": "chuoi/",
    "chain": "chuoi/09-ct-tw-2011/", "bodies": "co-quan/", "one body": "co-quan/lien-doan-lao-dong-tinh-binh-thuan/",
    "topics": "chu-de/", "timeline": "dong-thoi-gian/",
    "thin": "van-ban/09-cp/", "one system": "he-thong/cong-doan/",
    "one topic": "chu-de/phong-chong-ma-tuy/", "one level": "cap/cap-tinh/", "search": "tim-kiem/",
    "missing": "can-bo-sung/", "contradictions": "mau-thuan/",
    "downloads": "du-lieu/",
    "training": "tai-lieu/", "hand-out": "tai-lieu/chuoi-chi-thi-09/", "booklet": "tai-lieu/chuoi-chi-thi-09/ban-in/",
    "lesson": "tap-huan/", "unknown": "van-ban/khong-co/", "guide": "huong-dan/",
    "terms": "thuat-ngu/", "about": "gioi-thieu/",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}}
UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true })"
TABBABLE = """() => [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter(one =>
    !one.disabled && one.tabIndex >= 0 && one.checkVisibility({visibilityProperty: true})).length"""
FOCUSED = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
    if (one === document.body) return null;
    window.order = window.order || new Map();
    if (!window.order.has(one)) window.order.set(one, window.order.size);
    return {index: window.order.get(one), name: one.outerHTML.slice(0, 120), area: box.width * box.height,
            seen: box.bottom > 0 && box.top < innerHeight, ring: style.outlineStyle !== 'none' || one.matches('input')};
}"""


def found_by_axe(page: Page) -> list[str]:
    """What axe-core objects to, one line for each element."""
    result: dict[str, Any] = Axe().run(page, options=RULES).response
    return [f"{rule['id']}: {node['html'][:160]} | {node.get('failureSummary', '')[:200]}"
            for rule in result["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(browser_page: Page, site_url: str, kind: str, scheme: str) -> None:
    """With all that can be unfolded open, no page breaks a rule of WCAG 2.2 AA that a machine can check."""
    browser_page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    browser_page.goto(f"{site_url}/{KINDS[kind]}")
    browser_page.evaluate(UNFOLD)
    assert found_by_axe(browser_page) == []


def test_axe_finds_nothing_on_a_phone(browser_page: Page, site_url: str) -> None:
    """The narrow layout of a chain is as sound as the wide one."""
    browser_page.set_viewport_size({"width": 360, "height": 740})
    browser_page.goto(f"{site_url}/{KINDS['chain']}")
    assert found_by_axe(browser_page) == []


def test_axe_finds_nothing_in_an_open_card(browser_page: Page, site_url: str) -> None:
    """The card of a citation is as sound as the page it lies on."""
    browser_page.goto(f"{site_url}/{KINDS['held']}")
    browser_page.locator(".doc a.cite").first.hover()
    browser_page.locator(".preview").wait_for()
    assert found_by_axe(browser_page) == []


@pytest.mark.parametrize("kind", ["chain", "cited"])
def test_the_keyboard_reaches_everything_in_order(browser_page: Page, site_url: str, kind: str) -> None:
    """The tab key stops once at each control, in sight and with a ring, and comes round without a trap."""
    browser_page.goto(f"{site_url}/{KINDS[kind]}")
    expected = browser_page.evaluate(TABBABLE)
    stops: list[dict[str, Any]] = []
    for _ in range(expected + 5):
        browser_page.keyboard.press("Tab")
        focused = browser_page.evaluate(FOCUSED)
        if focused is None or focused["index"] < len(stops):
            break
        stops.append(focused)
    assert [stop["name"] for stop in stops if not (stop["seen"] and stop["ring"] and stop["area"])] == []
    assert len(stops) == expected


def test_a_line_of_the_chain_opens_its_sentence_by_keyboard(browser_page: Page, site_url: str) -> None:
    """Enter on a step's relation shows the sentence, and the sentence leads to its place in the text."""
    browser_page.goto(f"{site_url}/{KINDS['chain']}")
    tie = browser_page.locator("#so-do-100-kh-ldld-2024-thu-duc .tie")
    tie.locator("summary").focus()
    browser_page.keyboard.press("Enter")
    assert "Chỉ thị số 09-CT/TW" in tie.locator("mark").first.inner_text()
    tie.locator("footer a").first.click()
    browser_page.wait_for_url("**/van-ban/100-kh-ldld-2024-thu-duc/#vien-dan-*")
    assert browser_page.locator(".cite:target").count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_320_pixels_are_enough(browser_page: Page, site_url: str, kind: str) -> None:
    """Nothing makes a page scroll sideways on the narrowest phone."""
    browser_page.set_viewport_size({"width": 320, "height": 640})
    browser_page.goto(f"{site_url}/{KINDS[kind]}")
    browser_page.evaluate(UNFOLD)
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_is_copied_is_what_is_shown(browser_page: Page, site_url: str) -> None:
    """The button puts the official form of the citation on the clipboard and says so."""
    browser_page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    browser_page.goto(f"{site_url}/{KINDS['held']}")
    browser_page.get_by_role("button", name="Sao chép cách dẫn").first.click()
    browser_page.get_by_text("Đã sao chép.").wait_for()
    copied = browser_page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Kế hoạch số 31/KH-UBND ngày 02 tháng 02 năm 2023 của Ủy ban nhân dân tỉnh Bình Phước về ")


def test_a_chain_is_read_without_scripts_and_fits_one_sheet(browser_page: Page, site_url: str) -> None:
    """The drawing needs no script; on paper the hand-out of the opening chain is one page of A4."""
    browser = browser_page.context.browser
    assert browser is not None
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site_url}/{KINDS['chain']}")
        assert page.locator(".drawing .spot a.name").count() >= 5
        assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
        page.emulate_media(media="print")
        size = int(page.locator(".chain-size").inner_text().split()[0])
        assert page.locator(".drawing a.name:visible, .drawing .beside a.name:visible").count() == size


def test_the_sentences_of_a_chain_are_printed_numbered_when_asked_for(browser_page: Page, site_url: str,
                                                                      tmp_path: Path) -> None:
    """Without asking one sheet and no sentence; with the box ticked every step's sentence with its number."""
    browser_page.goto(f"{site_url}/{KINDS['chain']}")
    steps = browser_page.locator(".drawing .tie").count()
    for ticked in (False, True):
        browser_page.locator("#in-nguyen-van").set_checked(ticked)
        browser_page.pdf(path=tmp_path / "chuoi.pdf", format="A4")
        sheets = pypdfium2.PdfDocument(tmp_path / "chuoi.pdf")
        words = " ".join(sheet.get_textpage().get_text_bounded() for sheet in sheets)
        assert words.count("[1]") == (2 if ticked else 0)
        assert (f"[{steps}]" in words) == ticked and (ticked or len(sheets) == 1)
        sheets.close()


@pytest.mark.parametrize("way", ["hover", "focus"])
def test_a_row_of_the_drawing_lights_its_way(browser_page: Page, site_url: str, way: str) -> None:
    """What is above and below the row stays, the rest is dimmed, and leaving lights all again."""
    browser_page.goto(f"{site_url}/{KINDS['chain']}")
    row = browser_page.locator("#so-do-161-kh-ubnd-2019-binh-phuoc")
    if way == "hover":
        row.hover()
    else:
        row.locator("a.name").focus()
        browser_page.keyboard.press("Shift+Tab")
        browser_page.keyboard.press("Tab")
    lit = browser_page.locator(".drawing.lit .spot.on").evaluate_all("all => all.map(one => one.id)")
    assert {"so-do-09-ct-tw-2011", "so-do-44-kl-tw-2019", "so-do-161-kh-ubnd-2019-binh-phuoc",
            "so-do-31-kh-ubnd-2023-binh-phuoc"} <= set(lit)
    assert "so-do-163-kh-tu-2019-binh-phuoc" not in lit and "so-do-100-kh-ldld-2024-thu-duc" not in lit
    browser_page.mouse.move(5, 5)
    browser_page.locator("h1").click()
    assert browser_page.locator(".drawing.lit").count() == 0
