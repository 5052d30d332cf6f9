"""Long lists: cut into pages that hold every instrument once and lead to each other."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from vanban.models import Collection, Instrument
from vanban.pages.browse.lists import browse_pages
from vanban.pages.browse.timeline import MOST_ON_TIMELINE, timeline_pages
from vanban.pages.downloads.rows import row_files
from vanban.pages.parts.listing import (
    MOST_ON_A_PAGE,
    ListPage,
    columns_of,
    counts_in_words,
    cut_held_first,
)
from vanban.pages.parts.row_files import ROWS_FOLDER
from vanban.pages.site import Site
from vanban.reading.bodies import missing_parts
from vanban.registry.tables import Registry, load_registry


def many(count: int) -> tuple[Instrument, ...]:
    """Made-up plans of one body, with the parts of its name as the collection keeps them."""
    grammar = load_registry().grammar
    return tuple(replace(one, **missing_parts(one, one.date, grammar)) for one in _plans(count))


def _plans(count: int) -> tuple[Instrument, ...]:
    return tuple(Instrument(f"k{n}", f"van-{n}", "numbered", "Kế hoạch", f"{n}/KH-UBND", f"2023-01-{n % 28 + 1:02}",
                            2023, "Ủy ban nhân dân tỉnh Bình Phước", "province") for n in range(count))


def test_a_short_list_is_one_page() -> None:
    (leaf,) = cut_held_first("nam/2023", many(MOST_ON_A_PAGE))
    assert (leaf.folder, leaf.base, leaf.others) == ("nam/2023", "../../", [(1, None)])
    assert [leaf.count for leaf in cut_held_first("nam/2023", ())] == [1]


def test_a_long_list_is_cut_and_every_page_leads_to_the_others(registry: Registry) -> None:
    """In every way of browsing each instrument stands on one page, newest first, and no link is dead."""
    found = many(2 * MOST_ON_A_PAGE + 3)
    pages = {"/" + path.removesuffix("index.md"): BeautifulSoup(page, "html.parser")
             for path, page in browse_pages(Site(Collection(instruments={i.key: i for i in found}), registry))
             if path.endswith(".md")}
    for start in ("/van-ban/", "/nam/2023/", "/loai/ke-hoach/", "/cap/cap-tinh/", "/he-thong/nha-nuoc/",
                  "/dia-phuong/tinh-binh-phuoc/"):
        leads = [urljoin(start, str(link["href"])) for link in pages[start].select("nav.leaves")[0].select("a")]
        assert leads == [f"{start}trang-2/", f"{start}trang-3/"]
        assert urljoin(leads[0], str(pages[leads[0]].select(".leaves a")[0]["href"])) == start
        names = [urljoin(at, str(link["href"])) for at in (start, *leads) for link in pages[at].select("a.name")]
        assert sorted(names) == sorted(f"/van-ban/{i.slug}/" for i in found)


def test_few_instruments_stand_on_the_timeline_itself_many_on_the_pages_of_their_years(registry: Registry) -> None:
    """Newest first, those without a day last; every instrument once, held and cited distinct, no link dead."""
    few = (*many(3), Instrument("x", "x", "numbered", year=2023), Instrument("y", "y", "named"))
    pages = dict(timeline_pages(Site(Collection(instruments={i.key: i for i in few}), registry)))
    page = BeautifulSoup(pages["dong-thoi-gian/index.md"], "html.parser")
    assert list(pages) == ["dong-thoi-gian/index.md"] and len(page.select(".timeline .dot")) == 5
    order = [str(link["href"]).split("/")[-2] for link in page.select(".timeline a.name")]
    assert order == ["van-2", "van-1", "van-0", "x", "y"]
    assert [str(link["href"]) for link in page.select(".years a")] == ["#nam-2023", "#chua-ro-nam"]

    lots = (*many(MOST_ON_TIMELINE + 5), Instrument("y", "y", "named", document="y"))
    pages = dict(timeline_pages(Site(Collection(instruments={i.key: i for i in lots}), registry)))
    soups = {"/" + path.removesuffix("index.md"): BeautifulSoup(text, "html.parser") for path, text in pages.items()}
    overview = soups["/dong-thoi-gian/"]
    assert overview.select(".timeline") == [] and "(Cấp tỉnh 255)" in overview.get_text()
    for at, soup in soups.items():
        assert all(urljoin(at, str(link["href"])) in soups for link in soup.select("ul.years a, nav a, .crumb a"))
    shown = [urljoin(at, str(link["href"])) for at, soup in soups.items() for link in soup.select(".timeline a.name")]
    assert sorted(shown) == sorted(f"/van-ban/{i.slug}/" for i in lots)
    assert len(soups["/dong-thoi-gian/chua-ro-nam/"].select(".timeline .dot.held")) == 1


def test_of_many_pages_the_near_ones_and_the_ends_are_named() -> None:
    """A gap stands for the rest; the page that is open has no address."""
    leaf = ListPage(5, 40, "nam/2023/trang-5", "../../../", ())
    assert leaf.others == [(1, "../"), (None, None), (3, "../trang-3/"), (4, "../trang-4/"), (5, None),
                           (6, "../trang-6/"), (7, "../trang-7/"), (None, None), (40, "../trang-40/")]


def test_a_column_that_says_the_same_in_every_row_is_left_out() -> None:
    """One body or one level needs no column; two do."""
    found = many(3)
    assert columns_of(found) == ("date", "name")
    assert columns_of((*found, Instrument("x", "x", "numbered", issuing_body="Chính phủ", level="central"))) == (
        "date", "name", "body", "level")


def test_the_rows_to_narrow_by_are_those_of_the_lists(registry: Registry) -> None:
    """Every instrument is one row, its values on the axes are those of its lists, and no word can close a script."""
    evil = Instrument("e", "e", "numbered", "Kế hoạch", "1/KH-UBND", title="</script><b>\u2028", year=2020)
    site = Site(Collection(instruments={i.key: i for i in (*many(3), evil)}), registry)
    files = {path.removeprefix(f"{ROWS_FOLDER}/"): content.decode() for path, content in row_files(site)}
    assert set(files) == {"chung.js", "0.js"} and not set("<>&\u2028") & set("".join(files.values()))
    shared, rows = (json.loads(files[name].partition(",")[2].removesuffix(");\n")) for name in ("chung.js", "0.js"))
    assert sorted(row[0] for row in rows) == ["e", "van-0", "van-1", "van-2"]
    (row,) = [row for row in rows if row[0] == "van-1"]
    values = {axis[0]: axis[2][number][1] for axis, number in zip(shared["axes"], row[8], strict=True)}
    assert values == {"loai": "Kế hoạch", "nam": "2023", "cap": "Cấp tỉnh", "he-thong": "Nhà nước",
                      "dia-phuong": "Tỉnh Bình Phước"}
    assert [shared["co-quan"][place][1] for place in row[9]] == ["Ủy ban nhân dân tỉnh Bình Phước"]


def test_what_is_not_there_is_not_counted() -> None:
    """No list says "0 có toàn văn"."""
    cited = many(2)
    held = [replace(one, document=one.slug) for one in cited]
    assert counts_in_words(cited) == "2 văn bản, mới chỉ được viện dẫn."
    assert counts_in_words(held) == "2 văn bản, có toàn văn."
    assert counts_in_words([*cited, *held]) == "4 văn bản: 2 có toàn văn, 2 mới chỉ được viện dẫn."
