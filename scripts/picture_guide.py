"""Chụp lại các ảnh trong hướng dẫn đóng góp từ màn hình thật: phiếu của make add, câu báo lỗi, trang đã dựng.

Cần trang đã dựng (make site) và trình duyệt của kiểm thử (make test). Văn bản trong ảnh là văn bản đặt ra để thử.

Ví dụ:
    python scripts/picture_guide.py
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import install_browser
from playwright.sync_api import Browser, sync_playwright
from vanban.commands.pictures import PICTURES, SCREENS, terminal_page, told_by_commands
from vanban.problems import speak_utf8
from vanban.store.documents import ROOT

WIDTH = 900
HOME = "https://vanban.tinh.gov.vn"
"""The address that the site has in the pictures; nothing is asked of it."""


def pictures(browser: Browser, root: Path, work: Path) -> Iterator[tuple[str, bytes]]:
    """Each picture with its name."""
    page = browser.new_page(viewport={"width": WIDTH, "height": 620}, locale="vi-VN", reduced_motion="reduce")
    for name, words in told_by_commands(root, work):
        page.set_content(terminal_page(words))
        yield name, page.locator("pre").screenshot()
    page.route(f"{HOME}/**", lambda route: route.fulfill(path=_file_of(root / "site", route.request.url)))
    for name, (address, action) in SCREENS.items():
        page.goto(f"{HOME}/{address}/")
        if action:
            page.locator(action).first.click()
            page.get_by_role("dialog").wait_for()
        yield name, page.screenshot()
    page.close()


def _file_of(site: Path, address: str) -> Path:
    """The file of the built site that stands at an address."""
    place = site / unquote(urlsplit(address).path).lstrip("/")
    return place / "index.html" if place.is_dir() else place


def main(argv: list[str] | None = None) -> int:
    """Write every picture."""
    speak_utf8()
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args(argv)
    program = install_browser.find_browser()
    if program is None or not (ROOT / "site/index.html").is_file():
        print(install_browser.ADVICE if program is None else "Lỗi: chưa có trang; hãy chạy make site.", file=sys.stderr)
        return 1
    (ROOT / PICTURES).mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as work:
        browser = playwright.chromium.launch(executable_path=program)
        for name, picture in pictures(browser, ROOT, Path(work)):
            (ROOT / PICTURES / f"{name}.png").write_bytes(picture)
            print(f"{PICTURES.as_posix()}/{name}.png: {len(picture) // 1000} kB")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
