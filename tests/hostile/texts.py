"""Hostile text, and a folder of it: wherever text from outside comes in, with a word to know the place by."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from hashiya.annotation.annotation import Annotation, new_annotation
from hashiya.annotation.edits import Edit
from hashiya.article.reading import read_article
from hashiya.text.spans import Span
from tests.storing import apply, store_in

if TYPE_CHECKING:
    from pathlib import Path

SEQUENCES = (
    "\x1b]0;t\x07",
    "\x1b]0;t\x1b\\",
    "\x1b]52;c;SEFDSw==\x1b\\",
    "\x1b]8;;http://x\x1b\\",
    "\x1b[95m",
    "\x1b[3J",
    "\x1b[?47h",
    "\x1b[6n",
    "\x1b[21t",
    "\x1bc",
    "\x1bP$q\x1b\\",
    "\x1b_x\x1b\\",
    "\x9b31m",
    "\x9d0;t\x9c",
    "\x90q\x9c",
    "\x05",
    "\x07",
    "\x08",
    "\x0b",
    "\x0c",
    "\x0e",
    "\x0f",
    "\x7f",
    "\x84",
    "\x85",
    "\u2028",
    "\u2029",
    "\x1b",
)
"""None of them is one that the program sends by itself."""
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
MARKUP = "[/x][red][@click=app.quit]"
CONTROLS = "".join(SEQUENCES) + BIDI_CONTROLS + MARKUP
LONE = "\udcff\ud800"
NAME_CONTROLS = "\x1b[95m\n\x07\x9b31m\u202e\u2066[red]"
"""For file names, which must be short and have no slash."""
CHANGED_NAME = f"ab{NAME_CONTROLS}CHANGED.txt"
KNOWN_ID = "0199aaaa-0000-7000-8000-000000000001"
SETTINGS = (
    '[[label]]\nname = "ACTOR"\nkey = "a"\ntitle = "TITLE\\u001b[95m\\u009b31m\\u202e\\u0007"\n'
    '[[label]]\nname = "PLACE"\nkey = "z"\nletter = "\u0642"\n'
)


def hostile(word: str) -> str:
    """A word, and all that is hostile around it."""
    return f"{word}{CONTROLS}{word}"


def text_of(word: str) -> str:
    """An article that says nothing good in several paragraphs, rows and words."""
    lines = [f"عنوان {hostile(word)}", "", *(f"{word} ({sequence}) «كتاب» عربي" for sequence in SEQUENCES)]
    return "\n".join([*lines, f"{BIDI_CONTROLS} نهاية \ufeff\x00"]) + "\n"


def make_folder(folder: Path) -> Path:
    """Fills a folder with articles, annotations and settings; the article that has the annotations."""
    (folder / "hashiya.toml").write_text(SETTINGS, encoding="utf-8")
    article_path = folder / f"a{NAME_CONTROLS}NAME.txt"
    article_path.write_bytes(text_of("TEXT").encode())
    (folder / os.fsdecode(b"b\xe9\xff\x9b31m.txt")).write_bytes(text_of("OTHER").encode())
    (folder / f"c{NAME_CONTROLS}binary.txt").write_bytes(bytes(1000))
    entities = "".join(f"&#{ord(character)};" for character in CONTROLS)
    (folder / "aa.html").write_text(f"<p>عنوان HTML{entities}HTML</p><p>{CONTROLS}</p>", encoding="utf-8")
    article = read_article(article_path)
    store = store_in(folder / "annotations").open(article)
    spans = [Span(0, 40), Span(2, 9), Span(45, 80)]
    edits = []
    for number, (span, label) in enumerate(zip(spans, ("ACTOR", hostile("LABEL"), "PLACE"), strict=True)):
        made = new_annotation(
            store.key,
            article.sha256,
            article.text,
            span,
            label,
            note=hostile("NOTE") + LONE,
            attributes={hostile("KEY"): hostile("VALUE") + LONE},
            annotator=hostile("ANNOTATOR"),
            id=f"{KNOWN_ID[:-1]}{number + 1}",
        )
        record = made.to_record() | {
            "relations": [{"type": hostile("TYPE"), "target": hostile("TARGET") + LONE}],
            "status": hostile("STATUS"),
            hostile("EXTRA"): LONE,
        }
        edits.append(Edit(None, Annotation.from_record(record)))
    apply(store, edits)
    _make_changed_article(folder)
    _make_files_to_import(folder)
    return article_path


def _make_changed_article(folder: Path) -> None:
    """An article that was changed since it was annotated, so that the analyst must say what belongs where."""
    path = folder / CHANGED_NAME
    path.write_bytes(text_of("CHANGED").encode())
    article = read_article(path)
    store = store_in(folder / "annotations").open(article)
    spans = [Span(6, 60), Span(200, 230)]
    made = [
        new_annotation(store.key, article.sha256, article.text, span, label, note=hostile("NOTE"))
        for span, label in zip(spans, ("ACTOR", hostile("LABEL")), strict=True)
    ]
    apply(store, [Edit(None, each) for each in made])
    path.write_bytes(("كلام آخر\n" * 40 + text_of("NEW")[300:]).encode())


def _make_files_to_import(folder: Path) -> None:
    records = [
        {"label": hostile("UNKNOWN"), "start": 0, "end": 2},
        {"label": "ACTOR", "start": 0, "end": 2, "article": hostile("../ELSEWHERE")},
        {"label": "ACTOR", "text": hostile("NOWHERE"), "article": f"a{NAME_CONTROLS}NAME.txt"},
        {"id": hostile("ID") + LONE, "start": "0", "label": "ACTOR"},
        {"offset_unit": hostile("UNIT"), "start": 0, "end": 1, "label": "ACTOR", "id": "1"},
    ]
    lines = [json.dumps(record).encode() for record in records]
    lines += [b'{"TWICE\\u001b[95m": 1, "TWICE\\u001b[95m": 2}', b"\x1b[95m\xff"]
    (folder / "in.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    (folder / "in.csv").write_bytes(f'id,"{hostile("COLUMN").replace(chr(34), "")}"\n1,2\n'.encode())
