"""U206 source-changed: the source changed after it was translated, and the translation did not.

What it does: with `--diff-base REV`, compares both files with what they were at that revision, paragraph by paragraph
(re-wrapped lines and moved paragraphs did not change), and reports source paragraphs and code blocks whose text changed
while their translation is the same as before. It says which words changed. A paragraph that is new in the source is
left to U203. Without `--diff-base` there is nothing to compare with, and the rule says nothing.
Why: whoever edits the source seldom edits its translations; nothing else shows that one of them is out of date.
How to fix: translate the change. If the translation fits as it is, accept the finding, or compare with a later
revision. A change of punctuation, case or markup alone is information.
Source: statuses "fuzzy" of gettext and "needs review" of translation platforms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from tm.checks.changes import Changes, folded
from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.core import Kind, Severity, Span
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """U206 원문 변경: 번역한 뒤에 원문이 바뀌었는데 번역문은 그대로입니다.

무엇을 찾나: `--diff-base REV`를 주면 두 파일을 그 리비전의 내용과 문단별로 비교하여(줄을 다시 나누거나 문단을 옮긴 것은
바뀐 것으로 보지 않습니다) 원문 문단이나 코드 블록은 바뀌었는데 번역은 예전과 같은 곳을 알리고, 어떤 낱말이 바뀌었는지
보여 줍니다. 원문에 새로 생긴 문단은 U203이 맡습니다. `--diff-base`가 없으면 비교할 것이 없으므로 아무것도 알리지
않습니다.
왜: 원문을 고치는 사람이 번역까지 고치는 일은 드뭅니다. 번역이 낡았다는 사실은 다른 흔적을 남기지 않습니다.
고치는 법: 바뀐 내용을 번역에 반영합니다. 번역이 그대로 맞으면 억제하거나 더 나중 리비전과 비교합니다. 문장 부호,
대소문자, 마크업만 바뀐 것은 정보입니다.
근거: gettext의 fuzzy 상태, 번역 플랫폼의 "검토 필요" 상태.
"""

EXAMPLES = [
    Bad("Light four lamps.", "등불을 세 개 켭니다.", before="Light three lamps.", at="등불을 세 개 켭니다."),
    Bad("Close the door at night.", "문을 닫습니다.", before="Close the door."),
    Bad("The keeper sleeps.", "등대지기는 낮에 잡니다.", before="The keeper sleeps by day."),
    Bad("Quick start", "시작하기", before="Getting started"),
    Good("Light three lamps.", "등불을 세 개 켭니다.", before="Light three lamps."),
    Good("Light three\nlamps.", "등불을 세 개 켭니다.", before="Light\nthree lamps."),
    Good("Light four lamps.", "등불을 네 개 켭니다."),
]

#: Kinds whose changes a translator has nothing to do with.
_PASSED = frozenset({Kind.MARKUP, Kind.MEDIA})
#: Changed places that are shown, and how much of each.
_SHOWN, _LONGEST = 2, 40
_MARKS = regex(r"[\W_]+")


@rule("U206", "source-changed", Severity.WARNING, scope="revision")
def source_changed(whole: Whole, changes: Changes) -> Iterator[Hit]:
    """Report pairs whose source changed since a revision while their target did not."""
    if changes.source.all or changes.target.all:
        return
    for pair in whole.pairs:
        if not pair.two_sided or pair.source.kind in _PASSED or pair.source.text == pair.target.text:
            continue
        if not any(index in changes.target.before for index in pair.bead.target):
            yield from _changed(pair, whole, changes)


def _changed(pair: Pair, whole: Whole, changes: Changes) -> Iterator[Hit]:
    """One hit, for the first segment of the source that changed."""
    at = 0
    for index in pair.bead.source:
        now = whole.bitext.source.segments[index].text
        before = changes.source.before.get(index)
        if before is not None:
            message = say(
                "the source changed since {revision}, the translation did not: {difference}",
                revision=changes.revision,
                difference=_difference(before, now),
            )
            same = _MARKS.sub("", before).casefold() == _MARKS.sub("", now).casefold()
            severity = Severity.INFO if same else Severity.WARNING
            span = _span(before, now)
            help_ = say("translate the change")
            yield Hit(None, message, help_, source=span.shift(at), pair=pair, severity=severity)
            return
        at += len(now) + 1


def _difference(before: str, now: str) -> str:
    """`three → four; + at night`."""
    old, new = folded(before).split(" "), folded(now).split(" ")
    shown = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        left, right = _cut(" ".join(old[i1:i2])), _cut(" ".join(new[j1:j2]))
        shown.append(f"{left} → {right}" if left and right else f"+ {right}" if right else f"− {left}")
    return "; ".join(shown[:_SHOWN]) + ("; …" if len(shown) > _SHOWN else "")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"


def _span(before: str, now: str) -> Span:
    """From the first to the last word that is not as it was; where words were only removed, the whole text."""
    words = list(re.finditer(r"\S+", now))
    matcher = SequenceMatcher(None, before.split(), [word[0] for word in words], autojunk=False)
    new = [j for tag, _, _, j1, j2 in matcher.get_opcodes() if tag != "equal" for j in range(j1, j2)]
    return Span(words[new[0]].start(), words[new[-1]].end()) if new else Span(0, len(now))
