from __future__ import annotations

import pytest

from hashiya.messages import current_language, language_of, speak


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ar_EG.UTF-8"}, "ar"),
        ({"LANG": "ar"}, "ar"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_MESSAGES": "ar_LB@euro", "LANG": "en_US.UTF-8"}, "ar"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "ar_SY.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "ar_SY.UTF-8"}, "ar"),
        ({"LANGUAGE": "fr:ar:en", "LANG": "en_US.UTF-8"}, "ar"),
    ],
)
def test_the_environment_chooses_as_in_every_program_with_gettext(
    environment: dict[str, str], language: str
) -> None:
    assert language_of(environment) == language


def test_what_is_chosen_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "ar")
    speak(None)
    assert current_language() == "ar"
    speak("en")
    assert current_language() == "en"
