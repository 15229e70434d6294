"""What a repository in files promises when its files are damaged; one that has no files promises nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.store.repository.file_health import FileHealth
from tests.refusals import id_of, refused
from tests.store.repository.conftest import BACKENDS, KEY, OTHER, Desk, InFiles, make_desk

if TYPE_CHECKING:
    from pathlib import Path

IN_FILES = [
    name for name, backend in BACKENDS.items() if isinstance(backend, type) and issubclass(backend, InFiles)
]


@pytest.fixture(params=IN_FILES)
def desk_in_files(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    return make_desk(BACKENDS[request.param], tmp_path)


def files_of(desk: Desk) -> tuple[InFiles, FileHealth]:
    view = desk.view()
    assert isinstance(desk.backend, InFiles)
    assert isinstance(view, FileHealth)
    return desk.backend, view


def test_a_repository_without_files_has_no_health_of_files(tmp_path: Path) -> None:
    assert not isinstance(make_desk(BACKENDS["memory"], tmp_path).view(), FileHealth)


def test_of_a_damaged_article_an_older_copy_is_read_until_it_is_restored(desk_in_files: Desk) -> None:
    desk = desk_in_files
    first = desk.add()
    desk.add(23, 28)
    backend, view = files_of(desk)
    backend.tear(KEY)
    older = desk.view().load(KEY)
    assert (older.annotations, older.is_older, id_of(older.read_only)) == ((first,), True, "store.damaged")
    assert view.restore(KEY)
    restored = desk.view().load(KEY)
    assert (restored.annotations, restored.is_older) == ((first,), False)
    with refused("store.not_damaged"):
        view.restore(KEY)


def test_an_article_without_a_good_copy_is_not_restored(
    desk_in_files: Desk,
) -> None:
    desk = desk_in_files
    desk.add(key=OTHER)
    desk.add()
    backend, view = files_of(desk)
    backend.tear(KEY)
    assert len(view.damage()) == 1
    assert not desk.view().load(KEY).is_known
    with refused("store.no_backup"):
        view.restore(KEY)
    assert desk.view().keys() == [OTHER]


def test_a_damaged_collection_is_found_by_its_name_and_restored(desk_in_files: Desk) -> None:
    desk = desk_in_files
    collection = desk.view().collection("registry")
    collection.put({"a": {"n": 1}})
    collection.put({"a": {"n": 2}})
    backend, view = files_of(desk)
    assert view.damaged_collections() == {}
    backend.tear_collection("registry")
    (name, damage), *others = view.damaged_collections().items()
    assert (name, damage.is_restorable, id_of(damage.error.told), others) == (
        "registry",
        True,
        "store.damaged",
        [],
    )
    assert view.restore_collection("registry")
    assert view.damaged_collections() == {}
    assert desk.view().collection("registry").records() == {"a": {"n": 1}}
