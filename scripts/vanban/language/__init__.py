"""Letters to letters: what knows letters, dates and numbers, and no document."""
