"""Any file an office has -> its text, with what was left out on the way.

:func:`read_file` recognises a file by what it holds, never by its name, and hands it to the reader of its kind:
``plain`` (text in any encoding), ``web`` (HTML), ``docx``, ``pdf``; ``converters`` brings old office files and scans
to these where a converter is installed. Every reader takes bytes and gives an :class:`Intake`.
"""

from .reader import Intake, LeftOut, read_bytes, read_file

__all__ = ["Intake", "LeftOut", "read_bytes", "read_file"]
