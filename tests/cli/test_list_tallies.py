"""``hashiya list --by folder|annotator``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.cli.conftest import ARTICLE

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


def test_folders_are_counted_with_their_unread_articles(shell: Shell) -> None:
    (shell.folder / "articles" / "deep").mkdir()
    (shell.folder / "articles" / "deep" / "b.txt").write_text("x")
    shell.annotate(), shell.annotate(0, 3, "EVENT")
    assert shell("list", "articles", "--by", "folder").out == (
        "folder\tarticles\tunread\tin progress\tdone\tACTOR\tEVENT\tQUOTE\n"
        "articles\t2\t1\t1\t0\t1\t1\t0\n"
        "articles/deep\t1\t1\t0\t0\t0\t0\t0\n"
    )
    assert json.loads(shell("list", "articles", "--by", "folder", "--json").out)[0] == {
        "folder": "articles",
        "articles": 2,
        "unread": 1,
        "in_progress": 1,
        "done": 0,
        "counts": {"ACTOR": 1, "EVENT": 1, "QUOTE": 0},
    }


def test_annotators_are_counted(shell: Shell) -> None:
    shell.annotate()
    shell("--annotator", "منى", "annotate", ARTICLE, "--start", "0", "--end", "3", "--label", "EVENT")
    listed = json.loads(shell("list", "--by", "annotator", "--json").out)
    assert [(each["articles"], each["counts"]["ACTOR"], each["counts"]["EVENT"]) for each in listed] == [
        (1, 1, 0),
        (1, 0, 1),
    ]
    assert listed[1]["annotator"] == "منى"
    [only] = json.loads(shell("list", ARTICLE, "--by", "annotator", "--annotator", "منى", "--json").out)
    assert only["annotator"] == "منى"


def test_an_unknown_way_to_count_is_refused(shell: Shell) -> None:
    assert shell("list", "--by", "month").status == 2
