"""Chains: who carries out what, seen from both ends."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from collections_for_tests import gold_records
from vanban.graph.build import build_collection
from vanban.graph.chain import MAX_BRANCH, MAX_DEPTH, down, flatten, roots, up
from vanban.models import Collection, Instrument, Relation, RelationType, Step
from vanban.registry.tables import Registry


@pytest.fixture(scope="module")
def gold(registry: Registry) -> Collection:
    return build_collection(gold_records(), {}, registry)


def shown(collection: Collection, steps: tuple[Step, ...]) -> list[str]:
    """A chain as indented lines of relation and address."""
    return [f"{'  ' * depth}{step.relation.type} {collection.instruments[step.instrument].slug}"
            + (" (đã nêu)" if step.repeated else "") for depth, step in flatten(steps)]


def small_collection(names: dict[str, None], edges: list[tuple[str, str, RelationType]]) -> Collection:
    """Instruments by name and relations by source, target and type; nothing else matters to a walk."""
    return Collection(instruments={name: Instrument(name, name, "numbered") for name in names},
                      relations=tuple(Relation(source, target, kind) for source, target, kind in edges))


def key(collection: Collection, slug: str) -> str:
    return next(key for key, instrument in collection.instruments.items() if instrument.slug == slug)


def test_flagship_goes_from_the_directive_to_the_district_federations(gold: Collection) -> None:
    assert shown(gold, down(gold, key(gold, "09-ct-tw-2011"))) == [
        "continues 44-kl-tw-2019",
        "  implements 163-kh-tu-2019-binh-phuoc",
        "    continues 31-kh-ubnd-2023-binh-phuoc",
        "      series 119-kh-ubnd-2022-binh-phuoc",
        "        implements 261-ldld-2022-phu-rieng",
        "  implements 161-kh-ubnd-2019-binh-phuoc",
        "    continues 31-kh-ubnd-2023-binh-phuoc (đã nêu)",
        "implements cong-van-tong-lien-doan-phong-trao-bao-ve-an-ninh-to-quoc",
        "continues 100-kh-ldld-2024-thu-duc",
    ]


def test_flagship_from_the_letter_up(gold: Collection) -> None:
    lines = shown(gold, up(gold, key(gold, "261-ldld-2022-phu-rieng")))
    assert lines[0] == "implements 119-kh-ubnd-2022-binh-phuoc"
    assert lines[1] == "  series 31-kh-ubnd-2023-binh-phuoc"
    assert lines[-1] == "implements 937-ldld-2022-binh-phuoc"
    assert any(line.strip() == "continues 09-ct-tw-2011" for line in lines)


def test_plan_goes_up_to_the_directive(gold: Collection) -> None:
    lines = shown(gold, up(gold, key(gold, "31-kh-ubnd-2023-binh-phuoc")))
    place = lines.index("continues 163-kh-tu-2019-binh-phuoc")
    assert lines[place + 1:place + 3] == ["  implements 44-kl-tw-2019", "    continues 09-ct-tw-2011"]
    assert "continues 161-kh-ubnd-2019-binh-phuoc" in lines and "  implements 44-kl-tw-2019 (đã nêu)" in lines
    levels = [gold.instruments[step.instrument].level for step in up(gold, key(gold, "31-kh-ubnd-2023-binh-phuoc"))]
    assert levels.index("ministry") > levels.index("central") and levels.index("province") > levels.index("ministry")


def test_annexes_letters_issued_and_plain_references_carry_nothing(gold: Collection) -> None:
    assert not down(gold, key(gold, "26-2020-qd-ubnd-binh-phuoc"))
    assert not down(gold, key(gold, "455-ldld-2018-binh-thuan"))


def test_roots_have_followers_and_nothing_above(gold: Collection) -> None:
    found = [gold.instruments[each].slug for each in roots(gold)]
    assert found[:2] == ["09-ct-tw-2011", "48-ct-tw-2010"]
    assert "44-kl-tw-2019" not in found and "119-kh-ubnd-2022-binh-phuoc" not in found
    assert all(down(gold, each) and not up(gold, each) for each in roots(gold))


def made(*relations: tuple[str, str, str]) -> Collection:
    """A collection of bare instruments with the given (source, type, target) relations."""
    names = sorted({name for source, _, target in relations for name in (source, target)})
    return Collection(
        instruments={name: Instrument(name, name, "numbered") for name in names},
        relations=tuple(Relation(source, target, type_) for source, type_, target in relations))  # type: ignore[arg-type]


def test_cycle_ends() -> None:
    collection = made(("a", "implements", "b"), ("b", "implements", "c"), ("c", "implements", "a"))
    assert shown(collection, up(collection, "a")) == ["implements b", "  implements c", "    implements a (đã nêu)"]
    assert roots(collection) == ()


def test_shared_step_is_opened_once() -> None:
    collection = made(("b", "implements", "a"), ("c", "implements", "a"), ("d", "implements", "b"),
                      ("d", "implements", "c"), ("e", "implements", "d"))
    assert shown(collection, down(collection, "a")) == [
        "implements b", "  implements d", "    implements e", "implements c", "  implements d (đã nêu)"]


def test_the_most_telling_relation_is_shown() -> None:
    collection = made(("b", "cites", "a"), ("b", "basis", "a"), ("b", "implements", "a"))
    assert shown(collection, down(collection, "a")) == ["implements b"]


def test_series_alone_makes_no_root_and_no_circle() -> None:
    collection = made(("n2022", "series", "n2021"), ("n2023", "series", "n2022"))
    assert roots(collection) == ()
    assert shown(collection, down(collection, "n2022")) == ["series n2021", "series n2023"]
    followed = made(("n2022", "series", "n2021"), ("x", "implements", "n2022"))
    assert roots(followed) == ("n2021",)


def test_behind_a_step_from_year_to_year_time_is_kept() -> None:
    """A letter of 2018 does not carry out a directive of 2019, nor a letter of 2022 a circular of 2023."""
    years = {"d2019": 2019, "p2018": 2018, "p2020": 2020, "p2023": 2023, "x2018": 2018, "x2020": 2020, "c2023": 2023}
    found = made(("p2020", "series", "p2018"), ("p2023", "series", "p2020"), ("p2023", "implements", "d2019"),
                 ("x2018", "implements", "p2018"), ("x2020", "implements", "p2020"), ("p2023", "implements", "c2023"))
    dated = replace(found, instruments={
        name: replace(each, year=years[name]) for name, each in found.instruments.items()})
    assert shown(dated, down(dated, "d2019")) == [
        "implements p2023", "  series p2020", "    implements x2020"]
    assert shown(dated, up(dated, "x2020")) == [
        "implements p2020", "  series p2018", "  series p2023", "    implements d2019"]


def test_long_line_and_wide_star_do_not_break() -> None:
    line = made(*((f"n{i + 1:05}", "implements", f"n{i:05}") for i in range(3000)))
    assert max(depth for depth, _ in flatten(down(line, "n00000"))) < 50
    star = made(*((f"n{i:05}", "implements", "goc") for i in range(3000)))
    assert len(down(star, "goc")) == 3000 and roots(star) == ("goc",)


def test_two_instruments_that_change_each_other_end_the_walk() -> None:
    """A pair of opposite relations is shown once each way and not walked for ever."""
    collection = small_collection({"a": None, "b": None}, [("a", "b", "amends"), ("b", "a", "amends")])
    assert [(depth, step.instrument) for depth, step in flatten(up(collection, "a"))] == [(0, "b")]
    assert [(depth, step.instrument) for depth, step in flatten(down(collection, "a"))] == [(0, "b")]


def test_a_hub_is_folded_with_a_count() -> None:
    """Below a step that hundreds carry out, a few are shown and the others counted; direct steps all stand."""
    many = {f"x{i:03}": None for i in range(300)}
    edges: list[tuple[str, str, RelationType]] = [
        ("law", "root", "implements"), *((name, "law", "basis") for name in many)]
    collection = small_collection({"root": None, "law": None, **many}, edges)
    (law,) = down(collection, "root")
    assert len(law.steps) == MAX_BRANCH
    assert law.folded == 300 - MAX_BRANCH
    assert len(down(collection, "law")) == 300


def test_a_chain_of_thousands_is_walked_without_harm() -> None:
    """Depth is bounded: what lies deeper is left to the page where the walk stopped."""
    names = [f"n{i:04}" for i in range(3000)]
    collection = small_collection(dict.fromkeys(names), [(b, a, "implements") for a, b in pairwise(names)])
    steps = list(flatten(down(collection, "n0000")))
    assert len(steps) == MAX_DEPTH
    assert steps[-1][1].folded == 1
