"""C101 source-split: a sentence that recurs in the source is translated in several ways.

What it does: compares whole segments and sentences of two words and more; in catalogues with contexts, of three, since
a short label may be another part of speech there. Headings are C103. What stands in brackets after a word as its source
form, end marks and markup do not count. Info where spaces alone differ, or inside a paragraph, where the sentences
around may ask for another wording.
Why: a caption, a label, a warning that is the same in the source should be so in the translation: whoever meets the
second wording looks for the difference.
How to fix: choose one wording. There is no automatic fix.
Source: "inconsistent translation" of the MQM typology (consistency), and the repetition check of CAT tools.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from tm.checks.cues import is_cue
from tm.checks.mined import Unit
from tm.checks.registry import Bad, Good, Hit, Whole, rule
from tm.checks.repeated import context, has_words, repeated, same, short, without_glosses, words
from tm.core import Kind, Severity
from tm.messages import say

KOREAN = """C101 원문 갈림: 원문에 되풀이되는 문장을 여러 가지로 옮겼습니다.

무엇을 찾나: 두 낱말 이상인 세그먼트와 문장을 비교하여, 원문은 같은데 번역이 다른 것을 알립니다. 문맥이 있는 메시지
목록에서는 세 낱말 이상만 봅니다. 짧은 레이블은 문맥에 따라 품사가 다를 수 있기 때문입니다. 제목은 C103이 맡습니다.
괄호 안의 원어, 문장 끝 부호, 서식은 비교하지 않습니다. 띄어쓰기만 다르거나 앞뒤 문장에 맞추어 달리 쓸 수 있는 문단 속
문장이면 정보입니다.
왜: 원문에서 같은 설명글, 레이블, 주의문은 번역문에서도 같아야 합니다. 다른 표현을 만난 독자는 무엇이 다른지 찾게
됩니다.
고치는 법: 표현 하나를 골라 통일합니다. 자동으로 고치지 않습니다.
근거: MQM 오류 유형 "일관성"(일관되지 않은 번역), 번역 도구의 반복 검사.
"""

EXAMPLES = [
    Bad(
        "See the notes. Wait. See the notes.",
        "주석을 보세요. 기다리세요. 참고 사항을 보세요.",
        at="참고 사항을 보세요.",
    ),
    Bad("Image by the author. A cat. Image by the author.", "그림: 필자. 고양이. 글쓴이의 그림.", at="글쓴이의 그림."),
    Bad("Close the lid first. Go. Close the lid first.", "먼저 뚜껑을 닫으세요. 가세요. 뚜껑부터 닫습니다."),
    Good("See the notes. Wait. See the notes.", "주석을 보세요. 기다리세요. 주석을 보세요."),
    Good("See the notes. Wait. See the note.", "주석을 보세요. 기다리세요. 참고 사항을 보세요."),
    Good("No overfitting here. Go. No overfitting here.", "과적합(overfitting) 없음. 가세요. 과적합 없음."),
    Good("Done! Wait. Done!", "끝! 기다리세요. 다 됐습니다!"),
]
#: Words of a sentence from which another wording is a warning.
_LONG = 3


@rule("C101", "source-split", Severity.WARNING, scope="bitext")
def source_split(whole: Whole) -> Iterator[Hit]:
    """One finding for each place where a recurring source has a rarer translation."""
    groups: dict[str, list[Unit]] = defaultdict(list)
    for unit in repeated(whole.pairs):
        entry = unit.source.kind is Kind.ENTRY  # there, an end mark or an access key may be the difference
        groups[unit.source.text.strip() if entry else same(unit.source.text)].append(unit)
    for group in groups.values():
        found = [unit for unit in group if has_words(unit.source.text, 2)] if len(group) > 1 else []
        if len(found) < 2:
            continue
        contexts = {context(unit.source) for unit in found}
        if len(contexts) == 1 or has_words(found[0].source.text, _LONG):
            yield from _split(found)


def _split(found: Sequence[Unit]) -> Iterator[Hit]:
    wordings = [same(without_glosses(unit.target.text)) for unit in found]
    counts = Counter(wordings)
    most = max(counts, key=lambda wording: (counts[wording], -wordings.index(wording)))
    home = found[wordings.index(most)]
    for unit, wording in zip(found, wordings, strict=True):
        if wording == most:
            continue
        spaces = wording.replace(" ", "") == most.replace(" ", "")
        inside = unit.source.kind is Kind.SENTENCE and len(unit.source.text) < len(unit.pair.source.text.strip())
        running = inside or (unit.source.kind is Kind.SENTENCE and words(unit.source.text) < _LONG)
        source, target = unit.whole
        yield Hit(
            target,
            say(
                "'{source}' is translated otherwise elsewhere: {target}",
                source=short(unit.source.text),
                target=short(home.target.text),
            ),
            help=say("translate the same text in the same way"),
            source=source,
            severity=Severity.INFO if spaces or running or is_cue(unit.pair.target) else None,
            pair=unit.pair,
            related=[(say("the other translation"), home.pair, home.whole[1])],
        )
