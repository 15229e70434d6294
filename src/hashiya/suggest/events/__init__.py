"""Propose events: visits, talks, attacks and other acts, from their nouns and verbs."""
