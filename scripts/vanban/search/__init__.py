"""Search without a server: an index with lunr's scores, cut into small files that a page loads by term.

``tokens`` says what a word is, ``weights`` gives each word its weight in each document, ``entries`` takes
these from the collection, ``encode`` and ``shards`` put them on disk, ``build`` runs them in order. The
reading side is ``docs/assets/javascripts/search``.
"""

from .build import SearchStats, build_search

__all__ = ["SearchStats", "build_search"]
