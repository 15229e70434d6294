"""The backends on which every promise of a repository is tested; another one is added to `BACKENDS`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from hashiya.annotation.annotation import Annotation, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.article.reading import read_article
from hashiya.store import Store
from hashiya.store.memory import MemoryRepository
from hashiya.store.pending.pending_repository import PendingRepository
from hashiya.store.records.tables import ANNOTATIONS
from hashiya.text.spans import Span
from tests.store.pending.unreliable import Faults, Unreliable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from hashiya.article.article import Article
    from hashiya.store.postgresql.repository import TeamRepository
    from hashiya.store.records.article_records import ArticleRecords
    from hashiya.store.repository.conflict import Conflict
    from hashiya.store.repository.protocols import ArticleRepository, Repository
    from tests.postgresql import TeamDatabase

TEXT = "وصل اللواء علي النعسان إلى موسكو، وقال نجار: «العلاقة مع روسيا لا بد منها». " * 5
KEY, OTHER = "articles/a.txt", "articles/b.txt"


class Backend(Protocol):
    """A way to keep annotations."""

    def view(self) -> Repository:
        """The repository as another program opens it, which has read nothing yet."""

    def open(self, article: Article) -> ArticleRepository:
        """An article as another program opens it, which has read nothing yet."""

    def plant(self, key: str, record: Mapping[str, Any]) -> None:
        """Put a record among the annotations of an article that need not be one."""


class InMemory:
    def __init__(self, root: Path) -> None:
        self.repository = MemoryRepository(root)

    def view(self) -> Repository:
        return self.repository

    def open(self, article: Article) -> ArticleRepository:
        return self.view().open(article)

    def plant(self, key: str, record: Mapping[str, Any]) -> None:
        _plant(self.repository.open_key(key), record)


class InFiles:
    def __init__(self, root: Path) -> None:
        self.folder = root / "annotations"

    def view(self) -> Repository:
        return Store(self.folder)

    def open(self, article: Article) -> ArticleRepository:
        return self.view().open(article)

    def plant(self, key: str, record: Mapping[str, Any]) -> None:
        _plant(Store(self.folder).open_key(key), record)

    def tear(self, key: str) -> None:
        """Damage the file of an article."""
        Store(self.folder).file_of(key).write_text("torn")

    def tear_collection(self, name: str) -> None:
        """Damage the file of a collection."""
        (self.folder / "collections" / f"{name}.json").write_text("torn")


class NewInFiles(InFiles):
    def open(self, article: Article) -> ArticleRepository:
        store = self.view()
        return store.open(article) if store.is_kept(store.find_key(article)) else store.open_new(article)


class Pending(InMemory):
    """A repository in memory that can be reached, behind one that keeps what waits."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.folder = root.parent / f"{root.name}-state"

    def view(self) -> Repository:
        return PendingRepository(self.repository, self.folder, pause=0)


class Waiting(Pending):
    """A repository in memory that answers and takes nothing, so that all waits."""

    def view(self) -> Repository:
        away = Unreliable(self.repository, Faults(is_away=True, only_saving=True))
        return PendingRepository(away, self.folder, pause=0)


def _plant(records: ArticleRecords, record: Mapping[str, Any]) -> None:
    with records._changing():
        records._tables.table(ANNOTATIONS).set_numbered(None, record)
        records._describe()


class InTeam:
    """The database of a team, as a person without a name uses it, to whom all annotations belong."""

    def __init__(self, root: Path, database: TeamDatabase) -> None:
        self._root = root
        self._database = database
        database.add("", "none")

    def view(self) -> Repository:
        return self._repository()

    def _repository(self) -> TeamRepository:
        from hashiya.store.postgresql.repository import TeamRepository  # needs psycopg

        return TeamRepository(self._database.address()._replace(root=self._root), "")

    def open(self, article: Article) -> ArticleRepository:
        return self.view().open(article)

    def plant(self, key: str, record: Mapping[str, Any]) -> None:
        _plant(self._repository().open_key(key), record)


BACKENDS: dict[str, Callable[[Path], Backend]] = {
    "memory": InMemory,
    "files": InFiles,
    "new": NewInFiles,
    "pending": Pending,
    "waiting": Waiting,
}
TEAM = "postgresql"
"""The backend that needs a server."""


@dataclass
class Desk:
    """A folder with two articles, and a repository of one of the backends."""

    root: Path
    backend: Backend

    def view(self) -> Repository:
        return self.backend.view()

    def open(self, key: str = KEY) -> ArticleRepository:
        """An article as another program opens it, which has read nothing yet."""
        return self.backend.open(self.article(key))

    def article(self, key: str = KEY) -> Article:
        return read_article(self.root / key)

    def made(
        self, start: int = 4, end: int = 22, label: str = "ACTOR", *, key: str = KEY, annotator: str = ""
    ) -> Annotation:
        sha256 = self.article(key).sha256
        return new_annotation(key, sha256, TEXT, Span(start, end), label, annotator=annotator)

    def add(self, start: int = 4, end: int = 22, label: str = "ACTOR", *, key: str = KEY) -> Annotation:
        annotation = self.made(start, end, label, key=key)
        save(self.open(key), Edit(None, annotation))
        return annotation

    def annotations(self, key: str = KEY) -> tuple[Annotation, ...]:
        return self.open(key).load().annotations

    def conflict(self) -> Conflict:
        """The only conflict."""
        (conflict,) = self.open().load().conflicts
        return conflict


def save(repository: ArticleRepository, *edits: Edit) -> None:
    """Save edits all of which must be stored as they were made."""
    assert not repository.commit(new_transaction(repository.key, edits, by="", command="test"))


def make_desk(backend: Callable[[Path], Backend], folder: Path) -> Desk:
    for key in (KEY, OTHER):
        (folder / key).parent.mkdir(exist_ok=True)
        (folder / key).write_bytes(TEXT.encode())
    return Desk(folder, backend(folder))


@pytest.fixture(params=[*BACKENDS, pytest.param(TEAM, marks=(pytest.mark.team, pytest.mark.process))])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Desk:
    if request.param == TEAM:
        database = request.getfixturevalue("database")
        return make_desk(lambda root: InTeam(root, database), tmp_path)
    return make_desk(BACKENDS[request.param], tmp_path)
