"""A decree that a draft cites before it has a number is a citation, and in no two documents taken for the same."""

from __future__ import annotations

import pytest
from vanban.graph.build import build_collection
from vanban.reading.record import read_record
from vanban.registry.tables import load_registry

REGISTRY = load_registry()
HEAD = "BỘ TÀI CHÍNH\nSố: /TTr-BTC\nHà Nội, ngày tháng năm 2025\nTỜ TRÌNH\nVề một việc\n\n"
DECREE = "Nghị định số …/2025/NĐ-CP ngày … tháng … năm 2025 của Chính phủ"


def _read(text: str, slug: str = "made-up") -> list[tuple[str, str, str]]:
    citations = read_record(HEAD + text, slug, REGISTRY.grammar).citations
    return [(each.text, each.relation, each.instrument) for each in citations]


@pytest.mark.parametrize(("text", "found"), [
    (f"Căn cứ {DECREE} quy định chi tiết một việc;\n",
     [(DECREE, "basis", "Nghị định số …/2025/NĐ-CP quy định chi tiết một việc@2025")]),
    ("Căn cứ Thông tư số       /2024/TT-BTC quy định chi tiết một việc;\n",
     [("Thông tư số       /2024/TT-BTC", "basis", "Thông tư số …/2024/TT-BTC quy định chi tiết một việc@2024")]),
    ("Thực hiện Quyết định số ……/QĐ-TTg ngày … tháng … năm … của Thủ tướng Chính phủ, Bộ trình.\n",
     [("Quyết định số ……/QĐ-TTg ngày … tháng … năm … của Thủ tướng Chính phủ", "implements",
       "Quyết định số …/QĐ-TTg")]),
    ("theo Báo cáo số …./BC-BTP của Bộ Tư pháp.\n",
     [("Báo cáo số …./BC-BTP của Bộ Tư pháp", "cites", "Báo cáo số …/BC-BTP")]),
    ("PHỤ LỤC\n(Kèm theo Quyết định số     /QĐ-BTC ngày    tháng    năm 2025)\n", []),
    ("Căn cứ Nghị định số …/QĐ-TTg;\n", []),
])
def test_a_blank_number(text: str, found: list[tuple[str, str, str]]) -> None:
    """Made up; the line of an annex names the document, and a symbol that is not of its type names nothing."""
    assert _read(text) == found


def test_without_its_subject_it_is_the_only_one_of_its_symbol() -> None:
    text = f"Căn cứ {DECREE} quy định chi tiết một việc;\n\nTheo Nghị định số …/2025/NĐ-CP.\n"
    assert len({instrument for _, _, instrument in _read(text)}) == 1


def test_two_documents_never_mean_the_same_one() -> None:
    """Each has its own instrument, cited twice in one document or in two."""
    text = f"{HEAD}Căn cứ {DECREE} quy định chi tiết một việc;\n\nTheo Nghị định số …/2025/NĐ-CP.\n"
    records = {slug: read_record(text, slug, REGISTRY.grammar) for slug in ("a", "b")}
    collection = build_collection(records, {}, REGISTRY)
    cited = [each for each in collection.instruments.values() if each.type == "Nghị định"]
    assert [len(each.mentions) for each in cited] == [2, 2]
    assert len({each.slug for each in cited}) == 2


@pytest.mark.parametrize(("text", "keys"), [
    ("Theo Nghị định số 85/NĐ-CP ngày 25/5/2007 của Chính phủ.", ["85/2007/NĐ-CP@2007"]),
    ("Theo Nghị định số 85/NĐ-CP; Nghị định số 85/2007/NĐ-CP.", ["85/2007/NĐ-CP@2007"] * 2),
    ("Theo Nghị định số 66/CP ngày 30/9/1993; Thông tư số 8/TT-BYT ngày 02/4/1991.", ["66/CP@1993", "8/TT-BYT@1991"]),
    ("Theo Quyết định số 85/QĐ-TTg ngày 25/5/2007.", ["85/QĐ-TTg@2007"]),
])
def test_the_day_tells_the_year_that_a_number_lacks(text: str, keys: list[str]) -> None:
    """Of decrees and circulars alone, since their numbers carry the year."""
    assert [instrument for _, _, instrument in _read(text)] == keys
