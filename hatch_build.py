"""Compile the catalogues of sentences when hashiya is installed or a wheel is built.

``python hatch_build.py`` does so in a source tree, after a change of a ``.po``.
"""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
LOCALE = Path("src", "hashiya", "messages", "locale")
COMPILED = "hashiya.mo"


class CatalogueHook(BuildHookInterface[Any]):
    """Adds the compiled catalogues to a wheel; an editable installation reads them where they are made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile before the files are gathered."""
        build_data["artifacts"] += [f"/{path.as_posix()}" for path in compile_all(Path(self.root))]


def compile_all(root: Path = ROOT) -> list[Path]:
    """Compile each language's ``.po`` files to one catalogue, unless the catalogue is up to date.

    Returns:
        The catalogues, relative to ``root``.
    """
    compiled = []
    for folder in sorted((root / LOCALE).iterdir()):
        if folder.is_dir():
            target, content = folder / COMPILED, compile_language(folder)
            if not target.exists() or target.read_bytes() != content:
                # a program that starts meanwhile reads the old catalogue or the new one
                new = target.with_name(f"{COMPILED}.{os.getpid()}")
                new.write_bytes(content)
                new.replace(target)
            compiled.append(target.relative_to(root))
    return compiled


def compile_language(folder: Path) -> bytes:
    """Compile the ``.po`` files of one language.

    Raises:
        ValueError: an id is in two files, or a plural form is missing.
    """
    merged = catalogue_of(folder)
    compiled = BytesIO()
    write_mo(compiled, merged)
    return compiled.getvalue()


def catalogue_of(folder: Path) -> Catalog:
    """Read the ``.po`` files of one language as one catalogue.

    Raises:
        ValueError: an id stands in two files.
        babel.messages.pofile.PoFileError: a file is not valid.
    """
    merged = Catalog(locale=folder.name)
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            found = read_po(file, locale=folder.name, abort_invalid=True)
        for message in found:
            if not message.id:
                merged.mime_headers = found.mime_headers
            elif merged.get(message.id) is not None:
                msg = f"{path}: {message.id} is there already"
                raise ValueError(msg)
            else:
                merged[message.id] = message
    return merged


if __name__ == "__main__":
    compile_all()
