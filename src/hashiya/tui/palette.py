"""The colours of the two themes, and the Rich styles made of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from rich.style import Style
from textual.theme import Theme

from hashiya.annotation.colours import Shades
from hashiya.annotation.label import Label, LabelSet, emphasis


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme as ``#rrggbb``; one accent, the labels carry the meaning.

    Attributes:
        dark: whether it is the dark theme.
        paper: background of the page.
        panel: background of the bars and the margin.
        ink: the text.
        faint: what is there but not to be read first.
        accent: the headline, the selection's edge, what is active.
        filled: background of the selection.
        found: background of a search match.
        alarm: what went wrong.
    """

    dark: bool
    paper: str
    panel: str
    ink: str
    faint: str
    accent: str
    filled: str
    found: str
    alarm: str


DARK = Palette(
    dark=True,
    paper="#15171c",
    panel="#1d2027",
    ink="#e4dfd3",
    faint="#8d8f97",
    accent="#e0b060",
    filled="#35506e",
    found="#6b5a16",
    alarm="#ff9b8a",
)
LIGHT = Palette(
    dark=False,
    paper="#fbf8f0",
    panel="#efe9dc",
    ink="#22201c",
    faint="#6f6a60",
    accent="#8a5a00",
    filled="#b9d3ee",
    found="#ffe08a",
    alarm="#a3200d",
)


def theme(palette: Palette) -> Theme:
    """The Textual theme of a palette."""
    return Theme(
        name=f"hashiya-{'dark' if palette.dark else 'light'}",
        primary=palette.accent,
        accent=palette.accent,
        foreground=palette.ink,
        background=palette.paper,
        surface=palette.paper,
        panel=palette.panel,
        error=palette.alarm,
        dark=palette.dark,
        variables={"faint": palette.faint},
    )


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles that rows are drawn with, one set a theme."""

    text: Style
    headline: Style
    faint: Style
    accent: Style
    alarm: Style
    bar: Style
    bar_faint: Style
    bar_accent: Style
    bar_alarm: Style
    caret: Style
    selection: Style
    match: Style
    hidden: Style
    row_selected: Style


@cache
def styles(palette: Palette) -> Styles:
    """The styles of a palette."""

    def on(background: str, colour: str, *, bold: bool = False) -> Style:
        return Style(color=colour, bgcolor=background, bold=bold or None)

    return Styles(
        text=on(palette.paper, palette.ink),
        headline=on(palette.paper, palette.accent, bold=True),
        faint=on(palette.paper, palette.faint),
        accent=on(palette.paper, palette.accent),
        alarm=on(palette.paper, palette.alarm),
        bar=on(palette.panel, palette.ink),
        bar_faint=on(palette.panel, palette.faint),
        bar_accent=on(palette.panel, palette.accent, bold=True),
        bar_alarm=on(palette.panel, palette.alarm, bold=True),
        caret=Style(color=palette.paper, bgcolor=palette.ink),
        selection=on(palette.filled, palette.ink),
        match=on(palette.found, palette.ink, bold=True),
        # laid over every other style, so that a mark is told from a letter in a label and a selection too
        hidden=Style(dim=True),
        row_selected=on(palette.filled, palette.ink),
    )


_UNKNOWN = Label(
    name="",
    key="",
    letter="?",
    title="unknown",
    light=Shades("#D8D8D8", "#303030"),
    dark=Shades("#3A3A3A", "#E0E0E0"),
    underline="dashed",
)


def label_named(labels: LabelSet, name: str) -> Label:
    """The label of that name; a grey one with the letter ``?`` for a label not known here."""
    return labels.get(name) or _UNKNOWN


@cache
def _underlined(label: Label) -> Style:
    """Every attribute is set, on or off: a span inside another must not take over the outer one's."""
    bold, italic, lines = emphasis(label)
    return Style(underline=lines == 1, underline2=lines == 2, bold=bold, italic=italic)


@cache
def label_style(label: Label, palette: Palette) -> Style:
    """How a span of a label is drawn: ink on tint, underlined in the label's way."""
    look = label.dark if palette.dark else label.light
    return Style(color=look.ink, bgcolor=look.tint) + _underlined(label)


@cache
def label_letter_style(label: Label, palette: Palette) -> Style:
    """How a label's letter is drawn in the margin and the bars."""
    look = label.dark if palette.dark else label.light
    return Style(color=look.ink, bgcolor=look.tint, bold=True)


@cache
def current_style(label: Label, palette: Palette) -> Style:
    """How the annotation that was jumped to is drawn: its label's colours changed over."""
    look = label.dark if palette.dark else label.light
    return Style(color=look.tint, bgcolor=look.ink) + _underlined(label)
