"""A team: its people, and who annotates which article."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.store.postgresql.articles import keys_of_articles, put_articles
from hashiya.store.postgresql.codebooks import newest, put_newest
from hashiya.store.postgresql.connection import server_at
from hashiya.store.postgresql.people import MANAGER, myself, people, put_person
from hashiya.store.postgresql.schema import create_schema
from hashiya.store.postgresql.spelling import spelled, unspelled
from hashiya.store.repository.assignment import Assignment, State, Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hashiya.errors import HashiyaError
    from hashiya.store.postgresql.address import Address
    from hashiya.store.postgresql.copied_team import CopiedTeam
    from hashiya.store.postgresql.people import Person
    from hashiya.store.repository.added_article import AddedArticle
    from hashiya.store.repository.assignment import Decision

_AT_ONCE = 5000
"""Rows that are sent or read together."""

_PLACES = """
    SELECT article.key, array_agg(person.name) FILTER (WHERE assignment.id IS NOT NULL)
    FROM hashiya.article
    LEFT JOIN hashiya.assignment ON assignment.project = article.project AND assignment.article = article.id
    LEFT JOIN hashiya.person ON person.id = assignment.person
    WHERE article.project = %(project)s AND article.sha256 IS NOT NULL AND (
        %(names)s::text[] IS NULL OR article.key = ANY(%(names)s::text[])
        OR EXISTS (SELECT FROM unnest(%(names)s::text[]) AS name WHERE starts_with(article.key, name || '/'))
    )
    GROUP BY article.project, article.id, article.key
    ORDER BY article.key
"""
_ASSIGN = """
    INSERT INTO hashiya.assignment (project, article, person, time_limit, due, changed_by)
    SELECT article.project, article.id, person.id, limits.hours,
        CASE WHEN person.id IS NOT NULL THEN now() + limits.hours END, hashiya.me()
    FROM unnest(%(keys)s::text[], %(people)s::text[]) WITH ORDINALITY AS wanted (key, name, place)
    CROSS JOIN make_interval(hours => %(hours)s) AS limits (hours)
    JOIN hashiya.article ON article.project = %(project)s AND article.key = wanted.key
    LEFT JOIN hashiya.person ON person.name = wanted.name
    ORDER BY wanted.place
    ON CONFLICT (project, article, person) DO NOTHING
    RETURNING article
"""
_RELEASE = """
    UPDATE hashiya.assignment
    SET person = NULL, state = 'new', note = '', due = NULL, changed_at = now(), changed_by = hashiya.me()
    WHERE project = %s AND state IN ('new', 'in progress')
        AND person = (SELECT id FROM hashiya.person WHERE name = %s)
    RETURNING 1
"""
_LISTED = """
    SELECT article.key, coalesce(person.name, ''), one.state, one.note,
        coalesce(to_char(one.due AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), ''),
        coalesce(one.due < now() AND one.state IN ('new', 'in progress'), false)
    FROM hashiya.assignment AS one
    JOIN hashiya.article ON article.project = one.project AND article.id = one.article
    LEFT JOIN hashiya.person ON person.id = one.person
    WHERE one.project = %(project)s
        AND (%(name)s::text IS NULL OR person.name = %(name)s)
        AND (%(keys)s::text[] IS NULL OR article.key = ANY(%(keys)s::text[]))
    ORDER BY article.key, one.id
"""
_COUNTED = """
    SELECT coalesce(person.name, ''),
        CASE WHEN strpos(article.key, '/') = 0 THEN '.' ELSE regexp_replace(article.key, '/[^/]*$', '') END,
        one.state, coalesce(one.due < now() AND one.state IN ('new', 'in progress'), false), count(*)
    FROM hashiya.assignment AS one
    JOIN hashiya.article ON article.project = one.project AND article.id = one.article
    LEFT JOIN hashiya.person ON person.id = one.person
    WHERE one.project = %s
    GROUP BY 1, 2, 3, 4
    ORDER BY 1, 2, 3, 4
"""
_TO_OPEN = """
    SELECT DISTINCT article.key
    FROM hashiya.assignment AS one
    JOIN hashiya.article ON article.project = one.project AND article.id = one.article
    JOIN hashiya.person ON person.id = one.person
    WHERE one.project = %(project)s AND (
        person.name = %(name)s
        OR one.state = 'finished' AND hashiya.my_role() IN ('curator', 'manager'))
    ORDER BY article.key
"""


class Assigned(NamedTuple):
    """The assignments that were made.

    Attributes:
        assignments: their number; a place that anybody may take counts as one.
        articles: how many articles they are of.
    """

    assignments: int
    articles: int


class Team:
    """The people of a team and their assignments; each method may wait for the server.

    Every method raises a `HashiyaError` if the server cannot be reached, or if the login lacks the role that
    the method needs.

    Attributes:
        address: of the project, with the folder that keys are relative to.
    """

    def __init__(self, address: Address) -> None:
        """Connect to nothing yet."""
        self.address = address
        self._server = server_at(address)

    # --- people

    def create(self, name: str) -> int:
        """Make the schema or bring it up to date; who does so first is a manager.

        Args:
            name: of the person who calls.

        Returns:
            The number of migrations that were run; 0 if the schema was up to date.
        """
        migrations = create_schema(self.address)
        if self.me is None:
            ((login,),) = self._server.fetch("SELECT session_user")
            put_person(self._server, name, MANAGER, login)
        return migrations

    @property
    def me(self) -> Person | None:
        """The person whose login is used; None if it belongs to nobody in the team."""
        return myself(self._server)

    def people(self) -> Sequence[Person]:
        """List the people by name."""
        return people(self._server)

    def has_login(self, login: str) -> bool:
        """Tell whether the server has a login."""
        return bool(self._server.fetch("SELECT FROM pg_roles WHERE rolname = %s", [login]))

    def put_person(self, name: str, role: str, login: str | None, password: str | None) -> None:
        """Add a person, or change the role or the password of one, as `people.put_person`."""
        put_person(self._server, name, role, login, password)

    # --- articles

    def add(self, articles: Iterable[AddedArticle], *, renews: bool = False) -> int:
        """Add articles, as `put_articles`, and return how many are new or changed."""
        return put_articles(self._server, articles, renews=renews)

    def keys(self) -> Sequence[str]:
        """Return the sorted keys of the articles that were added, as far as the login may read them."""
        return keys_of_articles(self._server)

    def bring_copies(
        self,
        keys: Sequence[str],
        progress: Callable[[int, int], object] | None = None,
        *,
        replaces: bool = True,
    ) -> Mapping[str, HashiyaError]:
        """Make the files in the folder of the address current, as `local_copies.bring_copies`."""
        from hashiya.store.postgresql.local_copies import bring_copies

        return bring_copies(self._server, self.address.root, keys, progress, replaces=replaces)

    def keep_only(self, keys: Sequence[str]) -> None:
        """Remove the copies of all articles but some from the folder of the address."""
        from hashiya.store.postgresql.local_copies import keep_only

        if self.address.is_copied:  # any other folder has files of the user
            keep_only(self.address.root, keys)

    def keys_to_open(self, person: str) -> Sequence[str]:
        """Return the sorted keys of the articles that the reader lists for a person.

        These are the assigned ones, and for a curator or a manager also those that wait for a review.
        """
        rows = self._server.fetch(_TO_OPEN, {"project": self._server.project, "name": spelled(person)})
        return [unspelled(key) for (key,) in rows]

    def copied(self) -> CopiedTeam:
        """Return the annotations of all people, to copy a folder into them or from them."""
        from hashiya.store.postgresql.copied_team import CopiedTeam

        return CopiedTeam(self.address, self._server)

    def codebook(self) -> str | None:
        """Return the newest ``hashiya.toml`` of the team; None if there is none."""
        return newest(self._server)

    def put_codebook(self, toml: str) -> bool:
        """Keep a ``hashiya.toml`` as the newest version, unless it is; return whether it was new."""
        return put_newest(self._server, toml)

    # --- giving out articles

    def places_of(self, names: Sequence[str] | None) -> Sequence[tuple[str, Sequence[str]]]:
        """List articles of the team, each with the people who have it; an empty name is a free place.

        Args:
            names: keys of articles and of folders; None for all articles.
        """
        wanted = None if names is None else [spelled(name) for name in names]
        rows = self._server.fetch(_PLACES, {"project": self._server.project, "names": wanted})
        return [(unspelled(key), [unspelled(name or "") for name in people or ()]) for key, people in rows]

    def assign(self, wanted: Sequence[tuple[str, str]], hours: int | None = None) -> Assigned:
        """Assign articles to people; only a manager may.

        Args:
            wanted: keys of articles with names of people; an empty name makes a place that anybody may take.
            hours: without a save for so long, the place is free again; None for never.

        Returns:
            The number of new assignments; earlier ones stay as they are.

        Raises:
            HashiyaError: the server refuses.
        """
        made: list[int] = []
        for at in range(0, len(wanted), _AT_ONCE):
            part = wanted[at : at + _AT_ONCE]
            rows = self._server.fetch(
                _ASSIGN,
                {
                    "project": self._server.project,
                    "keys": [spelled(key) for key, _ in part],
                    "people": [spelled(name) for _, name in part],
                    "hours": hours,
                },
            )
            made += (article for (article,) in rows)
        return Assigned(len(made), len(set(made)))

    def take_next(self, person: str) -> str | None:
        """Assign the first free place to a person, and return the key of the article; None if there is none.

        Raises:
            HashiyaError: the server refuses: only a manager takes an article for another person.
        """
        rows = self._server.fetch(
            "SELECT hashiya.take_next(%s, (SELECT id FROM hashiya.person WHERE name = %s))",
            [self._server.project, spelled(person)],
        )
        (key,) = rows[0]
        return None if key is None else unspelled(key)

    def release_overdue(self) -> int:
        """Free the places of open assignments whose time is over, and return their number."""
        ((count,),) = self._server.fetch("SELECT hashiya.release_overdue(%s)", [self._server.project])
        return int(count)

    def release(self, person: str) -> int:
        """Free the places of a person's open assignments, and return their number; only a manager may."""
        return len(self._server.fetch(_RELEASE, [self._server.project, spelled(person)]))

    # --- following the work

    def decide(self, key: str, person: str, decision: Decision, note: str = "") -> State:
        """Review, reopen or lock the work of a person in an article, and return its new state.

        Raises:
            HashiyaError: the article is not assigned to the person, the decision does not apply to the state
                of the work, or the login is not a curator's.
        """
        values = [self._server.project, spelled(key), spelled(person), decision.value, spelled(note)]
        ((state,),) = self._server.fetch("SELECT hashiya.decide(%s, %s, %s, %s, %s)", values)
        return State(state)

    def assignments(
        self, person: str | None = None, keys: Sequence[str] | None = None
    ) -> Iterator[Assignment]:
        """Generate assignments by the keys of their articles, as far as the login may read them.

        Args:
            person: whose; None for all.
            keys: of the articles; None for all.
        """
        values: Mapping[str, object] = {
            "project": self._server.project,
            "name": None if person is None else spelled(person),
            "keys": None if keys is None else [spelled(key) for key in keys],
        }
        for key, name, state, note, due, is_overdue in self._server.fetch(_LISTED, values):
            yield Assignment(unspelled(key), unspelled(name), State(state), unspelled(note), due, is_overdue)

    def tallies(self) -> Sequence[Tally]:
        """Count the assignments by person, folder and state."""
        rows = self._server.fetch(_COUNTED, [self._server.project])
        return [
            Tally(unspelled(person), unspelled(folder), State(state), late, count)
            for person, folder, state, late, count in rows
        ]
