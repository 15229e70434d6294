"""Compare the annotators of a report, one article at a time, and keep where each number has its spans."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from hashiya.agreement.differences import Kind, contents
from hashiya.agreement.kind_names import KIND_NAMES
from hashiya.agreement.totals import Totals
from hashiya.messages import Message
from hashiya.report.blocks import MOST_PLACES, Linked, Places, Spot
from hashiya.report.names import shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from hashiya.agreement.differences import Difference, Version
    from hashiya.agreement.shown import Shown
    from hashiya.annotation.annotation import Annotation
    from hashiya.exchange.document import Document
    from hashiya.report.blocks import Told

    _Named = list[tuple[str, Message | str]]
    """The labels, each with its name for people."""

_UNDEFINED = "–"
_ALL = ""


class Measured(NamedTuple):
    """The measures of a label, written as numbers that lead to its differences."""

    label: Told
    exact_f1: Linked
    overlap_f1: Linked
    kappa: Linked
    alpha: Linked


class Disagreement(NamedTuple):
    """A difference: its kind, and what each annotator marked, linked to its place."""

    kind: Told
    versions: Sequence[tuple[str, Sequence[Linked]]]


class Agreed(NamedTuple):
    """How far annotators agree.

    Attributes:
        annotators: their names.
        articles: how many articles were compared, linked to their list.
        rows: the measures of each label, and of all labels last.
        pairs: F1 of each two annotators for each label and for all, if there are more than two.
        kinds: how many annotations all have, and how many differences there are of each kind.
        differences: how many differences there are.
        worst: the greatest differences.
        lists: the places behind the numbers.
    """

    annotators: Sequence[str]
    articles: Linked
    rows: Sequence[Measured]
    pairs: Sequence[tuple[Told, Sequence[Linked]]]
    kinds: Sequence[tuple[Told, Linked]]
    differences: Linked
    worst: Sequence[Disagreement]
    lists: Sequence[Places]


class _Found:
    """Places behind a number: all are counted, and the first ones kept."""

    def __init__(self) -> None:
        self.count = 0
        self.places: list[Spot] = []

    def add(self, place: Spot) -> None:
        self.count += 1
        if len(self.places) < MOST_PLACES:
            self.places.append(place)


class _Lists:
    """The lists of the places behind numbers.

    Attributes:
        places: the lists, in the order of their numbers.
    """

    def __init__(self) -> None:
        self.places: list[Places] = []

    def add(self, told: Told, anchor: str, found: _Found | None) -> str:
        """Add a list, and return its anchor; without a place there is no list, and the anchor is empty."""
        if found is None or not found.count:
            return ""
        self.places.append(Places(Linked(told, ""), anchor, found.places, found.count))
        return anchor

    def number(self, told: Told, anchor: str, found: _Found) -> Linked:
        """Count places, and link the number to their list."""
        return Linked(found.count, self.add(told, anchor, found))


class Comparing:
    """A comparison of the annotations of several annotators in the articles of a report."""

    def __init__(self, annotators: Sequence[str]) -> None:
        """Compare nothing yet.

        Args:
            annotators: the names of those to compare; a single one is compared with nobody.
        """
        self._names = annotators
        self._totals = Totals(annotators, "0", None, in_detail=False)
        self._articles = _Found()
        self._agreed = _Found()
        self._by_kind = {kind: _Found() for kind in Kind}
        self._by_label: dict[str, _Found] = {_ALL: _Found()}
        self._by_pair: dict[tuple[str, str, str], _Found] = {}

    def add(self, document: Document, anchor: str, title: str) -> None:
        """Compare the annotations of an article.

        Args:
            document: with anchors as the ids of its annotations.
            anchor: of the article.
            title: of the article.
        """
        by_annotator: dict[int, list[Annotation]] = {
            index: [] for index, name in enumerate(self._names) if name in document.readers
        }
        if len(by_annotator) < 2:
            return
        index_of = {self._names[index]: index for index in by_annotator}
        for each in document.annotations:
            if (index := index_of.get(each.annotator)) is not None:
                by_annotator[index].append(each)
        found = self._totals.add(document.key, document.text, by_annotator)
        self._articles.add(Spot(anchor, title))
        for of_all in found.agreed:
            self._agreed.add(_spot(of_all[0]))
        for difference in found.differences:
            self._keep(difference)

    def _keep(self, difference: Difference) -> None:
        annotations = [each for version in difference.versions for each in version.annotations]
        spot = _spot(annotations[0])
        self._by_kind[difference.kind].add(spot)
        labels = {_ALL, *(each.label for each in annotations)}
        for label in labels:
            self._by_label.setdefault(label, _Found()).add(spot)
        if len(self._names) == 2:
            return
        for first, second in combinations(difference.versions, 2):
            if difference.kind == Kind.RELATION or _content(first) != _content(second):
                for label in labels:
                    pair = (first.annotator, second.annotator, label)
                    self._by_pair.setdefault(pair, _Found()).add(spot)

    def agreed(self) -> Agreed | Message | None:
        """Return the agreement; the reason if no article can be compared, None for a single annotator."""
        if len(self._names) < 2:
            return None
        if not self._totals:
            return Message("agreement.no_common_article", annotators=tuple(self._names))
        agreement = self._totals.agreement()
        lists = _Lists()
        articles = lists.number(Message("report.compared"), "compared", self._articles)
        named: _Named = [(label, shortened(label)) for label in agreement.labels]
        named.append((_ALL, Message("agreement.all_labels")))
        rows = self._rows(named, agreement.measured, lists)
        pairs = self._pairs(named, agreement.pairs, lists) if len(self._names) > 2 else []
        none = Message("agreement.no_difference")
        kinds: list[tuple[Told, Linked]] = [(none, lists.number(none, "agreed", self._agreed))]
        for index, (kind, told) in enumerate(KIND_NAMES.items()):
            kinds.append((told, lists.number(told, f"k{index}", self._by_kind[kind])))
        every = rows[-1].exact_f1.anchor
        return Agreed(
            self._names,
            articles,
            rows,
            pairs,
            kinds,
            Linked(self._by_label[_ALL].count, every),
            [_disagreement(each) for each in agreement.worst],
            lists.places,
        )

    def _rows(self, named: _Named, measured: Mapping[str, Any], lists: _Lists) -> Sequence[Measured]:
        """Write the measures of each label, and of all labels last."""
        rows = []
        for index, (label, told) in enumerate(named):
            values = measured["labels"][label] if label else {**measured["all"], **measured}
            anchor = lists.add(_differences_of(told), f"d{index}", self._by_label.get(label))
            rows.append(_measured(told, values, anchor))
        return rows

    def _pairs(
        self, named: _Named, pairs: Iterable[tuple[str, str, Mapping[str, Any]]], lists: _Lists
    ) -> Sequence[tuple[Told, Sequence[Linked]]]:
        """Write F1 of each two annotators for each label, and for all labels last."""
        rows: list[tuple[Told, Sequence[Linked]]] = []
        for place, (first, second, values) in enumerate(pairs):
            both = Message("report.both", first=shortened(first), second=shortened(second))
            cells = []
            for index, (label, told) in enumerate(named):
                scores = values["labels"][label] if label else values["all"]
                found = self._by_pair.get((first, second, label))
                anchor = lists.add(_differences_of(told, both), f"d{index}-{place}", found)
                cells.append(Linked(_number(scores["exact"]["f1"]), anchor))
            rows.append((both, cells))
        return rows


def _spot(annotation: Annotation) -> Spot:
    return Spot(annotation.id, _words(annotation))


def _words(annotation: Annotation) -> str:
    return shortened(annotation.text)


def _content(version: Version) -> set[tuple[str, int, int, str]]:
    return {(each.label, each.start, each.end, contents(each.attributes)) for each in version.annotations}


def _differences_of(label: Message | str, pair: Message | None = None) -> Message:
    if pair is None:
        return Message("report.differences_of", label=label)
    return Message("report.differences_of_pair", label=label, pair=pair)


def _measured(label: Told, measures: Mapping[str, Any], anchor: str) -> Measured:
    return Measured(
        label,
        Linked(_with_interval(measures["exact"], "f1"), anchor),
        Linked(_with_interval(measures["overlap"], "f1"), anchor),
        Linked(_with_interval(measures["token"], "kappa"), anchor),
        Linked(_with_interval(measures, "unitizing_alpha"), anchor),
    )


def _with_interval(measures: Mapping[str, Any], name: str) -> str:
    interval = measures.get(f"{name}_interval")
    value = _number(measures[name])
    return value if interval is None else f"{value} ({'–'.join(map(_number, interval))})"


def _number(value: float | None) -> str:
    return _UNDEFINED if value is None else f"{value:.2f}"


def _disagreement(shown: Shown) -> Disagreement:
    difference = shown.difference
    versions = [
        (
            version.annotator,
            [
                Linked(
                    Message("report.mark", label=shortened(each.label), text=shortened(each.text)), each.id
                )
                for each in version.annotations
            ],
        )
        for version in difference.versions
    ]
    return Disagreement(KIND_NAMES[difference.kind], versions)
