"""Title and date in front matter: a block of YAML or TOML before the text itself.

Static site generators write such a block (https://jekyllrb.com/docs/front-matter/,
https://gohugo.io/content-management/front-matter/). The block stays part of the text, so no offset moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MOST = 1 << 15
"""Code points within which a block must end."""

_YAML, _TOML = "---", "+++"
_CLOSINGS = {_YAML: ("---", "..."), _TOML: ("+++",)}
# keys, folded, without white space and signs
_TITLES = frozenset(("title", "headline", "عنوان", "العنوان"))
_DATES = frozenset(
    (
        "date",
        "published",
        "publishdate",
        "pubdate",
        "datepublished",
        "created",
        "تاريخ",
        "التاريخ",
        "تاريخالنشر",
    )
)


class FrontMatter(NamedTuple):
    """The title, date and end of the block before the text.

    Attributes:
        title: on one line; empty if the block has none.
        date: as written; empty if the block has none.
        end: the offset at which the text itself begins, in code points.
    """

    title: str
    date: str
    end: int


def front_matter(text: str) -> FrontMatter | None:
    """Find the block at the beginning of a text; None if there is no readable block.

    A line ``---`` may also be a rule with prose after it; then everything is text.
    """
    head = text[:_MOST]
    if not head.lstrip().startswith((_YAML, _TOML)):
        return None
    lines = head.splitlines(keepends=True)
    first = next((number for number, line in enumerate(lines) if not line.isspace()), 0)
    fence = lines[first].rstrip()
    closings = _CLOSINGS.get(fence, ())
    last = next((n for n in range(first + 1, len(lines)) if lines[n].rstrip() in closings), None)
    if last is None:
        return None
    block = [line.rstrip("\r\n") for line in lines[first + 1 : last]]
    found = _from_yaml(block) if fence == _YAML else _from_toml(block)
    if found is None:
        return None
    title, date = (_value(found, names) for names in (_TITLES, _DATES))
    return FrontMatter(" ".join(title.split()), date.strip(), sum(map(len, lines[: last + 1])))


def _value(found: Mapping[str, str], names: frozenset[str]) -> str:
    """Find the first non-empty value under any of the names."""
    return next((value for key, value in found.items() if value and _plain(key) in names), "")


def _plain(key: str) -> str:
    return "".join(filter(str.isalnum, fold(key)))


def _from_yaml(lines: Sequence[str]) -> Mapping[str, str] | None:
    """Read a block of YAML; None if it is no mapping, or could equally be a dialogue line by line."""
    from hashiya.article.yaml_subset import is_plain_key, scalars  # few texts have front matter

    found = scalars(lines)
    if not found:
        return None
    is_declared = any(_plain(key) in _TITLES | _DATES for key in found)
    return found if is_declared or all(map(is_plain_key, found)) else None


def _from_toml(lines: Sequence[str]) -> Mapping[str, str] | None:
    import tomllib

    try:
        found = tomllib.loads("\n".join(lines))
    except (ValueError, RecursionError):
        return None
    return {key: "" if isinstance(value, dict | list) else str(value) for key, value in found.items()}
