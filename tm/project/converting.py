"""One bilingual file as another: streamed, memory stays flat, and there is an account of what did not come along."""

from __future__ import annotations

import io
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from tm import files, formats
from tm.core import TranslationUnit
from tm.errors import FormatError, TmError, UsageError
from tm.formats import bilingual
from tm.formats.language_codes import primary
from tm.formats.reading import Reading
from tm.formats.units import read_units, write_units
from tm.messages import listed, say
from tm.project.exporting import format_of, placed


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a file is converted.

    languages: of the source and of the target
    strict:    they were named by a person: units of others are left out, even where a file is of one other pair
    variants:  tags with their regions, for units that name none
    """

    languages: tuple[str, str] = ("en", "ko")
    strict: bool = False
    variants: tuple[str, str] = ("", "")
    keep_going: bool = False
    replace_control: bool = False


@dataclass(frozen=True, slots=True)
class Converted:
    """The format that was written, and the accounts of the reading and of the writing."""

    to: str
    read: Reading
    written: Reading

    @property
    def left_out(self) -> list[tuple[str, int, list[str]]]:
        """Units that did not come along: why, how many, and where the first of them stand."""
        return [
            (reason, count, account.places.get(reason, []))
            for account in (self.read, self.written)
            for reason, count in account.reasons.items()
        ]

    @property
    def notices(self) -> list[str]:
        """What the reader and the writer have to say."""
        passed = [say("{what} ({count:,})", what=what, count=count) for what, count in self.read.passed.items()]
        return [
            *self.read.notices,
            *([say("not carried over: {kinds}", kinds=listed(passed))] if passed else []),
            *(notice for notice in self.written.notices if notice not in self.read.notices),
        ]


def convert(
    paths: Sequence[Path], output: Path | BinaryIO | None, *, to: str | None = None, wanted: Wanted | None = None
) -> Converted:
    """Convert a bilingual file, or two catalogues with the same keys, the source first.

    output: a file, which appears when it is complete, a stream, or None for standard output
    to:     one of the formats that units are written as; from the name of the file if not given

    Raises:
        UsageError: these files cannot be converted, there is no such format, or it cannot be written.
        FormatError: a file is not what its name says, or a text holds what the format cannot hold.
        MissingExtraError: a format needs a package that is not installed.
        TmError: no unit could be converted.
    """
    wanted = wanted or Wanted()
    name = format_of(output, to)
    _convertible(paths)
    if isinstance(output, Path):
        files.refuse_inputs(output, paths)
    row = bilingual.row(name)
    read = _reading(name, wanted)
    account = Reading(keep_going=wanted.keep_going)

    def written(stream: BinaryIO) -> None:
        nonlocal read
        with ExitStack() as stack:
            units = _varied(_units(paths, wanted, read, stack), wanted.variants)
            first = next(units, None)
            if first is None and not wanted.strict and (other := _of_another_pair(read)):
                read = _reading(name, wanted)
                read.notice(other)
                units = _varied(_units(paths, replace(wanted, languages=("", "")), read, stack), wanted.variants)
                first = next(units, None)
            own = ("", "")
            if first is not None:
                units = chain((first,), units)
                if row.one_pair:
                    own = first.source_language, first.target_language
            elif row.one_pair:
                own = wanted.languages
            write_units(
                units,
                stream,
                to=name,
                source_language=own[0],
                target_language=own[1],
                report=account,
                replace_control=wanted.replace_control,
            )
        if not account.units and (read.skipped or account.skipped):
            raise _nothing(Converted(name, read, account), paths, wanted)

    placed(output, written)
    return Converted(name, read, account)


def _reading(name: str, wanted: Wanted) -> Reading:
    """What a reader is asked for, the format `name` being written."""
    return Reading(
        drafts=not bilingual.row(name).keyed,  # a catalogue of a program would show them as what is settled
        strict=wanted.strict,
        replace_control=wanted.replace_control,
        codes=True,
        whole=True,
        obsolete=name == "po",
        keep_going=wanted.keep_going,
    )


def _of_another_pair(read: Reading) -> str:
    """A notice where a file without units of the languages has those of one other pair; else nothing."""
    languages = list(dict.fromkeys(map(primary, read.languages)))
    if not read.skipped or len(languages) != 2 or not all(languages):
        return ""
    source, target = languages
    return say("the file is from {source} to {target}: its units are kept as that", source=source, target=target)


def _convertible(paths: Sequence[Path]) -> None:
    """Refuse what is no bilingual file, with the command that is meant."""
    keyed = [(row := bilingual.of_suffix(path.name)) is not None and row.keyed for path in paths]
    if len(paths) == 2 and all(keyed):
        return
    if any(keyed):
        raise UsageError(
            say("a catalogue holds one language"),
            where=files.display(paths[keyed.index(True)]),
            hint=say("name both, the source first: tm convert en.json ko.json -o FILE"),
        )
    documents = [path for path in paths if formats.carries(path.name) == "document"]
    if documents:
        raise UsageError(
            say("a document is not bilingual"),
            where=files.display(documents[0]),
            hint=say("align it with its translation: tm align en.md ko.md -o FILE"),
        )
    if len(paths) != 1:
        raise UsageError(
            say("more than one bilingual file"),
            where=files.display(paths[1]),
            hint=say("convert one at a time; tm memory import puts several together"),
        )


def _units(paths: Sequence[Path], wanted: Wanted, report: Reading, stack: ExitStack) -> Iterator[TranslationUnit]:
    source, target = wanted.languages
    if len(paths) == 2:
        from tm.formats import units_keys

        one, other = (files.read(path) for path in paths)
        names = files.display(paths[0]), files.display(paths[1])
        return units_keys.pairs(one, other, names=names, source_language=source, target_language=target, report=report)
    bilingual.reader_for(files.display(paths[0]), "units")  # told before the file is opened
    return read_units(
        _opened(paths[0], stack),
        name=files.display(paths[0]),
        source_language=source,
        target_language=target,
        report=report,
    )


def _opened(path: Path, stack: ExitStack) -> BinaryIO:
    """A stream of a file; what a shell hands over is read at once."""
    try:
        if stat.S_ISREG(path.stat().st_mode):
            return stack.enter_context(path.open("rb"))
    except (OSError, ValueError):
        pass  # said in the next line
    return io.BytesIO(files.read(path))


def _varied(units: Iterable[TranslationUnit], variants: tuple[str, str]) -> Iterator[TranslationUnit]:
    """The units; those that name no region have that of the variant of their language."""
    regions = {primary(tag): tag for tag in variants if "-" in tag}
    if not regions:
        return iter(units)
    return (
        replace(
            unit,
            source_language=regions.get(unit.source_language, unit.source_language),
            target_language=regions.get(unit.target_language, unit.target_language),
        )
        for unit in units
    )


def _nothing(done: Converted, paths: Sequence[Path], wanted: Wanted) -> TmError:
    """All units were left out: why, and what might help."""
    why = listed([say("{what} ({count:,})", what=reason, count=count) for reason, count, _ in done.left_out])
    languages = ", ".join(filter(None, done.read.languages))
    other = [tag for tag in done.read.languages if tag and primary(tag) not in map(primary, wanted.languages)]
    hint = (
        say("the languages of the file are {languages}: name two with --source-language and --target-language",
            languages=languages)
        if other
        else say("nothing was written")
    )  # fmt: skip
    return FormatError(say("no unit can be converted: {why}", why=why), where=files.display(paths[0]), hint=hint)
