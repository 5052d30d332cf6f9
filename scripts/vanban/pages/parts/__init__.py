"""What several kinds of page are made of: cards, quotes, excerpts, citations to copy, lists."""
