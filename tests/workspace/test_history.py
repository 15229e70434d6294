"""Undo and redo follow from the order of the transactions alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from hashiya.annotation.annotation import Annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import Origin, Transaction, new_transaction
from hashiya.workspace.history import History

if TYPE_CHECKING:
    from collections.abc import Sequence


def adding(name: str, key: str = "a.txt", *, by: str = "", origin: Origin = Origin.USER) -> Transaction:
    """A transaction that adds an annotation called `name`."""
    edit = Edit(None, Annotation(id=name, label="ACTOR", start=0, end=1))
    return new_transaction(key, [edit], by=by, command="test", origin=origin)


def named(transaction: Transaction | None) -> str | None:
    """The annotation that a transaction is about."""
    return None if transaction is None else next(iter(transaction.edits.values()))[0].id


def undo(history: History, key: str = "") -> str | None:
    """Takes back what is to be taken back, as nobody prevents; gives the annotation."""
    found = history.to_undo(key)
    if found is not None:
        history.record(found.inverse(by=""))
    return named(found)


def redo(history: History, key: str = "") -> str | None:
    found = history.to_redo(key)
    if found is not None:
        history.record(found.inverse(by=""))
    return named(found)


def history_of(*transactions: Transaction) -> History:
    history = History()
    for transaction in transactions:
        history.record(transaction)
    return history


def test_nothing_can_be_undone_or_redone_at_first() -> None:
    assert (History().to_undo(), History().to_redo()) == (None, None)


def test_undo_and_redo_walk_along_the_transactions() -> None:
    history = history_of(adding("1"), adding("2"))
    assert [undo(history) for _ in range(3)] == ["2", "1", None]
    assert [redo(history) for _ in range(3)] == ["1", "2", None]
    assert [undo(history) for _ in range(3)] == ["2", "1", None]


def test_a_new_transaction_ends_what_could_be_redone() -> None:
    history = history_of(adding("1"))
    undo(history)
    history.record(adding("2"))
    assert redo(history) is None
    assert [undo(history) for _ in range(2)] == ["2", None]


def test_an_undo_that_left_nothing_to_do_is_passed_over_by_undo_and_redo() -> None:
    first, second = adding("1"), adding("2")
    history = history_of(first, second)
    history.record(second.inverse(by="")._replace(edits={"a.txt": ()}))
    assert redo(history) is None
    assert [undo(history) for _ in range(2)] == ["1", None]
    assert [redo(history) for _ in range(2)] == ["1", None]


def test_of_one_article_only_what_changed_that_article_is_undone() -> None:
    both = adding("both")._replace(edits={key: adding("both").edits["a.txt"] for key in ("a.txt", "b.txt")})
    history = history_of(adding("a"), both, adding("b", "b.txt"))
    assert [undo(history, "a.txt") for _ in range(3)] == ["both", "a", None]
    assert undo(history) == "b"
    assert redo(history, "a.txt") == "a"


def test_another_annotators_transactions_are_not_taken_back() -> None:
    history = history_of(adding("mine", by="me"), adding("theirs", by="them"))
    assert named(history.to_undo(by="me")) == "mine"
    assert named(history.to_undo(by="them")) == "theirs"
    assert history.to_undo(by="") is None


def test_what_nobody_decided_is_not_taken_back() -> None:
    history = history_of(
        adding("import", origin=Origin.IMPORT),
        adding("anchoring", origin=Origin.ANCHORING),
        adding("external", origin=Origin.EXTERNAL),
    )
    assert [undo(history) for _ in range(2)] == ["import", None]


def test_a_refused_decision_is_as_if_it_had_not_been_made() -> None:
    first, second = adding("1"), adding("2")
    history = history_of(first, second)
    history.refuse(second)
    assert [undo(history) for _ in range(2)] == ["1", None]


def test_transactions_of_earlier_runs_are_taken_back_after_those_of_this_one() -> None:
    earlier = [adding("1"), adding("2")]
    taken_back = earlier[1].inverse(by="")
    now = adding("3")
    history = history_of(now)
    history.remember([*earlier, taken_back, now])
    assert [undo(history) for _ in range(3)] == ["3", "1", None]


@given(st.lists(st.sampled_from(["add", "undo", "redo"]), max_size=60))
def test_a_walk_of_undo_and_redo_leaves_what_two_plain_lists_say(steps: Sequence[str]) -> None:
    history = History()
    standing: list[str] = []
    undone: list[str] = []
    for number, step in enumerate(steps):
        if step == "add":
            history.record(adding(str(number)))
            standing.append(str(number))
            undone.clear()
        elif step == "undo":
            expected = standing.pop() if standing else None
            assert undo(history) == expected
            undone += [expected] if expected else []
        else:
            expected = undone.pop() if undone else None
            assert redo(history) == expected
            standing += [expected] if expected else []
