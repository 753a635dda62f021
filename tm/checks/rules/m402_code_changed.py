"""M402 code-changed: code of the source is missing in the target or was altered.

What it does: compares code spans by their content (marks, roles of reStructuredText, white space and empty call
brackets do not count), options such as `--force` in the messages of programs, and code blocks line by line. Comments,
texts in quotes that are no names and lines in Korean may differ, as may indentation, line breaks and what formatters
disagree on. What a reader of a command fills in (`open <file>`) may be translated. Code that stands in the target
without its marks, or in the next paragraph, is not missing; a word in code marks that is an example text may be
translated, unless the target keeps it as code elsewhere. A command whose word became another English one (`make test`,
`make check`) is altered, as is a name with a typing error. Free words of a comment in code marks (`# ignore T002
reason`) may be translated. The same words with Korean beside them, cells of a row in another order, a formula set in
another way and examples that show Korean instead of another language (`/zh/guide`, `/ko/guide`) are no change. Silent
where U203 reports the sentence that held the code.
Why: readers copy code. An altered name does not work, a translated option does not exist.
How to fix: copy it from the source. The fix does so where one name plainly took the place of another, and has the
particle behind it agree. It is unsafe, since the translation may belong to another version of the source. An error is
a name that was altered or translated, a warning one that is missing, that only lost the s of its plural, a word that is
code elsewhere, or a block that differs, information a word such as `name` or `reason` that stands for the reader's own
and an argument in Korean. A change that a document makes
throughout is told once.
Source: CommonMark 0.31, code spans and code blocks: their content is taken literally.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from tm.checks import gaps
from tm.checks.code import Code, is_name, is_words, lines, normal, spans
from tm.checks.code_blocks import blocks, options
from tm.checks.code_pairs import (
    ALIKE,
    folded,
    likeness,
    missing,
    mistyped,
    reworded,
    row,
    shown,
    stands,
    translated,
)
from tm.checks.code_same import divided, same, slip, weight
from tm.checks.particles import PARTNER, USE
from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.core import Edit, Kind, Segment, Severity, Span
from tm.lang import hangul
from tm.lang.reading import sound
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """M402 코드 변경: 원문의 코드가 번역문에 없거나 달라졌습니다.

무엇을 찾나: 코드 조각은 내용으로(표시, reStructuredText의 역할, 공백, 빈 호출 괄호는 빼고),
프로그램 메시지의 `--force` 같은 옵션은 그대로, 코드 블록은 줄마다 비교합니다. 주석, 이름이 아닌 따옴표
안의 글, 한국어로 된 줄은 달라도 되고 들여쓰기, 줄바꿈, 코드 정리 도구마다 다른 것도 달라도 됩니다. 명령에서
독자가 채워 넣을 자리(`open <file>`)는 옮겨도 됩니다. 표시 없이 적혔거나 다음 문단에 있는 코드는 빠진
것이 아니며, 코드로 표시한 예문은 번역문의 다른 곳에서 코드로 두지 않았다면 옮겨도 됩니다. 명령의 낱말이 다른 영어
낱말이 되었거나(`make test`가 `make check`로) 이름에 오타가 있으면 달라진 것입니다. 코드로 표시한
주석의 설명(`# ignore T002 reason`)도 옮겨도 됩니다. 같은 낱말에 한국어를 곁들인 것, 표에서 칸의
순서가 바뀐 것, 같은 모양으로 보이는 수식, 다른 언어 대신 한국어를 보여 주는 보기 (`/zh/guide`와
`/ko/guide`)는 달라진 것이 아닙니다. U203이 알린 빠진 문장의 코드는 다시 알리지 않습니다.
왜: 독자는 코드를 복사합니다. 달라진 이름은 동작하지 않고, 번역된 옵션은 존재하지 않습니다.
고치는 법: 원문에서 복사합니다. 이름 하나가 바뀐 것이 분명하면 뒤의 조사와 함께 자동으로 고칠 수 있지만, 번역문이 다른
버전의 원문을 옮긴 것일 수 있어 안전하지 않은 수정입니다. 달라지거나 번역된 이름은 오류, 빠진 코드와 달라진 블록,
복수형의 s만 빠진 이름, 다른 곳에서 코드로 쓴 낱말을 옮긴 것은 경고, `name`이나 `reason`처럼 독자가 자기 것을 적을
자리의 낱말과 한국어로 쓴 인수는 정보입니다.
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
    Bad("Run `make test` first.", "먼저 `make check`를 실행합니다.", fixed="먼저 `make test`를 실행합니다."),
    Bad("Run `npm install`.", "`npm start`를 실행합니다.", at="`npm start`"),
    Bad("`longest` returns it.", "`longest`가 그것을 돌려줍니다. `lonest`는 함수입니다.", at="`lonest`"),
    Good("Call `setState` once.", "`setState()`를 한 번 호출합니다."),
    Good("Type `good morning` here.", "여기에 `좋은 아침`을 입력합니다."),
    Good("Use `git add` and `git commit`.", "`git commit`과 `git add`를 씁니다."),
    Good("Run `open <file>` now.", "지금 `open <파일>`을 실행합니다."),
    Good("```js\nmap((x) => x)\n```", "```js\nmap(x => x)\n```"),
    Good("Set `depth` and `size`.", "depth와 `size`를 설정합니다."),
    Good("Write `<!-- skip: the reason -->`.", "`<!-- skip: 이유 -->`를 적습니다."),
    Good("Write `# keep-file T002 the reason`.", "`# keep-file T002 이유`라고 적습니다."),
    Good("Write `{/* keep T002 reason */}`.", "`{/* keep T002 이유 */}`라고 적습니다."),
    Bad("Write `# keep_file T002 reason`.", "`# 유지_파일 T002 이유`라고 적습니다."),
    Good("Send `GET (read)` first.", "먼저 `GET(조회, read)`을 보냅니다."),
    Good("Open `/zh/guide`.", "`/ko/guide`를 엽니다."),
    Good("It is `'a' | b`.", "`'a'` 또는 `b`입니다."),
    Good("It prints `Hello, world`.", "`안녕, 세상`을 출력합니다."),
    Good("```py\na = load(1)  # read it\n```", "```py\na = load(1)  # 읽습니다\n```"),
    Good('```js\nsay("Hello");\n```', '```js\nsay("안녕");\n```'),
]

_NAME = regex(r"[A-Za-z_]\w*")


@rule("M402", "code-changed", Severity.ERROR, scope="bitext")
def code_changed(whole: Whole) -> Iterator[Hit]:
    """Report code spans that are missing or altered, and code blocks that differ."""
    kept = _Kept(whole)
    for number, pair in enumerate(whole.pairs):
        if not pair.two_sided or not pair.trusted:
            continue
        if pair.source.kind is Kind.CODE or pair.target.kind is Kind.CODE:
            yield from blocks(pair)
            continue
        text = pair.source.text
        if Kind.MARKUP in (pair.source.kind, pair.target.kind):
            continue
        if "`" in text or "<code" in text or "<kbd" in text:
            yield from _spans(whole, pair, number, kept)
        if pair.source.kind is Kind.ENTRY and "--" in text:
            yield from options(pair)


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


def _spans(whole: Whole, pair: Pair, number: int, kept: _Kept) -> Iterator[Hit]:
    own, written = spans(pair.source), spans(pair.target)
    if [one.inner for one in own] == [one.inner for one in written]:
        return  # most pairs
    here, there = ({one.inner for one in found} for found in (own, written))
    other = [one for one in written if one.inner not in here]
    new = [one for one in other if not stands(one.inner, shown(pair.source))]
    lost = [one for one in missing(own, written) if not gaps.in_lost_sentence(whole, pair, one.span)]
    plain = folded(shown(pair.target)) if lost else ""
    near = whole.pairs[max(number - 1, 0) : number + 2] if lost else ()
    beside = {code.inner for other in near for code in spans(other.target)}
    cells = row(whole, number) if lost else ()
    if cells:
        swapped = {code.inner for cell in cells for code in spans(cell.target)}
        lost = [one for one in lost if one.inner not in swapped]
        swapped = {code.inner for cell in cells for code in spans(cell.source)}
        new = [one for one in new if one.inner not in swapped]
    written_so = {one.inner for one in written}
    gone: list[Code] = []
    for one in lost:
        if divided(one.inner, written_so):
            continue
        equal = [other for other in new if same(one.inner, other.inner)]
        if equal:
            new.remove(max(equal, key=lambda other: likeness(one.inner, other.inner)))
            continue
        if (reworded_as := reworded(one, lost, other)) is not None:
            yield _altered(pair, one, reworded_as)
            return
        rival = max(new, key=lambda other: likeness(one.inner, other.inner), default=None)
        alike = rival is not None and likeness(one.inner, rival.inner) >= ALIKE
        if alike and rival is not None and (one.inner in there or not stands(one.inner, pair.target.text)):
            new.remove(rival)
            if slip(one.inner, rival.inner):
                yield _altered(pair, one, rival, Severity.WARNING)
            elif not is_words(one.inner):
                yield _altered(pair, one, rival, weight(one.inner, rival.inner))
        elif folded(one.inner) not in plain:  # or else it is there, without its marks
            gone.append(one)
    if not new and not gone:
        return
    for one, spoken in translated(pair, gone, new, kept.translations):
        gone.remove(one)
        if is_name(one.inner):
            yield _altered(pair, one, spoken, weight(one.inner, spoken.inner), translated=True)
        elif kept.has(one.inner) and not is_name(one.inner):
            yield _altered(pair, one, spoken, Severity.WARNING, translated=True)
    for one, typed in mistyped(own, new):
        yield _altered(pair, one, typed)
    for one in gone:
        if one.inner not in beside and not is_words(one.inner) and not hangul.has_hangul(one.inner):
            message = say("code missing: {code}", code=one.inner)
            yield Hit(None, message, say("add it"), source=one.span, severity=Severity.WARNING, pair=pair)


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
