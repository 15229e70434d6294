"""Takes the text out of HTML, in a process of its own: `hashiya.article.html` starts this file.

Its argument is the list of places where modules lie, its input the document in UTF-8; it prints a line with
the extractor's name and version, and then the text. It imports nothing of hashiya, so that it starts at once.
"""

from __future__ import annotations

import os
import sys

_SECONDS = 5
_MEMORY = 1 << 30

_LEFT_OUT = (
    "nav",
    "aside",
    "footer",
    "template",
    "canvas",
    "dialog:not([open])",
    "header:not(:has(h1, h2))",
    '[role="navigation" i]',
    '[role="complementary" i]',
    '[role="contentinfo" i]',
    '[role="search" i]',
    "[hidden]",
    '[aria-hidden="true" i]',
    '[style*="display:none" i]',
    '[style*="display: none" i]',
    '[style*="visibility:hidden" i]',
    '[style*="visibility: hidden" i]',
)
_PRINCIPAL = ('main, [role="main" i]', "article")


def main() -> None:
    """Read a document from standard input and print its text."""
    _limit()
    import json

    sys.path[:] = json.loads(sys.argv[1])
    text = _text(sys.stdin.buffer.read().decode("utf-8"))
    sys.stdout.buffer.write(f"{_extractor()}\n{text}".encode())


def _limit() -> None:
    """Take no more time and memory than any real page needs, where the system can be told so."""
    try:
        import resource
    except ImportError:
        return
    for kind, amount in (
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            _, most = resource.getrlimit(kind)
            lower = amount if most == resource.RLIM_INFINITY else min(amount, most)
            resource.setrlimit(kind, (lower, most))
        except (ValueError, OSError):  # not limited on this system
            continue


def _text(source: str) -> str:
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(source)
    whole = _shown(tree)
    if tree.body is None:
        return whole
    headings = len(tree.body.query_selector_all("h1"))
    for selector in _PRINCIPAL:
        found = tree.body.query_selector_all(selector)
        if len(found) == 1 and len(found[0].query_selector_all("h1")) == headings:
            principal = _shown(HTMLTree.parse(found[0].html))
            if 2 * len(principal) >= len(whole):
                return principal
    return whole


def _shown(tree: object) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(
        tree,  # type: ignore[arg-type]
        preserve_formatting=True,
        list_bullets=False,
        alt_texts=False,
        skip_elements=_LEFT_OUT,
    )


def _extractor() -> str:
    """The extractor's name and version, from its folder's name; reading what is in it costs time."""
    import resiliparse

    beside = os.listdir(os.path.dirname(os.path.dirname(str(resiliparse.__file__))))  # noqa: PTH208, PTH120
    names = [name.removesuffix(".dist-info") for name in beside if name.lower().startswith("resiliparse-")]
    return min(names, default="resiliparse-unknown").lower().replace("-", " ", 1)


if __name__ == "__main__":
    main()
