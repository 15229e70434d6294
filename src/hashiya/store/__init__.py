"""Annotations on the disk: one TinyDB file per article, replaced atomically."""

from hashiya.store.locations import default_folder
from hashiya.store.repository.reading import Reading
from hashiya.store.tinydb.store import Store

__all__ = ["Reading", "Store", "default_folder"]
