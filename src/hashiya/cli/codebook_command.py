"""``hashiya codebook``: write the labels as a codebook of REFI-QDA, or convert one into settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.cli.argument_types import path
from hashiya.cli.arguments import Option
from hashiya.cli.named_store import load_known_labels, open_store
from hashiya.cli.output import write_data
from hashiya.cli.telling import print_message
from hashiya.exchange import qdc
from hashiya.exchange.losses import Losses
from hashiya.files.regular import MEGABYTE, read_file
from hashiya.messages import Message
from hashiya.services.new_file import write_new_file

if TYPE_CHECKING:
    from types import SimpleNamespace

_LIMIT = 500 * MEGABYTE

ARGUMENTS = (
    Option(("--convert",), Message("cli.option_convert"), "IN", path),
    Option(("--output", "-o"), Message("cli.option_output_new"), "OUT", path),
)


def execute(arguments: SimpleNamespace) -> int:
    """Write the codebook in force, or the one in a file as settings, and return the exit status.

    Nothing is replaced: the labels of a file reach ``hashiya.toml`` by the hand of a person.

    Raises:
        HashiyaError: the settings are wrong, the file is no codebook, or OUT exists or cannot be written.
    """
    if arguments.convert is not None:
        pieces = [qdc.settings_of(read_file(arguments.convert, _LIMIT).data).encode()]
    else:
        labels = load_known_labels(open_store(arguments))
        pieces = list(qdc.write(labels, losses := Losses()))
        for loss in losses.messages:
            print_message(Message("cli.lost", format="qdc", loss=loss))
    if arguments.output is None:
        write_data(pieces)
    else:
        write_new_file(arguments.output, b"".join(pieces))
    return 0
