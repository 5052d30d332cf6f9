"""A browser on the built site: it sees this machine only, and every other request fails the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import install_browser
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

ARGUMENTS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
POLICY = "Content Security Policy"
"""What the browser says where it refuses something."""
LOCAL = ("file", "data", "blob", "about")
PREFIX = "/kho"
"""The site is served below a folder, as on a public host, so that a link from the root shows."""


class _Handler(SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        """Serve the site below :data:`PREFIX` and nothing elsewhere."""
        inside = path.removeprefix(PREFIX) if path.startswith(PREFIX + "/") else "/khong-co"
        return super().translate_path(inside)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what is not there as a public host does: with the site's own page of errors."""
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """Serves folders on this machine; gives the address of each, without a slash at the end."""
    with ExitStack() as stack:

        def serve(folder: Path) -> str:
            handler = partial(_Handler, directory=str(folder))
            server = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", 0), handler))
            thread = Thread(target=server.serve_forever, daemon=True)
            thread.start()
            stack.callback(thread.join)
            stack.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}{PREFIX}"

        yield serve


@pytest.fixture(scope="session")
def site_url(built_site: Path, serve_folder: Callable[[Path], str]) -> str:
    """The address of the built site on this machine, without a slash at the end."""
    return serve_folder(built_site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser of this machine; without one the test fails and says what to install."""
    path = install_browser.find_browser()
    assert path, install_browser.ADVICE
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def is_foreign(url: str) -> bool:
    """Whether a request would leave this machine."""
    parts = urlsplit(url)
    return parts.scheme not in LOCAL and parts.hostname != "127.0.0.1"


@pytest.fixture
def browser_context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh context (desktop size) that fails the test for any request to another host, any script error and
    anything that a page's own policy refuses."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN", service_workers="block")
    wrong: list[str] = []

    def answer(route: Route) -> None:
        if is_foreign(route.request.url):
            wrong.append(f"request to another host: {route.request.url}")
            route.abort()
        else:
            route.continue_()

    context.route("**/*", answer)
    context.on("weberror", lambda error: wrong.append(f"script error: {error.error}"))
    context.on("console", lambda message: wrong.append(message.text) if POLICY in message.text else None)
    yield context
    context.close()
    assert wrong == []


@pytest.fixture
def browser_page(browser_context: BrowserContext) -> Page:
    """A fresh page of :func:`browser_context`."""
    page = browser_context.new_page()
    page.set_default_timeout(10_000)
    return page
