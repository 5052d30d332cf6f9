"""The outline of a document: its blocks in order (``blocks``), their marks (``numbering``), its footnotes."""
