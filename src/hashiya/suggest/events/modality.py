"""Words before an event by which it did not happen: it is possible, wanted or denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.text.folding import fold

if TYPE_CHECKING:
    from hashiya.suggest.actors.words import Words

_POSSIBLE = frozenset(
    fold(
        "يمكن الممكن ممكن احتمال احتمالات إمكان إمكانية ربما لو المحتمل محتمل لعل إذا فرصة فرص سبل آفاق"
        " بهدف أهمية ضرورة أجل مجرد عدم دون"
    ).split()
)
_NEGATIONS = frozenset(fold("لا لم لن ما ليس ليست بلا").split())
_COMING = frozenset(
    fold(
        "المرتقبة المرتقب المقبلة المقبل القادمة القادم المقررة المقرر المزمعة المزمع مرتقبة مرتقب مقررة مقرر"
        " سوف"
    ).split()
)
_FUTURE = ("سي", "ست", "وسي", "وست", "فسي", "فست")
_MAY = fold("قد")
_AND = "و"
_PERSONS = "يتنأا"
_WORDS_BEFORE = 3


def is_possible(words: Words, index: int) -> bool:
    """Tell whether the words before say that an event is merely possible, or a purpose."""
    for number in range(index, index - _WORDS_BEFORE, -1):
        if not words[number].is_joined:
            return False
        before = words[number - 1].letters
        if before in _POSSIBLE or before[1:] in _POSSIBLE:
            return True
        # with a verb of the past «قد» says that something is certain
        if before.removeprefix(_AND) == _MAY and words[number].letters[:1] in _PERSONS:
            return True
    return False


def is_negated(words: Words, index: int) -> bool:
    """Tell whether the word before denies an event."""
    before = words[index - 1].letters
    return words[index].is_joined and (before in _NEGATIONS or before[1:] in _NEGATIONS)


def is_future(words: Words, first: int, last: int) -> bool:
    """Tell whether an event is still to come, by its first word, the one before it and those that follow.

    Args:
        words: the words of the text.
        first: the index of the first word of the event.
        last: the index of its last word.
    """
    if words[first - 1].letters in _COMING or words[first].letters.startswith(_FUTURE):
        return True
    return any(words[index].letters in _COMING for index in range(first, last + 2))
