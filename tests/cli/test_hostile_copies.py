"""``hashiya push`` and ``pull`` with what a damaged folder or a hostile member has put in the way."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, LiteralString

import pytest

from hashiya.store.copied_folder import CopiedFolder
from tests.cli.test_team_command import Team

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell
    from tests.postgresql import TeamDatabase

_INTO_JOURNAL: LiteralString = (
    "INSERT INTO hashiya.journal (project, person, line) SELECT 1, hashiya.me(), %s"
)
_INTO_CODEBOOK: LiteralString = "INSERT INTO hashiya.codebook (project, version, toml) VALUES (1, 99, %s)"


@pytest.fixture
def team(shell: Shell, database: TeamDatabase, monkeypatch: pytest.MonkeyPatch) -> Team:
    """A team, beside a folder with an annotated article."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(shell.folder / "cache"))
    shell.annotate()
    return Team(shell, database)


def journal_in(team: Team, name: str = "evil.jsonl") -> Path:
    folder = team.shell.folder / "annotations" / ".journal"
    folder.mkdir(exist_ok=True)
    return folder / name


def lines(team: Team) -> list[str]:
    return [line for (line,) in team.database.rows("SELECT line FROM hashiya.journal")]


@pytest.mark.parametrize("damage", [b"\0" * 4096, b'{"a": "\0"}', b"\xff\xfe", b""])
def test_a_damaged_line_keeps_no_other_line_of_a_journal_back(team: Team, damage: bytes) -> None:
    journal_in(team).write_bytes(damage + b"\n" + b'{"whole": 1}\n')
    for _ in range(2):
        team.said("manager", "push", "annotations")
        assert lines(team).count('{"whole": 1}') == 1


@pytest.mark.parametrize("kind", ["folder", "pipe", "link"])
def test_a_journal_that_is_no_file_is_refused_and_a_link_followed_nowhere(team: Team, kind: str) -> None:
    secret = team.shell.folder / "secret"
    secret.write_text('{"secret": 1}\n')
    path = journal_in(team)
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(secret)
    answer = team("manager", "push", "annotations")
    assert (answer.status, answer.ids[0]) == (1, "files.cannot_read")
    assert not any("secret" in line for line in lines(team))


@pytest.mark.parametrize("line", ["a\nb", "torn", "\n", ""])
def test_a_journal_of_a_member_is_pulled_once_whatever_is_in_it(team: Team, line: str) -> None:
    team.said("manager", "push", "annotations")
    team.add_person("سارة")
    team.database.rows(_INTO_JOURNAL, [line], login=team.logins["سارة"])
    target = team.shell.folder / "copy" / "annotations"
    found = []
    for _ in range(2):
        team.said("manager", "pull", target)
        found.append(list(CopiedFolder(target).journal()))
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("content", "told"), [(b"\xff\xfe", "codebook.not_utf8"), (b"x = [", "codebook.not_toml")]
)
def test_a_codebook_that_cannot_be_read_is_not_pushed_and_all_else_is(
    team: Team, content: bytes, told: str
) -> None:
    (team.shell.folder / "hashiya.toml").write_bytes(content)
    answer = team("manager", "push", "annotations")
    assert (answer.status, answer.ids[:2]) == (1, ["cli.copied", told])
    assert team.database.rows("SELECT count(*) FROM hashiya.codebook") == [(0,)]
    assert team.database.rows("SELECT count(*) FROM hashiya.annotation") == [(1,)]


@pytest.mark.parametrize("toml", ["x = [", "\ud7ffd800", "\x010"])
def test_a_codebook_that_nobody_could_read_is_not_pulled(team: Team, toml: str) -> None:
    team.said("manager", "push", "annotations")
    team.database.rows(_INTO_CODEBOOK, [toml])
    answer = team("manager", "pull", "copy/annotations")
    assert (answer.status, answer.ids[0]) == (1, "cli.copied")
    assert not (team.shell.folder / "copy" / "hashiya.toml").exists()


@pytest.mark.parametrize("there", [b"\xff\xfe", b"", None])
def test_another_codebook_in_the_way_of_a_pull_is_told_and_left(team: Team, there: bytes | None) -> None:
    team.said("manager", "push", "annotations")
    team.database.rows(_INTO_CODEBOOK, ['version = "1"\n'])
    path = team.shell.folder / "copy" / "hashiya.toml"
    path.parent.mkdir()
    if there is None:
        path.mkdir()
    else:
        path.write_bytes(there)
    answer = team("manager", "pull", "copy/annotations")
    assert (answer.status, answer.ids) == (1, ["cli.copied", "services.exists"])
    assert there is None or path.read_bytes() == there
