"""The Arabic words of dates other than months and weekdays, folded."""

from __future__ import annotations

from typing import NamedTuple

from hashiya.text.folding import fold


class Unit(NamedTuple):
    """A unit of time.

    Attributes:
        name: day, week, month, year, decade or century.
        number: as the form of the word says: 1 for a singular, 2 for a dual; 0 for a plural.
    """

    name: str
    number: int


def _set(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())


def _numbered(lines: str, first: int = 0) -> dict[str, int]:
    """Number the words of each line."""
    return {
        word: number
        for number, line in enumerate(fold(lines).strip().splitlines(), first)
        for word in line.split()
    }


PAST = _set("الماضي الماضية الفائت الفائتة المنصرم المنصرمة الفارط الفارطة المنقضي المنقضية")
FUTURE = _set("المقبل المقبلة القادم القادمة الآتي الآتية")
CURRENT = _set("الجاري الجارية الحالي الحالية الراهن الراهنة")
PAST_OF_SEVERAL = _set(
    "الماضية الأخيرة الفائتة المنصرمة الماضيين الأخيرين الماضيتين الأخيرتين المنصرمين الفائتين"
)
FUTURE_OF_SEVERAL = _set("المقبلة القادمة المقبلين القادمين المقبلتين القادمتين")
THIS = _set("هذا هذه")

# names of units: singular, dual, plural a line
_UNITS = {
    "day": """
        يوم يوما
        يومين يومان
        أيام
    """,
    "week": """
        أسبوع أسبوعا
        أسبوعين أسبوعان
        أسابيع
    """,
    "month": """
        شهر شهرا
        شهرين شهران
        أشهر شهور
    """,
    "year": """
        عام عاما سنة
        عامين عامان سنتين سنتان
        أعوام سنوات سنين
    """,
    "decade": """
        عقد عقدا
        عقدين عقدان
        عقود
    """,
    "century": """
        قرن قرنا
        قرنين قرنان
        قرون
    """,
}
UNITS = {
    word: Unit(name, (number + 1) % 3)
    for name, forms in _UNITS.items()
    for word, number in _numbered(forms).items()
}
DEFINITE_UNITS = {"ال" + word: unit for word, unit in UNITS.items()}

YEAR_HEADS = _set("عام العام سنة السنة")
DEFINITE_YEAR_HEADS = _set("العام السنة")
YEARS_HEADS = _set("عامي العامين سنتي أعوام سنوات الأعوام السنوات موسم موسمي")
OF_ANOTHER = _set("نفس ذات نفسه ذاته عينه نفسها ذاتها عينها التالي التالية السابق السابقة")
GREGORIAN = _set("م ميلادي ميلادية الميلادي الميلادية")
HIJRI = _set("هـ هجري هجرية الهجري الهجرية")
BEFORE_CHRIST = _set("الميلاد ق")
# a year of a school or of a budget is not the year of the calendar
SPECIAL_YEARS = _set(
    "الدراسي الدراسية المالي المالية الجامعي الجامعية القضائي الأكاديمي الأكاديمية الهجري الهجرية"
)
# nouns with «العام» as their adjective: what follows says nothing of a year
GENERAL = _set(
    """
    الأمين الأمينة المدير القائد النائب المفتش المدعي المفوض الكاتب السكرتير المنسق الحاكم المراقب القنصل
    الرأي القطاع الإضراب الإطار النظام السياق الوضع الموقف المناخ المشهد الاتجاه المستوى الشأن الصالح المال
    الحق الدين العفو المؤتمر التعليم المجلس المكتب الطابع المعدل المتوسط النقل الاتحاد القانون الذوق النمط
    أمين أمينه أمينها مدير قائد نائب مفتش مدعي مفوض كاتب منسق
    """
)

BEGINNING, MIDDLE, END = range(3)
PARTS = _numbered(
    """
    أوائل مطلع بداية مستهل بدايات مطالع
    منتصف أواسط وسط
    أواخر نهاية ختام نهايات آخر متم
    """
)
DAYTIMES = _set("يوم يومي يومه ليلة صباح مساء زوال ظهر عصر فجر ليل ضحى نهار صبيحة أمسية")
YESTERDAY = _set("أمس الأمس البارحة")
TODAY = _set("اليوم")
TOMORROW = _set("غدا الغد غد")
# «في اليوم» says how often or which, «حلب اليوم» is a newspaper or channel
NOT_TODAY_AFTER = _set(
    """
    هذا ذلك نفس ذات في خلال طوال طيلة مر
    عين حلب روسيا المصري سوريا لبنان العراق عمان الإمارات الجزائر تونس فلسطين ليبيا اليمن السودان مصر رأي
    الرأي أخبار عكاظ الأردن القدس غزة العرب إسرائيل صحيفة جريدة قناة موقع
    """
)
NOT_TODAY_BEFORE = _set(
    """
    التالي السابق الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر الحادي الأخير
    العالمي الوطني الدولي الذي التي نفسه ذاته الواحد الموعود المفتوح الدراسي المذكور الماضي
    """
)
NOT_YESTERDAY_BEFORE = _set("الحاجة")

SEASONS = _numbered("ربيع\nصيف\nخريف\nشتاء")
DECADES = _numbered(
    """
    العشرينيات العشرينات عشرينيات عشرينات
    الثلاثينيات الثلاثينات ثلاثينيات ثلاثينات
    الأربعينيات الأربعينات أربعينيات أربعينات
    الخمسينيات الخمسينات خمسينيات خمسينات
    الستينيات الستينات ستينيات ستينات
    السبعينيات السبعينات سبعينيات سبعينات
    الثمانينيات الثمانينات ثمانينيات ثمانينات
    التسعينيات التسعينات تسعينيات تسعينات
    """,
    2,
)
FRACTIONS = {fold("النصف"): 2, fold("الثلث"): 3, fold("الربع"): 4}

BEFORE = _set("قبل منذ")
AFTER = _set("بعد")
ABOUT = _set("نحو حوالي قرابة زهاء")
MORE_OR_LESS = _set("أكثر أزيد أقل")
NEARLY = _set("يقرب يقارب يناهز يزيد")
AT = _set("في منذ خلال حتى بحلول قبل بعد")
FROM = _set("من منذ")
UNTIL = _set("إلى حتى لغاية")
DASHES = frozenset("-–—‐‑−")
# «بعد يومين من الزيارة» counts from the visit
FROM_ANOTHER_DAY = _set("من على عن")

# «دستور 2011», «نكبة 1948»: a number behind one of these is a year
NAMED_BY_YEARS = _set(
    """
    دستور انتخابات الانتخابات مونديال كأس أولمبياد بطولة نكبة نكسة حرب ثورة انقلاب أحداث عدوان حراك هدنة اتفاق
    اتفاقية معاهدة مؤتمر قمة دورة نسخة موازنة ميزانية صيف ربيع خريف شتاء أفق مطلع
    مواليد
    """
)
# words behind a number that say what it counts, so that it is no year
COUNTED = _set(
    """
    دولار دولارا يورو ليرة ريال درهم جنيه دينار شخص شخصا متر مترا كيلومتر كيلومترا كم طن طنا مليون مليار
    ألف آلاف ميغاواط ميجاوات برميل قتيل قتيلا جريح جريحا مقاتل جندي عنصر
    نقطة درجة ساعة عائلة أسرة وحدة مدرسة هكتار
    فدان صاروخ مسيرة موقع حالة إصابة لاجئ نازح أسير معتقل
    شهيد شاحنة سيارة منزل مقعد صوت سهم كيلوغرام غرام لتر % ٪
    """
)
# nouns of which a day is the name: «ثورة 25 يناير» is of one year
NAMED_BY_DAYS = _set(
    """
    ثورة حرب هجمات هجوم أحداث انقلاب حركة ميدان شارع جسر مدينة جامعة انتفاضة انتصار انتصارات نصر مجزرة معركة
    طوفان ائتلاف تحالف تيار قوى جبهة كتلة مطار ملعب استاد محور كتائب كتيبة مستشفى نفق ساحة تظاهرات احتجاجات
    عيد
    """
)
AHEAD = _set(
    """
    سوف المقرر المقررة مقرر مقررة المزمع المزمعة المرتقب المرتقبة المنتظر المتوقع متوقع متوقعة يتوقع تتوقع
    يعتزم تعتزم يعتزمان بحلول اعتبارا ابتداء بدءا
    """
)
# «رمضان المبارك»
BLESSED = _set("المبارك الكريم المعظم الفضيل الحرام المحرم المكرم")
# «رجل في الخمسينيات» tells an age
PERSONS = _set("رجل رجلا شاب شابا شابة فتاة امرأة سيدة مسن شخص شخصا مواطن مواطنا وهو وهي")
