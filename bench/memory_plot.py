"""The growth of memories as a picture: docs/images/memory-growth.svg, from the tables that docs/benchmarks.md has.

usage: python bench/memory_plot.py [--page docs/benchmarks.md] [--output docs/images/memory-growth.svg]
"""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
WIDTH, HEIGHT, LEFT, TOP, GAP = 250, 190, 46, 34, 62
COLOURS = {"0.70": "#b45309", "0.75": "#2563eb", "0.85": "#0f766e", "file, MB": "#2563eb", "build, s": "#b45309"}
_TABLE = re.compile(r"\*\*(?P<language>\w+): growth\*\*.*?\n\n(?P<rows>(?:\|.*\n)+)")


@dataclass
class Panel:
    """Lines over the number of units, both on a logarithmic scale. lines: name -> (points, dashed)."""

    title: str
    unit: str
    lines: dict[str, tuple[list[tuple[float, float]], bool]] = field(default_factory=dict)


def panels(page: str) -> list[Panel]:
    """What the growth tables of a page say.

    Raises:
        ValueError: it has none.
    """
    found: list[Panel] = []
    sizes = Panel("English: index", "s, MB")
    for table in _TABLE.finditer(page):
        head, _, *rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table["rows"].splitlines()]
        units = [float(row[0].replace(",", "")) for row in rows]
        stage = "compiled" if any(cell.startswith("compiled") for cell in head) else "numpy"
        panel = Panel(f"{table['language']}: a query ({stage})", "ms")
        for column, name in enumerate(head):
            if name.startswith(stage):
                threshold = name.split()[1]
                for part, quantile in enumerate(("p50", "p99")):
                    values = [float(row[column].split("/")[part]) for row in rows]
                    panel.lines[f"{threshold} {quantile}"] = [*zip(units, values, strict=True)], quantile == "p99"
        found.append(panel)
        if table["language"] == "English":
            for name, label in (("file", "file, MB"), ("build", "build, s")):
                values = [float(row[head.index(name)]) for row in rows]
                sizes.lines[label] = [*zip(units, values, strict=True)], False
    if not found:
        raise ValueError("the page has no table of growth")
    return [*found, sizes]


def drawn(some: Sequence[Panel]) -> str:
    """The panels side by side, as SVG."""
    wide = LEFT + len(some) * (WIDTH + GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {TOP + HEIGHT + 44}" font-family="sans-serif" '
        f'font-size="11" fill="#6b7280">',
        f"<title>{escape('; '.join(panel.title for panel in some))}</title>",
    ]
    for number, panel in enumerate(some):
        parts += _panel(panel, LEFT + number * (WIDTH + GAP))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _panel(panel: Panel, left: float) -> list[str]:
    points = [point for line, _ in panel.lines.values() for point in line]
    low, high = (math.floor(math.log10(min(y for _, y in points))), math.ceil(math.log10(max(y for _, y in points))))
    first, last = math.log10(min(x for x, _ in points)), math.log10(max(x for x, _ in points))

    def across(units: float) -> float:
        return left + (math.log10(units) - first) / (last - first or 1) * (WIDTH - 34)

    def down(value: float) -> float:
        return TOP + HEIGHT - (math.log10(value) - low) / (high - low or 1) * HEIGHT

    parts = [f'<text x="{left}" y="16" font-weight="bold">{escape(panel.title)}, {escape(panel.unit)}</text>']
    for power in range(low, high + 1):
        y, label = down(10**power), f"{10**power:,}" if power >= 0 else f"{10**power:g}"
        parts.append(f'<path d="M{left} {y:.1f}h{WIDTH - 34}" stroke="#9ca3af" stroke-opacity=".35"/>')
        parts.append(f'<text x="{left - 5}" y="{y + 4:.1f}" text-anchor="end">{label}</text>')
    parts += [
        f'<text x="{across(units):.1f}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{units:,.0f}</text>'
        for units in sorted({x for x, _ in points})
    ]
    used: list[float] = []
    for name, (line, dashed) in sorted(panel.lines.items(), key=lambda item: item[1][0][-1][1]):
        colour = COLOURS.get(name, COLOURS.get(name.split()[0], "#374151"))
        way = "L".join(f"{across(x):.1f} {down(y):.1f}" for x, y in line)
        dash = ' stroke-dasharray="4 3"' if dashed else ""
        parts.append(f'<path d="M{way}" fill="none" stroke="{colour}" stroke-width="1.6"{dash}/>')
        parts += [f'<circle cx="{across(x):.1f}" cy="{down(y):.1f}" r="2.2" fill="{colour}"/>' for x, y in line]
        y = min([down(line[-1][1]) + 4, *(other - 11 for other in used)])  # labels do not cover one another
        used.append(y)
        parts.append(f'<text x="{across(line[-1][0]) + 5:.1f}" y="{y:.1f}" fill="{colour}">{escape(name)}</text>')
    return parts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--page", type=Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "images" / "memory-growth.svg")
    options = parser.parse_args()
    options.output.write_text(drawn(panels(options.page.read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main()
