"""Queries as values, and what is refused."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashiya.corpus.parsing import MOST_CODE_POINTS, MOST_WORDS, parse_query
from hashiya.corpus.query import All, Annotated, Condition, Either, Inside, Near, Without, Words
from hashiya.corpus.tokens import QueryError
from hashiya.messages import Message
from tests.refusals import parameters_of

A, B, C = Words(("a",)), Words(("b",)), Words(("c",))
ACTOR = Condition("label", "actor")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("أحمد", Words(("احمد",))),
        ("الـمَدرسة\u200f", Words(("المدرسه",))),
        ("a b", All((A, B))),
        ("a AND b", All((A, B))),
        ("a OR b c", Either((A, All((B, C))))),
        ("a | b", Either((A, B))),
        ("(a OR b) c", All((Either((A, B)), C))),
        ("a -b", All((A, Without(B)))),
        ("a NOT (b OR c)", All((A, Without(Either((B, C)))))),
        ('"a  b"', Words(("a", "b"), (" ",))),
        ("«وزير الخارجية»", Words(("وزير", "الخارجيه"), (" ",))),
        ("“a, b”", Words(("a", "b"), (",",))),
        ("كوفيد-19", Words(("كوفيد", "19"), ("-",))),
        ("٢٠٢٥", Words(("2025",))),
        ("روس*", Words(("روس",), is_prefix=True)),
        ('"a bc"*', Words(("a", "bc"), (" ",), is_prefix=True)),
        ("=a", Words(("a",), is_exact=True)),
        ('="a b"', Words(("a", "b"), (" ",), is_exact=True)),
        ("a NEAR b", Near((A, B), 10)),
        ("a NEAR/3 b NEAR/5 c", Near((A, B, C), 5)),
        ("NEAR(a b, 4)", Near((A, B), 4)),
        ("NEAR(a b,٤)", Near((A, B), 4)),
        ("NEAR(a b)", Near((A, B), 10)),
        ("c NEAR(a b)", All((C, Near((A, B), 10)))),
        ("label:ACTOR", Annotated((ACTOR,))),
        ("label:ACTOR kind:state a", All((Annotated((ACTOR, Condition("kind", "state"))), A))),
        ("(label:ACTOR) kind:x", All((All((Annotated((ACTOR,)),)), Annotated((Condition("kind", "x"),))))),
        ("canonical:«جبهة النصرة»", Annotated((Condition("canonical", "جبهه النصره"),))),
        ("canonical:رو*", Annotated((Condition("canonical", "رو", is_prefix=True),))),
        ("date:2025-10", Condition("date", "2025-10")),
        ("date:٢٠٢٥..", Condition("date", "2025..")),
        ("folder:seeds/", Condition("folder", "seeds")),
        ("a IN label:ACTOR", Inside(A, Annotated((ACTOR,)))),
        ("a IN (label:ACTOR kind:x) b", All((Inside(A, Annotated((ACTOR, Condition("kind", "x")))), B))),
        ("a IN label:ACTOR date:2025", All((Inside(A, Annotated((ACTOR,))), Condition("date", "2025")))),
        ("قال:", Words(("قال",))),
        ("-", None),
    ],
)
def test_a_query_is_read_by_its_grammar(query: str, expected: object) -> None:
    if expected is None:
        with pytest.raises(QueryError):
            parse_query(query)
    else:
        assert parse_query(query, ["kind", "canonical"]) == expected


@pytest.mark.parametrize(
    ("query", "position", "reason"),
    [
        ("", 1, "corpus.query_empty"),
        (" \u200f ", 1, "corpus.query_empty"),
        ('a "b', 3, "corpus.quotation_not_closed"),
        ("a «b", 3, "corpus.quotation_not_closed"),
        ("a b»", 4, "corpus.quotation_not_opened"),
        ("(a", 1, "corpus.bracket_not_closed"),
        ("a)", 2, "corpus.bracket_not_opened"),
        ("()", 2, "corpus.word_missing_here"),
        ("a OR", 5, "corpus.word_missing"),
        ("OR", 1, "corpus.word_missing_here"),
        ("AND OR NOT", 1, "corpus.word_missing_here"),
        ("-a", 1, "corpus.only_without"),
        ("a OR -b", 6, "corpus.only_without"),
        ("a NOT NOT b", 3, "corpus.not_twice"),
        ("a ، b", 3, "corpus.no_letter"),
        ("a\0 \0", 4, "corpus.no_letter"),
        ("ab*c", 1, "corpus.star_not_last"),
        ("*ab", 1, "corpus.star_not_last"),
        ("a*", 1, "corpus.prefix_too_short"),
        ("a NEAR (b c)", 1, "corpus.near_words"),
        ("a NEAR/x b", 3, "corpus.near_distance"),
        ("a NEAR/101 b", 3, "corpus.near_distance"),
        ("NEAR(a b, 99999999999999999999999)", 11, "corpus.near_distance"),
        ("NEAR(a)", 1, "corpus.near_words"),
        ("lable:ACTOR", 1, "corpus.unknown_field"),
        ("a label:", 3, "corpus.value_missing"),
        ("label:(a)", 1, "corpus.value_missing"),
        ("date:soon", 6, "corpus.not_a_date"),
        ("date:..", 6, "corpus.not_a_date"),
        ("date:2025-13", 6, "corpus.not_a_date"),
        ("date:2025-12-32..", 6, "corpus.not_a_date"),
        ("a IN b", 3, "corpus.in_annotation"),
        ("label:a IN label:b", 9, "corpus.in_annotation"),
        ("(" * 17 + "a" + ")" * 17, 17, "corpus.query_too_deep"),
        ("(" * 4000, 17, "corpus.query_too_deep"),
        (" ".join(["ab"] * 10_000), MOST_CODE_POINTS + 1, "corpus.query_too_long"),
        ("a " * (MOST_WORDS + 1), 2 * MOST_WORDS + 1, "corpus.too_many_words"),
        ('"' + "a " * (MOST_WORDS + 1) + '"', 1, "corpus.too_many_words"),
    ],
)
def test_a_query_that_cannot_be_read_is_refused_with_its_place(
    query: str, position: int, reason: str
) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(query)
    parameters = parameters_of(caught.value.told)
    told = parameters["reason"]
    assert isinstance(told, Message)
    assert (parameters["position"], told.id) == (position, reason)


@given(st.text(st.sampled_from('ab "«»()|*=-:,/لو\0\ud800\u200f') | st.characters(), max_size=60))
def test_any_text_is_a_query_or_refused(query: str) -> None:
    with suppress(QueryError):
        parse_query(query, ["kind"])
