"""Safe writing: all files or none, never over another, nothing left aside."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from system_faults import everything, failing
from vanban.problems import ProblemError
from vanban.store.files import sweep, write_if_changed, write_new, write_over


def test_new_files_never_replace_others(tmp_path: Path) -> None:
    """A file that came in between stays, and what was begun is taken back."""
    (tmp_path / "b").write_text("cũ")
    with pytest.raises(ProblemError, match="đã có tệp này"):
        write_new({tmp_path / "a": b"moi", tmp_path / "b": b"moi", tmp_path / "c/d": b"moi"})
    assert everything(tmp_path) == {"b": "cũ".encode()}


def test_a_disk_without_links_is_written_to_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", failing(os.link, 1, errno.EPERM))
    write_new({tmp_path / "a": b"1", tmp_path / "b": b"2"})
    assert everything(tmp_path) == {"a": b"1", "b": b"2"}


def test_only_what_dead_processes_left_is_swept(tmp_path: Path) -> None:
    """A file written aside by a process that is still there is its own."""
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    for name in (f".a.md.{gone.pid}~", f".a.md.{os.getpid()}~", ".a.md.x~", "a.md"):
        (tmp_path / name).write_bytes(b"")
    assert sweep(tmp_path) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([f".a.md.{os.getpid()}~", ".a.md.x~", "a.md"])


def test_a_long_name_can_be_written_aside(tmp_path: Path) -> None:
    """The name aside stays within what a system allows."""
    path = tmp_path / ("a" * 250)
    assert write_if_changed(path, b"x")
    assert path.read_bytes() == b"x"


def test_new_files_are_written_and_nothing_beside_them(tmp_path: Path) -> None:
    """Their folders are made; what was written aside is gone."""
    write_new({tmp_path / "a": b"1", tmp_path / "mới/b": b"2"})
    assert everything(tmp_path) == {"a": b"1", "mới": None, "mới/b": b"2"}


def test_what_was_begun_is_taken_back_with_its_folders(tmp_path: Path) -> None:
    """A folder that was there before stays, also when it is empty."""
    (tmp_path / "cũ").mkdir()
    (tmp_path / "z").write_bytes(b"1")
    before = everything(tmp_path)
    with pytest.raises(ProblemError):
        write_new({tmp_path / "mới/a": b"1", tmp_path / "cũ/b": b"2", tmp_path / "z": b"3"})
    assert everything(tmp_path) == before


def test_a_full_disk_leaves_no_half_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the file that could not be written."""
    monkeypatch.setattr(Path, "write_bytes", failing(Path.write_bytes, 2, errno.ENOSPC))
    with pytest.raises(ProblemError, match=r"b: .*đĩa đã đầy"):
        write_new({tmp_path / "a": b"1", tmp_path / "b": b"22"})
    assert everything(tmp_path) == {}


def test_files_written_over_others_are_put_back_when_one_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", failing(Path.replace, 2, errno.EROFS))
    with pytest.raises(ProblemError):
        write_over({tmp_path / "b": b"new", tmp_path / "a": b"new"})
    assert (tmp_path / "a").read_bytes() == b"old" and not (tmp_path / "b").exists()


def test_what_is_the_same_is_not_written_again(tmp_path: Path) -> None:
    assert write_if_changed(tmp_path / "a", b"1") and not write_if_changed(tmp_path / "a", b"1")
    assert write_if_changed(tmp_path / "a", b"2") and (tmp_path / "a").read_bytes() == b"2"
