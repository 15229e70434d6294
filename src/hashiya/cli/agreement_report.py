"""Print how far annotators agree: tables of measures, and the greatest differences with their text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hashiya.agreement.differences import Kind
from hashiya.agreement.kind_names import KIND_NAMES
from hashiya.annotation.relations import TYPE
from hashiya.cli.table import print_table
from hashiya.cli.telling import Line, print_lines
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hashiya.agreement.differences import Version
    from hashiya.agreement.shown import Shown
    from hashiya.agreement.totals import Agreement
    from hashiya.annotation.annotation import Annotation
    from hashiya.cli.table import Value

    Measured = Mapping[str, Any]

_UNDEFINED = "–"
_UNITS = "uα"
_MOST_ARTICLES = 20
"""Articles that are listed, those with the least agreement first."""
_MOST_NAMED = 4
"""With more annotators their counts have no columns."""
_INDENT, _COLUMN = 2, 20


def print_agreement(agreement: Agreement) -> None:
    """Print an agreement."""
    count = len(agreement.articles)
    told = Message("agreement.compared", annotators=tuple(agreement.annotators), count=count)
    print_lines([Line(told)])
    _print_labels(agreement)
    _print_totals(agreement)
    _print_coding(agreement.coding)
    if len(agreement.annotators) > 2:
        _print_each(
            Message("agreement.pair"),
            [(f"{first} · {second}", measured) for first, second, measured in agreement.pairs],
        )
    if count > 1:
        _print_articles(agreement.articles)
    _print_differences(agreement)


def _print_labels(agreement: Agreement) -> None:
    named = agreement.annotators if len(agreement.annotators) <= _MOST_NAMED else ()
    header: list[Value] = [
        Message("agreement.label"),
        *named,
        Message("agreement.exact_f1"),
        Message("agreement.overlap_f1"),
        Message("agreement.kappa_of_words"),
        _UNITS,
    ]
    rows: list[list[Value]] = []
    measured = agreement.measured
    every = {**measured["all"], **measured}
    for label, of_label in (*measured["labels"].items(), (None, every)):
        counts = [agreement.totals[name] for name in named]
        rows.append(
            [
                Message("agreement.all_labels") if label is None else label,
                *(each.total() if label is None else each[label] for each in counts),
                _with_interval(of_label["exact"], "f1"),
                _with_interval(of_label["overlap"], "f1"),
                _number(of_label["token"]["kappa"]),
                _number(of_label["unitizing_alpha"]),
            ]
        )
    _print_section(header, rows)


def _print_totals(agreement: Agreement) -> None:
    measured = agreement.measured
    exact, overlap = measured["all"]["exact"], measured["all"]["overlap"]
    rows: list[list[Value]] = [
        [Message("agreement.exact_precision"), *_value_and_interval(exact, "precision")],
        [Message("agreement.exact_recall"), *_value_and_interval(exact, "recall")],
        [Message("agreement.overlap_precision"), *_value_and_interval(overlap, "precision")],
        [Message("agreement.overlap_recall"), *_value_and_interval(overlap, "recall")],
        [Message("agreement.kappa_of_words"), *_value_and_interval(measured["token"], "kappa")],
        [Message("agreement.alpha_of_words"), *_value_and_interval(measured["token"], "alpha")],
        [Message("agreement.alpha_of_units"), *_value_and_interval(measured, "unitizing_alpha")],
        [Message("agreement.boundaries"), *_value_and_interval(measured["unitizing"], "boundaries")],
        [Message("agreement.labels"), *_value_and_interval(measured["unitizing"], "labels")],
        [Message("agreement.gamma"), *_value_and_interval(measured, "gamma")],
    ]
    header: list[Value] = [
        Message("agreement.measure"),
        Message("agreement.value"),
        Message("agreement.interval"),
    ]
    _print_section(header, rows)


def _print_coding(coding: Measured) -> None:
    attributes: list[list[Value]] = [
        [name, each["spans"], _number(each["equal"]), _number(each["kappa"]), _number(each["alpha"])]
        for name, each in coding["attributes"].items()
    ]
    relations: list[list[Value]] = [
        [name, each["first"], each["second"], each["equal"], _number(each["f1"])]
        for name, each in coding["relations"].items()
    ]
    if attributes:
        _print_section(
            [
                Message("agreement.attribute"),
                Message("agreement.spans"),
                Message("agreement.equal"),
                "κ",
                "α",
            ],
            attributes,
        )
    if relations:
        _print_section(
            [
                Message("agreement.relation"),
                Message("agreement.of_first"),
                Message("agreement.of_second"),
                Message("agreement.equal"),
                "F1",
            ],
            relations,
        )


def _print_articles(articles: Mapping[str, Measured]) -> None:
    def place(item: tuple[str, Measured]) -> tuple[float, str]:
        f1 = item[1]["all"]["exact"]["f1"]
        return (1.0 if f1 is None else f1), item[0]

    ordered = sorted(articles.items(), key=place)
    _print_each(Message("cli.article"), ordered[:_MOST_ARTICLES])
    if len(ordered) > _MOST_ARTICLES:
        print_lines([Line(Message("agreement.more_articles", count=len(ordered) - _MOST_ARTICLES))])


def _print_each(of: Message, each: Sequence[tuple[str, Measured]]) -> None:
    rows: list[list[Value]] = [
        [
            name,
            _number(measured["all"]["exact"]["f1"]),
            _number(measured["all"]["overlap"]["f1"]),
            _number(measured["token"]["kappa"]),
            _number(measured["unitizing_alpha"]),
            _number(measured["gamma"]),
        ]
        for name, measured in each
    ]
    header: list[Value] = [
        of,
        Message("agreement.exact_f1"),
        Message("agreement.overlap_f1"),
        Message("agreement.kappa_of_words"),
        _UNITS,
        "γ",
    ]
    _print_section(header, rows)


def _print_differences(agreement: Agreement) -> None:
    rows: list[list[Value]] = [[Message("agreement.no_difference"), agreement.agreed]]
    rows += ([KIND_NAMES[Kind(kind)], count] for kind, count in agreement.differences.items())
    _print_section([Message("agreement.difference"), Message("agreement.count")], rows)
    if agreement.worst:
        print_lines([Line(), Line(Message("agreement.greatest"))])
        for each in agreement.worst:
            print_lines(_lines_of(each))


def _lines_of(shown: Shown) -> Iterator[Line]:
    """Write a difference: its place, its text in the text around it, and the annotation of each annotator."""
    difference = shown.difference
    yield Line()
    yield Line(
        Message(
            "agreement.at",
            article=difference.article,
            start=difference.start,
            end=difference.end,
            kind=KIND_NAMES[difference.kind],
        )
    )
    if shown.text:
        yield Line(f"…{shown.before}[{shown.text}]{shown.after}…", indent=_INDENT)
    for version in difference.versions:
        yield Line(_version(version, difference.kind), version.annotator, _INDENT, _COLUMN)


def _version(version: Version, kind: Kind) -> Message:
    if not version.annotations:
        return Message("agreement.nothing")
    return Message("agreement.marks", marks=tuple(_mark(each, kind) for each in version.annotations))


def _mark(annotation: Annotation, kind: Kind) -> Message | str:
    """Name an annotation, with its attributes or relations if annotators differ in these."""
    label, text = annotation.label, annotation.text
    values: list[str] = []
    if kind == Kind.ATTRIBUTE:
        values = [f"{name}={_value(value)}" for name, value in annotation.attributes.items() if value]
    elif kind == Kind.RELATION:
        values = [str(each.get(TYPE)) for each in annotation.relations]
    if values:
        return Message("agreement.mark_coded", label=label, text=text, values=tuple(values))
    return Message("agreement.mark", label=label, text=text) if text else label


def _value(value: object) -> str:
    return " + ".join(map(str, value)) if isinstance(value, list) else str(value)


def _print_section(header: Sequence[Value], rows: Sequence[Sequence[Value]]) -> None:
    print_lines([Line()])
    print_table(header, rows)


def _value_and_interval(measured: Measured, name: str) -> tuple[str, str]:
    return _number(measured[name]), _interval(measured[f"{name}_interval"])


def _with_interval(measured: Measured, name: str) -> str:
    value, interval = _value_and_interval(measured, name)
    return f"{value} ({interval})" if interval else value


def _interval(interval: Sequence[float] | None) -> str:
    return "" if interval is None else "–".join(_number(each) for each in interval)


def _number(value: float | None) -> str:
    return _UNDEFINED if value is None else f"{value:.2f}"
