"""Titles, ranks and offices of persons, and the words that join an office to its domain."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hashiya.suggest.actors.words import ARTICLE, ON, has_article, reading_in
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from hashiya.suggest.actors.words import Words

# right before a name
_PERSONAL = """
السيد السيدة السيدين الشيخ الشيخة الدكتور الدكتورة الأستاذ الأستاذة البروفيسور البروفسور المهندس المهندسة
الحاج الحاجة الأمير الأميرة الملك الملكة
اللواء العميد العقيد المقدم الرائد النقيب الملازم الفريق المشير الجنرال الكولونيل المارشال الأدميرال
الشهيد الراحل المرحوم الطفل الطفلة الشاب الشابة
البابا الأنبا القس المطران البطريرك الكاردينال الإمام الحاخام المفتي الفنان الفنانة الشاعر الشاعرة النجم
النجمة المطرب المطربة السلطان السياسي السياسية المفكر المفكرة المبعوث المبعوثة
الدكتورة الزميل الزميلة المواطن المواطنة المدعو القاضي القاضية المحامي المحامية المحامين
"""
# the stem of an office, with or without the article, and followed by its domain
_OFFICES = """
وزير وزيرة وزيري رئيس رئيسة رئيسي نائب نائبة نواب مستشار مستشارة مبعوث مبعوثة سفير سفيرة قائد قائدة
مدير مديرة أمين أمينة متحدث متحدثة ناطق ناطقة
ممثل ممثلة مندوب مندوبة حاكم محافظ محافظة والي عمدة عضو عضوة زعيم زعيمة مرشد ملك ملكة أمير أميرة سلطان ولي
مفوض مفوضة منسق منسقة مساعد مساعدة وكيل وكيلة
ملحق قنصل عميد أستاذ أستاذة خبير خبيرة محلل محللة كاتب كاتبة باحث باحثة صحفي صحفية صحافي صحافية ناشط ناشطة
مؤسس مؤسسة نجم لاعب مدرب قيادي قيادية مسؤول مسؤولة
نظير نظيره نظيرها نظيريه خليفة خلفه سلفه عقيلة زوجة زوجته زوجها نجل نجله شقيق شقيقه مرشح مرشحة فنان فنانة
ممثلة مخرج مخرجة شاعر روائي أديب مفكر مؤرخ
مقرر مقررة مراسل مراسلة مصور مصورة إعلامي إعلامية مذيع مذيعة طبيب طبيبة محام قاضي قاضية سكرتير
سكرتيرة كبير كبيرة سيناتور سناتور سلفها
معارض معارضة أكاديمي أكاديمية رجل دبلوماسي دبلوماسية جنرال عقيد لواء فريق مشير شيخ دكتور مفتي بطريرك بابا
"""
# behind these only a usual given name is taken for a name
_WEAK = """
الفريق فريق نجم النجم لاعب اللاعب مساعد نظير شاعر كبير كبيرة رجل عضو محافظ ولي نائب الشهيد الشاب المواطن
القاضي أمين مؤسسة
"""
_REACH = 4
_JOINING = "باسم في لدى عن على إلى لـ من"
# the domains of ministries and offices, without the article
_DOMAINS = """
وزراء خارجية دفاع داخلية مالية عدل شؤون أركان هيئة مجلس حكومة برلمان نواب شيوخ أمة دولة عهد عام عامة أول
مخابرات استخبارات أمن قوات جيش
لجنة حزب حركة كتلة منظمة اتحاد جمعية جامعة كلية معهد مركز مؤسسة شركة بنك صحيفة قناة وكالة مكتب إدارة دائرة
قسم فرع تحرير تنفيذي وفد بعثة
سفارة مفوضية رابطة نقابة غرفة صندوق شبكة إقليم محافظة بلدية ولاية مدينة منطقة جمهورية مملكة إمارة سابق خاص
مقيم عسكري سياسي اقتصادي أمني
"""


def follows_office(words: Words, index: int) -> bool:
    """Tell whether a word goes on with an office before it: «المندوب الدائم لليمن»."""
    for before in range(index - 1, index - 1 - _REACH, -1):
        if reading_in(words[before].letters, offices()):
            return True
        if not words[before].is_joined or not has_article(words[before].letters):
            return False
    return False


@cache
def personal_titles() -> frozenset[str]:
    """Return the folded titles that stand right before a name."""
    return frozenset(fold(_PERSONAL).split())


@cache
def offices() -> frozenset[str]:
    """Return the folded words for offices and occupations, with and without the article."""
    words = fold(_OFFICES).split()
    return frozenset((*words, *(ARTICLE + word for word in words)))


@cache
def titles() -> frozenset[str]:
    """Return all titles and offices."""
    return personal_titles() | offices()


@cache
def joining_words() -> frozenset[str]:
    """Return the prepositions between an office and its domain."""
    return frozenset(fold(_JOINING).split()) | {ON}


@cache
def weak_titles() -> frozenset[str]:
    """Return the titles that often are other nouns: «الفريق» is also a team."""
    return frozenset(fold(_WEAK).split())


@cache
def domains() -> frozenset[str]:
    """Return the indefinite words that go on with an office."""
    return frozenset(fold(_DOMAINS).split())
