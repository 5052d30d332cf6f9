"""What a document says of itself: letterhead, title, signature, recipients, issuer.

:func:`read_document` is the entrance; :func:`only_province` serves the reading of citations.
"""

from .driver import read_document
from .place import only_province

__all__ = ["only_province", "read_document"]
