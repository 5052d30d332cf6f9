"""Small Word documents made for tests, part by part, as the standard writes them."""

from __future__ import annotations

import zipfile
from io import BytesIO

NAMES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = ('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
          '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
          '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
          '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'


def paragraph(*runs: str, number: tuple[int, int] | None = None) -> str:
    """A paragraph of runs; ``number`` is its list and level."""
    own = ""
    if number:
        own = f'<w:pPr><w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr></w:pPr>'
    return f"<w:p>{own}{''.join(run if run.startswith('<') else words(run) for run in runs)}</w:p>"


def words(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    """A table whose cells are paragraphs."""
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def levels(number: int, *forms: tuple[str, str]) -> tuple[str, str]:
    """A list definition and the list that uses it: format and text of each level."""
    rows = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(forms))
    return (f'<w:abstractNum w:abstractNumId="{number}">{rows}</w:abstractNum>',
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')


def _link(place: int, kind: str, target: str) -> str:
    return f'<Relationship Id="r{place}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def word_file(*body: str, lists: tuple[tuple[str, str], ...] = (), notes: tuple[str, ...] = (), head: str = "",
              extra: dict[str, bytes] | None = None) -> bytes:
    """A document; ``notes`` are footnotes 2, 3 …, ``head`` what stands at the top of every page."""
    parts = {"[Content_Types].xml": _TYPES,
             "_rels/.rels": f"{_RELATIONS}{_link(1, 'officeDocument', 'word/document.xml')}</Relationships>",
             "word/document.xml": f'<?xml version="1.0"?><w:document {NAMES}><w:body>{"".join(body)}'
                                  "</w:body></w:document>"}
    links = []
    if lists:
        parts["word/numbering.xml"] = (f'<?xml version="1.0"?><w:numbering {NAMES}>{"".join(a for a, _ in lists)}'
                                       f'{"".join(b for _, b in lists)}</w:numbering>')
        links.append(("numbering", "numbering.xml"))
    if notes:
        rows = "".join(f'<w:footnote w:id="{i}">{paragraph(note)}</w:footnote>' for i, note in enumerate(notes, 2))
        parts["word/footnotes.xml"] = f'<?xml version="1.0"?><w:footnotes {NAMES}>{rows}</w:footnotes>'
        links.append(("footnotes", "footnotes.xml"))
    if head:
        parts["word/header1.xml"] = f'<?xml version="1.0"?><w:hdr {NAMES}>{paragraph(head)}</w:hdr>'
        links.append(("header", "header1.xml"))
    rows = "".join(_link(place, kind, name) for place, (kind, name) in enumerate(links, 2))
    parts["word/_rels/document.xml.rels"] = f"{_RELATIONS}{rows}</Relationships>"
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ({name: text.encode() for name, text in parts.items()} | (extra or {})).items():
            archive.writestr(name, content)
    return packed.getvalue()
