"""How good and how fast the term rules are.

`python bench/terms.py FOLDER` reads pairs.tsv, glossary.csv, gold.tsv and origins.tsv and prints precision, recall and
F1 of (segment, term) findings against the verdicts, by origin, by rule, and of errors alone. `-v` lists false alarms
and misses; `--ablation` prints what each idea gives.
`python bench/terms.py --speed TABLE GLOSSARY...` prints segments a second of the term rules over a TSV, the share of
pairs for which the Korean analyser ran, and the memory, for each glossary.
"""

from __future__ import annotations

import argparse
import csv
import gc
import resource
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

from tm import formats
from tm.alignment import encoder
from tm.alignment.encoder import Encoder
from tm.checks import engine
from tm.checks.engine import Settings
from tm.checks.registry import load
from tm.core import Diagnostic, Glossary, Severity
from tm.formats import glossary_csv
from tm.lang import ko
from tm.terms.match import Matcher

RULES = ("T001", "T002", "T003", "T004", "T005", "T006", "T012")
Key = tuple[str, str]
#: What the folder with verdicts holds.
_FILES = ("pairs.tsv", "glossary.csv", "gold.tsv", "origins.tsv")
#: How seldom garbage is looked for, as in `tm` itself (tm/cli/__init__.py).
GARBAGE = (100_000, 50, 50)
#: What --ablation switches off: name, patches (object, value), options of T001.
IDEAS: dict[str, tuple[tuple[tuple[str, Any], ...], dict[str, float]]] = {
    "everything": ((), {}),
    "fixed expressions": ((("tm.lang.en.phrases", lambda: ()),), {}),
    "noun or verb by the words around": ((("tm.terms.english.doubt_of", lambda *_: ""),), {}),
    "names by their capital": ((("tm.terms.english.name_doubt", lambda *_: ""),), {}),
    "everyday senses in the target": ((("tm.terms.en_ko.everyday", lambda *_: False),), {}),
    "noun dropped beside code": ((("tm.terms.en_ko.dropped", lambda *_: False),), {}),
    "likeness to the document": ((), {"domain": 0.0}),
    "evidence: near spelling": ((("tm.terms.rival.misspelled", lambda *_: None),), {}),
    "evidence: sound": (
        (
            ("tm.terms.rival.sounding", lambda *_, **__: None),
            ("tm.terms.rival.sounding_beside", lambda *_: None),
            ("tm.terms.rival.spelling", lambda *_: None),
        ),
        {},
    ),
    "evidence: one part of a compound": ((("tm.terms.rival.partial", lambda *_: None),), {}),
    "evidence: usual renderings": ((("tm.terms.rival._known", lambda *_: None),), {}),
    "evidence: a gloss": ((("tm.terms.rival._glossed", lambda *_: None),), {}),
}


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def glossary(path: Path) -> Glossary:
    with path.open(encoding="utf-8", newline="") as stream:
        return glossary_csv.read(stream, name=path.name)


def diagnostics(folder: Path, options: dict[str, float] | None = None) -> tuple[list[Diagnostic], float]:
    """What the rules say above info, and seconds of processor time, reading left out."""
    pairs = folder / "pairs.tsv"
    bitext = formats.read_bitext(pairs.read_bytes(), name=pairs.name, source_language="en", target_language="ko")
    matcher = Matcher(glossary(folder / "glossary.csv"))
    began = time.process_time()
    rules = [load()[code] for code in RULES]
    found = engine.run(
        bitext, rules, matcher=matcher, settings=Settings(options={"T001": options or {}}, encoder=_encoder)
    )
    return [diagnostic for diagnostic in found if diagnostic.severity.rank], time.process_time() - began


@cache
def _encoder() -> Encoder:
    return encoder.load("use-m3")


def findings(found: Sequence[Diagnostic]) -> dict[Key, set[str]]:
    """Codes by (segment, term)."""
    codes: dict[Key, set[str]] = defaultdict(set)
    for diagnostic in found:
        codes[diagnostic.segment, diagnostic.term].add(diagnostic.code)
    return codes


def score(found: set[Key], wanted: set[Key]) -> tuple[float, float, float]:
    hit = len(found & wanted)
    precision, recall = hit / max(1, len(found)), hit / max(1, len(wanted))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def verdicts(folder: Path) -> dict[Key, str]:
    return {(row["id"], row["source"]): row["verdict"] for row in table(folder / "gold.tsv")}


def measure(folder: Path, *, errors: bool = False) -> tuple[float, float, float]:
    """Precision, recall and F1 over everything, or of errors alone."""
    return _scores(folder, diagnostics(folder)[0], errors=errors)


def _scores(folder: Path, found: Sequence[Diagnostic], *, errors: bool) -> tuple[float, float, float]:
    gold = verdicts(folder)
    some = [d for d in found if d.severity is Severity.ERROR or not errors]
    skipped = {key for key, verdict in gold.items() if verdict == "skip"}
    return score(set(findings(some)) - skipped, {key for key, verdict in gold.items() if verdict == "violation"})


@contextmanager
def without(idea: str) -> Iterator[dict[str, float]]:
    """Everything but one idea; gives the options of T001."""
    patches, options = IDEAS[idea]
    with ExitStack() as stack:
        for name, value in patches:
            stack.enter_context(mock.patch(name, value))
        yield options


def ablation(folder: Path) -> None:
    """A Markdown table of what is lost without each idea."""
    print("| without | P | R | F1 | errors: P | R |\n| --- | --- | --- | --- | --- | --- |")
    for idea in IDEAS:
        with without(idea) as options:
            found, _ = diagnostics(folder, options)
        p, r, f1 = _scores(folder, found, errors=False)
        error_p, error_r, _ = _scores(folder, found, errors=True)
        name = "(nothing left out)" if idea == "everything" else idea
        print(f"| {name} | {p:.3f} | {r:.3f} | {f1:.3f} | {error_p:.3f} | {error_r:.3f} |")


def speed(pairs: Path, glossaries: Sequence[Path]) -> None:
    """The default term rules over a table, once for each glossary."""
    bitext = formats.read_bitext(pairs.read_bytes(), name=pairs.name, source_language="en", target_language="ko")
    rules = [rule for code, rule in load().items() if "T001" <= code <= "T013" and rule.enabled]
    for path in glossaries:
        terms = glossary(path)
        matcher = Matcher(terms, "en", "ko")
        analysed: set[str] = set()
        analyse = ko.morphemes

        def counted(text: str, analysed: set[str] = analysed, analyse: Any = analyse) -> list[ko.Morpheme]:
            analysed.add(text)
            found: list[ko.Morpheme] = analyse(text)
            return found

        def also_counted(
            text: str, tags: frozenset[str], analysed: set[str] = analysed, analyse: Any = ko.tagged
        ) -> list[tuple[str, int]]:
            analysed.add(text)
            tagged: list[tuple[str, int]] = analyse(text, tags)
            return tagged

        read = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        gc.collect()
        gc.freeze()  # what was read is not walked again and again: the time is that of the rules
        gc.set_threshold(*GARBAGE)
        began = time.process_time()
        with mock.patch("tm.lang.ko.morphemes", counted), mock.patch("tm.lang.ko.tagged", also_counted):
            found = engine.run(bitext, rules, glossary=terms, matcher=matcher, settings=Settings(encoder=_encoder))
        seconds = time.process_time() - began
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        targets = bitext.target.segments
        share = sum(segment.blanked() in analysed for segment in targets) / max(1, len(targets))
        shown = sum(diagnostic.severity.rank > 0 for diagnostic in found)
        print(
            f"{path.name}: {len(terms)} terms, {len(bitext.beads)} segments, "
            f"{len(bitext.beads) / seconds:.0f} a second, analyser in {share:.1%} of the pairs, "
            f"{1000 * shown / len(bitext.beads):.0f} findings in 1,000, peak {memory} MB, {read} before the rules"
        )


def arguments() -> argparse.Namespace:
    """What the command line asks for; an error there ends the program with its usage."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("input", type=Path, help="a folder with verdicts; with --speed a TSV of pairs")
    parser.add_argument("glossaries", type=Path, nargs="*", help="with --speed: glossaries to measure with")
    parser.add_argument("--speed", action="store_true", help="segments a second of the rules over a TSV")
    parser.add_argument("--ablation", action="store_true", help="a table of what each idea gives")
    parser.add_argument("-v", "--verbose", action="store_true", help="list false alarms and misses")
    given = parser.parse_args()
    if given.speed != bool(given.glossaries):
        parser.error("--speed takes a TSV and at least one glossary; other modes take a folder alone")
    files = [given.input, *given.glossaries] if given.speed else [given.input / name for name in _FILES]
    for path in files:
        if not path.is_file():
            parser.error(f"{path}: no such file")
    return given


def main() -> None:
    given = arguments()
    if given.speed:
        speed(given.input, given.glossaries)
        return
    folder = given.input
    if given.ablation:
        ablation(folder)
        return
    shown, seconds = diagnostics(folder)
    found, gold = findings(shown), verdicts(folder)
    texts = {row["id"]: (row["en"], row["ko"]) for row in table(folder / "pairs.tsv")}
    written = {row["id"] for row in table(folder / "origins.tsv") if row["origin"] == "written"}
    wanted = {key for key, verdict in gold.items() if verdict == "violation"}
    keys = set(found) - {key for key, verdict in gold.items() if verdict == "skip"}
    parts = {"all": None, "real": False, "written": True}
    for name, side in parts.items():
        f = {key for key in keys if side is None or (key[0] in written) == side}
        w = {key for key in wanted if side is None or (key[0] in written) == side}
        p, r, f1 = score(f, w)
        print(f"{name:8} findings={len(f):4} right={len(f & w):4} gold={len(w):4} P={p:.3f} R={r:.3f} F1={f1:.3f}")
    p, r, f1 = _scores(folder, shown, errors=True)
    print(f"errors   P={p:.3f} R={r:.3f} F1={f1:.3f}")
    print(f"right renderings reported: {sum(gold.get(key) == 'ok' for key in keys)}")
    for code in RULES:
        f = {key for key in keys if code in found[key]}
        print(f"{code:8} findings={len(f):4} right={len(f & wanted):4}")
    print(f"{len(texts) / seconds:.0f} segments a second, the encoder's start included")
    if given.verbose:
        for title, some in (("FALSE", sorted(keys - wanted)), ("MISSED", sorted(wanted - keys))):
            for key in some:
                print(title, *key, sorted(found.get(key, ())), gold.get(key, "-"), *texts[key[0]], sep="\n    ")


if __name__ == "__main__":
    main()
