"""Rules on files as they lie in the folder: what belongs there, whether it is text, whether its head is one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from ...problems import Problem, ProblemError, problem
from ...store.decoding import split_front_matter
from ...store.documents import DOCUMENTS_FOLDER, document_files, is_year, read_parts, record_files
from ...store.front_matter import FRONT_MATTER_KEYS, read_front_matter
from ...store.inbox import waiting_files
from ...store.originals import ORIGINAL_KINDS, original_problems, originals_of
from .rule import File, Held, Whole, rule

_KEY = re.compile(rf"\s*(?:{'|'.join(FRONT_MATTER_KEYS)})\s*:")
_MARK = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$|^={7}$", re.MULTILINE)
_VAGUE = frozenset(["internet", "trên mạng", "mạng internet", "google", "website", "trang web", "không rõ nguồn"])
_SEARCH = re.compile(r"https?://(?:www\.|m\.)?(?:google|bing|coccoc|facebook|zalo|youtube)\.", re.IGNORECASE)
_FENCE = re.compile(r"\ufeff?---[ \t]*\r?$")


@rule("stray-file", "error", "Trong thư mục văn bản chỉ có văn bản `.md`, bản ghi `.yaml` cùng tên, thư mục năm và "
                             "thư mục "
      "`originals`; không có liên kết, ống dẫn hay tệp khác.")
def stray_file(whole: Whole) -> Iterator[Problem]:
    """Files that do not belong into the folder of documents."""
    folder = whole.root / DOCUMENTS_FOLDER
    known = {*document_files(folder), *record_files(folder)}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        inside = path.relative_to(folder).parts
        year = len(inside) == 1 and is_year(path.name) and path.is_dir() and not path.is_symlink()
        if inside[0] != "originals" and path.name != ".gitkeep" and path not in known and not year:
            yield problem(path, 0, "Thư mục văn bản", f"có “{path.name}”",
                          "ở đây chỉ có tệp .md, bản ghi .yaml cùng tên, thư mục năm và thư mục originals.")


@rule("stray-nearby", "error", "Danh mục đọc là tệp `.md` ngay trong `reading_lists`, bảng tra là tệp `.yaml` trong "
                              "`registry`; ngoài ra không có tệp nào bên cạnh.")
def stray_nearby(whole: Whole) -> Iterator[Problem]:
    """Files beside the documents that no command reads: whoever put them there believes that they count."""
    folder = whole.root / DOCUMENTS_FOLDER.parent
    kinds = {"reading_lists": ".md", "registry": ".yaml", "lessons": ".md"}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        place = path.relative_to(folder).parts
        if place[0] in ("documents", "inbox") or path.name == ".gitkeep" or path.is_dir():
            continue
        if place != ("addresses.txt",) and (len(place) != 2 or kinds.get(place[0]) != path.suffix):
            yield problem(path, 0, "Tệp lạ", f"không lệnh nào đọc “{'/'.join(place)}”",
                          "văn bản đặt vào documents bằng “make add”; danh mục đọc là reading_lists/<tên>.md.")


@rule("inbox-waiting", "remark", "Hộp nhận `directives/inbox` không còn tệp chờ.")
def inbox_waiting(whole: Whole) -> Iterator[Problem]:
    """Files that nobody took in yet."""
    for path in waiting_files(whole.root):
        yield problem(path, 0, "Hộp nhận", f"“{path.name}” chưa thành văn bản", "hãy chạy “make inbox”; trên máy chủ "
                      "thì việc “inbox” tự chạy khi tải tệp lên.")


@rule("orphan-record", "error", "Bản ghi nào cũng có văn bản cùng tên bên cạnh.")
def orphan_record(whole: Whole) -> Iterator[Problem]:
    """Records whose document is not there."""
    for path in record_files(whole.root / DOCUMENTS_FOLDER):
        if not path.with_suffix(".md").is_file():
            yield problem(path, 0, "Bản ghi", "không có văn bản .md cùng tên",
                          "hãy xóa bản ghi này hoặc thêm lại văn bản.")


@rule("same-name", "error", "Tên tệp là địa chỉ, nên hai thư mục năm không có hai tệp cùng tên.")
def same_name(whole: Whole) -> Iterator[Problem]:
    """Two documents of one name in two folders of years."""
    first: dict[str, Path] = {}
    for path in document_files(whole.root / DOCUMENTS_FOLDER):
        if first.setdefault(path.stem, path) != path:
            yield problem(path, 0, "Tên tệp",
                          f"đã có {first[path.stem].relative_to(whole.root / DOCUMENTS_FOLDER).as_posix()}",
                          "tên tệp là địa chỉ nên không được trùng; hãy giữ một tệp.")


@rule("original-file", "error", "Tệp gốc thuộc về một văn bản, không quá 20 MB, đúng loại: "
                                f"{', '.join(ORIGINAL_KINDS)}.")
def original_file(whole: Whole) -> Iterator[Problem]:
    """What is wrong with the files documents were typed from."""
    yield from original_problems(whole.root / DOCUMENTS_FOLDER, whole.originals)


@rule("conflict-marks", "error", "Không còn dấu xung đột của git (`<<<<<<<`, `=======`, `>>>>>>>`) trong văn bản và "
                                 "bản ghi.")
def conflict_marks(file: File) -> Iterator[Problem]:
    """The marks that an unfinished merge leaves; one message for a file."""
    found = _MARK.search(file.text)
    if found and (found.group()[0] != "=" or "\n<<<<<<<" in file.text or "\n>>>>>>>" in file.text):
        yield problem(file.path, file.text.count("\n", 0, found.start()) + 1, "Dấu xung đột", f"“{found.group()}”",
                      "hai người cùng sửa tệp này; hãy chọn phần đúng và xóa các dòng dấu.")


@rule("front-matter-fence", "error", "Phần đầu tệp nằm giữa hai dòng `---`; dòng đầu tiên của tệp là `---`.")
def front_matter_fence(file: File) -> Iterator[Problem]:
    """Front matter that would be read as text: a fence that is missing, misplaced or misspelt."""
    lines = file.text.split("\n", 10)[:10]
    if split_front_matter(file.text)[0] is not None:
        return
    if _FENCE.match(lines[0]):
        yield problem(file.path, 1, "Phần đầu tệp", "có dòng --- mở đầu nhưng không có dòng --- kết thúc",
                      "thêm một dòng --- ngay trước văn bản.")
        return
    at = next((number for number, line in enumerate(lines, 1) if _KEY.match(line.removeprefix("\ufeff"))), 0)
    if at:
        yield problem(file.path, at, "Phần đầu tệp", "đang bị đọc như chữ của văn bản",
                      "dòng đầu tiên của tệp phải là --- (đúng ba gạch), và một dòng --- nữa trước văn bản.")


@rule("unreadable", "error", "Văn bản là tệp chữ thường (không phải liên kết), mã UTF-8, không rỗng, không quá 20 "
                             "MB, tên chỉ "
      "gồm a-z, 0-9 và gạch nối.")
def unreadable(path: Path) -> Iterator[Problem]:
    """What keeps a file from being read as a document, apart from its front matter."""
    try:
        read_parts(path)
    except ProblemError as error:
        yield from error.problems


@rule("front-matter", "error", "Phần đầu tệp đúng cú pháp, chỉ có các khóa quy định, mỗi khóa một lần, giá trị đúng "
                               "dạng.")
def front_matter(path: Path) -> Iterator[Problem]:
    """Everything in which the front matter of a readable file is not what its schema says."""
    try:
        block, _, _ = read_parts(path)
    except ProblemError:
        return
    try:
        read_front_matter(block, path)
    except ProblemError as error:
        yield from error.problems


@rule("source-missing", "error", "`source` (nơi lấy văn bản) là bắt buộc.")
def source_missing(held: Held) -> Iterator[Problem]:
    """A document that does not say where it came from."""
    if not held.source.front_matter.source:
        yield problem(held.source.path, 1, "source", "chưa có nơi lấy văn bản",
                      "ghi ở phần đầu tệp, giữa hai dòng ---.", "source: Cổng thông tin điện tử tỉnh Bình Phước")


@rule("source-vague", "remark", "`source` nói rõ cơ quan hoặc trang đã lấy văn bản.")
def source_vague(held: Held) -> Iterator[Problem]:
    """A source that tells nobody where to look."""
    source, url = held.source.front_matter.source, held.source.front_matter.url
    if url and _SEARCH.match(url):
        yield held.at_key("url", "là trang tìm kiếm hay mạng xã hội",
                          "ghi địa chỉ của chính văn bản trên trang đã lấy.", "url: https://binhphuoc.gov.vn/van-ban/31-kh-ubnd")
    if source and (len(source) < 6 or source.lower() in _VAGUE or "chưa ghi nơi lấy" in source):
        yield held.at_key("source", f"“{source}” không cho biết lấy ở đâu", "ghi tên cơ quan, trang hoặc tập tài liệu.",
                          "source: Cổng thông tin điện tử tỉnh Bình Phước")


@rule("original-missing", "error", "Tệp gốc ghi ở `original` có trong thư mục `originals`.")
def original_missing(held: Held) -> Iterator[Problem]:
    """An original that is named but not there."""
    name = held.source.front_matter.original
    if name and not (held.source.folder / "originals" / name).is_file():
        yield problem(held.source.path, held.source.line_of_key("original"), "original", f"không thấy tệp “{name}”",
                      "tệp gốc đặt trong directives/documents/originals; nếu không có thì bỏ dòng này.")


@rule("original-changed", "error", "Tệp gốc còn nguyên như khi lấy chữ, đúng dấu vân tay ở `original_sha256`.")
def original_changed(held: Held) -> Iterator[Problem]:
    """An original that is not the file the text was taken from, or is gone."""
    front = held.source.front_matter
    if front.original_sha256 is None:
        return
    there = originals_of(held.source.folder, {held.source.slug: front.original}).get(held.source.slug)
    if there is None:
        yield held.at_key("original_sha256", "không thấy tệp gốc", "chép lại tệp gốc, hoặc bỏ dòng này.")
    elif hashlib.sha256(there.path.read_bytes()).hexdigest() != front.original_sha256:
        yield held.at_key("original_sha256", f"tệp {there.path.name} đã khác khi lấy chữ",
                          "đặt lại đúng tệp gốc; tệp gốc mới thì thêm lại bằng make add … --replace.")
