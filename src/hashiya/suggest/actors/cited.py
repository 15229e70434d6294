"""Sources that are cited without a name: «مصدر رسمي», «محللون», «تقارير»."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.suggest.actors.found import GROUP, MEDIA, PERSON, Found
from hashiya.suggest.actors.function_words import particles
from hashiya.suggest.actors.states import people_of
from hashiya.suggest.actors.verbs import speech_verbs
from hashiya.suggest.actors.words import ARTICLE, has_article, reading_in
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hashiya.suggest.actors.words import Words

_PERSONS = "مصدر مسؤول دبلوماسي ديبلوماسي متحدث شاهد"
_GROUPS = """
مصادر محللون محللين مراقبون مراقبين خبراء مسؤولون مسؤولين دبلوماسيون دبلوماسيين شهود ناشطون ناشطين نشطاء
باحثون باحثين مطلعون سكان أهالي مقربون أوساط جهات
"""
_MEDIA = "تقارير أنباء"
_ADJECTIVES = """
رسمي رسمية مطلع مطلعة أمني أمنية حكومي حكومية عسكري عسكرية ديبلوماسي ديبلوماسية دبلوماسي دبلوماسية محلي
محلية خاص خاصة طبي طبية سياسي سياسية قضائي قضائية موثوق موثوقة
ميداني ميدانية إعلامية متطابقة متعددة غربي غربية مقرب مقربة قيادي قيادية برلماني برلمانية نيابية نفطية
مصرفية عيان ملاحية وزاري وزارية كبار متابعة
"""
_CITING = "عن وفق بحسب حسب نقلا نقلت وفقا إلى لـ"
_REACH = 2
_HIGH, _LEVEL = frozenset(("رفيع", "رفيعه")), fold("المستوى")
_TEH = "ت"


def find_cited(words: Words) -> Iterator[Found]:
    """Find the sources that are cited without a name, in order."""
    done = -1
    for index in range(len(words)):
        if index <= done or not (reading := reading_in(words[index].letters, _kinds())):
            continue
        last = _end(words, index)
        nationality = any(people_of(words[at].letters) for at in range(index + 1, last + 1))
        if words.is_indefinite_object(index):
            continue
        if _is_cited(words, index, last, is_feminine=_kinds()[reading.rest] == MEDIA):
            reason, score = Message("suggest.cited_source"), 0.85
        elif nationality and reading.rest in ("مسوولون", "مسوولين"):
            reason, score = Message("suggest.officials"), 0.75
        elif reading.rest.startswith("مصد") and last > index:
            reason, score = Message("suggest.unnamed_source"), 0.6
        else:
            continue
        yield Found(index, last, reading.cut, _kinds()[reading.rest], reason, score)
        done = last


def cited_noun_at(words: Words, index: int, *, is_definite: bool = False) -> str:
    """Return the noun of a source at a word, without the article; empty if there is none.

    Args:
        words: of the text.
        index: of the word.
        is_definite: whether the noun must have the article, as when the source was cited before.
    """
    letters = words[index].letters
    if is_definite and not has_article(letters):
        return ""
    reading = reading_in(letters.removeprefix(ARTICLE) if is_definite else letters, _kinds())
    return reading.rest if reading else ""


def is_cited_noun(letters: str) -> bool:
    """Tell whether a folded word is a source that is cited without a name, or the adjective of one."""
    return letters in _kinds() or letters in _adjectives()


def _end(words: Words, index: int) -> int:
    last = index
    while last - index < 3:
        word = words[last + 1]
        if word.letters in _HIGH and words.goes_on(last + 2, (_LEVEL,)):
            return last + 2  # «مصدر مصري رفيع المستوى»
        is_adjective = word.letters in _adjectives() or (
            people_of(word.letters) is not None and word.letters not in particles()
        )
        if not word.is_joined or not is_adjective:
            break
        last += 1
    return last


def _is_cited(words: Words, first: int, last: int, *, is_feminine: bool) -> bool:
    """Tell whether a verb of speech or a word such as «عن» is right before or behind some words."""
    before = words[first - 1].letters
    verb = reading_in(before, speech_verbs())
    if verb and is_feminine and not (verb.rest.startswith(_TEH) or verb.rest.endswith(_TEH)):
        verb = None  # reports are the object of «يكتب», and the subject of «أفادت»
    if words[first].is_joined and (verb or reading_in(before, _citing())):
        return True
    return any(
        words[last + step].is_joined and words[last + step].letters in speech_verbs()
        for step in range(1, _REACH + 1)
    )


@cache
def _kinds() -> Mapping[str, str]:
    kinds = dict.fromkeys(fold(_PERSONS).split(), PERSON)
    kinds |= dict.fromkeys(fold(_GROUPS).split(), GROUP)
    return kinds | dict.fromkeys(fold(_MEDIA).split(), MEDIA)


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(fold(_ADJECTIVES).split())


@cache
def _citing() -> frozenset[str]:
    return frozenset(fold(_CITING).split())
