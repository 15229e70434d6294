"""The registry as a list: merge, rename, split, go back, take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import changed
from hashiya.annotation.edits import Edit
from hashiya.messages import Message
from hashiya.registry.entries import Mention
from hashiya.services.registry import load_registry, named_in
from hashiya.session.commands.asks import Ask
from hashiya.session.commands.key_names import Key
from hashiya.session.commands.registry import AtEntry, leave
from hashiya.session.commands.requests import AskName, GoToMention
from hashiya.session.registry_browser import RegistryBrowser
from hashiya.workspace.workspace import Workspace
from tests.refusals import id_of, parameters_of, refused
from tests.session.commands.test_hinting import run
from tests.session.marking import made
from tests.storing import apply

if TYPE_CHECKING:
    from collections.abc import Callable

    from hashiya.article.article import Article
    from hashiya.session.reader import Reader
    from hashiya.store.tinydb.store import Store
    from tests.conftest import ReaderOf

TEXT = "زار لافروف دمشق بعد موسكو"
NAMES = {"لافروف": "سيرغي لافروف", "دمشق": "سوريا", "موسكو": "روسيا"}


@pytest.fixture
def reader(reader_of: ReaderOf, store: Store, article_of: Callable[..., Article]) -> Reader:
    other = article_of("في موسكو", "other.txt")
    repository = store.open(other)
    moscow = made("في موسكو", "موسكو", attributes={"canonical": "موسكو"})
    apply(repository, [Edit(None, moscow)])
    reader = reader_of(TEXT, workspace=Workspace(store))
    for words, name in NAMES.items():
        reader.go_to(TEXT.index(words))
        run(reader, "a")
        reader.offering.go_to_free_text()
        reader.offering.set(name)
    return reader


@pytest.fixture
def browser(reader: Reader, store: Store) -> RegistryBrowser:
    return RegistryBrowser(reader, load_registry(store))


def press(browser: RegistryBrowser, key: str, row: int, store: Store | None = None) -> object:
    """Run the command of a key on a row of the list, and make the change that it asks for."""
    command = browser._reader.bindings.registry.at(key)
    assert command is not None
    rows = browser.rows
    request = command.run(AtEntry(browser, rows[row] if rows else None))
    if request is Ask.CHANGE_REGISTRY:
        browser.change(named_in(store, browser.concerned) if store is not None else {})
    return request


def give_name(browser: RegistryBrowser, name: str) -> None:
    """Make the change that waited for a name."""
    browser.give_name(name)
    browser.change({})


def test_a_change_that_reached_only_the_articles_opened_here_says_how_to_finish_it(
    reader: Reader, store: Store
) -> None:
    registry = load_registry(store)
    away = Message("services.registry_of_copies", count=2)
    browser = RegistryBrowser(reader, registry._replace(problems={"": away}))
    names = [entry.canonical for entry in browser.entries]
    press(browser, "r", names.index("سوريا"))
    give_name(browser, "الشام")
    what = Message("session.annotations", count=1)
    facts = {"what": what, "count": 1, "key": Key("m")}
    assert id_of(reader.notice) == "commands.registry_changed_here"
    assert parameters_of(reader.notice) == {**facts, "old": "سوريا", "new": "الشام"}
    names = [entry.canonical for entry in browser.entries]
    press(browser, "m", names.index("موسكو"))
    press(browser, "m", names.index("روسيا"), store)
    assert parameters_of(reader.notice) == {**facts, "old": "موسكو", "new": "روسيا"}
    browser.open(browser.entries[0])
    press(browser, "space", 0)
    press(browser, "s", 0)
    give_name(browser, "دمشق")
    assert id_of(reader.notice) == "commands.registry_changed"


def names(browser: RegistryBrowser) -> list[str]:
    return sorted(entry.canonical for entry in browser.entries)


def stored(store: Store) -> list[str]:
    return sorted(actor.canonical for actor in load_registry(store).actors)


def row_of(browser: RegistryBrowser, name: str) -> int:
    return [entry.canonical for entry in browser.entries].index(name)


def test_the_entries_are_those_of_all_articles_saved_or_not(browser: RegistryBrowser) -> None:
    assert names(browser) == ["روسيا", "سوريا", "سيرغي لافروف", "موسكو"]


def test_a_merge_changes_every_article_and_undo_takes_it_back(
    browser: RegistryBrowser, reader: Reader, store: Store
) -> None:
    press(browser, "m", row_of(browser, "موسكو"))
    press(browser, "m", row_of(browser, "روسيا"))
    assert names(browser) == ["روسيا", "سوريا", "سيرغي لافروف"]
    assert reader.working_copy.flush()
    assert stored(store) == names(browser)
    press(browser, "u", 0)
    assert names(browser) == ["روسيا", "سوريا", "سيرغي لافروف", "موسكو"]
    assert reader.working_copy.flush()
    assert stored(store) == names(browser)


def test_undo_in_the_article_takes_a_merge_back_too(
    browser: RegistryBrowser, reader: Reader, store: Store
) -> None:
    press(browser, "m", row_of(browser, "روسيا"))
    press(browser, "m", row_of(browser, "موسكو"))
    run(reader, "u")
    assert reader.working_copy.flush()
    assert stored(store) == ["روسيا", "سوريا", "سيرغي لافروف", "موسكو"]


def test_two_programs_that_merge_at_once_keep_both_versions(
    browser: RegistryBrowser, reader: Reader, store: Store
) -> None:
    other = store.open_key("other.txt")
    [theirs] = other.load().annotations
    apply(other, [Edit(theirs, changed(theirs, attributes={"canonical": "الكرملين"}))])
    press(browser, "m", row_of(browser, "موسكو"))
    press(browser, "enter", row_of(browser, "روسيا"))
    assert reader.working_copy.flush()
    reader.outside.receive()
    assert reader.notice == Message("session.changed_elsewhere", count=1, key=Key("r"))
    [conflict] = store.open_key("other.txt").load().conflicts
    assert conflict.mine is not None
    assert conflict.theirs is not None
    assert [each.attributes["canonical"] for each in (conflict.mine, conflict.theirs)] == [
        "روسيا",
        "الكرملين",
    ]


def test_two_programs_that_merge_two_entries_into_each_other_do_not_swap_them(
    browser: RegistryBrowser, reader: Reader, store: Store
) -> None:
    """The other program has merged «موسكو» into «روسيا» since the list was read."""
    other = store.open_key("other.txt")
    [theirs] = other.load().annotations
    apply(other, [Edit(theirs, changed(theirs, attributes={"canonical": "روسيا"}))])
    assert reader.working_copy.flush()
    press(browser, "m", row_of(browser, "روسيا"))
    with refused(Message("commands.entry_gone", name="موسكو")):
        press(browser, "m", row_of(browser, "موسكو"), store)
    assert names(browser) == stored(store) == ["روسيا", "سوريا", "سيرغي لافروف"]
    assert browser.merging is None


def test_a_change_takes_in_the_mentions_that_another_program_has_named(
    browser: RegistryBrowser, reader: Reader, store: Store
) -> None:
    other = store.open_key("other.txt")
    [theirs] = other.load().annotations
    apply(other, [Edit(theirs, changed(theirs, attributes={"canonical": "موسكو", "kind": "state"}))])
    press(browser, "r", row_of(browser, "موسكو"))
    browser.give_name("الكرملين")
    assert browser.change(named_in(store, browser.concerned)) == "الكرملين"
    assert reader.working_copy.flush()
    [annotation] = other.load().annotations
    assert annotation.attributes == {"canonical": "الكرملين", "kind": "state"}
    assert not other.load().conflicts


def test_kinds_have_the_words_of_the_codebook(browser: RegistryBrowser) -> None:
    kinds = {entry.canonical: browser.kind_of(entry) for entry in browser.entries}
    assert kinds["روسيا"] == Message("codebook.value_state")
    assert kinds["موسكو"] == ""


def test_an_entry_is_not_merged_with_itself(browser: RegistryBrowser) -> None:
    press(browser, "m", 0)
    with refused(Message("registry.merged_with_itself", name=browser.entries[0].canonical)):
        press(browser, "m", 0)
    assert browser.merging is None


def test_an_entry_is_renamed(browser: RegistryBrowser, reader: Reader, store: Store) -> None:
    assert press(browser, "r", row_of(browser, "موسكو")) == AskName("موسكو")
    give_name(browser, " الكرملين ")
    assert names(browser) == ["الكرملين", "روسيا", "سوريا", "سيرغي لافروف"]
    press(browser, "r", row_of(browser, "الكرملين"))
    with refused(Message("registry.name_empty")):
        give_name(browser, " ")


def test_a_name_of_another_entry_is_refused(browser: RegistryBrowser) -> None:
    press(browser, "r", row_of(browser, "موسكو"))
    with refused(Message("commands.name_taken", name="روسيا", key=Key("m"))):
        give_name(browser, "روسيا")
    give_name(browser, "موسكو")
    assert len(browser.entries) == 4


def test_entries_are_found_by_their_words_however_these_are_spelled(browser: RegistryBrowser) -> None:
    assert press(browser, "/", 0) is Ask.OPEN_SEARCH
    browser.query = "موسكو"
    assert names(browser) == ["روسيا", "موسكو"]
    browser.query = "سوريه"
    assert names(browser) == []
    browser.query = "سُوريا"
    assert names(browser) == ["سوريا"]
    assert browser.back()
    assert len(browser.entries) == 4


def test_chosen_mentions_get_a_name_of_their_own(browser: RegistryBrowser) -> None:
    press(browser, "m", row_of(browser, "موسكو"))
    press(browser, "m", row_of(browser, "روسيا"))
    press(browser, "enter", row_of(browser, "روسيا"))
    assert [row.text for row in browser.rows if isinstance(row, Mention)] == ["موسكو", "موسكو"]
    with refused(Message("commands.nothing_chosen")):
        press(browser, "s", 0)
    press(browser, "x", 1)
    assert press(browser, "s", 0) == AskName("موسكو")
    give_name(browser, "بلدية موسكو")
    assert [row.article for row in browser.rows if isinstance(row, Mention)] == [
        browser.registry.actors[0].mentions[0].article
    ] or len(browser.rows) == 1
    assert browser.back()
    assert "بلدية موسكو" in names(browser)


def test_a_mention_leads_to_its_place(browser: RegistryBrowser) -> None:
    press(browser, "enter", row_of(browser, "موسكو"))
    [mention] = browser.rows
    assert isinstance(mention, Mention)
    assert press(browser, "enter", 0) == GoToMention(mention.article, mention.id)


def test_one_goes_back_step_by_step(browser: RegistryBrowser) -> None:
    press(browser, "enter", 0)
    at = AtEntry(browser, None)
    assert leave(at) is None
    assert browser.entry is None
    assert leave(at) is Ask.CLOSE_DIALOG


def test_without_a_change_nothing_is_taken_back(browser: RegistryBrowser) -> None:
    with refused(Message("commands.no_registry_change")):
        press(browser, "u", 0)


def test_the_events_are_the_other_half(browser: RegistryBrowser) -> None:
    press(browser, "tab", 0)
    assert browser.rows == []
