"""A repository of TinyDB files, one for each article, replaced atomically."""
