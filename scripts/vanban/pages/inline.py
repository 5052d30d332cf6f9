"""Inline rendering: a stretch of a document's text as HTML, its citations as links where they stand.

Whatever the text holds reaches the page as text. Only five kinds of mark are taken out of sight, because
they are how the text was saved and not words: heading signs, paired emphasis stars, link brackets, backslashes
before punctuation, and control characters (shown as U+FFFD).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import islice
from typing import Literal, NamedTuple

Style = Literal["plain", "drop", "address"]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_MARK = re.compile(r"""
    (?P<link> \[ (?P<words>[^\[\]\n]{1,400}) \]
             \( (?P<url>(?:mailto:|https?://)[^\s()]{1,300}) \) )   # [cổng](https://example.vn)
    | (?P<stars>\*+)                                                # **đậm**
    | (?P<backslash>\\(?=[\\`*_{}\[\]()\#+\-.!>|~]))                # \* is a star
    | (?P<notes>(?<!(?<![^\W\d_])m)(?<!(?<![^\W\d_])[kcdh]m)[¹²³⁴-⁹⁰]+)    # a note's number: Điều 5², not 100 m²
    """, re.VERBOSE)
_SIGN = re.compile(r"[\[*\\¹²³⁴-⁹⁰]")
"""What every mark begins with."""
_LINE_BREAK = re.compile(r"[\t\r\n]")
_STARS = re.compile(r"\*+")
_STARS_BEFORE = re.compile(r"\*+\Z")
_MOST_STARS = 3
_BOLD = re.compile(r"\*\*[^\s*][^*\n]{0,200}\*\*")
_OFTEN_BOLD = 3
"""Words in double stars that tell a text saved with emphasis: there double stars without their pair are no words."""
_HEADING = re.compile(r"#{1,6}[ \t]+")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


@dataclass(frozen=True, slots=True)
class InlineLink:
    """A citation's place: raw span, address, element id (``None`` where it goes on), class, title."""

    start: int
    end: int
    href: str | None
    id: str | None
    kind: str
    title: str


class _Run(NamedTuple):
    start: int
    end: int
    style: Style
    strong: bool = False
    em: bool = False
    note: str | None = None


@lru_cache(maxsize=20_000)
def html_text(text: str) -> str:
    """Text for an HTML block: escaped, control characters shown, no line breaks."""
    return escape(text if text.isprintable() else _CONTROL.sub("\ufffd", _LINE_BREAK.sub(" ", text)))


def markdown_text(text: str) -> str:
    """Text for a Markdown heading: every ASCII punctuation character as a character reference."""
    return _PUNCTUATION.sub(lambda m: f"&#{ord(m.group())};", _CONTROL.sub("\ufffd", _LINE_BREAK.sub(" ", text)))


def render(text: str, start: int, end: int, links: Sequence[InlineLink], notes: dict[str, str],
           write: Callable[[str], str] = html_text, line_breaks: bool = False) -> str:
    """The HTML of ``text[start:end]``; ``links`` are sorted and do not overlap, ``notes`` lead a footnote's
    mark to its anchor, ``write`` escapes a run of words, ``line_breaks`` keeps the lines of a letterhead."""
    runs = list(_runs(text, start, end))
    parts: list[str] = []
    index = 0
    for piece_start, piece_end, link in _split(start, end, links):
        while runs[index].end <= piece_start:
            index += 1
        last = index
        while last < len(runs) and runs[last].start < piece_end:
            last += 1
        inner = "".join(_leaf(text, run, piece_start, piece_end, notes if link is None else {}, write)
                        for run in runs[index:last])
        if link is not None and inner.strip():
            inner = _anchor(link, inner, piece_start == link.start, write)
        parts.append(inner)
    html = "".join(parts).strip()
    # "\v" stands for a line end while the pieces are joined: no text has one left, control characters are shown.
    return re.sub(r"\s*\v\s*", "<br>", html) if line_breaks else html.replace("\v", " ")


def seen_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of a stretch that are words: without its marks, and without the address that a link holds."""
    yield from ((run.start, run.end) for run in _runs(text, start, end) if run.style == "plain" and run.start < run.end)


def _split(start: int, end: int, links: Sequence[InlineLink]) -> Iterator[tuple[int, int, InlineLink | None]]:
    """The stretch cut at its links, in order."""
    position = start
    for link in links:
        link_start, link_end = max(link.start, position), min(link.end, end)
        if link_end <= link_start:
            continue
        if link_start > position:
            yield position, link_start, None
        yield link_start, link_end, link
        position = link_end
    if position < end:
        yield position, end, None


def _anchor(link: InlineLink, inner: str, first: bool, write: Callable[[str], str]) -> str:
    identity = f' id="{link.id}"' if first and link.id else ""
    title = f' title="{(markdown_text if write is markdown_text else html_text)(link.title)}"'
    kind = f"cite {link.kind}".strip()
    if link.href is None:
        return f'<span{identity} class="{kind}"{title}>{inner}</span>'
    return f'<a{identity} class="{kind}" href="{link.href}"{title}>{inner}</a>'


def _leaf(text: str, run: _Run, start: int, end: int, notes: dict[str, str], write: Callable[[str], str]) -> str:
    """One run of one style inside one piece."""
    if run.style == "drop":
        return ""
    words = "\v".join(write(line) for line in text[max(run.start, start):min(run.end, end)].split("\n"))
    if run.style == "address":
        return f' <span class="address">{words}</span>'
    if run.note and run.note in notes:
        words = f'<a class="note-mark" href="#{notes[run.note]}">{words}</a>'
    if run.em and words.strip():
        words = f"<em>{words}</em>"
    return f"<strong>{words}</strong>" if run.strong and words.strip() else words


def _runs(text: str, start: int, end: int) -> Iterator[_Run]:
    """Cut a stretch at its marks."""
    opening = _HEADING.match(text, start, end)
    position = start
    if opening:
        yield _Run(start, opening.end(), "drop")
        position = opening.end()
    strong = em = False
    if not _SIGN.search(text, position, end):
        yield _Run(position, end, "plain")
        return
    # A block begins behind the stars that open its first words and ends before those that close its last.
    before, behind = _STARS_BEFORE.search(text, max(0, position - _MOST_STARS), position), _STARS.match(text, end)
    first = before.start() if before else position
    emphasis, left = _emphasis(text, first, behind.end() if behind else end)
    unseen = emphasis | left
    if before and first in emphasis:
        strong, em = position - first >= 2, position - first in (1, 3)
    for match in _MARK.finditer(text, position, end):
        if match.start() < position or (match["stars"] and match.start() not in unseen):
            continue
        yield _Run(position, match.start(), "plain", strong, em)
        if match["link"]:
            yield from _link_runs(match, strong, em)
        elif match["notes"]:
            yield _Run(match.start(), match.end(), "plain", strong, em, match["notes"])
        else:
            yield _Run(match.start(), match.end(), "drop")
            count = len(match["stars"] or "") if match.start() in emphasis else 0
            strong, em = strong ^ (count >= 2), em ^ (count in (1, 3))
        position = match.end()
    yield _Run(position, end, "plain", strong, em)


def _emphasis(text: str, start: int, end: int) -> tuple[set[int], set[int]]:
    """Where the stars stand that open or close emphasis, and where those whose other half is in another block of a text
    saved with emphasis; all others are the text's own."""
    found: set[int] = set()
    left: set[int] = set()
    opened: dict[int, list[int]] = {}
    for match in _STARS.finditer(text, start, end):
        before = text[match.start() - 1] if match.start() > start else " "
        after = text[match.end()] if match.end() < end else " "
        if (before, after) == ("(", ")"):  # the mark of a note, also where it stands twice
            continue
        if len(match.group()) >= _MOST_STARS and (after.isdigit() or (before.isspace() and after in ",.;:/")):
            continue  # a name or a number that was masked: "bà Trần Thị ***,", "tài khoản ****1234"
        if len(match.group()) > 1 and before.isspace() != after.isspace() and after not in ",.;:/":
            left.add(match.start())
        waiting = opened.setdefault(len(match.group()), [])
        if waiting and not before.isspace() and not after.isalnum():
            found |= {waiting.pop(), match.start()}
        elif not after.isspace() and not before.isalnum() and before != "\\":
            waiting.append(match.start())
    return found, left - found if left - found and _is_saved_with_emphasis(text) else set()


@lru_cache(maxsize=8)
def _is_saved_with_emphasis(text: str) -> bool:
    return sum(1 for _ in islice(_BOLD.finditer(text), _OFTEN_BOLD)) == _OFTEN_BOLD


def _link_runs(match: re.Match[str], strong: bool, em: bool) -> Iterator[_Run]:
    words, url = match.span("words"), match.span("url")
    yield _Run(match.start(), words[0], "drop")
    yield _Run(*words, "plain", strong, em)
    yield _Run(words[1], url[0] - 1, "drop")
    yield _Run(url[0] - 1, match.end(), "address")
