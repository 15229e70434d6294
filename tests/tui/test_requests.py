from __future__ import annotations

from pathlib import Path
from typing import get_args
from unittest.mock import Mock

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.session.commands.asks import Ask, ListStep
from hashiya.session.commands.requests import (
    AskAttributes,
    AskName,
    Copy,
    GoToHit,
    GoToMention,
    GoToSpan,
    OpenArticle,
    Request,
    SetMeasure,
    ShowOccurrences,
    TypeValue,
    WriteNote,
)
from hashiya.store.repository.draft import Draft
from hashiya.text.spans import Span
from hashiya.tui.requests import fulfil

ANNOTATION = new_annotation("a.txt", "0" * 64, "text", Span(0, 4), "ACTOR")
MENTION = GoToMention("a.txt", "1")
SPAN = GoToSpan("a.txt", Span(0, 3), "ACTOR")
EVERY: list[Request] = [
    *Ask,
    *ListStep,
    WriteNote(Draft(ANNOTATION, "")),
    ShowOccurrences(ANNOTATION),
    TypeValue("date", ""),
    AskName("name"),
    AskAttributes("ACTOR"),
    GoToHit("a.txt", Span(1, 2)),
    Copy(Span(1, 2)),
    SetMeasure(4),
    OpenArticle(Path("a.txt")),
]


# an id with a number that is drawn again would be another in each process that collects
@pytest.mark.parametrize("request_", EVERY, ids=lambda each: getattr(each, "name", type(each).__name__))
def test_a_request_is_carried_out_by_one_call(request_: Request) -> None:
    host, screen = Mock(), Mock()
    fulfil(request_, host, screen)
    assert len(host.mock_calls + screen.mock_calls) == 1


def test_a_mention_is_gone_to_behind_the_list() -> None:
    host, screen = Mock(), Mock()
    fulfil(MENTION, host, screen)
    screen.close.assert_called_once_with()
    host.articles.jumping.go_to_mention.assert_called_once_with("a.txt", "1")


def test_a_span_is_gone_to_behind_the_list() -> None:
    host, screen = Mock(), Mock()
    fulfil(SPAN, host, screen)
    screen.close.assert_called_once_with()
    host.articles.jumping.go_to_span.assert_called_once_with("a.txt", Span(0, 3), "ACTOR")


def test_every_request_is_tried() -> None:
    assert {type(request) for request in (*EVERY, MENTION, SPAN)} == set(get_args(Request))
