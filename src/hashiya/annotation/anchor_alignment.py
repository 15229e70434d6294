"""Compare two quotations, and find the edge of one in a text that was changed around it."""

from __future__ import annotations

from difflib import SequenceMatcher

_LONG = 400


def likeness(quotation: str, other: str) -> float:
    """Measure how alike two compared texts are, 0 to 1; of long ones only both ends are compared."""
    if quotation == other:
        return 1.0
    longer, shorter = max(len(quotation), len(other)), min(len(quotation), len(other))
    if 2 * shorter < longer:  # at most the shorter one is alike
        return shorter / longer / 2
    if longer > _LONG:
        half = _LONG // 2
        return (likeness(quotation[:half], other[:half]) + likeness(quotation[-half:], other[-half:])) / 2
    return SequenceMatcher(None, quotation, other, autojunk=False).ratio()


def edge(before: str, after: str, zone: str, *, is_end: bool) -> int:
    """Find the edge between two compared texts in a zone that holds a changed form of both.

    Text inserted right at the edge is left outside the quotation.

    Args:
        before: the text before the edge.
        after: the text after the edge.
        zone: the changed text.
        is_end: whether the quotation is before the edge, not after it.

    Returns:
        An offset in the zone.
    """
    at = len(before)
    matcher = SequenceMatcher(None, before + after, zone, autojunk=False)
    found = 0
    for operation, low, high, zone_low, zone_high in matcher.get_opcodes():
        if low < at < high:
            return zone_low if operation == "delete" else min(zone_low + at - low, zone_high)
        is_before = high <= at and operation != "insert"
        is_between = low == at and operation == "insert" and not is_end
        if is_before or is_between:
            found = zone_high
    return found
