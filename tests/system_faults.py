"""What tests of a failing machine share: everything in a folder, and functions of the system that fail."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any


def everything(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder but what is kept outside git; files with their bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
            for path in folder.rglob("*") if not {"registry", ".cache"} & {*path.parts}}


def failing(real: Callable[..., Any], at: int, number: int) -> Callable[..., Any]:
    """A function of the system that fails from its ``at``-th call on, leaving half of what it was to write."""
    calls = 0

    def step(*arguments: Any, **more: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls < at:
            return real(*arguments, **more)
        if len(arguments) > 1 and isinstance(arguments[1], bytes):
            real(arguments[0], arguments[1][:len(arguments[1]) // 2])
        raise OSError(number, os.strerror(number))

    return step
