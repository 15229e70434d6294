"""Guessing of undeclared encodings. The same bytes always get the same guess."""

from __future__ import annotations

import re
from string import ascii_letters
from typing import NamedTuple
from unicodedata import normalize

from hashiya.article.encodings import canonical_name
from hashiya.article.languages import (
    ARABIC,
    BULGARIAN,
    CROATIAN,
    CZECH,
    FRENCH,
    GERMAN,
    GREEK,
    HEBREW,
    HUNGARIAN,
    ITALIAN,
    NORDIC,
    PERSIAN,
    POLISH,
    PORTUGUESE,
    ROMANIAN,
    RUSSIAN,
    SPANISH,
    TURKISH,
    UKRAINIAN,
    URDU,
    VOCALISED,
    Language,
)
from hashiya.article.likelihood import BITS_OF_A_BYTE, evidence

_ARABIC = (ARABIC, VOCALISED, PERSIAN, URDU)
_WESTERN = (FRENCH, SPANISH, PORTUGUESE, ITALIAN, GERMAN, NORDIC)
_CENTRAL = (POLISH, CZECH, HUNGARIAN, CROATIAN, ROMANIAN)
_CYRILLIC = (RUSSIAN, UKRAINIAN, BULGARIAN)
# the candidates, the usual ones first, each with its handicap in bits (the rarer, the higher) and the
# languages written in it
_HYPOTHESES: dict[str, tuple[float, tuple[Language, ...]]] = {
    "cp1256": (0.0, _ARABIC),
    "iso-8859-6": (-2.0, (ARABIC, VOCALISED)),
    "mac-arabic": (-5.0, _ARABIC),
    "cp720": (-6.0, (ARABIC, VOCALISED)),
    "cp864": (-6.0, (ARABIC, VOCALISED)),
    "cp1252": (-4.0, _WESTERN),
    "cp1254": (-6.0, (TURKISH,)),
    "cp1250": (-6.0, _CENTRAL),
    "cp1251": (-4.0, _CYRILLIC),
    "koi8-r": (-6.0, _CYRILLIC),
    "cp866": (-8.0, _CYRILLIC),
    "iso-8859-5": (-8.0, _CYRILLIC),
    "mac-cyrillic": (-9.0, _CYRILLIC),
    "cp1253": (-5.0, (GREEK,)),
    "iso-8859-7": (-6.0, (GREEK,)),
    "cp1255": (-4.0, (HEBREW,)),
    "iso-8859-8": (-6.0, (HEBREW,)),
    "mac-roman": (-9.0, _WESTERN),
    "iso-8859-2": (-8.0, _CENTRAL),
}
# cp864 encodes forms of letters: those that join the next letter, and those that do not
_JOINED, _UNJOINED = "ﺋﺑﺗﺛﺟﺣﺧﺳﺷﺻﺿﻋﻏﻓﻗﻛﻟﻣﻧﻫﻳﻌﻐﻬ", "ﺏﺕﺙﺝﺡﺥﺱﺵﺹﺽﻉﻊﻍﻎﻑﻕﻙﻝﻡﻥﻩﻱﻲ"
_LETTER = "[\ufe80-\ufefc\u0621-\u0652]"
_MISPLACED_FORMS = (
    re.compile(f"[{_JOINED}](?!{_LETTER}|\ufe7d)"),
    re.compile(f"[{_UNJOINED}](?=[\ufe80-\ufefc])"),
)
_MISPLACED = -6.0

_UNSURE = 8.0
"""Lead in bits below which the best hypothesis has its rivals named: less than 250 to 1."""
_RIVALS = 3
_WORDS = re.compile(rb"(?<![A-Za-z])[A-Za-z]*(?:[\x80-\xff]+[A-Za-z]*)+")
_REPEATED = re.compile(rb"([\x80-\xff])\1{2,}")
_ENOUGH = 4_000
"""Bytes of words that are weighed."""
_POOR = 0.8
"""Bits per byte below which no hypothesis is good: a right one has at least 1.2, a wrong one at most 0.5."""
_AMONG_ASCII, _LETTERS_TO_A_HIGH_BYTE = 6.0, 4
"""Bits for a Latin alphabet, given so many ASCII letters per byte above ASCII, as in markup too."""
_MANY = 24
"""Bytes above ASCII from which pairs of them may be letters of East Asia."""
_CLEARLY_ARABIC = 1.0
"""Bits per byte from which a text is Arabic, whatever encoding the file declares."""


class Guess(NamedTuple):
    """The probable encoding of bytes.

    Attributes:
        encoding: the most likely one.
        rivals: encodings nearly as likely that give another text, the likelier first.
        is_poor: whether even the most likely one is unlikely.
    """

    encoding: str
    rivals: tuple[str, ...] = ()
    is_poor: bool = False


def guess_encoding(source: bytes) -> Guess:
    """Guess the encoding of bytes that are not Unicode.

    Each encoding is tried with each language written in it, and the resulting letters and words are weighed
    (`likelihood.evidence`).
    """
    sample = _sample(source)
    latin = _AMONG_ASCII if _is_mostly_ascii(source) else 0.0
    weighed = {
        name: prior + max(_evidence(sample, name, each) + latin * each.is_latin for each in languages)
        for name, (prior, languages) in _HYPOTHESES.items()
    }
    ranked = sorted(weighed, key=weighed.__getitem__, reverse=True)
    best = ranked[0]
    prior, languages = _HYPOTHESES[best]
    is_poor = _MANY <= _high(sample) > (weighed[best] - prior) / _POOR
    if is_poor and not (latin and languages[0].is_latin):  # a few signs in a text of ASCII
        other = _second_opinion(source)
        return Guess(other or best, is_poor=not other)
    text = source.decode(best, "replace")
    usual = next(name for name in _HYPOTHESES if source.decode(name, "replace") == text)
    rivals: dict[str, str] = {}
    for name in ranked:
        if weighed[name] > weighed[best] - _UNSURE:
            rivals.setdefault(_seen(source.decode(name, "replace")), name)
    rivals.pop(_seen(text))
    return Guess(usual, tuple(rivals.values())[:_RIVALS])


def reads_better(source: bytes, encoding: str, declared: str) -> bool:
    """Tell whether bytes read as Arabic in one encoding, clearly better than in the declared one."""
    sample = _sample(source)
    guessed = max(_evidence(sample, encoding, language) for language in _ARABIC)
    languages = _HYPOTHESES[declared][1] if declared in _HYPOTHESES else _ARABIC
    stated = max(_evidence(sample, declared, language) for language in languages)
    return guessed >= _CLEARLY_ARABIC * _high(sample) and guessed > stated + _UNSURE


def _sample(source: bytes) -> bytes:
    """Collect words with bytes above ASCII, up to a limit, each repeated letter or tatweel once."""
    words = []
    length = 0
    for word in _WORDS.finditer(source):
        words.append(word.group())
        length += len(words[-1])
        if length > _ENOUGH:
            break
    return _REPEATED.sub(rb"\1", b" ".join(words)[: 2 * _ENOUGH])


def _is_mostly_ascii(source: bytes) -> bool:
    """Tell whether bytes above ASCII are as rare among letters as in a Western European language."""
    letters = len(source) - len(source.translate(None, ascii_letters.encode()))
    return letters > _LETTERS_TO_A_HIGH_BYTE * _high(source)


def _high(sample: bytes) -> int:
    return len(sample) - len(sample.translate(None, bytes(range(128, 256))))


def _evidence(sample: bytes, encoding: str, language: Language) -> float:
    text = sample.decode(encoding, "replace")
    if encoding != "cp864":
        return evidence(text, language)
    misplaced = sum(len(form.findall(text)) for form in _MISPLACED_FORMS)
    plain = normalize("NFKC", text)
    ligatures = len(plain) - len(text)
    return evidence(plain, language) - BITS_OF_A_BYTE * ligatures + _MISPLACED * misplaced


def _seen(text: str) -> str:
    """Return a text with all spaces alike, as a person sees them."""
    return text.replace("\u00a0", " ")


def _second_opinion(source: bytes) -> str:
    """Guess an encoding of other languages, such as one with two bytes per letter; empty if none fits."""
    from charset_normalizer import from_bytes  # slow to load, and UTF-8 does not need it

    excluded = [*(name.replace("-", "_") for name in _HYPOTHESES), *(f"utf_{n}" for n in (7, 8, 16, 32))]
    best = from_bytes(source, cp_exclusion=excluded).best()
    return canonical_name(best.encoding) if best else ""
