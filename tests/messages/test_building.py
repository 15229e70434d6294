from __future__ import annotations

import subprocess
import sys
import tarfile
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from hatch_build import ROOT

from hashiya.messages import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.process


def built(folder: Path, kind: str, *, of: Path = ROOT) -> Path:
    """Build hashiya as pip does, in an environment that has what it needs."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)],
        cwd=of,
        check=True,
        capture_output=True,
        timeout=120,
    )
    (path,) = folder.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return path


def test_a_wheel_that_is_built_of_the_sdist_has_the_catalogues(tmp_path: Path) -> None:
    with tarfile.open(built(tmp_path, "sdist")) as sources:
        sources.extractall(tmp_path, filter="data")
    (unpacked,) = (path for path in tmp_path.iterdir() if path.is_dir())
    assert not list(unpacked.rglob("*.mo"))
    with ZipFile(built(tmp_path, "wheel", of=unpacked)) as wheel:
        names = wheel.namelist()
    for language in LANGUAGES:
        assert f"hashiya/messages/locale/{language}/hashiya.mo" in names
    assert not [name for name in names if name.endswith(".po")]
