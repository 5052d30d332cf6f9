"""Addresses are for ever: the register only grows, a lost address is told, an old one leads on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from collections_for_tests import records_of
from golden_pages import sample_collection
from repositories import start_history
from vanban.commands.rules.collection import address_lost
from vanban.commands.rules.rule import Whole
from vanban.graph.addresses import (
    ISSUED_ADDRESSES,
    REDIRECTS_TABLE,
    Redirect,
    deleted_addresses,
    issue_addresses,
    load_redirects,
    lost_addresses,
    read_issued,
    redirects_led_on,
)
from vanban.graph.build import build_collection
from vanban.models import Collection
from vanban.pages.browse.former import former_pages
from vanban.pages.site import Site
from vanban.problems import ProblemError
from vanban.registry.tables import Registry

BODY = "Ủy ban nhân dân tỉnh Bình Phước"


def table(root: Path, *rows: str) -> tuple[Redirect, ...]:
    """The redirects of a project with these rows."""
    (root / REDIRECTS_TABLE).parent.mkdir(parents=True, exist_ok=True)
    (root / REDIRECTS_TABLE).write_text("".join(f"- {{{row}}}\n" for row in rows), encoding="utf-8")
    return load_redirects(root)


def changed(slug: str) -> Collection:
    """The sample with another address for the plan of 2023."""
    sample = sample_collection()
    return replace(sample, instruments={**sample.instruments, "31": replace(sample.instruments["31"], slug=slug)})


def test_the_register_is_sorted_and_only_grows(tmp_path: Path) -> None:
    sample = sample_collection()
    assert issue_addresses(tmp_path, sample) == 4
    assert issue_addresses(tmp_path, changed("31-kh-ubnd-2023-binh-phuoc-moi")) == 1
    assert list(read_issued(tmp_path)) == sorted(read_issued(tmp_path)) and len(read_issued(tmp_path)) == 5
    before = (tmp_path / ISSUED_ADDRESSES).stat().st_mtime_ns
    assert issue_addresses(tmp_path, sample) == 0 and (tmp_path / ISSUED_ADDRESSES).stat().st_mtime_ns == before


def test_a_poorer_address_leads_on_by_itself(tmp_path: Path, registry: Registry) -> None:
    """An address given without year, territory or day, or to a plan known by its words only, follows what is known."""
    row = {"type": "Kế hoạch", "number": "7/KH-UBND", "date": "2020-01-02", "body": BODY, "hint": "7/KH-UBND@2020"}
    named = {"class": "described", "type": "Kế hoạch", "name": "Kế hoạch làm thử", "hint": "Kế hoạch làm thử@2020"}
    now = build_collection(records_of([row, {"in": 0, **named, "hint": "7/KH-UBND@2020"}])[0], {}, registry)
    (slug,) = {each.slug for each in now.instruments.values() if each.number}
    assert slug == "07-kh-ubnd-2020-binh-phuoc"
    poorer = ["07-kh-ubnd", "07-kh-ubnd-2020", "07-kh-ubnd-binh-phuoc", "07-kh-ubnd-2020-binh-phuoc-01-02"]
    found = redirects_led_on(poorer, now, ())
    assert {each.old: each.new for each in found} == dict.fromkeys(poorer, slug)
    assert redirects_led_on(["08-kh-ubnd", "07-kh-ubnd-2021"], now, ()) == ()


def test_a_row_whose_aim_moved_is_led_on_too(registry: Registry) -> None:
    row = {"type": "Kế hoạch", "number": "7/KH-UBND", "date": "2020-01-02", "body": BODY}
    now = build_collection(records_of([row])[0], {}, registry)
    (led,) = redirects_led_on([], now, (Redirect("cu", "07-kh-ubnd-2020", "Đặt tên lại", 3),))
    assert (led.new, led.reason, led.line) == ("07-kh-ubnd-2020-binh-phuoc", "Đặt tên lại", 3)


def test_an_address_goes_where_the_words_that_made_it_went(registry: Registry) -> None:
    """Of two resolutions of one number only one is also cited without its year: that citation gave the address."""
    about = {2013: "chủ động ứng phó với biến đổi khí hậu", 2022: "phát triển kinh tế vùng Đồng bằng sông Cửu Long"}
    rows = [{"type": "Nghị quyết", "number": "24-NQ/TW", "date": f"{year}-06-03", "subject": subject, "in": 0}
            for year, subject in about.items()]
    short = {"type": "Nghị quyết", "number": "24-NQ/TW", "hint": "24-NQ/TW", "in": 1}
    first = build_collection(records_of([short | {"subject": about[2013]}])[0], {}, registry)
    assert "24-nq-tw" in {each.slug for each in first.instruments.values()}
    now = build_collection(records_of([*rows, short | {"subject": about[2013]}])[0], {}, registry)
    assert {each.old: each.new for each in redirects_led_on(["24-nq-tw"], now, ())} == {"24-nq-tw": "24-nq-tw-2013"}
    unsaid = build_collection(records_of(rows)[0], {}, registry)
    assert redirects_led_on(["24-nq-tw"], unsaid, ()) == ()


def test_a_person_is_asked_only_where_two_could_claim_an_address(tmp_path: Path, registry: Registry) -> None:
    """The row to add names those that could; with it the problem goes."""
    rows = [{"type": "Kế hoạch", "number": "7/KH-UBND", "date": f"{year}-01-02", "body": BODY} for year in (2020, 2021)]
    now = build_collection(records_of(rows)[0], {}, registry)
    (tmp_path / ISSUED_ADDRESSES).parent.mkdir()
    (tmp_path / ISSUED_ADDRESSES).write_text("# sổ\n07-kh-ubnd-binh-phuoc\n07-kh-ubnd-2020\nkhac-han\n",
                                             encoding="utf-8")
    first, other = lost_addresses(tmp_path, now, ())
    assert first.line == 2 and "{old: 07-kh-ubnd-binh-phuoc, new: …" in first.message
    assert "07-kh-ubnd-2020-binh-phuoc, 07-kh-ubnd-2021-binh-phuoc" in first.message
    assert other.line == 4 and "bỏ new nếu không văn bản nào thay chỗ" in other.message
    added = table(tmp_path, "old: 07-kh-ubnd-binh-phuoc, new: 07-kh-ubnd-2021-binh-phuoc, reason: x",
                  "old: khac-han, reason: Đọc nhầm")
    assert list(lost_addresses(tmp_path, now, added)) == []


def test_a_line_that_was_deleted_is_seen(tmp_path: Path) -> None:
    """Compared with the base revision; without a history nothing can be said."""
    issue_addresses(tmp_path, sample_collection())
    assert list(deleted_addresses(tmp_path, "HEAD")) == []
    start_history(tmp_path)
    assert list(deleted_addresses(tmp_path, "HEAD")) == []
    path = tmp_path / ISSUED_ADDRESSES
    path.write_text(path.read_text(encoding="utf-8").replace("09-ct-tw-2011\n", ""), encoding="utf-8")
    (found,) = deleted_addresses(tmp_path, "HEAD")
    assert "đã bỏ dòng “09-ct-tw-2011”" in found.message


def test_a_row_that_leads_wrong_is_told(tmp_path: Path) -> None:
    rows = table(tmp_path, "old: 09-ct-tw-2011, new: 12-kh-ubnd-2024-phu-rieng, reason: x", "old: a, new: b, reason: y")
    assert [(p.line, p.message.split(":")[0]) for p in lost_addresses(tmp_path, sample_collection(), rows)] == [
        (1, "old"), (2, "new")]
    with pytest.raises(ProblemError, match="chỉ ghi phần tên"):
        table(tmp_path, "old: ../x, new: A, reason: y")


def test_an_old_address_leads_on_without_scripts(registry: Registry) -> None:
    """The page leads on and says why, the machine file of a held document too; what has ended says so."""
    rows = (Redirect("31-cu", "31-kh-ubnd-2023-binh-phuoc", "Rõ <ngày>"), Redirect("het", None, "Đọc nhầm & gỡ"),
            Redirect("12-cu", "12-kh-ubnd-2024-phu-rieng", "Rõ năm"))
    files = dict(former_pages(Site(sample_collection(), registry, "https://kho.example.vn"), rows))
    page = BeautifulSoup(files["van-ban/31-cu/index.html"], "html.parser")
    refresh, canonical = page.find("meta", {"http-equiv": "refresh"}), page.find("link", rel="canonical")
    assert refresh and refresh["content"] == "0; url=../../van-ban/31-kh-ubnd-2023-binh-phuoc/index.html"
    assert canonical and canonical["href"] == "https://kho.example.vn/van-ban/31-kh-ubnd-2023-binh-phuoc/"
    assert "Rõ <ngày>" in page.get_text()
    assert "Đọc nhầm & gỡ" in BeautifulSoup(files["van-ban/het/index.html"], "html.parser").get_text()
    assert {path: json.loads(words)["moved_to"] for path, words in files.items() if path.endswith(".json")} == {
        "van-ban/12-cu/index.json": "12-kh-ubnd-2024-phu-rieng"}


def test_the_check_reads_the_table_and_tells_what_it_cannot_read(tmp_path: Path) -> None:
    """A row that leads wrong, then one that is no row."""
    table(tmp_path, "old: a, new: b, reason: y")
    whole = Whole(tmp_path, collection=sample_collection())
    assert [p.line for p in address_lost.find(whole)] == [1]
    with pytest.raises(ProblemError):
        table(tmp_path, "old: ../x, new: a, reason: y")
    assert ["chỉ ghi phần tên" in p.message for p in address_lost.find(whole)] == [True]
