"""Find the language and the way of writing before the command line is parsed.

Both are needed for the sentence that refuses a command line, too.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hashiya.cli.telling import write_as
from hashiya.files.user_folders import config_folder_name
from hashiya.messages import LANGUAGES, speak

if TYPE_CHECKING:
    from collections.abc import Sequence


def apply_early_options(arguments: Sequence[str]) -> None:
    """Speak the language and write in the mode that the command line asks for.

    A person's own setting comes before the environment, which every login of a computer sets.

    Raises:
        HashiyaError: the settings are wrong.
    """
    speak(None)
    write_as(_word_given("--terminal-mode", arguments) or None)
    language = _word_given("--language", arguments)
    speak(language if language in LANGUAGES else _language_of_settings())


def _word_given(option: str, arguments: Sequence[str]) -> str:
    """Find the word that is given last for an option, or return an empty one."""
    found = ""
    for index, word in enumerate(arguments):
        if word == "--":
            break
        name, separator, value = word.partition("=")
        if name == option:
            found = value if separator else "".join(arguments[index + 1 : index + 2])
    return found


def _language_of_settings() -> str | None:
    folder = config_folder_name(os.environ)
    if folder is None or not os.path.lexists(f"{folder}/hashiya.toml"):
        return None
    from hashiya.codebook.settings import load_user_settings

    return load_user_settings(os.environ).word("language")
