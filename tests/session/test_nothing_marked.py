"""Paragraphs that were read and have nothing to mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.codebook.label import DEFAULT, NOTHING
from hashiya.messages import Message
from hashiya.services.listing import list_articles
from hashiya.session.commands.key_names import Key
from tests.session.commands.test_hinting import run
from tests.session.marking import labelled, labelled_on_disk, put, store_of

if TYPE_CHECKING:
    from hashiya.session.reader import Reader
    from hashiya.store.tinydb.store import Store
    from tests.conftest import ReaderOf

TEXT = "  \n وصل الوفد. \nغادر الضيف.\n\nانتهى الخبر.\n"


@pytest.fixture
def reader(reader_of: ReaderOf) -> Reader:
    return reader_of(TEXT)


def marked(reader: Reader) -> list[str]:
    return [words for label, words in labelled(reader) if label == NOTHING.name]


def test_a_paragraph_is_marked_as_read(reader: Reader) -> None:
    put(reader, "الضيف")
    run(reader, "|")
    assert marked(reader) == ["غادر الضيف."]
    assert reader.notice == Message("session.paragraph_marked", key=Key("|"))
    assert reader.working_copy.flush()
    assert labelled_on_disk(store_of(reader.working_copy)) == [("NOTHING", "غادر الضيف.")]


def test_again_marks_all_others_in_one_step(reader: Reader) -> None:
    put(reader, "الخبر")
    run(reader, "a")
    put(reader, "الضيف")
    run(reader, "|", "|")
    assert marked(reader) == ["وصل الوفد.", "غادر الضيف."]
    assert reader.notice == Message("session.nothing_marked", count=1)
    run(reader, "|")
    assert reader.notice == Message("session.nothing_left_to_mark")
    run(reader, "u")
    assert marked(reader) == ["غادر الضيف."]


def test_a_paragraph_with_annotations_is_not_marked(reader: Reader) -> None:
    put(reader, "الضيف")
    run(reader, "a", "|")
    assert marked(reader) == []
    assert reader.notice == Message("session.paragraph_has_annotations")


def test_an_annotation_takes_the_mark_away_and_undo_brings_it_back(reader: Reader) -> None:
    put(reader, "الضيف")
    run(reader, "|", "a")
    assert labelled(reader) == [("ACTOR", "الضيف")]
    run(reader, "u")
    assert labelled(reader) == [("NOTHING", "غادر الضيف.")]


def test_undo_says_what_it_takes_back(reader: Reader) -> None:
    put(reader, "الضيف")
    run(reader, "|", "u")
    assert isinstance(reader.notice, Message)
    annotations = Message("session.quoted", words="غادر الضيف.")
    assert reader.notice.parameters["what"] == Message("session.did_nothing_to_mark", annotations=annotations)


def test_the_list_of_articles_counts_marks_apart(reader: Reader, store: Store) -> None:
    put(reader, "الضيف")
    run(reader, "|")
    assert reader.working_copy.flush()
    listing = list_articles(store, DEFAULT.names)
    assert listing.labels == [*DEFAULT.names, "NOTHING"]
    assert [listing.counts(line) for line in listing.lines] == [[0, 0, 0, 1]]


def test_every_label_set_knows_the_label_and_lists_it_not() -> None:
    assert NOTHING.name in DEFAULT
    assert DEFAULT[NOTHING.name] == DEFAULT.get(NOTHING.name) == NOTHING
    assert NOTHING.name not in DEFAULT.names
    assert NOTHING not in list(DEFAULT)


def test_a_text_without_words_has_nothing_to_mark(reader_of: ReaderOf) -> None:
    made = reader_of(" \n")
    run(made, "|")
    assert len(made.annotations) == 0
