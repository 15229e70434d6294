"""``hashiya show``: rows with labels for terminals, pipes and pagers."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.cli.show_command import with_brackets
from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from tests.cli.conftest import ARTICLE, TEXT

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

NAME = "اللواء علي النعسان"
_SGR = re.compile(r"\x1b\[([0-9;]*)m")


@pytest.fixture(autouse=True)
def _drawn_as_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HASHIYA_TERMINAL_MODE", "visual")
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_a_row_is_joined_in_order_and_at_the_right_edge(shell: Shell) -> None:
    (shell.folder / ARTICLE).write_text("بيت\n\nabc\n", encoding="utf-8")
    answer = shell("show", ARTICLE, "--width", 10)
    assert answer.status == 0
    # from the left: teh final, yeh medial, beh initial
    assert answer.out.split("\n") == [" " * 7 + "\ufe96\ufef4\ufe91", "", "abc", ""]


def test_hidden_characters_are_shown_by_marks_when_asked(shell: Shell) -> None:
    (shell.folder / ARTICLE).write_text("a\u202ebc\u202c\u00a0d\n", encoding="utf-8")
    assert shell("show", ARTICLE).out == "acb\u00a0d\n"
    assert shell("show", ARTICLE, "--reveal").out == "a\u21d0\u21a7cb\u237dd\n"


def test_a_label_stands_beside_every_row_it_touches(shell: Shell) -> None:
    shell.annotate(4, 22, "ACTOR")
    shell.annotate(24, 29, "EVENT")
    lines = shell("show", ARTICLE, "--width", 24).out.splitlines()
    assert len(lines) > 2
    assert [line[:4].strip() for line in lines] == ["A", "AE", *[""] * (len(lines) - 2)]


def test_labels_can_be_left_out(shell: Shell) -> None:
    plain = shell("show", ARTICLE, "--width", 40).out
    shell.annotate()
    assert shell("show", ARTICLE, "--width", 40, "--labels", "none").out == plain


def test_colours_lie_on_the_letters_of_the_label_and_on_no_others(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    shell.annotate(4, 22, "ACTOR")
    [line] = shell("show", ARTICLE, "--width", 80, "--color", "always").out.splitlines()
    tint = DEFAULT["ACTOR"].dark.tint
    background = "48;2;{};{};{}".format(*(int(tint[i : i + 2], 16) for i in (1, 3, 5)))
    parts = _SGR.split(line)
    coloured = [text for codes, text in zip(parts[1::2], parts[2::2], strict=True) if background in codes]
    plain = shell("show", ARTICLE, "--width", 80, "--color", "never").out.rstrip("\n")
    # beside the row the letter, on the row the name's eighteen cells, which stand four from the right edge
    assert coloured == ["A", plain[-22:-4]]
    assert _SGR.sub("", line) == plain


def test_a_pipe_gets_no_escape_unless_asked(shell: Shell) -> None:
    shell.annotate()
    assert "\x1b" not in shell("show", ARTICLE).out
    assert "\x1b" in shell("show", ARTICLE, "--color", "always").out
    assert "\x1b" not in shell("show", ARTICLE, "--no-color").out


def test_no_control_of_the_article_is_printed(shell: Shell) -> None:
    (shell.folder / ARTICLE).write_bytes("نص \x1b]0;x\x07 \u202eabc\x9b31m\n".encode())
    out = shell("show", ARTICLE, "--color", "always").out
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out)


def test_inline_labels_name_what_they_enclose() -> None:
    text = "ab cd ef"
    marks = [(0, 5, "QUOTE"), (3, 5, "ACTOR"), (6, 8, "EVENT")]
    bracketed, moved = with_brackets(text, marks)
    assert bracketed == "[QUOTE ab [ACTOR cd]] [EVENT ef]"
    assert [(bracketed[start:end], label) for start, end, label in moved] == [
        ("[QUOTE ab [ACTOR cd]]", "QUOTE"),
        ("[ACTOR cd]", "ACTOR"),
        ("[EVENT ef]", "EVENT"),
    ]


def test_inline_labels_of_spans_that_overlap_close_where_they_end() -> None:
    bracketed, _ = with_brackets("abcd", [(0, 3, "A"), (1, 4, "B"), (3, 4, "C")])
    assert bracketed == "[A a[B bc][C d]]"


def test_inline_labels_leave_separators_outside_so_that_paragraphs_keep_their_numbers() -> None:
    text = "ab\r\n\ncd\n"
    marks = [(0, 4, "A"), (3, 5, "B"), (5, 8, "C")]
    bracketed, _ = with_brackets(text, marks)
    assert bracketed == "[A ab][B ]\r\n\n[C cd]\n"


@pytest.mark.parametrize(
    ("text", "start", "end", "base"),
    [
        ("بب قال", 0, 2, "rtl"),  # a label of more letters than the paragraph has
        ("2025", 0, 4, "rtl"),
        ("AFP: قال الوزير", 0, 3, "rtl"),
        ("Reuters said", 0, 7, "ltr"),
        ("بب\nReuters", 0, 10, "rtl"),
    ],
)
def test_inline_labels_decide_no_direction(shell: Shell, text: str, start: int, end: int, base: str) -> None:
    (shell.folder / ARTICLE).write_text(text, encoding="utf-8")
    shell.annotate(start, end, "ACTOR")
    line = shell("show", ARTICLE, "--labels", "inline", "--width", 60).out.splitlines()[0]
    assert "ACTOR" in line
    assert (len(line) == 60, line.startswith(" ")) == ((True, True) if base == "rtl" else (False, False))


def test_a_file_that_cannot_be_read_gets_one_sentence(shell: Shell) -> None:
    answer = shell("show", "articles/none.txt")
    assert (answer.status, answer.out) == (1, "")
    assert "articles/none.txt" in answer.err


def test_show_imports_no_screen(shell: Shell) -> None:
    code = (
        "import sys\nfrom hashiya.cli.main import main\n"
        f"main(['show', {ARTICLE!r}])\n"
        "sys.exit(bool({'textual', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=shell.folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.decode().splitlines()) == len(TEXT) // 80 + 1


def test_in_an_article_that_changed_only_what_has_a_certain_place_is_marked(shell: Shell) -> None:
    shell.annotate(4, 22)
    shell.annotate(23, 28, "EVENT")
    (shell.folder / ARTICLE).write_text(f"عاجل: {TEXT.replace('موسكو', 'دمشق')} انتهى.", encoding="utf-8")
    answer = shell("show", ARTICLE, "--labels", "inline")
    assert "[" not in answer.out
    # the text beside the first one was edited
    assert answer.said[0] == Message("cli.not_shown", path=Path(ARTICLE), count=2)
    (shell.folder / ARTICLE).write_text(f"عاجل: {TEXT} انتهى.", encoding="utf-8")
    answer = shell("show", ARTICLE, "--labels", "inline")
    assert (answer.out.count("ACTOR"), answer.out.count("EVENT"), answer.err) == (1, 1, "")
