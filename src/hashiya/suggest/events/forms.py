"""The inflected forms of words for events, by patterns: stemmers take Arabic words apart wrongly."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hashiya.suggest.events.lexicon import LIGHT_VERBS, families
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hashiya.suggest.events.lexicon import Family

_PRONOUNS = ("ه", "ها", "هم", "هما", "نا")
_PERSONS = "يتن"
_FUTURE = "س"


class Form(NamedTuple):
    """An inflected form.

    Attributes:
        family: of the word.
        has_pronoun: whether a pronoun is written together with it: «زيارته», «استقبله».
        is_feminine: whether a noun takes feminine adjectives, as plurals of things do, too.
        is_plain: whether the article may be before a noun.
    """

    family: Family
    has_pronoun: bool
    is_feminine: bool = False
    is_plain: bool = False

    @property
    def needs(self) -> tuple[str, ...]:
        """Folded beginnings of the words of which one must follow, if there are any."""
        return _folded(self.family.needs)


@cache
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold, words))


@cache
def noun_forms() -> Mapping[str, tuple[Form, ...]]:
    """Return the forms of nouns by their folded letters, without clitics and article."""
    found: dict[str, tuple[Form, ...]] = {}
    for family in families():
        for number, noun in enumerate(family.nouns):
            for letters, has_pronoun, is_plain in _noun(noun):
                is_feminine = noun.endswith(("ة", "ات")) or (number > 0 and not noun.endswith("ة"))
                form = Form(family, has_pronoun, is_feminine, is_plain)
                key = fold(letters)
                found[key] = (*found.get(key, ()), form)
    return found


def verb_form(letters: str) -> tuple[Form, ...]:
    """Find the verbs of events that a word may be, in folded letters without conjunctions."""
    known = _verb_families()
    if letters in known:
        return tuple(Form(family, has_pronoun=False) for family in known[letters])
    for pronoun in _PRONOUNS:
        stem = letters.removesuffix(pronoun)
        if stem == letters:
            continue
        # «التقاه» of «التقى», «هنأوه» of «هنأوا»
        whole = (stem, stem[:-1] + "ي" if stem.endswith("ا") else stem + "ا")
        families_of = next((known[each] for each in whole if each in known), ())
        if families_of:
            return tuple(Form(family, has_pronoun=True) for family in families_of)
    return ()


@cache
def _verb_families() -> Mapping[str, tuple[Family, ...]]:
    found: dict[str, tuple[Family, ...]] = {}
    for family in families():
        for letters in _verb(family.verbs):
            found[letters] = (*found.get(letters, ()), family)
    return found


@cache
def light_verbs() -> frozenset[str]:
    """Return the forms of verbs that say little without a noun: «أجرى», «أجرت», «يجري»."""
    pairs = (line.split() for line in LIGHT_VERBS.strip().splitlines())
    return frozenset(letters for pair in pairs for letters in _verb(pair))


def _noun(noun: str) -> Iterator[tuple[str, bool, bool]]:
    """Generate the forms of a noun, each with whether it has a pronoun and whether it is plain."""
    yield noun, False, True
    if noun.endswith("ة"):
        stems = [noun[:-1] + "ت"]
        yield from ((noun[:-1] + ending, False, ending != "تي") for ending in ("تان", "تين", "تي"))
    elif noun.endswith("اء"):
        stems = [noun, noun[:-1] + "ؤ", noun[:-1] + "ئ"]
        yield from ((noun + ending, False, True) for ending in ("ان", "ين"))
    else:
        stems = [noun]
        yield noun + "ا", False, False
        if not noun.endswith("ات"):
            yield from ((noun + ending, False, True) for ending in ("ان", "ين"))
    yield from ((stem + pronoun, True, False) for stem in stems for pronoun in _PRONOUNS)


def _verb(pair: Sequence[str]) -> set[str]:
    """List the folded forms of a verb in the third person, and of the present for us."""
    past, present = (*pair, "", "")[:2]
    forms = {*_past(past)} if past else set()
    if present:
        forms.update(
            f"{future}{person}{form}"
            for form in _present(present[1:])
            for person in _PERSONS
            for future in ("", _FUTURE)
        )
    return set(map(fold, forms))


def _past(verb: str) -> Iterator[str]:
    if verb.endswith(("ى", "ا")):
        stem = verb[:-1]
        long = "ي" if verb.endswith("ى") else "و"
        yield from (verb, stem + "ت", stem + "تا", stem + long + "ا", stem + "وا")
    elif verb.endswith("ي"):
        yield from (verb, verb + "ت", verb + "ا", verb[:-1] + "وا")
    else:
        yield from (verb + ending for ending in ("", "ت", "ا", "تا", "وا"))


def _present(stem: str) -> Iterator[str]:
    """Generate the endings of the present behind its person: indicative and subjunctive."""
    if stem.endswith(("ي", "و", "ى")):
        long = "ي" if stem[-1] == "ى" else stem[-1]
        yield from (stem, stem[:-1] + long + "ان", stem[:-1] + "ون", stem[:-1] + "وا")
    else:
        yield from (stem + ending for ending in ("", "ان", "ون", "ا", "وا"))
