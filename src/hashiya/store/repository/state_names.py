"""The states of an assignment as a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.messages import Message
from hashiya.store.repository.assignment import State

if TYPE_CHECKING:
    from collections.abc import Mapping

STATE_NAMES: Mapping[State, Message] = {
    State.NEW: Message("store.state_new"),
    State.IN_PROGRESS: Message("store.state_in_progress"),
    State.FINISHED: Message("store.state_finished"),
    State.REVIEWED: Message("store.state_reviewed"),
    State.LOCKED: Message("store.state_locked"),
}
"""Each state by its name, in the order of the work."""
