"""Recognition of UTF-16 without a byte-order mark, and of damaged UTF-8."""

from __future__ import annotations

import re

_SAMPLE = 1 << 18

# high bytes of the UTF-16 units of Arabic text: letters, presentation forms, other signs
_ARABIC_HIGH_BYTES = b"\x06\x07\xfb\xfc\xfd\xfe"
_LETTER_HIGH_BYTES = _ARABIC_HIGH_BYTES + b"\x03\x04\x05"  # and of Greek, Cyrillic and Hebrew letters
_HIGH_BYTES = _LETTER_HIGH_BYTES + b"\x00\x20"

_SEQUENCE = rb"(?:[\xc0-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf7][\x80-\xbf]{3})"
_FEW = 50
# single bytes among ASCII, as in a Western European language: a letter of a word, a word of one letter, a
# sign such as a quotation mark or a degree
_WESTERN = re.compile(
    rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]|(?<![^ ])[%b](?![^ ])|[\x80-\xbf]"
    % "àèéìíòóúÀÈÉ".encode("cp1252")
)


def utf16_without_mark(source: bytes) -> str:
    """Return ``utf-16-le`` or ``utf-16-be`` if every other byte is a likely high byte, else empty."""
    sample = source[: min(_SAMPLE, len(source) // 2 * 2)]
    if not sample:
        return ""
    even, odd = sample[0::2], sample[1::2]
    if _is_high_half(odd, even):
        return "utf-16-le"
    return "utf-16-be" if _is_high_half(even, odd) else ""


def is_damaged_utf8(source: bytes) -> bool:
    """Tell whether invalid UTF-8 was meant to be UTF-8.

    In UTF-8 bytes above ASCII form sequences, and Arabic words form runs of sequences; in a single-byte
    encoding a sequence occurs only by chance, and alone.
    """
    runs = re.findall(rb"%b+" % _SEQUENCE, source)
    of_runs = [len(re.findall(_SEQUENCE, run)) for run in runs]
    sequences, in_runs = sum(of_runs), sum(count for count in of_runs if count > 1)
    high = len(re.sub(rb"[\x00-\x7f]+", b"", source))
    stray = high - sum(map(len, runs))
    if sequences > stray or (in_runs and 4 * in_runs >= stray):
        return True
    if stray * _FEW > len(source) or re.search(rb"[\x80-\xff]{2}", source):
        return False
    return _WESTERN.search(source) is None


def _is_high_half(high: bytes, low: bytes) -> bool:
    def share(half: bytes, of: bytes) -> float:
        return 1 - len(half.translate(None, of)) / len(half)

    is_apart = share(low, b"\x00") < 0.2 and share(low, b"\x06") < 0.2
    has_letters = share(high, _LETTER_HIGH_BYTES) > 0.3 or share(high, b"\x00") > 0.5
    return is_apart and has_letters and share(high, _HIGH_BYTES) > 0.9
