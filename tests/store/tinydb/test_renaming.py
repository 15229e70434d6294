from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.services.codebook_fit import CodebookFit
from hashiya.services.named_articles import kept_key
from hashiya.services.opening import open_article
from hashiya.services.text_finder import TextFinder
from hashiya.services.verification import Problem, verify
from hashiya.store import Reading, Store
from hashiya.store.tinydb.owner import Owner, owner_of
from hashiya.store.tinydb.renaming import follow_renamed
from hashiya.text.spans import Span
from tests.refusals import id_of, refused
from tests.store.conftest import TEXT, files_of
from tests.storing import apply, keep_refused

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.article.article import Article
    from tests.store.conftest import Desk


def rename(desk: Desk, name: str) -> Path:
    """Rename the article; its path below the folder is made."""
    path = desk.folder / name
    path.parent.mkdir(exist_ok=True)
    return desk.article.path.rename(path)


def problems(desk: Desk) -> list[Problem]:
    return verify(
        desk.store, "articles/a.txt", CodebookFit(desk.store, DEFAULT), finder=TextFinder(desk.store)
    )


# --- opening


def test_a_renamed_article_is_opened_with_its_annotations(desk: Desk) -> None:
    made = desk.add()
    path = rename(desk, "articles/b.txt")
    store = Store(desk.store.folder)
    assert kept_key(store, path) == "articles/a.txt"
    opened = store.open(read_article(path))
    assert opened.load().annotations == (made,)
    apply(opened, [Edit(made, None)])
    assert desk.open().load().annotations == ()


def test_a_copy_of_an_article_has_no_annotations(desk: Desk) -> None:
    desk.add()
    copy = desk.folder / "articles" / "copy.txt"
    copy.write_bytes(TEXT.encode())
    assert desk.store.open(read_article(copy)).load().annotations == ()
    assert kept_key(desk.store, copy) == "articles/copy.txt"


def test_a_renamed_article_that_was_changed_too_is_another_one(desk: Desk) -> None:
    desk.add()
    path = rename(desk, "articles/b.txt")
    path.write_bytes(TEXT.encode() + b".")
    assert desk.store.open(read_article(path)).load().annotations == ()


def test_annotations_under_the_present_name_come_first(desk: Desk) -> None:
    desk.add()
    path = rename(desk, "articles/b.txt")
    own = Store(desk.store.folder).open_key("articles/b.txt")
    apply(own, [Edit(None, desk.annotation(0, 3))])
    assert desk.store.open(read_article(path)).load().annotations == own.load().annotations


def test_two_articles_that_had_the_text_are_not_chosen_between(desk: Desk) -> None:
    desk.add()
    other = desk.folder / "articles" / "other.txt"
    other.write_bytes(TEXT.encode())
    article = read_article(other)
    apply(desk.store.open(article), [Edit(None, desk.annotation(0, 3))])
    other.unlink()
    path = rename(desk, "articles/b.txt")
    assert desk.store.open(read_article(path)).load().annotations == ()


# --- two articles of one text


def twin(desk: Desk) -> Article:
    """Another article of the same text, which is there while the first one is annotated."""
    path = desk.folder / "articles" / "twin.txt"
    path.write_bytes(TEXT.encode())
    return read_article(path)


def test_of_two_articles_of_one_text_each_has_its_own_annotations_while_the_other_is_away(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = twin(desk)
    made = desk.add()
    away = tmp_path_factory.mktemp("away") / "a.txt"
    desk.article.path.rename(away)
    store = Store(desk.store.folder)
    assert kept_key(store, other.path) == "articles/twin.txt"
    opened = store.open(other)
    assert opened.load().annotations == ()
    own = new_annotation(opened.key, other.sha256, other.text, Span(0, 3), "EVENT")
    apply(opened, [Edit(None, own)])
    opened.save_reading(Reading(9, "done", ""))
    away.rename(desk.article.path)
    assert desk.open().load().annotations == (made,)
    assert desk.open().load().reading.status == "in progress"
    assert Store(desk.store.folder).open(other).load().annotations == (own,)
    assert store.survey().keys == ["articles/a.txt", "articles/twin.txt"]


def test_an_article_is_told_of_the_annotations_of_a_lost_one_of_its_text(desk: Desk) -> None:
    other = twin(desk)
    desk.add()
    assert open_article(Store(desk.store.folder), other.path)[0].notices == ()
    desk.article.path.unlink()
    (notice,) = open_article(Store(desk.store.folder), other.path)[0].notices
    assert notice == Message("services.annotations_left", articles=("articles/a.txt",), path=other.path)
    apply(desk.store.open(other), [Edit(None, desk.annotation(0, 3))])
    assert open_article(Store(desk.store.folder), other.path)[0].notices == ()


def test_annotations_do_not_follow_to_another_article_of_the_text_unless_it_is_named(desk: Desk) -> None:
    other = twin(desk)
    desk.add()
    desk.article.path.unlink()
    (problem,) = problems(desk)
    told = Message("services.text_in_other", article="articles/twin.txt")
    assert problem == Problem("articles/a.txt", told)
    (problem,) = verify(desk.store, "articles/a.txt", CodebookFit(desk.store, DEFAULT), other.path)
    assert problem.new_key == "articles/twin.txt"


def test_a_file_of_two_names_that_loses_one_was_not_renamed(desk: Desk) -> None:
    second = desk.folder / "articles" / "second.txt"
    os.link(desk.article.path, second)
    desk.add()
    desk.article.path.unlink()
    assert Store(desk.store.folder).open(read_article(second)).load().annotations == ()


# --- whose a file is


def test_the_beginning_of_a_store_file_says_whose_it_is(desk: Desk) -> None:
    desk.add()
    number = str(desk.article.path.stat().st_ino)
    expected = Owner("articles/a.txt", desk.article.sha256, "", number)
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
    told = Message("services.renamed", article="elsewhere/b.txt")
    assert problem == Problem("articles/a.txt", told, new_key="elsewhere/b.txt")


def test_an_article_that_is_gone_is_not_looked_for_by_an_unknown_hash(desk: Desk) -> None:
    desk.add()
    content = json.loads(desk.file.read_text(encoding="utf-8"))
    content["article"]["1"]["sha256"] = ""
    desk.file.write_text(json.dumps(content), encoding="utf-8")
    rename(desk, "articles/b.txt")
    (problem,) = problems(desk)
    assert id_of(problem.what) == "files.cannot_read"


def test_of_several_articles_with_the_text_none_is_chosen(desk: Desk) -> None:
    desk.add()
    rename(desk, "articles/b.txt")
    (desk.folder / "articles" / "c.txt").write_bytes(TEXT.encode())
    (problem,) = problems(desk)
    assert problem.what == Message("services.text_in_several", articles=("articles/b.txt", "articles/c.txt"))
    assert not problem.new_key


def test_an_article_with_annotations_of_its_own_is_not_given_others(desk: Desk) -> None:
    desk.add()
    rename(desk, "articles/b.txt")
    apply(desk.store.open_key("articles/b.txt"), [Edit(None, desk.annotation(0, 3))])
    (problem,) = problems(desk)
    assert problem.what == Message("services.renamed_to_annotated", article="articles/b.txt")
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
    assert [annotation.id for annotation in opened.load().annotations] == [second.id, made.id]
    assert {annotation.article for annotation in opened.load().annotations} == {"articles/b.txt"}
    assert [annotation.rival for annotation in opened.load().annotations] == [second.rival, made.rival]
    assert files_of(store) == [store.file_of("articles/b.txt").name]
    assert verify(store, "articles/b.txt", CodebookFit(store, DEFAULT)) == []


def stop_before_the_new_name(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("hashiya.store.tinydb.renaming._put_in_place", _fail)
        with refused("store.cannot_save"):
            follow_renamed(desk.store, "articles/a.txt", "articles/b.txt")
    assert desk.file.exists()


@pytest.mark.parametrize("look", ["survey", "open", "kept_key"])
def test_following_that_was_stopped_between_its_steps_is_finished_at_the_next_look(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, look: str
) -> None:
    made = desk.add()
    path = rename(desk, "articles/b.txt")
    stop_before_the_new_name(desk, monkeypatch)
    store = Store(desk.store.folder)
    if look == "survey":
        assert store.survey() == (["articles/b.txt"], {})
    elif look == "open":
        assert [each.id for each in store.open(read_article(path)).load().annotations] == [made.id]
    else:
        assert kept_key(store, path) == "articles/b.txt"
    assert not desk.file.exists()
    assert files_of(store) == [store.file_of("articles/b.txt").name]
    (followed,) = store.open_key("articles/b.txt").load().annotations
    assert (followed.id, followed.article) == (made.id, "articles/b.txt")


def test_following_that_was_stopped_before_the_former_name_ended_is_finished_with_what_came_since(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = desk.add()
    rename(desk, "articles/b.txt")
    stop_before_the_new_name(desk, monkeypatch)
    new = desk.store.file_of("articles/b.txt")
    os.link(desk.file, new)
    later = desk.store.open_key("articles/b.txt")
    second = desk.annotation(0, 3)
    apply(later, [Edit(None, second)])
    assert Store(desk.store.folder).survey() == (["articles/b.txt"], {})
    assert not desk.file.exists()
    assert [each.id for each in desk.store.open_key("articles/b.txt").load().annotations] == [
        second.id,
        made.id,
    ]


def test_following_that_was_stopped_is_not_finished_over_another_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.add()
    rename(desk, "articles/b.txt")
    stop_before_the_new_name(desk, monkeypatch)
    new = desk.store.file_of("articles/b.txt")
    new.write_text(json.dumps({"article": {"1": {"path": "articles/b.txt"}}}))
    survey = Store(desk.store.folder).survey()
    assert survey.keys == ["articles/b.txt"]
    assert survey.refused[desk.file].told == Message("store.right_name_taken", path=desk.file, right=new)
    assert desk.file.exists()


def test_without_hard_links_annotations_follow_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = desk.add()
    rename(desk, "articles/b.txt")

    def no_links(*_arguments: object, **_options: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    follow_renamed(desk.store, "articles/a.txt", "articles/b.txt")
    assert files_of(desk.store) == [desk.store.file_of("articles/b.txt").name]
    (followed,) = desk.store.open_key("articles/b.txt").load().annotations
    assert followed.id == made.id


@pytest.mark.parametrize("stopped", [True, False])
def test_a_program_that_has_the_former_name_open_writes_nothing_under_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, stopped: bool
) -> None:
    made = desk.add()
    reader = desk.open()
    assert reader.load().annotations == (made,)
    rename(desk, "articles/b.txt")
    key, new_key = "articles/a.txt", "articles/b.txt"
    if stopped:
        stop_before_the_new_name(desk, monkeypatch)
        followed = Message("store.other_owner", place=str(desk.file), owner=new_key, key=key)
    else:
        follow_renamed(desk.store, key, new_key)
        followed = Message("store.followed", key=key, new_key=new_key)
    for change in (
        lambda: apply(reader, [Edit(None, desk.annotation(0, 3))]),
        lambda: reader.save_reading(Reading(7, "done", "")),
    ):
        with refused(followed):
            change()
    assert reader.load().read_only == followed
    assert Store(desk.store.folder).survey().keys == ["articles/b.txt"]
    assert len(desk.store.open_key("articles/b.txt").load().annotations) == 1
    assert not desk.file.exists()


def test_a_former_key_leads_to_the_one_that_the_annotations_followed_to(desk: Desk) -> None:
    desk.add()
    assert desk.store.followed_to("articles/a.txt") == ""
    rename(desk, "articles/b.txt")
    follow_renamed(desk.store, "articles/a.txt", "articles/b.txt")
    assert desk.store.followed_to("articles/a.txt") == "articles/b.txt"
    assert desk.store.followed_to("articles/b.txt") == ""


def test_other_annotations_are_not_overwritten(desk: Desk) -> None:
    desk.add()
    own = desk.store.open_key("articles/b.txt")
    apply(own, [Edit(None, desk.annotation(0, 3))])
    before = own.path.read_bytes(), desk.file.read_bytes()
    with refused(Message("store.name_taken", key="articles/b.txt")):
        follow_renamed(desk.store, "articles/a.txt", "articles/b.txt")
    assert (own.path.read_bytes(), desk.file.read_bytes()) == before


def test_both_versions_of_a_conflict_follow(desk: Desk) -> None:
    made = desk.add()
    keep_refused(desk.open(), made, None)
    follow_renamed(desk.store, "articles/a.txt", "articles/b.txt")
    (conflict,) = desk.store.open_key("articles/b.txt").load().conflicts
    assert conflict.base is not None
    assert conflict.base.article == "articles/b.txt"


def test_a_file_of_a_newer_version_is_left(desk: Desk) -> None:
    desk.add()
    content = json.loads(desk.file.read_text(encoding="utf-8"))
    content["article"]["1"]["schema"] = 9
    desk.file.write_text(json.dumps(content), encoding="utf-8")
    with refused("store.newer_version"):
        follow_renamed(desk.store, "articles/a.txt", "articles/b.txt")
    with refused(Message("store.nothing_kept", key="articles/none.txt")):
        follow_renamed(desk.store, "articles/none.txt", "articles/b.txt")


def _fail(*_paths: Path) -> None:
    raise OSError(28, "No space left on device")
