"""Labelling every other occurrence of an annotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import Annotation, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import transaction_over
from hashiya.article.reading import read_article
from hashiya.messages import Message
from hashiya.services import everywhere
from hashiya.services.everywhere import Occurrence, edits_for, occurrences_below, occurrences_in, unlabelled
from hashiya.text.occurrences import Name
from hashiya.text.spans import Span
from tests.storing import apply

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.store.conftest import Desk

TEXTS = {
    "a.txt": "زارت روسيا سوريا.\nوروسيا لا روسيًا.",
    "sub/b.txt": "أعلنت روسيا ذلك",
    "c.txt": "لا شيء هنا",
    "d.md": "بروسيا",
}


@pytest.fixture
def folder(desk: Desk) -> Desk:
    (desk.folder / "articles" / "a.txt").unlink()
    for name, text in TEXTS.items():
        path = desk.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return desk


def _model(desk: Desk) -> Annotation:
    """Label the first occurrence, as an analyst would."""
    article = read_article(desk.folder / "a.txt")
    repository = desk.store.open(article)
    span = Span(5, 10)
    made = new_annotation(
        "a.txt", article.sha256, article.text, span, "ACTOR", attributes={"canonical": "روسيا"}, annotator="b"
    )
    apply(repository, [Edit(None, made)])
    return made


def _places(found: list[Occurrence]) -> set[tuple[str, int]]:
    return {(each.key, each.span.start) for each in found}


def test_the_other_occurrences_of_the_folder_are_found(folder: Desk) -> None:
    model = _model(folder)
    found = list(occurrences_below(folder.store, model))
    assert _places(found) == {("a.txt", 19), ("sub/b.txt", 6), ("d.md", 1)}
    assert _places(list(occurrences_below(folder.store, model, but="a.txt"))) == {
        ("sub/b.txt", 6),
        ("d.md", 1),
    }


def test_an_occurrence_is_shown_with_its_paragraph_alone(folder: Desk) -> None:
    model = _model(folder)
    [here] = [each for each in occurrences_below(folder.store, model) if each.key == "a.txt"]
    assert (here.before, here.text, here.after) == ("و", "روسيا", " لا روسيًا.")


def test_another_label_or_annotator_does_not_stand_in_the_way(folder: Desk) -> None:
    article = read_article(folder.folder / "sub" / "b.txt")
    event = new_annotation("sub/b.txt", article.sha256, article.text, Span(6, 11), "EVENT", annotator="b")
    theirs = new_annotation("sub/b.txt", article.sha256, article.text, Span(6, 11), "ACTOR", annotator="c")
    mine = new_annotation("sub/b.txt", article.sha256, article.text, Span(0, 11), "ACTOR", annotator="b")
    model = _model(folder)

    def found(*annotations: Annotation) -> int:
        return len(list(occurrences_in(article, "sub/b.txt", annotations, model, Name("روسيا"))))

    assert found(event, theirs) == 1
    assert found(mine) == 0


def test_they_are_labelled_and_taken_back_as_one(folder: Desk) -> None:
    model = _model(folder)
    edits, failed = edits_for(folder.store, occurrences_below(folder.store, model), model, by="b")
    assert not failed
    assert set(edits) == {"a.txt", "sub/b.txt", "d.md"}
    transaction = transaction_over(edits, by="b", command="annotation.everywhere")
    folder.store.commit(transaction)
    [made] = folder.store.load("d.md").annotations
    assert (made.text, made.label, made.attributes, made.annotator) == (
        "روسيا",
        "ACTOR",
        {"canonical": "روسيا"},
        "b",
    )
    assert list(occurrences_below(folder.store, model)) == []
    folder.store.commit(transaction.inverse(by="b"))
    assert folder.store.load("a.txt").annotations == (model,)
    assert folder.store.load("d.md").annotations == ()


def test_an_article_that_changed_meanwhile_is_left_as_it_is(folder: Desk) -> None:
    model = _model(folder)
    found = list(occurrences_below(folder.store, model))
    (folder.folder / "d.md").write_text("في روسيا")
    edits, failed = edits_for(folder.store, found, model)
    assert {key: error.told for key, error in failed.items()} == {
        "d.md": Message("services.article_changed", article="d.md")
    }
    assert set(edits) == {"a.txt", "sub/b.txt"}


def test_an_article_that_did_not_change_is_not_read_again(
    folder: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = _model(folder)
    found = list(occurrences_below(folder.store, model))
    assert all(each.version for each in found)
    with monkeypatch.context() as patch:
        patch.setattr(everywhere, "read_listed", None)
        unread, _ = edits_for(folder.store, found, model)
    read, _ = edits_for(folder.store, [each._replace(version=None) for each in found], model)
    assert _made(unread) == _made(read)


def test_a_context_that_changed_meanwhile_is_taken_anew(folder: Desk) -> None:
    model = _model(folder)
    found = list(occurrences_below(folder.store, model))
    (folder.folder / "d.md").write_text("بروسيا اليوم")
    edits, failed = edits_for(folder.store, found, model)
    assert not failed
    article = read_article(folder.folder / "d.md")
    assert [each[1:] for each in _made(edits)["d.md"]] == [("روسيا", " اليوم", article.sha256)]


def _made(edits: Mapping[str, Sequence[Edit]]) -> dict[str, list[tuple[str, ...]]]:
    """The place of each annotation that is made, by article."""
    made = {key: [edit.after for edit in group] for key, group in edits.items()}
    return {
        key: [(each.prefix, each.text, each.suffix, each.sha256) for each in group if each is not None]
        for key, group in made.items()
    }


def test_an_article_of_guessed_encoding_is_read_again(folder: Desk) -> None:
    (folder.folder / "e.txt").write_bytes("زارت وزيرة الخارجية روسيا اليوم في موسكو".encode("cp1256"))
    found = list(occurrences_below(folder.store, _model(folder)))
    assert [each.version for each in found if each.key == "e.txt"] == [None]


def test_an_unreadable_article_is_passed_over(folder: Desk) -> None:
    (folder.folder / "e.txt").write_bytes(b"\x7fELF\0\0\0" * 9)
    assert len(list(occurrences_below(folder.store, _model(folder)))) == 3


def test_the_search_ends_when_nobody_waits_for_it(folder: Desk) -> None:
    assert list(occurrences_below(folder.store, _model(folder), is_ended=lambda: True)) == []


def test_no_place_within_or_across_an_annotation_of_the_label_is_found() -> None:
    text = "روسيا الآن روسيا ثم روسيا و روسيا"

    def marked(start: int, end: int, label: str = "ACTOR") -> Annotation:
        return new_annotation("a.txt", "0" * 64, text, Span(start, end), label)

    model, name = marked(0, 5), Name("روسيا")
    around = [model, marked(6, 19), marked(8, 10), marked(20, 25, "EVENT"), marked(30, 33)]
    assert list(unlabelled(text, around, model, name)) == [Span(20, 25)]
    assert list(unlabelled(text, around[::-1], model, name)) == [Span(20, 25)]
    assert list(unlabelled(text, [], model, Name("مصر"))) == []
