from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store.tinydb.record_lines import encode_record, encode_tables
from hashiya.store.tinydb.store_file import read_store_file
from tests.refusals import cause_of, id_of, parameters_of, refused_as_damaged

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = '"article": {"1": {"path": "a.txt"}}'


def refusal(path: Path) -> HashiyaError:
    with pytest.raises(HashiyaError) as caught:
        read_store_file(path)
    assert parameters_of(caught.value.told)["path"] == path
    return caught.value


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "s.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_what_is_encoded_is_one_record_to_a_line_and_comes_back(tmp_path: Path) -> None:
    records = {"1": {"note": 'قال "نعم"\n', "l": "\udce9"}, "2": {}}
    encoded = encode_tables(
        {
            "article": [encode_record("1", {"path": "خبر.txt"})],
            'odd " name': [],
            "annotations": [encode_record(number, record) for number, record in records.items()],
        }
    )
    content = read_store_file(write(tmp_path, encoded))
    assert content is not None
    assert content.tables == {"article": {"1": {"path": "خبر.txt"}}, 'odd " name': {}, "annotations": records}
    assert '"1": {"path": "خبر.txt"}\n'.encode() in encoded


def test_a_missing_file_is_nothing(tmp_path: Path) -> None:
    assert read_store_file(tmp_path / "none.json") is None


def test_a_byte_order_mark_is_let_pass(tmp_path: Path) -> None:
    content = read_store_file(write(tmp_path, "\ufeff{" + ARTICLE + "}"))
    assert content is not None
    assert content.tables["article"]["1"]["path"] == "a.txt"


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        ("{" + ARTICLE + ', "annotations": {"1": {"id"', "annotation.json_invalid"),
        ("{" + ARTICLE + "}}", "annotation.json_invalid"),
        ("{" + ARTICLE + ",}", "annotation.json_invalid"),
        ("<<<<<<< HEAD\n{}\n", "annotation.json_invalid"),
        ("{\n" + ARTICLE + ',\n"annotations": {"1": {"start": NaN}}}', "annotation.json_constant"),
        ("{" + ARTICLE + ', "annotations": {"1": {}, "1": {}}}', "annotation.json_repeated_key"),
        ("", "store.empty_file"),
        (" \n", "store.empty_file"),
        ("[]", "store.no_object"),
        ("3", "store.no_object"),
        ("null", "store.no_object"),
        ("{}", "store.not_ours"),
        ('{"_default": {"1": {}}}', "store.not_ours"),
        ("{" + ARTICLE + ', "annotations": []}', "store.bad_table"),
        ("{" + ARTICLE + ', "annotations": {"1": "x"}}', "store.bad_record"),
        ("{" + ARTICLE + ', "annotations": {"x": {}}}', "store.bad_record"),
        (bytes(50), "annotation.json_invalid"),
        ("{}".encode("utf-16"), "annotation.not_utf8"),
        ("[" * 100_000, "annotation.json_too_deep"),
        (
            "{" + ARTICLE + ', "annotations": {"1": {"start": ' + "9" * 5000 + "}}}",
            "annotation.number_too_long",
        ),
    ],
)
def test_a_damaged_file_is_refused_with_its_cause_and_left_as_it_is(
    tmp_path: Path, source: str | bytes, cause: str
) -> None:
    path = write(tmp_path, source)
    before = path.read_bytes()
    assert id_of(parameters_of(refusal(path).told)["cause"]) == cause
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["s.json"]


def test_a_damaged_file_names_its_backup(tmp_path: Path) -> None:
    path = write(tmp_path, "{")
    assert refusal(path).advice == Message("store.replace_or_move")
    (tmp_path / "s.json.bak").write_text("{" + ARTICLE + "}")
    assert parameters_of(refusal(path).advice)["backup"] == tmp_path / "s.json.bak"


def test_a_link_a_pipe_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("{" + ARTICLE + "}")
    (tmp_path / "link.json").symlink_to(tmp_path / "outside")
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "folder.json").mkdir()
    assert cause_of(refusal(tmp_path / "link.json")) == Message("files.is_link")
    assert cause_of(refusal(tmp_path / "pipe.json")) == Message("files.not_regular")
    assert cause_of(refusal(tmp_path / "folder.json")) == Message("files.is_folder")


@pytest.mark.parametrize(
    "number", ["01", "00", "+1", "-1", "1.0", " 1", "\u0661", "1_0", "x", "", "9" * 16, "9" * 5000]
)
def test_a_number_of_a_record_is_written_in_one_way_only(tmp_path: Path, number: str) -> None:
    path = tmp_path / "s.json"
    records = {"1": {"id": "a"}, number: {"id": "b"}}
    path.write_text(json.dumps({"article": {}, "annotations": records}))
    with refused_as_damaged(Message("store.bad_record", table="annotations", number=number[:40])):
        read_store_file(path)


def test_any_other_number_is_one_of_a_record(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    records = {number: {"id": number} for number in ("0", "1", "10", "9" * 15)}
    path.write_text(json.dumps({"article": {}, "annotations": records}))
    content = read_store_file(path)
    assert content is not None
    assert content.tables["annotations"] == records
