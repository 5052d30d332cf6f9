"""What others take away is read by readers that know nothing of this project: RIS, BibTeX, iCalendar, Atom, JSON-LD."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import feedparser
import icalendar
import pytest
import rispy
from archives_of_one import unzipped
from golden_pages import SLUG, sample_collection
from pybtex.database import parse_string
from pyld import jsonld
from vanban.models import Collection, Instrument
from vanban.pages.document.duties import Duty
from vanban.pages.downloads.calendar import calendar
from vanban.pages.downloads.feed import atom_feed
from vanban.pages.downloads.references import reference_files
from vanban.pages.instrument.machine import linked_data
from vanban.pages.parts.excerpts import Piece
from vanban.pages.site import Site
from vanban.registry.tables import Registry

ADDRESS = "https://kho.example.vn/thu/"
HOSTILE = "Phát động {50%} & \\phong trào “an ninh”,\n #1_$ ~ năm 2023; ER  - \r\nTY  - BOOK"
PLAN = Instrument("31", "31-kh-ubnd-2023", "numbered", "Kế hoạch", "31/KH-UBND", "2023-02-02", 2023,
                  "Ủy ban nhân dân\nER  - tỉnh Bình Phước", "province", HOSTILE)
BARE = Instrument("x", "de-an-x", "described", title="Đề án mẫu")
ONE_LINE = " ".join(HOSTILE.split())


def site_with(registry: Registry, *instruments: Instrument) -> Site:
    return Site(Collection(instruments={each.key: each for each in instruments}), registry, ADDRESS)


def forms(site: Site) -> dict[str, str]:
    """The bulk citations of a site, by form."""
    return {path.removeprefix("du-lieu/cach-dan.").removesuffix(".zip"): unzipped(content).decode()
            for path, content in reference_files(site)}


def test_ris_is_read_by_rispy(registry: Registry) -> None:
    """One reference comes out, whatever the title holds, with every value in the field it belongs to."""
    (entry,) = rispy.loads(forms(site_with(registry, PLAN))["ris"])
    assert entry["type_of_reference"] == "GOVDOC" and entry["id"] == PLAN.slug
    assert entry["title"] == ONE_LINE and entry["authors"] == ["Ủy ban nhân dân ER - tỉnh Bình Phước,"]
    assert (entry["year"], entry["date"]) == ("2023", "2023/02/02")
    assert entry["urls"] == [f"{ADDRESS}van-ban/{PLAN.slug}/"]


def test_bibtex_is_read_by_pybtex(registry: Registry) -> None:
    """One entry comes out; commands and braces of the title are letters, the body is one author."""
    read = parse_string(forms(site_with(registry, PLAN))["bib"], "bibtex")
    (entry,) = read.entries.values()
    assert entry.key == PLAN.slug and entry.type == "misc"
    assert entry.fields["title"].strip("{}") == (
        "Phát động \\{50\\%\\} \\& \\textbackslash{}phong trào “an ninh”, \\#1\\_\\$ \\textasciitilde{} năm 2023; "
        "ER - TY - BOOK")
    assert [str(person) for person in entry.persons["author"]] == ["{Ủy ban nhân dân ER - tỉnh Bình Phước}"]
    assert (entry.fields["date"].strip("{}"), entry.fields["number"].strip("{}")) == ("2023-02-02", "31/KH-UBND")


@pytest.mark.parametrize("ending", ["ris", "bib", "csl.json"])
def test_what_is_not_known_is_left_out(registry: Registry, ending: str) -> None:
    """An instrument with a title alone gives a reference with a title and an address, and no empty field."""
    content = forms(site_with(registry, BARE))[ending]
    values: dict[str, Any]
    if ending == "ris":
        (values,) = rispy.loads(content)
    elif ending == "bib":
        (entry,) = parse_string(content, "bibtex").entries.values()
        values = dict(entry.fields)
        assert not entry.persons
    else:
        (values,) = json.loads(content)
    assert "Đề án mẫu" in str(values["title"])
    assert all(values.values()) and not {"authors", "author", "year", "date", "issued", "number"} & set(values)


def test_the_calendar_is_read_by_icalendar(registry: Registry) -> None:
    """Each duty is one whole day with its words, however long and whatever marks they hold."""
    words = "Gửi báo cáo, kèm phụ lục; theo mẫu D:\\nam " + "của Ủy ban nhân dân các huyện, thị xã " * 4
    duties = tuple(Duty(day, day, "thoi-han", (Piece("text", words),)) for day in ("2024-02-29", "2024-12-31"))
    content = calendar(site_with(registry, PLAN), PLAN, duties)
    assert all(len(line.encode()) <= 75 for line in content.split("\r\n"))
    read = icalendar.Calendar.from_ical(content)
    assert read.errors == [] and str(read["VERSION"]) == "2.0"
    events = read.walk("VEVENT")
    assert len({str(event["UID"]) for event in events}) == 2
    earlier = Duty("2024-01-05", "2024-01-05", "khac", (Piece("text", "Gửi\x07 báo cáo"),))
    more = calendar(site_with(registry, PLAN), PLAN, (earlier, *duties, duties[1]))
    known = [str(event["UID"]) for event in icalendar.Calendar.from_ical(more).walk("VEVENT")]
    assert known[1:3] == [str(event["UID"]) for event in events], "what is found before them moves no other"
    assert len(set(known)) == 4 and "\x07" not in more
    for event, day in zip(events, (date(2024, 2, 29), date(2024, 12, 31)), strict=True):
        assert event.decoded("DTSTART") == day
        assert "DTEND" not in event  # a date without an end lasts that one day (RFC 5545, 3.6.1)
        assert str(event["DESCRIPTION"]) == " ".join(words.split()) and event.errors == []


def test_the_feed_is_read_by_feedparser(registry: Registry) -> None:
    """The feed is well formed Atom with the document, its page and its day; a hostile title stays words."""
    collection = sample_collection()
    held = next(each for each in collection.instruments.values() if each.document)
    evil = replace(held, title="<b>& \x0b]]></b>")
    feed = feedparser.parse(atom_feed(Site(replace(
        collection, instruments={**collection.instruments, held.key: evil}), registry, ADDRESS)).encode())
    assert not feed.bozo and feed.version == "atom10" and feed.feed.language == "vi"
    (entry,) = feed.entries
    assert entry.link == f"{ADDRESS}van-ban/{SLUG}/" and entry.updated_parsed.tm_year >= 1945
    assert entry.title.startswith("Kế hoạch số 12/KH-UBND")
    assert entry.summary_detail.type == "text/plain" and entry.summary.endswith("về <b>& ]]></b>")


def triples(data: dict[str, Any]) -> set[tuple[str, str, str]]:
    """The statements that a reader of JSON-LD finds: subject, predicate, object."""
    def load(address: str, options: object) -> dict[str, Any]:
        assert address.rstrip("/") == "https://schema.org"
        return {"contextUrl": None, "documentUrl": address, "contentType": "application/ld+json", "document": {
            "@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}}}

    rows = jsonld.to_rdf(data, {"documentLoader": load})["@default"]
    return {(row["subject"]["value"], row["predicate"]["value"], row["object"]["value"]) for row in rows}


def test_linked_data_is_read_by_pyld(registry: Registry) -> None:
    """A reader of JSON-LD finds an instrument with its number, and what it says has a subject of its own."""
    site = Site(sample_collection(), registry, ADDRESS)
    for instrument in site.collection.instruments.values():
        found = triples(json.loads(linked_data(site, instrument)))
        assert any(o == "https://schema.org/Legislation" for _, p, o in found if p.endswith("#type"))
        if instrument.number:
            assert instrument.number in {o for _, p, o in found if p == "https://schema.org/legislationIdentifier"}
        assert not [p for _, p, _ in found if "schema.org/" in p and " " in p]
