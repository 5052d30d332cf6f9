"""The fixed marks of layout: national title, number line, place and date, capacity, lists.

These are not words that a colleague edits but the signs by which the parts of a page are told apart.
Patterns named ``…_FOLDED`` read text without accents (:func:`vanban.folding.fold`), which also forgives
most slips of character recognition.
"""

from __future__ import annotations

import re

_CAP = "A-ZĐÀ-ỸƯƠĂÂÊÔ"
_LOW = "a-zà-ỹđ"

NATIONAL_FOLDED = re.compile(
    r"cong\s*h\w{1,3}\s+x\w{1,2}\s+h\w{1,2}i|chu\s+n\w{1,3}ia\s+[vy]\w{1,3}t\s+nam|d\wc\s+l[ae]p\s*.{1,3}\s*tu\s+do"
    r"|^(?:cong|cong hoa|cong hoa xa|hoa xa hoi.*|xa hoi chu.*|hoi chu nghia.*|nghia viet nam|viet nam|nam|phuc|hanh phuc)$"
)
PARTY_FOLDED = re.compile(r"^d\wng\s+cong\s+s\wn\s+viet\s+nam$")
NATIONAL_CUT = re.compile(
    r"C[OÔỘÓ]NG\s+H[OÒÓÖ]?[AÀÁ]?\s+X[AÃÁĂ]\s+H[OỘÔ]I|(?<![A-ZĐ]\s)ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|Đ[oộô]c\s+l[aậâ]p\s*[-~.]",
    re.IGNORECASE)
NUMBER = re.compile(r"(?:^|(?<=[\s*(]))(?:Số|SỐ|só|sô|Sô|Sổ|So|S6)\s*(?:ký\s+hiệu\s*)?[:.;]?\s{0,12}(?=[\d/|.…_#©“\[-])")
PLACE_DATE = re.compile(
    rf"(?<!\w)(?P<place>(?:(?:[Tt]hành\s+phố|[Tt]hị\s+xã|[Tt]hị\s+trấn|[Hh]uyện|[Tt]ỉnh|[Qq]uận|[Xx]ã|[Pp]hường|[Đđ]ặc\s+khu|TP\.?|Tp\.?)\s*)?"
    rf"(?:[{_CAP}][{_LOW}'’]*|M'\S+|\d{{1,2}})(?:[ \-]\s?[{_CAP}][{_LOW}'’]*|[ ]\d{{1,2}}){{0,4}})(?P<comma>\s?[,.;]\s*|\s+(?=[Nn]gày\s*\d))"
    rf"(?P<word>[Nn]g[aà]y)(?P<date>[^\n|]{{0,20}}?(?:tháng|thang|thăng)[^\n|]{{0,12}}?(?:năm|nam|nầm)(?:\s*\d{{4}})?)"
)
SHORT_PLACE_DATE = re.compile(
    rf"^(?P<place>(?:TP\.?\s*)?[{_CAP}][{_LOW}]+(?:\s[{_CAP}][{_LOW}]+){{0,4}})\s?,\s*(?:[Nn]gày\s*)?(?P<date>\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]\d{{4}})$")
BARE_DATE = re.compile(r"^[Nn]gày(?P<date>\s*\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4})\W*$")
SUBJECT = re.compile(r"""^\W{0,3}[vV]\s?[/.]\s?[vV]\s*[:.]?\s*|^\W{0,3}[Vv]ề\s+việc\s*[:.]?\s+""")
ABOUT = re.compile(r"^(?:[vV]\s?/\s?[vV]\s*[:.]?|về\s+việc\s*[:.]?|về)\s+", re.IGNORECASE)
ADDRESSED = re.compile(r"^\W{0,3}K[ií]nh\s+(?:gửi|gởi|gui|trình|chuyển)\b\s*[:.]?\s*", re.IGNORECASE)
ALSO_ADDRESSED = re.compile(r"^\W{0,3}(?:Đồng\s+kính|Đồng)\s+gửi", re.IGNORECASE)
RECIPIENTS = re.compile(r"^\W{0,3}(?:N[ơoợ][ilí]|Với|Nưi|Nợi)\s+nh[aậâạ]n\s*(?:[:.;]|(?=$)|(?=\s[-A-ZĐ]))\W{0,2}", re.IGNORECASE)
ITEM = re.compile(r"^(?:[-+~•·○●▪>–—¬]|[_]+|\d{1,2}[.)](?=\s))\s*")
BODY_CUE = re.compile(
    r"^(?:Căn\s+cứ|Căn\s+cử|Thực\s+hiện|Triển\s+khai|Thi\s+hành|Theo\s|Xét\s|Trên\s+cơ\s+sở|Để\s|Nhằm\s|Ngày\s+\d|Sau\s+khi"
    r"|Trong\s|Qua\s|Tiếp\s+theo|Trả\s+lời|Phúc\s+đáp|Điều\s+\d|Chương\s+[IVX1]|Phần\s+[IVX1]|I\.\s|1\.\s|A\.\s|Tiếp\s+tục|Hiện\s+nay|Vừa\s+qua)",
)
ENCLOSED = re.compile(r"^\(?\s*(?:Ban\s+hành\s+)?(?:Kèm\s+theo|Đính\s+kèm)\b|^\(\s*Ban\s+hành\s+theo|^\(\s*Được\s+ban", re.IGNORECASE)
CAPACITY = re.compile(r"^(?P<kind>T/?M|K/?T|T/?L|TUQ|T/UQ|Q)(?:[.,:]\s*|\s+(?=[A-ZĐ])|(?<=/[A-Z])\s*)(?P<whom>\S.*)?$", re.DOTALL)
SIGNED = re.compile(r"\(?\s*(?:đã\s+k[ýí](?:\s+(?:và|,)?\s*đóng\s+dấu)?|ký\s+tên(?:,?\s*đóng\s+dấu)?|đã\s+ký)\s*\)?\s*[:,]?\s*", re.IGNORECASE)
RANK = re.compile(
    r"^(?:(?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy)|GS\.?\s*TSKH\.?|PGS\.?\s*[,-]?\s*TS\.?|GS\.?\s*[,-]?\s*TS\.?|TS\.?|ThS\.?|BS\.?"
    r"|KS\.?|CN\.?|DS\.?|BSCKI+\.?|BS\s?CK\s?I+\.?|Ths\.?|Luật\s+sư)\s*(?=[A-ZĐ])", re.IGNORECASE)
NAME = re.compile(rf"(?:[{_CAP}][{_LOW}]*(?:['’.\-]?[{_CAP}]?[{_LOW}]+)?\.?)(?:[ ]{{1,3}}[{_CAP}][{_LOW}]*(?:['’\-][{_CAP}]?[{_LOW}]+)?){{1,5}}")
UPPER_NAME = re.compile(rf"[{_CAP}]+(?:[ ]{{1,3}}[{_CAP}]+){{1,4}}")
SURNAMES_FOLDED = frozenset(
    ["nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong", "ly", "trinh", "dinh", "doan", "mai", "dao", "lam", "ha", "cao", "luong", "luu", "to", "ta", "chu", "quach", "thai", "ton", "tong", "kieu", "nghiem", "la", "phung", "vuong", "trieu", "au", "mac", "giang", "tang", "khuc", "lo", "quang", "vi", "ma", "sung", "giang", "thao", "lu", "long", "nong", "be", "hua", "vang", "y", "ho", "quan", "thach", "son", "danh", "chau", "than", "khuong", "ninh", "cu", "dam", "viet", "khong", "an", "bach", "cung", "diep", "han", "hau", "ky", "kim", "lai", "luc", "lieu", "mau", "ngan", "ngoc", "nhan", "nham", "nong", "on", "ong", "phi", "pho", "phuong", "sam", "si", "su", "ta", "thi", "tieu", "tien", "tu", "ung", "van", "vien", "xa"])
