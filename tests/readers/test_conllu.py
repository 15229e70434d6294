"""The library conllu reads CoNLL-U."""

from __future__ import annotations

from typing import TYPE_CHECKING

import conllu

from tests.readers.conftest import articles

if TYPE_CHECKING:
    from tests.readers.conftest import Exported


def test_every_token_and_every_bracket_is_read(exported: Exported) -> None:
    sentences = conllu.parse(exported("conllu").read_text(encoding="utf-8"))
    keys = [sentence.metadata["newdoc id"] for sentence in sentences if "newdoc id" in sentence.metadata]
    assert keys == [document.key for document in articles()]
    tokens = [token for sentence in sentences for token in sentence]
    text = "".join(token["form"] for token in tokens)
    assert text == "".join("".join(document.text.split()) for document in articles())
    entities = [token["misc"]["Entity"] for token in tokens if token["misc"] and "Entity" in token["misc"]]
    opened = sum(each.count("(") for each in entities)
    assert opened == sum(len(document.annotations) for document in articles())
    assert opened == sum(each.count(")") for each in entities)
