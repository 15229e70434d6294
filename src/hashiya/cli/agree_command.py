"""``hashiya agree A B [C…]``: measure how far annotators agree, and show where they differ most."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.annotation.strict_json import encode
from hashiya.cli.agreement_report import print_agreement
from hashiya.cli.argument_types import offset, path, text
from hashiya.cli.arguments import Option, Word
from hashiya.cli.corpus import counted_once
from hashiya.cli.grouping import grouped, of_files, of_lines
from hashiya.cli.named_store import known_annotators, open_store
from hashiya.cli.output import write_data
from hashiya.cli.progress import articles, shown_progress
from hashiya.cli.telling import print_message
from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.services.agreeing import Comparison
from hashiya.services.agreement_record import record_of
from hashiya.services.work import FileWork, StoredWork
from hashiya.store import annotators
from hashiya.text.settled import settled_name

if TYPE_CHECKING:
    from types import SimpleNamespace

    from hashiya.services.work import Work
    from hashiya.store.places import Place

ARGUMENTS = (
    Word("first", "A", Message("agreement.word_first"), text),
    Word("second", "B", Message("agreement.word_second"), text),
    Word("others", "C", Message("agreement.word_others"), text, is_repeated=True),
    Option(("--articles",), Message("agreement.option_articles"), "PATH", path, is_repeated=True),
    Option(("--once",), Message("cli.option_once_counted")),
    Option(("--json",), Message("agreement.option_json")),
    Option(("--seed",), Message("agreement.option_seed"), "N", offset, default=0),
)


def execute(arguments: SimpleNamespace) -> int:
    """Print the agreement and return the exit status, 1 if an article or a record could not be compared.

    Raises:
        HashiyaError: there is nothing to compare, or an annotator cannot be read.
    """
    store = open_store(arguments)
    works = _works(arguments, store.home)
    comparison = Comparison(store, works, arguments.articles or (), seed=arguments.seed)
    with shown_progress(articles) as progress:
        found = comparison.find(progress)
    if arguments.once:
        found = counted_once(store, found)
    with shown_progress(articles) as progress:
        agreement = comparison.run(found, progress)
    if arguments.json:
        write_data([encode(record_of(agreement, comparison.left_out, arguments.seed)) + b"\n"])
    else:
        print_agreement(agreement)
    for notice in comparison.notices():
        print_message(notice)
    for group in grouped([*comparison.left_out, *comparison.remarks]):
        print_message(of_files(group))
    refusals = [(file, each) for work in works for file, each in work.refusals.items()]
    for file, complaints in refusals:
        for group in grouped(complaints):
            print_message(Message("cli.in_file", path=file, problem=of_lines(group)))
    return 1 if comparison.failed or refusals else 0


def _works(arguments: SimpleNamespace, home: Place) -> list[Work]:
    """Find the work of each annotator that is named; one named again gets a number behind the name.

    Raises:
        HashiyaError: a word is neither an annotator of the store nor a file, or its work cannot be read.
    """
    words = [arguments.first, arguments.second, *(arguments.others or ())]
    known = annotators(home)
    stems = Counter(
        [*known, *{word: Path(word).stem for word in words if settled_name(word) not in known}.values()]
    )
    works: list[Work] = []
    taken: set[str] = set()
    for word in words:
        path, name = Path(word), settled_name(word)
        is_there = os.path.exists(path)  # noqa: PTH110  raises nothing for a name that is too long
        if name in known:
            if is_there:
                print_message(Message("agreement.annotator_and_file", name=name))
            works.append(StoredWork(_free(name, taken), open_store(arguments, name)))
        elif is_there:
            works.append(FileWork(_free(path.stem if stems[path.stem] == 1 else word, taken), path))
        else:
            advice = known_annotators(home, known)
            raise HashiyaError(Message("agreement.no_such_annotator", name=word), advice)
    return works


def _free(name: str, taken: set[str]) -> str:
    """Return a name that is not taken, with a number behind it if it must be; take it."""
    free, number = name, 2
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    taken.add(free)
    return free
