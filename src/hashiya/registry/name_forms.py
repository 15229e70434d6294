"""The canonical names that the words of a mention suggest, by the grammar of Arabic alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashiya.registry.states import state_of, state_of_adjective

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ARTICLE = "\u0627\u0644"
_AND_THE = "\u0648\u0627\u0644"
_FROM = "\u0645\u0646"
_ADJECTIVE = re.compile("\u064a(?:\u0629|\u0648\u0646|\u064a\u0646)?$")
"""The ending of an adjective of relation, with which a description ends, but seldom the name of a person."""
_PLURAL = re.compile("(?<=\\w\\w\\w)\u064a\u0646$")
"""The ending of a plural that is not in the nominative: «مسؤولين»."""
_DUAL = re.compile("(?<=\\w\\w)\u062a\u064a$")
"""The ending of a feminine dual before its genitive: «وزارتي الدفاع»."""
_PLURAL_BEFORE_GENITIVE = re.compile("(?<=\\w\\w\\w)\u064a$")
"""The ending of a plural before its genitive: «ممثلي الدول»."""
_DEFINITE = re.compile("(\u0648?)\u0627\u0644(?=\\w\\w\\w)")
"""The article, also behind «و»."""
_TWO = 2
_FEMININE, _YEH = "\u0629", "\u064a"
_QUANTIFIERS = ("العديد", "عدد", "الكثير", "كثير", "مجموعة", "قسم")
_DEMONSTRATIVES = ("هذا", "هذه", "هؤلاء", "ذلك", "تلك", "بعض", "جميع", "كل", "معظم")
_SIDES = ("الجانب", "الدولة", "الطرف")
"""Words that stand for a state together with its adjective: «الجانب التركي»."""


def forms_of(name: str) -> list[str]:
    """List the canonical names that a name suggests, the likeliest first, itself among them.

    A capital stands for its state («موسكو»), as «الجانب» does with its adjective, and its people may. A name
    is in the nominative («مسؤولين سوريين»), and may have words that only describe («القوى الدولية الأخرى»).
    An indefinite description may stand for a definite one («وفد سوري»), and the other way round.
    """
    words = _without_quantifier(name.split())
    parts = [words, *_parts(words)]
    forms = [name.split(), words, _nominative(words), _agreeing(words)]
    forms += map(with_article, parts)
    forms += map(_nominative, parts[1:])
    forms += map(without_article, parts)
    forms += parts
    named = list(map(" ".join, forms))
    state = _state_in(name, words)
    if len(words) == 1 and words[0].startswith(_ARTICLE) and (of_people := state_of_adjective(words[0])):
        named.insert(1, of_people)
    return list(dict.fromkeys([state, *named] if state else named))


def _state_in(name: str, words: Sequence[str]) -> str | None:
    """Find the state for which a capital, or the side of an adjective, stands."""
    is_side = len(words) > 1 and words[0] in _SIDES
    return state_of(name) or (state_of_adjective(words[-1]) if is_side else None)


def _parts(words: Sequence[str]) -> Iterator[list[str]]:
    """Generate the shorter names in a name: without «من», its ends, and without its last words."""
    if _FROM in words[1:-1]:
        yield [word for word in words if word != _FROM]
    elif len(words) > _TWO and not words[-1].startswith(_AND_THE):
        yield [words[0], words[-1]]
    for count in range(len(words) - 1, 1, -1):
        if words[count - 1] != _FROM:
            yield list(words[:count])


def _without_quantifier(words: list[str]) -> list[str]:
    """Take a demonstrative or a quantifier off the beginning: «هذه», «بعض», «العديد من»."""
    if len(words) > _TWO and words[0] in _QUANTIFIERS and words[1] == _FROM:
        return words[2:]
    return words[1:] if len(words) > 1 and words[0] in _DEMONSTRATIVES else words


def _agreeing(words: Sequence[str]) -> list[str]:
    """Let the adjective at the end of a name agree with a feminine head: «وزارة الدفاع السورية»."""
    is_feminine = len(words) > _TWO and words[0].endswith(_FEMININE) and words[-1].endswith(_YEH)
    return [*words[:-1], words[-1] + _FEMININE] if is_feminine else list(words)


def _nominative(words: Sequence[str]) -> list[str]:
    """Put a name into the nominative, which plurals and duals show."""
    forms = [_PLURAL.sub("\u0648\u0646", word) for word in words]
    if len(words) > 1 and not words[0].startswith(_ARTICLE) and words[1].startswith(_ARTICLE):
        dual = _DUAL.sub("\u062a\u0627", words[0])
        forms[0] = dual if dual != words[0] else _PLURAL_BEFORE_GENITIVE.sub("\u0648", forms[0])
    return forms


def with_article(words: Sequence[str]) -> list[str]:
    """Give each word of an indefinite description the article."""
    is_description = len(words) > 1 and _ADJECTIVE.search(words[-1]) is not None
    if not is_description or any(word.startswith(_ARTICLE) for word in words):
        return list(words)
    return [_ARTICLE + word for word in words]


def without_article(words: Sequence[str]) -> list[str]:
    """Take the article off each word of a description that ends with a definite adjective."""
    last = words[-1] if words else ""
    if len(words) < _TWO or not _DEFINITE.match(last) or not _ADJECTIVE.search(last):
        return list(words)
    return [_DEFINITE.sub(r"\1", word) for word in words]
