"""Names of bodies: read where they stand, named in full, inferred from symbols; cases in cases/bodies.yaml."""

from __future__ import annotations

from typing import Any

import pytest
from cases import FOLDER, read_yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from vanban.reading.bodies import Body, BodyContext, body_of_symbol, match_body, resolve_body, scan_bodies
from vanban.reading.bodies import grammar as grammar_of_names
from vanban.reading.bodies.words import LONGEST_BODY_NAME
from vanban.reading.text import Text
from vanban.registry.tables import REGISTRY_FOLDER, Registry, load_registry

CASES: dict[str, Any] = read_yaml(FOLDER / "bodies.yaml")
NAME_WORDS: list[dict[str, str]] = read_yaml(REGISTRY_FOLDER / "name_words.yaml")


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def read(text: str, context: BodyContext, registry: Registry) -> Body | None:
    match = match_body(Text(text).clean, 0, registry.grammar)
    return None if match is None else resolve_body(match, context, registry.grammar)


def context_of(name: str, registry: Registry) -> BodyContext:
    row = CASES["contexts"][name]
    date = str(row["date"]) if "date" in row else None
    issuer = read(row["issuer"], BodyContext(date=date), registry) if "issuer" in row else None
    return BodyContext(registry.territory(row.get("province", "")), registry.territory(row.get("district", "")),
                       row.get("commune"), date, issuer)


@pytest.mark.parametrize("case", CASES["bodies"], ids=lambda case: f"{case['text'][:50]} @{case['in']}")
def test_body(case: dict[str, Any], registry: Registry) -> None:
    marked = Text(case["text"]).clean
    start, end = marked.index("⟨"), marked.index("⟩") - 1
    clean = marked.replace("⟨", "").replace("⟩", "")
    match = match_body(clean, start, registry.grammar)
    assert match is not None
    assert clean[match.start:match.end] == clean[start:end]
    body = resolve_body(match, context_of(case["in"], registry), registry.grammar)
    assert body.name == case["name"]
    assert body.organisation == case.get("organisation", case["name"])
    assert body.level == case["level"]
    assert bool(body.inferred) == case.get("inferred", False)


@pytest.mark.parametrize("text", CASES["none"])
def test_not_a_body(text: str, registry: Registry) -> None:
    assert match_body(text, 0, registry.grammar) is None


@pytest.mark.parametrize("case", CASES["symbols"], ids=lambda case: f"{case['symbol']} @{case['in']}")
def test_body_of_symbol(case: dict[str, Any], registry: Registry) -> None:
    segments = tuple(case["symbol"].split("-"))
    body = body_of_symbol(segments, context_of(case["in"], registry), registry.grammar)
    assert (body.name if body else None) == case["name"]


@pytest.mark.parametrize("case", CASES["scans"], ids=lambda case: case["text"][:40])
def test_scan_bodies(case: dict[str, Any], registry: Registry) -> None:
    context = context_of("binh-thuan", registry)
    grammar = registry.grammar
    names = [resolve_body(match, context, grammar).name for match in scan_bodies(case["text"], grammar)]
    assert names == case["names"]


def test_every_row_is_named_in_its_own_example(registry: Registry) -> None:
    wrong = []
    for row in registry.bodies:
        matches = scan_bodies(row.example, registry.grammar)
        found = {r.id for match in matches for part in match.parts for r in part.rows}
        if row.id not in found:
            wrong.append((row.id, found))
    assert wrong == []


def test_every_organ_is_read_in_its_own_example(registry: Registry) -> None:
    wrong = []
    for organ in registry.organs:
        match = match_body(organ.example, 0, registry.grammar)
        if match is None or match.parts[0].organs[:1] != (organ.name,) or match.end != len(organ.example):
            wrong.append(organ.name)
    assert wrong == []


def test_every_end_word_ends_the_name_in_its_example(registry: Registry) -> None:
    wrong = []
    for row in registry.name_ends:
        match = match_body(row.example, len("của "), registry.grammar)
        rest = row.example[match.end:].lstrip(" -") if match else ""
        if not rest.lower().startswith(row.word.lower()):
            wrong.append((row.word, rest))
    assert wrong == []


def test_every_alias_of_a_body_is_read(registry: Registry) -> None:
    wrong = []
    for row in registry.bodies:
        for head in row.heads if row.kind == "fixed" else ():
            match = match_body(head, 0, registry.grammar)
            if match is None or match.end != len(head) or row.name not in {r.name for r in match.parts[0].rows}:
                wrong.append(head)
    assert wrong == []


def test_every_territory_completes_a_name(registry: Registry) -> None:
    wrong = []
    for row in registry.territories:
        province = registry.territory(row.parent) if row.parent else None
        context = BodyContext(province=province, date=row.valid_to or "2026-10-01")
        for full in (row.full_name, row.full_name.upper(), *(f"{row.kind} {alias}" for alias in row.aliases)):
            body = read(f"Ủy ban nhân dân {full} về việc", context, registry)
            if body is None or body.territory is not row or body.level != row.level:
                wrong.append(full)
    assert wrong == []


def test_a_quick_look_reads_what_a_long_one_reads(registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many words are looked at first is for speed alone: half of them or all read the same names."""
    names = [Text(case["text"].replace("⟨", "").replace("⟩", "")).clean for case in CASES["bodies"]]
    found = []
    for words in (grammar_of_names._MOSTLY, grammar_of_names._MOSTLY // 2, LONGEST_BODY_NAME):
        monkeypatch.setattr(grammar_of_names, "_MOSTLY", words)
        found.append([match_body(name, 0, registry.grammar) for name in names])
    assert found[0] == found[1] == found[2]


def test_end_limits_the_name(registry: Registry) -> None:
    text = "UBND tỉnh Bình Phước"
    match = match_body(text, 0, registry.grammar, end=len("UBND tỉnh"))
    assert match is not None and text[:match.end] == "UBND tỉnh"


def test_same_name_two_territories_by_date(registry: Registry) -> None:
    before = read("UBND tỉnh Lâm Đồng", BodyContext(date="2020-01-01"), registry)
    after = read("UBND tỉnh Lâm Đồng", BodyContext(date="2026-01-01"), registry)
    assert before and before.territory and after and after.territory
    assert (before.territory.id, after.territory.id) == ("lam-dong", "lam-dong-2025")


def test_ministry_of_the_interior_by_date(registry: Registry) -> None:
    before = read("Bộ Nội vụ", BodyContext(date="1995-01-01"), registry)
    after = read("Bộ Nội vụ", BodyContext(date="2020-01-01"), registry)
    assert before and after
    assert (before.rows, after.rows) == (("bo-noi-vu-truoc-1998",), ("bo-noi-vu",))


@given(st.text(alphabet="Ủy banUBNDtỉnhBộ,-.;()/\n 0129ĐCg", max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_gives_ordered_spans(text: str) -> None:
    registry = load_registry()
    clean = Text(text).clean
    last = 0
    for match in scan_bodies(clean, registry.grammar):
        assert last <= match.start < match.end <= len(clean)
        assert clean[match.start:match.end].strip() == clean[match.start:match.end]
        assert resolve_body(match, BodyContext(), registry.grammar).name
        last = match.end


@pytest.mark.parametrize("row", NAME_WORDS, ids=lambda row: row["name"])
def test_names_in_capitals_come_back(row: dict[str, str], registry: Registry) -> None:
    """Each row's example holds its words, and its name in capitals is read as the example writes it."""
    assert row["name"] in row["example"]
    match = match_body(row["example"].upper(), 0, registry.grammar)
    assert match is not None
    assert resolve_body(match, BodyContext(), registry.grammar).name == row["example"]
