"""Move the annotations of an article to another key."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from hashiya.store.postgresql import work_rows
from hashiya.store.records.rekeying import nothing_kept_error, rekeyed, taken_error

if TYPE_CHECKING:
    from hashiya.store.postgresql.works import Works


def move(works: Works, key: str, new_key: str) -> None:
    """Move the annotations of a person in an article to another key; the former key names the new one.

    Raises:
        HashiyaError: nothing is kept under the key, the new key has annotations, or the server refuses.
    """
    works.server.repeated(lambda: _move(works, key, new_key))


def _move(works: Works, key: str, new_key: str) -> None:
    works_of = {each: works.writable(each) for each in (key, new_key)}
    with works.server.borrowed() as connection:
        # in order of the keys, so that two who move do not wait for each other
        first, second = sorted(works_of)
        held = {first: work_rows.hold(connection, works_of[first])}
        held[second] = work_rows.hold(connection, works_of[second], begins=False)
        old, new = held[key], held[new_key]
        if not old.generation or old.is_moved:
            raise nothing_kept_error(key)
        if new.generation and not new.is_moved:
            raise taken_error(new_key)
        before = work_rows.records_in(key, old.rows or (), {})
        after = {
            kind: {number: MappingProxyType(record) for number, record in records.items()}
            for kind, records in rekeyed(before, key, new_key).items()
        }
        with connection.pipeline():
            work_rows.save(connection, works_of[new_key], new.article, before={}, after=after)
            work_rows.save(
                connection, works_of[key], old.article, before=before, after={}, moved_to=new.article
            )
            connection.execute("COMMIT")
