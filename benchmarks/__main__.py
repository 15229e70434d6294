"""Measures and prints one table."""

from __future__ import annotations

import argparse
import importlib
import sys

from benchmarks.figure import Figure, table

PARTS = ("startup", "keys", "writing", "layout_throughput", "store")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("name", nargs="*", help=f"one of {', '.join(PARTS)}; all if none is named")
    names = parser.parse_args().name
    if unknown := set(names) - set(PARTS):
        parser.error(f"nothing is called {', '.join(sorted(unknown))}")
    figures: list[Figure] = []
    for name in names or PARTS:
        print(f"measuring {name} …", file=sys.stderr)
        found = importlib.import_module(f"benchmarks.{name}").measure()
        figures += found if isinstance(found, list) else _store_figures(found)
    print(table(figures))


def _store_figures(values: dict[str, float]) -> list[Figure]:
    return [
        Figure(
            f"one more annotation on a file of {count} (p50)",
            "ms",
            values[f"store, insert at {count} (ms)"],
            values[f"tinydb, insert at {count} (ms)"],
            ratio_at_most=most,
        )
        for count, most in (("60", 2), ("10,000", None))
    ]


if __name__ == "__main__":
    main()
