"""Acronyms that Arabic writes with full stops, as ``أ.ف.ب`` and ``سي.إن.إن``."""

from __future__ import annotations

_ALEF = "[اأإآ]"
# Latin letters as Arabic names them after English or French; with an alef in any spelling
_NAMES = rf"{_ALEF}(?:يه?|ف|ي?تش|ش|ل|م|ن|س|كس|و|ر)|[بسدتجك]يه?|جاي|كا|كيو|يو|في|(?:دبل|دوبل)يو|واي|ز[دي]"
# a letter with marks before it, as in ``حقًا``, does not begin a word
_BEGINNING = r"(?<![\w\u064b-\u065f\u0670])"
_CLITIC = "(?:[وفبلك]ـ?)?"

LETTER = rf"(?:[\u0621-\u063a\u0641-\u064a]|{_NAMES})"
"""A pattern of one letter of an acronym: a single Arabic letter, or the name of a Latin one."""

LETTERS = rf"{_BEGINNING}{_CLITIC}(?:{LETTER}\.)*{LETTER}"
"""A pattern of an acronym as far as one of its letters; a clitic may be written on to it."""

ACRONYM = rf"{_BEGINNING}(?=\w{{1,8}}\.\w){_CLITIC}{LETTER}(?:\.{LETTER})+(?!\w)"
"""A pattern of an acronym of two letters or more, without a full stop behind the last."""
