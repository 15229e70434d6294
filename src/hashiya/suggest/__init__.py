"""Propose annotations of an article: quotations, actors and events, each with a reason and a score."""
