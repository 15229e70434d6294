"""WebAnno TSV, against the files of INCEpTION's own suite and the XMI of the same annotations."""

from __future__ import annotations

from pathlib import Path

import pytest

from hashiya.exchange import webanno, xmi
from hashiya.exchange.archive import zipped
from hashiya.exchange.losses import SPACES, Losses
from hashiya.messages import Message
from tests.exchange.texts import DOCUMENT, MINISTER, QUOTE, annotation
from tests.exchange.uima.contents import Fact, document_of, facts

FOLDER = Path(__file__).parent / "inception"
SUITE = sorted(path.stem for path in FOLDER.glob("*.tsv"))
NAMED_ENTITY, SPAN = b"<type4:NamedEntity", b"<custom:Span"
HEAD = "#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.ACTOR|kind\n\n\n#Text=ab cd\n"


def tsv(name: str) -> bytes:
    return (FOLDER / f"{name}.tsv").read_bytes()


def reference(name: str) -> bytes:
    """The XMI; the suite has another layer there than in its TSV, which declares one of its own."""
    source = (FOLDER / f"{name}.xmi").read_bytes()
    return source.replace(NAMED_ENTITY, SPAN) if b"webanno.custom.Span|" in tsv(name) else source


def spans(found: list[Fact]) -> list[tuple[int, int]]:
    return [(start, end) for _, start, end, _, _ in found]


@pytest.mark.parametrize("name", SUITE)
def test_a_file_of_the_suite_says_what_its_xmi_says(name: str) -> None:
    source, expected = webanno.read(tsv(name)), xmi.read(reference(name))
    assert webanno.tells(tsv(name))
    assert facts(source) == facts(expected)
    assert list(source.texts.values()) == list(expected.texts.values())
    assert [each.reason for each in source.refusals] == [each.reason for each in expected.refusals]


@pytest.mark.parametrize("format_", [webanno, xmi], ids=["webanno", "xmi"])
@pytest.mark.parametrize("name", SUITE)
def test_a_file_that_is_read_and_written_is_read_as_before(name: str, format_: object) -> None:
    found = webanno.read(tsv(name))
    again = format_.read(b"".join(format_.write([document_of(found)], losses := Losses())))  # type: ignore[attr-defined]
    assert not losses.counts.keys() - {SPACES}
    kept = [each for each in facts(found) if each[1] < each[2]]
    for *_, links in kept:  # an annotation of no character is refused, and cannot be related to
        links[:] = [link for link in links if link[1][0] < link[1][1]]
    assert facts(again) == kept
    assert list(again.texts.values()) == list(found.texts.values())


def test_the_suite_is_there() -> None:
    assert len(SUITE) > 20
    chain = facts(webanno.read(tsv("SimpleChain")))
    assert [each[0] for each in chain] == ["Simple"] * 3
    assert [link for each in chain for link in each[4]] == [
        ("next", (5, 7, "Simple")),
        ("next", (8, 9, "Simple")),
    ]
    slots = facts(webanno.read(tsv("MultiTokenStackedSlotFeature")))
    assert slots[0][4] == [("p1", (5, 9, "SimpleSpan")), ("p2", (5, 9, "SimpleSpan"))]
    assert spans(facts(webanno.read(tsv("SentenceWithEmoji")))) == [(10, 11)]
    told = Message("exchange.relation_without_ends")
    assert webanno.read(tsv("SingleTokenRelationWithFeatureValue")).refusals == [(10, told)]


def test_a_line_has_a_cell_for_each_feature_and_two_for_the_slots() -> None:
    over = annotation("o", "QUOTE", "موسكو».\n\nردّ", attributes={"mode": "direct"})
    part = annotation("p", "EVENT", "لقاء")
    given = DOCUMENT._replace(annotations=[MINISTER, QUOTE, over, part])
    lines = b"".join(webanno.write([given], Losses())).decode().splitlines()
    quote = "webanno.custom.QUOTE"
    assert lines[:7] == [
        "#FORMAT=WebAnno TSV 3.3",
        "#T_SP=webanno.custom.ACTOR|kind|hashiyaId|hashiyaNote|hashiyaAnnotator",
        f"#T_SP={quote}|hashiyaId|ROLE_{quote}:relations_{quote}RelationsLink|uima.tcas.Annotation|mode",
        "#T_SP=webanno.custom.EVENT|hashiyaId",
        "",
        "",
        "#Text=قال الوزير: «زار وفدٌ موسكو».",
    ]
    assert lines[17:19] == [r"#hashiya.before=\n\n", "#Text=ردّ لافروف 😀 ووعد بلقاء."]
    cells = [line.split("\t") for line in lines[7:16] + lines[19:]]
    assert cells[1] == [
        *("1-2", "4-10", "الوزير", "person[3]", "m[3]", "من هو؟[3]", "سلمى[3]"),
        *("_", "_", "_", "_", "_", ""),
    ]
    assert cells[6][7:11] == ["*[4]|o[5]", "speaker[4]|_[5]", "1-2[3]|*", "*[4]|direct[5]"]
    assert cells[7][7:11] == ["*[5]", "_[5]", "*", "direct[5]"]
    assert cells[11][:3] == ["2-3", "42-44", "😀"]
    assert cells[14] == ["2-5.1", "51-55", "لقاء", *["_"] * 8, "p", ""]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("1-1\t0-2\tab", "exchange.not_webanno_line"),
        ("1-1\tx-2\tab\tperson\t", "exchange.not_webanno_line"),
        ("x", "exchange.not_webanno_line"),
        ("1-1\t0-99\tab\tperson\t", "exchange.outside_text"),
        ("1-1\t999999999-999999999\tab\tperson\t", "exchange.offsets_of_sentence"),
    ],
)
def test_a_line_that_is_wrong_is_refused_by_its_number(line: str, told: str) -> None:
    (refusal,) = webanno.read(f"{HEAD}{line}\n".encode()).refusals
    assert (refusal.line, refusal.reason.id) == (6, told)


def test_an_edge_inside_an_emoji_is_refused() -> None:
    source = HEAD.replace("ab cd", "😀") + "1-1\t0-2\t😀\t_\t\n1-1.1\t1-2\t?\tperson\t\n"
    (refusal,) = webanno.read(source.encode()).refusals
    assert refusal == (7, Message("exchange.inside_character"))


def test_sentences_that_lie_on_each_other_are_refused() -> None:
    source = HEAD + "1-1\t0-2\tab\t_\t\n\n#Text=cd\n2-1\t3-5\tcd\t_\t\n"
    (refusal,) = webanno.read(source.encode()).refusals
    assert refusal == (9, Message("exchange.offsets_of_sentence"))


def test_references_to_nothing_and_numbers_of_other_layers_are_refused_one_by_one() -> None:
    source = (
        "#FORMAT=WebAnno TSV 3.3\n#T_SP=a.B|\n#T_RL=a.R|value|BT_a.B\n"
        "#T_SP=a.C|ROLE_a.C:slots_a.Link|uima.tcas.Annotation\n\n\n#Text=ab cd\n"
        "1-1\t0-2\tab\t*[1]\tx\t9-9[7_1]\tr;s;t\t1-2;1-1[1];8-8[8]\t\n"
        "1-2\t3-5\tcd\t*[1]\t_\t_\t_\t_\t\n"
    )
    found = webanno.read(source.encode())
    assert facts(found) == [
        ("B", 0, 5, {}, []),
        ("C", 0, 2, {}, [("r", (0, 5, "B")), ("s", (0, 5, "B"))]),
    ]
    told = Message("exchange.relation_without_ends")
    assert [each.reason for each in found.refusals] == [told, told]


@pytest.mark.parametrize(
    "line",
    [
        "1-1\t0-2\tab\t" + "*|" * 200 + "*\t_\t_\t",
        "1-1\t0-2\tab\t_\t" + "a;" * 200 + "a\t_\t",
        "1-1\t0-2\tab\t_\t_\t" + "1-1;" * 200 + "1-1\t",
        "1-1\t0-2\tab\t_\t_\t_\t\n" + "x\n" * 200,
    ],
    ids=["stacked", "roles", "fillers", "wrong lines"],
)
def test_a_file_that_would_fill_the_memory_is_left_early(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hashiya.exchange.uima.files.MOST_STRUCTURES", 100)
    head = HEAD.replace("|kind", "|kind|ROLE_webanno.custom.ACTOR:x_a.L|a.A")
    found = webanno.read(f"{head}{line}\n".encode())
    assert found.refusals[-1].reason == Message("exchange.too_many_structures", count=100)
    assert len(found.refusals) <= 102


def test_bytes_that_are_no_webanno_are_refused() -> None:
    for source, told in (
        (b"#FORMAT=WebAnno TSV 3.3\n#Text=\xff", Message("exchange.not_utf8_in_file", byte=30)),
        (b"\xef\xbb\xbf#FORMAT=WebAnno TSV 3.3\n\n#\xff", Message("exchange.not_utf8_in_file", byte=29)),
        (b"#FORMAT=WebAnno TSV 2\n", Message("exchange.not_webanno")),
        (b"a\tb\n", Message("exchange.not_webanno")),
        (b"".join(zipped([("a.txt", [b"x"])])), Message("exchange.archive_without", ending=".tsv")),
    ):
        assert webanno.read(source).refusals == [(1, told)]
        assert webanno.tells(source) == (b"TSV 3." in source)


def test_the_format_is_known_by_its_first_line() -> None:
    written = b"".join(webanno.write([DOCUMENT], Losses()))
    assert webanno.tells(written)
    assert webanno.tells(b"\xef\xbb\xbf" + written)
    assert webanno.tells(b"".join(zipped([("a.tsv", [written])])))
    assert not webanno.tells(b"".join(zipped([("a.tsv", [b"a\tb"])])))
    assert webanno.read(b"\xef\xbb\xbf" + written.replace(b"\n", b"\r\n")).refusals == []


def test_a_type_of_a_link_without_the_link_is_passed_over() -> None:
    lines = [
        "#FORMAT=WebAnno TSV 3.3",
        "#T_CH=webanno.custom.CorefLink|referenceRelation|referenceType",
        "",
        "#Text=a b",
        "1-1\t0-1\ta\t_\tx[1]\t",
        "1-2\t2-3\tb\t_\t_\t",
    ]
    found = webanno.read("\n".join(lines).encode())
    assert (found.incoming, found.refusals, list(found.texts.values())) == ([], [], ["a b"])
