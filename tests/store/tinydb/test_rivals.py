"""What tells two like places apart is kept with an annotation, and goes nowhere else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hashiya.annotation.selector import Status
from tests.annotation.resolving import resolve

if TYPE_CHECKING:
    from tests.store.conftest import Desk


def test_how_alike_another_place_was_is_kept_in_the_store_and_not_exported(desk: Desk) -> None:
    made = desk.add()  # the text of the article stands in it five times
    assert made.rival is not None
    assert "_rival" not in made.to_record()
    (kept,) = json.loads(desk.file.read_text(encoding="utf-8"))["annotations"].values()
    assert kept["_rival"] == made.rival
    (stored,) = desk.open().load().annotations
    assert stored.selector == made.selector
    assert "_rival" not in stored.to_record()


def test_an_annotation_from_the_store_is_found_with_all_that_was_known_of_it(desk: Desk) -> None:
    desk.add()
    (stored,) = desk.open().load().annotations
    kept = desk.article.text[:100]  # of five like places one is left, and nobody knows whether it is the one
    assert resolve(stored.selector, kept).status == Status.AMBIGUOUS
    assert resolve(stored.selector._replace(rival=None), kept).status.is_certain


def test_nonsense_in_its_place_is_as_if_nothing_were_known(desk: Desk) -> None:
    desk.add()
    content = json.loads(desk.file.read_text(encoding="utf-8"))
    content["annotations"]["1"]["_rival"] = "much"
    desk.file.write_text(json.dumps(content), encoding="utf-8")
    (stored,) = desk.open().load().annotations
    assert stored.rival is None
