"""The measures of agreement of a tally, as values for people and for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.agreement.categories import coefficients, of_each_label
from hashiya.agreement.coded import ATTRIBUTE, RELATION, links
from hashiya.agreement.counting import DISORDER, LENGTHS, PIECES, SHARED, SPANS, SQUARES, TOKENS
from hashiya.agreement.gamma import gamma, precision
from hashiya.agreement.spans import NO_SPANS, exact, overlap
from hashiya.agreement.tally import ALL, add
from hashiya.agreement.unitizing import Squares, alpha_of_units, alphas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.agreement.tally import Counts, Tally


def labels_in(tally: Tally) -> list[str]:
    """List the labels of a tally."""
    return sorted(label for measure, label in tally if measure == SPANS)


def measures(tally: Tally, labels: Sequence[str], *, is_pair: bool = True) -> dict[str, Any]:
    """Calculate all measures of spans, tokens and units; a measure that is not defined is None.

    Args:
        tally: what was counted in one article or several.
        labels: the labels to measure, each by itself.
        is_pair: whether the tally is of the same two annotators throughout.
    """
    words: Any = tally.get((TOKENS, ALL), {})
    lengths: Any = tally.get((LENGTHS, ALL), {})
    squares = tally.get((SQUARES, ALL), {})
    total: Tally = {}
    by_label = {}
    words_of, lengths_of = of_each_label(words, labels), of_each_label(lengths, labels)
    for label in labels:
        spans = tally.get((SPANS, label), NO_SPANS)
        add(total, {(SPANS, ALL): spans})
        pieces = tally.get((SQUARES, label), {}).get(PIECES, 0)
        by_label[label] = {
            **_scores(spans),
            "token": _token(words_of[label], is_pair=is_pair),
            "unitizing_alpha": alpha_of_units(lengths_of[label], pieces),
        }
    units = alphas(lengths, Squares(squares.get(PIECES, 0), squares.get(SHARED, 0)))
    return {
        "labels": by_label,
        "all": _scores(total.get((SPANS, ALL), NO_SPANS)),
        "token": _token(words, is_pair=is_pair),
        "unitizing_alpha": units.both,
        "unitizing": {"boundaries": units.boundaries, "labels": units.labels},
        "gamma": gamma(tally[DISORDER, ALL]) if (DISORDER, ALL) in tally else None,
    }


def gamma_precision(tally: Tally) -> float | None:
    """Return by which part the disorder expected for γ may be wrong; None without γ."""
    return precision(tally[DISORDER, ALL]) if (DISORDER, ALL) in tally else None


def coding_measures(tally: Tally, *, is_pair: bool = True) -> dict[str, Any]:
    """Calculate the agreement on attributes and relations of matched spans, by name."""
    attributes, relations = {}, {}
    for (measure, name), counts in sorted(tally.items()):
        if measure == ATTRIBUTE:
            items: Any = counts
            share, kappa, alpha = coefficients(items, is_pair=is_pair)
            spans = int(sum(counts.values()))
            attributes[name] = {"spans": spans, "equal": share, "kappa": kappa, "alpha": alpha}
        elif measure == RELATION:
            found = links(counts)
            relations[name] = {
                "first": int(found.first),
                "second": int(found.second),
                "equal": int(found.equal),
                "f1": found.f1,
            }
    return {"attributes": attributes, "relations": relations}


def _scores(spans: Counts) -> dict[str, dict[str, float | None]]:
    return {"exact": exact(spans)._asdict(), "overlap": overlap(spans)._asdict()}


def _token(items: Any, *, is_pair: bool) -> dict[str, float | None]:
    _, kappa, alpha = coefficients(items, is_pair=is_pair)
    return {"kappa": kappa, "alpha": alpha}
