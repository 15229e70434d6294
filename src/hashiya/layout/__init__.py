"""Lay out text as rows of cells for a terminal: shaping, bidi order, wrapping, offsets to columns."""

from __future__ import annotations

from hashiya.layout.cells import Cell, Direction, Place, Row
from hashiya.layout.document import Document
from hashiya.layout.line import lay_out_line
from hashiya.text.paragraphs import Paragraph

__all__ = ["Cell", "Direction", "Document", "Paragraph", "Place", "Row", "lay_out_line"]
