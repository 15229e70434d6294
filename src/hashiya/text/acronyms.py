"""Acronyms that Arabic writes with full stops, as ``أ.ف.ب`` and ``سي.إن.إن``."""

from __future__ import annotations

_ALEF = "[اأإآ]"
# Latin letters as Arabic names them after English or French; with an alef in any spelling
_NAMES = rf"{_ALEF}(?:يه?|ف|ي?تش|ش|ل|م|ن|س|كس|و|ر)|[بسدتجك]يه?|جاي|كا|كيو|يو|في|(?:دبل|دوبل)يو|واي|ز[دي]"
_LETTER = rf"(?:[\u0621-\u063a\u0641-\u064a]|{_NAMES})"
_CLITICS = "[وفبلك]ـ?"


def acronym() -> str:
    """A pattern of an acronym: two letters or more with a full stop between each and the next.

    A clitic may be written on to it; a full stop after the last letter does not belong to it.
    """
    return rf"(?<!\w)(?=\w{{1,8}}\.\w)(?:{_CLITICS})?{_LETTER}(?:\.{_LETTER})+(?!\w)"
