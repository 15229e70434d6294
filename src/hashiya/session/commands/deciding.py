"""Answers to the questions that only the analyst can decide."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.session.commands.asks import Ask
from hashiya.session.commands.command import Group, Place
from hashiya.session.commands.list_steps import declare_list_steps
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from hashiya.session.questions import Question
    from hashiya.session.reader import Reader


@dataclass(frozen=True, slots=True)
class AtQuestion:
    """The context of an answer.

    Attributes:
        reader: the open article.
        question: the question of the list's row; None when no question is open.
    """

    reader: Reader
    question: Question | None


deciding: Group[AtQuestion] = Group(Message("commands.group_deciding"), Place.QUESTIONS)


def _is_asked(at: AtQuestion) -> bool:
    return at.question is not None


@deciding.command(
    "decide.look",
    "enter",
    title=Message("commands.look"),
    short=Message("commands.look_short"),
    when=_is_asked,
)
def look(at: AtQuestion) -> Ask:
    """Select the place that the question is about, on the page."""
    if at.question is not None and (place := at.question.place) is not None:
        end = min(place.end, len(at.reader.text))
        at.reader.select(Span(min(place.start, end), end))
    return Ask.CLOSE_DIALOG


def _can_be_answered(at: AtQuestion, answer: str) -> bool:
    return at.question is not None and answer in at.question.answers


def decide(at: AtQuestion, answer: str) -> None:
    """Answer a question; ``place`` puts its annotation on the selection, or else on the caret's word.

    Raises:
        HashiyaError: the answer cannot be saved, or was not agreed to; the question stays open.
    """
    if at.question is not None:
        at.reader.refuse_changes()
        at.reader.show_edits(at.reader.questions.answer(at.question, answer, at.reader.target))


def _declare_answers() -> None:
    for answer, keys, title, short in (
        ("mine", ("m",), Message("commands.keep_mine"), Message("commands.mine_short")),
        ("theirs", ("t",), Message("commands.keep_theirs"), Message("commands.theirs_short")),
        ("both", ("b",), Message("commands.keep_both"), Message("commands.both_short")),
        ("confirm", ("c",), Message("commands.confirm"), Message("commands.confirm_short")),
        ("place", ("p",), Message("commands.place"), Message("commands.place_short")),
        ("drop", ("x", "delete"), Message("commands.drop_annotation"), Message("commands.remove_short")),
    ):
        can_be_answered = partial(_can_be_answered, answer=answer)
        declare = deciding.command(f"decide.{answer}", *keys, title=title, short=short, when=can_be_answered)
        declare(partial(decide, answer=answer))


_declare_answers()


@deciding.command(
    "decide.later",
    "escape",
    "r",
    title=Message("commands.later"),
    short=Message("commands.later_short"),
    is_essential=True,
)
def later(_: AtQuestion) -> Ask:
    """Leave the questions open."""
    return Ask.CLOSE_DIALOG


declare_list_steps(deciding, "decide", Message("commands.row_question"))
