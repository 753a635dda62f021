"""G906 suppression-unused: a suppression silences nothing, or is not understood.

What it does: looks at `tm: ignore` and `tm: ignore-file` in the translation, and reports codes that silence nothing
where they stand, codes that name no rule, and suppressions that are misspelt. Codes of rules that did not run are left
alone: they may be of use in another run; misspelt ones among them are put right or left, never removed.
Why: a suppression that is left over hides the next mistake in its place, and one that is misspelt hides nothing.
How to fix: remove the code or the comment; where the code is a slip and the right one would silence something, write
that. The fix does so and is safe: nothing that readers see changes.
Source: unused suppressions as other linters report them, such as RUF100 of ruff.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tm.checks import directives, removal
from tm.checks.directives import Code, Directive
from tm.checks.registry import Bad, Good, Hit, rule
from tm.checks.suppress import UNUSED, Review, State
from tm.core import Edit, Severity, Span
from tm.messages import say

KOREAN = """G906 쓰이지 않는 억제: 억제 주석이 막는 것이 없거나, 알아볼 수 없게 적혀 있습니다.

무엇을 찾나: 번역문의 `tm: ignore`와 `tm: ignore-file` 가운데 그 자리에서 아무것도 막지 않는 코드, 없는 규칙의 코드,
잘못 적은 주석을 알립니다. 이번에 실행하지 않은 규칙의 코드는 다른 실행에서 쓰일 수 있으므로 그냥 둡니다. 그런 코드를
잘못 적었으면 바로잡거나 그대로 두며, 지우지 않습니다.
왜: 남아 있는 억제 주석은 같은 자리에 새로 생긴 잘못을 가리고, 잘못 적은 억제 주석은 아무것도 막지 못합니다.
고치는 법: 코드나 주석을 지웁니다. 코드를 잘못 적었고 바로 적으면 막는 것이 있을 때는 바로 적습니다. 수정이 그렇게
하며, 독자가 보는 글은 바뀌지 않으므로 안전합니다.
근거: ruff의 RUF100처럼 다른 검사 도구가 쓰이지 않는 억제를 알리는 방식.
"""

EXAMPLES = [
    Bad(
        "A step.",
        "걸음입니다. <!-- tm: ignore T0O2 house style -->",
        fixed="걸음입니다. <!-- tm: ignore T002 house style -->",
        at="T0O2",
    ),
    Bad(
        "A step.",
        "걸음입니다. <!-- tm: ignore k601 -->",
        fixed="걸음입니다. <!-- tm: ignore K601 -->",
        at="k601",
    ),
    Bad(
        "A step.",
        "걸음입니다. <!-- tm: ingore T002 a name -->",
        fixed="걸음입니다. <!-- tm: ignore T002 a name -->",
        at="tm: ingore",
    ),
    Bad("A step.", "걸음입니다. <!-- tm: ignore because of the style -->", fixed="걸음입니다."),
    Bad("A step.", "걸음입니다. <!-- tm: ignore T002, K999 a name -->", at="K999"),
    Good("A step.", "걸음입니다. <!-- tm: ignore T002 rule not run here -->"),
    Good("A step.", "걸음입니다. <!-- tm: ignore term-untranslated, K601 rules not run here -->"),
    Good("A step.", "`<!-- tm: ingore T002 -->`라고 적지 마십시오."),
    Good("A step.", "걸음입니다. <!-- TM: ignored by other programs -->"),
    Good("A step.", "걸음입니다. <!-- tm: ignore X001 a rule of the project -->"),
]


@rule(UNUSED, "suppression-unused", Severity.WARNING, scope="suppressions")
def suppression_unused(review: Review) -> Iterator[Hit]:
    """What is wrong with each suppression; spans are those of the file."""
    for state in review.states:
        yield from _wrong(state, review)


def _wrong(state: State, review: Review) -> Iterator[Hit]:
    directive = state.directive
    if not directive.codes:
        yield _hit(
            review,
            directive,
            directive.head,
            say("this suppression names no rule"),
            say("write a code behind it, as in: {example}", example=f"{directive.right} T002"),
            (),
        )
        return
    if not directive.holds:
        written = directive.head.of(directive.remark.text)
        of_use = bool(state.effective) or any(_waits(code, review) for code in directive.codes)
        yield _hit(
            review,
            directive,
            directive.head,
            say("'{written}' is not understood and silences nothing", written=written),
            say("write '{right}'", right=directive.right) if of_use else say("remove it"),
            [(directive.head, directive.right)] if of_use else (),
        )
        return
    unknown = [code for code in directive.codes if not code.holds and not directives.foreign(code.text)]
    idle = [code for code in directive.codes if code.holds and _idle(code, state, review)]
    gone = [code for code in (*unknown, *idle) if code not in state.effective and not _waits(code, review)]
    for code in unknown:
        waits = _waits(code, review)
        meant = code in state.effective or (waits and code.sure)
        yield _hit(
            review,
            directive,
            code.place,
            say("'{code}' silences nothing: codes are written in capital letters", code=code.text)
            if code.text.upper() == code.right
            else say("'{code}' is the code of no rule", code=code.text),
            say("write {right}", right=code.right)
            if meant or waits
            else say("remove it; {right} would silence nothing here either", right=code.right)
            if code.right
            else say("remove it; `tm rule` lists all codes"),
            [(code.place, code.right)] if meant else (),
            None if waits else gone,
        )
    if idle:
        listed = ", ".join(code.text for code in idle)
        message = (
            say("{codes}: nothing to silence in this file", codes=listed)
            if directive.whole_file
            else say("{codes}: nothing to silence here", codes=listed)
        )
        place = Span(idle[0].place.start, idle[-1].place.end) if _neighbours(idle, directive) else idle[0].place
        yield _hit(review, directive, place, message, say("remove it"), (), gone)


def _waits(code: Code, review: Review) -> bool:
    """Would it, written rightly, name a rule that had no say in this run, so that nobody knows of what use it is?"""
    return not code.rules <= set(review.ran)


def _idle(code: Code, state: State, review: Review) -> bool:
    return code not in state.effective and UNUSED not in code.rules and code.rules <= set(review.ran)


def _neighbours(codes: Sequence[Code], directive: Directive) -> bool:
    first = directive.codes.index(codes[0])
    return tuple(codes) == directive.codes[first : first + len(codes)]


def _hit(
    review: Review,
    directive: Directive,
    place: Span,
    message: str,
    advice: str,
    changes: Sequence[tuple[Span, str]],
    gone: Sequence[Code] | None = (),
) -> Hit:
    """A finding; its fix writes what was meant, takes out codes, or the whole remark where none is left.

    gone: None where the remark stays as it is
    """
    remark = directive.remark
    plain = len(remark.text) == len(remark.place)
    fix: Edit | None
    if changes:
        (span, words), *_ = changes
        fix = Edit(span.shift(remark.place.start), words) if plain else None
    elif gone is None:
        fix = None
    elif len(gone) < len(directive.codes) and directive.holds:
        fix = removal.of_codes(directive, gone)
    else:
        fix = removal.of_remark(review.document.text, remark)
    span = place.shift(remark.place.start) if plain else remark.place
    return Hit(span, message, help=advice, fix=fix or (), safe=True, pair=review.place(directive))
