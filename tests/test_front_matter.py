"""Front matter: what is read, what is refused, and in which words."""

from __future__ import annotations

import pytest
from cases import FOLDER, read_yaml
from vanban.models import Correction, Document, FrontMatter, SeenRemark
from vanban.problems import ProblemError
from vanban.store.front_matter import needless_corrections, read_front_matter

CASES = read_yaml(FOLDER / "front_matter.yaml")


def test_everything_that_can_be_written() -> None:
    """All keys are read, every value as the text it was written as."""
    block = (
        "source: Trang của tỉnh\nurl: https://example.vn/a?b=1\nretrieved: 2025-03-14\noriginal: a.pdf\n"
        "topics: [an ninh, trật tự]\ncorrections:\n- field: date\n  value: 2015-07-28\n  reason: theo bản gốc\n"
        "- field: recipients\n  value: [Như kính gửi, Lưu VT]\n  reason: bản chép thiếu\n"
        "- field: number\n  value: null\n  reason: số là của văn bản khác\n"
        "seen:\n- {rule: text-cut, reason: bản chép thiếu}\nmask: ['0912 345 678']\n")
    assert read_front_matter(block, "a.md") == FrontMatter(
        "Trang của tỉnh", "https://example.vn/a?b=1", "2025-03-14", "a.pdf", ("an ninh", "trật tự"),
        (Correction("date", "2015-07-28", "theo bản gốc", 8),
         Correction("recipients", ("Như kính gửi", "Lưu VT"), "bản chép thiếu", 11),
         Correction("number", None, "số là của văn bản khác", 14)),
        (SeenRemark("text-cut", "bản chép thiếu", 18),), ("0912 345 678",))


@pytest.mark.parametrize("block", [None, "", "\n", "source:\n", "corrections: []\n", "topics:\n"])
def test_nothing_written_is_nothing_known(block: str | None) -> None:
    """An absent or empty block is no problem."""
    assert read_front_matter(block, "a.md") == FrontMatter()


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_refused(case: dict[str, object]) -> None:
    """Each faulty block gives exactly these messages, with file and line."""
    with pytest.raises(ProblemError) as caught:
        read_front_matter(str(case["block"]), "a.md")
    assert [str(problem) for problem in caught.value.problems] == case["problems"]


def test_deep_nesting_and_length_are_bounded() -> None:
    """A block made to exhaust the reader is refused before it is built."""
    for block in ("topics: " + "[" * 9000, "a: " * 9000, "source: " + "x" * 30_000):
        with pytest.raises(ProblemError):
            read_front_matter(block, "a.md")


def test_a_correction_that_is_no_longer_needed_is_reported() -> None:
    """What the text now gives by itself need not be supplied."""
    corrections = (Correction("place", "Huế", "thiếu địa danh", 4), Correction("type", "Báo cáo", "đọc nhầm", 7))
    found = list(needless_corrections(Document(place="Huế", type="Kế hoạch"), corrections, "a.md"))
    assert [(problem.path, problem.line) for problem in found] == [("a.md", 4)]
