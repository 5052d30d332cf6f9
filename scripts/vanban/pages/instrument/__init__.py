"""The page of one instrument, held or only cited."""
