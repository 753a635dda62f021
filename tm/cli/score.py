"""tm score: alignment against gold, translation against a reference."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tm.cli.options import SourceLanguage, TargetLanguage, as_lines, choice, deliver, spoken
from tm.messages import say

if TYPE_CHECKING:
    from tm.project.scoring import ScoredTranslation

app = typer.Typer(help="Measure alignments and translations.", no_args_is_help=True, rich_markup_mode=None)
Format = Annotated[str, typer.Option("--output-format", help="text or json.")]


def register(parent: typer.Typer) -> None:
    """Add the command group."""
    parent.add_typer(app, name="score")


@app.command()
def alignment(
    gold: Annotated[Path, typer.Argument(help="A beads or links file made by hand.")],
    test: Annotated[Path, typer.Argument(help="The file of the same kind to measure.")],
    source: Annotated[Path | None, typer.Option(help="For links: the source [en.* beside GOLD].")] = None,
    target: Annotated[Path | None, typer.Option(help="For links: the translation [ko.* beside GOLD].")] = None,
    output_format: Format = "text",
) -> None:
    """Strict, lax, link and null precision, recall and F1 of TEST against GOLD."""
    from tm.project import score_alignment

    output_format = choice(output_format, ("text", "json"), "--output-format")
    scores = score_alignment(gold, test, source=source, target=target)
    if output_format == "json":
        import json

        deliver(json.dumps({"version": 1, **scores}, indent=2) + "\n", None)
        return
    rows = [f"{name:<8} {'P':>6} {'R':>6} {'F1':>6}" for name in ("",)]
    rows += [f"{name:<8} {s['p']:6.4f} {s['r']:6.4f} {s['f1']:6.4f}" for name, s in scores.items()]
    deliver("\n".join(rows) + "\n", None)


@app.command()
def translation(
    test: Annotated[Path, typer.Argument(help="The translation to measure, or its new version.")],
    reference: Annotated[Path, typer.Argument(help="A reference, or an earlier version of the same translation.")],
    source: Annotated[Path | None, typer.Argument(help="The text that both translate.")] = None,
    segments: Annotated[
        str, typer.Option("--segments", help="How .txt is read: lines, or paragraphs, which are aligned.")
    ] = "lines",
    level: Annotated[str, typer.Option(help="Segments of documents: paragraph or sentence.")] = "paragraph",
    tokenize: Annotated[
        str | None, typer.Option(help="How BLEU cuts texts: 13a, intl, char, ko-mecab, zh or none [by language].")
    ] = None,
    bootstrap: Annotated[int, typer.Option(help="Resamplings for the intervals; 0 for none.", min=0)] = 1000,
    per_segment: Annotated[bool, typer.Option("--per-segment", help="List the segments that differ.")] = False,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    output_format: Format = "text",
) -> None:
    """chrF, BLEU and TER of TEST against REFERENCE, by sacrebleu, with 95 % intervals.

    Both are files of lines, documents (aligned with each other), bilingual files, or folders of these.
    """
    from tm.project import Project
    from tm.project.scoring import score_translation

    output_format = choice(output_format, ("text", "json"), "--output-format")
    level = choice(level, ("paragraph", "sentence"), "--level")
    project = Project.containing(test).with_config(source_language=source_language, target_language=target_language)
    scored = score_translation(
        project,
        test,
        reference,
        source,
        by_line=as_lines(segments),
        level=level,
        tokenize=tokenize,
        trials=bootstrap,
    )
    if output_format == "json":
        import json

        deliver(json.dumps(scored.to_json(), ensure_ascii=False, indent=2) + "\n", None)
        return
    deliver("\n".join(_lines(scored, per_segment)) + "\n", None)


def _lines(scored: ScoredTranslation, per_segment: bool) -> Iterator[str]:
    from tm.report.escape import on_a_line

    values = scored.to_json(details=per_segment)
    if per_segment:
        yield from _details(values)
    named: list[tuple[str, dict[str, Any]]] = [
        (
            on_a_line(
                spoken(say("{test} against {reference}", test=document["test"], reference=document["reference"]))
            ),
            document["scores"],
        )
        for document in values["documents"]
    ]
    if len(named) > 1:
        named.append((spoken(say("all documents")), values["scores"]))
    for name, scores in named:
        yield name
        for metric, figures in scores.items():
            yield "  " + _figure(metric, figures)
    yield ""
    yield spoken(
        say(
            "{count} segment, {equal} equal, {test} only in the test, {reference} only in the reference",
            "{count} segments, {equal} equal, {test} only in the test, {reference} only in the reference",
            count=values["segments"],
            equal=values["equal"],
            test=values["only_test"],
            reference=values["only_reference"],
        )
    )
    if values["left_out"]:
        yield spoken(say("left out because only one side has a translation: {count}", count=values["left_out"]))
    yield from (f"{_NAMES[metric]}|{signature}" for metric, signature in values["signatures"].items())


#: As sacrebleu writes them.
_NAMES = {"chrf": "chrF2", "bleu": "BLEU", "ter": "TER"}


def _figure(metric: str, figures: dict[str, Any]) -> str:
    margin = "" if figures["margin"] is None else f" (μ = {figures['mean']:.2f} ± {figures['margin']:.2f})"
    better = spoken(say("lower is better")) if metric == "ter" else ""
    return f"{_NAMES[metric]:<6}{figures['score']:7.2f}{margin}  {better}".rstrip()


def _details(values: dict[str, Any]) -> Iterator[str]:
    """The segments that differ, the reference above the test, as `diff` shows them."""
    from tm.report.escape import on_a_line

    for row in values["details"]:
        test, reference = row["test"], row["reference"]
        if test["text"] == reference["text"]:
            continue
        path = values["documents"][row["document"]]["test"]
        at = test["line"] if test["line"] is not None else "-"
        scores = "  ".join(f"{_NAMES[name]} {score:.1f}" for name, score in row["scores"].items())
        yield on_a_line(f"{path}:{at}  {scores}")
        if row["source"]:
            yield on_a_line(f"  = {row['source']}")
        yield from (on_a_line(f"  - {reference['text']}") for _ in range(bool(reference["text"])))
        yield from (on_a_line(f"  + {test['text']}") for _ in range(bool(test["text"])))
        yield ""
