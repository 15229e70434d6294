"""Command line: measure, and print one table."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from benchmarks.figure import Figure, table

PARTS = (
    "startup",
    "keys",
    "disturbed",
    "writing",
    "layout_throughput",
    "store",
    "everywhere",
    "suggesting",
    "agreement",
    "report",
)
LOAD, SEARCH = "load", "search"
BY_NAME = (LOAD, SEARCH, "exporting")
"""These benchmarks take minutes, so they run only by name."""

WITH_OPTIONS = ("pages", "effort", "proposals", "library", "team")
"""Read their own options: folders of pages, articles with reference annotations, numbers of articles."""


def main() -> None:
    if sys.argv[1:2] and sys.argv[1] in WITH_OPTIONS:
        importlib.import_module(f"benchmarks.{sys.argv[1]}").main(sys.argv[2:])
        return
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=f"{__doc__} See also {', '.join(f'`{each} --help`' for each in WITH_OPTIONS)}.",
    )
    parser.add_argument(
        "name",
        nargs="*",
        help=f"one of {', '.join((*PARTS, *BY_NAME))}; if none is named, all but the last {len(BY_NAME)}",
    )
    keeps = f"where {LOAD} or {SEARCH} keeps its articles for the next time"
    parser.add_argument("--folder", type=Path, help=keeps)
    parser.add_argument("--each", action="store_true", help=f"of {LOAD}, a figure for each command too")
    arguments = parser.parse_args()
    names: list[str] = arguments.name
    if unknown := set(names) - {*PARTS, *BY_NAME}:
        parser.error(f"nothing is called {', '.join(sorted(unknown))}")
    figures: list[Figure] = []
    for name in names or PARTS:
        print(f"measuring {name} …", file=sys.stderr)
        options = {"folder": arguments.folder} if name in (LOAD, SEARCH) else {}
        if name == LOAD:
            options["each"] = arguments.each
        figures += importlib.import_module(f"benchmarks.{name}").measure(**options)
    print(table(figures))


if __name__ == "__main__":
    main()
