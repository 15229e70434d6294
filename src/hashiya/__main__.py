"""``python -m hashiya`` is ``hashiya``."""

from hashiya.cli.main import run

run()
