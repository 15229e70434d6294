"""The measure of effort types real keys, and what it prints can be typed again."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest
from benchmarks.effort import main, read_wanted, replay

from hashiya.text.spans import Span
from tests.proposing import use
from tests.session.marking import span_of
from tests.tui.driving import reading

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "وصل وفد عسكري سوري إلى موسكو.\nوقال لافروف إن اللقاء مهم.\nثم غادر موسكو.\n"
WANTED = [
    ("وفد عسكري سوري", "ACTOR", {"kind": "group", "canonical": "الوفد العسكري السوري"}),
    ("لافروف", "ACTOR", {"kind": "person", "canonical": "سيرغي لافروف"}),
    ("اللقاء مهم", "QUOTE", {"mode": "indirect", "speaker": "سيرغي لافروف"}),
]


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    records = [
        {**span_of(TEXT, words)._asdict(), "label": label, "attributes": attributes}
        for words, label, attributes in WANTED
    ]
    moscow = {"kind": "state", "canonical": "روسيا"}
    starts = (TEXT.index("موسكو"), TEXT.rindex("موسكو"))
    records += [{"start": each, "end": each + 5, "label": "ACTOR", "attributes": moscow} for each in starts]
    path = tmp_path / "reference.jsonl"
    path.write_text("\n".join(map(json.dumps, records)))
    (tmp_path / "article.txt").write_text(TEXT)
    return path


@pytest.mark.parametrize("with_attributes", [False, True])
async def test_all_that_is_wanted_is_made(tmp_path: Path, reference: Path, with_attributes: bool) -> None:
    wanted = read_wanted(reference, with_attributes=with_attributes)
    made, not_offered = await replay(tmp_path / "article.txt", wanted)
    assert {each.wanted for each in made} == set(wanted)
    assert not_offered == []
    moscow = [each for each in made if each.wanted.span.cut(TEXT) == "موسكو"]
    assert len(moscow[1].keys) <= 4
    assert all(len(each.keys) <= 7 for each in made) or with_attributes


async def test_the_printed_keys_make_the_same_annotations(
    tmp_path: Path, reference: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--article", str(tmp_path / "article.txt"), "--annotations", str(reference), "--keys"]
    await asyncio.to_thread(main, arguments)
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (tmp_path / "again").mkdir()
    async with reading(tmp_path / "again", TEXT, size=(120, 40)) as driver:
        for record in records:
            await driver.press(*record["keys"])
        made = {(Span(each.start, each.end), each.label) for each in driver.reader.annotations}
    assert made == {(Span(each["start"], each["end"]), each["label"]) for each in records}
    assert len(made) == 5


def test_each_article_needs_its_annotations(reference: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main(["--article", str(tmp_path / "article.txt"), "--article", "b", "--annotations", str(reference)])


@pytest.mark.parametrize("with_attributes", [False, True])
@pytest.mark.parametrize("rest", [False, True])
async def test_proposals_are_accepted_corrected_and_rejected(
    tmp_path: Path, reference: Path, monkeypatch: pytest.MonkeyPatch, with_attributes: bool, rest: bool
) -> None:
    """Right, with other codes than are wanted, too short by a word, wrong, and less certain."""
    use(monkeypatch, {"لافروف": 0.99, "وفد عسكري": 0.97, "مهم": 0.96, "موسكو": 0.5})
    wanted = read_wanted(reference, with_attributes=with_attributes)
    made, not_offered = await replay(tmp_path / "article.txt", wanted, [], rest=rest)
    assert {each.wanted for each in made} == set(wanted)
    assert not_offered == []
    assert sum(len(each.keys) for each in made) <= (30 if with_attributes else 20)
    if not with_attributes:
        keys = [key for each in made for key in each.keys]
        assert "shift+left" in keys
        assert "backspace" in keys


async def test_what_others_annotated_is_learnt_from(tmp_path: Path, reference: Path) -> None:
    (tmp_path / "other.txt").write_text(TEXT)
    others = [(tmp_path / "other.txt", reference)]
    made, _ = await replay(tmp_path / "article.txt", read_wanted(reference), others)
    assert {each.wanted for each in made} == set(read_wanted(reference))
