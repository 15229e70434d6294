from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hashiya.errors import HashiyaError
from hashiya.exchange.formats import FORMATS
from hashiya.messages import Message
from tests.cli.conftest import ARTICLE, TEXT
from tests.storing import store_files

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


def write(shell: Shell, *records: Any) -> str:
    lines = [record if isinstance(record, str) else json.dumps(record) for record in records]
    (shell.folder / "in.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return "in.jsonl"


def test_an_export_comes_back_whole(shell: Shell) -> None:
    shell.annotate(4, 22, "ACTOR", "--note", "ملاحظة"), shell.annotate(0, 3, "EVENT")
    exported = shell("export").out
    (shell.folder / "out.jsonl").write_text(exported, encoding="utf-8")
    answer = shell("--store", "second", "import", "out.jsonl")
    assert answer.status == 0
    assert answer.said[-1] == Message("cli.imported", imported=2, count=2)
    assert answer.out == ""
    assert shell("--store", "second", "export").out == exported
    again = shell("--store", "second", "import", "out.jsonl")
    assert again.status == 0
    assert "0 of 2" in again.err
    assert shell("--store", "second", "export").out == exported


@pytest.mark.parametrize(("name", "file"), [("xmi", "o.xmi"), ("casjson", "o.json"), ("webanno", "o.tsv")])
def test_an_export_for_inception_comes_back_whole(shell: Shell, name: str, file: str) -> None:
    shell.annotate(4, 22, "ACTOR", "--note", "ملاحظة"), shell.annotate(0, 3, "EVENT")
    exported = shell.exported()
    exported[0]["relations"] = [{"type": "agent", "target": exported[1]["id"]}]
    exported[1]["attributes"] = {"kind": "person", "canonical": "علي النعسان"}
    assert shell("--store", "second", "import", write(shell, *exported)).status == 0
    assert shell("--store", "second", "export", "--format", name, "-o", file).status == 0
    answer = shell("--store", "third", "import", file)
    assert answer.status == 0
    assert answer.said[-1] == Message("cli.imported", imported=2, count=2)
    # WebAnno TSV is the only one that names no article, which is found by its text
    assert answer.says(Message("cli.article_here_as", article="1", path=ARTICLE)) is (name == "webanno")
    assert shell.exported("--store", "third") == exported


def test_a_label_and_a_quotation_are_enough(shell: Shell) -> None:
    records = [{"label": "ACTOR", "text": "اللواء علي النعسان"}, {"label": "EVENT", "start": 0, "end": 3}]
    assert shell("import", write(shell, *records), "--article", ARTICLE).status == 0
    assert [(record["text"], record["article"]) for record in shell.exported()] == [
        ("زار", ARTICLE),
        ("اللواء علي النعسان", ARTICLE),
    ]
    again = shell("import", "in.jsonl", "--article", ARTICLE)
    assert again.says(Message("services.already_stored"))
    assert len(shell.exported()) == 2


def test_bad_records_are_named_and_if_strict_keep_all_others_out(shell: Shell) -> None:
    good = {"label": "ACTOR", "start": 0, "end": 3, "article": ARTICLE}
    name = write(
        shell,
        good,
        "{broken",
        good | {"label": "PLACE"},
        good | {"start": "0"},
        good | {"end": 999},
        {"label": "ACTOR", "start": 0, "end": 3},
        good | {"article": "none.txt"},
        good | {"text": "لا أحد"},
    )
    before = shell.snapshot()
    answer = shell("import", name, "--strict")
    assert (answer.status, answer.out) == (1, "")
    lines = [line for line in answer.err.splitlines() if not line.startswith(" ")]  # which is advice
    assert [line.split(":")[1] for line in lines[:-1]] == [
        f" in.jsonl, line {n}" for n in (2, 3, 4, 5, 6, 7, 8)
    ]
    assert answer.said[-1] == Message("cli.nothing_imported", path=Path(name), count=7, lines=8)
    assert shell.snapshot() == before
    answer = shell("import", name)
    assert answer.status == 1
    assert answer.said[-1] == Message("cli.imported", imported=1, count=8)
    assert [record["text"] for record in shell.exported()] == ["زار"]


def test_a_record_cannot_name_an_article_outside(shell: Shell) -> None:
    (shell.folder.parent / "outside.txt").write_text("abc")
    for article in ("../outside.txt", "/etc/passwd", "a\0b", 3):
        answer = shell("import", write(shell, {"label": "ACTOR", "start": 0, "end": 3, "article": article}))
        assert answer.status == 1
        assert "--article" in answer.err
    assert not (shell.folder / "annotations").exists()


def test_a_quotation_that_moved_is_found_and_said(shell: Shell) -> None:
    shell.annotate(4, 22)
    (shell.folder / "out.jsonl").write_text(shell("export").out, encoding="utf-8")
    (shell.folder / ARTICLE).write_bytes(TEXT.replace("زار", "أمس\nزار").encode())
    # the line break is no part of the prefix, so the place is certain
    answer = shell("--store", "second", "import", "out.jsonl")
    assert answer.status == 0
    assert answer.says(Message("services.text_elsewhere", start=8, end=26))
    assert shell.exported("--store", "second")[0]["start"] == 8


def test_an_id_that_comes_twice_loses_nothing(shell: Shell) -> None:
    one = {"id": "x", "label": "ACTOR", "start": 0, "end": 3, "article": ARTICLE}
    answer = shell("import", write(shell, one, one, one | {"label": "EVENT"}))
    assert answer.status == 0
    records = shell.exported()
    (given,) = {record["id"] for record in records} - {"x"}
    assert answer.says(Message("services.same_as_line", line=1))
    assert answer.says(Message("services.id_given", id="x", line=1, new_id=given))
    assert {record["label"] for record in records} == {"ACTOR", "EVENT"}
    assert len({record["id"] for record in records}) == 2


def test_an_id_that_the_store_has_for_another_annotation_is_refused(shell: Shell) -> None:
    shell.annotate(0, 3, "EVENT", "--id", "x")
    before = shell("export").out
    record = {"id": "x", "label": "ACTOR", "start": 0, "end": 3, "article": ARTICLE}
    answer = shell("import", write(shell, record))
    assert answer.status == 1
    assert "line 1" in answer.err
    assert answer.says(Message("services.id_of_other", article=ARTICLE, id="x"))
    assert shell("export").out == before


def test_standard_input_can_be_imported(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    source = b'\xef\xbb\xbf{"label": "EVENT", "start": 0, "end": 3}\r\n\r\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(source)))
    assert shell("import", "-", "--article", ARTICLE).status == 0
    assert shell.exported()[0]["text"] == "زار"


def test_files_that_cannot_be_imported_are_refused(shell: Shell) -> None:
    (shell.folder / "utf16.jsonl").write_bytes('{"label": "ACTOR"}\n'.encode("utf-16"))
    assert "not valid UTF-8 at byte 0" in shell("import", "utf16.jsonl").err
    assert "no such file" in shell("import", "none.jsonl").err
    nothing = Message("exchange.folder_without_annotations", path=Path("articles"), endings=(".ann", ".xmi"))
    assert shell("import", "articles").says(nothing)
    unknown = Message("exchange.format_unknown", name="docx", names=tuple(FORMATS))
    assert shell("import", "--format", "docx", ARTICLE).says(unknown)


def test_a_damaged_store_keeps_all_out_of_a_strict_import(shell: Shell) -> None:
    shell.annotate()
    shell.store_file.write_text("{")
    before = shell.snapshot()
    (shell.folder / "articles" / "b.txt").write_text("abc")
    record = {"label": "ACTOR", "start": 0, "end": 3}
    answer = shell(
        "import",
        "--strict",
        write(shell, record | {"article": "articles/b.txt"}, record | {"article": ARTICLE}),
    )
    assert answer.status == 1
    assert "damaged" in answer.err
    assert {name: content for name, content in shell.snapshot().items() if name in before} == before
    assert len(store_files(shell.folder / "annotations")) == 1


# --- formats


def test_the_ending_of_the_file_tells_the_format(shell: Shell) -> None:
    shell.annotate()
    assert shell("export", "-o", "out.csv").status == 0
    answer = shell("--store", "second", "import", "out.csv")
    assert (answer.status, answer.said) == (0, [Message("cli.imported", imported=1, count=1)])
    assert shell.exported("--store", "second") == shell.exported()


def test_a_file_that_is_clearly_of_another_format_than_its_ending_is_read_as_it_is(shell: Shell) -> None:
    shell.annotate()
    shell("export", "-o", "out.csv", "--format", "jsonl")
    answer = shell("--store", "second", "import", "out.csv")
    assert answer.status == 0
    assert answer.says(Message("exchange.read_by_content", path="out.csv", format="jsonl"))
    answer = shell("--store", "third", "import", "out.csv", "--format", "csv")
    other = Message("exchange.other_format", path="out.csv", format="jsonl", named="csv")
    assert (answer.status, answer.says(other)) == (1, True)
    assert not (shell.folder / "third").exists()


# --- errors of one cause


def test_errors_of_one_cause_are_one_line_with_their_number_and_the_first_places(shell: Shell) -> None:
    good = {"label": "ACTOR", "start": 0, "end": 3, "article": ARTICLE}
    gone = [good | {"article": f"articles/gone-{number}.txt"} for number in range(30)]
    name = write(shell, good, *[good | {"label": "PLACE"}] * 91, *gone, *["{broken"] * 20)
    answer = shell("import", name, "--strict")
    assert answer.status == 1
    lines = [line.removeprefix("hashiya: ") for line in answer.err.splitlines()]
    first, advice, second, third, last = lines
    assert advice.strip() == str(Message("cli.use_relabel"))
    unknown = Message("exchange.label_unknown", label="PLACE", names=("ACTOR", "EVENT", "QUOTE"))
    assert first == f"in.jsonl, 91 lines (2, 3, 4, 5, 6, …): {unknown}"
    absent = Message("services.article_not_here", article="articles/gone-0.txt")
    assert second == f"in.jsonl, 30 lines (93, 94, 95, 96, 97, …), as in line 93: {absent}"
    assert third.startswith("in.jsonl, 20 lines (123, 124, 125, 126, 127, …): not valid JSON at column 2")
    assert last == "nothing was imported from in.jsonl: 141 of 142 lines are refused"


def test_remarks_of_one_kind_are_one_line(shell: Shell) -> None:
    good = {"label": "ACTOR", "start": 0, "end": 3, "article": ARTICLE}
    records = [good | {"id": f"a{number}"} for number in range(20)]
    assert shell("import", write(shell, *records)).status == 0
    answer = shell("import", write(shell, *records))
    assert answer.status == 0
    assert answer.err.splitlines() == [
        f"hashiya: in.jsonl, 20 lines (1, 2, 3, 4, 5, …): {Message('services.already_stored')}",
        "hashiya: 0 of 20 annotations imported",
    ]


def test_an_article_that_cannot_be_read_is_tried_once(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    from hashiya.services import destinations

    tried: list[object] = []

    def refuse(_store: object, path: object, _encoding: str) -> object:
        tried.append(path)
        raise HashiyaError(Message("article.no_text"))

    monkeypatch.setattr(destinations, "open_article", refuse)
    gone = {"label": "ACTOR", "start": 0, "end": 3, "article": ARTICLE}
    assert shell("import", write(shell, *[gone] * 50)).status == 1
    assert len(tried) == 1


def test_a_record_of_a_renamed_article_goes_where_its_annotations_followed_it(shell: Shell) -> None:
    shell.annotate(4, 22, "ACTOR")
    (shell.folder / ARTICLE).rename(shell.folder / "articles" / "renamed.txt")
    assert shell("check", "--repair").status == 0
    record = {"label": "EVENT", "start": 0, "end": 3, "article": ARTICLE}
    assert shell("import", write(shell, record)).status == 0
    exported = [json.loads(line) for line in shell("export").out.splitlines()]
    assert [each["article"] for each in exported] == ["articles/renamed.txt"] * 2


# --- articles that are elsewhere, and a plan


def test_a_record_of_an_article_that_was_renamed_by_hand_goes_to_its_text(shell: Shell) -> None:
    shell.annotate(4, 22)
    exported = shell("export").out
    (shell.folder / "out.jsonl").write_text(exported, encoding="utf-8")
    (shell.folder / ARTICLE).rename(shell.folder / "b.txt")
    answer = shell("--store", "second", "import", "out.jsonl")
    assert answer.status == 0
    assert answer.says(Message("services.placed_elsewhere", article=ARTICLE, path="b.txt"))
    assert [each["article"] for each in shell.exported("--store", "second")] == ["b.txt"]


def test_a_dry_run_tells_everything_and_writes_nothing(shell: Shell) -> None:
    good = {"label": "ACTOR", "start": 0, "end": 3, "article": ARTICLE}
    name = write(shell, good, good | {"note": "more"}, good | {"label": "PLACE"})
    before = shell.snapshot()
    answer = shell("import", "--dry-run", name)
    assert answer.status == 1
    assert "exchange.label_unknown" in answer.ids
    assert answer.said[-2:] == [
        Message("cli.merged", count=1),
        Message("cli.would_import", imported=1, count=3),
    ]
    assert shell.snapshot() == before
    assert shell("import", name).said[-2:] == [
        Message("cli.merged", count=1),
        Message("cli.imported", imported=1, count=3),
    ]


def test_an_article_whose_annotations_are_all_refused_is_not_made(shell: Shell) -> None:
    span = {"start": 4, "end": 9, "label": "ORG"}
    good = {"text": "وصل الوفد إلى موسكو", "spans": [span, span | {"label": "ACTOR"}]}
    name = write(shell, good, {"text": "عاد الوفد", "spans": [span]}, {"text": "لا جديد", "spans": []})
    answer = shell("import", name)
    assert answer.status == 1
    assert answer.says(Message("cli.articles_made", count=2, names=("in-1.txt", "in-3.txt")))
    assert not (shell.folder / "in-2.txt").exists()


def test_labels_of_the_file_get_the_names_that_they_have_here(shell: Shell) -> None:
    good = {"label": "ACTOR", "start": 0, "end": 3, "article": ARTICLE}
    name = write(shell, good | {"label": "ORG"}, good | {"label": "PER=SON", "end": 2}, good | {"label": "X"})
    answer = shell("import", name, "--relabel", "ORG=ACTOR", "--relabel", "PER=SON=ACTOR")
    assert answer.status == 1
    unknown = Message("exchange.label_unknown", label="X", names=("ACTOR", "EVENT", "QUOTE"))
    assert answer.said[0] == Message(
        "cli.in_file", path=Path(name), problem=Message("cli.line_problem", place="3", reason=unknown)
    )
    assert [(each["label"], each["end"]) for each in shell.exported()] == [("ACTOR", 2), ("ACTOR", 3)]
    for wrong in ("ORG", "=ACTOR", "ORG="):
        assert shell("import", name, "--relabel", wrong).status == 2
    answer = shell("import", name, "--relabel", "ORG=NONE")
    assert (answer.status, "cli.unknown_label" in answer.ids) == (1, True)


def test_annotations_of_one_line_are_told_with_the_line_once(shell: Shell) -> None:
    spans = [{"start": start, "end": start + 2, "label": "ORG"} for start in range(9)]
    answer = shell("import", write(shell, {"text": "وصل الوفد إلى موسكو", "spans": spans}))
    unknown = Message("exchange.label_unknown", label="ORG", names=("ACTOR", "EVENT", "QUOTE"))
    assert answer.says(Message("cli.records_of_line", count=9, place="1", reason=unknown))


def test_articles_that_are_made_are_named(shell: Shell) -> None:
    line = {"text": "وصل الوفد إلى موسكو", "spans": [{"start": 4, "end": 9, "label": "ACTOR"}]}
    unmarked = [{"text": f"خبر {number}", "spans": []} for number in range(4, 8)]
    name = write(shell, line, line | {"text": "عاد الوفد"}, line | {"text": TEXT}, *unmarked)
    answer = shell("import", name)
    assert answer.status == 0
    assert answer.says(Message("cli.article_here_as", article="3", path=ARTICLE))
    names = ("in-1.txt", "in-2.txt", "in-4.txt", "in-5.txt", "in-6.txt", "…")
    assert answer.says(Message("cli.articles_made", count=6, names=names))
    assert (shell.folder / "in-1.txt").read_text(encoding="utf-8") == line["text"]


def test_a_folder_of_brat_is_imported_with_its_texts(shell: Shell) -> None:
    folder = shell.folder / "brat"
    folder.mkdir()
    (folder / "new.txt").write_text("وصل الوفد", encoding="utf-8")
    (folder / "new.ann").write_text("T1\tACTOR 4 9\tالوفد\n", encoding="utf-8")
    assert shell("import", "brat").status == 0
    assert shell("import", "brat/new.ann").status == 0
    exported = [(record["article"], record["text"]) for record in shell.exported()]
    assert exported == [("brat/new.txt", "الوفد")]


def test_labels_of_the_file_are_added_to_the_codebook_if_that_is_asked(shell: Shell) -> None:
    record = {"label": "B-Person", "start": 0, "end": 3, "article": ARTICLE}
    name = write(shell, record, record | {"label": "ACTOR", "start": 4, "end": 22})
    settings = shell.folder / "hashiya.toml"
    assert shell("import", name).status == 1
    assert shell("import", name, "--add-labels", "--dry-run").says(
        Message("cli.would_add_labels", path=settings, names=("B-Person",))
    )
    assert not settings.exists()
    answer = shell("import", name, "--add-labels")
    assert answer.status == 0
    assert answer.says(Message("cli.labels_added", path=settings, names=("B-Person",)))
    assert [each["label"] for each in shell.exported()] == ["B-Person", "ACTOR"]
    assert not shell("import", name, "--add-labels").says(
        Message("cli.labels_added", path=settings, names=("B-Person",))
    )


def test_relations_of_the_file_are_added_too_so_that_a_check_finds_nothing(shell: Shell) -> None:
    org = {"label": "ORG", "start": 0, "end": 3, "article": ARTICLE, "id": "o"}
    actor = {"label": "ACTOR", "start": 4, "end": 22, "article": ARTICLE, "id": "a"}
    name = write(
        shell,
        org | {"relations": [{"type": "owner", "target": "a"}], "attributes": {"kind": "army"}},
        actor | {"relations": [{"type": "rival", "target": "o"}]},
    )
    settings = shell.folder / "hashiya.toml"
    assert shell("import", name, "--add-labels", "--dry-run").says(
        Message("cli.would_add_relations", path=settings, names=("ACTOR.rival",))
    )
    answer = shell("import", name, "--add-labels")
    assert answer.says(Message("cli.relations_added", path=settings, names=("ACTOR.rival",)))
    assert shell("check").said == []


def test_an_import_that_is_refused_as_a_whole_adds_no_labels(shell: Shell) -> None:
    record = {"label": "PLACE", "start": 0, "end": 3, "article": ARTICLE}
    name = write(shell, record, record | {"start": 9000, "end": 9001})
    assert shell("import", name, "--add-labels", "--strict").status == 1
    assert not (shell.folder / "hashiya.toml").exists()
