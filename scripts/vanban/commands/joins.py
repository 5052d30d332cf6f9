"""The queries that bring together what is linked together: DuckDB over the mentions of a corpus (an extra).

Each writes folders of buckets, ``<what>/bucket=<n>/``, whole or not at all; a bucket goes to one task of
:mod:`.linking`. ``place`` is a citation's index in its document, -1 what the document says of itself.
"""

from __future__ import annotations

import glob
import shutil
from pathlib import Path
from uuid import uuid4

import duckdb

JOIN_MEMORY = "2GB"
"""What a join holds in memory before it goes to the disk."""
_DATABASE = """
SET memory_limit = '{memory}'; SET temp_directory = '{work}/on-disk.{name}'; SET preserve_insertion_order = false;
SET enable_progress_bar = false;
CREATE MACRO bucket_of(words) AS hash(words) % {buckets};
CREATE VIEW copies AS SELECT id, part, row_number() OVER (PARTITION BY id ORDER BY part) AS copy
    FROM read_parquet('{parts}/mentions/*.parquet') WHERE place = -1;
CREATE VIEW mentions AS SELECT * FROM read_parquet('{parts}/mentions/*.parquet')
    SEMI JOIN (SELECT id, part FROM copies WHERE copy = 1) USING (id, part);
"""
_TABLE = "CREATE VIEW {name} AS SELECT * FROM read_parquet('{tables}/{name}/*.parquet')"
NUMBERS = {"numbers": "SELECT bucket_of(serial) AS bucket, id, place, view FROM mentions WHERE serial IS NOT NULL"}
"""Mentions with a number, by its serial: no rule of identity compares numbers of different serials."""
_WITNESSES = """
CREATE TABLE waiting AS
    SELECT bucket_of(CASE name WHEN '' THEN id ELSE name END) AS bucket, id, place, name, hint
    FROM mentions WHERE serial IS NULL AND with_year = {with_year};
CREATE VIEW known AS SELECT id, place, name, hint, told, cluster FROM mentions JOIN assigned USING (id, place);
CREATE TABLE wanted AS
    SELECT DISTINCT bucket, cluster FROM known
    JOIN (SELECT DISTINCT bucket, name FROM waiting WHERE name <> '') USING (name)
    UNION SELECT DISTINCT bucket, cluster FROM known JOIN waiting USING (id, hint) WHERE hint <> '';
CREATE TABLE witnesses AS
    SELECT bucket, id, place, cluster FROM (
        SELECT DISTINCT ON (bucket, cluster, name, told) * FROM known JOIN wanted USING (cluster))
    UNION SELECT bucket, id, place, cluster FROM known JOIN wanted USING (cluster)
    SEMI JOIN waiting USING (bucket, id);
"""
_NAMES = """
SELECT bucket, id, place, view, NULL::BIGINT AS cluster FROM waiting JOIN mentions USING (id, place)
UNION ALL SELECT bucket, id, place, view, cluster FROM witnesses JOIN mentions USING (id, place)
"""
CLUSTERS = {"clusters": """
    SELECT bucket_of(cluster) AS bucket, cluster, id, place, view, said
    FROM mentions JOIN assigned USING (id, place)"""}
"""Mentions by the instrument they are joined to."""
ADDRESSES = """
CREATE TABLE forms AS
    SELECT cluster, document, unnest(forms) AS form, generate_subscripts(forms, 1) AS step FROM drafts;
CREATE TABLE claims AS
    SELECT form, count(*) AS claims
    FROM (SELECT cluster, form FROM forms UNION SELECT cluster, document FROM drafts WHERE document IS NOT NULL)
    GROUP BY form;
CREATE TABLE addresses AS
    SELECT cluster, coalesce(any_value(document), arg_min(form, step) FILTER (claims = 1)) AS slug
    FROM forms JOIN claims USING (form) GROUP BY cluster;
"""
"""A held document's own name, else the shortest address that no other instrument could have, else none."""
KEYS = """
    SELECT cluster, slug, CASE count(*) OVER (PARTITION BY key) WHEN 1 THEN key ELSE key || '@' || slug END AS key
    FROM drafts JOIN addresses USING (cluster)"""
WITHOUT_ADDRESS = "SELECT cluster, instrument FROM addresses JOIN drafts USING (cluster) WHERE slug IS NULL"
CLAIMED = "SELECT form FROM claims WHERE starts_with(form, ?)"
INSTRUMENTS = f"""
    SELECT named.key, slug, number, type, date, title, document, mentions
    FROM drafts JOIN ({KEYS}) AS named USING (cluster) ORDER BY named.key"""
_CITED = """
CREATE TABLE cited AS SELECT id, place, key FROM assigned JOIN named USING (cluster);
CREATE TABLE proofs AS
    SELECT id, unnest(proofs, recursive := true) FROM mentions WHERE place = -1;
CREATE TABLE edges AS
    SELECT bucket_of(one.key) AS bucket, one.key AS source, other.key AS target, type, proofs.id, mention, turn
    FROM proofs JOIN cited AS one ON one.id = proofs.id AND one.place = proofs.source
    JOIN cited AS other ON other.id = proofs.id AND other.place = proofs.target WHERE one.key <> other.key;
CREATE TABLE ends AS SELECT DISTINCT bucket, source AS key FROM edges UNION SELECT DISTINCT bucket, target FROM edges;
"""
_EDGES = {
    "edges": """SELECT edges.*, certainty FROM edges
                JOIN mentions ON mentions.id = edges.id AND mentions.place = edges.mention""",
    "ends": "SELECT bucket, key, instrument FROM ends JOIN named USING (key) JOIN drafts USING (cluster)",
    "series": """SELECT bucket_of(stem) AS bucket, named.key, instrument FROM drafts JOIN named USING (cluster)
                 WHERE stem IS NOT NULL""",
}


def repeated_ids(work: str, buckets: int) -> list[tuple[str, int]]:
    """The ids that stand in several parts, each with every part but its first, which is the one that counts."""
    with database(work, buckets) as joins:
        return joins.execute("SELECT id, part FROM copies WHERE copy > 1 ORDER BY id, part").fetchall()


def join_names(work: str, buckets: int, with_year: bool) -> None:
    """Mentions without number, by the words of their name, with witnesses for what is known by it.

    A witness stands for every value of an instrument that is known by one of the names, or by the hint of a mention of
    the same document; all its mentions in the documents that wait are there too.
    """
    with database(work, buckets) as joins:
        joins.execute(_WITNESSES.format(with_year=with_year))
        write_joined(joins, work, {f"names-{with_year}": _NAMES})


def join_edges(work: str, buckets: int) -> None:
    """What citations prove, by the instrument that acts, with both ends; what can be a series, by the title."""
    with database(work, buckets) as joins:
        joins.execute(_CITED)
        write_joined(joins, work, _EDGES)


def join_plain(work: str, buckets: int, queries: dict[str, str]) -> None:
    """Write the buckets of queries that need nothing before them."""
    with database(work, buckets) as joins:
        write_joined(joins, work, queries)


def database(work: str, buckets: int) -> duckdb.DuckDBPyConnection:
    """The tables under ``work`` and the mentions beside it, open for queries."""
    joins = duckdb.connect()
    joins.execute(_DATABASE.format(memory=JOIN_MEMORY, buckets=buckets, name=uuid4().hex, work=quoted(work),
                                   parts=quoted(glob.escape(str(Path(work).parent)))))
    for name in ("assigned", "drafts", "named"):
        if Path(work, name).is_dir():
            joins.execute(_TABLE.format(name=name, tables=quoted(glob.escape(work))))
    return joins


def write_joined(joins: duckdb.DuckDBPyConnection, work: str, queries: dict[str, str]) -> None:
    """Write the rows of each query into its folder, a folder below for each bucket."""
    for name, query in queries.items():
        aside = Path(work, f".{name}.{uuid4().hex}~")
        joins.execute(f"COPY ({query}) TO '{quoted(str(aside))}' (FORMAT parquet, COMPRESSION zstd, "
                      "PARTITION_BY (bucket))")
        aside.mkdir(exist_ok=True)
        shutil.rmtree(Path(work, name), ignore_errors=True)
        aside.replace(Path(work, name))


def write_whole(joins: duckdb.DuckDBPyConnection, work: str, name: str, query: str) -> None:
    """Write the rows of a query as the only table of its folder."""
    path = Path(work, name, "part-000000.parquet")
    aside = path.with_name(f".{uuid4().hex}~")
    path.parent.mkdir(exist_ok=True)
    joins.execute(f"COPY ({query}) TO '{quoted(str(aside))}' (FORMAT parquet, COMPRESSION zstd)")
    aside.replace(path)


def quoted(words: str) -> str:
    """Words as they stand between the quotes of a query."""
    return words.replace("'", "''")
