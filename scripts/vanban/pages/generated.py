"""What the makers of pages hand over: a path under the docs folder, and what the file there holds."""

from __future__ import annotations

GeneratedText = tuple[str, str]
"""A page, a script or a sheet: its path under docs and its text."""
GeneratedFile = tuple[str, bytes]
"""A file as it is written: its path under docs and its bytes."""
