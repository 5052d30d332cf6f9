"""Mentions in their context: sentences, cues, nesting, subjects, issuers, short forms, keys."""
