"""What others take from a page: how it is cited, files for reference managers, data for machines, explanations."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from archives_of_one import unzipped
from bs4 import BeautifulSoup
from cases import load_cases, read_yaml
from golden_pages import SLUG, sample_collection
from vanban.models import Collection, Contradiction, Instrument, ValueReading
from vanban.pages.document.duties import duties_of
from vanban.pages.document.glosses import Glosses
from vanban.pages.downloads.calendar import calendar
from vanban.pages.downloads.references import reference_files
from vanban.pages.instrument.machine import linked_data, machine_file
from vanban.pages.instrument.territory_today import territory_today
from vanban.pages.parts.citing import Cite, cite_of
from vanban.pages.site import Site
from vanban.pages.units import generated_files
from vanban.reading.bodies import bodies_named
from vanban.reading.record import read_record
from vanban.reading.titles import display_title
from vanban.registry.tables import REGISTRY_FOLDER, Registry

PLAN = Instrument("31", "31-kh-ubnd-2023-binh-phuoc", "numbered", "Kế hoạch", "31/KH-UBND", "2023-02-02", 2023,
                  "Ủy ban nhân dân tỉnh Bình Phước", "province", "Phát động phong trào {50%}\nnăm 2023")


def site_with(registry: Registry, instrument: Instrument = PLAN, address: str | None = None) -> Site:
    return Site(Collection(instruments={instrument.key: instrument}), registry, address)


def forms(site: Site) -> dict[str, str]:
    """The bulk citations of a site, by form."""
    return {path.removeprefix("du-lieu/cach-dan.").removesuffix(".zip"): unzipped(content).decode()
            for path, content in reference_files(site)}


@pytest.mark.parametrize("case", load_cases("official_citations.yaml"), ids=lambda case: case["name"])
def test_the_official_form(registry: Registry, case: dict[str, Any]) -> None:
    """An instrument is cited by its kind as the table says, with a safe form where the sources disagree."""
    disputed = tuple(Contradiction(field, tuple(ValueReading(value) for value in values))
                     for field, values in case.get("disputed", {}).items())
    instrument = Instrument("k", "k", "numbered", contradictions=disputed, **case["fields"])
    assert cite_of(site_with(registry, instrument), instrument) == Cite(
        case["whole"], case["brief"], case.get("doubt"), case.get("safe"))


@pytest.mark.parametrize("case", load_cases("titles.yaml"), ids=lambda case: case["printed"][:30])
def test_the_display_form_of_a_title(registry: Registry, case: dict[str, str]) -> None:
    """A title printed in capitals is shown in sentence case, its names as the body and the registry write them."""
    assert display_title(case["printed"], registry, case.get("body", "")) == case["shown"]


def test_every_proper_name_is_written_as_its_row_says(registry: Registry) -> None:
    """Each row's example holds the name as written, and the name in capitals is shown so."""
    rows = read_yaml(REGISTRY_FOLDER / "proper_names.yaml")
    for row in rows:
        assert row["name"] in row["example"]
        assert display_title(f"NÓI VỀ {row['name'].upper()}", registry) == f"Nói về {row['name']}"


def test_files_for_reference_managers(registry: Registry) -> None:
    """RIS has a tag on every line, BibTeX closed braces, CSL-JSON the date in parts; all carry the address."""
    files = forms(site_with(registry, address="https://kho.example.vn/"))
    ris = files["ris"]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in ris.split("\r\n")[:-1])
    assert ris.startswith("TY  - GOVDOC\r\n") and ris.endswith("ER  - \r\n")
    assert "TI  - Phát động phong trào {50%} năm 2023\r\n" in ris
    bib = files["bib"]
    assert r"{{Phát động phong trào \{50\%\} năm 2023}}" in bib
    assert bib.replace(r"\{", "").replace(r"\}", "").count("{") == bib.replace(r"\{", "").replace(r"\}", "").count("}")
    (csl,) = json.loads(files["csl.json"])
    assert csl["issued"] == {"date-parts": [[2023, 2, 2]]}
    assert csl["URL"] == "https://kho.example.vn/van-ban/31-kh-ubnd-2023-binh-phuoc/"


def test_doubt_travels_with_the_files(registry: Registry) -> None:
    """A date that the sources dispute is copied into every file with the words that say so."""
    disputed = replace(PLAN, contradictions=(Contradiction("date",
                                                           (ValueReading("2023-02-02"), ValueReading("2023-02-03"))),))
    said = "Các nguồn ghi khác nhau về ngày ban hành: đối chiếu bản chính trước khi dẫn."
    files = forms(site_with(registry, disputed))
    assert f"N1  - {said}\r\n" in files["ris"] and f"note = {{{{{said}}}}}" in files["bib"]
    assert json.loads(files["csl.json"])[0]["note"] == said
    assert all("note" not in content and "N1" not in content
               for content in forms(site_with(registry)).values())


def test_the_doubt_of_a_scan_travels_with_what_is_copied(registry: Registry) -> None:
    """What a machine read from a scan and nobody compared is marked in each copied form and in every file; once read
    it is cited as any other."""
    collection = sample_collection()
    record, key = collection.records[SLUG], next(
        each.key for each in collection.instruments.values() if each.document == SLUG)
    scanned = replace(record, front_matter=replace(record.front_matter, recognised=True))
    read, unread = (Site(replace(collection, records={**collection.records, SLUG: one}), registry)
                    for one in (record, scanned))
    mark, notice = " [chữ máy nhận dạng, chưa đọc soát]", "chưa có người đối chiếu với bản gốc"
    plain, marked = (cite_of(site, site.instrument(key)) for site in (read, unread))
    assert (marked.whole, marked.brief, marked.safe) == (plain.whole + mark, plain.brief + mark, None)
    assert plain.doubt is None and marked.doubt and notice in marked.doubt
    for site, times in ((read, 0), (unread, 1)):
        assert [content.count(notice) for content in forms(site).values()] == [times] * 3
    page = dict(generated_files(unread.collection, registry))[f"van-ban/{SLUG}/index.md"].decode()
    assert all(page.count(f'id="{one}"') == times for one, times in (("cach-dan", 1), ("cach-dan-chac", 0)))


def test_linked_data_says_what_is_known(registry: Registry) -> None:
    """The schema.org data name the instrument, its issuer and what it carries out, and hold no markup."""
    collection = sample_collection()
    written = linked_data(Site(collection, registry), collection.instruments["12"])
    data = json.loads(written)
    assert (data["@type"], data["legislationIdentifier"], data["legislationDate"]) == (
        "Legislation", "12/KH-UBND", "2024-03-05")
    assert data["legislationEnsuresImplementationOf"][0]["@id"] == "../31-kh-ubnd-2023-binh-phuoc/"
    assert data["abstract"] == "Phát động phong trào <thi đua> năm 2024"
    assert not set("<>&") & set(written)


def test_the_machine_address_tells_relations_and_their_places(registry: Registry) -> None:
    """The JSON beside a page leads from a relation to the very characters that prove it."""
    collection = sample_collection()
    data = json.loads(machine_file(Site(collection, registry), collection.instruments["12"]))
    (edge,) = data["acts_on"]
    (place,) = edge["evidence"]
    assert (edge["relation"], edge["slug"]) == ("implements", "31-kh-ubnd-2023-binh-phuoc")
    assert collection.texts[place["document"]][place["start"]:place["end"]] == place["text"]
    assert data["text"] == f"{SLUG}.txt.zip"
    assert f"van-ban/{SLUG}/index.json" in dict(generated_files(collection, registry))


@pytest.mark.parametrize(("body", "date", "said"), [
    ("Ủy ban nhân dân tỉnh Bình Phước", "2023-02-02", "Tỉnh Bình Phước: nay thuộc thành phố Đồng Nai."),
    ("Liên đoàn Lao động huyện Phú Riềng", "2022-05-09",
     "Huyện Phú Riềng tồn tại đến hết ngày 30/06/2025; địa bàn tỉnh Bình Phước nay thuộc thành phố Đồng Nai."),
    ("Liên đoàn Lao động thành phố Thủ Đức", "2024-07-29", "Thành phố Thủ Đức tồn tại đến hết ngày 30/06/2025."),
    ("Ủy ban nhân dân Thành phố Hồ Chí Minh", "2024-01-01", None),
    ("Bộ Công an", "2021-12-28", None),
    ("Ủy ban nhân dân tỉnh Không Có", None, None),
])
def test_what_became_of_a_territory(registry: Registry, body: str, date: str | None, said: str | None) -> None:
    """A page says where a territory of the past belongs today, and nothing where that is not known."""
    assert territory_today(registry, bodies_named(body, date, registry.grammar)[0]) == said


@pytest.mark.parametrize(("words", "explained"), [
    ("LĐLĐ huyện và LĐLĐ tỉnh", ["LĐLĐ"]), ("số 261/LĐLĐ", []), ("CNVCLĐX", []), ("(ANTQ).", ["ANTQ"]),
    ("TT <LĐLĐ> & ANTQ", ["LĐLĐ", "ANTQ"]),
])
def test_abbreviations_are_explained_once_and_change_nothing(words: str, explained: list[str]) -> None:
    """Only whole abbreviations are explained, the first time; the words stay as they were."""
    glosses = Glosses({"LĐLĐ": "Liên đoàn Lao động", "ANTQ": 'an ninh "Tổ quốc"', "TT": "Thường trực", "CNVCLĐ": "x"})
    soup = BeautifulSoup(glosses.writer()(words), "html.parser")
    assert soup.get_text() == words
    assert [abbr.get_text() for abbr in soup.find_all("abbr")] == explained


def test_a_series_leads_to_its_neighbours(registry: Registry) -> None:
    """The plan of one year leads to the plan of the year before, and back."""
    files = dict(generated_files(sample_collection(), registry))
    later = files["van-ban/31-kh-ubnd-2023-binh-phuoc/index.md"].decode()
    earlier = files["van-ban/32-kh-ubnd-2022-binh-phuoc/index.md"].decode()
    assert re.search(r"kỳ trước\s+<a [^>]*32-kh-ubnd-2022", later)
    assert re.search(r"kỳ sau\s+<a [^>]*31-kh-ubnd-2023", earlier)


def site_of(registry: Registry, text: str) -> Site:
    """A site with one document, whose body is a line and the text."""
    whole = f"Thực hiện việc A.\n\n{text}"
    return Site(Collection({"x": read_record(whole, "x", registry.grammar)}, {"x": whole}), registry)


LIMITS = [row for row in read_yaml(REGISTRY_FOLDER / "sentence_words.yaml")
          if row["role"] == "sets_limit"]


@pytest.mark.parametrize("row", LIMITS, ids=lambda row: row["word"])
def test_every_word_of_a_limit_finds_its_day(registry: Registry, row: dict[str, str]) -> None:
    """The day of each row's example is a duty because of the row's word; without the word it is not."""
    (duty,) = duties_of(site_of(registry, row["example"]), "x")
    assert "".join(piece.text for piece in duty.pieces if piece.part == "cited").startswith(row["word"])
    assert duties_of(site_of(registry, row["example"].replace(row["word"], "vào")), "x") == ()


def test_a_limit_in_the_text_is_a_duty_with_its_day(registry: Registry) -> None:
    """A day that a phrase makes a limit is listed with its sentence and its calendar entry; other days are not."""
    text = ("Gửi báo cáo, số liệu [về a@b.vn](mailto:a@b.vn) hoặc [c@d.vn](mailto:c@d.vn) trước ngày "
            "29 tháng 11 năm 2024. Kế hoạch ngày 02/02/2023. Chậm nhất 31/02/2024.")
    duties = duties_of(site_of(registry, text), "x")
    assert [(duty.day, duty.written, duty.anchor) for duty in duties] == [("2024-11-29", "29/11/2024", "doan-2")]
    assert "(mailto:" not in "".join(piece.text for piece in duties[0].pieces)
    written = calendar(site_with(registry), PLAN, duties)
    assert written.startswith("BEGIN:VCALENDAR\r\n") and written.endswith("END:VCALENDAR\r\n")
    assert "DTSTART;VALUE=DATE:20241129\r\nSUMMARY" in written
    assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
    assert r"Gửi báo cáo\, số liệu" in written.replace("\r\n ", "")
