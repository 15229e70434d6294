"""Annotations to and from other programs: one module per format, and their registry."""

from hashiya.exchange.accepting import Accepted, Target, accept
from hashiya.exchange.choosing import format_to_read, format_to_write
from hashiya.exchange.formats import DEFAULT, FORMATS, Format, format_named
from hashiya.exchange.incoming import Incoming, Read, Refusal

__all__ = [
    "DEFAULT",
    "FORMATS",
    "Accepted",
    "Format",
    "Incoming",
    "Read",
    "Refusal",
    "Target",
    "accept",
    "format_named",
    "format_to_read",
    "format_to_write",
]
