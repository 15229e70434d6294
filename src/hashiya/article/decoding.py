"""From bytes to text: strict UTF-8, then byte-order marks, then a guess that is shown as one."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from hashiya.article.binary import is_mostly_nul, is_noise, is_noise_text
from hashiya.article.encodings import canonical_name

_MARK = "\ufeff"
_REPLACEMENT = "\ufffd"
# the longer ones first, for a mark of UTF-16 begins one of UTF-32
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TAKE_THEIR_MARK = ("utf-16", "utf-32")
_SAMPLE = 1 << 16
_DOUBLE = ("Ø§", "Ù\x84", "Ù„", "ط§ظ", "ظ„")


class BinaryError(ValueError):
    """The bytes are no text."""


class Decoded(NamedTuple):
    """A text and how its bytes were read.

    Attributes:
        text: less one leading byte-order mark; nothing else is changed.
        encoding: as `encodings.canonical_name` calls it.
        guessed: whether the encoding is a guess.
        notices: sentences for the analyst, without a full stop.
    """

    text: str
    encoding: str
    guessed: bool = False
    notices: tuple[str, ...] = ()


def decode(source: bytes, encoding: str = "", declared: str = "") -> Decoded:
    """Bytes as a text; what cannot be decoded becomes U+FFFD, with a notice.

    Args:
        source: all bytes of a file.
        encoding: the canonical name of the one encoding to use, or empty to find it out.
        declared: what the file says of itself, as far as that could be read; the bytes are believed first.

    Raises:
        BinaryError: they are no text.
    """
    if encoding:
        return _as(source, encoding)
    mark = next((name for mark, name in _MARKS if source.startswith(mark)), "")
    if mark == "utf-8":
        return _as(source, mark)
    if mark:
        return _by_mark(source, mark)
    utf16 = _utf16_without_mark(source)
    if utf16:
        why = "for it has no byte-order mark"
        return _as(source, utf16, notice=f"read as {utf16} (a guess, {why})", guess=True)
    if is_mostly_nul(source):
        raise BinaryError
    declared_name = canonical_name(declared)
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(source, error.start, declared, declared_name)
    lies = declared_name not in ("", "utf-8", "ascii") and not source.isascii()
    notices = (f"it declares {declared}, but its bytes are UTF-8, and are read so",) if lies else ()
    return Decoded(text, "utf-8", notices=notices + _double_encoded(text))


def _utf16_without_mark(source: bytes) -> str:
    sample = source[:_SAMPLE]
    if b"\x00" not in sample and b"\x06" not in sample:  # as nearly every text in UTF-8
        return ""
    from hashiya.article.unicode_bytes import utf16_without_mark

    return utf16_without_mark(source)


def _by_mark(source: bytes, name: str) -> Decoded:
    if name == "utf-32" and source.startswith(codecs.BOM_UTF16_LE):
        try:
            source.decode("utf-32")
        except UnicodeDecodeError:  # UTF-16 that begins with a NUL
            name = "utf-16"
    decoded = _as(source, name, notice=f"read as {name}, as its byte-order mark says")
    if is_noise_text(decoded.text):
        raise BinaryError
    return decoded


def _not_utf8(source: bytes, position: int, declared: str, declared_name: str) -> Decoded:
    """What is no valid UTF-8, from a byte on: damaged UTF-8, as it declares, or a guess."""
    if is_noise(source):
        raise BinaryError
    from hashiya.article.unicode_bytes import is_damaged_utf8

    window = source[max(0, position - _SAMPLE) : position + _SAMPLE]
    if is_damaged_utf8(window):
        return _as(source, "utf-8")
    from hashiya.article.guessing import guess_encoding, reads_better

    guess, rivals, is_poor = guess_encoding(window)
    if declared_name not in ("", "utf-8", "ascii", "utf-16", "utf-32"):
        if not reads_better(window, guess, declared_name):
            return _as(source, declared_name, notice=f"read as {declared_name}, as it declares")
        said = f"it declares {declared}, but its bytes read as Arabic in {guess}"
        return _as(source, guess, notice=f"{said}, which is a guess", guess=True)
    why = f"it is not valid UTF-8 at byte {position}"
    if declared_name:
        why = f"it declares {declared}, but {why.removeprefix('it ')}"
    notice = f"read as {guess} (a guess, for {why}"
    if rivals or is_poor:
        notice += ", and an uncertain one" + (f": it may be {' or '.join(rivals)}" if rivals else "")
    return _as(source, guess, notice=f"{notice})", guess=True)


def _as(source: bytes, name: str, *, notice: str = "", guess: bool = False) -> Decoded:
    """The bytes in one encoding, with a notice of what is not valid in it."""
    notices: tuple[str, ...] = (notice,) if notice else ()
    try:
        text = source.decode(name)
    except UnicodeDecodeError as error:
        text = source.decode(name, "replace")
        bad = text.count(_REPLACEMENT) - _given_replacements(source, name)
        places = f"{bad} places are" if bad > 1 else "1 place is"
        notices += (f"not valid {name.upper()} at byte {error.start}; {places} shown as U+FFFD",)
    if name not in _TAKE_THEIR_MARK:
        text = text.removeprefix(_MARK)
    return Decoded(text, name, guess, notices + _double_encoded(text))


def _given_replacements(source: bytes, name: str) -> int:
    """How many U+FFFD the bytes hold themselves."""
    return source.decode(name, "ignore").count(_REPLACEMENT)


def _double_encoded(text: str) -> tuple[str, ...]:
    """A notice on UTF-8 that was taken for another encoding and encoded again before it came here."""
    sample = text[:_SAMPLE]
    found = sum(map(sample.count, _DOUBLE))
    if found < 3 or 30 * found < len(sample):
        return ()
    return ("it looks as if it had been encoded twice; it is shown as it is",)
