"""What terminals send without a key being pressed, as each writes it (7-bit)."""

from __future__ import annotations

ANSWERS_OF = {
    "Alacritty": [b"\x1b[>0;1700;1c", b"\x1b[?6c", b"\x1b[?2026;2$y", b"\x1b[?0u"],
    "Apple Terminal": [b"\x1b[>1;95;0c", b"\x1b[?1;2c"],
    "foot": [b"\x1bP>|foot(1.16.2)\x1b\\", b"\x1b[>1;11602;0c", b"\x1b[?62;4;22c", b"\x1bP!|464f4f54\x1b\\"],
    "Ghostty": [b"\x1bP>|ghostty 1.0.1\x1b\\", b"\x1b[>1;10;0c", b"\x1b[?62;22c", b"\x1b[?997;1n"],
    "GNOME Terminal": [b"\x1b[>65;7006;1c", b"\x1b[8;1$y", b"\x1b[?65;1;9c", b"\x1bP!|7E565445\x1b\\"],
    "iTerm2": [b"\x1bP>|iTerm2 3.5.10\x1b\\", b"\x1b[>64;2500;0c", b"\x1b[?64;1;2;4;6;17;18;21;22c"],
    "kitty": [
        b"\x1bP>|kitty(0.26.5)\x1b\\",
        b"\x1b[>1;4000;26c",
        b"\x1b[8;0$y",
        b"\x1b[?62;c",
        b"\x1b[?0u",
        b"\x1b[?25u",
        b"\x1b_Gi=31;OK\x1b\\",
        b"\x1b_Gi=31,p=1;ENOENT:no such image\x1b\\",
    ],
    "Konsole": [b"\x1bP>|Konsole 22.12.3\x1b\\", b"\x1b[>1;115;0c", b"\x1b[?62;1;4c"],
    "Linux console": [b"\x1b[?6c", b"\x1b[24;80R", b"\x1b[0n"],
    "mintty": [b"\x1bP>|mintty 3.6.1\x1b\\", b"\x1b[>77;30601;0c", b"\x1b[?64;1;2;4;6;9;15;21;22;28;29c"],
    "mlterm": [b"\x1bP>|mlterm(3.9.3)\x1b\\", b"\x1b[>24;279;0c", b"\x1b[?63;1;2;3;4;6;7;15;18;22;29c"],
    "PuTTY": [b"\x1b[>0;136;0c", b"\x1b[?6c"],
    "QTerminal": [b"\x1b[>0;115;0c", b"\x1b[?1;2c"],
    "screen": [b"\x1b[>83;40900;0c", b"\x1b[?1;2c"],
    "st": [b"\x1b[?6c", b"\x1b]11;rgb:0000/0000/0000\x07"],
    "tmux": [b"\x1bP>|tmux 3.3a\x1b\\", b"\x1b[>84;0;0c", b"\x1b[?1;2;4c"],
    "urxvt": [b"\x1b[>85;95;0c", b"\x1b[?1;2c", b"\x1b]11;rgb:0000/0000/0000\x1b\\"],
    "WezTerm": [b"\x1bP>|WezTerm 20230712-072601-f4abf8fd\x1b\\", b"\x1b[>1;277;0c", b"\x1b[?65;4;6;18;22c"],
    "Windows Terminal": [
        b"\x1b[>0;10;1c",
        b"\x1b[?61;4;6;7;14;21;22;23;24;28;32;42c",
        b"\x1bP!|00000000\x1b\\",
    ],
    "xterm": [
        b"\x1bP>|XTerm(379)\x1b\\",
        b"\x1b[>41;379;0c",
        b"\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c",
        b"\x1bP!|00000000\x1b\\",
        b"\x1bP1$r0m\x1b\\",
        b"\x1bP0$r\x1b\\",
        b"\x1bP1+r436f=323536\x1b\\",
        b"\x1bP0+r436f\x1b\\",
        b"\x1b[>4;2m",
        b"\x1b[2;1;1;112;112;1;0x",
        b"\x1b[1;1;5;10;1&w",
        b"\x1b[?1;0;256S",
        b"\x1b[?27;1;0;0n",
        b"\x1b[?24;80;1R",
    ],
    "xterm.js": [b"\x1b[>0;276;0c", b"\x1b[?1;2c"],
    "any": [
        b"\x1b[?2026;2$y",
        b"\x1b[?2048;0$y",
        b"\x1b[48;24;80;480;800t",
        b"\x1b[3;100;200t",
        b"\x1b[4;480;800t",
        b"\x1b[8;24;80t",
        b"\x1b[1t",
        b"\x1b[12;40R",
        b"\x1b[1;5R",
        b"\x1b]4;1;rgb:cdcd/0000/0000\x1b\\",
        b"\x1b]10;rgb:ffff/eeee/aaaa\x07",
        b"\x1b]11;rgba:0000/0000/0000/ffff\x1b\\",
        b"\x1b]12;rgb:ffff/ffff/ffff\x1b\\",
        b"\x1b]52;c;YWVx\x1b\\",
        b"\x1b]52;c;!\x07",
        b"\x1b]lthe name of an icon\x1b\\",
        b"\x1b]Lthe title of a window\x1b\\",
        b"\x1b[M !!",
        b"\x1b[32;10;10M",
    ],
}
"""Each terminal's answers to what it may be asked."""
ALL = sorted({answer for answers in ANSWERS_OF.values() for answer in answers})
TITLES = tuple(each for each in ALL if each.startswith((b"\x1b]l", b"\x1b]L")))
"""Nobody asks for those, and "]" and a letter are keys of the reader, too."""
EIGHT_BIT = {b"\x1b[": b"\x9b", b"\x1bP": b"\x90", b"\x1b]": b"\x9d", b"\x1b_": b"\x9f", b"\x1b\\": b"\x9c"}


def eight_bit(sequence: bytes, *, in_utf_8: bool = False) -> bytes:
    """A sequence with C1 controls, each a byte or as UTF-8 writes them."""
    for seven, eight in EIGHT_BIT.items():
        sequence = sequence.replace(seven, b"\xc2" + eight if in_utf_8 else eight)
    return sequence
