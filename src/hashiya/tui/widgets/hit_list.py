"""The hits of a search as a concordance; without hits, a short help of the query language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.strip import Strip

from hashiya.messages import Message
from hashiya.services.hit_order import DATE
from hashiya.tui.concordance import concordance_line
from hashiya.tui.mirroring import mark, mirrored
from hashiya.tui.palette import label_letter_style, label_named, styles
from hashiya.tui.strips import line_strip, padded, shortened, width_of, wrapped
from hashiya.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style

    from hashiya.session.corpus_search import CorpusSearch
    from hashiya.tui.palette import Palette
    from hashiya.tui.strips import Part

_NAME, _SHARE_OF_NAME = 24, 5
"""Most columns of the name of an article, and the part of the row that it takes at most."""
_DATE = 11
_LABELS = 3
"""Letters of labels that are shown beside a hit."""
_HELP = (
    ("روسيا", Message("tui.query_word")),
    ("=روسيا", Message("tui.query_exact")),
    ("«مجلس الأمن»", Message("tui.query_phrase")),
    ("روس*", Message("tui.query_prefix")),
    ("روسيا NEAR/5 سوريا", Message("tui.query_near")),
    ("روسيا OR موسكو", Message("tui.query_or")),
    ("روسيا -أوكرانيا", Message("tui.query_not")),
    ("label:ACTOR canonical:روسيا", Message("tui.query_annotation")),
    ("روسيا IN label:QUOTE", Message("tui.query_in")),
    ("روسيا date:2025-10..2025-12", Message("tui.query_date")),
    ("روسيا folder:sana", Message("tui.query_folder")),
)
_EXAMPLE = 30
"""Columns of an example of a query."""


class HitList(RowList):
    """The hits, one a row: whether it is chosen, labels, article, then the hit in the middle of its words."""

    def __init__(self, search: CorpusSearch, palette: Palette, chosen: Callable[[int], object]) -> None:
        super().__init__(palette, chosen, id="hits")
        self._search = search

    @property
    def count(self) -> int:
        """The number of rows."""
        return self._search.count

    @property
    def blank_style(self) -> Style:
        """The style of the page, which the list takes the place of."""
        return styles(self.palette).text

    def render_line(self, y: int) -> Strip:
        """Draw one line of the list, or of the sentences in its place."""
        if self.count:
            return super().render_line(y)
        lines = self._lines(self.size.width)
        return lines[y] if y < len(lines) else Strip.blank(self.size.width, self.blank_style)

    def _lines(self, width: int) -> Sequence[Strip]:
        """Draw why there are no hits, and the help."""
        look = styles(self.palette)
        said: list[Message] = []
        if self._search.error is not None:
            said = [each for each in (self._search.error.told, self._search.error.advice) if each]
        elif self._search.is_over:
            said = [Message("tui.no_hits")]
        rows = [row for each in said for row in wrapped(each, max(1, width - 4))]
        strips = [line_strip([("  ", look.text), (row, look.alarm)], [], width, look.text) for row in rows]
        if self._search.progress is None:
            blank = Strip.blank(width, look.text)
            strips += [blank, *(self._help(*each, width) for each in _HELP)]
        return strips

    def _help(self, example: str, meaning: Message, width: int) -> Strip:
        look = styles(self.palette)
        columns = min(_EXAMPLE, max(1, width // 2))
        parts: list[Part] = [
            ("  ", look.text),
            (example := shortened(example, columns - 1), look.accent),
            (" " * (columns - width_of(example)), look.accent),
            (shortened(meaning, max(0, width - columns - 2)), look.faint),
        ]
        return line_strip(parts, [], width, look.text)

    def draw(self, index: int, width: int, *, selected: bool) -> Strip:
        """Draw a hit."""
        look, search = styles(self.palette), self._search
        style, faint = (look.row_selected, look.row_selected) if selected else (look.text, look.faint)
        number = search.number_at(index)
        hit = search.hit(number)
        leading: list[Part] = [
            (mark("▌") if selected else " ", style if selected else look.accent),
            ("✓ " if number in search.chosen else "  ", style if selected else look.accent),
        ]
        labels = [label_named(search.labels, name) for name in search.labels_of(number)][:_LABELS]
        leading += [(each.letter, label_letter_style(each, self.palette)) for each in labels]
        leading.append((" " * (_LABELS - len(labels) + 1), faint))
        columns = 4 + _LABELS
        if search.order == DATE and width >= 4 * _DATE:
            leading.append((f"{hit.date[:10]:<{_DATE}}", faint))
            columns += _DATE
        name = min(_NAME, width // _SHARE_OF_NAME)
        copies = search.copies_of(hit.article)
        counted = f" ×{copies + 1}" if copies else ""
        shown = shortened(hit.article.rpartition("/")[2], max(0, name - len(counted)))
        leading += [(padded(shown + counted, name), faint), (" ", faint)]
        columns += name + 1
        words = hit.before, hit.text, hit.after
        line = concordance_line(words, max(1, width - columns), blank=style, hit=look.match, around=faint)
        return Strip.join(mirrored([line_strip(leading, [], columns, style), line]))
