"""A bitext and findings in it, as tests of the page need them: hostile where it can be."""

from __future__ import annotations

from tm.core import Bead, Bitext, Diagnostic, Document, Edit, Fix, Kind, Place, Places, Related, Segment, Severity, Span
from tm.formats import read_document

HOSTILE = "</script><img src=x onerror=alert(1)><!-- \u202e \x1b[31m"
EN = (
    f"# Sick leaves {HOSTILE}\n\nThe model hallucinates `code` when the sample is rare.\n\n"
    "One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nOnly here.\n\nThe end.\n"
)
KO = (
    f"# 병든 잎 {HOSTILE}\n\n드문 sample를 만나면 모델이 `code` 환각을\n일으킵니다.\n\n"
    "하나.\n\n둘.\n\n셋.\n\n넷.\n\n다섯.\n\n끝.\n"
)
PATH = 'ko"><b>.md'


def document(text: str, path: str, language: str) -> Document:
    return read_document(text.encode(), name=path, language=language)


def bitext() -> Bitext:
    """Nine paragraphs and eight; the last but one of the source has no counterpart, the second pair is doubtful."""
    source, target = document(EN, "en.md", "en"), document(KO, PATH, "ko")
    beads = [Bead(range(n, n + 1), range(n, n + 1), 0.4 if n == 2 else 0.95) for n in range(7)]
    beads += [Bead(range(7, 8), range(7, 7), 0.9), Bead(range(8, 9), range(7, 8), 0.99)]
    return Bitext(source, target, tuple(beads), f"signature {HOSTILE}")


def at(document: Document, text: str) -> Place:
    start = document.text.index(text)
    return Place(document, Span(start, start + len(text)))


def findings(aligned: Bitext) -> list[Diagnostic]:
    """Four: two that overlap and cross a line, one whose translation is missing, one in the last paragraph."""
    source, target = aligned.source, aligned.target
    first = at(target, "sample")
    wide = Place(target, Span(first.span.start, target.text.index("일으") + 2))
    gap = target.text.index("다섯.") + 3
    return [
        Diagnostic(
            "T002", "term-untranslated", Severity.ERROR, f"'sample' {HOSTILE}", f"use 표본 {HOSTILE}",
            f"sample{HOSTILE}",
            "2", first, at(source, "sample"), (Related(f"here {HOSTILE}", at(target, "넷")),),
            Fix((Edit(first.span, f"표본{HOSTILE}"),), safe=True),
        ),
        Diagnostic("S701", "register-mixed", Severity.WARNING, "too long", "", "", "2", wide, None),
        Diagnostic(
            "U203", "omission", Severity.WARNING, "not translated", "translate it", "", "8",
            Place(target, Span(gap, gap)), at(source, "Only here."),
        ),
        Diagnostic("K601", "particle-agreement", Severity.INFO, "끝", "", "", "9", at(target, "끝"), at(source, "end")),
    ]  # fmt: skip


def large(count: int, documents: int = 100) -> tuple[list[Diagnostic], list[Bitext]]:
    """`count` findings in paragraphs of a usual length, spread over documents."""
    english = (
        "The network reads the sample number {} twice, because the second reading corrects what the first missed. "
    )
    korean = "네트워크는 표본 {}을 두 번 읽는데, 첫 번째에 놓친 것을 두 번째 읽기에서 바로잡기 때문입니다. "
    found: list[Diagnostic] = []
    bitexts: list[Bitext] = []
    for number in range(documents):
        here = range(number * count // documents, (number + 1) * count // documents)
        sides = []
        for path, text in ((f"en/{number}.md", english), (f"ko/{number}.md", korean)):
            paragraphs = [text.format(n) * 3 for n in here]
            offset, segments = 0, []
            for n, paragraph in enumerate(paragraphs):
                segments.append(Segment(str(n + 1), paragraph, Places.identity(offset, len(paragraph)), Kind.PARAGRAPH))
                offset += len(paragraph) + 2
            sides.append(Document(path, path[:2], "\n\n".join(paragraphs), tuple(segments)))
        source, target = sides
        bitexts.append(
            Bitext(source, target, tuple(Bead(range(n, n + 1), range(n, n + 1), 0.9) for n in range(len(here))))
        )
        for n in range(len(here)):
            code, kind = (("T002", Severity.ERROR), ("K601", Severity.WARNING), ("P501", Severity.INFO))[n % 3]
            left, right = (side.segments[n].places.runs[0].file.start for side in sides)
            span = Span(right + 6, right + 8)
            found.append(
                Diagnostic(
                    code,
                    "some-rule",
                    kind,
                    f"'sample' in paragraph {n} is left untranslated",
                    "use 표본",
                    ("sample", "network", "reading")[n % 3],
                    str(n + 1),
                    Place(target, span),
                    Place(source, Span(left + 4, left + 11)),
                    (),
                    Fix((Edit(span, "견본"),), safe=True),
                )
            )
    return found, bitexts
