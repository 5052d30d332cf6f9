"""What a contribution must fulfil: all rules over all files, every problem in one run; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from ..graph.build import build_collection
from ..problems import Problem, ProblemError, problem
from ..registry.tables import Registry, load_registry
from ..store.decoding import read_text
from ..store.documents import DOCUMENTS_FOLDER, Source, document_files, read_source
from ..store.processes import uncollected
from ..store.revisions import lengths_at, text_at
from .documents import computed
from .kept import KeptRecords
from .rules import OF_DOCUMENTS, OF_FILES, OF_THE_WHOLE, READING_RULES, REMARK_IDS, TABLE_RULE, front_matter_effect
from .rules.rule import File, Held, Whole

Read = TypeVar("Read")


@uncollected()
def check(root: Path, only: Collection[Path] = (), today: date | None = None) -> list[Problem]:
    """Every problem of the documents, records and tables under ``root``, in the order of files and lines.

    ``only`` names documents (or their records) to look at; the rules that need all documents are then not asked.
    ``today`` is the day by which dates are judged, that of the clock by default.
    """
    problems: list[Problem] = []
    registry = _or_problems(lambda: load_registry(root / DOCUMENTS_FOLDER.parent / "registry"), problems)
    problems = [TABLE_RULE.stamp(each) for each in problems]
    kept = KeptRecords(root) if registry else None
    registry = registry or _tables_before(root)
    wanted = {path.with_suffix(".md").resolve() for path in only}
    paths = [path for path in document_files(root / DOCUMENTS_FOLDER) if not wanted or path.resolve() in wanted]
    there = {path.resolve() for path in paths}
    problems += [problem(path, 0, "Tệp", "không phải văn bản của kho",
                         f"hãy nêu tệp .md có thật trong {DOCUMENTS_FOLDER.as_posix()}.")
                 for path in only if path.with_suffix(".md").resolve() not in there]
    sources = [source for path in paths if (source := _readable(path, problems))]
    held = [] if registry is None else list(_held(sources, registry, kept, today or date.today(), problems))
    for each in held:
        problems += about_document(each)
    if not wanted:
        named = {path.stem: None for path in paths} | {each.slug: each.front_matter.original for each in sources}
        complete = registry is not None and len(held) == len(paths)
        problems += about_the_whole(Whole(root, tuple(held), named, None, today or date.today()),
                                    registry if complete else None)
    return sorted(set(problems))


def _tables_before(root: Path) -> Registry | None:
    """The tables as the last revision has them, so that a table that cannot be read, or is gone, hides nothing of a
    document; ``None`` without a history or where they were no better.
    """
    tables = DOCUMENTS_FOLDER.parent / "registry"
    with TemporaryDirectory() as work:
        for path in (each for each in lengths_at(root, "HEAD", tables.as_posix()) if each.endswith(".yaml")):
            (Path(work) / Path(path).name).write_text(text_at(root, "HEAD", path) or "", encoding="utf-8")
        return _or_problems(lambda: load_registry(Path(work)), [])


def _held(sources: list[Source], registry: Registry, kept: KeptRecords | None, today: date,
          problems: list[Problem]) -> Iterator[Held]:
    """Each document with its record, as it was kept or computed now; problems of reading are recorded."""
    found = {source.path: record for source in sources if kept and (record := kept.find(source))}
    missing = tuple(source for source in sources if source.path not in found)
    for source, read in zip(missing, computed(missing, registry), strict=True):
        if isinstance(read, ProblemError):
            problems += read.problems
            continue
        found[source.path] = read.record
        if kept:
            kept.keep(source, read)
    for source in sources:
        if source.path in found:
            written = kept is not None and kept.is_written(source)
            yield Held(source, found[source.path], registry, today, written)


def _readable(path: Path, problems: list[Problem]) -> Source | None:
    """One document, or ``None`` with its problems recorded; the words of its file are looked at in any case."""
    text = _or_problems(lambda: read_text(path), []) if path.is_file() and not path.is_symlink() else None
    marked = [found for rule in OF_FILES for found in rule(File(path, text or ""))]
    problems += marked
    try:
        return read_source(path)
    except ProblemError:
        problems += [] if marked else [found for rule in READING_RULES for found in rule(path)]
        return None


def _or_problems(read: Callable[[], Read], problems: list[Problem]) -> Read | None:
    """What ``read`` gives, or ``None`` with its problems recorded."""
    try:
        return read()
    except ProblemError as error:
        problems.extend(error.problems)
        return None


def about_document(held: Held) -> list[Problem]:
    """What the rules say of one document, without the remarks a person has settled in its front matter."""
    found = [each for rule in OF_DOCUMENTS for each in rule(held)]
    told = front_matter_effect.CheckedDocument(held, tuple(found), REMARK_IDS)
    seen = {each.rule for each in held.source.front_matter.seen}
    return [*(each for each in found if each.severity == "error" or each.rule not in seen),
            *front_matter_effect.seen_unknown(told), *front_matter_effect.seen_idle(told)]


def about_the_whole(whole: Whole, registry: Registry | None) -> list[Problem]:
    """What the rules say of all documents together; they are linked where ``registry`` is given."""
    if registry is not None:
        collection = build_collection({each.record.slug: each.record for each in whole.held}, {}, registry)
        whole = replace(whole, collection=collection)
    return [found for rule in OF_THE_WHOLE for found in rule(whole)]
