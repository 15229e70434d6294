"""Seeded texts in which everything that bears on the order and the shape of a row meets everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

# letters beyond those of Arabic, by language
ARABIC = "".join(map(chr, [*range(0x621, 0x63B), *range(0x641, 0x64B)]))
PERSIAN = "\u067e\u0686\u0698\u06a9\u06af\u06cc\u06c0"
URDU = "\u0679\u0688\u0691\u06ba\u06be\u06c1\u06c2\u06c3\u06d2\u06d3\u06a9\u06af\u06cc"
KURDISH = "\u0695\u06b5\u06c6\u06ce\u06d5\u06a4\u06af\u0686\u067e\u0698\u06cc"
PASHTO = "\u067c\u0681\u0685\u0689\u0693\u0696\u069a\u06ab\u06bc\u06cd\u06d0\u0626"
UYGHUR = "\u06ad\u06c7\u06c6\u06c8\u06cb\u06d0\u06d5\u06be\u0649\u067e\u0686\u0698\u06af\u0626"
SINDHI = (
    "\u067a\u067b\u067d\u067f\u0680\u0683\u0684\u0687\u068a\u068c\u068d\u068f\u0699\u06a6\u06b1\u06b3\u06bb"
)
# Arabic Supplement, Extended-A and -B: joining, nearly all without presentation forms
OTHER_ARABIC = "".join(map(chr, [*range(0x750, 0x780), *range(0x8A0, 0x8C9), *range(0x870, 0x888)]))
QURANIC_LETTERS = "\u0671\u066e\u066f\u06a1\u06e5\u06e6\u0640\u0640\u0672\u0673\u0675\u0676\u0677\u0678\u0674"
LANGUAGES = (ARABIC, ARABIC, PERSIAN, URDU, KURDISH, PASHTO, UYGHUR, SINDHI, OTHER_ARABIC, QURANIC_LETTERS)

HARAKAT = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670"
QURANIC_MARKS = (
    "\u0610\u0657\u06d6\u06d7\u06da\u06dc\u06df\u06e1\u06e2\u06e3\u06e4\u06e7\u06ea\u06ed\u08f0\u08d3"
)
OTHER_MARKS = "\u0301\u0308\u05b0\u05b8\u20dd\u0898"
LAM_ALEFS = tuple("\u0644" + alef for alef in "\u0622\u0623\u0625\u0627")
PRESENTATION_FORMS = (
    "\ufe8f\ufe91\ufe92\ufe90\ufefb\ufefc\ufedf\ufb56\ufbff\ufdf2\ufdfa\ufdfd\ufc60\ufe70\ufe7d"
)

HEBREW = "\u05d0\u05d1\u05d2\u05e9\u05ea\u05be\u05f3"
LATIN = "abcXYZ\u00e9\u00df"
OTHER_LETTERS = "\u0416\u03b1\u0710\u0712\u072b\u0780\u07ca\u07db\U00010800\U0001e900\U0001e922"
EUROPEAN, ARABIC_INDIC, PERSIAN_DIGITS = (
    "0123456789",
    "".join(map(chr, range(0x660, 0x66A))),
    "".join(map(chr, range(0x6F0, 0x6FA))),
)
SEPARATORS = ".,:/-+\u2212\u00a0\u060c\u066b\u066c\u202f'"
AROUND_NUMBERS = "%$\u20ac\u00a3\u066a\u00b0#+-\u2030\u20aa\ufdfc\u060b"
SIGNS_OF_NUMBERS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2"
PUNCTUATION = ".,:;!?\u060c\u061b\u061f\u06d4-\u2013\u2014\u2026/\\|&*@_^~=\u066d\u06de\u06e9\ufd3e\ufd3f"
OPENING = "([{<\u00ab\u2039\u201c\u2018\u2329\u3008\uff08\u2045\u2e55\u207d\ufe59\u2264\u2220"
CLOSING = ")]}>\u00bb\u203a\u201d\u2019\u232a\u3009\uff09\u2046\u2e56\u207e\ufe5a\u2265\u29a3"
QUOTES = "\"'\u201e\u00ab\u00bb\u201c\u201d\u2018\u2019\u300c\u300d"
SPACES = " " * 12 + "\u00a0\u2003\u2007\u2009\u202f\u1680\u205f\u3000"
SEGMENT_SEPARATORS = "\t\t\t\x0b\x1f"
EXPLICIT = "\u202a\u202b\u202c\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2069"
FORMATS = "\u200b\u200c\u200c\u200d\u200d\u200e\u200f\u061c\u00ad\u2060\ufeff\u180e\u2061"
CONTROLS = "\x00\x07\x0c\x1b\x7f\x9b\u2028"
CJK = "\u65e5\u672c\u8a9e\u3042\u30ab\ud55c\uff21\uff11\u3001\u3002"
EMOJI = (
    "\U0001f525",
    "\u2764\ufe0f",
    "\u2764",
    "\U0001f44d\U0001f3fd",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u26f9\U0001f3fd\u200d\u2642\ufe0f",
    "\U0001f1f8\U0001f1fe",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "\u231a",
    "\u00a9\ufe0f",
)

_BREAKS = ("\n", "\n", "\n", "\r\n", "\r", "\n\n", "\u2029", "\x85", "\x1c")
_SOUP = (
    *(ARABIC, HEBREW, LATIN, EUROPEAN, ARABIC_INDIC, PERSIAN_DIGITS, SEPARATORS, AROUND_NUMBERS),
    *(OPENING, CLOSING, QUOTES, SPACES, EXPLICIT, FORMATS, HARAKAT, SEGMENT_SEPARATORS, PUNCTUATION),
)


def fuzzed_text(random: Random) -> str:
    """Some paragraphs of words, numbers, names and debris; the same for the same state of ``random``."""
    paragraphs = [_paragraph(random) for _ in range(random.randint(1, 4))]
    return "".join(paragraph + random.choice(_BREAKS) for paragraph in paragraphs)


def _paragraph(random: Random) -> str:
    kind = random.random()
    if kind < 0.02:
        return _some(random, SPACES + "\t", 0, 12)
    if kind < 0.3:
        return _soup(random)
    # most paragraphs have a few kinds of things, so that these meet
    makers = random.sample(_MAKERS, random.randint(2, 7))
    pieces = []
    for _ in range(random.randint(1, 40)):
        pieces.append(random.choice(makers)(random))
        if random.random() < 0.7:
            pieces.append(random.choice(SPACES))
    return "".join(pieces)


def _soup(random: Random) -> str:
    """Code points of a few classes, in no order at all."""
    pools = random.sample(_SOUP, random.randint(2, 8))
    return "".join(random.choice(random.choice(pools)) for _ in range(random.randint(1, 90)))


def _some(random: Random, pool: str, least: int, most: int) -> str:
    return "".join(random.choices(pool, k=random.randint(least, most)))


def _word(random: Random) -> str:
    language = random.choice(LANGUAGES)
    letters = random.choices(language, k=random.randint(1, 7))
    if random.random() < 0.4:
        letters += random.choices(ARABIC, k=3)
        random.shuffle(letters)
    if random.random() < 0.2:
        letters.insert(random.randrange(len(letters) + 1), random.choice(LAM_ALEFS))
    return "".join(letters)


def _vocalised(random: Random) -> str:
    marks = random.choice((HARAKAT, HARAKAT, QURANIC_MARKS, OTHER_MARKS))
    return "".join(letter + _some(random, marks, 0, 3) for letter in _word(random))


def _with_formats(random: Random) -> str:
    return "".join(letter + _some(random, FORMATS, 0, 1) for letter in _word(random))


def _flooded(random: Random) -> str:
    return random.choice(ARABIC) + _some(random, HARAKAT, 7, 30) + random.choice(ARABIC)


def _forms(random: Random) -> str:
    return _some(random, PRESENTATION_FORMS + ARABIC, 1, 5)


def _hebrew(random: Random) -> str:
    return _some(random, HEBREW, 1, 6)


def _latin(random: Random) -> str:
    return _some(random, LATIN, 1, 8)


def _other_letters(random: Random) -> str:
    return _some(random, OTHER_LETTERS, 1, 4)


def _number(random: Random) -> str:
    """Groups of digits with separators, with a sign, a currency or a percent sign on either side."""
    digits = random.choice((EUROPEAN, EUROPEAN, ARABIC_INDIC, PERSIAN_DIGITS))
    separator = random.choice(SEPARATORS)
    number = separator.join(_some(random, digits, 1, 4) for _ in range(random.randint(1, 4)))
    return _some(random, AROUND_NUMBERS, 0, 1) + number + _some(random, AROUND_NUMBERS, 0, 1)


def _number_with_sign(random: Random) -> str:
    return random.choice(SIGNS_OF_NUMBERS) + _some(random, ARABIC_INDIC, 0, 3)


def _web(random: Random) -> str:
    name = _some(random, LATIN + EUROPEAN, 1, 6)
    forms = ("https://{}.org/{}?q=1&b=%D8#x", "@{}_{}", "#{}_{}", "{}@{}.sy", "www.{}.com/{}/")
    return random.choice(forms).format(name, _word(random) if random.random() < 0.5 else "a-b")


def _bracketed(random: Random) -> str:
    at = random.randrange(len(OPENING))
    inside = random.choice((_word, _latin, _hebrew, _number, _punctuation))(random)
    return OPENING[at] + inside + (CLOSING[at] if random.random() < 0.8 else random.choice(CLOSING))


def _lone_bracket(random: Random) -> str:
    return random.choice(OPENING + CLOSING + QUOTES)


def _quoted(random: Random) -> str:
    return random.choice(QUOTES) + random.choice((_word, _latin, _number))(random) + random.choice(QUOTES)


def _embedded(random: Random) -> str:
    inside = random.choice((_word, _latin, _hebrew, _number, _bracketed))(random)
    return random.choice(EXPLICIT) + inside + (random.choice("\u202c\u2069") if random.random() < 0.7 else "")


def _nested(random: Random) -> str:
    """Deeper than the 125 levels that rule BD2 allows, sometimes."""
    opening = random.choice(("\u202a\u202b", "\u2066\u2067", "\u202b", "\u2067", "\u202e\u2066"))
    depth = random.choice((2, 5, 60, 64, 130))
    controls = (opening * depth)[:depth]
    closing = "\u2069" if opening[0] > "\u2065" else "\u202c"
    middle = random.choice((_word, _latin, _number))(random)
    return controls + middle + closing * random.choice((0, 1, depth, depth + 1)) + _word(random)


def _debris(random: Random) -> str:
    return _some(random, EXPLICIT + FORMATS, 1, 4)


def _punctuation(random: Random) -> str:
    return _some(random, PUNCTUATION, 1, 3)


def _tab(random: Random) -> str:
    return random.choice(SEGMENT_SEPARATORS) + _some(random, SPACES, 0, 2)


def _control(random: Random) -> str:
    return random.choice(CONTROLS)


def _cjk(random: Random) -> str:
    return _some(random, CJK, 1, 5)


def _emoji(random: Random) -> str:
    # a joiner or a mark beside an emoji would make a sequence that Unicode does not define
    return " " + "".join(random.choices(EMOJI, k=random.randint(1, 3))) + " "


_MAKERS: tuple[Callable[[Random], str], ...] = (
    *(_word, _word, _vocalised, _vocalised, _with_formats, _flooded, _forms, _hebrew, _latin, _other_letters),
    *(_number, _number, _number_with_sign, _web, _bracketed, _lone_bracket, _quoted, _embedded, _embedded),
    *(_nested, _debris, _punctuation, _tab, _control, _cjk, _emoji),
)
ALL_CHARACTERS = frozenset().union(
    *LANGUAGES,
    *(HARAKAT, QURANIC_MARKS, OTHER_MARKS, *LAM_ALEFS, PRESENTATION_FORMS, OTHER_LETTERS, *_SOUP),
    *(SIGNS_OF_NUMBERS, CONTROLS, CJK, *EMOJI),
)
