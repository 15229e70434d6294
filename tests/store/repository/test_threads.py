"""Many threads at once, on one view and on several."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.store.repository.collection import ChangedError
from tests.store.repository.conftest import KEY, save

if TYPE_CHECKING:
    from hashiya.annotation.annotation import Annotation
    from tests.store.repository.conftest import Desk

THREADS = 4


def test_threads_that_save_by_one_view_or_by_their_own_lose_nothing(desk: Desk) -> None:
    shared = desk.open()
    made = [desk.made(index, index + 2) for index in range(6 * THREADS)]

    def work(number: int) -> None:
        repository = shared if number % 2 else desk.open()
        for annotation in made[number::THREADS]:
            save(repository, Edit(None, annotation))
            assert annotation in repository.load().annotations

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, range(THREADS)))
    assert desk.annotations() == shared.load().annotations == tuple(made)


def test_of_changes_of_one_annotation_each_is_stored_or_kept(desk: Desk) -> None:
    base = desk.add()
    wanted = [changed(base, note=f"note {number}") for number in range(THREADS)]

    def work(mine: Annotation) -> None:
        desk.open().commit(new_transaction(KEY, [Edit(base, mine)], by="", command="test"))

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, wanted))
    snapshot = desk.open().load()
    (stored,) = snapshot.annotations
    kept = [conflict.mine.note for conflict in snapshot.conflicts if conflict.mine is not None]
    assert sorted([stored.note, *kept]) == [each.note for each in wanted]


def test_of_threads_that_count_in_one_record_each_counts(desk: Desk) -> None:
    desk.view().collection("counts").put({"c": {"n": 0}})

    def work(_number: int) -> None:
        counts = desk.view().collection("counts")
        for _ in range(5):
            while True:
                seen = counts.records()["c"]
                try:
                    counts.put({"c": {"n": seen["n"] + 1}}, expected={"c": seen})
                except ChangedError:
                    continue
                break

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(work, range(THREADS)))
    assert desk.view().collection("counts").records() == {"c": {"n": 5 * THREADS}}
