"""What the source says of messages: the ids and parameters that it uses, and the sentences written in it."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import hashiya

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(hashiya.__file__).parent

NOT_SENTENCES = frozenset(
    (
        "__init__.py",  # said to a Python that is too old to load the messages
        "annotation/record.py",  # code that is compiled
        "article/__init__.py",  # an error that no person sees
        "article/dateline.py",
        "article/headline.py",
        "article/web/child.py",  # a word between two processes
        "article/web/element.py",
        "article/web/furniture.py",
        "article/web/metadata.py",
        "article/web/shown.py",
        "corpus/index.py",  # SQL
        "corpus/index_file.py",
        "dates/months.py",
        "dates/weekdays.py",
        "exchange/conllu.py",  # comments of the format
        "exchange/html.py",  # markup
        "exchange/marking.py",  # markup
        "exchange/spacy_strings.py",  # the names of symbols
        "report/html.py",  # markup
        "store/postgresql/errors.py",  # sentences of the server, which are recognised
        "store/repository/reading.py",  # a status, as it is kept
        "text/hidden.py",  # Unicode's own names
        "text/quotation_marks.py",
    )
)
"""Modules whose texts of several words are data."""

_OF_PROGRAMMERS = ("AttributeError", "TypeError", "ValueError")
_SQL = re.compile(
    r"\s*(SELECT|WITH|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|GRANT|REVOKE|LISTEN|SHOW|SET|COPY)\b"
)
_WORDS = re.compile(r"\b[a-z]{2,},? [a-z]{2,}\b")


class Use(NamedTuple):
    """A place where a message is made: the file and line, the id, the names of its parameters."""

    where: str
    id: str
    parameters: frozenset[str]


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """Parse every module, once; its path is relative to the package."""
    return tuple(
        (path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text("utf-8")))
        for path in sorted(SOURCE.rglob("*.py"))
    )


@cache
def uses() -> tuple[Use, ...]:
    """Find where messages are made; an id or a parameter that only run time would tell is refused."""
    return tuple(_find_uses())


def _find_uses() -> Iterator[Use]:
    for name, tree in modules():
        for call in _calls(tree):
            where = f"{name}:{call.lineno}"
            if _called(call) == "template" and isinstance(call.args[1], ast.Constant):
                yield Use(where, str(call.args[1].value), frozenset())
            elif _called(call) == "Message" and call.args:
                first = call.args[0]
                assert isinstance(first, ast.Constant), f"{where}: the id is not written out"
                assert all(each.arg for each in call.keywords), f"{where}: parameters are not written out"
                yield Use(where, str(first.value), frozenset(each.arg or "" for each in call.keywords))


def sentences() -> list[str]:
    """Find the sentences that are written in the source, but for modules of data."""
    return [
        f"{name}:{line}"
        for name, tree in modules()
        if name not in NOT_SENTENCES
        for line in sentences_in(tree)
    ]


def sentences_in(tree: ast.Module) -> list[str]:
    """Find texts of several words, with their lines, but for docstrings, CSS, SQL, programmers' errors."""
    unseen = {
        id(inner)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        or (isinstance(node, ast.Call) and _called(node) in _OF_PROGRAMMERS)
        or (isinstance(node, ast.Assign) and _is_css(node))
        for inner in ast.walk(node)
    }
    return [
        f"{node.lineno}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in unseen
        and _WORDS.search(node.value)
        and not _SQL.match(node.value)
    ]


def _is_css(node: ast.Assign) -> bool:
    return any(isinstance(each, ast.Name) and each.id.endswith("CSS") for each in node.targets)


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""
