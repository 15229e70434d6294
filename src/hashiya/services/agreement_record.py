"""Agreement as JSON values: the measures that are not defined are null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashiya.agreement.shown import Shown
    from hashiya.agreement.totals import Agreement
    from hashiya.services.complaint import Complaint


def record_of(agreement: Agreement, left_out: Iterable[Complaint], seed: int) -> dict[str, Any]:
    """Write an agreement as a record.

    Args:
        agreement: the agreement.
        left_out: the articles that were not compared.
        seed: with which random numbers began.
    """
    return {
        "annotators": list(agreement.annotators),
        "annotations": {name: dict(sorted(counts.items())) for name, counts in agreement.totals.items()},
        **agreement.measured,
        "gamma_precision": agreement.precision,
        **agreement.coding,
        "differences": {**agreement.differences},
        "agreed": agreement.agreed,
        "pairs": [{"annotators": [first, second], **measured} for first, second, measured in agreement.pairs],
        "articles": {**agreement.articles},
        "worst": [_difference(each) for each in agreement.worst],
        "left_out": [{"article": each.place, "reason": str(each.reason)} for each in left_out],
        "seed": seed,
    }


def _difference(shown: Shown) -> dict[str, Any]:
    difference = shown.difference
    return {
        "article": difference.article,
        "start": difference.start,
        "end": difference.end,
        "kind": difference.kind.value,
        "before": shown.before,
        "text": shown.text,
        "after": shown.after,
        "versions": {
            version.annotator: [
                {
                    "label": each.label,
                    "start": each.start,
                    "end": each.end,
                    "text": each.text,
                    "attributes": dict(each.attributes),
                }
                for each in version.annotations
            ]
            for version in difference.versions
        },
    }
