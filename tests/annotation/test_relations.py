"""Relations as edits."""

from __future__ import annotations

from hashiya.annotation.annotation import Annotation
from hashiya.annotation.relations import linked, redirected, removed, sources, targets, unlinked, with_targets


def _annotation(number: str, *links: tuple[str, str]) -> Annotation:
    relations = tuple({"type": kind, "target": target} for kind, target in links)
    return Annotation(id=number, label="QUOTE", start=0, end=1, relations=relations)


def test_a_link_is_added_once() -> None:
    quote, actor = _annotation("q"), _annotation("a")
    edit = linked(quote, "speaker", actor)
    assert edit is not None
    assert edit.after is not None
    assert edit.after.relations == ({"type": "speaker", "target": "a"},)
    assert edit.after.rev == quote.rev + 1
    assert linked(edit.after, "speaker", actor) is None
    assert linked(edit.after, "agent", actor) is not None


def test_a_link_ends_by_type_or_altogether() -> None:
    both = _annotation("q", ("speaker", "a"), ("agent", "a"), ("agent", "b"))
    one, every = unlinked(both, "a", "agent"), unlinked(both, "a")
    assert one is not None
    assert one.after is not None
    assert [(each["type"], each["target"]) for each in one.after.relations] == [
        ("speaker", "a"),
        ("agent", "b"),
    ]
    assert every is not None
    assert every.after is not None
    assert targets(every.after) == ["b"]
    assert unlinked(both, "c") is None


def test_an_annotation_is_removed_with_the_relations_to_it() -> None:
    actor, quote, other = (
        _annotation("a"),
        _annotation("q", ("speaker", "a")),
        _annotation("o", ("agent", "q")),
    )
    edits = removed(actor, [actor, quote, other])
    assert [(edit.id, edit.after and targets(edit.after)) for edit in edits] == [("q", []), ("a", None)]


def test_relations_lead_elsewhere_once_and_never_to_themselves() -> None:
    twice = _annotation("q", ("speaker", "a"), ("speaker", "b"))
    itself = _annotation("b", ("agent", "a"))
    edits = {edit.id: edit.after for edit in redirected([twice, itself, _annotation("x")], "a", "b")}
    assert {number: after and targets(after) for number, after in edits.items()} == {"q": ["b"], "b": []}


def test_relations_follow_the_ids_of_their_ends() -> None:
    quote = _annotation("q", ("speaker", "a"), ("speaker", "b"))
    assert targets(with_targets(quote, {"a": "c", "q": "x"})) == ["c", "b"]
    assert with_targets(quote, {"c": "a"}) is quote


def test_a_relation_without_a_target_is_left_alone() -> None:
    odd = Annotation(id="o", label="QUOTE", start=0, end=1, relations=({"type": "speaker"},))
    assert targets(odd) == []
    assert sources([odd], "a") == []
    assert unlinked(odd, "a") is None
    assert with_targets(odd, {"a": "b"}) is odd
