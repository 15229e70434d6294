"""Which actors of a registry a name may mean: by folded spelling, by parts of names, by spelling distance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hashiya.registry.entries import Actor

_SAME, _PART, _ALIKE = 3, 2, 1
_LEAST_LETTERS = 2
"""A name of one letter stands in too many words to mean an actor."""

_LETTERS_TO_COMPARE = 5
_LEAST_SIMILARITY = 0.7
"""Of two words that may be spellings of one: «يكفيروف» and «يفيكروف» have 0.71."""


def actor_named(name: str, actors: Iterable[Actor]) -> Actor | None:
    """Find the one actor that a name means; None if no actor has the name, or several have.

    Letters are folded, so that «ايران» means «إيران».
    """
    wanted = fold(name).split()
    found = [actor for actor in actors if _is_long_enough(name) and wanted in _spellings(actor)]
    return found[0] if len(found) == 1 else None


def likely_actors(name: str, actors: Iterable[Actor]) -> list[Actor]:
    """List the actors that a name may mean, the most likely first.

    An actor of the same name comes before one that has the name as a part of its own («بوتين» in «فلاديمير
    بوتين»), and that one before an actor with a similarly spelled name. Equals are ordered by their mentions.
    """
    wanted = fold(name).split()
    weighed = [(_likeness(wanted, _spellings(actor)), actor) for actor in actors]
    likely = [(weight, actor) for weight, actor in weighed if weight]
    return [
        actor
        for _, actor in sorted(likely, key=lambda each: (-each[0], -len(each[1].mentions), each[1].canonical))
    ]


def _likeness(wanted: Sequence[str], spellings: Sequence[Sequence[str]]) -> int:
    if not _is_long_enough("".join(wanted)):
        return 0
    if wanted in spellings:
        return _SAME
    if any(set(wanted) <= set(each) or set(each) <= set(wanted) for each in spellings):
        return _PART
    return _ALIKE if any(_are_alike(wanted, each) for each in spellings) else 0


def _spellings(actor: Actor) -> list[list[str]]:
    return [fold(name).split() for name in actor.names if _is_long_enough(name)]


def _are_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names have as many words, each spelled like its partner."""
    from rapidfuzz.distance.OSA import normalized_similarity  # 25 ms to load

    return len(one) == len(other) and all(
        word == partner
        or (
            min(len(word), len(partner)) >= _LETTERS_TO_COMPARE
            and normalized_similarity(word, partner) >= _LEAST_SIMILARITY
        )
        for word, partner in zip(one, other, strict=True)
    )


def _is_long_enough(name: str) -> bool:
    return len(fold(name).replace(" ", "")) >= _LEAST_LETTERS
