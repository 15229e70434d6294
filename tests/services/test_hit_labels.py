"""Many hits of a search, labelled at once."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from hashiya.corpus.parsing import parse_query
from hashiya.messages import Message
from hashiya.services.corpus import Corpus
from hashiya.services.hit_labels import labelling
from hashiya.services.hit_order import FOLDER, in_order
from hashiya.services.searching import search
from tests.storing import ANNOTATOR, store_in

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.services.searching import Hit

TEXTS = {"a.txt": "زارت روسيا سوريا. وروسيا بعيدة", "b.txt": "قالت روسيا"}


def found(corpus: Corpus) -> list[Hit]:
    return list(in_order(search(corpus, parse_query("روسيا")), FOLDER))


def test_hits_become_annotations_in_one_transaction_and_only_once(tmp_path: Path) -> None:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    store = store_in(tmp_path / "annotations")
    with closing(Corpus(store, [tmp_path], None)) as corpus:
        hits = found(corpus)
        transaction, failed = labelling(store, corpus.paths, hits[1:], "ACTOR", {"canonical": "روسيا"})
        assert failed == {}
        store.commit(transaction)
    with closing(Corpus(store, [tmp_path], None)) as corpus:
        before, hits = hits, found(corpus)
        assert [len(hit.annotations) for hit in hits] == [0, 1, 1]
        record = hits[1].annotations[0]
        assert (record["start"], record["text"], record["annotator"]) == (19, "روسيا", ANNOTATOR)
        assert (record["prefix"], record["attributes"]) == (TEXTS["a.txt"][:19], {"canonical": "روسيا"})
        again, _ = labelling(store, corpus.paths, before, "ACTOR", {})
        assert {
            key: [edit.after.start for edit in edits if edit.after] for key, edits in again.edits.items()
        } == {"a.txt": [5]}


def test_an_article_whose_words_changed_is_left_out(tmp_path: Path) -> None:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    store = store_in(tmp_path / "annotations")
    with closing(Corpus(store, [tmp_path], None)) as corpus:
        hits = found(corpus)
        (tmp_path / "b.txt").write_text("لا شيء", encoding="utf-8")
        transaction, failed = labelling(store, corpus.paths, hits, "ACTOR", {})
    assert list(transaction.edits) == ["a.txt"]
    assert failed["b.txt"].told == Message("services.article_changed", article="b.txt")
