"""M402 code-changed: code of the source is missing in the target or was altered.

What it does: compares code spans by their content (marks, roles of reStructuredText, white space and empty call
brackets do not count), options such as `--force` in the messages of programs, and code blocks line by line. Comments,
texts in quotes and lines in Korean may differ, as may indentation, line breaks and what formatters disagree on. What a
reader of a command fills in (`open <file>`) may be translated. Code that stands in the target without its marks, or in
the next paragraph, is not missing; a word in code marks that is an example text may be translated, unless the target
keeps it as code elsewhere. Free words of a comment in code marks (`# ignore T002 reason`) may be translated. Silent
where U203 reports the sentence that held the code.
Why: readers copy code. An altered name does not work, a translated option does not exist.
How to fix: copy it from the source. The fix does so where one name plainly took the place of another, and has the
particle behind it agree. It is unsafe, since the translation may belong to another version of the source. An error is
a name that was altered or translated, a warning one that is missing, a word that is code elsewhere, or a block that
differs, information a word such as `name` or `reason` that stands for the reader's own. A change that a document makes
throughout is told once.
Source: CommonMark 0.31, code spans and code blocks: their content is taken literally.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property

from tm.checks import gaps
from tm.checks.code import Code, filled_in, is_name, is_words, lines, normal, same, spans
from tm.checks.particles import PARTNER, USE
from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.core import Edit, Kind, Segment, Severity, Span
from tm.lang import hangul
from tm.lang.reading import sound
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """M402 코드 변경: 원문의 코드가 번역문에 없거나 달라졌습니다.

무엇을 찾나: 코드 조각은 내용으로(표시, reStructuredText의 역할, 공백, 빈 호출 괄호는 빼고), 프로그램
메시지의 `--force` 같은 옵션은 그대로, 코드 블록은 줄마다 비교합니다. 주석, 따옴표 안의 글, 한국어로 된 줄은 달라도
되고 들여쓰기, 줄바꿈, 코드 정리 도구마다 다른 것도 달라도 됩니다. 명령에서 독자가 채워 넣을 자리(`open
<file>`)는 옮겨도 됩니다. 표시 없이 적혔거나 다음 문단에 있는 코드는 빠진 것이 아니며, 코드로 표시한 예문은 번역문의
다른 곳에서 코드로 두지 않았다면 옮겨도 됩니다. 코드로 표시한 주석의 설명(`# ignore T002 reason`)도 옮겨도
됩니다. U203이 알린 빠진 문장의 코드는 다시 알리지 않습니다.
왜: 독자는 코드를 복사합니다. 달라진 이름은 동작하지 않고, 번역된 옵션은 존재하지 않습니다.
고치는 법: 원문에서 복사합니다. 이름 하나가 바뀐 것이 분명하면 뒤의 조사와 함께 자동으로 고칠 수 있지만, 번역문이 다른
버전의 원문을 옮긴 것일 수 있어 안전하지 않은 수정입니다. 달라지거나 번역된 이름은 오류, 빠진 코드와 달라진 블록, 다른
곳에서 코드로 쓴 낱말을 옮긴 것은 경고, `name`이나 `reason`처럼 독자가 자기 것을 적을 자리의 낱말은 정보입니다.
문서 전체에서 똑같이 바뀐 것은 한 번만 알립니다.
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
    Good("Run `open <file>` now.", "지금 `open <파일>`을 실행합니다."),
    Good("```js\nmap((x) => x)\n```", "```js\nmap(x => x)\n```"),
    Good("Set `depth` and `size`.", "depth와 `size`를 설정합니다."),
    Good("Write `<!-- skip: the reason -->`.", "`<!-- skip: 이유 -->`를 적습니다."),
    Good("Write `# keep-file T002 the reason`.", "`# keep-file T002 이유`라고 적습니다."),
    Good("Write `{/* keep T002 reason */}`.", "`{/* keep T002 이유 */}`라고 적습니다."),
    Bad("Write `# keep_file T002 reason`.", "`# 유지_파일 T002 이유`라고 적습니다."),
    Good("It prints `Hello, world`.", "`안녕, 세상`을 출력합니다."),
    Good("```py\na = load(1)  # read it\n```", "```py\na = load(1)  # 읽습니다\n```"),
    Good('```js\nsay("Hello");\n```', '```js\nsay("안녕");\n```'),
]

#: Likeness from which one code span counts as a changed form of another.
ALIKE = 0.6
_NAME = regex(r"[A-Za-z_]\w*")
_TOKEN = regex(r"\w+|\W")
_OPTION = regex(r"(?<![\w-])--[a-z가-힣][\w-]*[^\W_]")


@rule("M402", "code-changed", Severity.ERROR, scope="bitext")
def code_changed(whole: Whole) -> Iterator[Hit]:
    """Report code spans that are missing or altered, and code blocks that differ."""
    kept = _Kept(whole)
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
            lost = [one for one in lost if not gaps.in_lost_sentence(whole, pair, one.span)]
            yield from _spans(pair, lost, whole.pairs[max(number - 1, 0) : number + 2], kept)
        if pair.source.kind is Kind.ENTRY and "--" in text:
            yield from _options(pair)


class _Kept:
    """Words that the target has as code somewhere: whoever translates one there has overlooked that it is a name."""

    def __init__(self, whole: Whole) -> None:
        self.whole = whole
        self.translations: dict[str, str] = {}  # code in Korean, and what it was where there was no other

    def has(self, word: str) -> bool:
        """Is that one name, which a code span or a listing of the target holds?"""
        return _NAME.fullmatch(word) is not None and (
            f"`{word}`" in self.whole.bitext.target.text or word in self._listed
        )

    @cached_property
    def _listed(self) -> frozenset[str]:
        """Words of the listings, comments and texts left out."""
        return frozenset(
            word
            for segment in self.whole.bitext.target.segments
            if segment.kind is Kind.CODE
            for line in lines(segment.text)
            for word in _NAME.findall(line.span.of(segment.text))
        )


def _lost(pair: Pair) -> list[Code]:
    """Code spans of the source that the target does not have in marks, or less often."""
    own = spans(pair.source)
    if not own:
        return []
    inners, others = [one.inner for one in own], [one.inner for one in spans(pair.target)]
    if inners == others:  # most pairs
        return []
    here, there = Counter(inners), Counter(others)
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


def _spans(pair: Pair, lost: list[Code], near: Sequence[Pair], kept: _Kept) -> Iterator[Hit]:
    here = {one.inner for one in spans(pair.source)}
    written = spans(pair.target)
    there = {one.inner for one in written}
    new = [one for one in written if one.inner not in here and not _there(one.inner, pair.source.text)]
    plain = _folded(_shown(pair.target))
    beside = {code.inner for other in near for code in spans(other.target)}
    gone: list[Code] = []
    for one in lost:
        rival = max(new, key=lambda other: _likeness(one.inner, other.inner), default=None)
        alike = rival is not None and _likeness(one.inner, rival.inner) >= ALIKE
        if alike and rival is not None and (one.inner in there or not _there(one.inner, pair.target.text)):
            new.remove(rival)
            if not same(one.inner, rival.inner) and not is_words(one.inner):
                yield _altered(pair, one, rival, _severity(one, rival))
        elif _folded(one.inner) not in plain:  # or else it is there, without its marks
            gone.append(one)
    for one, spoken in _translated(pair, gone, new, kept.translations):
        gone.remove(one)
        if is_name(one.inner) and not same(one.inner, spoken.inner):
            yield _altered(pair, one, spoken, _severity(one, spoken), translated=True)
        elif kept.has(one.inner) and not is_name(one.inner):
            yield _altered(pair, one, spoken, Severity.WARNING, translated=True)
    for one in gone:
        if one.inner not in beside and not is_words(one.inner) and not hangul.has_hangul(one.inner):
            message = say("code missing: {code}", code=one.inner)
            yield Hit(None, message, say("add it"), source=one.span, severity=Severity.WARNING, pair=pair)


def _translated(pair: Pair, gone: list[Code], new: list[Code], known: dict[str, str]) -> list[tuple[Code, Code]]:
    """Code in Korean, each with the lost code that it translates.

    That is what it translated elsewhere, or what stood at nearly the same place of the text.
    """
    spoken = [one for one in new if hangul.has_hangul(one.inner)]
    lengths = max(len(pair.source.text), 1), max(len(pair.target.text), 1)

    def apart(one: Code, other: Code) -> tuple[int, float]:
        places = one.span.start / lengths[0], other.span.start / lengths[1]
        unknown = other.inner not in known and one.inner not in known.values()
        return 1 if unknown else 2 * (known.get(other.inner) != one.inner), abs(places[0] - places[1])

    near = sorted((*apart(one, other), i, j) for i, one in enumerate(gone) for j, other in enumerate(spoken))
    found: dict[int, int] = {}
    for _, _, i, j in near:
        if i not in found and j not in found.values():
            found[i] = j
    if len(gone) == len({one.inner for one in spoken}) == 1:
        known.setdefault(spoken[0].inner, gone[0].inner)
    return [(gone[i], spoken[j]) for i, j in sorted(found.items())]


def _severity(one: Code, rival: Code) -> Severity | None:
    return Severity.INFO if filled_in(one.inner, rival.inner) else None


def _altered(pair: Pair, one: Code, rival: Code, severity: Severity | None = None, *, translated: bool = False) -> Hit:
    written = rival.span.of(pair.target.text)
    source = one.span.of(pair.source.text)
    inner = normal(written)
    fixed = source if written.startswith(("`", ":")) else written.replace(inner, one.inner)
    return Hit(
        rival.span,
        say(
            "code translated: the source has {code}" if translated else "code altered: the source has {code}",
            code=one.inner,
        ),
        say("copy it from the source"),
        source=one.span,
        severity=severity,
        habit=f"{one.inner} {rival.inner}",
        fix=(Edit(rival.span, fixed), *_particle(pair.target, rival.end, inner, one.inner)),
        pair=pair,
    )


def _particle(target: Segment, end: int, old: str, new: str) -> Iterator[Edit]:
    """The particle right behind replaced code, where it agreed with the old name and surely does not with the new."""
    found = USE.match(target.text, end)
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
                say("option altered: the source has {option}", option=option),
                say("copy it from the source"),
                source=span,
                fix=Edit(there[rival], option),
                pair=pair,
            )
        else:
            yield Hit(
                None,
                say("option missing: {option}", option=option),
                say("add it"),
                source=span,
                severity=Severity.WARNING,
                pair=pair,
            )


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
        if left and right:
            what = say("code differs from the source")
        else:
            what = say("code missing" if left else "code added")
        yield Hit(
            right or Span(at, at),
            what,
            say("copy it from the source"),
            source=left,
            severity=Severity.WARNING,
            pair=pair,
            habit=_change("".join(own[a:b]), "".join(other[c:d])),
        )
        return


def _change(own: str, other: str) -> str:
    """What a piece of code became, where it is but a name or an argument: listings often change throughout."""
    before, after = _TOKEN.findall(own), _TOKEN.findall(other)
    changed = [
        f"{''.join(before[a:b])} {''.join(after[c:d])}"
        for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    return changed[0] if len(changed) == 1 and len(changed[0]) < 40 else ""
