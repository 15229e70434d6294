"""Characters drawn as their mirror image in right-to-left text (UAX #9 L4)."""

from __future__ import annotations

from functools import cache

from hashiya.text._mirroring_pairs import PAIRS


@cache
def mirror_images() -> dict[str, str]:
    """Map each character to its mirror image in BidiMirroring.txt, if it has one."""
    images = {}
    for pair in PAIRS.split():
        one, other = (chr(int(side, 16)) for side in pair.split("="))
        images[one], images[other] = other, one
    return images
