"""A store of an older version, with the annotations of everybody in one file for each article."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.messages import Message
from hashiya.store import Store, annotators, divide, former_in, is_undivided, open_repository, open_undivided
from hashiya.store.repository.draft import Draft
from hashiya.store.repository.reading import DONE, Reading
from hashiya.store.tinydb.file_names import backup_of
from hashiya.text.spans import Span
from tests.storing import apply, keep_refused, store_files

if TYPE_CHECKING:
    from hashiya.annotation.annotation import Annotation
    from hashiya.store.tinydb.article_store import ArticleStore
    from hashiya.store.tinydb.dividing import Divided

TEXT = "وصل اللواء علي النعسان إلى موسكو، وقال نجار: «العلاقة مع روسيا لا بد منها»."
KEY = "a.txt"
ME, SARA, ALI = "me", "سارة", "علي"


class Older:
    """An article, and its annotations as an older version kept them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home = root / "annotations"
        self.store = Store(self.home)

    def open(self, key: str = KEY) -> ArticleStore:
        (self.root / key).write_text(TEXT, encoding="utf-8")
        return self.store.open(read_article(self.root / key))

    def add(self, annotator: str, start: int = 0, key: str = KEY) -> Annotation:
        made = new_annotation(
            key, self.article(key).sha256, TEXT, Span(start, start + 3), "ACTOR", annotator=annotator
        )
        apply(self.open(key), [Edit(None, made)])
        return made

    def article(self, key: str = KEY):  # type: ignore[no-untyped-def]
        self.open(key)
        return read_article(self.root / key)

    def divide(self, annotator: str = ME) -> Divided:
        divided = divide(self.home, annotator, lambda *_: None)
        assert divided is not None
        return divided

    def of(self, annotator: str, key: str = KEY) -> ArticleStore:
        return open_repository(self.home, annotator).open_key(key)

    def ids(self, annotator: str, key: str = KEY) -> list[str]:
        return [each.id for each in self.of(annotator, key).load().checked().annotations]


@pytest.fixture
def older(tmp_path: Path) -> Older:
    return Older(tmp_path)


def test_each_gets_what_names_them_and_the_present_annotator_gets_the_rest(older: Older) -> None:
    mine, sara, ali, more = (older.add(name, start) for start, name in enumerate(("", SARA, ALI, SARA)))
    before = older.store.file_of(KEY).read_bytes()
    assert is_undivided(older.home)
    divided = older.divide()
    assert (divided.moved, divided.left) == (1, [])
    assert list(divided.annotators) == list(annotators(older.home)) == sorted((ME, SARA, ALI))
    assert (older.ids(ME), older.ids(SARA), older.ids(ALI)) == ([mine.id], [sara.id, more.id], [ali.id])
    assert {each.annotator for each in older.of(ME).load().annotations} == {ME}
    assert not is_undivided(older.home)
    former = former_in(older.home)
    assert former is not None
    assert (former / older.store.file_of(KEY).name).read_bytes() == before


def test_what_one_person_has_keeps_its_file_unchanged(older: Older) -> None:
    older.add("")
    older.add(ME, 4)
    older.open().save_reading(Reading(7, DONE))
    before = older.store.file_of(KEY).read_bytes()
    older.divide()
    assert open_repository(older.home, ME).file_of(KEY).read_bytes() == before
    assert older.of(ME).load().reading.status == DONE


def test_the_reading_position_goes_to_the_present_annotator(older: Older) -> None:
    older.add(SARA)
    older.open().save_reading(Reading(7, DONE))
    older.divide()
    assert older.of(ME).load().reading[:2] == (7, DONE)
    assert older.of(SARA).load().reading.offset == 0
    assert older.ids(ME) == []


def test_conflicts_and_notes_go_with_their_annotations(older: Older) -> None:
    sara, mine = older.add(SARA), older.add("", 4)
    keep_refused(older.open(), sara, changed(sara, note="x"))
    older.open().save_draft(Draft(sara, "نصف"))
    keep_refused(older.open(), mine, changed(mine, note="y"))
    older.divide()
    (conflict,) = older.of(SARA).load().conflicts
    assert conflict.mine is not None
    assert (conflict.mine.note, conflict.theirs) == ("x", sara)
    draft = older.of(SARA).load().draft
    assert (draft and draft.note) == "نصف"
    (own,) = older.of(ME).load().conflicts
    assert own.mine is not None
    assert (own.mine.note, own.mine.annotator) == ("y", ME)
    assert older.of(ME).load().draft is None


def test_a_removal_keeps_an_older_copy_from_bringing_an_annotation_back(older: Older, tmp_path: Path) -> None:
    made, kept = older.add(SARA), older.add(SARA, 4)
    copy = shutil.copy(older.store.file_of(KEY), tmp_path / "copy")
    older.divide()
    apply(older.of(SARA), [Edit(made, None), Edit(kept, changed(kept, note="later"))])
    shutil.copy(copy, older.store.file_of(KEY))  # as a colleague with an older version pushes it
    assert older.divide().left == []
    assert older.ids(SARA) == [kept.id]
    (annotation,) = older.of(SARA).load().annotations
    assert (annotation.note, older.of(SARA).load().conflicts) == ("later", ())


def test_a_removal_before_the_division_is_known_to_whoever_has_annotations(
    older: Older, tmp_path: Path
) -> None:
    made, kept = older.add(SARA), older.add(SARA, 4)
    older.add(ALI, 8)
    copy = shutil.copy(older.store.file_of(KEY), tmp_path / "copy")
    apply(older.open(), [Edit(made, None)])
    older.divide()
    shutil.copy(copy, older.store.file_of(KEY))
    older.divide()
    assert older.ids(SARA) == [kept.id]


def test_a_removal_by_an_older_version_after_the_division_is_followed(older: Older, tmp_path: Path) -> None:
    made, kept, last = older.add(SARA), older.add(SARA, 4), older.add(ALI, 8)
    changed_since = older.add(SARA, 12)
    copy = shutil.copy(older.store.file_of(KEY), tmp_path / "copy")
    older.divide()
    apply(older.of(SARA), [Edit(changed_since, changed(changed_since, note="later"))])
    shutil.copy(copy, older.store.file_of(KEY))
    apply(older.open(), [Edit(made, None), Edit(last, None), Edit(changed_since, None)])
    assert older.divide().left == []
    assert older.ids(SARA) == [kept.id, changed_since.id]
    assert older.ids(ALI) == []


def test_two_versions_that_differ_are_both_kept(older: Older, tmp_path: Path) -> None:
    made = older.add(SARA)
    copy = Path(shutil.copy(older.store.file_of(KEY), tmp_path / "copy"))
    older.divide()
    apply(older.of(SARA), [Edit(made, changed(made, note="here"))])
    shutil.copy(copy, older.store.file_of(KEY))
    apply(older.open(), [Edit(made, changed(made, note="there"))])
    more = older.add(ALI, 8)
    older.divide()
    (conflict,) = older.of(SARA).load().conflicts
    assert conflict.mine is not None
    assert conflict.theirs is not None
    assert (conflict.mine.note, conflict.theirs.note) == ("there", "here")
    assert older.ids(ALI) == [more.id]


def test_a_second_run_changes_nothing(older: Older) -> None:
    older.add("")
    older.add(SARA, 4)
    older.divide()
    before = {path: path.read_bytes() for path in store_files(older.home)}
    assert older.divide("another").moved == 0
    assert {path: path.read_bytes() for path in store_files(older.home)} == before


def test_a_run_that_was_killed_before_a_file_was_put_aside_is_completed(older: Older) -> None:
    made = [older.add(""), older.add(SARA, 4), older.add("", 8)]
    file = older.store.file_of(KEY)
    before = file.read_bytes()
    older.divide()
    file.write_bytes(before)
    assert older.divide().left == []
    assert older.ids(ME) == [made[0].id, made[2].id]
    assert older.ids(SARA) == [made[1].id]
    assert not older.of(ME).load().conflicts
    former = former_in(older.home)
    assert former is not None
    assert len(list(former.glob("*.json*"))) >= 2  # nothing that was put aside is replaced


def test_a_damaged_file_stays_and_is_divided_once_it_is_repaired(older: Older) -> None:
    made = older.add(SARA)
    older.add(SARA, 4, "b.txt")
    file = older.store.file_of(KEY)
    shutil.copy(file, backup_of(file))
    file.write_bytes(b"torn")
    (error,) = older.divide().left
    assert error.told.id == "store.damaged"
    assert file.read_bytes() == b"torn"
    assert older.ids(SARA) == []
    assert len(older.ids(SARA, "b.txt")) == 1
    left = open_undivided(older.home)
    assert left is not None
    left.restore(KEY)
    assert older.divide().left == []
    assert older.ids(SARA) == [made.id]


def test_a_file_that_only_its_backup_keeps_stays(older: Older) -> None:
    older.add(SARA)
    file = older.store.file_of(KEY)
    file.rename(backup_of(file))
    (error,) = older.divide().left
    assert error.told == Message("store.missing", path=file)
    assert backup_of(file).exists()


def test_a_share_that_cannot_be_saved_is_the_only_error(older: Older) -> None:
    older.add(SARA)
    older.add(ALI, 4)
    open_repository(older.home, SARA).file_of(KEY).mkdir(parents=True)
    divided = older.divide()
    assert (divided.moved, len(divided.left)) == (0, 1)
    assert is_undivided(older.home)


def test_a_file_of_a_newer_version_stays(older: Older) -> None:
    older.add(SARA)
    file = older.store.file_of(KEY)
    content = json.loads(file.read_bytes())
    content["article"]["1"]["schema"] = 99
    file.write_text(json.dumps(content))
    (error,) = older.divide().left
    assert error.told.id == "store.newer_version"
    assert file.exists()


def test_a_file_in_the_layout_of_tinydb_is_divided(older: Older) -> None:
    made = older.add(SARA)
    record = made.to_record()
    older.store.file_of(KEY).write_text(json.dumps({"_default": {"1": record}}), encoding="utf-8")
    assert older.divide().left == []
    assert older.ids(SARA) == [made.id]


def test_collections_go_to_the_present_annotator(older: Older) -> None:
    older.store.collection("codebook").put({"a": {"x": 1}})
    open_repository(older.home, ME).collection("codebook").put({"b": {"x": 2}})
    older.divide()
    assert open_repository(older.home, ME).collection("codebook").records() == {"a": {"x": 1}, "b": {"x": 2}}
    assert not is_undivided(older.home)


def test_a_store_that_cannot_be_written_is_read_as_it_is(
    older: Older, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = older.add("")
    monkeypatch.setattr("os.access", lambda *_: False)
    assert divide(older.home, ME, lambda *_: None) is None
    assert older.ids(ME) == [made.id]


def test_files_of_other_programs_stay(older: Older) -> None:
    older.add("")
    (older.home / "notes.txt").write_text("n")
    (older.home / "folder").mkdir()
    older.divide()
    assert {"notes.txt", "folder"} <= {path.name for path in older.home.iterdir()}


def test_without_hard_links_the_files_are_written_anew(older: Older, monkeypatch: pytest.MonkeyPatch) -> None:
    made = [older.add("", start, key) for key in (KEY, "b.txt") for start in (0, 4)]

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "no hard links")

    monkeypatch.setattr("os.link", refuse)
    assert older.divide().left == []
    assert older.ids(ME) + older.ids(ME, "b.txt") == [each.id for each in made]
