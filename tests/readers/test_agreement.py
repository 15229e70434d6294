"""Agreement, as other programs calculate it."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import krippendorff
import numpy as np
import pytest
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score, precision_recall_fscore_support

from hashiya.agreement.categories import coefficients
from hashiya.agreement.clusters import disorder_of_many
from hashiya.agreement.counting import marks_of
from hashiya.agreement.disorder import align
from hashiya.agreement.gamma import Sampling, count_disorder, gamma
from hashiya.agreement.pieces import cut
from hashiya.agreement.spans import count_spans, exact
from hashiya.agreement.tokens import count_tokens, labelled, tokens_of
from tests.agreement.units import flat_units, random_units, seeded, varied
from tests.readers.conftest import articles

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it tells which solver it uses, and of numpy's former names
    from pyannote.core import Segment
    from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum
    from pygamma_agreement.sampler import ShuffleContinuumSampler

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hashiya.agreement.unit import Unit

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
CLOSE = 1e-9
TEXT = " ".join(f"كلمة{number}" for number in range(80))


def annotated(annotators: int, seed: int) -> list[list[Unit]]:
    random = seeded(seed)
    first = random_units(random, 20, len(TEXT))
    return [first, *(varied(random, first) for _ in range(annotators - 1))]


def categories(units: Sequence[Sequence[Unit]]) -> list[list[str]]:
    """The categories of the words of the text, as names."""
    tokens = tokens_of(TEXT)
    return [["+".join(each) for each in labelled(tokens, cut(of))] for of in units]


@pytest.mark.parametrize("seed", range(10))
def test_kappa_and_alpha_of_two(seed: int) -> None:
    units = annotated(2, seed)
    tokens = tokens_of(TEXT)
    found = coefficients(count_tokens([labelled(tokens, cut(each)) for each in units]))
    first, second = categories(units)
    assert found.kappa == pytest.approx(cohen_kappa_score(first, second), abs=CLOSE)
    assert found.alpha == pytest.approx(alpha_of([first, second]), abs=CLOSE)


@pytest.mark.parametrize("annotators", [3, 4, 7])
def test_kappa_and_alpha_of_more(annotators: int) -> None:
    units = annotated(annotators, annotators)
    tokens = tokens_of(TEXT)
    found = coefficients(count_tokens([labelled(tokens, cut(each)) for each in units]))
    names = categories(units)
    task = AnnotationTask(
        [
            (f"annotator {who}", str(item), name)
            for who, of in enumerate(names)
            for item, name in enumerate(of)
        ]
    )
    assert found.kappa == pytest.approx(task.pi(), abs=CLOSE)  # Fleiss' κ is π of several annotators
    assert found.alpha == pytest.approx(task.alpha(), abs=CLOSE)
    assert found.alpha == pytest.approx(alpha_of(names), abs=CLOSE)
    assert found.share == pytest.approx(task.avg_Ao(), abs=CLOSE)


def test_words_of_real_articles() -> None:
    for document in articles():
        tokens = tokens_of(document.text)
        units = marks_of(document.annotations, tokens).units
        both = [units, varied(seeded(1), units)]
        given = [labelled(tokens, cut(each)) for each in both]
        first, second = ([str(each) for each in of] for of in given)
        found = coefficients(count_tokens(given))
        assert found.kappa == pytest.approx(cohen_kappa_score(first, second), abs=CLOSE)
        assert found.alpha == pytest.approx(alpha_of([first, second]), abs=CLOSE)


def test_precision_recall_and_f1() -> None:
    first, second = annotated(2, 3)
    every = sorted({*first, *second})
    scored = precision_recall_fscore_support(
        [unit in first for unit in every], [unit in second for unit in every], average="binary"
    )
    assert exact(count_spans(first, second)) == pytest.approx(scored[:3], abs=CLOSE)


def alpha_of(names: Sequence[Sequence[str]]) -> float:
    numbers = {name: number for number, name in enumerate(sorted({each for of in names for each in of}))}
    data = np.array([[numbers[each] for each in of] for of in names])
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


# --- γ


def continuum(units: Sequence[Sequence[Unit]]) -> Continuum:
    made = Continuum()
    for who, of in enumerate(units):
        made.add_annotator(str(who))
        for start, end, label in of:
            made.add(str(who), Segment(start, end), label)
    return made


def mean(units: Sequence[Sequence[Unit]]) -> float:
    return sum(map(len, units)) / len(units)


@pytest.mark.parametrize("seed", range(20))
def test_the_best_alignment_of_two(seed: int) -> None:
    random = seeded(seed)
    first = random_units(random, 8, 120)
    second = varied(random, first) if seed % 2 else random_units(random, 8, 120)
    peer = continuum([first, second]).get_best_alignment(CombinedCategoricalDissimilarity()).disorder
    assert align(first, second).disorder / mean([first, second]) == pytest.approx(peer, rel=1e-5)


@pytest.mark.parametrize("seed", range(5))
def test_the_alignment_of_three_is_hardly_worse_than_the_best(seed: int) -> None:
    random = seeded(seed)
    first = random_units(random, 7, 120)
    units = [first, varied(random, first), varied(random, first)]
    peer = continuum(units).get_best_alignment(CombinedCategoricalDissimilarity()).disorder
    assert peer * (1 - 1e-5) <= disorder_of_many(units) / mean(units) <= 1.01 * peer


@pytest.mark.parametrize("seed", [1, 2])
def test_gamma_of_two_within_the_error_of_sampling(seed: int) -> None:
    random = seeded(seed)
    first = flat_units(random, 20, 400)
    units = [first, varied(random, first)]
    np.random.seed(seed)
    peer = continuum(units).compute_gamma(
        CombinedCategoricalDissimilarity(), n_samples=100, sampler=ShuffleContinuumSampler()
    )
    ours = count_disorder(units, align(*units).disorder, Sampling(str(seed), 300, precision=1))
    assert ours["observed"] / mean(units) == pytest.approx(peer.observed_disorder, rel=1e-5)
    assert ours["expected"] / mean(units) == pytest.approx(peer.expected_disorder, rel=0.05)
    assert gamma(ours) == pytest.approx(peer.gamma, abs=0.03)
