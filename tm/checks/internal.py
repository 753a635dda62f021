"""Rules that raise: each is told once a document, with its code, and does not keep the others from their findings."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

from tm.checks.registry import Pair, Rule
from tm.core import Bitext, Kind
from tm.errors import TmError
from tm.messages import say

log = logging.getLogger(__name__)

#: Modules of rules that come with the program begin so.
OWN = "tm.checks.rules."


class InternalError(TmError):
    """A rule raised: a mistake of the rule, not of the document."""


class Failures:
    """What raised during one run over a bitext.

    told: receives an InternalError a rule, by `finish`; without it, what is raised is raised
    """

    def __init__(self, bitext: Bitext, told: list[TmError] | None) -> None:
        self.path, self.told = bitext.target.path, told
        self._found: dict[str, tuple[Rule, str, Exception]] = {}
        self._counts: dict[str, int] = {}

    def add(self, rule: Rule, pair: Pair | None, error: Exception) -> None:
        """Note that a rule raised on a pair, or on the whole.

        Raises:
            Exception: the error itself, where nobody listens, and where it is one that the user can repair.
        """
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
            reason, count = _reason(error), self._counts[code]
            if not segment:
                what = say("internal error in {code}: {error}", code=code, error=reason)
            elif count == 1:
                what = say(
                    "internal error in {code}, segment {segment}: {error}", code=code, segment=segment, error=reason
                )
            else:
                what = say(
                    "internal error in {code}, segment {segment} and {more} more: {error}",
                    code=code,
                    segment=segment,
                    more=count - 1,
                    error=reason,
                )
            if rule.module.startswith(OWN):
                hint = say(
                    "a bug of tm: please report it with both files; --ignore {code} leaves the rule out", code=code
                )
            else:
                hint = say("correct the rule, or leave it out: --ignore {code}", code=code)
            self.told.append(InternalError(what, where=self.path, hint=hint))


def _name(pair: Pair | None) -> str:
    """The paragraph's id, as reports call it."""
    if pair is None:
        return ""
    segment = pair.target if pair.target.id else pair.source
    return segment.id.rpartition(".")[0] if segment.kind is Kind.SENTENCE else segment.id


def _reason(error: Exception) -> str:
    """The error and where it was raised, on one line."""
    said = f"{type(error).__name__}: {error}".rstrip(": ").splitlines()[0]
    frames = traceback.extract_tb(error.__traceback__)
    return f"{said} ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else said
