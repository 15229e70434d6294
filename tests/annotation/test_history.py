from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from hashiya.annotation.annotation import Annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.history import History

if TYPE_CHECKING:
    from collections.abc import Sequence


def add(identifier: str) -> Edit:
    return Edit(None, Annotation(id=identifier, label="ACTOR", start=0, end=1))


def as_meant(edits: Sequence[Edit]) -> Sequence[Edit]:
    """Makes edits as nobody prevents."""
    return edits


def test_nothing_can_be_undone_or_redone_at_first() -> None:
    history = History()
    assert (history.undo(as_meant), history.redo(as_meant)) == (None, None)


def test_undo_and_redo_walk_along_the_groups() -> None:
    history = History()
    history.record([add("1")])
    history.record([add("2"), add("3")])
    assert history.undo(as_meant) == (add("3").inverse(), add("2").inverse())
    assert history.undo(as_meant) == (add("1").inverse(),)
    assert history.undo(as_meant) is None
    assert history.redo(as_meant) == (add("1"),)
    assert history.redo(as_meant) == (add("2"), add("3"))
    assert history.redo(as_meant) is None


def test_a_new_edit_ends_what_could_be_redone() -> None:
    history = History()
    history.record([add("1")])
    history.undo(as_meant)
    history.record([add("2")])
    assert history.undo(as_meant) == (add("2").inverse(),)
    assert history.undo(as_meant) is None


def test_an_empty_group_is_no_step() -> None:
    history = History()
    history.record([])
    assert history.undo(as_meant) is None


def test_a_group_is_taken_back_and_made_again_as_it_was_truly_made() -> None:
    history = History()
    history.record([add("1"), add("2")])
    # only the second is left to take back
    assert history.undo(lambda edits: edits[:1]) == (add("2").inverse(),)
    assert history.redo(as_meant) == (add("2"),)
    assert history.undo(lambda _: ()) == ()
    assert history.redo(as_meant) is None


@given(st.lists(st.sampled_from(["add", "undo", "redo"]), max_size=60))
def test_a_walk_of_undo_and_redo_leaves_what_two_plain_lists_say(steps: list[str]) -> None:
    history = History()
    done: list[str] = []
    undone: list[str] = []
    applied: list[str] = []
    for number, step in enumerate(steps):
        if step == "add":
            history.record([add(str(number))])
            applied.append(str(number))
            done.append(str(number))
            undone.clear()
            continue
        edits = history.undo(as_meant) if step == "undo" else history.redo(as_meant)
        source, sink = (done, undone) if step == "undo" else (undone, done)
        if source:
            sink.append(source.pop())
        for edit in edits or ():
            if edit.after is None:
                applied.remove(edit.id)
            else:
                applied.append(edit.id)
    assert applied == done
