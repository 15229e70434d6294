"""Of a sampled test, a run takes the first case and every so-many-th after it."""

from __future__ import annotations

import pytest

from tests.shares import leave_out


class Module:
    def __init__(self) -> None:
        self.stash = pytest.Stash()


class Case:
    """A case of a test, as far as a share is taken of it."""

    def __init__(self, parent: Module, name: str, every: int | None) -> None:
        self.parent, self.name, self.every = parent, name, every
        self.is_left_out = False

    def get_closest_marker(self, name: str) -> pytest.Mark | None:
        assert name == "sampled"
        return None if self.every is None else pytest.mark.sampled(self.every).mark

    def add_marker(self, marker: pytest.MarkDecorator) -> None:
        assert marker == pytest.mark.exhaustive
        self.is_left_out = True


def taken(names: list[str], every: int | None) -> list[str]:
    module = Module()
    cases = [Case(module, name, every) for name in names]
    for case in cases:
        leave_out(case)  # type: ignore[arg-type]
    return [case.name for case in cases if not case.is_left_out]


def test_each_test_of_a_module_is_counted_on_its_own() -> None:
    names = ["test_a[0]", "test_b", "test_a[1]", "test_a[2]", "test_a[3]", "test_c[x]", "test_c[y]"]
    assert taken(names, 3) == ["test_a[0]", "test_b", "test_a[3]", "test_c[x]"]


def test_a_test_that_is_not_sampled_is_whole() -> None:
    assert taken(["test_a[0]", "test_a[1]"], None) == ["test_a[0]", "test_a[1]"]
