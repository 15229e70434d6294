"""The labels in force: the default ones, with the additions and changes of a ``hashiya.toml``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hashiya.codebook.colours import dark_shades, light_shades
from hashiya.codebook.label import DEFAULT, UNDERLINES, Label, LabelSet
from hashiya.codebook.settings import load_settings, refuse_second, refuse_unknown
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.text.arabic_keyboard import arabic_key
from hashiya.text.widths import character_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from hashiya.codebook.settings import Settings

_FIELDS = ("name", "key", "arabic_key", "letter", "title", "light", "dark", "underline")
_CODING = ("attribute", "relation", "guideline")
_ONE_CHARACTER = ("key", "arabic_key", "letter")
_NAME = re.compile(r"[^\W\d_][\w-]{0,31}")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_NEW_COLOURS = ("#CC79A7", "#B8A200", "#56B4E9", "#8C6BB1", "#7F7F7F")


def load_labels(folder: Path) -> LabelSet:
    """Read the labels that are in force in a folder.

    Raises:
        HashiyaError: the settings are wrong; names the file and the cause.
    """
    return labels_in(load_settings(folder))


def labels_in(settings: Settings) -> LabelSet:
    """Make the labels that the settings define; the default ones if they define none.

    Each ``[[label]]`` has a ``name``. Optional are ``key``, ``arabic_key`` (else the same key on the Arabic
    layout), ``letter``, ``title``, ``light`` and ``dark`` (``"#RRGGBB"``, from which tint and ink are made),
    ``underline``, and a coding (see `coding.coding_in`). The name of a default label changes that label.

    Args:
        settings: the settings of the folder that holds the store.

    Raises:
        HashiyaError: a label is wrong; names the file and the cause.
    """
    entries, version = settings.tables("label"), settings.word("version") or ""
    if not entries and not version:
        return DEFAULT
    labels = {label.name: label for label in DEFAULT}
    given: dict[str, Mapping[str, Any]] = {}
    for number, entry in enumerate(entries, 1):
        place = Message("codebook.label_place", path=settings.path, number=number)
        _check(place, entry)
        name, look = entry["name"], {key: value for key, value in entry.items() if key in _FIELDS}
        refuse_second(place, Message("codebook.kind_label"), name, given)
        given[name] = look
        label = labels.get(name)
        labels[name] = _changed(label, look) if label else _made(look, labels)
        if look.keys() != entry.keys():
            labels[name] = _coded(place, labels[name], entry)
    _check_keys(settings.path, labels.values())
    _check_letters(settings.path, labels.values(), given)
    _check_ends(settings.path, labels)
    return LabelSet(labels.values(), version)


def _check(place: Message, entry: Mapping[str, Any]) -> None:
    for key, value in entry.items():
        refuse_unknown(place, Message("codebook.kind_key"), key, (*_FIELDS, *_CODING))
        if key in _CODING:
            continue
        if not isinstance(value, str) or not value:
            raise HashiyaError(Message("codebook.not_text", place=place, key=key))
        if key in _ONE_CHARACTER and (len(value) != 1 or not value.isprintable() or value.isspace()):
            raise HashiyaError(Message("codebook.not_one_character", place=place, key=key))
        if key == "letter" and character_width(ord(value)) != 1:
            raise HashiyaError(Message("codebook.letter_too_wide", place=place))
        if key in ("light", "dark") and not _COLOUR.fullmatch(value):
            raise HashiyaError(Message("codebook.not_a_colour", place=place, key=key))
    if not _NAME.fullmatch(entry.get("name", "")):
        raise HashiyaError(Message("codebook.name_needed", place=place))
    if entry.get("underline", "single") not in UNDERLINES:
        raise HashiyaError(Message("codebook.unknown_underline", place=place, names=UNDERLINES))


def _changed(label: Label, entry: Mapping[str, str]) -> Label:
    fields: dict[str, Any] = dict(entry)
    if "key" in fields:
        fields.setdefault("arabic_key", arabic_key(fields["key"]) or "")
    if "light" in fields:
        fields["light"] = light_shades(fields["light"])
    if "dark" in fields:
        fields["dark"] = dark_shades(fields["dark"])
    return label._replace(**fields)


def _made(entry: Mapping[str, str], labels: dict[str, Label]) -> Label:
    count, key = len(labels), entry.get("key", "")
    colour = entry.get("light") or entry.get("dark") or _NEW_COLOURS[count % len(_NEW_COLOURS)]
    letters = {label.letter for label in labels.values()}
    able = [letter for letter in entry["name"].upper() if character_width(ord(letter)) == 1] or ["?"]
    free = next((letter for letter in able if letter not in letters), able[0])
    return Label(
        name=entry["name"],
        key=key,
        arabic_key=entry.get("arabic_key", arabic_key(key) or ""),
        letter=entry.get("letter", free),
        title=entry.get("title", entry["name"].lower()),
        light=light_shades(entry.get("light", colour)),
        dark=dark_shades(entry.get("dark", colour)),
        underline=entry.get("underline", UNDERLINES[count % len(UNDERLINES)]),
    )


def _coded(place: Message, label: Label, entry: Mapping[str, Any]) -> Label:
    from hashiya.codebook.built_in import coding_of  # most settings give no coding
    from hashiya.codebook.coding import coding_in

    return label._replace(coding=coding_in(place, entry, coding_of(label)))


def _check_ends(path: Path, labels: Mapping[str, Label]) -> None:
    """Refuse a relation to a label that is not in force."""
    for label in labels.values():
        for relation in label.coding.relations if label.coding else ():
            for end in relation.to:
                place = Message("codebook.ends_of", path=path, label=label.name, name=relation.name)
                refuse_unknown(place, Message("codebook.kind_label"), end, labels)


def _check_keys(path: Path, labels: Iterable[Label]) -> None:
    keys: dict[str, str] = {}
    for label in labels:
        for key in filter(None, (label.key, label.arabic_key)):
            if key in keys:
                raise HashiyaError(
                    Message("codebook.same_key", path=path, first=keys[key], second=label.name, key=key)
                )
            keys[key] = label.name


def _check_letters(path: Path, labels: Iterable[Label], given: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse a letter that the settings give to a second label; those chosen for many labels may be alike."""
    letters: dict[str, str] = {}
    for label in labels:
        first = letters.setdefault(label.letter, label.name)
        if first != label.name and "letter" in given.get(label.name, ()):
            told = Message(
                "codebook.same_letter", path=path, first=first, second=label.name, letter=label.letter
            )
            raise HashiyaError(told)
