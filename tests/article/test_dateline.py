from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hashiya.article.dateline import date_of, is_dateline

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.mark.parametrize(
    ("seed", "day"),
    [
        ("000_a462ab21ebc8e5b1", None),
        ("001_5618ad3d74eb7e63", date(2025, 11, 18)),
        ("002_71cf752dea56cd4a", None),
        ("003_f22616ff3d8ce778", date(2025, 10, 3)),
        ("004_1725e08aa941cd27", None),
    ],
)
def test_the_dates_of_the_seeds(seed: str, day: date | None) -> None:
    assert date_of((SEEDS / f"{seed}.txt").read_text(encoding="utf-8")) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("الجمعة, 3 أكتوبر 2025 12:10 AM", date(2025, 10, 3)),
        ("العالم العربي 18-11-2025 | 06:00", date(2025, 11, 18)),
        ("2025-11-18T06:00:00Z", date(2025, 11, 18)),
        ("2025/1/8", date(2025, 1, 8)),
        ("11/17/2025 9:19:00 AM", date(2025, 11, 17)),
        ("3/10/2025", date(2025, 10, 3)),
        ("18.11.2025", date(2025, 11, 18)),
        ("١٨-١١-٢٠٢٥", date(2025, 11, 18)),
        ("۱۸/۱۱/۲۰۲۵", date(2025, 11, 18)),
        ("\u200f18\u200f/\u200f11\u200f/\u200f2025", date(2025, 11, 18)),
        ("11 تشرين الثاني/نوفمبر 2025", date(2025, 11, 11)),
        ("١ كانون الثاني ٢٠٢٤", date(2024, 1, 1)),
        ("الأحد 29 شباط 2024", date(2024, 2, 29)),
        ("5 آذار 2025", date(2025, 3, 5)),
        ("5 آب (أغسطس) 2025", date(2025, 8, 5)),
        ("9 أيلول 2025", date(2025, 9, 9)),
        ("2 كانون الأول، 2025", date(2025, 12, 2)),
        ("14 يوليو/تموز 2025", date(2025, 7, 14)),
        ("2 ابريل 2020", date(2020, 4, 2)),
        ("12 جانفي 2023", date(2023, 1, 12)),
        ("20 غشت 2023", date(2023, 8, 20)),
        ("6 نونبر 2023", date(2023, 11, 6)),
        ("3 مايو 2025", date(2025, 5, 3)),
        ("3 ماي 2025", date(2025, 5, 3)),
        ("3 من أكتوبر عام 2025", date(2025, 10, 3)),
        ("أكتوبر 3, 2025", date(2025, 10, 3)),
        ("October 3rd, 2025", date(2025, 10, 3)),
        ("3 Mar 2025", date(2025, 3, 3)),
        ("الجمعة 11 ربيع الآخر 1447 هـ - 3 أكتوبر 2025", date(2025, 10, 3)),
        ("نُشِرَ في ٣ أُكتوبر ٢٠٢٥", date(2025, 10, 3)),
    ],
)
def test_the_forms_of_a_date(line: str, day: date) -> None:
    assert date_of(f"عنوان\n\n{line}\n\nنص") == day
    assert is_dateline(line)


@pytest.mark.parametrize(
    "line",
    [
        "31 شباط 2025",
        "11/11/1447",
        "12-13-14",
        "99/99/2025",
        "0 أيار 2025",
        "منذ 2025",
        "هاتف 011-2025-18",
        "12 ربيع الآخر 1447",
        "5 مارسيليا 2025",
        "3 أكتوبر",
        "123 أكتوبر 20255",
    ],
)
def test_what_is_no_date(line: str) -> None:
    assert date_of(line) is None
    assert not is_dateline(line)


def test_a_date_in_a_sentence_is_not_the_articles() -> None:
    assert date_of("وفي 12 شباط 2025 أجرى الرئيس الروسي اتصالاً هاتفياً مع الرئيس") is None
    assert date_of("وفي 12 شباط 2025 " + "أجرى الرئيس اتصالاً " * 20) is None


def test_only_the_first_lines_are_looked_at() -> None:
    assert date_of("سطر\n" * 14 + "3 أكتوبر 2025") == date(2025, 10, 3)
    assert date_of("سطر\n" * 15 + "3 أكتوبر 2025") is None
    assert date_of("\n" * 5000 + "3 أكتوبر 2025") == date(2025, 10, 3)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2029", "\x85"])
def test_every_paragraph_separator_ends_a_line(newline: str) -> None:
    assert date_of(newline.join(["كلمة " * 30, "3 أكتوبر 2025", "كلمة " * 30])) == date(2025, 10, 3)


def test_an_empty_text_has_no_date() -> None:
    assert date_of("") is None
    assert not is_dateline("")


BODY = "\n\nأحيت أمس آلاف العائلات الذكرى الثانية في العاصمة وسط إجراءات أمنية مشددة في الشوارع.\n"


@pytest.mark.parametrize(
    "text",
    [
        "ذكرى هجوم 7 أكتوبر 2023\n\nالثلاثاء 18 نوفمبر 2025" + BODY,
        "7 أكتوبر 2023: يوم لا ينسى\n\n18-11-2025 | 06:00" + BODY,
        "تقرير عن 7/10/2023\nكتب أحمد علي\nنشر في 18 نوفمبر 2025" + BODY,
        "ذكرى هجوم 7 أكتوبر 2023\nالقاهرة - 18 نوفمبر 2025" + BODY,
        "من هجوم 7 أكتوبر 2023 إلى اليوم\nدمشق 18 نوفمبر 2025" + BODY,
        "أخبار\nذكرى هجوم 7 أكتوبر 2023\nالثلاثاء 18 نوفمبر 2025" + BODY,
    ],
)
def test_a_date_in_the_headline_is_not_the_articles_where_a_dateline_follows(text: str) -> None:
    assert date_of(text) == date(2025, 11, 18)


@pytest.mark.parametrize(
    "text",
    [
        "دمشق - 18 نوفمبر 2025" + BODY,
        "الرياض 27 جمادى الأولى 1447 هـ الموافق 18 نوفمبر 2025 م واس" + BODY,
        "أبرز أخبار الثلاثاء 18 نوفمبر 2025" + BODY,
        "دمشق 18 نوفمبر 2025" + BODY,
        "العالم العربي 18-11-2025" + BODY,
        "العنوان\nوكالة الأنباء السورية 18 نوفمبر 2025" + BODY,
        "الثلاثاء 18 نوفمبر 2025\nذكرى هجوم 7 أكتوبر 2023" + BODY,
        "18 نوفمبر 2025",
    ],
)
def test_a_first_line_is_a_dateline_if_it_is_like_one(text: str) -> None:
    assert date_of(text) == date(2025, 11, 18)


def test_a_headline_is_no_dateline() -> None:
    headline = "ذكرى هجوم 7 أكتوبر 2023"
    assert not is_dateline(headline)
    assert not is_dateline("أبرز أخبار الثلاثاء 18 نوفمبر 2025")
    assert is_dateline("الرياض 27 جمادى الأولى 1447 هـ الموافق 18 نوفمبر 2025 م واس")
    assert date_of(headline + BODY) is None


LEAD = (
    " أعلنت وزارة الدفاع السورية التوصل إلى اتفاق لوقف إطلاق النار في حيي الشيخ مقصود والأشرفية بمدينة حلب."
)


@pytest.mark.parametrize(
    "dateline",
    [
        "دمشق 18 نوفمبر 2025 -",
        "دمشق، 18 نوفمبر2025 . (رويترز) -",
        "بكين 18 نوفمبر 2025 (شينخوا) --",
        "القاهرة في 18 تشرين الثاني 2025 /أ ش أ/ –",
        "الرياض - 18/11/2025 - (واس) -",
        "18 نوفمبر 2025 —",
    ],
)
@pytest.mark.parametrize("title", ["", "عنوان الخبر\n\n", "عاجل\nعنوان الخبر\n"])
def test_a_dateline_may_begin_the_first_longer_paragraph(title: str, dateline: str) -> None:
    assert date_of(f"{title}{dateline}{LEAD}") == date(2025, 11, 18)


@pytest.mark.parametrize(
    "beginning",
    [
        "في 7 أكتوبر 2023 - يوم الهجوم -",
        "وفي 7 أكتوبر 2023 -",
        "منذ 7 أكتوبر 2023 --",
        "هجوم 7 أكتوبر 2023 الذي نفذته الحركة في غلاف غزة كان -",
        "بكين -",
        "كتب أحمد علي - قال الوزير في 7 أكتوبر 2023",
    ],
)
def test_a_sentence_with_a_dash_is_no_dateline(beginning: str) -> None:
    assert date_of(f"عنوان الخبر\n\n{beginning}{LEAD}") is None


def test_only_the_first_longer_paragraph_may_begin_with_the_dateline() -> None:
    assert date_of(f"عنوان\n\nقال الوزير{LEAD}\n\nطهران 7 أكتوبر 2023 -{LEAD}") is None


def test_a_line_of_its_own_is_believed_before_the_beginning_of_a_paragraph() -> None:
    assert date_of(f"عنوان\n\nدمشق 7 أكتوبر 2023 -{LEAD}\n\nنشر في 18 نوفمبر 2025") == date(2025, 11, 18)


@pytest.mark.parametrize(
    "line",
    [
        "Beyrouth, 18 novembre 2025",
        "BEYROUTH, 18 novembre 2025 (AFP)",
        "Publié le 18 novembre 2025 à 12h30",
        "Mis à jour le mardi 18 novembre 2025",
        "mardi 18 nov. 2025",
        "Le Caire – 18 NOVEMBRE 2025",
        "BERLIN, 18. November 2025 (dpa)",
        "Kairo, 18. November 2025",
        "Dienstag, 18. November 2025, 12.30 Uhr",
        "Veröffentlicht am 18. Nov. 2025 um 12:30 Uhr",
        "Stand: 18.11.2025",
    ],
)
def test_a_dateline_in_french_or_german(line: str) -> None:
    assert date_of(f"Titre\n\n{line}\n\nTexte") == date(2025, 11, 18)
    assert is_dateline(line)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("1er mai 2025", date(2025, 5, 1)),
        ("3 février 2025", date(2025, 2, 3)),
        ("3 fe\u0301vr. 2025", date(2025, 2, 3)),
        ("3 août 2025", date(2025, 8, 3)),
        ("3 déc. 2025", date(2025, 12, 3)),
        ("3. März 2025", date(2025, 3, 3)),
        ("3. Maerz 2025", date(2025, 3, 3)),
        ("3. Jänner 2025", date(2025, 1, 3)),
        ("3. Okt. 2025", date(2025, 10, 3)),
        ("3. Dezember 2025", date(2025, 12, 3)),
        ("3 juin 2025", date(2025, 6, 3)),
        ("3. Juni 2025", date(2025, 6, 3)),
        ("3 juillet 2025", date(2025, 7, 3)),
        ("3. Juli 2025", date(2025, 7, 3)),
    ],
)
def test_the_months_in_french_and_german(line: str, day: date) -> None:
    assert date_of(f"Titre\n\n{line}\n\nTexte") == day


EUROPEAN_LEAD = (
    " Die Regierung hat am Dienstag ein Gesetz beschlossen, das die Rechte der Vertriebenen regeln soll."
)


@pytest.mark.parametrize(
    "dateline",
    [
        "Beyrouth, 18 novembre 2025 (AFP) -",
        "BERLIN, 18. November 2025 (dpa) –",
        "Le Caire, le 18 novembre 2025 —",
    ],
)
def test_a_dateline_in_french_or_german_may_begin_the_first_longer_paragraph(dateline: str) -> None:
    assert date_of(f"Titre\n\n{dateline}{EUROPEAN_LEAD}") == date(2025, 11, 18)


@pytest.mark.parametrize(
    "line",
    [
        "Mai 2025",
        "en mai 2025",
        "seit Oktober 2023",
        "31 février 2025",
        "5 marsouins 2025",
        "3 Julia 2025",
        "Les 3 maires de 2025",
        "12 mars",
        "Am 7. Oktober 2023 griff die Gruppe mehrere Orte im Süden des Landes an",
        "Depuis le 7 octobre 2023, la guerre a fait des milliers de morts et de blessés",
        f"Le 7 octobre 2023 - jour de l'attaque -{EUROPEAN_LEAD}",
        f"Am 7. Oktober 2023 – dem Tag des Angriffs –{EUROPEAN_LEAD}",
        f"Seit dem 7. Oktober 2023 –{EUROPEAN_LEAD}",
        f"On October 7, 2023 - the day of the attack -{EUROPEAN_LEAD}",
    ],
)
def test_what_is_no_dateline_in_french_german_or_english(line: str) -> None:
    assert date_of(f"Titre\n\n{line}") is None
