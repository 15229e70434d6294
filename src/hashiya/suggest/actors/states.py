"""States, peoples and capitals by all the names that news give them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hashiya.registry.states import KIND, by_capital
from hashiya.registry.territories import name_of_territory
from hashiya.suggest.actors.found import Found
from hashiya.suggest.actors.words import ARTICLE, readings
from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from hashiya.suggest.actors.acting import Role
    from hashiya.suggest.actors.words import Words

# adjectives that do not follow from the name of the state
_ADJECTIVES = """
الولايات المتحدة: أميركي أمريكي
بريطانيا: بريطاني إنجليزي إنكليزي
النمسا: نمساوي
أفغانستان: أفغاني
إسرائيل: إسرائيلي صهيوني
الاتحاد السوفييتي: سوفييتي سوفياتي سوفيتي
البوسنة: بوسني
اليمن: يمني
الكونغو: كونغولي
كوريا الجنوبية: كوري
جنوب أفريقيا: جنوبأفريقي
الصومال: صومالي
المالديف: مالديفي
السنغال: سنغالي
"""
# peoples that stand for their state, with the article
_PEOPLES = """
روسيا: الروس
تركيا: الأتراك
ألمانيا: الألمان
بريطانيا: الإنجليز البريطانيون البريطانيين
الهند: الهنود
أفغانستان: الأفغان
صربيا: الصرب
أرمينيا: الأرمن
"""
# they act like states
_GROUPS = "الغرب أوروبا العرب"
# words of the language in their own right
_AMBIGUOUS = frozenset(fold("مالي بنين سارك نيوي تشاد غوام قطر بالاو المغرب عمان").split())
_TEH_MARBUTA, _ALEF, _YEH = "\u0647", "\u0627", "\u064a"


class State(NamedTuple):
    """A state that some words name.

    Attributes:
        canonical: its name as news call it.
        kind: of the actor.
        is_capital: whether the words name its capital.
        is_people: whether the words name its people.
        is_ambiguous: whether the words have a meaning of their own.
    """

    canonical: str
    kind: str = KIND
    is_capital: bool = False
    is_people: bool = False
    is_ambiguous: bool = False


class NamedState(NamedTuple):
    """A place in a text where a state is named.

    Attributes:
        state: which is named.
        first: index of the first word.
        last: index of the last word.
        cut: letters of the first word that are clitics.
        clitics: these letters.
    """

    state: State
    first: int
    last: int
    cut: int
    clitics: str


def state_at(words: Words, index: int) -> NamedState | None:
    """Find the longest name of a state that begins at a word, with or without clitics; None if none does."""
    by_first = _by_first_word()
    for reading in readings(words[index].letters):
        for rest, state in by_first.get(reading.rest, ()):
            if words.goes_on(index + 1, rest) and not words.is_indefinite_object(index):
                return NamedState(state, index, index + len(rest), reading.cut, reading.clitics)
    return None


def find_states(words: Words, person_ends: Collection[int], ends: Collection[int]) -> Iterator[Found]:
    """Find the states that act, in order.

    Args:
        words: of the text.
        person_ends: the indices of the last words of persons; a state right behind is where the person goes.
        ends: the indices of the last words of all other actors.
    """
    from hashiya.suggest.actors.acting import role_of

    before: NamedState | None = None
    role: Role | None = None
    for index in range(len(words)):
        if before is not None and index <= before.last:
            continue
        named = state_at(words, index)
        if named is None:
            continue
        role = role_of(words, named, before, role, ends)
        before = named
        if role is None:
            continue
        score = 0.3 if index - 1 in person_ends and words[index].is_joined and not named.cut else role.score
        state = named.state
        yield Found(index, named.last, named.cut, state.kind, role.reason, score, state.canonical)


def people_of(letters: str) -> str | None:
    """Find the state whose adjective a word is, in any gender and number, with or without the article."""
    bare = letters.removeprefix(ARTICLE)
    return adjectives().get(bare)


@cache
def adjectives() -> Mapping[str, str]:
    """Map each adjective of a people, without the article, to its state."""
    found: dict[str, str] = {}
    for name in {*name_of_territory().values(), *by_capital().values()}:
        if " " not in name:
            found.update(dict.fromkeys(_inflected(_adjective(fold(name))), name))
    for line in _ADJECTIVES.strip().splitlines():
        name, listed = line.split(": ")
        for each in listed.split():
            found.update(dict.fromkeys(_inflected(fold(each)), name))
    return found


def _adjective(name: str) -> str:
    name = name.removeprefix(ARTICLE)
    if name[-1] in (_ALEF, _TEH_MARBUTA):
        name = name[:-1]
    return name if name.endswith(_YEH) else name + _YEH


def _inflected(adjective: str) -> tuple[str, ...]:
    return tuple(adjective + ending for ending in ("", "ه", "ون", "ين", "تين", "ان", "ا", "تان"))


@cache
def _by_first_word() -> Mapping[str, tuple[tuple[tuple[str, ...], State], ...]]:
    """Map the first word of each name to the words that follow it and the state, the longest first."""
    found: dict[tuple[str, ...], State] = {}
    for adjective, name in adjectives().items():
        if adjective.endswith(("ون", "ين")):
            found[ARTICLE + adjective,] = State(name, is_people=True)
    for line in _PEOPLES.strip().splitlines():
        name, listed = line.split(": ")
        found.update(((fold(each),), State(name, is_people=True)) for each in listed.split())
    found.update(((fold(each),), State(each, "group")) for each in _GROUPS.split())
    for folded, name in by_capital().items():
        found[tuple(folded.split())] = State(name, is_capital=True)
    for folded, name in name_of_territory().items():
        found[tuple(folded.split())] = State(name, is_ambiguous=folded in _AMBIGUOUS)
    grouped: dict[str, list[tuple[tuple[str, ...], State]]] = {}
    for parts, state in found.items():
        grouped.setdefault(parts[0], []).append((parts[1:], state))
    return {first: tuple(sorted(each, key=lambda one: -len(one[0]))) for first, each in grouped.items()}
