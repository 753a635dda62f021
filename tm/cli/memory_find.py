"""tm memory lookup, search and apply: what a memory answers."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tm.cli.memory import FORMATS, Database, OutputFormat, nothing_in, project_of, reading
from tm.cli.options import (
    Color,
    Lang,
    Output,
    Quiet,
    SourceLanguage,
    TargetLanguage,
    Verbose,
    choice,
    colored,
    columns,
    deliver,
    file_to_be,
    language,
    prefer,
    tell,
)
from tm.errors import UsageError
from tm.messages import say

if TYPE_CHECKING:
    from tm.core import Match
    from tm.memory.concordance import Line
    from tm.memory.lookup import Query
    from tm.project import Project

Threshold = Annotated[int, typer.Option(min=50, max=100, help="Lowest similarity in percent, 50 to 100.")]
_JSON: dict[str, Any] = {"ensure_ascii": False, "indent": 2}


def lookup(
    text: Annotated[str | None, typer.Argument(help="The text; - reads it from standard input.")] = None,
    db: Database = None,
    threshold: Threshold = 70,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Matches shown at most.")] = 5,
    before: Annotated[str, typer.Option(help="The source text before it, for matches in context.")] = "",
    after: Annotated[str, typer.Option(help="The source text after it.")] = "",
    file: Annotated[
        Path | None, typer.Option("--file", help="Look up each segment of a document instead of a text.")
    ] = None,
    semantic: Annotated[bool, typer.Option("--semantic", help="Texts near in meaning as well.")] = False,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    output_format: OutputFormat = "text",
    output: Output = None,
    color: Color = "auto",
    _lang: Lang = None,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Find a text and texts like it, translated.

    The best match comes first. Words in [-brackets-] stand in the memory only, those in {+braces+} in the query only.
    """
    from tm.memory.difference import changed
    from tm.report import matches as report

    output_format = choice(output_format, FORMATS, "--output-format")
    if (text is None) == (file is None):
        raise UsageError(
            say("give a text, or a document with --file"), hint=say('such as: tm memory lookup "Open the file."')
        )
    paint = colored(color, output)
    project = project_of(file)
    prefer(project.config.lang)
    least = threshold / 100
    with reading(db, project, source_language, target_language) as memory:
        if file is not None:
            queries = _queries(memory.project, file)
            answers = memory.lookup_many(queries, threshold=least, limit=limit, semantic=semantic, jobs=0)
            if not any(answers):
                nothing_in(memory)
            deliver(_of_file(queries, answers, file, output_format, paint), output)
            return
        query = _standard_input() if text == "-" else text or ""
        if not query.strip():
            raise UsageError(say("no text"), hint=say('such as: tm memory lookup "Open the file."'))
        found = memory.lookup(query, threshold=least, limit=limit, before=before, after=after, semantic=semantic)
        if not found:
            nothing_in(memory)
    if output_format == "json":
        deliver(report.as_json(found, query, changed), output)
    else:
        deliver(report.as_text(found, query, changed, color=paint, language=language()), output)


def _standard_input() -> str:
    data = sys.stdin.buffer.read()
    try:
        return data.decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise UsageError(say("standard input is not UTF-8"), hint=say("convert it first")) from error


def _queries(project: Project, file: Path) -> list[Query]:
    """The segments of a document, sentence by sentence; the sources of a bilingual file."""
    from tm import files, formats
    from tm.core import TRANSLATABLE
    from tm.memory.lookup import Query
    from tm.segment import sentences_of

    name = files.display(file)
    if formats.carries(file.name) == "bitext":
        source, target = project.languages
        bitext = formats.read_bitext(files.read(file), name=name, source_language=source, target_language=target)
        texts = [segment.text for segment in bitext.source.segments if segment.text.strip()]
    else:
        document = sentences_of(project.document(file, project.languages[0]))
        texts = [s.text for s in document.segments if s.kind in TRANSLATABLE and s.text.strip()]
    around = ["", *texts, ""]
    return [Query(text, around[index], around[index + 2]) for index, text in enumerate(texts)]


def _of_file(
    queries: Sequence[Query], answers: Sequence[Sequence[Match]], file: Path, output_format: str, paint: bool
) -> str:
    import json

    from tm import files
    from tm.memory.difference import changed
    from tm.report import matches as report
    from tm.report.frame import printable

    if output_format == "json":
        segments = [
            {"text": query.text, "matches": report.values(found, query.text, changed)}
            for query, found in zip(queries, answers, strict=True)
        ]
        return json.dumps({"version": 1, "path": files.display(file), "segments": segments}, **_JSON) + "\n"
    parts = []
    for query, found in zip(queries, answers, strict=True):
        if found:
            shown = report.as_text(found, query.text, changed, color=paint, language=language())
            parts.append(f"{printable(' '.join(query.text.split()))}\n{shown}")
    if not parts:
        return report.as_text((), "", changed, color=paint, language=language())
    return "\n".join(parts)


def search(
    phrase: Annotated[str, typer.Argument(help="What is searched for.")],
    db: Database = None,
    side: Annotated[
        str | None, typer.Option(help="source or target [the side in whose language the phrase is written].")
    ] = None,
    word: Annotated[bool, typer.Option("--word", "-w", help="Whole words only; Korean particles may follow.")] = False,
    regex: Annotated[bool, typer.Option("--regex", "-e", help="The phrase is a regular expression.")] = False,
    case: Annotated[bool, typer.Option("--case", help="Capitals count.")] = False,
    limit: Annotated[int, typer.Option(min=0, help="Units shown at most; 0 for all.")] = 50,
    full: Annotated[bool, typer.Option("--full", help="Both texts whole, and where they are from.")] = False,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    output_format: OutputFormat = "text",
    output: Output = None,
    color: Color = "auto",
    _lang: Lang = None,
    _quiet: Quiet = False,
) -> None:
    """Show where a phrase stands (a concordance).

    Every unit that has it: the phrase in its context, and the beginning of the translation below.
    """
    from tm.report import concordance

    output_format = choice(output_format, FORMATS, "--output-format")
    if side is not None:
        side = choice(side, ("source", "target"), "--side")
    if word and regex:
        raise UsageError(
            say("--word and --regex do not go together"), hint=say("write the borders of words into the expression")
        )
    paint = colored(color, output)
    project = project_of()
    prefer(project.config.lang)
    with reading(db, project, source_language, target_language) as memory:
        mode = "regex" if regex else "word" if word else "text"
        # one more than is shown says whether there are more
        found = memory.search(phrase, side=side, mode=mode, case=case, limit=limit + 1 if limit else None)
        shown = islice(found, limit or None)
        count = 0
        if output_format == "json":
            deliver(concordance.as_json(list(shown), phrase), output)
            return
        wide = columns()

        def text(line: Line) -> str:
            return concordance.whole(line, color=paint) if full else concordance.as_text(line, wide, color=paint)

        if output is None:  # the first lines are there while the search goes on
            for count, line in enumerate(shown, 1):  # noqa: B007
                deliver(text(line), None)
        else:
            lines = list(shown)
            count = len(lines)
            deliver("".join(map(text, lines)), output)
        if not count:
            tell(say("not found"))
            nothing_in(memory)
        elif count == limit and next(found, None) is not None:
            tell(say("the first {count}; --limit 0 shows all", count=count))


def apply(
    new: Annotated[
        Path, typer.Argument(metavar="NEW", help="The text to translate: Markdown, text, or a PO catalogue.")
    ],
    db: Database = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write the draft here.")] = None,
    threshold: Annotated[int, typer.Option(min=50, max=101, help="Lowest score that is filled in.")] = 95,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say how much is covered.")] = False,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    output_format: OutputFormat = "text",
    _lang: Lang = None,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Write a draft of a new text, and a report.

    What the memory knows of the text is filled in; the report says how much of it that is (leverage). The draft goes
    to -o, else to the terminal, the report then to standard error. A match that is not the very text is marked as a
    draft; everything that is not replaced stays as it is.
    """
    from tm import files, formats
    from tm.cli import drafts
    from tm.project import applying

    output_format = choice(output_format, FORMATS, "--output-format")
    if output is not None:
        file_to_be(output)
        if files.real(output) == files.real(new):
            raise UsageError(
                say("the draft would replace its source"), where=str(output), hint=say("name another file")
            )
    if output_format == "json" and output is None and not dry_run:
        raise UsageError(say("name a file for the draft"), where="-o", hint=say("or ask with --dry-run"))
    project = project_of(new)
    prefer(project.config.lang)
    name = files.display(new)
    data = files.read(new)
    with reading(db, project, source_language, target_language) as memory:
        draft = applying.apply(
            data,
            name=name,
            language=memory.languages[0],
            target_language=memory.languages[1],
            find=lambda queries: drafts.best(memory, queries, threshold / 100),
            threshold=min(threshold / 100, 1.01),
        )
        if not draft.whole and not draft.fuzzy:
            nothing_in(memory)
    if not dry_run:
        deliver(formats.encode(draft.text, like=data, name=name), output)
    drafts.account(draft, output, output_format, printed=dry_run or output is not None)
