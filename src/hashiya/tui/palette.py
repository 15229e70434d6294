"""The colours of the two themes, and the Rich styles made of them."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from rich.style import Style
from textual.theme import Theme

from hashiya.codebook.colours import Shades
from hashiya.codebook.label import Label, LabelSet, emphasis
from hashiya.terminal.colour_depth import ColourDepth


class Palette(NamedTuple):
    """Colours of one theme, as Rich names them; one accent, the labels carry the meaning.

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
        depth: for how many colours it is made.
        few: where there are eight colours, each label's name with its tint and its ink.
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
    depth: ColourDepth = ColourDepth.FULL
    few: tuple[tuple[str, Shades], ...] = ()


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
    faint="#6d685e",
    accent="#8a5a00",
    filled="#b9d3ee",
    found="#ffe08a",
    alarm="#a3200d",
)


# of the 256 colours, for the nearest to a warm white is pink and the nearest to a dark blue is grey
DARK_INDEXED = Palette(
    dark=True,
    paper="#121212",
    panel="#262626",
    ink="#e4e4e4",
    faint="#949494",
    accent="#d7af5f",
    filled="#005f87",
    found="#5f5f00",
    alarm="#ff8787",
    depth=ColourDepth.INDEXED,
)
LIGHT_INDEXED = Palette(
    dark=False,
    paper="#ffffff",
    panel="#eeeeee",
    ink="#1c1c1c",
    faint="#626262",
    accent="#875f00",
    filled="#afd7ff",
    found="#ffd787",
    alarm="#af0000",
    depth=ColourDepth.INDEXED,
)


_EIGHT = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")


def palette_for(depth: ColourDepth, labels: LabelSet, *, dark: bool) -> Palette:
    """The palette of a theme for so many colours."""
    if depth is ColourDepth.NONE:
        none = "default"
        return Palette(dark, none, none, none, none, none, none, none, none, depth=depth)
    if depth is ColourDepth.INDEXED:
        return DARK_INDEXED if dark else LIGHT_INDEXED
    if depth is not ColourDepth.EIGHT:
        return DARK if dark else LIGHT
    from hashiya.codebook.few_colours import few_shades  # most terminals have more colours

    few = {name: Shades(_EIGHT[tint], _EIGHT[ink]) for name, (tint, ink) in few_shades(labels).items()}
    paper, ink = ("black", "white") if dark else ("white", "black")
    return Palette(
        dark=dark,
        paper=paper,
        panel=paper,
        ink=ink,
        faint=ink,
        accent="yellow" if dark else "blue",
        filled="cyan",
        found="yellow",
        alarm="red",
        depth=depth,
        few=tuple(few.items()),
    )


def theme(palette: Palette) -> Theme:
    """The Textual theme of a palette; each depth of colour has names of its own."""
    name = f"hashiya-{'dark' if palette.dark else 'light'}-{palette.depth}"
    if palette.depth in (ColourDepth.NONE, ColourDepth.EIGHT):
        return Theme(
            name=name,
            primary=f"ansi_{palette.accent}",
            foreground=f"ansi_{palette.ink}",
            background=f"ansi_{palette.paper}",
            dark=palette.dark,
            ansi=True,
            variables={
                "faint": f"ansi_{palette.faint}",
                "ansi-background": f"ansi_{palette.paper}",
                "ansi-foreground": f"ansi_{palette.ink}",
            },
        )
    return Theme(
        name=name,
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


class Styles(NamedTuple):
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
    if palette.depth is ColourDepth.NONE:
        return _styles_without_colours()
    if palette.depth is ColourDepth.EIGHT:
        return _styles_of_eight(palette)

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


def _styles_of_eight(palette: Palette) -> Styles:
    """What is faint is dim; what lies behind text is chosen for black letters on both themes.

    Black letters, and blue ones, are never bold: many terminals show those in grey, or in a pale blue.
    """
    page = Style(color=palette.ink, bgcolor=palette.paper)
    faint, accent = page + Style(dim=True), page + Style(color=palette.accent, bold=palette.dark)
    alarm = Style(color="white", bgcolor=palette.alarm, bold=True)
    filled = Style(color="black", bgcolor=palette.filled, bold=False)
    return Styles(
        text=page,
        headline=accent,
        faint=faint,
        accent=accent,
        alarm=alarm,
        bar=page,
        bar_faint=faint,
        bar_accent=accent,
        bar_alarm=alarm,
        caret=Style(color=palette.paper, bgcolor=palette.ink, bold=False, dim=False),
        selection=filled,
        match=Style(color="black", bgcolor=palette.found, bold=False),
        hidden=Style(dim=True),
        row_selected=filled,
    )


def _styles_without_colours() -> Styles:
    """Caret and matches are told from a selection by their underlines.

    What is reversed is not bold: QTerminal would draw it grey on grey.
    """
    page, bold, dim = Style(color="default", bgcolor="default"), Style(bold=True), Style(dim=True)
    reverse = Style(reverse=True, bold=False)
    return Styles(
        text=page,
        headline=page + bold,
        faint=page + dim,
        accent=page + bold,
        alarm=page + bold,
        bar=page,
        bar_faint=page + dim,
        bar_accent=page + bold,
        bar_alarm=page + bold,
        caret=reverse + Style(underline=True),
        selection=reverse,
        match=reverse + Style(underline2=True),
        hidden=dim,
        row_selected=page + reverse,
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


def _look(label: Label, palette: Palette) -> Shades:
    """The tint and the ink of a label, as Rich names them."""
    if palette.depth in (ColourDepth.NONE, ColourDepth.EIGHT):
        return dict(palette.few).get(label.name, Shades(palette.paper, palette.ink))
    return label.dark if palette.dark else label.light


@cache
def label_style(label: Label, palette: Palette) -> Style:
    """How a span of a label is drawn: ink on tint, underlined in the label's way."""
    look = _look(label, palette)
    return _underlined(label) + _inked(look.ink, look.tint)


@cache
def label_letter_style(label: Label, palette: Palette) -> Style:
    """How a label's letter is drawn in the margin and the bars."""
    look = _look(label, palette)
    return Style(bold=True) + _inked(look.ink, look.tint)


@cache
def current_style(label: Label, palette: Palette) -> Style:
    """How the annotation that was jumped to is drawn: its label's colours changed over."""
    look = _look(label, palette)
    if palette.depth is ColourDepth.NONE:
        return Style(reverse=True) + _underlined(label)
    return _underlined(label) + _inked(look.tint, look.ink)


@cache
def doubtful_style(label: Label, palette: Palette) -> Style:
    """How a span is drawn that may not be the one that was marked: as a warning, without its label's tint."""
    if palette.depth is ColourDepth.NONE:
        return Style(dim=True) + _underlined(label)
    return Style(color=palette.alarm) + _underlined(label)


def _inked(colour: str, background: str) -> Style:
    """Black of the terminal's own is never bold, see `_styles_of_eight`."""
    return Style(color=colour, bgcolor=background, bold=False if colour == "black" else None)
