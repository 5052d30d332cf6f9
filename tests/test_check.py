"""What a contribution must fulfil: broken folders and the exact messages they give."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from vanban.commands import check as rules
from vanban.commands.documents import records_of, write_records
from vanban.graph.addresses import ISSUED, TABLE
from vanban.graph.reading_lists import FOLDER as LISTS
from vanban.registry.tables import Registry
from vanban.store.documents import FOLDER, read_sources

BROKEN = Path(__file__).parent / "broken"
EXPECTED = yaml.safe_load((BROKEN / "expected.yaml").read_text(encoding="utf-8"))
KNOWN = "31-kh-ubnd-2023-binh-phuoc"


def project(root: Path, tmp_path: Path) -> Path:
    """A small project in ``tmp_path`` with the real tables and no document; its folder of documents."""
    shutil.copytree(root / FOLDER.parent / "registry", tmp_path / FOLDER.parent / "registry",
                    ignore=shutil.ignore_patterns(TABLE.name))
    (tmp_path / FOLDER).mkdir()
    return tmp_path / FOLDER


def with_one_document(root: Path, tmp_path: Path, registry: Registry) -> Path:
    """A small project with one good document and its record; the document's path."""
    folder = project(root, tmp_path)
    shutil.copy(root / FOLDER / f"{KNOWN}.md", folder)
    sources = read_sources(folder)
    write_records(sources, records_of(sources, registry, print))
    return folder / f"{KNOWN}.md"


def messages(tmp_path: Path) -> list[str]:
    """What the check says of the documents, with paths as seen from their folder."""
    folder = (tmp_path / FOLDER).as_posix() + "/"
    found = (problem for problem in rules.check(tmp_path) if not problem.path.endswith(ISSUED.name))
    return [str(problem).removeprefix(folder) for problem in found]


@pytest.mark.parametrize("name", EXPECTED)
def test_broken_folder(root: Path, tmp_path: Path, name: str) -> None:
    """All problems of a folder are found in one run, in these words."""
    folder = project(root, tmp_path)
    shutil.copytree(BROKEN / name, folder, dirs_exist_ok=True)
    before = sorted(folder.iterdir())
    assert messages(tmp_path) == EXPECTED[name]
    assert sorted(folder.iterdir()) == before


def test_every_broken_folder_is_expected() -> None:
    """No folder stands unused."""
    assert {path.name for path in BROKEN.iterdir() if path.is_dir()} == set(EXPECTED)


def test_the_project_itself_passes(root: Path) -> None:
    """Documents, records and tables of the project are in order."""
    assert [str(problem) for problem in rules.check(root)] == []


def test_a_missing_record_names_the_command(root: Path, tmp_path: Path, registry: Registry) -> None:
    """A new document without its record fails."""
    path = with_one_document(root, tmp_path, registry)
    path.with_suffix(".yaml").unlink()
    assert messages(tmp_path) == [f"{KNOWN}.yaml: Bản ghi: chưa có; {rules.REFRESH}"]


def test_a_record_edited_by_hand_fails_at_its_line(root: Path, tmp_path: Path, registry: Registry) -> None:
    """The message points at the first line that differs."""
    record = with_one_document(root, tmp_path, registry).with_suffix(".yaml")
    lines = record.read_text(encoding="utf-8").split("\n")
    number = next(number for number, line in enumerate(lines, 1) if line.startswith("  place:"))
    lines[number - 1] = "  place: Bình Dương"
    record.write_text("\n".join(lines), encoding="utf-8")
    assert messages(tmp_path) == [
        f"{KNOWN}.yaml:{number}: Bản ghi: khác với kết quả tính từ văn bản (đã cũ hoặc bị sửa tay); {rules.REFRESH}"]


def test_an_edited_text_makes_its_record_stale(root: Path, tmp_path: Path, registry: Registry) -> None:
    """The record must be refreshed with the text."""
    path = with_one_document(root, tmp_path, registry)
    path.write_bytes(path.read_bytes() + b"\n")
    assert [message.rpartition(";")[2].strip() for message in messages(tmp_path)] == [rules.REFRESH]


def test_a_needless_correction_is_reported(root: Path, tmp_path: Path, registry: Registry) -> None:
    """What the text says by itself need not be supplied."""
    path = with_one_document(root, tmp_path, registry)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("---\n", "---\ncorrections:\n- {field: place, value: Bình Phước, reason: thử}\n", 1),
                    encoding="utf-8")
    sources = read_sources(path.parent)
    write_records(sources, records_of(sources, registry, print))
    assert messages(tmp_path) == [
        f"{KNOWN}.md:3: corrections: chỗ sửa “place” nay trùng với kết quả đọc tự động; "
        "hãy xóa chỗ sửa này, không còn cần nữa."]


def test_a_wrong_name_is_told_the_right_one(root: Path, tmp_path: Path, registry: Registry) -> None:
    """The file's name is its address for ever, so it follows number, year and body."""
    path = with_one_document(root, tmp_path, registry)
    path.with_suffix(".yaml").unlink()
    path.rename(path.with_name("ke-hoach-moi.md"))
    sources = read_sources(path.parent)
    write_records(sources, records_of(sources, registry, print))
    assert messages(tmp_path) == [
        f"ke-hoach-moi.md: Tên tệp: “ke-hoach-moi”; theo số, năm và cơ quan ban hành, tên phải là “{KNOWN}”."]


def test_the_same_text_twice_is_refused(root: Path, tmp_path: Path, registry: Registry) -> None:
    """One text, one file."""
    path = with_one_document(root, tmp_path, registry)
    shutil.copy(path, path.with_name("ban-sao.md"))
    found = messages(tmp_path)
    assert f"ban-sao.md: Văn bản: trùng hệt với {KNOWN}.md; chỉ giữ một tệp." in found or (
        f"{KNOWN}.md: Văn bản: trùng hệt với ban-sao.md; chỉ giữ một tệp." in found)


def test_a_named_original_must_be_there(root: Path, tmp_path: Path, registry: Registry) -> None:
    """The link to the original must lead somewhere."""
    path = with_one_document(root, tmp_path, registry)
    text = path.read_text(encoding="utf-8").replace("---\n", "---\noriginal: a.pdf\n", 1)
    path.write_text(text, encoding="utf-8")
    sources = read_sources(path.parent)
    write_records(sources, records_of(sources, registry, print))
    assert [message.partition(";")[0] for message in messages(tmp_path)] == [
        f"{KNOWN}.md:2: original: không thấy tệp “a.pdf”"]


def test_a_topic_outside_the_table_is_told_with_the_nearest(root: Path, tmp_path: Path, registry: Registry) -> None:
    path = with_one_document(root, tmp_path, registry)
    text = path.read_text(encoding="utf-8").replace("- thi đua, khen thưởng", "- thi đua khen thuong")
    path.write_text(text, encoding="utf-8")
    (found,) = [line for line in messages(tmp_path) if "topics" in line]
    assert found.startswith(f"{KNOWN}.md:5: topics: “thi đua khen thuong” không có trong bảng chủ đề")
    assert "Ví dụ: Thi đua, khen thưởng" in found


def test_new_addresses_and_broken_lists_are_told_with_the_documents(root: Path, tmp_path: Path,
                                                                    registry: Registry) -> None:
    """The check sees the whole collection: what is not in the register yet, what a list names in vain."""
    with_one_document(root, tmp_path, registry)
    (tmp_path / LISTS).mkdir()
    (tmp_path / LISTS / "thu.md").write_text("---\ntitle: Thử\ninstruments:\n  - 1/KH-XYZ\n---\n", encoding="utf-8")
    told = [str(problem).removeprefix(tmp_path.as_posix() + "/directives/") for problem in rules.check(tmp_path)]
    assert [line.split(": ")[0] for line in told] == ["addresses.txt", "reading_lists/thu.md:4"]
