"""How the page of a report looks, on a screen and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.exchange.marking import MARKS_CSS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hashiya.codebook.label import LabelSet

_OTHER_HUES = (290, 55, 0, 180, 330, 100)
"""Hues of labels that the codebook does not have, in degrees."""

REPORT_CSS = f"""body {{ font-family: "Noto Sans Arabic", "Noto Sans", "DejaVu Sans", sans-serif }}
body {{ line-height: 1.6; color: #1c1c1c; background: #fff; margin: 0 }}
main {{ max-width: 60rem; margin: 2rem auto; padding: 0 1rem }}
h1 {{ font-size: 1.7rem }} h2 {{ font-size: 1.3rem; margin-top: 2.5rem; border-bottom: 1px solid #bbb }}
h3 {{ font-size: 1.05rem; margin-bottom: .3rem }} a {{ color: #00458b }}
p {{ overflow-wrap: anywhere }} .text {{ white-space: pre-wrap; unicode-bidi: plaintext; line-height: 2.6 }}
.text {{ font-family: "Noto Naskh Arabic", "Amiri", serif; font-size: 1.1rem; text-align: start }}
.spans a, .notes a {{ unicode-bidi: isolate }} h4 {{ margin-block: .8rem .2rem }}
header, .spans, .notes, table {{ font-size: .85rem }} header {{ color: #555 }}
article {{ margin-block: 2.5rem }}
table {{ border-collapse: collapse; width: 100%; margin-block: .7rem }}
th, td {{ text-align: start; padding: .2rem .5rem; border-bottom: 1px solid #ddd }}
th {{ vertical-align: bottom; overflow-wrap: break-word }} td {{ overflow-wrap: anywhere }}
.number {{ font-variant-numeric: tabular-nums; overflow-wrap: normal }} bdi.short {{ white-space: nowrap }}
.chart {{ width: 35% }}
.bar {{ height: .9rem; min-width: 2px; background: #7a93b5; print-color-adjust: exact }}
.axis {{ margin-block: 1rem }} .points {{ position: relative; height: 5.5rem; border-bottom: 2px solid #555 }}
.points a {{ position: absolute; height: .8rem; min-width: 5px; background: #b5651d; border-radius: 3px }}
.points a {{ print-color-adjust: exact }} .ends {{ display: flex; justify-content: space-between }}
:target {{ outline: 3px solid #d9a400; outline-offset: 2px }} mark {{ print-color-adjust: exact }}
{MARKS_CSS}@media print {{
body {{ font-size: 10pt }} main {{ max-width: none; margin: 0; padding: 0 }}
a {{ color: inherit; text-decoration: none }}
h2, h3 {{ break-after: avoid }} tr, li, .axis {{ break-inside: avoid }}
thead {{ display: table-header-group }}
#spans {{ break-before: page }}
}}
@page {{ margin: 18mm }}
"""


def rules_of(labels: Iterable[str], known: LabelSet) -> str:
    """Return the colours of labels.

    Args:
        labels: their names, by their number.
        known: those of the codebook, whose colours are taken.
    """
    rules = []
    for number, name in enumerate(labels):
        label = known.get(name)
        hue = _OTHER_HUES[number % len(_OTHER_HUES)]
        line = label.light.ink if label else f"hsl({hue} 60% 25%)"
        tint = label.light.tint if label else f"hsl({hue} 60% 85%)"
        rules.append(f"mark.l{number} {{ border-color: {line}; background: {tint} }}\n")
        rules.append(f".bar.l{number} {{ background: {tint}; outline: 1px solid {line} }}\n")
    return "".join(rules)
