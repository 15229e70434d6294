"""The font of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.serving.fonts import STYLES, find_fonts, font_faces, font_folders

if TYPE_CHECKING:
    from pathlib import Path


def test_the_first_folder_that_has_a_style_gives_it(tmp_path: Path) -> None:
    own, system = tmp_path / "own", tmp_path / "system"
    for path in (
        own / "DejaVuSansMono.ttf",
        system / "deep/DejaVuSansMono.ttf",
        system / "DejaVuSansMono-Bold.ttf",
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = find_fonts([tmp_path / "absent", own, system])
    assert found == {"regular": own / "DejaVuSansMono.ttf", "bold": system / "DejaVuSansMono-Bold.ttf"}


def test_without_the_regular_style_there_is_no_font(tmp_path: Path) -> None:
    (tmp_path / "DejaVuSansMono-Bold.ttf").touch()
    assert find_fonts([tmp_path]) == {}


def test_a_style_that_is_not_served_is_taken_from_the_visitor() -> None:
    faces = font_faces(["regular"])
    assert faces.count('url("/font/regular")') == 1
    assert faces.count('local("DejaVu Sans Mono")') == len(STYLES) - 1


def test_the_folders_of_the_user_come_first(tmp_path: Path) -> None:
    assert font_folders({"HOME": str(tmp_path), "XDG_DATA_HOME": "/data"})[0].as_posix() == "/data/fonts"
