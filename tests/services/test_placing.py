"""Records whose article is not here find the article that has their text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from hashiya.codebook.label import DEFAULT
from hashiya.exchange.incoming import Incoming, Read
from hashiya.messages import Message
from hashiya.services.importing import Import
from hashiya.store.tinydb.store import Store
from hashiya.text.digests import sha256_of

if TYPE_CHECKING:
    from pathlib import Path

VISIT = "وصل وفد رسمي من وزارة الدفاع السورية، صباح اليوم الخميس، إلى العاصمة الروسية موسكو.\nثم عاد.\n"
TALKS = "بدأت في جنيف أمس محادثات غير مباشرة بين الجانبين برعاية الأمم المتحدة، وقال المبعوث إنها جادة.\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    tmp_path.joinpath("visit.txt").write_text(VISIT, encoding="utf-8")
    tmp_path.joinpath("talks.txt").write_text(TALKS, encoding="utf-8")
    return Store(tmp_path / "annotations")


def record(words: str, text: str = VISIT, **given: Any) -> dict[str, Any]:
    """A record as export has it, of an article that is not here."""
    start = text.index(words)
    end = start + len(words)
    around = {"prefix": text[max(0, start - 48) : start], "suffix": text[end : end + 48]}
    return {"article": "gone.txt", "label": "ACTOR", "text": words, **around, **given}


def received(store: Store, *records: dict[str, Any]) -> Import:
    incoming = Import(store, DEFAULT.names)
    incoming.receive(Read([Incoming(line, each) for line, each in enumerate(records, 1)], []))
    return incoming


def places(store: Store) -> list[tuple[str, str]]:
    return [(key, each.text) for key in list(store.keys()) for each in store.load(key).annotations]


def test_the_hash_of_the_text_finds_the_article(store: Store) -> None:
    digest = sha256_of(VISIT.encode())
    incoming = received(
        store, {"article": "gone.txt", "label": "ACTOR", "start": 0, "end": 3, "sha256": digest}
    )
    assert [each.reason for each in incoming.remarks] == [
        Message("services.placed_elsewhere", article="gone.txt", path="visit.txt")
    ]
    assert incoming.save() == 1
    assert places(store) == [("visit.txt", "وصل")]


@pytest.mark.parametrize("version", [VISIT, VISIT.replace("\n", "\r\n"), f"عاجل: {VISIT}"])
def test_a_quotation_with_its_context_finds_the_article_in_another_version(
    store: Store, version: str
) -> None:
    store.root.joinpath("visit.txt").write_text(version, encoding="utf-8", newline="")
    incoming = received(store, record("وزارة الدفاع السورية", sha256=sha256_of(VISIT.encode())))
    assert incoming.refusals == []
    incoming.save()
    assert places(store) == [("visit.txt", "وزارة الدفاع السورية")]


def test_a_record_that_names_no_article_is_placed_alone(store: Store) -> None:
    unnamed = [{"label": "ACTOR", "text": words} for words in ("وزارة الدفاع السورية", "الأمم المتحدة")]
    incoming = received(store, *unnamed)
    assert [each.reason for each in incoming.remarks] == [
        Message("services.placed_by_text", path=path) for path in ("visit.txt", "talks.txt")
    ]
    incoming.save()
    assert places(store) == [("talks.txt", "الأمم المتحدة"), ("visit.txt", "وزارة الدفاع السورية")]


def test_records_of_one_article_stay_together(store: Store) -> None:
    store.root.joinpath("other.txt").write_text(
        "نشرة: وصل وفد رسمي من وزارة الدفاع السورية، صباح اليوم الخميس، إلى دمشق.", encoding="utf-8"
    )
    shared = {"article": "gone.txt", "label": "ACTOR", "text": "وزارة الدفاع السورية"}
    incoming = received(store, shared, record("موسكو"), record("عاد", label="EVENT"))
    assert incoming.refusals == []
    incoming.save()
    assert {key for key, _ in places(store)} == {"visit.txt"}


def test_a_text_of_several_articles_is_refused_with_their_names(store: Store) -> None:
    store.root.joinpath("copy.txt").write_text(VISIT, encoding="utf-8")
    several = Message("services.text_of_several", articles=("copy.txt", "visit.txt"))
    by_hash = record("وزارة", sha256=sha256_of(VISIT.encode()))
    by_words = record("وزارة", article="else.txt")
    incoming = received(store, by_hash, by_words)
    assert [each.reason for each in incoming.refusals] == [several, several]
    assert incoming.save() == 0


def test_a_text_that_is_nowhere_is_refused_by_the_name_of_its_article(store: Store) -> None:
    incoming = received(
        store,
        record("السورية", VISIT.replace("الدفاع", "الخارجية")),
        {"label": "ACTOR", "text": "موسكو"},  # too short to find an article by
        {"label": "ACTOR", "text": "وزارة التجارة الداخلية وحماية المستهلك"},
    )
    assert [each.reason for each in sorted(incoming.refusals)] == [
        Message("services.article_nowhere", article="gone.txt"),
        Message("services.article_unnamed"),
        Message("services.text_nowhere"),
    ]


def test_a_few_common_words_do_not_carry_a_whole_article_elsewhere(store: Store) -> None:
    gone = [
        record(words, TALKS.replace("جنيف", "فيينا").replace("المبعوث", "الوسيط"))
        for words in ("فيينا", "أمس")
    ]
    incoming = received(
        store, *gone, {"article": "gone.txt", "label": "ACTOR", "text": "وزارة الدفاع السورية"}
    )
    assert [each.reason.id for each in incoming.refusals] == ["services.article_nowhere"] * 3


def test_the_library_is_read_once_for_each_search(store: Store) -> None:
    told: list[tuple[int, int]] = []
    incoming = Import(store, DEFAULT.names)
    records = [record("وزارة", article=f"gone-{number}.txt", sha256="0" * 64) for number in range(50)]
    incoming.receive(
        Read([Incoming(line, each) for line, each in enumerate(records, 1)], []),
        searching=lambda done, total: told.append((done, total)),
    )
    assert told == [(0, 2), (1, 2)] * 2
    assert incoming.refusals == []
