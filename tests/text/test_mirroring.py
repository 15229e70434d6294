"""Mirror images; that all are those of BidiMirroring.txt is held by tests/layout/test_tables.py."""

from __future__ import annotations

from bidi.mirror import MIRRORED

from hashiya.text.mirroring import mirror_images


def test_a_mirror_image_is_mirrored_back() -> None:
    images = mirror_images()
    assert len(images) > 400
    assert all(images[other] == one != other for one, other in images.items())


def test_pairs_that_python_bidi_lacks_are_known_and_those_it_has_are_the_same() -> None:
    images = mirror_images()
    assert MIRRORED.items() <= images.items()
    # less-than or approximate, an angle, and brackets of Unicode 14
    assert [images[one] for one in "\u2a85\u2220\u2e55\u2e5c"] == ["\u2a86", "\u29a3", "\u2e56", "\u2e5b"]
