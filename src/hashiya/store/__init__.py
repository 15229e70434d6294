"""Annotations on the disk: one TinyDB file per article, replaced atomically."""

from hashiya.store.locations import default_folder
from hashiya.store.repository.reading import Reading
from hashiya.store.tinydb.store import Store
from hashiya.store.tinydb.summary import Summary

__all__ = ["Reading", "Store", "Summary", "default_folder"]
