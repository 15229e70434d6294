from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.services.codebook_fit import CodebookFit
from hashiya.services.repairing import reanchor, restore
from hashiya.services.verification import Problem, verify
from hashiya.text.spans import Span
from tests.refusals import id_of
from tests.store.conftest import TEXT
from tests.storing import apply

if TYPE_CHECKING:
    from hashiya.annotation.annotation import Annotation
    from tests.store.conftest import Desk


def problems(desk: Desk) -> list[Problem]:
    return verify(desk.store, "articles/a.txt", CodebookFit(desk.store, DEFAULT))


ARTICLE = (
    "وصل اللواء علي النعسان صباح اليوم إلى موسكو في زيارة تستمر يومين، وقال حسام نجار: "
    "«العلاقة مع روسيا لا بد منها»، ولم تعلق وزارة الخارجية."
)


def said_of(annotation: Annotation) -> Message:
    """How a report names an annotation."""
    start, end = annotation.start, annotation.end
    return Message("services.annotation_at", id=annotation.id, start=start, end=end, text=annotation.text)


def add_in(desk: Desk, part: str) -> Annotation:
    """An annotation of a part of the article as it lies on the disk."""
    article = read_article(desk.article.path)
    start = article.text.index(part)
    span = Span(start, start + len(part))
    annotation = new_annotation("articles/a.txt", article.sha256, article.text, span, "ACTOR")
    apply(desk.store.open(article), [Edit(None, annotation)])
    return annotation


def rewrite_article(desk: Desk, text: str) -> None:
    desk.article.path.write_bytes(text.encode())


def test_a_relation_to_an_annotation_that_is_gone_is_reported_and_kept(desk: Desk) -> None:
    first, second = add_in(desk, TEXT.split()[0]), add_in(desk, TEXT.split()[1])
    links = tuple({"type": "speaker", "target": target} for target in ("gone", first.id, "gone"))
    related = changed(second, label="QUOTE", relations=links)
    apply(desk.store.open(read_article(desk.article.path)), [Edit(second, related)])
    told = Message("services.related_to_none", target="gone")
    assert problems(desk) == [Problem("articles/a.txt", told, annotation=second.id)]
    repository = desk.store.open(read_article(desk.article.path))
    reanchor(repository, problems(desk))
    assert [each.relations for each in repository.load().annotations if each.id == second.id] == [links]


def test_what_is_as_it_should_be_has_no_problem(desk: Desk) -> None:
    desk.add()
    assert problems(desk) == []


FOUND_AGAIN = "ونشرت الوكالة البيان. "


def test_an_annotation_that_moved_with_its_context_is_found_and_repaired(desk: Desk) -> None:
    rewrite_article(desk, ARTICLE)
    stored = add_in(desk, "علي النعسان")
    rewrite_article(desk, FOUND_AGAIN + ARTICLE)
    (problem,) = problems(desk)
    start = stored.start + len(FOUND_AGAIN)
    assert problem.what == Message("services.moved", annotation=said_of(stored), start=start, end=start + 11)
    reanchor(desk.open(), [problem])
    assert problems(desk) == []
    (anchored,) = desk.open().load().annotations
    assert (anchored.start, anchored.end, anchored.text) == (start, start + 11, "علي النعسان")
    assert anchored.sha256 == read_article(desk.article.path).sha256
    assert anchored.rev == stored.rev + 1


def test_an_annotation_whose_place_is_the_same_is_told_of_and_repaired(desk: Desk) -> None:
    rewrite_article(desk, ARTICLE)
    stored = add_in(desk, "علي النعسان")
    rewrite_article(desk, ARTICLE + "خاتمة.")
    (problem,) = problems(desk)
    assert problem.what == Message("services.same", annotation=said_of(stored))
    reanchor(desk.open(), [problem])
    assert problems(desk) == []


@pytest.mark.parametrize(
    ("now", "status"),
    [
        (ARTICLE.replace("علي النعسان", "عليّ النعسان"), "changed"),
        (ARTICLE + ARTICLE, "ambiguous"),
        ("نص آخر تماما", "orphan"),
    ],
)
def test_an_annotation_whose_place_is_not_certain_is_told_of_and_left(
    desk: Desk, now: str, status: str
) -> None:
    rewrite_article(desk, ARTICLE)
    stored = add_in(desk, "علي النعسان")
    rewrite_article(desk, now)
    (problem,) = problems(desk)
    assert isinstance(problem.what, Message)
    assert (problem.what.id, problem.what.parameters["annotation"]) == (f"services.{status}", said_of(stored))
    assert problem.edit is None
    reanchor(desk.open(), [problem])
    assert desk.open().load().annotations == (stored,)
    assert problems(desk) == [problem]


def test_what_repeats_is_never_anchored_anew_by_itself(desk: Desk) -> None:
    desk.add()  # stands five times
    rewrite_article(desk, TEXT + "خاتمة.")
    (problem,) = problems(desk)
    assert id_of(problem.what) == "services.ambiguous"
    assert problem.edit is None


def test_offsets_that_do_not_fit_the_quotation_are_told_of(desk: Desk) -> None:
    rewrite_article(desk, ARTICLE)
    stored = add_in(desk, "علي النعسان")
    wrong = changed(stored, start=5, end=16)
    apply(desk.open(), [Edit(stored, wrong)])
    (problem,) = problems(desk)
    assert problem.what == Message(
        "services.moved", annotation=said_of(wrong), start=stored.start, end=stored.end
    )


def test_unknown_labels_and_foreign_articles_are_told_of(desk: Desk) -> None:
    stored = desk.add()
    apply(desk.open(), [Edit(stored, changed(stored, label="PLACE", article="b.txt"))])
    assert [problem.told for problem in problems(desk)] == [
        Message("services.annotation_problem", id=stored.id, problem=each)
        for each in (
            Message("codebook.label_unknown", label="PLACE"),
            Message("services.names_other_article", article="b.txt"),
        )
    ]


def test_a_missing_article_is_told_of(desk: Desk) -> None:
    desk.add()
    desk.article.path.unlink()
    (problem,) = problems(desk)
    path = desk.store.path_of("articles/a.txt")
    assert problem.what == Message("files.cannot_read", path=path, cause=Message("files.missing"))


def test_an_article_outside_is_opened_only_if_it_is_named(desk: Desk) -> None:
    outside = desk.folder.parent / "outside.txt"
    outside.write_bytes("قال".encode())
    key = "../outside.txt"
    file = desk.store.file_of(key)
    file.parent.mkdir()
    file.write_text(json.dumps({"article": {"1": {"path": key}}, "annotations": {}}))
    (problem,) = verify(desk.store, key, CodebookFit(desk.store, DEFAULT))
    assert problem.what == Message("services.article_not_opened", folder=desk.store.root)
    assert verify(desk.store, key, CodebookFit(desk.store, DEFAULT), outside) == []


def test_a_damaged_file_with_a_backup_is_repaired(desk: Desk) -> None:
    first = desk.add()
    desk.add(0, 3)
    desk.file.write_text("torn", encoding="utf-8")
    (problem,) = problems(desk)
    assert id_of(problem.what) == "store.damaged"
    assert problem.is_restorable
    assert restore(desk.store, problem).id == "services.restored_kept"
    assert desk.open().load().annotations == (first,)


def test_a_lost_file_is_told_of(desk: Desk) -> None:
    desk.add()
    desk.add(0, 3)
    desk.file.unlink()
    missing = Message("store.missing", path=desk.file)
    assert problems(desk) == [Problem("articles/a.txt", missing, is_restorable=True)]


def test_a_file_of_a_newer_version_and_bad_records_are_told_of(desk: Desk) -> None:
    desk.add()
    content = json.loads(desk.file.read_text(encoding="utf-8"))
    content["article"]["1"]["schema"] = 9
    content["annotations"]["2"] = {"id": "x"}
    desk.file.write_text(json.dumps(content), encoding="utf-8")
    said = [problem.what for problem in problems(desk)]
    assert Message("services.newer_version") in said
    assert "store.record_problem" in map(id_of, said)
