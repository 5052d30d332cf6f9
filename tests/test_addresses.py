"""Addresses are for ever: the register only grows, a lost address is told, an old one leads on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from golden_pages import sample_collection
from vanban.graph.addresses import ISSUED, TABLE, Redirect, issue, load_redirects, lost, read_issued, unissued
from vanban.models import Collection
from vanban.pages.browse.former import former_pages
from vanban.pages.site import Site
from vanban.problems import ProblemError
from vanban.registry.tables import Registry


def table(root: Path, *rows: str) -> tuple[Redirect, ...]:
    """The redirects of a project with these rows."""
    (root / TABLE).parent.mkdir(parents=True, exist_ok=True)
    (root / TABLE).write_text("".join(f"- {{{row}}}\n" for row in rows), encoding="utf-8")
    return load_redirects(root)


def changed(slug: str) -> Collection:
    """The sample with another address for the plan of 2023."""
    sample = sample_collection()
    return replace(sample, instruments={**sample.instruments, "31": replace(sample.instruments["31"], slug=slug)})


def test_the_register_is_sorted_and_only_grows(tmp_path: Path) -> None:
    sample = sample_collection()
    assert len(list(unissued(tmp_path, sample))) == 1
    assert issue(tmp_path, sample) == 4 and list(unissued(tmp_path, sample)) == []
    assert issue(tmp_path, changed("31-kh-ubnd-2023-binh-phuoc-moi")) == 1
    assert list(read_issued(tmp_path)) == sorted(read_issued(tmp_path)) and len(read_issued(tmp_path)) == 5
    before = (tmp_path / ISSUED).stat().st_mtime_ns
    assert issue(tmp_path, sample) == 0 and (tmp_path / ISSUED).stat().st_mtime_ns == before


def test_a_lost_address_is_told_with_the_row_to_add(tmp_path: Path) -> None:
    """The row names the only address that says all the old one said; a row for it makes the problem go."""
    issue(tmp_path, sample_collection())
    (found,) = lost(tmp_path, changed("31-kh-ubnd-2023-binh-phuoc-05-02"), ())
    row = "{old: 31-kh-ubnd-2023-binh-phuoc, new: 31-kh-ubnd-2023-binh-phuoc-05-02, reason:"
    assert found.line == 5 and str(found).count(row) == 1 and "directives/registry/redirects.yaml" in found.message
    rows = table(tmp_path, 'old: 31-kh-ubnd-2023-binh-phuoc, new: 31-kh-ubnd-2023-binh-phuoc-05-02, reason: "Rõ ngày"')
    assert list(lost(tmp_path, changed("31-kh-ubnd-2023-binh-phuoc-05-02"), rows)) == []
    (open_one,) = lost(tmp_path, changed("khac-han"), ())
    assert "new: …" in open_one.message


def test_a_row_that_leads_wrong_is_told(tmp_path: Path) -> None:
    rows = table(tmp_path, "old: 09-ct-tw-2011, new: 12-kh-ubnd-2024-phu-rieng, reason: x", "old: a, new: b, reason: y")
    assert [(p.line, p.message.split(":")[0]) for p in lost(tmp_path, sample_collection(), rows)] == [
        (1, "old"), (2, "new")]
    with pytest.raises(ProblemError, match="chỉ ghi phần tên"):
        table(tmp_path, "old: ../x, new: A, reason: y")


def test_an_old_address_leads_on_without_scripts(registry: Registry) -> None:
    """Long and short addresses lead to the page and say why; the machine file too; what has ended says so."""
    rows = (Redirect("31-cu", "31-kh-ubnd-2023-binh-phuoc", "Rõ <ngày>"), Redirect("het", None, "Đọc nhầm & gỡ"))
    files = dict(former_pages(Site(sample_collection(), registry, "https://kho.example.vn"), rows))
    for folder in ("van-ban", "s"):
        page = BeautifulSoup(files[f"{folder}/31-cu/index.html"], "html.parser")
        refresh, canonical = page.find("meta", {"http-equiv": "refresh"}), page.find("link", rel="canonical")
        assert refresh and refresh["content"] == "0; url=../../van-ban/31-kh-ubnd-2023-binh-phuoc/index.html"
        assert canonical and canonical["href"] == "https://kho.example.vn/van-ban/31-kh-ubnd-2023-binh-phuoc/"
        assert "Rõ <ngày>" in page.get_text()
        assert "Đọc nhầm & gỡ" in BeautifulSoup(files[f"{folder}/het/index.html"], "html.parser").get_text()
    assert json.loads(files["van-ban/31-cu/index.json"])["moved_to"] == "31-kh-ubnd-2023-binh-phuoc"
