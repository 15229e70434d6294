from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation import DEFAULT, Edit
from hashiya.article import read_article
from hashiya.errors import HashiyaError
from hashiya.store import Store
from hashiya.store.owner import Owner, owner_of
from hashiya.store.renaming import TextFinder, follow_renamed
from hashiya.store.verification import Problem, verify
from tests.store.conftest import TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.conftest import Desk


def rename(desk: Desk, name: str) -> Path:
    """Rename the article; its path below the folder is made."""
    path = desk.folder / name
    path.parent.mkdir(exist_ok=True)
    return desk.article.path.rename(path)


def problems(desk: Desk) -> list[Problem]:
    return verify(desk.store, desk.file, DEFAULT.names, finder=TextFinder(desk.store))


# --- opening


def test_a_renamed_article_is_opened_with_its_annotations(desk: Desk) -> None:
    made = desk.add()
    path = rename(desk, "articles/b.txt")
    store = Store(desk.store.folder)
    assert store.kept_key(path) == "articles/a.txt"
    opened = store.open(read_article(path))
    assert opened.annotations() == (made,)
    opened.apply([Edit(made, None)])
    assert desk.open().annotations() == ()


def test_a_copy_of_an_article_has_no_annotations(desk: Desk) -> None:
    desk.add()
    copy = desk.folder / "articles" / "copy.txt"
    copy.write_bytes(TEXT.encode())
    assert desk.store.open(read_article(copy)).annotations() == ()
    assert desk.store.kept_key(copy) == "articles/copy.txt"


def test_a_renamed_article_that_was_changed_too_is_another_one(desk: Desk) -> None:
    desk.add()
    path = rename(desk, "articles/b.txt")
    path.write_bytes(TEXT.encode() + b".")
    assert desk.store.open(read_article(path)).annotations() == ()


def test_annotations_under_the_present_name_come_first(desk: Desk) -> None:
    desk.add()
    path = rename(desk, "articles/b.txt")
    own = Store(desk.store.folder).open_key("articles/b.txt")
    own.apply([Edit(None, desk.annotation(0, 3))])
    assert desk.store.open(read_article(path)).annotations() == own.annotations()


def test_two_articles_that_had_the_text_are_not_chosen_between(desk: Desk) -> None:
    desk.add()
    other = desk.folder / "articles" / "other.txt"
    other.write_bytes(TEXT.encode())
    article = read_article(other)
    desk.store.open(article).apply([Edit(None, desk.annotation(0, 3))])
    other.unlink()
    path = rename(desk, "articles/b.txt")
    assert desk.store.open(read_article(path)).annotations() == ()


# --- whose a file is


def test_the_beginning_of_a_store_file_says_whose_it_is(desk: Desk) -> None:
    desk.add()
    expected = Owner("articles/a.txt", desk.article.sha256)
    assert owner_of(desk.file) == expected
    content = json.loads(desk.file.read_text(encoding="utf-8"))
    desk.file.write_text(json.dumps(dict(reversed(content.items())), indent=2), encoding="utf-8")
    assert owner_of(desk.file) == expected


@pytest.mark.parametrize("content", [b"", b"torn", b'{"article": {\n"1": []\n}}\n', b'{"article": {\n'])
def test_a_file_that_does_not_say_whose_it_is_has_no_owner(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    assert owner_of(path) is None
    assert owner_of(tmp_path / "none.json") is None


# --- check


def test_an_article_that_was_renamed_is_told_of(desk: Desk) -> None:
    desk.add()
    rename(desk, "elsewhere/b.txt")
    (problem,) = problems(desk)
    assert problem == Problem(
        "articles/a.txt", "the article is elsewhere/b.txt now", new_key="elsewhere/b.txt"
    )


def test_an_article_that_is_gone_is_not_looked_for_by_an_unknown_hash(desk: Desk) -> None:
    desk.add()
    content = json.loads(desk.file.read_text(encoding="utf-8"))
    content["article"]["1"]["sha256"] = ""
    desk.file.write_text(json.dumps(content), encoding="utf-8")
    rename(desk, "articles/b.txt")
    (problem,) = problems(desk)
    assert "no such file" in problem.what


def test_of_several_articles_with_the_text_none_is_chosen(desk: Desk) -> None:
    desk.add()
    rename(desk, "articles/b.txt")
    (desk.folder / "articles" / "c.txt").write_bytes(TEXT.encode())
    (problem,) = problems(desk)
    assert problem.what == "the article is gone; its text is in articles/b.txt and articles/c.txt"
    assert not problem.new_key


def test_an_article_with_annotations_of_its_own_is_not_given_others(desk: Desk) -> None:
    desk.add()
    rename(desk, "articles/b.txt")
    desk.store.open_key("articles/b.txt").apply([Edit(None, desk.annotation(0, 3))])
    (problem,) = problems(desk)
    assert problem.what == "the article is articles/b.txt now, which has annotations of its own"
    assert not problem.new_key


# --- following


def test_annotations_follow_and_the_old_file_is_kept(desk: Desk) -> None:
    made = desk.add()
    second = desk.add(0, 3)  # so that there is a backup
    before = desk.file.read_bytes()
    path = rename(desk, "articles/b.txt")
    kept = follow_renamed(desk.store, "articles/a.txt", "articles/b.txt")
    assert kept.read_bytes() == before
    store = Store(desk.store.folder)
    opened = store.open(read_article(path))
    assert opened.key == "articles/b.txt"
    assert [annotation.id for annotation in opened.annotations()] == [second.id, made.id]
    assert {annotation.article for annotation in opened.annotations()} == {"articles/b.txt"}
    assert [annotation.rival for annotation in opened.annotations()] == [second.rival, made.rival]
    assert store.file_names() == [store.file_of("articles/b.txt").name]
    assert verify(store, store.file_of("articles/b.txt"), DEFAULT.names) == []


def test_following_that_was_cut_short_is_done_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = desk.add()
    rename(desk, "articles/b.txt")
    with monkeypatch.context() as patch:
        patch.setattr("hashiya.store.renaming._put_aside", _fail)
        with pytest.raises(HashiyaError, match="cannot save"):
            follow_renamed(desk.store, "articles/a.txt", "articles/b.txt")
    assert desk.file.exists()
    follow_renamed(desk.store, "articles/a.txt", "articles/b.txt")
    assert not desk.file.exists()
    (followed,) = desk.store.open_key("articles/b.txt").annotations()
    assert followed.id == made.id


def test_other_annotations_are_not_overwritten(desk: Desk) -> None:
    desk.add()
    own = desk.store.open_key("articles/b.txt")
    own.apply([Edit(None, desk.annotation(0, 3))])
    before = own.path.read_bytes(), desk.file.read_bytes()
    with pytest.raises(HashiyaError, match="annotations of its own"):
        follow_renamed(desk.store, "articles/a.txt", "articles/b.txt")
    assert (own.path.read_bytes(), desk.file.read_bytes()) == before


def test_both_versions_of_a_conflict_follow(desk: Desk) -> None:
    made = desk.add()
    desk.open().keep_refused(made, None)
    follow_renamed(desk.store, "articles/a.txt", "articles/b.txt")
    (conflict,) = desk.store.open_key("articles/b.txt").conflicts()
    assert conflict.base is not None
    assert conflict.base.article == "articles/b.txt"


def test_a_file_of_a_newer_version_is_left(desk: Desk) -> None:
    desk.add()
    content = json.loads(desk.file.read_text(encoding="utf-8"))
    content["article"]["1"]["schema"] = 9
    desk.file.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(HashiyaError, match="newer version"):
        follow_renamed(desk.store, "articles/a.txt", "articles/b.txt")
    with pytest.raises(HashiyaError, match="no such file"):
        follow_renamed(desk.store, "articles/none.txt", "articles/b.txt")


def _fail(_path: Path) -> Path:
    raise OSError("a full disk")
