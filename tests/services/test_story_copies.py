"""The annotations of a story, carried to the articles that have it, too."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import transaction_over
from hashiya.article.reading import read_article
from hashiya.services.corpus import Corpus
from hashiya.services.story_copies import COMMAND, Carried, Places, carry, copies_of
from hashiya.text.spans import Span
from tests.storing import ANNOTATOR, store_in

if TYPE_CHECKING:
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.store.tinydb.store import Store

STORY = (
    "وصل الوزير إلى العاصمة صباح اليوم في زيارة رسمية تستمر يومين يبحث فيها التعاون مع روسيا. "
    "وقال الوزير في مؤتمر صحفي إن العلاقات قديمة وراسخة وإن الاتفاقات السابقة باقية على حالها."
)
TEXTS = {
    "a.txt": STORY,
    "b.txt": "وكالات - " + STORY,
    "c.txt": STORY.replace("مع روسيا", "مع موسكو"),
    "d.txt": "خبر آخر لا صلة له بما سبق من كلام عن السياسة والاقتصاد والرياضة في هذا الأسبوع",
}


class Folder:
    def __init__(self, tmp_path: Path) -> None:
        for name, text in TEXTS.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        self.path = tmp_path
        self.store: Store = store_in(tmp_path / "annotations")

    def annotate(self, key: str, words: str, label: str, **fields: object) -> Annotation:
        article = read_article(self.path / key)
        start = article.text.index(words)
        made = new_annotation(
            key, article.sha256, article.text, Span(start, start + len(words)), label, annotator=ANNOTATOR
        )
        for name, value in fields.items():
            object.__setattr__(made, name, value)
        self.store.commit(transaction_over({key: [Edit(None, made)]}, by=ANNOTATOR, command="label"))
        return made

    def carry(self, original: str = "", *, save: bool = True) -> Carried:
        with closing(Corpus(self.store, [self.path], None)) as corpus:
            story = ["a.txt", *copies_of(corpus, "a.txt")]
            assert story == ["a.txt", "b.txt", "c.txt"]
            carried = carry(self.store, corpus.paths, [story], original=original)
        if save and carried.edits:
            self.store.commit(transaction_over(carried.edits, by=ANNOTATOR, command=COMMAND))
        return carried

    def words(self, key: str) -> list[tuple[str, int, str]]:
        return sorted((each.label, each.start, each.text) for each in self.store.load(key).annotations)


def test_annotations_go_to_their_places_in_the_copies(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.annotate("a.txt", "الوزير", "ACTOR", note="ملاحظة", attributes={"kind": "person"})
    folder.annotate("a.txt", "روسيا", "ACTOR")
    carried = folder.carry()
    assert carried.places == Places(same=1, moved=2, lost=1)
    assert folder.words("b.txt") == [
        ("ACTOR", 13, "الوزير"),
        ("ACTOR", TEXTS["b.txt"].index("روسيا"), "روسيا"),
    ]
    assert folder.words("c.txt") == [("ACTOR", 4, "الوزير")]
    assert folder.words("d.txt") == []
    [first] = folder.store.load("c.txt").annotations
    assert (first.note, first.attributes, first.annotator) == ("ملاحظة", {"kind": "person"}, ANNOTATOR)
    assert first.sha256 == read_article(tmp_path / "c.txt").sha256


def test_a_copy_in_another_spelling_gets_its_own_words(tmp_path: Path) -> None:
    spelled = "\u200f" + STORY.replace("ة", "ه").replace("ير", "ِيرُ").replace("إن", "ان")
    spelled = spelled.replace("يومين", "يومينِ")
    folder = Folder(tmp_path)
    (tmp_path / "b.txt").write_text(spelled, encoding="utf-8")
    for words in ("الوزير إلى العاصمة", "زيارة رسمية", "يومين", "إن العلاقات قديمة", "روسيا"):
        folder.annotate("a.txt", words, "ACTOR")
    folder.annotate("a.txt", "وقال الوزير في مؤتمر", "EVENT")
    with closing(Corpus(folder.store, [tmp_path], None)) as corpus:
        carried = carry(folder.store, corpus.paths, [["a.txt", "b.txt"]])
    assert carried.places == Places(moved=6)
    made = [each.after for each in carried.edits["b.txt"]]
    assert [each.text for each in made if each] == [
        "الوزِيرُ إلى العاصمه",
        "زياره رسميه",
        "يومينِ",
        "روسيا",
        "وقال الوزِيرُ في مؤتمر",
        "ان العلاقات قديمه",
    ]


def test_a_copy_in_the_same_spelling_gets_the_very_words(tmp_path: Path) -> None:
    text = "\u200f" + STORY.replace("الوزير", "الوزيرُ\u200f")
    folder = Folder(tmp_path)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    for words in ("\u200fوصل", "الوزير", "وقال الوزيرُ"):  # the letter before the span or behind it has marks
        folder.annotate("a.txt", words, "ACTOR")
    with closing(Corpus(folder.store, [tmp_path], None)) as corpus:
        carried = carry(folder.store, corpus.paths, [["a.txt", "b.txt"]])
    assert carried.places == Places(same=3)
    made = [each.after for each in carried.edits["b.txt"]]
    assert [each.text for each in made if each] == ["\u200fوصل", "الوزير", "وقال الوزيرُ"]


def test_carrying_again_changes_nothing_and_what_a_copy_has_stays(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.annotate("a.txt", "العلاقات قديمة", "QUOTE")
    folder.annotate("a.txt", "الوزير إلى", "ACTOR")
    folder.annotate("b.txt", "الوزير إلى العاصمة", "ACTOR")
    first = folder.carry()
    assert first.places == Places(same=2, moved=1, there=1)
    kept = {key: folder.words(key) for key in TEXTS}
    assert kept["b.txt"][0] == ("ACTOR", 13, "الوزير إلى العاصمة")
    assert len(kept["b.txt"]) == 2
    again = folder.carry()
    assert (again.edits, again.places) == ({}, Places(there=4))
    assert {key: folder.words(key) for key in TEXTS} == kept


def test_the_article_with_most_annotations_is_the_original_unless_one_is_named(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.annotate("b.txt", "الوزير إلى", "ACTOR")
    assert set(folder.carry(save=False).edits) == {"a.txt", "c.txt"}
    assert folder.carry("a.txt").edits == {}


def test_a_relation_leads_to_the_annotation_in_the_copy(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    speaker = folder.annotate("a.txt", "الوزير إلى", "ACTOR")
    folder.annotate(
        "a.txt", "العلاقات قديمة", "QUOTE", relations=({"type": "speaker", "target": speaker.id},)
    )
    folder.carry()
    by_label = {each.label: each for each in folder.store.load("b.txt").annotations}
    assert by_label["QUOTE"].relations == ({"type": "speaker", "target": by_label["ACTOR"].id},)


def test_an_article_that_cannot_be_read_keeps_no_other_out(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.annotate("a.txt", "الوزير إلى", "ACTOR")
    with closing(Corpus(folder.store, [tmp_path], None)) as corpus:
        (tmp_path / "b.txt").unlink()
        carried = carry(folder.store, corpus.paths, [["a.txt", "b.txt", "c.txt"]])
    assert set(carried.failed) == {"b.txt"}
    assert set(carried.edits) == {"c.txt"}
