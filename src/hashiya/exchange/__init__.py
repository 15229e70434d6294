"""Annotations to and from other programs: one module per format, and their registry."""
