"""How the cost of reading hostile Markdown grows: four times the text should cost about four times the time.

usage: python bench/hostile.py [--quick]

Prints, for each repeated piece of text, milliseconds for a length and for four times that, and the ratio.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

from tm.formats.blocks import segments
from tm.formats.inline import markdown_masks
from tm.formats.markdown import blocks

INLINE = [
    "[",
    "](",
    "[a](",
    "<",
    "<a ",
    "<a {",
    "<a '",
    "<a \"'\"'",
    "*",
    "*a ",
    "_a* ",
    "`",
    "` `` ",
    "$",
    "$a",
    "{",
    "{{",
    "{%",
    "{/*",
    "<!--",
    "\\(",
    "a@",
    "http://a))",
    "%(",
    "[^",
    "(" * 50 + "]",
    "<code>",
]
BLOCKS = [
    "<p>x", "x<p>x\r\n", "> > > a\n", "- - - a\n", "<Foo\n", "<!--\n", "{%\n", "$$\n", "a | b\n", "<div>\n    x\n",
    "[^1]: a\n", "![a](b)\n", "a<br>\n", "ᅡ", "<pre>\n",
]  # fmt: skip


def cost(read: Callable[[str], object], unit: str, size: int, runs: int) -> float:
    text = unit * (size // len(unit))
    best = float("inf")
    for _ in range(runs):
        begin = time.perf_counter()
        read(text)
        best = min(best, time.perf_counter() - begin)
    return best * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="one run each")
    runs = 1 if parser.parse_args().quick else 3
    jobs: list[tuple[Callable[[str], object], str, int]] = [(markdown_masks, unit, 20_000) for unit in INLINE]
    jobs += [(lambda text: segments(blocks(text)), unit, 4_000) for unit in BLOCKS]
    for read, unit, size in jobs:
        small, large = cost(read, unit, size, runs), cost(read, unit, 4 * size, runs)
        print(f"{unit[:12]!r:>16} {small:8.1f} {large:8.1f}  {large / max(small, 0.01):5.1f}")


if __name__ == "__main__":
    main()
