"""A site is put in the place of an older one while pages stand open: no search may mix the two."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from generated_collection import generated
from playwright.sync_api import BrowserContext, Page, Route, expect
from vanban.models import Collection
from vanban.pages.whole_page import whole
from vanban.registry.tables import Registry
from vanban.search.build import build_search
from vanban.search.generation import SEARCH_FOLDER, keep_previous

READY = "body[data-search-ready]"
SEARCH = "async query => (await VanBan.session.search(query, {limit: 5, facets: false}))"
SLUGS = f"async query => (await ({SEARCH})(query)).results.map(r => r.slug)"
QUERIES = 50


@dataclass(frozen=True)
class Host:
    """A served site whose search can be exchanged for that of another collection; ``bare``: the search page without its
    scripts inside.
    """

    folder: Path
    url: str
    registry: Registry
    bare: str

    def deploy(self, collection: Collection, keep: bool = True) -> None:
        """Put the search of this collection in the place of what is there; ``keep``: the last one's files stay."""
        new = self.folder.parent / "new"
        build_search(collection, self.registry, new)
        if keep:
            keep_previous(self.folder, new)
        shutil.rmtree(self.folder / SEARCH_FOLDER, ignore_errors=True)
        shutil.move(new / SEARCH_FOLDER, self.folder / SEARCH_FOLDER)
        self.page.write_text(whole(self.bare, lambda address: (self.page.parent / address).read_text("utf-8")), "utf-8")

    @property
    def page(self) -> Path:
        """The file of the search page."""
        return self.folder / "tim-kiem/index.html"


@pytest.fixture
def host(built_site: Path, registry: Registry, tmp_path: Path, serve_folder: Callable[[Path], str]) -> Host:
    """The site's search page and scripts, served on this machine, without any search data."""
    folder = tmp_path / "site"
    for part in ("tim-kiem", "assets"):
        shutil.copytree(built_site / part, folder / part)
    shutil.copy(built_site / "404.html", folder)
    (folder / "du-lieu").mkdir()
    for name in ("tra-cuu.js", "tra-cuu.css"):
        shutil.copy(built_site / "du-lieu" / name, folder / "du-lieu")
    page = (built_site / "tim-kiem/index.html").read_text("utf-8")
    page = re.sub(r'<script data-file="([^"]+)">.*?</script>', r'<script src="\1"></script>', page, flags=re.DOTALL)
    return Host(folder, f"{serve_folder(folder)}/tim-kiem/", registry, re.sub("(script-src 'self')[^;]*", r"\1", page))


@pytest.fixture(scope="module")
def before() -> Collection:
    """What the site holds at first; made by dice."""
    return generated(60)


@pytest.fixture(scope="module")
def after(before: Collection) -> Collection:
    """Some documents gone, some with another address, some new."""
    kept = {slug: i for place, (slug, i) in enumerate(before.instruments.items()) if place % 7}
    moved = {f"{slug}-moi" if place % 5 == 0 else slug: i for place, (slug, i) in enumerate(kept.items())}
    more = {f"them-{slug}": i for slug, i in generated(70).instruments.items() if slug not in before.instruments}
    instruments = {slug: replace(i, slug=slug, document=None) for slug, i in {**moved, **more}.items()}
    return Collection(instruments=instruments)


def queries_of(collection: Collection) -> list[str]:
    """Beginnings of titles, of documents that stay and of others."""
    return [" ".join((i.title or "").split()[:6]) for i in list(collection.instruments.values())[:QUERIES]]


def opened(context: BrowserContext, url: str) -> Page:
    """A page with the search awake."""
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector(READY)
    page.wait_for_function("window.VanBan?.session")
    return page


def test_an_open_page_answers_by_one_generation_after_each_deployment(
        browser_context: BrowserContext, host: Host, before: Collection, after: Collection) -> None:
    queries = queries_of(before)
    host.deploy(before)
    old = opened(browser_context, host.url)
    by_the_old = {query: old.evaluate(SLUGS, query) for query in queries}
    waiting = opened(browser_context, host.url)
    waiting.evaluate(SLUGS, queries[0])
    host.deploy(after)
    assert {query: waiting.evaluate(SLUGS, query) for query in queries} == by_the_old, "its files are still there"
    late = opened(browser_context, host.url)
    by_the_new = {query: late.evaluate(SLUGS, query) for query in queries}
    assert sum(by_the_new[query] != by_the_old[query] for query in queries) > QUERIES / 2
    host.deploy(after, keep=False)
    waiting.reload()
    waiting.wait_for_function("window.VanBan?.session")
    assert [waiting.evaluate(SLUGS, query) for query in queries] == list(by_the_new.values())


def test_a_page_whose_files_are_gone_searches_anew_by_itself(
        browser_context: BrowserContext, host: Host, before: Collection, after: Collection) -> None:
    host.deploy(before)
    page = opened(browser_context, host.url)
    page.evaluate(SLUGS, queries_of(before)[0])
    host.deploy(after, keep=False)
    found = [page.evaluate(SLUGS, query) for query in queries_of(before)]
    fresh = opened(browser_context, host.url)
    expected = [fresh.evaluate(SLUGS, query) for query in queries_of(before)]
    assert found[1:] == expected[1:], "all but the one whose files the page had"
    assert page.evaluate("VanBan.session.refresh().then(() => true)")
    assert page.evaluate(SLUGS, queries_of(before)[0]) == expected[0]


def test_a_stored_page_of_a_generation_that_is_gone_ask_for_the_newest(
        browser_context: BrowserContext, host: Host, before: Collection, after: Collection) -> None:
    host.deploy(before)
    stale = host.page.read_bytes()
    host.deploy(after, keep=False)
    expected = opened(browser_context, host.url).evaluate(SLUGS, queries_of(after)[0])

    def answer(route: Route) -> None:
        route.fulfill(body=stale, content_type="text/html")

    browser_context.route("**/tim-kiem/?q=*", answer)
    page = opened(browser_context, f"{host.url}?q=" + queries_of(after)[0])
    page.wait_for_selector(READY)
    expect(page.locator("a[data-search-result]").first).to_be_visible()
    assert page.evaluate(SLUGS, queries_of(after)[0]) == expected


def test_a_host_that_serves_only_what_is_old_is_found_out(
        browser_context: BrowserContext, host: Host, before: Collection, after: Collection) -> None:
    host.deploy(before)
    page = opened(browser_context, host.url)
    page.evaluate(SLUGS, queries_of(before)[0])
    stale = (host.folder / SEARCH_FOLDER / "the-he.js").read_bytes()
    host.deploy(after, keep=False)
    (host.folder / SEARCH_FOLDER / "the-he.js").write_bytes(stale)
    page.fill("[data-search-page] input[type=search]", queries_of(before)[7])
    page.wait_for_selector(READY)
    expect(page.locator("[data-search-partial]")).to_be_visible()
    shown = page.locator("a[data-search-result]").evaluate_all("all => all.map(a => a.dataset.searchResult)")
    assert set(shown) <= before.instruments.keys(), "what the page had of the old generation, and nothing mixed"


def test_scripts_that_cannot_read_the_new_files_say_so(
        browser_context: BrowserContext, host: Host, before: Collection, after: Collection,
        monkeypatch: pytest.MonkeyPatch) -> None:
    host.deploy(before)
    page = opened(browser_context, host.url)
    monkeypatch.setattr("vanban.search.generation.SEARCH_FORMAT", 99)
    host.deploy(after, keep=False)
    page.fill("[data-search-page] input[type=search]", queries_of(before)[7])
    page.wait_for_selector(READY)
    expect(page.get_by_role("button", name="Tải lại trang")).to_be_visible()
