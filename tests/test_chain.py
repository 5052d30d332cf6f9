"""Chains: who carries out what, seen from both ends."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from cases import load_cases
from collections_for_tests import citation_of, gold_records, record_of
from msgspec import structs
from vanban.graph.build import build_collection
from vanban.graph.chain import MAX_BRANCH, MAX_DEPTH, chain_roots, flattened_steps, steps_beside, steps_down, steps_up
from vanban.graph.steps import CARRYING, Step
from vanban.models import Collection, Instrument, Relation, RelationType
from vanban.pages.chain.layout import ChainEdge, UnplacedNode, lay_out
from vanban.registry.tables import Registry


@pytest.fixture(scope="module")
def gold(registry: Registry) -> Collection:
    return build_collection(gold_records(), {}, registry)


def shown(collection: Collection, steps: tuple[Step, ...], depth: int = 0) -> list[str]:
    """A chain as indented lines of relation and address; what stands beside a step after a bar."""
    lines = []
    for level, step in flattened_steps(steps, depth):
        slug = collection.instruments[step.instrument].slug
        lines.append(f"{'  ' * level}{step.relation.type} {slug}" + (" (đã nêu)" if step.repeated else ""))
        lines += [f"{'  ' * level}| {line}" for line in shown(collection, step.beside)]
    return lines


def edge_of(source: str, target: str, kind: str) -> Relation:
    """A relation by hand: a step unless it tells of an instrument's standing or only names it."""
    return Relation(source, target, kind, step=kind in (*CARRYING, "basis"))  # type: ignore[arg-type]


def small_collection(names: dict[str, None], edges: list[tuple[str, str, RelationType]]) -> Collection:
    """Instruments by name and relations by source, target and type; nothing else matters to a walk."""
    return Collection(instruments={name: Instrument(name, name, "numbered") for name in names},
                      relations=tuple(edge_of(source, target, kind) for source, target, kind in edges))


def key(collection: Collection, slug: str) -> str:
    return next(key for key, instrument in collection.instruments.items() if instrument.slug == slug)


def test_flagship_goes_from_the_directive_to_the_district_federations(gold: Collection) -> None:
    assert shown(gold, steps_down(gold, key(gold, "09-ct-tw-2011"))) == [
        "continues 44-kl-tw-2019",
        "  implements 163-kh-tu-2019-binh-phuoc",
        "    continues 31-kh-ubnd-2023-binh-phuoc",
        "    | series 119-kh-ubnd-2022-binh-phuoc",
        "    |   implements 261-ldld-2022-phu-rieng",
        "  implements 161-kh-ubnd-2019-binh-phuoc",
        "    continues 31-kh-ubnd-2023-binh-phuoc (đã nêu)",
        "implements cong-van-tong-lien-doan-phong-trao-bao-ve-an-ninh-to-quoc",
        "continues 100-kh-ldld-2024-thu-duc",
    ]


def test_nothing_later_than_the_letter_stands_above_it(gold: Collection) -> None:
    """The plan of 2023 is a neighbour of that of 2022 and no basis of a letter of 2022."""
    letter = key(gold, "261-ldld-2022-phu-rieng")
    assert shown(gold, steps_up(gold, letter)) == [
        "implements 119-kh-ubnd-2022-binh-phuoc", "implements 937-ldld-2022-binh-phuoc"]
    plan = key(gold, "31-kh-ubnd-2023-binh-phuoc")
    assert shown(gold, steps_beside(gold, plan)) == [
        "series 119-kh-ubnd-2022-binh-phuoc", "  implements 261-ldld-2022-phu-rieng"]
    assert steps_beside(gold, key(gold, "119-kh-ubnd-2022-binh-phuoc")) == ()


def test_plan_goes_up_to_the_directive(gold: Collection) -> None:
    lines = shown(gold, steps_up(gold, key(gold, "31-kh-ubnd-2023-binh-phuoc")))
    place = lines.index("continues 163-kh-tu-2019-binh-phuoc")
    assert lines[place + 1:place + 3] == ["  implements 44-kl-tw-2019", "    continues 09-ct-tw-2011"]
    assert "continues 161-kh-ubnd-2019-binh-phuoc" in lines and "  implements 44-kl-tw-2019 (đã nêu)" in lines
    levels = [gold.instruments[step.instrument].level
              for step in steps_up(gold, key(gold, "31-kh-ubnd-2023-binh-phuoc"))]
    assert levels.index("ministry") > levels.index("central") and levels.index("province") > levels.index("ministry")


def test_plain_references_carry_nothing_and_letters_told_of_do(gold: Collection) -> None:
    assert not steps_down(gold, key(gold, "26-2020-qd-ubnd-binh-phuoc"))
    assert shown(gold, steps_down(gold, key(gold, "455-ldld-2018-binh-thuan"))) == ["issued 02-bc-ldld-2018-binh-thuan"]


def test_roots_have_followers_and_nothing_above(gold: Collection) -> None:
    found = [gold.instruments[each].slug for each in chain_roots(gold)]
    assert found[:2] == ["09-ct-tw-2011", "48-ct-tw-2010"]
    assert "44-kl-tw-2019" not in found and "119-kh-ubnd-2022-binh-phuoc" not in found
    assert all(steps_down(gold, each) and not steps_up(gold, each) for each in chain_roots(gold))


def made(*relations: tuple[str, str, str]) -> Collection:
    """A collection of bare instruments with the given (source, type, target) relations."""
    names = sorted({name for source, _, target in relations for name in (source, target)})
    return Collection(
        instruments={name: Instrument(name, name, "numbered") for name in names},
        relations=tuple(edge_of(source, target, type_) for source, type_, target in relations))


def test_cycle_ends() -> None:
    collection = made(("a", "implements", "b"), ("b", "implements", "c"), ("c", "implements", "a"))
    assert shown(collection, steps_up(collection, "a")) == ["implements b", "  implements c",
                                                            "    implements a (đã nêu)"]
    assert chain_roots(collection) == ()


def test_shared_step_is_opened_once() -> None:
    collection = made(("b", "implements", "a"), ("c", "implements", "a"), ("d", "implements", "b"),
                      ("d", "implements", "c"), ("e", "implements", "d"))
    assert shown(collection, steps_down(collection, "a")) == [
        "implements b", "  implements d", "    implements e", "implements c", "  implements d (đã nêu)"]


def test_the_most_telling_relation_is_shown() -> None:
    collection = made(("b", "cites", "a"), ("b", "basis", "a"), ("b", "implements", "a"))
    assert shown(collection, steps_down(collection, "a")) == ["implements b"]


def test_the_best_proved_relation_is_shown() -> None:
    """Four sentences outweigh one, a sure one two doubtful ones; what tells of standing is then no step."""
    plain = made(("b", "basis", "a"), ("b", "implements", "a"), ("c", "implements", "a"), ("c", "repeals", "a"))
    weights = {("b", "basis"): 12, ("b", "implements"): 3, ("c", "implements"): 2, ("c", "repeals"): 3}
    weighed = replace(plain, relations=tuple(
        replace(each, weight=weights[each.source, each.type]) for each in plain.relations))
    assert shown(weighed, steps_down(weighed, "a")) == ["basis b"]


@pytest.mark.parametrize("case", load_cases("steps.yaml"), ids=lambda case: case["why"])
def test_what_is_a_step(case: dict[str, Any], registry: Registry) -> None:
    """Through the whole graph: a document of the agent that cites the other text."""
    cited = citation_of(case["other"] | {"relation": case["relation"]})
    agent = record_of("van-ban", [structs.replace(cited, level=case["other"].get("level"))], **case["agent"])
    collection = build_collection({"van-ban": agent}, {}, registry)
    (relation,) = collection.relations
    assert relation.step is case["step"]
    assert bool(steps_up(collection, relation.source)) is case["step"]


def test_series_alone_makes_no_root_and_no_step() -> None:
    collection = made(("n2022", "series", "n2021"), ("n2023", "series", "n2022"))
    assert chain_roots(collection) == () and steps_down(collection, "n2022") == () == steps_up(collection, "n2023")
    followed = made(("n2022", "series", "n2021"), ("x", "implements", "n2022"))
    assert chain_roots(followed) == ("n2022",)
    led = made(("n2022", "series", "n2021"), ("x", "implements", "n2022"), ("n2021", "implements", "d"))
    assert chain_roots(led) == ("d",)


def test_roots_are_ranked_by_directive_levels_steps_and_recency() -> None:
    """A law that hundreds guide comes after a directive; of two directives the one whose chain reaches more levels."""
    edges = [*((f"l{i}", "guides", "law") for i in range(9)), ("a1", "implements", "a"), ("b1", "implements", "b"),
             ("b2", "implements", "b1"), ("c1", "implements", "c"), ("e1", "implements", "e")]
    plain = made(*edges)
    levels = {"a": "central", "a1": "province", "b": "central", "b1": "province", "b2": "district", "c": "central",
              "c1": "province", "e": "central", "e1": "province"}
    days = {"c1": 2024, "a1": 2020, "e1": 2022}
    found = replace(plain, instruments={name: replace(
        each, directive=name in "abc", level=levels.get(name), year=days.get(name)) for name, each in  # type: ignore[arg-type]
        plain.instruments.items()})
    assert chain_roots(found) == ("b", "c", "a", "e", "law")


def test_behind_a_neighbour_in_a_series_time_is_kept() -> None:
    """A letter of 2018 does not carry out a directive of 2019, nor a letter of 2020 a directive through 2023."""
    years = {"d2019": 2019, "p2018": 2018, "p2020": 2020, "p2023": 2023, "x2018": 2018, "x2020": 2020, "c2023": 2023}
    found = made(("p2020", "series", "p2018"), ("p2023", "series", "p2020"), ("p2023", "implements", "d2019"),
                 ("x2018", "implements", "p2018"), ("x2020", "implements", "p2020"), ("p2023", "implements", "c2023"))
    dated = replace(found, instruments={
        name: replace(each, year=years[name]) for name, each in found.instruments.items()})
    assert shown(dated, steps_down(dated, "d2019")) == [
        "implements p2023", "| series p2020", "|   implements x2020"]
    assert shown(dated, steps_up(dated, "x2020")) == ["implements p2020", "| series p2018"]
    assert shown(dated, steps_down(dated, "c2023")) == ["implements p2023"]


def test_time_runs_one_way_also_past_what_has_no_day() -> None:
    """Up from 2020 through an undated text to one of 2022: not shown."""
    found = made(("x", "implements", "u"), ("u", "implements", "y"), ("u", "implements", "z"))
    years = {"x": 2020, "y": 2022, "z": 2019}
    dated = replace(found, instruments={
        name: replace(each, year=years.get(name)) for name, each in found.instruments.items()})
    assert shown(dated, steps_up(dated, "x")) == ["implements u", "  implements z"]
    assert shown(dated, steps_down(dated, "y")) == ["implements u"]


def test_long_line_and_wide_star_do_not_break() -> None:
    line = made(*((f"n{i + 1:05}", "implements", f"n{i:05}") for i in range(3000)))
    assert max(depth for depth, _ in flattened_steps(steps_down(line, "n00000"))) < 50
    star = made(*((f"n{i:05}", "implements", "goc") for i in range(3000)))
    assert len(steps_down(star, "goc")) == 3000 and chain_roots(star) == ("goc",)


def test_two_instruments_that_change_each_other_end_the_walk() -> None:
    """A pair of opposite relations is shown once each way and not walked for ever."""
    collection = small_collection({"a": None, "b": None}, [("a", "b", "implements"), ("b", "a", "implements")])
    assert [(depth, step.instrument) for depth, step in flattened_steps(steps_up(collection, "a"))] == [(0, "b")]
    assert [(depth, step.instrument) for depth, step in flattened_steps(steps_down(collection, "a"))] == [(0, "b")]


def test_a_hub_is_folded_with_a_count() -> None:
    """Below a step that hundreds carry out, a few are shown and the others counted; direct steps all stand."""
    many = {f"x{i:03}": None for i in range(300)}
    edges: list[tuple[str, str, RelationType]] = [
        ("law", "root", "implements"), *((name, "law", "basis") for name in many)]
    collection = small_collection({"root": None, "law": None, **many}, edges)
    (law,) = steps_down(collection, "root")
    assert len(law.steps) == MAX_BRANCH
    assert law.folded == 300 - MAX_BRANCH
    assert len(steps_down(collection, "law")) == 300


def test_a_chain_of_thousands_is_walked_without_harm() -> None:
    """Depth is bounded: what lies deeper is left to the page where the walk stopped."""
    names = [f"n{i:04}" for i in range(3000)]
    collection = small_collection(dict.fromkeys(names), [(b, a, "implements") for a, b in pairwise(names)])
    steps = list(flattened_steps(steps_down(collection, "n0000")))
    assert len(steps) == MAX_DEPTH
    assert steps[-1][1].folded == 1


def test_a_trunk_takes_the_lane_of_one_that_ended_in_a_row_above() -> None:
    """Not of one that ends in the very row where it begins: two lines would meet there."""
    places = [UnplacedNode(key, 0, key) for key in "abcd"]
    meeting, apart = (lay_out(places, [ChainEdge(*one), ChainEdge(*other)]) for one,
                      other in (("ab", "bc"), ("ab", "cd")))
    assert (meeting.lanes, apart.lanes) == (2, 1)
