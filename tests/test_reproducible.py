"""The same documents give the same site, byte for byte: on any day, in any place, by any number of processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from test_build import digests
from test_incremental import project as project
from test_incremental import whole_project as whole_project

CLOCK = """
import datetime, os, time
_far = int(os.environ["FAR"]) * 31_556_952
_real = time.time
time.time = lambda: _real() + _far
class _Day(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())
class _Moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(time.time(), datetime.timezone.utc).replace(tzinfo=None)
datetime.date, datetime.datetime = _Day, _Moment
"""
"""Runs before everything else in a process and in those it starts: the clock is so many years off."""
BUILD = """
import sys
from pathlib import Path
from vanban.pages import making
from vanban.commands import build, documents
from vanban.search import build as search
if sys.argv[2] == "2":
    making._SHARE = 1
    for module in (making, documents, search):
        module.helpers_for = lambda characters: 2
build.build_site(Path(sys.argv[1]), say=lambda words: None)
"""
WORLDS = {
    "1990": {"FAR": "-36", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    "2040": {"FAR": "14", "TZ": "America/Adak", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
}


def built(project: Path, folder: Path, processes: int, address: str | None, **world: str) -> dict[str, str]:
    """The site that a fresh process builds in a folder of its own."""
    shutil.copytree(project, folder, symlinks=True)
    own = folder.parent / "clock"
    own.mkdir(exist_ok=True)
    (own / "sitecustomize.py").write_text(CLOCK, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "SOURCE_DATE_EPOCH")}
    world |= {"SITE_URL": address} if address else {}
    subprocess.run([sys.executable, "-c", BUILD, str(folder), str(processes)], check=True, cwd=folder,
                   env=kept | world | {"PYTHONPATH": f"{own}{os.pathsep}{folder / 'scripts'}", "PYTHONUTF8": "1"})
    return digests(folder / "site")


@pytest.mark.parametrize("address", [None, "https://example.org/kho/"])
def test_neither_clock_nor_place_nor_processes_change_a_byte(whole_project: Path, tmp_path: Path,
                                                             address: str | None) -> None:
    one = built(whole_project, tmp_path / "a", 1, address, **WORLDS["1990"])
    two = built(whole_project, tmp_path / "kho văn bản số 2", 2, address, **WORLDS["2040"])
    assert len(one) > 200 and ("sitemap.xml.gz" in one)
    assert [name for name in one.keys() | two.keys() if one.get(name) != two.get(name)] == []
