"""Addresses of pages and of mail, which are one word and hold full stops that end no sentence."""

from __future__ import annotations

# both parts are of bounded length, so that a text of only such letters is still read in linear time
_HOST = r"(?:[A-Za-z0-9\-]{1,63}\.){1,8}[A-Za-z]{2,24}"
ADDRESS = (
    r"(?=[A-Za-z0-9])(?:"
    rf"(?:(?i:https?|ftp)://|www\.|(?<![\w.\-]){_HOST}/)[^\s<>\"«»“”،؛؟]*[\w/]"
    rf"|(?<![A-Za-z0-9.\-])[A-Za-z0-9][\w.+%\-]{{0,63}}@{_HOST})"
)
"""A pattern of an address without the punctuation behind it; looks at the first letter first, for speed."""
