"""The archive to carry, unpacked on a stick: pages, drawing and search with the network off."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from vanban.commands.pack import pack_site


@pytest.fixture(scope="module")
def unpacked(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site out of its archive, in a folder whose name has blanks and Vietnamese letters."""
    folder = tmp_path_factory.mktemp("stick") / "Thẻ nhớ tập huấn, đợt 1"
    with zipfile.ZipFile(pack_site(built_site, folder.parent / "kho.zip")) as archive:
        archive.extractall(folder)
    return folder / "kho" / "trang"


@pytest.fixture
def off(browser: Browser) -> Page:
    """A page of a context without network that fails the test for any script error or refusal."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    page = context.new_page()
    page.set_default_timeout(10_000)
    return page


def test_everything_opens_from_a_stick(off: Page, unpacked: Path) -> None:
    """From the home page to a document by its number, its proof, a search by words, the chain: all from the disk."""
    wrong: list[str] = []
    off.on("pageerror", lambda error: wrong.append(str(error)))
    # what is still on its way when the reader leaves a page is given up, which is no failure of the page
    off.on("requestfailed", lambda each: wrong.append(each.url) if each.failure != "net::ERR_ABORTED" else None)
    off.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    off.goto((unpacked / "index.html").as_uri())
    off.get_by_role("searchbox").first.fill("ke hoach 31 ubnd")
    off.keyboard.press("Enter")
    expect(off.locator("h1")).to_have_text("Kế hoạch số 31/KH-UBND")
    off.locator(".ways a[data-proof]").first.click()
    expect(off.locator(".ways .proof").first).to_be_visible()
    off.goto((unpacked / "tim-kiem/index.html").as_uri() + "?q=an+ninh+to+quoc")
    expect(off.locator(".vb-result mark").first).to_be_visible()
    off.goto((unpacked / "chuoi/09-ct-tw-2011/index.html").as_uri())
    expect(off.locator(".drawing .spot").first).to_be_visible()
    assert wrong == []
    off.context.close()
