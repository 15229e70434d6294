from __future__ import annotations

from hashlib import sha256

import pytest

from hashiya.text import digests
from hashiya.text.digests import sha256_of


@pytest.mark.parametrize("size", [0, 1, 64, 999_999, 1_000_001])
def test_the_digest_is_that_of_hashlib(size: int) -> None:
    content = b"\xd8\xb9" * (size // 2) + b"x" * (size % 2)
    assert sha256_of(content) == sha256(content).hexdigest()


def test_where_the_interpreter_has_no_module_hashlib_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "_MODULES", ("_no_such_module",))
    digests._small.cache_clear()
    try:
        assert digests._small() is sha256
        assert sha256_of(b"x") == sha256(b"x").hexdigest()
    finally:
        digests._small.cache_clear()
