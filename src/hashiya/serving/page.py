"""The page, its files, and the headers of every answer."""

from __future__ import annotations

from html import escape
from pathlib import Path
from string import Template
from typing import NamedTuple

import textual_serve

from hashiya.messages import Message, is_right_to_left
from hashiya.messages.language import current_language
from hashiya.serving.endings import Ending
from hashiya.serving.fonts import font_faces
from hashiya.text.cleaning import clean

_HERE = Path(__file__).parent
_THEIRS = Path(textual_serve.__file__).parent / "static"
_JS, _CSS = "text/javascript", "text/css"


class PageFile(NamedTuple):
    """A file of the page.

    Attributes:
        kind: its media type.
        body: its content.
    """

    kind: str
    body: bytes


def page_files(fonts: dict[str, Path]) -> dict[str, PageFile]:
    """Read all files of the page, by their paths on the server; no others are ever sent.

    Args:
        fonts: the file of each style.

    Raises:
        OSError: a file cannot be read.
    """
    css = (_HERE / "page.css").read_text(encoding="utf-8") + font_faces(fonts)
    return {
        "/textual.js": PageFile(_JS, (_THEIRS / "js/textual.js").read_bytes()),
        "/xterm.css": PageFile(_CSS, (_THEIRS / "css/xterm.css").read_bytes()),
        "/page.js": PageFile(_JS, (_HERE / "page.js").read_bytes()),
        "/page.css": PageFile(_CSS, css.encode()),
        **{f"/font/{style}": PageFile("font/ttf", path.read_bytes()) for style, path in fonts.items()},
    }


def page(title: str, *, can_leave: bool, absence: float) -> str:
    """Write the page in the current language.

    Args:
        title: comes from outside.
        can_leave: whether a person can log out.
        absence: seconds in which the page tries to take up its visit when the line is lost.
    """
    template = Template((_HERE / "page.html").read_text(encoding="utf-8"))
    return template.substitute(
        language=current_language(),
        direction="rtl" if is_right_to_left() else "ltr",
        title=escape(clean(title)),
        absence=absence,
        connecting=escape(str(Message("serving.connecting"))),
        opening=escape(str(Message("serving.opening"))),
        again=escape(str(Message("serving.open_again"))),
        leave=escape(str(Message("serving.log_out"))),
        leaving="" if can_leave else "hidden",
        endings="".join(
            f'<p class="ending-{code}">{escape(str(told))}</p>' for code, told in _endings().items()
        ),
    )


def _endings() -> dict[str, Message]:
    """Return a sentence for each ending of a visit; `lost` is an ending without a code of this server."""
    return {
        str(int(Ending.LEFT)): Message("serving.ended"),
        str(int(Ending.IDLE)): Message("serving.idle"),
        str(int(Ending.ELSEWHERE)): Message("serving.elsewhere"),
        str(int(Ending.FULL)): Message("serving.full"),
        str(int(Ending.STOPPED)): Message("serving.stopped"),
        str(int(Ending.LOGGED_OUT)): Message("serving.logged_out"),
        "lost": Message("serving.lost"),
    }


def headers(host: str) -> dict[str, str]:
    """Return the headers of every answer: nothing is kept, framed, guessed or loaded from elsewhere.

    A form names its origin only under a policy that lets this server see where a request comes from.

    Args:
        host: to which the request was sent; not every browser counts its sockets as `self`.
    """
    sockets = f"ws://{host} wss://{host}" if host else ""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        f"img-src 'self' data:; connect-src 'self' {sockets}; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Server": "hashiya",
    }
