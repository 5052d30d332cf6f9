"""Vietnamese official documents: from text to records, a citation graph, pages and search.

A room for each stage, in the order data walks through them; a room uses those above it in this list, never
those below. The layout test reads the list, so it is the only one:

``models``    --                     the frozen records shared by every stage
``problems``  --                     the one form of a problem, as a person is told it
``language``  letters -> letters     folding, tones, legacy encodings, dates, numbers: what knows no document
``store``     disk <-> values        decoding, front matter, tables, records, settings, safe writing
``intake``    any file -> its text   by what it holds: text in any encoding, HTML, Word, PDF, scans
``registry``  tables -> Registry     what a person edits, checked and frozen
``reading``   one text -> one record layout, metadata, outline, citations, relations
``graph``     records -> collection  instruments, relations, chains, topics, addresses
``pages``     collection -> Markdown pages and data files
``search``    collection -> shards   the index that the reader's browser loads by word
``quality``   gold, records -> figures
``commands``  verbs                  what only a command does
``api``       --                     what another program may rely on

A file lives in the first stage that needs it; what only a command does lives in ``commands``, what touches the
disk in ``store``, what knows only letters in ``language``.
"""
