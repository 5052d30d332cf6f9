"""Reading lists: what a maintainer may write, what is told when it is wrong, the hand-out and the booklet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from golden_pages import SLUG, sample_collection
from vanban.commands.build import read_collection
from vanban.graph.reading_lists import load_lists
from vanban.language.numbers import parts_of
from vanban.models import Collection, Instrument
from vanban.pages.browse.handouts import handout_pages
from vanban.pages.site import Site
from vanban.problems import ProblemError
from vanban.registry.tables import Registry

HEAD = "---\ntitle: Danh mục thử\ninstruments:\n"


@pytest.fixture
def collection() -> Collection:
    """The sample with a second plan 31/KH-UBND of another year and place."""
    sample = sample_collection()
    other = Instrument("31b", "31-kh-ubnd-2022-lam-dong", "numbered", "Kế hoạch", "31/KH-UBND", "2022-03-05", 2022,
                       "Ủy ban nhân dân tỉnh Lâm Đồng", "province", number_parts=parts_of("31/KH-UBND"))
    return replace(sample, instruments={**sample.instruments, "31b": other})


def keys(folder: Path, collection: Collection, lines: str, moved: dict[str, str] | None = None) -> list[str]:
    """The keys of a list with these lines of instruments."""
    (folder / "thu.md").write_text(f"{HEAD}{lines}---\n\nLời dẫn.\n", encoding="utf-8")
    (one,) = load_lists(folder, collection, moved or {})
    return [key for key, _ in one.items]


def problems(folder: Path, collection: Collection, lines: str, words: str = "Lời dẫn.") -> list[str]:
    """What is wrong with such a list."""
    (folder / "thu.md").write_text(f"{HEAD}{lines}---\n\n{words}\n", encoding="utf-8")
    with pytest.raises(ProblemError) as error:
        load_lists(folder, collection, {})
    return [str(one).removeprefix(folder.as_posix() + "/") for one in error.value.problems]


@pytest.mark.parametrize(("line", "key"), [
    ("09-CT/TW", "09"), ("Chỉ thị số 09/CT-TW", "09"), ("09-ct-tw-2011", "09"), ("31/KH-UBND năm 2022", "31b"),
    ("Kế hoạch số 31/KH-UBND ngày 05/3/2022", "31b"), ("{instrument: 12/KH-UBND, note: Đọc kỹ}", "12"),
    ("Kế hoạch số 31/KH-UBND, ngày 5 tháng 3 năm 2022", "31b"), ("31/KH–UBND ngày 05-03-2022", "31b"),
    ("van-ban-cu", "32"),
])
def test_an_instrument_is_named_by_number_or_address(
        tmp_path: Path, collection: Collection, line: str, key: str) -> None:
    moved = {"van-ban-cu": "32-kh-ubnd-2022-binh-phuoc"}
    assert keys(tmp_path, collection, f"  - {line}\n", moved) == [key]


def test_what_cannot_be_found_is_told_with_line_and_suggestions(tmp_path: Path, collection: Collection) -> None:
    """Unknown, ambiguous and repeated instruments are all told in one run."""
    found = problems(tmp_path, collection, "  - 31/KH-UBND\n  - 9/KH-TW\n  - 09-CT/TW\n  - 09/CT-TW\n  - kieu la\n")
    assert [line.split(": ")[0] for line in found] == ["thu.md:4", "thu.md:5", "thu.md:7", "thu.md:8"]
    assert "“31/KH-UBND” có thể là nhiều văn bản" in found[0]
    assert "31-kh-ubnd-2022-lam-dong (" in found[0] and "31-kh-ubnd-2023-binh-phuoc (" in found[0]
    assert "kho chưa biết văn bản nào là “9/KH-TW”" in found[1] and "Gần nhất: 09-ct-tw-2011 (Chỉ thị" in found[1]
    assert "đã có ở dòng 6" in found[2] and "kho chưa biết văn bản nào là “kieu la”" in found[3]


@pytest.mark.parametrize("words", ["<script>x</script>", "![a](https://x.vn/a.png)", "[a](javascript:x)", "# Tựa",
                                   "a &lt; b", "[a]: https://x.vn", "chữ {: onclick=x}", "[a](../b/)", "#Tựa",
                                   "[a](https://x.vn){onclick=alert(1)}", " [a]: javascript:x", "a &#60; b"])
def test_the_introduction_holds_words_only(tmp_path: Path, collection: Collection, words: str) -> None:
    found = problems(tmp_path, collection, "  - 09-CT/TW\n", f"Một dòng.\n\n{words}")
    assert found[0].startswith("thu.md:9: Lời dẫn")


def test_ordinary_words_are_let_pass(tmp_path: Path, collection: Collection) -> None:
    words = "Chương trình R&D và Q&A, xem [cổng](HTTPS://x.vn/a)."
    (tmp_path / "thu.md").write_text(f"---\ntitle: A\ninstruments: [09-CT/TW]\n---\n{words}\n", encoding="utf-8")
    (found,) = load_lists(tmp_path, collection, {})
    assert words in found.words


@pytest.mark.parametrize(("content", "told"), [
    ("không có gì", "Phần đầu tệp"), ("---\ntitle: A\n---\n", "instruments"),
    ("---\ninstruments: [09-CT/TW]\n---\n", "title"),
    ("---\ntitle: A\ninstruments: [09-CT/TW]\nmau: do\n---\n", "Khóa"),
    ("---\ntitle: A\ninstruments: [{note: x}]\n---\n", "instrument: chưa có"),
])
def test_a_broken_form_is_told(tmp_path: Path, collection: Collection, content: str, told: str) -> None:
    (tmp_path / "thu.md").write_text(content, encoding="utf-8")
    with pytest.raises(ProblemError, match=told):
        load_lists(tmp_path, collection, {})


@pytest.fixture
def pages(tmp_path: Path, collection: Collection, registry: Registry) -> dict[str, BeautifulSoup]:
    lines = f"  - 09-CT/TW\n  - instrument: {SLUG}\n    note: Chú ý <b>câu đầu</b>\n"
    (tmp_path / "thu.md").write_text(f"{HEAD}{lines}---\n\nLời **dẫn**.\n", encoding="utf-8")
    lists = load_lists(tmp_path, collection, {})
    site = Site(collection, registry, "https://kho.example.vn")
    return {path: BeautifulSoup(page, "html.parser") for path, page in handout_pages(site, lists)}


def test_a_handout_has_all_a_trainer_hands_out(pages: dict[str, BeautifulSoup]) -> None:
    """In order: code, official form, what it carries out and where that stands in the list, note, address."""
    first, second = pages["tai-lieu/thu/index.md"].select("ol.handout > li")
    assert first.select_one("svg.qr") and "Chỉ thị số 09-CT/TW, ngày 01/12/2011 của Ban Bí thư về" in first.get_text()
    assert "Chú ý <b>câu đầu</b>" in second.get_text()
    assert "Thực hiện: Kế hoạch số 31/KH-UBND" in " ".join(second.get_text().split())
    assert [str(a["href"]) for a in second.select(".short a")] == [f"../../van-ban/{SLUG}/index.html"]
    assert f"https://kho.example.vn/van-ban/{SLUG}/" in second.get_text()


def test_a_booklet_holds_list_contents_and_texts(pages: dict[str, BeautifulSoup]) -> None:
    """Only held instruments have a part of their own, and no address of a text stands twice."""
    page = pages["tai-lieu/thu/ban-in/index.md"]
    assert [str(a["href"]) for a in page.select(".toc-booklet a")] == ["#van-ban-1", "#toan-van-2"]
    assert "Phát động phong trào <thi đua> năm 2024" in page.get_text()
    names = [str(tag["id"]) for tag in page.select("[id]")]
    assert len(names) == len(set(names)) and all(n.startswith("vb2-") for n in names if "doan" in n)
    assert "{#toan-van-2 .booklet-part}" in page.get_text() and "{#toan-van-1" not in page.get_text()


def test_the_sample_of_the_guide_is_a_list(root: Path, tmp_path: Path) -> None:
    """What the guide shows is accepted as it stands."""
    sample = (root / "docs/dong-gop.md").read_text(encoding="utf-8").split("```md\n")[1].split("```")[0]
    (tmp_path / "thu.md").write_text(sample, encoding="utf-8")
    collection, _ = read_collection(root, lambda _: None)
    (one,) = load_lists(tmp_path, collection, {})
    assert [collection.instruments[key].number for key, _ in one.items] == ["09-CT/TW", "31/KH-UBND", "261/LĐLĐ"]
