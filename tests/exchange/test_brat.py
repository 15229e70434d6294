"""brat's standoff format."""

from __future__ import annotations

from hashiya.exchange import brat
from hashiya.exchange.archive import files_in, zipped
from hashiya.exchange.losses import ANNOTATORS, FREE_VALUES, RELATIONS, Losses
from hashiya.messages import Message
from tests.exchange.texts import DOCUMENT, QUOTE, TEXT, annotation

ANN = """T1\tPerson 0 4\tJohn
T2\tGPE 20 26;30 34\tLondon town
R1\tLocated Arg1:T1 Arg2:T2\t
T3\tTrigger 5 10\tmoved
E1\tMove:T3 Who:T1 To:T2
A1\tConfidence E1 L1
#1\tAnnotatorNotes T1\twho?
*\tAlias T1 T2
"""


def files(document: object = DOCUMENT, losses: Losses | None = None) -> dict[str, str]:
    source = b"".join(brat.write([document], Losses() if losses is None else losses))  # type: ignore[list-item]
    return {name: content.decode() for name, content in files_in(source).items()}


def test_an_article_has_a_text_spans_relations_attributes_and_notes() -> None:
    written = files(losses=(losses := Losses()))
    assert written["a.txt"] == TEXT
    lines = written["a.ann"].splitlines()
    assert lines[0] == "T1\tACTOR 4 10\tالوزير"
    assert "R1\tspeaker Arg1:T2 Arg2:T1" in lines
    assert "A1\tkind T1 person" in lines
    assert "#1\tAnnotatorNotes T1\tمن هو؟" in lines
    assert losses.counts == {ANNOTATORS: 1}


def test_the_configuration_has_all_labels_relations_and_values() -> None:
    assert files()["annotation.conf"] == (
        "[entities]\nACTOR\nQUOTE\nEVENT\n\n[relations]\nspeaker\tArg1:QUOTE, Arg2:ACTOR\n\n"
        "[events]\n\n[attributes]\nkind\tArg:<ANY>, Value:person\n"
    )


def test_a_span_over_a_line_break_has_a_part_for_each_line() -> None:
    over = annotation("o", "QUOTE", "موسكو».\n\nردّ")
    start, end = over.start, over.end
    line = files(DOCUMENT._replace(annotations=[over]))["a.ann"]
    assert line == f"T1\tQUOTE {start} {start + 7};{end - 3} {end}\tموسكو».  ردّ\n"


def test_what_brat_cannot_hold_is_counted() -> None:
    named = annotation("n", "ACTOR", "الوزير", attributes={"canonical": "وزير الدفاع", "list": ["a"]})
    files(DOCUMENT._replace(annotations=[named, QUOTE]), losses := Losses())
    assert losses.counts == {FREE_VALUES: 2, RELATIONS: 1}


def test_every_kind_of_line_is_read() -> None:
    found = brat.read(ANN.encode())
    john, london, moved = [each.record for each in found.incoming]
    assert (john["label"], john["start"], john["end"], john["note"]) == ("Person", 0, 4, "who?")
    assert (london["start"], london["end"]) == (20, 34)
    assert john["relations"] == [{"type": "Located", "target": london["id"]}]
    assert moved["label"] == "Move"
    assert moved["attributes"] == {"Confidence": "L1"}
    assert moved["relations"] == [
        {"type": "Who", "target": john["id"]},
        {"type": "To", "target": london["id"]},
    ]
    assert found.refusals == []


def test_a_line_that_is_wrong_is_refused_by_its_number() -> None:
    found = brat.read(b"T1\tPerson x y\tJohn\nR1\tLocated Arg1:T8 Arg2:T9\nZ\n")
    told = Message("exchange.not_brat")
    assert found.refusals == [(1, told), (2, told), (3, told)]


def test_an_archive_gives_each_article_its_text() -> None:
    found = brat.read(b"".join(zipped([("d/a.txt", [b"John moved"]), ("d/a.ann", [ANN[:17].encode()])])))
    assert found.texts == {"d/a.txt": "John moved"}
    assert found.incoming[0].record["article"] == "d/a.txt"


def test_the_format_is_known_by_its_lines_and_files() -> None:
    assert brat.tells(ANN.encode())
    assert brat.tells(b"".join(zipped([("a.ann", [])])))
    assert not brat.tells(b"".join(zipped([("a.txt", [])])))
    assert not brat.tells(b"label,start\n")
    assert not brat.tells(b"")
