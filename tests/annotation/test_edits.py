from __future__ import annotations

import pytest

from hashiya.annotation.annotation import Annotation, changed
from hashiya.annotation.edits import Edit, inverted

ONE = Annotation(id="1", label="ACTOR", start=0, end=1)
TWO = Annotation(id="2", label="ACTOR", start=0, end=1)


def test_an_edit_is_of_one_annotation() -> None:
    assert Edit(None, ONE).id == Edit(ONE, None).id == Edit(ONE, changed(ONE)).id == "1"
    with pytest.raises(ValueError, match="one annotation"):
        Edit(ONE, TWO)
    with pytest.raises(ValueError, match="needs an annotation"):
        Edit(None, None)


def test_a_group_is_taken_back_last_first() -> None:
    later = changed(ONE, label="EVENT")
    group = [Edit(None, ONE), Edit(ONE, later), Edit(TWO, None)]
    assert inverted(group) == (Edit(None, TWO), Edit(later, ONE), Edit(ONE, None))
