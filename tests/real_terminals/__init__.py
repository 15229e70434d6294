"""The installed program in real terminals, judged by their pixels: ``make test-terminals``.

A terminal is started on an X display of its own (`display`, `stage`; `kinds` says how), and all of it ends
with the test (`family`). In it are shown, one after the other and photographed (`photograph`):

1. the reference: each glyph of the page alone (`reference`), which is that terminal's own drawing of it;
2. the reader on a seed with highlights that begin and end inside words, as `expected` says where a glyph is;
3. the same in a mode that is wrong for this terminal.

The judge (`judge`, `ink`) compares box by box the ink, the background and the colour. It must find nothing in
the second picture and much in the third. What a terminal is known to draw wrong is data of its `kinds.Kind`.

`browser` does the same in Chromium with the page of `hashiya serve`, by WebGL and without. A terminal that is
not installed is named in the table at the end; where CI is set it is a failure. Photographs of failures stay
in pytest's temporary folder.
"""
