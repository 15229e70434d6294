from __future__ import annotations

import json
from pathlib import Path

from hashiya.errors import HashiyaError
from hashiya.messages import Message, sentence, speak

MISSING = Message("files.cannot_read", path=Path("a.txt"), cause=Message("files.missing"))


def test_messages_are_values() -> None:
    same = Message("files.cannot_read", path=Path("a.txt"), cause=Message("files.missing"))
    assert same == MISSING
    assert len({same, MISSING}) == 1
    assert Message("files.missing") != MISSING
    assert Message("files.missing") != "files.missing"
    assert repr(Message("files.x", a=1)) == "Message('files.x', a=1)"


def test_a_sentence_is_made_in_the_language_that_is_spoken_when_it_is_shown() -> None:
    error = HashiyaError(MISSING, Message("files.try_again_later"))
    assert error.message == str(error) == "cannot read a.txt: there is no such file"
    speak("ar")
    assert error.message == str(error) == "تعذّرت قراءة a.txt: لا يوجد ملف بهذا الاسم"
    assert error.hint == "إن كان برنامج آخر يكتبه الآن فأعد المحاولة لاحقًا"


def test_what_comes_from_outside_is_made_fit_wherever_it_stands() -> None:
    inner = Message("files.system_reason", reason="odd")
    message = Message("files.cannot_read", path="a{b}", cause=inner)
    assert sentence(message, lambda text: f"<{text}>") == "cannot read <a{b}>: <odd>"
    assert sentence("as it is", str.upper) == "AS IT IS"


def test_a_list_is_written_as_the_language_does() -> None:
    message = Message("files.system_reason", reason=("a", "b", 3))
    assert str(message) == "a, b, 3"
    speak("ar")
    assert str(message) == "خطأ في النظام (a، b، 3)"


def test_a_message_goes_to_another_process_and_back() -> None:
    message = Message("a.b", count=3, names=("x", "y"), cause=MISSING)
    plain = json.loads(json.dumps(message.to_plain()))
    back = Message.from_plain(plain)
    assert back == Message(
        "a.b",
        count=3,
        names=("x", "y"),
        cause=Message("files.cannot_read", path="a.txt", cause=Message("files.missing")),
    )
