from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hashiya.article.reading import read_article
from hashiya.errors import HashiyaError
from tests.refusals import cause_of

SEED = Path(__file__).parents[2] / "seeds" / "003_f22616ff3d8ce778.txt"


def write(folder: Path, content: bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def refusal(path: Path) -> str:
    """Name the cause of a refusal, which names the file."""
    with pytest.raises(HashiyaError) as caught:
        read_article(path)
    assert str(path) in caught.value.message
    return cause_of(caught.value).id


def test_a_seed_is_read_as_its_bytes_decoded() -> None:
    article = read_article(SEED)
    source = SEED.read_bytes()
    assert article.text == source.decode("utf-8")
    assert article.sha256 == hashlib.sha256(source).hexdigest()
    assert (article.path, article.encoding) == (SEED, "utf-8")


def test_newlines_are_not_translated(tmp_path: Path) -> None:
    source = "أ\r\nب\rج\nد\x85ه\u2028و\u2029ز\x0b\x0c".encode()
    assert read_article(write(tmp_path, source)).text == source.decode()


def test_one_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    with_mark = read_article(write(tmp_path, b"\xef\xbb\xbf" + "قال".encode()))
    without = read_article(write(tmp_path, "قال".encode(), "b.txt"))
    assert with_mark.text == without.text == "قال"
    assert with_mark.sha256 == without.sha256
    assert read_article(write(tmp_path, b"\xef\xbb\xbf" * 2)).text == "\ufeff"


def test_nothing_is_normalised(tmp_path: Path) -> None:
    text = "e\u0301 \ufefb ـ \u202eقال\ufffe\U000e0041"
    assert read_article(write(tmp_path, text.encode())).text == text


@pytest.mark.parametrize("source", [b"", b"\xef\xbb\xbf"])
def test_an_empty_file_is_an_empty_article(tmp_path: Path, source: bytes) -> None:
    article = read_article(write(tmp_path, source))
    assert article.text == ""
    assert article.sha256 == hashlib.sha256(b"").hexdigest()


def test_controls_and_a_nul_inside_a_text_are_let_pass(tmp_path: Path) -> None:
    text = "قال\x00 " + "".join(map(chr, range(32))) + "\x7f\x9b\x1b]0;x\x07 نعم"
    assert read_article(write(tmp_path, text.encode())).text == text


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.txt") == "files.missing"
    assert refusal(write(tmp_path, b"x") / "inside") == "files.missing"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "files.is_folder"


def test_a_link_to_a_file_is_followed_and_others_are_refused(tmp_path: Path) -> None:
    target = write(tmp_path, "قال".encode())
    link, dangling, loop = (tmp_path / name for name in ("link", "dangling", "loop"))
    link.symlink_to(target)
    dangling.symlink_to("none")
    loop.symlink_to("loop")
    assert read_article(link).text == "قال"
    assert refusal(dangling) == "files.dangling_link"
    assert refusal(loop) == "files.link_loop"


def test_a_pipe_and_a_device_are_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert refusal(pipe) == "files.not_regular"
    assert refusal(Path("/dev/zero")) == "files.not_regular"


def test_a_pipe_that_takes_the_place_of_a_file_does_not_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    regular = write(tmp_path, b"x").stat()
    monkeypatch.setattr(Path, "stat", lambda *_arguments, **_options: regular)
    assert refusal(pipe) == "files.not_regular"


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, b"x")

    def deny(*_arguments: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", deny)
    assert refusal(path) == "files.permission_denied"


def test_names_that_no_file_can_have_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a\0b") == "files.impossible_name"
    assert refusal(tmp_path / ("ق" * 200)) == "files.name_too_long"


@pytest.mark.parametrize(
    "name",
    ["line\nbreak.txt", "esc\x1b[31m.txt", "-rf.txt", " space .txt", "a%s{0}.txt", "l\udce9\udcff.txt"],
)
def test_a_file_of_any_name_is_read(tmp_path: Path, name: str) -> None:
    assert read_article(write(tmp_path, b"x", name)).text == "x"


@pytest.mark.process
def test_a_text_in_utf8_loads_nothing_that_guesses_or_reads_pages() -> None:
    program = (
        "import sys, pathlib, hashiya.article.reading as it; it.read_article(pathlib.Path(sys.argv[1]));"
        "print(*(name for name in sys.modules if name in sys.argv))"
    )
    heavy = ["charset_normalizer", "resiliparse", "hashiya.article.guessing", "hashiya.article.web"]
    answer = subprocess.run([sys.executable, "-c", program, SEED, *heavy], capture_output=True, check=True)
    assert answer.stdout.split() == []
