"""A page of HTML: each article from right to left with its annotations marked; without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.exchange.losses import OTHER_VALUES, RELATIONS, REVISIONS, STATUSES
from hashiya.exchange.marking import MARKS_CSS, marked, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses

_HUES = (210, 25, 145, 290, 55, 0, 180, 330)
"""Hues of the labels in the order in which they come, in degrees."""


def beginning(language: str = "ar", direction: str = "rtl") -> str:
    """Return the beginning of a page, by which `tells` knows a page of this program."""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" dir="{direction}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">\n<title>hashiya</title>'
    )


_BEGINNINGS = (beginning().encode(), beginning("en", "ltr").encode())
"""The beginnings of all pages of this program."""
_PAGE_CSS = f"""body {{ font-family: "Noto Naskh Arabic", "Amiri", serif; line-height: 2 }}
body {{ max-width: 46rem; margin: 2rem auto; padding: 0 1rem }}
article {{ margin-block: 3rem }} p {{ white-space: pre-wrap; unicode-bidi: plaintext }}
header {{ font-family: sans-serif; font-size: .8rem; color: #666 }}
{MARKS_CSS}"""


def write(documents: Iterable[Document], losses: Losses) -> Iterator[bytes]:
    """Write a page, one article after another."""
    yield f"{beginning()}<style>\n{_PAGE_CSS}</style></head><body>\n".encode()
    labels: dict[str, int] = {}
    for document in documents:
        yield "".join(_article(document, labels, losses)).encode("utf-8", "replace")
    rules = "".join(
        f"mark.l{number} {{ border-color: hsl({_HUES[number % len(_HUES)]} 60% 45%) }}\n"
        for number in labels.values()
    )
    yield f"<style>{rules}</style></body></html>\n".encode()


def tells(source: bytes) -> bool:
    """Tell whether a page is one that `write` or a report made."""
    return source.startswith(_BEGINNINGS)


def _article(document: Document, labels: dict[str, int], losses: Losses) -> Iterator[str]:
    for annotation in document.annotations:
        labels.setdefault(annotation.label, len(labels))
        losses.add_fields(annotation, RELATIONS, STATUSES, REVISIONS, OTHER_VALUES)
    yield f"<article><header><bdi>{written(document.key)}</bdi> {written(document.date)}</header>"
    yield f"<h2>{written(document.title or document.key)}</h2><p>"
    yield from marked(document.text, document.annotations, labels)
    yield "</p></article>\n"
