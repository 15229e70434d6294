"""The main screens as pictures; `HASHIYA_DRAW=1 make test` draws them anew: look before you commit."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.codebook.label import DEFAULT
from hashiya.codebook.proposals import ProposalSettings
from hashiya.messages import speak
from hashiya.session.preferences import Preferences
from hashiya.store import open_repository
from hashiya.store.tinydb.store import Store
from hashiya.text.spans import Span
from hashiya.tui.app import HashiyaApp
from tests.proposing import use
from tests.settling import differing, marked
from tests.shares import sampled
from tests.storing import apply
from tests.tui.driving import all_read, differences_found, found, proposed, report_shown
from tests.tui.picture import picture

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from hashiya.session.differing import Differing

pytestmark = sampled(3)

SEEDS = Path(__file__).parents[2] / "seeds"
PICTURES = Path(__file__).with_name("pictures")
THIRD, FIRST, HIDDEN = "003_f22616ff3d8ce778.txt", "001_5618ad3d74eb7e63.txt", "hidden.txt"
# an override, a mark beside a word, a non-joiner, a joiner, two no-break spaces, soft hyphens, tatweel
HIDDEN_CHARACTERS = (
    "قائمة الأحرف الخفيّة\n\n"
    "قال الوزير \u202eإن invoice\u202c الوفد زار روسي\u0640\u0640\u0640ا، وأضاف «العلاقات\u00a0القديمة» بين "
    "البلدي\u0640ن\u200f (10\u202f000).\n\n"
    "می\u200cخواهم کتاب\u200cها، وهذا نص\u00adطويل، ول\u0640\u200dه بقية، وسل\u200eام.\n\n"
    "The \u202devil\u202c word \u2067and\u2069 the rest, 10\u00a0000 soft\u00adly.\n"
)

ANNOTATE = [
    *("/", *"اللواء علي", "enter", "escape", "space", "left", "left", "a"),
    *("/", *"الوزارة أن", "enter", "escape", "a"),
    *("/", *"سلسلة من", "enter", "escape", "space", "left", "left", "e"),
    *("/", *"ولضمان", "enter", "escape", "i", "q"),
    *("/", *"الأمم", "enter", "escape", "space", "left", "a"),
]
PROPOSED = {"علي النعسان": 0.98, "وزارة الدفاع": 0.93, "أحمد الشرع": 0.97, "الحكومة السورية": 0.95}
OTHERS = {
    "منى": (
        ("EVENT", "زيارة وفد عسكري سوري إلى روسيا"),
        ("ACTOR", "وفد عسكري سوري"),
        ("ACTOR", "وزارة الدفاع السورية"),
        ("EVENT", "سلسلة من الزيارات"),
        ("ACTOR", "اللواء علي النعسان"),
    ),
    "omar": (
        ("EVENT", "زيارة وفد عسكري سوري"),
        ("ACTOR", "وزارة الدفاع السورية"),
        ("ACTOR", "علي النعسان"),
        ("QUOTE", "هذه الزيارة تأتي في إطار تطوير آليات التنسيق بين وزارتي الدفاع في كلا البلدين"),
    ),
}
"""Who else annotates the scenes with others: labels and words."""
SARA = (
    ("وفد رسمي", "ACTOR", "group"),
    ("وصل وفد رسمي", "EVENT", "MEET"),
    ("اللواء علي النعسان", "ACTOR", "person"),
)
OMAR = (
    ("وفد رسمي", "ACTOR", "group"),
    ("وصل وفد رسمي من وزارة الدفاع السورية", "EVENT", "MEET"),
    ("علي النعسان", "ACTOR", "person"),
    ("استقبله نائب وزير الدفاع الروسي", "EVENT", "MEET"),
)
"""What two annotators have in the third article: words, label, and the value of its first attribute."""
RUSSIA = ["/", *"روسيا", "enter", "escape", "a"]
FOLDER = ["F", *"روسيا", "enter"]
SCENES: dict[str, tuple[str, tuple[int, int], bool, list[str]]] = {
    "reading": (THIRD, (120, 36), True, [*ANNOTATE, "left", "left", "space", "left", "left", "left"]),
    "reading-light": (THIRD, (120, 36), False, [*ANNOTATE, "n"]),
    "reading-80x24": (FIRST, (80, 24), True, ["down", "down", "down", "w", "a", "left", "s"]),
    "reading-40x10": (FIRST, (40, 10), True, ["down", "left", "a"]),
    "hints": (THIRD, (120, 36), True, [*ANNOTATE, "j"]),
    "hints-80x24": (THIRD, (80, 24), False, ["down", "down", "j", "e"]),
    "occurrences": (THIRD, (120, 36), True, [*RUSSIA, "*", "down", "space"]),
    "occurrences-80x24": (THIRD, (80, 24), False, [*RUSSIA, "*"]),
    "attributes": (THIRD, (80, 24), True, [*ANNOTATE, "n"]),
    "proposals": (THIRD, (120, 36), True, [*ANNOTATE, *["tab"] * 3]),
    "proposals-light": (THIRD, (120, 36), False, ["tab", "tab", "enter", "tab", "shift+left"]),
    "proposals-80x24": (THIRD, (80, 24), True, ["tab"]),
    "others": (THIRD, (120, 36), True, [*ANNOTATE, "g", ">", *"nnnn"]),
    "others-light": (THIRD, (120, 36), False, [*ANNOTATE, "g", ">", *"nnnnn", "("]),
    "others-80x24": (THIRD, (80, 24), True, [">", *"nnn"]),
    "report-others": (THIRD, (100, 30), True, [*ANNOTATE, "g", "R", "tab"]),
    "report-others-80x24": (THIRD, (80, 24), False, [*ANNOTATE, "g", "R", *["tab"] * 3]),
    "search": (THIRD, (80, 24), True, ["/", *"زياره"]),
    "folder-search": (THIRD, (120, 36), True, [*FOLDER, "down", "space", "down", "down", "r", "down"]),
    "folder-search-80x24": (THIRD, (80, 24), False, [*FOLDER, "s", "s", "*", "a", *"kind:st"]),
    "folder-search-help": (THIRD, (80, 24), True, ["F", *"روسيا | ("]),
    "carry-80x24": (THIRD, (80, 24), True, [*ANNOTATE, "C"]),
    "settling": (THIRD, (120, 36), True, ["r", "2", "shift+tab"]),
    "settling-80x24": (THIRD, (80, 24), False, ["1"]),
    "settling-40x10": (THIRD, (40, 10), True, ["tab"]),
    "keys": (THIRD, (80, 24), False, ["?"]),
    "labels": (THIRD, (80, 24), False, ["L", *"e"]),
    "completion": (THIRD, (80, 24), True, [*RUSSIA, "a", "1", '"', *"الج"]),
    "palette": (THIRD, (80, 24), True, ["ctrl+p", *"select"]),
    "note": (
        THIRD,
        (80, 24),
        True,
        ["down", "down", "a", "m", *"قارن (قسد) 18-11-2025", "ctrl+j", *"See p. 3"],
    ),
    "hidden": (HIDDEN, (80, 24), True, ["v"]),
    "hidden-light": (HIDDEN, (80, 24), False, ["v", "down", "end", "s", "q", *["right"] * 6, "shift+right"]),
    "library": ("", (100, 20), True, ["down", "enter", "left", "a", "o"]),
    "progress-others": ("", (120, 36), True, ["down", "enter", *RUSSIA, "d", "o", "p"]),
    "progress-others-80x24": ("", (80, 24), False, ["down", "enter", *RUSSIA, "o", "p"]),
    "library-stories": ("", (100, 20), True, ["down", "enter", "left", "a", "o", "o", "space"]),
    "library-stories-80x24": ("", (80, 24), False, ["o"]),
    "library-filter": ("", (80, 12), False, ["/", *"روسيا"]),
    "arabic-library-stories": ("", (100, 20), False, ["down", "enter", "left", "a", "خ", "خ", "space"]),
    "arabic-library-stories-80x24": ("", (80, 24), True, ["خ"]),
    "arabic-reading": (THIRD, (120, 36), True, [*ANNOTATE, "left", "left", "space", "left", "left", "left"]),
    "arabic-reading-light": (THIRD, (120, 36), False, [*ANNOTATE, "n"]),
    "arabic-reading-80x24": (FIRST, (80, 24), True, ["down", "down", "down", "w", "a", "left", "s"]),
    "arabic-hints": (THIRD, (120, 36), False, [*ANNOTATE, "ت"]),
    "arabic-hints-80x24": (THIRD, (80, 24), True, ["down", "down", "ت", "ث"]),
    "arabic-occurrences": (THIRD, (80, 24), True, [*RUSSIA, "*", "down", "space"]),
    "arabic-attributes": (THIRD, (80, 24), False, [*ANNOTATE, "n"]),
    "arabic-proposals": (THIRD, (80, 24), False, ["tab", "tab"]),
    "arabic-others": (THIRD, (120, 36), False, [*ANNOTATE, "g", ">", *"nnnn"]),
    "arabic-report-others": (THIRD, (100, 30), False, [*ANNOTATE, "g", "R", "tab"]),
    "arabic-report-others-80x24": (THIRD, (80, 24), True, [*ANNOTATE, "R", *["tab"] * 3]),
    "arabic-settling": (THIRD, (120, 36), False, ["ق", "2", "shift+tab"]),
    "arabic-settling-80x24": (THIRD, (80, 24), True, ["tab", "tab"]),
    "arabic-folder-search": (THIRD, (120, 36), False, [*FOLDER, "down", "space", "down", "down", "r"]),
    "arabic-folder-search-80x24": (THIRD, (80, 24), True, [*FOLDER, "a"]),
    "arabic-folder-search-help": (THIRD, (80, 24), False, ["F"]),
    "arabic-list": (THIRD, (80, 24), False, [*ANNOTATE, "h", "down", "down"]),
    "arabic-keys": (THIRD, (80, 24), True, ["?"]),
    "arabic-palette": (THIRD, (80, 24), True, ["ctrl+p"]),
    "arabic-question": (THIRD, (80, 24), True, ["down", "ctrl+e", "a"]),
    "arabic-note": (
        THIRD,
        (80, 24),
        False,
        ["down", "down", "a", "m", *"قارن (قسد) 18-11-2025", "ctrl+j", *"See p. 3"],
    ),
    "arabic-library": ("", (100, 20), True, ["down", "enter", "left", "a", "o"]),
    "arabic-progress-others": ("", (120, 36), False, ["down", "enter", *RUSSIA, "d", "o", "p"]),
    "arabic-progress-others-80x24": ("", (80, 24), True, ["down", "enter", *RUSSIA, "o", "p"]),
    "arabic-library-filter": ("", (80, 12), False, ["/", *"روسيا"]),
}
"""Article, columns and lines of the window, whether it is dark, and keys; Arabic scenes are named so."""


def annotate(store: Path, path: Path) -> None:
    """Let the others annotate an article."""
    article = read_article(path)
    for name, marks in OTHERS.items():
        repository = open_repository(store, name)
        key = repository.key_of(path)
        spans = ((Span(at := article.text.index(words), at + len(words)), label) for label, words in marks)
        made = [new_annotation(key, article.sha256, article.text, *each, annotator=name) for each in spans]
        apply(repository.open_key(key), [Edit(None, each) for each in made])


async def others_read(app: HashiyaApp, pilot: Pilot[None]) -> None:
    """Wait until the annotations of others are read."""
    reader = app.articles.reader
    if reader is not None and reader.others is not None:
        assert reader.others.wait()
        await pilot.pause()


def _annotators(path: Path) -> Differing:
    """Two annotators of an article, and what they have marked in it."""
    text = path.read_text(encoding="utf-8")
    return differing(
        *(
            [
                marked(text, words, label, attributes={"type" if label == "EVENT" else "kind": value})
                for words, label, value in version
            ]
            for version in (SARA, OMAR)
        )
    )


def _copy_stories(seeds: Path, name: str, article: str) -> None:
    """The articles that a scene has more than once."""
    if "carry" in name:
        shutil.copy(seeds / article, seeds / "copy.txt")
    for paper in ("الثورة", "تشرين") if "stories" in name else ():
        (seeds / paper).mkdir()
        for each in sorted(seeds.glob("*.txt"))[:2]:
            shutil.copy(each, seeds / paper)


@pytest.mark.parametrize("name", SCENES)
async def test_the_screen_looks_as_in_its_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    article, size, dark, keys = SCENES[name]
    is_proposing = "proposals" in name
    if is_proposing:
        use(monkeypatch, PROPOSED)
    speak("ar" if name.startswith("arabic-") else "en")
    seeds = tmp_path / "seeds"
    shutil.copytree(SEEDS, seeds)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    _copy_stories(seeds, name, article)
    if article == HIDDEN:
        (seeds / HIDDEN).write_text(HIDDEN_CHARACTERS, encoding="utf-8")
    store = Store(tmp_path / "annotations", annotator="tester")
    app = HashiyaApp(
        [seeds],
        store,
        DEFAULT,
        Preferences(theme="dark" if dark else "light"),
        proposals=ProposalSettings if is_proposing else None,
        differing=_annotators(seeds / article) if "settling" in name else None,
    )
    if "others" in name:
        annotate(tmp_path / "annotations", seeds / (article or THIRD))
    if article:
        app.articles.first = app.articles.reader_of(read_article(seeds / article))
    async with app.run_test(size=size) as pilot:
        await all_read(app, pilot)
        await proposed(app, pilot)
        await differences_found(app, pilot)
        for key in keys:
            await pilot.press("space" if key == " " else key)
            if key == ">":
                await others_read(app, pilot)
            if key == "R":
                await report_shown(app, pilot)
            if key in ("o", "خ"):
                await all_read(app, pilot)
            if "folder" in name and key in ("enter", "s"):
                await found(app, pilot)
        if app.articles.reader is not None:
            assert app.articles.reader.working_copy.flush()
        await all_read(app, pilot)
        drawn = picture(app)
    kept = PICTURES / f"{name}.svg"
    if os.environ.get("HASHIYA_DRAW"):
        kept.write_text(drawn, encoding="utf-8")
    if drawn != kept.read_text(encoding="utf-8"):
        new = tmp_path / kept.name
        new.write_text(drawn, encoding="utf-8")
        pytest.fail(f"the screen has changed: compare {new} with {kept}")
