"""A page to read in a browser or send by mail: one file, no scripts, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tm.core import Diagnostic, Place
from tm.report.escape import encodable, in_html
from tm.report.lines import lines
from tm.report.statistics import path
from tm.report.style import TARGET_ONLY, Style
from tm.report.summary import Summary
from tm.report.words import clean, counts, severity, words

#: Code points of a line that are shown on either side of what was found.
AROUND = 80
#: And of what was found itself.
FOUND = 400
_CSS = """
:root { color-scheme: light dark; --line: #8884; --quiet: #6b7280;
  --error: #b91c1c; --warning: #a16207; --info: #0369a1; }
@media (prefers-color-scheme: dark) {
  :root { --quiet: #9ca3af; --error: #f87171; --warning: #fbbf24; --info: #7dd3fc; } }
body { font: 16px/1.6 system-ui, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", sans-serif;
  max-width: 56rem; margin: 2rem auto; padding: 0 1rem; word-break: keep-all; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; margin-bottom: 0; } h2 { font-size: 1.05rem; margin-top: 2.5rem; }
.counts, .where, .side, footer { color: var(--quiet); }
article { border-top: 1px solid var(--line); padding: .8rem 0; }
article p { margin: .2rem 0; }
.error { color: var(--error); } .warning { color: var(--warning); } .info { color: var(--info); }
.severity { font-weight: 600; } .message { font-weight: 600; } a { color: inherit; }
dl { display: grid; grid-template-columns: fit-content(9rem) 1fr; gap: .1rem .8rem; margin: .4rem 0; }
dd { margin: 0; } dt { color: var(--quiet); }
mark { background: #fde68a; color: #111; padding: 0 .1em; white-space: pre-wrap; }
mark:empty { border-left: 3px solid #f59e0b; padding: 0; }
footer { border-top: 1px solid var(--line); margin-top: 2.5rem; font-size: .85rem; }
"""


def render(diagnostics: Sequence[Diagnostic], summary: Summary, signature: str, style: Style) -> str:
    """The page: counts, then the findings of each document in the order of the file."""
    said = words(style.language)
    groups: dict[str, list[Diagnostic]] = {}
    for found in diagnostics:
        groups.setdefault(path(found), []).append(found)
    rows = [
        "<!DOCTYPE html>",
        f'<html lang="{in_html(style.language)}">',
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{said['title']}</title>",
        f"<style>{_CSS}</style>",
        f"<h1>{said['title']}</h1>",
        f'<p class="counts">{(counts if diagnostics else clean)(summary, style.language)}</p>',
    ]
    rows += [
        f'<p class="error"><bdi>{in_html(name)}</bdi>: {said["failed"]}: {in_html(why)}</p>'
        for name, why in summary.failures
    ]
    for name, group in groups.items():
        rows += [f"<section><h2><bdi>{in_html(name)}</bdi> ({len(group):,})</h2>"]
        for found in group:
            rows += _article(found, style)
        rows.append("</section>")
    if signature:
        rows.append(f"<footer>{in_html(signature)}</footer>")
    return encodable("\n".join([*rows, "</html>"])) + "\n"


def _article(found: Diagnostic, style: Style) -> Iterator[str]:
    said = words(style.language)
    url, label = style.url(found.code), in_html(f"{found.code} {found.name}")
    rule = f'<a href="{in_html(url)}">{label}</a>' if url else label
    kind = severity(found.severity, style.language)
    yield "<article>"
    yield f'<p class="{found.severity}"><span class="severity">{kind}</span> {rule}</p>'
    yield f'<p class="message"><bdi>{in_html(found.message)}</bdi></p>'
    yield "<dl>"
    for name, place in ((said["source"], found.source), (said["target"], found.target)):
        if place and not (place is found.source and found.target and found.code[:1] in TARGET_ONLY):
            yield _side(name, place)
    for note in found.related[:3]:
        yield _side(in_html(note.message), note.place)
    if found.help:
        yield f"<dt>{said['help']}</dt><dd><bdi>{in_html(found.help)}</bdi></dd>"
    yield "</dl></article>"


def _side(name: str, place: Place) -> str:
    """The line where a place is, what was found in it marked."""
    text, span = place.document.text, place.span
    found = lines(text)
    first, last = found.at(span.start), found.at(span.end)
    left = max(found.starts[first.line - 1], span.start - AROUND)
    right = min(found.ends[last.line - 1], span.end + AROUND)
    cut = min(span.end, span.start + FOUND)
    before = ("…" if left > found.starts[first.line - 1] else "") + text[left : span.start]
    after = text[span.end : right] + ("…" if right < found.ends[last.line - 1] else "")
    marked = text[span.start : cut] + ("…" if cut < span.end else "")
    where = f"{place.document.path}:{first.line}:{first.column}"
    return (
        f'<dt>{name}</dt><dd lang="{in_html(place.document.language)}"><bdi>{in_html(before)}'
        f"<mark>{in_html(marked)}</mark>{in_html(after)}</bdi>"
        f' <span class="where"><bdi>{in_html(where)}</bdi></span></dd>'
    )
