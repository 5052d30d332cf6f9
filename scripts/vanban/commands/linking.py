"""Linking what no machine holds at once: what the joins bring together is linked by the rooms of ``graph`` (an extra).

A stage is one query of :mod:`.joins` and one task for each bucket it wrote. What comes out is what ``build_collection``
makes of the same records in memory: the functions are its own, called for a bucket instead of for everything.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
from distributed import Client

from ..graph.clusters import Cluster, Clusters, grouped
from ..graph.instruments import Sources, draft_instruments
from ..graph.joining import join_dated
from ..graph.mentions import MentionView, mentions_of
from ..graph.proofs import OWN, ProvedEdge, proofs_of, proved_relations
from ..graph.resolving import Resolver
from ..graph.series import series_relations, title_stem
from ..graph.slugs import address_forms, counted_addresses, precedence
from ..graph.steps import certainty_of
from ..models import Citation, CitationPlace, Contradiction, Document, Instrument, Record, Relation, ValueReading
from ..registry.body_keys import BodyKeys
from ..registry.tables import Registry, load_registry
from ..store.parquet import read_table_rows, write_table
from .joins import (
    ADDRESSES,
    CLAIMED,
    CLUSTERS,
    INSTRUMENTS,
    KEYS,
    NUMBERS,
    WITHOUT_ADDRESS,
    database,
    join_edges,
    join_names,
    join_plain,
    repeated_ids,
    write_whole,
)

RETRIES = 5
BUCKET_MENTIONS = 50_000
"""Mentions that one task links, about; what has to be seen together can be more."""
_TEXT, _PLACE, _CLUSTER = pa.string(), pa.int32(), pa.int64()
_ASSIGNED = pa.schema([("id", _TEXT), ("place", _PLACE), ("cluster", _CLUSTER)])
_SHOWN = ("number", "type", "date", "title", "document")
_DRAFTS = pa.schema([("cluster", _CLUSTER), ("key", _TEXT), *((name, _TEXT) for name in (*_SHOWN, "stem")),
                     ("mentions", pa.int64()), ("forms", pa.list_(_TEXT)), ("instrument", pa.binary())])
_RELATIONS = pa.schema([
    ("source", _TEXT), ("target", _TEXT), ("type", _TEXT), ("certainty", _TEXT), ("step", pa.bool_()),
    ("evidence", pa.list_(pa.struct([("id", _TEXT), ("index", _PLACE)])))])
MENTION_COLUMNS = pa.schema([
    ("id", _TEXT), ("part", _PLACE), ("place", _PLACE), *((name, _TEXT) for name in ("serial", "name", "hint")),
    ("with_year", pa.bool_()), ("certainty", _TEXT), *((name, pa.binary()) for name in ("told", "view", "said")),
    ("proofs", pa.list_(pa.struct([("turn", _PLACE), ("source", _PLACE), ("target", _PLACE), ("type", _TEXT),
                                   ("mention", _PLACE)])))])
"""What linking asks of a document and each of its citations. ``serial``: of its number, null without one; ``told``: the
values identity looks at; ``view``, ``said``: the mention as compared and as read; ``proofs``: with the document."""
_view = msgspec.msgpack.Decoder(MentionView).decode
_document = msgspec.msgpack.Decoder(Document).decode
_citation = msgspec.msgpack.Decoder(Citation).decode
_instrument = msgspec.msgpack.Decoder(Instrument).decode
_packed = msgspec.msgpack.Encoder(order="deterministic").encode
Task = Callable[[str, int, str], None]
"""Links one bucket: the folder of the work, a number for it alone, its folder."""


def mention_rows(record: Record, part: int, keys: BodyKeys) -> Iterator[dict[str, Any]]:
    """A document's own word and its citations as :data:`MENTION_COLUMNS`."""
    proofs = [{"turn": turn, **proof._asdict()} for turn, proof in enumerate(proofs_of(record.citations))]
    for seen in mentions_of(record.slug, record, keys):
        said = record.document if seen.held else record.citations[seen.index]
        yield {"id": record.slug, "part": part, "place": seen.index, "serial": seen.serial if seen.number else None,
               "name": seen.name_key, "hint": seen.hint, "with_year": bool(seen.year),
               "certainty": None if isinstance(said, Document) else certainty_of(said),
               "told": _packed((seen.date, seen.year, seen.body, seen.local, seen.subject)), "view": _packed(seen),
               "said": _packed(said), "proofs": proofs if seen.held else None}


def link(client: Client, out: Path, mentions: int) -> list[tuple[str, int]]:
    """Link the documents whose mentions, so many, lie under ``out`` into ``relations`` and ``instruments`` there.

    Gives the ids that stand in several parts, with the parts that do not count.
    """
    work, buckets = out / "linking", mentions // BUCKET_MENTIONS + 1
    shutil.rmtree(work, ignore_errors=True)
    for name, schema in (("assigned", _ASSIGNED), ("drafts", _DRAFTS), ("relations", _RELATIONS)):
        write_table(work / name / "none.parquet", schema, [])  # a query over what no task wrote finds its columns
    stages = _Stages(client, work, buckets)
    repeated: list[tuple[str, int]] = stages.once(repeated_ids)
    stages.once(join_plain, queries=NUMBERS)
    stages.each("numbers", link_numbers)
    for with_year in (True, False):
        stages.once(join_names, with_year=with_year)
        stages.each(f"names-{with_year}", link_names)
    stages.once(join_plain, queries=CLUSTERS)
    stages.each("clusters", draft_bucket)
    stages.once(name_instruments)
    stages.once(join_edges)
    stages.each("edges", relate)
    stages.each("series", relate_series)
    for name in ("relations", "instruments"):
        shutil.rmtree(out / name, ignore_errors=True)
        (work / name).replace(out / name)
    shutil.rmtree(work)
    return repeated


class _Stages:
    """Queries and tasks one after the other, each of them again on another worker where one dies."""

    def __init__(self, client: Client, work: Path, buckets: int) -> None:
        self.client, self.work, self.buckets, self.tasks = client, work, buckets, 0

    def once(self, task: Callable[..., Any], **values: object) -> Any:
        """The result of one task on any worker."""
        return self.client.submit(task, str(self.work), self.buckets, retries=RETRIES, pure=False, **values).result()

    def each(self, what: str, task: Task) -> None:
        """Run a task for each bucket of ``what``, each with a number that no other task of the run has."""
        folders = [f"{what}/{path.name}" for path in sorted((self.work / what).iterdir())]
        numbers = range(self.tasks, self.tasks + len(folders))
        self.tasks += len(folders)
        tasks = self.client.map(partial(task, str(self.work)), numbers, folders, retries=RETRIES, pure=False)
        self.client.gather(tasks)  # type: ignore[no-untyped-call]


@cache
def _registry() -> Registry:
    """The tables, once a worker."""
    return load_registry()


def _rows(work: str, folder: str, *order: str) -> list[dict[str, Any]]:
    return sorted(read_table_rows(Path(work, folder)), key=lambda row: [row[name] for name in order])


def link_numbers(work: str, number: int, folder: str) -> None:
    """Join the mentions of whole serials into instruments."""
    rows = _rows(work, folder, "id", "place")
    clusters = Clusters(tuple(_view(row["view"]) for row in rows))
    Resolver(clusters, join_dated(clusters)).place_numbered()
    _assign(work, number, clusters, {}, range(len(rows)))


def link_names(work: str, number: int, folder: str) -> None:
    """Join the mentions of whole names to the instruments that the witnesses stand for, else with each other."""
    rows = _rows(work, folder, "id", "place")
    clusters = Clusters(tuple(_view(row["view"]) for row in rows))
    known = [at for at, row in enumerate(rows) if row["cluster"] is not None]
    clusters.join_all(grouped(known, lambda at: rows[at]["cluster"]))
    resolver = Resolver(clusters, known)
    waiting = list(resolver.waiting)
    resolver.unnumbered(waiting)
    _assign(work, number, clusters, {clusters.root(at): rows[at]["cluster"] for at in known}, waiting)


def _assign(work: str, number: int, clusters: Clusters, known: dict[int, int], new: list[int] | range) -> None:
    """Write which instrument the mentions ``new`` belong to: that of a witness (``known``, by the root of its cluster),
    else one of this bucket alone.
    """
    first = number << 32  # above all roots of a bucket, so that no two buckets make the same one
    roots = {at: clusters.root(at) for at in new}
    write_table(Path(work, "assigned", f"{number}.parquet"), _ASSIGNED, [
        {"id": clusters.mentions[at].document, "place": clusters.mentions[at].index,
         "cluster": known.get(root, first + root)} for at, root in roots.items()])


def draft_bucket(work: str, number: int, folder: str) -> None:
    """What the mentions of each instrument say of it, with the addresses it could have."""
    documents: dict[str, Document] = {}
    citations: dict[CitationPlace, Citation] = {}
    found: defaultdict[int, list[Cluster]] = defaultdict(list)
    for row in _rows(work, folder, "cluster", "id", "place"):
        if row["place"] == OWN:
            documents[row["id"]] = _document(row["said"])
        else:
            citations[CitationPlace(row["id"], row["place"])] = _citation(row["said"])
        found[row["cluster"]].append(Cluster(_view(row["view"])))
    for first, *others in found.values():
        for other in others:
            first.take(other)
    drafts = draft_instruments((members[0] for members in found.values()),
                               Sources(documents.__getitem__, citations.__getitem__), _registry())
    write_table(Path(work, "drafts", f"{number}.parquet"), _DRAFTS, [
        {name: getattr(draft, name) for name in ("key", *_SHOWN)}
        | {"cluster": cluster, "stem": title_stem(draft.title)[0] or None, "mentions": len(draft.mentions),
           "forms": list(address_forms(draft)), "instrument": _packed(_brief(draft))}
        for cluster, draft in zip(found, drafts, strict=True)])


def _brief(draft: Instrument) -> Instrument:
    """What addresses, relations and series ask of an instrument: its days, not where each of its values stands."""
    days = tuple(Contradiction("date", tuple(ValueReading(each.value) for each in found.readings))
                 for found in draft.contradictions if found.field == "date")
    return replace(draft, mentions=draft.mentions[:1], spellings=(), contradictions=days)


def name_instruments(work: str, buckets: int) -> None:
    """Give every instrument its key and its address, no other's, and write ``instruments``."""
    with database(work, buckets) as joins:
        joins.execute(ADDRESSES)
        without = sorted((precedence(draft := _instrument(packed)), address_forms(draft)[-1], cluster)
                         for cluster, packed in joins.execute(WITHOUT_ADDRESS).fetchall())
        bases = [base for _, base, _ in without]
        claimed = {form for base in bases for (form,) in joins.execute(CLAIMED, [f"{base}-"]).fetchall()}
        for (_, _, cluster), slug in zip(without, counted_addresses(bases, claimed), strict=True):
            joins.execute("UPDATE addresses SET slug = ? WHERE cluster = ?", [slug, cluster])
        write_whole(joins, work, "named", KEYS)
        write_whole(joins, work, "instruments", INSTRUMENTS)


def relate(work: str, number: int, folder: str) -> None:
    """Write the relations of the instruments that act: judged, weighed, with the steps marked."""
    rows = _rows(work, folder, "id", "mention", "turn")
    ends = _instruments(work, folder.replace("edges/", "ends/"))
    certainty = {CitationPlace(row["id"], row["mention"]): row["certainty"] for row in rows}
    edges = [ProvedEdge(row["source"], row["target"], row["type"], CitationPlace(row["id"], row["mention"]))
             for row in rows]
    _write_relations(work, number, proved_relations(edges, ends, certainty.__getitem__, _registry()))


def relate_series(work: str, number: int, folder: str) -> None:
    """Write the annual series among instruments of the same titles."""
    _write_relations(work, number, series_relations(_instruments(work, folder).values(), BodyKeys(_registry())))


def _instruments(work: str, folder: str) -> dict[str, Instrument]:
    """The instruments of a bucket by their keys."""
    return {row["key"]: replace(_instrument(row["instrument"]), key=row["key"])
            for row in _rows(work, folder, "key")}


def _write_relations(work: str, number: int, relations: Iterable[Relation]) -> None:
    write_table(Path(work, "relations", f"part-{number:06}.parquet"), _RELATIONS, [
        {"source": each.source, "target": each.target, "type": each.type, "certainty": each.certainty,
         "step": each.step, "evidence": [{"id": at.document, "index": at.index} for at in each.evidence]}
        for each in sorted(relations, key=lambda each: (each.source, each.target, each.type))])
