"""A search over the articles of a team finds the same as one over a folder with the same articles."""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from hashiya.annotation.annotation import new_annotation
from hashiya.annotation.edits import Edit
from hashiya.annotation.transaction import new_transaction
from hashiya.article.reading import read_article
from hashiya.corpus.matching import is_ruled_out
from hashiya.corpus.parsing import MOST_WORDS, parse_query
from hashiya.corpus.query import All, Condition
from hashiya.messages import Message
from hashiya.services.adding import Adding
from hashiya.services.hit_order import once
from hashiya.services.searchable import open_searchable
from hashiya.services.searching import annotations_at, search
from hashiya.services.team_corpus import TeamCorpus
from hashiya.store.pending.team import kept_while_away
from hashiya.store.postgresql.articles import put_articles
from hashiya.store.postgresql.connection import Server, server_at
from hashiya.store.postgresql.repository import TeamRepository
from hashiya.store.postgresql.searched_articles import SearchedArticles
from hashiya.store.postgresql.team import Team
from hashiya.store.repository.added_article import AddedArticle
from hashiya.store.repository.away import AwayError
from hashiya.store.repository.kept_articles import Within
from hashiya.text.spans import Span
from tests.refusals import refused
from tests.storing import store_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from hashiya.services.searchable import Searchable
    from hashiya.services.searching import Hit
    from hashiya.store.tinydb.store import Store
    from tests.postgresql import TeamDatabase

SEEDS = Path(__file__).parents[2] / "seeds"
READER = "سارة"
_WORDS = ["روسيا", "وروسيا", "للروسيا", "قال", "سيقال", "الوَزير", "وزير", "والوزيرة", "مدرسه", "مدرسة", "\n"]
_WORDS += [
    "إعلان",
    "اعلان",
    "مستشفى",
    "مستشفي",
    "\ufdfa",
    "50",
    "٥٠",
    "Moscow",
    "NATO",
    "a_b",
    "،",
    "«",
    "\0",
]
_TEXTS = {
    "z.txt": "وزير روسيا",
    "a2.txt": "قال الوزير في 2025-10-03 إن روسيا تعلن",
    "a10.txt": "قال وزيرُ روسيا",
    "empty.txt": "",
    "long/words.txt": f"{'روسيا ' * 20_000}قال الوزير",
    "long/word.txt": f"قال {'و' * 3000} وزير {'ا' * 1200}",
    "b/c/x.txt": "سافر الوزير إلى روسيا",
    "b/x.txt": "سافر الوزير إلى\nموسكو",
    "b/page.html": "<html><body><article><p>قال الوزير إن روسيا تعلن اليوم قرارا</p></article></body></html>",
}
_LABELS = ("ACTOR", "EVENT")


def _texts() -> dict[str, str]:
    """The named texts, with generated ones."""
    draw = random.Random(4)  # noqa: S311
    made = {f"generated/{number}.txt": " ".join(draw.choices(_WORDS, k=9)) for number in range(60)}
    return {**_TEXTS, **made}


class Both(NamedTuple):
    """The same articles with the same annotations, in a folder and in a team."""

    folder: Store
    team: TeamRepository
    database: TeamDatabase

    def here(self) -> Searchable:
        return open_searchable(self.folder, [self.folder.root], self.folder.root.parent / "index")

    def there(self) -> Searchable:
        return open_searchable(self.team, [self.team.root], None)

    def found(self, query: str) -> tuple[list[Hit], list[Hit]]:
        """The hits of a query here and there, and of each story once if that is asked for."""
        parsed = parse_query(query, ["canonical", "date"])
        with closing(self.here()) as here, closing(self.there()) as there:
            assert isinstance(there, TeamCorpus)
            hits = [[hit for group in search(each, parsed) for hit in group] for each in (here, there)]
            assert [*here.problems, *here.notices, *there.problems, *there.notices] == []
        return hits[0], hits[1]


@pytest.fixture
def both(tmp_path: Path, database: TeamDatabase) -> Both:
    home, copies = tmp_path / "home", tmp_path / "copies"
    copies.mkdir()
    for key, text in _texts().items():
        path = home / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    for seed in sorted(SEEDS.glob("*.txt"))[:25]:
        shutil.copy(seed, home / "b")
    store = store_in(home / "annotations", READER)
    login = database.add(READER, "curator")
    adding = Adding([home], store.key_of)
    put_articles(database.server(), adding.articles())
    assert not adding.problems
    team = TeamRepository(database.address(login)._replace(root=copies, is_copied=True), READER)
    made, draw = Both(store, team, database), random.Random(7)  # noqa: S311
    for path in adding.files[::4]:
        _annotate(made, path, draw)
    return made


def _annotate(both: Both, path: Path, draw: random.Random) -> None:
    """Put the same annotations into both stores."""
    article, key = read_article(path), both.folder.key_of(path)
    edits = []
    for number in range(3):
        start = draw.randrange(max(1, len(article.text) - 9))
        span = Span(start, min(start + 9, len(article.text)))
        codes = {"canonical": draw.choice(["روسيا", "الوزير", "علي أحمد"]), "date": f"2025-10-0{number + 1}"}
        note, label = draw.choice(["", "مهم جدا"]), _LABELS[number % 2]
        if span:
            made = new_annotation(key, article.sha256, article.text, span, label, note=note, attributes=codes)
            edits.append(Edit(None, replace(made, annotator=READER)))
    for store in (both.folder, both.team) if edits else ():
        assert not store.open_key(key).commit(new_transaction(key, edits, by=READER, command="test"))


_QUERIES = """
روسيا
=روسيا
روس*
وزير
=وزير
الوزير
"قال الوزير"
"قال، وزير"
"وزير روس*"
قال NEAR/2 روسيا
قال NEAR/30 روسيا
NEAR(قال وزير روسيا, 5)
قال -وزير
قال NOT "وزير روسيا"
قال NOT وز*
مدرسة
مدرسه OR اعلان
(اعلان OR إعلان) 50
مستشفى
صلى
٥٠
moscow
nato
a_b
في
من OR إلى
لندن
folder:b
folder:b/c
folder:b folder:b/c
folder:long OR date:2025
قال folder:generated -وزير
label:ACTOR folder:b
date:2025
date:2025-10-03
date:..2025-10 قال
قال -folder:generated
label:ACTOR
label:actor
label:LINK
label:ACTOR canonical:روسيا
canonical:رو*
canonical:"علي احمد"
canonical:علي OR قال
label:EVENT قال
قال IN label:ACTOR
قال -label:ACTOR
note:مهم
note:جد*
event-date:2025-10-02
(label:ACTOR) (label:EVENT)
label:ACTOR OR canonical:الوزير
""".strip().splitlines()


def test_a_team_is_searched_like_a_folder(both: Both) -> None:
    draw = random.Random(1)  # noqa: S311
    words = [each for each in _WORDS if any(map(str.isalnum, each))]
    made = [_query(draw, words) for _ in range(60)]
    counts = []
    longest = _TEXTS["long/word.txt"].split()[1]
    made += ["وووو*", "قال -وووو*", longest, f"={longest}", f"قال -{longest}", f"{longest[:-1]}*"]
    for query in [*_QUERIES, *made]:
        here, there = both.found(query)
        assert here == there, query
        counts.append(len(here))
    assert sum(map(bool, counts)) > 0.7 * len(counts)


def _query(draw: random.Random, words: Sequence[str]) -> str:
    parts = [draw.choice(["{}", "={}", "{}*", '"{} {}"', "{} NEAR/3 {}", "{} OR {}", "{} -{}"]) for _ in "ab"]
    return " ".join(part.format(draw.choice(words), draw.choice(words)) for part in parts)


def test_the_server_finds_the_articles_in_folders_and_periods_as_a_query_does(database: TeamDatabase) -> None:
    draw = random.Random(3)  # noqa: S311
    days = ["", "قديم", "2025", "2024-12", "2025-01", "2025-10-03T12:00", "2025-10-03/2025-11-02", "2025-1"]
    days += [
        f"202{draw.randrange(3, 7)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 32):02}" for _ in "x" * 20
    ]
    folders = ["a", "a/b", "a/b/c", "a0", "a.b", "أخبار", "أخبار/عاجل", "a\0"]
    dates = {f"{draw.choice(folders)}/{number}": draw.choice(days) for number in range(120)}
    dates |= {"a": "2025", "a/b": "", "x": "2024-12-31"}
    put_articles(
        database.server(),
        [AddedArticle(key, "قال", "0" * 64, date=day, words="قال") for key, day in dates.items()],
    )
    articles = SearchedArticles(database.server(database.add("علي", "curator")))
    periods = ["2025", "2024..", "..2025-10-03", "2025-01..2025-10", "2025-10-03", "2024-12", "..2023"]
    counts = []
    for _ in range(150):
        within = Within(*(tuple(draw.choices(each, k=draw.randrange(3))) for each in (folders, periods)))
        query = All(
            (
                *(Condition("folder", each) for each in within.folders),
                *(Condition("date", each) for each in within.periods),
            )
        )
        wanted = sorted(key for key, day in dates.items() if not is_ruled_out(query, key, day))
        for words in ("", "'قال'"):
            assert sorted(key for key, _ in articles.found(words, None, within)) == wanted, within
            some = sorted(dates)[::2]
            assert sorted(key for key, _ in articles.found(words, some, within)) == [
                e for e in wanted if e in some
            ]
        counts.append(len(wanted))
    assert sum(map(bool, counts)) > len(counts) / 2


def test_a_query_lets_the_server_leave_out_other_folders_and_days(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Within] = []
    found = SearchedArticles.found

    def noted(self: SearchedArticles, words: str, keys: Collection[str] | None, within: Within) -> object:
        asked.append(within)
        return found(self, words, keys, within)

    monkeypatch.setattr(SearchedArticles, "found", noted)
    for query in ("folder:b قال (folder:b/c date:2025..)", "folder:b OR قال", "قال -folder:b"):
        here, there = both.found(query)
        assert here == there
    assert asked == [Within(("b", "b/c"), ("2025..",)), Within(), Within()]


def test_a_story_counts_once_in_a_team_too(both: Both) -> None:
    parsed = parse_query("سافر OR قال")
    with closing(both.here()) as here, closing(both.there()) as there:
        assert list(once(here, search(here, parsed))) == list(once(there, search(there, parsed)))


def test_annotations_of_a_team_are_looked_at_again(both: Both) -> None:
    with closing(both.here()) as here, closing(both.there()) as there:
        key = next(iter(here.candidates(parse_query("label:ACTOR"))))
        spans = [Span(0, 500)]
        assert annotations_at(here, key, spans) == annotations_at(there, key, spans) != [[]]


def test_only_the_texts_that_may_have_hits_are_read(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    texts = SearchedArticles.texts

    def noted(self: SearchedArticles, keys: Sequence[str]) -> Iterator[AddedArticle]:
        read.extend(keys)
        return texts(self, keys)

    monkeypatch.setattr(SearchedArticles, "texts", noted)
    both.found('"سافر الوزير"')
    assert set(read) == {"b/x.txt", "b/c/x.txt"}
    assert not list(both.team.root.iterdir())


def test_a_hit_is_copied_when_its_file_is_looked_up(both: Both) -> None:
    with closing(both.there()) as there:
        assert there.paths["b/x.txt"].read_text("utf-8") == _TEXTS["b/x.txt"]
        changed = AddedArticle("b/x.txt", "سافر الوزير أمس", "d" * 64)
        put_articles(both.database.server(), [changed])
        assert there.paths["b/x.txt"].read_text("utf-8") == changed.text
        with refused("postgresql.key_leads_out"):
            there.paths["../x.txt"]


def test_articles_of_too_many_words_are_read(both: Both) -> None:
    both.database.rows("UPDATE hashiya.article SET words = NULL WHERE key LIKE 'b/%%'")
    here, there = both.found('"سافر الوزير"')
    assert here == there != []


def test_an_annotator_finds_the_articles_that_were_assigned(both: Both) -> None:
    login = both.database.add("علي", login="ali")
    team = Team(both.database.address())
    team.assign([("z.txt", "علي"), ("b/x.txt", "علي")])
    home = both.team.home._replace(url=both.database.address(login).url)
    articles = SearchedArticles(server_at(home))
    assert sorted(key for key, _ in articles.found("'روسيا' | 'سافر'")) == ["b/x.txt", "z.txt"]
    assert sorted(key for key, _ in articles.found("")) == ["b/x.txt", "z.txt"]
    with closing(open_searchable(TeamRepository(home, "علي"), [both.team.root], None)) as there:
        found = [hit.article for group in search(there, parse_query("روسيا OR سافر")) for hit in group]
    assert found == ["z.txt", "b/x.txt"]


def test_while_the_server_is_away_the_copies_are_searched(
    both: Both, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    store = kept_while_away(both.team)
    both.there().paths["b/x.txt"]
    away = AwayError(Message("postgresql.lost", address="", cause=""))

    def refuse(*_: object) -> None:
        raise away

    monkeypatch.setattr(Server, "borrowed", refuse)
    with closing(open_searchable(store, [store.root], None)) as there:
        assert [hit.article for group in search(there, parse_query("سافر")) for hit in group] == ["b/x.txt"]
        assert there.notices == [Message("services.only_copies", cause=away.told)]


def test_a_search_that_takes_too_long_says_so(both: Both) -> None:
    both.database.rows(
        "CREATE OR REPLACE FUNCTION hashiya.articles_with(of_project integer, wanted tsquery)"
        " RETURNS TABLE (key text, date text) LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE query_canceled; END $$"
    )
    with closing(both.there()) as there, refused(Message("postgresql.slow", address=str(both.team.home))):
        there.candidates(parse_query("قال"))


def test_a_query_of_the_most_words_is_answered(both: Both) -> None:
    here, there = both.found(" OR ".join(["سافر"] * MOST_WORDS))
    assert here == there != []


def test_the_articles_found_so_far_are_reported_and_the_search_can_end(both: Both) -> None:
    told: list[tuple[int, int]] = []

    def end(done: int, count: int) -> None:
        told.append((done, count))
        raise InterruptedError

    with closing(both.there()) as there:
        with pytest.raises(InterruptedError):
            next(search(there, parse_query("قال"), end))
        assert told == [(0, 0)]
        assert there.candidates(parse_query("قال"))
