"""Rules that raise: each is told once a document, with its code, and does not keep the others from their findings."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from pathlib import Path
from typing import Any

from tm.checks.registry import Hit, Pair, Rule
from tm.core import Bitext, Edit, Kind, Segment, Severity, Span
from tm.errors import TmError
from tm.messages import say

log = logging.getLogger(__name__)

#: Modules of rules that come with the program begin so.
OWN = "tm.checks.rules."


class InternalError(TmError):
    """A rule raised: a mistake of the rule, not of the document."""


class WrongHitError(Exception):
    """A rule yielded what is no finding, or one that does not fit its pair."""


#: What the code of a rule may raise; the one who stops the program is heard.
RAISED = (Exception, SystemExit)


class Failures:
    """What raised during one run over a bitext.

    told: receives an InternalError a rule, by `finish`; without it, what is raised is raised
    """

    def __init__(self, bitext: Bitext, told: list[TmError] | None) -> None:
        self.path, self.told = bitext.target.path, told
        self._found: dict[str, tuple[Rule, str, Exception | SystemExit]] = {}
        self._counts: dict[str, int] = {}

    def add(self, rule: Rule, pair: Pair | None, error: Exception | SystemExit) -> None:
        """Note that a rule raised on a pair, or on the whole.

        Raises:
            Exception: the error itself, where nobody listens, and where it is one that the user can repair.
            InternalError: nobody listens, and the rule would have ended the program.
        """
        if self.told is None and isinstance(error, SystemExit):
            raise _told(rule, _name(pair), 1, error, self.path) from error
        if self.told is None or isinstance(error, TmError | MemoryError):
            raise error
        log.debug("%s: %s raised", self.path, rule.code, exc_info=error)
        self._found.setdefault(rule.code, (rule, _name(pair), error))
        self._counts[rule.code] = self._counts.get(rule.code, 0) + 1

    @property
    def codes(self) -> frozenset[str]:
        """Codes of the rules that raised."""
        return frozenset(self._found)

    def finish(self) -> None:
        """Tell each rule that raised, with the first segment it raised on."""
        if self.told is None:
            return
        for code, (rule, segment, error) in self._found.items():
            self.told.append(_told(rule, segment, self._counts[code], error, self.path))


def quiet(rules: Iterable[Rule]) -> AbstractContextManager[Any]:
    """While rules run that do not come with the program, what they print goes to standard error, not into a report."""
    return nullcontext() if all(rule.module.startswith(OWN) for rule in rules) else redirect_stdout(sys.stderr)


def examine(pair: Pair, hit: Hit) -> None:
    """Refuse a hit that no report could show.

    pair: the one that its spans belong to

    Raises:
        WrongHitError: a value of the wrong type, or a span outside its segment.
    """
    if not isinstance(hit, Hit):
        raise WrongHitError(say("the rule yields {value}, which is no Hit", value=_shown(hit)))
    if not isinstance(pair, Pair):
        raise WrongHitError(say("{field} is no Pair: {value}", field="pair", value=_shown(pair)))
    for field in ("message", "help", "term", "habit"):
        _text(field, getattr(hit, field))
    if hit.severity is not None and not isinstance(hit.severity, Severity):
        raise WrongHitError(say("{field} is no Severity: {value}", field="severity", value=_shown(hit.severity)))
    if hit.span is not None:
        _inside("span", hit.span, pair.target)
    if hit.source is not None:
        _inside("source", hit.source, pair.source)
    for edit in (hit.fix,) if isinstance(hit.fix, Edit) else hit.fix:
        if not isinstance(edit, Edit):
            raise WrongHitError(say("{field} is no Edit: {value}", field="fix", value=_shown(edit)))
        _inside("fix", edit.span, pair.target)
        _text("fix", edit.text)
    for message, other, span in hit.related:
        _text("related", message)
        if not isinstance(other, Pair):
            raise WrongHitError(say("{field} is no Pair: {value}", field="related", value=_shown(other)))
        _inside("related", span, other.target)


def _text(field: str, value: object) -> None:
    if not isinstance(value, str):
        raise WrongHitError(say("{field} is no text: {value}", field=field, value=_shown(value)))


def _inside(field: str, span: object, segment: Segment) -> None:
    if not isinstance(span, Span) or not (type(span.start) is type(span.end) is int):
        raise WrongHitError(say("{field} is no Span: {value}", field=field, value=_shown(span)))
    if not 0 <= span.start <= span.end <= len(segment.text):
        raise WrongHitError(
            say(
                "{field} {start}:{end} lies outside its text of {length} characters",
                field=field,
                start=span.start,
                end=span.end,
                length=len(segment.text),
            )
        )


def _shown(value: object) -> str:
    """A value and its type, short."""
    return f"{type(value).__name__} {value!r}"[:80]


def _told(rule: Rule, segment: str, count: int, error: Exception | SystemExit, path: str) -> InternalError:
    code, reason = rule.code, _reason(rule, error)
    if not segment:
        what = say("internal error in {code}: {error}", code=code, error=reason)
    elif count == 1:
        what = say("internal error in {code}, segment {segment}: {error}", code=code, segment=segment, error=reason)
    else:
        what = say(
            "internal error in {code}, segment {segment} and {more} more: {error}",
            code=code,
            segment=segment,
            more=count - 1,
            error=reason,
        )
    if rule.module.startswith(OWN):
        hint = say("a bug of tm: please report it with both files; --ignore {code} leaves the rule out", code=code)
    else:
        hint = say("correct the rule, or leave it out: --ignore {code}", code=code)
    return InternalError(what, where=path, hint=hint)


def _name(pair: Pair | None) -> str:
    """The paragraph's id, as reports call it."""
    if pair is None:
        return ""
    segment = pair.target if pair.target.id else pair.source
    return segment.id.rpartition(".")[0] if segment.kind is Kind.SENTENCE else segment.id


def _reason(rule: Rule, error: Exception | SystemExit) -> str:
    """The error and where it was raised, on one line; for a wrong hit the function that yielded it."""
    if isinstance(error, WrongHitError):
        code = getattr(rule.check, "__code__", None)
        place = f" ({Path(code.co_filename).name}:{code.co_firstlineno})" if code else ""
        return f"{error.args[0]}{place}"
    said = f"{type(error).__name__}: {error}".rstrip(": ").splitlines()[0]
    frames = traceback.extract_tb(error.__traceback__)
    return f"{said} ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else said
