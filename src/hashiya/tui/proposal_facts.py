"""The facts about a proposal as parts of a line: label, values, relations, reason and score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.annotation import Annotation
from hashiya.codebook.built_in import coding_of
from hashiya.messages import Message
from hashiya.tui.facts import values_in_words
from hashiya.tui.mirroring import mark
from hashiya.tui.palette import styles
from hashiya.tui.strips import Sentence, said, squeezed

if TYPE_CHECKING:
    from hashiya.session.reader import Reader
    from hashiya.suggest.proposal import Proposal
    from hashiya.tui.palette import Palette
    from hashiya.tui.strips import Part

_LONGEST_END = 40
"""Code points of the words at the other end of a relation that are shown."""
_LEAST, _MOST = 1, 99
"""The per cent that are told of a score: nothing is certain, or out of the question."""


def proposal_in_words(reader: Reader, proposal: Proposal, room: int, palette: Palette) -> list[Part]:
    """Describe a proposal in some columns; the values give way first.

    Args:
        reader: of the open article.
        proposal: the proposal.
        room: columns of the line.
        palette: the colours.
    """
    look = styles(palette)
    label = reader.labels.get(proposal.label)
    percent = min(_MOST, max(_LEAST, int(100 * proposal.score)))
    parts: list[Part] = [(label.title if label else proposal.label, look.bar_accent), ("  ", look.bar)]
    facts = [_values(reader, proposal), *_ends(reader, proposal)]
    values = Sentence(" · ".join(said(each) for each in facts if each))
    gap: list[Part] = [("  ", look.bar)] if values else []
    parts += [
        (values, look.bar),
        *gap,
        (proposal.reason, look.bar_faint),
        ("  ", look.bar),
        (Message("tui.sure", percent=percent), look.bar_accent),
    ]
    return squeezed(parts, 2, room)


def _values(reader: Reader, proposal: Proposal) -> Sentence:
    """Say the values of the attributes, as those of the annotation that it would become."""
    text = proposal.span.cut(reader.text)
    attributes = proposal.attributes
    start, end = proposal.span
    made = Annotation(id="", label=proposal.label, start=start, end=end, text=text, attributes=attributes)
    return values_in_words(reader, made)


def _ends(reader: Reader, proposal: Proposal) -> list[Sentence]:
    """Say the words at the other ends of the relations."""
    label = reader.labels.get(proposal.label)
    titles = {each.name: each.title or each.name for each in coding_of(label).relations} if label else {}
    return [
        Sentence(
            f"{said(titles.get(name, name))} {mark('→')} "
            f"{said(' '.join(span.cut(reader.text)[:_LONGEST_END].split()))}"
        )
        for name, span in proposal.ends.items()
    ]
