from __future__ import annotations

import pytest

from hashiya.layout import lay_out_line
from hashiya.messages import Message, sentence, speak
from hashiya.messages.latin_runs import in_order

LRM = "\u200e"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("احذف --format الآن", f"احذف {LRM}--format الآن"),
        ("اكتب --format {format}، ثم", f"اكتب {LRM}--format {{format}}{LRM}، ثم"),
        ("hashiya COMMAND --help تشرحه", "hashiya COMMAND --help تشرحه"),
        ("المتغير $HASHIYA_STORE أو ./annotations", f"المتغير {LRM}$HASHIYA_STORE أو {LRM}./annotations"),
        ("اكتب K= لحذفها", f"اكتب K={LRM} لحذفها"),
        ("hashiya: {told}", "hashiya: {told}"),
        ("قيمة {option} {value}، لا غير", f"قيمة {LRM}{{option}} {{value}}{LRM}، لا غير"),
        ("في {path} {cause}", "في {path} {cause}"),
        ("تشرح {program} --help ذلك", f"تشرح {LRM}{{program}} --help ذلك"),
        ("صيغة {format} كما في JSON Lines، وUTF-8", "صيغة {format} كما في JSON Lines، وUTF-8"),
        ("{path}: {cause}", "{path}: {cause}"),
    ],
)
def test_what_begins_or_ends_without_a_direction_gets_a_mark(template: str, expected: str) -> None:
    assert in_order(template) == expected


def test_an_option_and_its_value_are_drawn_in_order() -> None:
    speak("ar")
    told = sentence(Message("exchange.name_format", format="csv"), lambda text: f"\u2068{text}\u2069")
    drawn = "".join(cell.text for cell in lay_out_line(told, "rtl").cells)
    assert drawn.startswith("--format csv ")
    assert "،--format " in drawn


def test_english_has_no_marks() -> None:
    speak("en")
    assert LRM not in sentence(Message("exchange.name_format", format="csv"))
