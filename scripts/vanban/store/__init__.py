"""Disk to values and back: decoding, front matter, tables, records, settings, safe writing."""
