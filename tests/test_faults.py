"""Faults of the machine: a full disk, a folder nobody may write to, a kill anywhere, two at once, a wrong clock."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from system_faults import everything, failing
from test_add import SAID, added, names, plan
from vanban.commands.check import check
from vanban.commands.parse import refresh_records
from vanban.problems import ProblemError
from vanban.registry.tables import Registry
from vanban.store.documents import DOCUMENTS_FOLDER

SCRIPTS = Path(__file__).parents[1] / "scripts"
KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, {scripts!r})
import add_document
steps = int(sys.argv[1])
def counted(real, half):
    def step(*arguments, **more):
        global steps
        steps -= 1
        if steps == 0 and half:
            real(arguments[0], arguments[1][:len(arguments[1]) // 2])
        if steps <= 0:
            os._exit(9)
        return real(*arguments, **more)
    return step
Path.write_bytes = counted(Path.write_bytes, True)
Path.unlink = counted(Path.unlink, False)
Path.replace = counted(Path.replace, False)
os.link = counted(os.link, False)
sys.exit(add_document.main(sys.argv[2:]))
"""
"""Runs the command and ends it like a power cut at the given step on the disk; a write stops half way."""


@pytest.fixture
def kho(root: Path, tmp_path: Path) -> Path:
    """An empty project with the real tables."""
    (tmp_path / "kho" / DOCUMENTS_FOLDER).mkdir(parents=True)
    (tmp_path / "kho" / DOCUMENTS_FOLDER.parent / "registry").symlink_to(root / DOCUMENTS_FOLDER.parent / "registry")
    return tmp_path / "kho"


@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize(("number", "words"), [
    (errno.ENOSPC, "đĩa đã đầy; hãy giải phóng chỗ"), (errno.EROFS, "đĩa chỉ cho đọc"),
    (errno.EACCES, "không được phép ghi vào đây"), (errno.EIO, "không ghi được"),
])
def test_what_cannot_be_written_leaves_nothing(kho: Path, tmp_path: Path, registry: Registry, at: int, number: int,
                                               words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text or its record does not fit: neither is there, no folder either, and it is said in Vietnamese."""
    path, before = plan(tmp_path), everything(kho / DOCUMENTS_FOLDER)
    monkeypatch.setattr(Path, "write_bytes", failing(Path.write_bytes, at, number))
    (card,) = added(kho, registry, path)
    monkeypatch.undo()
    assert card.outcome.status == "refused"
    assert words in card.outcome.problems[0].message
    assert everything(kho / DOCUMENTS_FOLDER) == before
    (card,) = added(kho, registry, path)
    assert card.outcome.status == "added"


def test_records_on_a_full_disk_stay_what_they_were(kho: Path, tmp_path: Path, registry: Registry,
                                                    monkeypatch: pytest.MonkeyPatch) -> None:
    added(kho, registry, plan(tmp_path))
    text = kho / DOCUMENTS_FOLDER / "2023/45-kh-ubnd-2023-binh-phuoc.md"
    text.write_bytes(text.read_bytes() + b"\n")
    before = everything(kho)
    monkeypatch.setattr(Path, "write_bytes", failing(Path.write_bytes, 1, errno.ENOSPC))
    with pytest.raises(ProblemError, match="đĩa đã đầy"):
        refresh_records(kho)
    monkeypatch.undo()
    assert everything(kho) == before


@pytest.mark.parametrize("step", range(1, 9))
def test_killed_anywhere_the_next_run_completes(kho: Path, tmp_path: Path, registry: Registry, root: Path,
                                                step: int) -> None:
    """After a power cut the same command brings the folder to what one whole run makes of it."""
    path, other = plan(tmp_path), tmp_path / "toan-ven"
    (other / DOCUMENTS_FOLDER).mkdir(parents=True)
    (other / DOCUMENTS_FOLDER.parent / "registry").symlink_to(root / DOCUMENTS_FOLDER.parent / "registry")
    added(other, registry, path)
    code = KILLED.format(scripts=str(SCRIPTS))
    done = subprocess.run(
        [sys.executable, "-c", code, str(step), str(path), "--folder", str(kho / DOCUMENTS_FOLDER), "--source",
         str(SAID.source)],
        check=False, capture_output=True, env=os.environ | {"PYTHONUTF8": "1"})
    assert done.returncode in (9, 0), done.stderr.decode()
    added(kho, registry, path)
    assert everything(kho) == everything(other)
    assert [str(each) for each in check(kho) if each.severity == "error"] == []


def test_the_power_cuts_reach_into_the_writing(kho: Path, tmp_path: Path) -> None:
    """The first steps above do fall into the work; the last one may come after its end."""
    code = KILLED.format(scripts=str(SCRIPTS))
    done = subprocess.run([sys.executable, "-c", code, "3", str(plan(tmp_path)), "--folder",
                           str(kho / DOCUMENTS_FOLDER),
                           "--source", "x"],
                          check=False, capture_output=True, env=os.environ | {"PYTHONUTF8": "1"})
    assert done.returncode == 9
    assert any(name.endswith("~") for name in names(kho))


def test_two_commands_at_once_add_one_document(kho: Path, tmp_path: Path) -> None:
    """Both end well or the later one says that it is there; never two, never half."""
    command = [sys.executable, str(SCRIPTS / "add_document.py"), str(plan(tmp_path)), "--folder",
               str(kho / DOCUMENTS_FOLDER),
               "--source", "x"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env=os.environ | {"PYTHONUTF8": "1"}) for _ in range(2)]
    told = [process.communicate()[1].decode() for process in running]
    assert 0 in [process.returncode for process in running], told
    assert all(process.returncode == 0 or "đã có tệp này" in said for process, said in zip(running, told, strict=True))
    assert names(kho) == [f"2023/45-kh-ubnd-2023-binh-phuoc{suffix}" for suffix in (".md", ".yaml")]
    assert [str(each) for each in check(kho) if each.severity == "error"] == []


@pytest.mark.parametrize("today", [date(1990, 1, 1), date(2026, 11, 28), date(2093, 1, 1)])
def test_the_clock_decides_nothing_that_is_written(kho: Path, tmp_path: Path, registry: Registry, today: date) -> None:
    """A clock of 1990 accuses no document of coming from the future."""
    added(kho, registry, plan(tmp_path))
    assert check(kho, today=today) == []
