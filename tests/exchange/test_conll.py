"""CoNLL with BIO tags."""

from __future__ import annotations

from hashiya.exchange import conll
from hashiya.exchange.document import Document
from hashiya.exchange.losses import ATTRIBUTES, EDGES, NOTES, OVERLAPS, RELATIONS, SPACES, Losses
from hashiya.messages import Message
from tests.exchange.texts import DOCUMENT, annotation


def written(document: Document, losses: Losses) -> list[list[str]]:
    """The sentences of a file as lines."""
    text = b"".join(conll.write([document], losses)).decode()
    return [sentence.split("\n") for sentence in text.rstrip("\n").split("\n\n")]


def test_a_token_has_the_tag_of_the_shorter_span() -> None:
    start, first, second = written(DOCUMENT, losses := Losses())
    assert start == ["-DOCSTART- O"]
    assert first == ["قال O", "الوزير B-ACTOR", ": O", "« O", "زار B-EVENT", "وفدٌ O", "موسكو O", "» O", ". O"]
    assert second == ["ردّ O", "لافروف O", "😀 O", "ووعد O", "بلقاء B-EVENT", ". O"]
    assert losses.counts[OVERLAPS] == 1  # the quote over the visit
    assert losses.counts[EDGES] == 1  # the clitic before the meeting
    assert losses.counts[ATTRIBUTES] == losses.counts[NOTES] == losses.counts[RELATIONS] == 1
    assert losses.counts[SPACES] == 1


def test_a_span_over_many_tokens_goes_on_with_i() -> None:
    quote = annotation("q", "QUOTE", "وفدٌ موسكو")
    _, first, _ = written(DOCUMENT._replace(annotations=[quote]), Losses())
    assert first[4:8] == ["زار O", "وفدٌ B-QUOTE", "موسكو I-QUOTE", "» O"]


def test_a_text_that_reading_gives_back_loses_nothing() -> None:
    text = "قال الوزير\nثم غادر"
    document = Document("a.txt", [], text)
    written(document, losses := Losses())
    assert not losses
    assert conll.read(b"".join(conll.write([document], Losses()))).texts == {"1": text}


def test_spans_are_read_with_their_places_in_the_joined_text() -> None:
    source = "أعلن O\nمجلس B-ORG\nالأمن I-ORG\n\nقال B-EVENT\nموسكو B-ORG\n".encode()
    found = conll.read(source)
    assert found.texts == {"1": "أعلن مجلس الأمن\nقال موسكو"}
    records = [each.record for each in found.incoming]
    assert [(each["label"], found.texts["1"][each["start"] : each["end"]]) for each in records] == [
        ("ORG", "مجلس الأمن"),
        ("EVENT", "قال"),
        ("ORG", "موسكو"),
    ]
    assert [each.line for each in found.incoming] == [2, 5, 6]
    assert found.refusals == []


def test_a_tag_that_goes_on_with_nothing_begins_a_span_and_a_sentence_ends_one() -> None:
    found = conll.read(b"a I-X\nb I-Y\n\nc I-Y\n")
    assert [(each.record["label"], each.record["start"], each.record["end"]) for each in found.incoming] == [
        ("X", 0, 1),
        ("Y", 2, 3),
        ("Y", 4, 5),
    ]


def test_four_columns_of_2003_are_read_and_each_article_has_a_text() -> None:
    start = b"-DOCSTART- -X- -X- O\n\n"
    source = start + b"EU NNP B-NP B-ORG\nrejects VBZ B-VP O\n\n" + start + b"One CD O O\n"
    found = conll.read(source)
    assert found.texts == {"1": "EU rejects", "2": "One"}
    assert [each.record for each in found.incoming] == [
        {"article": "1", "label": "ORG", "start": 0, "end": 2}
    ]


def test_a_line_without_a_tag_is_refused_with_its_number() -> None:
    found = conll.read("a O\nكلمة\n".encode())
    assert found.refusals == [(2, Message("exchange.not_conll"))]
    assert conll.read(b"\xff O\n").refusals == [(1, Message("exchange.not_utf8_in_file", byte=0))]


def test_the_format_is_known_by_its_tags() -> None:
    assert conll.tells("قال O\nمجلس B-ORG\n".encode())
    assert conll.tells(b"-DOCSTART- O\n\na O\nb B-X\n")
    assert not conll.tells("قال الوزير\nثم غادر\n".encode())
    assert not conll.tells(b"a O\n")
    assert not conll.tells(b"")
    assert conll.tells(("كلمة B-ORG\n" * 2000).encode())
