"""Places of a query in a text."""

from __future__ import annotations

import sqlite3
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.annotation.annotation import new_annotation
from hashiya.corpus.expression import expression_of
from hashiya.corpus.matching import Source, find, is_ruled_out
from hashiya.corpus.parsing import parse_query
from hashiya.corpus.tokens import QueryError
from hashiya.corpus.words import as_words
from hashiya.text.folding import fold
from hashiya.text.spans import Span

TEXT = "وزار الوزيرُ موسكو، ولروسيا وللكرملين كلمة.\nقال وزير الخارجية: «لوزير الدفاع ٥٠ سنة»."


def found(query: str, text: str = TEXT) -> list[str] | None:
    spans = find(parse_query(query), Source("a.txt", text))
    return None if spans is None else [span.cut(text) for span in spans]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("وزير", ["الوزيرُ", "وزير", "وزير"]),
        ("=وزير", ["وزير"]),
        ("زير", None),
        ("روسيا", ["روسيا"]),
        ("الكرملين", ["لكرملين"]),
        ("كرملين", ["لكرملين"]),
        ("50", ["٥٠"]),
        ('"وزير الدفاع"', ["وزير الدفاع"]),
        ('="وزير الدفاع"', None),
        ('"وزير موسكو"', None),
        ('"الوزير موسكو"', ["الوزيرُ موسكو"]),
        ('"كلمة قال"', None),
        ('"موسكو ولروسيا"', None),
        ('"موسكو، ولروسيا"', ["موسكو، ولروسيا"]),
        ("كرمل*", ["لكرملين"]),
        ("موسكو كلمة", ["موسكو", "كلمة"]),
        ("موسكو لندن", None),
        ("موسكو OR لندن", ["موسكو"]),
        ("موسكو -لندن", ["موسكو"]),
        ("موسكو -كلمة", None),
        ("موسكو NEAR/1 الكرملين", ["موسكو، ولروسيا وللكرملين"]),
        ("الكرملين NEAR/1 موسكو", ["موسكو، ولروسيا وللكرملين"]),
        ("موسكو NEAR/0 الكرملين", None),
        ("موسكو NEAR/1 كلمة NEAR/1 الكرملين", ["موسكو، ولروسيا وللكرملين كلمة"]),
    ],
)
def test_hits_are_exact_and_without_the_clitics_before_them(query: str, expected: list[str] | None) -> None:
    assert found(query) == expected


def test_a_ligature_of_several_words_is_a_hit_as_a_whole() -> None:
    assert found("عليه", "محمد \ufdfa قال") == ["\ufdfa"]


def test_near_gives_the_shortest_stretch() -> None:
    assert found("aa NEAR/5 bb", "aa xx aa bb xx bb aa") == ["aa bb", "bb aa"]


def test_the_same_word_does_not_stand_near_itself() -> None:
    assert found("aa NEAR aa", "xx aa xx") is None
    assert found("aa NEAR aa", "xx aa aa") == ["aa aa"]


def annotated(text: str, words: str, label: str, **attributes: str) -> tuple[object, Span]:
    span = Span(start := text.index(words), start + len(words))
    return new_annotation("a.txt", "", text, span, label, attributes=attributes, note="قالت سعاد"), span


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("label:ACTOR", ["الوزيرُ", "روسيا"]),
        ("label:actor canonical:روسيا", ["روسيا"]),
        ("label:EVENT canonical:روسيا", None),
        ("(label:EVENT) canonical:روسيا", ["وزار الوزيرُ موسكو", "روسيا"]),
        ("canonical:روس*", ["روسيا"]),
        ("canonical:روس", None),
        ("note:سعاد label:EVENT", ["وزار الوزيرُ موسكو"]),
        ("event-date:2025-10", ["وزار الوزيرُ موسكو"]),
        ("event-date:2025-09", None),
        ("event-date:2025-09..2025-11", ["وزار الوزيرُ موسكو"]),
        ("label:EVENT كلمة", ["كلمة"]),
        ("وزير IN label:ACTOR", ["الوزيرُ"]),
        ("(موسكو OR كلمة) IN label:EVENT", ["موسكو"]),
        ("كلمة -label:QUOTE", ["كلمة"]),
        ("كلمة -label:EVENT", None),
        ("كلمة OR label:EVENT", ["وزار الوزيرُ موسكو", "كلمة"]),
        ("date:2025-10", []),
        ("date:2025-10..2025-12 folder:seeds", []),
        ("date:..2025-09", None),
        ("folder:seed", None),
        ("كلمة date:2025", ["كلمة"]),
        ("كلمة -date:2025", None),
    ],
)
def test_conditions_are_met_by_one_annotation_and_by_the_article(
    query: str, expected: list[str] | None
) -> None:
    annotations = [
        annotated(TEXT, "وزار الوزيرُ موسكو", "EVENT", date="2025-10-03"),
        annotated(TEXT, "الوزيرُ", "ACTOR"),
        annotated(TEXT, "روسيا", "ACTOR", canonical="روسيا"),
    ]
    parsed = parse_query(query, ["canonical"])
    spans = find(parsed, Source("seeds/a.txt", TEXT, annotations, "2025-10-05"))  # type: ignore[arg-type]
    assert (None if spans is None else [span.cut(TEXT) for span in spans]) == expected
    if is_ruled_out(parsed, "seeds/a.txt", "2025-10-05"):
        assert spans is None


def test_a_folder_is_found_in_either_spelling_of_unicode() -> None:
    composed, decomposed = (normalize(form, "أخبار") for form in ("NFC", "NFD"))
    for name, wanted in ((composed, decomposed), (decomposed, composed)):
        query = parse_query(f"folder:{wanted} date:2025")
        assert find(query, Source(f"{name}/a.txt", TEXT, (), "2025-10-05")) == []
        assert not is_ruled_out(query, f"{name}/a.txt", "2025-10-05")


_WORDS = [
    "روسيا",
    "وروسيا",
    "للروسيا",
    "قال",
    "سيقال",
    "الوزير",
    "وزير",
    "\ufdfa",
    "50",
    "\u0651",
    "a_b",
    "،",
    "\n",
]
_QUERIES = ["روسيا", "وزير", '"قال وزير"', "قال -وزير", "روس*", "50 OR صلى", "قال NEAR/2 روسيا", "=وزير"]
_QUERIES += ["قا* -روسيا", '"قال، وزير"', 'قال -"وزير روسيا"']


@given(st.lists(st.sampled_from(_WORDS), max_size=12), st.sampled_from(_QUERIES))
def test_the_expression_finds_every_text_with_hits(words: list[str], query: str) -> None:
    text, parsed = " ".join(words), parse_query(query)
    with sqlite3.connect(":memory:") as index:
        index.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='ascii')")
        index.execute("INSERT INTO words (rowid, text) VALUES (1, ?)", (as_words(text),))
        rows = index.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression_of(parsed),))
        is_found = bool(rows.fetchall())
    index.close()
    spans = find(parsed, Source("", text))
    assert is_found or spans is None
    for span in spans or ():
        assert fold(span.cut(text)).strip() == fold(span.cut(text)) != ""


@given(st.text(st.sampled_from("\"()*:^{}+-؟ANDORNEarلو \0;--'"), max_size=40))
def test_no_query_is_an_error_of_the_index(query: str) -> None:
    try:
        expression = expression_of(parse_query(query))
    except QueryError:
        return
    index = sqlite3.connect(":memory:")
    index.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='ascii')")
    index.execute("SELECT rowid FROM words WHERE words MATCH ?", (expression,)).fetchall()
    index.close()
