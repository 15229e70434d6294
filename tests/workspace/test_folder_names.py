"""The canonical names of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.registry.names import Known
from hashiya.workspace.folder_names import FolderNames
from hashiya.workspace.workspace import Workspace
from tests.session.commands.test_hinting import run
from tests.session.marking import made, put
from tests.storing import apply

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article
    from hashiya.store.tinydb.store import Store
    from tests.conftest import ReaderOf

RUSSIA = {"canonical": "روسيا", "kind": "state"}
TEXT = "وصل الوفد إلى موسكو ودمشق"


def moscow() -> Annotation:
    return made(TEXT, "موسكو", attributes=RUSSIA)


def test_nothing_is_read_before_the_names_are_loaded() -> None:
    asked = []
    names = FolderNames(lambda: asked.append(1) or [moscow()])  # type: ignore[func-returns-value]
    assert names.of("ACTOR").meant_by("موسكو") is None
    assert asked == []
    names.load()
    assert names.of("ACTOR").meant_by("موسكو") == Known("روسيا", "state")
    assert names.of("EVENT").meant_by("موسكو") is None
    assert names.of("QUOTE").meant_by("موسكو") is None


def test_names_of_this_run_count_before_and_after_loading() -> None:
    names = FolderNames(lambda: [moscow()])
    damascus = made(TEXT, "دمشق", attributes={"canonical": "سوريا"})
    names.learn([Edit(None, damascus)])
    assert names.of("ACTOR").meant_by("دمشق") == Known("سوريا", "")
    names.load()
    assert names.of("ACTOR").meant_by("دمشق") == Known("سوريا", "")
    assert names.of("ACTOR").meant_by("موسكو") == Known("روسيا", "state")


def test_a_name_that_was_replaced_is_forgotten() -> None:
    names = FolderNames(list)
    first = made(TEXT, "دمشق", attributes={"canonical": "دمشق"})
    names.learn([Edit(None, first), Edit(first, changed(first, attributes={"canonical": "سوريا"}))])
    assert names.of("ACTOR").meant_by("دمشق") == Known("سوريا", "")
    assert list(names.of("ACTOR")) == ["سوريا"]


def test_a_name_known_in_another_article_needs_no_key(reader_of: ReaderOf, store: Store) -> None:
    workspace = Workspace(store, named=lambda: [moscow()])
    workspace.names.load()
    reader = reader_of(TEXT, workspace=workspace)
    put(reader, "موسكو")
    run(reader, "a")
    assert reader.subject is not None
    assert reader.subject.attributes == RUSSIA


def test_a_name_given_in_one_article_is_known_in_the_next(reader_of: ReaderOf, store: Store) -> None:
    workspace = Workspace(store)
    first = reader_of(TEXT, workspace=workspace)
    put(first, "الوفد")
    run(first, "a", "4")
    second = reader_of("وصل الوفد", name="b.txt", workspace=workspace)
    put(second, "الوفد")
    run(second, "a")
    assert second.subject is not None
    assert second.subject.attributes == {"canonical": "الوفد", "kind": "group"}


def test_the_names_are_loaded_once_when_an_article_is_followed(reader_of: ReaderOf, store: Store) -> None:
    workspace = Workspace(store, named=lambda: [moscow()])
    reader = reader_of(TEXT, workspace=workspace)
    assert workspace.names.must_load
    reader.outside.follow(lambda: None)
    assert not workspace.names.must_load


def test_the_names_of_the_article_follow_its_annotations(reader_of: ReaderOf) -> None:
    reader = reader_of("موسكو ثم موسكو ثم موسكو")
    reader.go_to(0)
    run(reader, "a", "2")
    assert reader.known_names.meant_by("ACTOR", "موسكو") == Known("موسكو", "")
    reader.jump(reader.annotations[0].id)
    reader.offering.go_to_free_text()
    reader.offering.set("روسيا")
    assert reader.known_names.meant_by("ACTOR", "موسكو") == Known("روسيا", "state")
    assert reader.known_names.others("ACTOR") == ["روسيا"]
    run(reader, "u", "u", "u")
    assert reader.known_names.meant_by("ACTOR", "موسكو") is None
    assert reader.known_names.others("ACTOR") == []


def test_a_change_of_other_articles_is_learnt_and_its_undo_too(
    reader_of: ReaderOf, store: Store, article_of: Callable[..., Article]
) -> None:
    repository = store.open(article_of("في موسكو", "other.txt"))
    there = made("في موسكو", "موسكو", attributes=RUSSIA)
    apply(repository, [Edit(None, there)])
    workspace = Workspace(store, named=lambda: [there])
    workspace.names.load()
    reader = reader_of(TEXT, workspace=workspace)
    renamed = Edit(there, changed(there, attributes={"canonical": "الاتحاد الروسي"}))
    reader.working_copy.commit_over({"other.txt": [renamed]}, "registry.rename")
    assert workspace.names.of("ACTOR").meant_by("موسكو") == Known("الاتحاد الروسي", "")
    run(reader, "u")
    assert workspace.names.of("ACTOR").meant_by("موسكو") == Known("روسيا", "state")
