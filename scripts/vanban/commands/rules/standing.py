"""Rules on what a text is: one whole document that was issued and may be shown, where people look for it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ...language.numbers import parse_number
from ...problems import Problem
from ...store.documents import UNDATED, is_year
from .rule import Held, rule

_HEAD = 1500
"""Characters in which the marks of a draft or of secrecy stand."""
_SECRET = re.compile(r"""
    (?:^|\|)[ \t*_#>(\[]*
    (?: (?:(?:TUYỆT|TỐI|DẤU)[ \t]+)?MẬT | L(?i:ưu\ hành\ nội\ bộ) )            # TUYỆT MẬT, | MẬT |, (MẬT)
    [ \t*_.)\]]*(?=$|\|)
    | (?i:độ\ mật)\s*:\s*(?!(?i:thường|không))\w+                              # Độ mật: Tối mật
    """, re.MULTILINE | re.VERBOSE)
_DRAFT = re.compile(r"""
    (?:^|\|)[ \t*_#>(\[]*(?:BẢN[ ])?(?:DỰ[ ]THẢO|Dự[ ]thảo)                    # DỰ THẢO
    (?:[ ]?\(?(?:LẦN|lần)[ ]\d+\)?|[ ]\d+|[ ](?:NGÀY|ngày)[ ][\d/]+)?          # (lần 2), 3, ngày 01/02/2023
    [ \t*_.)\]]*(?=$|\|)
    """, re.MULTILINE | re.VERBOSE)
_SHORTENED = re.compile(r"^[ \t]*[\[(] ?(?:\.{3}|…) ?[\])][ \t]*$|\((?:đã |xin )?lược (?!đồ|sử)[^)\n]{0,40}\)",
                        re.IGNORECASE | re.MULTILINE)
_NUMBER_LINE = re.compile(r"^[ \t|*]*Số\s*:\s*(?P<it>\d[^\s|*,;]{2,40})", re.MULTILINE)


_EDGES = " |*_#>()[]\t"


def _head(held: Held) -> str:
    """The head of a text as it is looked at: in composed letters, with plain line ends."""
    return unicodedata.normalize("NFC", held.source.text[:_HEAD]).replace("\r\n", "\n")


def _line(held: Held, head: str, found: re.Match[str]) -> int:
    """The line of the file in which something of its head was found."""
    return held.source.first_line + head.count("\n", 0, found.start())


@rule("secret-mark", "remark", "Văn bản không mang dấu mật, dấu lưu hành nội bộ.")
def secret_mark(held: Held) -> Iterator[Problem]:
    """A mark of secrecy in the head."""
    head = _head(held)
    found = _SECRET.search(head)
    if found:
        yield held.at_line(_line(held, head, found), "Dấu mật", f"“{found.group().strip(_EDGES)}”",
                         "văn bản mật không được công bố: hãy rút ngay; đã giải mật thì xác nhận bằng seen, ghi rõ "
                         "văn bản giải mật.", "seen: [{rule: secret-mark, reason: đã giải mật theo …}]")


@rule("draft", "remark", "Văn bản đã ban hành, không phải bản dự thảo.")
def draft(held: Held) -> Iterator[Problem]:
    """A text that calls itself a draft."""
    head = _head(held)
    found = _DRAFT.search(head)
    if found:
        yield held.at_line(_line(held, head, found), "Văn bản", f"ghi “{found.group().strip(_EDGES)}”",
                         "hãy lấy bản đã ban hành; chữ ấy còn sót trên bản đã ký thì xác nhận bằng seen.")


@rule("text-shortened", "remark", "Văn bản không bị lược bớt.")
def text_shortened(held: Held) -> Iterator[Problem]:
    """A place where whoever copied the text left something out and says so."""
    found = _SHORTENED.search(held.source.text)
    if found:
        yield held.wrong(found.start(), "Văn bản", f"có chỗ lược bớt “{found.group()}”",
                         "hãy lấy toàn văn; bản gốc ghi vậy thì xác nhận bằng seen.")


@rule("two-documents", "remark", "Mỗi tệp một văn bản.")
def two_documents(held: Held) -> Iterator[Problem]:
    """A number line of another number below the foot: a second document in the same file."""
    foot = next((block.start for block in held.record.outline if block.zone == "closing"), None)
    own = held.record.document.number_parts
    for found in _NUMBER_LINE.finditer(held.source.text, foot) if foot is not None and own else ():
        number = parse_number(found["it"].rstrip("."))
        if number and number.segments and number.parts != own:
            yield held.wrong(found.start("it"), "Văn bản", f"có văn bản thứ hai, số {found['it']}, dưới phần ký",
                             "thêm lại tệp với ADD=\"--replace --split DÒNG\", nêu dòng đầu của văn bản ấy; "
                             "là phụ lục thì xác nhận bằng seen.")
            return


@rule("year-folder", "remark", "Văn bản đứng trong thư mục của năm ban hành.")
def year_folder(held: Held) -> Iterator[Problem]:
    """A document in the folder of another year; the address does not depend on it, but nobody finds the file there."""
    folder, year = held.source.path.parent.name, str(held.record.document.issued_in or "")
    if is_year(folder) and year and folder != year:
        where = "của văn bản chưa rõ năm" if folder == UNDATED else f"của năm {folder}"
        yield held.wrong(None, "Thư mục", f"văn bản năm {year} đứng trong thư mục {where}",
                         f"hãy chuyển cả tệp .md và .yaml sang directives/documents/{year}.")


@rule("text-recognised", "remark", "Chữ do máy nhận dạng từ ảnh (`recognised`) đã có người đọc soát.")
def text_recognised(held: Held) -> Iterator[Problem]:
    """Letters that a machine recognised and nobody has read against the picture."""
    if held.source.front_matter.recognised:
        yield held.at_key("recognised", "chữ do máy nhận dạng từ ảnh, chưa ai đọc soát",
                          "đọc soát từng dòng với bản gốc, sửa chỗ sai, rồi xóa dòng này.")
