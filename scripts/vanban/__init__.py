"""Vietnamese official documents: from text to records, a citation graph, pages and search.

The modules are the stages, in the order data walks through them: ``intake`` (bytes to text),
``tables`` (the registry), ``numbers``, ``dates``, ``bodies`` (the small grammars), ``outline``,
``metadata``, ``citations``, ``context``, ``records``, ``graph``, ``pages``, ``search``, ``check``.
Imports run one way, down this list; ``models`` and ``problems`` are known to all.
"""
