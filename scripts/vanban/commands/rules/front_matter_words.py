"""Rules on how front matter is put: reasons that say nothing, links nobody else can open, masks too wide.

Whether it takes effect on the text is asked in :mod:`.front_matter_effect`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from ...language.folding import fold
from ...problems import Problem
from ...reading.annexes import cited_as
from ...store.documents import MASKED
from ...store.reasons import says_nothing
from .rule import Held, nearest, rule

WIDEST_MASK = 10
"""Places that one mask may blank."""
_HEAD = 1500
_COVERED = re.compile(f"{MASKED}[{MASKED} ]*")
_NO_VALUE = frozenset(["", "khong ro", "chua ro", "khong co", "khong biet", "n/a", "na", "none", "null"])
_WORDS = re.compile(r"[\w/]+")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[a-z]{2,6};|\n")
_SECRET = frozenset(["token", "access_token", "sessionid", "session", "sid", "jsessionid", "auth", "key", "apikey",
                     "password", "signature", "sig"])
_PASSWORD = re.compile(r"mật khẩu|password|\bpass\s*:", re.IGNORECASE)
_ON_THIS_MACHINE = re.compile(r"\b[A-Za-z]:[\\/](?!/)|^/(?:home|Users|mnt|tmp)/|^file:|^\\\\", re.IGNORECASE)
_SHARED = re.compile(r"https?://(?:drive|docs)\.google\.|https?://(?:www\.)?(?:dropbox|onedrive|1drv|mediafire|fshare)\."
                     r"|https?://[\w-]+\.sharepoint\.",
                     re.IGNORECASE)


@rule("topic-twice", "remark", "Mỗi chủ đề ở `topics` chỉ ghi một lần.")
def topic_twice(held: Held) -> Iterator[Problem]:
    """A topic named twice, in whatever letters."""
    counts = Counter(fold(topic) for topic in held.source.front_matter.topics)
    for topic in (topic for topic in held.source.front_matter.topics if counts.pop(fold(topic), 1) > 1):
        yield held.at_key("topics", f"“{topic}” ghi hai lần", "chỉ giữ một.", None, topic)


@rule("reason-vague", "remark", "Lý do ở `corrections`, `seen` nói rõ căn cứ.")
def reason_vague(held: Held) -> Iterator[Problem]:
    """A reason of a letter or two, or one copied from the guide unfilled."""
    front = held.source.front_matter
    reasons = [(each.line, each.reason) for each in front.corrections]
    for line, reason in reasons + [(each.line, each.reason) for each in front.seen]:
        if says_nothing(reason):
            yield held.at_line(line, "reason", f"“{reason}” không nói vì sao", "ghi căn cứ để người sau kiểm tra được.",
                               "bản gốc, trang 2, dòng cuối")


@rule("correction-words", "error", "Giá trị ở `corrections` là điều bản gốc ghi: một dòng chữ, không phải “không rõ” "
                                   "hay mã trang web; người ký là tên người.")
def correction_words(held: Held) -> Iterator[Problem]:
    """A value that says nothing, holds markup or a line end, or an office in the place of a name."""
    for each in held.source.front_matter.corrections:
        values = each.value if isinstance(each.value, tuple) else (each.value,)
        for value in (value for value in values if isinstance(value, str)):
            if " ".join(_WORDS.findall(fold(value))) in _NO_VALUE:
                yield held.at_line(each.line, each.field or "value", f"“{value}” không phải điều bản gốc ghi",
                                   "bản gốc không ghi thì bỏ chỗ sửa này, xác nhận bằng seen.")
            elif _MARKUP.search(value):
                yield held.at_line(each.line, each.field or "value", f"“{value[:40]}” có mã hoặc xuống dòng",
                                   "chỉ ghi chữ, trên một dòng.")
            elif each.field == "signer" and _is_office(held, value):
                yield held.at_line(each.line, "signer", f"“{value}” là chức vụ", "ghi họ tên; chức vụ ghi ở "
                                   "signer_title.", "{field: signer_title, value: Chủ tịch, reason: theo bản gốc}")


def _is_office(held: Held, value: str) -> bool:
    """Whether a name is an office ("Phó Chủ tịch"), not that of a person."""
    plain = fold(value).removeprefix("pho ")
    offices = {fold(organ.name) for organ in held.registry.organs} | {fold(held.record.document.signer_title or "")}
    return plain in offices or fold(value) in offices


@rule("level-body", "remark", "Cấp sửa ở `corrections` hợp với cơ quan ban hành.")
def level_body(held: Held) -> Iterator[Problem]:
    """A corrected level that is not that of the issuing body in the tables."""
    body = held.body(held.record.document.issuing_body)
    for each in held.source.front_matter.corrections:
        if each.field == "level" and body and body.level and each.value != body.level:
            levels = held.registry.levels
            told = levels.get(str(each.value), "không có cấp")
            yield held.at_line(each.line, "level", f"“{told}” mà {body.name} thuộc cấp “{levels[body.level]}” "
                               f"({body.level})",
                               "hãy xem lại; cơ quan đọc sai thì sửa issuing_body, cấp sẽ theo.")


@rule("link-private", "remark", "`source`, `url` là nơi người khác mở được: không phải đường dẫn trên máy, kho chia sẻ "
                                "riêng, trang chủ; không kèm mật khẩu, mã phiên.")
def link_private(held: Held) -> Iterator[Problem]:
    """A place that only the clerk can open, or that opens what nobody else should."""
    source, url = held.source.front_matter.source or "", held.source.front_matter.url or ""
    parts = urlsplit(url)
    if _ON_THIS_MACHINE.search(source):
        yield held.at_key("source", f"“{source}” là đường dẫn trên máy", "ghi tên cơ quan, trang hoặc tập tài liệu.")
    secret = _SECRET & {key.lower() for key in parse_qs(parts.query, keep_blank_values=True)}
    for key, told in (("source", _PASSWORD.search(source)), ("url", secret)):
        if told:
            yield held.at_key(key, "có mật khẩu hoặc mã phiên làm việc", "bỏ phần ấy: ai xem trang cũng đọc được.")
    if url and not parts.path.strip("/") and not parts.query and not parts.fragment.strip("/"):
        yield held.at_key("url", f"“{url}” là trang chủ", "ghi địa chỉ của chính văn bản.")
    elif _SHARED.match(url):
        yield held.at_key("url", f"“{parts.netloc}” là kho chia sẻ riêng", "ghi địa chỉ nơi văn bản được công bố.")


@rule("mask-wide", "remark", f"Chữ che ở `mask` chỉ che điều cần che, không quá {WIDEST_MASK} chỗ, không che cơ quan "
                             "ban hành.")
def mask_wide(held: Held) -> Iterator[Problem]:
    """Masks that blank many places, or the name of the body that issues."""
    places = len(_COVERED.findall(held.source.text))
    if places > WIDEST_MASK:
        yield held.at_key("mask", f"che {places} chỗ", "ghi cả cụm chữ cần che, không ghi chữ thường gặp.")
    head = held.source.text[:_HEAD]
    for words in held.source.front_matter.mask:
        if held.body(words) is not None and MASKED in head:
            yield held.at_key("mask", f"che tên cơ quan “{words}”", "chỉ che dữ liệu của cá nhân.", None, words)


@rule("annex-parent", "error", "Số ở `annex_of` là của một văn bản mà phụ lục viện dẫn.")
def annex_parent(held: Held) -> Iterator[Problem]:
    """A number that the text does not cite: nothing leads from the annex to what it belongs to."""
    number = held.source.front_matter.annex_of
    if number and cited_as(number, held.record.citations) is None:
        near = nearest(number, (each.number for each in held.record.citations if each.number))
        yield held.at_key("annex_of", f"“{number}” không có trong các viện dẫn của văn bản",
                          f"viết như trong văn bản{': ' + ', '.join(near) if near else ''}; không phải phụ lục thì xóa "
                          "dòng này.")
