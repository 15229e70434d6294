r"""CoNLL-U of Universal Dependencies: sentences of tokens, with white space and annotations in MISC.

White space is told as UDPipe does: ``SpaceAfter=No``, ``SpacesAfter`` and ``SpacesBefore``, so the text comes
back whole. Annotations are in brackets as CorefUD has entities: ``Entity=(e1-ACTOR`` at the first token and
``Entity=e1)`` at the last one. They may nest, cross, and go on in a later sentence. Tokens end at the edges
of annotations. A span inside a multiword token is read exactly if the words make up the token.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

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
from hashiya.exchange.numbered_lines import decoded
from hashiya.exchange.tokens import iter_sentence_tokens
from hashiya.messages import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hashiya.exchange.document import Document
    from hashiya.exchange.losses import Losses
    from hashiya.text.spans import Span

_COLUMNS = 10
_FIELDS = "eid-etype"
_LABEL = "etype"
_ID = re.compile(r"(?P<first>\d{1,9})(?:-(?P<last>\d{1,9}))?")
_EMPTY_WORD = re.compile(r"\d+\.\d+")
_BRACKET = re.compile(r"\((?P<opened>[^()]+)(?P<whole>\))?|(?P<closed>[^()]+)\)")
_NOT_IN_LABELS = re.compile(r"[\s()|=]")
_ESCAPES = {" ": r"\s", "\t": r"\t", "\r": r"\r", "\n": r"\n", "|": r"\p", "\\": "\\\\"}
_UNESCAPES = {escape: character for character, escape in _ESCAPES.items()}
_ESCAPE = re.compile(r"\\[strnp\\]")
_BEGINNING = 8192


def write(documents: Iterable[Document], losses: Losses) -> Iterator[bytes]:
    """Write every article behind a comment ``newdoc``."""
    for document in documents:
        sentences = list(iter_sentence_tokens(document.text, _edges(document)))
        brackets = _brackets(document, [token for sentence in sentences for token in sentence], losses)
        losses.add(SPACES, bool(document.text) and not sentences)
        nexts = [*(sentence[0].start for sentence in sentences[1:]), len(document.text)]
        for number, (sentence, next_start) in enumerate(zip(sentences, nexts, strict=False), 1):
            if number == 1:
                yield f"# newdoc id = {_line(document.key)}\n# global.Entity = {_FIELDS}\n".encode()
            lines = _sentence(document.text, sentence, next_start, brackets, is_first=number == 1)
            head = f"# sent_id = {number}\n# text = "
            head += _line(document.text[sentence[0].start : sentence[-1].end])
            yield "\n".join([head, *lines, "\n"]).encode("utf-8", "replace")


def tells(source: bytes) -> bool:
    """Tell whether the first line that is no comment has ten columns, the first one a number."""
    lines = source[:_BEGINNING].decode("utf-8-sig", "ignore").split("\n")
    first = next((line for line in lines if line.strip() and not line.startswith("#")), "")
    columns = first.split("\t")
    return len(columns) == _COLUMNS and _ID.fullmatch(columns[0]) is not None


def read(source: bytes) -> Read:
    """Read the entities of the articles; sentences are joined as MISC says, else with newlines."""
    texts: dict[str, str] = {}
    found = Read([], [], texts)
    lines = decoded(source, found).split("\n")
    article = _Article("1")
    for number, line in enumerate([*(line.rstrip("\r") for line in lines), "# newdoc"], 1):
        name, equals, value = line.partition("=")
        name = name.strip(" #")
        if not line.strip():
            article.end_sentence()
        elif line.startswith("#") and name.split(" ")[0] == "newdoc":
            if value.strip() == article.name:  # some say so before each sentence
                continue
            article.end(found, texts)
            article = _Article(value.strip() if value.strip() not in texts else "")
        elif line.startswith("#"):
            if name == "global.Entity" and equals:
                article.fields = value.strip().split("-")
        elif not article.take(number, line.split("\t")):
            found.refusals.append(Refusal(number, Message("exchange.not_conllu")))
    return found


def _edges(document: Document) -> set[int]:
    return {edge for each in document.annotations for edge in (each.start, each.end)}


def _brackets(document: Document, tokens: Sequence[Span], losses: Losses) -> Mapping[int, str]:
    """Return the brackets at the tokens by their starts: those that close, whole ones, those that open."""
    starts, ends = [token.start for token in tokens], [token.end for token in tokens]
    closed: dict[int, str] = {}
    opened: dict[int, str] = {}
    number = 0
    for annotation in document.annotations:
        losses.add_fields(
            annotation, ATTRIBUTES, RELATIONS, NOTES, ANNOTATORS, STATUSES, REVISIONS, OTHER_VALUES
        )
        touched = range(bisect_right(ends, annotation.start), bisect_left(starts, annotation.end))
        if not touched:
            losses.add(OVERLAPS)
            continue
        first, last = starts[touched[0]], starts[touched[-1]]
        losses.add(EDGES, (first, ends[touched[-1]]) != (annotation.start, annotation.end))
        number += 1
        label = _NOT_IN_LABELS.sub("_", annotation.label)
        opened[first] = opened.get(first, "") + f"(e{number}-{label}" + ")" * (first == last)
        if first != last:
            closed[last] = f"e{number})" + closed.get(last, "")
    return {start: closed.get(start, "") + opened.get(start, "") for start in {*closed, *opened}}


def _sentence(
    text: str, tokens: Sequence[Span], next_start: int, brackets: Mapping[int, str], *, is_first: bool
) -> Iterator[str]:
    """Generate the line of each token of a sentence.

    Args:
        text: the whole text.
        tokens: of the sentence.
        next_start: where the first token of the next sentence starts, or the end of the text.
        brackets: by the starts of tokens.
        is_first: whether the sentence is the first one.
    """
    ends = [*(token.start for token in tokens[1:]), next_start]
    for number, (token, end) in enumerate(zip(tokens, ends, strict=True), 1):
        usual = "\n" if number == len(tokens) else " "
        misc = [f"Entity={brackets[token.start]}"] if token.start in brackets else []
        if is_first and number == 1 and token.start:
            misc.append(f"SpacesBefore={_escaped(text[: token.start])}")
        if token.end == end:
            misc.append("SpaceAfter=No")
        elif (space := text[token.end : end]) != usual:
            misc.append(f"SpacesAfter={_escaped(space)}")
        yield "\t".join((str(number), token.cut(text), *("_" for _ in range(7)), "|".join(misc) or "_"))


def _escaped(space: str) -> str:
    return "".join(_ESCAPES.get(character, character) for character in space)


def _line(text: str) -> str:
    """Return a text on one line, as a comment has it."""
    return re.sub(r"\s", " ", text).encode("utf-8", "replace").decode()


class _Opened(NamedTuple):
    """An entity that no bracket has closed yet: the line at which it was opened, its label and its start."""

    line: int
    label: str
    start: int


class _Word(NamedTuple):
    """A word of a multiword token: the line, the form, and the brackets."""

    line: int
    form: str
    brackets: str


class _Article:
    """An article that is read line by line.

    Attributes:
        name: of the article; empty if the file gives none.
        fields: the names of what an entity's bracket holds.
    """

    def __init__(self, name: str) -> None:
        self.fields = _FIELDS.split("-")
        self.name = name
        self._text: list[str] = []
        self._length = 0
        self._space, self._is_space_told = "", True
        self._incoming: list[Incoming] = []
        self._refusals: list[Refusal] = []
        self._opened: dict[str, list[_Opened]] = {}
        # of the multiword token whose words come: the form and the last word's number
        self._whole, self._last = "", 0
        self._words: list[_Word] = []

    def take(self, line: int, columns: Sequence[str]) -> bool:
        """Take the line of a token, a multiword token or a word; return False for any other line."""
        if len(columns) != _COLUMNS:
            return False
        if _EMPTY_WORD.fullmatch(columns[0]):
            return True
        match = _ID.fullmatch(columns[0])
        if match is None:
            return False
        form, misc = columns[1], dict(pair.partition("=")[::2] for pair in columns[9].split("|"))
        if match["last"]:
            self._put(form, misc)
            self._whole, self._last = form, int(match["last"])
        elif self._whole:
            self._words.append(_Word(line, form, misc.get("Entity", "")))
            if int(match["first"]) >= self._last:
                self._end_words()
        else:
            start = self._put(form, misc)
            self._bracket(line, misc.get("Entity", ""), start, start + len(form))
        return True

    def end_sentence(self) -> None:
        """End a sentence: a newline follows, unless the last token says otherwise."""
        self._end_words()
        if not self._is_space_told:
            self._space = "\n"

    def end(self, found: Read, texts: dict[str, str]) -> None:
        """Add the article to those that were found, unless it has no token."""
        self.end_sentence()
        if not self._text:
            return
        name = self.name or str(len(texts) + 1)
        # the newline after the last sentence is one of the text only where a token says so
        texts[name] = "".join(self._text) + self._space
        found.incoming.extend(
            each._replace(record={"article": name, **each.record}) for each in self._incoming
        )
        left = (
            Refusal(each.line, Message("exchange.conllu_open"))
            for all_ in self._opened.values()
            for each in all_
        )
        found.refusals.extend((*self._refusals, *left))

    def _put(self, form: str, misc: Mapping[str, str]) -> int:
        """Add a token with the white space around it, and return where it starts."""
        before = self._space + _unescaped(misc.get("SpacesBefore", ""))
        self._text += (before, form)
        start = self._length + len(before)
        self._length = start + len(form)
        is_none = misc.get("SpaceAfter") == "No"
        self._space = _unescaped(misc.get("SpacesAfter", "" if is_none else r"\s"))
        self._is_space_told = is_none or "SpacesAfter" in misc
        return start

    def _end_words(self) -> None:
        """Read the brackets at the words of a multiword token."""
        at = start = self._length - len(self._whole)
        is_exact = "".join(word.form for word in self._words) == self._whole
        for word in self._words:
            end = at + len(word.form)
            places = (at, end) if is_exact else (start, self._length)
            self._bracket(word.line, word.brackets, *places)
            at = end
        self._whole, self._words = "", []

    def _bracket(self, line: int, brackets: str, start: int, end: int) -> None:
        for match in _BRACKET.finditer(brackets):
            if match["opened"]:
                name, _, _ = match["opened"].partition("-")
                parts = match["opened"].split("-", max(len(self.fields) - 1, 0))
                place = self.fields.index(_LABEL) if _LABEL in self.fields else -1
                label = parts[place] if 0 <= place < len(parts) else name
                self._opened.setdefault(name, []).append(_Opened(line, label, start))
            if match["closed"] or match["whole"]:
                waiting = self._opened.get((match["closed"] or match["opened"]).partition("-")[0])
                if not waiting:
                    self._refusals.append(Refusal(line, Message("exchange.not_conllu")))
                    continue
                opened = waiting.pop()
                record = {"label": opened.label, "start": opened.start, "end": end}
                self._incoming.append(Incoming(opened.line, record))


def _unescaped(space: str) -> str:
    return _ESCAPE.sub(lambda match: _UNESCAPES[match[0]], space)
