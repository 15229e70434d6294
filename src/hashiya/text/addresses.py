"""Web and mail addresses: single words whose full stops end no sentence."""

from __future__ import annotations

# both parts are bounded in length, so a text of only such letters is still read in linear time
_HOST = r"(?:[A-Za-z0-9\-]{1,63}\.){1,8}[A-Za-z]{2,24}"
ADDRESS = (
    r"(?=[A-Za-z0-9])(?:"
    rf"(?:(?i:https?|ftp)://|www\.|(?<![\w.\-]){_HOST}/)[^\s<>\"«»“”،؛؟]*[\w/]"
    rf"|(?<![A-Za-z0-9.\-])[A-Za-z0-9][\w.+%\-]{{0,63}}@{_HOST})"
)
"""Pattern of an address without the punctuation after it; tests the first letter first, for speed."""
