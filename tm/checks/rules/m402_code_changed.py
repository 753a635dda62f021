"""M402 code-changed: code of the source is missing in the target or was altered.

What it does: compares code spans by their content (marks, roles of reStructuredText, white space and empty call
brackets do not count), options such as `--force` in the messages of programs, and code blocks line by line. Comments,
texts in quotes and lines in Korean may differ, as may indentation and line breaks. Code that stands in the target
without its marks, or in the next paragraph, is not missing; a word in code marks that is an example text may be
translated.
Why: readers copy code. An altered name does not work, a translated option does not exist.
How to fix: copy it from the source. The fix does so where one name plainly took the place of another, and has the
particle behind it agree. It is unsafe, since the translation may belong to another version of the source. An error is
a name that was altered or translated, a warning one that is missing, or a block that differs.
Source: CommonMark 0.31, code spans and code blocks: their content is taken literally.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from tm.checks.code import Code, is_name, is_words, lines, normal, skeleton, spans
from tm.checks.particles import PARTNER, USE
from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.core import Edit, Kind, Segment, Severity, Span
from tm.lang import hangul
from tm.lang.reading import sound

KOREAN = """M402 코드 변경: 원문의 코드가 번역문에 없거나 달라졌습니다.

무엇을 찾나: 코드 조각은 내용으로(표시, reStructuredText의 역할, 공백, 빈 호출 괄호는 빼고), 프로그램 메시지의
`--force` 같은 옵션은 그대로, 코드 블록은 줄마다 비교합니다. 주석, 따옴표 안의 글, 한국어로 된 줄은 달라도 되고
들여쓰기와 줄바꿈도 달라도 됩니다. 표시 없이 적혔거나 다음 문단에 있는 코드는 빠진 것이 아니며, 코드로 표시한 예문은
옮겨도 됩니다.
왜: 독자는 코드를 복사합니다. 달라진 이름은 동작하지 않고, 번역된 옵션은 존재하지 않습니다.
고치는 법: 원문에서 복사합니다. 이름 하나가 바뀐 것이 분명하면 뒤의 조사와 함께 자동으로 고칠 수 있지만, 번역문이
다른 버전의 원문을 옮긴 것일 수 있어 안전하지 않은 수정입니다. 달라지거나 번역된 이름은 오류, 빠진 코드와 달라진
블록은 경고입니다.
근거: CommonMark 0.31의 코드 조각과 코드 블록. 내용을 글자 그대로 보여 줍니다.
"""

EXAMPLES = [
    Bad(
        "Call `setState` once.",
        "`setstate`를 한 번 호출합니다.",
        fixed="`setState`를 한 번 호출합니다.",
        at="`setstate`",
    ),
    Bad("Pass `--keep-all` to it.", "`--모두-유지`를 붙입니다.", fixed="`--keep-all`을 붙입니다."),
    Bad("Set `max_depth` and `min_size`.", "`max_depth`를 설정합니다."),
    Bad("```py\na = load(1)\nb = a + 2\n```", "```py\na = load(1)\nb = c + 2\n```", at="b = c + 2"),
    Good("Call `setState` once.", "`setState()`를 한 번 호출합니다."),
    Good("Set `depth` and `size`.", "depth와 `size`를 설정합니다."),
    Good("Write `<!-- skip: the reason -->`.", "`<!-- skip: 이유 -->`를 적습니다."),
    Good("It prints `Hello, world`.", "`안녕, 세상`을 출력합니다."),
    Good("```py\na = load(1)  # read it\n```", "```py\na = load(1)  # 읽습니다\n```"),
    Good('```js\nsay("Hello");\n```', '```js\nsay("안녕");\n```'),
]

#: Likeness from which one code span counts as a changed form of another.
ALIKE = 0.6
_OPTION = re.compile(r"(?<![\w-])--[a-z가-힣][\w-]*[^\W_]")


@rule("M402", "code-changed", Severity.ERROR, scope="bitext")
def code_changed(whole: Whole) -> Iterator[Hit]:
    """Report code spans that are missing or altered, and code blocks that differ."""
    for number, pair in enumerate(whole.pairs):
        if not pair.two_sided or not pair.trusted:
            continue
        if pair.source.kind is Kind.CODE or pair.target.kind is Kind.CODE:
            yield from _block(pair)
            continue
        text = pair.source.text
        if Kind.MARKUP in (pair.source.kind, pair.target.kind):
            continue
        if ("`" in text or "<code" in text or "<kbd" in text) and (lost := _lost(pair)):
            yield from _spans(pair, lost, whole.pairs[max(number - 1, 0) : number + 2])
        if pair.source.kind is Kind.ENTRY and "--" in text:
            yield from _options(pair)


def _lost(pair: Pair) -> list[Code]:
    """Code spans of the source that the target does not have in marks, or less often."""
    there = Counter(one.inner for one in spans(pair.target))
    own = spans(pair.source)
    here = Counter(one.inner for one in own)
    lost: list[Code] = []
    for one in own:
        if there[one.inner] < here[one.inner] and not any(one.inner == other.inner for other in lost):
            lost.append(one)
    return lost


def _there(inner: str, text: str) -> bool:
    """Does it stand in the text, and not as a part of a longer name?"""
    return re.search(rf"(?<![\w-]){re.escape(inner)}(?![A-Za-z0-9_-])", text) is not None


def _shown(segment: Segment) -> str:
    """The text without addresses, which may hold the names of code."""
    text = segment.text
    for mask in segment.masked:
        if mask.kind == "url":
            text = text[: mask.span.start] + " " * len(mask.span) + text[mask.span.end :]
    return text


def _folded(text: str) -> str:
    return re.sub(r"[\s`\\]", "", text).casefold()


def _spans(pair: Pair, lost: list[Code], near: Sequence[Pair]) -> Iterator[Hit]:
    here = {one.inner for one in spans(pair.source)}
    written = spans(pair.target)
    there = {one.inner for one in written}
    new = [one for one in written if one.inner not in here and one.inner not in pair.source.text]
    plain = _folded(_shown(pair.target))
    beside = {code.inner for other in near for code in spans(other.target)}
    for one in lost:
        rival = max(new, key=lambda other: _likeness(one.inner, other.inner), default=None)
        alike = rival is not None and _likeness(one.inner, rival.inner) >= ALIKE
        spoken = [other for other in new if hangul.has_hangul(other.inner)]
        if alike and rival is not None and (one.inner in there or not _there(one.inner, pair.target.text)):
            new.remove(rival)
            if skeleton(one.inner) != skeleton(rival.inner) and not is_words(one.inner):
                yield _altered(pair, one, rival, "code altered")
        elif _folded(one.inner) in plain:
            continue  # there, without its marks
        elif spoken:
            new.remove(spoken[0])
            if is_name(one.inner) and skeleton(one.inner) != skeleton(spoken[0].inner):
                yield _altered(pair, one, spoken[0], "code translated")
        elif one.inner not in beside and not is_words(one.inner) and not hangul.has_hangul(one.inner):
            yield Hit(
                None,
                f"code missing: {one.inner}",
                "add it",
                source=one.span,
                severity=Severity.WARNING,
                pair=pair,
            )


def _altered(pair: Pair, one: Code, rival: Code, what: str) -> Hit:
    written = rival.span.of(pair.target.text)
    source = one.span.of(pair.source.text)
    inner = normal(written)
    fixed = source if written.startswith(("`", ":")) else written.replace(inner, one.inner)
    return Hit(
        rival.span,
        f"{what}: the source has {one.inner}",
        "copy it from the source",
        source=one.span,
        fix=(Edit(rival.span, fixed), *_particle(pair.target, rival.span, inner, one.inner)),
        pair=pair,
    )


def _particle(target: Segment, span: Span, old: str, new: str) -> Iterator[Edit]:
    """The particle right behind replaced code, where it agreed with the old name and surely does not with the new."""
    found = USE.match(target.text, span.end)
    told = sound(new)
    if found is None or found["gap"] is not None or not sound(old).takes(found["form"]):
        return
    if told.listed and not told.takes(found["form"]):
        yield Edit(Span(*found.span("form")), PARTNER[found["form"]])


def _likeness(one: str, other: str) -> float:
    if one.casefold() == other.casefold():
        return 1.0
    if len(one) < 3 or len(other) < 3:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _options(pair: Pair) -> Iterator[Hit]:
    """Options in the messages of a program, which stand there without code marks."""
    there = {match[0]: Span(*match.span()) for match in _OPTION.finditer(pair.target.text)}
    new = [text for text in there if text not in pair.source.text]
    seen: set[str] = set()
    for match in _OPTION.finditer(pair.source.text):
        span = Span(*match.span())
        option = match[0]
        if option in pair.target.text or option in seen or pair.source.is_masked(span):
            continue
        seen.add(option)
        rival = next((text for text in new if hangul.has_hangul(text) or _likeness(option, text) >= ALIKE), None)
        if rival is not None:
            new.remove(rival)
            yield Hit(
                there[rival],
                f"option altered: the source has {option}",
                "copy it from the source",
                source=span,
                fix=Edit(there[rival], option),
                pair=pair,
            )
        else:
            yield Hit(None, f"option missing: {option}", "add it", source=span, severity=Severity.WARNING, pair=pair)


def _block(pair: Pair) -> Iterator[Hit]:
    """Code blocks of one bead: the first line that differs."""
    source, target = pair.source, pair.target
    if source.kind is not target.kind or pair.bead.type != "1-1" or source.text == target.text:
        return
    if source.key and source.key == target.key and source.kind is not Kind.ENTRY and target.text.isascii():
        return  # the key is a digest of the content
    here, there = lines(source.text), lines(target.text)
    own, other = [line.bare for line in here], [line.bare for line in there]
    if own == other or "".join(own) == "".join(other):
        return
    for tag, a, b, c, d in SequenceMatcher(None, own, other, autojunk=False).get_opcodes():
        if tag == "equal" or any(line.free for line in there[c:d]) or "".join(own[a:b]) == "".join(other[c:d]):
            continue
        left = Span(here[a].span.start, here[b - 1].span.end) if b > a else None
        if left and hangul.has_hangul(left.of(source.text)):
            continue
        right = Span(there[c].span.start, there[d - 1].span.end) if d > c else None
        at = there[c].span.start if c < len(there) else len(target.text)
        what = "code differs from the source" if left and right else "code missing" if left else "code added"
        yield Hit(
            right or Span(at, at),
            what,
            "copy it from the source",
            source=left,
            severity=Severity.WARNING,
            pair=pair,
        )
        return
