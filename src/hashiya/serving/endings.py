"""Why a visit ended, as the close code of its socket; the page has a sentence for each."""

from __future__ import annotations

from enum import IntEnum


class Ending(IntEnum):
    """A close code of a websocket, of those that applications may choose."""

    LEFT = 4000
    """The person quit the reader, or the reader ended."""
    IDLE = 4001
    """No key came for too long."""
    ELSEWHERE = 4002
    """Another page has taken the visit up."""
    FULL = 4003
    """There is no place for another visitor."""
    STOPPED = 4004
    """The server ends, or another visitor got the place of a page that was gone."""
    LOGGED_OUT = 4005
    """The person has logged out, or the password no longer holds."""
