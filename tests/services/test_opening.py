from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.messages import Message
from hashiya.services.opening import open_article, read_as_opened, read_listed
from hashiya.services.other_reading import OtherReadingError, other_reading, refuse_other_reading
from hashiya.text.spans import Span
from tests.refusals import refused
from tests.storing import apply

if TYPE_CHECKING:
    from tests.store.conftest import Desk

SHORT = "مرحبا"


@pytest.fixture
def encoded(desk: Desk) -> Desk:
    """A desk whose article was annotated as ISO 8859-6, which is not what its bytes are guessed to be."""
    desk.article.path.write_bytes(SHORT.encode("iso-8859-6"))
    article = read_article(desk.article.path, "iso-8859-6")
    made = new_annotation("articles/a.txt", article.sha256, article.text, Span(0, 5), "ACTOR")
    apply(desk.store.open(article), [Edit(None, made)])
    return desk


def test_an_article_is_opened_in_the_encoding_of_its_annotations(encoded: Desk) -> None:
    article, annotations = open_article(encoded.store, encoded.article.path)
    assert (article.text, article.encoding) == (SHORT, "iso-8859-6")
    assert [each.text for each in annotations.load().annotations] == [SHORT]
    assert read_as_opened(encoded.store, encoded.article.path).text == SHORT
    assert read_listed(encoded.store, encoded.article.path).text == SHORT


def test_an_encoding_asked_for_goes_first_and_is_told_from_the_own_one(encoded: Desk) -> None:
    article, _ = open_article(encoded.store, encoded.article.path, "cp1252")
    assert (
        article.encoding == read_as_opened(encoded.store, encoded.article.path, "cp1252").encoding == "cp1252"
    )
    other = other_reading(encoded.store, article)
    assert other is not None
    assert (other.own, other.encoding, other.is_certain, other.annotations) == (
        "iso-8859-6",
        "cp1252",
        True,
        1,
    )
    expected = Message(
        "services.encoding_recorded", article="a.txt", encoding="cp1252", own="iso-8859-6", count=1
    )
    with refused(expected, OtherReadingError) as error:
        refuse_other_reading(encoded.store, article, Message("store.try_again"))
    assert error.value.advice == Message("store.try_again")


def test_an_article_that_nobody_annotated_may_be_read_in_any_encoding(desk: Desk) -> None:
    desk.article.path.write_bytes(SHORT.encode("iso-8859-6"))
    article, _ = open_article(desk.store, desk.article.path, "cp1252")
    refuse_other_reading(desk.store, article)
    assert not desk.store.folder.exists()


def test_an_article_that_is_not_there_is_refused(desk: Desk) -> None:
    for opened in (open_article, read_as_opened):
        gone = desk.folder / "gone.txt"
        with refused(Message("files.cannot_read", path=gone, cause=Message("files.missing"))):
            opened(desk.store, gone)
