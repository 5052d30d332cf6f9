"""The collection as a whole: registers, tables to download, the feed, addresses that lead on."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from archives_of_one import unzipped
from bs4 import BeautifulSoup
from golden_pages import SLUG, sample_collection
from vanban.models import CitationPlace, ValueReading
from vanban.pages.downloads.feed import FEED_PATH, atom_feed
from vanban.pages.downloads.tables import table_files, tables_of
from vanban.pages.parts.routes import leading_page, qr_code, route_of
from vanban.pages.site import Site
from vanban.pages.units import generated_files
from vanban.registry.tables import Registry

ATOM = "{http://www.w3.org/2005/Atom}"
NAMES = ("van_ban", "van_ban_duoc_nhac", "vien_dan", "quan_he", "noi_nhan", "chu_de")


@pytest.fixture
def files(registry: Registry) -> dict[str, bytes]:
    return dict(generated_files(sample_collection(), registry))


def test_contradictions_are_listed_with_all_that_is_given(files: dict[str, bytes]) -> None:
    """Both dates and both spellings of the disputed directive; their sentences stand on its page, which is linked."""
    page = BeautifulSoup(files["mau-thuan/index.md"].decode(), "html.parser")
    (row,) = page.select("table.list tbody tr")
    assert row.select_one("a.name")["href"] == "../van-ban/09-ct-tw-2011/"  # type: ignore[index]
    for words in ("ngày ban hành: 01/12/2011; 02/12/2011", "09-CT/TW (1 lần); 09/CT-TW (1 lần)"):
        assert words in row.select_one(".reason").get_text()  # type: ignore[union-attr]
    own = BeautifulSoup(files["van-ban/09-ct-tw-2011/index.md"].decode(), "html.parser")
    assert len(own.select(".lead details.contradiction blockquote mark")) == 2


def test_what_differs_in_spelling_only_stands_last(registry: Registry) -> None:
    """A number written in two ways stands below a date that sources give differently, whatever its address."""
    collection = sample_collection()
    plan = collection.instruments["31"]
    spelled = tuple(ValueReading(value, plan.mentions, ()) for value in ("31/KH-UBND", "31-KH/UBND"))
    first = replace(plan, slug="00-kh", spellings=spelled)
    changed = replace(collection, instruments={**collection.instruments, "31": first})
    page = BeautifulSoup(dict(generated_files(changed, registry))["mau-thuan/index.md"].decode(), "html.parser")
    links = [str(link["href"]) for link in page.select("td a.name")]
    assert links == ["../van-ban/09-ct-tw-2011/", "../van-ban/00-kh/"]


def test_what_is_missing_is_listed_most_cited_first(registry: Registry) -> None:
    """Held documents are not listed; an instrument that more documents cite stands higher."""
    collection = sample_collection()
    plan = collection.instruments["31"]
    more = (*plan.mentions, CitationPlace(SLUG, 1), CitationPlace(SLUG, 2))
    changed = replace(collection, instruments={**collection.instruments, "31": replace(plan, mentions=more)})
    page = BeautifulSoup(dict(generated_files(changed, registry))["can-bo-sung/index.md"].decode(), "html.parser")
    links = [str(link["href"]) for link in page.select("td a.name")]
    assert links == ["../van-ban/31-kh-ubnd-2023-binh-phuoc/", "../van-ban/09-ct-tw-2011/",
                     "../van-ban/32-kh-ubnd-2022-binh-phuoc/"]


def test_all_downloads_hold_the_same(files: dict[str, bytes], tmp_path: Path) -> None:
    """CSV, JSON and SQLite have the same tables, columns and rows."""
    whole = json.loads(unzipped(files["du-lieu/kho-van-ban.json.zip"]))
    path = tmp_path / "kho.sqlite"
    path.write_bytes(unzipped(files["du-lieu/kho-van-ban.sqlite.zip"]))
    base = sqlite3.connect(path)
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for name in NAMES:
        written = unzipped(files[f"du-lieu/{name}.csv.zip"]).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(written, newline="")))
        assert rows == [{k: "" if v is None else str(v) for k, v in row.items()} for row in whole[name]]
        cursor = base.execute(f"SELECT * FROM {name}")
        columns = [column[0] for column in cursor.description]
        assert [dict(zip(columns, row, strict=True)) for row in cursor] == whole[name]
    base.close()
    assert [len(whole[name]) for name in NAMES] == [1, 4, 3, 3, 2, 1]


def test_every_column_is_explained(files: dict[str, bytes]) -> None:
    """The dictionary names every column of every table, and links every file."""
    page = files["du-lieu/index.md"].decode()
    for name in NAMES:
        assert f'href="{name}.csv.zip"' in page
        for column in unzipped(files[f"du-lieu/{name}.csv.zip"]).decode("utf-8-sig").splitlines()[0].split(","):
            assert f"<code>{column}</code>" in page


def test_downloads_are_the_same_every_time(registry: Registry) -> None:
    """Two runs give the same bytes."""
    one, other = (dict(table_files(tables_of(Site(sample_collection(), registry)))) for _ in range(2))
    assert one == other


def test_no_cell_begins_a_formula(registry: Registry) -> None:
    """A title that a spreadsheet would run is stored as text."""
    collection = sample_collection()
    evil = replace(collection.instruments["31"], title='=HYPERLINK("http://x")')
    changed = replace(collection, instruments={**collection.instruments, "31": evil})
    files = dict(table_files(tables_of(Site(changed, registry))))
    written = unzipped(files["du-lieu/van_ban_duoc_nhac.csv.zip"]).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    assert [row["trich_yeu"] for row in rows if row["slug"] == evil.slug] == ['\'=HYPERLINK("http://x")']


@pytest.mark.parametrize("address", [None, "https://kho.example.vn/thu/"])
def test_the_feed_is_atom(registry: Registry, address: str | None) -> None:
    """The feed has what Atom asks for, and its links lead to the pages."""
    feed = ElementTree.fromstring(atom_feed(Site(sample_collection(), registry, address)))
    assert feed.tag == f"{ATOM}feed"
    for of in (feed, *feed.findall(f"{ATOM}entry")):
        assert all(of.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))
    (entry,) = feed.findall(f"{ATOM}entry")
    link = entry.find(f"{ATOM}link")
    assert link is not None and link.get("href") == (f"{address}van-ban/{SLUG}/" if address else f"../van-ban/{SLUG}/")
    assert FEED_PATH.count("/") == 1


def test_a_page_that_leads_on_shows_a_hostile_name_as_words() -> None:
    """The name of where an old address leads is text, whatever it holds."""
    page = BeautifulSoup(leading_page("../x/index.html", '"><script>alert(1)</script>'), "html.parser")
    assert page.find("script") is None and "<script>" in page.get_text()


def test_a_qr_code_needs_the_address_of_the_site(registry: Registry) -> None:
    """Where the site will be is printed on paper, never guessed."""
    collection = sample_collection()
    plan = collection.instruments["31"]
    assert qr_code(Site(collection, registry), route_of(plan)) is None
    assert str(qr_code(Site(collection, registry, "https://kho.example.vn"), route_of(plan))).startswith("<svg")
