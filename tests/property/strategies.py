"""Texts that are unkind to layout: bidi controls, marks, digits, brackets, emoji, joiners, separators."""

from __future__ import annotations

from hypothesis import strategies as st

ARABIC = (
    "\u0627\u0628\u0644\u0645\u062f\u0631\u0648\u064a\u0629\u0621\u0622\u0623\u0625\u0640\u067e\u06cc\u06ba"
)
HEBREW = "\u05d0\u05d1\u05be"
MARKS = "\u064b\u0651\u0670\u0301\u20e3\u05b0\u0898\ufe0f\ufe0e"
FORMATS = "\u200b\u200c\u200d\u200e\u200f\u061c\u00ad\ufeff\u2060"
EXPLICIT = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
DIGITS = "0129\u0660\u0669\u06f1"
PUNCTUATION = "()[]{}<>\u00ab\u00bb\u2329\u232a\u3008\uff08.,:;!?/-+%$\u060c\u061b\u061f\"'\u2014"
SPACES = "    \t\u00a0\u2007\u202f\u2003\u1680\u205f\u3000"
SEPARATORS = "\n\r\x1c\x1d\x1e\x85\u2029"
CONTROLS = "\x00\x07\x0b\x0c\x1b\x1f\x7f\x9b\u2028"
WIDE = "\u65e5\ud55c\uff21\u1100\u1161\u0e01\u0e33\u0915\u093f"
EMOJI = "\U0001f468\U0001f525\u2764\u26f9\U0001f3fd\U0001f1e6\U0001f1f8\U000e0067\U000e007f#"
ODD = "\ud800\udfff\uffff\U0010ffff\ue000\ufdfa\ufefb\u0600\u070f\U0001d173"

characters = st.one_of(
    *(
        st.sampled_from(group)
        for group in (
            ARABIC,
            ARABIC,
            HEBREW,
            "abC",
            MARKS,
            FORMATS,
            EXPLICIT,
            DIGITS,
            PUNCTUATION,
            SPACES,
            WIDE,
            EMOJI,
            ODD,
        )
    ),
    st.sampled_from(CONTROLS),
    st.characters(exclude_categories=()).filter(lambda c: c not in SEPARATORS),
)
# what a paragraph may hold, and words of it that repeat
paragraphs = st.text(characters, max_size=60)
sentences = st.lists(st.text(st.sampled_from(ARABIC + MARKS + "a1("), max_size=9), max_size=12).map(" ".join)
texts = st.lists(st.one_of(paragraphs, sentences, st.sampled_from([*SEPARATORS, "\r\n"])), max_size=6).map(
    "".join
)
widths = st.integers(min_value=1, max_value=30)
