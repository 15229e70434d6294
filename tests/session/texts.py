"""Texts for property tests: paragraphs of either direction, mixed ones, empty ones, some without a word."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = (
    "كتاب",
    "في",
    "وَقَالَ",
    "الأبيض",
    "بـــيت",
    "hashiya",
    "is",
    "2025",
    "12:10",
    "\U0001f525",
    "موسكوووووووووو",
)
SIGNS = ("،", "«", "»", "—", "...", "\u200f", "(", "؟")

_pieces = st.sampled_from(WORDS + SIGNS)
_spaced = st.lists(_pieces, max_size=8).map(" ".join)
_run_together = st.lists(_pieces, max_size=5).map("".join)
_paragraphs = st.one_of(_spaced, _spaced, _run_together, st.sampled_from(["", " ", "***"]))
separators = st.sampled_from(["\n", "\n", "\n\n", "\r\n", "\u2029"])
texts = st.lists(st.tuples(_paragraphs, separators).map("".join), max_size=7).map("".join)
widths = st.integers(min_value=4, max_value=24)
heights = st.integers(min_value=1, max_value=9)
