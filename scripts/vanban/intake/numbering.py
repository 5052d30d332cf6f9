"""Automatic numbers of a Word document: what Word prints before a paragraph but does not store in it.

The rules are those of WordprocessingML (ECMA-376, part 1, 17.9): a paragraph names a list and a level; the level's
text ("%1.%2)", "Điều %1.") is filled with the counters of the levels above, each in its own format.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

OOXML = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LEVELS = 9
_LONGEST = 200
"""Characters of a level's text that are taken; Word takes 255."""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level is numbered: its format, its text with %1 to %9, its first number."""

    format: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has been counted."""

    levels: Mapping[str, tuple[str, Mapping[int, ListLevel]]]
    styles: Mapping[str, tuple[str | None, int | None]]
    counters: defaultdict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def label(self, paragraph: Element) -> str:
        """The number Word prints before a paragraph, which it counts; empty for one without."""
        number, depth = self._place(paragraph)
        known = self.levels.get(number or "")
        if known is None or number is None:
            return ""
        family, levels = known
        level = levels.get(depth, ListLevel())
        counters = self.counters[family]
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in range(depth + 1, _LEVELS):
            counters.pop(deeper, None)
        if level.format == "bullet":
            return "-"
        if level.format == "none":
            return ""
        label = level.text[:_LONGEST]
        for place in range(depth + 1):
            above = levels.get(place, ListLevel())
            label = label.replace(f"%{place + 1}", formatted(counters.get(place, above.start), above.format))
        return label

    def _place(self, paragraph: Element) -> tuple[str | None, int]:
        """List and level of a paragraph: its own, else those of its style."""
        properties = paragraph.find(f"{OOXML}pPr")
        if properties is None:
            return None, 0
        style = properties.find(f"{OOXML}pStyle")
        number, depth = self.styles.get(style.get(f"{OOXML}val", "") if style is not None else "", (None, None))
        own = properties.find(f"{OOXML}numPr")
        if own is not None:
            written, at = value_of(own, "numId"), value_of(own, "ilvl")
            number = written if written is not None else number
            depth = int(at) if at and at.isdecimal() else depth
        return (None if number == "0" else number), min(depth or 0, _LEVELS - 1)


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """The lists of ``numbering.xml`` and the styles that belong to one."""
    families: dict[str, dict[int, ListLevel]] = {}
    for family in numbering.iter(f"{OOXML}abstractNum") if numbering is not None else ():
        families[family.get(f"{OOXML}abstractNumId", "")] = {
            _whole(level.get(f"{OOXML}ilvl")): _level(level) for level in family.findall(f"{OOXML}lvl")}
    lists: dict[str, tuple[str, Mapping[int, ListLevel]]] = {}
    for row in numbering.iter(f"{OOXML}num") if numbering is not None else ():
        number, family_id = row.get(f"{OOXML}numId", ""), value_of(row, "abstractNumId") or ""
        levels = dict(families.get(family_id, {}))
        restarts = False
        for override in row.findall(f"{OOXML}lvlOverride"):
            depth, start = _whole(override.get(f"{OOXML}ilvl")), value_of(override, "startOverride")
            if start is not None and start.isdecimal():
                restarts = True
                before = levels.get(depth, ListLevel())
                levels[depth] = ListLevel(before.format, before.text, int(start))
        lists[number] = (f"num {number}" if restarts else f"family {family_id}", levels)
    by_style = {}
    for style in styles.iter(f"{OOXML}style") if styles is not None else ():
        own = style.find(f"{OOXML}pPr/{OOXML}numPr")
        if own is not None:
            at = value_of(own, "ilvl")
            by_style[style.get(f"{OOXML}styleId", "")] = value_of(own,
                                                                  "numId"), int(at) if at and at.isdecimal() else None
    return Numbering(lists, by_style)


def value_of(element: Element, name: str) -> str | None:
    """The value of a child such as ``<w:numId w:val="3"/>``; ``None``: no such child, or no value."""
    child = element.find(f"{OOXML}{name}")
    return None if child is None else child.get(f"{OOXML}val")


def _whole(written: str | None, otherwise: int = 0) -> int:
    return int(written) if written and written.isdecimal() else otherwise


def _level(element: Element) -> ListLevel:
    return ListLevel(value_of(element, "numFmt") or "decimal", value_of(element, "lvlText") or "",
                     _whole(value_of(element, "start"), 1))


def formatted(number: int, form: str) -> str:
    """A counter as Word writes it: 3, 03, III, iii, C, c; an unknown format counts in digits."""
    if form in ("upperRoman", "lowerRoman"):
        roman, rest = "", min(number, 3999)
        for value, sign in _ROMAN:
            roman, rest = roman + sign * (rest // value), rest % value
        return roman if form == "upperRoman" else roman.lower()
    if form in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 5)
        return letter.upper() if form == "upperLetter" else letter
    return f"{number:02d}" if form == "decimalZero" else str(number)
