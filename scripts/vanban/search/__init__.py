"""Search without a server: an index with lunr's weights, cut into small files that a page loads by term.

``tokens`` says what a word is, ``weights`` gives each word its weight in each document, ``entries`` takes these from
the collection, ``places`` numbers them, ``encode`` and ``shards`` make files of them, ``generation`` names and writes
these, ``bundle`` makes one file of the scripts, ``build`` runs all in order. The reading side is
``docs/assets/javascripts/search``.
"""

from .build import SearchStats, build_search
from .generation import keep_previous

__all__ = ["SearchStats", "build_search", "keep_previous"]
