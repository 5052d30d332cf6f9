"""What an earlier revision held; a project without a history, or without git, has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from repositories import git, start_history
from vanban.store.revisions import in_history, lengths_at, text_at, time_of_last_commit


def told(folder: Path, revision: str = "HEAD") -> tuple[object, ...]:
    """What each question gets for an answer."""
    return (text_at(folder, revision, "a/x.md"), lengths_at(folder, revision, "a"), in_history(folder, "a/**/x.md"),
            time_of_last_commit(folder))


def test_a_revision_tells_what_it_held(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x.md").write_bytes("Số\n".encode())
    start_history(tmp_path)
    (tmp_path / "a/x.md").write_bytes(b"now")
    assert told(tmp_path) == ("Số\n", {"a/x.md": 5}, True, git(tmp_path, "log", "-1", "--format=%ct"))
    assert told(tmp_path, "nowhere")[:2] == (None, {})


def test_without_a_history_or_without_git_there_is_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The time is a fixed one, so that two builds are the same."""
    nothing: tuple[object, ...] = (None, {}, False, "1577836800")
    assert told(tmp_path) == nothing
    monkeypatch.setenv("PATH", "")
    assert told(tmp_path) == nothing
