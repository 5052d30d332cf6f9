"""What a search costs on a slow phone network: requests, bytes, rounds and time to the first result of a cold page.

SITE is the folder of a built site; the page is the site's own, with snippets. The browser waits 560 ms for an answer,
takes 1.6 Mbit/s and has a processor four times slower; the server sends files compressed, as hosts do. A title is also
typed letter by letter. QUESTIONS is the file that search_ablation.py describes; without it a few are asked.

Example: python benchmarks/search_network.py site questions.json
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any
from urllib.parse import quote, urlsplit

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "scripts")]

import install_browser  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

SLOW = {"offline": False, "latency": 560, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
PROCESSOR = 4
ASKED = 9
QUERIES = ("kế hoạch phòng chống ma túy", "09-CT/TW", "an ninh tổ quốc năm 2023")
TYPED = "phát động phong trào thi đua toàn dân bảo vệ an ninh tổ quốc"
OWN_SIZE = """performance.getEntriesByType("resource").filter(e => /du-lieu.tim-kiem|search.start/.test(e.name))
  .reduce((sum, e) => sum + e.encodedBodySize, 0)"""
KEY = 180
"""Milliseconds between two letters."""
WATCH = """new MutationObserver((_, watcher) => {
  if (!document.querySelector('SELECTOR')) return;
  watcher.disconnect();
  requestAnimationFrame(() => setTimeout(() => performance.mark("first-result")));
}).observe(document, { childList: true, subtree: true });"""
"""The page itself notes when the first result is drawn: asking it over and over would slow a slow processor."""
FIRST_RESULT = "performance.getEntriesByName('first-result')[0].startTime / 1000"


class Compressing(SimpleHTTPRequestHandler):
    """Serves files compressed, as hosts do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file, compressed where that is worth it; nothing may be kept."""
        path = Path(self.translate_path(urlsplit(self.path).path))
        path = path / "index.html" if path.is_dir() else path
        data = gzip.compress(path.read_bytes(), 6) if path.is_file() else b""
        self.send_response(200 if path.is_file() else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.is_file():
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


class Server(ThreadingHTTPServer):
    """A server that turns no request away."""

    request_queue_size = 128
    daemon_threads = True


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A server of this machine for one folder."""
    with Server(("127.0.0.1", 0), partial(Compressing, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Meter:
    """Counts what one page asks for, while its network and its processor are slowed."""

    def __init__(self, page: Page, slow: bool = True) -> None:
        self.requests: list[str] = []
        self.sizes: dict[str, float] = {}
        self.session = page.context.new_cdp_session(page)
        self.session.send("Network.enable")
        if slow:
            self.session.send("Network.emulateNetworkConditions", SLOW)
            self.session.send("Emulation.setCPUThrottlingRate", {"rate": PROCESSOR})
        self.session.on("Network.requestWillBeSent", self._asked)
        self.session.on("Network.loadingFinished", self._came)

    def _asked(self, event: dict[str, Any]) -> None:
        self.requests.append(event["request"]["url"])

    def _came(self, event: dict[str, Any]) -> None:
        self.sizes[event["requestId"]] = event["encodedDataLength"]


def cold(browser: Browser, address: str, query: str) -> tuple[float, int, float, int, float]:
    """Seconds to the first result; requests and KB of the whole page with the scripts in it, and of the search's files
    beside it."""
    with browser.new_context(viewport={"width": 375, "height": 700}) as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.add_init_script(WATCH.replace("SELECTOR", "a[data-search-result]"))
        meter = Meter(page)
        page.goto(f"{address}tim-kiem/?q={quote(query)}", wait_until="commit")
        page.wait_for_selector("a[data-search-result]", state="attached")
        page.wait_for_timeout(4000)
        seconds = page.evaluate(FIRST_RESULT)
        names = [urlsplit(url).path for url in meter.requests]
        own = [name for name in names if "/du-lieu/tim-kiem/" in name or "/search/" in name]
        sizes = page.evaluate(OWN_SIZE)
        return seconds, len(names), sum(meter.sizes.values()) / 1024, len(own), sizes / 1024


def typed(browser: Browser, address: str) -> tuple[int, float]:
    """Requests for the search while a title is typed letter by letter, and seconds from the last key to the result."""
    with browser.new_context(viewport={"width": 375, "height": 700}) as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        meter = Meter(page)
        page.goto(f"{address}tim-kiem/")
        page.wait_for_selector("body[data-search-ready]")
        page.locator("[data-search-page] input[type=search]").press_sequentially(TYPED, delay=KEY)
        started = page.evaluate("performance.now()")
        page.wait_for_selector("a[data-search-result]")
        seconds = (page.evaluate("performance.now()") - started) / 1000
        page.wait_for_timeout(4000)
        return len([url for url in meter.requests if "/du-lieu/tim-kiem/" in url]), seconds


def main(argv: list[str] | None = None) -> int:
    """Serve, ask, print."""
    arguments = argv or sys.argv[1:]
    if not arguments:
        print(__doc__)
        return 2
    queries = list(QUERIES)
    if len(arguments) > 1:
        questions = json.loads(Path(arguments[1]).read_text(encoding="utf-8"))
        queries = [question[1] for question in questions if len(question) < 4 or not question[3]]
        queries = queries[::max(1, len(queries) // ASKED)][:ASKED]
    with sync_playwright() as playwright, serving(Path(arguments[0])) as address:
        browser = playwright.chromium.launch(executable_path=install_browser.find_browser(), args=["--disable-gpu"])
        rows = [cold(browser, address, query) for query in queries]
        for query, row in zip(queries, rows, strict=True):
            told = "{:5.1f} s {:3d} requests {:6.1f} KB, of the search {:3d} and {:6.1f} KB".format(*row)
            print(told, query[:60], flush=True)
        seconds, requests, size, own, own_size = (median(row[i] for row in rows) for i in range(5))
        print(f"median {seconds:.1f} s, {requests} requests, {size:.0f} KB; of the search {own} and {own_size:.0f} KB")
        asked, late = typed(browser, address)
        print(f"typed letter by letter: {asked} requests, result {late:.1f} s after the last key")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
