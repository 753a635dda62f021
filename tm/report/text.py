"""The report for people: a code frame of both sides, one line of help, a summary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tm.core import Diagnostic, Place, Severity
from tm.lang.catalogue import translated
from tm.messages import say
from tm.report import statistics
from tm.report.frame import frame, printable
from tm.report.lines import lines
from tm.report.style import TARGET_ONLY, Style
from tm.report.summary import Summary, by_severity, documents, fixable, none_found, segments
from tm.report.words import severity, words

#: Columns before the text of a frame, for files of up to 9,999 lines.
_GUTTER = 7
_COLORS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.INFO: "36;1"}


def render(diagnostics: Sequence[Diagnostic], summary: Summary, _signature: str, style: Style) -> str:
    """The whole report; ends with a line feed."""
    if style.statistics:
        return _counts(diagnostics, summary, style)
    return whole([frames(diagnostics, style)], summary, style)


def concise(diagnostics: Sequence[Diagnostic], summary: Summary, _signature: str, style: Style) -> str:
    """One line a finding, `path:line:column: severity code message`, then the summary."""
    if style.statistics:
        return _counts(diagnostics, summary, style)
    return whole([rows(diagnostics, style)], summary, style)


def frames(diagnostics: Sequence[Diagnostic], style: Style) -> str:
    """What the report says of some findings, for `whole`."""
    paint = _Paint(style)
    return "\n".join([_finding(found, paint, style.columns) for found in diagnostics])


def rows(diagnostics: Sequence[Diagnostic], style: Style) -> str:
    """What the concise report says of some findings, for `whole`."""
    paint = _Paint(style)
    return "\n".join(
        f"{where(place)}: {paint(found.severity.value, _COLORS[found.severity])} {paint.code(found.code)} "
        f"{printable(found.message)}"
        for found in diagnostics
        if (place := found.target or found.source)
    )


def whole(pieces: Iterable[str], summary: Summary, style: Style) -> str:
    """A report from what it says of its findings."""
    return "\n".join([*filter(None, pieces), closing(summary, style.language)]) + "\n"


def _counts(diagnostics: Sequence[Diagnostic], summary: Summary, style: Style) -> str:
    tables = statistics.render(statistics.count(diagnostics), style)
    return "\n".join([*([tables] if tables else []), closing(summary, style.language)]) + "\n"


def closing(summary: Summary, language: str = "en") -> str:
    """`Found 9 problems (3 errors, 6 warnings) in 1 document ...`"""
    checked = say("{documents}, {segments}", documents=documents(summary), segments=segments(summary))
    if not summary.total:
        found = none_found(summary, checked)
    else:
        found = say(
            "Found {count:,} problem ({severities}) in {checked}.",
            "Found {count:,} problems ({severities}) in {checked}.",
            count=summary.total,
            severities=by_severity(summary),
            checked=checked,
        )
    sentences = (found, fixable(summary), say("{seconds:.1f} s", seconds=summary.seconds))
    return " ".join(translated(sentence, language) for sentence in sentences if sentence)


def where(place: Place) -> str:
    """`path:line:column` of a place."""
    start = lines(place.document.text).at(place.span.start)
    return f"{printable(place.document.path)}:{start.line}:{start.column}"


class _Paint:
    def __init__(self, style: Style) -> None:
        self.on, self.style = style.color, style

    def __call__(self, text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if self.on else text

    def code(self, code: str) -> str:
        """The code of a rule, on a terminal that knows links one to its page."""
        url = self.style.url(code) if self.style.links else ""
        return f"\x1b]8;;{url}\x1b\\{code}\x1b]8;;\x1b\\" if url else code


def _finding(found: Diagnostic, paint: _Paint, columns: int) -> str:
    language = paint.style.language
    head = paint(f"{severity(found.severity, language)}[{paint.code(found.code)}]", _COLORS[found.severity])
    rows = [f"{head} {paint(printable(found.message), '1')}"]
    sides = [
        (place, arrow, mark)
        for place, arrow, mark in ((found.target, "-->", "^"), (found.source, ":::", "-"))
        if place is not None and not (mark == "-" and found.code[0] in TARGET_ONLY)
    ]
    room = columns - _GUTTER
    frames = [(place, arrow, mark, frame(place, mark, columns=room)) for place, arrow, mark in sides]
    related = [(note.message, note.place, frame(note.place, "-", columns=room)) for note in found.related[:3]]
    numbers = [number for *_, (number, _, _) in frames] + [number for _, _, (number, _, _) in related]
    gutter = max((len(str(number)) for number in numbers), default=1)
    for place, arrow, mark, framed in frames:
        style = _COLORS[found.severity] if mark == "^" else "34;1"
        rows.extend(_frame(place, arrow, framed, gutter, style, paint))
    if related:
        note = translated(say("note"), language)
        for message, place, framed in related:
            rows.append(f"{' ' * gutter} {paint('=', '34;1')} {note}: {printable(message)}")
            rows.extend(_frame(place, ":::", framed, gutter, "34;1", paint))
    if found.help:
        rows.append(f"{' ' * gutter} {paint('=', '34;1')} {words(language)['help']}: {printable(found.help)}")
    return "\n".join(rows) + "\n"


def _frame(
    place: Place, arrow: str, framed: tuple[int, str, str], gutter: int, style: str, paint: _Paint
) -> Iterable[str]:
    number, text, marks = framed
    bar = paint("|", "34;1")
    yield f"{' ' * gutter}{paint(arrow, '34;1')} {where(place)}"
    yield f"{paint(f'{number:>{gutter}}', '34;1')} {bar} {text}"
    if marks:
        indent = len(marks) - len(marks.lstrip())
        yield f"{' ' * gutter} {bar} {marks[:indent]}{paint(marks[indent:], style)}"
