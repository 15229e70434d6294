"""CoNLL with BIO tags, as CoNLL-2003 has it: a token and its tag to a line, an empty line after a sentence.

The format is flat: of spans that overlap, the shorter ones stay. A token is a run of letters, digits and
marks, or any other character, so an edge inside a token moves to the edge of the token.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import chain
from typing import TYPE_CHECKING

from hashiya.exchange.incoming import Incoming, Read, Refusal
from hashiya.exchange.losses import (
    ANNOTATORS,
    ATTRIBUTES,
    EDGES,
    NOTES,
    OTHER_VALUES,
    OVERLAPS,
    RELATIONS,
    REVISIONS,
    SPACES,
    STATUSES,
)
from hashiya.exchange.numbered_lines import decoded, numbered_text_lines
from hashiya.exchange.tags import spans_of
from hashiya.exchange.tokens import iter_sentence_tokens
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses
    from hashiya.text.spans import Span

_LINE = re.compile(r"(?P<token>\S+)[ \t]+(?:\S+[ \t]+)*?(?P<tag>O|[BIES]-\S+)[ \t]*")
_START = "-DOCSTART-"
_BEGINNING = 4096
_FEWEST_LINES = 2
_SOME_LINES = 20


def write(documents: Iterable[Document], losses: Losses) -> Iterator[bytes]:
    """Write every article after a line ``-DOCSTART- O``."""
    for document in documents:
        yield f"{_START} O\n\n".encode()
        sentences = list(iter_sentence_tokens(document.text))
        tags = _tags(document, [token for sentence in sentences for token in sentence], losses)
        words = [[token.cut(document.text) for token in sentence] for sentence in sentences]
        losses.add(SPACES, document.text.rstrip() != "\n".join(map(" ".join, words)))
        for tokens, sentence in zip(sentences, words, strict=True):
            tagged = zip(tokens, sentence, strict=True)
            lines = [f"{word} {tags.get(start, 'O')}\n" for (start, _), word in tagged]
            yield "".join([*lines, "\n"]).encode("utf-8", "replace")


def _tags(document: Document, tokens: Sequence[Span], losses: Losses) -> Mapping[int, str]:
    """Return the tags of the tokens in spans, by the offsets of the tokens."""
    starts, ends = [start for start, _ in tokens], [end for _, end in tokens]
    tags: dict[int, str] = {}
    for annotation in sorted(document.annotations, key=lambda each: (each.end - each.start, each.start)):
        losses.add_fields(
            annotation, ATTRIBUTES, RELATIONS, NOTES, ANNOTATORS, STATUSES, REVISIONS, OTHER_VALUES
        )
        touched = range(bisect_right(ends, annotation.start), bisect_left(starts, annotation.end))
        if not touched or any(starts[place] in tags for place in touched):
            losses.add(OVERLAPS)
            continue
        losses.add(EDGES, (starts[touched[0]], ends[touched[-1]]) != (annotation.start, annotation.end))
        label = re.sub(r"\s", "_", annotation.label)
        tags |= {starts[place]: f"{'B' if place == touched[0] else 'I'}-{label}" for place in touched}
    return tags


def tells(source: bytes) -> bool:
    """Tell whether each of the first lines is empty, or a token with a BIO tag."""
    head = source[:_BEGINNING].decode("utf-8-sig", "ignore").split("\n")
    whole = head if len(source) <= _BEGINNING else head[:-1]
    found = [line.strip() for line in whole[:_SOME_LINES]]
    lines = [line for line in found if line and not line.startswith((_START, "#"))]
    return len(lines) >= _FEWEST_LINES and all(map(_LINE.fullmatch, lines))


def read(source: bytes) -> Read:
    """Read the spans of the articles; tokens are joined with spaces, and sentences with newlines."""
    found = Read([], [], texts := {})
    article = _Article("1")
    for number, line in chain(numbered_text_lines(decoded(source, found), found), ((0, _START),)):
        stripped = line.strip()
        if stripped.startswith(_START):
            if article.text:
                article.end_sentence()
                texts[article.name] = "".join(article.text).rstrip()
                found.incoming.extend(article.incoming)
                article = _Article(str(len(texts) + 1))
        elif not stripped:
            article.end_sentence()
        elif match := _LINE.fullmatch(stripped):
            article.add(number, match["token"], match["tag"])
        elif not stripped.startswith("#"):
            found.refusals.append(Refusal(number, Message("exchange.not_conll")))
    return found


class _Article:
    """An article that is read token by token."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.text: list[str] = []
        self.incoming: list[Incoming] = []
        self._length = 0
        # of the open sentence: the line and the offsets of each token, and its tag
        self._tokens: list[tuple[int, int, int]] = []
        self._tags: list[str] = []

    def add(self, line: int, token: str, tag: str) -> None:
        """Add a token to the open sentence."""
        if self._tokens:
            self._put(" ")
        self._tokens.append((line, self._length, self._length + len(token)))
        self._tags.append(tag)
        self._put(token)

    def end_sentence(self) -> None:
        """End a sentence and make a record of each of its spans; the next one begins a paragraph."""
        for first, last, label in spans_of(self._tags):
            (line, start, _), (_, _, end) = self._tokens[first], self._tokens[last - 1]
            record = {"article": self.name, "label": label, "start": start, "end": end}
            self.incoming.append(Incoming(line, record))
        if self._tokens:
            self._put("\n")
        self._tokens, self._tags = [], []

    def _put(self, piece: str) -> None:
        self.text.append(piece)
        self._length += len(piece)
