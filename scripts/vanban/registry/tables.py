"""The registry: the tables a person edits, loaded once and frozen.

Words live in ``directives/registry/*.yaml``, grammar in the modules that read them. Every row carries an
example sentence. :func:`load_registry` checks all tables and raises one :class:`ProblemError` that names
every problem by file and line.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from ..language.letters import normal
from ..models import Level
from ..problems import Problem, ProblemError
from ..store.documents import REGISTRY_FOLDER as REGISTRY_FOLDER
from ..store.rows import Row, circular_references, dangling_references, missing_rows, read_rows
from ..store.schemas import schema
from .document_types import DocumentType, type_of_row
from .everyday import everyday_pairs
from .grammar import Grammar
from .layout_words import Formula, NameEnd, NameWord, formula_of_row
from .names import NamedTable, read_names
from .relations import RelationLabel, RelationPhrase, label_of_row, phrase_of_row
from .systems import System, read_systems
from .territories import PlaceKinds, Territories, Territory, place_kind_of_row, territory_of_row
from .topics import Topic, read_topics

BodyKind = Literal["fixed", "local", "named"]
WORD_ROLES = tuple(schema("sentence_words")["items"]["properties"]["role"]["enum"])


@dataclass(frozen=True, slots=True)
class BodyRow:
    """One issuing body, or one pattern of bodies.

    ``kind``: ``fixed`` has one name; ``local`` has a copy in every territory (``{T}`` in ``name`` is "tỉnh Bình
    Phước", ``{X}`` is "Bình Phước"); ``named`` opens a free name ("Công ty …"). ``heads``: all the ways the name begins
    in a text; ``at``: the kinds of territory a local body may have; ``free_name``: ``own`` is a proper name, without
    its superior's territory, ``small`` goes on in small letters; ``bare``: the head alone is never, or always, a body
    (``None``: as the rules say); ``numbers_with``: the body whose series of numbers it shares, ``None``: its own;
    ``role``: its place in letterheads; ``rank``: of its resolutions and decisions, ``None``: by its level.
    """

    id: str
    name: str
    kind: BodyKind
    heads: tuple[str, ...]
    symbols: tuple[str, ...]
    level: Level | None
    at: tuple[str, ...]
    parent: str | None
    organisation: str | None
    valid_from: str | None
    valid_to: str | None
    successors: tuple[str, ...]
    example: str
    free_name: Literal["own", "small"] | None = None
    bare: Literal["never", "always"] | None = None
    numbers_with: str | None = None
    role: Literal["centre", "centre_organ", "government", "title"] | None = None
    rank: int | None = None

    @property
    def symbols_with_kinds(self) -> tuple[tuple[str, str | None], ...]:
        """Each symbol and the kind of territory that it fixes ("CAT@tỉnh": a province's police); ``None``: any."""
        parted = (symbol.partition("@") for symbol in self.symbols)
        return tuple((written, kind or None) for written, _, kind in parted)

    @property
    def written_symbols(self) -> tuple[str, ...]:
        """The symbols as numbers write them: "CAT"."""
        return tuple(written for written, _ in self.symbols_with_kinds)

    def may_be_at(self, *kinds: str | None) -> bool:
        """Whether a territory of one of these kinds or levels can have the body: any can where the table names none."""
        return not self.at or any(kind in self.at for kind in kinds)


@dataclass(frozen=True, slots=True)
class Organ:
    """A part of a body that signs or decides for it ("Ban Thường vụ", "Bộ trưởng").

    ``of`` are the words that a body's name begins with where it has this organ; empty: any body can. ``issues``: it
    issues in its own name where the letterhead says so. ``leads``: several persons who lead the body and sign for it,
    no title of one.
    """

    name: str
    heads: tuple[str, ...]
    example: str
    of: tuple[str, ...] = ()
    issues: bool = False
    leads: bool = False


@dataclass(frozen=True, eq=False)
class Registry:
    """All tables, frozen. ``examples`` are not kept apart: every row has its own."""

    types: tuple[DocumentType, ...]
    bodies: tuple[BodyRow, ...]
    organs: tuple[Organ, ...]
    territories: tuple[Territory, ...]
    phrases: tuple[RelationPhrase, ...]
    relations: Mapping[str, RelationLabel]
    levels: Mapping[str, str]
    abbreviations: Mapping[str, str]
    name_ends: tuple[NameEnd, ...] = ()
    furniture: tuple[str, ...] = ()
    sentence_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    topics: tuple[Topic, ...] = ()
    systems: tuple[System, ...] = ()
    proper_names: tuple[str, ...] = ()
    name_words: tuple[NameWord, ...] = ()
    formulas: tuple[Formula, ...] = ()
    synonyms: tuple[tuple[str, str], ...] = ()
    spoken: tuple[tuple[str, str], ...] = ()
    names: NamedTable = field(default_factory=lambda: NamedTable(()))
    place_kinds: PlaceKinds = field(default_factory=PlaceKinds)
    level_ranks: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def grammar(self) -> Grammar:
        """What the reading rooms compile from these tables, kept with them."""
        return Grammar(self)

    @cached_property
    def _types_by_name(self) -> dict[str, DocumentType]:
        """By every name in the form that names are compared in, and by the canonical one as written."""
        by_form = {normal(name): row for row in reversed(self.types) for name in (*row.aliases, row.name)}
        return by_form | {row.name: by_form[normal(row.name)] for row in self.types}

    @cached_property
    def _types_by_abbreviation(self) -> dict[str, tuple[DocumentType, ...]]:
        found: defaultdict[str, list[DocumentType]] = defaultdict(list)
        for row in self.types:
            for short in row.abbreviations:
                found[short.upper()].append(row)
        return {short: tuple(rows) for short, rows in found.items()}

    @cached_property
    def _territory_index(self) -> Territories:
        return Territories(self.territories)

    @cached_property
    def _bodies_by_id(self) -> dict[str, BodyRow]:
        return {row.id: row for row in self.bodies}

    def type_named(self, words: str | None) -> DocumentType | None:
        """The type that a name, alias or compound head means, in any case and tone placement; ``None``: none."""
        return self._types_by_name.get(words) or self._types_by_name.get(normal(words)) if words else None

    def types_with(self, trait: str) -> tuple[DocumentType, ...]:
        """The types that have a trait, in the order of the table."""
        return tuple(row for row in self.types if trait in row.traits)

    def has_trait(self, type_: str | None, *traits: str) -> bool:
        """Whether the type of this canonical name has one of the traits."""
        row = self.type_named(type_)
        return row is not None and not row.traits.isdisjoint(traits)

    def types_of_abbreviation(self, short: str) -> tuple[DocumentType, ...]:
        """The types whose symbols carry this abbreviation, most usual first; empty for an unknown one."""
        return self._types_by_abbreviation.get(short.upper(), ())

    def body(self, body_id: str) -> BodyRow | None:
        """The row of a body by its id; ``None``: no row has it."""
        return self._bodies_by_id.get(body_id)

    @cached_property
    def body_ranks(self) -> dict[str | None, int]:
        """The rank of what a body resolves or decides, by its id; of those whose rows tell one."""
        return {row.id: row.rank for row in self.bodies if row.rank is not None}

    def find_territory(self, name: str, date: str | None = None, kind: str | None = None,
                       within: Territory | None = None) -> tuple[Territory, ...]:
        """Territories with this name or alias, provinces first; narrowed by ISO date, type word and province."""
        return self._territory_index.find(name, date, kind, within)

    def territory(self, territory_id: str) -> Territory | None:
        """The territory with this id; ``None``: none has it."""
        return self._territory_index.by_id.get(territory_id)

    def has_namesake(self, district: Territory) -> bool:
        """Whether another province has a district of its name, but for marks."""
        return self._territory_index.has_namesake(district)

    def province_above(self, district: Territory) -> Territory | None:
        """The province that a district lies in; ``None`` for a province, and where the table does not say."""
        return self.territory(district.parent) if district.parent else None


def load_registry(folder: Path | None = None) -> Registry:
    """Load and check every table of ``folder`` (the project's own by default); what was read is kept as long as no
    table changes.

    Raises :class:`ProblemError` with every problem of every table.
    """
    folder = folder.resolve() if folder else REGISTRY_FOLDER
    tables = sorted(folder.glob("*.yaml"))
    return _load(folder, tuple((path.name, (told := path.stat()).st_mtime_ns, told.st_size) for path in tables))


@lru_cache(maxsize=4)
def _load(folder: Path, state: tuple[tuple[str, int, int], ...]) -> Registry:
    problems: list[Problem] = []

    def rows(name: str) -> list[Row]:
        found, wrong = read_rows(folder / name)
        problems.extend(wrong)
        return found

    types = tuple(map(type_of_row, rows("document_types.yaml")))
    body_rows = rows("issuing_bodies.yaml")
    organs = tuple(Organ(_text(row, "name"), (_text(row, "name"), *row.texts("aliases")), _text(row, "example"),
                         row.texts("of"), row.text("issues") == "yes", row.text("leads") == "yes")
                   for row in rows("organs.yaml"))
    territory_rows = rows("territories.yaml")
    kinds = PlaceKinds(tuple(map(place_kind_of_row, rows("place_kinds.yaml"))))
    phrases = tuple(map(phrase_of_row, rows("relation_phrases.yaml")))
    relations = dict(map(label_of_row, rows("relations.yaml")))
    level_rows = rows("levels.yaml")
    levels = {_text(row, "level"): _text(row, "name") for row in level_rows}
    level_ranks = {_text(row, "level"): int(rank) for row in level_rows if (rank := row.text("rank"))}
    shorts = {_text(row, "short"): _text(row, "full") for row in rows("abbreviations.yaml")}
    ends = tuple(NameEnd(_text(row, "word"), _text(row, "example"), row.texts("unless"))
                 for row in rows("name_ends.yaml"))
    furniture = tuple(_text(row, "phrase") for row in rows("page_furniture.yaml"))
    proper = tuple(_text(row, "name") for row in rows("proper_names.yaml"))
    name_words = tuple(NameWord(_text(row, "name"), row.text("then") == "proper") for row in rows("name_words.yaml"))
    formulas = tuple(map(formula_of_row, rows("formulas.yaml")))
    synonyms, spoken = (everyday_pairs(rows(table)) for table in ("synonyms.yaml", "spoken_words.yaml"))
    word_rows = rows("sentence_words.yaml")
    words = {role: tuple(_text(r, "word") for r in word_rows if r.text("role") == role) for role in WORD_ROLES}
    topics, wrong = read_topics(folder)
    systems, misplaced = read_systems(folder, {_text(row, "id") for row in body_rows})
    names, unclear = read_names(folder)
    problems += wrong + misplaced + unclear
    problems += missing_rows(folder / "sentence_words.yaml", word_rows, "role", WORD_ROLES)
    problems += dangling_references(folder / "issuing_bodies.yaml", body_rows, ("parent", "successors", "numbers_with"))
    problems += dangling_references(folder / "territories.yaml", territory_rows, ("parent", "successors"))
    for table, led in (("issuing_bodies.yaml", body_rows), ("territories.yaml", territory_rows)):
        problems += circular_references(folder / table, led, ("parent", "successors"))
    if problems:
        raise ProblemError(problems)
    return Registry(types, tuple(_body(row) for row in body_rows), organs,
                    tuple(territory_of_row(row) for row in territory_rows), phrases,
                    MappingProxyType(relations), MappingProxyType(levels), MappingProxyType(shorts), ends, furniture,
                    MappingProxyType(words), topics, systems, proper, name_words, formulas, synonyms, spoken, names,
                    kinds, MappingProxyType(level_ranks))


def _text(row: Row, name: str) -> str:
    return row.text(name) or ""


def _body(row: Row) -> BodyRow:
    name = _text(row, "name")
    kind = row.text("kind") or ("local" if "{T}" in name or "{X}" in name else "fixed")
    return BodyRow(
        _text(row, "id"), name, kind, (name.partition(" {")[0], *row.texts("aliases")), row.texts("symbols"),  # type: ignore[arg-type]
        row.text("level"), row.texts("at"), row.text("parent"), row.text("organisation"),  # type: ignore[arg-type]
        row.text("from"), row.text("to"), row.texts("successors"), _text(row, "example"),
        row.text("free_name"), row.text("bare"),  # type: ignore[arg-type]
        row.text("numbers_with"), row.text("role"), int(row.text("rank") or 0) or None)  # type: ignore[arg-type]
