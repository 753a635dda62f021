"""What the rules are that found something: at the end of the page, so that it needs no other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from tm.core import Diagnostic
from tm.lang.catalogue import translated
from tm.messages import say
from tm.report.html.words import words
from tm.report.marked import Html, tag, text, together
from tm.report.statistics import path
from tm.report.style import Example, Manual, Style

#: Examples of what a rule reports, and of what it does not, that are shown.
REPORTED, FINE = 2, 2
#: How a file asks to be silent about one place, by its suffix; others have no simple comment.
COMMENTS = {
    **dict.fromkeys((".md", ".markdown", ".html", ".htm", ".xhtml"), "<!-- {} -->"),
    **dict.fromkeys((".po", ".pot", ".yaml", ".yml"), "# {}"),
    ".mdx": "{{/* {} */}}",
    ".rst": ".. {}",
    ".vtt": "NOTE {}",
    **dict.fromkeys((".xlf", ".xliff", ".xlf2", ".xliff2", ".sdlxliff"), "<note>{}</note>"),
}
_CODE = re.compile(r"(`+)(.+?)\1", re.DOTALL)


def manuals(diagnostics: Sequence[Diagnostic], style: Style) -> Html:
    """The manuals of the rules that found something, folded: `#r-T002`."""
    said = words(style.language)
    first: dict[str, Diagnostic] = {}
    for one in diagnostics:
        first.setdefault(one.code, one)
    made = [_manual(first[code], manual, style) for code in sorted(first) if (manual := style.manual(code)) is not None]
    return tag("section", tag("h2", said["rules"], id="rules-title"), *made, id="rules", aria_labelledby="rules-title")


def _manual(one: Diagnostic, manual: Manual, style: Style) -> Html:
    name = style.name(one.code, one.name)
    title = manual.title.removeprefix(f"{name}:").strip()
    head = tag(
        "summary", tag("b", one.code, class_="code"), " ", tag("b", name), " ", tag("span", title, class_="what")
    )
    said = [
        tag("p", tag("b", label, class_="part") if label else "", " " if label else "", _prose(part))
        for label, part in manual.parts
    ] or [tag("p", manual.text, class_="plain")]
    chosen = [
        *[example for example in manual.examples if example.reported][:REPORTED],
        *[example for example in manual.examples if not example.reported][:FINE],
    ]
    shown = tag("div", *(_example(example, style) for example in chosen), class_="examples") if chosen else ""
    # named inside: browsers open what is folded around the place that a link leads to
    return tag("details", head, tag("div", *said, shown, _silence(one, style), class_="manual", id=f"r-{one.code}"))


def _prose(content: str) -> Html:
    """A sentence of a manual, what stands between backticks as code."""
    parts: list[Html] = []
    at = 0
    for found in _CODE.finditer(content):
        parts += [text(content[at : found.start()]), tag("code", found[2].strip(), class_="k")]
        at = found.end()
    return together([*parts, text(content[at:])])


def _example(example: Example, style: Style) -> Html:
    said = words(style.language)
    rows = [("glossary", re.sub(r"\s*\n\s*", " / ", example.glossary.strip()), "")] if example.glossary else []
    if example.before:
        rows.append(("before", example.before, "en"))
    rows += [("source", example.source, "en"), ("target", example.target, "ko")]
    if example.fixed is not None:
        rows.append(("fixed", example.fixed, "ko"))
    return tag(
        "table",
        tag("caption", said["reported" if example.reported else "fine"]),
        *(
            tag("tr", tag("th", said[name], scope="row"), tag("td", content, lang=language or None, class_=name))
            for name, content, language in rows
        ),
        class_="bad" if example.reported else "good",
    )


def _silence(one: Diagnostic, style: Style) -> Html:
    """How to be asked no more about one place, and about none."""
    form = COMMENTS.get(PurePath(path(one)).suffix.lower())
    rows = []
    if form is not None:
        comment = form.format(f"tm: ignore {one.code} " + translated(say("reason"), style.language))
        rows.append((say("To keep one place as it is, write above it:"), comment))
    rows.append(
        (say("To switch the rule off in the whole project, write in its configuration:"), f'ignore = ["{one.code}"]')
    )
    said = [tag("p", translated(told, style.language), " ", tag("code", form, class_="k")) for told, form in rows]
    return tag("div", *said, class_="silence")
