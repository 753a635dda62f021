"""Emphasis of Markdown that does not render: which pairs of marks CommonMark leaves as they are."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tm.core import Segment, Span
from tm.lang.regex import regex

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline


class Emphasis(NamedTuple):
    """A pair of marks that was meant as emphasis: `mark` is `*`, `**`, `_` and so on."""

    mark: str
    start: Span
    end: Span

    @property
    def whole(self) -> Span:
        """From the first mark to the last."""
        return Span(self.start.start, self.end.end)

    @property
    def inside(self) -> Span:
        """What the marks enclose."""
        return Span(self.start.end, self.end.start)


def broken(segment: Segment) -> list[Emphasis]:
    """Pairs of emphasis marks of a segment that a CommonMark parser leaves in the text."""
    text = segment.text
    found = [pair for pair in _pairs(segment) if not (_opens(text, pair.start) and _closes(text, pair.end))]
    if not found:
        return []
    left = shown(text).left
    return [pair for pair in found if pair.start.start in left]


def _pairs(segment: Segment) -> list[Emphasis]:
    waiting: list[Span] = []
    found = []
    text = segment.text
    for mask in segment.masked:
        shown = mask.span.of(text)
        if mask.kind != "markup" or shown.strip("*_"):
            continue
        if waiting and waiting[-1].of(text) == shown:
            found.append(Emphasis(shown, waiting.pop(), mask.span))
        else:
            waiting.append(mask.span)
    return found


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _flanks(text: str, span: Span) -> tuple[bool, bool, str, str]:
    """Is a run of marks left-flanking and right-flanking, and what stands beside it (CommonMark 0.31, 6.2)."""
    start, end = span.start, span.end
    while start and text[start - 1] == text[span.start]:
        start -= 1
    while end < len(text) and text[end] == text[span.start]:
        end += 1
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    left = not after.isspace() and (not _is_mark(after) or before.isspace() or _is_mark(before))
    right = not before.isspace() and (not _is_mark(before) or after.isspace() or _is_mark(after))
    return left, right, before, after


def _opens(text: str, span: Span) -> bool:
    left, right, before, _ = _flanks(text, span)
    return left and (text[span.start] == "*" or not right or _is_mark(before))


def _closes(text: str, span: Span) -> bool:
    left, right, _, after = _flanks(text, span)
    return right and (text[span.start] == "*" or not left or _is_mark(after))


@cache
def _parser() -> MarkdownIt:
    """CommonMark, where the text of a mark says in `meta` where it stands."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline.emphasis import tokenize

    def marked(state: StateInline, silent: bool) -> bool:
        at = state.pos
        found = tokenize(state, silent)
        for back in range(1, state.pos - at + 1):
            state.tokens[-back].meta = {"at": state.pos - back}
        return found

    parser = MarkdownIt("commonmark").disable(["text_join", "fragments_join"])  # they forget where texts stood
    parser.inline.ruler.at("emphasis", marked)
    return parser


class Shown(NamedTuple):
    """What a reader sees of the marks of a text: the offsets of those that are left in it, how often it emphasises."""

    left: frozenset[int]
    strong: int
    plain: int


@lru_cache(maxsize=8)
def shown(text: str) -> Shown:
    """Read a text as a CommonMark parser does."""
    left, kinds = set[int](), Counter[str]()
    for block in _parser().parseInline(text):
        for token in block.children or ():
            kinds[token.type] += 1
            if token.content and "at" in token.meta:
                left.add(token.meta["at"])
    return Shown(frozenset(left), kinds["strong_open"], kinds["em_open"])


def repaired(text: str, pair: Emphasis) -> tuple[str, bool]:
    """What to write instead of a broken pair, marks included, and whether it shows the same words in the same order.

    The bracket of a gloss and enclosing quotation marks move out of the marks, those of a link into its text,
    underscores become asterisks; elsewhere HTML takes their place.
    """
    inside = pair.inside.of(text)
    mark = pair.mark.replace("_", "*")
    before, after = text[: pair.whole.start], text[pair.whole.end :]
    most = len(shown(text).left) - 2 * len(mark)
    for written in _forms(inside, mark):
        if len(shown(before + written + after).left) <= most:
            return written, True
    name = "strong" if len(mark) == 2 else "em"
    if len(mark) == 3:
        return f"<strong><em>{inside}</em></strong>", False
    return f"<{name}>{inside}</{name}>", False


def _forms(inside: str, mark: str) -> list[str]:
    forms = []
    if inside.endswith(")") and "(" in inside:
        at = inside.rindex("(")
        head = inside[:at].rstrip()
        if head and "(" not in head and not head.endswith("]"):
            forms.append(f"{mark}{head}{mark}{inside[len(head) :]}")
    if inside[:1] in "\"'“‘「『《〈" and inside[-1:] in "\"'”’」』》〉" and len(inside) > 2:
        forms.append(f"{inside[0]}{mark}{inside[1:-1]}{mark}{inside[-1]}")
    if inside.startswith("[") and inside.endswith(")") and inside.count("](") == 1:
        words, address = inside[1:].split("](")
        forms.append(f"[{mark}{words}{mark}]({address}")
    forms.append(f"{mark}{inside}{mark}")
    return forms


class Stray(NamedTuple):
    """Asterisks that a reader sees and that were meant to emphasise: with what they stood for, as far as that is known.

    written: what to write instead; empty where that is not known
    """

    mark: str
    whole: Span
    written: str = ""


#: What belongs to an emphasised word, so that no space separates it.
_JOINED = regex(
    r"(?:을|를|은|는|이|가|의|에|에서|에게|로|으로|과|와|도|만|이다|입니다|이며|이고|인|처럼|까지|부터)(?![가-힣])|[^\w\s(\[`]"
)
_TOUCHING = regex(r"[가-힣]")


def stray(source: Segment, target: Segment, known: Sequence[Emphasis] = ()) -> list[Stray]:
    """Asterisks that the target shows where the source shows none; but for those of `known`.

    Told are such as took an emphasis from the target that the source has, and two or more beside Hangul.
    """
    text = target.text
    if "*" not in target.blanked() or not (_pairs(source) or _pairs(target)):
        return []  # no Markdown, as far as these two tell
    seen, own = shown(text), shown(source.text)
    said = {at for pair in known for span in (pair.start, pair.end) for at in range(span.start, span.end)}
    left = [at for at in sorted(seen.left - said) if text[at] == "*" and not _is_code(target, at)]
    if not left or any(source.text[at] == "*" for at in own.left):
        return []
    fewer = seen.strong < own.strong or seen.plain < own.plain
    runs: list[Span] = []
    for at in left:
        if runs and runs[-1].end == at:
            runs[-1] = Span(runs[-1].start, at + 1)
        else:
            runs.append(Span(at, at + 1))
    runs = [run for run in runs if fewer or (len(run) > 1 and _TOUCHING.search(text[run.start - 1 : run.end + 1]))]
    found: list[Stray] = []
    while runs:
        run = runs.pop(0)
        if runs and (written := _closed_up(text, run, runs[0])):
            found.append(Stray(run.of(text), Span(run.start, runs.pop(0).end), written))
        else:
            found.append(_completed(target, run))
    return found


def _is_code(segment: Segment, at: int) -> bool:
    return any(mask.kind != "markup" and mask.span.start <= at < mask.span.end for mask in segment.masked)


def _closed_up(text: str, opening: Span, closing: Span) -> str:
    """The pair with its marks next to a letter and alike, and the space outside of them where one is needed; empty
    where that is not what hinders it."""
    inside = text[opening.end : closing.start]
    bare = inside.strip()
    if not bare or "\n\n" in inside or (bare == inside) == (len(opening) == len(closing)):
        return ""
    before, after = text[opening.start - 1 : opening.start] if opening.start else "", text[closing.end :]
    head = " " if inside[0].isspace() and before.isalnum() else ""
    tail = " " if inside[-1].isspace() and after[:1].strip() and not _JOINED.match(after) else ""
    mark = max(opening.of(text), closing.of(text), key=len)
    written = f"{head}{mark}{bare}{mark}{tail}"
    new = text[: opening.start] + written + after
    return written if len(shown(new).left) <= len(shown(text).left) - len(opening) - len(closing) else ""


def _completed(target: Segment, run: Span) -> Stray:
    """Marks of which there are too few at the other end: `**a*`."""
    text = target.text
    for pair in _pairs(target):
        if pair.mark[0] == "*" and (run.end == pair.start.start or run.start == pair.end.end):
            mark = run.of(text) + pair.mark
            whole = Span(min(run.start, pair.start.start), max(run.end, pair.end.end))
            return Stray(run.of(text), whole, f"{mark}{pair.inside.of(text)}{mark}" if len(mark) < 4 else "")
    return Stray(run.of(text), run)
