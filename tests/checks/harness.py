"""Runs one rule on two texts, the way the engine runs it on a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tm.checks import engine
from tm.checks.changes import Changes, side
from tm.checks.registry import load
from tm.core import Bead, Bitext, Diagnostic, Document, Glossary, Places, Segment
from tm.formats import glossary_csv, read_document
from tm.terms.match import Matcher

HEADER = "source,target,status,pos,except"


def document(text: str, language: str) -> Document:
    """A text as one Markdown paragraph, its inline markup masked; no text, no segment."""
    path = f"{language}.md"
    if not text.strip():
        return Document(path, language, "", ())
    read = read_document(text.encode(), name=path, language=language)
    if len(read.segments) == 1:
        return read
    whole = Segment("1", text, Places.identity(0, len(text)))  # a rule's example is one segment, whatever it looks like
    return Document(path, language, text, (whole,))


def glossary(rows: str) -> Glossary:
    """A glossary from rows `source,target[,status[,pos[,except]]]`."""
    lines = [row.strip() for row in rows.strip().splitlines()]
    padded = [row + "," * (HEADER.count(",") - row.count(",")) for row in lines if row]
    return glossary_csv.read("\n".join([HEADER, *padded]) + "\n", name="glossary.csv")


def findings(code: str, source: str, target: str, rows: str = "", before: str = "") -> list[Diagnostic]:
    """What one rule says about one bead. before: the source as it was, when the target was the same."""
    left, right = document(source, "en"), document(target, "ko")
    bead = Bead(range(len(left.segments)), range(len(right.segments)))
    terms = glossary(rows) if rows else Glossary()
    matcher = Matcher(terms) if rows else None
    rule = load()[code]
    if rule.scope == "revision":
        changes = Changes("v1", side(document(before or source, "en").segments, left.segments), side((), ()))
        rule = replace(rule, scope="bitext", check=lambda whole, check=rule.check: check(whole, changes))
    return engine.run(Bitext(left, right, (bead,)), [rule], glossary=terms, matcher=matcher)


def apply_fixes(text: str, found: Sequence[Diagnostic]) -> str:
    """The text with every fix applied, from the end."""
    edits = [edit for diagnostic in found if diagnostic.fix for edit in diagnostic.fix.edits]
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text
