"""``python -m tests.faults.steady_writer FOLDER NAME SECONDS [ANNOTATOR]``: writes for some time.

It adds, changes and removes annotations. What was acknowledged is printed, a line of JSON for each change: an
id, and its note then or null.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

from hashiya.annotation.annotation import Annotation, changed, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError
from hashiya.text.spans import Span
from tests.faults.bench import ARTICLE
from tests.storing import ANNOTATOR, apply, store_in


def run(folder: Path, name: str, seconds: float, annotator: str = ANNOTATOR) -> None:
    chance = random.Random(name)  # noqa: S311
    article = read_article(folder / ARTICLE)
    store = store_in(folder / "annotations", annotator).open(article)
    mine: list[Annotation] = []
    end = time.monotonic() + seconds
    number = 0
    while time.monotonic() < end or not number:
        number += 1
        after: Annotation | None
        before = chance.choice(mine) if len(mine) > 2 and chance.random() < 0.5 else None
        if before is None:
            span = Span(chance.randrange(20), chance.randrange(30, 50))
            after = new_annotation(store.key, article.sha256, article.text, span, "EVENT")
        else:
            # a note of one length, so that nothing but the content tells one file from the next
            after = None if chance.random() < 0.4 else changed(before, note=f"{number:06d}")
        try:
            apply(store, [Edit(before, after)])
        except HashiyaError as error:
            print(json.dumps({"refused": str(error)}), flush=True)  # noqa: T201
            continue
        mine = [each for each in mine if each is not before] + ([after] if after else [])
        edit = Edit(before, after)
        print(json.dumps({edit.id: after.note if after else None}), flush=True)  # noqa: T201


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3]), *sys.argv[4:])
