from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.exchange.losses import RELATIONS
from hashiya.messages import Message

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


def test_the_labels_are_written_and_what_was_lost_is_told(shell: Shell) -> None:
    answer = shell("codebook", "-o", "codes.qdc")
    assert (answer.status, answer.out) == (0, "")
    assert answer.says(Message("cli.lost", format="qdc", loss=RELATIONS.told(4)))
    assert (shell.folder / "codes.qdc").read_text(encoding="utf-8") == shell("codebook").out


def test_no_file_is_replaced(shell: Shell) -> None:
    (shell.folder / "hashiya.toml").write_text("# mine\n")
    shell("codebook", "-o", "codes.qdc")
    for options in (("-o", "codes.qdc"), ("--convert", "codes.qdc", "-o", "hashiya.toml")):
        answer = shell("codebook", *options)
        assert answer.status == 1
        assert answer.says(Message("services.exists", path=Path(options[-1])))
    assert (shell.folder / "hashiya.toml").read_text() == "# mine\n"


def test_a_codebook_becomes_settings(shell: Shell) -> None:
    code = '<CodeBook><Codes><Code guid="1" name="CLAIM" isCodable="true"/></Codes></CodeBook>'
    (shell.folder / "codes.qdc").write_text(code)
    assert shell("codebook", "--convert", "codes.qdc").out == '[[label]]\nname = "CLAIM"\n'
    assert shell("codebook", "--convert", "codes.qdc", "-o", "hashiya.toml").status == 0
    assert 'name="CLAIM"' in shell("codebook").out
    assert shell("codebook", "--convert", "none.qdc").status == 1
