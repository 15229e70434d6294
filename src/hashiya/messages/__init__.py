"""Messages as data: every sentence that a person reads, by id and parameters, in English and in Arabic."""

from hashiya.messages.language import (
    LANGUAGES,
    answering,
    current_language,
    is_right_to_left,
    language_of,
    speak,
)
from hashiya.messages.message import Message, sentence

__all__ = [
    "LANGUAGES",
    "Message",
    "answering",
    "current_language",
    "is_right_to_left",
    "language_of",
    "sentence",
    "speak",
]
