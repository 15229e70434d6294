"""The child process that reads a Parquet file, started by `hashiya.exchange.parquet`.

Its argument is the list of folders with modules, its input the file. It answers with lines of JSON, the names
of the tags and then the rows; or with one line, the reason why the file cannot be read. Question and answer
begin with their length in 8 bytes.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEMORY = 3 << 30
_MOST_ANSWERED = 300_000_000
"""Bytes of all rows together."""
_ROWS = 16
"""Rows that are made at once."""
_LENGTH = 8
_COLUMNS = ("article", "text", "tokens", "tags", "ner_tags", "labels", "spans", "entities")
_TAGS = ("tags", "ner_tags", "labels")


def main() -> None:
    """Read the file and answer."""
    _limit_memory()
    sys.path[:] = json.loads(sys.argv[1])
    # the other allocators take more of the address space than the limit leaves
    os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"
    import pyarrow

    source = sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(_LENGTH), "big"))
    try:
        answer = b"".join(_lines(source))
    except (pyarrow.ArrowMemoryError, MemoryError):
        answer = _line({"refused": "large"})
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError):
        answer = _line({"refused": "damaged"})
    sys.stdout.buffer.write(len(answer).to_bytes(_LENGTH, "big") + answer)


def _lines(source: bytes) -> Iterator[bytes]:
    import pyarrow
    from pyarrow.parquet import ParquetFile

    file = ParquetFile(pyarrow.BufferReader(source))
    columns = [name for name in file.schema_arrow.names if name in _COLUMNS]
    yield _line({"labels": _labels(file.schema_arrow.metadata or {}, columns)})
    left = _MOST_ANSWERED
    for batch in file.iter_batches(_ROWS, columns=columns, use_threads=False):
        if batch.nbytes > left:
            raise MemoryError
        for row in batch.to_pylist():
            line = _line(row)
            left -= len(line)
            if left < 0:
                raise MemoryError
            yield line


def _labels(metadata: dict[bytes, bytes], columns: list[str]) -> list[str]:
    """Return the names of the tags that Hugging Face keeps beside a schema; none if there are none."""
    found: Any = json.loads(metadata.get(b"huggingface", b"{}"))
    for step in ("info", "features", next((name for name in _TAGS if name in columns), "")):
        found = found.get(step) if isinstance(found, dict) else None
    while isinstance(found, dict) and "names" not in found and "feature" in found:
        found = found["feature"]
    names = found.get("names") if isinstance(found, dict) else None
    return [str(name) for name in names] if isinstance(names, list) else []


def _line(row: object) -> bytes:
    """Encode a row; a value that JSON lacks, such as bytes or a day, becomes null."""
    return json.dumps(row, ensure_ascii=False, default=lambda _: None).encode() + b"\n"


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
