from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from hashiya.store.locations import key_of, keys_of, path_of, root_of
from hashiya.store.tinydb.file_names import file_name_of


def test_the_root_holds_the_store_even_if_that_is_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "annotations").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "link").symlink_to(tmp_path / "work")
    assert root_of(tmp_path / "work" / "annotations") == tmp_path / "work"
    assert root_of(tmp_path / "link" / "annotations") == tmp_path / "work"
    monkeypatch.chdir(tmp_path / "work")
    assert root_of(Path("annotations")) == tmp_path / "work"


def test_keys_of_many_paths_are_those_of_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "folder").symlink_to(tmp_path / "a")
    for name in ("a/x.txt", "a/مقال.txt", "y.txt"):
        (tmp_path / name).touch()
    (tmp_path / "link.txt").symlink_to(tmp_path / "a" / "x.txt")
    monkeypatch.chdir(tmp_path / "a")
    names = ("a/x.txt", "a/مقال.txt", "y.txt", "folder/x.txt", "link.txt", "a/..", "missing/z.txt")
    paths = [Path("x.txt"), Path(), Path(".."), *(tmp_path / name for name in names)]
    assert list(keys_of(tmp_path, paths)) == [key_of(tmp_path, path) for path in paths]
    assert list(keys_of(tmp_path / "a", paths)) == [key_of(tmp_path / "a", path) for path in paths]


def test_a_key_is_the_path_below_the_root_with_links_resolved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").touch()
    (tmp_path / "link.txt").symlink_to(tmp_path / "a" / "x.txt")
    assert key_of(tmp_path, tmp_path / "a" / "x.txt") == "a/x.txt"
    assert key_of(tmp_path, tmp_path / "a" / ".." / "a" / "x.txt") == "a/x.txt"
    assert key_of(tmp_path, tmp_path / "link.txt") == "a/x.txt"
    assert key_of(tmp_path / "a", tmp_path / "y.txt") == "../y.txt"
    monkeypatch.chdir(tmp_path / "a")
    assert key_of(tmp_path, Path("x.txt")) == "a/x.txt"
    assert key_of(tmp_path, Path()) == "a"


def test_only_keys_below_the_root_have_a_path() -> None:
    root = Path("/r")
    assert path_of(root, "a/b.txt") == Path("/r/a/b.txt")
    for key in ("../b.txt", "a/../../b", "/etc/passwd", "a\0b", ".."):
        assert path_of(root, key) is None
    assert path_of(root, "l\udce9.txt") == Path("/r/l\udce9.txt")
    assert path_of(root, "l\ud800.txt") is None
    assert path_of(root, "..txt") == Path("/r/..txt")


@pytest.mark.parametrize(
    ("key", "slug"),
    [
        ("seeds/003_F226.txt", "003-f226"),
        ("con.txt", "con"),
        ("-rf.txt", "rf"),
        ("a/خبر.txt", "article"),
        ("line\nbreak\x1b[31m.txt", "line-break-31m"),
        ("../../etc/passwd", "article"),
        ("..txt", "article"),
        ("l\udce9\udcff.txt", "l"),
        ("[red]name[.txt", "red-name"),
        ("x" * 300 + ".txt", "x" * 40),
    ],
)
def test_a_file_name_is_a_slug_and_a_hash_of_the_key(key: str, slug: str) -> None:
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    assert file_name_of(key) == f"{slug}-{digest}.json"


def test_articles_of_one_name_have_files_of_their_own() -> None:
    keys = ["d1/same.txt", "d2/same.txt", "same.txt", "SAME.txt", "e\u0301.txt", "é.txt"]
    assert len({file_name_of(key) for key in keys}) == len(keys)


def test_no_key_leads_out_of_the_root_by_a_link(tmp_path: Path) -> None:
    root = tmp_path / "work"
    (root / "inside").mkdir(parents=True)
    (root / "inside" / "a.txt").touch()
    (tmp_path / "secret.txt").touch()
    (root / "out").symlink_to(tmp_path)
    (root / "out.txt").symlink_to(tmp_path / "secret.txt")
    (root / "in.txt").symlink_to(root / "inside" / "a.txt")
    assert path_of(root, "out/secret.txt") is None
    assert path_of(root, "out.txt") is None
    assert path_of(root, "in.txt") == root / "in.txt"
    assert path_of(root, "inside/a.txt") == root / "inside" / "a.txt"
