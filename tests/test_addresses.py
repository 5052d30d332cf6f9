"""Addresses are for ever: the register only grows, a lost address is told, an old one leads on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from collections_for_tests import record_of, records_of
from golden_pages import sample_collection
from repositories import start_history
from vanban.commands.rules.collection import address_lost, address_shared
from vanban.commands.rules.rule import Whole
from vanban.graph.addresses import (
    ADDRESS_REGISTER,
    REDIRECTS_TABLE,
    Redirect,
    changed_hands,
    deleted_addresses,
    load_redirects,
    lost_addresses,
    redirects_led_on,
    register_addresses,
    registered_lines,
)
from vanban.graph.build import build_collection
from vanban.graph.forms import Addresses, PossibleAddresses
from vanban.graph.slugs import longer_slug
from vanban.models import Collection
from vanban.pages.browse.former import former_pages
from vanban.pages.instrument.page import instrument_page
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
    assert register_addresses(tmp_path, sample) == 4
    assert register_addresses(tmp_path, changed("31-kh-ubnd-2023-binh-phuoc-moi")) == 1
    lines = list(registered_lines(tmp_path))
    assert lines == sorted(lines) and len(lines) == 5
    before = (tmp_path / ADDRESS_REGISTER).stat().st_mtime_ns
    assert register_addresses(tmp_path, sample) == 0 and (tmp_path / ADDRESS_REGISTER).stat().st_mtime_ns == before


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
    (led,) = redirects_led_on(["24-nq-tw"], unsaid, ())
    assert (led.new, led.choices) == (None, ("24-nq-tw-2013", "24-nq-tw-2022"))


def test_a_mention_that_another_came_before_is_still_known(registry: Registry) -> None:
    """A later reading finds one more citation before it: the place alone would tell of that one."""
    plan = {"type": "Kế hoạch", "number": "7/KH-UBND", "in": 0}
    other = {"type": "Kế hoạch", "number": "9/KH-UBND", "in": 0}
    before = build_collection(records_of([plan])[0], {}, registry)
    (old,) = {each.slug for each in before.instruments.values() if each.number}
    now = build_collection(records_of([other, plan | {"date": "2020-01-02", "body": BODY}])[0], {}, registry)
    (led,) = redirects_led_on([old], now, (), before)
    assert (old, led.new) == ("07-kh-ubnd", "07-kh-ubnd-2020-binh-phuoc")


def test_a_person_is_asked_only_where_two_could_claim_an_address(tmp_path: Path, registry: Registry) -> None:
    """The row to add names those that could, as a remark; what fits nothing is an error; with rows both go."""
    rows = [{"type": "Kế hoạch", "number": "7/KH-UBND", "date": f"{year}-01-02", "body": BODY} for year in (2020, 2021)]
    now = build_collection(records_of(rows)[0], {}, registry)
    (tmp_path / ADDRESS_REGISTER).parent.mkdir()
    (tmp_path / ADDRESS_REGISTER).write_text("# sổ\n07-kh-ubnd-binh-phuoc\n07-kh-ubnd-2020\nkhac-han\n",
                                             encoding="utf-8")
    whole = Whole(tmp_path, collection=now)
    (first,), (other,) = address_shared(whole), address_lost(whole)
    assert (first.severity, other.severity) == ("remark", "error")
    assert first.line == 2 and "{old: 07-kh-ubnd-binh-phuoc, new: …" in first.message
    assert "07-kh-ubnd-2020-binh-phuoc, 07-kh-ubnd-2021-binh-phuoc" in first.message
    assert other.line == 4 and "thêm new nếu có văn bản thay chỗ" in other.message
    added = table(tmp_path, "old: 07-kh-ubnd-binh-phuoc, new: 07-kh-ubnd-2021-binh-phuoc, reason: Đọc nhầm",
                  "old: khac-han, reason: Đọc nhầm")
    assert list(lost_addresses(tmp_path, now, added)) == [] == list(address_shared(whole))


def test_an_address_that_two_could_have_is_neither_s(registry: Registry) -> None:
    """An earlier namesake does not take the short address of a later one: both say more, whatever came first."""
    rows = [{"type": "Kế hoạch", "number": "7/KH-UBND", "date": day, "body": BODY, "subject": subject, "in": index}
            for index, (day, subject) in enumerate([("2020-05-02", "phòng chống tội phạm trên địa bàn tỉnh"),
                                                    ("2020-01-02", "chăm lo Tết cho đoàn viên công đoàn")])]
    first, both = (build_collection(records_of(rows[:count])[0], {}, registry) for count in (1, 2))
    slugs = [{each.slug for each in one.instruments.values() if each.number} for one in (first, both)]
    short = "07-kh-ubnd-2020-binh-phuoc"
    assert slugs == [{short}, {f"{short}-{day}" for day in ("01-02", "05-02")}]
    (led,) = redirects_led_on(slugs[0], both, ())
    assert led.choices == tuple(sorted(slugs[1]))
    files = dict(former_pages(Site(both, registry), (led,)))
    page = BeautifulSoup(files[f"van-ban/{led.old}/index.html"], "html.parser")
    assert [str(link["href"]).split("/")[3] for link in page.select("li a")] == list(led.choices)
    assert "có thể chỉ 2 văn bản" in page.get_text()
    assert json.loads(files[f"van-ban/{led.old}/index.json"])["choices"] == list(led.choices)
    assert redirects_led_on(slugs[0], both, (), first) == (Redirect(led.old, led.old + "-05-02", led_on_reason()),)


def test_a_page_names_the_others_that_its_address_fits(registry: Registry) -> None:
    """A held document has the address of its file's name; what is only cited and could have it is named there."""
    row = {"type": "Kế hoạch", "number": "7/KH-UBND", "body": BODY, "in": 0, "date": "2020-05-02"}
    cited = records_of([row | {"subject": "phòng chống tội phạm trên địa bàn tỉnh"}])[0]
    name = "07-kh-ubnd-2020-binh-phuoc"
    held = {name: record_of(name, (), number="7/KH-UBND", type="Kế hoạch", date="2020-01-02", issuing_body=BODY,
                            title="chăm lo Tết cho đoàn viên công đoàn")}
    both = build_collection(cited | held, {name: "", "nguon-0": ""}, registry)
    assert {each.slug for each in both.instruments.values() if each.number} == {name, name + "-05-02"}
    key = next(key for key, each in both.instruments.items() if each.document == name)
    assert f'href="../../van-ban/{name}-05-02/"' in instrument_page(Site(both, registry), key)
    before = build_collection(cited, {}, registry)
    assert changed_hands({each.slug: each for each in before.instruments.values()}, both) == []


def led_on_reason() -> str:
    """The words of a row that the build makes by itself."""
    (row,) = redirects_led_on(["12-kh-ubnd-2024"], sample_collection(), ())
    return row.reason


def test_a_line_that_was_deleted_is_seen(tmp_path: Path) -> None:
    """Compared with the base revision; without a history nothing can be said."""
    register_addresses(tmp_path, sample_collection())
    assert list(deleted_addresses(tmp_path, "HEAD")) == []
    start_history(tmp_path)
    assert list(deleted_addresses(tmp_path, "HEAD")) == []
    path = tmp_path / ADDRESS_REGISTER
    path.write_text(path.read_text(encoding="utf-8").replace("09-ct-tw-2011\n", ""), encoding="utf-8")
    (found,) = deleted_addresses(tmp_path, "HEAD")
    assert "đã bỏ dòng “09-ct-tw-2011”" in found.message


def test_a_row_that_leads_wrong_is_told(tmp_path: Path) -> None:
    rows = table(tmp_path, "old: 09-ct-tw-2011, new: 12-kh-ubnd-2024-phu-rieng, reason: Đọc nhầm",
                 "old: a, new: b, reason: Đọc nhầm")
    assert [(p.line, p.message.split(":")[0]) for p in lost_addresses(tmp_path, sample_collection(), rows)] == [
        (1, "old"), (2, "new")]
    with pytest.raises(ProblemError, match="chỉ ghi phần tên"):
        table(tmp_path, "old: ../x, new: A, reason: Đọc nhầm")


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
    table(tmp_path, "old: a, new: b, reason: Đọc nhầm")
    whole = Whole(tmp_path, collection=sample_collection())
    assert [p.line for p in address_lost.find(whole)] == [1]
    with pytest.raises(ProblemError):
        table(tmp_path, "old: ../x, new: a, reason: Đọc nhầm")
    assert ["chỉ ghi phần tên" in p.message for p in address_lost.find(whole)] == [True]


def test_forms_among_addresses_are_those_of_their_products() -> None:
    """Found without writing the products out, also where a whole form is too long and its base is cut."""
    long = "quyet-dinh-" + "-".join(["ban-hanh"] * 11)
    bases, ends = frozenset({"48-ct-tw", "48-ct-tw-2021", long}), ("tinh", "02-02", "bo-cong-an-tp-ha-noi")
    every = {*bases, *(longer_slug(base, end) for base in bases for end in ends)}
    assert any(not form.startswith(long) for form in every if form.startswith("quyet-dinh"))
    strangers = {"48-ct-tw-tinh-02", "48-ct", "tinh", f"{long}-bo-cong-an-tp-ha-noi"}
    wanted = {form for place, form in enumerate(sorted(every)) if place % 2} | strangers
    assert PossibleAddresses(bases, ends).among(Addresses(wanted)) == every & wanted
    assert PossibleAddresses(bases, ends).among(Addresses(every)) == every
