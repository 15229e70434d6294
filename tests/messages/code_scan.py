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
        "annotation/record.py",  # code that is compiled
        "article/__init__.py",  # an error that no person sees
        "article/dateline.py",
        "article/headline.py",
        "article/months.py",
        "article/weekdays.py",
        "article/web/child.py",  # a word between two processes
        "article/web/element.py",
        "article/web/furniture.py",
        "article/web/metadata.py",
        "article/web/shown.py",
        "store/repository/reading.py",  # a status, as it is kept
        "text/hidden.py",  # Unicode's own names
        "text/quotation_marks.py",
    )
)
"""Modules whose texts of several words are data."""

_OF_PROGRAMMERS = ("AttributeError", "TypeError", "ValueError")
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


@cache
def errors_by_hand() -> frozenset[str]:
    """Find the modules in which an error is made of text that is written there."""
    family = _error_family()
    found = set()
    for name, tree in modules():
        texts = {
            target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and _is_text(node.value)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in _calls(tree):
            if _called(call) in family and any(
                _is_text(each) or (isinstance(each, ast.Name) and each.id in texts) for each in call.args
            ):
                found.add(name)
    return frozenset(found)


def sentences_in(room: str) -> list[str]:
    """Find texts of several words in a room, but for docstrings and errors that no person sees."""
    found = []
    for name, tree in modules():
        if name.split("/")[0].removesuffix(".py") != room:
            continue
        if name in NOT_SENTENCES:
            continue
        unseen = {
            id(inner)
            for node in ast.walk(tree)
            if (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
            or (isinstance(node, ast.Call) and _called(node) in _OF_PROGRAMMERS)
            or (isinstance(node, ast.Assign) and _is_css(node))
            for inner in ast.walk(node)
        }
        found += [
            f"{name}:{node.lineno}: {node.value}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in unseen
            and _WORDS.search(node.value)
        ]
    return found


def _is_css(node: ast.Assign) -> bool:
    return any(isinstance(each, ast.Name) and each.id.endswith("CSS") for each in node.targets)


def _error_family() -> set[str]:
    """Name `HashiyaError` and all that is derived from it."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    family = {"HashiyaError"}
    while more := {name for name, its in bases.items() if its & family} - family:
        family |= more
    return family


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(node.value)
    )
