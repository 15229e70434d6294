"""``hashiya agree``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.messages import Message
from hashiya.text.digests import sha256_of
from tests.cli.conftest import ARTICLE, TEXT

if TYPE_CHECKING:
    from tests.cli.conftest import Answer, Shell

Marks = Sequence[tuple[str, str, dict[str, str]]]
# the marks of two annotators in the article of the shell: words, label, attributes
FIRST: Marks = (
    ("زار", "EVENT", {"type": "MEET"}),
    ("علي النعسان", "ACTOR", {"kind": "person"}),
    ("موسكو", "ACTOR", {"kind": "state"}),
    ("العلاقة مع روسيا لا بد منها", "QUOTE", {}),
)
SECOND: Marks = (
    ("زار اللواء علي النعسان موسكو", "EVENT", {"type": "VISIT"}),
    ("علي النعسان", "ACTOR", {"kind": "person"}),
    ("العلاقة مع روسيا لا بد منها", "QUOTE", {}),
)


def record(words: str, label: str, attributes: dict[str, str], **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words, "label": label, **more} | (
        {"attributes": attributes} if attributes else {}
    )


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.parent.mkdir(exist_ok=True)
    lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in records)
    path.write_text("".join(lines))
    return path


def marked(marks: Marks, **more: Any) -> list[dict[str, Any]]:
    return [record(*mark, id=f"m{number}", **more) for number, mark in enumerate(marks)]


@pytest.fixture
def folders(shell: Shell) -> Shell:
    """Two folders of JSON Lines files, whose names are those of articles."""
    write(shell.folder / "first/a.jsonl", *marked(FIRST))
    write(shell.folder / "second/a.jsonl", *marked(SECOND))
    return shell


def agreed(answer: Answer) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer.out)
    return found


def said(answer: Answer) -> list[str]:
    """What was told, but that one article gives no intervals."""
    assert answer.ids.count("agreement.few_articles") <= 1
    return [each for each in answer.ids if each != "agreement.few_articles"]


def test_folders_of_files_named_like_the_articles_are_compared(folders: Shell) -> None:
    answer = folders("agree", "first", "second", "--json")
    assert (answer.status, said(answer)) == (0, [])
    found = agreed(answer)
    assert found["annotators"] == ["first", "second"]
    assert found["labels"]["ACTOR"]["exact"]["precision"] == 1
    assert found["labels"]["ACTOR"]["exact"]["recall"] == 0.5
    assert found["labels"]["ACTOR"]["exact"]["f1"] == pytest.approx(2 / 3)
    assert found["labels"]["EVENT"]["exact"]["f1"] == 0
    assert found["labels"]["EVENT"]["overlap"]["f1"] == 1
    assert found["labels"]["QUOTE"]["exact"] == {
        "precision": 1,
        "recall": 1,
        "f1": 1,
        "precision_interval": None,
        "recall_interval": None,
        "f1_interval": None,
    }
    assert set(found) >= {"token", "unitizing_alpha", "gamma", "pairs", "articles"}
    assert set(found["token"]) >= {"kappa", "alpha"}
    assert list(found["articles"]) == [ARTICLE]
    assert [each["annotators"] for each in found["pairs"]] == [["first", "second"]]
    assert found["attributes"]["kind"]["equal"] == 1
    assert found["attributes"]["type"]["equal"] == 0
    assert found["differences"] == {"label": 0, "missing": 1, "boundary": 1, "attribute": 0, "relation": 0}
    assert found["agreed"] == 2
    worst = found["worst"][0]
    assert (worst["kind"], worst["text"]) == ("boundary", "زار اللواء علي النعسان موسكو")
    assert [each["text"] for each in worst["versions"]["first"]] == ["زار"]


def test_annotators_of_the_store_are_compared_by_their_names(shell: Shell) -> None:
    for name, marks in (("ali", FIRST), ("منى", SECOND)):
        source = write(shell.folder / f"{name}.jsonl", *marked(marks))
        assert shell("--annotator", name, "import", source, "--article", ARTICLE).status == 0
        source.unlink()
    answer = shell("agree", "ali", "منى", "--json")
    assert (answer.status, said(answer)) == (0, [])
    assert agreed(answer)["labels"]["ACTOR"]["exact"]["recall"] == 0.5


def test_an_annotator_and_a_file_are_compared(shell: Shell) -> None:
    shell.annotate()
    (record_,) = shell.exported()
    source = write(shell.folder / "export.jsonl", record_)
    found = agreed(shell("agree", record_["annotator"], source.name, "--json"))
    assert found["all"]["exact"]["f1"] == 1
    assert found["annotators"] == [record_["annotator"], "export"]


def test_a_name_that_is_also_a_file_is_the_annotator_and_this_is_said(shell: Shell) -> None:
    shell.annotate()
    (record_,) = shell.exported()
    name = record_["annotator"]
    write(shell.folder / name / "a.jsonl")
    answer = shell("agree", name, f"./{name}", "--json")
    assert Message("agreement.annotator_and_file", name=name) in answer.said
    assert agreed(answer)["annotators"] == [name, f"./{name}"]


def test_an_annotator_is_known_in_either_spelling_of_unicode(shell: Shell) -> None:
    for name in ("Zoe\u0308", "ali"):
        arguments = ("--start", 4, "--end", 22, "--label", "ACTOR")
        assert shell("--annotator", name, "annotate", ARTICLE, *arguments).status == 0
    for name in ("Zoe\u0308", "Zo\u00eb"):
        assert agreed(shell("agree", name, "ali", "--json"))["annotators"] == ["Zo\u00eb", "ali"]


def test_a_file_is_found_in_its_own_spelling(folders: Shell) -> None:
    source = folders.folder / "Zoe\u0308.jsonl"
    (folders.folder / "second/a.jsonl").rename(source)
    assert folders("agree", "first", source.name, "--json").status == 0


def test_a_second_pass_is_compared_with_the_first(shell: Shell) -> None:
    for name, end in (("ali", 22), ("ali (2)", 14)):
        arguments = ("--start", 4, "--end", end, "--label", "ACTOR")
        assert shell("--annotator", name, "annotate", ARTICLE, *arguments).status == 0
    found = agreed(shell("agree", "ali", "ali (2)", "--json"))
    assert found["all"]["exact"]["f1"] == 0
    assert found["all"]["overlap"]["f1"] == 1


def test_the_annotators_swapped_have_the_same_symmetric_measures(folders: Shell) -> None:
    one = agreed(folders("agree", "first", "second", "--json"))
    other = agreed(folders("agree", "second", "first", "--json"))
    for name in ("token", "unitizing_alpha", "gamma", "unitizing"):
        assert one[name] == other[name]
    assert one["all"]["exact"]["f1"] == other["all"]["exact"]["f1"]
    assert one["all"]["exact"]["precision"] == other["all"]["exact"]["recall"]


def test_three_annotators_are_compared_by_pairs_and_together(folders: Shell) -> None:
    write(folders.folder / "third/a.jsonl", *marked(SECOND))
    found = agreed(folders("agree", "first", "second", "third", "--json"))
    names = [each["annotators"] for each in found["pairs"]]
    assert names == [["first", "second"], ["first", "third"], ["second", "third"]]
    assert found["pairs"][2]["gamma"] == found["pairs"][2]["token"]["kappa"] == 1
    assert found["pairs"][0]["gamma"] < found["gamma"] < 1
    assert found["pairs"][0]["token"]["alpha"] < found["token"]["alpha"] < 1


def test_many_annotators_are_compared_without_gamma(folders: Shell) -> None:
    records = marked(FIRST[:2], article=ARTICLE)
    names = [write(folders.folder / f"n{number}.jsonl", *records) for number in range(12)]
    answer = folders("agree", *(each.name for each in names), "--json")
    assert "agreement.without_gamma" in answer.ids
    found = agreed(answer)
    assert found["gamma"] is None
    assert len(found["pairs"]) == 66
    assert found["token"]["kappa"] == found["unitizing_alpha"] == 1


def test_tables_and_differences_are_printed(folders: Shell) -> None:
    answer = folders("agree", "first", "second")
    assert answer.status == 0
    told = Message("agreement.compared", annotators=("first", "second"), count=1)
    assert answer.says(told)
    assert "\nACTOR\t2\t1\t0.67\t0.67\t" in answer.out
    assert "\nkind\t1\t1.00\t–\t–\n" in answer.out
    assert f"…[زار اللواء علي النعسان موسكو]{TEXT[28:68]}…" in answer.out
    assert answer.says(Message("agreement.mark", label="EVENT", text="زار"))
    assert answer.says(Message("agreement.nothing"))


def test_a_seed_changes_what_is_drawn_and_no_seed_is_zero(folders: Shell) -> None:
    first = agreed(folders("agree", "first", "second", "--json"))
    assert agreed(folders("agree", "first", "second", "--json", "--seed", "0")) == first
    assert agreed(folders("agree", "first", "second", "--json", "--seed", "1"))["gamma"] != first["gamma"]


def test_an_article_that_only_one_has_is_left_out_and_said(folders: Shell) -> None:
    (folders.folder / "articles/b.txt").write_text(TEXT + "ب")
    write(folders.folder / "first/b.jsonl", *marked(FIRST))
    answer = folders("agree", "first", "second", "--json")
    told = Message("agreement.only_one_annotated", article="articles/b.txt", annotator="first")
    assert told in answer.said
    assert answer.status == 0
    assert agreed(answer)["left_out"] == [{"article": "articles/b.txt", "reason": str(told)}]


def test_an_empty_file_is_an_article_in_which_nothing_was_marked(folders: Shell) -> None:
    write(folders.folder / "second/a.jsonl")
    answer = folders("agree", "first", "second", "--json")
    assert answer.status == 0
    found = agreed(answer)
    assert found["all"]["exact"]["f1"] == 0
    assert found["all"]["exact"]["precision"] is None


def test_nothing_in_common_is_refused(folders: Shell) -> None:
    (folders.folder / "second/a.jsonl").rename(folders.folder / "second/other.jsonl")
    write(folders.folder / "second/other.jsonl", {"label": "ACTOR", "start": 1, "end": 2})
    answer = folders("agree", "first", "second")
    assert answer.status == 1
    assert Message("agreement.no_common_article", annotators=("first", "second")) in answer.said


def test_an_empty_file_of_many_articles_is_refused(folders: Shell) -> None:
    (folders.folder / "empty.jsonl").touch()
    answer = folders("agree", "first", "empty.jsonl")
    assert (answer.status, answer.said) == (1, [Message("agreement.no_annotations", name="empty")])


def test_annotations_of_different_texts_are_left_out(folders: Shell) -> None:
    for name, digest in (("first", "1" * 64), ("second", "2" * 64)):
        write(folders.folder / name / "a.jsonl", *marked(FIRST, sha256=digest))
    answer = folders("agree", "first", "second")
    assert answer.status == 1
    assert Message("agreement.texts_differ", article=ARTICLE) in answer.said


def test_annotations_that_do_not_fit_the_text_are_left_out(folders: Shell) -> None:
    write(folders.folder / "second/a.jsonl", record(*SECOND[0]) | {"start": 1})
    answer = folders("agree", "first", "second")
    told = Message("agreement.not_of_text", article=ARTICLE, annotator="second", count=1)
    assert (answer.status, told in answer.said) == (1, True)


def test_an_article_that_changed_is_compared_without_its_words(folders: Shell) -> None:
    digest = sha256_of(TEXT.encode())
    for name, marks in (("first", FIRST), ("second", SECOND)):
        write(folders.folder / name / "a.jsonl", *marked(marks, sha256=digest))
    (folders.folder / ARTICLE).write_text("ثم " + TEXT)
    answer = folders("agree", "first", "second", "--json")
    assert Message("agreement.text_changed", article=ARTICLE) in answer.said
    found = agreed(answer)
    assert found["token"]["kappa"] is None
    assert found["labels"]["ACTOR"]["exact"]["recall"] == 0.5


def test_an_article_that_is_not_here_is_compared_without_its_words(folders: Shell) -> None:
    (folders.folder / ARTICLE).unlink()
    answer = folders("agree", "first", "second", "--json")
    assert Message("agreement.text_not_here", article="a") in answer.said
    assert agreed(answer)["token"] == {
        "kappa": None,
        "kappa_interval": None,
        "alpha": None,
        "alpha_interval": None,
    }
    assert agreed(answer)["gamma"] is not None


def test_an_article_under_another_name_is_found_by_quotations(folders: Shell) -> None:
    for name in ("first", "second"):
        (folders.folder / name / "a.jsonl").rename(folders.folder / name / "elsewhere.jsonl")
    answer = folders("agree", "first", "second", "--json")
    assert list(agreed(answer)["articles"]) == [ARTICLE]


def test_records_without_offsets_are_found_by_their_quotation(folders: Shell) -> None:
    write(folders.folder / "second/a.jsonl", *({"label": label, "text": words} for words, label, _ in SECOND))
    found = agreed(folders("agree", "first", "second", "--json"))
    assert found["labels"]["ACTOR"]["exact"]["recall"] == 0.5


def test_a_record_that_cannot_be_compared_is_named_by_its_line(folders: Shell) -> None:
    path = write(folders.folder / "second/a.jsonl", *marked(SECOND), {"label": "ACTOR", "start": 3})
    with path.open("a") as file:
        file.write("{\n")
    answer = folders("agree", "first", "second", "--json")
    assert answer.status == 1
    assert answer.ids.count("cli.in_file") == 2
    assert [each for each in answer.ids if each.startswith("annotation.")]
    assert agreed(answer)["labels"]["ACTOR"]["exact"]["recall"] == 0.5


def test_the_same_span_and_label_twice_counts_once_and_is_said(folders: Shell) -> None:
    write(folders.folder / "second/a.jsonl", *marked(SECOND), *marked(SECOND))
    answer = folders("agree", "first", "second", "--json")
    assert Message("agreement.duplicates", annotator="second", count=3) in answer.said
    assert agreed(answer)["annotations"]["second"] == {"ACTOR": 1, "EVENT": 1, "QUOTE": 1}


def test_a_file_of_several_annotators_counts_as_one_and_is_said(folders: Shell) -> None:
    write(
        folders.folder / "all.jsonl",
        *marked(FIRST, annotator="ali", article=ARTICLE),
        *marked(SECOND, annotator="mona", article=ARTICLE),
    )
    answer = folders("agree", "first", "all.jsonl", "--json")
    assert Message("agreement.of_several", name="all", annotators=("ali", "mona")) in answer.said


def test_only_named_articles_are_compared(folders: Shell) -> None:
    (folders.folder / "more").mkdir()
    (folders.folder / "more/b.txt").write_text(TEXT + "ب")
    for name in ("first", "second"):
        write(folders.folder / name / "b.jsonl", *marked(FIRST))
    assert len(agreed(folders("agree", "first", "second", "--json"))["articles"]) == 2
    for named in ("more", "more/b.txt"):
        found = agreed(folders("agree", "first", "second", "--json", "--articles", named))
        assert list(found["articles"]) == ["more/b.txt"]


def test_each_article_has_all_labels_unless_there_are_very_many(
    folders: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folders.folder / "b.txt").write_text(TEXT + "ب")
    for name in ("first", "second"):
        write(folders.folder / name / "b.jsonl", *marked([mark for mark in FIRST if mark[1] == "EVENT"]))
    found = agreed(folders("agree", "first", "second", "--json"))
    assert [*found["labels"]] == [*found["articles"]["b.txt"]["labels"]] == ["ACTOR", "EVENT", "QUOTE"]
    monkeypatch.setattr("hashiya.agreement.totals._MOST_LABELS", 2)
    found = agreed(folders("agree", "first", "second", "--json"))
    assert [*found["articles"]["b.txt"]["labels"]] == ["EVENT"]


def test_an_article_that_is_named_must_exist(folders: Shell) -> None:
    answer = folders("agree", "first", "second", "--articles", "nowhere")
    assert (answer.status, answer.ids[0]) == (1, "files.cannot_read")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("first", "nobody"), Message("agreement.no_such_annotator", name="nobody")),
        (("first", "n" * 300), Message("agreement.no_such_annotator", name="n" * 300)),
        (("first", ARTICLE), Message("agreement.not_json_lines", path=Path(ARTICLE))),
        (
            ("first", "articles"),
            Message("agreement.no_json_lines", path=Path("articles"), endings=(".jsonl", ".ndjson")),
        ),
    ],
)
def test_what_is_no_annotator_is_refused(folders: Shell, words: tuple[str], told: Message) -> None:
    answer = folders("agree", *words)
    assert answer.status == 1
    assert told in answer.said


def test_an_unknown_name_is_answered_with_the_known_ones(shell: Shell) -> None:
    empty = shell("agree", "first", "second")
    assert empty.said[-1] == Message("cli.no_annotators_in_store", place=Path("annotations"))
    shell("--annotator", "sara", "annotate", ARTICLE, "--start", "0", "--end", "5", "--label", "ACTOR")
    assert shell("agree", "first", "second").said[-1] == Message("cli.known_annotators", names=("sara",))


@pytest.mark.parametrize("words", [("first",), ()])
def test_fewer_than_two_annotators_are_wrong_use(folders: Shell, words: tuple[str]) -> None:
    assert folders("agree", *words).status == 2


def test_nothing_is_written(folders: Shell) -> None:
    before = folders.snapshot()
    folders("agree", "first", "second")
    folders("agree", "first", "second", "--json")
    assert folders.snapshot() == before


def test_whoever_is_named_twice_agrees_with_themselves(folders: Shell) -> None:
    found = agreed(folders("agree", "first", "first", "--json"))
    assert found["annotators"] == ["first", "first (2)"]
    assert {each["exact"]["f1"] for each in found["labels"].values()} == {1}
    assert found["token"]["kappa"] == found["unitizing_alpha"] == found["gamma"] == 1


def test_a_story_of_two_articles_is_compared_once_if_asked(folders: Shell) -> None:
    (folders.folder / "articles" / "b.txt").write_text(TEXT, encoding="utf-8")
    write(folders.folder / "first/b.jsonl", *marked(FIRST, article="articles/b.txt"))
    write(folders.folder / "second/b.jsonl", *marked(SECOND, article="articles/b.txt"))
    assert len(agreed(folders("agree", "first", "second", "--json"))["articles"]) == 2
    answer = folders("agree", "first", "second", "--json", "--once")
    assert list(json.loads(answer.out)["articles"]) == [ARTICLE]
    assert Message("cli.copies_left_out", count=1) in answer.said
