"""The codebook of a folder: its labels, and the ``hashiya.toml`` that defines them."""
