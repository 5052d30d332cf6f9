"""Measure the search beside Material's and Pagefind's, on the same pages, in one run in one browser.

Prints, for each: bytes a reader's browser fetches for a query (compressed where a host would), milliseconds
from the start of the page to the first result, and for each kind of question the share of answers found first
and among five. The pages are made by dice, or from the texts of the folder that SEARCH_COLLECTION names.
Pagefind is fetched by npm where that is at hand; all is written to a temporary folder.

The second number is how many questions of each kind are asked; Material takes seconds for one.

Example: python benchmarks/search_peers.py 300 12
"""

from __future__ import annotations

import gzip
import html
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

import install_browser  # noqa: E402
import search_data  # noqa: E402
from generated_collection import generated  # noqa: E402
from known_items import KnownItem, known_items  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402
from typed_queries import typed_queries  # noqa: E402
from vanban.models import Collection  # noqa: E402
from vanban.registry.tables import load_registry  # noqa: E402
from vanban.search import build_search  # noqa: E402

ASKED = 12
"""Questions of each kind, where no number is given."""
TIMED = 8
"""Questions asked by a browser that has nothing stored, for bytes and times."""
PAGEFIND_PACKAGE = "pagefind@1.6.0"
CONFIG = """site_name: x
theme: {name: material, font: false}
plugins: [{search: {lang: vi}}]
nav: [index.md]
not_in_nav: "van-ban/*"
validation: {omitted_files: ignore}
"""
OURS = """async query => {
  await VanBan.wake();
  return (await VanBan.session.search(query, {limit: 5})).results.map(r => r.slug);
}"""
PAGEFIND = """async query => {
  window.pagefind = window.pagefind || await import("/pagefind/pagefind.js");
  const found = (await window.pagefind.search(query)).results.slice(0, 5);
  return (await Promise.all(found.map(r => r.data()))).map(d => d.url.split("/").filter(Boolean).pop());
}"""
MATERIAL = """async query => {
  const input = document.querySelector("[data-md-component=search-query]");
  const meta = () => document.querySelector(".md-search-result__meta").textContent;
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const shown = () => [...document.querySelectorAll(".md-search-result__list > li")].slice(0, 5)
    .map((li) => new URL(li.querySelector("a").href).pathname.split("/").filter(Boolean).pop());
  for (let waited = 0; waited < 180000 && !shown().length && !window.asked; waited += 50) await wait(50);
  if (new URLSearchParams(location.search).get("q") === query && !window.asked) { window.asked = true; return shown(); }
  window.asked = true;
  input.focus();
  input.value = query;
  input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  input.dispatchEvent(new Event("input", { bubbles: true }));
  let before = "";
  for (let same = 0, waited = 0; same < 6 && waited < 20000; waited += 100) {
    await wait(100);
    const now = meta() + shown().join();
    same = now === before ? same + 1 : 0;
    before = now;
  }
  return shown();
}"""
"""It searches for what stands in its address when it has read its index, then for what is typed."""


class Counting(SimpleHTTPRequestHandler):
    """Serves files and counts what a host would send."""

    sent = 0

    def send_head(self):  # type: ignore[no-untyped-def]
        """Count the file that is asked for, compressed if it is text."""
        path = Path(self.translate_path(self.path.partition("?")[0]))
        path = path / "index.html" if path.is_dir() else path
        if path.is_file():
            data = path.read_bytes()
            text = path.suffix in {".html", ".js", ".json", ".css", ".svg", ".mjs"}
            type(self).sent += len(gzip.compress(data, 6)) if text else len(data)
        return super().send_head()

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent."""


class Server(ThreadingHTTPServer):
    """A server that turns no request away, as a host would not."""

    request_queue_size = 128


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """A server of this machine for one folder."""
    with Server(("127.0.0.1", 0), partial(Counting, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def write_pages(collection: Collection, docs: Path) -> None:
    """One page for every held document: its name in full as heading, body and date, the text."""
    (docs / "van-ban").mkdir(parents=True)
    (docs / "index.md").write_text("# x\n", encoding="utf-8")
    for slug, record in collection.records.items():
        d = record.document
        name = " ".join(filter(None, (d.type, d.number, d.title)))
        head = f"# {name or slug}\n\n{d.issuing_body or ''} {d.date or ''}\n\n"
        text = html.escape(collection.texts[slug].replace("\n", "\n\n"))
        (docs / "van-ban" / f"{slug}.md").write_text(head + text, encoding="utf-8")


def timed(name: str, work: Callable[[], object]) -> None:
    """Run and print how long it took."""
    started = time.perf_counter()
    work()
    print(f"{name}: {time.perf_counter() - started:.1f} s", flush=True)


def build(collection: Collection, folder: Path) -> dict[str, tuple[str, str]]:
    """Build every index; the start address and the script that searches, by engine."""
    site = folder / "site"
    write_pages(collection, folder / "docs")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml"), "-d", str(site)]
    timed("build of pages with Material's index", partial(subprocess.run, command, check=True))
    engines = {"Material": ("index.html", MATERIAL)}
    if npm := shutil.which("npm"):
        command = [npm, "exec", "--yes", f"--package={PAGEFIND_PACKAGE}", "--", "pagefind", "--site", str(site)]
        timed("Pagefind's index", partial(subprocess.run, command, check=True, stdout=subprocess.DEVNULL, cwd=folder))
        (site / "trang.html").write_text("<!doctype html><meta charset=utf-8><title>x</title>", encoding="utf-8")
        engines[PAGEFIND_PACKAGE] = ("trang.html", PAGEFIND)
    timed("our index", partial(build_search, collection, load_registry(), site))
    shutil.copytree(ROOT / "docs/assets/javascripts/search", site / "assets/javascripts/search")
    tag = '<script src="assets/javascripts/search/start.js"></script>'
    (site / "tim.html").write_text(f"<!doctype html><meta charset=utf-8><title>x</title><body>{tag}", encoding="utf-8")
    return {"ours": ("tim.html", OURS)} | engines


def chosen(collection: Collection, asked: int = ASKED) -> dict[str, list[KnownItem]]:
    """Some questions of each kind whose answers are among the held documents, which are all the others have."""
    kinds: defaultdict[str, list[KnownItem]] = defaultdict(list)
    for item in [*known_items(collection), *typed_queries(collection, load_registry(), seed=3, most=3 * asked)]:
        if collection.records.keys() & set(item.accepted):
            kinds[item.kind].append(item)
    dice = random.Random(3)
    return {kind: dice.sample(items, min(asked, len(items))) for kind, items in kinds.items()}


def ask(page: Page, script: str, query: str) -> list[str]:
    """The first five results in a page that stands open."""
    return list(page.evaluate(script, query))


def cost(browser: Browser, address: str, script: str, queries: list[str]) -> tuple[list[int], list[float]]:
    """Bytes and milliseconds of each query in a browser that has nothing stored."""
    sizes, times = [], []
    for query in queries:
        Counting.sent = 0
        with browser.new_context() as context:
            page = context.new_page()
            page.set_default_timeout(200_000)
            started = time.perf_counter()
            page.goto(f"{address}?q={quote(query)}")
            ask(page, script, query)
            times.append((time.perf_counter() - started) * 1000)
        sizes.append(Counting.sent)
    return sizes, times


def main(argv: list[str] | None = None) -> int:
    """Build, ask, print."""
    numbers = [int(word) for word in (sys.argv[1:] if argv is None else argv)]
    count, asked = (*numbers, *(300, ASKED)[len(numbers):])
    collection = search_data.real_collection() or generated(count)
    items = chosen(collection, asked)
    browser_path = install_browser.find_browser()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        engines = build(collection, Path(name))
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--disable-gpu", "--no-proxy-server"])
        with serving(Path(name) / "site") as address:
            for engine, (start, script) in engines.items():
                measure(engine, browser, address + start, script, items)
        browser.close()
    return 0


def measure(engine: str, browser: Browser, address: str, script: str, items: dict[str, list[KnownItem]]) -> None:
    """Print the lines of one engine."""
    some = [asked[0].query for asked in items.values()][::max(1, len(items) // TIMED)]
    sizes, times = cost(browser, address, script, some)
    print(f"\n{engine}: {median(sizes) / 1024:.0f} KB at the median, {max(sizes) / 1024:.0f} KB at the worst; "
          f"first result after {median(times):.0f} ms", flush=True)
    page = browser.new_page()
    page.set_default_timeout(200_000)
    page.goto(f"{address}?q={quote(some[0])}")
    ask(page, script, some[0])
    for kind, asked in items.items():
        ranks = [next((i for i, slug in enumerate(ask(page, script, item.query)) if slug in item.accepted), 9)
                 for item in asked]
        first, five = sum(r == 0 for r in ranks) / len(ranks), sum(r < 9 for r in ranks) / len(ranks)
        print(f"  {kind:30} first {first:.2f}, among five {five:.2f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
