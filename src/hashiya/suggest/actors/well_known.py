"""Organisations, groups and media that news name without a head noun."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hashiya.suggest.actors.words import Words

# leaders whom news call by their family names alone
_PERSONS = """
دونالد ترامب: ترامب ترمب
جو بايدن: بايدن
باراك أوباما: أوباما
فلاديمير بوتين: بوتين
سيرغي لافروف: لافروف
فولوديمير زيلينسكي: زيلينسكي زيلنسكي
إيمانويل ماكرون: ماكرون
فريدريش ميرتس: ميرتس
أنغيلا ميركل: ميركل
كير ستارمر: ستارمر
رجب طيب أردوغان: أردوغان اردوغان
هاكان فيدان: فيدان
بنيامين نتنياهو: نتنياهو
علي خامنئي: خامنئي
حسن روحاني: روحاني
عباس عراقجي: عراقجي
محمد جواد ظريف: ظريف
عبد الفتاح السيسي: السيسي
قيس سعيد: سعيّد
عبد المجيد تبون: تبون
خليفة حفتر: حفتر
عبد الحميد الدبيبة: الدبيبة
عبد الفتاح البرهان: البرهان
محمد حمدان دقلو: حميدتي
أحمد الشرع: الشرع
حسن نصر الله: نصرالله
إسماعيل هنية: هنية
يحيى السنوار: السنوار
ناريندرا مودي: مودي
أنتوني بلينكن: بلينكن
ماركو روبيو: روبيو
أنطونيو غوتيريش: غوتيريش
هانس غروندبرغ: غروندبرغ
"""
_NAMES = """
organisation: الأمم المتحدة، الاتحاد الأوروبي، الاتحاد الأفريقي، الاتحاد الإفريقي، جامعة الدول العربية
organisation: الجامعة العربية، حلف شمال الأطلسي، حلف الناتو، الناتو، مجلس الأمن الدولي، مجلس الأمن
organisation: الكرملين، البيت الأبيض، البنتاغون، الكونغرس، الكنيست، الإليزيه، الفاتيكان، الكونغرس الأميركي
organisation: الكونغرس الأمريكي، قصر الإليزيه، داونينغ ستريت
organisation: صندوق النقد الدولي، البنك الدولي، منظمة الصحة العالمية، المحكمة الجنائية الدولية
organisation: محكمة العدل الدولية، الوكالة الدولية للطاقة الذرية، اليونسكو، يونسكو، اليونيسف، يونيسف
organisation: الأونروا، أونروا، أوبك، أوبك+، الصليب الأحمر، الهلال الأحمر
organisation: مجلس التعاون الخليجي، مجلس التعاون، الإنتربول، الفيفا، هيومن رايتس ووتش، أطباء بلا حدود
organisation: المفوضية الأوروبية، البرلمان الأوروبي، مجموعة السبع، مجموعة العشرين، بريكس
organisation: السلطة الفلسطينية، منظمة التحرير الفلسطينية، إيكواس، إيغاد
organisation: الموساد، الشاباك، وكالة المخابرات المركزية، مكتب التحقيقات الفيدرالي، اليونيفيل، يونيفيل
organisation: مجلس الدوما، الدوما، البوندستاغ
group: حماس، حزب الله، داعش، القاعدة، طالبان، الحوثيون، الحوثيين، أنصار الله، الجهاد الإسلامي
group: الإخوان المسلمين، الإخوان المسلمون، الإخوان، الدعم السريع، قوات الدعم السريع، قسد
group: قوات سوريا الديمقراطية، قوات سوريا الديموقراطية، الحشد الشعبي، الحرس الثوري
group: البوليساريو، جبهة البوليساريو، هيئة تحرير الشام، جبهة النصرة، بوكو حرام، حركة الشباب، فاغنر
group: الفلسطينيون، الجبهة الشعبية، كتائب القسام، سرايا القدس، عصائب أهل الحق، كتائب حزب الله، تحرير الشام
group: العمال الكردستاني
media: جون أفريك، رويترز، فرانس برس، أسوشيتد برس، أسوشييتد برس، شينخوا، بلومبرغ، بلومبيرغ، الأناضول، تاس
media: سبوتنيك
media: نوفوستي، إنترفاكس، سانا، واس، بترا، وفا، كونا، وام، أ ف ب، أ.ف.ب، د ب أ، أ ش أ
media: بي بي سي، سي إن إن، فوكس نيوز، سي بي إس، إن بي سي، إيه بي سي، الجزيرة، الحدث، سكاي نيوز عربية
media: سكاي نيوز، روسيا اليوم، آر تي، فرانس 24، دويتشه فيله، فايننشال تايمز، نيويورك تايمز، واشنطن بوست
media: وول ستريت جورنال، الغارديان، التايمز، الإيكونوميست، لوموند، لوفيغارو، هآرتس، يديعوت أحرونوت، معاريف
media: جيروزاليم بوست، أكسيوس، بوليتيكو، الميادين
"""


# these are as often nouns of the language, and mean an actor only between quotation marks
_NOUNS_TOO = "القاعدة الجزيرة الحدث وفا واس وام بترا الإخوان كونا التايمز"


@cache
def nouns_too() -> frozenset[str]:
    """Return the names that are as often nouns of the language."""
    return frozenset(_NOUNS_TOO.split())


@cache
def persons_by_family_name() -> Mapping[str, str]:
    """Map the folded family name of each leader to the full name."""
    found: dict[str, str] = {}
    for line in _PERSONS.strip().splitlines():
        name, families = line.split(": ")
        found.update((fold(family), name) for family in families.split())
    return found


def well_known_length(words: Words, index: int) -> int:
    """Count the words of the well-known name that begins at a word without clitics; 0 if there is none."""
    names = names_by_first_word().get(words[index].letters, ())
    return next((len(rest) + 1 for rest, _, _ in names if words.goes_on(index + 1, rest)), 0)


@cache
def names_by_first_word() -> Mapping[str, Sequence[tuple[tuple[str, ...], str, str]]]:
    """Map the first word of each name to the words behind it, the name and its kind, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for parts, (name, kind) in sorted(kinds_by_name().items(), key=lambda each: -len(each[0])):
        found.setdefault(parts[0], []).append((parts[1:], name, kind))
    return found


@cache
def kinds_by_name() -> Mapping[tuple[str, ...], tuple[str, str]]:
    """Map the folded words of each name to the name and its kind."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for line in _NAMES.strip().splitlines():
        kind, names = line.split(": ")
        found.update((tuple(fold(name).split()), (name, kind)) for name in names.split("، "))
    return found
