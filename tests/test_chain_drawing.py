"""The drawing of a chain: nothing overlaps, what is not drawn is counted, the same input gives the same lines."""

from __future__ import annotations

import gzip
import random
import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup
from collections_for_tests import gold_records, gold_texts
from hypothesis import given, settings
from hypothesis import strategies as st
from synthetic_chains import synthetic_chain
from vanban.graph.build import build_collection
from vanban.graph.chain import steps_down, steps_up
from vanban.graph.plausible import plausible
from vanban.graph.steps import is_older, with_steps
from vanban.models import LEVELS, Collection, Instrument, Relation
from vanban.pages.chain.drawing import MOST_ROWS, MOST_STEPS_SHOWN, Drawing, Spot, drawing_of
from vanban.pages.chain.layout import ChainEdge, ChainLayout, UnplacedNode, lay_out
from vanban.pages.chain.lines import row_picture, width_of
from vanban.pages.site import Site
from vanban.pages.units import generated_files
from vanban.registry.tables import Registry, load_registry

EDGES = st.lists(st.tuples(st.integers(0, 24), st.integers(0, 24), st.booleans()), max_size=60)


def places_of(count: int) -> list[UnplacedNode]:
    return [UnplacedNode(f"{i:02}", i % 5, str(2000 + i * 7 % 13)) for i in range(count)]


def edges_of(pairs: list[tuple[int, int, bool]]) -> list[ChainEdge]:
    return [ChainEdge(f"{a:02}", f"{b:02}", dotted) for a, b, dotted in pairs if a != b]


def lane_of(layout: ChainLayout, row: int, owner: str, dotted: bool) -> int:
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
    rows = lay_out([UnplacedNode("c", 1, "2011"), UnplacedNode("a", 2, "2001"), UnplacedNode("b", 1, "2012")], []).rows
    assert [row.key for row in rows] == ["c", "b", "a"]


def test_work_is_rows_times_lanes() -> None:
    """A chain ten times as long, of the same shape, has ten times as many pieces of line."""
    def pieces(count: int) -> int:
        places = [UnplacedNode(f"{i:05}", 0, f"{i:05}") for i in range(count)]
        layout = lay_out(places, [ChainEdge(f"{i:05}", f"{i + 3:05}") for i in range(count - 3)])
        return sum(len(row.strands) for row in layout.rows)

    assert pieces(5000) < pieces(500) * 10.2


def test_the_lines_stay_inside_their_picture() -> None:
    """No line or mark of a row lies outside the width that the row gives it."""
    layout = lay_out(places_of(25), edges_of([(a, (a * 7 + 3) % 25, False) for a in range(25)]))
    for row in layout.rows:
        picture = BeautifulSoup(str(row_picture(row, layout.lanes, "here-held")), "html.parser").svg
        assert picture is not None
        for line in picture.find_all("line"):
            assert 0 < float(str(line["x1"])) == float(str(line["x2"])) < width_of(layout.lanes)
        for mark in picture.find_all("rect"):
            left, width = float(str(mark["x"])), float(str(mark["width"]))
            assert left > 0 and left + width <= width_of(layout.lanes)


@pytest.mark.parametrize("count", [1, 3, 12, 30])
def test_many_lines_at_a_node_stay_in_its_row(count: int) -> None:
    """However many lines meet a node, none ends above the row and no two meet the node at one height."""
    edges = [ChainEdge(f"{i:02}", f"{count:02}") for i in range(count)]
    row = lay_out([UnplacedNode(f"{i:02}", i == count, f"{i:02}") for i in range(count + 1)], edges)
    last = next(found for found in row.rows if found.key == f"{count:02}")
    assert last.slots == count
    drawn_row = str(row_picture(last, row.lanes, "held"))
    heights = [int(y) for y in re.findall(r"0V(-?\d+)q", drawn_row)]
    assert len(heights) == count and min(heights) >= 0 and len(set(heights)) == count


@pytest.fixture(scope="module")
def many() -> Collection:
    """Five hundred made-up instruments in one chain."""
    return synthetic_chain(500)


def drawn(collection: Collection, registry: Registry, key: str) -> Drawing:
    found = drawing_of(Site(collection, registry), key, steps_up(collection, key), steps_down(collection, key),
                       "../../")
    assert found is not None
    return found


def spots_of(drawing: Drawing) -> list[Spot]:
    return [spot for tier in drawing.tiers for spot in tier.spots]


def test_a_chain_of_five_hundred_is_folded_with_its_counts(many: Collection, registry: Registry) -> None:
    """The drawing stays short; of the directive's own followers every one is drawn or counted."""
    spots = spots_of(drawn(many, registry, "000"))
    assert len([s for s in spots if not s.folded]) <= MOST_ROWS
    assert len(spots) <= MOST_ROWS + MOST_STEPS_SHOWN
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
    assert "500 văn bản, 6 cấp, từ năm 1990 đến năm " in files["chuoi/000-thu-nghiem-1990/index.md"].decode()
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
    rest = "../../van-ban/000-thu-nghiem-1990/#duoc-vien-dan"
    assert rest in {a["href"] for a in chain.select(".spot.fold a")}


def rows_of(page: BeautifulSoup, where: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """The rows of a rendering in order: where each leads, the words of its lines, what stands beside it."""
    return [(str((row.select_one("a, strong") or row).get_text()),
             tuple(each.get_text(" ", strip=True) for each in row.select("details.tie > summary")),
             tuple(each.get_text(" ", strip=True) for each in row.select("details.beside > summary")))
            for row in page.select(where)]


def test_the_list_has_the_rows_of_the_drawing(many: Collection, registry: Registry) -> None:
    page = BeautifulSoup(dict(generated_files(many, registry))["chuoi/000-thu-nghiem-1990/index.md"], "html.parser")
    drawn_rows, listed = rows_of(page, "figure.drawing li.spot"), rows_of(page, "ul.chain > li.step")
    assert len(drawn_rows) > 20 and drawn_rows == listed


def test_beside_the_plan_stands_that_of_the_year_before(registry: Registry) -> None:
    """On the page of the directive: the neighbour is an inference, closed, with the letter that carries it out."""
    files = dict(generated_files(build_collection(gold_records(), gold_texts(), registry), registry))
    for path, where in (("van-ban", "figure.drawing li.spot"), ("chuoi", "ul.chain > li.step")):
        page = BeautifulSoup(files[f"{path}/09-ct-tw-2011/index.md"], "html.parser")
        (plan,) = [row for row in page.select(where) if "31/KH-UBND" in str(row.select("a.name")[:1])]
        (block,) = plan.select("details.beside")
        assert block.summary and not block.has_attr("open")
        assert "Kỳ trước (suy luận) Kế hoạch số 119/KH-UBND" in block.summary.get_text(" ", strip=True)
        assert "261/LĐLĐ" in block.get_text()
        assert not [row for row in page.select(where) if "119/" in str(row.select("a.name")[:1])]
        assert "6 văn bản có trích nguyên văn, 2 văn bản do suy luận" in page.get_text()


def drawn_times(drawing: Drawing) -> list[tuple[int, int, str, str]]:
    """Of each line in words: the rows of its two ends, then their days, the followed one first."""
    spots = spots_of(drawing)
    row = {spot.id: (index, _iso(spot.card.date)) for index, spot in enumerate(spots)}
    found = []
    for spot in spots:
        for tie in spot.ties:
            (one, day), (other, other_day) = row[tie.href[1:]], row[spot.id]
            above = tie.verb == load_registry().relations[tie.relation].reverse
            found.append((other, one, other_day, day) if above else (one, other, day, other_day))
    return found


def _iso(date: str | None) -> str:
    return "-".join(reversed((date or "").split("/")))


INSTRUMENTS = st.lists(st.tuples(st.sampled_from([None, *LEVELS]), st.sampled_from([None, 2018, 2019, 2020, 2021]),
                                 st.booleans()), min_size=3, max_size=9)


@settings(max_examples=150, deadline=None)
@given(INSTRUMENTS, st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=24))
def test_time_runs_downward_whatever_is_known(
        facts: list[tuple[Any, int | None, bool]], pairs: list[tuple[int, int]]) -> None:
    """Steps as the graph makes them, levels and days partly unknown: in every drawing the older text stands above."""
    registry = load_registry()
    found = {f"{i}": Instrument(f"{i}", f"van-ban-{i}", "numbered", "Kế hoạch", f"{i}/KH-THU", level=level, year=year,
                                date=f"{year}-03-0{i + 1}" if year and day else None)
             for i, (level, year, day) in enumerate(facts)}
    said = [Relation(f"{a}", f"{b}", "implements") for a, b in dict.fromkeys(pairs)
            if a != b and max(a, b) < len(facts)]
    relations = with_steps(plausible(said, found, registry), found, registry)
    collection = Collection(instruments=found, relations=tuple(relations))
    site = Site(collection, registry)
    for key in found:
        drawing = drawing_of(site, key, steps_up(collection, key), steps_down(collection, key), "")
        for above, below, older, younger in drawn_times(drawing) if drawing else ():
            assert not (older and younger) or not is_older(younger, older)
            if older and younger:
                assert above < below or not is_older(older, younger)


def test_time_runs_downward_in_every_rendered_chain(many: Collection, registry: Registry) -> None:
    for collection in (many, build_collection(gold_records(), gold_texts(), registry)):
        for key in list(collection.instruments)[::7]:
            drawing = drawing_of(Site(collection, registry), key, steps_up(collection, key),
                                 steps_down(collection, key), "")
            times = drawn_times(drawing) if drawing else []
            assert all(above < below for above, below, _, _ in times)
            assert not [each for each in times if each[2] and each[3] and is_older(each[3], each[2])]


def test_a_doubtful_step_is_drawn_as_one_to_be_compared(registry: Registry) -> None:
    chain = synthetic_chain(3)
    doubted = replace(chain, relations=tuple(replace(each, certainty="low") for each in chain.relations))
    spots = spots_of(drawn(doubted, registry, "000"))
    assert all(tie.doubtful for spot in spots for tie in spot.ties) and drawn(doubted, registry, "000").doubtful
    page = dict(generated_files(doubted, registry))["van-ban/000-thu-nghiem-1990/index.md"].decode()
    assert page.count("(cần đối chiếu)") == sum(len(spot.ties) for spot in spots)
