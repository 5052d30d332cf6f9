"""Records against annotated ones: what counts as right, counted over any number of documents.

A span is found when half of the longer of two is shared; the name of a law ends where one says, so there
half of the shorter counts. Documents are the plain data of :func:`vanban.store.records.record_to_dict` or of an
annotation. Values are compared by :mod:`.values`, relations with their agents by :mod:`.edges`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from .edges import StatedEdge, edges_of_both, parents_of, right_relations, without_optional
from .spans import CitationData, CitationRows, citations_overlap, paired_citations
from .values import same_value, year_of_key

DOCUMENT_FIELDS = ("number", "type", "date", "place", "issuing_body", "level", "title", "signer")
PEOPLE = ("signer", "signer_title", "signing_capacity", "addressed_to", "recipients")
_CITED_FIELDS = ("type", "number", "date", "issuing_body")

Miss = Callable[[str, object, object], None]
"""Takes the kind of a loss, the annotated value and the found one."""


@dataclass
class Tally:
    """How many were annotated, how many were found, how many of both agree."""

    gold: int = 0
    found: int = 0
    hits: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 1 where nothing is there."""
        return self.hits / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where nothing is there and nothing was found."""
        return 2 * self.hits / (self.gold + self.found) if self.gold + self.found else 1.0

    def add(self, gold: int, found: int, hits: int) -> None:
        """Count one more document."""
        self.gold, self.found, self.hits = self.gold + gold, self.found + found, self.hits + hits


@dataclass
class Score:
    """Everything counted so far. ``misses`` tells each loss as document, kind, annotated and found value.

    ``fields`` and ``people`` count right values by field; ``edges`` holds a tally for each relation.
    """

    fields: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    detected: Tally = field(default_factory=Tally)
    exact: Tally = field(default_factory=Tally)
    named: Tally = field(default_factory=Tally)
    parents: Tally = field(default_factory=Tally)
    relations: Tally = field(default_factory=Tally)
    instruments: Tally = field(default_factory=Tally)
    edges: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    misses: list[tuple[str, str, object, object]] = field(default_factory=list)

    @property
    def fields_all(self) -> float:
        """The share of all document fields that are right."""
        return self.fields.total() / (len(DOCUMENT_FIELDS) * self.documents) if self.documents else 1.0

    @property
    def people_all(self) -> float:
        """The share of all fields of signer and receivers that are right."""
        return self.people.total() / (len(PEOPLE) * self.documents) if self.documents else 1.0

    def edges_without(self, *left_out: str) -> Tally:
        """The edges of every relation but some."""
        whole = Tally()
        for relation, tally in self.edges.items():
            if relation not in left_out:
                whole.add(tally.gold, tally.found, tally.hits)
        return whole

    def add(self, name: str, gold: CitationData, found: CitationData) -> None:
        """Count one document."""
        def miss(kind: str, wanted: object, got: object) -> None:
            self.misses.append((name, kind, wanted, got))

        self.documents += 1
        for key in dict.fromkeys((*DOCUMENT_FIELDS, *PEOPLE)):
            wanted, got = gold["document"].get(key), found["document"].get(key)
            right = same_value(key, wanted, got)
            self.fields[key] += right and key in DOCUMENT_FIELDS
            self.people[key] += right and key in PEOPLE
            if not right:
                miss(key, wanted, got)
        annotated, read = without_optional(gold["citations"], found["citations"])
        self._numbered(annotated, read, miss)
        self._named(annotated, read, miss)
        self._parents(annotated, read, miss)
        self._edges(annotated, read, miss)

    def _numbered(self, gold: CitationRows, found: CitationRows, miss: Miss) -> None:
        wanted = _of_class(gold, "numbered")
        others = [row for row in gold if row["class"] != "numbered"]
        got = [row for row in _of_class(found, "numbered")
               if not any(citations_overlap(row, other) for other in others)]
        pairs = paired_citations(wanted, got)
        self.detected.add(len(wanted), len(got), len(pairs))
        right = 0
        for i, row in enumerate(wanted):
            if i in pairs:
                right += self._parts(row, got[pairs[i]], miss)
            else:
                miss("not found", row["text"], None)
        self.exact.add(len(wanted), len(got), right)
        for j in sorted(set(range(len(got))) - set(pairs.values())):
            miss("too much", None, got[j]["text"])

    def _parts(self, gold: CitationData, found: CitationData, miss: Miss) -> bool:
        """Count the relation and the year of a found citation; whether its parts are all right."""
        wrong = [key for key in _CITED_FIELDS if not same_value(key, gold.get(key), found.get(key))]
        for key in wrong:
            miss(f"citation {key}: {gold['text']}", gold.get(key), found.get(key))
        related = found["relation"] in right_relations(gold)
        if not related:
            miss(f"relation: {gold['text']}", gold["relation"], found["relation"])
        self.relations.add(1, 1, related)
        if year_of_key(gold):
            self.instruments.add(1, 1, year_of_key(gold) == year_of_key(found))
        return not wrong

    def _named(self, gold: CitationRows, found: CitationRows, miss: Miss) -> None:
        wanted, described = _of_class(gold, "named"), _of_class(gold, "described")
        got = [row for row in _of_class(found, "named")
               if not any(citations_overlap(row, other) for other in described)]
        pairs = paired_citations(wanted, got, min)
        self.named.add(len(wanted), len(got), len(pairs))
        for i in sorted(set(range(len(wanted))) - set(pairs)):
            miss("name not found", wanted[i]["text"], None)
        for j in sorted(set(range(len(got))) - set(pairs.values())):
            miss("name too much", None, got[j]["text"])

    def _parents(self, gold: CitationRows, found: CitationRows, miss: Miss) -> None:
        back = {j: i for i, j in paired_citations(gold, found).items()}
        wanted = _nested(gold)
        got = {(back.get(child, ~child), back.get(parent, ~parent)) for child, parent in _nested(found)}
        self.parents.add(len(wanted), len(got), len(wanted & got))
        for child, parent in sorted(wanted - got):
            miss("parent", gold[child]["text"], gold[parent]["text"])

    def _edges(self, gold: CitationRows, found: CitationRows, miss: Miss) -> None:
        wanted, got = edges_of_both(gold, found)
        for edge in sorted(wanted | got, key=str):
            self.edges[edge[0]].add(edge in wanted, edge in got, edge in wanted and edge in got)
        for edge in sorted(wanted - got, key=str):
            miss(f"edge {edge[0]}", _words(edge, gold, found), None)
        for edge in sorted(got - wanted, key=str):
            miss(f"edge {edge[0]}", None, _words(edge, gold, found))


def _words(edge: StatedEdge, gold: CitationRows, found: CitationRows) -> str:
    """The words of both ends of an edge, agent first."""
    def text(place: object) -> str:
        assert isinstance(place, int)
        return str(gold[place]["text"] if place >= 0 else found[~place]["text"])

    _, agent, target = edge
    agents = sorted(map(text, agent)) if isinstance(agent, frozenset) else [str(agent)]
    return f"{' + '.join(agents)} → {text(target)}"


def _of_class(rows: CitationRows, name: str) -> list[CitationData]:
    return [row for row in rows if row["class"] == name]


def _nested(rows: CitationRows) -> set[tuple[int, int]]:
    """Pairs of indexes, child and parent, where both are numbered."""
    return {(child, parent) for child, row in enumerate(rows) for parent in parents_of(row)
            if row["class"] == rows[parent]["class"] == "numbered"}
