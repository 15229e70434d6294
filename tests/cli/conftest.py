from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.cli import telling
from hashiya.cli.main import main
from hashiya.messages import Message
from tests.storing import store_files, store_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "زار اللواء علي النعسان موسكو، وقال: «العلاقة مع روسيا لا بد منها»."
ARTICLE = "articles/a.txt"


@dataclass
class Answer:
    status: int
    out: str
    err: str
    said: list[Message | str]
    """What was told to the person, in order; a blank line is empty text."""

    @property
    def ids(self) -> list[str]:
        """The ids of what was told, each before those of the messages within."""
        return [id_ for each in self.said for id_ in _ids_in(each)]

    def says(self, message: Message) -> bool:
        """Whether a message stands in what was printed."""
        return str(message) in self.out + self.err


def _ids_in(value: object) -> Iterator[str]:
    if isinstance(value, Message):
        yield value.id
        for each in value.parameters.values():
            yield from _ids_in(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from _ids_in(each)


@dataclass
class Shell:
    """A current folder with one article, in which commands are called."""

    folder: Path
    capture: pytest.CaptureFixture[str]
    said: list[Message | str]

    def __call__(self, *arguments: object) -> Answer:
        self.capture.readouterr()
        self.said.clear()
        status = main([str(argument) for argument in arguments])
        return Answer(status, *self.capture.readouterr(), [*self.said])

    def annotate(self, start: int = 4, end: int = 22, label: str = "ACTOR", *rest: str) -> str:
        answer = self("annotate", ARTICLE, "--start", start, "--end", end, "--label", label, *rest)
        assert (answer.status, answer.err) == (0, "")
        return answer.out.strip()

    def exported(self, *arguments: object) -> list[dict[str, Any]]:
        answer = self("export", *arguments)
        assert (answer.status, answer.err) == (0, "")
        return [json.loads(line) for line in answer.out.splitlines()]

    @property
    def store_file(self) -> Path:
        (file,) = store_files(self.store_folder)
        return file

    @property
    def store_folder(self) -> Path:
        """The folder of the annotator."""
        return store_in(self.folder / "annotations").folder

    def snapshot(self) -> dict[str, bytes]:
        """Every file of the folder."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file()
        }


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    (tmp_path / "articles").mkdir()
    (tmp_path / ARTICLE).write_bytes(TEXT.encode())
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HASHIYA_STORE", raising=False)
    said: list[Message | str] = []
    rows_of = telling._plain_rows

    def record(line: telling.Line, width: int) -> Iterator[str]:
        text: Any = line.text
        is_framed = isinstance(text, Message) and text.id == "cli.said"
        told: Any = text.parameters["told"] if is_framed else text
        said.append(told)
        return rows_of(line, width)

    monkeypatch.setattr(telling, "_plain_rows", record)
    return Shell(tmp_path, capsys, said)
