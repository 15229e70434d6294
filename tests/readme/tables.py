"""The tables of each README that are made from what the program declares; `make tables` writes them anew.

Each table stands between two comments, ``<!-- NAME, by make tables -->`` and ``<!-- end of NAME -->``.
"""

from __future__ import annotations

from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hashiya.cli.arguments import usage_of
from hashiya.cli.commands import COMMANDS
from hashiya.codebook.label import DEFAULT
from hashiya.messages import current_language, sentence, speak
from hashiya.session.commands.bindings import Bindings
from hashiya.session.commands.key_names import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hashiya.session.commands.command import Command

ROOT = Path(__file__).parents[2]
READMES = {"en": ROOT / "README.md", "ar": ROOT / "README.ar.md"}
"""The file of each language."""
_WORDS = {
    "en": {
        "key": "key",
        "keys": "keys",
        "name": "name",
        "command": "command",
        "does": "does",
        "or": "or",
        "comma": ", ",
        "proposal": "while a proposal is selected",
        "settling": "while a difference between annotators is decided (`hashiya settle`)",
        "correcting": "while its annotations are edited",
        "margin": "in the margin's list of annotations",
        "questions": "in the list of what is to be decided",
        "library": "in the library",
    },
    "ar": {
        "key": "المفتاح",
        "keys": "المفاتيح",
        "name": "الاسم",
        "command": "الأمر",
        "does": "ما يفعله",
        "or": "أو",
        "comma": "، ",
        "proposal": "حين يكون مقترح محددًا",
        "settling": "عند حسم اختلاف بين المحللين (`hashiya settle`)",
        "correcting": "عند تحرير وسومه",
        "margin": "في قائمة الوسوم في الهامش",
        "questions": "في قائمة الأسئلة المعلقة",
        "library": "في المكتبة",
    },
}


def key_table() -> str:
    """Make the table of keys: what a key does on the page, then what it does elsewhere instead."""
    bindings = Bindings(DEFAULT)
    on_page = {command.id for command in bindings.page.commands}
    lines = [*_head("key", "does"), *_rows(bindings.page.commands)]
    for place, table in (
        ("proposal", bindings.proposal),
        ("settling", bindings.settling),
        ("correcting", bindings.correcting),
        ("margin", bindings.margin),
        ("questions", bindings.questions),
        ("library", bindings.library),
    ):
        lines.append(f"| | **{_word(place)}** |")
        lines += _rows(command for command in table.commands if command.id not in on_page)
    return "\n".join(lines)


def name_table() -> str:
    """Make the table of all commands by their names, with the names of their keys."""
    tables = Bindings(DEFAULT).tables
    commands = {command.id: command for table in tables for command in table.commands}
    rows = (
        f"| `{command.id}` | {_spans(command.keys)} | {sentence(command.title)} |"
        for command in commands.values()
        if not command.id.startswith("label.")  # whose key is set with the label
    )
    return "\n".join([*_head("name", "keys", "does"), *rows])


def shell_table() -> str:
    """Make the table of the shell's commands, each with what it must be told."""
    lines = _head("command", "does")
    for name, command in COMMANDS.items():
        usage = usage_of(f"hashiya {name}", import_module(f"hashiya.cli.{name}_command").ARGUMENTS)
        lines.append(f"| `{usage}` | {sentence(command.explained)} |")
    return "\n".join(lines)


TABLES: dict[str, Callable[[], str]] = {"keys": key_table, "names": name_table, "shell": shell_table}


def with_tables(text: str) -> str:
    """Replace every table of a text by the one in the current language."""
    for name, make in TABLES.items():
        begin, end = f"<!-- {name}, by make tables -->", f"<!-- end of {name} -->"
        before, _, rest = text.partition(begin)
        _, _, after = rest.partition(end)
        text = f"{before}{begin}\n{make()}\n{end}{after}"
    return text


def _rows(commands: Iterable[Command[Any]]) -> Iterator[str]:
    """Make a row for each command, and one for neighbours that share their help."""
    for explained, group in groupby(commands, key=lambda command: command.help):
        yield f"| {_keys([command.keys for command in group])} | {sentence(explained)} |"


def _keys(keys: Sequence[Sequence[str]]) -> str:
    """Write the keys of some commands: ``n`` ``N`` or ``.`` ``,``, or else ``u``, ``ctrl+r`` or ``y``."""
    if len({len(each) for each in keys}) == 1:
        return _either(_spans(map(_written, alike)) for alike in zip(*keys, strict=True))
    if len(keys) > 2:
        return _spans(_written(each[0]) for each in keys)
    return _word("comma").join(_either(_spans([_written(key)]) for key in each) for each in keys)


def _either(alternatives: Iterable[str]) -> str:
    return f" {_word('or')} ".join(alternatives)


def _word(name: str) -> str:
    return _WORDS[current_language()][name]


def _head(*columns: str) -> list[str]:
    """Make the first two lines of a table in the current language."""
    return [f"| {' | '.join(map(_word, columns))} |", "|---" * len(columns) + "|"]


def _spans(words: Iterable[str]) -> str:
    return " ".join(f"`{word}`" for word in words)


def _written(key: str) -> str:
    name = shown(key)
    return f"{shown('ctrl')}+{key[-1]}" if len(name) > 1 and name.startswith("^") else name


if __name__ == "__main__":
    for language, path in READMES.items():
        if path.exists():
            speak(language)
            path.write_text(with_tables(path.read_text(encoding="utf-8")), encoding="utf-8")
