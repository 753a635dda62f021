"""K610 word-misspelt: a slip of the keys in a word that the text has right elsewhere.

What it does: finds a word that stands once or twice and is one slip of a finger away from a word that the same text
uses often: a key too many or too few, a neighbouring key, two keys swapped, a syllable doubled (인스턴수 for 인스턴스).
It speaks only where the source agrees: the source word that goes with the usual word in most of its places stands
here as well, and the usual word is not there to render it. Silent where the rare word is one of the dictionary or the
glossary, is derived from the usual one (스트리머 beside 스트림), is quoted, or has the source word behind it in
brackets, and for names.
Why: such a slip makes no word, so no later step looks for it, and a search for the term does not find the place.
How to fix: write the usual word, as the help says. Not safe: look at the word first.
Source: MQM error type "spelling"; Damerau (1964), A technique for computer detection and correction of spelling errors;
the two-set keyboard (KS X 5002).
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks import slips
from tm.checks.mined import AT_MOST, Unit, units
from tm.checks.registry import Bad, Good, Hit, Whole, rule
from tm.core import Severity, Span
from tm.messages import say
from tm.terms.replace import replacing

KOREAN = """K610 낱말 오타: 같은 글의 다른 곳에서는 바르게 적은 낱말을 잘못 쳤습니다.

무엇을 찾나: 한두 번만 나오고, 같은 글에서 자주 쓰는 낱말과 글쇠 하나만 다른 낱말을 찾습니다. 글쇠를 하나 더 치거나
빠뜨린 것, 옆 글쇠를 친 것, 두 글쇠의 차례가 바뀐 것, 글자가 겹친 것입니다(인스턴스를 인스턴수로).
원문도 같은 말을 할 때만 알립니다. 자주 쓰는 낱말이 나오는 곳마다 원문에 있는 단어가 이곳의 원문에도 있고, 이곳의
번역문에는 자주 쓰는 낱말이 없어야 합니다. 사전이나 용어집에 있는 낱말, 자주 쓰는 낱말에서 갈라져 나온 말(스트림 곁의
스트리머), 따옴표로 묶은 말, 괄호 안에 원어를 적은 말, 이름은 알리지 않습니다.
왜: 이런 오타는 낱말이 되지 않아 이후 단계에서 찾아 주지 않고, 용어를 검색해도 나오지 않습니다.
고치는 법: 도움말대로 자주 쓰는 낱말을 적습니다. 안전한 수정이 아니므로 낱말을 먼저 확인하십시오.
근거: MQM 오류 유형 "철자", Damerau(1964)의 오타 분류, 두벌식 자판(KS X 5002).
"""

_INSTANCES = (
    "Create an instance. The text is long. Delete the instance. It is late. Name every instance. The sky is blue. "
    "Start one more {}."
)
_KOREAN = (
    "인스턴스를 만듭니다. 글이 깁니다. 인스턴스를 지웁니다. 늦었습니다. 인스턴스마다 이름을 붙입니다. 하늘이 푸릅니다. "
    "{} 하나 더 시작합니다."
)


def _last(source: str, target: str) -> tuple[str, str]:
    """A text that writes 인스턴스 three times, and ends with these words."""
    return _INSTANCES.format(source), _KOREAN.format(target)


EXAMPLES = [
    Bad(*_last("instance", "인스턴수를"), fixed=_KOREAN.format("인스턴스를"), at="인스턴수"),
    Bad(*_last("instance", "인스탄스를"), at="인스탄스"),
    Bad(*_last("instance", "인스텬스를"), at="인스텬스"),
    Good(*_last("instance", "인스턴스를")),
    Good(*_last("instance", "'인스턴수'를")),
    Good(*_last("instance", "인스턴수(instance)를")),
    Good(*_last("machine", "인스턴수를")),
    Good(*_last("instance", "인스턴수를"), glossary="Instansu,인스턴수"),
    Good("Create an instance.", "인스턴수를 만듭니다."),
]


@rule("K610", "word-misspelt", Severity.WARNING, scope="bitext", language="ko")
def word_misspelt(whole: Whole) -> Iterator[Hit]:
    """One finding for each place; words of the glossary are right, and T006 knows what is nearly one of them."""
    targets = [target for term in whole.glossary for target in term.targets]
    whole_pairs = len(whole.pairs) > AT_MOST
    pieces = [
        piece
        for pair in whole.pairs
        if pair.translatable and pair.two_sided and pair.trusted
        for piece in ([Unit(pair, pair.source, pair.target)] if whole_pairs else units([pair]))
    ]
    for number, part, right, source in sorted(slips.find(pieces)):
        pair = pieces[number].pair
        _, span = pieces[number].in_pair(Span(0, 0), part)
        text = pair.target.text
        word = span.of(text)
        if any(word in target or right == target for target in targets):
            continue
        yield Hit(
            span,
            say("{word} may be a slip for {right}, which renders '{source}'", word=word, right=right, source=source),
            say("write {right}", right=right),
            fix=replacing(text, span, right),
            pair=pair,
        )
