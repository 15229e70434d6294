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
    """Colours of one theme by Rich's names; there is one accent, and labels carry the meaning.

    Attributes:
        dark: whether it is the dark theme.
        paper: background of the page.
        panel: background of the bars and the margin.
        ink: the text.
        faint: text of less importance.
        accent: the headline and active parts.
        filled: background of the selection.
        found: background of a search match.
        beside: background of the annotations of others.
        alarm: errors and warnings.
        depth: the number of colours it is made for.
        few: with eight colours, each label's name with its tint and ink.
    """

    dark: bool
    paper: str
    panel: str
    ink: str
    faint: str
    accent: str
    filled: str
    found: str
    beside: str
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
    beside="#30343d",
    alarm="#ff9b8a",
)
LIGHT = Palette(
    dark=False,
    paper="#fbf8f0",
    panel="#efe9dc",
    ink="#22201c",
    faint="#6d685e",
    accent="#8a5a00",
    filled="#e3c4f2",
    found="#ffe08a",
    beside="#e3dcca",
    alarm="#a3200d",
)


# chosen by hand: of the 256 colours the nearest to a warm white is pink, the nearest to a dark blue grey
DARK_INDEXED = Palette(
    dark=True,
    paper="#121212",
    panel="#262626",
    ink="#e4e4e4",
    faint="#949494",
    accent="#d7af5f",
    filled="#005f87",
    found="#5f5f00",
    beside="#303030",
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
    filled="#d7afff",
    found="#ffd787",
    beside="#e4e4e4",
    alarm="#af0000",
    depth=ColourDepth.INDEXED,
)


_EIGHT = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")


def palette_for(depth: ColourDepth, labels: LabelSet, *, dark: bool) -> Palette:
    """Return the palette of a theme for a number of colours."""
    if depth is ColourDepth.NONE:
        none = "default"
        return Palette(dark, none, none, none, none, none, none, none, none, none, depth=depth)
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
        beside=paper,
        alarm="red",
        depth=depth,
        few=tuple(few.items()),
    )


def theme(palette: Palette) -> Theme:
    """Make the Textual theme of a palette, with its own name for each number of colours."""
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
    """The styles of rows, one set for each theme."""

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
    hint: Style
    title: Style
    hidden: Style
    row_selected: Style


@cache
def styles(palette: Palette) -> Styles:
    """Make the styles of a palette."""
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
        hint=on(palette.accent, palette.paper, bold=True),
        title=on(palette.accent, palette.paper, bold=True),
        # added to any other style, so that a mark differs from a letter in a label or selection too
        hidden=Style(dim=True),
        row_selected=on(palette.filled, palette.ink),
    )


def _styles_of_eight(palette: Palette) -> Styles:
    """Make the styles for eight colours: faint text is dim, backgrounds suit black letters on both themes.

    Black and blue letters are never bold, since many terminals show them in grey or a pale blue.
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
        hint=Style(color=palette.paper, bgcolor=palette.accent, bold=False),
        title=Style(color=palette.paper, bgcolor=palette.accent, bold=False),
        hidden=Style(dim=True),
        row_selected=filled,
    )


def _styles_without_colours() -> Styles:
    """Make the styles without colours: underlines tell caret and matches from a selection.

    Reversed text is not bold, since QTerminal would draw it grey on grey.
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
        hint=reverse,
        title=reverse,
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
    """Return the label of a name; for an unknown name a grey label with the letter ``?``."""
    return labels.get(name) or _UNKNOWN


@cache
def _plain(label: Label) -> Style:
    """Set every attribute on or off, so that a span within another does not inherit any."""
    bold, italic, _ = emphasis(label)
    return Style(underline=False, underline2=False, bold=bold, italic=italic, reverse=False)


@cache
def underline_style(label: Label) -> Style:
    """Return the underline of a label, in place of another one."""
    lines = emphasis(label).lines
    return Style(underline=lines == 1, underline2=lines == 2)


NOT_UNDERLINED = Style(underline=False, underline2=False)


@cache
def outer_style(label: Label) -> Style:
    """Return the underline of a label below a span within its own, beside another underline."""
    return Style(underline2=True) if emphasis(label).lines == 2 else Style(underline=True)


@cache
def edge_style() -> Style:
    """Return the style of the first and last letter of a span within another, without colours."""
    return Style(reverse=True, bold=False)


def _look(label: Label, palette: Palette) -> Shades:
    """Return the tint and the ink of a label by Rich's names."""
    if palette.depth in (ColourDepth.NONE, ColourDepth.EIGHT):
        return dict(palette.few).get(label.name, Shades(palette.paper, palette.ink))
    return label.dark if palette.dark else label.light


@cache
def bar_style(label: Label, palette: Palette) -> Style:
    """Return the style of a label's bar in a chart."""
    return Style(color=_look(label, palette).ink)


@cache
def label_style(label: Label, palette: Palette) -> Style:
    """Return the style of a label's spans: ink on tint, in the label's weight; underlined without colours."""
    look = _look(label, palette)
    style = _plain(label) + _inked(look.ink, look.tint)
    return style + underline_style(label) if palette.depth is ColourDepth.NONE else style


@cache
def label_letter_style(label: Label, palette: Palette) -> Style:
    """Return the style of a label's letter in the margin and the bars."""
    look = _look(label, palette)
    return Style(bold=True) + _inked(look.ink, look.tint)


@cache
def current_style(label: Label, palette: Palette) -> Style:
    """Return the style of the current annotation: its label's colours exchanged."""
    look = _look(label, palette)
    if palette.depth is ColourDepth.NONE:
        return _plain(label) + underline_style(label) + Style(reverse=True)
    return _plain(label) + _inked(look.tint, look.ink)


@cache
def doubtful_style(label: Label, palette: Palette) -> Style:
    """Return the style of an uncertain span: a warning without its label's tint."""
    if palette.depth is ColourDepth.NONE:
        return Style(dim=True) + _plain(label) + underline_style(label)
    return Style(color=palette.alarm) + _plain(label) + underline_style(label)


@cache
def proposed_style(label: Label, palette: Palette) -> Style:
    """Return the style of a proposal: underlined in the ink of its label; only faint without colours."""
    if palette.depth in (ColourDepth.NONE, ColourDepth.EIGHT):
        return Style(dim=True, underline=palette.depth is ColourDepth.EIGHT or None)
    return Style(color=_look(label, palette).ink, underline=True)


@cache
def other_style(label: Label, palette: Palette) -> Style:
    """Return the style of another annotator's span: on a grey ground; dim and italic in few colours."""
    if palette.depth in (ColourDepth.NONE, ColourDepth.EIGHT):
        return Style(dim=True, italic=True, bold=False)
    return _plain(label) + _inked(_look(label, palette).ink, palette.beside) + Style(bold=False)


@cache
def other_current_style(label: Label, palette: Palette) -> Style:
    """Return the style of another annotator's span that is current: its colours exchanged."""
    if palette.depth in (ColourDepth.NONE, ColourDepth.EIGHT):
        return Style(dim=True, italic=True, bold=False, reverse=True)
    return _plain(label) + _inked(palette.beside, _look(label, palette).ink)


@cache
def beneath_style(palette: Palette) -> Style:
    """Return the mark of another annotator's span below one's own: a line, or italics without colours."""
    return Style(italic=True) if palette.depth is ColourDepth.NONE else Style(underline=True)


def _inked(colour: str, background: str) -> Style:
    """Make a style; the terminal's own black is never bold, see `_styles_of_eight`."""
    return Style(color=colour, bgcolor=background, bold=False if colour == "black" else None)
