"""Bad input: whatever a file holds, the answer is a message with file and line, and nothing half-written."""

from __future__ import annotations

import io
import json
import shutil
from hashlib import sha256
from pathlib import Path

import add_document
import parse_documents
import pytest
from vanban.commands.build import build_site, put_in_place
from vanban.commands.parse import parse_lines
from vanban.graph.addresses import REDIRECTS_TABLE
from vanban.problems import ProblemError, problem
from vanban.store.decoding import MAX_TEXT_BYTES
from vanban.store.documents import DOCUMENTS_FOLDER

LETTER = "Số: {number}\n\nBình Phước, ngày 02 tháng 02 năm 2023\n\nKẾ HOẠCH\n\nThi đua năm 2023\n\n{body}\n"
UNREADABLE = {
    "not UTF-8": (b"ngh\xde quy\xd5t", "tệp.txt:1: Bảng mã:"),
    "not UTF-8 on the third line": ("một\nhai\nba".encode() + b"\xff", "tệp.txt:3: Bảng mã:"),
    "UTF-16": (b"\xff\xfe" + "Số".encode("utf-16-le"), "tệp.txt:1: Bảng mã: tệp được lưu bằng mã UTF-16"),
    "a program": (b"MZ\x00\x01", "tệp.txt:1: Nội dung tệp: có ký tự NUL"),
    "empty": (b"", "tệp.txt: Nội dung tệp: tệp rỗng"),
    "only spaces": (b"\xef\xbb\xbf \r\n\t", "tệp.txt: Nội dung tệp: tệp rỗng"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to add documents to."""
    (tmp_path / "kho").mkdir()
    return tmp_path / "kho"


def add(path: Path, folder: Path, *more: str) -> int:
    """Run the command that adds a document from a made-up source; its exit status."""
    return add_document.main([str(path), "--folder", str(folder), "--source", "Bộ thử", *more])


def files(folder: Path) -> list[Path]:
    """Every file below a folder."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_is_no_text(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str,
) -> None:
    """Reading stops with file and line; adding tries every encoding first, and writes nothing it cannot read."""
    data, message = UNREADABLE[name]
    monkeypatch.chdir(tmp_path)
    path = Path("tệp.txt")
    path.write_bytes(data)
    assert parse_documents.main(["--json", str(path)]) == 1
    assert capsys.readouterr().err.startswith(message)
    if name not in ("not UTF-8", "UTF-16"):
        assert add(path, folder) == 1
        assert capsys.readouterr().err.startswith("tệp.txt: Nội dung tệp: ")
        assert list(folder.iterdir()) == []


@pytest.mark.parametrize("line", [
    b"{", b"[1]", b'{"id": 1}', b'{"id": 1, "text": 5}', b'{"id": 1, "text": "\\ud800"}',
    b'{"id": "\\ud800", "text": "a"}', b"[" * 100_000,
], ids=range(7))
def test_a_line_of_json_that_cannot_be_read_is_told(line: bytes) -> None:
    """What stands before it is printed; the message has its number."""
    out = io.StringIO()
    with pytest.raises(ProblemError, match="<stdin>:2: Dòng JSON: không đọc được"):
        parse_lines([json.dumps({"id": "1", "text": "KẾ HOẠCH"}).encode(), line], out)
    assert len(out.getvalue().splitlines()) == 1


def test_a_file_of_sixty_megabytes(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The size is looked at before the content."""
    path = tmp_path / "to.txt"
    with path.open("wb") as file:
        file.truncate(60_000_000)
    assert add(path, folder) == 1
    assert "60 MB" in capsys.readouterr().err
    assert MAX_TEXT_BYTES < 60_000_000
    assert list(folder.iterdir()) == []


def test_a_file_that_is_not_there(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong path is a message, not a traceback."""
    assert add(tmp_path / "khong-co.txt", folder) == 1
    assert "không đọc được" in capsys.readouterr().err


def test_a_kind_of_file_that_is_not_read(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message says what the file is and what to do; nothing is written."""
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04")
    assert add(path, folder) == 1
    assert "Tệp nén" in capsys.readouterr().err
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("number", ["../../../etc/passwd", "31/../../KH-UBND", "C:\\Windows\\KH", "con", "%2e%2e%2fKH"])
def test_a_number_that_is_a_path(tmp_path: Path, folder: Path, number: str) -> None:
    """Nothing is written outside the folder, whatever the number says."""
    path = tmp_path / "a.txt"
    path.write_text(LETTER.format(number=number, body="Nội dung."), encoding="utf-8")
    before = set(tmp_path.rglob("*"))
    add(path, folder)
    assert all(new.is_relative_to(folder) for new in set(tmp_path.rglob("*")) - before)


@pytest.mark.parametrize("slug", ["../ngoai", "a/b", "A", "con", "..", "a" * 300])
def test_a_chosen_name_that_is_a_path(tmp_path: Path, folder: Path, slug: str) -> None:
    """A name given by hand is held to the same rule."""
    path = tmp_path / "a.txt"
    path.write_text("Không có số, không có ngày.", encoding="utf-8")
    assert add(path, folder, "--slug", slug) == 1
    assert list(folder.iterdir()) == []


def test_an_existing_document_is_never_replaced(tmp_path: Path, folder: Path) -> None:
    """Adding twice is refused and changes nothing."""
    path = tmp_path / "a.txt"
    path.write_text(LETTER.format(number="31/KH-UBND", body="Nội dung."), encoding="utf-8")
    assert add(path, folder, "--source", "Cổng: thông tin #1") == 0
    before = {file: file.read_bytes() for file in files(folder)}
    assert len(before) == 2
    assert add(path, folder) == 0
    path.write_text(LETTER.format(number="31/KH-UBND", body="Nội dung khác."), encoding="utf-8")
    assert add(path, folder) == 1
    assert add(path, folder, "--slug", "31-kh-ubnd-2023-binh-phuoc-2") == 1
    assert {file: file.read_bytes() for file in files(folder)} == before


def test_an_added_text_is_kept_exactly(tmp_path: Path, folder: Path) -> None:
    """Front matter goes above the text; the text stays what it was, newlines included."""
    path = tmp_path / "a.txt"
    data = "\r\n Số: 31/KH-UBND\r\n---\r\n\r\nNội dung.  ".encode()
    path.write_bytes(data)
    assert add(path, folder, "--slug", "moi", "--source", "một: hai", "--topic", "bầu cử") == 0
    assert (folder / "khong-ro-nam/moi.md").read_bytes() == (
        '---\nsource: "một: hai"\ntopics:\n- bầu cử\n---\n'.encode() + data)


def test_a_web_page_becomes_its_words(tmp_path: Path, folder: Path) -> None:
    """Markup, scripts and styles of a page do not get into the document."""
    path = tmp_path / "a.html"
    page = "<style>p{}</style><p>Số: 31/KH-UBND<script>alert(1)</script></p><p>KẾ&nbsp;HOẠCH<br>hai</p>".encode()
    path.write_bytes(page)
    assert add(path, folder, "--slug", "moi", "--source", "x") == 0
    assert (folder / "khong-ro-nam/moi.md").read_text(encoding="utf-8") == (
        f'---\nsource: x\noriginal_sha256: "{sha256(page).hexdigest()}"\n---\nSố: 31/KH-UBND\n\nKẾ HOẠCH\nhai\n')


BOMBS = {
    "brackets": "(" * 20_000,
    "dots": "." * 200_000,
    "numbers": "số 1/KH-" * 20_000,
    "spaces": "Chỉ thị số" + " " * 200_000 + "09-CT/TW",
    "bodies": "của Ủy ban nhân dân " * 10_000,
    "dates": "ngày 01 tháng " * 15_000,
    "quotes": "“" * 50_000,
    "empty lines": "\n" * 200_000,
    "headings": "I. \n" * 20_000,
    "combining": "e\u0301" * 50_000 + "\u0301" * 50_000,
    "segments": "12/" + "A-" * 50_000,
    "capitals": "A" * 200_000,
    "stars": "*_" * 60_000,
    "one line": "Thực hiện Kế hoạch số 1/KH-UBND ngày 01/01/2020 của Ủy ban nhân dân tỉnh về việc " * 2_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_line_made_to_hang_the_reader(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str,
) -> None:
    """The record comes out, and every span it holds is the text's own."""
    path = tmp_path / "a.txt"
    text = LETTER.format(number="31/KH-UBND", body=BOMBS[name])
    path.write_text(text, encoding="utf-8")
    assert parse_documents.main(["--json", str(path)]) == 0
    record = json.loads(capsys.readouterr().out)
    assert all(text[row["start"]:row["start"] + len(row["text"])] == row["text"] for row in record["citations"])


def test_a_problem_in_one_document_leaves_the_site_untouched(root: Path, tmp_path: Path) -> None:
    """The build stops with file and line before it writes anything."""
    shutil.copytree(root / DOCUMENTS_FOLDER.parent / "registry", tmp_path / DOCUMENTS_FOLDER.parent / "registry",
                    ignore=shutil.ignore_patterns(REDIRECTS_TABLE.name))
    (tmp_path / DOCUMENTS_FOLDER).mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("cũ")
    (tmp_path / DOCUMENTS_FOLDER / "tot.md").write_text(LETTER.format(number="31/KH-UBND", body="Nội dung."),
                                                        encoding="utf-8")
    (tmp_path / DOCUMENTS_FOLDER / "hong.md").write_bytes("một\n".encode() + b"\xff")
    before = set(tmp_path.rglob("*"))
    with pytest.raises(ProblemError) as caught:
        build_site(tmp_path, say=lambda _: None)
    assert [(Path(problem.path).name, problem.line) for problem in caught.value.problems] == [("hong.md", 2)]
    assert set(tmp_path.rglob("*")) == before
    assert (tmp_path / "site/index.html").read_text() == "cũ"


def test_a_site_that_cannot_be_exchanged_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of it may be held by another program."""
    new, target, old = (tmp_path / name for name in ("new", "site", "old"))
    new.mkdir()
    target.mkdir()
    (target / "index.html").write_text("cũ")
    rename = Path.rename

    def held(path: Path, to: Path) -> Path:
        if path == new:
            raise PermissionError(13, "Permission denied")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(ProblemError, match="trang cũ còn nguyên"):
        put_in_place(new, target, old)
    assert (target / "index.html").read_text() == "cũ" and not old.exists()


def test_a_message_gives_a_console_no_command() -> None:
    assert str(problem("a\x07.md", 3, "Số", "“\x1b[31m”", "bỏ.")) == "a?.md:3: Số: “?[31m”; bỏ."
