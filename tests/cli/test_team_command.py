"""``hashiya team``, ``add``, ``push`` and ``pull`` with a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from hashiya.store.copied_folder import CopiedFolder
from hashiya.store.postgresql.connection import Server
from hashiya.store.repository.assignment import State
from hashiya.store.repository.away import AwayError
from hashiya.store.repository.state_names import STATE_NAMES
from tests.cli.conftest import ARTICLE, TEXT
from tests.postgresql import OWNER
from tests.storing import ANNOTATOR

if TYPE_CHECKING:
    from tests.cli.conftest import Answer, Shell
    from tests.postgresql import TeamDatabase


class Team:
    """The commands of a team, as its members call them; the owner of the schema is the manager."""

    def __init__(self, shell: Shell, database: TeamDatabase) -> None:
        self.shell = shell
        self.database = database
        self.logins = {"manager": OWNER}
        self.said("manager", "team", "init")

    def url(self, name: str = "manager") -> str:
        return self.database.address(self.logins[name]).url

    def __call__(self, name: str, *arguments: object) -> Answer:
        return self.shell("--store", self.url(name), *arguments)

    def said(self, name: str, *arguments: object) -> Answer:
        answer = self(name, *arguments)
        assert answer.status == 0, answer.err
        return answer

    def add_person(self, name: str, role: str = "annotator") -> None:
        login = f"login{len(self.logins)}_{self.database.name}"
        self.said("manager", "team", "add-person", name, "--role", role, "--login", login)
        self.logins[name] = login

    def status(self, name: str = "manager") -> dict[str, list[dict[str, object]]]:
        found: dict[str, list[dict[str, object]]] = json.loads(
            self.said(name, "team", "status", "--json").out
        )
        return found

    def states(self) -> dict[str, dict[str, object]]:
        """The state of each article by person."""
        return {
            str(article["article"]): {each["person"]: each["state"] for each in article["assignments"]}  # type: ignore[attr-defined]
            for article in self.status()["articles"]
        }


@pytest.fixture
def team(shell: Shell, database: TeamDatabase, monkeypatch: pytest.MonkeyPatch) -> Team:
    monkeypatch.setenv("XDG_CACHE_HOME", str(shell.folder / "cache"))
    monkeypatch.setenv("HASHIYA_NEW_PASSWORD", "")
    return Team(shell, database)


def assigned(told: Message, articles: int) -> Message:
    return Message("cli.assigned_in", told=told, articles=Message("cli.copies", count=articles))


def write(shell: Shell, count: int) -> None:
    for number in range(count):
        (shell.folder / f"articles/n{number}.txt").write_text(f"عنوان {number}\n\n{TEXT}", "utf-8")


# --- people


def test_who_makes_the_team_manages_it(team: Team) -> None:
    answer = team.said("manager", "team", "init")
    assert answer.ids == ["cli.team_up_to_date", "cli.team_manager"]
    (me,) = team.status()["people"]
    assert (me["name"], me["role"]) == (ANNOTATOR, "manager")


def test_the_address_may_follow_init(team: Team) -> None:
    assert team.shell("team", "init", team.url()).status == 0


def test_a_folder_is_no_team(shell: Shell) -> None:
    for words in (("team", "status"), ("add", "articles"), ("push", "articles"), ("pull", "copy")):
        answer = shell(*words)
        assert (answer.status, answer.ids) == (1, ["store.default_no_team", "store.name_database"])
        answer = shell("--store", "other", *words)
        assert (answer.status, answer.ids) == (1, ["store.no_team", "store.name_database"])


def test_a_password_never_stands_in_the_arguments(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HASHIYA_NEW_PASSWORD", "pass'word")
    team.add_person("سارة")
    secret = team.database.rows(
        "SELECT rolpassword FROM pg_authid WHERE rolname = %s", [team.logins["سارة"]]
    )[0][0]
    assert secret.startswith("SCRAM-SHA-256$")
    assert "pass'word" not in team.database.running.log()


def test_an_annotator_adds_nobody(team: Team) -> None:
    team.add_person("سارة")
    answer = team("سارة", "team", "add-person", "علي", "--role", "manager")
    assert (answer.status, answer.ids[0]) == (1, "postgresql.forbidden")


def test_a_login_belongs_to_one_person(team: Team) -> None:
    team.add_person("سارة")
    answer = team("manager", "team", "add-person", "علي", "--login", team.logins["سارة"])
    assert (answer.status, answer.ids) == (1, ["postgresql.login_taken"])


@pytest.mark.parametrize(
    "words",
    [
        ("nothing",),
        ("status", "--take"),
        ("init", "--role", "curator"),
        ("add-person",),
        ("add-person", "a", "b"),
        ("assign",),
        ("review",),
        ("assign", "--annotators", "0"),
    ],
)
def test_a_wrong_command_line_is_refused(team: Team, words: tuple[str, ...]) -> None:
    assert team("manager", "team", *words).status == 2


# --- articles


def test_articles_are_added_once(team: Team) -> None:
    write(team.shell, 3)
    answer = team.said("manager", "add", "articles", "--source", "وكالة")
    assert answer.said[-1] == Message("cli.added", count=4, files=4)
    rows = team.database.rows("SELECT key, title, source, text FROM hashiya.article ORDER BY key")
    assert rows[1] == ("articles/n0.txt", "عنوان 0", "وكالة", f"عنوان 0\n\n{TEXT}")
    assert team.said("manager", "add", "articles").said[-1] == Message("cli.added", count=0, files=4)
    (team.shell.folder / "articles/n1.txt").write_text("آخر", "utf-8")
    assert team.said("manager", "add", "articles").said[-1] == Message("cli.added", count=1, files=4)


def test_words_are_found_folded(team: Team) -> None:
    team.said("manager", "add", ARTICLE)
    query = "SELECT count(*) FROM hashiya.article WHERE words @@ 'النعسان <-> موسكو'::tsquery"
    assert team.database.rows(query) == [(1,)]


def test_an_article_that_cannot_be_read_or_named_is_told_of(team: Team, tmp_path: Path) -> None:
    (team.shell.folder / "articles/binary.txt").write_bytes(b"\0\1\2" * 100)
    outside = tmp_path.parent / f"{tmp_path.name}-outside.txt"
    outside.write_text("نص", "utf-8")
    answer = team("manager", "add", "articles", outside)
    assert answer.status == 1
    assert {"article.binary", "services.outside_root"} <= set(answer.ids)
    assert team.database.rows("SELECT key FROM hashiya.article") == [(ARTICLE,)]


def test_articles_are_distributed_and_taken(team: Team) -> None:
    write(team.shell, 3)
    team.said("manager", "add", "articles")
    for name in ("سارة", "علي"):
        team.add_person(name)
    assert team.said("manager", "team", "assign", "--unassigned").said == [
        assigned(Message("cli.assigned", count=4), 4)
    ]
    assert [each["total"] for each in team.status()["people"]] == [0, 2, 2]
    opened = team.said("manager", "team", "assign", ARTICLE, "--annotators", "2", "--open")
    assert opened.said == [assigned(Message("cli.places_opened", count=1), 1)]
    taker = next(name for name in ("سارة", "علي") if name not in team.states()[ARTICLE])
    assert team.said(taker, "team", "assign", "--take").out == f"{ARTICLE}\n"
    assert team(taker, "team", "assign", "--take").status == 1
    assert len(team.status(taker)["articles"]) == 3
    assert team("manager", "team", "assign", "absent").ids[0] == "cli.no_team_article"
    assert team("manager", "team", "assign", "--all", "--person", "نورا").ids[0] == "cli.not_in_team"


def test_work_is_begun_finished_reviewed_and_reopened(team: Team) -> None:
    team.said("manager", "add", ARTICLE)
    team.add_person("سارة")
    team.add_person("منى", "curator")
    team.said("manager", "team", "assign", "--all")
    assert team.states() == {ARTICLE: {"سارة": "new"}}
    annotate = ("annotate", ARTICLE, "--start", 4, "--end", 22, "--label", "ACTOR")
    team.said("سارة", *annotate)
    assert team.states() == {ARTICLE: {"سارة": "in progress"}}
    assert team("منى", "team", "review", ARTICLE).ids[0] == "cli.nothing_to_decide"
    told = team.said("منى", "team", "lock", ARTICLE).said
    assert told == [Message("cli.decided", article=ARTICLE, name="سارة", state=STATE_NAMES[State.LOCKED])]
    refused = team("سارة", *annotate)
    assert (refused.status, refused.ids[0]) == (1, "postgresql.work_closed")
    assert team("سارة", "team", "reopen", ARTICLE).status == 1
    team.said("منى", "team", "reopen", ARTICLE, "--person", "سارة", "--note", "انظر")
    team.said("سارة", *annotate)
    (article,) = team.status("سارة")["articles"]
    assert article["assignments"][0]["note"] == "انظر"  # type: ignore[index]


def test_the_status_is_printed_for_a_person(team: Team) -> None:
    team.said("manager", "add", ARTICLE)
    team.add_person("سارة")
    team.said("manager", "team", "assign", "--all", "--hours", "2")
    team.database.rows("UPDATE hashiya.assignment SET due = now() - interval '1 hour'")
    lines = team.said("manager", "team", "status").out.splitlines()
    assert "سارة\t1\t0\t0\t0\t0\t1\t0\t0%" in lines
    assert "articles\t1\t0\t0\t0\t0\t1\t0\t0%" in lines
    assert lines[-1].startswith(f"{ARTICLE}\tسارة\t")
    assert team.said("manager", "team", "assign", "--release").said == [Message("cli.released", count=1)]


# --- copies of folders


@pytest.fixture
def annotated(team: Team) -> Team:
    """A folder in which two people have annotated two articles."""
    write(team.shell, 1)
    (team.shell.folder / "articles/page.html").write_text(f"<title>صفحة</title><p>{TEXT}</p>", "utf-8")
    (team.shell.folder / "articles/old.txt").write_bytes(TEXT.encode("cp1256"))
    labels = '[[label]]\nname = "ACTOR"\n\n[[label]]\nname = "EVENT"\n'
    (team.shell.folder / "hashiya.toml").write_text(labels, "utf-8")
    for name in ("سارة", "علي"):
        first = team.shell.annotate(4, 22, "ACTOR", "--annotator", name)
        team.shell.annotate(23, 29, "EVENT", "--annotator", name, "--note", "ملاحظة")
        assert team.shell("edit", ARTICLE, first, "--note", "معدلة", "--annotator", name).status == 0
        for other in ("n0.txt", "page.html", "old.txt"):
            words = ("--start", 2, "--end", 5, "--label", "ACTOR", "--annotator", name)
            assert team.shell("annotate", f"articles/{other}", *words).status == 0
    return team


def content(folder: Path) -> dict[object, object]:
    """Everything that a folder keeps, record by record."""
    side = CopiedFolder(folder)
    found: dict[object, object] = {
        (name, key): side.open(name, key).content() for name in side.annotators() for key in side.keys(name)
    }
    found |= {
        (name, "collection", each): dict(side.collection(name, each).records())
        for name in side.annotators()
        for each in side.collections(name)
    }
    found["journal"] = sorted(side.journal())
    return found


def test_a_folder_is_copied_there_and_back_without_loss(annotated: Team) -> None:
    folder = annotated.shell.folder
    pushed = annotated.said("manager", "push", "annotations")
    assert pushed.said[-1] == Message("cli.copied", folder=Path("annotations"), changed=8, count=8)
    annotated.said("manager", "pull", "copy/annotations")
    assert content(folder / "copy/annotations") == content(folder / "annotations")
    for name in (
        "articles/a.txt",
        "articles/n0.txt",
        "articles/page.html",
        "articles/old.txt",
        "hashiya.toml",
    ):
        assert (folder / "copy" / name).read_bytes() == (folder / name).read_bytes()


def test_a_pull_has_the_changes_that_waited_here(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(team.shell.folder / "state"))
    words = ("annotate", ARTICLE, "--label", "EVENT")
    team.said("manager", *words, "--start", 4, "--end", 22)
    with monkeypatch.context() as cut:
        cut.setattr(Server, "borrowed", _away)
        team.said("manager", *words, "--start", 23, "--end", 29)
    assert len(team.database.rows("SELECT id FROM hashiya.annotation")) == 1
    team.said("manager", "pull", "copy/annotations")
    side = CopiedFolder(team.shell.folder / "copy/annotations")
    (name,) = side.annotators()
    assert len(side.open(name, ARTICLE).load().annotations) == 2


def _away(*_: object) -> None:
    raise AwayError(Message("postgresql.slow", address=""))


def test_a_second_push_and_pull_change_nothing(annotated: Team) -> None:
    annotated.said("manager", "push", "annotations")
    tables = ("article", "work", "annotation", "record", "journal", "collection", "codebook", "assignment")
    kept = [annotated.database.rows(f"SELECT * FROM hashiya.{each} ORDER BY 1, 2, 3") for each in tables]  # noqa: S608
    annotated.said("manager", "push", "annotations")
    assert kept == [
        annotated.database.rows(f"SELECT * FROM hashiya.{each} ORDER BY 1, 2, 3")  # noqa: S608
        for each in tables
    ]
    before = annotated.shell.snapshot()
    answer = annotated("manager", "pull", "annotations")
    assert answer.status == 0
    assert annotated.shell.snapshot() == before


def test_changes_on_both_sides_come_together(annotated: Team) -> None:
    annotated.said("manager", "push", "annotations")
    annotated.shell.annotate(0, 3, "EVENT", "--annotator", "سارة")
    rows = "SELECT count(*) FROM hashiya.annotation JOIN hashiya.person ON person.id = person"
    (before,) = annotated.database.rows(f"{rows} WHERE name = 'سارة'")[0]
    annotated.said("manager", "push", "annotations")
    assert annotated.database.rows(f"{rows} WHERE name = 'سارة'") == [(before + 1,)]


def test_who_has_annotated_an_article_has_it_assigned(annotated: Team) -> None:
    annotated.said("manager", "push", "annotations")
    assert annotated.states()[ARTICLE] == {"سارة": "in progress", "علي": "in progress"}


def test_an_article_that_is_another_file_is_not_replaced(annotated: Team) -> None:
    annotated.said("manager", "push", "annotations")
    other = annotated.shell.folder / "copy" / ARTICLE
    other.parent.mkdir(parents=True)
    other.write_text("another", "utf-8")
    answer = annotated("manager", "pull", "copy/annotations")
    assert (answer.status, answer.ids.count("postgresql.other_file")) == (1, 1)
    assert other.read_text("utf-8") == "another"


def test_only_a_manager_pushes(annotated: Team) -> None:
    annotated.add_person("نورا", "curator")
    answer = annotated("نورا", "push", "annotations")
    assert (answer.status, answer.ids[0]) == (1, "postgresql.forbidden")


# --- other commands, without paths and from any folder


@pytest.fixture
def elsewhere(annotated: Team, monkeypatch: pytest.MonkeyPatch) -> Team:
    """The team of a pushed folder, with nothing of it in the current folder."""
    annotated.said("manager", "push", "annotations")
    annotated.add_person("منى", "curator")
    (annotated.shell.folder / "elsewhere").mkdir()
    monkeypatch.chdir(annotated.shell.folder / "elsewhere")
    return annotated


def test_lists_and_exports_find_the_texts_of_a_team(elsewhere: Team) -> None:
    listed = json.loads(elsewhere.said("منى", "--annotator", "سارة", "list", "--json").out)
    page = next(each for each in listed if each["article"] == "articles/page.html")
    assert (page["title"], page["counts"]["ACTOR"]) == ("صفحة", 1)
    exported = elsewhere.said("منى", "export").out.splitlines()
    assert {json.loads(line)["annotator"] for line in exported} == {"سارة", "علي"}
    assert len(exported) == 10
    with_text = elsewhere.said("منى", "export", "--format", "conllu").out
    assert "النعسان" in with_text


@pytest.fixture
def changed(elsewhere: Team, monkeypatch: pytest.MonkeyPatch) -> Team:
    """The team after منى has read the texts, and another person has changed one, with its annotations."""
    elsewhere.said("منى", "export", "--format", "conllu")
    elsewhere.said("منى", "report", "-o", "report.html")
    folder = elsewhere.shell.folder
    elsewhere.add_person("هدى", "manager")
    (folder / ARTICLE).write_text(f"{NEW}. {TEXT}", "utf-8")
    with monkeypatch.context() as there:
        there.chdir(folder)
        elsewhere.said("هدى", "add", ARTICLE)
        for name in ("سارة", "علي"):
            elsewhere("هدى", "--annotator", name, "check", "--repair", ARTICLE)
            elsewhere.said("هدى", "--annotator", name, "check", ARTICLE)
    return elsewhere


NEW = "بيان جديد"


@pytest.mark.parametrize("format_", ["conllu", "tei"])
def test_an_export_has_the_text_that_another_person_has_changed(changed: Team, format_: str) -> None:
    answer = changed.said("منى", "export", "--format", format_)
    assert ("جديد" in answer.out, answer.ids.count("exchange.stale_left_out")) == (True, 0)


def test_a_report_has_the_text_that_another_person_has_changed(changed: Team) -> None:
    answer = changed.said("منى", "report", "-o", "report.html", "--force")
    assert (NEW in Path("report.html").read_text("utf-8"), answer.ids.count("exchange.stale_left_out")) == (
        True,
        0,
    )


def test_people_are_compared_on_the_text_that_another_person_has_changed(changed: Team) -> None:
    for once in ((), ("--once",)):
        answer = changed.said("منى", "agree", "سارة", "علي", *once)
        assert "agreement.text_changed" not in answer.ids
        assert "agreement.text_not_here" not in answer.ids


def test_a_list_and_a_check_read_the_text_that_another_person_has_changed(changed: Team) -> None:
    listed = json.loads(changed.said("منى", "--annotator", "سارة", "list", "--json").out)
    page = next(each for each in listed if each["article"] == ARTICLE)
    assert page["length"] == len(f"{NEW}. {TEXT}")
    assert changed.said("منى", "check").said == []


def test_people_of_a_team_are_compared(elsewhere: Team) -> None:
    found = json.loads(elsewhere.said("منى", "agree", "سارة", "علي", "--json").out)
    assert found["labels"]["ACTOR"]["exact"]["f1"] == 1.0


def test_a_report_on_a_team_is_written(elsewhere: Team) -> None:
    elsewhere.said("منى", "report", "-o", "report.html")
    assert "النعسان" in Path("report.html").read_text("utf-8")


def test_a_team_is_searched_without_copies(elsewhere: Team) -> None:
    answer = elsewhere.said("منى", "search", "النعسان", "--json")
    assert [json.loads(line)["article"] for line in answer.out.splitlines()] == [
        f"articles/{name}" for name in ("a.txt", "n0.txt", "old.txt", "page.html")
    ]
    assert not answer.err
    assert not list((elsewhere.shell.folder / "cache").rglob("*.txt"))


def test_a_hostile_query_is_answered_in_one_sentence(elsewhere: Team) -> None:
    for query in ("كلمة " * 10_000, "NOT NOT", "AND ( OR", "*", "''"):
        answer = elsewhere("منى", "search", query)
        assert (answer.status, len(answer.err.splitlines())) == (2, 2), answer.err
    for query in ("';DROP TABLE hashiya.article", r"dog\'&!cat<->bird:*", "%s %s", "\\x00"):
        answer = elsewhere("منى", "search", f"{query} لندن")
        assert (answer.status, answer.said) == (1, [Message("cli.search_nothing")]), query


def test_differences_in_a_team_are_found_for_settling(elsewhere: Team) -> None:
    answer = elsewhere("منى", "settle", "سارة", "علي")
    assert answer.ids[0] == "cli.no_terminal"


def test_a_status_that_no_server_gives_names_the_changes_that_wait(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_one(_: object, error: AwayError) -> AwayError:
        return AwayError(Message("store.away_and_unsent", cause=error.told, count=1), error.advice)

    monkeypatch.setattr("hashiya.store.pending.team.with_unsent", with_one)
    answer = shell("--store", f"postgresql://x@/team?host={tmp_path}", "team", "status")
    assert answer.status == 1
    assert "1 change waits on this computer" in answer.err
