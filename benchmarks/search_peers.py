"""Measure the search beside Material's and Pagefind's: the same pages in Vietnamese, each engine as its makers ship it.

Each engine answers in its own page with excerpts (ours with its own page of results), and a cold page is counted
whole: requests, bytes compressed as a host sends them, the time to the first result on loopback and on a slow phone
network (560 ms, 1.6 Mbit/s, processor four times slower). For each kind of question the share of answers found first
and among five; only those count whose answers are held documents, which are all the others have.

QUESTIONS is a file of JSON as search_ablation.py describes it: questions written apart from the code that makes the
index, with answers decided from the texts. SEARCH_COLLECTION names the folder of texts; without it made-up texts are
used, and questions made from these. Pagefind is fetched by npm where that is at hand; all is written to a temporary
folder.

Example: SEARCH_COLLECTION=texts python benchmarks/search_peers.py questions.json
"""

from __future__ import annotations

import html
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from math import inf
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests"), str(ROOT / "benchmarks")]

import install_browser  # noqa: E402
import search_data  # noqa: E402
from generated_collection import generated  # noqa: E402
from known_items import known_items  # noqa: E402
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright  # noqa: E402
from search_network import FIRST_RESULT, WATCH, Meter, serving  # noqa: E402
from vanban.models import Collection  # noqa: E402
from vanban.registry.tables import load_registry  # noqa: E402
from vanban.search import build_search  # noqa: E402

TIMED = 6
"""Questions asked by a browser that has nothing stored, for requests, bytes and times."""
PATIENCE = 120_000
"""Milliseconds after which a page counts as one that shows nothing."""
SLOWEST = 100
"""Questions that Material is asked at most: it takes seconds for one."""
PAGEFIND_PACKAGE = "pagefind@1.6.0"
CONFIG = """site_name: x
theme: {name: material, font: false, language: vi}
plugins: [{search: {lang: vi, separator: '[\\s\\-/,.:]+'}}]
nav: [index.md]
not_in_nav: "van-ban/*"
validation: {omitted_files: ignore}
"""
PAGES = {
    "ours": """<form data-search-box></form><div data-search-page><form><input type="search"></form><select></select>
<p data-search-status></p><div data-search-chips></div><div data-search-notes></div><button data-search-filter></button>
<div data-search-facets></div><ol data-search-list></ol><button data-search-more></button>
<button data-search-like></button></div>
<script src="assets/javascripts/search/start.js"></script><script src="du-lieu/tim-kiem/dau.js"></script>""",
    PAGEFIND_PACKAGE: """<div id="search"></div><link href="pagefind/pagefind-ui.css" rel="stylesheet">
<script src="pagefind/pagefind-ui.js"></script><script>
const ui = new PagefindUI({ element: "#search", showImages: false, showSubResults: false });
const asked = new URLSearchParams(location.search).get("q");
if (asked) ui.triggerSearch(asked);</script>""",
}
FIRST = {"ours": "a[data-search-result]", PAGEFIND_PACKAGE: ".pagefind-ui__result-link",
         "Material": ".md-search-result__list > li a"}
OURS = """async query => {
  await VanBan.wake();
  return (await VanBan.session.search(query, {limit: 5})).results.map(r => r.slug);
}"""
PAGEFIND = """async query => {
  window.pagefind = window.pagefind || await import(new URL("pagefind/pagefind.js", location.href).href);
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
SCRIPTS = {"ours": OURS, PAGEFIND_PACKAGE: PAGEFIND, "Material": MATERIAL}
Question = tuple[str, str, list[str]]


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


def build(collection: Collection, folder: Path) -> dict[str, str]:
    """Build every index; the start page of each engine."""
    site = folder / "site"
    write_pages(collection, folder / "docs")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml"), "-d", str(site)]
    timed("build of pages with Material's index", partial(subprocess.run, command, check=True))
    engines = {"ours": "tim.html"}
    if npm := shutil.which("npm"):
        command = [npm, "exec", "--yes", f"--package={PAGEFIND_PACKAGE}", "--", "pagefind", "--site", str(site)]
        timed("Pagefind's index", partial(subprocess.run, command, check=True, stdout=subprocess.DEVNULL, cwd=folder))
        engines[PAGEFIND_PACKAGE] = "trang.html"
    engines["Material"] = "index.html"
    timed("our index", partial(build_search, collection, load_registry(), site))
    shutil.copytree(ROOT / "docs/assets/javascripts/search", site / "assets/javascripts/search")
    for engine, start in engines.items():
        if engine in PAGES:
            page = f'<!doctype html><html lang="vi"><meta charset=utf-8><title>x</title><body>{PAGES[engine]}'
            (site / start).write_text(page, encoding="utf-8")
    return engines


def questions_of(collection: Collection, file: str | None) -> list[Question]:
    """The questions whose answers are held; without a file some made from the records."""
    if file:
        rows = json.loads(Path(file).read_text(encoding="utf-8"))
        found = [(row[0], row[1], list(row[2])) for row in rows if len(row) < 4 or not row[3]]
    else:
        items = known_items(collection)
        found = [(i.kind, i.query, list(i.accepted)) for i in items[::max(1, len(items) // 100)]]
    return [row for row in found if collection.records.keys() & set(row[2])]


def cost(browser: Browser, engine: str, address: str, query: str, slow: bool) -> tuple[float, int, float]:
    """Seconds to the first result, requests and KB of a cold page."""
    with browser.new_context(viewport={"width": 375, "height": 700}) as context:
        page = context.new_page()
        page.set_default_timeout(200_000)
        page.add_init_script(WATCH.replace("SELECTOR", FIRST[engine]))
        meter = Meter(page, slow)
        page.goto(f"{address}?q={quote(query)}", wait_until="commit")
        try:
            page.wait_for_selector(FIRST[engine], state="attached", timeout=PATIENCE)
        except TimeoutError:
            return inf, len(meter.requests), sum(meter.sizes.values()) / 1024
        page.wait_for_timeout(3000)
        seconds = page.evaluate(FIRST_RESULT)
        return seconds, len(meter.requests), sum(meter.sizes.values()) / 1024


def rank_of(page: Page, script: str, question: Question, held: set[str]) -> int:
    """Place of the first accepted answer among five held documents; 9 where none is accepted."""
    found = [slug for slug in page.evaluate(script, question[1]) if slug in held]
    return next((place for place, slug in enumerate(found) if slug in question[2]), 9)


def measure(engine: str, browser: Browser, address: str, questions: list[Question], held: set[str]) -> None:
    """Print the lines of one engine."""
    some = [question[1] for question in questions[::max(1, len(questions) // TIMED)]][:TIMED]
    for slow in (False, True):
        rows: list[Any] = [cost(browser, engine, address, query, slow) for query in some]
        seconds, requests, size = (median(row[i] for row in rows) for i in range(3))
        worst = max(row[2] for row in rows)
        print(f"\n{engine}, {'slow network' if slow else 'loopback'}: first result {seconds:.1f} s, "
              f"{requests:.0f} requests, {size:.0f} KB at the median, {worst:.0f} KB at the worst", flush=True)
    page = browser.new_page()
    page.set_default_timeout(200_000)
    page.goto(f"{address}?q={quote(some[0])}")
    kinds: defaultdict[str, list[int]] = defaultdict(list)
    asked = questions[::max(1, len(questions) // SLOWEST)] if engine == "Material" else questions
    for question in asked:
        kinds[question[0]].append(rank_of(page, SCRIPTS[engine], question, held))
    kinds["all"] = [rank for ranks in kinds.values() for rank in ranks]
    for kind, ranks in kinds.items():
        first, five = sum(r == 0 for r in ranks) / len(ranks), sum(r < 9 for r in ranks) / len(ranks)
        print(f"  {kind:30} first {first:.2f}, among five {five:.2f}, n {len(ranks)}", flush=True)


def main(argv: list[str] | None = None) -> int:
    """Build, ask, print."""
    arguments = sys.argv[1:] if argv is None else argv
    collection = search_data.real_collection() or generated(300)
    questions = questions_of(collection, arguments[0] if arguments else None)
    held = set(collection.records)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        engines = build(collection, Path(name))
        browser = playwright.chromium.launch(executable_path=install_browser.find_browser(), args=["--disable-gpu"])
        with serving(Path(name) / "site") as address:
            for engine, start in engines.items():
                measure(engine, browser, address + start, questions, held)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
