"""The registry: the tables a person edits (``directives/registry``), read, checked and frozen.

``rows`` reads any table, ``tables`` knows each one, ``territories`` and ``names`` look up in the two large ones.
"""
