"""A clean text cut into the pieces a reader sees."""
