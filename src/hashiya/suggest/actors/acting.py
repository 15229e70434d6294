"""Whether a state acts or is a mere place, by the words around its name.

A state is an actor as the subject of a verb or of a verbal noun, as a party («بين»، «مع») or as the
one at whom an act aims. It is a place behind «في» and «إلى», and where it owns land or an institution.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hashiya.messages import Message
from hashiya.suggest.actors.function_words import particles
from hashiya.suggest.actors.heads import kinds_by_head
from hashiya.suggest.actors.titles import domains, follows_office, titles
from hashiya.suggest.actors.verbs import verbs
from hashiya.suggest.actors.words import ARTICLE, has_article, reading_in, readings
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from hashiya.suggest.actors.states import NamedState
    from hashiya.suggest.actors.words import Words

_PARTIES = "بين مع ضد تجاه حيال إزاء أمام"
_AIMS = "على"
_ABOUT = "عن"
# behind these «عن» joins the one whom an act is for, and is not about a place
_FOR = "عقوبات حصار دفاع يدافع تدافع دافع دافعت نيابة حظر ضغط ضغوط تخلي تخلت تخلى استقلال عزلة انفصال"
_PLACES = """
في لدى إلى الى داخل خارج عبر نحو صوب حول بشأن بخصوص قرب حتى لغاية باتجاه ضمن فوق تحت
شمال جنوب شرق غرب وسط شمالي جنوبي شرقي غربي ريف مدينة عاصمة العاصمة مطار ميناء مرفأ حدود أراضي أرض تراب
سيادة استقلال وحدة استقرار
شعب سكان أهالي أهل مواطني أبناء رعايا لاجئي تاريخ سماء أجواء ساحل سواحل شوارع شارع ساحة أحياء حي ضواحي
محيط مناطق منطقة مدن قرى محافظة محافظات
إقليم أنحاء عموم ربوع جامعة جامعات معرض مهرجان سوق أسواق بورصة سفارة سفارات سفير قنصلية زيارة زيارته
زيارتها مستقبل إعمار أزمة حرب ثورة أحداث
تطورات وضع أوضاع حالة ظروف تحديات مشاكل أخبار اجتماعات مؤتمر قمة منتدى كتاب منتخب فريق نادي كأس دوري
مستشفى سجن قصر مسجد كنيسة طريق
وصول وصوله وصولها مغادرة مغادرته دخول دخوله خروج نفط غاز مياه ثروات موارد نهر بحر جبل جبال صحراء جزيرة جزر
خليج مضيق توقيت بتوقيت
زار يزور زارت تزور غادر يغادر غادرت تغادر وصل يصل وصلت تصل دخل يدخل دخلت تدخل بلغ احتل احتلت غزا غزت غزو
احتلال تحرير
شهدت تشهد شهدتها تشهدها عاشت تعيش تعيشها عرفت تعرفها مرت تمر عانت تعاني تعانيها يشهد شهد شهده يشهده يعيش
يعيشه عرف يعاني ستشهد
"""
# behind «من»: things that a state gives, asks for or sends
_FROM = """
مقرب مقربة قريب مقربين مدعوم مدعومة مدعومين الطلب طلب طلبت يطلب تطلب طلبا بطلب دعم بدعم دعما جانب قبل كل
كلا دعوة بدعوة ضغط بضغط ضغوط ضغوطا بضغوط
تمويل بتمويل مطالبة موقف موقفا مواقف رد ردا ضمانات ضمانة مساعدة مساعدات بمساعدة تهديد
تهديدات تحذير وفد وفدا وفود وفودا ممثلين ممثلون ممثلو مسؤولين مسؤولون وزراء خبراء دول إيعاز بإيعاز مبادرة
بمبادرة أمر بأمر قرار اعتراف رسالة رسائل عرض تعهد تعهدات موافقة بموافقة مباركة بمباركة
إدانة إدانات تنديد ترحيب رفض تأييد بتأييد وساطة بوساطة هجوم هجمات عدوان غارات السلاح أسلحة بتوجيه توجيهات
تدخل بتدخل تنازلات اعتذار
"""
_MOVES = """
زيارة زيارته زيارتها الزيارة لزيارة سفر سفره وصول وصوله عودة عودته عودتها رحلة رحلته توجه توجهه انتقال
هروب هربوا هرب فر فروا سافر وصل عاد عادوا مغادرة دخول دخوله ترحيل تهريب تصدير نقل قدوم دخل
"""
_BEFORE_CAPITAL = fold("العاصمة")
_BEHIND_PLACE_OF_DATELINE = ("-", "–", "—", "/", ":", "،")
_REACH_OF_FOR = 3
_GREATER = fold("الكبرى")
_REACH = 6
"""Words over which «بين» joins its parties."""


class Role(NamedTuple):
    """The role in which a state is named.

    Attributes:
        reason: the rule.
        score: how often a person marks a state in this role.
    """

    reason: Message
    score: float


def role_of(
    words: Words, named: NamedState, before: NamedState | None, role: Role | None, ends: Collection[int]
) -> Role | None:
    """Find the role in which a state is named; None for a mere place.

    Args:
        words: of the text.
        named: where the state is named.
        before: the state named right before it, of which it may be the next in a list.
        role: of the state before.
        ends: indices of the last words of other actors.
    """
    first = named.first
    word = words[first]
    conjunction, preposition = _split(named.clitics)
    if preposition:
        return _role_behind_letter(words, first, preposition)
    is_next = before is not None and before.last == first - 1 and not word.begins_sentence
    if is_next and (conjunction or word.gap in ("،", ",")):
        return role
    if conjunction and word.is_joined:
        if first - 1 in ends:
            return Role(Message("suggest.state_and_actor"), 0.8)
        return _joined_role(words, first)
    if conjunction or not word.is_joined:
        return _role_at_beginning(words, named)
    return _role_behind(words, named)


def _split(clitics: str) -> tuple[str, str]:
    conjunction = clitics[:1] if clitics[:1] in ("و", "ف") else ""
    return conjunction, clitics[len(conjunction) :]


def _role_behind_letter(words: Words, first: int, preposition: str) -> Role | None:
    if preposition == "ب":
        return None
    is_destination = reading_in(words[first - 1].letters, _moves()) is not None
    if preposition == "ل" and (is_destination or follows_office(words, first)):
        return None
    return Role(Message("suggest.state_recipient"), 0.75)


def _joined_role(words: Words, first: int) -> Role | None:
    """Find the role of a state behind «و» that follows something other than a state."""
    for index in range(first - 1, max(-1, first - _REACH), -1):
        if words[index].letters in _parties() or reading_in(words[index].letters, {"بين"}):
            return Role(Message("suggest.state_party"), 0.85)
        if words[index].gap:
            break
    is_subject = reading_in(words[first + 1].letters, verbs()) is not None
    return Role(Message("suggest.state_in_list"), 0.7 if is_subject else 0.4)


def _role_at_beginning(words: Words, named: NamedState) -> Role | None:
    behind = words[named.last + 1]
    word = words[named.first]
    begins_line = "\n" in word.gap and not named.cut
    is_dateline = begins_line and (behind.is_bracketed or behind.gap[:1] in _BEHIND_PLACE_OF_DATELINE)
    if is_dateline or _is_capital_behind_word(words, named):
        return None
    if behind.is_joined and (behind.letters in verbs() or behind.letters in _negations()):
        return Role(Message("suggest.state_before_verb"), 0.9)
    return Role(Message("suggest.state_at_beginning"), 0.6)


def _role_behind(words: Words, named: NamedState) -> Role | None:
    first = named.first
    before = words[first - 1].letters
    if reading_in(before, ("من",)):
        return _role_behind_from(words, first)
    if _is_place_behind(words, named):
        return None
    if before in _aims():
        return Role(Message("suggest.state_target"), 0.8)
    if before == _ABOUT:
        return Role(Message("suggest.state_target"), 0.8) if _is_for(words, first - 1) else None
    reason, score = next(
        (role for known, role in _ROLES if reading_in(before, known())),
        (Message("suggest.state_behind_definite"), 0.4)
        if has_article(before)
        else (Message("suggest.state_behind_noun"), 0.8 if named.state.is_capital else 0.7),
    )
    return Role(reason, score)


def _is_for(words: Words, index: int) -> bool:
    """Tell whether «عن» goes with a word such as «عقوبات»."""
    before = (words[at].letters for at in range(index - 1, index - 1 - _REACH_OF_FOR, -1))
    return any(each.rest.removeprefix(ARTICLE) in _for() for letters in before for each in readings(letters))


def _is_place_behind(words: Words, named: NamedState) -> bool:
    """Tell whether the words before a state make it a place, or the owner of one."""
    before = words[named.first - 1].letters
    if before in _pronouns() and reading_in(words[named.first - 2].letters, _places()):
        return True  # «تشهد فيه سوريا»
    if words[named.last + 1].letters == _GREATER:
        return True  # «القاهرة الكبرى»
    owners = (_places(), titles(), domains())
    return any(reading_in(before, each) for each in owners) or _is_capital_behind_word(words, named)


def _role_behind_from(words: Words, first: int) -> Role | None:
    for index in (first - 2, first - 3):
        if reading_in(words[index].letters.removeprefix(ARTICLE), _from()):
            return Role(Message("suggest.state_giving"), 0.75)
    return None


def _is_capital_behind_word(words: Words, named: NamedState) -> bool:
    """Tell whether a capital follows the word «العاصمة», which may have an adjective."""
    return any(
        reading_in(words[named.first - back].letters, {_BEFORE_CAPITAL}) is not None for back in (1, 2)
    )


@cache
def _positions() -> frozenset[str]:
    """Return the heads of institutions that are also common nouns, such as «جانب» (side)."""
    return frozenset(fold("جانب طرف موقع سلطة قيادة حركة نظام إدارة").split())


@cache
def _institutions() -> frozenset[str]:
    return frozenset(kinds_by_head()) - _positions()


@cache
def _pronouns() -> frozenset[str]:
    return frozenset(fold("فيه فيها بها به منها منه").split())


@cache
def _parties() -> frozenset[str]:
    return frozenset(fold(_PARTIES).split())


@cache
def _for() -> frozenset[str]:
    return frozenset(fold(_FOR).split())


@cache
def _aims() -> frozenset[str]:
    return frozenset(_AIMS.split())


@cache
def _places() -> frozenset[str]:
    return frozenset(fold(_PLACES).split())


@cache
def _from() -> frozenset[str]:
    return frozenset(fold(_FROM).split())


@cache
def _moves() -> frozenset[str]:
    return frozenset(fold(_MOVES).split())


@cache
def _negations() -> frozenset[str]:
    return frozenset(fold("لن لم لا قد سوف كانت كان ليست التي الذي").split())


_ROLES: tuple[tuple[Callable[[], frozenset[str]], tuple[Message, float]], ...] = (
    (_parties, (Message("suggest.state_party"), 0.93)),
    (verbs, (Message("suggest.state_behind_verb"), 0.92)),
    (particles, (Message("suggest.state_behind_particle"), 0.88)),
    (_institutions, (Message("suggest.state_of_institution"), 0.3)),
)
"""The role of a state by the kind of word before it; the first that fits counts."""
