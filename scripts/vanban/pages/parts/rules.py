"""The rule behind a citation in words: what told its relation, what was supplied, how sure that is."""

from __future__ import annotations

from ...language.letters import on_one_line
from ...models import Citation
from ..words import say

_FIELDS = ("issuing_body", "territory", "organisation", "number", "year", "date", "type")
_ORIGINS = ("symbol", "sentence", "document", "context", "issuer", "recognised")


def rule_of(citation: Citation) -> str:
    """One or two sentences on how a citation was read, ending with how sure it is; or who said so and why."""
    if citation.corrected:
        return say("rule_editor", words=on_one_line(citation.corrected))
    sure = say("rule_sure", words=say(f"sure_{citation.confidence}"))
    return f"{_relation(citation)}{_supplied(citation)}. {sure}"


def _relation(citation: Citation) -> str:
    if citation.cue:
        return say("rule_cue", words=on_one_line(citation.cue))
    if citation.relation == "cites":
        return say("rule_mentioned")
    return say("rule_position")


def _supplied(citation: Citation) -> str:
    """What the words themselves do not say: "territory: context" is the field and where it came from."""
    found: dict[str, None] = {}
    for what in citation.inferred:
        *fields, origin = what.split(": ")
        field = fields[-1] if fields and fields[-1] in _FIELDS else "part"
        words = say(f"supplied_{origin if origin in _ORIGINS else 'elsewhere'}", field=say(f"supplied_field_{field}"))
        found[f"; {words}"] = None
    return "".join(found)
