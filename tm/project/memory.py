"""`tm.Memory`: a memory with its indexes, opened, filled, asked and closed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO, Self, cast

from tm import files
from tm.core import Bitext, Match, TranslationUnit
from tm.found import Matches
from tm.hooks import hook
from tm.memory.lookup import Query, lookup, lookup_many
from tm.memory.store import WAIT, Added, Store, hyphened, open_store, tag
from tm.pairing import FilePair
from tm.project import Project
from tm.project import memory_filling as filling
from tm.project import memory_places as places
from tm.project.memory_indexes import Indexes, Late

if TYPE_CHECKING:
    import pandas

    from tm.formats.reading import Reading
    from tm.memory.concordance import Line

__all__ = ["Memory", "Query"]


class Memory:
    """A translation memory.

    with tm.Memory("memory.db", source_language="en", target_language="ko") as memory:
        memory.add(bitext)
        memory.load("legacy.tmx")
        for match in memory.lookup("The computer hallucinated buildings."):
            print(match.score, match.target)

    location: a file, made where there is none, or `postgresql://...`; the project's `.tm/memory.db` by default
    source_language, target_language: those of the project by default
    read_only: nothing is written, and there has to be a memory
    create:   make one where there is none
    wait:     seconds for which a writer waits for another

    Not to be shared by threads; any number of processes may have the same memory open.
    """

    def __init__(
        self,
        location: str | PathLike[str] | None = None,
        *,
        source_language: str | None = None,
        target_language: str | None = None,
        read_only: bool = False,
        create: bool = True,
        wait: float = WAIT,
        project: Project | None = None,
    ) -> None:
        """Open it.

        Raises:
            TmError: it cannot be opened, is no memory, or is damaged; a language is none.
        """
        for language in (source_language, target_language):
            if language is not None:
                tag(language)
        self.project = (project or Project.containing(Path.cwd())).with_config(
            source_language=source_language, target_language=target_language
        )
        self.place = place = places.default(self.project) if location is None else places.place(location)
        create = create and not read_only
        self._made = places.missing(place) if create else []
        if location is None and create:
            places.prepare(place)
        self.store: Store = open_store(place, read_only=read_only, create=create, wait=wait)
        self.indexes = Indexes(self.store, places.index_folder(place, self.store), self.project)

    @property
    def languages(self) -> tuple[str, str]:
        """Tags of source and target, as they are asked for."""
        source, target = self.project.languages
        return hyphened(source), hyphened(target)

    def __len__(self) -> int:
        """How many units there are, of all languages."""
        return self.store.state().count

    # Filling -----------------------------------------------------------------------------------

    def add(
        self,
        what: Bitext | Iterable[TranslationUnit],
        *,
        origin: str = "",
        level: str | None = None,
        durable: bool = True,
        report: Reading | None = None,
    ) -> Added:
        """Add a bitext, or units; whatever is there already stays as it is.

        origin: what the import is called, and units that name none; by default the source document
        level:  of a bitext: "sentence" or "paragraph"; by default sentences where it has them
        durable: on the disk when the call returns
        report: takes down the beads of a bitext that were left out, and why

        Returns how many were imported, were there already, or were skipped: beads and units without text on a side.

        Raises:
            TmError: someone else is writing, or it cannot be written; nothing was added then.
            ValueError: no such level.
        """
        if not isinstance(what, Bitext):
            return self.store.add(what, origin=origin, durable=durable)
        name = places.named(what.source.path, self.project.root)
        said = {"name": name, "origin": origin or name}
        return filling.from_bitext(self.store, what, **said, level=level, durable=durable, report=report)

    def load(
        self,
        path: str | PathLike[str],
        target: str | PathLike[str] | None = None,
        *,
        origin: str = "",
        level: str | None = None,
        report: Reading | None = None,
    ) -> Added:
        """Add a bilingual file (TMX, XLIFF, PO, a table), or two documents, which are aligned first.

        report: says what was left out, and why; `drafts` in it takes what the file calls unsure as well

        Raises:
            TmError: a file cannot be read, or the memory cannot be written; nothing was added then.
        """
        one = Path(path)
        if target is not None:
            both = self.project.bitext(FilePair(one, Path(target)))
            return self.add(both, origin=origin, level=level, durable=False, report=report)
        name = places.named(one, self.project.root)
        return filling.from_file(self.store, one, origin=origin or name, languages=self.languages, report=report)

    def undo(self, import_id: int) -> int:
        """Take out what an import brought (`Added.id`); how many units that were."""
        return self.store.undo(import_id)

    # Asking ------------------------------------------------------------------------------------

    def lookup(
        self,
        text: str,
        *,
        threshold: float = 0.7,
        limit: int = 5,
        before: str = "",
        after: str = "",
        semantic: bool = False,
    ) -> Matches:
        """The units that answer a text, the best first: see `tm.memory.lookup`.

        threshold: least similarity, at most 1; chooses the similar units, penalties only order them. Below 0.5 a large
            memory takes its time
        before, after: the source texts around it, for matches in context
        semantic:  neighbours by meaning too, where there is room left

        Raises:
            MissingExtraError: `semantic` needs a package that is not installed.
        """
        found = lookup(
            self.store,
            self.indexes.late(self.languages, "source"),
            text,
            languages=self.languages,
            before=before,
            after=after,
            threshold=_checked(threshold),
            limit=limit,
            semantic=self.indexes.meaning(self.languages) if semantic else None,
            reverse=self._reverse,
        )
        return Matches(found)

    def lookup_many(
        self,
        queries: Sequence[Query | str],
        *,
        threshold: float = 0.7,
        limit: int = 5,
        semantic: bool = False,
        jobs: int = 1,
    ) -> list[list[Match]]:
        """The answers to many queries at once, which is faster: the same as `lookup` gives for each.

        jobs: processes that look for similar texts, 0 for as many as pay; a script that asks for them must be one that
              can be imported
        """
        return lookup_many(
            self.store,
            self.indexes.late(self.languages, "source"),
            [Query(query) if isinstance(query, str) else query for query in queries],
            languages=self.languages,
            threshold=_checked(threshold),
            limit=limit,
            semantic=self.indexes.meaning(self.languages) if semantic else None,
            reverse=self._reverse,
            jobs=jobs,
        )

    def search(
        self, phrase: str, *, side: str | None = None, mode: str = "text", case: bool = False, limit: int | None = 50
    ) -> Iterator[Line]:
        """The units in which a phrase stands, as they are found: see `tm.memory.concordance`.

        side: "source" or "target"; by default the one whose language the phrase is written in
        mode: "text", "word" (whole words, particles may follow) or "regex"

        Raises:
            UsageError: there is no phrase, no such mode or side, or the pattern is no regular expression.
        """
        from itertools import chain, islice

        from tm.memory import concordance

        chosen = side or concordance.side_of(phrase, self.languages)
        options: dict[str, Any] = {"mode": mode, "case": case, "limit": limit, "folder": self.indexes.folder}
        found = concordance.search(self.store, phrase, languages=self.languages, side=chosen, **options)
        if not self._opposite():
            return found
        flipped = "target" if chosen == "source" else "source"
        others = concordance.search(self.store, phrase, languages=self.languages[::-1], side=flipped, **options)
        return islice(chain(found, others), limit)

    def units(self, **filters: Any) -> Iterator[TranslationUnit]:
        """The units, by number. filters: origin, document (patterns), since, until, status, languages."""
        return self.store.select(**filters)

    def to_frame(self, **filters: Any) -> pandas.DataFrame:
        """The units as a pandas DataFrame: see `tm.frames.units`. filters: as for `units`."""
        return cast("pandas.DataFrame", hook("units_frame")(self.units(**filters)))

    def export(
        self,
        output: str | PathLike[str] | BinaryIO | None,
        *,
        to: str | None = None,
        replace_control: bool = False,
        **filters: Any,
    ) -> tuple[int, dict[str, int]]:
        """Write the units of the memory's languages to a file; how many, and how many were left out, by reason.

        output: a file, a stream, or None for standard output
        to:     tmx, xliff, xliff2, po, tsv, csv, jsonl, parquet, html, json or yaml; from the suffix of the file if
            it is not given
        replace_control: U+FFFD for characters that the format cannot hold
        filters: as for `units`

        Raises:
            TmError: the format is not known, a text cannot be written in it, or the file cannot be written, or is the
                memory itself.
        """
        from tm.project.exporting import export

        place = Path(output) if isinstance(output, str | PathLike) else output
        if isinstance(place, Path) and isinstance(self.place, Path):
            files.refuse_inputs(place, [self.place])
        units, languages = self.units(**filters), self.languages
        return export(units, place, to=to, languages=languages, replace_control=replace_control)

    # Opening and closing -----------------------------------------------------------------------

    def close(self) -> None:
        """Let go of it. Closing twice is nothing."""
        self.indexes.forget()
        self.store.close()

    def discard(self) -> None:
        """Close it, and take it away if it was made by opening it and nothing has come in."""
        self.close()
        places.discard(self._made)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _opposite(self) -> bool:
        """Are there units in the opposite direction?"""
        return self.store.state(self.languages[::-1]).count > 0

    def _reverse(self) -> Late | None:
        return self.indexes.late(self.languages[::-1], "target") if self._opposite() else None


def _checked(threshold: float) -> float:
    if not 0 < threshold <= 1:
        raise ValueError(f"a threshold is above 0 and at most 1, not {threshold}")
    return threshold
