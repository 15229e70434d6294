"""Files of strangers: each is refused in one sentence, in bounded memory, and nothing is written."""

from __future__ import annotations

import io
import resource
import struct
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from pyarrow import parquet as pq

from hashiya.exchange.spacy_strings import number_of
from tests.exchange.test_spacy import docbin

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MOST_MEMORY = 2_500_000_000
"""Bytes of address space that an import may take; the child that reads Parquet is limited likewise."""
LONG = "و" * 1_000_000


def parquet_of(table: pa.Table) -> bytes:
    whole = io.BytesIO()
    pq.write_table(table, whole)
    return whole.getvalue()


def endless_texts() -> bytes:
    """A small Parquet file of a hundred thousand long texts."""
    texts = pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), [LONG])
    return parquet_of(pa.table({"text": texts}))


def endless_words() -> bytes:
    """A small DocBin of a thousand long words."""
    tokens = struct.pack("Q", number_of(LONG)) * 1000
    return docbin(
        attrs=[65], strings=[LONG], tokens=tokens, spaces=bytes(1000), lengths=struct.pack("i", 1000)
    )


def zlib_bomb() -> bytes:
    packer = zlib.compressobj()
    start = packer.compress(b"\x81\xa5attrs\xdd\xff\xff\xff\xff")
    return start + b"".join(packer.compress(bytes(10_000_000)) for _ in range(30)) + packer.flush()


def pickled() -> bytes:
    """A DocBin with an extension type, of which careless readers make objects."""
    return zlib.compress(b"\x81\xa5attrs\xc7\x10\x04" + b"cos\nsystem\n(S'x'")


FILES: dict[str, Callable[[], bytes]] = {
    "texts.parquet": endless_texts,
    "footer.parquet": lambda: b"PAR1" + struct.pack("<i", 0x7FFF_FFF0) + b"PAR1",
    "types.parquet": lambda: parquet_of(pa.table({"text": [1.5], "tokens": [[b"\xff"]]})),
    "words.spacy": endless_words,
    "bomb.spacy": zlib_bomb,
    "pickled.spacy": pickled,
    "types.spacy": lambda: docbin(attrs=["ORTH"]),
    "codes.qdc": lambda: b'<!DOCTYPE a [<!ENTITY b "c">]><CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>',
}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems limit no address space")
@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_one_sentence_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(FILES[name]())
    folder = tmp_path / "folder"
    folder.mkdir()

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.RLIM_INFINITY))

    done = subprocess.run(
        [sys.executable, "-m", "hashiya", "import", file],
        cwd=folder,
        preexec_fn=limit,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    told = [line for line in done.stderr.splitlines() if line.startswith("hashiya: ")]
    assert len(told) <= 2  # the cause, and how many were imported
    assert name in told[0]
    assert [path.name for path in folder.iterdir() if path.suffix == ".txt"] == []
