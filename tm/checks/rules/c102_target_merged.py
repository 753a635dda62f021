"""C102 target-merged: two sources that say different things have one and the same translation.

What it does: reports it where the two sources differ in a number, or where each has a noun that the other lacks.
Sources that differ in their verbs, articles or wording alone may well be translated alike, and words that the document
renders alike count as the same. In catalogues of more than 8,000 messages numbers alone are compared: learning what is
rendered alike would take longer than the whole check (`at-most = 0` does it).
Why: a translation taken over from a neighbour, or filled in by a memory, drops what is new in the second source.
How to fix: translate what differs. There is no automatic fix.
Source: "same target, different source" of CAT tools; MQM, accuracy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tm.checks.mined import AT_MOST, Unit, mined
from tm.checks.registry import Bad, Good, Hit, Whole, rule
from tm.checks.repeated import has_words, repeated, same, short
from tm.core import Severity
from tm.lang import en, hangul
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """C102 번역 겹침: 서로 다른 것을 말하는 두 원문의 번역이 똑같습니다.

무엇을 찾나: 번역은 같은데 두 원문의 숫자가 다르거나, 서로 상대에게 없는 명사가 있으면 알립니다. 동사나 관사, 표현만
다른 원문은 같게 옮길 수도 있으므로 알리지 않습니다. 이 문서에서 같은 말로 옮긴 낱말은 같은 것으로 봅니다.
메시지가 8,000개를 넘는 목록에서는 숫자만 비교합니다(`at-most = 0`이면 모두 봅니다).
왜: 이웃 문장의 번역을 지우지 않았거나 번역 메모리의 번역을 그대로 쓴 것일 수 있습니다. 그러면 원문의 말 하나가
사라집니다.
고치는 법: 다른 부분을 살려 옮깁니다. 자동으로 고치지 않습니다.
근거: MQM 오류 유형 "정확성", 번역 도구의 검사(원문은 다르고 번역은 같음).
"""

EXAMPLES = [
    Bad("Delete the photo. Go. Remove from the album.", "사진을 삭제합니다. 가세요. 사진을 삭제합니다."),
    Bad("It takes 5 minutes. Wait. It takes 10 minutes.", "5분 걸립니다. 기다리세요. 5분 걸립니다."),
    Bad("Open the window. Now. Close the door.", "창문을 여세요. 지금. 창문을 여세요."),
    Good("Delete the photo. Go. Remove the photo.", "사진을 삭제합니다. 가세요. 사진을 삭제합니다."),
    Good("It takes 5 minutes. Wait. It takes five minutes.", "5분 걸립니다. 기다리세요. 5분 걸립니다."),
    Good("The photo is gone. Go. A photo was gone.", "사진이 없어졌다. 가세요. 사진이 없어졌다."),
    Good("Yes. Go. Sure.", "네. 가세요. 네."),
]
_DIGITS = regex(r"\d+(?:[.,]\d+)*")
#: Letters of a translation below which two sources may meet by chance: 확인, 없음.
_LEAST = 4


@rule("C102", "target-merged", Severity.WARNING, scope="bitext", language="ko")
def target_merged(whole: Whole, *, at_most: int = AT_MOST) -> Iterator[Hit]:
    """One finding for each translation that stands for another source already.

    at_most: beads of a bitext whose nouns are compared; 0 for any number
    """
    if not whole.bitext.source.language.lower().startswith("en"):
        return
    nouns = not 0 < at_most < len(whole.pairs)
    groups: dict[str, list[Unit]] = defaultdict(list)
    for unit in repeated(whole.pairs):
        groups[same(unit.target.text)].append(unit)
    for wording, group in groups.items():
        if len(group) < 2 or sum(map(hangul.is_hangul, wording)) < _LEAST:
            continue
        found = [unit for unit in group if has_words(unit.source.text, 2)]
        for at, unit in enumerate(found):
            for earlier in found[:at]:
                if why := _differ(whole, earlier, unit, nouns=nouns):
                    yield _hit(unit, earlier, why)
                    break


def _hit(unit: Unit, earlier: Unit, why: str) -> Hit:
    source, target = unit.whole
    return Hit(
        target,
        say("the same translation stands for '{text}': {why}", text=short(earlier.source.text), why=why),
        help=say("translate what differs"),
        source=source,
        pair=unit.pair,
        related=[(say("the same translation here"), earlier.pair, earlier.whole[1])],
    )


def _differ(whole: Whole, one: Unit, other: Unit, *, nouns: bool) -> str:
    """In what two sources differ; empty where they may say the same."""
    if same(one.source.text) == same(other.source.text):
        return ""
    numbers = [sorted(_DIGITS.findall(pair.source.text)) for pair in (one, other)]
    if all(numbers) and numbers[0] != numbers[1]:
        return say("{left} there, {right} here", left=", ".join(numbers[0]), right=", ".join(numbers[1]))
    if not nouns:
        return ""
    left, right = _nouns(one), _nouns(other)
    only_left, only_right = left - right, right - left
    if not only_left or not only_right or _alike(only_left, only_right):
        return ""
    miner = mined(whole).miner
    rendered = [{miner.rendered(word) for word in side} - {""} for side in (only_left, only_right)]
    if rendered[0] & rendered[1]:
        return ""
    return say("{left} there, {right} here", left=min(only_left), right=min(only_right))


def _nouns(unit: Unit) -> set[str]:
    """The nouns of a source; a first word that can be a verb is taken for a command: `Delete photo`."""
    from tm.terms.mine_features import NOUN, features

    found = [f for f in features(unit.source, "en") if f.kind == NOUN and f.size == 1]
    first = next(iter(en.tokens(unit.source.text)), None)
    command = first is not None and en.also_verb(first)
    return {f.label for f in found if not (command and first is not None and f.span.start == first.span.start)}


def _alike(left: set[str], right: set[str]) -> bool:
    """Is a word of one side another form, or part, of one of the other: log and logging, mail and email?"""
    return any(a[:4] == b[:4] or a in b or b in a for a in left for b in right)
