"""Damage that documents suffer: each mutation takes a text and a generator of random numbers and gives another text.

Those of BYTES take the bytes of a file, as an editor, a converter or a broken transfer leaves them.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable

Mutation = Callable[[str, random.Random], str]

#: Characters that one line grows to.
LARGEST = 200_000

TOKENS = (
    "```", "~~~", "`", "``", "**", "*", "_", "__", "~~", "[", "]", "](", "![", "[^1]: ", "[^1]", "[a]: ", "(", ")",
    "<!--", "-->", "<!-- tm: ignore T002 because -->", "<!-- tm: ignore-file", "<div>", "</div>", "<b", "<br />", "<",
    ">", "&amp;", "&#0;", "&#x110000;", "&", "{{", "}}", "{%", "%}", "{/*", "*/}", "${", "{#id}", "$$", "$",
    "\\", "\\\\",
    "---\n", "+++\n", "===\n", "***\n", "\n---\n", "# ", "####### ", "> ", "- ", "* ", "1. ", "999999999999. ", "    ",
    "\t", "| ", " | --- | ", "|:-:|", ":::note\n", ":::\n", "=> ", "%s", "%(name)s", "%2$s", "{0}", "{name!r}", "https://",
    "http://a b", "www.", "a@b", "\"", "'", "“", "”", "「", "』", "…", "...", "\n\n", "\n", "  \n", "\\\n", "<script>",
    "<pre>", "<![CDATA[", "<?php", "<!DOCTYPE", "import x from 'y'\n", "export const a = {\n", "msgid \"", "msgstr \"",
    "#, fuzzy\n", "#~ ", "msgctxt \"\"\n", "msgid_plural \"x\"\n", "msgstr[1] \"", "\"\n\"", "\\n", "\\x", ",", "\t\t",
)  # fmt: skip
NUMERALS = (
    "9" * 5000, "0" * 400 + "1", "1" + "0" * 400, "１２３", "٣٤٥", "²³", "½", "Ⅷ", "㊿", "1,2,3,4,,5", "1e999", "-0.0",
    "0x1F",
    "1.2.3.4", "5천만조억만", "만만만", "억", "2024-13-45", "99:99", "1/0", "50%%", "% 3", "3.", ".5", "∞", "12월 32일",
    "한 두 세 네", "one hundred million billion trillion", "십백천만억조경해", "1천 5백만 3조 7억", "$1.5bn",
    "1st 2nd 3th",
)  # fmt: skip
ODD = (
    "\U0001f468\u200d\U0001f469\u200d\U0001f467", "😀", "𝒜𝓑𝒞", "\U000e0041\U000e007f", "\U0010ffff", "\u0301",
    "e\u0301\u0323",
    "ᄒ", "ᅡ", "ᆫ", "한", "ㅋㅋㅋ", "ﾊﾝ", "\uffa1", "漢字", "かな", "ﷺ", "ß", "İ", "ı", "ﬁ", "ǆ", "Å", "\u212b", "\ufb4f",
    "\ufffd", "\ufffe", "\uffff", "\U0001d7d8", "\U00020000", "\u1160", "\u3164", "\u115f", "\U0001f1f0\U0001f1f7",
)  # fmt: skip
INVISIBLE = (
    "\u202e", "\u202d", "\u2066", "\u2067", "\u2069", "\u200f", "\u200e", "\u061c", "\u200b", "\u200c", "\u200d",
    "\u2060",
    "\ufeff", "\u00ad", "\u034f", "\u180e", "\u2028", "\u2029", "\x85", "\u00a0", "\u3000", "\u2009", "\u202f",
)  # fmt: skip
CONTROLS = "".join(map(chr, [*range(1, 9), 11, 12, *range(14, 32), 127, *range(0x80, 0xA0)]))
ENDS = ("\r\n", "\r", "\n", "\u2028", "\x0b", "\x0c", "\x85", "\r\r\n", "\n\r", "\x1c")


def _at(text: str, rng: random.Random) -> int:
    """Anywhere, and often where words and lines begin."""
    if text and rng.random() < 0.5:
        found = rng.randrange(len(text))
        border = re.compile(r"\b|$").search(text, found)
        return border.start() if border else found
    return rng.randint(0, len(text))


def _put(text: str, what: str, at: int) -> str:
    return text[:at] + what + text[at:]


def _some(text: str, rng: random.Random, choices: tuple[str, ...], most: int = 8) -> str:
    for _ in range(rng.randint(1, most)):
        text = _put(text, rng.choice(choices), _at(text, rng))
    return text


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True) or [""]


def _piece(text: str, rng: random.Random, most: int = 400) -> str:
    at = rng.randint(0, len(text))
    return text[at : at + rng.randint(1, most)] or "x"


def markup(text: str, rng: random.Random) -> str:
    """Marks put in anywhere."""
    return _some(text, rng, TOKENS)


def unmarked(text: str, rng: random.Random) -> str:
    """Marks taken away: fences, brackets and quotes that are never closed."""
    marks = [found.start() for found in re.finditer(r"[`*_\[\](){}<>|#\"'$\\:-]", text)]
    for at in sorted(rng.sample(marks, min(len(marks), rng.randint(1, 6))), reverse=True):
        text = text[:at] + text[at + 1 :]
    return text


def doubled(text: str, rng: random.Random) -> str:
    """Marks that stand twice, or many times."""
    marks = [found.start() for found in re.finditer(r"[^\w\s]", text)] or [0]
    at = rng.choice(marks)
    return text[:at] + text[at : at + 1] * rng.choice((2, 3, 7, 300)) + text[at + 1 :]


def front_matter(text: str, rng: random.Random) -> str:
    """Front matter that is open, strange, or in the middle."""
    head = rng.choice(
        ("---\ntitle: x", "---\n", "---\ntitle: [a, b\n---\n", "---\n- a\n- b: |\n   c\n---\n", "+++\na = 1\n+++\n",
         "---\ntitle: &a *a\n---\n", "---\r\ntitle: 'x\r\n---\r\n", "---\ntitle: !!python/object:os.system x\n---\n",
         "\ufeff---\ntitle: x\n---\n", " ---\na: b\n---\n", "---\n" + "a:\n  " * 50 + "\n---\n")
    )  # fmt: skip
    return head + text if rng.random() < 0.8 else _put(text, head, _at(text, rng))


def newlines(text: str, rng: random.Random) -> str:
    """Ends of lines of several systems in one file, or all of another."""
    if rng.random() < 0.4:
        return text.replace("\n", rng.choice(ENDS))
    return re.sub("\n", lambda _: rng.choice(ENDS) if rng.random() < 0.4 else "\n", text)


def decomposed(text: str, rng: random.Random) -> str:
    """Decomposed letters, everywhere or in a part, or another form of Unicode."""
    form = rng.choice(("NFD", "NFD", "NFD", "NFKD", "NFKC"))
    if rng.random() < 0.5:
        return unicodedata.normalize(form, text)  # type: ignore[arg-type]
    start = _at(text, rng)
    end = start + rng.randint(1, 200)
    return text[:start] + unicodedata.normalize(form, text[start:end]) + text[end:]  # type: ignore[arg-type]


def odd(text: str, rng: random.Random) -> str:
    """Astral characters, marks without a letter, letters of other scripts, what is no character."""
    return _some(text, rng, ODD)


def invisible(text: str, rng: random.Random) -> str:
    """Bidirectional marks, joiners, byte order marks, spaces of all sorts."""
    return _some(text, rng, INVISIBLE)


def controls(text: str, rng: random.Random) -> str:
    """Control characters, but NUL."""
    return _some(text, rng, tuple(CONTROLS))


def numerals(text: str, rng: random.Random) -> str:
    """Figures that are hard to read, or too long to be one."""
    return _some(text, rng, NUMERALS, 3)


def truncated(text: str, rng: random.Random) -> str:
    """Half a file."""
    return text[: rng.randint(0, len(text))] if rng.random() < 0.7 else text[rng.randint(0, len(text)) :]


def pasted(text: str, rng: random.Random) -> str:
    """Binary data in the text."""
    return _put(text, rng.randbytes(rng.randint(1, 2000)).decode("latin-1").replace("\0", ""), _at(text, rng))


def long_line(text: str, rng: random.Random) -> str:
    """A very long line."""
    if rng.random() < 0.5:
        return re.sub(r"\s*\n\s*", " ", text)
    piece = _piece(text, rng, 60).replace("\n", " ")
    return _put(text, piece * (rng.choice((1_000, 5_000, 20_000)) // len(piece)), _at(text, rng))


def deep(text: str, rng: random.Random) -> str:
    """Deep nesting."""
    depth = rng.choice((3, 20, 100, 400))
    unit = rng.choice(
        ("> ", "- ", "1. ", "  ", "[", "(", "**", "*", "<b>", "<div>\n", "{", "{{", "![", "[^", "`", "“", "「", ">")
    )
    if rng.random() < 0.5:
        return _put(text, unit * depth, _at(text, rng))
    stairs = "".join(f"{'  ' * level}{rng.choice(('- ', '1. ', '> '))}x\n" for level in range(min(depth, 100)))
    return _put(text, "\n" + stairs, _at(text, rng))


def table(text: str, rng: random.Random) -> str:
    """A huge table, or one with rows of all lengths."""
    rows, width = rng.choice(((200, 3), (3, 200), (40, 20), (1, 1)))
    cell = _piece(text, rng, 12).replace("\n", " ")
    body = "".join("|" + f" {cell} |" * rng.choice((width, width, width + 1, 1)) + "\n" for _ in range(rows))
    return _put(text, f"\n\n|{' a |' * width}\n|{' --- |' * width}\n{body}\n", _at(text, rng))


def shuffled(text: str, rng: random.Random) -> str:
    """Lines lost, doubled and exchanged."""
    lines = _lines(text)
    for _ in range(rng.randint(1, 5)):
        one, two = rng.randrange(len(lines)), rng.randrange(len(lines))
        match rng.randrange(4):
            case 0 if len(lines) > 1:
                del lines[one]
            case 1:
                lines.insert(one, lines[two])
            case 2:
                lines[one], lines[two] = lines[two], lines[one]
            case _:
                # Doubling what was doubled would make hundreds of megabytes of one line.
                lines[one] = (lines[one] * rng.choice((2, 5, 40)))[:LARGEST]
    return "".join(lines)


def indented(text: str, rng: random.Random) -> str:
    """Lines pushed in, quoted or made items."""
    mark = rng.choice(("    ", "\t", "> ", "- ", "  ", "\u3000", "# ", "| ", "#~ "))
    return "".join(mark + line if rng.random() < 0.5 else line for line in _lines(text))


def letters(text: str, rng: random.Random) -> str:
    """Characters lost, doubled, exchanged."""
    for _ in range(rng.randint(1, 20)):
        at = rng.randint(0, len(text))
        match rng.randrange(3):
            case 0:
                text = text[:at] + text[at + 1 :]
            case 1:
                text = text[: at + 1] + text[at:]
            case _:
                text = text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]
    return text


def blank(text: str, rng: random.Random) -> str:
    """Words without spaces, or spaces without words."""
    match rng.randrange(3):
        case 0:
            return re.sub(r"[ \t]+", "", text)
        case 1:
            return re.sub(r"\w", " ", text)
        case _:
            return re.sub(r" ", lambda _: rng.choice(("  ", " ", "\u00a0", "\t", "")), text)


def capitals(text: str, rng: random.Random) -> str:
    """Letters in another case: some get longer."""
    return rng.choice((text.upper, text.lower, text.title, text.swapcase, text.casefold))()


def emptied(_: str, rng: random.Random) -> str:
    """Next to nothing."""
    return rng.choice(
        ("", "\n", " ", "\ufeff", "x", "#", "---", "```", "<!--", "|", "\u200b", "[", "-", ">", "\r", "\x0c")
    )


TEXTS: tuple[Mutation, ...] = (
    markup, markup, markup, unmarked, unmarked, doubled, front_matter, newlines, newlines, decomposed, decomposed,
    odd, odd,
    invisible, invisible, controls, numerals, numerals, truncated, pasted, long_line, deep, table, shuffled, shuffled,
    indented, letters, letters, blank, capitals,
)  # fmt: skip


def mutated(text: str, rng: random.Random, most: int = 4) -> tuple[str, list[str]]:
    """A text after one to `most` mutations, and their names."""
    names = []
    if rng.random() < 0.01:
        return emptied(text, rng), ["emptied"]
    for _ in range(rng.randint(1, most)):
        mutation = rng.choice(TEXTS)
        text = mutation(text, rng)
        names.append(mutation.__name__)
    return text, names


def encoded(text: str, rng: random.Random) -> tuple[bytes, str]:
    """The bytes of a file, in one encoding or another, whole or damaged, and how."""
    data = text.encode("utf-8", "replace")
    match rng.choice(
        (*[""] * 24, "bom", "utf-16-le", "utf-16-be", "utf-32", "cp949", "half", "flipped", "cut", "nul", "joined")
    ):
        case "bom":
            return b"\xef\xbb\xbf" + data, "bom"
        case "utf-16-le":
            return b"\xff\xfe" + text.encode("utf-16-le", "replace"), "utf-16-le"
        case "utf-16-be":
            return b"\xfe\xff" + text.encode("utf-16-be", "replace"), "utf-16-be"
        case "utf-32":
            return text.encode("utf-32", "replace"), "utf-32"
        case "cp949":
            return text.encode("cp949", "ignore"), "cp949"
        case "half":
            return b"\xff\xfe" + text.encode("utf-16-le", "replace")[: 2 * len(text) - 1], "half a code unit"
        case "flipped":
            changed = bytearray(data or b"x")
            for _ in range(rng.randint(1, 8)):
                changed[rng.randrange(len(changed))] = rng.randrange(1, 256)
            return bytes(changed), "flipped bytes"
        case "cut":
            return data[: rng.randint(0, len(data))], "cut bytes"
        case "nul":
            at = rng.randint(0, len(data))
            return data[:at] + b"\0" * rng.randint(1, 20) + data[at:], "NUL"
        case "joined":
            return data + text.encode("cp949", "ignore"), "two encodings"
    return data, ""
