"""Long lists: cut into pages that hold every instrument once and lead to each other."""

from __future__ import annotations

from urllib.parse import urljoin

from bs4 import BeautifulSoup
from vanban.models import Collection, Instrument
from vanban.pages.browse.lists import browse_pages
from vanban.pages.browse.timeline import timeline_pages
from vanban.pages.parts.listing import LONGEST, leaves
from vanban.pages.site import Site
from vanban.registry.tables import Registry


def many(count: int) -> tuple[Instrument, ...]:
    return tuple(Instrument(f"k{n}", f"van-{n}", "numbered", "Kế hoạch", f"{n}/KH-UBND", f"2023-01-{n % 28 + 1:02}",
                            2023, "Ủy ban nhân dân tỉnh Bình Phước", "province") for n in range(count))


def test_a_short_list_is_one_page() -> None:
    (leaf,) = leaves("nam/2023", many(LONGEST))
    assert (leaf.folder, leaf.base, leaf.others) == ("nam/2023", "../../", [(1, None)])
    assert [leaf.count for leaf in leaves("nam/2023", ())] == [1]


def test_a_long_list_is_cut_and_every_page_leads_to_the_others(registry: Registry) -> None:
    """In every way of browsing each instrument stands on one page, newest first, and no link is dead."""
    found = many(2 * LONGEST + 3)
    pages = {"/" + path.removesuffix("index.md"): BeautifulSoup(page, "html.parser")
             for path, page in browse_pages(Site(Collection(instruments={i.key: i for i in found}), registry))}
    for start in ("/van-ban/", "/nam/2023/", "/loai/ke-hoach/", "/cap/cap-tinh/"):
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

    lots = (*many(LONGEST + 5), Instrument("y", "y", "named", document="y"))
    pages = dict(timeline_pages(Site(Collection(instruments={i.key: i for i in lots}), registry)))
    soups = {"/" + path.removesuffix("index.md"): BeautifulSoup(text, "html.parser") for path, text in pages.items()}
    overview = soups["/dong-thoi-gian/"]
    assert overview.select(".timeline") == [] and "(Cấp tỉnh 255)" in overview.get_text()
    for at, soup in soups.items():
        assert all(urljoin(at, str(link["href"])) in soups for link in soup.select("ul.years a, nav a, .crumb a"))
    shown = [urljoin(at, str(link["href"])) for at, soup in soups.items() for link in soup.select(".timeline a.name")]
    assert sorted(shown) == sorted(f"/van-ban/{i.slug}/" for i in lots)
    assert len(soups["/dong-thoi-gian/chua-ro-nam/"].select(".timeline .dot.held")) == 1
