"""Recognition of binary files."""

from __future__ import annotations

import re

from hashiya.messages import Message

_KINDS: tuple[tuple[bytes, Message | str], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", Message("article.zip_or_office")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Message("article.old_office")),
    (b"{\\rtf", "RTF"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"\x7fELF", Message("article.a_program")),
    (b"SQLite format 3\x00", "SQLite"),
)
_BEGINNINGS = tuple(beginning for beginning, _ in _KINDS)
_SAMPLE = 1 << 16
_CHARACTERS = 1 << 12
_NULS = 0.1
_CONTROLS = 0.02
_ODD, _ODD_SHARE = ("Cn", "Co"), 0.08
# controls that are rare in text of any single-byte encoding; ESC is not listed: terminal logs hold it
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]+")


def kind_of(source: bytes) -> Message | str:
    """Name the kind of binary file that begins with these bytes, such as ``PNG``; empty if unknown."""
    if not source.startswith(_BEGINNINGS):
        return ""
    return next(kind for beginning, kind in _KINDS if source.startswith(beginning))


def is_mostly_nul(source: bytes) -> bool:
    """Tell whether the beginning of a file holds more NUL bytes than any text would."""
    sample = source[:_SAMPLE]
    return sample.count(0) > _NULS * len(sample)


def is_noise(source: bytes) -> bool:
    """Tell whether bytes that are not UTF-8 hold more controls than text in another encoding would."""
    sample = source[:_SAMPLE]
    return len(sample) - len(_CONTROL.sub(b"", sample)) > _CONTROLS * len(sample)


def is_noise_text(text: str) -> bool:
    """Tell whether decoded text holds more U+FFFD, private and unassigned characters than real text would."""
    import unicodedata

    sample = text[:_CHARACTERS]
    odd = sum(character == "\ufffd" or unicodedata.category(character) in _ODD for character in sample)
    return odd > _ODD_SHARE * len(sample)
