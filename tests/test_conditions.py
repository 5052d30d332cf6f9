"""Conditions that decide nothing are told, those that decide something are not."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from vanban.quality import conditions

SOURCE = '''
LIMIT: int = 3

def read(words: list[str], most: int | None = None) -> Any:
    if words and len(words) > LIMIT:
        return [word for word in words if word]
    elif most is None:
        most = 1
    return "many" if len(words) > most or not words else words[0] or ""
'''


@pytest.mark.parametrize(("calls", "told"), [
    ([], {"and: words", "and: len(words) > LIMIT", "if: words and len(words) > LIMIT", "filter: word",
          "if: most is None", "or: len(words) > most", "or: not words", "or: words[0]",
          "either: len(words) > most or not words"}),
    ([["a", "b", "c", "d"]], {"and: words", "and: len(words) > LIMIT", "filter: word", "if: most is None",
                              "or: len(words) > most", "or: not words", "or: words[0]",
                              "either: len(words) > most or not words"}),
    ([["a", "b", "", "d"], ["a"], ["a", "b"], []], set()),
], ids=["never called", "one side", "every side"])
def test_a_condition_that_decides_nothing_is_told(
        calls: list[list[str]], told: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conditions, "_watched", {})
    monkeypatch.setattr(conditions, "_seen", defaultdict(set))
    space: dict[str, Any] = {"Any": Any}
    exec(compile(conditions.watched_source("made.up", SOURCE), "made up", "exec"), space)
    for words in calls:
        space["read"](words)
    assert {line.partition("  ")[2] for line in conditions.undecided()} == told
    assert all(line.startswith("made.up:") for line in conditions.undecided())


def test_what_is_watched_gives_what_it_gave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conditions, "_watched", {})
    spaces: list[dict[str, Any]] = [{"Any": Any}, {"Any": Any}]
    exec(SOURCE, spaces[0])
    exec(compile(conditions.watched_source("made.up", SOURCE), "made up", "exec"), spaces[1])
    for words in ([], ["a"], ["", ""], ["a", "", "c", "d"]):
        assert spaces[0]["read"](words) == spaces[1]["read"](words)
