"""M405 structure: a heading, a list or a table of the target has another shape than that of the source.

What it does: compares pairs of single blocks: the level of headings and the depth of list items (a translation that
shifts all of them is left alone), headings that have become paragraphs, items that have left their list or were
joined, and table rows whose number of cells differs from that of their table. What changed throughout is told once.
Bulleted and numbered lists count as the same. Footnotes: a mark (`[^1]`) that has no note in the target, and a note
that nothing refers to, where the source has both. In catalogues it compares the line breaks at the beginning and the
end of a message. An error where a message gained or lost a line break, or a mark has no note; info where a list is
deeper, flatter or joined.
Why: tables of contents, links and styles follow the structure; a message without its last line break glues the prompt
of the shell to it, and gettext refuses to compile it.
How to fix: restore the mark. The fix does so for line breaks of messages; it is safe.
Source: CommonMark 0.31 (headings, lists), GitHub Flavored Markdown (tables: surplus cells are dropped), GNU gettext
manual (msgfmt --check: both or neither string ends in a line break).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tm.checks.footnotes import footnotes
from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.core import Document, Edit, Kind, Severity, Span
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """M405 구조: 번역문의 제목, 목록, 표가 원문과 다른 모양입니다.

무엇을 찾나: 하나씩 짝지어진 블록에서 제목의 수준과 목록의 깊이(전체가 같은 만큼 옮겨진 번역은 그대로 둠), 문단이 된
제목, 목록에서 빠져나오거나 합쳐진 항목, 다른 행보다 칸이 많거나 적은 표의 행을 찾습니다. 문서 전체에서 똑같이 바뀐
것은 한 번만 알립니다. 점을 찍은 목록과 번호를 매긴 목록은 같은 것으로 봅니다. 원문에는 각주 표시(`[^1]`)와 각주가 다
있는데 번역문에는 표시에 맞는 각주가 없거나 각주를 가리키는 표시가 없는 것도 찾습니다. 메시지 목록에서는 메시지 처음과
끝의 줄바꿈을 비교합니다. 메시지의 줄바꿈이 다르거나 표시에 맞는 각주가 없으면 오류이고, 목록의 깊이가 다르거나 항목이
합쳐졌으면 정보입니다.
왜: 차례와 링크, 글의 모양이 구조를 따릅니다. 끝의 줄바꿈이 빠진 메시지에는 셸의 프롬프트가 붙어 나오고, gettext가
컴파일을 거부합니다.
고치는 법: 원문의 표시를 되살립니다. 메시지의 줄바꿈은 자동으로 고칠 수 있고 안전한 수정입니다.
근거: CommonMark 0.31(제목, 목록), GitHub Flavored Markdown(표에서 넘치는 칸은 버려짐), GNU gettext 설명서(msgfmt
--check는 두 문자열이 함께 줄바꿈으로 끝나거나 끝나지 않아야 한다고 봄).
"""

EXAMPLES = [
    Bad("## Owls", "올빼미"),
    Bad("# Owls", "올빼미"),
    Bad("### Where owls sleep", "올빼미가 자는 곳"),
    Good("## Owls", "## 올빼미"),
    Good("## Owls", "### 올빼미"),  # all headings of the document, of which there is one
    Good("- Owls", "- 올빼미"),
    Good("Owls sleep.", "올빼미는 잡니다."),
]

_BAR = regex(r"(?<!\\)\|")
#: Score below which a pair of different kinds may be an accident of the alignment.
SURE = 0.6


@rule("M405", "structure", Severity.WARNING, scope="bitext")
def structure(whole: Whole) -> Iterator[Hit]:
    """Report levels, lists, rows and final line breaks that differ."""
    if any(pair.source.kind is Kind.ENTRY for pair in whole.pairs[:3]):
        for pair in whole.pairs:
            if pair.two_sided:
                yield from _breaks(pair, whole.bitext.target.path)
        return
    usual = _usual(whole.pairs)
    for number, pair in enumerate(whole.pairs):
        if not pair.two_sided or not pair.trusted or pair.bead.score < SURE:
            continue
        kinds = pair.source.kind, pair.target.kind
        if kinds[0] is kinds[1]:
            if kinds[0] in usual and pair.bead.type == "1-1":
                yield from _level(pair, usual[kinds[0]])
            elif kinds[0] is Kind.ITEM and len(pair.bead.source) != len(pair.bead.target):
                yield from _joined(whole, pair)
        elif pair.bead.type == "1-1":
            yield from _kind(whole.pairs, number, pair)
    yield from _rows(whole)
    yield from footnotes(whole)


def _usual(pairs: Sequence[Pair]) -> dict[Kind, int]:
    """By how much levels differ in most pairs, for headings and items."""
    shifts: dict[Kind, Counter[int]] = {}
    for pair in pairs:
        if pair.bead.type == "1-1" and pair.source.kind is pair.target.kind in (Kind.HEADING, Kind.ITEM):
            shifts.setdefault(pair.source.kind, Counter())[pair.target.level - pair.source.level] += 1
    return {kind: found.most_common(1)[0][0] for kind, found in shifts.items()}


def _level(pair: Pair, usual: int) -> Iterator[Hit]:
    """A heading or item that is not on the level that the others suggest."""
    wanted = pair.source.level + usual
    if pair.target.level == wanted:
        return
    level, original = pair.target.level, pair.source.level
    if pair.source.kind is Kind.HEADING:
        message = (
            say("heading of level {level}: the source has level {original}", level=level, original=original)
            if wanted == original
            else say(
                "heading of level {level}: as the others are, it should be of level {wanted}",
                level=level,
                wanted=wanted,
            )
        )
        help_ = say("begin it with {marks}", marks="#" * wanted) if wanted > 0 else ""
        yield Hit(None, message, help_, pair=pair, habit=f"level {original} {level}")
    else:
        message = (
            say("list item of depth {level}: the source has depth {original}", level=level, original=original)
            if wanted == original
            else say(
                "list item of depth {level}: as the others are, it should be of depth {wanted}",
                level=level,
                wanted=wanted,
            )
        )
        yield Hit(None, message, say("indent it like the source"), severity=Severity.INFO, pair=pair)


def _joined(whole: Whole, pair: Pair) -> Iterator[Hit]:
    own, other = len(pair.bead.source), len(pair.bead.target)
    kinds = [whole.bitext.source.segments[i].kind for i in pair.bead.source]
    kinds += [whole.bitext.target.segments[i].kind for i in pair.bead.target]
    if all(kind is Kind.ITEM for kind in kinds):
        yield Hit(
            None,
            say("{own} list items of the source are {other} here", own=own, other=other),
            say("one item for each"),
            severity=Severity.INFO,
            pair=pair,
        )


def _kind(pairs: Sequence[Pair], number: int, pair: Pair) -> Iterator[Hit]:
    """A heading or a list item that has become a paragraph, or the reverse."""
    source, target = pair.source.kind, pair.target.kind
    if source is Kind.HEADING and target in (Kind.PARAGRAPH, Kind.ITEM):
        yield Hit(None, say("a heading of the source is none here"), say("restore its #"), pair=pair, habit="none")
    elif target is Kind.HEADING and source in (Kind.PARAGRAPH, Kind.ITEM):
        yield Hit(
            None, say("a heading that is none in the source"), say("make it a paragraph"), pair=pair, habit="made"
        )
    elif source is Kind.ITEM and target is Kind.PARAGRAPH:
        beside = pairs[max(number - 1, 0) : number] + pairs[number + 1 : number + 2]  # type: ignore[operator]
        if any(p.source.kind is p.target.kind is Kind.ITEM for p in beside):
            yield Hit(None, say("a list item of the source is a paragraph here"), say("restore its mark"), pair=pair)


def _breaks(pair: Pair, path: str) -> Iterator[Hit]:
    """Line breaks at either end of a message."""
    source, target = pair.source.text, pair.target.text
    catalogue = path.endswith((".po", ".pot"))
    found: list[tuple[Span, str, str, Edit]] = []
    end = len(target)
    if source.endswith("\n") and not target.endswith("\n"):
        found.append(
            (_last(target), say("line break at the end lost"), say("end it with \\n"), Edit(Span(end, end), "\n"))
        )
    elif target.endswith("\n") and not source.endswith("\n"):
        last = Span(end - 1, end)
        found.append((last, say("line break at the end that the source has not"), say("take it away"), Edit(last, "")))
    first = Span(0, 1)
    if source.startswith("\n") and not target.startswith("\n"):
        found.append((first, say("line break at the beginning lost"), say("begin it with \\n"), Edit(Span(0, 0), "\n")))
    elif target.startswith("\n") and not source.startswith("\n"):
        found.append(
            (first, say("line break at the beginning that the source has not"), say("take it away"), Edit(first, ""))
        )
    for span, message, help_, edit in found:
        fix = edit if catalogue else ()
        yield Hit(span, message, help_, severity=Severity.ERROR, fix=fix, safe=True, pair=pair)


def _last(text: str) -> Span:
    """The last word, to show where something is missing."""
    words = text.rstrip()
    return Span(len(words) - len((words.split() or [""])[-1]), len(words))


def _rows(whole: Whole) -> Iterator[Hit]:
    """Rows of the target whose cells differ in number from their table, where the source has no such row."""
    if any(len(set(table.values())) > 1 for table in _tables(whole.bitext.source)):
        return
    pair_of = {index: pair for pair in whole.pairs for index in pair.bead.target}
    for table in _tables(whole.bitext.target):
        wide = next(iter(table.values()))
        for index, width in table.items():
            pair = pair_of[index]
            if width != wide:
                message = say("a row of {width} cells in a table of {wide}", width=width, wide=wide)
                yield Hit(None, message, say("look for a | too many or too few"), pair=pair)


def _tables(document: Document) -> list[dict[int, int]]:
    """Each table as its rows: number of the first segment of a row, to how many cells the line has, empty ones too."""
    tables: list[dict[int, int]] = []
    text, before = document.text, -1
    for index, segment in enumerate(document.segments):
        if segment.kind is not Kind.CELL:
            continue
        start = text.rfind("\n", 0, segment.file.start) + 1
        if start == before:
            continue
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)].strip("\r \t>")
        if "|" not in line:
            continue
        if before < 0 or _blank_between(text[before:start]):
            tables.append({})
        before = start
        tables[-1][index] = len(_BAR.findall(line.strip("|"))) + 1
    return tables


def _blank_between(text: str) -> bool:
    """Is there a line without a bar between two rows: another table begins?"""
    return any("|" not in line for line in text.split("\n")[1:-1])
