"""Persons: names behind titles, given names with a family name, speakers, and the short forms of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.suggest.actors.found import PERSON, Found
from hashiya.suggest.actors.function_words import common_words, particles
from hashiya.suggest.actors.given_names import compounding, given_names, nouns_too
from hashiya.suggest.actors.heads import kinds_by_head
from hashiya.suggest.actors.naming import begins_surely, could_be_name, is_given_name, is_other_word, name_end
from hashiya.suggest.actors.states import people_of, state_at
from hashiya.suggest.actors.titles import domains, joining_words, personal_titles, titles, weak_titles
from hashiya.suggest.actors.verbs import speech_verbs, verbs
from hashiya.suggest.actors.words import Reading, has_article, reading_in, readings
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashiya.suggest.actors.words import Words

_ORDERS = frozenset(
    fold(
        "العام العامة الأول الأولى الثاني الثانية السابق السابقة الحالي الحالية الأسبق المقبل الجديد"
    ).split()
)
_SON = "بن"
_ROYAL = frozenset(fold("الملك ملك الملكة البابا السلطان الإمبراطور الأمير القيصر").split())
_ORDINALS = frozenset(
    fold("الأول الثاني الثالث الرابع الخامس السادس السابع الثامن الأولى الثانية الثالثة").split()
)
_LEADING = frozenset(fold("بزعامة بقيادة برئاسة نظيره نظيرها ونظيره").split())
_MOST_BEHIND_TITLE = 12
"""Words between an office and the name: «الملحق لشؤون الدفاع في سفارة روسيا الاتحادية»."""


def find_persons(words: Words) -> Iterator[Found]:
    """Find the names of persons, in order."""
    done = -1
    for index in range(len(words)):
        if index <= done:
            continue
        letters = words[index].letters
        found = None
        if title := reading_in(letters, titles()):
            found = _behind_title(words, index, title.rest)
        if found is None:
            found = _given_name(words, index) or _speaker(words, index)
        if found is not None:
            yield found
            done = found.last


def _behind_title(words: Words, index: int, title: str) -> Found | None:
    """Find the name behind a title and the words that go on with it."""
    has_comma = False
    at = index + 1
    while at <= index + _MOST_BEHIND_TITLE:
        word = words[at]
        if word.gap in ("،", ",") and not has_comma:
            has_comma = True
        elif not word.is_joined:
            return None
        letters = word.letters
        if letters in joining_words():
            at += 1
            continue
        is_title = has_article(letters) and letters in titles()
        is_name = begins_surely(letters) and not is_title
        if is_name and (name := _named(words, at, title, 0.93 if has_comma else 0.96)):
            return name
        if reading_in(letters, titles()) or _given_name_reading(letters):
            return None
        length = _complement(words, at)
        if length == 0:
            return _unknown_name(words, at, has_comma=has_comma, is_near=at == index + 1, title=title)
        at += length
    return None


def _complement(words: Words, index: int) -> int:
    """Count the words at an index that go on with an office; 0 for a word that does not."""
    letters = words[index].letters
    if letters in domains() or letters in _ORDERS:
        return 1
    if letters in verbs() and not has_article(letters):
        return 0
    if state := state_at(words, index):
        return state.last - index + 1
    if any(
        has_article(each.rest) or each.rest in domains() or each.rest in kinds_by_head()
        for each in readings(letters)
    ):
        return 0 if letters in particles() else 1
    if letters in joining_words() or people_of(letters) is not None or reading_in(letters, common_words()):
        return 1
    return 0


def _named(words: Words, index: int, title: str, score: float) -> Found | None:
    last = name_end(words, index, is_titled=title not in _ROYAL)
    if last is None:
        return None
    if (
        last == index
        and title in _ROYAL
        and words[index + 1].is_joined
        and words[index + 1].letters in _ORDINALS
    ):
        last += 1  # «الملك محمد السادس»
    if last == index:
        return Found(index, last, 0, PERSON, Message("suggest.title_and_word"), 0.6)
    return Found(index, last, 0, PERSON, Message("suggest.title_and_name"), score)


def _unknown_name(words: Words, index: int, *, has_comma: bool, is_near: bool, title: str) -> Found | None:
    """Find a name that begins with no usual given name."""
    letters = words[index].letters
    if letters in particles() or words[index - 1].letters in joining_words() or title in weak_titles():
        return None
    last = name_end(words, index)
    if last is None:
        return None
    if last == index:
        is_personal = is_near and title in personal_titles() and not has_comma
        reason = Message("suggest.title_and_word")
        return Found(index, last, 0, PERSON, reason, 0.6) if is_personal else None
    reason = Message("suggest.title_and_unknown_name")
    return Found(index, last, 0, PERSON, reason, 0.7 if has_comma else 0.85)


def _given_name(words: Words, index: int) -> Found | None:
    """Find a usual given name with a family name."""
    letters = words[index].letters
    is_son = words[index + 1].is_joined and words[index + 1].letters == _SON and letters not in particles()
    reading = Reading(0, letters, "") if is_son else _given_name_reading(letters)
    if reading is None:
        return None
    last = name_end(words, index, reading.cut)
    if last is None or last == index:
        return None
    following = words[index + 1].letters
    is_sure = has_article(following) or following in given_names()
    is_name = following in given_names() or (is_sure and following.endswith("ي") and not people_of(following))
    if (reading.rest in nouns_too() and not is_name) or _is_byline(words, index, last):
        return None
    return Found(index, last, reading.cut, PERSON, Message("suggest.given_name"), 0.88 if is_sure else 0.75)


def _given_name_reading(letters: str) -> Reading | None:
    """Find the first way to read a word as a given name, unless it is another word before: «لدينا»."""
    for reading in readings(letters):
        if is_given_name(reading.rest):
            return reading
        if is_other_word(reading.rest):
            return None
    return None


def _is_byline(words: Words, first: int, last: int) -> bool:
    """Tell whether a name is alone on a line, behind nothing but a dash, or before a colon."""
    behind = words[last + 1].gap
    return "\n" in behind and (":" in behind or "\n" in words[first].gap)


def _speaker(words: Words, index: int) -> Found | None:
    """Find a name of unknown words behind a verb of speech: «قال نيكيتا سماغين»."""
    before = words[index - 1].letters
    is_led = before in _LEADING
    if not (is_led or reading_in(before, speech_verbs())) or not words[index].is_joined:
        return None
    letters = words[index].letters
    if letters in compounding() or not could_be_name(words, index, letters):
        return None
    last = name_end(words, index)
    if last is None or last == index:
        return None
    following = words[last + 1]
    is_bounded = bool(following.gap) or reading_in(following.letters, particles()) is not None
    if is_led:
        return Found(index, last, 0, PERSON, Message("suggest.led_by"), 0.8)
    return Found(index, last, 0, PERSON, Message("suggest.verb_and_name"), 0.7) if is_bounded else None
