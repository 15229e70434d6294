"""Attributes of the annotation that is meant, by single keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.codebook.built_in import BUILT_IN
from hashiya.messages import Message
from hashiya.session.commands.coding import offered, type_value
from hashiya.session.commands.requests import TypeValue
from hashiya.session.known_names import name_of
from hashiya.text.spans import Span
from tests.session.commands.test_hinting import run
from tests.session.marking import put

if TYPE_CHECKING:
    from hashiya.session.reader import Reader
    from tests.conftest import ReaderOf

KIND = BUILT_IN["ACTOR"].attributes[0]
TEXT = "التقى لافروف أحمد الشرع في دمشق، وقال الشرع إن اللقاء مهم."


@pytest.fixture
def reader(reader_of: ReaderOf) -> Reader:
    return reader_of(TEXT)


def attributes(reader: Reader) -> dict[str, object]:
    assert reader.subject is not None
    return dict(reader.subject.attributes)


def test_a_new_annotation_offers_its_first_attribute(reader: Reader) -> None:
    put(reader, "لافروف")
    run(reader, "a", "1")
    assert attributes(reader) == {"kind": "person", "canonical": "لافروف"}


def attributes_of(reader: Reader) -> list[dict[str, object]]:
    return [dict(each.attributes) for each in reader.annotations]


def test_each_value_is_one_undo_step(reader: Reader) -> None:
    put(reader, "لافروف")
    run(reader, "a", "1", "0", "2", "u")
    assert attributes_of(reader) == [{"kind": "person", "canonical": "لافروف"}]
    run(reader, "u")
    assert attributes_of(reader) == [{}]


def test_a_known_name_comes_before_the_words(reader: Reader) -> None:
    put(reader, "أحمد")
    run(reader, "shift+left", "a", "1")
    assert attributes(reader) == {"kind": "person", "canonical": "أحمد الشرع"}
    reader.go_to(TEXT.index("الشرع إن"))
    run(reader, "a")
    assert [value.name for value in reader.offering.values][:2] == ["أحمد الشرع", "الشرع"]
    run(reader, "1")
    assert attributes(reader) == {"kind": "person", "canonical": "أحمد الشرع"}


def test_the_other_names_of_the_article_follow(reader: Reader) -> None:
    put(reader, "لافروف")
    run(reader, "a", "1")
    put(reader, "دمشق")
    run(reader, "a")
    assert [value.name for value in reader.offering.values] == ["سوريا", "دمشق", "لافروف"]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("قال للكرملين", "لكرملين", "الكرملين"),
        ("لبنان بلد", "لبنان", "لبنان"),
        ("رأى وفدا\u064b رسميا\u064b", "وفدا\u064b رسميا\u064b", "وفد رسمي"),
        ("رأى وفد\u064bا", "وفد\u064bا", "وفد"),
        ("كان ذا\u064bكرا", "ذا\u064bكرا", "ذا\u064bكرا"),
        ("علي\n النعسان", "علي\n النعسان", "علي النعسان"),
    ],
)
def test_a_name_has_its_article_and_no_ending_of_an_object(text: str, words: str, name: str) -> None:
    assert name_of(text, Span(text.index(words), text.index(words) + len(words))) == name


def test_a_capital_offers_its_state_first(reader: Reader) -> None:
    put(reader, "دمشق")
    run(reader, "a", "1")
    assert attributes(reader) == {"canonical": "سوريا", "kind": "state"}


def test_a_state_needs_no_key(reader_of: ReaderOf) -> None:
    made = reader_of("أعلنت روسيا ذلك")
    put(made, "روسيا")
    run(made, "a")
    assert attributes(made) == {"canonical": "روسيا", "kind": "state"}


def test_a_value_can_be_typed(reader: Reader) -> None:
    put(reader, "لافروف")
    run(reader, "a")
    asked = type_value(reader)
    assert asked == TypeValue(Message("codebook.attribute_canonical"), "لافروف")
    reader.offering.set("سيرغي لافروف")
    assert attributes(reader) == {"canonical": "سيرغي لافروف"}
    assert reader.offering.item is not None
    assert reader.offering.item.name == "kind"


def test_of_an_event_the_date_is_typed_next(reader: Reader) -> None:
    put(reader, "التقى")
    run(reader, "e")
    assert type_value(reader) == TypeValue(Message("codebook.attribute_date"), "")
    reader.offering.set("2025-10-02")
    assert attributes(reader) == {"date": "2025-10-02"}
    reader.offering.set("")
    assert reader.offering.item is not None


def test_the_name_of_an_annotation_in_sight_is_taken_by_its_hint(reader: Reader) -> None:
    reader.resize(80, 20)
    put(reader, "لافروف")
    run(reader, "a", "1")
    put(reader, "دمشق")
    run(reader, "a", ":")
    assert [span.cut(reader.text) for span in reader.hinting.codes.values()] == ["لافروف"]
    [code] = reader.hinting.codes
    run(reader, *code)
    assert attributes(reader) == {"kind": "person", "canonical": "لافروف"}
    assert not reader.is_hinting


def test_the_end_of_a_relation_is_chosen_by_its_hint(reader: Reader) -> None:
    reader.resize(80, 20)
    put(reader, "لافروف")
    run(reader, "a")
    speaker = reader.subject
    assert speaker is not None
    put(reader, "مهم")
    run(reader, "q", "@", ":")
    [code] = reader.hinting.codes
    run(reader, *code)
    assert [dict(each) for each in reader.annotations[1].relations] == [
        {"type": "speaker", "target": speaker.id}
    ]


def test_without_an_offer_a_hint_goes_to_an_annotation(reader: Reader) -> None:
    reader.resize(80, 20)
    put(reader, "لافروف")
    run(reader, "a")
    put(reader, "مهم")
    run(reader, ":", *"f")
    assert reader.subject is not None
    assert reader.subject.text == "لافروف"


def test_without_annotations_nothing_can_be_chosen_by_a_hint(reader: Reader) -> None:
    reader.resize(80, 20)
    run(reader, ":")
    assert reader.notice == Message("commands.nothing_to_pick")
    assert not reader.is_hinting


def test_an_event_called_by_the_same_word_has_the_same_type(reader_of: ReaderOf) -> None:
    made = reader_of("زيارة دمشق ثم زيارة حلب")
    run(made, "e", "1")
    made.go_to(made.text.rindex("زيارة"))
    run(made, "e")
    assert attributes(made) == {"type": "MEET"}
    run(made, "2")
    assert attributes(made) == {"type": "CONSULT"}


def test_an_actor_that_is_called_alike_needs_no_key(reader_of: ReaderOf) -> None:
    made = reader_of("روسيا دولة، وقالت روسيا ذلك")
    run(made, "a", "3")
    made.go_to(made.text.rindex("روسيا"))
    run(made, "a")
    assert attributes(made) == {"kind": "state", "canonical": "روسيا"}


def test_a_quotation_between_marks_is_direct(reader_of: ReaderOf) -> None:
    made = reader_of("قال «نعم نحن هنا» ثم قال إن الأمر «مهم» جدًا")
    for word, mode in (("نحن", "direct"), ("الأمر", "indirect")):
        put(made, word)
        run(made, "i") if mode == "direct" else None
        run(made, "q")
        assert attributes(made) == {"mode": mode}


def test_a_quote_is_related_to_its_speaker(reader: Reader) -> None:
    put(reader, "لافروف")
    run(reader, "a")
    reader.go_to(TEXT.index("الشرع إن"))
    run(reader, "a")
    speaker = reader.subject
    put(reader, "مهم")
    run(reader, "q", "f7")
    assert [value.title for value in reader.offering.values] == ["الشرع", "لافروف"]
    run(reader, "1")
    assert reader.subject is not None
    assert speaker is not None
    assert reader.subject.relations == ({"type": "speaker", "target": speaker.id},)


def test_more_than_nine_values_come_in_parts(reader: Reader) -> None:
    put(reader, "التقى")
    run(reader, "e")
    first = [value.name for value in reader.offering.values]
    assert len(first) == 9
    run(reader, "0")
    second = [value.name for value in reader.offering.values]
    assert (len(second), set(first) & set(second)) == (9, set())
    run(reader, "2")
    assert attributes(reader) == {"type": second[1]}


def test_the_offer_ends_with_the_next_motion(reader: Reader) -> None:
    put(reader, "لافروف")
    run(reader, "a", "left")
    assert reader.offering.values == ()
    assert reader.offering.item is None


def test_the_offer_ends_with_a_selection_that_begins(reader: Reader) -> None:
    put(reader, "لافروف")
    run(reader, "a", "space")
    assert reader.offering.item is None
    run(reader, "1")
    assert [each.attributes for each in reader.annotations] == [{}]


def test_an_annotation_that_one_goes_to_offers_its_attributes(reader: Reader) -> None:
    put(reader, "لافروف")
    run(reader, "a", "left", "N", "2")
    assert attributes(reader) == {"kind": "organisation", "canonical": "لافروف"}


def test_the_line_names_the_values(reader: Reader) -> None:
    put(reader, "إن")
    run(reader, "q")
    quote = reader.offering.annotation
    assert quote is not None
    reader.offering.give(quote, "mode", "")
    reader.go_to(0)
    assert reader.offering.item is None
    reader.jump(quote.id)
    commands = offered(reader, reader.bindings.page.commands, reader.offering.values)
    assert [(command.keys[0], str(command.short)) for command in commands] == [
        ("1", "direct"),
        ("2", "indirect"),
        ("3", "mixed"),
        ("0", "go on"),
        ('"', "type it"),
    ]


def test_a_label_without_attributes_offers_nothing(reader_of: ReaderOf) -> None:
    made = reader_of(TEXT)
    put(made, "لافروف")
    run(made, "a")
    made.current = None
    assert made.offering.item is None


def test_the_guideline_is_that_of_the_annotation_here(reader: Reader) -> None:
    put(reader, "لافروف")
    run(reader, "a", "!")
    text = BUILT_IN["ACTOR"].guideline
    line = Message("commands.guideline_of", label="ACTOR", text=text)
    assert reader.notice == line
    run(reader, "left", "!")
    assert isinstance(reader.notice, Message)
    lines = str(reader.notice).splitlines()
    assert [each.partition(":")[0] for each in lines] == list(BUILT_IN)


def test_the_value_that_the_annotation_has_is_ticked(reader: Reader) -> None:
    put(reader, "لافروف")
    run(reader, "a", "2")
    reader.jump(reader.annotations[0].id)
    reader.offering.onward()
    while reader.offering.item != KIND:
        reader.offering.onward()
    commands = offered(reader, reader.bindings.page.commands, reader.offering.values)
    ticked = [command.short for command in commands if isinstance(command.short, Message)]
    organisation = KIND.values[1].title
    assert ticked[1] == Message("commands.value_given", title=organisation)
    assert ticked.count(Message("commands.value_given", title=organisation)) == 1


def test_an_end_of_a_relation_is_called_by_its_canonical_name_and_ticked(reader: Reader) -> None:
    put(reader, "لافروف")
    run(reader, "a")
    reader.offering.go_to_free_text()
    reader.offering.set("سيرغي لافروف")
    put(reader, "إن")
    run(reader, "q", "@")
    [speaker] = reader.offering.values
    assert speaker.title == "سيرغي لافروف"
    assert not reader.offering.is_given(speaker.name)
    run(reader, "1", "@")
    assert reader.offering.is_given(speaker.name)


def test_values_for_which_there_is_no_room_come_with_the_next_page(reader: Reader) -> None:
    put(reader, "التقى")
    run(reader, "e")
    every = [value.name for value in reader.offering.values]
    run(reader, "0")
    every += [value.name for value in reader.offering.values]
    assert len(set(every)) == 18
    run(reader, *"00000")
    assert reader.offering.item is not None
    reader.offering.room_for = lambda values: min(4, len(values))
    reader.jump(reader.annotations[0].id)
    while reader.offering.item is None or reader.offering.item.name != "type":
        run(reader, "0")
    pages = [[value.name for value in reader.offering.values]]
    while len(pages) < 5:
        run(reader, "0")
        pages.append([value.name for value in reader.offering.values])
    assert [len(page) for page in pages] == [4, 4, 4, 4, 2]
    assert [name for page in pages for name in page] == every


def test_relating_needs_an_annotation_that_can_be_related(reader: Reader) -> None:
    put(reader, "لافروف")
    run(reader, "@")
    assert reader.notice == Message("commands.no_annotation_here")
    run(reader, "a", "@")
    assert reader.notice == Message("commands.no_relations")
    run(reader, "x")
    put(reader, "إن")
    run(reader, "q", "@")
    assert reader.notice == Message("commands.nothing_to_relate")


def dated(reader_of: ReaderOf, text: str, event: str) -> list[str]:
    """Mark an event, give it a type, and list the dates that are offered next."""
    reader = reader_of(text)
    put(reader, event)
    run(reader, "e", "1")
    item = reader.offering.item
    assert item is not None
    return [value.name for value in reader.offering.values] if item.name == "date" else []


def test_the_date_of_an_event_is_offered_from_its_sentence(reader_of: ReaderOf) -> None:
    text = "الجمعة، 3 أكتوبر 2025\n\nالتقى الوفد الوزير أمس، بعد أن زار دمشق في أيلول.\nواستقبل السفير."
    assert dated(reader_of, text, "التقى") == ["2025-10-02", "2025-09"]
    assert dated(reader_of, text, "زار دمشق") == ["2025-09", "2025-10-02"]
    assert dated(reader_of, text, "السفير") == []


def test_without_the_date_of_the_article_only_complete_dates_are_offered(reader_of: ReaderOf) -> None:
    text = "التقى الوفد الوزير أمس، وزار دمشق في أيلول 2024."
    assert dated(reader_of, text, "التقى") == ["2024-09"]
