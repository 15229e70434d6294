"""Sources beside a clause."""

from __future__ import annotations

import pytest

from tests.suggest.quotations.found import Found, quotes, texts

ACTORS = ("سامي", "وزارة الصحة", "رويترز")


@pytest.mark.parametrize(
    ("source", "cue", "speaker"),
    [
        ("وفقاً لسامي", "وفقاً", "سامي"),
        ("وفق سامي", "وفق", "سامي"),
        ("طبقا لبيان صادر عن وزارة الصحة", "طبقا لبيان", "وزارة الصحة"),
        ("بحسب بيان رسمي لسامي", "بحسب بيان", "سامي"),
        ("حسب مصادر محلية", "حسب مصادر", "مصادر محلية"),
        ("على لسان سامي", "على لسان", "سامي"),
        ("نقلا عن رويترز", "نقلا عن", "رويترز"),
        ("بحسب ما أعلنت وزارة الصحة", "بحسب ما أعلنت", "وزارة الصحة"),
        ("حسبما أفادت رويترز", "حسبما أفادت", "رويترز"),
        ("كما قال سامي", "كما قال", "سامي"),
        ("وذلك وفقاً لسامي", "وفقاً", "سامي"),
    ],
)
def test_a_source_behind_a_clause(source: str, cue: str, speaker: str) -> None:
    text = f"الطريق إلى الساحل مفتوح، {source}."
    assert quotes(text, ACTORS) == [Found("الطريق إلى الساحل مفتوح", "indirect", cue, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "وبحسب سامي، الطريق مفتوح.",
        "وبحسب بيان لسامي، فإن الطريق مفتوح.",
        "ووفقا لما أعلن سامي فإن الطريق مفتوح.",
    ],
)
def test_a_source_before_a_clause(text: str) -> None:
    assert texts(text, ACTORS) == ["الطريق مفتوح"]


@pytest.mark.parametrize(
    "text",
    [
        "بني الجسر وفقا لمعايير حديثة.",
        "توزع المساعدات بحسب الحاجة.",
        "الأسعار ثابتة، وفق الإحداثيات المرصودة.",
        "يسير العمل على حد السواء.",
        "عاد الوفد كما وصل.",
    ],
)
def test_what_neither_speaks_nor_is_said_is_no_source(text: str) -> None:
    assert texts(text, ACTORS) == []
