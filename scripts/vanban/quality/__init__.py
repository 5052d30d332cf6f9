"""Gold and records to figures: ``scoring`` compares, ``figures`` counts, ``report`` prints."""
