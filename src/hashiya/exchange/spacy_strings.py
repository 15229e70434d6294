"""The numbers by which spaCy names strings: those of its own symbols, and hashes of all others."""

from __future__ import annotations

from functools import lru_cache

_ALL = 0xFFFF_FFFF_FFFF_FFFF
_MULTIPLIER, _SHIFT, _SEED = 0xC6A4_A793_5BD1_E995, 47, 1
_FIRST = """
IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_PUNCT IS_SPACE IS_TITLE IS_UPPER LIKE_URL LIKE_NUM LIKE_EMAIL IS_STOP
IS_OOV_DEPRECATED IS_BRACKET IS_QUOTE IS_LEFT_PUNCT IS_RIGHT_PUNCT IS_CURRENCY
"""
_PARTS = """
ID ORTH LOWER NORM SHAPE PREFIX SUFFIX LENGTH CLUSTER LEMMA POS TAG DEP ENT_IOB ENT_TYPE HEAD SENT_START SPACY
PROB LANG ADJ ADP ADV AUX CONJ CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X EOL SPACE
"""
_KINDS = """
PERSON NORP FACILITY ORG GPE LOC PRODUCT EVENT WORK_OF_ART LANGUAGE LAW DATE TIME PERCENT MONEY QUANTITY
ORDINAL CARDINAL acomp advcl advmod agent amod appos attr aux auxpass cc ccomp complm conj cop csubj csubjpass
dep det dobj expl hmod hyph infmod intj iobj mark meta neg nmod nn npadvmod nsubj nsubjpass num number oprd
obj obl parataxis partmod pcomp pobj poss possessive preconj prep prt punct quantmod relcl rcmod root xcomp
acl ENT_KB_ID MORPH ENT_ID IDX _
"""
SYMBOLS = (
    "",
    *_FIRST.split(),
    *(f"FLAG{number}" for number in range(19, 64)),
    *_PARTS.split(),
    *(f"DEPRECATED{number:03}" for number in range(1, 277)),
    *_KINDS.split(),
)
"""spaCy's symbols: a string of this list is named by its place in it."""
_NUMBERS = {name: number for number, name in enumerate(SYMBOLS)}


def number_of(string: str) -> int:
    """Return the number of a string."""
    symbol = _NUMBERS.get(string)
    return _hash(string) if symbol is None else symbol


@lru_cache(1 << 16)
def _hash(string: str) -> int:
    """Hash the UTF-8 of a string by MurmurHash64A."""
    content = string.encode("utf-8", "replace")
    whole = len(content) & ~7
    value = _SEED ^ (len(content) * _MULTIPLIER & _ALL)
    for start in range(0, whole, 8):
        part = int.from_bytes(content[start : start + 8], "little") * _MULTIPLIER & _ALL
        part = (part ^ part >> _SHIFT) * _MULTIPLIER & _ALL
        value = (value ^ part) * _MULTIPLIER & _ALL
    if whole < len(content):
        value = (value ^ int.from_bytes(content[whole:], "little")) * _MULTIPLIER & _ALL
    value = (value ^ value >> _SHIFT) * _MULTIPLIER & _ALL
    return value ^ value >> _SHIFT
