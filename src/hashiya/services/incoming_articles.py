"""Find or make the articles whose texts are in a file that is imported."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hashiya.annotation.anchor_contexts import comparable
from hashiya.article.article import Article
from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError
from hashiya.files.atomic_file import make_new_file
from hashiya.files.causes import cause_of
from hashiya.messages import Message
from hashiya.services.placing import several
from hashiya.services.text_finder import TextFinder
from hashiya.store.repository.file_health import FileHealth
from hashiya.text.digests import sha256_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from hashiya.services.progress import Progress
    from hashiya.store.repository.protocols import Repository

_ENDING = ".txt"
_BOM = "\ufeff"
_UNSAFE = re.compile(r"[^\w .()-]")
_LONGEST = 100
"""Characters of a part of a file name; names of 255 bytes fit everywhere."""
_MOST_OF_A_NAME = 10_000


class IncomingArticles:
    """The articles of a file; one that no file here has the text of is new, and not written before `write`.

    Attributes:
        new: the new articles.
        elsewhere: the keys of articles that have a text under another name, by the name in the file.
    """

    def __init__(
        self, store: Repository, texts: Mapping[str, str], stem: str, searching: Progress | None = None
    ) -> None:
        """Look at nothing yet.

        Args:
            store: the store, in whose root new articles are made.
            texts: the texts by name.
            stem: the beginning of the name of an article that the file only numbers.
            searching: told of each article in which a text is looked for.
        """
        self._store = store
        self._texts = texts
        self._stem = stem
        self._finder = TextFinder(store, searching)
        self.new: list[Article] = []
        self.elsewhere: dict[str, str] = {}
        self._found: dict[str, Path | Article] = {}

    def holds(self, name: str) -> bool:
        """Tell whether the text of an article is in the file."""
        return name in self._texts

    def find(self, name: str) -> Path | Article | None:
        """Find the article of a name: the path of an existing one, or a new article; None without a text."""
        if name not in self._texts:
            return None
        if name not in self._found:
            self._found[name] = self._look_for(name, self._texts[name])
        return self._found[name]

    def keep(self, names: Iterable[str]) -> None:
        """Leave only some articles to be made, by their names; also those that nothing has asked for yet."""
        kept = set(names)
        articles: list[Article] = []
        for name in self._texts:
            with suppress(HashiyaError):  # several articles here have the text
                if name in kept and isinstance(found := self.find(name), Article):
                    articles.append(found)
        self.new = articles
        self.elsewhere = {name: key for name, key in self.elsewhere.items() if name in kept}

    def write(self) -> None:
        """Write the new articles; none takes the place of another file.

        Raises:
            HashiyaError: an article cannot be written.
        """
        for article in self.new:
            marked = _BOM + article.text if article.text.startswith(_BOM) else article.text
            try:
                article.path.parent.mkdir(parents=True, exist_ok=True)
                make_new_file(article.path, marked.encode("utf-8", "surrogatepass"))
            except OSError as error:
                cause = cause_of(article.path, error)
                raise HashiyaError(
                    Message("services.cannot_write", path=article.path, cause=cause)
                ) from error

    def _look_for(self, name: str, text: str) -> Path | Article:
        """Look for an article by its name, then by its text; another article may have the name."""
        named = self._store.path_of(name)
        if named is not None and _is_file(named) and _has_version(named, text):
            return named
        sha256 = _digest_of(text)
        known = map(self._store.path_of, self._store.keys_of_text(sha256))
        if (there := next((path for path in known if path is not None and _is_file(path)), None)) is not None:
            return there
        if (elsewhere := self._path_of_text(name, text, sha256)) is not None:
            return elsewhere
        path = self._free_path(name, text)
        if os.path.lexists(path):
            return path
        article = Article(path, text, sha256)
        self.new.append(article)
        return article

    def _path_of_text(self, name: str, text: str, sha256: str) -> Path | None:
        """Find the article with a text, or with its lines; None if there is none.

        Raises:
            HashiyaError: several articles have the text.
        """
        if not text.strip():
            return None
        keys = self._finder.keys_of(sha256) or self._finder.keys_of_lines(text)
        if len(keys) > 1:
            raise HashiyaError(several(keys))
        path = self._store.path_of(keys[0]) if keys else None
        if path is not None:
            self.elsewhere[name] = keys[0]
        return path

    def _free_path(self, name: str, text: str) -> Path:
        """Return a path below the root: free, or of an article with this text.

        Raises:
            HashiyaError: no such name is free.
        """
        parts = [_safe(part) for part in PurePosixPath(name).parts if part.strip("./\\")]
        last = parts.pop().removesuffix(_ENDING) if parts else ""
        if last.isdigit() or not last:
            last = _safe(self._stem) if len(self._texts) == 1 else f"{_safe(self._stem)}-{last}"
        folder = self._store.root.joinpath(*parts)
        taken = {article.path for article in self.new}
        for number in range(1, _MOST_OF_A_NAME):
            path = folder / (f"{last}{_ENDING}" if number == 1 else f"{last}-{number}{_ENDING}")
            if isinstance(self._store, FileHealth) and self._store.owns(path):
                continue
            if path not in taken and (not os.path.lexists(path) or _has_text(path, text)):
                return path
        raise HashiyaError(Message("services.no_free_name", name=last, folder=folder))


def _digest_of(text: str) -> str:
    return sha256_of(text.encode("utf-8", "surrogatepass"))


def _safe(part: str) -> str:
    """Return a part of a name without what a file name cannot hold everywhere; never hidden, never empty."""
    return _UNSAFE.sub("_", part).strip(" .")[:_LONGEST] or "_"


def _is_file(path: Path) -> bool:
    """Tell whether there is a file; of an impossible name, such as one that is too long, there is none."""
    return os.path.isfile(path)  # noqa: PTH113  which does not raise


def _has_version(path: Path, text: str) -> bool:
    """Tell whether a file has a version of a text: at least half of its lines."""
    try:
        there = read_article(path).text
    except HashiyaError:  # which is said when the article is opened
        return True
    if there == text:
        return True
    lines = [line for line in map(comparable, text.splitlines()) if line]
    compared = comparable(there)
    return 2 * sum(line in compared for line in lines) >= len(lines)


def _has_text(path: Path, text: str) -> bool:
    try:
        return read_article(path).text == text
    except HashiyaError:
        return False
