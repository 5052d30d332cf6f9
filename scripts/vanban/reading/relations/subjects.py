"""What a citation says its instrument is about: the "về …" or the quoted title that follows it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...language.letters import LOW
from ...registry.grammar import Grammar, any_of, compiled
from ...registry.relations import CHANGES
from ..citations import Mention
from ..layout.sentences import Sentence
from .aliases import ALIAS
from .gaps import clause_start, closing_mark, opener
from .paired_marks import quoted_end
from .tree import Link, is_within

_LONGEST = 700
"""Characters behind a mention in which its subject stands."""
_GOES_ON = re.compile(rf"\s*(?:năm|giai\s+đoạn|thuộc|trên|của|trong|tại|cho|đến)(?!\w)|\s*[,-]\s*[{LOW}]")
_TELLS = re.compile(r"""
    [qnr.:\s](?:                      # the letters that it begins with, so that a search skips quickly to these
    (?<=q)uy\s+định\s+(?:như\s+sau|rằng)\s*:           # quy định như sau: …
  | (?<=n)hư\s+sau\s*: | (?<=r)ằng\s*:                # nêu rằng: …
  | (?<=\s)(?:(?:đã|có)\s+)?quy\s+định\s*(?=[.:,;]|\Z)   # … (đã) quy định.
  | (?<=\.)\s+[“"]                                    # …. “Điều 5. …
  | (?<=:)(?<![Dd]ự[ ]án:)(?<![Đđ]ề[ ]án:)(?<!trình:)(?<!hoạch:)(?<!chủ[ ]đề:)(?<!đề[ ]tài:)(?<!trào:)(?<!động:)
    \s*(?:[“"«*(]|[-+]\s|\d{1,2}[.)]|\Z)              # …: “…, …: - …, but "Đề án: “…”" has a name
  )""", re.VERBOSE)
"""Where a quotation or a list of what the instrument says begins; blanks and a comma before it are trimmed later."""
_TELLING = (":", "quy", ".")
"""One of these stands in all that :data:`_TELLS` finds: quick to look for before the whole pattern is tried."""
_FIRST_WORD = re.compile(r"\s*(?:về\s+(?:việc\s+)?)?\w+")
_QUOTED = re.compile(r"\s*:?\s*[“\"]")
_TRIM = " \n\t,.;:-|"


def subject_spans(clean: str, mentions: Sequence[Mention], links: Sequence[Link], sentences: Sequence[Sentence],
                  grammar: Grammar) -> list[tuple[int, int] | None]:
    """The subject of each mention as a span of the clean text, ``None`` where the text gives none.

    Heads that share one tail ("Kế hoạch A và Kế hoạch B về …") get the same subject; a text that changes another
    shares it only with one of its type.
    """
    stops = _stops(mentions, links)
    spans: list[tuple[int, int] | None] = []
    for i, mention in enumerate(mentions):
        if mention.subject is not None:
            spans.append(mention.subject)
            continue
        again = i + 1 < len(links) and links[i + 1].named == i  # a bracket that names it again ends what stands before
        bracket = clean.rfind("(", mention.end, mentions[i + 1].start) if again else -1
        limits = (sentences[links[i].sentence].end, mention.end + _LONGEST, stops[i],
                  bracket if clean[mention.end:max(mention.end, bracket)].strip() else None)
        limit = min(each for each in limits if each is not None)
        spans.append(_subject(clean, mention.end, limit, grammar))
    for i in reversed(range(len(mentions) - 1)):
        shares = i in links[i + 1].sharing and mentions[i + 1].subject is None
        alike = not links[i].acts_on or mentions[i].type == mentions[i + 1].type
        if spans[i] is None and shares and alike:
            spans[i] = spans[i + 1]
    return spans


def _stops(mentions: Sequence[Mention], links: Sequence[Link]) -> list[int | None]:
    """For each mention, where its subject ends at the latest for a later one of its sentence that does not stand in it:
    with the subject of the mention before that one, else where that one begins; ``None`` where no such one follows."""
    stops: list[int | None] = [None] * len(mentions)
    open_: list[int] = []
    for i, link in enumerate(links):
        if link.named is not None:
            continue  # a short name in brackets ends no subject
        while open_ and not is_within(i, open_[-1], links):
            closed, before = open_.pop(), links[i - 1]
            if before.sentence == link.sentence:
                stops[closed] = mentions[i].start if before.subject_end is None else before.subject_end
        open_.append(i)
    return stops


def _subject(clean: str, start: int, limit: int, grammar: Grammar) -> tuple[int, int] | None:
    """The span of the subject in ``clean[start:limit]``, right behind a mention; ``None`` where none begins there."""
    opens = opener(grammar).match(clean, start, limit)
    if opens is None:
        return None
    begin = opens.start("verb") if opens["verb"] else opens.end()
    if opens.group().lower().endswith("quy định") and _QUOTED.match(clean, opens.end()):
        return None  # "quy định “Người đứng đầu …”": words of the text, not what it is about
    quoted = quoted_end(clean, begin, limit)
    if quoted is not None and not _GOES_ON.match(clean, quoted, limit):
        inner = begin + len(clean[begin:quoted]) - len(clean[begin:quoted].lstrip())
        return _trimmed(clean, inner + 1, quoted - 1)
    mark = closing_mark(clean[begin:limit], grammar, ";)”")
    end = limit if mark < 0 else begin + mark
    told = clean[begin:end]
    for aside in (_TELLS, ALIAS) if any(mark in told for mark in _TELLING) else (ALIAS,):
        found = aside.search(clean, begin, end)
        end = found.start() if found else end
    first = _FIRST_WORD.match(clean, opens.end(), end)  # "quy định về giao nhiệm vụ" is not yet what it tells
    purpose = _purpose(grammar).search(clean, first.end() if first else begin, end)
    end = purpose.start() if purpose else end
    switch = clause_start(clean, begin, end, grammar)
    span = _trimmed(clean, begin, end if switch is None else switch)
    if span is None or (opens["verb"] and (span[1] <= opens.end("verb")
                                           or _verbs_alone(grammar).fullmatch(clean, *span))):
        return None
    return span


@compiled
def _verbs_alone(grammar: Grammar) -> re.Pattern[str]:
    """Verbs whose object is not told: "quy định chi tiết và hướng dẫn thi hành"."""
    verbs = f"{grammar.words('opens_subject')}|{any_of(grammar.phrases('guides', *CHANGES))}"
    # Never gone back into: "sửa đổi, bổ sung" is one verb of the table, and two with a comma.
    return re.compile(rf"(?:(?:{verbs})(?!\w)|[\s,]|và\s)++", re.IGNORECASE)


@compiled
def _purpose(grammar: Grammar) -> re.Pattern[str]:
    """What goes on behind a subject: a clause ("trong đó …"), or what the instrument does ("đã nêu")."""
    words = grammar.registry.sentence_words
    return re.compile(rf"""
        [\s,](?: (?:(?<=,)\s|(?<=[\d”]\s))\s*(?:{any_of(words['ends_subject'])})    # , trong đó
              | (?<=\s)\s*(?:{any_of(words['predicate'])})                         # đã nêu
              | (?<=\s)\s*(?:{any_of(words['closes_subject'])})                    # và các văn bản hướng dẫn
              | (?<=\s)\s*kể\s+từ\s+ngày\s+(?:{grammar.types()})\s+này )(?!\w)      # kể từ ngày Thông tư này
        """, re.VERBOSE)


def _trimmed(clean: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without blanks and marks at its ends; ``None`` where nothing is left."""
    text = clean[start:end]
    start += len(text) - len(text.lstrip(_TRIM))
    end -= len(text) - len(text.rstrip(_TRIM + "("))
    words = clean[start:end]
    if words.count('"') == 1 and words.endswith('"'):
        end -= 1
    elif words[:1] in ('"', "“") and words[-1:] in ('"', "”") and not any(mark in words[1:-1] for mark in '"“”'):
        start, end = start + 1, end - 1
    return (start, end) if any(map(str.isalnum, words)) else None
