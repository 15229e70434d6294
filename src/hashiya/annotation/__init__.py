"""Annotations as values: how they are made, anchored, changed and undone."""
