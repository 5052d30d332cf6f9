"""The exercises for beginners as a page; a collection that lacks what they are about is told so instead."""

from __future__ import annotations

import re

from ..generated import GeneratedText
from ..inline import markdown_text
from ..site import Site
from ..words import say

LESSON_FOLDER = "tap-huan"
_TARGET = re.compile(r"\]\((van-ban|chuoi)/([\w-]+)/index\.md(?:#[^)]*)?\)")
_RELATIVE = re.compile(r"\]\((?!https?:|#)")
_HEADING = re.compile(r"^# .*$", re.MULTILINE)


def lesson_pages(site: Site, text: str | None) -> list[GeneratedText]:
    """The page of the exercises; none where nobody wrote any."""
    if text is None:
        return []
    missing = pages_of_exercises(text) - _present(site)
    if not missing:
        return [(f"{LESSON_FOLDER}/index.md", _RELATIVE.sub("](../", text))]
    head, cut, _ = text.partition("\n---\n")
    front, heading = head + cut if cut and text.startswith("---\n") else "", _HEADING.search(text)
    needs = say("lesson_needs")
    names = "\n".join(f"- {markdown_text(slug)}" for _, slug in sorted(missing))
    return [(f"{LESSON_FOLDER}/index.md", f"{front}\n{heading.group() if heading else ''}\n\n"
             f"{needs}\n\n{names}\n")]


def pages_of_exercises(text: str) -> set[tuple[str, str]]:
    """The pages that the exercises lead to: folder and last part of the address."""
    return {(folder, slug) for folder, slug in _TARGET.findall(text)}


def _present(site: Site) -> set[tuple[str, str]]:
    """The pages of instruments and chains that the collection has."""
    chains = {("chuoi", site.instrument(root).slug) for root in site.chains}
    return chains | {("van-ban", instrument.slug) for instrument in site.collection.instruments.values()}
