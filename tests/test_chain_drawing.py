"""The drawing of a chain: nothing overlaps, what is not drawn is counted, the same input gives the same lines."""

from __future__ import annotations

import gzip
import random
import re
from collections import Counter
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic_chains import synthetic_chain
from vanban.graph.chain import down, up
from vanban.models import LEVELS, Collection
from vanban.pages.chain.drawing import FEW, MOST_ROWS, Drawing, Spot, drawing_of
from vanban.pages.chain.layout import Edge, Layout, Place, lay_out
from vanban.pages.chain.lines import lines_of, width_of
from vanban.pages.site import Site
from vanban.pages.write import generated_files
from vanban.registry.tables import Registry

EDGES = st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24), st.booleans()), max_size=60)


def places_of(count: int) -> list[Place]:
    return [Place(f"{i:02}", i % 5, str(2000 + i * 7 % 13)) for i in range(count)]


def edges_of(pairs: list[tuple[int, int, bool]]) -> list[Edge]:
    return [Edge(f"{a:02}", f"{b:02}", dotted) for a, b, dotted in pairs if a != b]


def lane_of(layout: Layout, row: int, owner: str, dotted: bool) -> int:
    """The lane of a trunk where it meets a row."""
    meeting = [s for s in layout.rows[row].strands if s.slot is not None]
    (found,) = [s.lane for s in meeting if (s.owner, s.dotted) == (owner, dotted)]
    return found


@settings(max_examples=200, deadline=None)
@given(EDGES)
def test_no_two_lines_share_a_lane_in_a_row(pairs: list[tuple[int, int, bool]]) -> None:
    """In each row every lane holds one line, every line that meets the node has a height of its own."""
    for row in lay_out(places_of(25), edges_of(pairs)).rows:
        assert len({s.lane for s in row.strands}) == len(row.strands)
        assert sorted(s.slot for s in row.strands if s.slot is not None) == list(range(row.slots))


@settings(max_examples=200, deadline=None)
@given(EDGES)
def test_every_edge_is_one_unbroken_line(pairs: list[tuple[int, int, bool]]) -> None:
    """From the node whose trunk it is to the node it leads to, a line stays in its lane and has no gap."""
    edges = edges_of(pairs)
    layout = lay_out(places_of(25), edges)
    row_of = {row.key: index for index, row in enumerate(layout.rows)}
    for edge in edges:
        first, last = sorted((row_of[edge.owner], row_of[edge.other]))
        lane = lane_of(layout, first, edge.owner, edge.dotted)
        assert lane == lane_of(layout, last, edge.owner, edge.dotted) < layout.lanes
        for above, below in pairwise(range(first, last + 1)):
            strands = [next(s for s in layout.rows[i].strands if s.lane == lane) for i in (above, below)]
            assert strands[0].below and strands[1].above
            assert {s.owner for s in strands} == {edge.owner}


@settings(max_examples=50, deadline=None)
@given(EDGES, st.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_does_not_matter(pairs: list[tuple[int, int, bool]], chance: random.Random) -> None:
    """Shuffled places and edges give the same drawing."""
    places, edges = places_of(25), edges_of(pairs)
    expected = lay_out(places, edges)
    chance.shuffle(places)
    chance.shuffle(edges)
    assert lay_out(places, edges) == expected


def test_bands_go_down_and_dates_inside_them() -> None:
    """Rows stand by level, inside a level by date."""
    rows = lay_out([Place("c", 1, "2011"), Place("a", 2, "2001"), Place("b", 1, "2012")], []).rows
    assert [row.key for row in rows] == ["c", "b", "a"]


def test_work_is_rows_times_lanes() -> None:
    """A chain ten times as long, of the same shape, has ten times as many pieces of line."""
    def pieces(count: int) -> int:
        places = [Place(f"{i:05}", 0, f"{i:05}") for i in range(count)]
        layout = lay_out(places, [Edge(f"{i:05}", f"{i + 3:05}") for i in range(count - 3)])
        return sum(len(row.strands) for row in layout.rows)

    assert pieces(5000) < pieces(500) * 10.2


def test_the_lines_stay_inside_their_picture() -> None:
    """No line or mark of a row lies outside the width that the row gives it."""
    layout = lay_out(places_of(25), edges_of([(a, (a * 7 + 3) % 25, False) for a in range(25)]))
    for row in layout.rows:
        picture = BeautifulSoup(str(lines_of(row, layout.lanes, "here-held")), "html.parser").svg
        assert picture is not None
        for line in picture.find_all("line"):
            assert 0 < float(str(line["x1"])) == float(str(line["x2"])) < width_of(layout.lanes)
        for mark in picture.find_all("rect"):
            left, width = float(str(mark["x"])), float(str(mark["width"]))
            assert left > 0 and left + width <= width_of(layout.lanes)


@pytest.fixture(scope="module")
def many() -> Collection:
    """Five hundred made-up instruments in one chain."""
    return synthetic_chain(500)


def drawn(collection: Collection, registry: Registry, key: str) -> Drawing:
    found = drawing_of(Site(collection, registry), key, up(collection, key), down(collection, key), "../../")
    assert found is not None
    return found


def spots_of(drawing: Drawing) -> list[Spot]:
    return [spot for tier in drawing.tiers for spot in tier.spots]


def test_a_chain_of_five_hundred_is_folded_with_its_counts(many: Collection, registry: Registry) -> None:
    """The drawing stays short; of the directive's own followers every one is drawn or counted."""
    spots = spots_of(drawn(many, registry, "000"))
    assert len([s for s in spots if not s.folded]) <= MOST_ROWS
    assert len(spots) <= MOST_ROWS + FEW
    followers = [r.source for r in many.relations if r.target == "000"]
    shown = [s for s in spots if any(tie.href == "#so-do-000-thu-nghiem-1990" for tie in s.ties)]
    folded = [s for s in spots if s.folded and s.card.name.endswith("000/THU-NGHIEM")]
    assert len(shown) + sum(s.folded for s in folded) == len(set(followers))


def test_the_way_from_the_last_document_to_the_root_is_open(many: Collection, registry: Registry) -> None:
    """On the page of any document each step up to the directive has its row."""
    above = {r.source: r.target for r in reversed(many.relations)}
    for key in ("499", "480", "333"):
        shown = {re.sub(r"\D.*", "", s.card.name.removeprefix("Văn bản thử nghiệm số ")) for s in
                 spots_of(drawn(many, registry, key)) if not s.folded}
        step = key
        while step in above:
            assert step in shown
            step = above[step]
        assert "000" in shown


def test_every_row_has_an_address_of_its_own(many: Collection, registry: Registry) -> None:
    """No id stands twice, and every line leads to a row that is there."""
    spots = spots_of(drawn(many, registry, "000"))
    ids = Counter(spot.id for spot in spots)
    assert set(ids.values()) == {1}
    assert all(tie.href[1:] in ids for spot in spots for tie in spot.ties)


def test_an_instrument_alone_has_no_drawing(registry: Registry) -> None:
    """Where nothing is linked nothing is drawn."""
    alone = synthetic_chain(1)
    assert drawing_of(Site(alone, registry), "000", (), (), "") is None


def test_a_chain_of_three_has_a_page_and_its_instruments_lead_to_it(many: Collection, registry: Registry) -> None:
    """The root's page of five hundred stays small, is indexed, and every instrument near the root links to it."""
    files = dict(generated_files(many, registry))
    page = files["chuoi/000-thu-nghiem-1990/index.md"]
    assert len(gzip.compress(page)) < 60_000
    assert b"../../chuoi/000-thu-nghiem-1990/" in files["van-ban/001-thu-nghiem-" + year_of(many, "001") + "/index.md"]
    assert b"000-thu-nghiem-1990/" in files["chuoi/index.md"]
    pair = synthetic_chain(2)
    assert [path for path, _ in generated_files(pair, registry) if path.startswith("chuoi/")] == ["chuoi/index.md"]


def year_of(collection: Collection, key: str) -> str:
    return str(collection.instruments[key].year)


def test_counts_are_whole_or_say_at_least(many: Collection, registry: Registry) -> None:
    """The page of a chain counts all of it; on a document's page a count that is not whole does not pretend to be."""
    files = dict(generated_files(many, registry))
    assert "500 văn bản, 6 cấp, 1990–" in files["chuoi/000-thu-nghiem-1990/index.md"].decode()
    assert re.search(r"ít nhất \d+ văn bản, 6 cấp", files["van-ban/000-thu-nghiem-1990/index.md"].decode())
    small = synthetic_chain(12)
    assert "ít nhất" not in "".join(c.decode() for p, c in generated_files(small, registry) if p.endswith(".md"))


def test_every_level_has_its_rows(many: Collection, registry: Registry) -> None:
    """However many stand near the root, the drawing reaches down to the last level of the chain."""
    tiers = drawn(many, registry, "000").tiers
    assert [tier.level_key for tier in tiers] == list(LEVELS)
    assert all(any(not spot.folded for spot in tier.spots) for tier in tiers)


def test_what_is_folded_is_one_click_away(many: Collection, registry: Registry) -> None:
    """A row that counts followers of the page's own instrument leads to the list of them on that page."""
    page = BeautifulSoup(dict(generated_files(many, registry))["van-ban/000-thu-nghiem-1990/index.md"], "html.parser")
    assert [a["href"] for a in page.select(".spot.fold a")].count("#duoc-vien-dan") >= 1
    listed = page.select(".relations .linked > li")
    assert len(listed) == len({r.source for r in many.relations if r.target == "000"})
    chain = BeautifulSoup(dict(generated_files(many, registry))["chuoi/000-thu-nghiem-1990/index.md"], "html.parser")
    assert {a["href"] for a in chain.select(".spot.fold a") if str(a["href"]).startswith("#")} == {"#danh-sach"}


def test_branches_of_a_large_chain_are_folded_with_their_number(many: Collection, registry: Registry) -> None:
    """Below each step of the list its followers are folded and counted; a small chain is all open."""
    path = "chuoi/000-thu-nghiem-1990/index.md"
    page = BeautifulSoup(dict(generated_files(many, registry))[path], "html.parser")
    branches = page.select("details.branch")
    assert branches
    for branch in branches:
        steps = branch.find("ul").find_all("li", recursive=False)  # type: ignore[union-attr]
        assert branch.summary.get_text() == f"{len(steps)} văn bản tiếp theo"  # type: ignore[union-attr]
    assert b"branch" not in dict(generated_files(synthetic_chain(9), registry))[path]
