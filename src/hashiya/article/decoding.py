"""Decoding of bytes: strict UTF-8, then byte-order marks, then a guess, marked as a guess."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, NamedTuple

from hashiya.article.binary import is_mostly_nul, is_noise, is_noise_text
from hashiya.article.encodings import canonical_name
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARK = "\ufeff"
_REPLACEMENT = "\ufffd"
# longer marks first, since the mark of UTF-32 begins with that of UTF-16
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
    """The bytes are not text."""


class Decoded(NamedTuple):
    """A text and the encoding of its bytes.

    Attributes:
        text: unchanged but for one leading byte-order mark, which is removed.
        encoding: the name by `encodings.canonical_name`.
        guessed: whether the encoding is a guess.
        notices: remarks for the analyst.
    """

    text: str
    encoding: str
    guessed: bool = False
    notices: tuple[Message, ...] = ()


def decode(source: bytes, encoding: str = "", declared: str = "") -> Decoded:
    """Decode bytes; invalid bytes become U+FFFD, and a notice tells of them.

    Args:
        source: all bytes of a file.
        encoding: the canonical name of the encoding to use; empty to detect it.
        declared: the encoding that the file declares, if readable; the bytes themselves have precedence.

    Raises:
        BinaryError: the bytes are not text.
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
        return _as(source, utf16, Message("article.guessed_without_mark", encoding=utf16), guess=True)
    if is_mostly_nul(source):
        raise BinaryError
    declared_name = canonical_name(declared)
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(source, error.start, declared, declared_name)
    lies = declared_name not in ("", "utf-8", "ascii") and not source.isascii()
    notices = (Message("article.utf8_despite_declaration", declared=declared),) if lies else ()
    return Decoded(text, "utf-8", notices=notices + _double_encoded(text))


def _utf16_without_mark(source: bytes) -> str:
    sample = source[:_SAMPLE]
    if b"\x00" not in sample and b"\x06" not in sample:  # the case of nearly every text in UTF-8
        return ""
    from hashiya.article.unicode_bytes import utf16_without_mark

    return utf16_without_mark(source)


def _by_mark(source: bytes, name: str) -> Decoded:
    if name == "utf-32" and source.startswith(codecs.BOM_UTF16_LE):
        try:
            source.decode("utf-32")
        except UnicodeDecodeError:  # UTF-16 that begins with a NUL
            name = "utf-16"
    decoded = _as(source, name, Message("article.read_by_mark", encoding=name))
    if is_noise_text(decoded.text):
        raise BinaryError
    return decoded


def _not_utf8(source: bytes, position: int, declared: str, declared_name: str) -> Decoded:
    """Decode bytes that are invalid UTF-8 at `position`: damaged UTF-8, the declared encoding, or a guess."""
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
            return _as(source, declared_name, Message("article.read_as_declared", encoding=declared_name))
        notice = Message("article.guessed_despite_declaration", declared=declared, encoding=guess)
        return _as(source, guess, notice, guess=True)
    why = Message("article.not_utf8", byte=position)
    if declared_name:
        why = Message("article.declared_not_utf8", declared=declared, byte=position)
    notice = Message("article.guessed", encoding=guess, why=why)
    if rivals:
        notice = Message("article.guessed_among", encoding=guess, why=why, others=_any_of(rivals))
    elif is_poor:
        notice = Message("article.guessed_poorly", encoding=guess, why=why)
    return _as(source, guess, notice, guess=True)


def _any_of(names: Sequence[str]) -> Message | str:
    """Name the encodings as alternatives."""
    first, *others = names
    return Message("article.either", first=first, second=_any_of(others)) if others else first


def _as(source: bytes, name: str, notice: Message | None = None, *, guess: bool = False) -> Decoded:
    """Decode bytes in one encoding, with a notice of the bytes that are invalid in it."""
    notices: tuple[Message, ...] = (notice,) if notice else ()
    try:
        text = source.decode(name)
    except UnicodeDecodeError as error:
        text = source.decode(name, "replace")
        bad = text.count(_REPLACEMENT) - _given_replacements(source, name)
        replaced = Message("article.replaced", encoding=name.upper(), byte=error.start, count=max(bad, 1))
        notices += (replaced,)
    if name not in _TAKE_THEIR_MARK:
        text = text.removeprefix(_MARK)
    return Decoded(text, name, guess, notices + _double_encoded(text))


def _given_replacements(source: bytes, name: str) -> int:
    """Count the U+FFFD that the bytes themselves encode."""
    return source.decode(name, "ignore").count(_REPLACEMENT)


def _double_encoded(text: str) -> tuple[Message, ...]:
    """Report UTF-8 that was earlier decoded in another encoding and encoded again."""
    sample = text[:_SAMPLE]
    found = sum(map(sample.count, _DOUBLE))
    if found < 3 or 30 * found < len(sample):
        return ()
    return (Message("article.encoded_twice"),)
