"""Wrong particles planted in right text, one at a time: how many do K601 and K602 find?

usage: python bench/particles.py TEXT [TEXT ...] [--seed 1] [--each 400]

TEXT is Markdown, or a file with one Korean segment a line (.gz is opened). In each drawn segment one two-formed
particle is replaced by its partner; found means a finding on the planted form. Particles after Hangul are those that
the analyser sees in the text as it was. Prints a line for each kind of host: planted, found, share; for K602 also the
share of hosts whose reading is sure. `code` is a span that is read as a word; `expression` (function calls,
cross-references, operators), `open` and `variable` (addresses, placeholders and the like) are undecidable: either form
passes behind them. Particles that the two rules report in the text as it is are left out: their twins are right.
"""

from __future__ import annotations

import argparse
import gzip
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from tm.checks.engine import run
from tm.checks.particles import PARTNER, mask_ending, uses
from tm.checks.registry import load
from tm.core import Bead, Bitext, Document, Segment, Span
from tm.formats import read_document
from tm.lang import ko
from tm.lang.hangul import has_hangul, is_syllable

TAGS = frozenset({"JKO", "JX", "JKS", "JKB", "JC"})
NOUNS = frozenset({"NNG", "NNP", "NNB", "NNBC", "NR", "NP", "XSN", "ETN"})


Line = tuple[str, str]  # the name of the format, the text


def lines(path: Path) -> list[Line]:
    data = path.read_bytes()
    if path.suffix in (".md", ".mdx"):
        read = read_document(data, name="ko.md", language="ko").segments
        return [("ko.md", one.text) for one in read if one.translatable and has_hangul(one.text)]
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return [("ko.txt", line) for line in text.splitlines() if has_hangul(line)]


def segment(line: Line) -> Segment | None:
    name, text = line
    found = read_document(text.encode(), name=name, language="ko").segments
    return found[0] if len(found) == 1 and found[0].text == text else None


def places(line: Line) -> Iterator[tuple[str, Span, bool]]:
    """Kind of the host, the particle, and whether K602 holds the reading of the host for sure."""
    one, text = segment(line), line[1]
    if one is None:
        return
    tokens = ko.morphemes(one.blanked())
    for before, token in pairwise(tokens):
        end = token.span.end
        joined = token.tag in TAGS and before.tag in NOUNS and before.span.end == token.span.start
        alone = is_syllable(text[token.span.start - 1]) and not is_syllable(text[end : end + 1])
        if joined and alone and token.form in PARTNER:
            yield "Hangul", token.span, True
    for use in uses(one):
        mark = mask_ending(one, len(text[: use.span.start].rstrip("\\ ")))
        link = mark is not None and mark.kind == "markup" and mark.span.of(text) == ")"
        yield "link" if link else use.host.kind, use.span, use.host.sound.known


def found(line: Line, span: Span) -> bool:
    one = segment(line)
    if one is None:
        return False
    target = Document(line[0], "ko", line[1], (one,))
    bitext = Bitext(Document("en.txt", "en", ""), target, (Bead(range(0), range(1)),))
    rules = [load()[code] for code in ("K601", "K602")]
    return any(d.target is not None and d.target.span.overlaps(span) for d in run(bitext, rules))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=400, help="planted at most, of each kind of host")
    parser.add_argument("--missed", type=int, default=0, help="print this many misses of each kind")
    options = parser.parse_args()
    draw = random.Random(options.seed)
    texts = [line for path in options.texts for line in lines(path)]
    draw.shuffle(texts)
    planted: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    sure: Counter[str] = Counter()
    reported: Counter[str] = Counter()
    missed: defaultdict[str, list[str]] = defaultdict(list)
    for name, text in texts[: 40 * options.each]:
        kinds: defaultdict[str, list[tuple[Span, bool]]] = defaultdict(list)
        for kind, span, known in places((name, text)):
            kinds[kind].append((span, known))
        for kind, spans in kinds.items():
            if planted[kind] >= options.each:
                continue
            span, known = draw.choice(spans)
            if found((name, text), span):
                reported[kind] += 1
                continue
            wrong = PARTNER[span.of(text)]
            changed = f"{text[: span.start]}{wrong}{text[span.end :]}"
            here = Span(span.start, span.start + len(wrong))
            planted[kind] += 1
            sure[kind] += known
            if found((name, changed), here):
                hits[kind] += 1
            elif len(missed[kind]) < options.missed:
                missed[kind].append(
                    f"{changed[max(0, here.start - 24) : here.start]}[{wrong}]{changed[here.end :][:12]}"
                )
    for kind in sorted(planted):
        share, certain = hits[kind] / planted[kind], sure[kind] / planted[kind]
        found_of = f"planted {planted[kind]:5}  found {hits[kind]:5}  {share:.3f}"
        print(f"{kind:10} {found_of}  sure {certain:.3f}  left out {reported[kind]:3}")
        for line in missed[kind]:
            print("    ", line)


if __name__ == "__main__":
    main()
