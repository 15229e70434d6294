"""Guesses how bytes are encoded that do not say it. The same bytes always get the same guess."""

from __future__ import annotations

import re
from collections import Counter

from hashiya.article.encodings import canonical_name

FALLBACK = "cp1256"
"""What is guessed where nothing speaks for anything: it gives every byte a character."""

_SAMPLE = 1 << 18
_ARABIC = ("cp1256", "iso-8859-6")
# how often a letter stands among the letters of Arabic news, in percent; marks and signs count little
_FREQUENCY: dict[str, float] = {
    **dict(zip("اليومرتسنةعدقفبكهأحجشىإطزصخذثضئغظءؤآ", (
        14.0, 11.0, 7.5, 6.0, 6.0, 5.0, 5.0, 3.5, 5.0, 3.5, 3.7, 3.2, 2.5, 2.5, 3.0, 2.0, 2.2, 2.0, 1.8, 1.1,
        1.1, 1.0, 1.0, 0.9, 0.7, 0.9, 0.7, 0.6, 0.5, 0.6, 0.3, 0.4, 0.3, 0.4, 0.1, 0.1), strict=True)),
    **dict.fromkeys("،؛؟", 1.0),
    **dict.fromkeys("ـ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652پچژگ", 0.3),
    **dict.fromkeys("«»“”‘’–—…\u00a0\u200c\u200d\u200e\u200f", 0.0),
}  # fmt: skip
# what else is thought of; a choice of all that there is would seldom be right for a short text
_OTHERS = [
    "cp1252",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp720",
    "cp864",
    "koi8_r",
    "gb18030",
    "shift_jis",
]
_NO_LETTER = -4.0
_CLEARLY_ARABIC = 4.0
_MANY = 16
_CLEARLY_MORE = 1.5

# high bytes of the UTF-16 units that Arabic text is made of: letters, their presentation forms, other signs
_ARABIC_HIGH_BYTES = b"\x06\x07\xfb\xfc\xfd\xfe"
_HIGH_BYTES = _ARABIC_HIGH_BYTES + b"\x00\x20"

_SEQUENCE = rb"(?:[\xc0-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf7][\x80-\xbf]{3})"
_FEW = 50


def utf16_without_mark(source: bytes) -> str:
    """``utf-16-le`` or ``utf-16-be`` if every other byte is the high byte of such a character, else empty."""
    sample = source[: min(_SAMPLE, len(source) // 2 * 2)]
    if not sample:
        return ""
    even, odd = sample[0::2], sample[1::2]
    if _is_high_half(odd, even):
        return "utf-16-le"
    return "utf-16-be" if _is_high_half(even, odd) else ""


def is_damaged_utf8(source: bytes) -> bool:
    """Whether bytes that are not valid UTF-8 were meant to be.

    In UTF-8 the bytes above ASCII stand in sequences, and Arabic letters in runs of them; in a single-byte
    encoding a sequence arises only by chance, and alone.
    """
    runs = re.findall(rb"%b+" % _SEQUENCE, source)
    of_runs = [len(re.findall(_SEQUENCE, run)) for run in runs]
    sequences, in_runs = sum(of_runs), sum(count for count in of_runs if count > 1)
    high = len(re.sub(rb"[\x00-\x7f]+", b"", source))
    stray = high - sum(map(len, runs))
    if sequences > stray or (in_runs and 4 * in_runs >= stray):
        return True
    return stray * _FEW <= len(source) and re.search(rb"[\x80-\xff]{2}", source) is None


def guess_encoding(source: bytes) -> str:
    """The encoding in which bytes that are no Unicode read most like Arabic, or else like anything."""
    scores = {name: arabic_likeness(source, name) for name in _ARABIC}
    best = max(scores, key=scores.__getitem__)
    # of a few letters the frequency says little, so any that are Arabic will do
    enough = _CLEARLY_ARABIC if len(re.sub(rb"[\x00-\x7f]+", b"", source)) >= _MANY else 0.0
    return best if scores[best] >= enough else _second_opinion(source)


def reads_better(source: bytes, encoding: str, declared: str) -> bool:
    """Whether bytes read clearly more like Arabic in one encoding than in the one that they declare."""
    guessed, stated = arabic_likeness(source, encoding), arabic_likeness(source, declared)
    return guessed >= _CLEARLY_ARABIC and guessed > stated + _CLEARLY_MORE


def arabic_likeness(source: bytes, encoding: str) -> float:
    """How much bytes read like Arabic: the mean frequency, in percent, of what is above ASCII in them.

    About 7 for Arabic news in its own encoding, 4 in one that is near to it.
    """
    counted = Counter(re.sub(r"[\x00-\x7f]+", "", source.decode(encoding, "replace")))
    total = sum(count for character, count in counted.items() if _FREQUENCY.get(character) != 0.0)
    weighed = sum(_FREQUENCY.get(character, _NO_LETTER) * count for character, count in counted.items())
    return weighed / total if total else 0.0


def _second_opinion(source: bytes) -> str:
    from charset_normalizer import from_bytes  # costs time to load that a text in UTF-8 need not pay

    best = from_bytes(source, cp_isolation=_OTHERS).best()
    return (best and canonical_name(best.encoding)) or FALLBACK


def _is_high_half(high: bytes, low: bytes) -> bool:
    def share(half: bytes, of: bytes) -> float:
        return 1 - len(half.translate(None, of)) / len(half)

    is_apart = share(low, b"\x00") < 0.2 and share(low, b"\x06") < 0.2
    has_letters = share(high, _ARABIC_HIGH_BYTES) > 0.3 or share(high, b"\x00") > 0.5
    return is_apart and has_letters and share(high, _HIGH_BYTES) > 0.9
