"""hashiya behaves the same on every Python from 3.11.0 on, and says so on an older one."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "hashiya"
# Python matches both wrongly before 3.11.5
POSSESSIVE_OR_ATOMIC = re.compile(r"[\w.\])}](?:[*+?]|(?<=\}))\+|\(\?>")


@pytest.mark.parametrize("module", ["hashiya", "hashiya.cli.main", "hashiya.text.words"])
def test_an_older_python_is_refused_in_one_sentence(module: str) -> None:
    program = f"import sys; sys.version_info = (3, 10, 12, 'final', 0); import {module}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "hashiya needs Python 3.11 or newer; this is Python 3.10.12.\n"
    assert done.stdout == ""


@pytest.mark.parametrize("pattern", ["a++", "[ab]*+c", "(a)?+", "a{2}+", "(?>a)"])
def test_a_possessive_or_atomic_pattern_is_recognized(pattern: str) -> None:
    assert POSSESSIVE_OR_ATOMIC.search(pattern)


def test_no_pattern_is_possessive_or_atomic() -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and POSSESSIVE_OR_ATOMIC.search(node.value)
    ]
    assert found == []
