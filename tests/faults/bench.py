"""A folder with an article and a store in it, on which the installed command is run and then judged."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.annotation.annotation import Annotation, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.store.tinydb.file_names import NAME_FILE, backup_of
from hashiya.store.tinydb.store_file import read_store_file
from hashiya.text.spans import Span
from tests.storing import ANNOTATOR, apply, store_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HASHIYA = Path(sys.executable).with_name("hashiya")
THOROUGH = os.environ.get("HASHIYA_FAULTS") == "all"
TEXT = "وصل اللواء علي النعسان إلى موسكو، وقال نجار: «العلاقة مع روسيا لا بد منها». " * 5
ARTICLE = "articles/a.txt"
KEPT, CHANGED = "kept", "changed"
ENVIRONMENT = {
    **{name: os.environ[name] for name in ("PATH", "HOME", "PYTHONPATH") if name in os.environ},
    "LC_ALL": "C.UTF-8",
    "LOGNAME": ANNOTATOR,
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
}


@dataclass(frozen=True)
class Bench:
    """A folder with one article; two annotations of it, ``kept`` and ``changed``, are stored at the start."""

    folder: Path

    @classmethod
    def make(cls, folder: Path) -> Bench:
        bench = cls(folder)
        (folder / "articles").mkdir(parents=True)
        (folder / ARTICLE).write_bytes(TEXT.encode())
        incoming = [
            {"id": f"in-{number}", "label": "EVENT", "start": number, "end": number + 9, "article": ARTICLE}
            for number in range(3)
        ]
        lines = "".join(json.dumps(record) + "\n" for record in incoming)
        (folder / "in.jsonl").write_text(lines, encoding="utf-8")
        for identifier in (KEPT, CHANGED):
            bench.add(identifier)
        return bench

    def copy(self, folder: Path) -> Bench:
        shutil.copytree(self.folder, folder, symlinks=True)
        return Bench(folder)

    def add(self, identifier: str) -> None:
        """Add an annotation from this process."""
        article = read_article(self.folder / ARTICLE)
        store = store_in(self.store).open(article)
        made = new_annotation(store.key, article.sha256, article.text, Span(4, 22), "ACTOR", id=identifier)
        apply(store, [Edit(None, made)])

    @property
    def store(self) -> Path:
        return self.folder / "annotations"

    @property
    def store_folder(self) -> Path:
        """The folder of the annotator in the store."""
        return store_in(self.store).folder

    @property
    def store_file(self) -> Path:
        return store_in(self.store).file_of(ARTICLE)

    def stored(self) -> dict[str, Annotation]:
        """What is stored, after a look at every file of the store."""
        for path in self.store_folder.iterdir():
            if path.name.endswith((".json", ".bak")) and path.name != NAME_FILE:
                assert read_store_file(path) is not None, path
        store = store_in(self.store)
        assert store.survey() == ([ARTICLE], {})
        snapshot = store.load(ARTICLE).checked()
        assert not snapshot.is_older
        assert snapshot.problems == ()
        return dict(snapshot.by_id)

    def run(
        self,
        *arguments: object,
        before: Sequence[str] = (),
        program: Sequence[object] = (HASHIYA,),
        timeout: float = 60,
        **options: object,
    ) -> subprocess.CompletedProcess[str]:
        """Run the installed command or another program in the folder, behind the words of a third one."""
        return self._run([*before, *program, *arguments], timeout, **options)

    def run_python(self, *arguments: object, timeout: float = 60) -> subprocess.CompletedProcess[str]:
        """Run Python in the folder."""
        return self._run([sys.executable, *arguments], timeout)

    def _run(
        self, words: Sequence[object], timeout: float, **options: object
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # type: ignore[call-overload, no-any-return]
            [str(word) for word in words],
            cwd=self.folder,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
            **options,
        )

    def assert_next_command_needs_no_help(self) -> None:
        before = set(self.stored())
        self.add("next")
        assert set(self.stored()) == before | {"next"}
        assert list((self.store_folder / ".locks").iterdir()) == []
        assert read_store_file(backup_of(self.store_file)) is not None


COMMANDS: Mapping[str, tuple[str, ...]] = {
    "annotate": ("annotate", ARTICLE, "--start", "0", "--end", "3", "--label", "ACTOR", "--id", "new"),
    "edit": ("edit", ARTICLE, CHANGED, "--note", "n"),
    "remove": ("remove", ARTICLE, CHANGED),
    "import": ("import", "in.jsonl"),
    "export": ("export", "-o", "out.jsonl"),
}


def assert_all_or_nothing(bench: Bench, command: str, acknowledged: bool, complete: bytes) -> None:
    """Judge what is left of a command: all of what it does is there or nothing, and all if it said so.

    Args:
        bench: where it ran.
        command: which it was.
        acknowledged: whether it ended well, or printed the id.
        complete: what an export of the folder is.
    """
    stored = bench.stored()
    assert KEPT in stored
    ids = set(stored) - {KEPT, CHANGED}
    if command == "annotate":
        done, undone = ids == {"new"}, ids == set()
    elif command == "edit":
        done, undone = stored[CHANGED].note == "n", stored[CHANGED].note == ""
    elif command == "remove":
        done, undone = CHANGED not in stored, CHANGED in stored
    elif command == "import":
        done, undone = ids == {"in-0", "in-1", "in-2"}, ids == set()
    else:
        output = bench.folder / "out.jsonl"
        undone = not output.exists()
        done = not undone and output.read_bytes() == complete
    assert done or undone
    assert done or not acknowledged
