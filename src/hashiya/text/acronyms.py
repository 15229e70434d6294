"""Arabic acronyms with full stops, such as ``أ.ف.ب`` and ``سي.إن.إن``."""

from __future__ import annotations

_ALEF = "[اأإآ]"
# the Arabic names of Latin letters, from English or French; with an alef in any spelling
_NAMES = rf"{_ALEF}(?:يه?|ف|ي?تش|ش|ل|م|ن|س|كس|و|ر)|[بسدتجك]يه?|جاي|كا|كيو|يو|في|(?:دبل|دوبل)يو|واي|ز[دي]"
# a letter after marks, as in ``حقًا``, does not begin a word
_BEGINNING = r"(?<![\w\u064b-\u065f\u0670])"
_CLITIC = "(?:[وفبلك]ـ?)?"

LETTER = rf"(?:[\u0621-\u063a\u0641-\u064a]|{_NAMES})"
"""Pattern of one letter of an acronym: a single Arabic letter, or the name of a Latin one."""

LETTERS = rf"{_BEGINNING}{_CLITIC}(?:{LETTER}\.)*{LETTER}"
"""Pattern of the beginning of an acronym up to any of its letters, with or without a clitic."""

ACRONYM = rf"{_BEGINNING}(?=\w{{1,8}}\.\w){_CLITIC}{LETTER}(?:\.{LETTER})+(?!\w)"
"""Pattern of an acronym of two or more letters, without a full stop after the last."""
