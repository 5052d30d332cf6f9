"""Problems found in what people wrote, and the one way they are shown.

Every message a maintainer sees has the same shape: ``file:line: field: found; expected; example [rule]``, in
Vietnamese. Stages yield problems or raise :class:`ProblemError`; only what is run as a program prints them.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Severity = Literal["error", "remark"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong at one place; ``line`` counts from 1, 0 means the file as a whole.

    ``rule`` is the id of the rule that found it ("" where a stage stopped before any rule was asked); a remark
    is worth a look and stops nothing.
    """

    path: str
    line: int
    message: str
    rule: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        path, message = printable(self.path), "\n".join(map(printable, self.message.split("\n")))
        place = f"{path}:{self.line}" if self.line else path
        return f"{place}: {message}" + (f" [{self.rule}]" if self.rule else "")


def printable(words: str) -> str:
    """Words without what a console would take for a command."""
    return "".join(character if character.isprintable() else "?" for character in words)


class ProblemError(Exception):
    """Raised when work on a file cannot go on; carries every problem known at that point."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[ProblemError], tuple[tuple[Problem, ...]]]:
        """From another process it comes as what it was made from."""
        return ProblemError, (self.problems,)


def problem(path: str | Path, line: int, what: str, found: str, expected: str, example: str | None = None) -> Problem:
    """An error in the standard form: what it is about, what was found, what is expected, an example if there is one."""
    message = f"{what}: {found}; {expected}"
    if example:
        message += f" Ví dụ: {example}"
    return Problem(Path(path).as_posix(), line, message)


@contextmanager
def at_work_on(path: str | Path, what: str) -> Iterator[None]:
    """Turn a fault of the program itself into a :class:`ProblemError` that names the file it stumbled on."""
    try:
        yield
    except ProblemError:
        raise
    except Exception as error:
        found = f"máy dừng vì lỗi của chương trình ({type(error).__name__}: {str(error)[:120]})"
        raise ProblemError([problem(path, 0, what, found, "hãy báo cho người phụ trách, kèm tệp này.")]) from error


def print_problems(problems: Iterable[Problem]) -> int:
    """Print errors, then remarks, on standard error, paths as seen from the current folder; 1 if there is an error,
    else 0, as a program's exit status.
    """
    here = Path.cwd().as_posix() + "/"
    found = sorted(set(problems))
    errors = [each for each in found if each.severity == "error"]
    remarks = [each for each in found if each.severity == "remark"]
    for group, words in ((errors, "lỗi cần sửa"), (remarks, "điều nên xem lại, không cản trở")):
        for each in group:
            print(str(each).removeprefix(here), file=sys.stderr)
        if group:
            print(f"Có {len(group)} {words}.", file=sys.stderr)
    return 1 if errors else 0


def speak_utf8() -> None:
    """Let messages reach any console with their accents; a Windows console otherwise stops at the first one."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
