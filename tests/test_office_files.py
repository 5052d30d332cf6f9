"""Any file to its text: recognised by what it holds, nothing lost in silence, hostile files told in one message."""

from __future__ import annotations

import re
import subprocess
import time
import unicodedata
import zipfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from old_encodings import in_1258, in_tcvn3, in_vni
from vanban.intake import Intake, read_bytes, read_file
from vanban.intake.apart import read_apart
from vanban.intake.archive import MOST_PARTS
from vanban.intake.converters import _run
from vanban.intake.kinds import kind_of
from vanban.intake.numbering import formatted, read_numbering
from vanban.intake.web import text_of_web_page
from vanban.language import encodings
from vanban.problems import ProblemError
from word_files import NAMES, levels, paragraph, table, word_file, words

SAMPLE = (
    "ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC\nSố: 31/KH-UBND\n"
    "KẾ HOẠCH phát động phong trào thi đua “Toàn dân bảo vệ an ninh Tổ quốc”\n"
    "Căn cứ Luật Thi đua, khen thưởng; thực hiện Chỉ thị số 09-CT/TW ngày 01/12/2011 của Ban Bí thư, "
    "Ủy ban nhân dân tỉnh ban hành kế hoạch, gồm những nhiệm vụ: tuyên truyền, vận động quần chúng, "
    "xây dựng lực lượng, khen thưởng kịp thời.\n")
PLAIN = SAMPLE.replace("“", '"').replace("”", '"')
HERE = Path("van-ban.bin")


@pytest.mark.parametrize(("data", "name"), [
    (SAMPLE.encode(), "UTF-8"), (SAMPLE.encode("utf-8-sig"), "UTF-8"), (SAMPLE.encode("utf-16"), "UTF-16"),
    (SAMPLE.encode("utf-16-le"), "UTF-16"), (SAMPLE.encode("utf-16-be"), "UTF-16"), (in_1258(SAMPLE), "Windows-1258"),
    (in_vni(SAMPLE), "VNI"), (unicodedata.normalize("NFD", SAMPLE).encode(), "UTF-8"),
    (SAMPLE.replace("\n", "\r\n").encode(), "UTF-8"),
], ids=["utf-8", "utf-8 with a mark", "utf-16", "utf-16-le", "utf-16-be", "windows-1258", "vni", "nfd", "crlf"])
def test_the_encoding_is_found(data: bytes, name: str) -> None:
    """One text in every encoding an office has gives the same letters."""
    found = read_bytes(data, HERE)
    assert found.how.endswith(name)
    assert found.text == SAMPLE


def test_tcvn3_is_found() -> None:
    """The old fonts have no capitals with marks, so the text is compared in small letters."""
    found = read_bytes(in_tcvn3(PLAIN.lower()), HERE)
    assert (found.how, found.text) == ("văn bản thuần, mã TCVN3", PLAIN.lower())


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_a_clear_message(data: bytes) -> None:
    """Whatever a file holds: a text, or one message that names the file."""
    try:
        assert read_bytes(data, HERE).text.strip()
    except ProblemError as error:
        assert all(str(each).startswith("van-ban.bin: ") for each in error.problems)


@pytest.mark.parametrize(("word", "right"), [
    ("nghiêng", True), ("thưởng", True), ("Ủy", True), ("UỶ", True), ("quốc", True), ("giữa", True), ("nghĩa", True),
    ("khuỷu", True), ("cñng", False), ("nh©n", False), ("tríc", True), ("aïnh", False), ("ỹth", False), ("ắắ", False),
])
def test_syllables(word: str, right: bool) -> None:
    """What can be a Vietnamese syllable, and what cannot."""
    assert encodings.is_syllable(word) is right


PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Cổng</title>
<script>var a = "Nghị định 1/2020/NĐ-CP"</script></head>
<body><nav><a href="/">Trang chủ</a> <a>Nghị định số 9/2020/NĐ-CP</a></nav><div class="khung">
<div class="tin"><table>
<tr><td>ỦY BAN NHÂN DÂN<br>TỈNH BÌNH PHƯỚC</td>
<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập</td></tr>
<tr><td>Số: 31/KH-UBND</td><td>Bình Phước</td></tr></table><p>KẾ HOẠCH</p><p>Căn cứ <b>Luật</b>
Thi đua;<br>Điều&nbsp;1.</p><table><tr><td>a</td><td>b</td><td>c<p>d</p></td></tr></table>
<p>Nơi nhận: VT.</p></div><aside>Văn bản liên quan: Quyết định 5/QĐ-UBND</aside></div>
<footer>Giấy phép số 12/GP</footer></body></html>"""


def test_the_document_is_cut_out_of_its_page() -> None:
    """Menu, side and foot of a page are no words of the document, and are told."""
    text, left_out = text_of_web_page(PAGE)
    assert text == (
        "| ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n| TỈNH BÌNH PHƯỚC | Độc lập |\n"
        "| Số: 31/KH-UBND | Bình Phước |\n\nKẾ HOẠCH\n\nCăn cứ Luật Thi đua;\nĐiều 1.\n\n"
        "| a | b | c d |\n\nNơi nhận: VT.\n")
    assert [str(each) for each in left_out] == [
        "phần của trang web (3 chỗ): Văn bản liên quan: Quyết định 5/QĐ-UBND"]


def test_the_declared_encoding_of_a_page_is_believed() -> None:
    """A page says its code page in its head."""
    page = PAGE.replace("utf-8", "windows-1258").replace("“", '"')
    assert "Căn cứ Luật Thi đua;" in read_bytes(in_1258(page), HERE).text


@pytest.mark.parametrize("page", ["<br>" * 50_000, "<div>" * 5_000 + "chữ", "<table><tr><td>" * 1_000 + "chữ",
                                  "<b>" * 5_000 + "</i>" * 5_000 + "chữ"], ids=["br", "div", "table", "crossed"])
def test_deep_and_long_pages_are_walked_through(page: str) -> None:
    """No depth and no length of tags ends the walk."""
    text, _ = text_of_web_page(f"<p>đầu</p>{page}")
    assert text.startswith("đầu\n") and ("chữ" in text or "br" in page)


def test_a_word_document() -> None:
    """Numbers written in, notes where they stand, inserted words in, deleted and hidden ones out and told."""
    lists = (levels(1, ("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3.")),
             levels(2, ("decimal", "Điều %1."), ("lowerLetter", "%2)")))
    data = word_file(
        table((paragraph("ỦY BAN NHÂN DÂN") + paragraph("TỈNH A"), paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))),
        paragraph("MỤC ĐÍCH", number=(1, 0)), paragraph("Yêu cầu", number=(1, 1)), paragraph("Cụ thể", number=(1, 2)),
        paragraph("Cụ thể hơn", number=(1, 2)), paragraph("NHIỆM VỤ", number=(1, 0)), paragraph("Việc", number=(1, 1)),
        paragraph("Phạm vi", number=(2, 0)), paragraph("người", number=(2, 1)), paragraph("việc", number=(2, 1)),
        paragraph("Căn cứ Luật A", '<w:r><w:footnoteReference w:id="2"/></w:r>', "; ",
                  f'<w:ins w:id="1" w:author="x">{words("mới ")}</w:ins>',
                  '<w:del w:id="2" w:author="x"><w:r><w:delText>Nghị định cũ</w:delText></w:r></w:del>',
                  words("ẩn", "<w:vanish/>"), "hết."),
        lists=lists, notes=("Nghị định số 5/2020/NĐ-CP.",), head="Trang riêng")
    found = read_bytes(data, HERE)
    assert found.kind == "docx" and found.how == "tệp Word, nhận 1 chỗ chèn thêm (theo dõi thay đổi)"
    assert [line for line in found.text.split("\n") if line] == [
        "| ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |", "| TỈNH A |  |", "I. MỤC ĐÍCH", "1. Yêu cầu",
        "1.1. Cụ thể", "1.2. Cụ thể hơn", "II. NHIỆM VỤ", "1. Việc", "Điều 1. Phạm vi", "a) người", "b) việc",
        "Căn cứ Luật A[1]; mới hết.", "[1] Nghị định số 5/2020/NĐ-CP."]
    assert [str(each) for each in found.left_out] == [
        "chữ đã xóa (theo dõi thay đổi): Nghị định cũ", "chữ ẩn: ẩn", "đầu trang: Trang riêng"]


def labels(numbering: str, styles: str, *paragraphs: str) -> list[str]:
    """The numbers that Word prints before paragraphs, each given by its properties."""
    lists = read_numbering(fromstring(f"<w:numbering {NAMES}>{numbering}</w:numbering>"),
                           fromstring(f"<w:styles {NAMES}>{styles}</w:styles>"))
    return [lists.label(fromstring(f"<w:p {NAMES}><w:pPr>{each}</w:pPr></w:p>")) for each in paragraphs]


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return (f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
            "</w:lvl>")


def on(number: int, depth: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def styled(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


FAMILY = ('<w:abstractNum w:abstractNumId="1">{}</w:abstractNum>'
          '<w:num w:numId="1"><w:abstractNumId w:val="1"/>{}</w:num>')


def test_articles_go_on_over_the_chapters_of_a_word_file() -> None:
    """``lvlRestart`` 0 keeps a level's count, a number below it begins again where the level above does."""
    chapters = level(0, "upperRoman", "Chương %1")
    places = on(1, 0), on(1, 1), on(1, 1), on(1, 0), on(1, 1)
    never = FAMILY.format(chapters + level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>'), "")
    assert labels(never, "", *places) == ["Chương I", "Điều 1.", "Điều 2.", "Chương II", "Điều 3."]
    again = FAMILY.format(chapters + level(1, "decimal", "Điều %2."), "")
    assert labels(again, "", *places)[-1] == "Điều 1."


def test_numbers_of_a_legal_level_are_digits() -> None:
    family = FAMILY.format(level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2.", "<w:isLgl/>"), "")
    assert labels(family, "", on(1, 0), on(1, 1)) == ["I.", "1.1."]


def test_a_list_may_have_a_level_of_its_own() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "Điều %1.")}</w:lvlOverride>'
    assert labels(FAMILY.format(level(0, "decimal", "%1."), override), "", on(1, 0)) == ["Điều 1."]


def test_a_list_may_be_that_of_a_style() -> None:
    families = ('<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Muc"/></w:abstractNum>'
                f'<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="Muc"/>{level(0, "decimal", "Mục %1.")}'
                '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>')
    assert labels(families, "", on(1, 0), on(1, 0)) == ["Mục 1.", "Mục 2."]


def test_a_style_has_the_level_that_names_it_and_the_list_of_the_style_below_it() -> None:
    family = FAMILY.format(level(0, "upperRoman", "Chương %1") + level(1, "decimal", "Điều %2.", styled("Dieu")), "")
    styles = ('<w:style w:styleId="Dieu"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
              '<w:style w:styleId="Rieng"><w:basedOn w:val="Dieu"/></w:style>'
              '<w:style w:styleId="Vong"><w:basedOn w:val="Vong"/></w:style>')
    assert labels(family, styles, on(1, 0), styled("Dieu"), styled("Vong")) == ["Chương I", "Điều 1.", ""]
    assert labels(family, styles, styled("Rieng"))[0] != ""


ALTERNATE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
FRAME = f"<w:txbxContent>{paragraph('Ô', number=(1, 0))}</w:txbxContent>"
SHOWN = words("hiện", '<w:vanish w:val="0"/>')
STYLES = f"""<w:styles {NAMES}><w:style w:type="paragraph" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Hoa"><w:rPr><w:caps/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Tieu"><w:basedOn w:val="Hoa"/></w:style></w:styles>""".encode()


@pytest.mark.parametrize(("body", "text", "told"), [
    (f'<w:p><w:r><mc:AlternateContent {ALTERNATE}><mc:Choice>{FRAME}</mc:Choice><mc:Fallback>{FRAME}</mc:Fallback>'
     f'</mc:AlternateContent></w:r></w:p>{paragraph("sau", number=(1, 0))}', "1. Ô 2. sau", "nhận 1 khung chữ"),
    (f'<w:p><w:r><mc:AlternateContent {ALTERNATE}><mc:Choice>{FRAME}</mc:Choice></mc:AlternateContent></w:r></w:p>',
     "1. Ô", "nhận 1 khung chữ"),
    (paragraph("a", words("ẩn", '<w:rStyle w:val="An"/>')), "a", "chữ ẩn: ẩn"),
    (f'<w:p><w:pPr><w:pStyle w:val="An"/></w:pPr>{words("ẩn")}{SHOWN}</w:p>', "hiện",
     "chữ ẩn: ẩn"),
    (f'<w:p><w:pPr><w:pStyle w:val="Tieu"/></w:pPr>{words("kế hoạch")}</w:p>', "KẾ HOẠCH", ""),
    (paragraph(words("kế hoạch", "<w:caps/>")), "KẾ HOẠCH", ""),
    ('<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:t>T = a</m:t></m:oMath>'
     f'</w:p>{paragraph("b")}', "b", "công thức: T = a"),
], ids=["frame twice", "frame once", "hidden by a style", "a hidden style shown", "capitals by a style", "capitals",
        "formula"])
def test_what_word_shows_is_read(body: str, text: str, told: str) -> None:
    """Frames once each, no hidden words, capitals as they are printed; what is no text is told."""
    found = read_bytes(word_file(body, lists=(levels(1, ("decimal", "%1.")),), extra={"word/styles.xml": STYLES}), HERE)
    assert " ".join(found.text.split()) == text
    assert told in "; ".join([found.how, *map(str, found.left_out)])


def test_what_stands_beside_the_text_of_a_word_file_is_told() -> None:
    """Remarks, diagrams and pictures; of pictures alone no text can be made, and the card says what to do."""
    drawn = '<d xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:t>Ô một</a:t></d>'
    extra = {"word/comments.xml": f"<w:comments {NAMES}>{paragraph('xem lại')}</w:comments>".encode(),
             "word/diagrams/data1.xml": drawn.encode(), "word/media/a.png": b"x"}
    found = read_bytes(word_file(paragraph("chữ"), extra=extra), HERE)
    assert [str(each) for each in found.left_out] == [
        "lời nhận xét: xem lại", "chữ trong sơ đồ (SmartArt): Ô một", "hình (chữ trong hình không được đọc): a.png"]
    with pytest.raises(ProblemError, match="tệp Word chỉ có hình, không có chữ; hãy in ra PDF"):
        read_bytes(word_file(extra={"word/media/a.png": b"x"}), HERE)


def test_word_files_of_other_programs_are_word_files() -> None:
    """The strict form of the standard, and a body with a digit in its name, as a browser's Word saves it."""
    def saved(*changes: tuple[bytes, bytes]) -> bytes:
        packed = BytesIO()
        usual = word_file(paragraph("Mục", number=(1, 0)), lists=(levels(1, ("upperRoman", "%1.")),))
        with zipfile.ZipFile(BytesIO(usual)) as archive, zipfile.ZipFile(packed, "w") as other:
            for name in archive.namelist():
                content = archive.read(name)
                for old, new in changes:
                    content = content.replace(old, new)
                    name = name.replace(old.decode(), new.decode())
                other.writestr(name, content)
        return packed.getvalue()

    strict = saved((b"schemas.openxmlformats.org/wordprocessingml/2006", b"purl.oclc.org/ooxml/wordprocessingml"),
                   (b"schemas.openxmlformats.org/officeDocument/2006", b"purl.oclc.org/ooxml/officeDocument"))
    for data in (strict, saved((b"document.xml", b"document2.xml"))):
        assert read_bytes(data, HERE).text == "I. Mục\n"


@pytest.mark.parametrize(("opened", "closed", "most"), [
    ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 31), ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 47),
    ("<w:p><w:ins>", "</w:ins></w:p>", 47)], ids=["tables", "fields", "insertions"])
def test_the_deepest_word_file_let_in_is_read(opened: str, closed: str, most: int) -> None:
    """Python's own bound on calls is never met before the reader's bound on depth."""
    assert read_bytes(word_file(opened * most, paragraph("Kính gửi"), closed * most), HERE).text.strip() == "Kính gửi"


def test_a_list_that_is_no_list_ends_nothing() -> None:
    """Levels that are no numbers count as the first, a text without end is cut."""
    odd, used = levels(1, ("decimal", "%1." + "x" * 9000))
    data = word_file(paragraph("Mục", number=(1, 0)), lists=((odd.replace('w:ilvl="0"', 'w:ilvl="²"'), used),))
    assert read_bytes(data, HERE).text.startswith("1.xxx") and len(read_bytes(data, HERE).text) < 300


def test_a_word_file_that_takes_too_much_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its trees are made in a process of their own, with bounds on memory and time."""
    monkeypatch.setattr("vanban.intake.docx.read_apart", lambda read, data: read_apart(read, data, memory=300 << 20))
    with pytest.raises(ProblemError, match="tệp Word quá nặng để đọc; hãy tách tệp"):
        read_bytes(word_file("<w:p/>" * 1_000_000), HERE)


@pytest.mark.parametrize(("number", "form", "written"), [
    (4, "upperRoman", "IV"), (9, "lowerRoman", "ix"), (27, "lowerLetter", "aa"), (3, "upperLetter", "C"),
    (7, "decimalZero", "07"), (12, "decimal", "12"), (5, "unknown", "5"),
])
def test_number_formats(number: int, form: str, written: str) -> None:
    """A counter as Word prints it."""
    assert formatted(number, form) == written


def zipped(**members: bytes) -> bytes:
    """An archive of files."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def container(*streams: str) -> bytes:
    """What tells the kind of an old office container: how it begins, and names of its directory."""
    return (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "".join(streams).encode("utf-16-le")).ljust(1024, b"\0")


def print_of(lines: Iterable[bytes]) -> bytes:
    """A PDF of one page in a font of an old encoding, without a table of its letters."""
    shown = b"".join(b"(" + re.sub(rb"([\\\\()])", rb"\\\1", line) + b") ' " for line in lines)
    content = b"BT /F 13 Tf 60 800 Td 18 TL " + shown + b"ET"
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
             b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
             b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
             b"<</Type/Font/Subtype/TrueType/BaseFont/.VnTime/Encoding/WinAnsiEncoding>>"]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % each for each in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>"


ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x">]><w:document/>'
ARCHIVE = zipped(**{"kế.txt": SAMPLE.encode()})
VERSION = ARCHIVE.index(b"PK\x01\x02") + 6


@pytest.mark.parametrize(("data", "words_"), [
    (word_file(extra={"word/document.xml": ENTITY}), "khai báo thực thể"),
    (word_file(extra={"word/document.xml": ENTITY.decode().encode("utf-16")}), "khai báo thực thể"),
    (ARCHIVE.replace("kế".encode(), b"k\xff\xfe\xff"), "Tệp nén"),
    (ARCHIVE[:VERSION] + b"\xff" + ARCHIVE[VERSION + 1:], "Tệp nén"),
    (word_file(extra={"word/a.xml": b"\0" * 3_000_000}), "giải nén ra hơn 2 MB"),
    (word_file(extra={f"x/{i}": b"" for i in range(MOST_PARTS)}), "tệp bên trong"),
    (word_file("<w:p>" * 100 + "</w:p>" * 100), "lồng nhau quá sâu"),
    (word_file("<w:tbl><w:tr><w:tc>" * 1000 + "</w:tc></w:tr></w:tbl>" * 1000), "lồng nhau quá sâu"),
    (word_file(extra={"word/document.xml": b"<w:document"}), "bị hỏng"),
    (word_file()[:400], "Tệp nén"),
    (b"%PDF-1.7\nnothing of a document", "tệp PDF hỏng"),
    (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "bản quét"),
    (b"{\\rtf1 x}", "tệp .rtf cần một chương trình"),
    (b"\0\1\2\3" * 300, "không bảng mã nào"),
    (b"<html>" + b"<b>" * 300_001, "300 nghìn thẻ"),
    (b"", "không có chữ nào"),
    (b"  \n\n ", "không có chữ nào"),
    (zipped(), "không có tệp nào"),
    (zipped(a=zipped(b=b"x")), "tệp nén nằm trong tệp nén"),
    (zipped(**{"xl/workbook.xml": b"<a/>"}), "bảng tính"),
    (zipped(**{"ppt/presentation.xml": b"<a/>"}), "bản trình chiếu"),
    (zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "bảng tính"),
    (container("EncryptedPackage", "WordDocument"), "tệp Office có mật khẩu"),
    (container("WordDocument") + b"\xec\xa5\xc1" + b"\0" * 8 + b"\x01" + b"\0" * 500, "tệp Office có mật khẩu"),
    (container("__properties_version1.0", "WordDocument"), "thư điện tử"),
    (container("Workbook"), "bảng tính"), (container("PowerPoint Document"), "bản trình chiếu"),
    (b"From: a@example.vn\r\nTo: b@example.vn\r\nSubject: x\r\n\r\nK\xc3\xadnh", "thư điện tử"),
    (b"\0\0\0\x18ftypheic\0\0\0\0mif1", "hãy đổi sang .jpg"), (b"RIFF\x24\0\0\0WEBPVP8 ", "hãy đổi sang .jpg"),
    (b"Rar!\x1a\x07\x01\0", "nén lại thành .zip"),
    (print_of(bytes(33 + 7 * i % 90 for i in range(60)) for _ in range(9)), "lớp chữ của tệp PDF hỏng"),
], ids=lambda value: value if isinstance(value, str) else "")
def test_files_that_cannot_be_read_are_told(data: bytes, words_: str, tmp_path: Path,
                                            monkeypatch: pytest.MonkeyPatch) -> None:
    """One message in Vietnamese with the file's name, and what to do."""
    monkeypatch.setattr("vanban.intake.docx._MOST_XML", 2_000_000)
    monkeypatch.setenv("PATH", str(tmp_path))  # no converter on this machine
    path = tmp_path / "van-ban.txt"
    path.write_bytes(data)
    with pytest.raises(ProblemError) as raised:
        for each in read_file(path):
            assert isinstance(each, ProblemError)
            raise each
    (told,) = raised.value.problems
    assert "van-ban.txt" in told.path and words_ in told.message
    assert "hãy" in told.message or "cần có" in told.message


@pytest.mark.parametrize(("old", "name"), [(in_vni(PLAIN), "VNI"), (in_tcvn3(PLAIN.lower()), "TCVN3")],
                         ids=["vni", "tcvn3"])
def test_a_print_in_an_old_font_is_read(old: bytes, name: str) -> None:
    """A PDF that knows its letters only by an old font gives the text, and the card tells the font."""
    found = read_bytes(print_of(old.split(b"\n")), HERE)
    assert found.how.endswith(f"phông {name}")
    assert "toàn dân bảo vệ an ninh tổ quốc" in " ".join(found.text.lower().split())


def test_the_rules_of_a_printed_table_are_seen() -> None:
    """Rectangles and lines that a program draws around cells."""
    drawn = b"60 700 200 20 re S 60 720 200 20 re S 160 700 m 160 740 l S"
    shown = b" ".join(b"BT /F 12 Tf %d %d Td (%s) Tj ET" % each for each in (
        (65, 725, b"TT"), (165, 725, b"Viec"), (65, 705, b"1"), (165, 705, b"Thu nhat")))
    content = drawn + b" " + shown
    plain = print_of([])
    at, end = plain.index(b"<</Length"), plain.index(b"endstream")
    data = plain[:at] + b"<</Length %d>>stream\n%s\n" % (len(content), content) + plain[end:]
    assert read_bytes(data, HERE).text == "| TT | Viec |\n| 1 | Thu nhat |\n"


def test_a_password_of_a_pdf_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the library says of a password becomes a sentence that tells how to send the paper all the same."""
    def locked(_: bytes) -> None:
        raise pdfium.PdfiumError("Failed to load document (PDFium: Incorrect password error).")

    monkeypatch.setattr(pdfium, "PdfDocument", locked)
    with pytest.raises(ProblemError, match="tệp PDF có mật khẩu; hãy mở bằng mật khẩu, chọn In"):
        read_bytes(b"%PDF-1.7\n", HERE)


def test_programs_in_a_word_file_are_told_and_not_kept() -> None:
    """The words are read; the file with its macros is no original to be handed out."""
    plain, macro = (read_bytes(word_file(paragraph("Số: 5/KH-A"), extra=extra), HERE)
                    for extra in ({}, {"word/vbaProject.bin": b"x"}))
    assert plain.text == macro.text
    assert plain.original is not None and macro.original is None
    assert [each.what for each in macro.left_out] == ["chương trình (macro)"]


def test_a_recognised_letter_is_vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Recognition gives the letter of Iceland for Đ; nothing that anybody wrote is changed by this."""
    monkeypatch.setattr("vanban.intake.reader.recognised", lambda *_: b"")
    monkeypatch.setattr("vanban.intake.reader.read_pdf", lambda _: Intake("Lưu: VT, Ð.Q.Hùng", "pdf", ""))
    assert read_bytes(b"\x89PNG\r\n\x1a\n", HERE).text == "Lưu: VT, Đ.Q.Hùng"


def test_an_old_office_file_tells_how_it_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The card names its kind and the program that turned it into another."""
    monkeypatch.setattr("vanban.intake.reader.to_docx", lambda *_: word_file(paragraph("Số: 5/KH-A")))
    assert read_bytes(b"{\\rtf1 x}", HERE).how == "tệp .rtf đổi bằng LibreOffice"


def test_a_converter_that_hangs_is_ended_with_what_it_started(tmp_path: Path) -> None:
    """LibreOffice is a script around the program that works: both end when their time is over."""
    left = tmp_path / "left"
    with pytest.raises(ProblemError, match="quá 1 giây chưa xong"):
        _run(["sh", "-c", f"(sleep 3; touch {left}) & wait"], HERE, 1)
    time.sleep(3)
    assert not left.exists()


def test_a_converter_ends_with_the_command_that_started_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C does not reach a session of its own: what was started there is ended by us."""
    left, wait = tmp_path / "left", subprocess.Popen.communicate

    def stopped(worker: subprocess.Popen[bytes], *_: object, timeout: float | None = None) -> object:
        if timeout is not None:
            raise KeyboardInterrupt
        return wait(worker)

    monkeypatch.setattr(subprocess.Popen, "communicate", stopped)
    with pytest.raises(KeyboardInterrupt):
        _run(["sh", "-c", f"(sleep 1; touch {left}) & wait"], HERE, 1)
    time.sleep(1.5)
    assert not left.exists()


def test_pictures_are_never_unpacked() -> None:
    """A bomb where a picture would be costs nothing, and the words are read."""
    assert "Số" in read_bytes(word_file(f"{paragraph('Số: 5/KH-A')}", extra={"word/media/a.bin": b"\0" * 90_000_000}),
                              Path("a")).text


def test_what_is_embedded_whole_is_told() -> None:
    """Words that stand in another file inside the Word file are not in the text, and the card says so."""
    found = read_bytes(word_file(f'{paragraph("Một việc")}<w:altChunk/><w:altChunk/>'), Path("a"))
    assert [(each.what, each.count) for each in found.left_out] == [("Đoạn nhúng nguyên từ tệp khác", 2)]


def test_an_archive_of_bombs_is_told_file_by_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is refused before it is unpacked, and what was read of one is let go before the next."""
    monkeypatch.setattr("vanban.intake.docx._MOST_XML", 2_000_000)
    bomb = word_file(extra={"word/a.xml": b"\0" * 3_000_000})
    path = tmp_path / "bom.zip"
    path.write_bytes(zipped(**{f"{i}.docx": bomb for i in range(5)}))
    found = read_file(path)
    assert len(found) == 5
    assert all(isinstance(each, ProblemError) and each.__traceback__ is None and each.__context__ is None
               for each in found)


def test_names_in_an_archive_are_vietnamese(tmp_path: Path) -> None:
    """Each text has the name of its file, also where the archive does not say in which letters it is written."""
    path = tmp_path / "ten.zip"
    for name, letters in (("Kế hoạch.txt", "utf-8"), ("Thông báo.txt", "cp1258")):
        raw = unicodedata.normalize("NFD" if letters == "cp1258" else "NFC", name)
        written = raw.replace("o\u0302", "ô").encode(letters)
        path.write_bytes(zipped(**{"#" * len(written): SAMPLE.encode()}).replace(b"#" * len(written), written))
        (found,) = read_file(path)
        assert isinstance(found, Intake) and found.member == name


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """What a link of the inbox leads to is no file that anybody sent."""
    (tmp_path / "lien-ket.txt").symlink_to("/etc/hostname")
    with pytest.raises(ProblemError, match="là liên kết tới tệp ở chỗ khác"):
        read_file(tmp_path / "lien-ket.txt")


def test_the_documents_of_an_archive_are_kept_apart(tmp_path: Path) -> None:
    """A zip of several files gives several texts, in the order of their names."""
    path = tmp_path / "nhieu.zip"
    path.write_bytes(zipped(**{"b.txt": SAMPLE.encode(), "thu-muc/a.html": PAGE.encode(), ".an": b"x"}))
    assert [found.kind for found in read_file(path) if isinstance(found, Intake)] == ["html", "text"]


@pytest.mark.parametrize(("data", "kind"), [
    (b"%PDF-1.4", "pdf"), (b"\xef\xbb\xbf<!DOCTYPE html><p>", "html"), (b"{\\rtf1", "rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"), (b"PK\x03\x04hong", "zip"), (word_file(), "docx"),
    (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), "odt"), (b"II*\x00", "image"),
    ("<Số> 5".encode(), "text"), (b"", "text"),
], ids=lambda value: value if isinstance(value, str) else "")
def test_content_decides(data: bytes, kind: str) -> None:
    """The kind of a file is what it holds."""
    assert kind_of(data) == kind
