"""``hashiya settle``: whose differences are settled, and in which articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hashiya.cli import reading
from hashiya.messages import Message
from hashiya.tui.app import HashiyaApp
from hashiya.tui.launch import open_reader
from tests.cli.conftest import ARTICLE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Answer, Shell

OTHER = "articles/b.txt"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[Path], dict[str, Any]]]:
    """The paths and options with which the reader was opened."""
    calls: list[tuple[list[Path], dict[str, Any]]] = []

    def read(paths: list[Path], **options: Any) -> int:
        calls.append((paths, options))
        return 0

    monkeypatch.setattr(reading, "read", read)
    return calls


@pytest.fixture
def shared(shell: Shell) -> Shell:
    """Three have annotated one article, and one of them another."""
    (shell.folder / OTHER).write_text("مقال آخر عن موسكو.", encoding="utf-8")
    for name in ("سارة", "omar", "lina"):
        shell.annotate(4, 22, "ACTOR", "--annotator", name)
    shell("annotate", OTHER, "--start", 0, "--end", 4, "--label", "EVENT", "--annotator", "omar")
    return shell


def refused(answer: Answer, message: Message, status: int = 1) -> bool:
    return answer.status == status and message in answer.said


def test_the_articles_that_both_have_annotated_are_opened(
    shared: Shell, opened: list[tuple[list[Path], dict[str, Any]]]
) -> None:
    assert shared("settle", "سارة", "omar", "--theme", "light").status == 0
    [(paths, options)] = opened
    assert [path.resolve() for path in paths] == [(shared.folder / ARTICLE).resolve()]
    assert (options["settling"], options["theme"]) == (["سارة", "omar"], "light")


def test_further_words_are_annotators_and_then_paths(
    shared: Shell, opened: list[tuple[list[Path], dict[str, Any]]]
) -> None:
    assert shared("settle", "omar", "lina", "سارة", ARTICLE).status == 0
    assert shared("settle", "omar", "lina", "articles").status == 0
    assert [options["settling"] for _, options in opened] == [["omar", "lina", "سارة"], ["omar", "lina"]]


def test_an_article_of_one_annotator_alone_has_nothing_to_settle(
    shared: Shell, opened: list[tuple[list[Path], dict[str, Any]]]
) -> None:
    answer = shared("settle", "omar", "lina", OTHER)
    assert refused(answer, Message("cli.nothing_to_settle", names=("omar", "lina")))
    assert opened == []


@pytest.mark.parametrize(
    ("words", "message", "status"),
    [
        (("omar", "nobody"), Message("cli.unknown_annotator", name="nobody"), 1),
        (("omar", "omar"), Message("cli.annotator_twice", name="omar"), 2),
        (("omar", "gold"), Message("cli.gold_is_result", name="gold"), 2),
        (("omar",), Message("cli.missing", program="hashiya settle", arguments="B"), 2),
    ],
)
def test_names_that_cannot_be_settled_between_are_refused(
    shared: Shell, words: tuple[str, ...], message: Message, status: int
) -> None:
    assert refused(shared("settle", *words), message, status)


def test_more_annotators_than_digits_are_refused(shared: Shell) -> None:
    names = [f"annotator{number}" for number in range(10)]
    for name in names:
        shared.annotate(4, 22, "ACTOR", "--annotator", name)
    assert refused(shared("settle", *names), Message("cli.too_many_annotators", count=9), 2)


def test_a_path_that_does_not_exist_is_refused(shared: Shell) -> None:
    assert "files.cannot_read" in shared("settle", "omar", "lina", "nowhere").ids


def test_the_reader_opens_on_the_settled_annotations(shared: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    apps: list[HashiyaApp] = []

    def run(app: HashiyaApp) -> None:
        apps.append(app)

    monkeypatch.setattr(HashiyaApp, "run", run)
    shared.annotate(23, 28, "EVENT", "--annotator", "سارة")
    store = shared.folder / "annotations"
    open_reader([shared.folder / ARTICLE], store, annotator="mona", settling=["سارة", "omar"])
    [app] = apps
    reader = app.articles.first
    assert reader is not None
    assert reader.settling is not None
    reader.settling.start()
    assert reader.settling.wait()
    reader.settling.take(0)
    assert reader.close()
    agreed, decided = shared.exported("--annotator", "gold")
    assert (agreed["annotator"], decided["annotator"]) == ("gold", "gold")
    assert {each["annotator"] for each in agreed["settled"]["from"]} == {"سارة", "omar"}
    assert (decided["label"], decided["settled"]["by"]) == ("EVENT", "mona")
