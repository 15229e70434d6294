"""CoNLL-U of Universal Dependencies."""

from __future__ import annotations

import pytest

from hashiya.exchange import conllu
from hashiya.exchange.document import Document
from hashiya.exchange.losses import ANNOTATORS, ATTRIBUTES, EDGES, NOTES, OVERLAPS, RELATIONS, SPACES, Losses
from hashiya.messages import Message
from hashiya.text.spans import Span
from tests.exchange.test_round_trips import document
from tests.exchange.texts import DOCUMENT, TEXT

ARABIC = """# newdoc id = خبر
# global.Entity = eid-etype-head
# text = وللوزير قول
1-3\tوللوزير\t_\t_\t_\t_\t_\t_\t_\t_
1\tو\tو\tCCONJ\t_\t_\t0\troot\t_\t_
2\tل\tل\tADP\t_\t_\t1\tdep\t_\t_
3\tالوزير\tوزير\tNOUN\t_\t_\t1\tdep\t_\tEntity=(e1-person-1
3.1\t_\t_\t_\t_\t_\t_\t_\t_\t_
4\tقول\tقول\tNOUN\t_\t_\t1\tdep\t_\tEntity=e1)(e2-event-1)|Ref=1

1-2\tبلقاء\t_\t_\t_\t_\t_\t_\t_\t_
1\tب\t_\t_\t_\t_\t_\t_\t_\t_
2\tلقاء\t_\t_\t_\t_\t_\t_\t_\tEntity=(e3-event-1)
"""


def written(*documents: Document, losses: Losses | None = None) -> str:
    return b"".join(conllu.write(documents, Losses() if losses is None else losses)).decode()


def places(source: str) -> list[tuple[str, int, int]]:
    found = conllu.read(source.encode())
    assert found.refusals == []
    return sorted((each.record["label"], each.record["start"], each.record["end"]) for each in found.incoming)


def rows(source: str) -> list[tuple[str, str, str]]:
    """Number, form and MISC of every token."""
    lines = [line.split("\t") for line in source.split("\n") if line and not line.startswith("#")]
    assert all(len(columns) == 10 for columns in lines)
    return [(columns[0], columns[1], columns[9]) for columns in lines]


def test_an_article_has_its_sentences_with_annotations_in_brackets() -> None:
    source = written(DOCUMENT, losses=(losses := Losses()))
    assert source.startswith(
        "# newdoc id = a.txt\n# global.Entity = eid-etype\n"
        "# sent_id = 1\n# text = قال الوزير: «زار وفدٌ موسكو».\n1\tقال\t"
    )
    assert rows(source)[1:7] == [
        ("2", "الوزير", "Entity=(e1-ACTOR)|SpaceAfter=No"),
        ("3", ":", "_"),
        ("4", "«", "SpaceAfter=No"),
        ("5", "زار", "Entity=(e2-QUOTE(e3-EVENT)"),
        ("6", "وفدٌ", "_"),
        ("7", "موسكو", "Entity=e2)|SpaceAfter=No"),
    ]
    assert rows(source)[-3:] == [
        ("5", "ب", "SpaceAfter=No"),
        ("6", "لقاء", "Entity=(e4-EVENT)|SpaceAfter=No"),
        ("7", ".", "SpaceAfter=No"),
    ]
    assert losses.counts == {ATTRIBUTES: 1, RELATIONS: 1, NOTES: 1, ANNOTATORS: 1}


def test_spans_that_nest_cross_and_go_on_in_other_sentences_come_back() -> None:
    text = "قال الوزير.\n\nثم غادر القاعة."
    spans = [Span(0, len(text)), Span(4, 15), Span(4, 10), Span(13, 15), Span(13, 20), Span(4, 10)]
    given = document(text, spans)
    source = written(given, given._replace(key="b.txt"))
    assert list(conllu.read(source.encode()).texts.items()) == [("a.txt", text), ("b.txt", text)]
    assert places(source) == sorted(2 * [(each.label, each.start, each.end) for each in given.annotations])


@pytest.mark.parametrize("text", ["\n قال\t\tثم | \\s\r\nزار  \n\n", "قال", "قال ثم.\nزار\n", "قال. ثم زار."])
def test_white_space_comes_back(text: str) -> None:
    source = written(Document("a.txt", [], text), losses=(losses := Losses()))
    assert not losses
    assert conllu.read(source.encode()).texts == {"a.txt": text}


def test_a_span_that_begins_or_ends_with_white_space_moves_and_an_empty_article_is_lost() -> None:
    losses = Losses()
    written(document("قال ثم زار", [Span(3, 6), Span(3, 4)]), Document("b", [], " \n"), losses=losses)
    assert losses.counts == {EDGES: 1, OVERLAPS: 1, SPACES: 1}


def test_words_of_a_multiword_token_are_read_at_their_places_or_at_the_whole_token() -> None:
    found = conllu.read(ARABIC.encode())
    assert found.texts == {"خبر": "وللوزير قول\nبلقاء\n"}
    assert places(ARABIC) == [("event", 8, 11), ("event", 13, 17), ("person", 0, 11)]
    assert sorted(each.line for each in found.incoming) == [7, 9, 13]


def test_sentences_without_an_article_are_one_text() -> None:
    found = conllu.read(b"# sent_id = 1\n" + b"1\ta" + b"\t_" * 8 + b"\n\n1\tb" + b"\t_" * 8 + b"\n")
    assert found.texts == {"1": "a\nb\n"}


def test_an_article_that_is_named_before_each_sentence_is_one() -> None:
    sentence = "# newdoc id = n01\n1\ta" + "\t_" * 8 + "\n\n"
    assert conllu.read((2 * sentence).encode()).texts == {"n01": "a\na\n"}


@pytest.mark.parametrize(
    ("source", "line", "reason"),
    [
        (b"1\ta\n", 1, "exchange.not_conllu"),
        (b"\n1\ta" + b"\t_" * 7 + b"\tEntity=e1)\n", 2, "exchange.not_conllu"),
        (b"x\ta" + b"\t_" * 8, 1, "exchange.not_conllu"),
        (b"1\ta" + b"\t_" * 7 + b"\tEntity=(e1-X\n", 1, "exchange.conllu_open"),
    ],
)
def test_a_wrong_line_is_refused_by_its_number(source: bytes, line: int, reason: str) -> None:
    assert [(each.line, each.reason.id) for each in conllu.read(source).refusals] == [(line, reason)]


def test_bytes_that_are_no_utf8_are_refused() -> None:
    assert conllu.read(b"\n\xff").refusals == [(2, Message("exchange.not_utf8_in_file", byte=1))]
    marked = conllu.read(b"\xef\xbb\xbf\n\n\xff")
    assert marked.refusals == [(3, Message("exchange.not_utf8_in_file", byte=5))]


def test_the_format_is_known_by_its_columns() -> None:
    assert conllu.tells(ARABIC.encode())
    assert conllu.tells(written(DOCUMENT).encode())
    assert not conllu.tells(TEXT.encode())
    assert not conllu.tells(b"")
