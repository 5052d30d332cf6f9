"""The paragraphs of held documents in files of their own, for snippets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .entries import SearchEntry
from .generation import Generation
from .places import BLOCK

CHARACTERS_IN_FILE = 14_000
"""Characters of paragraphs in one file: a long law comes in parts, short letters together."""
CHARACTERS_IN_LATER_FILE = 50_000
"""Those in the further files of a long document: fewer files, and a snippet is seldom that far down."""
Paragraphs = Sequence[tuple[str, str]]


def write_paragraphs(folder: Generation, entries: Mapping[int, SearchEntry]) -> tuple[dict[int, str], list[str]]:
    """Write the paragraphs of held documents; for each where its first are (a file, and the place in its block), and
    the names of all files.

    Short documents of one block share a file; a long one has several, of which the first names the others.
    """
    leaves: dict[int, str] = {}
    files: list[str] = []
    shared: dict[int, list[tuple[str, str]]] = {}

    def write(paragraphs: object) -> str:
        files.append(folder.packed_leaf("doan", paragraphs))
        return files[-1]

    def close() -> None:
        if shared:
            name = write({"p": {str(number % BLOCK): found for number, found in shared.items()}})
            leaves.update({number: f"{name}#{number % BLOCK}" for number in shared})
            shared.clear()

    for number, entry in entries.items():
        if not entry.paragraphs:
            continue
        first, *others = _parts(entry.paragraphs)
        if others:
            names = [write({"p": {"0": part}}) for part in others]
            leaves[number] = write({"them": names, "p": {"0": first}}) + "#0"
            continue
        if shared and (number // BLOCK != next(iter(shared)) // BLOCK
                       or _size(first, *shared.values()) > CHARACTERS_IN_FILE):
            close()
        shared[number] = first
    close()
    return leaves, files


def _parts(paragraphs: Paragraphs) -> list[list[tuple[str, str]]]:
    parts: list[list[tuple[str, str]]] = [[]]
    room = CHARACTERS_IN_FILE
    for paragraph in paragraphs:
        if room < 0:
            parts.append([])
            room = CHARACTERS_IN_LATER_FILE
        parts[-1].append(paragraph)
        room -= len(paragraph[1])
    return parts


def _size(*parts: list[tuple[str, str]]) -> int:
    return sum(len(text) for part in parts for _, text in part)
