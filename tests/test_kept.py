"""What was computed before is not computed again, and nothing else is taken for it."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import signal
from pathlib import Path

import pytest
from collections_for_tests import document_path
from vanban.commands import documents
from vanban.commands.check import check
from vanban.commands.documents import records_of, write_records
from vanban.commands.kept import KeptRecords, ReadText
from vanban.models import Record
from vanban.problems import ProblemError
from vanban.registry.tables import Registry, load_registry
from vanban.store.cache import Cache, digest_of_parts
from vanban.store.documents import DOCUMENTS_FOLDER, Source, read_sources

KNOWN = ("31-kh-ubnd-2023-binh-phuoc", "261-ldld-2022-phu-rieng")


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """A project with the real tables and two documents."""
    shutil.copytree(root / DOCUMENTS_FOLDER.parent / "registry", tmp_path / DOCUMENTS_FOLDER.parent / "registry")
    (tmp_path / DOCUMENTS_FOLDER).mkdir()
    for slug in KNOWN:
        shutil.copy(document_path(root / DOCUMENTS_FOLDER, slug), tmp_path / DOCUMENTS_FOLDER)
    return tmp_path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The slugs of documents whose texts are read from now on."""
    found: list[str] = []
    real = documents.record_of

    def record_of(source: Source, registry: Registry) -> Record:
        found.append(source.slug)
        return real(source, registry)

    monkeypatch.setattr(documents, "record_of", record_of)
    return found


def refresh(project: Path) -> dict[str, Record]:
    """The records of a project, as a build computes and writes them."""
    kept, sources = KeptRecords(project), read_sources(project / DOCUMENTS_FOLDER)
    found = records_of(sources, load_registry(project / DOCUMENTS_FOLDER.parent / "registry"), print, kept)
    write_records(sources, found, kept)
    kept.forget_others(sources)
    return found


def test_a_kept_record_is_the_one_computed_and_is_read_once(project: Path, read: list[str]) -> None:
    """Also where its file is not there: that is written again."""
    first = refresh(project)
    assert sorted(read) == sorted(KNOWN)
    read.clear()
    record = project / DOCUMENTS_FOLDER / f"{KNOWN[0]}.yaml"
    written = record.read_bytes()
    record.unlink()
    assert refresh(project) == first and not read
    assert record.read_bytes() == written
    record.write_bytes(written + b"# x\n")
    refresh(project)
    assert record.read_bytes() == written and not read


def test_a_change_of_text_front_matter_table_or_version_is_read_again(
        project: Path, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    refresh(project)
    path = project / DOCUMENTS_FOLDER / f"{KNOWN[0]}.md"
    for old, new in (("\n\n", "\n \n"), ("source: Văn bản", "source: Bản")):
        read.clear()
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8", newline="")
        refresh(project)
        assert read == [KNOWN[0]], new
    read.clear()
    table = project / DOCUMENTS_FOLDER.parent / "registry/levels.yaml"
    table.write_bytes(table.read_bytes() + b"# x\n")
    refresh(project)
    assert sorted(read) == sorted(KNOWN)
    read.clear()
    monkeypatch.setattr("vanban.commands.kept._reader", lambda: "other code")
    refresh(project)
    assert sorted(read) == sorted(KNOWN)


def test_records_are_the_same_by_one_process_and_by_two(
        project: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = read_sources(project / DOCUMENTS_FOLDER)
    alone = records_of(sources, registry, print)
    monkeypatch.setattr(documents, "helpers_for", lambda characters: 2)
    assert list(records_of(sources, registry, print).items()) == list(alone.items())


def test_a_helper_that_the_system_ends_stops_the_reading(
        project: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory runs out, say: an error, and no waiting for what never comes."""
    own = os.getpid()

    def ended(source: Source, registry: Registry) -> ReadText:
        assert os.getpid() != own
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    monkeypatch.setattr(documents, "helpers_for", lambda characters: 2)
    monkeypatch.setattr(documents, "_tried", ended)
    with pytest.raises(ProblemError, match="hết bộ nhớ"):
        records_of(read_sources(project / DOCUMENTS_FOLDER), registry, print)


def test_what_is_no_more_is_forgotten(project: Path) -> None:
    refresh(project)
    folder = KeptRecords(project).cache.folder
    assert len(list(folder.iterdir())) == 2
    (project / DOCUMENTS_FOLDER / f"{KNOWN[0]}.md").unlink()
    refresh(project)
    assert len(list(folder.iterdir())) == 1


def test_the_check_uses_kept_records_and_still_sees_an_edited_one(project: Path) -> None:
    """What the check says does not depend on what is kept."""
    refresh(project)
    record = project / DOCUMENTS_FOLDER / f"{KNOWN[0]}.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("Kế hoạch", "Báo cáo", 1), encoding="utf-8")
    warm = check(project)
    assert "record-edited" in {each.rule for each in warm}
    shutil.rmtree(project / ".cache")
    assert check(project) == warm


def sealed(data: bytes) -> bytes:
    """A value as the cache writes it: its digest first."""
    return hashlib.sha256(data).digest() + data


class Harm:
    """A value whose reading would run code."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return print, ("harm",)


def test_what_is_damaged_or_names_foreign_code_counts_as_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                                                   ) -> None:
    cache = Cache(tmp_path)
    cache.put("a", (1, "hai"))
    assert cache.get("a") == (1, "hai") and cache.get("b") is None
    whole = (tmp_path / "a").read_bytes()
    for content in (b"", whole[:-3], b"\x00", whole.replace(b"hai", b"ba1"), sealed(pickle.dumps(Harm()))):
        (tmp_path / "a").write_bytes(content)
        assert cache.get("a") is None
    assert not capsys.readouterr().out


@pytest.mark.parametrize("name", ["dataclass", "Collection.__init__", "dataclass.__globals__", "Mapping"])
def test_what_a_module_of_the_models_imports_is_foreign_code(name: str, tmp_path: Path) -> None:
    """Nor can an attribute of one of its classes be named."""
    (tmp_path / "a").write_bytes(sealed(b"\x80\x04" + b"".join(
        b"\x8c" + bytes([len(each)]) + each.encode() for each in ("vanban.models.collection", name)) + b"\x93."))
    assert Cache(tmp_path).get("a") is None


def test_where_a_part_ends_counts() -> None:
    assert digest_of_parts("ab", "c") != digest_of_parts("a", "bc") != digest_of_parts("a", "bc", "")


def test_a_full_disk_leaves_nothing_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as out:
            out.write(data[:4])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    cache = Cache(tmp_path)
    cache.put("a", 1)
    assert cache.get("a") is None and list(tmp_path.iterdir()) == []
