"""The patterns of :mod:`described`: what must stand before, inside and after an unnumbered programme.

Every repetition is bounded, so no text can make a pattern run long.
"""

from __future__ import annotations

import re

from msgspec import Struct

from ...language.letters import CAP
from ...language.scanning import Scanner, scanner
from ...registry.document_types import DocumentType
from ...registry.grammar import Grammar, compiled

_GAP = r"\s{1,4}"


def _words(*phrases: str) -> str:
    """An alternation of phrases whose words may be parted by a few blanks or a line end."""
    return "|".join(_GAP.join(map(re.escape, phrase.split())) for phrase in phrases)


def _held(grammar: Grammar, *roles: str) -> str:
    """The same of the sentence words that have one of ``roles``."""
    return _words(*(word for role in roles for word in grammar.registry.sentence_words[role]))


_NATIONAL = rf"(?:mục{_GAP}tiêu{_GAP})?quốc{_GAP}gia"
_CAPITAL_LINE = 12
"""Characters of a line in capitals that is a title or a part of one."""
_BENT_SCHEMES = [re.compile(rf"{first}[ểêéẻẽ](?<!\w..)(?=[ ]án(?!\w))") for first in "ĐD"]
"""How recognition bends the first word of a scheme, "Để án"; a pattern a letter, which a search skips to quickly."""
_PART_MARK = re.compile(r"[ |#>]*(?:[IVX]{1,5}|[A-Z]|\d{1,2})[.)]")
"""What opens the heading of a part, which speaks of the document's own plan."""
_DONE_TO_PLANS = ("ban hành", "nội dung")
"""What stands between a verb of writing and a plan besides the verbs of the table: "xây dựng nội dung Kế hoạch"."""
_SPAN = r"(?:19|20)\d\d(?:\s{0,3}-\s{0,3}(?:19|20)\d\d)?"


@compiled
def type_openings(grammar: Grammar) -> Scanner:
    """Type words that may open a described instrument."""
    plans, national, decrees = (
        [row.name for row in grammar.registry.types_with(trait)] for trait in ("plan", "national", "decree"))
    rulings = grammar.registry.types_with("ruling")
    return scanner([
        *map(_words, plans),
        *(rf"{_words(name.lower())}(?={_GAP}{_NATIONAL})" for name in national),
        *(rf"{_words(said)}(?={_GAP}của(?!\w))" for row in rulings for said in _spellings(row)),
        *(rf"{_words(name)}(?={_GAP}(?:của|về|{_held(grammar, 'decree_verb')})(?!\w))" for name in decrees)],
        after=r"(?!\w)")


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
    for i in [i for i, line in enumerate(lines) if line.isupper()]:
        line = lines[i]
        if len(line) >= _CAPITAL_LINE and not _PART_MARK.match(line):
            said = _types(grammar).sub(lambda type_: type_.group().capitalize(), line.lower())
            lines[i] = said if len(said) == len(line) else line
    return "\n".join(lines)


COORDINATED = re.compile(r"(?:(?<!\w)và|,)\s{1,4}\Z")
QUOTE_OPENS = re.compile(
    rf"{_GAP}(?:{_NATIONAL}{_GAP}|tổng{_GAP}thể{_GAP})?(?:về{_GAP})?[“\"]\s{{0,2}}(?=[^\W\d_])")
CLOSES = re.compile(r"[”\"]|;|\n[ ]{0,8}\n|[.:]\s")
NATIONAL = re.compile(rf"{_GAP}{_NATIONAL}(?!\w)(?:{_GAP}về(?!\w))?")
COOPERATION = re.compile(rf"{_GAP}phối{_GAP}hợp(?!\w)")
BODY_FOLLOWS = re.compile(rf"{_GAP}của{_GAP}")
YEAR = re.compile(rf"{_GAP}năm{_GAP}(?P<year>(?:19|20)\d\d)(?!\d)")
PERIOD = re.compile(rf"""(?:,\s{{0,3}})?(?<!\w)
    (?: (?:giai{_GAP}đoạn|thời{_GAP}kỳ){_GAP}(?:đến{_GAP}năm{_GAP})?{_SPAN}      # giai đoạn 2021 - 2025
      | (?:10{_GAP}năm{_GAP})?{_SPAN}(?=\s{{0,3}}[,.;:”])                        # 10 năm 2021 - 2030;
      | đến{_GAP}(?:năm{_GAP})?(?:19|20)\d\d)                                   # đến năm 2030
    (?:,?{_GAP}(?:và{_GAP})?(?:tầm{_GAP}nhìn|định{_GAP}hướng){_GAP}             # , tầm nhìn đến năm 2050
       (?:đến{_GAP})?(?:năm{_GAP})?20\d\d){{0,2}}""", re.VERBOSE)


class Wording(Struct, frozen=True, gc=False):
    """The patterns that are made of the words of the table."""

    leads: frozenset[str]
    """The last syllable of all that ``cue``, ``carried`` and ``to_be_written`` find: quick to look for before them."""
    cue: re.Pattern[str]
    """A verb or preposition right before a programme."""
    carried: re.Pattern[str]
    """A verb that carries out, right before it."""
    sentence_cue: re.Pattern[str]
    """What opens a sentence whose list of programmes is carried out."""
    listed: re.Pattern[str]
    """A numbered instrument behind a cue, and what joins this one to it."""
    still_written: re.Pattern[str]
    """A plan that is written first and carried out then: "xây dựng và triển khai Đề án"."""
    to_be_written: re.Pattern[str]
    foundation: re.Pattern[str]
    kind_of_work: re.Pattern[str]
    about: re.Pattern[str]
    words_end: re.Pattern[str]
    not_a_phrase: re.Pattern[str]
    no_name: re.Pattern[str]
    """What stands behind a scheme's type that gives it no name."""
    name_end: re.Pattern[str]
    approved_after: re.Pattern[str]
    decree_before: re.Pattern[str]
    decree_about: re.Pattern[str]
    title_about: re.Pattern[str]
    decree_end: re.Pattern[str]


@compiled
def wording(grammar: Grammar) -> Wording:
    """The patterns for the words that the tables hold."""
    cues, carried = _held(grammar, "carried_out", "plan_cue"), _held(grammar, "carried_out")
    fillers = rf"(?:{_GAP}(?:{_held(grammar, 'filler')})){{0,3}}"
    no_plan = rf"{_GAP}(?:{_held(grammar, 'no_plan')})(?!\w)|\s{{0,4}}[^\w\s“\"]|\s{{1,4}}\d"
    leads = [*_DONE_TO_PLANS, *(word for role in ("carried_out", "plan_cue", "filler", "to_be_written")
                                for word in grammar.registry.sentence_words[role])]
    return Wording(
        leads=frozenset(words.lower().split()[-1] for words in leads),
        cue=re.compile(rf"(?<!\w)(?:{cues}){fillers}\s{{1,4}}\Z", re.IGNORECASE),
        carried=re.compile(rf"(?<!\w)(?:{carried}){fillers}\s{{1,4}}\Z", re.IGNORECASE),
        sentence_cue=re.compile(rf"[\s\d.)(\-+]{{0,12}}(?:{cues})(?!\w)", re.IGNORECASE),
        listed=re.compile(
            rf"(?<!\w)(?:{cues}){_GAP}[{CAP}]\w+(?:{_GAP}\w+){{0,3}}{_GAP}số{_GAP}\d"
            r"(?:[^.:\n“”()]|\n(?![ ]{0,8}\n)){3,280}?(?:[,;]|(?<!\w)và)\s{1,4}\Z"),
        still_written=re.compile(
            rf"(?<!\w)(?:{_held(grammar, 'written_first')})\s*(?:,|và\s)[^.;:]{{0,50}}\Z", re.IGNORECASE),
        to_be_written=re.compile(
            rf"(?<!\w)(?:{_held(grammar, 'to_be_written')})(?:{_GAP}(?:và{_GAP}(?:tổ{_GAP}chức{_GAP})?)?"
            rf"(?:{carried}|{_words(*_DONE_TO_PLANS)}))?\s{{1,4}}\Z", re.IGNORECASE),
        foundation=re.compile(rf"(?<!\w)(?:{_held(grammar, 'founded_on')})\s{{1,4}}\Z", re.IGNORECASE),
        kind_of_work=re.compile(rf"{_GAP}(?:{_held(grammar, 'kind_of_work')})(?!\w)"),
        about=re.compile(rf"{_GAP}(?:về|{_words('thực hiện', 'triển khai thực hiện')})(?!\w)"),
        words_end=re.compile(
            r"[.](?!\w)|[;:()|]|,\s{1,4}các(?!\w)|\n[ ]{0,8}\n|(?<!\w)số(?=\s{0,3}:?\s{0,3}[\d…./])"
            rf"|(?<!\w)(?:{_held(grammar, 'ends_plan')})(?!\w)"),
        not_a_phrase=re.compile(no_plan),
        no_name=re.compile(rf"{no_plan}|{_GAP}(?:{_held(grammar, 'no_scheme')})(?!\w)"),
        name_end=_name_end(grammar),
        approved_after=_approved_after(grammar),
        decree_before=re.compile(
            rf"(?:(?:^|\n)[ ]{{0,8}}(?:[-+•]|[a-zđ]\)|\d{{1,2}}[.)])|,|(?<!\w)(?:{_held(grammar, 'before_decree')}))"
            r"\s{1,4}\Z", re.IGNORECASE),
        decree_about=re.compile(rf"{_GAP}(?:về{_GAP}|(?=(?:{_held(grammar, 'decree_verb')})(?!\w)))"),
        title_about=re.compile(rf"{_GAP}(?:về{_GAP}|(?=(?:{_held(grammar, 'decree_title')})(?!\w)))"),
        decree_end=re.compile(
            r"[.](?!\w)|[;:()“]|,\s{1,4}(?:các|thì|đồng\s{1,4}thời)(?!\w)|\n[ ]{0,8}\n"
            rf"|(?<!\w)(?:{_held(grammar, 'ends_decree')})(?!\w)"))


def _name_end(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"""(?=
        [.;:()|] | \s*\Z | \n[ ]{{0,8}}\n
      | ,\s{{1,4}}(?:các | trọng{_GAP}tâm | trong{_GAP}đó | nhất{_GAP}là | góp{_GAP}phần)(?!\w)    # , nhất là …
      | (?<!\w)(?:{_held(grammar, 'ends_scheme')})(?!\w))""", re.VERBOSE)


def _approved_after(grammar: Grammar) -> re.Pattern[str]:
    types = _words(*(row.name for row in grammar.registry.types))
    return re.compile(rf"""
        \s{{0,4}},?\s{{0,4}}\(?(?: {_held(grammar, 'approved_by')}           # (ban hành kèm theo …
                              | số\s{{0,3}}:?\s{{0,3}}\d)                   # số 12/QĐ-UBND: it has a number
      | [^.;\n]{{0,80}}?(?:phê\s{{1,4}}duyệt|ban\s{{1,4}}hành)[^.;\n]{{0,60}}?    # do Thủ tướng phê duyệt tại
        \s(?:{types})\s{{1,4}}số                                                  # Quyết định số …
        """, re.VERBOSE)
