"""The texts that a change to reading is tried on: the cases, the examples of the tables, what is held, any folder."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from ..store.documents import DOCUMENTS_FOLDER, read_sources

_FEWEST_WORDS = 3
"""Words of the shortest string of a case that is read as a text; what is shorter is a value or a mark."""


def texts_of_project(root: Path) -> dict[str, str]:
    """Every text of the project by a name that tells where it stands: documents, rows of cases, examples of tables."""
    texts = {source.slug: source.text for source in read_sources(root / DOCUMENTS_FOLDER)}
    cases = {path: yaml.safe_load(path.read_text(encoding="utf-8")) for path in (root / "tests/cases").glob("*.yaml")}
    tables = {path: [row.get("example") for row in yaml.safe_load(path.read_text(encoding="utf-8")) or ()]
              for path in (root / DOCUMENTS_FOLDER.parent / "registry").glob("*.yaml")}
    for path, rows in sorted((cases | tables).items()):
        name = f"{path.parent.name}/{path.stem}"  # a table of cases and one of the registry may be called alike
        texts |= {f"{name}#{number}": text for number, text in enumerate(dict.fromkeys(_strings(rows)), 1)}
    return texts


def texts_of_folder(folder: Path, step: int = 1) -> dict[str, str]:
    """Every ``*.txt`` of a folder by its path, or one in each ``step`` of them; UTF-8, newlines untouched."""
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8")
            for path in sorted(folder.rglob("*.txt"))[::step]}


def add_data_option(parser: argparse.ArgumentParser) -> None:
    """Give a command ``--data``: a folder of texts to read besides the project's, by default that of ``DATA``."""
    parser.add_argument("--data", type=_folder, metavar="THƯ-MỤC", default=os.environ.get("DATA") or None,
                        help="thư mục văn bản để đọc thêm; mặc định lấy từ biến môi trường DATA")


def _folder(given: str) -> Path:
    """The folder a person names; what is none is told in argparse's way."""
    if not Path(given).is_dir():
        raise argparse.ArgumentTypeError(f"không có thư mục {given}")
    return Path(given)


def bounded_texts(case: Mapping[str, Any]) -> tuple[str, str]:
    """The texts of a case of a bound: with its ``repeat`` as often as the bound allows, and once more."""
    inside, outside = (case["text"].replace("{…}", case["repeat"] * (case["times"] + more)) for more in (0, 1))
    return inside, outside


def _strings(value: object) -> Iterator[str]:
    """The strings inside plain data that are long enough to be read as texts, those of a bound twice."""
    if isinstance(value, str) and len(value.split()) >= _FEWEST_WORDS:
        yield value
    if isinstance(value, dict) and {"text", "repeat", "times"} <= value.keys():
        yield from bounded_texts(value)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from _strings(each)
