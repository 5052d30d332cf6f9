"""Rules on records: first why a record is not what is computed, then what to do about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from ...models import FrontMatter, Record
from ...problems import Problem, ProblemError, problem
from ...store.decoding import read_text
from ...store.records import dump_record, load_record
from .files import conflict_marks, front_matter_fence
from .rule import File, Held, rule

Reason = Literal["missing", "broken", "record lines", "text lines", "text", "front matter", "record"]
REFRESH = "hãy chạy “make records” rồi lưu cả hai tệp."


@rule("record-missing", "error", "Văn bản nào cũng có bản ghi `.yaml` do `make records` làm ra.")
def record_missing(held: Held) -> Iterator[Problem]:
    """A document without a record."""
    if stale(held) == "missing":
        yield problem(held.source.record_path, 0, "Bản ghi", "chưa có", REFRESH)


@rule("record-old", "error", "Bản ghi được làm lại sau khi sửa văn bản hoặc phần đầu tệp.")
def record_old(held: Held) -> Iterator[Problem]:
    """A record of an earlier text or front matter."""
    changed = {"text": "văn bản đã sửa sau khi lập bản ghi", "front matter": "phần đầu tệp đã sửa sau khi lập bản ghi"}
    if (reason := stale(held)) in changed:
        yield problem(held.source.record_path, 0, "Bản ghi", changed[str(reason)], REFRESH)


@rule("record-edited", "error", "Bản ghi không sửa tay: điều máy đọc sai thì ghi vào `corrections` của văn bản.")
def record_edited(held: Held) -> Iterator[Problem]:
    """A record that differs although text and front matter are those it was made from."""
    if stale(held) == "record":
        path = held.source.record_path
        line, key = first_difference(path.read_bytes(), dump_record(held.record).encode())
        yield problem(path, line, "Bản ghi", f"khác kết quả tính lại ở “{key}” dù văn bản không đổi (bị sửa tay, "
                                             f"hoặc bảng "
                      "tra hay máy đọc vừa đổi)", "điều máy đọc sai thì ghi vào corrections của tệp .md; sau "
                                                  "đó " + REFRESH)


@rule("record-broken", "error", "Bản ghi là YAML đúng cấu trúc.")
def record_broken(held: Held) -> Iterator[Problem]:
    """A record that is no record, with everything that is wrong in it."""
    path = held.source.record_path
    if stale(held) != "broken":
        return
    marks = list(conflict_marks(_file(path)))
    yield from marks
    try:
        load_record(path)
    except ProblemError as error:
        yield from () if marks else error.problems


@rule("line-ends", "error", "Kết thúc dòng giữ nguyên như lúc lập bản ghi (thường là LF).")
def line_ends(held: Held) -> Iterator[Problem]:
    """A text or a record whose words are the same but whose line ends an editor or git turned round."""
    reason = stale(held)
    if reason in ("text lines", "record lines"):
        path = held.source.path if reason == "text lines" else held.source.record_path
        yield problem(path, 1, "Kết thúc dòng", "mọi dòng đã đổi kiểu kết thúc (CRLF, LF), không chữ nào khác",
                      "hãy lưu lại với kiểu kết thúc dòng như trước; đừng chạy “make records”.")


@lru_cache(maxsize=1)
def stale(held: Held) -> Reason | None:
    """Why the record is not what is computed; ``None`` where it is, or where another rule names the cause.

    Bytes are compared before anything is read, since nearly every record is what it should be.
    """
    if held.written:
        return None
    path, computed = held.source.record_path, dump_record(held.record).encode()
    if not path.is_file():
        return "missing"
    written = path.read_bytes()
    if written == computed:
        return None
    if written.replace(b"\r\n", b"\n") == computed:
        return "record lines"
    whole = _file(held.source.path)
    if any(conflict_marks(whole)) or any(front_matter_fence(whole)):
        return None
    try:
        return _changed(load_record(path), held)
    except ProblemError:
        return "broken"


def _changed(written: Record, held: Held) -> Reason:
    if written.sha256 != held.record.sha256:
        plain = held.source.text.replace("\r\n", "\n")
        turned = (plain, plain.replace("\n", "\r\n"))
        return "text lines" if written.sha256 in map(_digest, turned) else "text"
    return "record" if _plain(written.front_matter) == _plain(held.record.front_matter) else "front matter"


def _plain(front: FrontMatter) -> FrontMatter:
    """Front matter as a record keeps it."""
    return replace(front, corrections=tuple(replace(each, line=0) for each in front.corrections), seen=(), mask=())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _file(path: Path) -> File:
    try:
        return File(path, read_text(path))
    except ProblemError:
        return File(path, "")


def first_difference(written: bytes, computed: bytes) -> tuple[int, str]:
    """The first line that differs, with the key it begins with (or the one above it)."""
    ours, theirs = written.decode("utf-8", "replace").split("\n"), computed.decode().split("\n")
    number = next((n for n, (one, two) in enumerate(zip(ours, theirs, strict=False), 1) if one != two),
                  min(len(ours), len(theirs)))
    line = ours[number - 1] if number <= len(ours) else theirs[number - 1]
    return number, line.strip(" -").partition(":")[0][:40]
