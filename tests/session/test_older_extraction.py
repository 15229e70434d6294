"""A page of which older rules read another text: annotations follow their words, or ask for a look."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.selector import Status
from hashiya.cli.main import main
from hashiya.codebook.label import DEFAULT
from hashiya.messages import Message
from hashiya.services.opening import open_article
from hashiya.session.reader import Reader
from hashiya.text.spans import Span
from tests.article.web.pages import ARTICLE, FIRST, HEADLINE, SECOND
from tests.session.marking import article_changed, on_disk
from tests.storing import apply, store_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from hashiya.annotation.annotation import Annotation
    from hashiya.article.article import Article
    from hashiya.store.tinydb.article_store import ArticleStore
    from hashiya.store.tinydb.store import Store

OLDER_RULES = "resiliparse 0.9.1, rules 1"
MENU = "الرئيسية\nسياسة\nاقتصاد\nرياضة\n\n"
FOOTER = "\n\nاقرأ أيضا\nوزارة الصحة تعلن خطة جديدة\nجميع الحقوق محفوظة"
CAPTION = "طبيبة تستقبل المصابين في مستشفى العاصمة"
FIGURE = f"<figure><img src=x.png><figcaption>{CAPTION}</figcaption></figure>"
WITH_FIGURE = ARTICLE.replace("</h1>", f"</h1>{FIGURE}")

# annotated parts stand in brackets
MARKED_HEADLINE = HEADLINE.replace("ثلاثين حالة", "[ثلاثين حالة]")
MARKED_FIRST = FIRST.replace("وزارة الصحة", "[وزارة الصحة]").replace(
    "تسجيل ثلاثين حالة", "[تسجيل ثلاثين حالة]"
)
MARKED_SECOND = SECOND.replace("المتحدث باسم الوزارة", "[المتحدث باسم الوزارة]").replace(
    "إن المستشفيات استقبلت جميع المصابين", "[إن المستشفيات استقبلت جميع المصابين]"
)
MARKED = f"{MARKED_HEADLINE}\n\n{MARKED_FIRST}\n\n{MARKED_SECOND}"


def unmarked(text: str) -> str:
    return re.sub(r"[\[\]]", "", text)


class Page(NamedTuple):
    """A saved page, and the store of the annotations that were made on an older text of the file."""

    path: Path
    store: Store
    made: tuple[Annotation, ...]

    @property
    def article(self) -> Article:
        return open_article(self.store, self.path)[0]

    @property
    def article_store(self) -> ArticleStore:
        return self.store.again().open(self.article)

    def places(self) -> list[tuple[int, str]]:
        """Where the annotations stand on disk, with their texts, in the order in which they were made."""
        records = {record["id"]: record for record in on_disk(self.article_store)}
        return [(records[each.id]["start"], records[each.id]["text"]) for each in self.made]


@pytest.fixture
def page_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Page]:
    """Write a page, and store annotations of the parts in brackets of the text that was read of it before."""
    monkeypatch.chdir(tmp_path)

    def make(body: str, older: str) -> Page:
        path = tmp_path / "page.html"
        head = "<!DOCTYPE html><html lang=ar dir=rtl><meta charset=utf-8>"
        path.write_text(f"{head}<body>{body}</body></html>", encoding="utf-8")
        store = store_in(tmp_path / "annotations")
        text = unmarked(older)
        digest = sha256(text.encode()).hexdigest()
        before = open_article(store, path)[0]._replace(text=text, sha256=digest, extractor=OLDER_RULES)
        made = tuple(
            new_annotation(
                "page.html", digest, text, span, "ACTOR", note=span.cut(text), annotator=store.annotator
            )
            for span in marked_spans(older)
        )
        apply(store.open(before), [Edit(None, annotation) for annotation in made])
        return Page(path, store, made)

    return make


def marked_spans(older: str) -> list[Span]:
    """The spans of the parts in brackets, in the text without the brackets."""
    spans = []
    for number, found in enumerate(re.finditer(r"\[(.*?)\]", older, re.DOTALL)):
        start = found.start() - 2 * number
        spans.append(Span(start, start + len(found[1])))
    return spans


@pytest.fixture
def reader_of_page() -> Iterator[Callable[[Page], Reader]]:
    """Open a page as the reader does when it is chosen, and look for its annotations."""
    readers: list[Reader] = []

    def make(page: Page) -> Reader:
        article, article_store = open_article(page.store.again(), page.path)
        reader = Reader(article, article_store, DEFAULT)
        readers.append(reader)
        while reader.outside.anchor(1.0):
            pass
        assert reader.working_copy.flush()
        return reader

    yield make
    for reader in readers:
        reader.close()


def expected(marked: str) -> list[tuple[int, str]]:
    """Where the parts in brackets stand in a text, with their texts."""
    text = unmarked(marked)
    return [(span.start, span.cut(text)) for span in marked_spans(marked)]


MARKED_BODY = f"{MARKED_FIRST}\n\n{MARKED_SECOND}"
SENTENCE = "قال وزير الصحة إن الوضع مستقر."
MARKED_SENTENCE = SENTENCE.replace("وزير الصحة", "[وزير الصحة]")
REPEATING = f"<h1>{HEADLINE}</h1><p>{SENTENCE}</p><p>{FIRST}</p><p>{SENTENCE}</p><p>{SECOND}</p>"

FOLLOWING = {
    "more around": (ARTICLE, f"{MENU}{MARKED}{FOOTER}", MARKED),
    "the headline twice": (ARTICLE, f"{MENU}{HEADLINE}\n\n{MARKED}", MARKED),
    "less before": (ARTICLE, MARKED_BODY, f"{HEADLINE}\n\n{MARKED_BODY}"),
    "less between": (
        WITH_FIGURE,
        f"{HEADLINE}\n\n{MARKED_BODY}",
        f"{HEADLINE}\n\n{CAPTION}\n\n{MARKED_BODY}",
    ),
    "other separators": (ARTICLE, MARKED.replace("\n\n", "\r\n"), MARKED),
    "lines for paragraphs": (ARTICLE, MARKED.replace("\n\n", "\n"), MARKED),
    "other spaces": (ARTICLE, f"  {MARKED}".replace("] ", "]\u00a0 ").replace("\n", " \n"), MARKED),
    "a repeated sentence": (
        REPEATING,
        f"{HEADLINE}\n{SENTENCE}\n{FIRST}\n{MARKED_SENTENCE}\n{SECOND}",
        f"{HEADLINE}\n\n{SENTENCE}\n\n{FIRST}\n\n{MARKED_SENTENCE}\n\n{SECOND}",
    ),
    "a repeated sentence and more around": (
        REPEATING,
        f"{MENU}{HEADLINE}\n\n{SENTENCE}\n\n{FIRST}\n\n{MARKED_SENTENCE}\n\n{SECOND}{FOOTER}",
        f"{HEADLINE}\n\n{SENTENCE}\n\n{FIRST}\n\n{MARKED_SENTENCE}\n\n{SECOND}",
    ),
}
"""What the older text had otherwise: the page, the older text, and the text that is read now."""

ASKING = {
    "a passage that is gone": (
        ARTICLE,
        f"{HEADLINE}\n\n[{CAPTION}]\n\n{FIRST}\n\n{SECOND}",
        Status.ORPHAN,
        None,
    ),
    "a passage that is gone, whose words stand elsewhere": (
        ARTICLE,
        f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}{FOOTER.replace('وزارة الصحة', '[وزارة الصحة]')}",
        Status.ORPHAN,
        None,
    ),
    "one of two headlines": (ARTICLE, f"{MENU}[{HEADLINE}]\n\n{HEADLINE}\n\n{FIRST}", Status.ORPHAN, None),
    "one of two sentences": (
        f"{ARTICLE}<p>{SENTENCE}</p>",
        f"{MARKED_SENTENCE}\n\n{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\n{SENTENCE}",
        Status.AMBIGUOUS,
        "وزير الصحة",
    ),
    "a line break in the quotation": (
        ARTICLE,
        SECOND.replace("المتحدث باسم الوزارة", "[المتحدث باسم\nالوزارة]"),
        Status.CHANGED,
        "المتحدث باسم الوزارة",
    ),
}
"""What the older text had otherwise: page, older text, status now, and the words shown as a guess."""


@pytest.mark.parametrize("case", FOLLOWING.values(), ids=FOLLOWING)
def test_annotations_follow_their_words_when_the_page_is_opened(
    page_of: Callable[..., Page], reader_of_page: Callable[[Page], Reader], case: tuple[str, str, str]
) -> None:
    body, older, now = case
    page = page_of(body, older)
    assert page.article.text.startswith(unmarked(now))
    reader = reader_of_page(page)
    assert page.places() == expected(now)
    assert [(each.start, each.text) for each in reader.annotations] == expected(now)
    assert reader.open_questions == 0
    assert {record["sha256"] for record in on_disk(page.article_store)} == {page.article.sha256}


@pytest.mark.parametrize("case", FOLLOWING.values(), ids=FOLLOWING)
def test_check_tells_of_other_places_and_repairs_them(
    page_of: Callable[..., Page], capsys: pytest.CaptureFixture[str], case: tuple[str, str, str]
) -> None:
    body, older, now = case
    page = page_of(body, older)
    before = page.places()
    assert main(["check"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == len(page.made)
    assert page.places() == before
    assert main(["check", "--repair"]) == 0
    assert page.places() == expected(now)
    capsys.readouterr()
    assert main(["check"]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("case", ASKING.values(), ids=ASKING)
def test_an_annotation_whose_words_are_not_surely_found_is_not_moved_but_asked_about(
    page_of: Callable[..., Page],
    reader_of_page: Callable[[Page], Reader],
    case: tuple[str, str, Status, str | None],
) -> None:
    body, older, status, shown = case
    page = page_of(body, older)
    before = on_disk(page.article_store)
    reader = reader_of_page(page)
    assert on_disk(page.article_store) == before
    assert reader.notice == Message(
        "session.shows_which",
        told=article_changed(need_a_look=1),
        key="r",
    )
    [doubt] = reader.anchoring.unresolved
    assert doubt.status == status
    assert (doubt.found and doubt.found.text) == shown
    [question] = reader.questions
    assert question.kind == status


@pytest.mark.parametrize("case", ASKING.values(), ids=ASKING)
def test_check_tells_of_an_annotation_whose_words_are_not_surely_found_and_leaves_it(
    page_of: Callable[..., Page],
    capsys: pytest.CaptureFixture[str],
    case: tuple[str, str, Status, str | None],
) -> None:
    body, older, status, _ = case
    page = page_of(body, older)
    before = on_disk(page.article_store)
    for words in (["check"], ["check", "--repair"]):
        assert main(words) == 1
        told = capsys.readouterr().out
        assert f"{status}: annotation {page.made[0].id}" in told
        assert on_disk(page.article_store) == before


def test_what_is_sure_moves_although_another_annotation_is_asked_about(
    page_of: Callable[..., Page], reader_of_page: Callable[[Page], Reader]
) -> None:
    footer = FOOTER.replace("وزارة الصحة", "[وزارة الصحة]")
    page = page_of(ARTICLE, f"{MENU}{MARKED}{footer}")
    reader = reader_of_page(page)
    assert page.places()[:-1] == expected(MARKED)
    assert page.places()[-1] == (page.made[-1].start, "وزارة الصحة")
    assert reader.notice == Message(
        "session.shows_which",
        told=article_changed(moved_with_it=5, need_a_look=1),
        key="r",
    )


def test_the_store_file_names_the_rules_that_read_the_text_of_its_annotations(
    page_of: Callable[..., Page], reader_of_page: Callable[[Page], Reader]
) -> None:
    page = page_of(ARTICLE, f"{MENU}{MARKED}")
    assert extractor(page) == OLDER_RULES
    reader_of_page(page)
    assert extractor(page) == page.article.extractor != OLDER_RULES


def extractor(page: Page) -> str:
    [described] = json.loads(page.article_store.path.read_bytes())["article"].values()
    return str(described["extractor"])
