from __future__ import annotations

import io
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from hashiya.cli.output import TerminalStream
from hashiya.cli.telling import print_error
from hashiya.errors import HashiyaError
from hashiya.messages import Message, current_language, speak
from tests.cli.conftest import ARTICLE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell

MISSING = HashiyaError(
    Message("files.cannot_read", path="/a/b.txt", cause=Message("files.missing")),
    Message("files.use_absolute_paths"),
)


def drawn(monkeypatch: pytest.MonkeyPatch, error: HashiyaError) -> list[str]:
    """What a terminal of 60 columns is given that shows rows as they come."""
    monkeypatch.setenv("HASHIYA_TERMINAL_MODE", "visual")
    monkeypatch.setenv("COLUMNS", "60")
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", TerminalStream(raw, encoding="utf-8"))
    print_error(error)
    return raw.getvalue().decode().splitlines()


def test_in_arabic_a_terminal_is_given_rows_in_visual_order(monkeypatch: pytest.MonkeyPatch) -> None:
    speak("ar")
    row, *advice = drawn(monkeypatch, MISSING)
    assert row.endswith("\ufea3")  # the first letter of the first word, joined to its left
    assert row.strip().startswith("\ufee2")  # the last letter of the last word, joined to its right
    assert " :/a/b.txt " in row
    assert not any("\u2066" <= character <= "\u2069" for character in row)
    assert len(row) - row.count("\u0651") == 60  # at the right edge; a shadda takes no column
    assert advice
    assert all(len(line) - sum(map(line.count, "\u064b\u0651")) == 58 for line in advice[:1])


def test_a_list_runs_right_to_left(monkeypatch: pytest.MonkeyPatch) -> None:
    speak("ar")
    told = Message("article.usual_encodings", names=("utf-8", "cp1256"))
    (row,) = drawn(monkeypatch, HashiyaError(told))
    assert "cp1256 \u060cutf-8 :" in row


def test_a_number_behind_a_name_is_left_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    speak("ar")
    lines = Message("cli.lines_problem", count=3, places=("1", "2"), reason=Message("exchange.label_missing"))
    (row,) = drawn(monkeypatch, HashiyaError(Message("cli.in_file", path="in.jsonl", problem=lines)))
    assert row.endswith("\ufea3")  # the Arabic name of the program begins the line
    assert row.index("3") < row.index("in.jsonl")


def test_in_english_nothing_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    speak("en")
    assert drawn(monkeypatch, MISSING)[0] == "hashiya: cannot read /a/b.txt: there is no such file"


def test_in_a_name_from_outside_no_bidi_control_works(monkeypatch: pytest.MonkeyPatch) -> None:
    speak("ar")
    told = Message("files.cannot_read", path="a\u202eb\u2069c", cause=Message("files.missing"))
    assert any("a<U+202E>b<U+2069>c" in row for row in drawn(monkeypatch, HashiyaError(told)))


def test_into_a_pipe_the_text_is_in_its_logical_order(shell: Shell) -> None:
    answer = shell("--language", "ar", "show", "none.txt")
    assert (answer.status, answer.err) == (1, "حاشية: تعذّرت قراءة none.txt: لا يوجد ملف بهذا الاسم\n")


@pytest.mark.parametrize(
    "arguments",
    [("--language", "ar", "list"), ("list", "--language", "ar"), ("show", ARTICLE, "--language=ar")],
)
def test_every_command_takes_a_language(shell: Shell, arguments: tuple[str, ...]) -> None:
    answer = shell(*arguments)
    assert (answer.status, answer.err) == (0, "")


def test_a_language_without_a_catalogue_is_wrong_use(shell: Shell) -> None:
    assert shell("--language", "fr", "list").status == 2


@pytest.mark.process
def test_the_environment_chooses_the_language_of_the_program(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "hashiya", "show", "none.txt"],
        cwd=tmp_path,
        env={**os.environ, "LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "ar_EG.UTF-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert ran.stderr == "حاشية: تعذّرت قراءة none.txt: لا يوجد ملف بهذا الاسم\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own settings, in a language that the environment does not ask for."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    file = tmp_path / "config" / "hashiya" / "hashiya.toml"
    file.parent.mkdir(parents=True)
    file.write_text('language = "ar"\n', encoding="utf-8")
    return file


@pytest.mark.usefixtures("own")
def test_the_setting_comes_before_the_environment_and_behind_the_option(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    assert shell("list").status == 0
    assert current_language() == "ar"
    assert shell("--language", "en", "list").status == 0
    assert current_language() == "en"


def test_without_the_setting_the_environment_counts(
    own: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.write_text("[keys]\n", encoding="utf-8")
    monkeypatch.setenv("LANGUAGE", "ar")
    assert shell("list").status == 0
    assert current_language() == "ar"


def test_a_wrong_setting_is_told_with_its_file_and_an_option_passes_it_by(own: Path, shell: Shell) -> None:
    own.write_text('language = "fr"\n', encoding="utf-8")
    answer = shell("list")
    assert answer.status == 1
    assert answer.said == [
        Message("codebook.not_a_choice", path=own, name="language", value="fr", names=("en", "ar"))
    ]
    assert shell("list", "--language", "en", "--annotator", "a").status == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("--language", "ar", "--bogus"),
        ("--bogus", "--language=ar", "list"),
        ("list", "--bogus", "--language", "ar"),
        ("annotate", "--language", "ar"),
    ],
)
def test_a_wrong_command_line_is_refused_in_the_language_that_it_asks_for(
    shell: Shell, arguments: tuple[str, ...]
) -> None:
    answer = shell(*arguments)
    assert answer.status == 2
    assert answer.err.startswith(("حاشية: ليس", "حاشية: ينقص"))


def test_the_mode_that_the_command_line_names_is_that_of_its_sentences(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    for mode, is_marked in (("visual", False), ("words", True)):  # each word by a left-to-right mark
        raw = io.BytesIO()
        monkeypatch.setattr(sys, "stderr", TerminalStream(raw, encoding="utf-8"))
        assert shell("--language", "ar", "--terminal-mode", mode, "show", "none.txt").status == 1
        sys.stderr.flush()
        assert ("\u200e" in raw.getvalue().decode()) == is_marked


def drawn_list(shell: Shell, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> list[str]:
    raw = io.BytesIO()
    with monkeypatch.context() as patch:
        patch.setenv("HASHIYA_TERMINAL_MODE", "visual")
        patch.setenv("COLUMNS", "80")
        patch.setattr(sys, "stdout", TerminalStream(raw, encoding="utf-8"))
        assert shell(*arguments).status == 0
        sys.stdout.flush()
    return raw.getvalue().decode().splitlines()


def test_in_arabic_the_first_column_of_a_terminal_is_on_the_right(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.annotate()
    header, row = drawn_list(shell, monkeypatch, "--language", "ar", "list")
    article, status = "\ufedd\ufe8e\ufed8\ufee4\ufedf\ufe8d", "\ufe94\ufedf\ufe8e\ufea4\ufedf\ufe8d"
    assert header.split() == ["QUOTE", "EVENT", "ACTOR", status, article]
    assert (len(header), len(row)) == (80, 80)
    assert row.endswith(ARTICLE)
    assert row.split()[:3] == ["0", "0", "1"]
    assert header.index("ACTOR") + len("ACTOR") == row.index("1") + 1


def test_in_english_the_first_column_is_on_the_left(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    shell.annotate()
    header, row = drawn_list(shell, monkeypatch, "--language", "en", "list")
    assert header.split() == ["article", "status", "ACTOR", "EVENT", "QUOTE"]
    assert row.startswith(ARTICLE)


def test_in_arabic_letters_of_labels_stand_on_the_right_of_the_rows(shell: Shell) -> None:
    shell.annotate(4, 22), shell.annotate(5, 8, "EVENT")
    (line,) = shell("--language", "ar", "show", ARTICLE, "--width", 80).out.splitlines()
    assert line.endswith(" EA")
    assert shell("--language", "en", "show", ARTICLE, "--width", 80).out.startswith("AE ")
