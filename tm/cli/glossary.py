"""tm glossary: list terms and mine them; the other commands stand in tm/cli/glossary_*.py."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tm.cli.options import (
    Output,
    Quiet,
    Segments,
    SourceLanguage,
    TargetLanguage,
    Verbose,
    as_lines,
    choice,
    columns,
    complain,
    deliver,
    language,
    on_terminal,
    quiet,
    tell,
)
from tm.errors import TmError, UsageError
from tm.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tm.core import Bitext, Diagnostic, Glossary
    from tm.glossary_work import Proposal
    from tm.pairing import FilePair
    from tm.project import Project

app = typer.Typer(help="List, mine, check, import and export glossaries.", no_args_is_help=True, rich_markup_mode=None)
GlossaryFile = Annotated[Path | None, typer.Argument(help="The glossary; by default the project's.")]
Paths = Annotated[
    list[Path] | None, typer.Argument(help="Two files, EN KO; a bilingual file; or paths of the project.")
]
Accept = Annotated[
    list[str] | None,
    typer.Option(help="Append to the glossary: SOURCE=TARGET (repeatable), numbers such as 1,4, or all that is shown."),
]
Into = Annotated[Path | None, typer.Option("--glossary", help="The glossary [the project's, or glossary.csv].")]


def register(parent: typer.Typer) -> None:
    """Add the command group."""
    from tm.cli import glossary_check, glossary_exchange

    glossary_check.register(app)
    glossary_exchange.register(app)
    parent.add_typer(app, name="glossary")


@app.command("list")
def list_terms(
    glossary: Annotated[
        Path | None, typer.Argument(help="The glossary; by default the project's. What is no file is searched for.")
    ] = None,
    text: Annotated[str | None, typer.Argument(help="Only rows that hold this text, like --search.")] = None,
    status: Annotated[str | None, typer.Option(help="Only rows of this status, such as forbidden.")] = None,
    domain: Annotated[str | None, typer.Option(help="Only rows of this domain.")] = None,
    pos: Annotated[str | None, typer.Option(help="Only rows of this part of speech.")] = None,
    search: Annotated[str | None, typer.Option(help="Only rows that hold this text, however it is spelt.")] = None,
    output_format: Annotated[str, typer.Option("--output-format", help="text, json or csv.")] = "text",
    output: Output = None,
) -> None:
    """List the terms: source, targets, status; all of them or some."""
    from tm.formats import glossary_csv
    from tm.report import glossary as table

    output_format = choice(output_format, ("text", "json", "csv"), "--output-format")
    if status is not None:
        status = {"preferred": "approved"}.get(status.lower(), status.lower())
        status = choice(status, glossary_csv.STATUSES, "--status")
    if glossary is not None and text is None and _is_word(glossary):
        glossary, text = None, str(glossary)
    search = text if search is None else search
    found, project = opened(glossary)
    found = _some(found, status=status, domain=domain, pos=pos)
    if search is not None:
        found = _searched(found, search)
    if output_format == "json":
        deliver(table.as_json(found), output)
    elif output_format == "csv":
        from tm.formats import glossary_csv_write

        languages = (project.config.source_language, project.config.target_language)
        deliver(glossary_csv_write.write(found, *languages)[0].decode("utf-8"), output)
    else:
        deliver(table.render(found, columns=_room(output), language=language()), output)


def _is_word(path: Path) -> bool:
    """Is what stands for a file rather a word to search for: no such file, and no ending that a file would have?"""
    return not path.exists() and not path.suffix and len(path.parts) == 1


def _some(found: Glossary, **wanted: str | None) -> Glossary:
    """The rows whose columns hold these values."""
    from tm.core import Glossary

    given = {column: value.strip().casefold() for column, value in wanted.items() if value is not None}
    return Glossary(
        tuple(t for t in found if all(getattr(t, column).casefold() == value for column, value in given.items()))
    )


def _searched(found: Glossary, text: str) -> Glossary:
    from tm.core import Glossary
    from tm.terms import lookup

    terms, near = lookup.search(found, text)
    if near:
        tell(say("no row holds {text!r}; these are spelt nearly so" if terms else "no row holds {text!r}", text=text))
    return Glossary(tuple(terms))


def _room(output: Path | None) -> int | None:
    """Columns for a table: those of the terminal; no limit where nobody looks at a screen."""
    return columns() if output is None and on_terminal() else None


@app.command()
def mine(
    paths: Paths = None,
    min_count: Annotated[int, typer.Option(min=2, help="Sentences in which a term stands at least.")] = 3,
    limit: Annotated[int, typer.Option(min=0, help="Terms looked at, the surest first; 0 for all.")] = 50,
    output_format: Annotated[str, typer.Option("--output-format", help="text, json or csv.")] = "text",
    accept: Accept = None,
    glossary: Into = None,
    output: Output = None,
    segments: Segments = "paragraphs",
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
) -> None:
    """Find recurring terms and how they are rendered; propose rows for the glossary.

    Without a path, all pairs of the project. Terms that the glossary has are left out.
    """
    from tm import glossary_work
    from tm.project import Project
    from tm.report import mined

    output_format = choice(output_format, ("text", "json", "csv"), "--output-format")
    lines = as_lines(segments)
    project = Project.containing(paths[0] if paths else Path.cwd()).with_config(
        source_language=source_language, target_language=target_language
    )
    into = glossary or target_file(project)
    known = _known(into, project)
    pairs = project.resolve(paths or [])
    found = _terms(glossary_work.mine(bitexts(project, pairs, lines), least=min_count, known=known))
    if accept:
        _tell_listed(accept, found)
        rows = glossary_work.accepted(accept, found, known, limit=limit)
        append(into, rows)
        for line in [] if quiet() else mined.added(rows, language()):
            typer.echo(line, err=True)
        return
    shown = [term for term in found if not term.listed and (not limit or term.number <= limit)]
    listed = sum(term.listed for term in found[: limit or None])
    if output_format == "json":
        deliver(mined.as_json(shown, total=len(found)), output)
    elif output_format == "csv":
        deliver(mined.as_csv(shown), output)
    else:
        text = mined.as_text(shown, columns=_room(output), total=len(found), listed=listed, language=language())
        deliver(text, output)


def _terms(found: Sequence[Proposal]) -> list[Proposal]:
    """The proposals without units and signs that are left as they are: kg, %. No glossary needs them."""
    from dataclasses import replace

    from tm.lang import hangul
    from tm.lang.units import JOINED

    kept = [
        term
        for term in found
        if any(map(str.isalpha, term.source))
        and (term.source.casefold() not in JOINED or hangul.has_hangul(term.target))
    ]
    return [replace(term, number=number) for number, term in enumerate(kept, 1)]


def _tell_listed(wanted: Sequence[str], found: Sequence[Proposal]) -> None:
    """Name the numbers that add nothing, since the glossary has their terms."""
    named = {part.strip() for value in wanted if "=" not in value for part in value.split(",")}
    for term in found:
        if term.listed and str(term.number) in named:
            tell(say("{number} ({source!r}) is in the glossary already", number=term.number, source=term.source))


def target_file(project: Project) -> Path:
    """The glossary that rows are added to: the project's last one, whose rows override those of the others."""
    if not project.configured:
        return Path.cwd() / "glossary.csv"
    files = project.glossary_files
    return files[-1] if files else project.root / "glossary.csv"


def _known(path: Path, project: Project) -> Glossary:
    """What needs no proposal: the rows of the file that is added to, and of the project's glossaries."""
    from tm import files
    from tm.core import Glossary

    own = read(path).terms if files.is_file(path) else ()
    return Glossary((*(project.glossary.terms if project.configured else ()), *own))


def read(path: Path) -> Glossary:
    """The rows of a glossary file; none where it is empty."""
    from tm import files, formats
    from tm.core import Glossary
    from tm.formats import glossary_csv

    name, data = files.display(path), files.read(path)
    return glossary_csv.read(formats.decode(data, name=name).text, name=name) if data.strip() else Glossary()


def append(path: Path, rows: Sequence[Mapping[str, str]], *, checked: bool = False) -> list[Diagnostic]:
    """Add rows to the file, and show them as they are written.

    checked: with the columns that they need; what the G rules find of them, beside what is refused

    Raises:
        UsageError: checked rows are there already, or contradict what is there.
    """
    from tm import files, formats, glossary_work
    from tm.formats import glossary_csv, glossary_csv_append

    name = files.display(path)
    found: list[Diagnostic] = []
    if rows:
        data = files.read(path) if files.is_file(path) else b""
        text = old = formats.decode(data, name=name).text if data.strip() else ""
        if checked and text:
            needed = [column for column in glossary_csv.COLUMNS if any(row.get(column) for row in rows)]
            text = glossary_csv_append.widened(text, needed, name=name)
        more = glossary_csv_append.addition(text, rows, name=name)
        glossary_csv.read(text + more, name=name)  # what is written can be read again
        if checked:
            found = glossary_work.brought(old, text + more, name)
        if data:
            files.unchanged(path, data)
        files.write(path, formats.encode(text + more, like=data, name=name) if text else more.encode("utf-8"))
        deliver("".join(f"{line}\n" for line in more.splitlines()[-len(rows) :]), None)
    count = len(rows)
    tell(say("added {count} term to {name}", "added {count} terms to {name}", count=count, name=name))
    return found


def bitexts(project: Project, pairs: Sequence[FilePair], lines: bool) -> list[Bitext]:
    """The aligned texts. Of several, one that cannot be read does not keep the others from being used."""
    found: list[Bitext] = []
    for pair in pairs:
        try:
            found.append(project.bitext(pair, lines=lines))
        except TmError as error:
            if len(pairs) == 1:
                raise
            complain(error)
    return found


def opened(path: Path | None) -> tuple[Glossary, Project]:
    """The terms of a glossary, or of the project's, and the project."""
    from tm.project import Project

    project = Project.containing(path or Path.cwd())
    if path is None and not project.configured and Path("glossary.csv").is_file():
        path = Path("glossary.csv")
    if path is not None:
        project = project.with_config(glossary=(str(path.resolve()),))
    if not project.glossary_files:
        raise UsageError(
            say("no glossary"), hint=say("name a file, or write one called glossary.csv and run `tm init`")
        )
    return project.glossary, project
