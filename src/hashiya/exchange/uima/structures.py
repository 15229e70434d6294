"""A CAS as values: feature structures by their keys, as every format of UIMA holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Key = int | str
"""The key of a structure in its file."""
SOFA = "uima.cas.Sofa"
ANNOTATION = "uima.tcas.Annotation"
FS_ARRAY = "uima.cas.FSArray"
BUILT_IN = "uima.cas."
"""Beginning of the types of arrays, lists and texts, none of which is an annotation."""
SEGMENTATION = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type."
SENTENCE, TOKEN = f"{SEGMENTATION}Sentence", f"{SEGMENTATION}Token"
METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
GOVERNOR, DEPENDENT = "Governor", "Dependent"
"""The ends of a relation; the arrow points at the second one."""
FIRST, NEXT = "first", "next"
"""The first link of a chain, and the link after another."""
ROLE, TARGET = "role", "target"
"""The features of the filler of a slot."""


class Structure(NamedTuple):
    """A feature structure.

    Attributes:
        type: full name of its type, which is text and never the name of anything to load.
        values: features that are text, numbers, truth values or lists of these; ``begin`` and ``end`` are
            offsets in UTF-16 code units.
        links: the keys of the structures that a feature refers to, in order; a key may be unknown.
        line: a number by which the structure is found in its file, from 1.
    """

    type: str
    values: Mapping[str, Any]
    links: Mapping[str, Sequence[Key]]
    line: int = 1


Cas = dict[Key, Structure]
"""The structures of a CAS by their keys, in the order of its file."""


def short_name(type_: str) -> str:
    """Return the name of a type without its package."""
    return type_.rpartition(".")[2]
