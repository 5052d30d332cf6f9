"""How often every term stands in every field of some documents: a word or two neighbours, and the words' exact forms.

What was counted is a few long arrays, so that it goes from one process to another, and into the cache, at no cost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from .arrays import Numbers, np, wholes
from .tokens import GAP, Analyser


class SearchText(NamedTuple):
    """A document to count: its number, the texts of each field, how much all its weights are lifted."""

    number: int
    fields: Sequence[Sequence[str]]
    boost: float = 1


class Counted(NamedTuple):
    """What stands in documents of increasing numbers.

    ``words`` are the distinct words, as they are indexed, in order; ``forms`` the same, each before an exact one: both
    in one string with spaces, which takes a tenth of the room. An entry is a term in a field of a document: ``firsts``
    and ``seconds`` are its words by their places from 1 on (0: no second word), ``slots`` the number of the document
    times the number of fields, and the field, ``frequencies`` how often it stands there; entries are in the order of
    all these. ``held`` are places of forms from 0 on, ``holders`` the documents that hold them. ``lengths`` are the
    terms in each field of each document.
    """

    words: str
    forms: str
    boosts: Numbers
    firsts: Numbers
    seconds: Numbers
    slots: Numbers
    frequencies: Numbers
    held: Numbers
    holders: Numbers
    numbers: Numbers
    lengths: Numbers


def count(documents: Sequence[SearchText], analyser: Analyser) -> Counted:
    """Count the terms of documents."""
    width = len(documents[0].fields)
    numbers = wholes(document.number for document in documents)
    found, fields = analyser.analyse(texts for document in documents for texts in document.fields)
    known = {place: analyser.words[place] for place in np.unique(found).tolist() if place != GAP}
    words, terms = _ranked(found, {place: word.term for place, word in known.items()})
    forms, exact = _ranked(found, {place: (word.term, word.exact) for place, word in known.items()})
    firsts, seconds, of_entries, frequencies = _entries(terms, fields, len(words) + 1)
    held, holders = np.divmod(np.unique(exact[exact > 0] * len(numbers) + fields[exact > 0] // width), len(numbers))
    lengths = np.bincount(of_entries, frequencies, len(numbers) * width).reshape(-1, width)
    slots = numbers[of_entries // width] * width + of_entries % width
    columns = (firsts, seconds, slots, frequencies, held - 1, numbers[holders], numbers, lengths)
    boosts = np.array([document.boost for document in documents])
    return Counted(" ".join(words), " ".join(word for form in forms for word in form), boosts,
                   *(column.astype(np.int32) for column in columns))


def _ranked(found: Numbers, values: Mapping[int, Any]) -> tuple[list[Any], Numbers]:
    """The distinct values in order; for everything found the place of its value among these from 1 on, 0 for a gap."""
    distinct = sorted(set(values.values()))
    places = {value: place for place, value in enumerate(distinct, 1)}
    table = np.zeros(max(values, default=0) + 1, np.int64)
    table[list(values)] = [places[value] for value in values.values()]
    return distinct, table[found]


def _entries(terms: Numbers, fields: Numbers, words: int) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """First words, second words, fields and frequencies of words and of neighbours, in order and counted."""
    pairs = np.flatnonzero((terms[:-1] > 0) & (terms[1:] > 0))
    alone = terms > 0
    width = int(fields.max(initial=0)) + 1
    entries = np.concatenate((terms[alone] * words * width + fields[alone],
                              (terms[pairs] * words + terms[pairs + 1]) * width + fields[pairs]))
    distinct, frequencies = np.unique(entries, return_counts=True)
    pair, field = np.divmod(distinct, width)
    return *np.divmod(pair, words), field, frequencies
