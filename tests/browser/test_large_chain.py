"""A made-up chain of hundreds in a browser: nothing overlaps, nothing is too wide, the hand-out is one sheet."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from synthetic_chains import synthetic_chain
from vanban.commands.build import run_mkdocs, write_frame_words
from vanban.pages import write_pages
from vanban.registry.tables import Registry
from vanban.store.settings import Settings

CHAIN = "chuoi/000-thu-nghiem-1990/index.html"
OVERLAPS = """() => {
    const boxes = [...document.querySelectorAll('.drawing .name, .drawing .about, .drawing .when, .drawing summary')]
        .map(one => one.getBoundingClientRect()).filter(box => box.width);
    return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b =>
        a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3)).length }"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.spot .name, .spot .when, .spot .about, .spot summary')]
    .map(one => parseFloat(getComputedStyle(one).fontSize) * one.currentCSSZoom)) / 96 * 72"""
"""The smallest letters of names, dates, bodies and relations, in points."""


@pytest.fixture(scope="module", params=[None, "https://van-ban.example/"], ids=["no address", "QR code"])
def large_site(root: Path, registry: Registry, tmp_path_factory: pytest.TempPathFactory,
               request: pytest.FixtureRequest) -> Path:
    """The built pages of five hundred made-up instruments, with the project's own look."""
    project = tmp_path_factory.mktemp("large")
    for name in ("docs/assets", "overrides", "scripts"):
        shutil.copytree(root / name, project / name)
    for path in (root / "docs").glob("*.md"):
        shutil.copy(path, project / "docs")
    shutil.copy(root / "mkdocs.yml", project)
    write_pages(synthetic_chain(500), registry, project / "docs", Settings(address=request.param))
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(text.replace("not_found: warn", "not_found: ignore"), encoding="utf-8")
    write_frame_words(project)
    run_mkdocs(project, project / "site", project / "none")
    return project / "site"


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_nothing_overlaps_and_nothing_is_too_wide(browser: Browser, large_site: Path, width: int) -> None:
    """At each width the rows stand apart and the page does not scroll sideways."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((large_site / CHAIN).as_uri())
    assert page.locator(".spot .name").count() > 20
    assert page.evaluate(OVERLAPS) == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_hand_out_is_one_sheet_that_can_be_read(browser: Browser, large_site: Path) -> None:
    """On A4 the drawing fits one page, its letters have at least eight points, and nothing overlaps."""
    page = browser.new_page(viewport={"width": 688, "height": 1032})
    page.goto((large_site / CHAIN).as_uri())
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
    page.emulate_media(media="print")
    assert page.evaluate(SMALLEST) >= 8
    assert page.evaluate(OVERLAPS) == 0
    page.close()
