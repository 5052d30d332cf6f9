"""Vietnamese official documents: from text to records, a citation graph, pages and search.

The rooms are the stages, in the order data walks through them; each uses only those before it:
``intake`` (bytes to text), ``registry`` (the tables a person edits), ``numbers``, ``dates``, ``bodies`` (the
small grammars), ``metadata``, ``outline``, ``citations`` (text to mentions), ``context`` (mentions to
citations), ``extract`` (all of these on one text), ``records``, ``graph``, ``pages`` with ``templates``,
``search``. ``models``, ``problems`` and ``folding`` are known to all. What the commands do stands in
``documents``, ``check``, ``adding``, ``parse``, ``build``, ``preview`` and ``measure``.
"""
