"""A crawl of the built site: every link and anchor leads somewhere, nothing is fetched from elsewhere."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from vanban.pages.browse.axes import AXES
from vanban.pages.downloads.frame import SHEETS

LOADED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src",
          "embed": "src", "object": "data"}
LOADED_LINKS = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "manifest", "modulepreload"}
SCHEMES = {"http", "https", "mailto"}
CSS_ADDRESS = re.compile(r"""url\(\s*['"]?([^'")]+)|@import\s+['"]([^'"]+)""")


@dataclass
class Page(HTMLParser):
    """What one built page refers to, where it can be referred to, and what it says."""

    file: Path
    links: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    language: str | None = None
    title: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._in_title = False
        self.feed(self.file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take links, loaded files and anchors."""
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "html":
            self.language = values.get("lang")
        if tag in ("a", "area") and "href" in values:
            self.links.append(values["href"])
        if tag == "form":
            self.links.append(values.get("action", ""))
        if tag == "link" and LOADED_LINKS & set(values.get("rel", "").split()):
            self.loaded.append(values.get("href", ""))
        if LOADED.get(tag) in values:
            self.loaded.append(values[LOADED[tag]])
        self._in_title = tag == "title"

    def handle_data(self, data: str) -> None:
        """Take the title."""
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        """The title ends."""
        self._in_title = False


@pytest.fixture(scope="module")
def pages(built_site: Path) -> dict[Path, Page]:
    """Every built page by its file; the page of errors is served at any depth, so its links are apart."""
    return {file: Page(file) for file in sorted(built_site.rglob("*.html")) if file.name != "404.html"}


def target_of(site: Path, page: Path, link: str) -> tuple[Path, str] | None:
    """The file and anchor a link leads to; ``None`` for another host."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    file = page if not path else (site / path.lstrip("/") if path.startswith("/") else page.parent / path)
    file = file.resolve()
    if file.is_dir():
        file = file / "index.html"
    return file, unquote(parts.fragment)


def dead(site: Path, page: Page, known: dict[Path, Page]) -> Iterator[str]:
    """Every link of a page that leads nowhere."""
    for link in page.links + page.loaded:
        target = target_of(site.resolve(), page.file, link)
        if target is None:
            continue
        file, anchor = target
        there = file.is_file() and site.resolve() in file.parents
        if not there or (anchor and file in known and anchor not in known[file].ids):
            yield f"{page.file.relative_to(site)}: {link}"


def test_every_link_and_anchor_leads_somewhere(built_site: Path, pages: dict[Path, Page]) -> None:
    """No link of any page is dead, no anchor is missing."""
    known = {file.resolve(): page for file, page in pages.items()}
    assert sorted({line for page in pages.values() for line in dead(built_site, page, known)}) == []


def test_every_page_can_be_reached_from_the_home_page(built_site: Path, pages: dict[Path, Page]) -> None:
    """No page is left behind where only search finds it."""
    known = {file.resolve(): page for file, page in pages.items()}
    site = built_site.resolve()
    waiting, seen = [site / "index.html"], {site / "index.html"}
    while waiting:
        page = known[waiting.pop()]
        targets = {target[0] for link in page.links if (target := target_of(site, page.file, link))}
        new = {target for target in targets if target in known} - seen
        seen |= new
        waiting.extend(new)
    left = sorted(file.relative_to(site).as_posix() for file in set(known) - seen)
    leading = {f"{axis.folder}/index.html" for axis in AXES}  # the addresses of axes lead on to the one list
    assert [path for path in left if path not in leading] == []


def test_every_page_says_what_it_may_load_and_holds_nothing_else(built_site: Path) -> None:
    """A policy of nothing but the site's own files stands first in every page; scripts and styles inside are named by
    their hashes, and no element carries either."""
    for file in sorted(built_site.rglob("*.html")):
        soup = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        policy = soup.find("meta", {"http-equiv": "Content-Security-Policy"})
        assert policy and str(policy["content"]).startswith("default-src 'none'; "), file
        inside = [one for one in soup.find_all(["script", "style"]) if not one.get("src") and one.get("type") is None]
        for one in inside:
            hashed = b64encode(sha256(str(one.string).encode()).digest()).decode()
            assert f"'sha256-{hashed}'" in str(policy["content"]), f"{file}: {one.string}"
        names = {name for one in soup.find_all(True) for name in one.attrs}
        assert not {name for name in names if name == "style" or name.startswith("on")}, file
        assert "unsafe" not in str(policy["content"])


def test_nothing_is_loaded_from_another_host(built_site: Path, pages: dict[Path, Page]) -> None:
    """Scripts, styles, fonts and images all come with the site."""
    foreign = {link for page in pages.values() for link in page.loaded if urlsplit(link).netloc}
    for style in built_site.rglob("*.css"):
        found = CSS_ADDRESS.findall(style.read_text(encoding="utf-8"))
        foreign |= {one or two for one, two in found if urlsplit(one or two).netloc}
    assert foreign == set()


def test_a_page_loads_one_sheet_and_one_script(built_site: Path, root: Path, pages: dict[Path, Page]) -> None:
    """Beside what is done before anything is drawn; booklets one more, the search page none. No sheet is forgotten."""
    search = built_site / "tim-kiem/index.html"
    assert [link for link in pages[search].loaded if link.endswith((".css", ".js"))] == []
    for file, page in ((file, page) for file, page in pages.items() if page.loaded and file != search):
        assert [link.rpartition("/")[2].partition(".")[2] for link in page.loaded].count("css") == 1, file
        scripts = {link.rpartition("/")[2] for link in page.loaded if link.endswith(".js")}
        assert len(scripts - {"early.js", "booklet.js"}) == 1, file
    sheets = {path.stem for path in (root / "docs/assets/stylesheets").glob("*.css")}
    assert sheets == {name for names in SHEETS.values() for name in names}
    for style in built_site.rglob("du-lieu/*.css"):
        for address in CSS_ADDRESS.findall(style.read_text(encoding="utf-8")):
            assert (style.parent / "".join(address)).is_file(), address


def test_thin_pages_are_light(built_site: Path) -> None:
    """Eight kilobytes in the middle; one long sentence may take more."""
    found = map(Path.read_bytes, built_site.glob("van-ban/*/index.html"))
    sizes = [len(page) for page in found if b"kind-thin" in page]
    assert len(sizes) > 10 and median(sizes) <= 8_000


def test_links_to_other_places_are_of_harmless_kinds(pages: dict[Path, Page]) -> None:
    """Whatever a document holds, no page links to a script."""
    schemes = {urlsplit(link).scheme for page in pages.values() for link in page.links}
    assert schemes - {""} <= SCHEMES


def test_anchors_are_unique_on_each_page(built_site: Path, pages: dict[Path, Page]) -> None:
    """A link to a paragraph means one paragraph."""
    twice = {f"{page.file.relative_to(built_site)}#{name}" for page in pages.values()
             for name in page.ids if page.ids.count(name) > 1}
    assert twice == set()


def test_every_page_says_its_language_and_title(pages: dict[Path, Page]) -> None:
    """A screen reader knows how to speak, a tab what it holds."""
    assert {page.language for page in pages.values()} == {"vi"}
    assert [str(page.file) for page in pages.values() if not page.title.strip()] == []


def test_addresses_of_the_opening_documents(built_site: Path) -> None:
    """The addresses that must stand for ever."""
    for slug in ("261-ldld-2022-phu-rieng", "100-kh-ldld-2024-thu-duc", "02-bc-ldld-2018-binh-thuan",
                 "cong-van-tong-lien-doan-phong-trao-bao-ve-an-ninh-to-quoc", "31-kh-ubnd-2023-binh-phuoc",
                 "09-ct-tw-2011", "48-ct-tw-2010", "124-2021-tt-bca"):
        assert (built_site / "van-ban" / slug / "index.html").is_file(), slug


def test_the_built_site_does_not_depend_on_the_day_or_the_folder(built_site: Path, root: Path) -> None:
    """No page holds a path of the machine that built it."""
    marks = (str(root), str(built_site.parent))
    holding = [file for file in built_site.rglob("*") if file.suffix in (".html", ".js", ".json", ".xml", ".txt")
               and any(mark in file.read_text(encoding="utf-8") for mark in marks)]
    assert holding == []
