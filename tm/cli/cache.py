"""tm cache: what is kept of earlier runs, and emptying it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tm.cli.options import Lang, choice, deliver, spoken
from tm.messages import say


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="What is kept of earlier runs, so that it is not done again.")
    group.command("stats")(stats)
    group.command("clear")(clear)
    app.add_typer(group, name="cache")


def stats(
    output_format: Annotated[str, typer.Option("--output-format", help="text or json.")] = "text",
    _lang: Lang = None,
) -> None:
    """Show the folder of the cache, how many entries it holds, and how large they are."""
    from tm import cache

    output_format = choice(output_format, ("text", "json"), "--output-format")
    folder, size = _place()
    kinds = cache.stats(folder)
    total = sum(kept.size for kept in kinds)
    if output_format == "json":
        import json

        counted = {kept.kind: {"entries": kept.entries, "bytes": kept.size} for kept in kinds}
        shown = {"version": 1, "folder": str(folder), "bytes": total, "limit": size, "kinds": counted}
        deliver(json.dumps(shown, ensure_ascii=False, indent=2) + "\n", None)
        return
    names = {"findings": say("findings"), "vectors": say("vectors")}
    lines = [str(folder)]
    lines += [
        spoken(
            say(
                "  {kind}: {entries:,} entries, {size}",
                kind=names[kept.kind],
                entries=kept.entries,
                size=_size(kept.size),
            )
        )
        for kept in kinds
    ]
    lines.append(spoken(say("  {size} of at most {limit}", size=_size(total), limit=_size(size))))
    deliver("\n".join(lines) + "\n", None)


def clear(_lang: Lang = None) -> None:
    """Remove what is kept: the next run does everything anew."""
    from tm import cache

    folder, _ = _place()
    gone = cache.clear(folder)
    deliver(spoken(say("removed {size} from {folder}", size=_size(gone.size), folder=str(folder))) + "\n", None)


def _place() -> tuple[Path, int]:
    """The folder of the current project's cache, and how large it may grow."""
    from tm import cache
    from tm.project import Project

    project = Project.containing(Path.cwd())
    return project.cache_folder, cache.Room.of(project.config.cache_size).size


def _size(count: int) -> str:
    """Bytes as people read them."""
    amount = float(count)
    for unit in ("B", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1024
    return f"{amount:.1f} GB"
