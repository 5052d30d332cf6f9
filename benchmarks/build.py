#!/usr/bin/env python3
"""What a whole build costs against the number of documents: time, memory, files and bytes of every stage.

  python benchmarks/build.py --documents 1000                   made-up documents (giả lập, see make_collection.py)
  python benchmarks/build.py --documents 1000 --corpus FOLDER   real texts, spread evenly over the folder
  python benchmarks/build.py --documents 10000 --no-peers       without plain mkdocs-material beside it

Builds in a folder of its own, cold, then again after one changed document; then plain mkdocs-material builds the same
tree, without its search and with it. Made-up documents are also scored: were citations joined that mean the same?
Ends with 1 when a budget is passed. Seconds are of processor, of all processes of a stage.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

import budgets
from make_collection import write
from vanban.commands import build
from vanban.commands.check import check
from vanban.commands.documents import write_records
from vanban.graph.addresses import REDIRECTS_TABLE
from vanban.models import Collection
from vanban.pages.write import write_pages
from vanban.store.documents import DOCUMENTS_FOLDER
from vanban.store.processes import uncollected
from vanban.store.settings import read_settings

PROJECT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Stage:
    """What one stage took: seconds of processor and of the clock, the most memory of a process so far in MB."""

    name: str
    processor: float
    clock: float
    memory: float


def processor() -> float:
    """Seconds of processor of this process and of those it waited for."""
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, (
        resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def memory() -> float:
    """The most memory that this process or one of its children had, in MB."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024


def project_with(count: int, corpus: Path | None, root: Path, seed: int) -> None:
    """A project of its own with so many documents and nothing generated."""
    for name in ("scripts", "overrides", "directives/lessons", "docs/assets", "directives/registry"):
        shutil.copytree(PROJECT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", REDIRECTS_TABLE.name))
    for path in (PROJECT / "mkdocs.yml", *(each for each in (PROJECT / "docs").glob("*.*") if each.name != "index.md")):
        (root / path.relative_to(PROJECT)).write_bytes(path.read_bytes())
    if corpus is None:
        write(count, seed, root)
        return
    folder = root / DOCUMENTS_FOLDER / "2020"
    folder.mkdir(parents=True)
    paths = sorted(path for path in corpus.rglob("*.txt") if path.stat().st_size)
    for place in range(min(count, len(paths))):
        path = paths[place * len(paths) // min(count, len(paths))]
        text = path.read_bytes().decode("utf-8", "replace").replace("\0", "")
        name = re.sub("[^a-z0-9]+", "-", path.stem.lower()).strip("-")
        (folder / f"{name}.md").write_text(f"---\nsource: để đo\n---\n{text}", encoding="utf-8", newline="")


def staged(root: Path) -> Iterator[tuple[Stage, Any]]:
    """The stages of a build one after the other, each with what it made."""
    def run(name: str, work: Callable[[], Any]) -> tuple[Stage, Any]:
        before, start = processor(), monotonic()
        made = work()
        return Stage(name, processor() - before, monotonic() - start, memory()), made

    def quiet(words: str) -> None:
        """Say nothing."""

    stage, read = run("read", lambda: build.read_all(root, quiet))
    yield stage, read
    stage, collection = run("link", lambda: build.link_records(read, quiet))
    yield stage, collection
    yield run("records", lambda: write_records(read.sources, read.records, read.kept))
    given, settings = build.read_page_inputs(root, collection), read_settings(root)
    originals = read.originals(root)
    build.write_frame_words(root)
    yield run("pages", lambda: write_pages(collection, read.registry, root / "docs", settings, originals, given,
                                           build.traces_of(root, read, settings)))
    yield run("search", lambda: build.write_search(root, read, collection, quiet))
    yield run("mkdocs", lambda: build.press_site(root, root / "site"))


def in_own_process(root: Path, what: str) -> list[dict[str, Any]]:
    """Run this file for one measurement, so that memory is that of the measurement alone."""
    done = subprocess.run([sys.executable, __file__, "--measure", what, "--root", str(root)], check=True,
                          stdout=subprocess.PIPE, encoding="utf-8")
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def measure(root: Path, what: str) -> None:
    """One measurement, its figures printed as lines of JSON."""
    if what == "check":
        before = processor()
        check(root)
        print(json.dumps({"name": "check", "processor": processor() - before, "clock": 0, "memory": memory()}))
        return
    with uncollected():  # as ``make site`` does
        for stage, made in staged(root):
            print(json.dumps(vars(stage)))
            print(f"{stage.name}: {stage.processor:.1f} s of processor, {stage.memory:.0f} MB", file=sys.stderr,
                  flush=True)
            if isinstance(made, Collection) and (root / "true.jsonl").is_file() and what == "cold":
                print(json.dumps({"score": score(made, root / "true.jsonl")}))


def score(collection: Collection, true: Path) -> dict[str, float]:
    """Citations found where there is one; of pairs joined those that mean the same; of pairs that do those joined."""
    means: dict[tuple[str, int], str] = {}
    joined = Counter[tuple[str, str]]()
    keys = {(m.document, collection.records[m.document].citations[m.index].start): key
            for key, each in collection.instruments.items() for m in each.mentions}
    for line in true.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        means |= {(row["slug"], each["start"]): each["instrument"] for each in row["citations"]}
    for place, identity in means.items():
        if place in keys:
            joined[keys[place], identity] += 1

    def pairs(counts: Counter[Any]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    clusters, identities = Counter[str](), Counter[str]()
    for (key, identity), n in joined.items():
        clusters[key] += n
        identities[identity] += n
    return {"found": sum(joined.values()) / max(1, len(means)), "precision": pairs(joined) / max(1, pairs(clusters)),
            "recall": pairs(joined) / max(1, pairs(identities))}


def plain(root: Path, search: bool) -> Stage:
    """Plain mkdocs-material on the same tree: its own theme, no hook, no overrides."""
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    settings = re.sub(r"^hooks:\n(?:  .*\n)+", "", settings, flags=re.MULTILINE)
    settings = re.sub(r"^  (?:custom_dir: .*|static_templates:\n    - .*)\n", "", settings, flags=re.MULTILINE)
    settings = re.sub(r"^plugins: .*$", "plugins: [search]" if search else "plugins: []", settings, flags=re.MULTILINE)
    (root / "plain.yml").write_text(settings, encoding="utf-8")
    before, start = processor(), monotonic()
    subprocess.run(build.mkdocs_command("build", "-q", "-f", "plain.yml", "--site-dir", root / "plain"), cwd=root,
                   check=True, env=build.mkdocs_environment(root), stderr=subprocess.DEVNULL)
    used = processor() - before
    shutil.rmtree(root / "plain")
    return Stage("material, its search" if search else "material", used, monotonic() - start, memory())


def size_of(folder: Path) -> tuple[int, int]:
    """Files of a folder and their bytes."""
    found = [Path(place, name).stat().st_size for place, _, names in os.walk(folder) for name in names]
    return len(found), sum(found)


def report(root: Path, peers: bool) -> list[str]:
    """Build, print what it took; the budgets that were passed."""
    sources = list((root / DOCUMENTS_FOLDER).rglob("*.md"))
    count, text = len(sources), sum(path.stat().st_size for path in sources)
    cold = in_own_process(root, "cold")
    scores = [row["score"] for row in cold if "score" in row]
    cold = [row for row in cold if "name" in row]
    files, size = size_of(root / "site")
    changed = sources[count // 2]
    changed.write_text(changed.read_text(encoding="utf-8") + "\nMột dòng thêm để đo.\n", encoding="utf-8")
    again, checked = in_own_process(root, "again"), in_own_process(root, "check")[0]
    print(f"{count} documents, {text / 1e6:.1f} MB of text; site {files} files, {size / 1e6:.1f} MB")
    print("| stage | s processor | s clock | MB | s after one change |\n|---|---|---|---|---|")
    for row, later in zip(cold, again, strict=True):
        print(f"| {row['name']} | {row['processor']:.1f} | {row['clock']:.1f} | {row['memory']:.0f} "
              f"| {later['processor']:.1f} |")
    whole, after = (sum(row["processor"] for row in rows) for rows in (cold, again))
    print(f"| whole | {whole:.1f} | | {cold[-1]['memory']:.0f} | {after:.1f} |")
    print(f"| check | {checked['processor']:.1f} | | {checked['memory']:.0f} | |")
    for found in scores:
        print("resolution: " + ", ".join(f"{name} {value:.3f}" for name, value in found.items()))
    told = [
        ("files a document", files / count, budgets.FILES_A_DOCUMENT),
        ("times the text", size / text, budgets.TIMES_THE_TEXT),
        ("seconds a document", whole / count, budgets.SECONDS_A_DOCUMENT),
        ("check, seconds a document", checked["processor"] / count, budgets.CHECK_A_DOCUMENT),
        ("memory, MB", cold[-1]["memory"], budgets.MEGABYTES + budgets.MEGABYTES_A_DOCUMENT * count),
        ("after one change, share of cold", after / whole, budgets.AGAIN_SHARE)]
    for search in (False, True) if peers else ():
        found = plain(root, search)
        print(f"| {found.name} | {found.processor:.1f} | {found.clock:.1f} | {found.memory:.0f} | |")
        told.append((f"mkdocs step beside {found.name}", cold[-1]["processor"] / found.processor, budgets.MKDOCS_SHARE))
    return [f"{name}: {value:.3g}, budget {most:.3g}" for name, value, most in told if value > most]


def main() -> int:
    """Measure; 1 when a budget is passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=250)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    parser.add_argument("--root", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        measure(arguments.root, arguments.measure)
        return 0
    with tempfile.TemporaryDirectory(prefix="vanban-") as folder:
        project_with(arguments.documents, arguments.corpus, Path(folder), arguments.seed)
        passed = report(Path(folder), not arguments.no_peers)
    print(*(f"over budget: {line}" for line in passed), sep="\n")
    return 1 if passed else 0


if __name__ == "__main__":
    sys.exit(main())
