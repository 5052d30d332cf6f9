"""Writing a file: whole or not at all, and only when it changes; what fails is told in Vietnamese.

Everything is written aside under a name that carries the process, then put in its place in one step. What a killed
process left aside is swept away by the next one that writes.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ..problems import ProblemError, problem

_ASIDE = re.compile(r"\..+\.(\d+)~")
_WHY = {
    errno.ENOSPC: ("đĩa đã đầy", "hãy giải phóng chỗ trên đĩa rồi chạy lại."),
    errno.EDQUOT: ("hết dung lượng được cấp", "hãy giải phóng chỗ trên đĩa rồi chạy lại."),
    errno.EROFS: ("đĩa chỉ cho đọc", "hãy chạy ở nơi được phép ghi."),
    errno.EACCES: ("không được phép ghi vào đây", "hãy kiểm tra quyền ghi của thư mục."),
    errno.EPERM: ("không được phép ghi vào đây", "hãy kiểm tra quyền ghi của thư mục."),
}


@contextmanager
def refusals_explained(path: Path) -> Iterator[None]:
    """Turn what the system refuses into a :class:`ProblemError` that names the file and what to do."""
    try:
        yield
    except OSError as error:
        found, expected = _WHY.get(error.errno or 0, (f"không ghi được ({error.strerror or error})",
                                                      "hãy kiểm tra đĩa và quyền ghi."))
        raise ProblemError([problem(path, 0, "Ghi tệp", found, expected)]) from error


def write_if_changed(path: Path, content: bytes) -> bool:
    """Write ``content`` unless the file already holds it; the old file stays until the new one is complete."""
    if path.is_file() and path.read_bytes() == content:
        return False
    _put(path, lambda aside: aside.write_bytes(content))
    return True


def _put(path: Path, write: Callable[[Path], object]) -> None:
    aside = _aside(path)
    try:
        with refusals_explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            write(aside)
            aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def write_new(contents: Mapping[Path, bytes]) -> None:
    """Write new files, all of them or none; raises :class:`ProblemError`, also when one is there already.

    Killed between two of them, it leaves whole files under their names, the first ones given.
    """
    made: list[Path] = []
    folders = [path.parent for path in contents if not path.parent.exists()]
    try:
        for path, content in contents.items():
            with refusals_explained(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                made.append(_aside(path))
                _aside(path).write_bytes(content)
        for path in contents:
            with refusals_explained(path):
                _create(_aside(path), path)
            made.append(path)
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        for folder in dict.fromkeys(folders):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        raise
    for path in contents:
        _aside(path).unlink(missing_ok=True)


def write_over(contents: Mapping[Path, bytes]) -> None:
    """Write files in the place of others, all of them or none; raises :class:`ProblemError`, then all is as it was."""
    before = {path: path.read_bytes() if path.is_file() else None for path in contents}
    try:
        for path, content in contents.items():
            write_if_changed(path, content)
    except BaseException:
        for path, old in before.items():
            if old is None:
                path.unlink(missing_ok=True)
            else:
                write_if_changed(path, old)
        raise


def _create(aside: Path, path: Path) -> None:
    """Give a file its name in one step, never over another file."""
    try:
        os.link(aside, path)
    except FileExistsError:
        raise ProblemError([
            problem(path, 0, "Tên tệp", "đã có tệp này", "không ghi đè; hãy sửa tệp đang có.")]) from None
    except OSError:  # a disk without links
        if path.exists():
            raise
        aside.replace(path)


def sweep(folder: Path) -> int:
    """Remove what processes that are no more have left aside in a folder and right beside it; how many files."""
    aside = (*folder.rglob(".*~"), *folder.parent.glob(".*~"))
    left = [path for path in aside if (found := _ASIDE.fullmatch(path.name)) and not is_running(int(found[1]))]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _aside(path: Path) -> Path:
    """Where a file is written before it has its name; the name stays short enough for every system."""
    return path.with_name(f".{path.name[:200]}.{os.getpid()}~")


def is_running(process: int) -> bool:
    """Whether a process is still there; where asking would stop it (Windows) it counts as running."""
    if os.name == "nt":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
