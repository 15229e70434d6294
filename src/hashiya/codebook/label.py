"""Labels as data: names, keys, margin letters and colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.codebook.colours import Shades
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hashiya.codebook.coding import Coding


class Emphasis(NamedTuple):
    """The look of an underline in a terminal that has only single and double ones.

    Attributes:
        bold: whether the letters are bold.
        italic: whether they are italic.
        lines: 1 or 2 lines under the letters.
    """

    bold: bool
    italic: bool
    lines: int


_EMPHASES = {
    "single": Emphasis(bold=True, italic=False, lines=1),
    "double": Emphasis(bold=False, italic=False, lines=2),
    "dotted": Emphasis(bold=False, italic=False, lines=1),
    "curly": Emphasis(bold=True, italic=False, lines=2),
    "dashed": Emphasis(bold=False, italic=True, lines=1),
}
UNDERLINES = tuple(_EMPHASES)
"""The underlines that a label can have."""


class Label(NamedTuple):
    """A label that an annotation can have.

    Attributes:
        name: as in records, such as ``ACTOR``.
        key: the one character that sets the label; empty for a label that is only found by its name.
        letter: one character for the margin, where there are no colours.
        title: for people, one or two words; text if the settings give it.
        light: shades on a light page.
        dark: shades on a dark page.
        arabic_key: the character that the same key types on the Arabic layout, or an empty string.
        underline: one of ``UNDERLINES``.
        coding: attributes, relations and guideline, if the settings give any; see `built_in.coding_of`.
    """

    name: str
    key: str
    letter: str
    title: Message | str
    light: Shades
    dark: Shades
    arabic_key: str = ""
    underline: str = "single"
    coding: Coding | None = None


def emphasis(label: Label) -> Emphasis:
    """Find the look that tells a label from others without colour, in a terminal with two underlines."""
    return _EMPHASES[label.underline]


NOTHING = Label(
    name="NOTHING",
    key="",
    letter="✓",
    title=Message("codebook.nothing"),
    light=Shades("#EDEDED", "#404040"),
    dark=Shades("#2C2C2C", "#C8C8C8"),
)
"""The label of paragraphs that were read and have nothing to mark; each label set knows it and lists it not.

So read text can be told from text that nobody has read, in lists and exports, too.
"""


class LabelSet:
    """Labels in their order, found by name.

    Attributes:
        version: the version that the codebook gives itself, or an empty string.
    """

    __slots__ = ("_by_name", "version")

    def __init__(self, labels: Iterable[Label], version: str = "") -> None:
        self._by_name = {label.name: label for label in labels}
        self.version = version

    def __iter__(self) -> Iterator[Label]:
        return iter(self._by_name.values())

    def __len__(self) -> int:
        return len(self._by_name)

    def __contains__(self, name: object) -> bool:
        return name in self._by_name or name == NOTHING.name

    def __getitem__(self, name: str) -> Label:
        """Find the label of a name.

        Raises:
            KeyError: there is none.
        """
        return NOTHING if name == NOTHING.name and name not in self._by_name else self._by_name[name]

    def get(self, name: str) -> Label | None:
        """Find the label of a name; None if there is none, since a file may hold unknown labels."""
        return self._by_name.get(name) or (NOTHING if name == NOTHING.name else None)

    @property
    def names(self) -> tuple[str, ...]:
        """The labels' names in order."""
        return tuple(self._by_name)


# Blue, vermilion and bluish green after Okabe and Ito's palette, moved apart until people without red, green
# or blue cones can tell the tints from each other, too (see the test).
DEFAULT = LabelSet(
    (
        Label(
            name="ACTOR",
            key="a",
            arabic_key="ش",
            letter="A",
            title=Message("codebook.actor"),
            light=Shades("#B3CBF5", "#002C5F"),
            dark=Shades("#14305F", "#B4CCF7"),
            underline="single",
        ),
        Label(
            name="EVENT",
            key="e",
            arabic_key="ث",
            letter="E",
            title=Message("codebook.event"),
            light=Shades("#F7CDA6", "#5E2900"),
            dark=Shades("#5C2A00", "#F4C7A2"),
            underline="double",
        ),
        Label(
            name="QUOTE",
            key="q",
            arabic_key="ض",
            letter="Q",
            title=Message("codebook.quote"),
            light=Shades("#BCEBC6", "#00452C"),
            dark=Shades("#004A2C", "#A8E8C0"),
            underline="dotted",
        ),
    )
)
"""The labels that need no settings."""
