"""What the annotations of a folder teach about proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.services.learning import FolderLessons
from tests.proposing import use
from tests.session.marking import span_of
from tests.storing import apply

if TYPE_CHECKING:
    from hashiya.annotation.annotation import Annotation
    from tests.store.conftest import Desk


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    use(monkeypatch, {"روسيا": 0.9})


def _annotate(desk: Desk, name: str, text: str, words: str, canonical: str) -> Annotation:
    path = desk.folder / name
    path.write_text(text)
    article = read_article(path)
    span = span_of(text, words)
    attributes = {"canonical": canonical}
    made = new_annotation(name, article.sha256, text, span, "ACTOR", attributes=attributes)
    apply(desk.store.open(article), [Edit(None, made)])
    return made


def test_the_names_are_those_of_all_other_articles(desk: Desk) -> None:
    first = _annotate(desk, "a.txt", "زارت روسيا", "روسيا", "الأولى")
    second = _annotate(desk, "b.txt", "زارت سوريا", "سوريا", "الثانية")
    lessons = FolderLessons()
    lessons.read(desk.store)
    assert list(lessons.names_without("a.txt", [first])["ACTOR"]) == ["الثانية"]
    assert list(lessons.names_without("b.txt", [second])["ACTOR"]) == ["الأولى"]
    assert set(lessons.names_without("c.txt", [])["ACTOR"]) == {"الأولى", "الثانية"}


def test_the_article_that_is_left_out_before_the_store_is_read_stays_out(desk: Desk) -> None:
    first = _annotate(desk, "a.txt", "زارت روسيا", "روسيا", "الأولى")
    _annotate(desk, "b.txt", "زارت سوريا", "سوريا", "الثانية")
    lessons = FolderLessons()
    lessons.names_without("a.txt", [first])
    lessons.read(desk.store)
    assert list(lessons.names_without("a.txt", [first])["ACTOR"]) == ["الثانية"]


def test_an_article_that_is_gone_or_changed_teaches_no_wrong_places(desk: Desk) -> None:
    _annotate(desk, "a.txt", "زارت روسيا", "روسيا", "الأولى")
    _annotate(desk, "b.txt", "زارت سوريا", "سوريا", "الثانية")
    (desk.folder / "a.txt").unlink()
    (desk.folder / "b.txt").write_text("نص آخر")
    lessons = FolderLessons()
    lessons.read(desk.store)
    lessons.learn()
    assert lessons.is_read
    assert [each.annotations for each in lessons._examples.values()] == [[]]


def test_reading_ends_when_it_is_wanted_no_more(desk: Desk) -> None:
    _annotate(desk, "a.txt", "زارت روسيا", "روسيا", "الأولى")
    lessons = FolderLessons()
    lessons.read(desk.store, is_ended=lambda: True)
    assert not lessons.is_read
