"""Both catalogues say all that the source can say, with the same parameters and every plural form."""

from __future__ import annotations

import re
from functools import cache
from gettext import GNUTranslations, c2py
from io import BytesIO
from pathlib import Path
from string import Formatter
from struct import pack
from typing import TYPE_CHECKING

import hatch_build
import pytest
from babel import Locale

from hashiya.messages import LANGUAGES, catalogue
from hashiya.messages.catalogue import LOCALE, Catalogue, template
from hashiya.messages.plural_forms import PLURAL_FORM
from tests.messages.code_scan import uses

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

PLURAL_TAGS = {"en": ("one", "other"), "ar": ("zero", "one", "two", "few", "many", "other")}
EXACT = ("zero", "one", "two")
"""The plural forms that may say their number in words."""


@cache
def catalogue_of(language: str) -> Catalog:
    """Read the sentences of a language, once, and not when tests are only collected."""
    return hatch_build.catalogue_of(Path(LOCALE, language))


def entries(language: str) -> dict[str, Message]:
    """Return the messages of a language by id."""
    return {_id(message): message for message in catalogue_of(language) if message.id}


def _id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> tuple[str, ...]:
    """The sentence of a message, or each of its plural forms."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def parameters(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_every_id_that_the_source_uses_has_a_sentence_in_each_language() -> None:
    for language in LANGUAGES:
        known = entries(language)
        assert not [use for use in uses() if use.id not in known], language


def test_every_sentence_is_used() -> None:
    used = {use.id for use in uses()}
    for language in LANGUAGES:
        assert not entries(language).keys() - used, language


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_names_the_parameters_that_the_source_gives(language: str) -> None:
    known = entries(language)
    for use in uses():
        message = known[use.id]
        tags = PLURAL_TAGS[language] if message.pluralizable else ("other",)
        for tag, form in zip(tags, forms(message), strict=True):
            named = parameters(form)
            assert named == use.parameters or (
                tag in EXACT and named == use.parameters - {"count"} and message.pluralizable
            ), f"{use.where}: {use.id} in {language}, form {tag!r}"


def test_a_message_with_a_count_has_plural_forms_and_no_other_has() -> None:
    for language in LANGUAGES:
        known = entries(language)
        for use in uses():
            assert ("count" in use.parameters) == bool(known[use.id].pluralizable), (language, use)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_and_no_plural_form_is_empty(language: str) -> None:
    for id_, message in entries(language).items():
        if message.pluralizable:
            assert len(forms(message)) == len(PLURAL_TAGS[language]), id_
        assert all(forms(message)), id_
        assert not message.fuzzy, id_


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_chosen_as_the_cldr_says(language: str) -> None:
    choose = c2py(catalogue_of(language).plural_expr)
    rule = Locale(language).plural_form
    for count in range(1102):
        assert PLURAL_TAGS[language][choose(count)] == rule(count), count
        assert PLURAL_FORM[language](count) == choose(count), count


def test_each_sentence_stands_with_its_room() -> None:
    for language in LANGUAGES:
        for path in Path(LOCALE, language).glob("*.po"):
            ids = re.findall(r'^msgid "(.+)"', path.read_text("utf-8"), re.MULTILINE)
            assert ids == sorted(ids), path
            assert all(each.startswith(f"{path.stem}.") for each in ids), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_is_compiled_from_the_sentences(language: str) -> None:
    for id_, message in entries(language).items():
        assert template(language, id_, 3 if message.pluralizable else None) in forms(message)


def test_a_catalogue_is_read_as_gettext_reads_it() -> None:
    content = hatch_build.compile_language(Path(LOCALE, "ar"))
    ours, theirs = Catalogue(content), GNUTranslations(BytesIO(content))
    for id_, message in entries("ar").items():
        for count in (0, 1, 2, 3, 11, 100) if message.pluralizable else ():
            assert ours.find(id_)[PLURAL_FORM["ar"](count)] == theirs.ngettext(id_, id_, count)
        if not message.pluralizable:
            assert ours.find(id_) == [theirs.gettext(id_)]
    for unknown in ("", "a.b", "zzz", "files"):
        assert ours.find(unknown) in ([], [theirs.gettext(unknown)])
    assert template("ar", "no.such_sentence", 2) == "no.such_sentence"


def test_the_catalogue_of_another_kind_of_machine_is_read() -> None:
    ids, sentences = b"a.b\0a.c\0", b"one\0two\0"
    tables = pack(">8I", 3, 60, 3, 64, 3, 68, 3, 72)
    header = pack(">7I", 0x950412DE, 0, 2, 28, 44, 0, 0)
    assert Catalogue(header + tables + ids + sentences).find("a.c") == ["two"]


@pytest.mark.parametrize("content", [None, b"", b"cut off"])
def test_an_installation_without_its_catalogue_ends_by_naming_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    monkeypatch.setattr(catalogue, "LOCALE", str(tmp_path))
    path = tmp_path / "en" / "hashiya.mo"
    path.parent.mkdir()
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SystemExit, match=re.escape(str(path))):
        catalogue._catalogue.__wrapped__("en")


def test_an_id_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / "en").mkdir(exist_ok=True)
        (tmp_path / "en" / f"{name}.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "a.b"\nmsgstr "x"\n')
    with pytest.raises(ValueError, match=r"a\.b is there already"):
        hatch_build.catalogue_of(tmp_path / "en")


def test_an_arabic_sentence_names_a_key_as_the_arabic_keyboard_does() -> None:
    pressed = "\u0627\u0636\u063a\u0637"  # the imperative of "to press"
    latin = re.compile(rf"{pressed} (?!Ctrl|Shift|F\d)[A-Za-z]")
    assert not [_id(message) for message in entries("ar").values() if latin.search(" ".join(forms(message)))]


@pytest.mark.parametrize("word", ["إنكليزي", "انجليزي", "الخفية", "تم ال", "قم ب", "الرجاء", "يرجى"])
def test_no_arabic_sentence_has_another_spelling_of_a_settled_word(word: str) -> None:
    """A stranger takes two words for two things; an agency's desk writes a passive verb, not "tamma"."""
    assert not [_id(message) for message in entries("ar").values() if word in " ".join(forms(message))]
    assert word not in Path("README.ar.md").read_text(encoding="utf-8")
