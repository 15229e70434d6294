"""hashiya: read Arabic in a terminal and annotate who acts, what happened and who said what."""

__version__ = "0.1.0"
