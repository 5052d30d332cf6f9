"""What the site promises holds: codes that a reader can read, prose that depends on settings or on data."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from bs4 import BeautifulSoup
from golden_pages import SLUG, sample_collection
from vanban.api import collection_of, record_of_text
from vanban.commands.build import read_collection
from vanban.graph.reading_lists import READING_LISTS_FOLDER as LISTS
from vanban.graph.reading_lists import ReadingList, load_lists
from vanban.models import Collection, FrontMatter
from vanban.pages.downloads.frame import SHEETS
from vanban.pages.units import PageInputs, generated_files
from vanban.registry.tables import Registry
from vanban.store.settings import Settings

ADDRESS = "https://kho.example.vn/thu/"
QUIET = 4
"""White modules around a code that is read."""
_STEP = re.compile(r"([Mmh])\s*(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?")


def words_of(svg: str) -> str:
    """What a reader of codes makes of a code: its dark runs drawn large on white, then read."""
    path = max(re.findall(r' d="([^"]+)"', svg), key=len)
    dark: list[tuple[int, int]] = []
    x = y = 0.0
    for kind, first, second in _STEP.findall(path):
        if kind == "h":
            dark += [(round(x) + step, int(y)) for step in range(int(float(first)))]
            x += float(first)
        else:
            x, y = (float(first), float(second)) if kind == "M" else (x + float(first), y + float(second))
    size, scale = max(max(place) for place in dark) + 1 + QUIET, 4
    rows = [bytearray(b"\xff" * size * scale) for _ in range(size * scale)]
    for column, row in dark:
        for line in rows[row * scale:(row + 1) * scale]:
            line[column * scale:(column + 1) * scale] = bytes(scale)
    picture = memoryview(b"".join(rows)).cast("B", (size * scale, size * scale))
    return str(zxingcpp.read_barcodes(picture)[0].text)


def files_of(registry: Registry, settings: Settings, collection: Collection | None = None) -> dict[str, bytes]:
    """Every generated file of the sample, with one reading list."""
    collection = collection or sample_collection()
    given = PageInputs((ReadingList("thu", "Thử", None, "Lời dẫn.", (("09", None), ("12", None))),))
    return dict(generated_files(collection, registry, settings, given=given))


def test_every_code_leads_where_it_says(registry: Registry) -> None:
    """On the page, in the hand-out and in the booklet a reader of codes finds the public address."""
    files = files_of(registry, Settings(ADDRESS))
    for path, slugs in ((f"van-ban/{SLUG}/index.md", {SLUG}), ("tai-lieu/thu/index.md", {SLUG, "09-ct-tw-2011"}),
                        ("tai-lieu/thu/ban-in/index.md", {SLUG, "09-ct-tw-2011"})):
        codes = BeautifulSoup(files[path].decode(), "html.parser").select("svg.qr")
        assert {words_of(str(code)) for code in codes} == {f"{ADDRESS}van-ban/{slug}/" for slug in slugs}, path


@pytest.mark.parametrize("address", [None, ADDRESS])
def test_codes_are_promised_only_where_they_are(registry: Registry, address: str | None) -> None:
    """Generated pages speak of codes when there are some; a hand-written page only with the condition beside it."""
    files = files_of(registry, Settings(address))
    for path, content in files.items():
        if path.endswith("index.md"):
            page = BeautifulSoup(content.decode(), "html.parser")
            if "mã QR" in page.get_text():
                assert address and (page.select("svg.qr") or path == "tai-lieu/index.md"), path
    assert ("mã QR" in files["tai-lieu/index.md"].decode()) == bool(address)


def test_a_hand_written_page_promises_no_code_without_its_condition(root: Path) -> None:
    """Each sentence that speaks of codes says when there are any."""
    for path in sorted((root / "docs").glob("*.md")):
        if path.name not in ("index.md", "dong-gop.md"):
            for sentence in re.split(r"(?<=[.;])\s", path.read_text(encoding="utf-8")):
                assert "mã QR" not in sentence or "địa chỉ công bố" in sentence, f"{path.name}: {sentence}"


def test_two_spellings_are_promised_only_where_there_are_two(root: Path) -> None:
    """A note of a reading list that speaks of two spellings stands beside an instrument that has them."""
    collection, _ = read_collection(root, lambda _: None)
    lists = load_lists(root / LISTS, collection, {})
    assert lists
    for one in lists:
        for key, note in one.items:
            if "hai cách viết" in (note or ""):
                assert len(collection.instruments[key].spellings) > 1, (one.slug, key)


@pytest.mark.parametrize(("retrieved", "said"), [
    (None, "Kho có văn bản đến ngày 05/03/2024."), ("2025-03-14", "Cập nhật ngày 14/03/2025."),
])
def test_paper_says_the_day_of_the_collection(registry: Registry, retrieved: str | None, said: str) -> None:
    """The day a text was last taken in, else that of the newest document; the home page says the first."""
    collection = sample_collection()
    record = replace(collection.records[SLUG], front_matter=FrontMatter("Sổ", retrieved=retrieved))
    files = files_of(registry, Settings(), replace(collection, records={SLUG: record}))
    assert all(f'content: "{said}"' in files[path].decode() for path in SHEETS)
    assert ("Cập nhật ngày" in files["index.md"].decode()) == (retrieved is not None)


@pytest.mark.parametrize("keeper", [None, "Liên đoàn Lao động <tỉnh>"])
def test_the_home_page_says_who_keeps_the_collection(registry: Registry, keeper: str | None) -> None:
    """The words come from the settings and are shown as words; without them nothing is said."""
    page = BeautifulSoup(files_of(registry, Settings(keeper=keeper))["index.md"].decode(), "html.parser")
    assert ("Đơn vị lập kho" in page.get_text()) == (keeper is not None)
    assert keeper is None or f"Đơn vị lập kho: {keeper}." in page.get_text()


HEAD = "{body}\nSố: {number}\nHà Nội, ngày 02 tháng 3 năm {year}\n\n{type}\nMột việc\n\n{said}\n"
OF_A_LAW = {
    "nghi-dinh": HEAD.format(body="CHÍNH PHỦ", number="5/2021/NĐ-CP", year=2021, type="NGHỊ ĐỊNH",
                             said="Nghị định này hướng dẫn thi hành Luật Bảo hiểm xã hội số 58/2014/QH13."),
    "thong-tu": HEAD.format(body="BỘ Y TẾ", number="7/2022/TT-BYT", year=2022, type="THÔNG TƯ", said=(
        "Thông tư này hướng dẫn Nghị định số 5/2021/NĐ-CP ngày 02 tháng 3 năm 2021 của Chính phủ.")),
}
OF_A_DIRECTIVE = {
    f"ke-hoach-{serial}": HEAD.format(body="BỘ CÔNG AN", number=f"{serial}/KH-BCA", year=2022, type="KẾ HOẠCH", said=(
        "Thực hiện Chỉ thị số 09-CT/TW ngày 01/12/2011 của Ban Bí thư, Bộ Công an xây dựng kế hoạch như sau."))
    for serial in (8, 9)
}


@pytest.mark.parametrize(("texts", "first"), [
    (OF_A_LAW, ["58/2014/QH13", "5/2021/NĐ-CP", "7/2022/TT-BYT"]),
    (OF_A_LAW | OF_A_DIRECTIVE, ["09-CT/TW", "8/KH-BCA"]),
])
def test_the_home_page_opens_with_a_directive(registry: Registry, texts: dict[str, str], first: list[str]) -> None:
    """A directive that somebody carries out stands there, though the chain of a law is longer."""
    collection = collection_of({slug: record_of_text(text, slug) for slug, text in texts.items()}, texts)
    page = BeautifulSoup(dict(generated_files(collection, registry))["index.md"].decode(), "html.parser")
    shown = [link.get_text() for link in page.select(".mini-chain li > a")]
    assert len(shown) == len(first) and all(number in said for number, said in zip(first, shown, strict=True))
    assert len(page.select(".mini-chain blockquote")) == 1


def test_the_home_page_leaves_out_what_nobody_can_name(registry: Registry) -> None:
    """A copy without number and title is not shown as the newest document, nor does its day end the years held."""
    texts = OF_A_LAW | {"ban-sao": "CHI NHÁNH A\nHà Nội, ngày 16 tháng 06 năm 2027\n\nCông ty đề nghị được trả lời.\n"}
    collection = collection_of({slug: record_of_text(text, slug) for slug, text in texts.items()}, texts)
    files = dict(generated_files(collection, registry))
    said = BeautifulSoup(files["index.md"].decode(), "html.parser").get_text(" ")
    assert collection.records["ban-sao"].document.date == "2027-06-16"
    assert "3 văn bản" in said and "2021–2022" in said and "2027" not in said
    assert all(b"2027" not in files[path] for path in SHEETS)


def test_an_empty_collection_has_a_home_page(registry: Registry) -> None:
    """Nothing is promised that is not there: no picture, no newest documents, and the count is nought."""
    files = dict(generated_files(Collection(), registry))
    page = BeautifulSoup(files["index.md"].decode(), "html.parser")
    assert not page.select(".mini-chain, .cards, .tags") and "0 văn bản" in page.get_text()
    assert all(b"@bottom-left" not in files[path] for path in SHEETS)
