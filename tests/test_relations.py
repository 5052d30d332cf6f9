"""Relations are what the governing verb says, done by the document, and possible."""

from __future__ import annotations

from typing import Any

import pytest
from cases import load_cases
from layouts import layout_of
from vanban.models import LEVELS, Citation, Document, Level
from vanban.reading.bodies import BodyContext, match_body, parts_of_body, resolve_body
from vanban.reading.citations import find_mentions
from vanban.reading.layout.sentences import cut_sentences
from vanban.reading.outline.blocks import outline
from vanban.reading.plausible import Side, doubt
from vanban.reading.record import read_record
from vanban.reading.relations.resolve import resolve_mentions
from vanban.reading.relations.tree import Link, is_within, upward
from vanban.registry.tables import load_registry

REGISTRY = load_registry()
DEFAULT = {"type": "Kế hoạch", "number": "31/KH-UBND", "date": "2025-06-01",
           "issuer": "Ủy ban nhân dân tỉnh Bình Phước"}

CITED = "Chỉ thị số 28/CT-TTg ngày 30/6/2017 của Thủ tướng Chính phủ"
SENTENCES = {
    "adverb": ("Thực hiện {} " + CITED, "implements"),
    "determiner": ("Thực hiện {} nội dung tại " + CITED, "implements"),
    "lead_noun": ("Thực hiện các {} tại " + CITED, "implements"),
    "noun_modifier": ("Thực hiện các nhiệm vụ {} tại " + CITED, "implements"),
    "lead": ("Thực hiện các nhiệm vụ {} " + CITED, "implements"),
    "verb_between": ("Triển khai và {} " + CITED, "implements"),
    "nominal": ("V/v {} thực hiện " + CITED, "implements"),
    "text_noun": ("Thực hiện các {} sau đây: " + CITED, "implements"),
    "such_as": ("Thực hiện các văn bản, {} " + CITED, "implements"),
    "approves": ("Thực hiện Đề án giống cây trồng được Thủ tướng Chính phủ {} tại " + CITED, "implements"),
    "undone": ("Các đơn vị {} thực hiện " + CITED, "cites"),
    "state": ("Công văn nói về {} thực hiện " + CITED, "cites"),
    "many": ("Thực hiện " + CITED + ", {} đơn vị đã rà soát văn bản", "cites"),
    "asks": ("{} các đơn vị thực hiện " + CITED, "cites"),
    "makes": ("- {} Kế hoạch triển khai " + CITED, "cites"),
    "made": ("- Xây dựng {} triển khai " + CITED, "cites"),
    "plans": ("Tờ trình số 5/TTr-STC ngày 02/02/2018 về {} thay thế " + CITED, "cites"),
}
"""For every role of the words around a governing verb: a sentence with one, and what it says of its last citation."""


def read_in(raw: str, told: dict[str, Any]) -> list[Citation]:
    """The numbered citations of a sentence in a document of Bình Phước that is described by ``told``."""
    facts = {key: str(value) for key, value in (DEFAULT | told).items()}
    plain = BodyContext(province=REGISTRY.find_territory("Bình Phước", facts["date"])[0], date=facts["date"])
    match = match_body(facts["issuer"], 0, REGISTRY.grammar)
    assert match is not None
    issuer = resolve_body(match, plain, REGISTRY.grammar)
    context = BodyContext(province=plain.province, date=plain.date, issuer=issuer)
    document = Document(number=facts["number"], type=facts["type"], date=facts["date"], level=issuer.level,
                        title=facts.get("title"), bodies=parts_of_body(issuer, context, REGISTRY.grammar))
    layout, grammar = layout_of(raw), REGISTRY.grammar
    blocks = outline(layout)
    sentences = cut_sentences(layout, blocks, grammar)
    mentions = find_mentions(layout.clean, grammar)
    found = resolve_mentions(layout, mentions, sentences, blocks, context, grammar, document)
    return [citation for citation in found if citation.class_ == "numbered"]


def stated(citation: Citation, key: str) -> object:
    """A part of a citation as the rows of the table write it."""
    if key == "doubt":
        return citation.doubt is not None
    value = getattr(citation, key)
    return [list(one) if isinstance(one, tuple) else one for one in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("case", load_cases("relations.yaml"), ids=lambda case: case["why"])
def test_relations(case: dict[str, Any]) -> None:
    """Every citation of the sentence, in order, with what its row states."""
    found = read_in(case["text"], case.get("document", {}))
    shown = [{key: stated(c, key) for key in row} for c, row in zip(found, case["citations"], strict=False)]
    assert shown == [{k: str(v) if k == "date" else v for k, v in row.items()} for row in case["citations"]]
    assert len(found) == len(case["citations"])


def test_a_relation_has_a_certainty_and_a_mention_has_none() -> None:
    """Certainty belongs to what is stated: near words are surer than a list introduced further up; two doubts of who
    does it make it low, a list of repeals by a known decision none."""
    near, listed = (read_in(text, {})[0] for text in (
        "Thực hiện Kế hoạch số 6/KH-UBND.", "Thực hiện các văn bản sau:\n\n- Kế hoạch số 6/KH-UBND;"))
    assert (near.relation_certainty, listed.relation_certainty) == ("high", "medium")
    within, far = (read_in(text, {})[0] for text in (
        "Các sở phối hợp thực hiện Kế hoạch số 6/KH-UBND.",
        "Các sở phối hợp thực hiện đồng bộ các nhiệm vụ, giải pháp nêu tại Kế hoạch số 6/KH-UBND."))
    assert (within.relation_certainty, far.relation_certainty) == ("medium", "medium")
    told, listed = (read_in(text, {"number": "31"})[0] for text in (
        "Các sở phối hợp thực hiện Kế hoạch số 6/KH-UBND.",
        "Các sở phối hợp thực hiện các văn bản sau:\n\n- Kế hoạch số 6/KH-UBND;"))
    assert (told.relation_certainty, listed.relation_certainty) == ("medium", "low")
    repealed = read_in("Bãi bỏ các Quyết định của Ủy ban nhân dân tỉnh sau đây:\n\n1. Quyết định số 6/2020/QĐ-UBND;",
                       {"type": "Quyết định", "number": "5/2025/QĐ-UBND"})
    assert [each.relation_certainty for each in repealed] == ["medium"]
    summed, done = (read_in(f"Công văn số 9/UBND-NC ngày 01/3/2025 về việc {words} Chỉ thị số 5/CT-TTg.", {})[1]
                    for words in ("đánh giá tình hình thực hiện", "tổ chức thực hiện"))
    assert (summed.relation_certainty, done.relation_certainty) == ("medium", "high")
    behind, plan = (read_in(f"Quyết định số 9/QĐ-UBND ngày 01/3/2025 {words} Chỉ thị số 5/CT-TTg.", {})[1]
                    for words in ("về phân cấp nhiệm vụ chi thực hiện", "ban hành Chương trình hành động thực hiện"))
    assert (behind.relation_certainty, plan.relation_certainty) == ("medium", "high")
    assert read_in("Xem Kế hoạch số 6/KH-UBND.", {})[0].relation_certainty is None


DECREE, CIRCULAR, LAW = (Side(name, key, "2020-01-01", 2020, "central", True) for name, key in (
    ("Nghị định", "5 2020 NĐ CP"), ("Thông tư", "6 2020 TT BNV"), ("Luật", "7 2020 QH14")))


@pytest.mark.parametrize(("relation", "agent", "target", "doubted"), [
    ("guides", DECREE, LAW, False), ("guides", LAW, DECREE, True), ("amends", CIRCULAR, DECREE, True),
    ("amends", DECREE, DECREE, True), ("implements", DECREE, CIRCULAR, True), ("cites", LAW, LAW, False),
    ("amends", Side("Quyết định", rank=6), LAW, True), ("replaces", Side("Quyết định", rank=8), DECREE, True),
    ("repeals", DECREE, Side("Nghị quyết", rank=2), True), ("repeals", DECREE, Side("Quyết định", rank=6), False),
    ("amends", Side("Nghị quyết", rank=2), LAW, False), ("amends", Side("Quyết định"), LAW, False),
    ("amends", Side("Nghị quyết", rank=2), Side("Hiến pháp"), False), ("amends", LAW, Side("Hiến pháp"), True),
    ("amends", Side("Luật", "Luật Giá"), Side("Luật", "Luật Giá", year=2023), True),
    ("amends", Side("Luật", "Luật Giá", year=2023), Side("Luật", "Luật Giá", year=2012), False),
    ("amends", Side("Báo cáo"), Side("Kế hoạch"), True), ("replaces", Side("Báo cáo"), Side("Báo cáo"), False),
    ("basis", Side(date="2020-01-01", year=2020), Side(year=2021), True),
    ("basis", Side(date="2020-01-02", year=2020), Side(date="2020-01-01", year=2020), False),
    ("basis", Side(date="2020-01-02", year=2020), Side(date="2025-01-01", year=2025, series=2015), False),
    ("basis", Side(date="2015-01-02", year=2015, series=2025), Side(date="2025-01-01", series=2025), False),
    ("basis", Side(date="2025-01-02", year=2025, series=2020), Side(date="2024-01-01", series=2024), False),
    ("basis", Side(date="2020-01-02", year=2020, series=2020), Side(date="2021-01-01", series=2021), True),
])
def test_what_may_be(relation: Any, agent: Side, target: Side, doubted: bool) -> None:
    """Dates, rank, power and identity decide; what is not known speaks against nothing."""
    assert (doubt(relation, agent, target, REGISTRY) is not None) == doubted


@pytest.mark.parametrize("level", LEVELS)
def test_levels_count_the_centre_as_one(level: Level) -> None:
    """A province carries nothing out for those below it; the centre and its ministries do so for each other."""
    below = level in ("district", "commune")
    assert (doubt("implements", Side(level="province"), Side(level=level), REGISTRY) is not None) == below
    assert doubt("implements", Side(level="central"), Side(level="ministry"), REGISTRY) is None


@pytest.mark.parametrize("role", SENTENCES)
def test_every_word_does_what_its_role_says(role: str) -> None:
    """A word between verb and citation keeps the government, or takes it away."""
    pattern, relation = SENTENCES[role]
    own = {} if role == "state" else {"title": f"Thực hiện {CITED}"}
    read = {word: [c.relation for c in read_in(pattern.format(word), own)] for word in REGISTRY.sentence_words[role]}
    assert {word: found for word, found in read.items() if found[-1:] != [relation]} == {}


def test_a_law_does_not_rest_on_itself() -> None:
    """What the title names is the document itself; the same words in another law name another one."""
    found = []
    for title in ("DÂN SỐ", "THỐNG KÊ"):
        raw = ("QUỐC HỘI\nLuật số: 12/2025/QH15\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
               f"Hà Nội, ngày 02 tháng 12 năm 2025\n\nLUẬT\n{title}\n\nCăn cứ Hiến pháp;\n"
               "Quốc hội ban hành Luật này.\n\nĐiều 1. Phạm vi\n\n"
               "Căn cứ Luật Dân số, các cơ quan tổ chức công việc của mình.\n")
        found.append(read_record(raw, "x", REGISTRY.grammar).citations[-1].relation)
    assert found == ["cites", "basis"]


def test_a_draft_is_not_carried_out_by_the_paper_that_submits_it() -> None:
    """A law named in the title as a draft is still to come; the same words of a law in force carry it out."""
    found = []
    for title in ("Dự án Luật Việc làm", "Về một việc khác"):
        raw = ("CHÍNH PHỦ\nSố: 12/TTr-CP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, ngày 02 tháng 02 năm 2025\n\n"
               f"TỜ TRÌNH\n{title}\n\nKính gửi: Quốc hội\n\nĐể thi hành Luật Việc làm, Chính phủ kính trình.\n")
        found.append(read_record(raw, "x", REGISTRY.grammar).citations[-1].relation)
    assert found == ["cites", "implements"]


def test_a_plan_does_not_carry_itself_out() -> None:
    """The heading of the plan that a decision issues may name it with other years; another plan it carries out."""
    found = []
    for subject in ("xuất khẩu hàng hóa của tỉnh", "trồng rừng phòng hộ của tỉnh"):
        raw = ("ỦY BAN NHÂN DÂN\nTỈNH BÌNH PHƯỚC\nSố: 15/QĐ-UBND\nBình Phước, ngày 05 tháng 3 năm 2025\nQUYẾT ĐỊNH\n"
               "Ban hành Kế hoạch xuất khẩu hàng hóa của tỉnh giai đoạn 2026 - 2030\n\n"
               f"Giải pháp thực hiện Kế hoạch {subject} giai đoạn 2021 - 2025.\n")
        found.append(read_record(raw, "x", REGISTRY.grammar).citations[-1].relation)
    assert found == ["cites", "implements"]


def test_a_title_is_one_line() -> None:
    """Empty lines between the lines of a title part nothing: old exports put them there."""
    raw = ("BỘ TÀI CHÍNH\nSố: 5/2025/TT-BTC\nHà Nội, ngày 5 tháng 6 năm 2025\n\nTHÔNG TƯ\n\n"
           "Hướng dẫn thi hành một số điều của \n \nLuật Quản lý thuế và quy định chi tiết điều của \n \nLuật Giá\n\n"
           "Căn cứ Luật Giá số 16/2023/QH15;\n\nĐiều 1. Phạm vi điều chỉnh\n")
    found = read_record(raw, "x", REGISTRY.grammar).citations
    assert [citation.relation for citation in found] == ["guides", "guides", "basis"]


def test_subjects_that_stand_in_each_other_in_a_circle_are_gone_through_once() -> None:
    """A list told in the plural leads forward, so that two mentions may each stand in the other's subject."""
    links = [Link("cites", 0, (1,)), Link("cites", 0, (0,)), Link("cites", 0, (0,))]
    assert list(upward(2, links)) == [2, 0, 1]
    assert is_within(2, 1, links)
    assert not is_within(2, 2, links)
