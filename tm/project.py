"""The façade: configuration, paths, opened files, encoder and cache. It wires and does not work."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tm import cache, files, formats, pairing
from tm.checks import fix, select
from tm.config import Config, parse
from tm.core import Bead, Bitext, Diagnostic, Document, Glossary
from tm.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from tm.alignment.encoder import Encoder
    from tm.checks.engine import Settings
    from tm.checks.registry import Rule
    from tm.terms.match import Matcher

log = logging.getLogger(__name__)
CONFIG_FILES = ("tm.toml", "pyproject.toml")


@dataclass(frozen=True)
class Inputs:
    """The files of a pair as they were read; one bilingual file stands on both sides."""

    pair: pairing.FilePair
    source: bytes
    target: bytes

    @property
    def names(self) -> tuple[str, str]:
        """What messages call the two files."""
        return files.display(self.pair.source), files.display(self.pair.target or self.pair.source)


@dataclass(frozen=True)
class Checked:
    """Findings on one pair. segments: translatable target segments looked at."""

    diagnostics: tuple[Diagnostic, ...]
    segments: int
    signature: str
    inputs: Inputs


@dataclass(frozen=True)
class Fixed:
    """A target with fixes applied: its text before and after, how many fixes, and the pair as it would be."""

    path: Path
    before: str
    after: str
    count: int
    inputs: Inputs


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
        try:
            start = path.resolve()
        except (OSError, ValueError):
            start = Path.cwd()
        for folder in [start, *start.parents]:
            for name in CONFIG_FILES:
                file = folder / name
                if files.is_file(file) and (config := _config(file)) is not None:
                    return cls(folder, config, use_cache, configured=True)
        return cls(Path.cwd(), Config(), use_cache)

    def with_config(self, **changes: Any) -> Project:
        """The same project with other settings; None leaves a setting as it is."""
        kept = {key: value for key, value in changes.items() if value is not None}
        return replace(self, config=replace(self.config, **kept))

    # Files -------------------------------------------------------------------------------------

    def pairs(self) -> list[pairing.FilePair]:
        """The configured pairs whose two files exist, and the configured bilingual files, in path order."""
        return pairing.find(self.root, self.config.pairs, self.config.files)

    def document(self, path: Path, language: str, *, lines: bool = False) -> Document:
        """Read one document."""
        data = files.read(path)
        return formats.read_document(data, name=files.display(path), language=language, lines=lines)

    @cached_property
    def glossary_files(self) -> tuple[Path, ...]:
        """The configured glossaries; without any, glossary.csv of the project where it exists."""
        if self.config.glossary:
            return tuple(self.root / name for name in self.config.glossary)
        usual = self.root / "glossary.csv"
        if not files.is_file(usual):
            return ()
        if not self.configured:
            log.warning("%s is not used: give it with --glossary, or set up a project with `tm init`", usual.name)
            return ()
        return (usual,)

    @cached_property
    def glossary(self) -> Glossary:
        """All glossaries read one after another; rows of a later file override those of an earlier one."""
        from tm.formats import glossary_csv

        read = [
            glossary_csv.read(formats.decode(files.read(path), name=files.display(path)).text, name=files.display(path))
            for path in self.glossary_files
        ]
        terms: list[Any] = []
        for glossary in read:
            overridden = {term.source.casefold() for term in glossary}
            terms = [term for term in terms if term.source.casefold() not in overridden] + list(glossary)
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

    @cached_property
    def settings(self) -> Settings:
        """What the configuration says about single rules.

        Raises:
            ConfigError: a rule has no such option.
            UsageError: a code or prefix names no rule.
        """
        from tm.checks.engine import Settings

        return Settings(select.severities(self.config.severity), select.options(self.config.rules))

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

    def load(self, pair: pairing.FilePair) -> Inputs:
        """Read the files of a pair, once: everything that follows works on these bytes."""
        source = files.read(pair.source)
        return Inputs(pair, source, source if pair.target is None else files.read(pair.target))

    def bitext(self, pair: pairing.FilePair, *, lines: bool = False, sentences: bool = True) -> Bitext:
        """Read a pair, or a bilingual file, as an aligned bitext."""
        notices: list[str] = []
        bitext = self._bitext(self.load(pair), lines=lines, sentences=sentences, notices=notices)
        _tell(notices)
        return bitext

    def _bitext(self, inputs: Inputs, *, lines: bool, sentences: bool, notices: list[str]) -> Bitext:
        languages = (self.config.source_language, self.config.target_language)
        seconds = timed()
        if inputs.pair.target is None:
            return formats.read_bitext(
                inputs.source,
                name=inputs.names[0],
                source_language=languages[0],
                target_language=languages[1],
                notices=notices,
            )
        source, target = (
            formats.read_document(data, name=name, language=language, lines=lines, notices=notices)
            for data, name, language in zip((inputs.source, inputs.target), inputs.names, languages, strict=True)
        )
        bitext = self.align(source, target, sentences=sentences)
        log.info("aligned %s with %s: %d beads, %.1f s", *inputs.names, len(bitext.beads), seconds())
        return bitext

    def check_bitext(self, bitext: Bitext) -> list[Diagnostic]:
        """Run the selected rules over a bitext."""
        from tm.checks import engine

        return engine.run(bitext, self.rules, glossary=self.glossary, matcher=self.matcher, settings=self.settings)

    def check(self, pair: pairing.FilePair, *, lines: bool = False) -> Checked:
        """Check one pair; unchanged input gives the findings of the last run."""
        return self.check_inputs(self.load(pair), lines=lines)

    def check_inputs(self, inputs: Inputs, *, lines: bool = False) -> Checked:
        """Check a pair as it was read."""
        glossaries = [files.read(file) for file in self.glossary_files]
        key = cache.key(inputs.source, inputs.target, *inputs.names, *glossaries, self.config, lines)
        store = cache.Findings(self.cache_folder / "findings") if self.use_cache else None
        if store and (found := store.get(key, lambda: self._texts(inputs))) is not None:
            _tell(found.notices)
            log.info("%s: not changed since the last run", inputs.names[1])
            return Checked(found.diagnostics, found.segments, found.signature, inputs)
        _ = self.rules, self.settings, self.matcher  # a mistake in them is told before the long work
        notices: list[str] = []
        bitext = self._bitext(inputs, lines=lines, sentences=True, notices=notices)
        _tell(notices)
        seconds = timed()
        diagnostics = tuple(self.check_bitext(bitext))
        log.info("checked %s: %d findings, %.1f s", inputs.names[1], len(diagnostics), seconds())
        segments = sum(segment.translatable for segment in bitext.target.segments)
        entry = cache.Entry(diagnostics, segments, self._signature(bitext), tuple(notices))
        if store:
            store.put(key, entry, bitext)
        return Checked(entry.diagnostics, entry.segments, entry.signature, inputs)

    def _signature(self, bitext: Bitext) -> str:
        from importlib.metadata import version

        codes = " ".join(rule.code for rule in self.rules)
        return f"tm {version('tm-toolkit')} | {bitext.signature} | rules {codes}"

    def fixed(self, checked: Checked, *, unsafe: bool = False) -> Fixed | None:
        """The target of a checked pair with its fixes applied, nothing written; None when there is nothing to fix.

        Raises:
            TmError: the fixed text could not be read again, or not be written in the file's encoding.
        """
        inputs = checked.inputs
        path = inputs.pair.target or inputs.pair.source
        fixes = fix.edits(checked.diagnostics, unsafe=unsafe, plain=inputs.pair.target is not None)
        if not fixes:
            return None
        before = formats.text_of(inputs.target, name=inputs.names[1]).text
        after = fix.apply(before, fixes)
        data = formats.encode(after, like=inputs.target, name=inputs.names[1])
        source = inputs.source if inputs.pair.target else data
        return Fixed(path, before, after, len(fixes), Inputs(inputs.pair, source, data))

    def settle(self, checked: Checked, *, unsafe: bool = False, lines: bool = False) -> tuple[Checked, Fixed | None]:
        """Apply fixes until none is left, in memory: what remains, and what is to be written."""
        first: Fixed | None = None
        for _ in range(3):  # a fix may show another defect; more rounds than this would be fixes that fight
            done = self.fixed(checked, unsafe=unsafe)
            if done is None:
                break
            checked = self.check_inputs(done.inputs, lines=lines)
            count = done.count + (first.count if first else 0)
            first = replace(done, before=first.before if first else done.before, count=count)
        return checked, first

    def _texts(self, inputs: Inputs) -> tuple[Document, Document]:
        """Both documents without segments: what showing stored findings needs."""
        languages = (self.config.source_language, self.config.target_language)
        source, target = (
            Document(name, language, formats.text_of(data, name=name).text)
            for data, name, language in zip((inputs.source, inputs.target), inputs.names, languages, strict=True)
        )
        return source, target

    def resolve(self, paths: Sequence[Path]) -> list[pairing.FilePair]:
        """What `tm check PATH...` means; see `pairing.resolve`."""
        if len(paths) == 1 and (lacking := pairing.missing(self.root, self.config.pairs, paths[0])):
            hint = "translate it, or check the patterns of the configured pairs"
            raise UsageError("the other side does not exist", where=files.display(lacking), hint=hint)
        return pairing.resolve(
            paths, self.pairs() if self.configured else [], configured=bool(self.config.pairs or self.config.files)
        )


def _config(file: Path) -> Config | None:
    try:
        text = files.read(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("not UTF-8 text", where=str(file), hint="save the file as UTF-8") from error
    return parse(text, name=files.display(file))


def _tell(notices: Sequence[str]) -> None:
    for notice in notices:
        log.warning(notice)


def timed() -> Callable[[], float]:
    """Seconds since this call, each time the result is called."""
    begin = time.perf_counter()
    return lambda: time.perf_counter() - begin


def score_alignment(gold: Path, test: Path) -> dict[str, dict[str, float]]:
    """Strict, lax, link and one-sided scores of a beads file against gold; see `tm.alignment.score`."""
    from tm.alignment import beads, score

    made, found = (
        beads.read(files.read(path).decode("utf-8-sig", "replace"), name=files.display(path)) for path in (gold, test)
    )
    sources, targets = (sum(len(getattr(bead, side)) for bead in made) for side in ("source", "target"))
    beads.check(found, sources, targets, name=files.display(test))
    return score.score(made, found)
