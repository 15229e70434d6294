"""Each command works on the annotations of one annotator, or of all of them."""

from __future__ import annotations

import json
import os
import unicodedata
from errno import ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.messages import Message
from hashiya.store import annotators
from tests.cli.conftest import ARTICLE
from tests.storing import ANNOTATOR, store_files, store_in

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

SARA = "سارة"


def of_sara(shell: Shell, start: int = 4, end: int = 9) -> str:
    return shell.annotate(start, end, "EVENT", "--annotator", SARA)


def test_own_annotations_alone_are_listed_shown_and_counted(shell: Shell) -> None:
    mine, _ = shell.annotate(23, 28), of_sara(shell)
    assert f"{ARTICLE}\tin progress\t1\t0" in shell("list").out
    assert f"{ARTICLE}\tin progress\t0\t1" in shell("list", "--annotator", SARA).out
    shown = shell("show", ARTICLE, "--labels", "inline", "--color", "never").out
    assert "ACTOR" in shown
    assert "EVENT" not in shown
    assert [each["id"] for each in shell.exported("--annotator", ANNOTATOR)] == [mine]


def test_names_of_others_are_not_in_the_registry(shell: Shell) -> None:
    shell.annotate(4, 9, "ACTOR", "--attribute", "canonical=x", "--annotator", SARA)
    assert json.loads(shell("actors", "--json").out) == []
    assert len(json.loads(shell("actors", "--json", "--annotator", SARA).out)) == 1


def test_an_export_has_the_annotations_of_all_by_place_and_says_whose_they_are(shell: Shell) -> None:
    later, first = shell.annotate(23, 28), of_sara(shell)
    records = shell.exported()
    assert [(each["id"], each["annotator"]) for each in records] == [(first, SARA), (later, ANNOTATOR)]
    assert [each["id"] for each in shell.exported("--annotator", SARA)] == [first]
    assert [each["id"] for each in shell.exported(ARTICLE)] == [first, later]


@pytest.mark.parametrize("command", [("edit", "--note", "x"), ("remove",)])
def test_an_annotation_of_another_is_refused_and_its_owner_named(shell: Shell, command: tuple[str]) -> None:
    identifier = of_sara(shell)
    before = shell.snapshot()
    name, rest = command[0], command[1:]
    answer = shell(name, ARTICLE, identifier, *rest)
    assert answer.status == 1
    assert answer.said == [
        Message("services.annotation_of_other", path=Path(ARTICLE), id=identifier, annotator=SARA),
        Message("services.as_annotator", annotator=SARA),
    ]
    assert shell.snapshot() == before
    assert shell(name, ARTICLE, identifier, *rest, "--annotator", SARA).status == 0


def test_an_id_of_another_is_not_taken_twice(shell: Shell) -> None:
    shell.annotate(4, 9, "EVENT", "--id", "x", "--annotator", SARA)
    answer = shell("annotate", ARTICLE, "--start", 4, "--end", 9, "--label", "ACTOR", "--id", "x")
    assert (answer.status, answer.ids[0]) == (1, "services.annotation_of_other")


def test_a_check_looks_at_all_and_says_whose_problem_it_is(shell: Shell) -> None:
    shell.annotate(23, 28)
    of_sara(shell)
    file = store_in(shell.folder / "annotations", SARA).file_of(ARTICLE)
    file.write_bytes(file.read_bytes().replace(b'"EVENT"', b'"BOGUS"'))
    answer = shell("check")
    assert answer.status == 1
    assert f"{ARTICLE} ({SARA}): " in answer.out
    assert shell("check", "--annotator", ANNOTATOR).status == 0
    assert shell("check", ARTICLE, "--annotator", SARA).status == 1


def test_a_check_names_former_files_and_folders_of_nobody(shell: Shell) -> None:
    of_sara(shell)
    home = shell.folder / "annotations"
    (home / "former").mkdir()
    nameless = home / "nobody-0123456789"
    nameless.mkdir()
    answer = shell("check")
    assert answer.status == 1
    assert [each for each in answer.ids if each != "cli.problem"] == [
        "cli.former_kept",
        "cli.nameless",
        "cli.problems_found",
    ]
    nameless.rmdir()
    assert shell("check").status == 0


def test_an_import_gives_each_record_to_whom_it_names(shell: Shell) -> None:
    records = [
        {
            "article": ARTICLE,
            "label": "EVENT",
            "start": start,
            "end": start + 3,
            **({"annotator": name} if name else {}),
        }
        for start, name in enumerate(("", SARA, SARA, ANNOTATOR))
    ]
    source = shell.folder / "in.jsonl"
    source.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    answer = shell("import", source)
    assert answer.status == 0
    assert answer.said == [
        Message("cli.imported", imported=4, count=4),
        Message("cli.imported_to", annotator=ANNOTATOR, count=2),
        Message("cli.imported_to", annotator=SARA, count=2),
    ]
    assert [each["start"] for each in shell.exported("--annotator", SARA)] == [1, 2]
    assert {each["annotator"] for each in shell.exported("--annotator", ANNOTATOR)} == {ANNOTATOR}
    again = shell("import", source)
    assert again.said[-1] == Message("cli.imported", imported=0, count=4)


@pytest.mark.parametrize("command", [("list",), ("show", ARTICLE)])
def test_who_has_nothing_is_told_who_has_something(shell: Shell, command: tuple[str, ...]) -> None:
    of_sara(shell)
    answer = shell(*command)
    assert answer.status == 0
    assert answer.said[-2:] == [
        Message(
            "services.others_have",
            annotator=ANNOTATOR,
            names=(Message("services.articles_of", annotator=SARA, count=1),),
        ),
        Message("services.name_annotator"),
    ]
    shell.annotate(23, 28)
    assert "services.others_have" not in shell(*command).ids


def test_the_setting_comes_before_the_login_and_the_option_before_both(
    shell: Shell, state_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(state_home))
    settings = state_home / "hashiya" / "hashiya.toml"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(f'annotator = "{SARA}"\n', encoding="utf-8")
    shell.annotate(4, 9)
    shell.annotate(4, 9, "ACTOR", "--annotator", "ali")
    assert annotators(shell.folder / "annotations") == ["ali", SARA]
    settings.write_text('annotator = " "\n', encoding="utf-8")
    answer = shell("list")
    assert (answer.status, answer.said) == (1, [Message("codebook.empty_annotator", path=settings)])


@pytest.mark.parametrize("name", ["", " ", "\t\n"])
def test_a_name_of_nothing_visible_is_refused(shell: Shell, name: str) -> None:
    answer = shell("list", "--annotator", name)
    assert answer.status == 2
    assert "cli.empty_name" in answer.ids


NAMES = [
    "a/b",
    "../../x",
    "..",
    ".",
    "/etc/passwd",
    "C:\\x",
    "a\nb\x1b[31m",
    "\u200f\u202e",
    "x" * 5000,
    "con",
    "سارة" * 200,
    "a\udcff",
    "🙂",
    "-x",
    "former",
    "collections",
]


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_no_name_becomes_a_path(shell: Shell, name: str) -> None:
    before = set(shell.folder.iterdir())
    shell.annotate(4, 9, "ACTOR", f"--annotator={name}")
    home = shell.folder / "annotations"
    assert set(shell.folder.iterdir()) == {*before, home}
    (folder,) = [path for path in home.iterdir() if path.name != ".journal"]
    assert folder.name.isascii()
    assert len(folder.name) < 60
    assert annotators(home) == [name]
    assert [each["annotator"] for each in shell.exported(f"--annotator={name}")] == [name]
    assert shell("check").status == 0


def test_one_name_in_two_spellings_is_one_annotator_and_case_makes_two(shell: Shell) -> None:
    composed, apart = (unicodedata.normalize(form, "Zoé أحمد") for form in ("NFC", "NFD"))
    shell.annotate(4, 9, "ACTOR", "--annotator", composed)
    shell.annotate(10, 13, "ACTOR", "--annotator", apart)
    shell.annotate(4, 9, "ACTOR", "--annotator", composed.upper())
    assert annotators(shell.folder / "annotations") == sorted([composed, composed.upper()])
    assert len(store_files(shell.folder / "annotations")) == 2
    names = [path.name.lower() for path in (shell.folder / "annotations").iterdir()]
    assert len(set(names)) == len(names)


def test_a_store_of_an_older_version_is_divided_by_the_first_command_but_a_check(shell: Shell) -> None:
    shell.annotate()
    home = shell.folder / "annotations"
    own = store_in(home).folder
    for path in store_files(own):
        path.rename(home / path.name)
    for path in own.rglob("*"):
        if path.is_file():
            path.unlink()
    before = shell.snapshot()
    answer = shell("check")
    assert answer.says(Message("cli.undivided"))
    assert shell.snapshot() == before
    answer = shell("list")
    assert answer.said[:2] == [
        Message("cli.divided", folder=Path("annotations"), count=1, names=(ANNOTATOR,)),
        Message("cli.former_may_go", folder=Path("annotations/former")),
    ]
    assert f"{ARTICLE}\tin progress\t1" in answer.out
    assert shell("list").said == []
    assert shell("check").says(Message("cli.former_kept"))


def test_a_damaged_file_of_an_older_version_is_named_and_repaired(shell: Shell) -> None:
    shell.annotate()
    shell.annotate(23, 28)
    home = shell.folder / "annotations"
    file = shell.store_file
    for path in (file, file.with_name(f"{file.name}.bak")):
        path.rename(home / path.name)
    (home / file.name).write_bytes(b"torn")
    answer = shell("list")
    assert [each for each in answer.ids if each.startswith(("store.damaged", "cli.left"))] == [
        "store.damaged",
        "cli.left_undivided",
    ]
    assert (home / file.name).read_bytes() == b"torn"
    assert shell("check").status == 1
    assert shell("check", "--repair").status == 0
    assert f"{ARTICLE}\tin progress\t1" in shell("list").out


def test_annotations_of_a_division_that_a_full_disk_ended_are_exported_once(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = shell.annotate()
    home, own = shell.folder / "annotations", shell.store_file
    own.rename(home / own.name)

    def refuse(_folder: Path) -> None:
        raise OSError(ENOSPC, os.strerror(ENOSPC))

    monkeypatch.setattr("hashiya.store.tinydb.dividing.make_folder", refuse)
    answer = shell("export")
    assert "cli.left_undivided" in answer.ids
    assert (own.exists(), (home / own.name).exists()) == (True, True)
    assert [json.loads(line)["id"] for line in answer.out.splitlines()] == [mine]
    checked = shell("check")
    assert (checked.status, checked.says(Message("cli.given_in_part", count=1))) == (0, True)


def test_files_of_an_older_version_that_cannot_be_divided_are_told_of(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.annotate()
    of_sara(shell)
    file, home = shell.store_file, shell.folder / "annotations"
    file.rename(home / file.name)
    monkeypatch.setattr("os.access", lambda *_: False)
    told = Message("cli.undivided_not_shown", folder=Path("annotations"))
    assert shell("show", ARTICLE, "--annotator", SARA).said == [told]
