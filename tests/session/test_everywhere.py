"""Labelling the other occurrences of an annotation, from the open article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from hashiya.session.commands.annotating import everywhere
from hashiya.session.commands.key_names import Key
from hashiya.session.commands.requests import ShowOccurrences
from hashiya.session.everywhere import Everywhere
from hashiya.session.labelling import label
from hashiya.store.tinydb.store import Store
from hashiya.text.spans import Span
from hashiya.workspace.workspace import Workspace
from tests.refusals import refused
from tests.session.commands.test_hinting import run
from tests.session.marking import put

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.session.reader import Reader
    from tests.conftest import ReaderOf

TEXT = "أعلنت روسيا ذلك. وروسيا شريك، ولا روسيًا هنا، بل بروسيا."


@pytest.fixture
def reader(reader_of: ReaderOf, store: Store, tmp_path: Path) -> Reader:
    (tmp_path / "other.txt").write_text("في روسيا")
    made = reader_of(TEXT, workspace=Workspace(store))
    put(made, "أعلنت")
    made.move("left")
    label(made, "ACTOR")
    return made


def asked(reader: Reader) -> Everywhere:
    """Press the key, and find what the list shows."""
    request = everywhere(reader)
    assert isinstance(request, ShowOccurrences)
    found = Everywhere(reader, request.model)
    found.add(found.look_here())
    return found


def marked(reader: Reader) -> list[int]:
    return [annotation.start for annotation in reader.annotations]


def test_the_other_occurrences_of_the_article_are_labelled_at_once(reader: Reader) -> None:
    found = asked(reader)
    assert marked(reader) == [6]
    found.label({})
    assert marked(reader) == [6, 18, 50]
    assert reader.notice == Message("commands.labelled_everywhere", count=2, text="روسيا", label="ACTOR")
    reader.undoing.undo()
    assert marked(reader) == [6]


def test_an_occurrence_that_is_struck_stays_as_it_is(reader: Reader) -> None:
    found = asked(reader)
    found.strike(found.found[0])
    found.label({})
    assert marked(reader) == [6, 50]


def test_one_that_is_struck_twice_is_taken_in_again(reader: Reader) -> None:
    found = asked(reader)
    found.strike(found.found[0])
    found.strike(found.found[0])
    assert len(found.accepted) == 2


def test_nothing_is_labelled_if_all_are_struck(reader: Reader) -> None:
    found = asked(reader)
    for each in found.found:
        found.strike(each)
    with refused("commands.nothing_accepted"):
        found.label({})


def test_the_whole_folder_is_one_change_that_undo_takes_back_here(reader: Reader, tmp_path: Path) -> None:
    store = Store(tmp_path / "annotations")
    found = asked(reader)
    found.label({})
    found = asked(reader)
    assert found.found == ()
    found.add(found.look_elsewhere(store), is_folder=True)
    assert [each.key for each in found.accepted] == ["other.txt"]
    found.label(found.edits_elsewhere(store))
    assert reader.working_copy.flush()
    assert [each.text for each in Store(store.folder).load("other.txt").annotations] == ["روسيا"]
    reader.undoing.undo()
    assert reader.working_copy.flush()
    assert Store(store.folder).load("other.txt").annotations == ()
    assert marked(reader) == [6, 18, 50]


def test_without_an_annotation_there_is_nothing_to_look_for(reader: Reader) -> None:
    put(reader, "شريك")
    assert everywhere(reader) is None
    assert reader.notice == Message("commands.no_annotation_here")


def test_a_label_counts_the_other_occurrences_without_describing_them(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("each place was described, which takes a while for thousands of them")

    monkeypatch.setattr("hashiya.services.everywhere.describe", refuse)
    run(reader, "u")
    put(reader, "أعلنت")
    reader.move("left")
    label(reader, "ACTOR")
    assert reader.notice == Message("commands.occurs_again", count=2, key=Key("*"))


def test_a_part_of_a_longer_known_name_is_struck_at_first(reader_of: ReaderOf) -> None:
    text = "زار محمد بن سلمان الرياض. وقال محمد إن محمد بن سلمان، وصل. أما سلمان ومحمد فلا."
    reader = reader_of(text)
    reader.select(Span(4, 17))
    label(reader, "ACTOR")
    reader.offering.go_to_free_text()
    reader.offering.set("محمد بن سلمان")
    reader.go_to(text.index("محمد إن"))
    label(reader, "ACTOR")
    found = asked(reader)
    assert [each.after[:4] for each in found.found] == [" بن ", " فلا"]
    assert [each.after[:4] for each in found.struck] == [" بن "]
    assert [each.after for each in found.accepted] == [" فلا."]
    found.strike(found.found[0])
    assert len(found.accepted) == 2
    reader.go_to(text.index("سلمان ومحمد"))
    label(reader, "ACTOR")
    again = asked(reader)
    assert [each.before[-3:] for each in again.struck] == ["بن "]
    assert again.accepted == []
