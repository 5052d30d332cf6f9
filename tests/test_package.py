"""The package installed elsewhere: a wheel, an environment of its own, no network, a folder that is no project."""

from __future__ import annotations

import doctest
import json
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path

import pytest
from vanban.commands.cli import VERBS, main

SENTENCE = "Thực hiện Chỉ thị số 09-CT/TW ngày 01/12/2011 của Ban Bí thư.\n"


def run(*command: str | Path, cwd: Path) -> str:
    """The output of a command that must succeed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands' folder of a fresh environment with the wheel; what it needs is taken from this environment."""
    folder = tmp_path_factory.mktemp("package")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=root)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=False)
    scheme = {"base": str(folder / "env"), "platbase": str(folder / "env")}
    library = Path(sysconfig.get_path("purelib", "venv", vars=scheme))
    run(sys.executable, "-m", "pip", "--python", folder / "env", "install", "-q", "--no-index", "--no-deps", wheel,
        cwd=folder)
    (library / "needed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return Path(sysconfig.get_path("scripts", "venv", vars=scheme))


def test_the_installed_command_reads_a_text(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "thu.txt").write_text(SENTENCE, encoding="utf-8")
    record = json.loads(run(installed / "vanban", "parse", "--json", "thu.txt", cwd=tmp_path))
    (citation,) = record["citations"]
    assert (citation["number"], citation["date"], citation["relation"]) == ("09-CT/TW", "2011-12-01", "implements")


def test_the_installed_package_is_what_runs(installed: Path, tmp_path: Path) -> None:
    """Its tables, schemas and templates come along; nothing is read from the project."""
    code = ("import vanban.api, vanban.pages.templating as t, vanban.registry.tables as r, vanban.store.schemas as s\n"
            "print(vanban.__file__, r.REGISTRY_FOLDER, t.__file__, s.__file__, sep='\\n')\n"
            "print(len(vanban.api.record_of_text('Luật Đất đai').citations))")
    *files, count = run(installed / "python", "-c", code, cwd=tmp_path).splitlines()
    assert all(Path(file).is_relative_to(installed.parent.resolve()) for file in files), files
    assert count == "1"


def test_the_installed_command_has_every_verb(installed: Path, tmp_path: Path) -> None:
    for verb in VERBS:
        assert f"vanban {verb}" in run(installed / "vanban", verb, "--help", cwd=tmp_path)


def test_every_verb_is_a_script_and_comes_along(root: Path) -> None:
    data = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    brought = data["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    scripts = {f"scripts/{script}.py" for script, _ in VERBS.values()}
    assert scripts == {name for name in brought if name.startswith("scripts/")}
    prepare = {f"scripts/{name}.py" for name in (
        "check_advisories", "install_browser", "list_licenses", "make_territories", "picture_guide",
        "prepare_environment")}
    assert scripts == {path.relative_to(root).as_posix() for path in (root / "scripts").glob("*.py")} - prepare


@pytest.mark.parametrize(("given", "status"), [([], 2), (["--help"], 0), (["xem"], 2)])
def test_without_a_verb_all_are_listed(given: list[str], status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(given) == status
    said = capsys.readouterr()
    listed, other = (said.err, said.out) if status else (said.out, said.err)
    assert all(f"\n  {verb} " in listed for verb in VERBS) and not other
    assert listed.startswith("Lỗi: không có việc “xem”.") == (given == ["xem"])


def test_the_examples_of_the_architecture_page_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shown is what comes out."""
    monkeypatch.chdir(root)
    found = doctest.testfile(str(root / "ARCHITECTURE.md"), module_relative=False, encoding="utf-8",
                             optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    assert found.attempted > 10 and found.failed == 0
