"""T006 term-misspelled: an approved rendering is there, but misspelt.

What it does: the glossary's rendering is not in the target, and a word is that differs from it by one letter (임배딩
for 임베딩), or by two where both spell the same foreign word (투플 for 튜플). Letters are jamo, of which a syllable has
two or three. Silent where the word is one of the dictionary, or renders another word of the source. What a document
does throughout is a warning at its first place, and info elsewhere.
Why: it is understood, but not found by a search, and spreads through the translation memory.
How to fix: write the approved rendering; the particle behind it is repaired. Safe where one letter of a longer word
differs.
Source: the glossary's spelling; MQM error type "spelling".
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Whole, rule
from tm.checks.term_counts import checked, counts
from tm.core import Severity
from tm.lang import hangul
from tm.messages import counted, say
from tm.terms.replace import noun, replacing

KOREAN = """T006 용어 오기: 표준 번역어를 잘못 적었습니다.

무엇을 찾나: 용어집의 번역어는 없고 그와 자모 하나만 다른 말(임베딩을 임배딩으로)이 있는 곳을 알립니다. 같은 외래어를
소리대로 적은 말이면 자모 둘까지 봅니다(튜플을 투플로). 사전에 있는 말이거나 원문의 다른 낱말을 옮긴 말이면 알리지
않습니다. 문서가 한결같이 쓰는 표기는 처음 나온 자리에서 경고이고, 나머지 자리는 정보입니다.
왜: 뜻은 통해도 검색되지 않고, 번역 메모리를 거쳐 다음 글로 퍼집니다.
고치는 법: 표준 번역어로 바꾸고 뒤따르는 조사를 맞춥니다. 긴 말에서 자모 하나만 다르면 안전한 수정입니다.
근거: 용어집의 표기, MQM 오류 유형 "철자".
"""

EXAMPLES = [
    Bad("Use a template.", "탬플릿을 쓴다.", glossary="template,템플릿", at="탬플릿", fixed="템플릿을 쓴다."),
    Bad("The embedding is small.", "임배딩은 작다.", glossary="embedding,임베딩", fixed="임베딩은 작다."),
    Bad("A tuple is needed.", "투플이어야 한다.", glossary="tuple,튜플", at="투플"),
    Bad("It needs a framework.", "프래임워크가 있어야 한다.", glossary="framework,프레임워크", at="프래임워크"),
    Bad("Parameters vary.", "매개변스가 다르다.", glossary="parameter,매개변수", at="매개변스"),
    Good("Use a template.", "템플릿을 쓴다.", glossary="template,템플릿"),
    Good("Use a template.", "탬플릿과 템플릿을 쓴다.", glossary="template,템플릿"),
    Good("The feature is new.", "기둥이 새롭다.", glossary="feature,기능"),
    Good("It is a mode of the node.", "노드의 모드이다.", glossary="mode,모드\nnode,노드"),
    Good("Use it.", "탬플릿을 쓴다.", glossary="template,템플릿"),
]

_SAFE = 8  #: jamo of a word in which one that differs is a slip


@rule("T006", "term-misspelled", Severity.ERROR, scope="bitext")
def term_misspelled(whole: Whole) -> Iterator[Hit]:
    """One finding a term and segment; of a spelling that the document has throughout, the first is a warning."""
    for pair, use in checked(whole):
        rival = use.rival
        if rival is None or rival.status != "misspelled" or use.rendered or use.concept.kept:
            continue
        tally = counts(whole).tallies[use.concept.source]
        choice = tally.chosen(rival.target)
        severity = Severity.INFO if choice else None
        if choice and tally.is_first(rival.target, pair):
            severity = Severity.WARNING
        wanted = min(use.concept.wanted, key=lambda target: hangul.jamo_distance(target, rival.target))
        written = noun(wanted)
        distance = hangul.jamo_distance(wanted, rival.target)
        yield Hit(
            rival.span,
            counted(
                say(
                    "{rival}: '{source}' is spelt {wanted}",
                    rival=rival.target,
                    source=use.concept.source,
                    wanted=wanted,
                ),
                choice,
            ),
            help=say("write {wanted}", wanted=wanted),
            source=use.source[0],
            term=use.concept.source,
            fix=replacing(pair.target.text, rival.span, written) if written else (),
            pair=pair,
            severity=severity,
            safe=not choice and distance == 1 and len(hangul.jamo(wanted)) >= _SAFE,
        )
