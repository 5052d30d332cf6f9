"""What is read in every text of the tests, told in short lines, and the way to write it anew.

Run ``python tests/golden_readings.py`` after a wanted change of reading and read the difference: each line that changed
is a citation, a field or a block that is read otherwise.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "scripts"))

from texts_read import RECOGNISED, GivenText, given_texts  # noqa: E402
from vanban.models import Block, Citation  # noqa: E402
from vanban.reading.facts import text_facts  # noqa: E402
from vanban.reading.record import citation_faults, read_record  # noqa: E402
from vanban.registry.grammar import Grammar  # noqa: E402
from vanban.registry.tables import load_registry  # noqa: E402

FOLDER = Path(__file__).with_name("golden") / "readings"
_FIELDS = ("number", "type", "date", "year", "place", "issuing_body", "title", "signing_capacity", "signer_title",
           "signer", "addressed_to", "recipients")
HEAD = "# "
"""What opens the lines of one text."""
_LONGEST, _ENDS = 90, 36
"""Letters of words that are told whole; of longer ones, those told of their beginning and of their end."""
_USUAL = {"described": "low"}
"""How sure citations of a class mostly are."""
_OF_PLACES = ("- ", "~ ", "↵ ", "due ", "fault ")
"""What opens lines that tell of one place in the text."""


def golden_texts() -> Iterator[tuple[str, Iterator[list[str]]]]:
    """The name of each golden file, and its texts as lines."""
    grammar = load_registry().grammar
    for name, texts in given_texts().items():
        yield name, told_once(texts(), grammar)


def told_once(texts: Iterator[GivenText], grammar: Grammar) -> Iterator[list[str]]:
    """The texts of a file as lines, the first with the name of the text.

    What is told of the last text that opens alike, or of the text before, and a body that was told in the file, is not
    told again.
    """
    before = [*(f"{name} -" for name in _FIELDS), "shown ="]
    by_opening: dict[str, list[str]] = {}
    bodies: set[str] = set()
    for text in texts:
        lines = told(text, grammar)
        opening = text.raw.partition("\n\n")[0]
        before = by_opening.get(opening, before)
        yield [HEAD + text.name, *(line for line in lines if line not in bodies and line not in before)]
        before = by_opening[opening] = [line for line in lines if not line.startswith(_OF_PLACES)]
        bodies.update(line for line in lines if line.startswith("known "))


def told(text: GivenText, grammar: Grammar) -> list[str]:
    """What is read in a text, line by line; behind "~" what it is read as besides where a machine recognised it, behind
    "↵" where its lines are short."""
    lines = list(dict.fromkeys(_lines(text, grammar)))
    others = {"~": text._replace(front=RECOGNISED)} if text.scanned else {}
    others |= {"↵": text._replace(raw=text.narrow)} if text.narrow else {}
    return [*lines, *(f"{sign} {line}" for sign, other in others.items()
                      for line in dict.fromkeys(_lines(other, grammar)) if line not in lines)]


def _lines(text: GivenText, grammar: Grammar) -> Iterator[str]:
    record = read_record(text.raw, "x", grammar, text.front)
    facts = text_facts(record, text.raw, grammar)
    document = record.document
    for name in _FIELDS:
        value = getattr(document, name)
        yield f"{name} {_short('; '.join(value) if isinstance(value, tuple) else value and str(value)) or '-'}"
    yield f"shown {_short(facts.title) if facts.title != document.title else '='}"
    for line in facts.recipients:
        if line.bodies:
            yield f"to {_short(line.written)} → {'; '.join(body.name for body in line.bodies)}"
    for zone, blocks in groupby(record.outline, key=lambda block: block.zone):
        yield f"{zone} {' '.join(_block(block, text.raw) for block in blocks)}"
    blocks_of = {block.anchor: block for block in record.outline}
    for index, citation in enumerate(record.citations):
        yield f"- {index} {_citation(citation, document.issuing_body, text.raw, blocks_of)}"
    for due in record.deadlines:
        yield f"due {due.day} {_short(text.raw[due.start:due.end])} in {_outer(text.raw[slice(*due.sentence)])}"
    for correction, fault in citation_faults(text.raw, grammar, text.front) if text.front.corrections else ():
        yield f"fault {fault} {_short(correction.citation)}"
    if record.encoding:
        yield f"encoding {record.encoding}"
    for level, bodies in ((document.level, document.bodies), *((c.level, c.bodies) for c in record.citations)):
        yield from (_joined(f"known {body.name}", level, body.id, body.territory or body.kind, body.organ, between="/")
                    for body in bodies)


def _block(block: Block, raw: str) -> str:
    """Kind, depth, label, how many words, what page end it goes on from."""
    label = f"“{_short(block.label)}”" if block.label else ""
    goes_on = f"<{block.continues}" if block.continues else ""
    return f"{block.kind[:2]}{block.depth or ''}{label}{len(raw[block.start:block.end].split())}{goes_on}"


def _citation(citation: Citation, issuer: str | None, raw: str, blocks: dict[str, Block]) -> str:
    """All that a citation says; "=" is the body that issued the document; what its words say themselves is left out,
    and a sentence that is the whole block of its anchor."""
    words = _short(citation.text)
    key = f"{citation.number}@{citation.year or ''}".rstrip("@")
    cue = f"“{citation.cue}”" if citation.cue else None
    return _joined(
        words, citation.class_ if citation.class_ != "numbered" else None,
        None if words.startswith(f"{citation.type} ") else citation.type,
        None if citation.number and citation.number in words else citation.number,
        None if citation.date and _is_written(citation.date, words) else citation.date,
        None if citation.instrument in (key, words) else citation.instrument,
        _body(citation.issuing_body, issuer, words),
        citation.subject and f"về: {_short(citation.subject)}", citation.pinpoint,
        _joined(citation.relation, citation.relation_certainty, cue, between=" "),
        citation.parent and f"in {' '.join(map(str, citation.parent))}",
        *(f"{act} {index}" for act, index in citation.acts_on),
        citation.confidence != _USUAL.get(citation.class_, "medium" if citation.inferred else "high")
        and citation.confidence,
        ", ".join(citation.inferred), citation.note, citation.doubt, citation.corrected, citation.anchor,
        citation.sentence and _sentence(citation.sentence, raw, blocks.get(citation.anchor or "")))


def _body(name: str | None, issuer: str | None, words: str) -> str | None:
    if name is None or words.endswith(name):
        return None
    return "=" if name == issuer else name


def _is_written(date: str, words: str) -> bool:
    """Whether a day stands in the words as texts mostly write it: "ngày 02/11/2021", "ngày 2/11/2021"."""
    year, month, day = date.split("-")
    return any(f"ngày {written}/{year}" in words
               for written in (f"{day}/{month}", f"{day}/{int(month)}", f"{int(day)}/{int(month)}"))


def _sentence(span: tuple[int, int], raw: str, block: Block | None) -> str | None:
    return None if block and span == (block.start, block.end) else _outer(raw[slice(*span)])


def _outer(words: str) -> str:
    """The words at the ends of a sentence, and how many it has."""
    found = words.split()
    return f"{found[0]}…{found[-1]} {len(found)}"


def _short(words: str | None) -> str:
    """Words on one line, the middle of long ones left out."""
    line = " ".join((words or "").split())
    return line if len(line) <= _LONGEST else f"{line[:_ENDS]} …{len(line)}… {line[-_ENDS:]}"


def _joined(*parts: object, between: str = " | ") -> str:
    return between.join(" ".join(str(part).split()) for part in parts if part)


def kept_texts(name: str) -> list[list[str]]:
    """The texts of a golden file as they are kept."""
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    starts = [index for index, line in enumerate(lines) if line.startswith(HEAD)]
    return [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file_name, texts in golden_texts():
        path = FOLDER / f"{file_name}.txt"
        path.write_text("".join(f"{line}\n" for lines in texts for line in lines), encoding="utf-8", newline="\n")
        print(path)
