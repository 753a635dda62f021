"""M404 tag-mismatch: a tag, a shortcode or an anchor of the source is missing or broken in the target.

What it does: looks for HTML and JSX tags, shortcodes and template blocks that the source closes and the target does
not, or closes without having opened them; for components (`<Tip>`), keys (`<kbd>`) and shortcodes that are missing or
have another name; for anchors of headings (`{#id}`, `[[id]]`, `{/*id*/}`) that differ; and for footnotes (`[^1]`)
that are gone. Tags that only change how a text looks may become Markdown or go, and boxes (`<Tip>`) those of Markdown
(`> [!TIP]`). In a catalogue, `<file>` is a name and no tag. A warning where something is merely missing, and nothing
where U205 calls the target another version.
Why: one tag that is not closed swallows the rest of the page, or the page cannot be built; links to a changed anchor
lead nowhere.
How to fix: restore the tag. The fix restores anchors; it is safe, since an anchor is not shown.
Source: HTML (WHATWG), MDX 3, Hugo shortcodes, Pandoc's and Docusaurus's heading identifiers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tm.checks import gaps
from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.checks.tags import INLINE, Tag, tags, unbalanced
from tm.core import Document, Edit, Kind, Segment, Severity, Span
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """M404 태그 불일치: 원문의 태그, 쇼트코드, 앵커가 번역문에 없거나 깨졌습니다.

무엇을 찾나: 원문에서는 닫혔는데 번역문에서는 닫히지 않았거나 열지 않고 닫은 HTML, JSX 태그와 쇼트코드, 템플릿 블록,
빠지거나 이름이 바뀐 컴포넌트(`<Tip>`), 키 표시(`<kbd>`), 쇼트코드, 달라진 제목 앵커(`{#id}`, `[[id]]`, `{/*id*/}`),
사라진 각주(`[^1]`)를 찾습니다. 글의 모양만 바꾸는 태그는 마크다운으로 바꾸거나 빼도 되고,
알림 상자(`<Tip>`)는 마크다운의 상자(`> [!TIP]`)로 바꾸어도 됩니다. 메시지 목록의 `<file>`
같은 것은 태그가 아니라 이름으로 봅니다. 달라지지 않고 빠진 것은 경고이고, U205가 다른 판이라고 알린 번역문에서는
알리지 않습니다.
왜: 닫히지 않은 태그 하나가 뒤의 글을 삼키거나 빌드를 멈춥니다. 앵커가 바뀌면 그곳을 가리키던 링크가 끊어집니다.
고치는 법: 원문의 태그를 되살립니다. 앵커는 자동으로 고칠 수 있고, 눈에 보이지 않으므로 안전한 수정입니다.
근거: HTML(WHATWG), MDX 3, Hugo 쇼트코드, Pandoc과 Docusaurus의 제목 식별자.
"""

EXAMPLES = [
    Bad("Press <kbd>Enter</kbd> now.", "지금 <kbd>Enter 키를 누릅니다.", at="<kbd>"),
    Bad("See <b>this</b> and that.", "이것</b>과 저것을 보세요.", at="</b>"),
    Bad("# Owls {#owls}", "# 올빼미 {#올빼미}", fixed="# 올빼미 {#owls}", at=" {#올빼미}"),
    Bad("An owl sleeps.[^1]", "올빼미는 잡니다."),
    Bad("Use <Trans>this</Trans> here.", "여기에 이것을 씁니다."),
    Good("See <b>this</b> and that.", "**이것**과 저것을 보세요."),
    Good("Press <kbd>Enter</kbd> now.", "<kbd>Enter</kbd> 키를 누릅니다."),
    Good("# Owls", "# 올빼미 {#owls}"),
    Good("One<br>two", "하나<br />둘"),
    Good("# Owls {#owls}", "# 올빼미 {#owls}"),
]

#: Components and shortcodes that draw a box, and what Markdown has for it: `> [!NOTE]`, `:::note`, `!!! note`.
_BOXES = frozenset(
    {"tip", "note", "warning", "caution", "important", "danger", "info", "callout", "admonition", "alert", "aside"}
)
_RAISED = regex(r"[\u00b2\u00b3\u00b9\u2070-\u209c]")
_ALERT = regex(r"^[ \t>]*(?:\[![A-Za-z]+\]|:::+[ ]?\{?[A-Za-z]|!!!\s[a-z])", re.MULTILINE)


@rule("M404", "tag-mismatch", Severity.ERROR, scope="bitext")
def tag_mismatch(whole: Whole) -> Iterator[Hit]:
    """Report tags without a partner, missing or renamed ones, and changed anchors."""
    if any(pair.source.kind is Kind.ENTRY for pair in whole.pairs[:3]):
        for pair in whole.pairs:
            if pair.two_sided and pair.source.kind is Kind.ENTRY and "<" in pair.source.text:
                yield from _message(pair)
        return
    here, there = _all(whole.bitext.source), _all(whole.bitext.target)
    broken: set[str] = set()
    if here or there:
        pair_of = {index: pair for pair in whole.pairs for index in pair.bead.target}
        own, other = unbalanced(here), unbalanced(there)
        for key, lone in other.items():
            if key in own or _paired(whole.bitext.target, lone[0][1]):
                continue
            if key[1:] not in INLINE and not any(tag.key == key for _, tag in here):
                continue  # perhaps a name in angle brackets
            broken.add(key)
            for number, tag in lone[:3]:
                yield _lone(whole, pair_of[number], whole.bitext.target.segments[number], tag)
        yield from _missing(whole, here, there, broken)
    yield from _anchors(whole)


def _all(document: Document) -> list[tuple[int, Tag]]:
    """The tags of a document with the numbers of their segments; code has none."""
    return [
        (number, tag)
        for number, segment in enumerate(document.segments)
        if segment.kind is not Kind.CODE
        for tag in tags(segment)
    ]


def _paired(document: Document, tag: Tag) -> bool:
    """The file has as many of its opening as of its closing tags: one of them stands where no segment shows it."""
    if tag.family != "<":
        return False
    name = re.escape(tag.name)
    opening = len(re.findall(rf"<{name}(?=[\s>/])(?!(?:[^<>\"']|\"[^\"]*\"|'[^']*')*/>)", document.text))
    return opening == len(re.findall(rf"</{name}\s*>", document.text))


def _lone(whole: Whole, pair: Pair, segment: Segment, tag: Tag) -> Hit:
    """A tag of one segment as a finding of the pair that the segment belongs to."""
    shift = 0
    for index in pair.bead.target:
        if whole.bitext.target.segments[index] is segment:
            break
        shift += len(whole.bitext.target.segments[index].text) + 1
    return _partner(pair, tag, tag.span.shift(shift))


def _partner(pair: Pair, tag: Tag, span: Span) -> Hit:
    shown = _short(span.of(pair.target.text))
    if tag.closing:
        return Hit(
            span,
            say("{mark} closes nothing", mark=shown),
            say("restore the opening tag, or take this one away"),
            pair=pair,
        )
    return Hit(span, say("{mark} is never closed", mark=shown), say("add the closing tag"), pair=pair)


def _missing(
    whole: Whole, here: list[tuple[int, Tag]], there: list[tuple[int, Tag]], broken: set[str]
) -> Iterator[Hit]:
    """Components, shortcodes and commands that the target has fewer of, where the bead that held them lacks them."""
    own = Counter(tag.key for _, tag in here if not tag.closing and tag.counts)
    other = Counter(tag.key for _, tag in there if not tag.closing and tag.counts)
    short = {key: count - other[key] for key, count in own.items() if other[key] < count and key not in broken}
    if not short or gaps.other_version(whole) is not None:
        return
    unknown = {key for key in other if key not in own}
    said: set[str] = set()
    for number, pair in enumerate(whole.pairs):
        if not pair.source.text or not pair.trusted:
            continue
        mine = [tag for tag in tags(pair.source) if not tag.closing and short.get(tag.key, 0) > 0]
        if not pair.target.text and mine and _alone(whole, number):
            mine = [tag for tag in mine if tag.empty]
        if not mine:
            continue
        theirs = [tag for tag in tags(pair.target) if not tag.closing]
        left = Counter(tag.key for tag in theirs)
        for tag in mine:
            left[tag.key] -= 1
            if left[tag.key] >= 0 or short[tag.key] <= 0 or tag.key in said:
                continue
            short[tag.key] -= 1
            rival = next((t for t in theirs if t.key in unknown and t.family == tag.family), None)
            shown = _short(tag.span.of(pair.source.text))
            if rival is None and _otherwise(whole, tag, shown):
                continue
            if rival is not None:
                theirs.remove(rival)
                message = say("tag renamed: the source has {shown}", shown=shown)
                help_ = say("write {wanted}", wanted=tag.name)
            elif tag.family == "{%" and pair.source.translatable:
                continue  # a placeholder in prose
            else:
                message, help_ = say("tag missing: {shown}", shown=shown), say("restore the tag")
                if other[tag.key] == 0 and own[tag.key] > 1:
                    said.add(tag.key)
                    others = own[tag.key] - 1
                    message = say("tag missing: {shown} and the other {others} of its name", shown=shown, others=others)
            yield Hit(
                rival.span if rival else None,
                message,
                help_,
                source=tag.span,
                severity=None if rival else Severity.WARNING,
                pair=pair,
            )


def _otherwise(whole: Whole, tag: Tag, shown: str) -> bool:
    """Is a tag there in another form: a box of Markdown, raised figures, a name that stands in code?"""
    target = whole.bitext.target
    if shown.startswith("<") and any(
        shown in mask.span.of(segment.text)
        for segment in target.segments
        for mask in segment.masked
        if mask.kind == "code"
    ):
        return True
    if tag.name in ("sub", "sup"):
        return _RAISED.search(target.text) is not None
    if tag.name.casefold() not in _BOXES:
        return False
    marks = len(_ALERT.findall(target.text)) - len(_ALERT.findall(whole.bitext.source.text))
    lost = sum(t.key == tag.key and not t.closing for _, t in _all(whole.bitext.source))
    return marks >= lost - sum(t.key == tag.key and not t.closing for _, t in _all(target))


def _alone(whole: Whole, number: int) -> bool:
    """What the tag encloses is missing too: that is said elsewhere."""
    behind = (pair for pair in whole.pairs[number + 1 : number + 4] if pair.source.text)
    return next((not pair.target.text for pair in behind if pair.source.kind is not Kind.MARKUP), False)


def _short(text: str) -> str:
    return text if len(text) < 40 else text[:36] + " ..."


def _message(pair: Pair) -> Iterator[Hit]:
    """A message of a catalogue: tags are what the source closes; the rest are names in angle brackets."""
    here = tags(pair.source)
    closed = {tag.name for tag in here if tag.closing}
    here = [tag for tag in here if tag.name in closed]
    if not here or unbalanced((0, tag) for tag in here):
        return
    there = [tag for tag in tags(pair.target) if tag.name in closed]
    lone = [tag for found in unbalanced((0, tag) for tag in there).values() for _, tag in found]
    for tag in lone:
        yield _partner(pair, tag, tag.span)
    if lone:
        return
    short = Counter(tag.name for tag in here if not tag.closing)
    short.subtract(tag.name for tag in there if not tag.closing)
    for tag in here:
        if not tag.closing and short[tag.name] > 0:
            short[tag.name] -= 1
            yield Hit(
                None,
                say("tag missing: {shown}", shown=f"<{tag.name}>"),
                say("restore the tag"),
                source=tag.span,
                severity=Severity.WARNING,
                pair=pair,
            )


def _anchors(whole: Whole) -> Iterator[Hit]:
    """Anchors of headings that differ, and footnotes that are gone. A document that has lost all says so once."""
    lost: list[Hit] = []
    kept = 0
    for pair in whole.pairs:
        here = _spans(pair.source)
        if not here or not pair.two_sided or not pair.trusted or pair.bead.type != "1-1":
            continue
        there = _spans(pair.target)
        written = {_bare(span.of(pair.target.text)) for span in there}
        for span in here:
            anchor = span.of(pair.source.text)
            if _bare(anchor) in written:
                kept += not anchor.startswith("[")
            elif anchor.startswith(("[^", "[#")) or anchor.endswith("]_"):
                if anchor not in whole.bitext.target.text:
                    yield Hit(
                        None,
                        say("footnote missing: {anchor}", anchor=anchor),
                        say("add it"),
                        source=span,
                        severity=Severity.WARNING,
                        pair=pair,
                    )
            elif pair.source.kind is pair.target.kind is Kind.HEADING:
                fix = Edit(there[-1] if there else Span(len(pair.target.text), len(pair.target.text)), anchor)
                where = there[-1] if there else None
                message = say(
                    "anchor changed: the source has {anchor}" if there else "anchor missing: {anchor}",
                    anchor=anchor.strip(),
                )
                hit = Hit(where, message, say("keep it"), source=span, fix=fix, safe=True, pair=pair)
                if there:
                    yield hit
                else:
                    lost.append(hit)
    if kept or len(lost) < 3:
        yield from lost
    else:
        first = lost[0]
        yield Hit(
            None,
            say(
                "{message}, and that of {count} other heading",
                "{message}, and those of {count} other headings",
                message=first.message,
                count=len(lost) - 1,
            ),
            first.help,
            source=first.source,
            pair=first.pair,
        )


def _spans(segment: Segment) -> list[Span]:
    return [mask.span for mask in segment.masked if mask.kind == "anchor"]


def _bare(anchor: str) -> str:
    return "".join(anchor.split())
