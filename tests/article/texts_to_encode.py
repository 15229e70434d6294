"""Texts that encodings are guessed of, and how a person reads what came of them."""

from __future__ import annotations

import re
from pathlib import Path

SEEDS = [
    path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
]
NEWS = "\n".join(SEEDS)

VOCALISED = """\
سَافَرَ التَّاجِرُ إِلَى الْمَدِينَةِ فِي أَوَّلِ الصَّيْفِ، فَلَمَّا وَصَلَ إِلَيْهَا وَجَدَ السُّوقَ مُغْلَقَةً.
قَالَ لَهُ الشَّيْخُ: لَا تَحْزَنْ، فَإِنَّ الرِّزْقَ مَقْسُومٌ، وَمَنْ صَبَرَ ظَفِرَ بِمَا يُرِيدُ.
ثُمَّ جَلَسَ تَحْتَ شَجَرَةٍ كَبِيرَةٍ يَنْظُرُ إِلَى النَّهْرِ وَيَسْمَعُ صَوْتَ الْمَاءِ وَهُوَ يَجْرِي بَيْنَ الصُّخُورِ.
وَكَانَ الْفَلَّاحُ يَحْمِلُ سَلَّةً مِنَ الْعِنَبِ، فَأَعْطَاهُ مِنْهَا عُنْقُودًا وَدَعَا لَهُ بِالْخَيْرِ.
فَأَقَامَ عِنْدَهُ سَبْعَةَ أَيَّامٍ، يَتَعَلَّمُ مِنْهُ غَرْسَ الشَّجَرِ وَسَقْيَ الزَّرْعِ، حَتَّى إِذَا جَاءَ الْخَرِيفُ عَادَ إِلَى أَهْلِهِ.
وَمَا زَالَ يَذْكُرُ تِلْكَ الْأَيَّامَ وَيُحَدِّثُ بِهَا أَوْلَادَهُ كُلَّمَا اجْتَمَعُوا حَوْلَ النَّارِ فِي لَيَالِي الشِّتَاءِ.
"""
PERSIAN = """\
در پاييز گذشته گروهي از دانشجويان به روستايي کوچک در کنار رودخانه رفتند تا با زندگي مردم آشنا شوند.
آنها چند هفته در خانه‌هاي گلي ماندند و هر روز پيش از برآمدن آفتاب با کشاورزان به باغ مي‌رفتند.
پيرمردي که گوسفندان را مي‌چراند گفت: باران امسال دير آمد، ولي چشمه هنوز پرآب است.
"""
URDU = """\
پچھلے سال گرميوں ميں ہم نے پہاڑوں کا سفر کيا اور ايک چھوٹے سے گاؤں ميں ٹھہرے جہاں کے لوگ بڑے مہربان تھے۔
صبح کے وقت بچے ڈھول بجاتے ہوئے گلي سے گزرتے اور بوڑھے دروازے پر بيٹھ کر چائے پيتے تھے۔
"""
FRENCH = """\
Où étais-tu passé hier soir ? La fenêtre de l’école était restée ouverte, et les élèves avaient déjà mangé.
À côté de la forêt, un garçon très fatigué répétait sa leçon ; sa sœur aînée l’écoutait en silence.
"""
GERMAN = """\
Über den Dächern der Stadt fuhr ein kühler Wind, während die Bäcker schon früh die Öfen heizten.
Die Straße war naß, und größere Wagen mußten auf dem schmalen Weg zurückbleiben; später hörte man Schüsse.
"""
SPANISH = """\
El niño soñó que volvía a su montaña; allí había un río y una canción que ningún viajero conocía.
¿Cuándo llegará el camión? Mañana, según dijo el señor Muñoz, después del almuerzo.
"""
TURKISH = """\
Geçen kış köyümüze ağır bir kar yağmıştı; çocuklar sabaha kadar uyumayıp pencereden dışarıyı seyretti.
Şehirden gelen öğretmen, sınıfın sobasını yaktı ve bütün gün ışıklar altında masallar anlattı.
"""
RUSSIAN = """\
Прошлым летом мы жили у старого озера, где по утрам стоял густой туман, а рыбаки возвращались с уловом.
Хозяйка пекла хлеб и рассказывала детям о том, как её дед построил мельницу на другом берегу.
"""
GREEK = """\
Το περασμένο καλοκαίρι μείναμε σε ένα μικρό χωριό κοντά στη θάλασσα, όπου οι ψαράδες γύριζαν το πρωί.
Η γιαγιά έψηνε ψωμί και έλεγε στα παιδιά ιστορίες για τον παλιό μύλο στην άλλη όχθη του ποταμού.
"""
HEBREW = """\
בקיץ שעבר גרנו בכפר קטן ליד האגם, ובבקרים היה הערפל כבד והדייגים חזרו עם השלל אל החוף.
הסבתא אפתה לחם וסיפרה לילדים על הטחנה הישנה שבנה אבי סבה בצד השני של הנהר.
"""

_STRETCHED = re.compile("(?<=[بتثجحخسشصضطظعغفقكلمنهي])(?=[ء-ي])")


def stretched(text: str, every: int = 3, length: int = 12) -> str:
    """A text with tatweel in each so-manieth place that takes it."""
    places = iter(range(len(text)))
    return _STRETCHED.sub(lambda _: "" if next(places) % every else "\u0640" * length, text)


def seen(text: str) -> str:
    """A text as a person sees it, to whom all spaces are alike."""
    return text.replace("\u00a0", " ")
