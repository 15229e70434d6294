"""Every parser against damaged files; ``make fuzz`` does the same for longer.

HASHIYA_FUZZ is the number of files for each parser.
"""

from __future__ import annotations

import os
from pathlib import Path

from bidi import get_display
from hypothesis import HealthCheck, given, settings

from hashiya.annotation.strict_json import encode
from hashiya.exchange.archive import files_in
from hashiya.exchange.formats import FORMATS
from hashiya.exchange.losses import Losses
from tests.exchange.texts import DOCUMENT
from tests.fuzz import targets
from tests.fuzz.mutations import hostile_files

_LINE = encode(targets.annotation().to_record()) + b"\n"
_QUOTATION = encode({"label": "EVENT", "text": "الوفد", "prefix": "إن "}) + b"\n"
_LABELS = b"""[[label]]
name = "PLACE"
key = "z"
light = "#CC79A7"
underline = "double"

[[label]]
name = "ACTOR"
title = "agent"
letter = "G"
"""
_PAGE = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>زيارة</title>
<style>p { color: red }</style><script>alert("<p>")</script></head><body><nav><a href="/">الرئيسة</a></nav>
<article><h1>زيارة وفد</h1><p>قال <b>اللواء</b> علي&nbsp;النعسان: &quot;عدنا&quot;.<br>ثم ذهب.</p>
<ul><li>واحد</li>
<li hidden>اثنان</li></ul><table><tr><td>3</td><td>4</td></tr></table></article></body></html>"""
_DUMP = get_display("\u0627(\u0628) 12", base_dir="R", debug=True).encode()

_TSV = ("SimpleChain.tsv", "MultiTokenStackedSlotFeature.tsv", "SubTokenRelation2.tsv", "SentenceWithTab.tsv")


def _file(name: str) -> bytes:
    return (Path(__file__).parents[1] / "exchange" / "inception" / name).read_bytes()


_XMI = (
    *files_in(b"".join(FORMATS["xmi"].write([DOCUMENT], Losses()))).values(),
    *(_file(f"{name}.xmi") for name in ("SimpleChain", "MultiTokenStackedSlotFeature", "SubTokenRelation2")),
)

thorough = settings(
    max_examples=int(os.environ.get("HASHIYA_FUZZ", "150")),
    suppress_health_check=[HealthCheck.data_too_large],
)


@thorough
@given(hostile_files(targets.good_store_file()))
def test_a_store_file_loses_nothing(data: bytes) -> None:
    targets.store_file(data)


@thorough
@given(hostile_files(_LINE, _LINE + _QUOTATION, _QUOTATION))
def test_json_lines_are_accepted_exactly_or_refused(data: bytes) -> None:
    targets.jsonl_import(data)


@thorough
@given(hostile_files(*_XMI))
def test_xmi_is_accepted_exactly_or_refused(data: bytes) -> None:
    targets.format_import(data, "xmi")


@thorough
@given(hostile_files(b"".join(FORMATS["casjson"].write([DOCUMENT], Losses())), _file("cas-emoji-data.json")))
def test_a_cas_as_json_is_accepted_exactly_or_refused(data: bytes) -> None:
    targets.format_import(data, "casjson")


@thorough
@given(hostile_files(b"".join(FORMATS["webanno"].write([DOCUMENT], Losses())), *map(_file, _TSV)))
def test_webanno_is_accepted_exactly_or_refused(data: bytes) -> None:
    targets.format_import(data, "webanno")


@thorough
@given(hostile_files(_LABELS))
def test_labels_can_be_told_apart_or_are_refused(data: bytes) -> None:
    targets.labels_file(data)


@thorough
@given(hostile_files(*(targets.TEXT.encode(name) for name in ("utf-8", "cp1256", "utf-16", "utf-32-le"))))
def test_a_text_is_read_the_same_each_time_or_refused(data: bytes) -> None:
    targets.article_file(data, ".txt")


@thorough
@given(hostile_files(_PAGE.encode(), _PAGE.replace("utf-8", "windows-1256").encode("cp1256")))
def test_a_page_is_read_the_same_each_time_or_refused(data: bytes) -> None:
    targets.article_file(data, ".html")


@thorough
@given(hostile_files(_DUMP))
def test_a_dump_gives_a_level_for_each_code_point_or_an_error(data: bytes) -> None:
    targets.bidi_dump(data)
