"""An export is written whole or not at all, and never over an article or the store."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError
from hashiya.exchange.formats import FORMATS
from hashiya.messages import Message
from hashiya.services.exporting import Export
from hashiya.services.output_file import OutputFile
from hashiya.store import open_repository
from tests.refusals import refused
from tests.storing import apply

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.store.conftest import Desk


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def refusal(desk: Desk, path: Path, cause: Message) -> None:
    before = tree(desk.folder)
    with refused(Message("services.cannot_write", path=path, cause=cause)):
        OutputFile([desk.store], path, may_replace=True)
    assert tree(desk.folder) == before


def test_folders_the_store_and_articles_are_refused(desk: Desk) -> None:
    desk.add()
    other = desk.folder / "articles" / "B.TXT"
    other.write_text("خبر لم يوسم بعد", encoding="utf-8")
    is_article = Message("services.is_article")
    refusal(desk, desk.folder, Message("files.is_folder"))
    refusal(desk, desk.file, Message("services.name_of_store_file"))
    refusal(desk, desk.article.path, is_article)
    refusal(desk, other, is_article)
    for number, path in enumerate((desk.article.path, other)):
        link, hard = desk.folder / f"link-{number}.jsonl", desk.folder / f"hard-{number}.txt"
        link.symlink_to(path)
        os.link(path, hard)
        refusal(desk, link, is_article)
        refusal(desk, hard, is_article)


def test_an_annotated_article_of_any_name_is_refused_under_each_of_its_names(desk: Desk) -> None:
    desk.article.path.rename(path := desk.folder / "articles" / "a.news")
    desk.article = desk.article._replace(path=path)
    desk.add()
    os.link(path, hard := desk.folder / "out.jsonl")
    for each in (path, hard):
        refusal(desk, each, Message("services.is_article"))


def test_the_name_of_a_missing_article_is_kept_for_it(desk: Desk) -> None:
    desk.add()
    desk.article.path.unlink()
    refusal(desk, desk.article.path, Message("services.is_article"))


@pytest.mark.parametrize("name", ["html", "markdown", "jsonl", "csv"])
def test_an_earlier_export_with_the_ending_of_an_article_is_replaced(desk: Desk, name: str) -> None:
    desk.add()
    path = desk.folder / {"html": "out.html", "markdown": "out.md"}.get(name, "out.txt")
    for _ in range(2):
        Export([desk.store]).write(FORMATS[name], OutputFile([desk.store], path, may_replace=True))
    path.write_text("خبر", encoding="utf-8")
    refusal(desk, path, Message("services.is_article"))


@pytest.mark.parametrize("has_links", [True, False])
def test_a_file_that_appears_meanwhile_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    def no_link(*_: object, **__: object) -> None:
        raise OSError(38, "no hard links")

    if not has_links:
        monkeypatch.setattr(os, "link", no_link)
    path = desk.folder / "out.jsonl"

    def pieces() -> Iterator[bytes]:
        yield b"ours"
        path.write_bytes(b"theirs")

    output = OutputFile([desk.store], path, may_replace=False)
    with refused(Message("services.exists", path=path)):
        output.write(pieces())
    assert path.read_bytes() == b"theirs"
    path.unlink()
    output.write([b"ours"])
    assert path.read_bytes() == b"ours"
    assert not list(desk.folder.glob(".hashiya*"))


def test_an_article_that_appears_meanwhile_stays(desk: Desk) -> None:
    path = desk.folder / "new.txt"

    def pieces() -> Iterator[bytes]:
        yield b"ours"
        path.write_text("خبر", encoding="utf-8")

    output = OutputFile([desk.store], path, may_replace=True)
    with refused(Message("services.cannot_write", path=path, cause=Message("services.is_article"))):
        output.write(pieces())
    assert path.read_text(encoding="utf-8") == "خبر"


def test_an_error_while_the_pieces_are_made_leaves_the_former_file(desk: Desk) -> None:
    path = desk.folder / "out.jsonl"
    path.write_bytes(b"before")

    def pieces() -> Iterator[bytes]:
        yield b"x" * 1_000_000
        raise HashiyaError(Message("services.strict_losses"))

    for may_replace, output in ((True, path), (False, desk.folder / "new.jsonl")):
        with refused(Message("services.strict_losses")):
            OutputFile([desk.store], output, may_replace=may_replace).write(pieces())
    assert path.read_bytes() == b"before"
    assert {each.name for each in desk.folder.iterdir()} == {"articles", "out.jsonl"}


def test_a_file_that_is_there_needs_force(desk: Desk) -> None:
    there = desk.folder / "there.jsonl"
    there.write_text("")
    with refused(Message("services.exists", path=there)):
        OutputFile([desk.store], there, may_replace=False)
    OutputFile([desk.store], there, may_replace=True)
    OutputFile([desk.store], desk.folder / "new.jsonl", may_replace=False)


def test_no_folder_of_the_store_takes_an_export(desk: Desk) -> None:
    desk.add()
    home = desk.store.home
    reserved = Message("services.name_of_store_file")
    for name in (".journal/x.jsonl", ".locks/x", "collections/a.jsonl", "Collections/A.jsonl", "x.JSON"):
        refusal(desk, home / name, reserved)
    OutputFile([desk.store], home / "sample.jsonl", may_replace=True)


def test_an_article_that_only_another_annotator_has_annotated_is_refused(desk: Desk) -> None:
    path = desk.folder / "articles" / "b.news"
    path.write_text("خبر من وكالة", encoding="utf-8")
    article = read_article(path)
    other = open_repository(desk.store.home, "other")
    annotation = replace(desk.annotation(0, 3), article="articles/b.news", sha256=article.sha256)
    apply(other.open(article), [Edit(None, annotation)])
    with refused(Message("services.cannot_write", path=path, cause=Message("services.is_article"))):
        OutputFile([desk.store, other], path, may_replace=True)
