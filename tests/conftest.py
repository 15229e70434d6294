"""Articles, stores and readers for tests, each test with a folder of its own."""

from __future__ import annotations

import itertools
import os
import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import hatch_build
import pytest
from hypothesis import HealthCheck, settings

from hashiya import messages, programs
from hashiya.article.reading import read_article
from hashiya.codebook.label import DEFAULT
from hashiya.session.preferences import DEFAULT_MEASURE
from hashiya.session.reader import Reader
from hashiya.store.tinydb.store import Store
from tests.shares import SAMPLE, WHOLE, leave_out
from tests.storing import ANNOTATOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hashiya.article.article import Article
    from hashiya.session.other_annotators import OtherAnnotators
    from hashiya.session.proposer import Teacher
    from hashiya.workspace.workspace import Workspace
    from tests.postgresql import RunningServer, TeamDatabase


# how long an example takes says more of the machine, and of what else runs on it, than of hashiya;
# the examples are the same in each run, so that a change is judged by its own: `make fuzz` draws new ones
settings.register_profile(
    SAMPLE,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="HASHIYA_FUZZ" not in os.environ,
)
settings.register_profile(WHOLE, settings.get_profile(SAMPLE))

_LONGEST_NAME = 200
PROGRAM_FOLDERS = ("faults", "hostile", "terminal", "terminals")
"""Where nearly every test starts a program."""


class ReaderOf(Protocol):
    """Makes a reader of a text."""

    def __call__(
        self,
        text: str,
        *,
        name: str = "article.txt",
        measure: int = DEFAULT_MEASURE,
        told: Callable[[], object] = lambda: None,
        workspace: Workspace | None = None,
        teacher: Teacher | None = None,
        annotators: OtherAnnotators | None = None,
    ) -> Reader: ...


def pytest_configure(config: pytest.Config) -> None:
    """Compile the sentences that were changed, once, and let the programs that tests start speak English.

    How many examples of a property are looked at is settled before the first test is imported.
    """
    if not hasattr(config, "workerinput"):
        hatch_build.compile_all()
    heed_signals()
    settings.load_profile(SAMPLE if "not exhaustive" in config.option.markexpr else WHOLE)
    os.environ["LANGUAGE"] = messages.LANGUAGES[0]


def heed_signals() -> None:
    """Let programs that tests start heed the signals that this process was told to ignore.

    A shell lets what runs in its background ignore SIGINT, and ``nohup`` SIGHUP. A handler is not inherited.
    """
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """The workers of ``-n auto``: more than there are processors, for many tests wait for a program."""
    return 2 * (os.cpu_count() or 1)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case of a long text by its length, for a name of 100,000 letters fills the screen."""
    if isinstance(val, str | bytes) and len(val) > _LONGEST_NAME:
        return f"{argname} of {len(val)}"
    return None


def pytest_itemcollected(item: pytest.Item) -> None:
    """Leave the cases of a sampled test that are not of the sample to ``make test-all``; mark the team's."""
    leave_out(item)
    if "team_server" in getattr(item, "fixturenames", ()):
        item.add_marker("team")
        item.add_marker("process")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let each process of a parallel run begin with its share of the tests that start programs.

    Each takes an equal stretch of the list. One that came to a long test last would go on alone.
    """
    count = getattr(config, "workerinput", {}).get("workercount")
    if count is not None:
        programs = [item for item in items if starts_programs(item)]
        others = [item for item in items if not starts_programs(item)]
        stretches = itertools.pairwise(len(others) * number // count for number in range(count + 1))
        items[:] = [
            item
            for number, (begin, end) in enumerate(stretches)
            for item in (*programs[number::count], *others[begin:end])
        ]


def starts_programs(item: pytest.Item) -> bool:
    """Tell whether a test starts programs, as most of those do that take long."""
    folder, *_ = item.path.relative_to(Path(__file__).parent).parts
    return folder in PROGRAM_FOLDERS or item.get_closest_marker("process") is not None


@pytest.fixture(scope="session")
def state_homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Name folders in one folder, for pytest looks through all of its own to find the next number."""
    homes = tmp_path_factory.mktemp("states")
    return (homes / str(number) for number in itertools.count())


@pytest.fixture(scope="session", autouse=True)
def _one_annotator(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let everybody who runs the tests be one annotator, in a temporary folder of their own.

    pytest names that folder after the login, too, and refuses one that belongs to somebody else.
    """
    tmp_path_factory.getbasetemp()
    os.environ["LOGNAME"] = ANNOTATOR


@pytest.fixture(autouse=True)
def state_home(state_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what lasts beyond a run, and a user's own settings, in a folder of the test's own."""
    folder = next(state_homes)
    folder.mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def chosen_language() -> Iterator[None]:
    """Leave the language to the environment again after a test that chose one."""
    yield
    messages.speak(None)


@pytest.fixture(autouse=True)
def programs_may_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let programs be started although a test before has ended them all."""
    monkeypatch.setattr(programs, "_is_ending", threading.Event())


@pytest.fixture(scope="session")
def team_server() -> Iterator[RunningServer]:
    """A PostgreSQL server, one for all tests of a process."""
    from tests.postgresql import running_server  # few tests need psycopg

    with running_server() as running:
        yield running


@pytest.fixture
def database(team_server: RunningServer) -> Iterator[TeamDatabase]:
    """A database with the schema of a team."""
    from tests.postgresql import made_database

    with made_database(team_server) as made:
        yield made


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store that has no folder yet."""
    return Store(tmp_path / "annotations")


@pytest.fixture
def article_of(tmp_path: Path) -> Callable[..., Article]:
    """Writes a text to a file and reads it: ``article_of(text, name="article.txt")``."""

    def make(text: str, name: str = "article.txt") -> Article:
        path = tmp_path / name
        path.write_bytes(text.encode())
        return read_article(path)

    return make


@pytest.fixture
def reader_of(store: Store, article_of: Callable[..., Article]) -> Iterator[ReaderOf]:
    """Writes a text to a file and opens it in a reader; the readers are closed after the test."""
    readers: list[Reader] = []

    def make(
        text: str,
        *,
        name: str = "article.txt",
        measure: int = DEFAULT_MEASURE,
        told: Callable[[], object] = lambda: None,
        workspace: Workspace | None = None,
        teacher: Teacher | None = None,
        annotators: OtherAnnotators | None = None,
    ) -> Reader:
        article = article_of(text, name)
        annotations = store.open(article)
        reader = Reader(
            article,
            annotations,
            DEFAULT,
            measure=measure,
            told=told,
            workspace=workspace,
            teacher=lambda: teacher,
            annotators=lambda: annotators,
        )
        readers.append(reader)
        return reader

    yield make
    for reader in readers:
        reader.close()
