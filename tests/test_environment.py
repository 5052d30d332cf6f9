"""The set-up: nothing is installed twice, and what is missing is said in words that help."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import install_browser
import prepare_environment
import pytest
from vanban.commands.lightening import lighten


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with two lists of packages and a finished environment for tests; no command may run."""
    for name in prepare_environment.LISTS:
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    (tmp_path / ".venv").mkdir()
    (tmp_path / "python").touch()
    monkeypatch.setattr(prepare_environment, "ROOT", tmp_path)
    monkeypatch.setattr(prepare_environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(prepare_environment, "PYTHON", tmp_path / "python")
    stamp = tmp_path / ".venv/requirements-test.txt.sha256"
    stamp.write_text(prepare_environment.digest("requirements-test.txt"))
    return tmp_path


def refuse(*command: object, **options: object) -> int:
    """Stand in for a command: it fails, as on a machine without what it needs."""
    return 1


def test_a_second_run_installs_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment for tests serves the build as well."""
    monkeypatch.setattr(subprocess, "call", refuse)
    assert prepare_environment.main(["--test"]) == 0
    assert prepare_environment.main([]) == 0


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_newlines_of_a_checkout_do_not_matter(place: Path, newline: str) -> None:
    """The same list on Windows is the same list."""
    (place / "requirements-test.txt").write_bytes(f"requirements-test.txt{newline}".encode())
    assert prepare_environment.ready("requirements-test.txt")


def test_a_changed_list_is_installed_and_failure_is_said(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    """When nothing can be installed the message says what to install, and the next run tries again."""
    (place / "requirements-test.txt").write_text("mới\n", encoding="utf-8")
    monkeypatch.setattr(subprocess, "call", refuse)
    assert prepare_environment.main(["--test"]) == 1
    assert "python3-venv" in capsys.readouterr().err
    assert not prepare_environment.ready("requirements-test.txt")


def test_parts_that_nothing_here_uses_are_taken_out(place: Path) -> None:
    """Icons that a template names stay, as do the dates of Vietnamese and English and every module."""
    packages = place / ".venv/lib/python3.11/site-packages"
    kept = ["babel/locale-data/vi.dat", "babel/locale-data/root.dat", "babel/core.py", "numpy/testing/__init__.py",
            "material/templates/.icons/material/magnify.svg", "material/templates/.icons/logo.svg"]
    gone = ["babel/locale-data/vi_VN.dat", "babel/locale-data/fr.dat", "numpy/_core/tests/test_a.py",
            "material/templates/.icons/material/abacus.svg", "material/templates/.icons/fontawesome/brands/x.svg"]
    for name in (*kept, *gone):
        (packages / name).parent.mkdir(parents=True, exist_ok=True)
        (packages / name).write_text("x", encoding="utf-8")
    (packages / "material/templates/base.html").write_text('{% set icon = "material/magnify" %}', encoding="utf-8")
    lighten(place / ".venv", place / "overrides")
    assert [name for name in kept if not (packages / name).exists()] == []
    assert [name for name in gone if (packages / name).exists()] == []


def test_an_old_python_is_told_so(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    """The oldest Python that serves is named."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert prepare_environment.main([]) == 1
    assert "cần Python 3.11 trở lên" in capsys.readouterr().err


def test_a_missing_browser_is_an_error(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The tests of the browser are never left out in silence."""
    monkeypatch.setenv("VANBAN_BROWSER", "/khong/co")
    assert install_browser.main([]) == 1
    assert capsys.readouterr().err.strip() == install_browser.ADVICE
