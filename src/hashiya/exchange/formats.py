"""The registry of formats that annotations are exported to and imported from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.exchange import (
    brat,
    casjson,
    conll,
    conllu,
    csv,
    doccano,
    html,
    jsonl,
    labelstudio,
    markdown,
    parquet,
    prodigy,
    qdpx,
    spacy,
    tei,
    tei_inline,
    w3c,
    webanno,
    xlsx,
    xmi,
)
from hashiya.exchange.losses import (
    ANNOTATORS,
    ATTRIBUTES,
    CONTROLS,
    CUT,
    EDGES,
    FREE_VALUES,
    LINE_ENDS,
    LISTS,
    MARGINS,
    NOTE_LINES,
    NOTES,
    OTHER_VALUES,
    OVERLAPS,
    PLACES,
    RELATIONS,
    REVISIONS,
    SPACES,
    STATUSES,
)
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hashiya.exchange.document import Document
    from hashiya.exchange.incoming import Read
    from hashiya.exchange.losses import Loss, Losses


@dataclass(frozen=True, slots=True)
class Format:
    """A format for exchanging annotations.

    Attributes:
        name: as on the command line.
        endings: endings of file names, with the dot, in lower case; the usual one first. A format that shares
            its ending with an earlier one is named, or known by its content.
        title: a description for people.
        write: writes articles with their annotations as the pieces of a file, and counts what is lost.
        read: reads the content of a file; None if the format can only be written.
        tells: tells whether content is clearly in this format; None if content never shows that.
        lacks: what the format cannot hold.
        holds_text: whether the text of the articles is in the file.
        takes_written: whether `write` takes records as lines of JSON, too.
        extra: name of the extra of the package that the format needs, or empty.
    """

    name: str
    endings: tuple[str, ...]
    title: Message
    write: Callable[[Iterable[Document], Losses], Iterator[bytes]]
    read: Callable[[bytes], Read] | None = None
    tells: Callable[[bytes], bool] | None = None
    lacks: tuple[Loss, ...] = ()
    holds_text: bool = False
    takes_written: bool = False
    extra: str = ""


_ALL_BUT_LABELS = (ATTRIBUTES, RELATIONS, NOTES, ANNOTATORS, STATUSES, REVISIONS, OTHER_VALUES)
"""The losses of a format that holds words and their labels alone."""

FORMATS = {
    format_.name: format_
    for format_ in (
        Format(
            "jsonl",
            (".jsonl", ".ndjson"),
            Message("exchange.jsonl"),
            jsonl.write,
            jsonl.read,
            jsonl.tells,
            takes_written=True,
        ),
        Format("csv", (".csv",), Message("exchange.csv"), csv.write, csv.read, csv.tells),
        Format(
            "xlsx",
            (".xlsx",),
            Message("exchange.xlsx"),
            xlsx.write,
            xlsx.read,
            xlsx.tells,
            lacks=(CUT,),
            extra=xlsx.EXTRA_NAME,
        ),
        Format(
            "doccano",
            (".jsonl",),
            Message("exchange.doccano"),
            doccano.write,
            doccano.read,
            doccano.tells,
            lacks=(ATTRIBUTES, NOTES, ANNOTATORS, STATUSES, REVISIONS, OTHER_VALUES),
            holds_text=True,
        ),
        Format(
            "prodigy",
            (".jsonl",),
            Message("exchange.prodigy"),
            prodigy.write,
            prodigy.read,
            prodigy.tells,
            holds_text=True,
        ),
        Format(
            "labelstudio",
            (".json",),
            Message("exchange.labelstudio"),
            labelstudio.write,
            labelstudio.read,
            labelstudio.tells,
            lacks=(ANNOTATORS, STATUSES, REVISIONS, OTHER_VALUES, LISTS),
            holds_text=True,
        ),
        Format("w3c", (".jsonld", ".json"), Message("exchange.w3c"), w3c.write, w3c.read, w3c.tells),
        Format(
            "brat",
            (".zip", ".ann"),
            Message("exchange.brat"),
            brat.write,
            brat.read,
            brat.tells,
            lacks=(ANNOTATORS, STATUSES, REVISIONS, OTHER_VALUES, FREE_VALUES, NOTE_LINES),
            holds_text=True,
        ),
        Format(
            "qdpx",
            (".qdpx",),
            Message("exchange.qdpx"),
            qdpx.write,
            qdpx.read,
            qdpx.tells,
            lacks=(STATUSES, REVISIONS, OTHER_VALUES, FREE_VALUES, LISTS, LINE_ENDS),
            holds_text=True,
        ),
        Format(
            "tei",
            (".xml", ".tei"),
            Message("exchange.tei"),
            tei.write,
            tei.read,
            tei.tells,
            lacks=(STATUSES, REVISIONS, OTHER_VALUES, CONTROLS),
            holds_text=True,
        ),
        Format(
            "xmi",
            (".xmi", ".zip"),
            Message("exchange.xmi"),
            xmi.write,
            xmi.read,
            xmi.tells,
            lacks=(CONTROLS,),
            holds_text=True,
        ),
        Format(
            "casjson",
            (".json", ".zip"),
            Message("exchange.casjson"),
            casjson.write,
            casjson.read,
            casjson.tells,
            holds_text=True,
        ),
        Format(
            "webanno",
            (".tsv", ".zip"),
            Message("exchange.webanno"),
            webanno.write,
            webanno.read,
            webanno.tells,
            lacks=(MARGINS, SPACES),
            holds_text=True,
        ),
        Format(
            "tei-inline",
            (".xml",),
            Message("exchange.tei_inline"),
            tei_inline.write,
            lacks=(*_ALL_BUT_LABELS, OVERLAPS, CONTROLS),
            holds_text=True,
        ),
        Format(
            "conll",
            (".conll", ".bio", ".iob"),
            Message("exchange.conll"),
            conll.write,
            conll.read,
            conll.tells,
            lacks=(*_ALL_BUT_LABELS, OVERLAPS, EDGES, SPACES),
            holds_text=True,
        ),
        Format(
            "conllu",
            (".conllu",),
            Message("exchange.conllu"),
            conllu.write,
            conllu.read,
            conllu.tells,
            lacks=_ALL_BUT_LABELS,
            holds_text=True,
        ),
        Format(
            "spacy",
            (".spacy",),
            Message("exchange.spacy"),
            spacy.write,
            spacy.read,
            spacy.tells,
            lacks=_ALL_BUT_LABELS,
            holds_text=True,
        ),
        Format(
            "parquet",
            (".parquet",),
            Message("exchange.parquet"),
            parquet.write,
            parquet.read,
            parquet.tells,
            holds_text=True,
            extra=parquet.EXTRA_NAME,
        ),
        Format(
            "html",
            (".html", ".htm"),
            Message("exchange.html"),
            html.write,
            tells=html.tells,
            lacks=(RELATIONS, STATUSES, REVISIONS, OTHER_VALUES),
            holds_text=True,
        ),
        Format(
            "markdown",
            (".md",),
            Message("exchange.markdown"),
            markdown.write,
            tells=markdown.tells,
            lacks=(PLACES, ANNOTATORS, STATUSES, REVISIONS, OTHER_VALUES),
            holds_text=True,
        ),
    )
}
"""Every format by its name; the first one is the default."""

DEFAULT = "jsonl"


def format_named(name: str) -> Format:
    """Find the format of a name.

    Raises:
        HashiyaError: there is none; lists the known names.
    """
    try:
        return FORMATS[name]
    except KeyError:
        raise HashiyaError(Message("exchange.format_unknown", name=name, names=tuple(FORMATS))) from None
