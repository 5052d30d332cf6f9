"""The text of a held document as a page shows it."""
