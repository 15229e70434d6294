"""Annotations on the disk: one TinyDB file per article, replaced atomically."""
