"""Automatic numbers of a Word document: what Word prints before a paragraph but does not store in it.

The rules are those of WordprocessingML (ECMA-376, part 1, 17.9): a paragraph names a list and a level; the level's
text ("%1.%2)", "Điều %1.") is filled with the counters of the levels above, each in its own format.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

OOXML = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_LEVELS = 9
_LONGEST = 200
"""Characters of a level's text that are taken; Word takes 255."""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level is numbered: its format, its text with %1 to %9, its first number.

    ``restart``: the count begins again below the levels before this one, from 1 (0: never; ``None``: below any higher);
    ``legal``: every number of its text is in digits; ``style``: the style of paragraphs that stand on it.
    """

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str | None = None


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
            restart = levels.get(deeper, ListLevel()).restart
            if restart is None or depth < restart:
                counters.pop(deeper, None)
        if level.format == "bullet":
            return "-"
        if level.format == "none":
            return ""
        label = level.text[:_LONGEST]
        for place in range(depth + 1):
            above = levels.get(place, ListLevel())
            form = "decimal" if level.legal else above.format
            label = label.replace(f"%{place + 1}", formatted(counters.get(place, above.start), form))
        return label

    def _place(self, paragraph: Element) -> tuple[str | None, int]:
        """List and level of a paragraph: its own, else those of its style."""
        properties = paragraph.find(f"{OOXML}pPr")
        if properties is None:
            return None, 0
        style = properties.find(f"{OOXML}pStyle")
        name = style.get(f"{OOXML}val", "") if style is not None else ""
        number, depth = self.styles.get(name, (None, None))
        if depth is None and number is not None and number in self.levels:
            depth = next((at for at, level in self.levels[number][1].items() if level.style == name), None)
        own = properties.find(f"{OOXML}numPr")
        if own is not None:
            written, at = value_of(own, "numId"), value_of(own, "ilvl")
            number = written if written is not None else number
            depth = _whole(at, depth)
        return (None if number == "0" else number), min(depth or 0, _LEVELS - 1)


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """The lists of ``numbering.xml`` and the styles that belong to one."""
    families: dict[str, dict[int, ListLevel]] = {}
    linked: dict[str, str] = {}
    links: dict[str, str] = {}
    for family in numbering.iter(f"{OOXML}abstractNum") if numbering is not None else ():
        own = family.get(f"{OOXML}abstractNumId", "")
        families[own] = {
            _whole(level.get(f"{OOXML}ilvl")) or 0: _level(level) for level in family.findall(f"{OOXML}lvl")}
        if name := value_of(family, "styleLink"):
            linked[name] = own
        elif name := value_of(family, "numStyleLink"):
            links[own] = name
    lists: dict[str, tuple[str, Mapping[int, ListLevel]]] = {}
    for row in numbering.iter(f"{OOXML}num") if numbering is not None else ():
        number, family_id = row.get(f"{OOXML}numId", ""), value_of(row, "abstractNumId") or ""
        family_id = linked.get(links.get(family_id, ""), family_id)
        levels = dict(families.get(family_id, {}))
        restarts = False
        for override in row.findall(f"{OOXML}lvlOverride"):
            depth, start = _whole(override.get(f"{OOXML}ilvl")) or 0, _whole(value_of(override, "startOverride"))
            other = override.find(f"{OOXML}lvl")
            if other is not None:
                levels[depth] = _level(other)
            if start is not None:
                restarts = True
                levels[depth] = replace(levels.get(depth, ListLevel()), start=start)
        lists[number] = (f"num {number}" if restarts else f"family {family_id}", levels)
    return Numbering(lists, _numbered_styles(styles))


def _numbered_styles(styles: Element | None) -> dict[str, tuple[str | None, int | None]]:
    """List and level of every style that belongs to one, itself or by the style that it is based on."""
    rows = {style.get(f"{OOXML}styleId", ""): style for style in styles.iter(f"{OOXML}style")} if (
        styles is not None) else {}
    found: dict[str, tuple[str | None, int | None]] = {}
    for name in rows:
        base: str | None = name
        seen: set[str] = set()
        while base in rows and base not in seen:
            seen.add(base)
            own = rows[base].find(f"{OOXML}pPr/{OOXML}numPr")
            if own is not None:
                found[name] = value_of(own, "numId"), _whole(value_of(own, "ilvl"))
                break
            base = value_of(rows[base], "basedOn")
    return found


def value_of(element: Element, name: str) -> str | None:
    """The value of a child such as ``<w:numId w:val="3"/>``; ``None``: no such child, or no value."""
    child = element.find(f"{OOXML}{name}")
    return None if child is None else child.get(f"{OOXML}val")


def _whole(written: str | None, otherwise: int | None = None) -> int | None:
    """A whole number as written; ``otherwise`` where it is missing or none."""
    return int(written) if written and written.isdecimal() else otherwise


def _level(element: Element) -> ListLevel:
    start = _whole(value_of(element, "start"))
    legal = element.find(f"{OOXML}isLgl")
    return ListLevel(value_of(element, "numFmt") or "decimal", value_of(element, "lvlText") or "",
                     1 if start is None else start, _whole(value_of(element, "lvlRestart")),
                     legal is not None and legal.get(f"{OOXML}val") not in ("0", "false"), value_of(element, "pStyle"))


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
