"""What a rule is made of: the decorator, what a rule sees, what it yields, its examples.

A rule is one file in `tm/checks/rules`, found by listing that folder: its docstring is the
English manual, `KOREAN` the Korean one, `EXAMPLES` are its tests. See docs/en/writing-rules.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from tm.core import Bead, Bitext, Edit, Glossary, Segment, Severity, Span
from tm.errors import ConfigError
from tm.lang.regex import regex
from tm.messages import say

if TYPE_CHECKING:
    from tm.alignment.encoder import Encoder
    from tm.lang.ko import Morpheme
    from tm.terms.match import TermUse


@dataclass(frozen=True, slots=True)
class Good:
    """A pair on which the rule stays silent. glossary: rows `source,target[,status[,pos[,except]]]`, one a line.

    before: the source as it was at a revision, when the target was the same
    """

    source: str
    target: str
    glossary: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Bad:
    """A pair on which the rule speaks. fixed: the target after its fix; at: the text that the finding covers."""

    source: str
    target: str
    fixed: str | None = None
    glossary: str = ""
    at: str | None = None
    before: str = ""


#: Score below which two sides that an alignment put together are rather not each other's translation.
TRUST = 0.4


class Pair:
    """One bead as a rule sees it: both sides joined, with masks and analyses.

    A missing side is a segment with empty text. Spans are offsets into `source.text` or `target.text`.
    """

    __slots__ = (
        "__weakref__",
        "_find_terms",
        "_kept",
        "_morphemes",
        "_terms",
        "bead",
        "doubtful",
        "index",
        "sentences",
        "source",
        "source_language",
        "target",
        "target_language",
        "translatable",
        "two_sided",
    )

    def __init__(
        self,
        source: Segment,
        target: Segment,
        bead: Bead,
        *,
        index: int = 0,
        languages: tuple[str, str] = ("en", "ko"),
        find_terms: Callable[[Segment, Segment], Sequence[TermUse]] | None = None,
        sentences: Sequence[Pair] = (),
        doubtful: bool = False,
        keep: bool = True,
    ) -> None:
        self.source, self.target, self.bead, self.index = source, target, bead, index
        self.two_sided = bool(source.text and target.text)  #: both sides hold text
        #: The sides that exist hold text for readers, not code or markup.
        self.translatable = (
            bool(source.text or target.text)
            and (source.translatable or not source.text)
            and (target.translatable or not target.text)
        )
        self.source_language, self.target_language = languages
        self.sentences = tuple(sentences)  #: the bead aligned by sentence; empty where that was not done
        self.doubtful = doubtful  #: other evidence than the score says that the sides are no translation
        self._find_terms = find_terms
        self._kept = keep  # morphemes of a long document would fill the memory
        self._terms: tuple[TermUse, ...] | None = None
        self._morphemes: tuple[Morpheme, ...] | None = None

    @property
    def trusted(self) -> bool:
        """False when the two sides may not be translations of each other: their contents say nothing then."""
        return not self.two_sided or (self.bead.score >= TRUST and not self.doubtful)

    def sentence_of(self, span: Span) -> tuple[Pair, Span] | None:
        """The two-sided sentence pair that holds a span of the source, and the span in it; None where none does."""
        place, text = self.source.places.file(span), span.of(self.source.text)
        for inner in self.sentences:
            if not inner.two_sided or not inner.source.file.contains(place):
                continue
            at = inner.source.text.find(text)
            while at >= 0:
                found = Span(at, at + len(text))
                if inner.source.places.file(found) == place:
                    return inner, found
                at = inner.source.text.find(text, at + 1)
        return None

    @property
    def terms(self) -> tuple[TermUse, ...]:
        """The glossary terms of the source side and what renders them in the target."""
        if self._terms is None:
            self._terms = (
                tuple(self._find_terms(self.source, self.target)) if self._find_terms and self.two_sided else ()
            )
        return self._terms

    @property
    def morphemes(self) -> tuple[Morpheme, ...]:
        """The target's morphemes, masked text left out (Korean only)."""
        if self._morphemes is not None:
            return self._morphemes
        from tm.lang import ko

        found = tuple(ko.morphemes(self.target.blanked())) if self.target_language.startswith("ko") else ()
        if self._kept:
            self._morphemes = found
        return found


@dataclass(frozen=True)
class Whole:
    """A bitext as a rule with scope="bitext" sees it.

    encoder: gives the project's sentence encoder, or None where it wants none; loaded when first asked for
    """

    bitext: Bitext
    pairs: Sequence[Pair]
    glossary: Glossary
    encoder: Callable[[], Encoder | None] = lambda: None


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule yields.

    span:     in `pair.target.text`; None for the place of the whole target side
    source:   in `pair.source.text`; None for the whole source side
    pair:     the pair that the spans belong to: needed with scope="bitext"; else one of `pair.sentences`,
              where the finding belongs to a sentence
    severity: where the evidence differs from the rule's default
    fix:      edits in `pair.target.text`
    related:  (message, pair, span in the target of that pair)
    habit:    what hits of one sort share, where a document may do it throughout: then its first places speak for all
    """

    span: Span | None
    message: str
    help: str = ""
    source: Span | None = None
    term: str = ""
    severity: Severity | None = None
    fix: Edit | Sequence[Edit] = ()
    safe: bool = False
    pair: Pair | None = None
    related: Sequence[tuple[str, Pair, Span]] = ()
    habit: str = ""


@dataclass(frozen=True)
class Rule:
    """A registered rule. `check` takes a Pair, or a Whole when scope is "bitext"."""

    code: str
    name: str
    severity: Severity
    check: Callable[..., Iterable[Hit]]
    scope: str = "pair"
    language: str = ""
    module: str = ""
    enabled: bool = True
    compares: bool = False
    settings: dict[str, Any] = field(default_factory=dict)
    seen: re.Pattern[str] | None = None


RULES: dict[str, Rule] = {}
SCOPES = ("pair", "bitext", "suppressions", "revision")
_CODE = regex(r"[A-Z]\d{3}")
_NAME = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    scope: str = "pair",
    language: str = "",
    enabled: bool = True,
    compares: bool = False,
    seen: re.Pattern[str] | None = None,
) -> Callable[[Callable[..., Iterator[Hit]]], Callable[..., Iterator[Hit]]]:
    """Register a rule.

    scope:    "pair" (called for each bead) or "bitext" (called once); "suppressions" for what reviews these;
              "revision" for what compares with an earlier version (called with a Whole and `changes.Changes`)
    language: runs only when the target is in this language
    enabled:  False for rules that are off unless selected
    compares: (scope "pair") compares contents of the two sides: not called where the alignment is in doubt
    seen:     (scope "pair") stands in `pair.target.text` wherever the rule finds something with its default options.
              All the texts are searched for it as one, and the rule is not called for the others: it must not ask
              for the beginning or the end of a text (`^`, `$`)

    Raises:
        ConfigError: there is no such scope, the code is none, or something else is of the wrong kind.
        ValueError: the code is taken.
    """
    _refuse(code, name, severity, scope, language)

    def register(check: Callable[..., Iterator[Hit]]) -> Callable[..., Iterator[Hit]]:
        if not callable(check):
            raise ConfigError(say("{code} is no function", code=code), hint=say("write @rule above a function"))
        if code in RULES and RULES[code].module != check.__module__:
            raise ValueError(f"{code} is registered twice: {RULES[code].module} and {check.__module__}")
        RULES[code] = Rule(code, name, severity, check, scope, language, check.__module__, enabled, compares, seen=seen)
        return check

    return register


def _refuse(code: str, name: str, severity: Severity, scope: str, language: str) -> None:
    """A rule with another scope would never be called, one without a name could not be told."""
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        what = say("{code!r} is not a code of a rule", code=code)
        raise ConfigError(what, hint=say("use one capital letter and three digits, such as X001"))
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        what = say("{name!r} is not a name of a rule", name=name)
        raise ConfigError(what, hint=say("use lower-case words with hyphens between, such as term-missing"))
    if not isinstance(severity, Severity):
        what = say("the severity of {code} is no Severity: {value!r}", code=code, value=severity)
        raise ConfigError(what, hint=say("use Severity.ERROR, Severity.WARNING or Severity.INFO of tm.core"))
    if scope not in SCOPES:
        what = say("the scope of {code} cannot be {value!r}", code=code, value=scope)
        raise ConfigError(what, hint=say("use one of {choices}", choices=", ".join(SCOPES)))
    if not isinstance(language, str):
        what = say("the language of {code} is no language tag: {value!r}", code=code, value=language)
        raise ConfigError(what, hint=say('use a tag such as "ko"'))


@cache
def load() -> dict[str, Rule]:
    """Every rule of the project, by code: imports each file of `tm/checks/rules`."""
    for file in sorted((Path(__file__).parent / "rules").glob("[a-z][0-9][0-9][0-9]_*.py")):
        import_module(f"tm.checks.rules.{file.stem}")
    return dict(sorted(RULES.items()))


def module(found: Rule) -> ModuleType:
    """The file of a rule, imported."""
    return import_module(found.module)
