"""The bounds of guessing."""

from __future__ import annotations

from hashiya.serving.failures import Failures, Guesses


def test_the_first_failures_cost_nothing_and_each_more_doubles_the_wait() -> None:
    now = 0.0
    failures = Failures(clock=lambda: now)
    waits = []
    for _ in range(12):
        waits.append(failures.wait("a"))
        now += waits[-1]
        failures.begin("a")
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert failures.wait("b") == 0


def test_a_success_forgets_the_failures() -> None:
    failures = Failures(clock=lambda: 0.0)
    for _ in range(5):
        failures.begin("a")
    assert failures.wait("a") == 2
    failures.forget("a")
    assert failures.wait("a") == 0


def test_a_flood_of_names_resets_no_wait_and_takes_bounded_memory() -> None:
    failures = Failures(clock=lambda: 0.0)
    for _ in range(6):
        failures.begin("a")
    for number in range(100_000):
        failures.begin(str(number))
    assert failures.wait("a") >= 4
    assert len(failures._tries) <= 1 << 16


def guesses() -> Guesses:
    return Guesses(clock=lambda: 0.0)


def test_who_guesses_a_name_keeps_nobody_out_elsewhere() -> None:
    tried = guesses()
    for _ in range(10):
        tried.begin("sara", "there")
    assert tried.wait("sara", "there") > 0
    assert tried.wait("omar", "there") == 0
    assert tried.wait("sara", "here") == 0


def test_an_address_that_tries_many_names_waits_with_all() -> None:
    tried = guesses()
    for number in range(21):
        tried.begin(str(number), "there")
    assert tried.wait("sara", "there") > 0
    assert tried.wait("sara", "here") == 0


def test_a_name_tried_from_many_addresses_waits_but_where_the_person_has_logged_in() -> None:
    tried = guesses()
    tried.succeed("sara", "here")
    for number in range(21):
        tried.begin("sara", str(number))
    assert tried.wait("sara", "elsewhere") > 0
    assert tried.wait("sara", "here") == 0
    for _ in range(4):
        tried.begin("sara", "here")
    assert tried.wait("sara", "here") > 0
