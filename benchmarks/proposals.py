"""How good proposals are: learns from all articles but one, and compares proposals for it with annotations.

The samples are a folder with a folder for each annotator, with one file of JSON Lines for each article.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hashiya.annotation.annotation import Annotation
from hashiya.article.dateline import date_of
from hashiya.article.reading import read_article
from hashiya.registry.names import Names
from hashiya.suggest.evidence import Evidence
from hashiya.suggest.learning import learn
from hashiya.suggest.proposing import propose
from hashiya.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hashiya.suggest.proposal import Proposal

LABELS = ("ACTOR", "EVENT", "QUOTE")
PRECISION = 0.9
"""The precision that proposals which are drawn must have together."""

_SPEAKER, _CANONICAL, _MODE = "speaker", "canonical", "mode"


class Sample(NamedTuple):
    """An article and the annotations of one person."""

    name: str
    text: str
    annotations: tuple[Annotation, ...]


class Proposed(NamedTuple):
    """The proposals for an article.

    Attributes:
        all: in order, as `hashiya suggest --all` prints them.
        shown: those of them that the reader draws.
    """

    all: tuple[Proposal, ...]
    shown: tuple[Proposal, ...]


class Matches(NamedTuple):
    """How many proposals agree with the annotations, one to one.

    Attributes:
        right: proposals that match an annotation.
        proposed: all proposals.
        wanted: all annotations.
    """

    right: int = 0
    proposed: int = 0
    wanted: int = 0

    def plus(self, other: Matches) -> Matches:
        return Matches(*(one + more for one, more in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        return self.right / self.proposed if self.proposed else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.proposed + self.wanted) if self.proposed + self.wanted else 0.0


def read_samples(articles: Path, annotations: Path) -> list[Sample]:
    """Read the articles for which a person has annotations, in the order of their names."""
    samples = []
    for path in sorted(annotations.glob("*.jsonl")):
        article = read_article(articles / f"{path.stem}.txt")
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        samples.append(Sample(path.stem, article.text, tuple(_annotations(records))))
    return samples


def _annotations(records: Sequence[dict[str, object]]) -> Iterable[Annotation]:
    """Make annotations, and of each speaker's name a relation to the nearest mention of the speaker."""
    made = [Annotation.from_record(record) for record in records]
    for each in made:
        mentions = [
            one for one in made if one.attributes.get(_CANONICAL, "") == each.attributes.get(_SPEAKER)
        ]
        nearest = min(mentions, key=lambda one: _distance(one.span, each.span), default=None)
        relations = () if nearest is None else ({"type": _SPEAKER, "target": nearest.id},)
        yield Annotation.from_record({**each.to_record(), "relations": list(relations)})


def _distance(one: Span, other: Span) -> tuple[int, int]:
    """Return the code points between two spans; a span inside the other is farther than all outside."""
    inside = one.overlaps(other)
    return inside, max(other.start - one.end, one.start - other.end)


def evidence_of(sample: Sample, others: Iterable[Sample], *, is_annotated: bool) -> Evidence:
    """Gather the evidence of an article in a folder with some others.

    Args:
        sample: the article.
        others: the other articles of the folder.
        is_annotated: whether its own annotations are known, as in training.
    """
    known = [each for other in others for each in other.annotations]
    names = {label: Names(label, known) for label in ("ACTOR", "EVENT")}
    annotations = sample.annotations if is_annotated else ()
    return Evidence(sample.text, date_of(sample.text), annotations, names)


def proposals_for(sample: Sample, others: Sequence[Sample]) -> Proposed:
    """Propose annotations of an article after learning from some others."""
    examples = [
        evidence_of(each, [one for one in others if one is not each], is_annotated=True) for each in others
    ]
    learnt = learn(examples)
    proposals = propose(evidence_of(sample, others, is_annotated=False), learnt)
    threshold = learnt.threshold(PRECISION)
    return Proposed(proposals, tuple(each for each in proposals if each.score >= threshold))


def match(
    wanted: Iterable[Annotation], proposed: Iterable[Proposal], *, is_exact: bool
) -> list[tuple[Annotation, Proposal]]:
    """Pair annotations with proposals of their label that have their span, or else share the most with it."""
    shared = [
        (min(one.end, other.span.end) - max(one.start, other.span.start), -index, -number, one, other)
        for index, one in enumerate(wanted)
        for number, other in enumerate(proposed)
        if one.label == other.label
        and (one.span == other.span if is_exact else one.span.overlaps(other.span))
    ]
    # the same span comes before one that shares as much but is longer
    shared.sort(key=lambda each: (each[3].span == each[4].span, each[:3]), reverse=True)
    pairs: dict[int, tuple[Annotation, Proposal]] = {}
    taken = set()
    for _, index, number, one, other in shared:
        if index not in pairs and number not in taken:
            pairs[index] = one, other
            taken.add(number)
    return list(pairs.values())


def count(sample: Sample, proposals: Sequence[Proposal], label: str, *, is_exact: bool) -> Matches:
    """Count the proposals of a label that agree with the annotations."""
    wanted = [each for each in sample.annotations if each.label == label]
    proposed = [each for each in proposals if each.label == label]
    return Matches(len(match(wanted, proposed, is_exact=is_exact)), len(proposed), len(wanted))


def count_direct(sample: Sample, proposals: Sequence[Proposal]) -> Matches:
    """Count the direct quotes that are proposed exactly."""
    wanted = [each for each in sample.annotations if each.attributes.get(_MODE) == "direct"]
    proposed = [each for each in proposals if each.attributes.get(_MODE) == "direct"]
    return Matches(len(match(wanted, proposed, is_exact=True)), len(proposed), len(wanted))


def count_speakers(sample: Sample, proposals: Sequence[Proposal]) -> Matches:
    """Count the right speakers of the quotes that are found."""
    quotes = [each for each in sample.annotations if each.label == "QUOTE" and each.attributes.get(_SPEAKER)]
    pairs = match(quotes, proposals, is_exact=False)
    right = sum(_has_speaker(quote, proposal, sample, proposals) for quote, proposal in pairs)
    return Matches(right, len(pairs), len(quotes))


def _has_speaker(
    quote: Annotation, proposal: Proposal, sample: Sample, proposals: Iterable[Proposal]
) -> bool:
    """Tell whether a quote has its speaker, be it by an annotation at that place or by the name proposed."""
    span = proposal.ends.get(_SPEAKER)
    if span is None:
        return False
    named = [each.attributes.get(_CANONICAL) for each in sample.annotations if each.span.overlaps(span)]
    named += [each.attributes.get(_CANONICAL) for each in proposals if each.span == span]
    return quote.attributes[_SPEAKER] in named


def main(arguments: Sequence[str]) -> None:
    """Measure the proposals for each article against each annotator, and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks proposals", description=__doc__)
    parser.add_argument("--articles", type=Path, default=Path("seeds"), help="default: %(default)s")
    parser.add_argument("--samples", type=Path, default=Path("samples"), help="default: %(default)s")
    parser.add_argument("--wrong", metavar="LABEL", help="also print what is proposed wrongly or missed")
    parser.add_argument("--no-curve", action="store_true", help="learn from all other articles only")
    given = parser.parse_args(arguments)
    if not given.samples.is_dir():
        parser.error(f"there is no folder {given.samples}")
    for folder in sorted(each for each in given.samples.iterdir() if each.is_dir()):
        samples = read_samples(given.articles, folder)
        print(f"annotator {folder.name}")
        found = [proposals_for(each, _others(samples, each)) for each in samples]
        print(table_of(samples, found))
        if given.wrong:
            for sample, proposals in zip(samples, found, strict=True):
                _print_wrong(sample, proposals.all, given.wrong)
        if not given.no_curve:
            print(curve_of(samples))


def _others(samples: Sequence[Sample], sample: Sample) -> list[Sample]:
    """List the other samples, beginning with the next one."""
    at = samples.index(sample)
    return [*samples[at + 1 :], *samples[:at]]


def table_of(samples: Sequence[Sample], found: Sequence[Proposed]) -> str:
    """Write the figures of all articles together as a table."""
    lines = [f"{'':<24}{'precision':>10}{'recall':>8}{'F1':>7}"]
    every = [each.all for each in found]
    shown = [each.shown for each in found]
    for label in LABELS:
        for is_exact, kind in ((True, "exact"), (False, "overlap")):
            lines.append(_line(f"{label} {kind}", _sum(samples, every, label, is_exact=is_exact)))
    both = list(zip(samples, every, strict=True))
    lines.append(_line("direct QUOTE exact", _total(count_direct(*each) for each in both)))
    speakers = _total(count_speakers(*each) for each in both)
    lines.append(f"{'speaker of quotes found':<24}{speakers.precision:>10.3f}   {speakers[:2]}")
    by_label = [(label, _sum(samples, shown, label, is_exact=True)) for label in LABELS]
    by_label.append(("all", _total(matches for _, matches in by_label)))
    lines += [_line(f"shown {label} exact", matches) for label, matches in by_label]
    return "\n".join(lines)


def curve_of(samples: Sequence[Sample]) -> str:
    """Write exact F1 by label after learning from some articles, as a table with a line for each number."""
    lines = [f"{'learnt from':<24}{'ACTOR':>10}{'EVENT':>8}{'QUOTE':>7}{'shown precision':>17}{'shown':>7}"]
    for number in range(len(samples)):
        found = [proposals_for(each, _others(samples, each)[:number]) for each in samples]
        every, shown = [each.all for each in found], [each.shown for each in found]
        actor, event, quote = (_sum(samples, every, label, is_exact=True).f1 for label in LABELS)
        right = _total(_sum(samples, shown, label, is_exact=True) for label in LABELS)
        lines.append(
            f"{number:<24}{actor:>10.3f}{event:>8.3f}{quote:>7.3f}{right.precision:>17.3f}{right.proposed:>7}"
        )
    return "\n".join(lines)


def _sum(
    samples: Sequence[Sample], found: Sequence[Sequence[Proposal]], label: str, *, is_exact: bool
) -> Matches:
    pairs = zip(samples, found, strict=True)
    return _total(count(sample, proposals, label, is_exact=is_exact) for sample, proposals in pairs)


def _total(each: Iterable[Matches]) -> Matches:
    total = Matches()
    for one in each:
        total = total.plus(one)
    return total


def _line(name: str, matches: Matches) -> str:
    return f"{name:<24}{matches.precision:>10.3f}{matches.recall:>8.3f}{matches.f1:>7.3f}   {tuple(matches)}"


def _print_wrong(sample: Sample, proposals: Sequence[Proposal], label: str) -> None:
    """Print each wrong proposal and each missed annotation of a label with the words around it."""
    wanted = Counter(each.span for each in sample.annotations if each.label == label)
    proposed = {each.span: each for each in proposals if each.label == label}
    for span in sorted({*wanted, *proposed}):
        if (span in wanted) == (span in proposed):
            continue
        before = Span(max(0, span.start - 30), span.start).cut(sample.text).replace("\n", " ")
        after = Span(span.end, span.end + 30).cut(sample.text).replace("\n", " ")
        told = (
            f"wrong {proposed[span].score:.2f} {proposed[span].reason.id}" if span in proposed else "missed"
        )
        print(f"{sample.name[:3]} {span.start:>5} {told:<38} {before}[{span.cut(sample.text)}]{after}")
