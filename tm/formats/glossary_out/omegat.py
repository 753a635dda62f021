"""OmegaT glossaries: UTF-8 lines of source, tab, target, tab, comment; no header, no quoting.

The format knows no status. A forbidden or deprecated target would be offered to the translator like any
other, so it is named in the comment of the concept and never written as a target.
OmegaT skips a line that begins with `#`: such a term is left out, and said to be.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.core import Glossary, Term
from tm.formats.concepts import Concept, Report, concepts, one_line, unfit_for_utf8
from tm.formats.glossary_out.entries import Wanted
from tm.messages import say

_KOREAN = {
    "forbidden": "금지",
    "deprecated": "폐기",
    "dnt": "번역 제외",
    "except": "예외",
}


def write(glossary: Glossary, wanted: Wanted) -> tuple[bytes, Report]:
    """One line for each target that may be used; comments in the target language, Korean or else English.

    A source with only forbidden targets is a line with an empty target and a comment.
    """
    report = Report()
    labels = _KOREAN if wanted.target.lower().startswith("ko") else {}
    lines: list[str] = []
    for concept in concepts(_fit(glossary, report)):
        lines += _lines(concept, labels)
        report.written += len(concept.terms)
    return "".join(lines).encode("utf-8"), report


def _fit(glossary: Glossary, report: Report) -> Iterator[Term]:
    for term in glossary:
        texts = (term.source, *term.targets, term.pos, *term.excepted, term.domain, term.definition, term.note)
        if reason := next(filter(None, map(unfit_for_utf8, texts)), ""):
            report.leave_out(term, reason)
        elif not one_line(term.source):
            report.leave_out(term, say("the source is empty"))
        elif one_line(term.source).startswith("#"):
            report.leave_out(term, say("OmegaT takes a line that begins with # for a comment"))
        elif not any(map(one_line, term.targets)) and term.status != "dnt":
            report.leave_out(term, say("no target"))
        else:
            report.no_place([term], "case")
            yield term


def _lines(concept: Concept, labels: dict[str, str]) -> Iterator[str]:
    banned = [
        f"{labels.get(status, status)}: {', '.join(dict.fromkeys(targets))}"
        for status in ("forbidden", "deprecated")
        if (targets := [one_line(word) for term in concept.terms if term.status == status for word in term.targets])
    ]
    by_source: dict[str, list[Term]] = {}
    for term in concept.terms:
        by_source.setdefault(one_line(term.source), []).append(term)
    for source, rows in by_source.items():
        written = set()
        for term in rows:
            for target in map(one_line, _targets(term)):
                if target and target not in written:
                    written.add(target)
                    yield _line(source, target, [*_remarks(term, labels), *banned])
        if not written:
            yield _line(source, "", [*_remarks(rows[0], labels), *banned])


def _targets(term: Term) -> tuple[str, ...]:
    if term.status in ("forbidden", "deprecated"):
        return ()
    return term.targets or ((term.source,) if term.status == "dnt" else ())


def _remarks(term: Term, labels: dict[str, str]) -> list[str]:
    excepted = f"{labels.get('except', 'except')}: {', '.join(map(one_line, term.excepted))}" if term.excepted else ""
    dnt = labels.get("dnt", "do not translate") if term.status == "dnt" else ""
    return [dnt, term.pos, term.domain, term.definition, term.note, excepted]


def _line(source: str, target: str, remarks: list[str]) -> str:
    comment = "; ".join(filter(None, map(one_line, remarks)))
    return f"{source}\t{target}\t{comment}\n"
