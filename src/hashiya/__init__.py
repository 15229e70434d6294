"""hashiya: read Arabic in a terminal and annotate who acts, what happened and who said what."""

import sys

__version__ = "0.2.0"

# in words that any Python can read, before a module is imported that an older one cannot
if sys.version_info < (3, 11):  # noqa: UP036 - an older Python can still be started in a checkout
    sys.exit("hashiya needs Python 3.11 or newer; this is Python %d.%d.%d." % sys.version_info[:3])  # noqa: UP031
