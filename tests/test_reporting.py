"""Reporting a fault: every link leads to a new issue that is already written, or to the words to send."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from golden_pages import SLUG, sample_collection
from vanban.commands.documents import records_of
from vanban.graph.build import build_collection
from vanban.pages.parts.excerpts import Piece
from vanban.pages.parts.reporting import issue_address, report_of_relation, reported_sentence
from vanban.pages.site import Site
from vanban.pages.units import generated_files
from vanban.registry.tables import Registry
from vanban.store.documents import DOCUMENTS_FOLDER, read_sources
from vanban.store.settings import Settings

REPOSITORY = "https://github.com/ten/kho"
EVIL = 'x" onclick="alert(1)\n&body=giả#%00<script>\u2028 ' + "dài " * 200


def test_the_issue_names_both_instruments_the_sentence_and_its_place(registry: Registry) -> None:
    """Title and body tell all that a maintainer needs, with the address of the highlighted words."""
    site = Site(sample_collection(), registry, "https://kho.example.vn/thu/", REPOSITORY)
    parts = urlsplit(report_of_relation(site, site.collection.relations[0]))
    fields = parse_qs(parts.query, strict_parsing=True)
    assert (parts.netloc, parts.path, parts.fragment) == ("github.com", "/ten/kho/issues/new", "")
    assert fields["title"] == ["Liên kết sai: Kế hoạch số 12/KH-UBND → Kế hoạch số 31/KH-UBND"]
    (body,) = fields["body"]
    for words in ("Kế hoạch số 12/KH-UBND ngày 05/03/2024 của Ủy ban nhân dân huyện Phú Riềng", "Thực hiện",
                  "Kế hoạch số 31/KH-UBND năm 2023 của Ủy ban nhân dân tỉnh Bình Phước", "đơn vị triển khai như sau",
                  f"https://kho.example.vn/thu/van-ban/{SLUG}/#vien-dan-1"):
        assert words in body


def test_an_inference_is_reported_with_its_reason(registry: Registry) -> None:
    """A step without a sentence is reported with what was inferred."""
    site = Site(sample_collection(), registry, None, REPOSITORY)
    (body,) = parse_qs(urlsplit(report_of_relation(site, site.collection.relations[2])).query)["body"]
    assert "Suy luận: Cùng cơ quan, cùng tên gọi, chỉ khác năm." in body and "van-ban/31-kh-ubnd" in body


@pytest.mark.parametrize(("repository", "start", "names"), [
    ("https://github.com/a/b/", "https://github.com/a/b/issues/new?", {"title", "body"}),
    ("https://codeberg.org/a/b.git", "https://codeberg.org/a/b/issues/new?", {"title", "body"}),
    ("https://gitlab.com/a/b", "https://gitlab.com/a/b/-/issues/new?", {"issue[title]", "issue[description]"}),
])
def test_each_kind_of_host_has_its_own_address(repository: str, start: str, names: set[str]) -> None:
    """The fields are named as the host names them."""
    address = issue_address(repository, "a & b", "dòng 1\ndòng 2")
    assert address.startswith(start) and set(parse_qs(urlsplit(address).query)) == names


def test_hostile_words_stay_in_their_field(registry: Registry) -> None:
    """Whatever a name holds, the address has its two fields, is short, and no attribute or element is added."""
    collection = sample_collection()
    evil = replace(collection.instruments["31"], number=EVIL, issuing_body=EVIL, title=EVIL)
    changed = replace(collection, instruments={**collection.instruments, "31": evil})
    for path, content in generated_files(changed, registry, Settings(None, REPOSITORY)):
        if not path.endswith(("index.md",)):
            continue
        page = BeautifulSoup(content.decode().split("---\n", 2)[2], "html.parser")
        for link in page.select("a.report"):
            assert set(link.attrs) == {"class", "href", "rel"}
            address = urlsplit(str(link["href"]))
            assert set(parse_qs(address.query, strict_parsing=True)) == {"title", "body"}
            assert len(str(link["href"])) < 8000 and address.netloc == "github.com" and not address.fragment


def test_every_link_between_two_instruments_can_be_reported(registry: Registry) -> None:
    """Each opened "why" holds a sentence, leads to it in the text of its page, or gives a reason; it tells the rule
    where there is a sentence, and one way to report: an address, or the page's own words, to which a script leads."""
    for settings in (Settings(), Settings(None, REPOSITORY)):
        for path, content in generated_files(sample_collection(), registry, settings):
            if not path.startswith(("van-ban/", "chuoi/")) or not path.endswith("/index.md"):
                continue
            page = BeautifulSoup(content.decode(), "html.parser")
            for why in page.select("details.why"):
                here = [page.find(id=str(link["href"])[1:]) for link in why.select('.quote footer a[href^="#"]')]
                assert all(found and "cite" in found["class"] for found in here), path
                assert why.select(".quote mark") or here or why.select(".reason"), path
                assert len(why.select(".quote")) == len(why.select(".quote footer a")) == len(why.select(".rule"))
                assert all("Độ chắc chắn: " in rule.get_text() for rule in why.select(".rule"))
                links = [str(link["href"]) for link in why.select("a.report")]
                assert len(links) == bool(settings.repository)
                assert all(link.startswith(REPOSITORY) for link in links)
                assert settings.repository or page.select("#bao-loi a.report[href='../../dong-gop/#sua']")


def test_a_document_page_stays_light(root: Path, registry: Registry) -> None:
    """With every address written out, the page of the longest document here is under 60 KB compressed."""
    sources = read_sources(root / DOCUMENTS_FOLDER)
    collection = build_collection(records_of(sources, registry, lambda words: None),
                                  {source.slug: source.text for source in sources}, registry)
    settings = Settings("https://ten.github.io/kho-van-ban/", REPOSITORY)
    frame = 8_000  # head, menu and foot of a page
    for path, content in generated_files(collection, registry, settings):
        if path.startswith("van-ban/") and path.endswith("index.md"):
            assert len(gzip.compress(content)) < 60_000 - frame, path


def test_a_long_sentence_is_cut_around_what_is_cited() -> None:
    """The address of a link stays short whatever the sentence."""
    words = reported_sentence((Piece("text", "chữ " * 300), Piece("cited", "Chỉ thị số 09-CT/TW"),
                               Piece("text", " chữ" * 300)))
    assert "Chỉ thị số 09-CT/TW" in words and len(words) < 170
