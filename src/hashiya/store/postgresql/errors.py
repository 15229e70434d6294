"""Errors of PostgreSQL as sentences that name the server and the cause, without a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.errors import HashiyaError
from hashiya.messages import Message
from hashiya.store.postgresql.spelling import unspelled
from hashiya.store.repository.assignment import State
from hashiya.store.repository.away import AwayError
from hashiya.store.repository.state_names import STATE_NAMES

if TYPE_CHECKING:
    from psycopg import Error

    from hashiya.store.postgresql.address import Address

_PASSING = ("40001", "40P01")
"""Serialisation failure and deadlock."""
_FORBIDDEN = ("42501", "42P17")
_SILENT = ("57014", "55P03", "25P03")
"""A time limit for a statement, a lock or an idle transaction."""
_WITHOUT_SCHEMA = ("42P01", "3F000", "42883", "42703")
"""No such table, schema, function or column."""
_CLOSED, _UNDECIDABLE, _OUTDATED = "HA001", "HA002", "HA003"
"""Raised by functions of the schema.

A work that may not be written, a decision that does not apply, a work that another program has saved since.
"""
_LOGIN_TAKEN = "person_login_key"
"""The constraint by which a login belongs to one person."""
_AWAY = ("53", "57P", "58", "08", "25006", "XX")
"""No room or memory, shutting down, an error of the system, no connection, a standby, a damaged file."""


class PassingError(HashiyaError):
    """Another writer stopped a statement; nothing is changed, and the call may be made again."""


class OutdatedError(HashiyaError):
    """A save was based on an earlier reading; nothing is changed, and the call may be made again."""


class ForbiddenError(HashiyaError):
    """The login lacks a right that a statement needs."""


class LostError(AwayError):
    """The connection was lost in the middle of a call, which may be made again on another connection."""


def error_of(address: Address, error: Error) -> HashiyaError:
    """Make the error of a statement that the server refused."""
    if error.sqlstate in (_CLOSED, _UNDECIDABLE):
        return _assignment_error(error)
    if error.sqlstate == _OUTDATED:
        return outdated_error(address)
    if error.diag.constraint_name == _LOGIN_TAKEN:
        return HashiyaError(Message("postgresql.login_taken"))
    return _server_error(address, error, error.sqlstate or "")


def _server_error(address: Address, error: Error, state: str) -> HashiyaError:
    cause = cause_of(error)
    if state in _PASSING:
        return PassingError(Message("postgresql.busy", address=str(address)), Message("postgresql.try_again"))
    if state in _FORBIDDEN:
        told = Message("postgresql.forbidden", address=str(address), cause=cause)
        return ForbiddenError(told, Message("postgresql.ask_manager"))
    if state in _SILENT:
        return slow_error(address)
    if state in _WITHOUT_SCHEMA:
        return no_schema_error(address)
    if state.startswith(_AWAY):
        told = Message("postgresql.away", address=str(address), cause=cause)
        return AwayError(told, Message("postgresql.try_again"))
    return HashiyaError(Message("postgresql.failed", address=str(address), cause=cause))


def _assignment_error(error: Error) -> HashiyaError:
    """Make the error of a work whose state forbids a change, or of one that nobody has.

    The functions of the schema name the state as message, the article as detail and the person as hint.
    """
    diagnosis = error.diag
    article, person = unspelled(diagnosis.message_detail or ""), unspelled(diagnosis.message_hint or "")
    try:
        state = State(diagnosis.message_primary or "")
    except ValueError:
        if person:
            return HashiyaError(Message("postgresql.not_assigned_to", article=article, person=person))
        told = Message("postgresql.not_assigned", article=article)
        return HashiyaError(told, Message("postgresql.ask_assign"))
    if person:
        told = Message(
            "postgresql.state_not_decidable", article=article, person=person, state=STATE_NAMES[state]
        )
        return HashiyaError(told)
    return closed_error(article, state)


def outdated_error(address: Address) -> OutdatedError:
    """Make the error of a save that must read the work again."""
    return OutdatedError(Message("postgresql.busy", address=str(address)), Message("postgresql.try_again"))


def closed_error(article: str, state: State) -> HashiyaError:
    """Make the error for a change of work that is finished, reviewed or locked."""
    told = Message("postgresql.work_closed", article=article, state=STATE_NAMES[state])
    return HashiyaError(told, Message("postgresql.ask_reopen"))


def lost_error(address: Address, cause: Message | str) -> LostError:
    """Make the error of a connection that was lost."""
    told = Message("postgresql.lost", address=str(address), cause=cause)
    return LostError(told, Message("postgresql.try_again"))


def connect_error(address: Address, error: Error | None) -> HashiyaError:
    """Make the error of a connection that could not be opened; None stands for a malformed address.

    The server sends no code before a connection is open, so its usual sentences are recognised.
    """
    if error is None:
        return HashiyaError(Message("postgresql.malformed_address"), Message("postgresql.address_form"))
    told = str(error)
    if "password authentication failed" in told or "no password supplied" in told:
        advice = Message("postgresql.give_password")
        return HashiyaError(Message("postgresql.wrong_password", address=str(address)), advice)
    if "database" in told and "does not exist" in told:
        advice = Message("postgresql.create_database")
        return HashiyaError(Message("postgresql.no_database", address=str(address)), advice)
    if "role" in told and "does not exist" in told:
        return HashiyaError(
            Message("postgresql.no_login", address=str(address)), Message("postgresql.ask_manager")
        )
    away = Message("postgresql.away", address=str(address), cause=cause_of(error))
    return AwayError(away, Message("postgresql.start_server"))


def slow_error(address: Address) -> AwayError:
    """Make the error of a server that did not answer in time."""
    return AwayError(Message("postgresql.slow", address=str(address)), Message("postgresql.try_again"))


def other_database_error(address: Address) -> AwayError:
    """Make the error for a database that is not the one whose annotations this program has read."""
    told = Message("postgresql.other_database", address=str(address))
    return AwayError(told, Message("postgresql.ask_which_database"))


def no_schema_error(address: Address) -> HashiyaError:
    """Make the error of a database without the tables of a team."""
    told = Message("postgresql.no_schema", address=str(address))
    return HashiyaError(told, Message("postgresql.run_init_as_owner"))


def cause_of(error: Error) -> str:
    """Return the server's own sentence on an error, one line without a place in a statement."""
    told = error.diag.message_primary or str(error).strip().partition("\n")[0]
    return told.rpartition(" failed: ")[2].removeprefix("FATAL:  ") or type(error).__name__
