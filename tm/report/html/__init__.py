"""A page to review translations in: both texts beside each other, findings in the margin and marked in the text.

One file: nothing is fetched, nothing of a file becomes markup. Without its script everything can be read and followed
by links; the script filters, steps from finding to finding, and knows keys.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tm.core import Diagnostic, Severity
from tm.lang.catalogue import translated
from tm.report.html import manuals, overview, rows, sheets, shell
from tm.report.html.words import words
from tm.report.marked import Html, tag, together
from tm.report.statistics import path
from tm.report.style import Style
from tm.report.summary import Summary, documents, fixable, of_severities, of_severity, segments
from tm.report.words import clean, severity
from tm.report.words import words as said_of

#: Code points of texts on a page; beyond it, paragraphs far from any finding are left out.
TEXTS = 4_000_000


def render(diagnostics: Sequence[Diagnostic], summary: Summary, signature: str, style: Style) -> str:
    """The page of a check."""
    language = style.language
    title = said_of(language)["title"]
    made = sheets.sheets(diagnostics, style.aligned() if diagnostics else (), path)
    size = sum(len(text.segment.text) for sheet in made for row in sheet.rows for text in row.texts)
    look = rows.Look(style, texts=size <= TEXTS)
    head = together(
        [
            tag("h1", title),
            _counts(summary, made, language),
            _failures(summary, language),
        ]
    )
    main = together(
        [
            overview.worst(made, style) if diagnostics else "",
            overview.tables(diagnostics, made, summary, style) if diagnostics else "",
            tag("p", words(language)["nothing"], id="none", hidden=True) if diagnostics else "",
            *(_sheet(sheet, number, look) for number, sheet in enumerate(made, 1)),
            manuals.manuals(diagnostics, style) if diagnostics else "",
        ],
        "\n",
    )
    return shell.page(
        title=title,
        language=language,
        head=head,
        tools=shell.tools(language, _filters(diagnostics, made, style), "check") if diagnostics else "",
        main=main,
        foot=tag("p", signature, translate="no") if signature else "",
        kind="check",
    )


def _counts(summary: Summary, made: Sequence[sheets.Sheet], language: str) -> Html:
    """How much was found of each severity, each a link to the first; in how much; and what can be repaired at once."""
    if not made:
        return tag("p", clean(summary, language), class_="counts" if summary.failures else "fine")
    firsts: dict[Severity, int] = {}
    for sheet in made:
        for found in sheet.found:
            firsts.setdefault(found.diagnostic.severity, found.number)
    number = {Severity.ERROR: summary.errors, Severity.WARNING: summary.warnings, Severity.INFO: summary.infos}
    chips = [
        tag(
            "a",
            translated(of_severity(number[kind], kind), language),
            class_=f"chip {kind}",
            href=f"#f{firsts[kind]}",
            data_only=kind.value,
        )
        for kind in Severity
        if kind in firsts
    ]
    told = [documents(summary), segments(summary), fixable(summary)]
    facts = (tag("span", translated(fact, language)) for fact in told if fact)
    return together([tag("p", *chips, class_="chips"), tag("p", together(facts, " · "), class_="counts")])


def _failures(summary: Summary, language: str) -> Html:
    if not summary.failures:
        return Html("")
    items = [
        tag("li", tag("b", name, translate="no"), ": ", tag("span", why, dir="auto")) for name, why in summary.failures
    ]
    return tag("div", tag("h2", words(language)["failures"]), tag("ul", *items), class_="failures")


def _filters(diagnostics: Sequence[Diagnostic], made: Sequence[sheets.Sheet], style: Style) -> list[Html]:
    language, said = style.language, words(style.language)
    by_severity = Counter(one.severity for one in diagnostics)
    terms = Counter(one.term for one in diagnostics if one.term)
    filters = [
        shell.search(language),
        tag(
            "fieldset",
            tag("legend", said["severity"], class_="label"),
            *(
                tag(
                    "label",
                    tag("input", type="checkbox", name="severity", value=kind.value, checked=True),
                    tag("span", f"{severity(kind, language)} {by_severity[kind]:,}"),
                    class_=kind.value,
                )
                for kind in Severity
                if by_severity[kind]
            ),
        ),
        shell.choice("rule", said["rule"], said["all_rules"], _rules(diagnostics, style)),
    ]
    if terms:
        options = [("", term, f"{term} ({terms[term]:,})") for term in sorted(terms, key=str.casefold)]
        filters.append(shell.choice("term", said["term"], said["all_terms"], options))
    if len(made) > 1:
        paths = Counter(sheet.path for sheet in made for _ in sheet.found)
        options = [("", name, f"{name} ({n:,})") for name, n in paths.items()]
        filters.append(shell.choice("document", said["document"], said["all_documents"], options))
    return filters


def _rules(diagnostics: Sequence[Diagnostic], style: Style) -> list[tuple[str, str, str]]:
    """The rules that found something, by family."""
    names = {one.code: one.name for one in diagnostics}
    made = []
    for code, count in sorted(Counter(one.code for one in diagnostics).items()):
        manual = style.manual(code)
        made.append((manual.family if manual else "", code, f"{code} {style.name(code, names[code])} ({count:,})"))
    return made


def _sheet(sheet: sheets.Sheet, number: int, look: rows.Look) -> Html:
    """A pair of documents."""
    return tag(
        "section",
        heading(sheet, number, look.style.language),
        "\n",
        rows.body(sheet, number, look),
        class_="sheet",
        id=f"d{number}",
        data_path=sheet.path,
        aria_labelledby=f"dh{number}",
    )


def heading(sheet: sheets.Sheet, number: int, language: str) -> Html:
    """Both files, the translation in front for who counts findings by it."""
    source, target = (document.path if document else "" for document in (sheet.source, sheet.target))
    kinds = Counter(one.diagnostic.severity for one in sheet.found)
    told = translated(of_severities(kinds), language)
    return tag(
        "h2",
        tag("span", source, class_="s", translate="no"),
        Html(" "),
        tag("span", target if target != source else "", class_="t", translate="no"),
        Html(" "),
        tag("span", told, class_="number") if told else "",
        id=f"dh{number}",
        class_="row",
    )
