"""Agreement on the categories of items: κ of Cohen and of Fleiss, and Krippendorff's nominal α.

Cohen, "A Coefficient of Agreement for Nominal Scales", 1960; Fleiss, "Measuring Nominal Scale Agreement among
Many Raters", 1971; Krippendorff, "Content Analysis", 4th edition, 2019, section 12.3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Category: TypeAlias = tuple[str, ...]
"""The labels of a token or of a piece of text, sorted."""

Given: TypeAlias = tuple[Category, ...]
"""The categories that the annotators give, in their order."""

NO_LABEL: Category = ()

_Given = TypeVar("_Given", bound=tuple[Hashable, ...])


class Coefficients(NamedTuple):
    """The coefficients; None where all items have one category, or without items.

    Attributes:
        share: the part of the pairs of annotators that agree, without correction for chance.
        kappa: Cohen's κ of two annotators; Fleiss' κ of more.
        alpha: Krippendorff's α for nominal data.
    """

    share: float | None
    kappa: float | None
    alpha: float | None


def coefficients(items: Mapping[_Given, float], *, is_pair: bool = True) -> Coefficients:
    """Calculate how far annotators agree on the categories of items.

    Where items have different numbers of annotators, the share is the mean of the shares of the items.

    Args:
        items: how many items there are of each combination: the categories that two or more annotators
            give, in their order.
        is_pair: whether items of two annotators are all of the same two, as Cohen's κ wants it.
    """
    total = sum(items.values())
    if not total:
        return Coefficients(None, None, None)
    agreeing = sum(
        number * _alike(given) / (len(given) * (len(given) - 1)) for given, number in items.items()
    )
    chance = _chance(items, is_pair=is_pair)
    share = agreeing / total
    return Coefficients(share, (share - chance) / (1 - chance) if chance < 1 else None, alpha(items))


def alpha(items: Mapping[_Given, float], own: float | None = None) -> float | None:
    """Calculate Krippendorff's α for nominal differences; None where it is not defined.

    Args:
        items: as in `coefficients`.
        own: of all pairs of values, those that chance may not draw, since they pair a value with itself; one
            for each value if left out.
    """
    values: dict[Hashable, float] = {}
    total = paired = 0.0
    for given, number in items.items():
        total += number * len(given)
        paired += number * _alike(given) / (len(given) - 1)
        for category in given:
            values[category] = values.get(category, 0) + number
    unlike = total * total - sum(times * times for times in values.values())
    if len(values) < 2 or not unlike:
        return None
    return 1 - (total - paired) * (total * total - (total if own is None else own)) / (total * unlike)


def of_each_label(items: Mapping[Given, float], labels: Iterable[str]) -> dict[str, dict[Given, float]]:
    """Count items for each label by whether each annotator gives them the label: it alone is the category.

    One pass counts those that have a label, and all others follow, so that many labels take little time.
    """
    found: dict[str, dict[Given, float]] = {label: {} for label in labels}
    others: dict[int, float] = {}
    for given, number in items.items():
        others[len(given)] = others.get(len(given), 0) + number
        for label in {*chain.from_iterable(given)} & found.keys():
            has = tuple((label,) if label in category else NO_LABEL for category in given)
            found[label][has] = found[label].get(has, 0) + number
    for of_label in found.values():
        rest = {**others}
        for has, number in of_label.items():
            rest[len(has)] -= number
        of_label |= {(NO_LABEL,) * annotators: number for annotators, number in rest.items() if number}
    return found


def _alike(given: tuple[Hashable, ...]) -> int:
    """Count the pairs of annotators that give the same category, each in both orders."""
    if len(given) == 2:
        return 2 if given[0] == given[1] else 0
    return sum(times * (times - 1) for times in Counter(given).values())


def _chance(items: Mapping[_Given, float], *, is_pair: bool) -> float:
    """Return the share of pairs that agree by chance, as Cohen defines it for two annotators, or Fleiss."""
    uses: list[dict[Hashable, float]] = []
    for given, number in items.items():
        uses += ({} for _ in range(len(given) - len(uses)))
        for of, category in zip(uses, given, strict=False):
            of[category] = of.get(category, 0) + number
    if is_pair and len(uses) == 2:
        first, second = uses
        return (
            sum(number * second.get(category, 0) for category, number in first.items())
            / sum(items.values()) ** 2
        )
    values: dict[Hashable, float] = {}
    for of in uses:
        for category, number in of.items():
            values[category] = values.get(category, 0) + number
    return sum(number * number for number in values.values()) / sum(values.values()) ** 2
