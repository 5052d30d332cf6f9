"""What a document says of itself: letterhead, title, signature, recipients, issuer.

:func:`read_document` is the one entrance.
"""

from .driver import read_document

__all__ = ["read_document"]
