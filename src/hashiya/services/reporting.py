"""Write a report on the annotations of some articles, by one or several annotators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.agreement.kind_names import KIND_NAMES
from hashiya.codebook.present_annotator import GOLD
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.report.agreed import Agreed, Disagreement, Measured
from hashiya.report.blocks import Linked
from hashiya.report.page import pages
from hashiya.services.agreeing import Comparison
from hashiya.services.work import StoredWork

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from hashiya.codebook.label import LabelSet
    from hashiya.services.agreeing import Agreement, Shown
    from hashiya.services.exporting import Export
    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository

    Anchors = Mapping[tuple[str, str, str], str]

_UNDEFINED = "–"


def report_pieces(
    export: Export,
    labels: LabelSet,
    format_: str,
    agreement: Agreement | Message | None,
    progress: Progress | None = None,
) -> Iterator[bytes]:
    """Generate the pieces of a report.

    Args:
        export: the articles and their annotations.
        labels: those of the codebook.
        format_: one of `hashiya.report.page.FORMATS`.
        agreement: of the annotators, as `agreement_of` found it.
        progress: told of each article.
    """
    shown = [] if agreement is None or isinstance(agreement, Message) else agreement.worst
    return pages(
        export.documents(progress, with_text=True),
        labels,
        format_,
        lambda anchors: _agreed(agreement, anchors),
        lambda: export.losses.messages,
        wanted=[place for each in shown for place in _places(each)],
    )


def agreement_of(
    stores: Sequence[Repository], paths: Sequence[Path] = (), progress: Progress | None = None
) -> Agreement | Message | None:
    """Compare the annotators of a report; those of ``gold`` are no annotator's own.

    Args:
        stores: the annotations of each annotator.
        paths: articles and folders; everything if there are none.
        progress: told of each article.

    Returns:
        The agreement, the reason why there is none, or None for a single annotator.
    """
    own = [each for each in stores if each.annotator not in ("", GOLD) and each.keys()]
    if len(own) < 2:  # of a single annotator nothing need be read
        return None
    works = [StoredWork(each.annotator, each) for each in own]
    comparison = Comparison(stores[0], works, paths)
    try:
        return comparison.run(comparison.find(progress), progress)
    except HashiyaError as error:
        return error.told


def _agreed(agreement: Agreement | Message | None, anchors: Anchors) -> Agreed | Message | None:
    if agreement is None or isinstance(agreement, Message):
        return agreement
    measured = agreement.measured
    every = {**measured["all"], **measured}
    rows = [_measured(label, each) for label, each in measured["labels"].items()]
    return Agreed(
        agreement.annotators,
        len(agreement.articles),
        agreement.agreed,
        [*rows, _measured(Message("agreement.all_labels"), every)],
        [(name, agreement.differences[kind.value]) for kind, name in KIND_NAMES.items()],
        [_disagreement(each, anchors) for each in agreement.worst],
    )


def _measured(label: Message | str, measures: Mapping[str, Any]) -> Measured:
    return Measured(
        label,
        _with_interval(measures["exact"], "f1"),
        _with_interval(measures["overlap"], "f1"),
        _with_interval(measures["token"], "kappa"),
        _with_interval(measures, "unitizing_alpha"),
    )


def _with_interval(measures: Mapping[str, Any], name: str) -> str:
    interval = measures.get(f"{name}_interval")
    value = _number(measures[name])
    return value if interval is None else f"{value} ({'–'.join(map(_number, interval))})"


def _number(value: float | None) -> str:
    return _UNDEFINED if value is None else f"{value:.2f}"


def _disagreement(shown: Shown, anchors: Anchors) -> Disagreement:
    difference = shown.difference
    versions = []
    for version in difference.versions:
        marks = []
        for each in version.annotations:
            anchor = anchors.get((difference.article, each.annotator, each.id), "")
            marks.append(Linked(Message("report.mark", label=each.label, text=each.text), anchor))
        versions.append((version.annotator, marks))
    return Disagreement(KIND_NAMES[difference.kind], versions)


def _places(shown: Shown) -> Iterator[tuple[str, str, str]]:
    for version in shown.difference.versions:
        for each in version.annotations:
            yield shown.difference.article, each.annotator, each.id
