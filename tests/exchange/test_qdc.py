"""REFI-QDA codebooks."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from hashiya.codebook.built_in import coding_of
from hashiya.codebook.label import DEFAULT, LabelSet
from hashiya.codebook.labels import load_labels
from hashiya.exchange import qdc, qdpx
from hashiya.exchange.archive import files_in, zipped
from hashiya.exchange.losses import RELATIONS, Losses
from hashiya.messages import Message
from tests.exchange.test_qdpx import SCHEMA
from tests.exchange.texts import DOCUMENT
from tests.refusals import refused

if TYPE_CHECKING:
    from pathlib import Path

FOREIGN = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="MAXQDA"><Codes>
<Code guid="1" name="دور الدولة" isCodable="true" color="#ff0000">
<Description>سطر "أول"\\
وثانٍ</Description>
<Code guid="2" name="تدخل: عسكري" isCodable="true"/><Code guid="3" name="تدخل: سياسي" isCodable="true"/>
<Code guid="4" name="تصريح" isCodable="true" color="red"/></Code>
<Code guid="5" name="تصريح" isCodable="true"/><Code guid="6" name="1. !" isCodable="true"/>
<Code guid="7" name="NOTHING" isCodable="true"/>
</Codes></CodeBook>"""
OWN = """
[[label]]
name = "CLAIM"
title = "claim"
light = "#112233"
guideline = "«ما يُزعم»"

[[label.attribute]]
name = "stance"
values = ["for", "against"]

[[label.attribute]]
name = "topic"
"""


def written(labels: LabelSet) -> bytes:
    return b"".join(qdc.write(labels, Losses()))


def settings(source: bytes) -> Any:
    return tomllib.loads(qdc.settings_of(source))


def loaded(folder: Path, toml: str) -> LabelSet:
    (folder / "hashiya.toml").write_text(toml, encoding="utf-8")
    return load_labels(folder)


def test_codes_fit_the_schema_of_projects_and_relations_are_lost() -> None:
    source = b"".join(qdc.write(DEFAULT, losses := Losses()))
    assert losses.counts == {RELATIONS: 4}
    codebook = etree.fromstring(source)
    project = source.replace(b"codebook:1.0", b"project:1.0").replace(b' origin="hashiya"', b"", 1)
    body = project.partition(b"?>")[2]
    wrapped = b'<Project xmlns="urn:QDA-XML:project:1.0" name="x">' + body + b"</Project>"
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(etree.fromstring(wrapped))
    assert [code.get("name") for code in codebook[0]] == ["ACTOR", "EVENT", "QUOTE"]
    assert [code.get("name") for code in codebook[0][2]][1:] == [
        "mode: direct",
        "mode: indirect",
        "mode: mixed",
        "cue:",
    ]
    assert codebook[0][0][0].text == str(coding_of(DEFAULT["ACTOR"]).guideline)


def test_codes_have_the_guids_that_they_have_in_a_project() -> None:
    project = files_in(b"".join(qdpx.write([DOCUMENT], Losses())))["project.qde"]
    guids = {code.get("name"): code.get("guid") for code in etree.fromstring(project).iter("{*}Code")}
    assert {"ACTOR", "kind: person"} <= guids.keys()
    for code in etree.fromstring(written(DEFAULT)).iter("{*}Code"):
        assert guids.get(code.get("name"), code.get("guid")) == code.get("guid")


def test_the_default_labels_come_back_without_a_change(tmp_path: Path) -> None:
    assert settings(written(DEFAULT)) == {"label": [{"name": name} for name in DEFAULT.names]}
    assert list(loaded(tmp_path, qdc.settings_of(written(DEFAULT)))) == list(DEFAULT)


def test_a_label_of_the_settings_comes_back_with_its_values_and_guideline(tmp_path: Path) -> None:
    labels = loaded(tmp_path, OWN)
    back = loaded(tmp_path, qdc.settings_of(written(labels)))["CLAIM"]
    assert coding_of(back) == coding_of(labels["CLAIM"])


def test_codes_of_another_program_become_labels_of_names_that_labels_may_have(tmp_path: Path) -> None:
    toml = qdc.settings_of(FOREIGN.encode())
    assert tomllib.loads(toml)["label"] == [
        {
            "name": "دور_الدولة",
            "title": "دور الدولة",
            "light": "#ff0000",
            "dark": "#ff0000",
            "guideline": 'سطر "أول"\\\nوثانٍ',
            "attribute": [{"name": "تدخل", "values": ["عسكري", "سياسي"]}],
        },
        {"name": "تصريح"},
        {"name": "تصريح_2", "title": "تصريح"},
        {"name": "CODE", "title": "1. !"},
        {"name": "NOTHING_2", "title": "NOTHING"},
    ]
    assert "دور_الدولة" in loaded(tmp_path, toml)


def test_the_codes_of_a_project_are_read() -> None:
    project = b"".join(qdpx.write([DOCUMENT], Losses()))
    assert [label["name"] for label in settings(project)["label"]] == ["ACTOR", "QUOTE", "EVENT"]


@pytest.mark.parametrize("source", [b"<a/>", b"".join(zipped([("a.txt", [b"x"])]))])
def test_a_file_without_codes_is_refused(source: bytes) -> None:
    with refused(Message("exchange.no_codes")):
        qdc.settings_of(source)


def test_entities_are_refused() -> None:
    with refused("exchange.xml_with_doctype"):
        qdc.settings_of(b'<!DOCTYPE a [<!ENTITY b "c">]><CodeBook/>')
