"""The patterns of :mod:`described`: what must stand before, inside and after an unnumbered programme.

Every repetition is bounded, so no text can make a pattern run long.
"""

from __future__ import annotations

import re

from ...language.scanning import Scanner, scanner
from ...registry.grammar import Grammar, compiled
from ...registry.tables import DocumentType

_GAP = r"\s{1,4}"


def _words(*phrases: str) -> str:
    """An alternation of phrases whose words may be parted by a few blanks or a line end."""
    return "|".join(_GAP.join(map(re.escape, phrase.split())) for phrase in phrases)


_FILLERS = _words(
    "có hiệu quả", "hiệu quả", "tốt", "nội dung", "các nội dung", "kịp thời", "nghiêm túc", "nghiêm", "đầy đủ",
    "đồng bộ", "quyết liệt", "thành công", "việc", "nhiệm vụ", "các nhiệm vụ", "thắng lợi", "mục tiêu", "các mục tiêu",
    "vào")
_CUES = _words(
    "thực hiện", "triển khai", "thi hành", "quán triệt", "theo", "căn cứ", "trên cơ sở", "thuộc", "hưởng ứng")
_NATIONAL = rf"(?:mục{_GAP}tiêu{_GAP})?quốc{_GAP}gia"
_DECREE_VERBS = _words("quy định", "hướng dẫn", "xử phạt")
_CAPITAL_LINE = 12
"""Characters of a line in capitals that is a title or a part of one."""
_BENT_SCHEMES = [re.compile(rf"{first}[ểêéẻẽ](?<!\w..)(?=[ ]án(?!\w))") for first in "ĐD"]
"""How recognition bends the first word of a scheme, "Để án"; a pattern a letter, which a search skips to quickly."""
_PART_MARK = re.compile(r"[ |#>]*(?:[IVX]{1,5}|[A-Z]|\d{1,2})[.)]")
"""What opens the heading of a part, which speaks of the document's own plan."""
_SPAN = r"(?:19|20)\d\d(?:\s{0,3}-\s{0,3}(?:19|20)\d\d)?"



@compiled
def heads(grammar: Grammar) -> Scanner:
    """Type words that may open a described instrument."""
    plans, national, decrees = (
        [row.name for row in grammar.registry.types_with(trait)] for trait in ("plan", "national", "decree"))
    rulings = grammar.registry.types_with("ruling")
    return scanner([
        *map(_words, plans),
        *(rf"{_words(name.lower())}(?={_GAP}{_NATIONAL})" for name in national),
        *(rf"{_words(said)}(?={_GAP}của(?!\w))" for row in rulings for said in _spellings(row)),
        *(rf"{_words(name)}(?={_GAP}(?:của|về|{_DECREE_VERBS})(?!\w))" for name in decrees)], after=r"(?!\w)")


def _spellings(row: DocumentType) -> tuple[str, ...]:
    """How a ruling is written: in small letters where that is not any text of its type ("nghị quyết của Hội đồng")."""
    return (row.name, row.name.lower()) if row.may_change != "normative" else (row.name,)


@compiled
def _types(grammar: Grammar) -> re.Pattern[str]:
    plans = (row.name.lower() for row in grammar.registry.types_with("plan"))
    return re.compile(rf"(?<!\w)(?:{_words(*plans)})(?!\w)")


def as_in_sentences(clean: str, grammar: Grammar) -> str:
    """The text with its lines in capitals as a sentence would write them, types of plans with a first capital."""
    for bent in _BENT_SCHEMES:
        clean = bent.sub("Đề", clean)
    lines = clean.split("\n")
    for i, line in enumerate(lines):
        if line.isupper() and len(line) >= _CAPITAL_LINE and not _PART_MARK.match(line):
            said = _types(grammar).sub(lambda type_: type_.group().capitalize(), line.lower())
            lines[i] = said if len(said) == len(line) else line
    return "\n".join(lines)


DECREE_BEFORE = re.compile(
    r"(?:(?:^|\n)[ ]{0,8}(?:[-+•]|[a-zđ]\)|\d{1,2}[.)])|,|(?<!\w)(?:"
    + _words("tại", "theo", "của", "và", "thực hiện", "thi hành", "căn cứ", "sau khi")
    + r"))\s{1,4}\Z", re.IGNORECASE)
DECREE_ABOUT = re.compile(rf"{_GAP}(?:về{_GAP}|(?=(?:{_DECREE_VERBS})(?!\w)))")
TITLE_ABOUT = re.compile(rf"{_GAP}(?:về{_GAP}|(?=(?:" + _words(
    "quy định về", "quy định chi tiết", "quy định một số điều", "quy định xử phạt", "hướng dẫn về") + r")(?!\w)))")
DECREE_END = re.compile(
    r"[.](?!\w)|[;:()“]|,\s{1,4}(?:các|thì|đồng\s{1,4}thời)(?!\w)|\n[ ]{0,8}\n|(?<!\w)(?:" + _words(
        "được", "ban hành", "này", "đã", "có hiệu lực", "và các văn bản", "và các quy định", "và Nghị định",
        "và Thông tư", "và báo cáo", "sẽ", "đang", "cũng", "bao gồm", "khi", "bị", "còn", "nhưng", "thì", "là",
        "của Bộ", "của Chính phủ", "do Bộ", "do Chính phủ", "hoặc theo") + r")(?!\w)")
CUE = re.compile(rf"(?<!\w)(?:{_CUES})(?:{_GAP}(?:{_FILLERS})){{0,3}}\s{{1,4}}\Z", re.IGNORECASE)
CARRIED = re.compile(
    rf"(?<!\w)(?:{_words('thực hiện', 'triển khai', 'thi hành', 'quán triệt')})"
    rf"(?:{_GAP}(?:{_FILLERS})){{0,3}}\s{{1,4}}\Z", re.IGNORECASE)
STILL_WRITTEN = re.compile(
    rf"(?<!\w)(?:{_words('xây dựng', 'ban hành', 'lập', 'phê duyệt', 'trình', 'hoàn thiện')})\s*(?:,|và\s)"
    r"[^.;:]{0,50}\Z", re.IGNORECASE)
"""A plan that is written first and carried out then: "xây dựng và triển khai Đề án"."""
COORDINATED = re.compile(r"(?:(?<!\w)và|,)\s{1,4}\Z")
LISTED = re.compile(
    rf"(?<!\w)(?:{_CUES}){_GAP}[A-ZĐ]\w+(?:{_GAP}\w+){{0,3}}{_GAP}số{_GAP}\d"
    r"(?:[^.:\n“”()]|\n(?![ ]{0,8}\n)){3,280}?(?:[,;]|(?<!\w)và)\s{1,4}\Z")
"""A numbered instrument behind a cue, and what joins this one to it."""
SENTENCE_CUE = re.compile(rf"[\s\d.)(\-+]{{0,12}}(?:{_CUES})(?!\w)", re.IGNORECASE)
FOUNDATION = re.compile(rf"(?<!\w)(?:{_words('trên cơ sở', 'căn cứ', 'căn cứ vào')})\s{{1,4}}\Z", re.IGNORECASE)
TO_BE_WRITTEN = re.compile(
    r"(?<!\w)(?:" + _words(
        "xây dựng", "ban hành", "phê duyệt", "phê duyệt chủ trương đầu tư", "lập", "soạn thảo", "thông qua", "công bố",
        "trình", "hoàn thiện", "tham mưu", "điều chỉnh", "dự thảo", "thẩm định", "ký kết", "các", "những", "về",
        "về việc", "một số", "mỗi", "cụ thể hóa bằng", "bổ sung", "đề xuất", "rà soát")
    + rf")(?:{_GAP}(?:và{_GAP}(?:tổ{_GAP}chức{_GAP})?)?"
    rf"(?:{_words('ban hành', 'thực hiện', 'triển khai', 'nội dung')}))?\s{{1,4}}\Z",
    re.IGNORECASE)

QUOTE_OPENS = re.compile(
    rf"{_GAP}(?:{_NATIONAL}{_GAP}|tổng{_GAP}thể{_GAP})?(?:về{_GAP})?[“\"]\s{{0,2}}(?=[^\W\d_])")
CLOSES = re.compile(r"[”\"]|;|\n[ ]{0,8}\n|[.:]\s")
NATIONAL = re.compile(rf"{_GAP}{_NATIONAL}(?!\w)(?:{_GAP}về(?!\w))?")
KIND_OF_WORK = re.compile(rf"{_GAP}(?:{_words('hoạt động', 'công tác', 'hành động', 'phối hợp')})(?!\w)")
COOPERATION = re.compile(rf"{_GAP}phối{_GAP}hợp(?!\w)")
BODY_FOLLOWS = re.compile(rf"{_GAP}của{_GAP}")
ABOUT = re.compile(rf"{_GAP}(?:về|{_words('thực hiện', 'triển khai thực hiện')})(?!\w)")
YEAR = re.compile(rf"{_GAP}năm{_GAP}(?P<year>(?:19|20)\d\d)(?!\d)")
PERIOD = re.compile(rf"""(?:,\s{{0,3}})?(?<!\w)
    (?: (?:giai{_GAP}đoạn|thời{_GAP}kỳ){_GAP}(?:đến{_GAP}năm{_GAP})?{_SPAN}      # giai đoạn 2021 - 2025
      | (?:10{_GAP}năm{_GAP})?{_SPAN}(?=\s{{0,3}}[,.;:”])                        # 10 năm 2021 - 2030;
      | đến{_GAP}(?:năm{_GAP})?(?:19|20)\d\d)                                   # đến năm 2030
    (?:,?{_GAP}(?:và{_GAP})?(?:tầm{_GAP}nhìn|định{_GAP}hướng){_GAP}             # , tầm nhìn đến năm 2050
       (?:đến{_GAP})?(?:năm{_GAP})?(?:19|20)\d\d){{0,2}}""", re.VERBOSE)

WORDS_END = re.compile(
    r"[.](?!\w)|[;:()|]|,\s{1,4}các(?!\w)|\n[ ]{0,8}\n|(?<!\w)số(?=\s{0,3}:?\s{0,3}[\d…./])|(?<!\w)(?:" + _words(
        "được", "ban hành", "phê duyệt", "kèm theo", "theo", "nhằm", "để", "do", "tại", "này", "giữa", "đã", "có",
        "trên địa bàn", "là", "và các", "và Kế hoạch", "và Chương trình", "và Đề án", "bảo đảm", "đảm bảo")
    + r")(?!\w)")
NOT_A_PHRASE = re.compile(
    rf"{_GAP}(?:" + _words(
        "số", "này", "của", "và", "được", "nêu", "trên", "do", "để", "là", "có", "đã", "đó", "hàng", "theo", "kèm",
        "trong", "tại", "chi tiết", "cụ thể", "năm")
    + r")(?!\w)|\s{0,4}[^\w\s“\"]|\s{1,4}\d")
NO_NAME = re.compile(rf"{NOT_A_PHRASE.pattern}|{_GAP}(?:" + _words(
    "gửi", "trình", "đối với", "phục vụ", "thực hiện", "sau", "khi", "về", "từ", "đến", "với", "ở", "cho", "vào",
    "nhằm", "trước")
    + r")(?!\w)")
"""What stands behind a scheme's type that gives it no name."""
NAME_END = re.compile(rf"""(?=
    [.;:()|] | \s*\Z | \n[ ]{{0,8}}\n
  | ,\s{{1,4}}(?:các | trọng{_GAP}tâm | trong{_GAP}đó | nhất{_GAP}là | góp{_GAP}phần)(?!\w)
  | (?<!\w)(?:thì | được | là | đã | theo | tại | nhằm | để | do | trên{_GAP}địa{_GAP}bàn
             | (?:đ|b)ảm{_GAP}bảo)(?!\w))""",
    re.VERBOSE)
_ISSUED_WITH = _words(
    "ban hành kèm theo", "ban hành theo", "ban hành tại", "được ban hành kèm theo", "được phê duyệt tại",
    "được phê duyệt theo", "đã được phê duyệt tại", "phê duyệt tại", "theo Quyết định số", "tại Quyết định số",
    "theo Nghị quyết số")
APPROVED_AFTER = re.compile(rf"""
    \s{{0,4}},?\s{{0,4}}\(?(?: {_ISSUED_WITH}           # (ban hành kèm theo …
                          | số\s{{0,3}}:?\s{{0,3}}\d)   # số 12/QĐ-UBND: it has a number
  | [^.;\n]{{0,80}}?(?:phê\s{{1,4}}duyệt|ban\s{{1,4}}hành)[^.;\n]{{0,60}}?    # do Thủ tướng phê duyệt tại
    \s(?:Quyết[ ]định|Nghị[ ]quyết|Chỉ[ ]thị)\s{{1,4}}số                      # Quyết định số …
    """, re.VERBOSE)
