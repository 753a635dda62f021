"""The façade: configuration, paths, opened files, encoder and cache. It wires and does not work."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tm import cache, formats, pairing
from tm.checks import fix, select
from tm.config import Config, parse
from tm.core import Bead, Bitext, Diagnostic, Document, Glossary
from tm.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from tm.alignment.encoder import Encoder
    from tm.checks.registry import Rule
    from tm.terms.match import Matcher

log = logging.getLogger(__name__)
CONFIG_FILES = ("tm.toml", "pyproject.toml")


@dataclass(frozen=True)
class Checked:
    """Findings on one pair. segments: translatable target segments looked at; cached: nothing was computed."""

    diagnostics: tuple[Diagnostic, ...]
    segments: int
    signature: str
    cached: bool = False


@dataclass(frozen=True)
class Fixed:
    """A target with fixes applied: its text before and after, the bytes to write, how many fixes."""

    path: Path
    before: str
    after: str
    data: bytes
    count: int


@dataclass
class Project:
    """A folder with its settings. Paths in results are as the user would write them from here."""

    root: Path
    config: Config = field(default_factory=Config)
    use_cache: bool = True
    configured: bool = False

    @classmethod
    def containing(cls, path: Path, *, use_cache: bool = True) -> Project:
        """The project that a path belongs to: the nearest folder above it with a configuration.

        Without one, the current folder with default settings.

        Raises:
            ConfigError: the configuration cannot be read.
        """
        start = path.resolve()
        for folder in [start, *start.parents]:
            for name in CONFIG_FILES:
                file = folder / name
                if file.is_file() and (config := _config(file)) is not None:
                    return cls(folder, config, use_cache, configured=True)
        return cls(Path.cwd(), Config(), use_cache)

    def with_config(self, **changes: Any) -> Project:
        """The same project with other settings; None leaves a setting as it is."""
        kept = {key: value for key, value in changes.items() if value is not None}
        return replace(self, config=replace(self.config, **kept))

    # Files -------------------------------------------------------------------------------------

    def pairs(self) -> list[pairing.FilePair]:
        """The configured pairs whose two files exist, in path order."""
        return pairing.find(self.root, self.config.pairs)

    def document(self, path: Path, language: str, *, lines: bool = False) -> Document:
        """Read one document."""
        data = read_bytes(path)
        return formats.read_document(data, name=display(path), language=language, lines=lines)

    @cached_property
    def glossary_files(self) -> tuple[Path, ...]:
        """The configured glossaries; without any, glossary.csv of the project where it exists."""
        if self.config.glossary:
            return tuple(self.root / name for name in self.config.glossary)
        usual = self.root / "glossary.csv"
        return (usual,) if self.configured and usual.is_file() else ()

    @cached_property
    def glossary(self) -> Glossary:
        """All glossaries read one after another; rows of a later file override those of an earlier one."""
        from tm.formats import glossary_csv

        read = [
            glossary_csv.read(formats.decode(read_bytes(path), name=display(path)).text, name=display(path))
            for path in self.glossary_files
        ]
        terms: list[Any] = []
        for glossary in read:
            overridden = {term.source for term in glossary}
            terms = [term for term in terms if term.source not in overridden] + list(glossary)
        return Glossary(tuple(terms))

    @cached_property
    def matcher(self) -> Matcher | None:
        """Finds the glossary's terms; None without a glossary."""
        if not len(self.glossary):
            return None
        from tm.terms.match import Matcher

        return Matcher(self.glossary, self.config.source_language, self.config.target_language)

    @cached_property
    def encoder(self) -> Encoder | None:
        """The configured encoder, its vectors kept in the cache; None for `encoder = "none"`."""
        if self.config.encoder == "none":
            return None
        from tm.alignment import encoder

        loaded = encoder.load(self.config.encoder)
        return encoder.CachedEncoder(loaded, self.cache_folder / "vectors") if self.use_cache else loaded

    @cached_property
    def cache_folder(self) -> Path:
        """`.tm/cache` of a configured project, else the user's cache folder."""
        return cache.folder(self.root if self.configured else None)

    @cached_property
    def rules(self) -> list[Rule]:
        """The rules that the settings select.

        Raises:
            UsageError: a code or prefix names no rule.
        """
        return select.rules(self.config.select, self.config.ignore)

    # Work --------------------------------------------------------------------------------------

    def align(self, source: Document, target: Document, *, sentences: bool = False) -> Bitext:
        """Align two documents by paragraph, and inside the paragraphs by sentence where asked.

        Raises:
            UsageError: the two are of the same language, or swapped.
        """
        from tm import alignment

        pairing.refuse_wrong_languages(source, target)
        beads = tuple(alignment.align(source.segments, target.segments, encoder=self.encoder))
        signature = alignment.signature(self.encoder)
        bitext = Bitext(source, target, beads, signature)
        if not sentences:
            return bitext
        from tm.segment import sentences_of

        inner_source, inner_target = sentences_of(source), sentences_of(target)
        inner: Sequence[Bead] = alignment.align_sentences(inner_source, inner_target, beads, encoder=self.encoder)
        return replace(bitext, sentences=Bitext(inner_source, inner_target, tuple(inner), signature))

    def bitext(self, pair: pairing.FilePair, *, lines: bool = False, sentences: bool = True) -> Bitext:
        """Read a pair, or a bilingual file, as an aligned bitext."""
        if pair.target is None:
            data = read_bytes(pair.source)
            return formats.read_bitext(
                data,
                name=display(pair.source),
                source_language=self.config.source_language,
                target_language=self.config.target_language,
            )
        source = self.document(pair.source, self.config.source_language, lines=lines)
        target = self.document(pair.target, self.config.target_language, lines=lines)
        return self.align(source, target, sentences=sentences)

    def check_bitext(self, bitext: Bitext) -> list[Diagnostic]:
        """Run the selected rules over a bitext."""
        from tm.checks import engine

        settings = engine.Settings(select.severities(self.config.severity), self.config.rules)
        return engine.run(bitext, self.rules, glossary=self.glossary, matcher=self.matcher, settings=settings)

    def check(self, pair: pairing.FilePair, *, lines: bool = False) -> Checked:
        """Check one pair; unchanged input gives the findings of the last run."""
        files = [pair.source] if pair.target is None else [pair.source, pair.target]
        key = cache.key(
            *(read_bytes(file) for file in [*files, *self.glossary_files]), *map(display, files), self.config, lines
        )
        store = cache.Findings(self.cache_folder / "findings") if self.use_cache else None
        if store and (found := store.get(key, self._texts(pair))) is not None:
            return Checked(found.diagnostics, found.segments, found.signature, cached=True)
        _ = self.rules, self.matcher  # a mistake in settings or glossary is told before the long work
        bitext = self.bitext(pair, lines=lines)
        diagnostics = tuple(self.check_bitext(bitext))
        segments = sum(segment.translatable for segment in bitext.target.segments)
        checked = Checked(diagnostics, segments, bitext.signature)
        if store:
            store.put(key, cache.Entry(diagnostics, segments, bitext.signature), bitext)
        return checked

    def fixed(self, pair: pairing.FilePair, checked: Checked, *, unsafe: bool = False) -> Fixed | None:
        """The target of a checked pair with its fixes applied, nothing written; None when there is nothing to fix."""
        path = pair.target or pair.source
        fixes = fix.edits(checked.diagnostics, unsafe=unsafe, plain=formats.carries(path.name) == "document")
        if not fixes:
            return None
        data = read_bytes(path)
        before = formats.decode(data, name=display(path)).text
        after = fix.apply(before, fixes)
        return Fixed(path, before, after, formats.encode(after, like=data, name=display(path)), len(fixes))

    def fix(self, pair: pairing.FilePair, *, unsafe: bool = False, lines: bool = False) -> tuple[Checked, int]:
        """Check a pair and fix its target in place until no fix is left; what remains, and how many were applied."""
        checked, applied = self.check(pair, lines=lines), 0
        for _ in range(3):  # a fix may show another defect; more rounds than this would be fixes that fight
            done = self.fixed(pair, checked, unsafe=unsafe)
            if done is None:
                break
            write(done.path, done.data)
            applied += done.count
            checked = self.check(pair, lines=lines)
        return checked, applied

    def _texts(self, pair: pairing.FilePair) -> Callable[[], tuple[Document, Document]]:
        """Both documents without segments: what showing stored findings needs."""

        def read() -> tuple[Document, Document]:
            files = (pair.source, pair.source if pair.target is None else pair.target)
            languages = (self.config.source_language, self.config.target_language)
            source, target = (
                Document(display(file), language, formats.decode(read_bytes(file), name=display(file)).text)
                for file, language in zip(files, languages, strict=True)
            )
            return source, target

        return read

    def resolve(self, paths: Sequence[Path]) -> list[pairing.FilePair]:
        """What `tm check PATH...` means; see `pairing.resolve`."""
        return pairing.resolve(paths, self.pairs() if self.configured else [], configured=bool(self.config.pairs))


def _config(file: Path) -> Config | None:
    try:
        text = read_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("not UTF-8 text", where=str(file), hint="save the file as UTF-8") from error
    return parse(text, name=display(file))


def display(path: Path) -> str:
    """A path as reports show it: relative to the current folder where it lies below, else as given."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UsageError: it does not exist, is a folder, or cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UsageError("no such file", where=display(path), hint="check the path") from None
    except IsADirectoryError:
        raise UsageError("this is a folder, not a file", where=display(path), hint="name a file in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(
            f"cannot read the file: {reason}", where=display(path), hint="check its permissions"
        ) from error


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        cache.write_atomically(path, data)
    except OSError as error:
        raise UsageError(
            f"cannot write: {error.strerror}", where=display(path), hint="check the folder and its permissions"
        ) from error


def timed() -> Callable[[], float]:
    """Seconds since this call, each time the result is called."""
    begin = time.perf_counter()
    return lambda: time.perf_counter() - begin


def score_alignment(gold: Path, test: Path) -> dict[str, dict[str, float]]:
    """Strict, lax, link and one-sided scores of a beads file against gold; see `tm.alignment.score`."""
    from tm.alignment import beads, score

    read = [beads.read(read_bytes(path).decode("utf-8-sig", "replace"), name=display(path)) for path in (gold, test)]
    return score.score(*read)
