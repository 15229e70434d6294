"""Repetitive Arabic texts, and random edits of them that know where every code point went."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hashiya.text.spans import Span

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

NEW = -1
"""The origin of a code point that an edit brought in."""

SENTENCES = (
    "قالت وكالة الأنباء إن الوفد وصل إلى موسكو صباح اليوم.",
    "وأضاف المصدر أن المباحثات تناولت العلاقات بين البلدين.",
    "ونقلت الوكالة عن المتحدث باسم الوزارة قوله: «لا تعليق لدينا».",
    "وأكّد اللواءُ علي النعسان أنّ الزيارة مهمة.",
    "يذكر أن الاجتماع السابق عقد في دمشق قبل شهرين.",
    "وأعلنت وزارة الخارجية أن الاجتماع المقبل سيعقد في العاصمة.",
    "جميع الحقوق محفوظة. يمنع النسخ دون إذن.",
    "اقرأ أيضا: آخر الأخبار",
    "قال نجار: نعم. قال لافروف: نعم.",
)
WORDS = ("جدا", "كتاب", "في", "من", "موسكو", "قال", "إن", "وَقَالَ", "2025", "(AFP)", "هـــذا", "لا")
MARKS = "\u064b\u064e\u064f\u0650\u0651\u0652\u0640"


class Origins(NamedTuple):
    """A text, and for each of its code points which one of the first text it is, or ``NEW``."""

    text: str
    ids: list[int]

    @classmethod
    def of(cls, text: str) -> Origins:
        return cls(text, list(range(len(text))))

    def replaced(self, start: int, end: int, text: str, ids: list[int] | None = None) -> Origins:
        ids = [NEW] * len(text) if ids is None else ids
        return Origins(self.text[:start] + text + self.text[end:], self.ids[:start] + ids + self.ids[end:])

    def is_marked(self, found: Span, marked: Span) -> bool:
        """Whether most of what was found is what was marked."""
        kept = sum(marked.start <= each < marked.end for each in self.ids[found.start : found.end])
        return 2 * kept > found.end - found.start

    def is_copy(self, found: Span, marked: Span) -> bool:
        """Whether all of what was found is what was marked, or was copied from there."""
        ids = [each if each >= NEW else -2 - each for each in self.ids[found.start : found.end]]
        return ids == list(range(marked.start, marked.end))

    def span_of(self, span: Span) -> Span | None:
        """Where a span of the first text is now; None if it is not whole and in one piece."""
        wanted = list(range(span.start, span.end))
        try:
            start = self.ids.index(span.start)
        except ValueError:
            return None
        here = Span(start, start + len(wanted))
        return here if self.ids[here.start : here.end] == wanted else None


def copied(ids: list[int]) -> list[int]:
    """The origins of a copy; a copy of a copy is one of the first text."""
    return [-2 - each if each >= 0 else each for each in ids]


# --- texts


def boilerplate(random: random.Random) -> str:
    """Paragraphs of a few sentences that come again and again."""
    known = random.sample(SENTENCES, random.randint(3, len(SENTENCES)))
    paragraphs = [
        " ".join(random.choices(known, k=random.randint(1, 4))) for _ in range(random.randint(3, 14))
    ]
    return "\n".join(paragraphs)


def forms(random: random.Random) -> str:
    """One paragraph again and again with other names and numbers."""
    names = [" ".join(random.choices(WORDS, k=2)) for _ in range(3)]
    return "\n".join(
        f"أعلن {random.choice(names)} أن السعر بلغ {random.randint(1, 30)} ليرة يوم الأحد في دمشق، وأكد "
        f"{random.choice(names)} أنه لن يتغير قبل {random.randint(2, 9)} أيام."
        for _ in range(random.randint(2, 15))
    )


def few_words(random: random.Random) -> str:
    known = random.sample(WORDS, random.randint(1, 6))
    return " ".join(random.choices(known, k=random.randint(20, 250)))


def periodic(random: random.Random) -> str:
    unit = random.choice([*SENTENCES, "ها ", "ه", "قال نعم.\n", " ".join(SENTENCES) + "\n"])
    return unit * random.randint(2, max(2, 900 // len(unit)))


def twice(random: random.Random) -> str:
    """An article in which one paragraph stands twice."""
    paragraphs = [" ".join(random.sample(SENTENCES, 3)) for _ in range(random.randint(3, 7))]
    again = random.choice(paragraphs)
    paragraphs.insert(random.randint(0, len(paragraphs)), again)
    return "\n\n".join(paragraphs)


TEXTS = (boilerplate, forms, few_words, periodic, twice)


# --- edits


def insert(origins: Origins, random: random.Random) -> Origins:
    at = random.randint(0, len(origins.text))
    return origins.replaced(at, at, *_some_text(origins, random))


def delete(origins: Origins, random: random.Random) -> Origins:
    return origins.replaced(*_some_span(origins, random), "")


def replace(origins: Origins, random: random.Random) -> Origins:
    return origins.replaced(*_some_span(origins, random), *_some_text(origins, random))


def delete_paragraph(origins: Origins, random: random.Random) -> Origins:
    return origins.replaced(*_some_paragraph(origins, random), "")


def duplicate_paragraph(origins: Origins, random: random.Random) -> Origins:
    start, end = _some_paragraph(origins, random)
    at = _some_paragraph(origins, random).start
    return origins.replaced(at, at, origins.text[start:end], copied(origins.ids[start:end]))


def move_paragraph(origins: Origins, random: random.Random) -> Origins:
    start, end = _some_paragraph(origins, random)
    text, ids = origins.text[start:end], origins.ids[start:end]
    rest = origins.replaced(start, end, "")
    at = _some_paragraph(rest, random).start if rest.text else 0
    return rest.replaced(at, at, text, ids)


def strip_marks(origins: Origins, random: random.Random) -> Origins:
    kept = [(c, i) for c, i in zip(origins.text, origins.ids, strict=True) if c not in MARKS]
    return Origins("".join(c for c, _ in kept), [i for _, i in kept])


def add_marks(origins: Origins, random: random.Random) -> Origins:
    for _ in range(random.randint(1, 20)):
        at = random.randint(0, len(origins.text))
        origins = origins.replaced(at, at, random.choice(MARKS))
    return origins


def change_newlines(origins: Origins, random: random.Random) -> Origins:
    wanted = random.choice(["\r\n", "\n\n", "\u2029", " "])
    for match in reversed(list(re.finditer("\n", origins.text))):
        origins = origins.replaced(*match.span(), wanted)
    return origins


EDITS: tuple[Callable[[Origins, random.Random], Origins], ...] = (
    insert,
    delete,
    replace,
    delete_paragraph,
    duplicate_paragraph,
    move_paragraph,
    strip_marks,
    add_marks,
    change_newlines,
)


def edited(text: str, random: random.Random, count: int) -> Origins:
    """A text after some random edits."""
    origins = Origins.of(text)
    for _ in range(count):
        origins = random.choice(EDITS)(origins, random)
    return origins


def some_quotation(text: str, random: random.Random) -> Span:
    """A span to mark: words mostly, letters sometimes, long ones seldom."""
    if random.random() < 0.2:
        start = random.randrange(len(text))
        return Span(start, random.randint(start + 1, min(len(text), start + 12)))
    words = [Span(*match.span()) for match in re.finditer(r"\S+", text)]
    first = random.randrange(len(words))
    last = min(len(words) - 1, first + random.choice([0, 0, 1, 1, 2, 3, 5, 8, 20]))
    return Span(words[first].start, words[last].end)


def _some_text(origins: Origins, random: random.Random) -> tuple[str, list[int]]:
    kind = random.random()
    if kind < 0.3:
        start, end = _some_span(origins, random)
        return origins.text[start:end], copied(origins.ids[start:end])
    if kind < 0.6:
        text = random.choice(SENTENCES)
        at = origins.text.find(text)
        return text, copied(origins.ids[at : at + len(text)]) if at >= 0 else [NEW] * len(text)
    text = " ".join(random.choices(WORDS, k=random.randint(1, 4)))
    return text, [NEW] * len(text)


def _some_span(origins: Origins, random: random.Random) -> Span:
    start = random.randint(0, len(origins.text))
    return Span(start, min(len(origins.text), start + random.choice([1, 1, 2, 5, 12, 30, 80, 200])))


def _some_paragraph(origins: Origins, random: random.Random) -> Span:
    found = [Span(*match.span()) for match in re.finditer(r"[^\n]+\n*", origins.text)]
    return random.choice(found) if found else Span(0, len(origins.text))
