"""A finding as it stands in the margin: rule, message, what to do, where."""

from __future__ import annotations

from tm.core import Diagnostic, Document, Edit, Place
from tm.report.escape import clipped
from tm.report.html.sheets import RELATED, Found
from tm.report.html.words import words
from tm.report.lines import lines
from tm.report.marked import Html, tag, together
from tm.report.style import TARGET_ONLY, Style
from tm.report.words import severity

#: Related places, and edits of a fix, that are seen at once.
SEEN, EDITS = 3, 3
#: Code points around an edit, and of a text that is put in or taken out.
AROUND, EDITED = 16, 200


def card(found: Found, style: Style) -> Html:
    """The finding as an article that can be led to: `#f12`."""
    one, number = found.diagnostic, found.number
    known = style.manual(one.code) is not None
    rule = tag("a", one.code, href=f"#r-{one.code}") if known else tag("b", one.code)
    return tag(
        "article",
        tag(
            "h3",
            tag("span", severity(one.severity, style.language), class_="sev"),
            Html(" "),
            rule,
            f" {style.name(one.code, one.name)}",
            id=f"h{number}",
        ),
        tag("p", one.message, class_="msg", id=f"m{number}"),
        tag("p", one.help, class_="help") if one.help else "",
        _fix(one, style),
        _related(found),
        _where(found, style),
        class_=f"f {one.severity}",
        id=f"f{number}",
        tabindex=-1,
        data_r=one.code,
        data_t=one.term or None,
        aria_labelledby=f"h{number} m{number}",
    )


def _where(found: Found, style: Style) -> Html:
    """Links to both places."""
    said = words(style.language)
    one = found.diagnostic
    source_counts = not (one.target and one.code[:1] in TARGET_ONLY)
    parts = []
    for side, place in enumerate((one.source if source_counts else None, one.target)):
        if place is not None:
            at = f"{said[('source', 'target')[side]]} {position(place)}"
            goal = f"#{'st'[side]}{found.number}"
            parts.append(tag("a", at, href=goal) if side in found.marked else tag("span", at))
    return tag("p", together(parts, " · "), class_="where") if parts else Html("")


def position(place: Place) -> str:
    """`41:9`: line and column, from 1."""
    at = lines(place.document.text).at(place.span.start)
    return f"{at.line}:{at.column}"


def _related(found: Found) -> Html:
    """What else is worth seeing: links to where the page marks it."""
    one = found.diagnostic
    own = one.target.document.path if one.target else ""
    notes = []
    for number, note in enumerate(one.related[:RELATED], 1):
        path = note.place.document.path
        at = position(note.place) if path == own else f"{path}:{position(note.place)}"
        goal = f"#r{found.number}-{number}" if number in found.noted else ""
        place = tag("a", at, href=goal, class_="at") if goal else tag("span", at, class_="at")
        notes.append(tag("li", tag("span", note.message), Html(" "), place))
    if not notes:
        return Html("")
    first, others = notes[:SEEN], notes[SEEN:]
    left_out = len(one.related) - len(notes)
    if others:
        told = tag("summary", f"+{len(one.related) - SEEN}")
        more = tag("li", f"+{left_out}") if left_out else ""
        first.append(tag("li", tag("details", told, tag("ul", *others, more, class_="rel"))))
    return tag("ul", *first, class_="rel")


def _fix(one: Diagnostic, style: Style) -> Html:
    """What the fix would change, and whether it is safe."""
    if one.fix is None or not (changes := difference(one)):
        return Html("")
    label = tag("span", words(style.language)["safe" if one.fix.safe else "unsafe"], class_="kind")
    return tag("p", label, Html(" "), changes, class_="fix")


def difference(one: Diagnostic) -> Html:
    """What the fix of a finding would change, what goes in `<del>` and what comes in `<ins>`; empty without one."""
    if one.fix is None or one.target is None:
        return Html("")
    document = one.target.document
    shown = together((_edit(edit, document) for edit in one.fix.edits[:EDITS]), " / ")
    more = f" +{len(one.fix.edits) - EDITS}" if len(one.fix.edits) > EDITS else ""
    return tag("span", shown, more, lang=document.language, class_="diff")


def _edit(edit: Edit, document: Document) -> Html:
    content, span = document.text, edit.span
    before = content[content.rfind("\n", 0, span.start) + 1 : span.start]
    after = content[span.end : span.end + 2 * AROUND].partition("\n")[0]
    if len(before) > AROUND:  # from the beginning of a word, where one is near
        words = before[-AROUND:]
        before = "…" + words[words.find(" ") + 1 :]
    if len(after) > AROUND:
        after = (after[:AROUND].rpartition(" ")[0] or after[:AROUND]) + "…"
    old = content[span.start : span.end]
    return together(
        [
            before,
            tag("del", _visible(clipped(old, EDITED))) if old else "",
            tag("ins", _visible(clipped(edit.text, EDITED))) if edit.text else "",
            after,
        ]
    )


def _visible(content: str) -> str:
    """White space alone, which a difference would not show."""
    return content if content.strip() else content.replace(" ", "␣").replace("\n", "⏎")
