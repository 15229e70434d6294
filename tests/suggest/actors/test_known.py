"""Names that annotations give are found again, in the article itself and in others of the folder."""

from __future__ import annotations

from hashiya.messages import Message
from tests.suggest.actors.marking import annotation, propose, read


def test_each_other_mention_of_an_annotated_name_is_found_with_its_canonical_name() -> None:
    text, spans = read("أعلن [المخزن] الأمر. و[المخزن] لا يرد، ول[لمخزن] رأي. والمخزنية غير ذلك.")
    found = propose(text, [annotation(text, "المخزن", "الدولة المغربية", "organisation")])
    assert [each.span for each in found] == spans
    assert {each.attributes["canonical"] for each in found} == {"الدولة المغربية"}
    assert {each.attributes["kind"] for each in found} == {"organisation"}
    assert found[0].reason == Message("suggest.marked_here", count=1)


def test_a_name_that_is_marked_elsewhere_is_found_with_the_count() -> None:
    elsewhere = [annotation(text, "سبها تف") for text in ("سبها تف أ", "ب سبها تف", "ج سبها تف د")]
    found = propose("وصلت إلينا سبها تف أمس.", elsewhere=elsewhere)
    assert [each.reason for each in found] == [Message("suggest.marked_elsewhere", count=3)]


def test_a_description_that_is_marked_elsewhere_is_not_likely_here() -> None:
    elsewhere = [annotation("المسؤول الكبير", "المسؤول الكبير", "علي باقر", "person")]
    assert propose("جلس معنا المسؤول الكبير طويلا.", elsewhere=elsewhere) == []


def test_a_state_that_is_marked_elsewhere_must_act_here_too() -> None:
    elsewhere = [annotation("قالت سوريا", "سوريا", "سوريا", "state")]
    text, spans = read("عاش في سوريا، وقالت [سوريا] ذلك.")
    assert [each.span for each in propose(text, elsewhere=elsewhere)] == spans


def test_a_known_name_goes_on_with_the_adjectives_of_an_organisation() -> None:
    elsewhere = [annotation("القيادة السورية", "القيادة السورية", "القيادة السورية", "organisation")]
    (found,) = propose("تسعى القيادة السورية الجديدة إلى ذلك.", elsewhere=elsewhere)
    assert found.span == (5, 28)
    assert found.attributes["canonical"] == "القيادة السورية"


def test_the_title_of_someone_marked_elsewhere_is_no_name() -> None:
    elsewhere = [annotation("وزير الدفاع السوري", "وزير الدفاع السوري", kind="person")]
    marked = "التقى وزير الدفاع السوري [مرهف أبو قصرة] ضيفه."
    text, spans = read(marked)
    assert [each.span for each in propose(text, elsewhere=elsewhere)] == spans
