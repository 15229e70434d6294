from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.annotation.annotation import changed
from hashiya.annotation.transaction import new_transaction
from hashiya.article.reading import read_article
from hashiya.messages import Message
from tests.cli.conftest import ARTICLE, TEXT
from tests.storing import keep_refused, store_in

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


def test_what_is_as_it_should_be_gets_no_word(shell: Shell) -> None:
    assert shell("check").status == 0
    shell.annotate()
    for paths in ([], [ARTICLE], ["articles"], ["."]):
        answer = shell("check", *paths)
        assert (answer.status, answer.out, answer.err) == (0, "", "")


def test_each_problem_is_a_line_and_nothing_is_changed(shell: Shell) -> None:
    first, second = shell.annotate(4, 22), shell.annotate(23, 28)
    (shell.folder / ARTICLE).write_bytes(TEXT.replace("موسكو", "دمشق").encode())
    before = shell.snapshot()
    answer = shell("check")
    assert answer.status == 1
    lines = answer.out.splitlines()
    assert len(lines) == 2
    assert first in lines[0]
    assert second in lines[1]
    assert answer.said[-1] == Message("cli.problems_found", count=2)
    assert shell.snapshot() == before


def test_what_is_certain_is_repaired_and_the_rest_remains(shell: Shell) -> None:
    first, second = shell.annotate(4, 22), shell.annotate(23, 28)
    (shell.folder / ARTICLE).write_bytes(("تمهيد\n" + TEXT.replace("موسكو", "دمشق")).encode())
    # what touches the first one was edited, and the text of the second is gone
    assert shell("check", "--repair").status == 1
    (shell.folder / ARTICLE).write_bytes(("تمهيد\n" + TEXT).encode())
    answer = shell("check", "--repair")
    assert answer.status == 0
    assert answer.out.count(str(Message("services.reanchored"))) == 2
    assert {(record["id"], record["start"]) for record in shell.exported()} == {(first, 10), (second, 29)}
    assert shell("check").status == 0


def test_a_damaged_file_is_repaired_from_its_backup(shell: Shell) -> None:
    first = shell.annotate(4, 22)
    shell.annotate(0, 3)
    file = shell.store_file
    file.write_text("torn")
    answer = shell("check")
    assert answer.status == 1
    assert "damaged: not valid JSON at line 1, column 1" in answer.out
    assert file.read_text() == "torn"
    answer = shell("check", "--repair")
    assert answer.status == 0
    assert answer.says(Message("services.restored"))
    assert [record["id"] for record in shell.exported()] == [first]
    assert [path.read_text() for path in file.parent.glob("*.corrupt-*")] == ["torn"]


def test_a_lost_file_is_found_and_repaired(shell: Shell) -> None:
    first = shell.annotate(4, 22)
    shell.annotate(0, 3)
    missing = Message("store.missing", path=shell.store_file.relative_to(shell.folder))
    shell.store_file.unlink()
    for paths in ([], [ARTICLE], ["articles"]):
        answer = shell("check", *paths)
        assert answer.status == 1, paths
        assert answer.out == f"{ARTICLE}: {missing}\n"
    assert shell("check", "--repair").status == 0
    assert [record["id"] for record in shell.exported()] == [first]


def test_one_damaged_file_hides_no_other_and_no_backup_no_repair(shell: Shell) -> None:
    shell.annotate(4, 22)
    shell.store_file.write_text("torn")
    (shell.folder / "articles" / "b.txt").write_text("abc")
    shell("annotate", "articles/b.txt", "--start", 0, "--end", 2, "--label", "ACTOR")
    (shell.folder / "articles" / "b.txt").write_text("xyz")
    answer = shell("check", "--repair")
    assert answer.status == 1
    assert len(answer.out.splitlines()) == 2


def test_an_id_of_two_articles_is_told_of(shell: Shell) -> None:
    (shell.folder / "articles" / "b.txt").write_text("abc")
    shell.annotate(4, 22, "ACTOR", "--id", "x")
    shell("annotate", "articles/b.txt", "--start", 0, "--end", 2, "--label", "ACTOR", "--id", "x")
    answer = shell("check")
    assert answer.status == 1
    shared = Message("services.id_shared", id="x", article=ARTICLE)
    assert answer.out == f"articles/b.txt: {shared}\n"


def test_a_path_of_nothing_is_refused_and_one_without_annotations_is_fine(shell: Shell) -> None:
    assert shell("check", ARTICLE).status == 0
    answer = shell("check", "none.txt")
    assert answer.status == 1
    assert "none.txt" in answer.err


def test_a_conflict_that_nobody_has_decided_about_is_told_of(shell: Shell) -> None:
    identifier = shell.annotate()
    article_store = store_in(shell.folder / "annotations").open(read_article(shell.folder / ARTICLE))
    (base,) = article_store.load().annotations
    keep_refused(article_store, base, changed(base, note="mine"))
    answer = shell("check")
    assert answer.status == 1
    assert answer.says(Message("services.conflict_open", id=identifier))
    assert [record["note"] for record in shell.exported()] == [""]
    (conflict,) = article_store.load().conflicts
    article_store.resolve(conflict, new_transaction(ARTICLE, (), by="", command=""))
    assert shell("check").status == 0


def test_what_became_of_each_annotation_is_told_with_its_quotation(shell: Shell) -> None:
    first, second = shell.annotate(4, 22), shell.annotate(23, 28)
    (shell.folder / ARTICLE).write_bytes(("تمهيد\n" + TEXT.replace("موسكو", "\x1b[31m")).encode())
    lines = shell("check").out.splitlines()
    assert lines[0].startswith(f"{ARTICLE}: changed: annotation {first} at 4 to 22, “اللواء علي النعسان”: ")
    was = Message("services.annotation_at", id=second, start=23, end=28, text="موسكو")
    assert lines[1] == f"{ARTICLE}: {Message('services.orphan', annotation=was)}"
    assert "\x1b" not in "".join(lines)


def test_a_renamed_article_is_found_and_its_annotations_follow_it(shell: Shell) -> None:
    made = shell.annotate(4, 22)
    new = shell.folder / "articles" / "b.txt"
    (shell.folder / ARTICLE).rename(new)
    before = shell.snapshot()
    for paths in ([], ["articles"], ["articles/b.txt"]):
        answer = shell("check", *paths)
        renamed = Message("services.renamed", article="articles/b.txt")
        assert (answer.status, answer.out) == (1, f"{ARTICLE}: {renamed}\n"), paths
    assert shell.snapshot() == before
    assert [record["id"] for record in shell.exported("articles/b.txt")] == [made]
    assert shell("edit", "articles/b.txt", made, "--note", "x").status == 0
    answer = shell("check", "--repair")
    assert answer.status == 0
    (kept, _) = sorted(shell.store_folder.glob("*.moved-*"))  # its backup, too
    assert answer.says(Message("services.followed_kept", name=kept.name))
    assert shell("check").status == 0
    (record,) = shell.exported()
    assert (record["id"], record["article"], record["note"]) == (made, "articles/b.txt", "x")


def test_an_article_that_was_moved_into_folders_in_folders_is_found(shell: Shell) -> None:
    shell.annotate()
    (shell.folder / "deep" / "er" / "est").mkdir(parents=True)
    (shell.folder / ARTICLE).rename(shell.folder / "deep" / "er" / "est" / "b.txt")
    (shell.folder / "link.txt").symlink_to("deep/er/est/b.txt")
    assert shell("check").says(Message("services.renamed", article="deep/er/est/b.txt"))


def test_an_id_of_two_articles_is_told_of_though_one_of_them_was_renamed(shell: Shell) -> None:
    (shell.folder / "articles" / "c.txt").write_text("abc")
    shell.annotate(4, 22, "ACTOR", "--id", "x")
    shell("annotate", "articles/c.txt", "--start", 0, "--end", 2, "--label", "ACTOR", "--id", "x")
    (shell.folder / ARTICLE).rename(shell.folder / "articles" / "b.txt")
    answer = shell("check", "--repair")
    assert answer.status == 1
    shared = Message("services.id_shared", id="x", article="articles/b.txt")
    assert answer.says(Message("services.renamed", article="articles/b.txt"))
    assert answer.out.endswith(f"articles/c.txt: {shared}\n")


def test_what_many_annotations_of_an_article_have_in_common_is_one_line(shell: Shell) -> None:
    settings = shell.folder / "hashiya.toml"
    settings.write_text('[[label]]\nname = "PLACE"\nkey = "l"\ntitle = "place"\n')
    for number in range(7):
        shell.annotate(4, 22, "PLACE", "--id", f"id{number}")
    settings.unlink()
    answer = shell("check")
    ids = ", ".join(f"id{number}" for number in range(7))
    unknown = Message("codebook.label_unknown", label="PLACE")
    assert answer.out == f"{ARTICLE}: 7 annotations ({ids}): {unknown}\n"
    assert answer.said[-1] == Message("cli.problems_found", count=7)


def test_annotations_that_a_changed_codebook_no_longer_fits_are_each_named(shell: Shell) -> None:
    settings = shell.folder / "hashiya.toml"
    part = '[[label]]\nname = "PLACE"\n[[label.attribute]]\nname = "kind"\nvalues = ["city", "river"]\n'
    settings.write_text(f'version = "1"\n{part}')
    rivers = [
        shell.annotate(0, 3, "PLACE", "--attribute", "kind=river"),
        shell.annotate(4, 22, "PLACE", "--attribute", "kind=river"),
    ]
    shell.annotate(23, 28, "PLACE", "--attribute", "kind=city")
    assert shell("check").status == 0
    settings.write_text(f'version = "2"\n{part}'.replace(', "river"', ""))
    before = shell.snapshot()
    reason = Message("codebook.value_unknown", attribute="kind", value="river")
    for _ in range(2):
        answer = shell("check")
        assert answer.status == 1
        assert answer.out == f"{ARTICLE}: 2 annotations ({', '.join(rivers)}): {reason}\n"
    assert shell.snapshot() == before
    settings.unlink()
    unknown = Message("codebook.label_unknown", label="PLACE")
    assert f"{ARTICLE}: 3 annotations" in shell("check").out
    assert str(unknown) in shell("check").out


def test_a_copy_that_a_synchronisation_left_is_merged_on_request(shell: Shell) -> None:
    mine = shell.annotate()
    file = shell.store_file
    copy = file.with_name(f"{file.stem}.sync-conflict-20261128-101112-ABCDEF7.json")
    file.rename(copy)
    file.with_name(f"{file.name}.bak").unlink(missing_ok=True)
    other = shell.annotate(23, 28)
    answer = shell("check")
    misnamed = Message("store.misnamed", path=copy.relative_to(shell.folder), key=ARTICLE, name=file.name)
    assert answer.status == 1
    assert answer.says(Message("store.repair_copy"))
    assert str(misnamed) in answer.out
    repaired = shell("check", "--repair")
    assert repaired.status == 0
    [kept] = file.parent.glob(f"{file.name}.merged-*")
    assert str(Message("services.copy_merged", count=1, name=kept.name)) in repaired.out
    assert [each["id"] for each in shell.exported()] == [mine, other]
    assert shell("check").out == ""
