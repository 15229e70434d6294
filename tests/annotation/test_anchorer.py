from __future__ import annotations

import pytest

from hashiya.annotation.anchor import describe
from hashiya.annotation.anchorer import Anchorer
from hashiya.annotation.selector import Resolution, Selector, Status
from hashiya.text.spans import Span
from tests.annotation.resolving import resolve

TEXT = (
    "أوضح اللواءُ علي النعسان في حديث إلى الصحافة أن زيارة الوفد إلى موسكو كانت مهمة.\n"
    "وقال حسام نجار إن العلاقة مع روسيا لا بد منها، وإن الاجتماع المقبل سيعقد في دمشق.\n"
    "ولم تعلق وزارة الخارجية على ما نشرته الوكالة صباح اليوم الأحد.\n"
)
NAME = "حسام نجار"


def resolved(part: str, new: str, old: str = TEXT) -> Resolution:
    """What becomes of a part that stands once in the old text."""
    assert old.count(part) == 1, part
    start = old.index(part)
    return resolve(describe(old, start, start + len(part)), new)


def place(new: str, part: str) -> tuple[int, int]:
    assert new.count(part) == 1, part
    return new.index(part), new.index(part) + len(part)


def test_where_nothing_changed_everything_is_the_same_even_if_it_repeats() -> None:
    text = "ها " * 50
    for start in range(0, 150, 3):
        assert resolve(describe(text, start, start + 2), text) == (Status.SAME, start, start + 2)


def test_a_status_is_plain_text() -> None:
    assert resolved(NAME, TEXT).status == "same"
    assert [str(status) for status in Status] == ["same", "moved", "changed", "ambiguous", "orphan"]
    assert [status for status in Status if status.is_certain] == ["same", "moved"]


def test_what_was_edited_behind_a_quotation_leaves_it_the_same() -> None:
    new = TEXT.replace("صباح اليوم الأحد", "مساء أمس")
    assert resolved(NAME, new) == (Status.SAME, *place(new, NAME))


def test_what_was_edited_before_a_quotation_moves_it() -> None:
    new = "عاجل: " + TEXT.replace("مهمة", "مهمة جدا")
    assert resolved(NAME, new) == (Status.MOVED, *place(new, NAME))


def test_a_paragraph_that_moved_takes_its_quotations_with_it() -> None:
    first, second, third = TEXT.splitlines(keepends=True)
    new = third + second + first
    assert resolved("العلاقة مع روسيا", new) == (Status.MOVED, *place(new, "العلاقة مع روسيا"))
    whole = second.rstrip("\n")
    assert resolved(whole, new) == (Status.MOVED, *place(new, whole))


def test_line_ends_and_spaces_of_another_kind_are_no_difference_beside_a_quotation() -> None:
    new = TEXT.replace("\n", "\r\n\r\n").replace("نجار إن", "نجار\u00a0إن")
    assert resolved(NAME, new) == (Status.MOVED, *place(new, NAME))


@pytest.mark.parametrize(
    ("part", "now"),
    [
        ("اللواءُ علي النعسان", "اللواء علي النعسان"),  # without its mark
        ("إلى موسكو", "الى مـوسكو"),  # another alef, a tatweel
        ("العلاقة مع روسيا", "العلاقه مع روسيا"),  # heh for teh marbuta
        ("العلاقة مع روسيا", "العلاقة القديمة مع روسيا"),  # a word more
        ("العلاقة مع روسيا لا بد منها", "العلاقة مع روسيا لا شك منها"),  # another word
        (NAME, "حسّان نجار"),
    ],
)
def test_a_quotation_that_is_written_otherwise_is_changed_in_a_clear_place(part: str, now: str) -> None:
    new = "تحديث. " + TEXT.replace(part, now)
    assert resolved(part, new) == (Status.CHANGED, *place(new, now))


def test_marks_beside_a_quotation_are_not_taken_into_it() -> None:
    text = TEXT.replace("موسكو", "موسكوَ")
    part = "موسكو"
    assert resolved(part, "خبر. " + text, text) == (Status.MOVED, *place("خبر. " + text, part))


def test_a_word_that_grew_is_not_taken_for_the_word_that_was_marked() -> None:
    new = TEXT.replace("روسيا", "روسيات")
    assert resolved("روسيا", new) == (Status.CHANGED, *place(new, "روسيا"))


def test_an_edit_over_the_edge_of_a_quotation_moves_that_edge_only() -> None:
    new = TEXT.replace("الوفد إلى موسكو كانت", "الوفد إلى مدينة كانت")
    status, start, end = resolved("زيارة الوفد إلى موسكو", new)
    assert (status, start) == (Status.CHANGED, new.index("زيارة"))
    assert new[start:end] == "زيارة الوفد إلى مدينة"


def test_a_quotation_that_was_removed_is_an_orphan() -> None:
    assert resolved("زيارة الوفد إلى موسكو", TEXT.replace("زيارة الوفد إلى موسكو", "")) == (
        Status.ORPHAN,
        None,
        None,
    )
    assert resolved(NAME, "") == (Status.ORPHAN, None, None)
    assert resolved(NAME, "نص آخر لا صلة له بما كان.").status == Status.ORPHAN


def test_the_same_words_in_another_context_are_no_certain_place() -> None:
    new = "التقى الوزير أمس حسام نجار وبحث معه أمورا شتى."
    resolution = resolved(NAME, new)
    assert resolution.status == Status.AMBIGUOUS
    assert resolution.span == place(new, NAME)


def test_one_more_of_what_repeats_leaves_no_place_certain() -> None:
    period = "قال نجار: نعم. "
    old = period * 8
    start = 3 * len(period)
    selector = describe(old, start, start + 3)
    for new in (period * 9, period * 7, "مقدمة. " + old, old + "خاتمة."):
        resolution = resolve(selector, new)
        assert resolution.status == Status.AMBIGUOUS
        assert new[resolution.start : resolution.end] == "قال"
    assert resolve(selector, old + "خاتمة.").start == start  # the nearest is guessed


def test_a_copy_of_a_paragraph_makes_its_quotations_ambiguous() -> None:
    second = TEXT.splitlines(keepends=True)[1]
    assert resolved(NAME, second + TEXT).status == Status.AMBIGUOUS
    assert resolved(NAME, TEXT + second).status == Status.AMBIGUOUS


def test_a_copy_is_not_taken_when_the_marked_place_was_edited() -> None:
    for edited in (
        TEXT.replace("نجار", "النجار"),
        TEXT.replace("نجار إن العلاقة", "نجار يوم أمس إن العلاقة"),
    ):
        assert resolved(NAME, TEXT + edited).status == Status.AMBIGUOUS


def test_a_copy_that_was_put_into_the_marked_place_is_not_taken_for_it() -> None:
    part = "العلاقة مع روسيا لا بد منها"
    start, end = place(TEXT, part)
    copy = TEXT[start - 30 : end + 30]
    for inside in (3, 10, 20):
        new = TEXT[: start + inside] + copy + TEXT[start + inside :]
        assert resolved(part, new).status == Status.AMBIGUOUS


def test_when_one_of_two_like_places_is_gone_the_other_is_not_taken_for_it() -> None:
    block = "ونقلت الوكالة عن المتحدث باسم الوزارة قوله: «لا تعليق لدينا في هذا الشأن اليوم».\n"
    old = block + TEXT + block
    start = old.index("المتحدث")
    for kept in (TEXT + block, block + TEXT):
        assert resolve(describe(old, start, start + 7), kept).status == Status.AMBIGUOUS


def test_a_quotation_over_paragraphs_that_repeat_is_never_certain() -> None:
    first, second, third = TEXT.splitlines(keepends=True)
    old = first + second + third + first
    part = (second + third)[10:100]
    assert resolved(part, "م. " + old, old).status.is_certain
    assert resolved(part, first + second + second + third, old).status == Status.AMBIGUOUS
    part = (third + first)[20:90]
    assert resolved(part, "م. " + old, old).status == Status.AMBIGUOUS


@pytest.mark.parametrize("part", [" ", "ُ", "\n"])
def test_what_leaves_nothing_to_compare_is_found_between_its_exact_contexts(part: str) -> None:
    start = TEXT.index(part)
    selector = describe(TEXT, start, start + len(part))
    assert resolve(selector, "م " + TEXT) == (Status.MOVED, start + 2, start + 2 + len(part))
    assert resolve(selector, TEXT[start + 1 :]).status == Status.ORPHAN


def test_an_empty_quotation_is_an_orphan() -> None:
    assert resolve(Selector(""), TEXT).status == Status.ORPHAN


def test_a_selector_that_knows_no_place_is_moved_to_the_only_one() -> None:
    start, end = place(TEXT, NAME)
    selector = Selector(NAME, TEXT[start - 48 : start], TEXT[end : end + 48])
    assert resolve(selector, TEXT) == (Status.MOVED, start, end)


def test_ligatures_and_presentation_forms_are_compared_as_their_letters() -> None:
    new = "م. " + TEXT.replace("لا بد", "\ufefb بد")
    assert resolved("روسيا لا بد", new) == (Status.CHANGED, *place(new, "روسيا \ufefb بد"))


def test_very_many_places_of_a_word_hide_neither_the_right_one_nor_a_copy() -> None:
    many = "".join(f"وفي {number} أيضا " for number in range(2000))
    old = many + TEXT + many
    start = old.index("في حديث")
    selector = describe(old, start, start + 2)
    anchorer = Anchorer("تمهيد. " + old)
    assert anchorer.resolve(selector) == (Status.MOVED, start + 7, start + 9)
    assert resolve(selector, TEXT + old).status == Status.AMBIGUOUS


def test_the_rival_of_a_quotation_is_the_most_similar_other_place() -> None:
    block = "ونقلت الوكالة عن المتحدث باسم الوزارة قوله: «لا تعليق لدينا في هذا الشأن اليوم».\n"
    assert describe(TEXT, *place(TEXT, NAME)).rival is None
    twice = block + TEXT + block
    span = Span(twice.index("باسم"), twice.index("باسم") + 4)
    assert describe(twice, *span).rival == 1
    half = twice.replace("الوزارة قوله", "الرئاسة الروسية يوم أمس قوله", 1)
    assert 0 < (describe(half, *span).rival or 0) < 1
    assert describe("قال نعم، وقال لا ثم مضى", 0, 3).rival == 0
