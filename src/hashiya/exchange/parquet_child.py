"""The child process that reads a Parquet file, started by `hashiya.exchange.parquet`.

Its argument is the list of folders with modules, its input the file. It answers with lines of JSON: the names
of the tags, then the rows; or, in place of any line, with the reason why the file cannot be read.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

_MEMORY = 3 << 30
_MOST_ANSWERED = 300_000_000
"""Bytes of all rows together."""
_ROWS = 16
"""Rows that are made at once."""
_COLUMNS = ("article", "text", "tokens", "tags", "ner_tags", "labels", "spans", "entities")
_TAGS = ("tags", "ner_tags", "labels")


def main() -> None:
    """Read the file and answer."""
    _limit_memory()
    sys.path[:] = json.loads(sys.argv[1])
    # the other allocators take more of the address space than the limit leaves
    os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"
    import pyarrow

    try:
        _answer_all(sys.stdin.buffer.read())
    except (pyarrow.ArrowMemoryError, MemoryError):
        _answer({"refused": "large"})
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError):
        _answer({"refused": "damaged"})


def _answer_all(source: bytes) -> None:
    import pyarrow
    from pyarrow.parquet import ParquetFile

    file = ParquetFile(pyarrow.BufferReader(source))
    columns = [name for name in file.schema_arrow.names if name in _COLUMNS]
    _answer({"labels": _labels(file.schema_arrow.metadata or {}, columns)})
    answered = 0
    for batch in file.iter_batches(_ROWS, columns=columns, use_threads=False):
        if batch.nbytes > _MOST_ANSWERED:
            raise MemoryError
        for row in batch.to_pylist():
            answered += _answer(row)
            if answered > _MOST_ANSWERED:
                raise MemoryError


def _labels(metadata: dict[bytes, bytes], columns: list[str]) -> list[str]:
    """Return the names of the tags that Hugging Face keeps beside a schema; none if there are none."""
    found: Any = json.loads(metadata.get(b"huggingface", b"{}"))
    for step in ("info", "features", next((name for name in _TAGS if name in columns), "")):
        found = found.get(step) if isinstance(found, dict) else None
    while isinstance(found, dict) and "names" not in found and "feature" in found:
        found = found["feature"]
    names = found.get("names") if isinstance(found, dict) else None
    return [str(name) for name in names] if isinstance(names, list) else []


def _answer(row: object) -> int:
    """Write a line and return its length."""
    line = json.dumps(row, default=str).encode() + b"\n"  # in ASCII, so every character survives
    return sys.stdout.buffer.write(line)


def _limit_memory() -> None:
    """Limit memory to more than any real file needs, where the system can."""
    try:
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        return


if __name__ == "__main__":
    main()
