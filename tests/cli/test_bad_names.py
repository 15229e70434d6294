"""Hostile names of articles: each is opened, shown escaped, and stored under a harmless name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import TEXT
from tests.storing import store_files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Shell

# each with what it is shown as, where that is not the name itself
NAMES = {
    "line\nbreak.txt": "line break.txt",
    "esc\x1b[31m\x07name.txt": "esc\ufffd[31m\ufffdname.txt",
    "invoice\u202etxt.sh.txt": "invoice<U+202E>txt.sh.txt",
    "latin\udce9\udcff.txt": "latin\ufffd\ufffd.txt",
    "-rf.txt": "",
    "--help.txt": "",
    "[red]name[/].txt": "",
    " space .txt": "",
    "..txt": "",
    ".hidden.txt": "",
    "con.txt": "",
    "a%s%n{0}.txt": "",
    "quote'\"`$(id).txt": "",
    "ق" * 125 + ".txt": "",
    "e\u0301.txt": "",
    "\u00e9.txt": "",
    "same.txt": "",
    "SAME.txt": "",
    "d1/same.txt": "",
    "d2/same.txt": "",
    "page\u2066.html": "page<U+2066>.html",
}
STORE_NAME = re.compile(r"[a-z0-9]([a-z0-9-]{0,39})-[0-9a-f]{10}\.json")


def write(shell: Shell, name: str) -> str:
    path = shell.folder / "articles" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT, encoding="utf-8")
    return f"articles/{name}"


def store_names(folder: Path) -> list[str]:
    return [path.name for path in store_files(folder / "annotations")]


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_hostile_name_is_opened_and_stored_under_a_harmless_one(shell: Shell, name: str) -> None:
    file = write(shell, name)
    answer = shell("annotate", file, "--start", 4, "--end", 22, "--label", "ACTOR")
    assert (answer.status, answer.err) == (0, "")
    (stored,) = store_names(shell.folder)
    assert STORE_NAME.fullmatch(stored)
    (record,) = shell.exported(file)
    assert (record["article"], record["text"]) == (file, TEXT[4:22])
    assert shell("show", file).status == 0
    assert shell("check", file).status == 0


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_hostile_name_is_listed_and_complained_about_escaped(shell: Shell, name: str) -> None:
    file = write(shell, name)
    shown = f"articles/{NAMES[name] or name}"
    assert shell("list", file).out.splitlines()[1].split("\t")[0] == shown
    (shell.folder / file).write_bytes(b"")
    answer = shell("annotate", file, "--start", 0, "--end", 1, "--label", "ACTOR")
    assert answer.status == 1
    assert f"hashiya: {shown}: the file is empty" in answer.err.splitlines()


def test_articles_of_like_names_have_annotations_of_their_own(shell: Shell) -> None:
    files = [
        write(shell, name)
        for name in ("e\u0301.txt", "\u00e9.txt", "same.txt", "SAME.txt", "d1/same.txt", "d2/same.txt")
    ]
    for number, file in enumerate(files):
        assert shell("annotate", file, "--start", 4, "--end", 5 + number, "--label", "ACTOR").status == 0
    assert len(store_names(shell.folder)) == len(files)
    assert [[record["end"] for record in shell.exported(file)] for file in files] == [
        [5],
        [6],
        [7],
        [8],
        [9],
        [10],
    ]


def test_a_link_is_the_article_that_it_leads_to(shell: Shell) -> None:
    write(shell, "real.txt")
    (shell.folder / "articles" / "link.txt").symlink_to("real.txt")
    shell("annotate", "articles/link.txt", "--start", 4, "--end", 22, "--label", "ACTOR")
    assert [record["article"] for record in shell.exported()] == ["articles/real.txt"]
