"""Runs textual-serve with a font that has Arabic presentation forms: ``serving.py COMMAND FOLDER PORT``."""

from __future__ import annotations

import sys
from pathlib import Path

import textual_serve
from textual_serve.server import Server

_FACES = "".join(
    f'@font-face {{ font-family: "Roboto Mono"; font-weight: {weight}; font-style: {style};'
    f' src: local("DejaVu Sans Mono{name}"); }}'
    for weight, style, name in (
        ("normal", "normal", ""),
        ("bold", "normal", " Bold"),
        ("normal", "italic", " Oblique"),
        ("bold", "italic", " Bold Oblique"),
    )
)


def main(command: str, folder: Path, port: int) -> None:
    """Serves a command until it is ended.

    Args:
        command: for the shell.
        folder: into which the page's template goes.
        port: of this machine.
    """
    page = (Path(textual_serve.__file__).parent / "templates/app_index.html").read_text(encoding="utf-8")
    page = page.replace("<style>", f"<style>{_FACES}", 1).replace("https://fonts.googleapis.com/", "")
    (folder / "app_index.html").write_text(page, encoding="utf-8")
    Server(command, port=port, templates_path=folder.absolute()).serve()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
