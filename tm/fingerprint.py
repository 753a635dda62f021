"""What makes a finding the same one after the file was edited elsewhere: a name that knows no line numbers.

Code scanning services, code quality reports and accepted findings match by it. It depends on the rule, the term,
the file, the text that was found and the words around it, all compared in composed form and with white space folded.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tm.core import Diagnostic, Place

#: Code points of context on either side that take part, within the paragraph.
CONTEXT = 40
#: Code points of the file that are read for them: decomposed Hangul and indentation take more room.
_WINDOW = 8 * CONTEXT
#: Where a context ends: a blank line, the start of another item, row or message, a cell's border.
_BORDER = re.compile(r"\n[ \t>]*(?=\n|[-*+] |[#|<]|\d+[.)] |msg)|\t")
#: Where a string of a catalogue goes on in the next line.
_JOINT = re.compile(r'"[ \t]*\n[ \t]*"')
#: Families about the translation alone: what its source says does not make them another finding.
_TARGET_ONLY = frozenset("KPS")


@dataclass(frozen=True, slots=True)
class Shape:
    """What is compared of a finding. source: text of the other side, as far as it matters; None where it does not."""

    code: str
    term: str
    path: str
    before: str = ""
    text: str = ""
    after: str = ""
    source: str | None = None


def shape(found: Diagnostic, *, path: str | None = None) -> Shape:
    """What is compared of a finding.

    path: the file as it is to be compared, where that is not the path of its document
    """
    place = found.target or found.source
    shown = found.source if found.source and found.source.span and not (found.target and found.target.span) else place
    file = normal_path(path if path is not None else place.document.path if place else "")
    if shown is None:
        return Shape(found.code, found.term, file)
    source: str | None = None
    if found.source and found.source is not shown and found.code[:1] not in _TARGET_ONLY:
        # one word or number of several; a whole paragraph may be edited without making it another finding
        source = folded(found.source.text).strip() if len(found.source.span) <= CONTEXT else ""
    return Shape(found.code, found.term, file, _before(shown), folded(shown.text).strip(), _after(shown), source)


def key(found: Diagnostic, *, path: str | None = None) -> str:
    """32 hexadecimal digits, the same for the same finding; findings that cannot be told apart share them.

    path: as for `shape`
    """
    seen = shape(found, path=path)
    parts = [seen.code, seen.term, seen.path]
    if found.target or found.source:
        parts += [seen.before, seen.text, seen.after]
    return _digest(parts if seen.source is None else [*parts, seen.source])


def fingerprints(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """A name for each finding, no two alike: the second and later of those that share a key are numbered."""
    seen: Counter[str] = Counter()
    names = []
    for found in diagnostics:
        name = key(found)
        seen[name] += 1
        names.append(name if seen[name] == 1 else _digest([name, str(seen[name])]))
    return names


def folded(text: str) -> str:
    """Text as it is compared: composed, each run of white space one space, strings of a catalogue in one."""
    return re.sub(r"\s+", " ", _JOINT.sub("", unicodedata.normalize("NFC", _ends(text))))


def _before(place: Place) -> str:
    text, start = place.document.text, place.span.start
    window = _ends(text[max(start - _WINDOW, 0) : start])
    borders = [found.end() for found in _BORDER.finditer(window)]
    return folded(window[borders[-1] if borders else 0 :]).lstrip()[-CONTEXT:]


def _after(place: Place) -> str:
    text, end = place.document.text, place.span.end
    window = _ends(text[end : end + _WINDOW])
    border = _BORDER.search(window)
    return folded(window[: border.start()] if border else window).rstrip()[:CONTEXT]


def _ends(text: str) -> str:
    """Every line end a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def normal_path(path: str) -> str:
    """A path as it is compared: composed, with `/`."""
    return unicodedata.normalize("NFC", path.replace("\\", "/")).removeprefix("./")


def _digest(parts: Sequence[str]) -> str:
    data = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=16).hexdigest()
