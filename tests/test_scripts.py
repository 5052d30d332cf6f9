"""The commands and what is written about them: help that works, guides that cannot go stale."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from vanban.store.decoding import split_front_matter
from vanban.store.front_matter import read_front_matter

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = sorted((ROOT / "scripts").glob("*.py"))
GUIDES = ("README.md", "CONTRIBUTING.md", "docs/dong-gop.md")
TABLES = {"make_territories.py"}
"""Scripts that are mostly facts kept by hand, which no other program reads."""
SAMPLE = re.compile(r"```markdown\n(.*?)```", re.DOTALL)


def text(name: str) -> str:
    """One file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_help_is_the_docstring_and_ends_with_an_example(path: Path) -> None:
    """Every command explains itself in Vietnamese and shows a call of itself."""
    done = subprocess.run([sys.executable, path, "--help"], capture_output=True, encoding="utf-8", check=False,
                          env=os.environ | {"PYTHONUTF8": "1", "COLUMNS": "200"})
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert (done.returncode, done.stderr) == (0, "")
    assert doc.splitlines()[0] in done.stdout
    assert re.search(rf"Ví dụ:\s+(?:python3? )scripts/{path.name}.*\Z", doc)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_short_and_does_nothing_on_import(path: Path) -> None:
    """A command is a thin call into the package."""
    source = path.read_text(encoding="utf-8")
    kinds = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.Assign, ast.AnnAssign, ast.Expr, ast.If)
    tree = ast.parse(source)
    assert all(isinstance(node, kinds) for node in tree.body)
    assert all(isinstance(node.value, ast.Constant) for node in tree.body if isinstance(node, ast.Expr))
    assert source.count("\n") <= 70 or path.name in TABLES


@pytest.mark.parametrize("guide", GUIDES)
def test_commands_of_the_guides_exist(guide: str) -> None:
    """Every script and every make target a guide names is there."""
    content = text(guide)
    scripts = set(re.findall(r"scripts[/\\](\w+\.py)", content))
    targets = set(re.findall(r"^make (\w+)|`make (\w+)`", content, re.MULTILINE))
    makefile = text("Makefile")
    assert scripts <= {path.name for path in SCRIPTS}
    assert all(re.search(rf"^{one or two}:", makefile, re.MULTILINE) for one, two in targets)


@pytest.mark.parametrize("guide", GUIDES)
def test_files_of_the_guides_exist(guide: str) -> None:
    """Every relative link of a guide leads to a file, or into a folder that the build makes, whose links it proves."""
    made = [ROOT / line.strip("/") for line in text(".gitignore").splitlines() if line.startswith("/docs/")]
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text(guide))
    targets = {link: (ROOT / guide).parent.joinpath(link).resolve() for link in links}
    assert [link for link, target in targets.items()
            if not target.exists() and not any(target.is_relative_to(folder) for folder in made)] == []


def test_the_annotated_sample_is_the_same_in_both_guides_and_valid() -> None:
    """What a contributor copies is accepted."""
    samples = {match for guide in GUIDES[1:] for match in SAMPLE.findall(text(guide))}
    assert len(samples) == 1
    block, body, _ = split_front_matter(samples.pop())
    front = read_front_matter(block, "mau.md")
    assert front.source and front.url and front.retrieved and front.original and front.topics
    assert [correction.field for correction in front.corrections] == ["signing_capacity"]
    assert body.startswith("Số: 31 /KH-UBND")


def test_the_sample_message_of_the_guide_is_the_real_one() -> None:
    """The guide shows the message a contributor gets."""
    shown = re.search(r"```text\n(.*)\n```", text("docs/dong-gop.md"))
    assert shown
    with pytest.raises(Exception, match="14/3/2025") as caught:
        read_front_matter("retrieved: 14/3/2025\n", "directives/documents/2023/31-kh-ubnd-2023-binh-phuoc.md", 6)
    assert f"{caught.value} [front-matter]" == shown[1]


def test_continuous_integration_runs_what_the_readme_says() -> None:
    """One way to build and test, on a laptop and on the service."""
    run = text(".ci/run")
    assert re.findall(r"^make (\w+)", run, re.MULTILINE) == ["check", "site", "measure", "fuzz", "test"]
    assert run.index("git status") < run.index("make check") and "exit 1" in run
    assert run.rstrip().endswith("make test")
    assert ".ci/run" in text(".github/workflows/site.yml")


WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_trusts_nothing_that_moves(path: Path) -> None:
    """Actions are pinned by commit, rights are named, no job of a stranger's code is given more, targets exist."""
    flow = yaml.safe_load(path.read_text(encoding="utf-8"))
    steps = [step for job in flow["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert used == [use for use in used if re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", use)]
    assert set(flow["permissions"].values()) == {"read"} or path.stem == "report"
    assert all(step.get("with", {}).get("persist-credentials") is False or "permissions" in job
               for job in flow["jobs"].values() for step in job["steps"] if "actions/checkout" in step.get("uses", ""))
    triggers = flow[True]  # YAML 1.1 reads the key "on" as a truth value
    assert "pull_request_target" not in triggers
    if "pull_request" in triggers:
        writing = [job for job in flow["jobs"].values() if "permissions" in job]
        assert all("github.event_name == 'push'" in job["if"] and not _runs_code(job) for job in writing)
        checkouts = [step for job in flow["jobs"].values() if job not in writing for step in job["steps"]
                     if step.get("uses", "").startswith("actions/checkout@")]
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)
    for target in re.findall(r"make (?:--silent )?(\w+)", "\n".join(step.get("run", "") for step in steps)):
        assert re.search(rf"^{target}:", text("Makefile"), re.MULTILINE), target


def _runs_code(job: dict[str, Any]) -> bool:
    """Whether a job runs anything that a branch may have brought."""
    ran = "\n".join(step.get("run", "") for step in job["steps"])
    return bool(re.search(r"\b(?:python|make|bash|sh|node|source)\b|\./|\.ci/", ran))


def test_the_job_that_may_write_runs_no_contributed_code() -> None:
    """It checks nothing out and runs nothing but the code host's own command on two files of words."""
    (job,) = yaml.safe_load(text(".github/workflows/report.yml"))["jobs"].values()
    assert not any("checkout" in step.get("uses", "") for step in job["steps"])
    assert set(re.findall(r"\b(?:python|make|bash|sh|node|source)\b", job["steps"][-1]["run"])) == set()


def posted(report: str, folder: Path) -> str:
    """What the job that posts a report would post of this one, asked of a stand-in for the code host."""
    (job,) = yaml.safe_load(text(".github/workflows/report.yml"))["jobs"].values()
    (folder / "gh").write_text('#!/bin/sh\n[ "$2" = view ] && echo abc || cp body.md posted.md\n', encoding="utf-8")
    (folder / "gh").chmod(0o755)
    (folder / "number").write_text("7\n", encoding="utf-8")
    (folder / "report.md").write_text(report, encoding="utf-8")
    subprocess.run(["bash", "-euo", "pipefail", "-c", job["steps"][-1]["run"]], cwd=folder, check=True,
                   env=os.environ | {"PATH": f"{folder}:{os.environ['PATH']}", "HEAD": "abc"})
    return (folder / "posted.md").read_text(encoding="utf-8")


REPORT = ("# Đóng góp này so với `main`\n\n1 văn bản thêm.\n\n"
          "## Thêm: `5-kh`\n\n    Trích yếu <b> @ai\n\n## Trang thêm (1)\n\n- `a`\n")


@pytest.mark.parametrize("more", [
    "- @ai_do", "<img src=x>", "![x](y)", "- [x](y)", "https://x.vn", "- `a\n- @b`", "~~~\n", "    @ai_do",
    "- a\n    @ai_do", "- a\n\n    @ai_do"])
def test_only_a_report_as_the_project_writes_it_is_posted(more: str, tmp_path: Path) -> None:
    """A document's words in code are posted; a mention, a link or a picture is not, and the comment says so."""
    assert posted(REPORT, tmp_path) == REPORT
    assert "không phải do máy viết" in posted(REPORT + more + "\n", tmp_path)


def test_locked_versions_cover_what_is_declared() -> None:
    """Every declared package is pinned with hashes, and no index address is written down."""
    for name in ("requirements.txt", "requirements-test.txt"):
        lock = text(name)
        assert "://" not in lock
        pins = re.findall(r"^([a-z0-9-]+)==[^ ]+(?: ;[^\\]*)? \\\n    --hash=sha256:", lock, re.MULTILINE)
        assert len(pins) == len(re.findall(r"^[a-z]", lock, re.MULTILINE))
        declared = text("pyproject.toml").partition("[project.optional")[0]
        assert set(re.findall(r'^    "([a-z0-9-]+)[>=<"]', declared, re.MULTILINE)) <= set(pins)
