"""Serves a script as ``hashiya serve`` serves the reader: ``serving.py SCRIPT PORT TOKEN``."""

from __future__ import annotations

import os
import sys

from aiohttp import web

from hashiya.serving.admission import hosts_of
from hashiya.serving.application import Reception
from hashiya.serving.door import TokenDoor
from hashiya.serving.entrance import Entrance
from hashiya.serving.fonts import find_fonts, font_folders
from hashiya.serving.page import page_files
from hashiya.serving.terms import Terms
from hashiya.serving.visits import Visits


def main(script: str, port: int, token: str) -> None:
    """Serve until ended.

    Args:
        script: for the shell.
        port: of this machine.
        token: the secret of the address.
    """
    visits = Visits(Terms((), ("sh", script), "served", visitors=8, idle=600.0, absence=0.0))
    files = page_files(find_fonts(font_folders(os.environ)))
    hosts = hosts_of("127.0.0.1")
    reception = Reception(hosts, TokenDoor(token, hosts), visits, Entrance(8), files)
    web.run_app(reception.application(), host="127.0.0.1", port=port, print=None)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
