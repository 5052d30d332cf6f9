"""What two readings of one text say differently: fields, citations, relations and blocks, gained, lost, changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from .edges import acts_of, parents_of

FACT_KINDS = ("fields", "citations", "relations", "blocks")
CITATION_PARTS = ("class", "type", "number", "date", "issuing_body", "subject", "pinpoint", "instrument", "note")

Facts = dict[str, dict[str, str]]
"""What a record says, by kind and then by place (a field's name, or where in the text it stands).

What follows a tab only helps a reader: it is shown and not compared.
"""


class Difference(NamedTuple):
    """One thing said differently; ``before`` is None for what was gained, ``after`` for what was lost."""

    kind: str
    place: str
    before: str | None
    after: str | None

    @property
    def sign(self) -> str:
        """How it differs: "+" gained, "-" lost, "~" changed."""
        return "+" if self.before is None else "-" if self.after is None else "~"


def facts_of(record: Mapping[str, Any]) -> Facts:
    """The facts of a record as plain data; one without an outline, as ``--jsonl`` gives it, has no blocks."""
    citations = record["citations"]
    return {
        "fields": {name: str(value) for name, value in record["document"].items() if value not in (None, [])}
        | {f"deadline {row['start']}": row["day"] for row in record.get("deadlines", ())},
        "citations": {_place(row): " | ".join([row["text"], *(str(row.get(part) or "-") for part in CITATION_PARTS)])
                      for row in citations},
        "relations": dict(_relations(citations)),
        "blocks": {str(row["start"]): f"{row['kind']} {row['zone']} {row['anchor']}"
                   for row in record.get("outline", ())},
    }


def _relations(citations: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Each relation that says more than "cites": where its object stands; the relation and where its agents stand."""
    for row in citations:
        if row["relation"] != "cites":
            agents = [citations[agent] for agent in parents_of(row)]
            words = " + ".join(agent["text"] for agent in agents) or "văn bản"
            yield (_place(row), f"{row['relation']} {' '.join(map(_place, agents))}"
                                f"\t{words} → {row['relation']} → {row['text']}")
        for relation, index in acts_of(row):
            acted = citations[index]
            yield (f"{_place(row)}-{_place(acted)} {relation}",
                   f"{relation}\t{row['text']} → {relation} → {acted['text']}")


def _place(row: Mapping[str, Any]) -> str:
    return str(row["start"])


def differences(before: Facts, after: Facts) -> list[Difference]:
    """Every difference, by kind and then in the order of the places that ``before`` has, the gained ones last."""
    return [Difference(kind, place, before[kind].get(place), after[kind].get(place))
            for kind in FACT_KINDS for place in dict.fromkeys((*before[kind], *after[kind]))
            if _compared(before[kind].get(place)) != _compared(after[kind].get(place))]


def _compared(value: str | None) -> str | None:
    return None if value is None else value.partition("\t")[0]


def count_by_sign(found: list[Difference]) -> dict[str, Counter[str]]:
    """How many were gained, lost and changed, by kind."""
    return {kind: Counter(each.sign for each in found if each.kind == kind) for kind in FACT_KINDS}
