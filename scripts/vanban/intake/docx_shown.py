"""What Word shows otherwise than it stores it: words hidden or set in capitals by a style, frames with words, and what
a document holds beside its text (pictures, diagrams, formulas, remarks of readers).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from .numbering import OOXML
from .result import LeftOut

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_OFF = ("0", "false", "off", "none")
_BESIDE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"word/header\d*\.xml"), "đầu trang"), (re.compile(r"word/footer\d*\.xml"), "chân trang"),
    (re.compile(r"word/comments\.xml"), "lời nhận xét"),
    (re.compile(r"word/diagrams/data\d*\.xml"), "chữ trong sơ đồ (SmartArt)"))
_PICTURE = re.compile(r"word/media/.+")

Styles = Mapping[str, Mapping[str, bool]]
"""Of each style whether its letters are hidden ("vanish") or in capitals ("caps"), where it says so."""


def read_styles(styles: Element | None) -> Styles:
    """The styles of a document, each with what it has from the one it is based on."""
    own: dict[str, dict[str, bool]] = {}
    based: dict[str, str] = {}
    for style in styles.iter(f"{OOXML}style") if styles is not None else ():
        name, parent = style.get(f"{OOXML}styleId", ""), style.find(f"{OOXML}basedOn")
        own[name] = dict(_said(style.find(f"{OOXML}rPr")))
        based[name] = "" if parent is None else parent.get(f"{OOXML}val", "")
    found: dict[str, dict[str, bool]] = {}
    for name in own:
        line, above = [], name
        while above in own and above not in found and above not in line:
            line.append(above)
            above = based[above]
        for each in reversed(line):
            found[each] = {**found.get(based[each], {}), **own[each]}
    return found


def _said(properties: Element | None) -> Iterator[tuple[str, bool]]:
    for name in ("vanish", "caps"):
        mark = None if properties is None else properties.find(f"{OOXML}{name}")
        if mark is not None:
            yield name, mark.get(f"{OOXML}val", "true") not in _OFF


def show(document: Element, styles: Styles) -> Iterator[LeftOut]:
    """Take the hidden runs out of a document, which are told, and write capitals as they are printed."""
    hidden: list[Element] = []
    around: dict[int, Element] = {}
    for parent, run, style in _runs(document):
        properties = run.find(f"{OOXML}rPr")
        named = None if properties is None else properties.find(f"{OOXML}rStyle")
        own = styles.get("" if named is None else named.get(f"{OOXML}val", ""), {})
        said = {**styles.get(style, {}), **own, **dict(_said(properties))}
        if said.get("vanish"):
            hidden.append(run)
            around[id(parent)] = parent
        elif said.get("caps"):
            for text in run.findall(f"{OOXML}t"):
                text.text = (text.text or "").upper()
    out = set(map(id, hidden))
    for parent in around.values():
        parent[:] = [child for child in parent if id(child) not in out]
    yield from LeftOut.of("chữ ẩn", list(element_words(hidden)))


def _runs(document: Element) -> Iterator[tuple[Element, Element, str]]:
    """The runs in their order, each with the element it stands in and the style of its paragraph."""
    stack = [(document, document, "")]
    while stack:
        parent, element, style = stack.pop()
        if element.tag == f"{OOXML}r":
            yield parent, element, style
        elif element.tag == f"{OOXML}p":
            named = element.find(f"{OOXML}pPr/{OOXML}pStyle")
            style = "" if named is None else named.get(f"{OOXML}val", "")
        stack += [(element, child, style) for child in reversed(element)]


def open_frames(document: Element) -> int:
    """How many frames with words there are. Word stores them in a newer way and once more in an older one, which
    mammoth reads; here each is stored once, in the older."""
    count = 0
    for both in list(document.iter(f"{_ALTERNATE}AlternateContent")):
        frames = [frame for chosen in both.findall(f"{_ALTERNATE}Choice")
                  for frame in chosen.iter(f"{OOXML}txbxContent")]
        if frames:
            both.clear()
            ElementTree.SubElement(both, f"{_ALTERNATE}Fallback").extend(frames)
            count += len(frames)
    return count


def beside(document: Element, trees: Mapping[str, Element], names: Iterable[str]) -> Iterator[LeftOut]:
    """What stands on the pages and is no text of the document: running heads, remarks, diagrams, formulas, pictures."""
    for part, what in _BESIDE:
        found = [words for name, tree in sorted(trees.items()) if part.fullmatch(name)
                 for words in element_words(tree.iter(_DRAWN) if "diagrams" in name else [tree])]
        yield from LeftOut.of(what, found)
    yield from LeftOut.of("công thức", list(element_words(document.iter(_FORMULA))))
    yield from LeftOut.of("hình (chữ trong hình không được đọc)",
                          [name.rpartition("/")[2] for name in sorted(filter(_PICTURE.fullmatch, names))])


def element_words(elements: Iterable[Element]) -> Iterator[str]:
    """The words of each element that has some."""
    for element in elements:
        words = " ".join("".join(element.itertext()).split())
        if words:
            yield words
