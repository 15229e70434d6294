"""A folder remembers the last codebook that all of its annotations fitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.codebook.label import DEFAULT, LabelSet
from hashiya.messages import Message
from hashiya.services.codebook_fit import CodebookFit
from hashiya.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.conftest import Desk

FIRST = LabelSet(DEFAULT, "1")
SMALLER = LabelSet([DEFAULT["EVENT"], DEFAULT["QUOTE"]], "2")
LARGER = LabelSet([*DEFAULT, DEFAULT["EVENT"]._replace(name="SCENE")], "2")


def kept(desk: Desk) -> object:
    return desk.store.collection("codebook").records().get("codebook", {}).get("version")


def test_the_built_in_codebook_is_neither_compared_nor_kept(desk: Desk) -> None:
    desk.add()
    fit = CodebookFit(desk.store, DEFAULT)
    assert not fit.must_check
    assert fit.settle() == 0
    assert kept(desk) is None


def test_a_codebook_is_kept_before_the_first_annotation(desk: Desk) -> None:
    assert CodebookFit(desk.store, FIRST).settle() == 0
    assert kept(desk) == "1"


def test_a_codebook_that_all_annotations_fit_is_kept_and_compared_once(desk: Desk) -> None:
    desk.add()
    fit = CodebookFit(desk.store, FIRST)
    assert fit.must_check
    assert fit.settle() == 0
    assert kept(desk) == "1"
    assert not CodebookFit(desk.store, FIRST).must_check


def test_a_codebook_that_only_grew_is_not_compared_but_kept(desk: Desk) -> None:
    desk.add()
    CodebookFit(desk.store, FIRST).settle()
    fit = CodebookFit(desk.store, LARGER)
    assert not fit.must_check
    assert fit.settle() == 0
    assert kept(desk) == "2"


def test_annotations_that_no_longer_fit_are_counted_at_each_start_and_stay(desk: Desk) -> None:
    stored = desk.add()
    CodebookFit(desk.store, FIRST).settle()
    for _ in range(2):
        fit = CodebookFit(desk.store, SMALLER)
        assert fit.must_check
        assert fit.settle() == 1
        assert fit.codebook == Message("services.codebook_changed", version="2", former="1")
    assert kept(desk) == "1"
    assert desk.open().load().annotations == (stored,)
    assert not CodebookFit(desk.store, FIRST).must_check


def test_a_record_of_another_shape_counts_as_none(desk: Desk) -> None:
    desk.add()
    for record in ({"terms": 5}, {"version": ["1"]}):
        desk.store.collection("codebook").put({"codebook": record})
        fit = CodebookFit(desk.store, FIRST)
        assert fit.must_check
        assert fit.settle() == 0
    assert kept(desk) == "1"


def test_a_damaged_collection_is_left_to_check(desk: Desk) -> None:
    desk.add()
    CodebookFit(desk.store, FIRST).settle()
    (file,) = [path for path in desk.store.folder.rglob("*") if b'"terms"' in _content(path)]
    file.write_bytes(b"torn")
    assert CodebookFit(Store(desk.store.folder), SMALLER).settle() == 1


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
