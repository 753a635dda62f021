"""tm convert: one bilingual file as another."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tm.cli.languages import tags, variants
from tm.cli.options import (
    Lang,
    Output,
    Quiet,
    SourceLanguage,
    TargetLanguage,
    Verbose,
    choice,
    deliver,
    prefer,
    tell,
)
from tm.errors import UsageError
from tm.messages import say

if TYPE_CHECKING:
    from tm.project.converting import Converted


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(convert)


def convert(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="A bilingual file: TMX, XLIFF, PO, TSV, CSV, JSON lines or Parquet; or two catalogues with the same "
            "keys, JSON or YAML, the source first.",
        ),
    ],
    output: Output = None,
    to: Annotated[
        str | None,
        typer.Option(
            metavar="FORMAT",
            help="tmx, xliff (1.2), xliff2 (2.1), po, tsv, csv, jsonl, parquet, html, json or yaml; from the name of "
            "-o if not given.",
        ),
    ] = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    lang_variant: Annotated[
        list[str] | None,
        typer.Option("--lang-variant", help="A language with its region, such as ko-KR, for tools that want one."),
    ] = None,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Leave out rows and units that are wrong instead of writing nothing.")
    ] = False,
    replace_control: Annotated[
        bool, typer.Option("--replace-control", help="Write U+FFFD for control characters instead of refusing them.")
    ] = False,
    report: Annotated[str, typer.Option("--report", help="text or json: what was written and left out.")] = "text",
    _lang: Lang = None,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Write a bilingual file in the format of another tool; what that format cannot hold is named.

    The file appears whole or not at all. With --report json the account stands on stdout where -o names the file,
    else on stderr. -v says where units were left out.
    """
    from tm.project import Project
    from tm.project.converting import Wanted
    from tm.project.converting import convert as converted

    report = choice(report, ("text", "json"), "--report")
    if output is None and to is None:
        raise UsageError(
            say("no file to write to"), where="-o", hint=say("name one: tm convert memory.tmx -o memory.xlf")
        )
    project = Project.containing(paths[0])
    prefer(project.config.lang)
    languages = tags(
        source_language or project.config.source_language, target_language or project.config.target_language
    )
    done = converted(
        paths,
        output,
        to=to,
        wanted=Wanted(
            languages,
            strict=source_language is not None or target_language is not None,
            variants=variants(languages, lang_variant or []),
            keep_going=keep_going,
            replace_control=replace_control,
        ),
    )
    if report == "json":
        text = _as_json(done, output)
        deliver(text, None) if output is not None else typer.echo(text, err=True, nl=False)
    else:
        _account(done)


def _account(done: Converted) -> None:
    """Say what became of the units."""
    from tm.cli.options import quiet
    from tm.project.exporting import lost

    if quiet():
        return
    left_out = done.left_out
    count = sum(number for _, number, _ in left_out)
    tell(
        say(
            "converted {count:,} unit to {to}, {left_out:,} left out",
            "converted {count:,} units to {to}, {left_out:,} left out",
            count=done.written.units,
            to=done.to,
            left_out=count,
        )
    )
    verbose = logging.getLogger("tm").level <= logging.DEBUG
    for reason, number, places in left_out:
        if verbose:
            where = ", ".join(places)
            tell(say("  left out {count:,}: {reason} ({places})", count=number, reason=reason, places=where))
        else:
            tell(say("  left out {count:,}: {reason}", count=number, reason=reason))
    for notice in (*lost(done.written, done.to), *done.notices):
        tell(say("  note: {notice}", notice=notice))
    if done.read.replaced:
        tell(
            say(
                "  replaced {count} control character",
                "  replaced {count} control characters",
                count=done.read.replaced,
            )
        )
    if left_out and not verbose:
        tell(say("  -v says where they stand"))


def _as_json(done: Converted, output: Path | None) -> str:
    import json

    values = {
        "version": 1,
        "format": done.to,
        "file": output.name if output is not None else None,
        "converted": done.written.units,
        "left_out": [
            {"reason": str(reason), "count": count, "places": list(map(str, places))}
            for reason, count, places in done.left_out
        ],
        "no_place_for": done.written.lost,
        "not_carried_over": {str(what): count for what, count in done.read.passed.items()},
        "notices": list(map(str, done.notices)),
        "replaced": done.read.replaced,
    }
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"
