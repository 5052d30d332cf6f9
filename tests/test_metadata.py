"""What a document says of itself is read from any layout, as written, and nothing is invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cases import load_cases
from collections_for_tests import GOLD, SLUGS, document_path
from hypothesis import given
from hypothesis import strategies as st
from layouts import layout_of
from texts_read import LAYOUTS, letterhead_text, text_with_foot
from vanban.models import Document
from vanban.reading.bodies import BodyContext, match_body, resolve_body
from vanban.reading.layout.lines import Line
from vanban.reading.metadata.fields import read_document
from vanban.reading.metadata.place import find_origin
from vanban.reading.metadata.signing_line import cut_signing
from vanban.reading.record import read_record
from vanban.registry.tables import Registry, load_registry
from vanban.store.documents import DOCUMENTS_FOLDER, read_source


def fields_of(document: Document, names: list[str]) -> dict[str, Any]:
    """The named fields, lists as lists."""
    values = {name: getattr(document, name) for name in names}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


@pytest.mark.parametrize("case", load_cases("metadata.yaml"), ids=lambda case: case["why"])
def test_metadata(case: dict[str, Any], registry: Registry) -> None:
    """Each row's fields, and the province in which short names are resolved."""
    document, context = read_document(layout_of(case["text"]), registry.grammar)
    assert fields_of(document, list(case["document"])) == case["document"]
    if "province" in case:
        assert context.province is not None
        assert context.province.name == case["province"]


@pytest.mark.parametrize("case", load_cases("feet.yaml"), ids=lambda case: case["why"])
def test_foot(case: dict[str, Any], registry: Registry) -> None:
    """Each row's foot below a made-up plan."""
    document, _ = read_document(layout_of(text_with_foot(case["foot"])), registry.grammar)
    assert fields_of(document, list(case["document"])) == case["document"]


@pytest.mark.parametrize(("letters", "is_title"), [(1490, True), (1510, False)])
def test_a_title_is_no_longer_than_one_that_names_many_amended_texts(letters: int, is_title: bool,
                                                                     registry: Registry) -> None:
    """A paragraph under the line of the type that is longer is the text itself; made up."""
    words = ("Sửa đổi, bổ sung một số điều của các thông tư về " + "việc này, " * 200)[:letters - 1] + "a"
    text = f"BỘ A\n\nSố: 5/2020/TT-BA\n\nHà Nội, ngày 05 tháng 3 năm 2020\n\nTHÔNG TƯ\n\n{words}\n\nĐiều 1. Nội dung.\n"
    document, _ = read_document(layout_of(text), registry.grammar)
    assert (document.title == words) == is_title


@pytest.mark.parametrize(("head", "place", "short", "whole"), [
    ("ĐẢNG ỦY XÃ THUẬN LỢI", "Bình Phước", "UBND xã", "Ủy ban nhân dân xã Thuận Lợi"),
    ("CHI BỘ TRƯỜNG TIỂU HỌC HOA SEN", "xã Thuận Lợi", "UBND xã", "Ủy ban nhân dân xã Thuận Lợi"),
    ("CHI BỘ TRƯỜNG TIỂU HỌC HOA SEN", "huyện Phú Riềng", "UBND huyện", "Ủy ban nhân dân huyện Phú Riềng"),
], ids=["the commune of the issuer", "the commune of the place", "the district of the place"])
def test_where_a_document_comes_from_names_the_bodies_it_cites_in_short(head: str, place: str, short: str, whole: str,
                                                                        registry: Registry) -> None:
    """Made up."""
    text = (f"{head}\n*\nSố 12-CV/CB\nĐẢNG CỘNG SẢN VIỆT NAM\n{place}, ngày 5 tháng 3 năm 2024\nKính gửi: Các ban\n\n"
            f"Thực hiện Kế hoạch số 15/KH-UBND ngày 02/02/2024 của {short} về một việc, yêu cầu làm ngay.\n")
    assert [each.issuing_body for each in read_record(text, "made-up", registry.grammar).citations] == [whole]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("case", load_cases("letterheads.yaml"), ids=lambda case: case["body"])
def test_letterhead(case: dict[str, Any], layout: str, registry: Registry) -> None:
    """The issuer and its level by the left column, in both layouts."""
    layout_read = layout_of(letterhead_text(case, layout))
    document, _ = read_document(layout_read, registry.grammar)
    assert (document.issuing_body, document.level) == (case["body"], case["level"])


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.json")), ids=lambda path: path.name[:3])
def test_the_five_documents(path: Path, root: Path, registry: Registry) -> None:
    """All twelve fields, word for word as a reader took them down."""
    expected = json.loads(path.read_text(encoding="utf-8"))["document"]
    text = read_source(document_path(root / DOCUMENTS_FOLDER, SLUGS[path.name[:3]])).text
    document, _ = read_document(layout_of(text), registry.grammar)
    assert fields_of(document, list(expected)) == expected


def test_the_first_province_named_is_that_of_the_document(registry: Registry) -> None:
    """Where two provinces issue together, the one that is named first; a district tells its province."""
    grammar = registry.grammar
    found = (match_body(f"Ủy ban nhân dân {place}", 0, grammar) for place in (
        "huyện Phú Riềng, tỉnh Bình Phước", "tỉnh Bình Thuận"))
    bodies = [resolve_body(match, BodyContext(), grammar) for match in found if match]
    origin = find_origin(bodies, None, "", None, grammar)
    assert origin.province is not None and origin.province.name == "Bình Phước"
    assert origin.district is not None and origin.district.name == "Phú Riềng"


def test_the_district_of_a_place_that_is_also_a_province_is_not_told(registry: Registry) -> None:
    """"Cao Bằng, ngày …" below the province's letterhead names no city; "Phú Riềng, ngày …" names the district."""
    def district_of(province: str, place: str) -> str | None:
        match = match_body(f"Ủy ban nhân dân tỉnh {province}", 0, registry.grammar)
        assert match is not None
        body = resolve_body(match, BodyContext(), registry.grammar)
        district = find_origin([body], place, "", "2020-01-01", registry.grammar).district
        return district.name if district else None

    assert district_of("Cao Bằng", "Cao Bằng") is None
    assert district_of("Bình Phước", "Phú Riềng") == "Phú Riềng"


def test_a_ministry_that_writes_about_one_province_means_that_one(registry: Registry) -> None:
    """Made up: "UBND tỉnh" is that of the one province which the text names; of none where it names two."""
    def issuer_in(words: str) -> str | None:
        raw = ("BỘ XÂY DỰNG\nSố: 1/BXD-VP\nHà Nội, ngày 01 tháng 3 năm 2021\nKính gửi: Sở Xây dựng\n\n"
               f"{words} đã có Quyết định số 62/2019/QĐ-UBND ngày 31/12/2019 của UBND tỉnh về một việc.\n")
        return read_record(raw, "made-up", registry.grammar).citations[0].issuing_body

    assert issuer_in("Tại tỉnh Sóc Trăng") == "Ủy ban nhân dân tỉnh Sóc Trăng"
    assert issuer_in("Tại tỉnh Sóc Trăng và tỉnh Nghệ An") == "Ủy ban nhân dân tỉnh"


@pytest.mark.parametrize(("letters", "is_cut"), [(200, True), (201, False)])
def test_a_line_of_two_hundred_letters_may_hold_a_signing_block(letters: int, is_cut: bool, registry: Registry) -> None:
    text = "KT. CHỦ TỊCH PHÓ CHỦ TỊCH"
    text += " " * (letters - len(text) - len("Nguyễn Văn A")) + "Nguyễn Văn A"
    cut = cut_signing(Line(0, len(text), 0, 0, False, text), registry.grammar)
    assert (len(cut) > 1) == is_cut


def test_central_bodies_lie_in_no_province(registry: Registry) -> None:
    """"UBND tỉnh" in a ministry's letter is every province's, not that of the ministry's seat."""
    raw = "BỘ CÔNG AN\nSố: 1/BCA-V05\nHà Nội, ngày 01 tháng 3 năm 2021\n\nKính gửi: UBND tỉnh A.\n\nBộ Công an đề nghị."
    document, context = read_document(layout_of(raw), registry.grammar)
    assert document.issuing_body == "Bộ Công an"
    assert context.province is None
    assert context.date == "2021-03-01"


@given(st.text(alphabet="Sốố: /KH-UBND\n|*,ngàytháng12năm2020TM.CHỦTỊCHNơinhậnKínhgửiđ ", max_size=300))
def test_any_text_is_read(raw: str) -> None:
    """No arrangement of marks breaks reading, and what is not there stays empty."""
    document, _ = read_document(layout_of(raw), load_registry().grammar)
    assert document.number is None or any(c.isdigit() for c in document.number)
