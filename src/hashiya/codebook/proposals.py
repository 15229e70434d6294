"""The table ``[proposals]`` of a ``hashiya.toml``: which proposals the reader shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.codebook.settings import refuse_unknown
from hashiya.errors import HashiyaError
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashiya.codebook.settings import Settings

TABLE = "proposals"


class ProposalSettings(NamedTuple):
    """Which proposals are shown.

    Attributes:
        precision: the least score of a proposal that is shown, from 0 to 1.
        show: whether the reader proposes anything.
    """

    precision: float = 0.9
    show: bool = True


def proposal_settings(files: Iterable[Settings]) -> ProposalSettings:
    """Read the settings of proposals from several files, of which a later one counts before an earlier one.

    Raises:
        HashiyaError: a name is unknown, or a value has the wrong type.
    """
    found = ProposalSettings()
    for settings in files:
        for name, value in settings.table(TABLE).items():
            place = Message("codebook.proposals_table", path=settings.path)
            refuse_unknown(place, Message("codebook.kind_key"), name, ProposalSettings._fields)
            if name == "precision" and (type(value) not in (int, float) or not 0 <= value <= 1):
                raise HashiyaError(Message("codebook.no_precision", place=place))
            if name == "show" and type(value) is not bool:
                raise HashiyaError(Message("codebook.not_true_or_false", place=place, name=name))
            found = found._replace(**{name: value})
    return found
