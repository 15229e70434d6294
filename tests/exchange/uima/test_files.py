"""Articles of a file, of an archive, and of a project of INCEpTION."""

from __future__ import annotations

import pytest

from hashiya.exchange import casjson, webanno, xmi
from hashiya.exchange.archive import zipped
from hashiya.exchange.losses import Losses
from hashiya.exchange.uima.files import beginning, has_article
from hashiya.messages import Message
from tests.exchange.texts import DOCUMENT, TEXT, VISIT

PROJECT = {"exportedproject.json": b"{}"}
ANONYMOUS = DOCUMENT._replace(annotations=[VISIT])


def archive(**files: bytes) -> bytes:
    return b"".join(zipped((name, [content]) for name, content in files.items()))


def written(format_: object) -> bytes:
    return b"".join(format_.write([ANONYMOUS], Losses()))  # type: ignore[attr-defined]


def project(ending: str, content: bytes) -> bytes:
    names = ("INITIAL_CAS", "سلمى", "b")
    return archive(
        **{
            "exportedproject.json": b"{}",
            f"source/a{ending}": b"x",
            "annotation_ser/أخبار/1.txt/b.ser": b"x",
        },
        **{f"annotation/أخبار/1.txt/{name}{ending}": content for name in names},
        **{f"curation/أخبار/1.txt/CURATION_USER{ending}": content},
    )


@pytest.mark.parametrize(
    ("format_", "ending"),
    [(webanno, ".tsv"), (casjson, ".json"), (xmi, ".zip")],
    ids=["webanno", "casjson", "xmi"],
)
def test_a_project_has_the_article_of_each_annotator(format_: object, ending: str) -> None:
    source = project(ending, written(format_))
    assert format_.tells(source)  # type: ignore[attr-defined]
    found = format_.read(source)  # type: ignore[attr-defined]
    assert found.refusals == []
    assert list(found.texts.values()) == [TEXT]
    assert [each.record.get("annotator") for each in found.incoming] == ["b", "سلمى", None]
    assert {each.record["article"] for each in found.incoming} == set(found.texts)
    if format_ is webanno:  # the others name their article themselves
        assert list(found.texts) == ["أخبار/1.txt"]


def test_archives_in_a_project_unpack_to_no_more_than_one_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    content = archive(**{"a.xmi": b" " * 100_000})
    source = project(".zip", content)
    monkeypatch.setattr("hashiya.exchange.uima.files.MOST_BYTES", 250_000)
    refusals = [each.reason.id for each in xmi.read(source).refusals]
    assert refusals == ["exchange.not_xml", "exchange.not_xml", "exchange.archive_too_large"]


def test_an_archive_inside_that_is_damaged_is_refused_by_itself() -> None:
    source = archive(
        **{"exportedproject.json": b"{}", "annotation/a/b.zip": b"x", "annotation/a/c.zip": written(xmi)}
    )
    found = xmi.read(source)
    assert found.refusals == [(1, Message("exchange.archive_damaged"))]
    assert len(found.incoming) == 1


def test_two_texts_of_one_name_are_two_articles() -> None:
    other = b"".join(webanno.write([ANONYMOUS._replace(text="آخر", annotations=[])], Losses()))
    source = archive(
        **{"exportedproject.json": b"{}", "annotation/a/b.tsv": written(webanno), "annotation/a/c.tsv": other}
    )
    assert webanno.read(source).texts == {"a": TEXT, "2": "آخر"}


def test_the_beginning_is_that_of_the_first_article() -> None:
    source = archive(**{"b.TSV": b"second", "a.tsv": b"first", "0.txt": b""})
    assert beginning(source, ".tsv", 3) == b"fir"
    assert beginning(b"alone", ".tsv", 3) == b"alo"
    assert beginning(archive(**{"a.txt": b"x"}), ".tsv", 3) == b""
    assert beginning(source[:60], ".tsv", 3) == b""
    assert has_article(source, ".tsv")
    assert not has_article(source, ".json")
