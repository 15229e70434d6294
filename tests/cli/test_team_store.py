"""The commands on the database of a team give what they give on a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from hashiya.store import open_team
from tests.cli.conftest import ARTICLE

if TYPE_CHECKING:
    from tests.cli.conftest import Shell
    from tests.postgresql import TeamDatabase


@pytest.fixture
def team_shell(shell: Shell, database: TeamDatabase, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A current folder in which commands use the database of a team, as سارة."""
    monkeypatch.setenv("HASHIYA_STORE", database.address(database.add("سارة")).whole)
    return shell


def test_what_is_annotated_is_listed_exported_checked_and_edited(team_shell: Shell) -> None:
    identifier = team_shell.annotate()
    (record,) = team_shell.exported()
    assert (record["id"], record["annotator"], record["article"]) == (identifier, "سارة", ARTICLE)
    assert team_shell("list").out.splitlines()[1].split("\t") == [ARTICLE, "in progress", "1", "0", "0"]
    checked = team_shell("check", ARTICLE)
    assert (checked.status, checked.out) == (0, "")
    assert team_shell("edit", ARTICLE, identifier, "--label", "EVENT").status == 0
    assert [each["label"] for each in team_shell.exported()] == ["EVENT"]
    assert not (team_shell.folder / "annotations").exists()


def test_the_newest_codebook_of_a_team_that_can_be_read_is_in_force(
    team_shell: Shell, database: TeamDatabase
) -> None:
    def labels() -> list[str]:
        return team_shell("list", "--annotator", "سارة").out.split("\n")[0].split("\t")[2:]

    team_shell.annotate()
    team = open_team(database.address())
    assert labels() == ["ACTOR", "EVENT", "QUOTE"]
    place = '[[label]]\nname = "PLACE"\n'
    for toml, last in ((place, "PLACE"), ("[[", "PLACE"), ('version = "2"\n', "QUOTE")):
        assert team.put_codebook(toml)
        assert labels()[-1] == last
    assert not (team_shell.folder / "hashiya.toml").exists()


def test_an_export_of_a_folder_is_imported_into_a_team_and_back(
    shell: Shell, database: TeamDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.annotate()
    written = shell.folder / "out.jsonl"
    assert shell("export", "-o", written).status == 0
    (record,) = shell.exported()
    login = database.add(record["annotator"], "manager")
    monkeypatch.setenv("HASHIYA_STORE", database.address(login).whole)
    assert shell("add", ARTICLE).status == 0
    assert shell("import", written).status == 0
    assert shell.exported() == [record]


def test_a_name_that_the_team_does_not_know_is_refused(team_shell: Shell) -> None:
    answer = team_shell(
        "--annotator", "غريب", "annotate", ARTICLE, "--start", 4, "--end", 22, "--label", "ACTOR"
    )
    assert answer.status == 1
    assert "postgresql.no_person" in answer.ids


def test_an_annotator_of_a_team_does_not_write_for_another(team_shell: Shell, database: TeamDatabase) -> None:
    database.add("نجار", login="najjar")
    answer = team_shell(
        "--annotator", "نجار", "annotate", ARTICLE, "--start", 4, "--end", 22, "--label", "ACTOR"
    )
    assert answer.status == 1
    assert "postgresql.forbidden" in answer.ids
    assert team_shell.exported() == []


@pytest.mark.parametrize(
    "command", ["list", "export", "check", "agree a b", f"show {ARTICLE}", "import x.jsonl"]
)
def test_a_password_is_never_printed(shell: Shell, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    (shell.folder / "x.jsonl").write_text("")
    monkeypatch.setenv("HASHIYA_STORE", "postgresql://sara:s3cret@127.0.0.1:1/db")
    answer = shell(*command.split())
    assert answer.status == 1
    assert "postgresql.away" in answer.ids
    assert "s3cret" not in answer.out + answer.err
    assert "sara@127.0.0.1:1/db" in answer.err


def test_a_malformed_address_is_refused_without_showing_it(shell: Shell) -> None:
    answer = shell("--store", "postgresql://sara:s3c@ret@host/db", "list")
    assert answer.says(Message("postgresql.malformed_address"))
    assert "s3c" not in answer.out + answer.err
