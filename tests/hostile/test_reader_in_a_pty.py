"""The reader with hostile text in all that it shows, screen by screen: the bytes that it sends are read."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.article.reading import read_article
from hashiya.codebook.label import DEFAULT
from hashiya.codebook.labels import load_labels
from hashiya.session.commands.bindings import Bindings
from hashiya.store import open_repository
from hashiya.terminal.mode import Mode
from hashiya.text.cleaning import clean
from hashiya.text.spans import Span
from tests.hostile.sent_bytes import Sent, read_sent
from tests.hostile.texts import CHANGED_NAME, LONE, NAME_CONTROLS, hostile, make_folder
from tests.shares import sampled
from tests.storing import store_files
from tests.terminals.pty_program import QUIET, PtyProgram
from tests.tui.driving import annotations_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from hashiya.session.commands.command import Command

pytestmark = sampled(3)

TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "XTERM_VERSION": "XTerm(379)"}
NAME = f"a{NAME_CONTROLS}NAME.txt"
ESCAPE = b"\x1b"
KEYS = {
    "space": b" ",
    "enter": b"\r",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "escape": ESCAPE,
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "delete": b"\x1b[3~",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
}
LEAVING = (
    "app.leave",
    "app.suspend",
    "view.library",
    "view.next_article",
    "view.previous_article",
    "library.open",
)
OPENING = (
    "view.done",
    "app.",
    "find.",
    "library.search",
    "library.progress",
    "story.carry",
    "hints.open",
    "margin.enter",
    "annotation.everywhere",
    "annotation.label",
    "annotation.note",
    "annotation.pick",
    "attribute.type",
    "library.filter",
    "proposal.",
    "registry.open",
)
"""Commands after which Escape brings the page or the list back."""
WORDS = {"find.open": "search", "library.filter": "filter"}
"""What is shown by some of them, and is waited for."""
AT_REST = 0.06
"""Seconds without a byte or work after a key that is no escape, so that nothing of it is held back."""


class Reader:
    """The reader in a terminal that a test plays."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        self.program = PtyProgram(folder, TERMINAL | environment, *arguments)
        self.program.resize(150, 40)

    def press(self, key: bytes, until: str = "") -> Sent:
        """Presses a key; what was sent until a word was among it and then nothing more came."""
        before = len(self.program.sent)
        self.program.answer(key)
        self.program.read_until(until.encode(), before)
        self.program.read_until_quiet(QUIET if key == ESCAPE else AT_REST)
        return read_sent(self.program.sent[before:])

    def paste(self, text: str, until: str = "") -> Sent:
        data = text.encode("utf-8", "surrogatepass").replace(b"\x00", b"")
        return self.press(b"\x1b[200~" + data + b"\x1b[201~", until)

    def wait_for(self, word: str) -> None:
        self.program.read_until(word.encode())
        self.program.read_until_quiet()

    def paste_much(self, data: bytes) -> None:
        """Sends more than the terminal takes at once; what comes meanwhile is read."""
        self.program.answer_much(data)
        self.program.read_until_quiet()

    def leave(self) -> Sent:
        """Ends the reader; all that it has sent."""
        self.program.answer(ESCAPE)
        self.program.read_until_quiet()
        assert self.program.leave() == 0
        assert self.program.sent.count(b"\x1b[?1049l") == 1
        return read_sent(self.program.sent)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_folder(tmp_path)
    return tmp_path


@pytest.fixture
def started() -> Iterator[list[Reader]]:
    readers: list[Reader] = []
    yield readers
    for reader in readers:
        reader.program.close()


def sequence_of(command: Command[Any]) -> bytes | None:
    """What the terminal sends for one of a command's keys; None if none of them is known here."""
    for key in command.keys:
        if key in KEYS:
            return KEYS[key]
        if len(key) == 1:
            return key.encode()
        if key.startswith("ctrl+") and len(key) == len("ctrl+x"):
            return bytes([ord(key[-1]) & 0x1F])
    return None


def check_clean(sent: Sent) -> None:
    assert sent.foreign == []
    assert sent.bidi_controls == []
    assert "Traceback" not in sent.text


def press_all(reader: Reader, commands: Sequence[Command[Any]]) -> dict[str, str]:
    """Runs every command that has a key and stays; what each showed, by its id."""
    seen = {}
    first = str(next(iter(commands)).group)
    words = WORDS | {"app.keys": first, "app.palette": f"{first}:"}
    for command in commands:
        key = sequence_of(command)
        if command.id in LEAVING or key is None:
            continue
        seen[command.id] = reader.press(key, words.get(command.id, "")).text
        if command.id.startswith(OPENING):
            reader.press(ESCAPE)
    return seen


def test_every_command_of_the_library(folder: Path, started: list[Reader]) -> None:
    reader = Reader(folder)
    started.append(reader)
    reader.wait_for("quit")
    seen = press_all(reader, Bindings(DEFAULT).library.commands)
    assert len(seen) >= 12
    reader.press(b"/", "filter")
    reader.paste(hostile("FILTER") + LONE, "FILTER")
    reader.press(ESCAPE, "OTHER")
    reader.press(KEYS["home"])
    reader.press(b"\r", "saved")
    reader.press(b"o", "status")
    reader.press(KEYS["end"])
    reader.press(b"\r", "binary file")
    check_clean(reader.leave())


def test_every_command_of_an_article(folder: Path, started: list[Reader]) -> None:
    reader = Reader(folder, "--annotator", hostile("ANNOTATOR"), NAME)
    started.append(reader)
    reader.wait_for("quit")
    seen = press_all(reader, Bindings(load_labels(folder)).page.commands)
    assert len(seen) >= 40
    sent = reader.leave()
    check_clean(sent)
    assert all(word in sent.text for word in ("NAME", "TEXT", "word on the left"))
    (copied,) = (base64.b64decode(each).decode() for each in sent.copied)
    assert copied == clean(copied, breaks="keep")


def test_every_command_that_settles_a_difference(folder: Path, started: list[Reader]) -> None:
    names = [hostile(word).replace("\x00", "") for word in ("FIRST", "SECOND")]
    article = read_article(folder / NAME)
    for name, end in zip(names, (5, 9), strict=True):
        store = open_repository(folder / "annotations", name)
        kept = store.open(article)
        values = {"kind": hostile(f"KIND{end}"), "canonical": hostile("CANONICAL")}
        made = [
            new_annotation(
                kept.key,
                article.sha256,
                article.text,
                span,
                label,
                attributes=values,
                annotator=store.annotator,
            )
            for span, label in ((Span(0, end), "EVENT"), (Span(20, 24), hostile("LABEL")))
        ]
        kept.commit(new_transaction(kept.key, [Edit(None, each) for each in made], by=name, command=""))
    reader = Reader(folder, "settle", *names, NAME)
    started.append(reader)
    reader.wait_for("KIND5")
    reader.press(b"\t")
    bindings = Bindings(load_labels(folder))
    for command in (*bindings.settling.commands, *bindings.correcting.commands):
        key = sequence_of(command)
        if key is not None:
            reader.press(key)
    reader.press(b"1", "FIRST")
    check_clean(reader.leave())


@pytest.mark.parametrize("mode", Mode)
def test_notes_searches_and_hidden_characters_in_every_way_of_writing(
    folder: Path, started: list[Reader], mode: Mode
) -> None:
    reader = Reader(folder, "--terminal-mode", mode.value, NAME)
    started.append(reader)
    reader.wait_for("quit")
    reader.press(b"n")
    reader.press(b"m", "Note on")
    reader.press(b"\x01")
    reader.paste(hostile("PASTED") + LONE, "PASTED")
    reader.press(b"\r", "saved")
    reader.press(b"/", "search")
    reader.paste(hostile("QUERY") + LONE, "QUERY")
    reader.press(b"\r")
    for key in (b"v", KEYS["pagedown"], b"G", b"v", b"p", b"a", b"t"):
        reader.press(key)
    sent = reader.leave()
    assert sent.foreign == []
    assert set(sent.bidi_controls) <= ({"\u200e"} if mode is Mode.WORDS else set())
    stored = [file.read_text(encoding="utf-8") for file in store_files(folder / "annotations")]
    assert any("PASTED" in text for text in stored)


def test_what_only_the_analyst_can_decide(folder: Path, started: list[Reader]) -> None:
    reader = Reader(folder, CHANGED_NAME)
    started.append(reader)
    reader.wait_for("quit")
    reader.press(b"r", "CHANGED")
    for command in 2 * Bindings(DEFAULT).questions.footer:
        key = sequence_of(command)
        if command.id not in ("decide.later", "decide.look") and key is not None:
            reader.press(key)
    reader.press(ESCAPE)
    check_clean(reader.leave())


@pytest.mark.exhaustive
def test_no_key_is_read_out_of_a_paste_and_ten_megabytes_are_taken_at_once(
    folder: Path, started: list[Reader]
) -> None:
    reader = Reader(folder, NAME)
    started.append(reader)
    reader.wait_for("quit")
    before = _stored(folder)
    reader.press(b"n")
    reader.press(b"m", "Note on")
    # each would close the dialog or the program, or remove an annotation, were it read as a key
    reader.paste("\x1b\rx\x1b\x1b\r\x11\x03\x1b[3~x\x1b[21~")
    reader.paste("PASTED", "PASTED")
    reader.press(ESCAPE, "quit")
    reader.press(b"/", "search")
    data = ("\x1b[95m\u202e\nقال" * 800_000).encode()
    assert len(data) > 10_000_000
    reader.paste_much(b"\x1b[200~" + data + b"\x1b[201~")
    reader.press(b"\x01")
    reader.paste("ENDED", "ENDED")
    assert _stored(folder) == before
    check_clean(reader.leave())


def test_a_terminal_that_goes_away_without_a_word_ends_the_reader_and_all_is_saved(
    folder: Path, started: list[Reader]
) -> None:
    reader = Reader(folder, NAME)
    started.append(reader)
    reader.wait_for("quit")
    before = _stored(folder)
    reader.press(b"G")
    reader.press(b"e", "saved")
    assert reader.program.hang_up() == 129
    assert len(_stored(folder)) == len(before) + 1


def _stored(folder: Path) -> list[tuple[str, str]]:
    return annotations_in(folder / "annotations")
