"""Rules on slips of whoever typed, pasted or converted a text: what is left out, left in, or struck wrong."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ...language.folding import slugify
from ...problems import Problem
from .rule import ADVICE, HEAD_REACH, Held, first_found, rule

SAME_PARAGRAPH = 60
"""Characters from which a paragraph that stands twice in a row was pasted twice."""
_NUMBERED = (
    ("khoản", re.compile(r"(?<!Điều\n)^[ \t*]*(?P<number>\d{1,2})\.[ \t]+\S", re.MULTILINE)),
    ("Điều", re.compile(r"^[ \t*#]*Điều[ \t]+(?P<number>\d{1,3})[.:]", re.MULTILINE)),
)
_FIELD = re.compile(r"""
    (?:Error!|Lỗi!)[ ](?:Reference|Bookmark|Không|Thẻ|Hyperlink)        # Error! Reference source not found.
    | \b(?:HYPERLINK|PAGEREF|MERGEFIELD|INCLUDEPICTURE)[ ]["_\\\w]     # HYPERLINK "http://…"
    | \[?(?:Commented|Comment|Nhận[ ]xét)[ ]\[ | ^Formatted:           # [Commented [A1]: …
    | <!--                                                             # a comment of a web page
    | \b[A-Z]:\\\w                                                     # D:\van ban\45.docx
    | (?:Thời[ ]gian|Ngày)[ ]ký:                                       # a digital signature
    """, re.VERBOSE | re.MULTILINE)
_FIELD_SIGNS = ("Error! ", "Lỗi! ", "HYPERLINK ", "PAGEREF ", "MERGEFIELD ", "INCLUDEPICTURE ", "Comment", "Nhận xét [",
                "Formatted:", "<!--", ":\\", " ký:")
"""One of these stands in whatever :data:`_FIELD` finds; nearly all texts hold none, and none is found at once."""
_NOTE = re.compile(r"[Tx?(\[X](?<!\w.)(?:(?<=T)ODO|(?<=x)xx+|(?<=\?)\?\?|(?<=\()\?\)|(?<=[\[(])sic[\])]"
                   r"|(?<=[xX])(?i:em lại chỗ này)|(?<=[\[(])(?:cần )?bổ sung sau[\])])(?!\w)")
"""TODO, xxx, ???, (?), [sic], "xem lại chỗ này", [bổ sung sau]: it begins with one of few letters, for speed."""
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][ \u00a0]{1,2}){4,}[^\W\d_](?!\w)")
_SINGLE_LETTERS = re.compile(r"[ \u00a0][^\W\d_][ \u00a0]{1,2}[^\W\d_][ \u00a0]{1,2}[^\W\d_][ \u00a0]")
"""Stands in whatever :data:`_SPACED` finds, and is looked for twice as fast."""
_MAIL = re.compile(r"^(?:From|To|Cc|Subject|Người gửi|Chủ đề)[ ]?:[ ]", re.MULTILINE)
_PORTAL = re.compile(r"""
    ^[^\w\n]* (?: Trang\s+\d+\s* (?:/|trên) \s*\d+ [^\w\n]* $                                       # Trang 1/3
               | (?: Lượt[ ]xem | Số[ ]lượt[ ]xem | In[ ]trang(?:[ ]này)? | Chia[ ]sẻ | Tải[ ]về | Trang[ ]chủ
                   | Đăng[ ]nhập ) [^\w\n]* (?:\d+)? $ )                                               # Lượt xem: 12
    | [wltv] (?: (?<=w)ww\.(?:luatvietnam|thuvienphapluat|vanbanphapluat)                             # www.…
               | (?<=l)uatvietnam | (?<=t)huvienphapluat | (?<=v)anbanphapluat )
    """, re.VERBOSE | re.MULTILINE | re.IGNORECASE)
"""What a page around the text says; a name begins with one of few letters, which makes the search twice as fast."""
_PORTAL_SIGNS = ("lượt xem", "in trang", "chia sẻ", "tải về", "trang chủ", "đăng nhập", "luatvietnam",
                 "thuvienphapluat", "vanbanphapluat")
_PAGE_SIGN = re.compile(r"trang\s+\d")
"""One of these, or this, stands in small letters in whatever :data:`_PORTAL` finds."""
_ARRIVED = re.compile(r"^[^\w\n]*(?:CÔNG VĂN|VĂN BẢN) ĐẾN[^\w\n]*$|^[^\w\n]*ĐẾN\W+Số\W", re.MULTILINE)
_BEYOND = re.compile("[\u2600-\U0010ffff]")
"""Signs beyond those of print; pictographs and the signs of one font alone are among them."""


@rule("item-missing", "remark", "Khoản 1., 2., 3. và Điều nối tiếp nhau, không sót số nào.")
def item_missing(held: Held) -> Iterator[Problem]:
    """The first number that is left out between two that stand: 2., then 4., and no 3 at the beginning of a line."""
    text = held.source.text
    for what, pattern in _NUMBERED:
        last, at = 0, 0
        for found in pattern.finditer(text):
            number = int(found["number"])
            if last and number == last + 2 and not _begins_a_line(last + 1, text, at, found.start()):
                yield held.wrong(found.start("number"), what, f"sau {last} là {number}, không thấy {last + 1}",
                                 f"có sót đoạn thì chép thêm; hãy {ADVICE}")
                break
            last, at = number, found.start()


def _begins_a_line(number: int, text: str, start: int, end: int) -> bool:
    """Whether a number stands at or near the beginning of a line, however it is set off there."""
    return re.search(rf"^.{{0,8}}\b{number}\b", text[start:end], re.MULTILINE) is not None


@rule("paragraph-twice", "remark", "Không đoạn nào chép hai lần liền nhau.")
def paragraph_twice(held: Held) -> Iterator[Problem]:
    """A paragraph that stands again right behind itself."""
    before, at = "", 0
    for line in held.source.text.splitlines(keepends=True):
        words = " ".join(line.split()) if len(line) >= SAME_PARAGRAPH else line.strip()
        if len(words) >= SAME_PARAGRAPH and words == before:
            yield held.wrong(at, "Văn bản", f"đoạn “{words[:40]}…” có hai lần liền nhau",
                             f"chép thừa thì bỏ; hãy {ADVICE}")
            return
        before, at = words or before, at + len(line)


@rule("field-codes", "remark", "Không lẫn mã của chương trình soạn thảo, dấu ký số, đường dẫn tệp.")
def field_codes(held: Held) -> Iterator[Problem]:
    """What an editor's fields, comments, digital signatures or foot lines leave among the words."""
    if any(sign in held.source.text for sign in _FIELD_SIGNS):
        yield from first_found(held, _FIELD, "Mã lẫn trong chữ", "không phải chữ của văn bản thì bỏ; hãy " + ADVICE)


@rule("editor-notes", "remark", "Không còn lời ghi chú của người soạn, người chép.")
def editor_notes(held: Held) -> Iterator[Problem]:
    """Words a person left for later."""
    yield from first_found(held, _NOTE, "Ghi chú", "không phải chữ của văn bản thì bỏ; hãy " + ADVICE)


@rule("spaced-letters", "remark", "Chữ không giãn từng chữ cái (`K Ế  H O Ạ C H`), vì không tìm thấy được.")
def spaced_letters(held: Held) -> Iterator[Problem]:
    """A word set letter by letter."""
    if _SINGLE_LETTERS.search(held.source.text):
        yield from first_found(held, _SPACED, "Chữ giãn", "gõ liền lại từng từ.")


@rule("page-words", "remark", "Không lẫn chữ của trang đã lấy văn bản hay của thư điện tử.")
def page_words(held: Held) -> Iterator[Problem]:
    """Words of a portal or the head of a mail around the document."""
    if any(sign in held.small for sign in _PORTAL_SIGNS) or _PAGE_SIGN.search(held.small):
        yield from first_found(held, _PORTAL, "Chữ của trang", "không phải chữ của văn bản thì bỏ; hãy " + ADVICE)
    if (found := _MAIL.search(held.source.text, 0, HEAD_REACH)):
        yield held.wrong(found.start(), "Chữ của thư", f"“{found.group().strip()}”", "chỉ giữ văn bản, bỏ phần thư.")


@rule("arrival-stamp", "remark", "Không lẫn dấu công văn đến: số và ngày đến không phải của văn bản.")
def arrival_stamp(held: Held) -> Iterator[Problem]:
    """The stamp of the office that received the paper, in its head."""
    yield from first_found(held, _ARRIVED, "Dấu đến", "bỏ dấu đến, số đến, ngày đến của nơi nhận.", HEAD_REACH)


@rule("odd-signs", "remark", "Không có hình biểu tượng hay ký tự riêng của một phông chữ.")
def odd_signs(held: Held) -> Iterator[Problem]:
    """A pictograph, or a sign that only one font can show."""
    odd = next((found for found in _BEYOND.finditer(held.source.text)
                if unicodedata.category(found.group()) in ("Co", "So")), None)
    if odd:
        yield held.wrong(odd.start(), "Ký tự lạ", f"U+{ord(odd.group()):04X}", "gõ lại bằng chữ hay gạch đầu dòng.")


@rule("place-body", "remark", "Địa danh không phải tỉnh khác với tỉnh của cơ quan ban hành.")
def place_body(held: Held) -> Iterator[Problem]:
    """A body of one province that dates its paper in another."""
    place = held.record.document.place
    own = {slugify(body.place) for body in held.record.document.bodies if body.place}
    provinces = {slugify(each.name) for each in held.registry.territories if each.level == "province"}
    named = slugify(place or "")
    if own and own <= provinces and named in provinces and named not in own:
        at = held.source.text.find(place or "")
        yield held.wrong(at if at >= 0 else None, "Địa danh", f"“{place}” là tỉnh khác với tỉnh của cơ quan ban hành",
                         "hãy so với bản gốc; máy đọc sai thì thêm vào corrections.")
