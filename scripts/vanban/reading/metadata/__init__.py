"""What a document says of itself: letterhead, title, signature, recipients, issuer.

:func:`.fields.read_document` is the entrance; :func:`.place.only_province` serves the reading of citations.
"""
