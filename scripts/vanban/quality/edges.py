"""The edges that a record states: which mention, of any class, is carried out, amended … and by whom.

An edge is right when its relation and its agent (the document, the parents, the instrument that acts) are those of
the annotation. ``optional`` mentions of an annotation count neither when found nor when missed; ``also`` names
relations that are as good as the annotated one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

from .spans import CitationData, CitationRows, citations_overlap, paired_citations

StatedEdge = tuple[str, Hashable, Hashable]
"""Relation, agent and object; mentions are named by their index in the annotation, or ``~index`` when found alone."""


def parents_of(row: CitationData) -> list[int]:
    """The indexes of the mentions that a citation hangs on, none where the document itself cites."""
    parent = row.get("parent")
    return [] if parent is None else list(parent) if isinstance(parent, list | tuple) else [parent]


def acts_of(row: CitationData) -> list[tuple[str, int]]:
    """Relation and index of each mention that the cited instrument itself acts on."""
    return [(act["relation"], act["citation"]) if isinstance(act, Mapping) else (act[0], act[1])
            for act in row.get("acts_on") or ()]


def right_relations(row: CitationData) -> set[str]:
    """The relations that are right for an annotated citation."""
    return {row["relation"], *row.get("also", ())}


def edges_of(rows: CitationRows, place: Callable[[int], Hashable]) -> set[StatedEdge]:
    """Every edge that says more than "cites"; ``place`` names a mention alike on both sides."""
    edges: set[StatedEdge] = set()
    for index, row in enumerate(rows):
        if row["relation"] != "cites":
            edges.add((row["relation"], frozenset(map(place, parents_of(row))) or "document", place(index)))
        edges.update((relation, frozenset([place(index)]), place(other)) for relation, other in acts_of(row))
    return edges


def edges_of_both(gold: CitationRows, found: CitationRows) -> tuple[set[StatedEdge], set[StatedEdge]]:
    """The edges of an annotation and of a record; an annotated relation takes the found one where that is as good."""
    match = paired_citations(gold, found, min)
    back = {j: i for i, j in match.items()}
    stated = [row if i not in match or found[match[i]]["relation"] not in right_relations(row)
              else {**row, "relation": found[match[i]]["relation"]} for i, row in enumerate(gold)]
    return edges_of(stated, lambda i: i), edges_of(found, lambda j: back.get(j, ~j))


def without_optional(gold: CitationRows, found: CitationRows) -> tuple[CitationRows, CitationRows]:
    """Both without the optional mentions of the annotation and without what was found on those alone."""
    optional = [row for row in gold if row.get("optional")]
    if not optional:
        return gold, found
    counted = [row for row in gold if not row.get("optional")]
    loose = {j for j, row in enumerate(found) if any(citations_overlap(other, row, min) for other in optional)
             and not any(citations_overlap(other, row) for other in counted)}
    return _without(gold, {i for i, row in enumerate(gold) if row.get("optional")}), _without(found, loose)


def _without(rows: CitationRows, out: set[int]) -> CitationRows:
    """The rows without those of ``out``, renumbered; a child of one that goes becomes the document's."""
    new = {index: place for place, index in enumerate(i for i in range(len(rows)) if i not in out)}
    return [{**rows[index],
             "parent": [new[parent] for parent in parents_of(rows[index]) if parent in new] or None,
             "acts_on": [(relation, new[other]) for relation, other in acts_of(rows[index]) if other in new]}
            for index in new]
