from __future__ import annotations

import pytest

from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message, sentence, speak
from hashiya.session.commands.bindings import Bindings
from hashiya.session.commands.key_names import Key, shown


@pytest.mark.parametrize(
    ("key", "english", "arabic"),
    [
        ("a", "a", "ش"),
        ("N", "N", "\u0622"),
        ("b", "b", "\u0644\u0627"),  # two letters, and not the ligature that the layout sends
        ("/", "/", "ظ"),
        ("?", "?", "\u061f"),
        ("}", "}", "}"),
        ("+", "+", "+"),
        ("3", "3", "3"),
        ("left", "←", "←"),
        ("f3", "F3", "F3"),
        ("space", "space", "مسافة"),
        ("enter", "enter", "إدخال"),
        ("escape", "esc", "هروب"),
        ("pageup", "PgUp", "صفحة لأعلى"),
        ("ctrl+r", "^R", "^R"),
        ("ctrl+shift+left", "ctrl+shift+←", "Ctrl+Shift+←"),
        ("ctrl+home", "ctrl+Home", "Ctrl+بداية"),
    ],
)
def test_a_key_is_named_as_the_keyboard_of_the_language_has_it(key: str, english: str, arabic: str) -> None:
    assert shown(key) == english
    speak("ar")
    assert shown(key) == arabic


def test_a_message_names_a_key_in_the_language_in_which_it_is_said() -> None:
    message = Message("commands.no_search", key=Key("/"))
    assert sentence(message) == "Nothing to search for yet; / opens the search."
    speak("ar")
    assert sentence(message, lambda text: f"<{text}>") == "لم يُحدَّد ما يُبحث عنه؛ اضغط <ظ> للبحث."


def test_a_message_names_a_command_without_a_key_by_its_title() -> None:
    bindings = Bindings(DEFAULT, {"find.open": ()})
    assert bindings.key("find.open") == Message("commands.by_name", title=Message("commands.search"))
    assert bindings.key("find.next") == Key("f")
