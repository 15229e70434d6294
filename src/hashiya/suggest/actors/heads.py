"""The head nouns of organisations, media and groups, and the words that may follow them in a name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hashiya.suggest.actors.words import ARTICLE
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

# an institution: its name goes on with nouns and adjectives that have the article
_ORGANISATIONS = """
وزارة وزارات وزارتي وزارتا حكومة حكومات رئاسة هيئة هيئات مؤسسة منظمة منظمات حزب أحزاب حركة لجنة مجلس نقابة
اتحاد جامعة بنك مصرف شركة محكمة نيابة برلمان مفوضية
جهاز مكتب مركز مراكز معهد صندوق رابطة جمعية مرصد تحالف ائتلاف تيار جبهة بعثة مديرية أمانة ديوان دائرة غرفة
كونغرس خارجية حلف كتلة تجمع أكاديمية مفتشية دار
"""
_GROUPS = """
وفد وفود وفدي وفدا قوات جيش جيوش شرطة ميليشيا ميليشيات مليشيا مليشيات كتائب كتيبة لواء فصائل فصيل تنظيم
تنظيمات جماعة جماعات فرقة سرايا مقاتلو مقاتلي عشيرة عشائر قبيلة قبائل
حشد مقاومة معارضة حرس
"""
_MEDIA = "صحيفة صحف وكالة وكالات قناة قنوات شبكة موقع مجلة إذاعة تلفزيون جريدة فضائية"
# these name an actor only with an adjective of a people, or with a person's name
_REGIMES = "قيادة إدارة نظام سلطة سلطات رئاسة"
_OF_PERSONS = "نظام حكومة إدارة مكتب أسرة عائلة آل"
_SIDES = "جانب طرف دولة"
_MANY = "دول قوى عواصم أطراف"
# a quoted or foreign name may follow right behind
_NAMED = """
ائتلاف كتلة أحزاب قوات فرقة سرايا حزب حركة تنظيم شركة مؤسسة منظمة جماعة جمعية صحيفة قناة وكالة شبكة موقع
مجلة إذاعة تلفزيون جريدة مركز معهد
مجموعة حملة منصة لواء كتائب كتيبة ميليشيا مليشيا فصيل تيار بنك جامعة تحالف فضائية دار
"""
# these are as often acts or possessions of a state
_AMBIGUOUS = """
حركة شبكة موقع مركز مراكز معهد مجموعة حملة تيار لواء دار منصة قنوات قناة مكتب جهاز تحالف اتحاد صندوق بنك
تنظيم شركة
"""
# after «ل»: the purposes of institutions
_PURPOSES = """
حقوق شؤون السلام الإنسان التنمية الدراسات الأبحاث البحوث الأنباء الهجرة الدفاع الأمن الإعلام الطيران
الاستثمار الدولة القضاء الثقافة الطاقة الحوار الانتخابات المعلومات العلوم
الصحة السياسات الإحصاء الرقابة المحاسبات النقل السياحة الآثار البيئة المياه الكهرباء النفط الاتصالات
التعليم الرياضة كرة الطفولة السكان اللاجئين الإغاثة العمل دول
الإصلاح التغيير الديمقراطية الحرية العدالة الاستخبارات المخابرات الأرصاد الذكاء الطاقة مكافحة رعاية دعم
تحرير الفضاء الجيش القوات الشرطة التجارة الصناعة الزراعة
"""
# the purposes of institutions, with an object: «لمراقبة الإنتاج»
_ACTS = "مكافحة رعاية دعم تحرير مراقبة تشجيع تنمية حماية تطوير تنظيم ترويج"
_WITH_ACTS = "لجنة مركز هيئة منظمة مؤسسة مفوضية جمعية مرصد صندوق برنامج مكتب معهد وكالة شركة"
# adjectives that are part of a name and no adjectives of relation
_NAMING = """
عامة عام عليا أعلى متحدة مسلحة مسلح جديدة جديد كبرى كبير حر حرة حاكم حاكمة مفاوض مشتركة موحدة مستقلة مستقل
حمراء أحمر خضراء متطرفة إرهابية متقدمة خاصة
موحد معارض معارضة منتخبة منتخب شاملة رابع مصغر مصغرة ثورية دائمة مؤقتة مؤقت أسود سوداء قومي سرية شرعية
رديفة مساندة متحالفة متمردة انفصالية
"""
# adjectives that are part of no name
_NOT_NAMING = """
الحالية الحالي السابقة المقبلة الأخيرة الأخير المذكورة المذكور المعني المعنية المشترك نفسه نفسها ذاته
ذاتها
"""


@cache
def kinds_by_head() -> Mapping[str, str]:
    """Map each folded head noun to the kind of its actors."""
    kinds = dict.fromkeys(fold(_ORGANISATIONS + _REGIMES).split(), "organisation")
    kinds |= dict.fromkeys(fold(_GROUPS + _MANY).split(), "group")
    kinds |= dict.fromkeys(fold(_MEDIA).split(), "media")
    kinds |= dict.fromkeys(fold(_SIDES).split(), "state")
    kinds["جيش"] = kinds["شرطه"] = "organisation"
    return kinds


@cache
def regimes() -> frozenset[str]:
    """Return the heads that name an actor only with a people's adjective or a person's name."""
    return frozenset(fold(_REGIMES).split())


@cache
def of_persons() -> frozenset[str]:
    """Return the heads that with the name of a person mean an actor: «نظام بشار الأسد»."""
    return frozenset(fold(_OF_PERSONS).split())


@cache
def sides() -> frozenset[str]:
    """Return the heads that with a people's adjective mean a state: «الجانب التركي»."""
    return frozenset(fold(_SIDES).split())


@cache
def many() -> frozenset[str]:
    """Return the heads that mean several states: «العواصم الغربية»."""
    return frozenset(fold(_MANY).split())


@cache
def named() -> frozenset[str]:
    """Return the heads followed by a name that is no noun of the language: «حركة حماس»."""
    return frozenset(fold(_NAMED).split())


@cache
def ambiguous() -> frozenset[str]:
    """Return the heads that are no institutions as often as they are: «حركة التجارة»."""
    return frozenset(fold(_AMBIGUOUS).split())


@cache
def purposes() -> frozenset[str]:
    """Return the words that follow «ل» in the names of institutions: «المرصد السوري لحقوق الإنسان»."""
    return frozenset(fold(_PURPOSES).split())


@cache
def acts() -> frozenset[str]:
    """Return the verbal nouns that are the purposes of some institutions."""
    return frozenset(fold(_ACTS).split())


@cache
def with_acts() -> frozenset[str]:
    """Return the heads of institutions that are for an act: «اللجنة المشتركة لمراقبة الإنتاج»."""
    return frozenset(fold(_WITH_ACTS).split())


@cache
def bare_purposes() -> frozenset[str]:
    """Return the purposes of institutions without the article."""
    return frozenset(each.removeprefix(ARTICLE) for each in purposes())


@cache
def naming_adjectives() -> frozenset[str]:
    """Return the adjectives without the article that may be part of a name: «القوات المسلحة»."""
    return frozenset(fold(_NAMING).split())


@cache
def not_naming() -> frozenset[str]:
    """Return the adjectives with which the name has ended."""
    return frozenset(fold(_NOT_NAMING).split())
