"""Rules on the words of a text: whole, clean, and without what belongs to a private person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from ...language.tcvn3 import readable
from ...problems import Problem
from .rule import Held, rule

SHORTEST_DOCUMENT = 200
"""Letters below which a text is hardly a whole document."""
GARBLED_FROM = 1000
"""One letter in so many may be a replacement mark before a text counts as garbled."""

OPENING_WORDS = 30
"""Words at the beginning that are not found again in a text that was pasted once."""
FIRST_WORDS = 3
"""Of these, words that are looked for before all of them are."""
MARKED_LETTERS = 12
"""One letter in so many has a mark in any Vietnamese text; in real ones it is one in three or four."""
_COMMON_MARKED = "àáạảãâấầậăơớờợôốồộêếềệưứừựíìịúùụủđ"
"""Marked letters enough of which make looking at the others needless."""

_NO_LETTER = re.compile(r"[\W\d_]+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LOST = re.compile(r"\ufffd|\?(?<=[^\W\d_].)(?=[^\W\d_])")
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\x00-\x08\x0b\x0e-\x1f\x7f]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FOREIGN = re.compile("[\u0400-\u052fΑΒΕΖΗΙΚΜΝΟΡΤΥΧοι]")
_DIGIT = re.compile(r"\d(?<![0-9])")
_PROGRAM = re.compile(r"\{\\rtf1|<!DOCTYPE\b|<html\b|%PDF-\d", re.IGNORECASE)
_CONVERSION = re.compile(r"""
    <(?=[/a-z])/? (?:div|span|p|td|tr|table|font|a|img|strong|em|li|ul)\b [^>\n]{0,200}>   # <span class="x">, </p>
    | & (?:nbsp|amp|lt|gt|quot|\#\d{2,5}) ;                                                # &nbsp; &#8211;
    | \\ (?:par|pard|fs\d+) \b                                                            # \fs24 of RTF
    | \(cid:\d+\)                                                                         # (cid:123) of a PDF
    | (?:Ký[ ]bởi|Digitally[ ]signed[ ]by):                                                # Ký bởi: Văn thư
    | !\[ [^\]\n]{0,80} \]\(                                                              # ![ảnh](a.png)
    """, re.VERBOSE | re.IGNORECASE)
_CONVERSION_SIGNS = ("<", "&", "\\", "(cid:", "![", "ký bởi:", "signed by:")
"""One of these stands in small letters in whatever :data:`_CONVERSION` finds."""
_ENDS = re.compile(r"[.!?:;…)\]”\"’/|*_>]\W*\Z|\d\W*\Z")

_PRIVATE = tuple((what, tuple(signs.split("|")), re.compile(data), re.compile(cue, re.IGNORECASE))
                 for what, signs, data, cue in (
    ("số giấy tờ tùy thân", "cccd|cmnd|cmt|căn cước|chứng minh|định danh cá nhân|hộ chiếu",
     r"\d(?<!\d\d)(?:\d{8}|\d{11}|\d\d[ .]\d{3}[ .]\d{3}(?:[ .]\d{3})?)(?!\d)",
     r"(?:CCCD|CMND|CMT|căn cước(?: công dân)?|chứng minh (?:nhân dân|thư)|định danh cá nhân|hộ chiếu)[^\d\n]{0,40}\Z"),
    ("số hộ chiếu", "hộ chiếu", r"[A-Z]\d{7}(?!\d)", r"hộ chiếu[^\d\n]{0,20}\Z"),
    ("mã số thuế hay bảo hiểm của cá nhân", "mã số thuế cá nhân|bhxh|bảo hiểm xã hội",
     r"\d(?<!\d\d)\d{9}(?:\d{2})?(?!\d)",
     r"(?:mã số thuế cá nhân|BHXH|bảo hiểm xã hội)(?: số)?[^\d\n]{0,12}\Z"),
    ("biển số xe", "biển kiểm soát|biển số", r"\d(?<!\d\d)\d[A-Z]\d?[ -]{1,3}\d{3}\.?\d{1,2}(?!\d)",
     r"biển (?:kiểm soát|số)[^\d\n]{0,20}\Z"),
    ("số điện thoại riêng", "điện thoại|di động|liên hệ|zalo|hotline|đt|tel|mobile",
     r"[0+](?<![\d./-].)(?:84[ .]?)?[35789]\d(?:[ .-]?\d){7}(?![\d/-])",
     r"(?:điện thoại|di động|liên hệ|zalo|hotline|(?<!\w)(?:s?đt|tel|mobile))[^\n\d+]{0,30}\Z"),
    ("số điện thoại riêng", "0", r"0(?<![\d./-].)[35789]\d{2}(?:[ .-]\d{3}){2}(?![\d/-])", r"\Z"),
    ("số tài khoản của cá nhân", "tài khoản|stk", r"\d(?<!\d\d)\d{7,15}(?=[^\n\d]{0,40}(?:ông|bà|anh|chị)\s)",
     r"(?:tài khoản(?: số)?|STK)[^\d\n]{0,20}\Z"),
    ("ngày sinh", "sinh ngày|sinh năm", r"\d(?<!\d\d)\d?[/.-]\d{1,2}[/.-]19\d{2}(?!\d)",
     r"sinh (?:ngày|năm)\s*:?\s*\Z"),
    ("thư điện tử riêng", "@", r"@(?:gmail|yahoo|hotmail|outlook|icloud|live)\.com(?:\.vn)?", r"[\w.+-]{1,64}\Z"),
    ("địa chỉ nhà", "ường trú|ở hiện nay|ở hiện tại|ịa chỉ nhà|rú tại|gụ tại",
     r"(?:ường trú|ở hiện nay|ở hiện tại|ịa chỉ nhà|[tn]rú tại|gụ tại)(?: tại)?\s*:?\s*"
     r"(?P<it>(?:số|thôn|ấp|tổ dân phố|khu phố|ngõ|hẻm|\d)[^\n;.]{4,80})", r"\Z"),
))
"""What belongs to a person: its name, signs in small letters without all of which a text holds none, how it is written,
and the words before it without which it may be a tax code.

Patterns begin with a letter of the data, not with what may not stand before it: so a search is quick.
"""
_BEFORE = 70


@rule("text-short", "remark", f"Văn bản có từ {SHORTEST_DOCUMENT} chữ cái trở lên.")
def text_short(held: Held) -> Iterator[Problem]:
    """A text too short to be a document."""
    letters = sum(map(len, _WORD.findall(held.source.text[:20 * SHORTEST_DOCUMENT])))
    if letters < SHORTEST_DOCUMENT:
        yield held.wrong(0, "Văn bản", f"chỉ có {letters} chữ cái", "cần có toàn văn của văn bản.")


@rule("text-cut", "remark", "Văn bản không dừng giữa câu.")
def text_cut(held: Held) -> Iterator[Problem]:
    """A text without signature and recipients whose last line stops in the middle of a sentence."""
    document, text = held.record.document, held.source.text.rstrip()
    last = text.rpartition("\n")[2]
    if not (document.signer or document.recipients) and len(last) > 40 and not _ENDS.search(last):
        yield held.wrong(len(text), "Văn bản", f"dừng ở “…{last[-40:].strip()}”, không có người ký và nơi nhận",
                         "hãy so với bản gốc xem có thiếu phần cuối không.")


@rule("text-twice", "remark", "Văn bản chỉ chép một lần trong tệp.")
def text_twice(held: Held) -> Iterator[Problem]:
    """A text whose opening stands in it again, so that the whole was pasted twice."""
    words = [found.group() for found in islice(_WORD.finditer(held.source.text), 4 * OPENING_WORDS)]
    if len(words) < 4 * OPENING_WORDS:
        return
    begin = held.source.text.find(words[0]) + 1
    if not _opening(words[:FIRST_WORDS]).search(held.source.text, begin):
        return  # a pattern of all words takes longer to make than to look for
    if found := _opening(words[:OPENING_WORDS]).search(held.source.text, begin):
        yield held.wrong(found.start(), "Văn bản", "phần mở đầu có lại ở đây", "nếu chép hai lần thì bỏ một.")


def _opening(words: list[str]) -> re.Pattern[str]:
    return re.compile(r"[\W\d_]+".join(words))


@rule("marks-missing", "remark", "Chữ có dấu tiếng Việt.")
def marks_missing(held: Held) -> Iterator[Problem]:
    """A text typed without the marks of Vietnamese, or in another language."""
    sample = held.source.text[:20_000]
    if sum(map(sample.count, _COMMON_MARKED)) * MARKED_LETTERS >= len(sample):
        return
    letters = _NO_LETTER.sub("", unicodedata.normalize("NFC", sample))
    marked = len(letters) - len(letters.encode("ascii", "ignore"))
    if len(letters) > SHORTEST_DOCUMENT and marked * MARKED_LETTERS < len(letters):
        yield held.wrong(0, "Văn bản", "hầu như không có dấu tiếng Việt",
                         "hãy lấy bản có dấu, bản quét thì nhận dạng lại bằng tiếng Việt; văn bản tiếng nước ngoài thì "
                         "xác nhận bằng seen.")


@rule("text-garbled", "error", "Chữ không hỏng: không có dấu `\ufffd` hay dấu hỏi thay chữ ở nhiều chỗ.")
def text_garbled(held: Held) -> Iterator[Problem]:
    """A text that lost letters in a conversion all over."""
    found = _lost(held)
    if len(found) * GARBLED_FROM > len(held.source.text):
        yield held.wrong(found[0].start(), "Chữ hỏng", f"{len(found)} chỗ mất chữ, chỗ đầu ở đây",
                         "hãy lấy lại văn bản từ nguồn, lưu bằng mã UTF-8.")


@rule("letters-lost", "remark", "Không còn chỗ mất chữ lẻ tẻ.")
def letters_lost(held: Held) -> Iterator[Problem]:
    """A few letters lost in a conversion."""
    found = _lost(held)
    if found and len(found) * GARBLED_FROM <= len(held.source.text):
        yield held.wrong(found[0].start(), "Chữ hỏng", f"{len(found)} chỗ mất chữ, chỗ đầu ở đây",
                         "hãy so với bản gốc và chép lại đúng chữ.")


def _lost(held: Held) -> list[re.Match[str]]:
    text = held.source.text
    return list(_LOST.finditer(text)) if "\ufffd" in text or "?" in text else []


@rule("program-text", "error", "Nội dung là chữ của văn bản, không phải mã của trang web, RTF hay PDF.")
def program_text(held: Held) -> Iterator[Problem]:
    """The inside of a file of another kind, saved under the name of a text."""
    found = _PROGRAM.search(held.source.text, 0, 2000)
    if found:
        yield held.wrong(found.start(), "Nội dung tệp", f"bắt đầu bằng “{found.group()}”",
                         "đây là tệp loại khác mang đuôi văn bản; hãy thêm tệp gốc bằng “make add”.")


@rule("conversion-marks", "remark",
      "Không lẫn dấu vết chuyển đổi: thẻ HTML, `&nbsp;`, lệnh RTF, `(cid:12)`, dấu ký số.")
def conversion_marks(held: Held) -> Iterator[Problem]:
    """What a conversion left among the words."""
    small = held.small
    if _PROGRAM.search(held.source.text, 0, 2000) or not any(sign in small for sign in _CONVERSION_SIGNS):
        return
    found = list(_CONVERSION.finditer(held.source.text))
    if found:
        more = f" và {len(found) - 1} chỗ khác" if len(found) > 1 else ""
        yield held.wrong(found[0].start(), "Dấu chuyển đổi", f"“{found[0].group()[:40]}”{more}",
                         "hãy so với bản gốc; không phải chữ của văn bản thì bỏ.")


@rule("hidden-characters", "remark", "Không có chữ ẩn hay dấu đảo chiều chữ.")
def hidden_characters(held: Held) -> Iterator[Problem]:
    """Characters that are not seen, or that turn the order of others; those that turn are told first."""
    text = readable(held.source.text, held.record.encoding)  # where TCVN3 stands for a letter it hides nothing
    found = [*_BIDI.finditer(text)] or [*_HIDDEN.finditer(text)]
    found = [each for each in found if each.start() or each.group() != "\ufeff"]
    if found:
        mark = found[0].group()
        yield held.wrong(found[0].start(), "Chữ ẩn", f"{_named(mark).rstrip()} ({len(found)} chỗ)",
                         "mắt không thấy nhưng tìm kiếm và thứ tự chữ sai; bản gốc không có thì bỏ.")


@rule("mixed-script", "remark",
      "Chữ và số đều là chữ Việt và số thường: không có chữ Nga, Hy Lạp trông giống hay chữ số của bảng chữ khác.")
def mixed_script(held: Held) -> Iterator[Problem]:
    """A letter of another alphabet inside a word, or a digit that is none of 0 to 9."""
    text = held.source.text
    for found in _FOREIGN.finditer(text):
        word = _word_around(text, found.start())
        if any("LATIN" in unicodedata.name(letter, "") for letter in word):
            yield held.wrong(found.start(), "Chữ lẫn bảng chữ khác", f"“{word}” có {_named(found.group())}",
                             "hãy gõ lại từ này bằng chữ Việt.")
            return
    for found in _DIGIT.finditer(text):
        yield held.wrong(found.start(), "Chữ số lạ",
                         f"“{_word_around(text, found.start())}” có {_named(found.group())}",
                         "hãy gõ lại bằng chữ số 0-9.")
        return


def _word_around(text: str, at: int) -> str:
    start = end = at
    while start > 0 and at - start < 30 and (text[start - 1].isalnum() or text[start - 1] in "/-"):
        start -= 1
    while end < len(text) and end - at < 30 and (text[end].isalnum() or text[end] in "/-"):
        end += 1
    return text[start:end]


def _named(letter: str) -> str:
    return f"U+{ord(letter):04X} {unicodedata.name(letter, '').title()}"


@rule("personal-data", "remark",
      "Không để lộ giấy tờ tùy thân, điện thoại, thư điện tử, địa chỉ nhà của cá nhân; cần che thì ghi chữ ấy vào "
      "`mask`, không sửa văn bản.")
def personal_data(held: Held) -> Iterator[Problem]:
    """Data of a private person that the site would show; what front matter masks is gone from the text already."""
    text, small = held.source.text, held.small
    for what, signs, data, cue in _PRIVATE:
        for found in data.finditer(text) if any(sign in small for sign in signs) else ():
            before = cue.search(text[max(0, found.start() - _BEFORE):found.start()])
            if before is None:
                continue
            mail = before.group() if found.group().startswith("@") else ""
            yield held.wrong(found.start(), "Dữ liệu cá nhân", f"có {what}",
                             "nếu không thuộc nội dung phải công khai thì che bằng mask ở phần đầu tệp.",
                             f'mask: ["{mail + (found.groupdict().get("it") or found.group()).strip()}"]')
            break
