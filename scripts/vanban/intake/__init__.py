"""Bytes to text: ``text`` (decoding, the clean view), ``legacy`` (TCVN3), ``lines``, ``front_matter``."""
