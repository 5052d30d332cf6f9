"""What each weight of the ranking is worth: the table of features taken away, halved, and half as much again.

INDEX is the folder of a built index (``docs/du-lieu/tim-kiem``), QUESTIONS a file of JSON: a list of
``[kind, query, [accepted addresses], {options}]``. They are split by the address of their answer: weights are set on
half 0 and told on half 1.

Example: python benchmarks/search_ablation.py docs/du-lieu/tim-kiem questions.json 1
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from playwright._impl._driver import compute_driver_executable

ROOT = Path(__file__).resolve().parents[1]


def main(argv: list[str] | None = None) -> int:
    """Ask and print."""
    arguments = argv or sys.argv[1:]
    if len(arguments) < 2:
        print(__doc__)
        return 2
    index, questions, half = (*arguments, "1")[:3]
    node = compute_driver_executable()[0]
    return subprocess.run([node, ROOT / "benchmarks/search_questions.js", index, questions, half, "ablate"],
                          check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
