"""S701 register-mixed: a sentence ends in another speech level than the rest of the document.

What it does: reads the ending of every full sentence in the paragraphs of the translation. When at least 80 % of eight
or more sentences are polite (합니다체, 해요체), one in plain 한다체 is reported; when as many are plain, a polite one.
Sentences in list items are held against the paragraphs, unless the lists of the document keep to another level. 해요체
beside 합니다체 is a usual mix and is left alone. So are headings, captions, table cells and block quotations, text in
quotation marks, brackets or code, titles of linked pages, noun endings and greetings: they follow other rules.
Why: the level says how the writer stands to the reader; one sentence that drops it sounds like a slip or like
rudeness.
How to fix: write the sentence in the level of the document. No automatic fix: the stem may change with the ending.
Source: Standard Language Etiquette (표준 언어 예절, National Institute of Korean Language) on levels of address.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tm.checks import cues
from tm.checks.registers import PROSE, Wanted, sentences, wanted
from tm.checks.registry import Bad, Good, Hit, Whole, rule
from tm.core import Kind, Severity
from tm.lang.register import FORMAL, PLAIN, POLITE
from tm.messages import say

KOREAN = """S701 문체 혼용: 문장 끝의 높임이 문서의 다른 문장과 다릅니다.

무엇을 찾나: 번역문 문단에서 온전한 문장의 종결 어미를 읽습니다. 문장이 여덟 개 이상이고 그 80% 이상이 높임말
(합니다체, 해요체)이면 한다체로 끝난 문장을 알리고, 반대로 한다체가 그만큼이면 높임말로 끝난 문장을 알립니다.
합니다체와 해요체를 섞어 쓴 것은 알리지 않습니다. 목록의 온전한 문장도 문단과 비교하되, 목록이 모두 다른 문체이면
그대로 둡니다. 제목, 그림 설명, 표, 인용 단락, 따옴표나 괄호나 코드 안의 글, 링크에 쓴 다른 글의 제목, 명사로 끝난
문장, 인사말은 저마다의 규칙이 있으므로 빼고 봅니다.
왜: 문체는 글쓴이가 읽는 이를 대하는 태도입니다. 한 문장만 달라지면 실수로 보이거나 무례하게 들립니다.
고치는 법: 문서의 문체에 맞추어 고쳐 씁니다. 어미에 따라 어간이 바뀔 수 있어 자동으로 고치지 않습니다.
근거: 국립국어원 표준 언어 예절의 높임 등급.
"""

_POLITE = (
    "별은 먼지에서 태어납니다. 먼지는 서서히 뭉칩니다. 뭉친 먼지가 뜨거워집니다. 온도가 충분히 오르면 빛이 납니다. "
    "이 과정은 수백만 년이 걸립니다. 우리는 그 한순간만 봅니다. 망원경이 클수록 더 많이 보입니다. "
)
_PLAIN = (
    "별은 먼지에서 태어난다. 먼지는 서서히 뭉친다. 뭉친 먼지가 뜨거워진다. 온도가 충분히 오르면 빛이 난다. "
    "이 과정은 수백만 년이 걸린다. 우리는 그 한순간만 본다. 망원경이 클수록 더 많이 보인다. "
)
_SOURCE = "Stars are born from dust. It clumps slowly, heats up and shines. We see one moment of it."

EXAMPLES = [
    Bad(_SOURCE, _POLITE + "그래서 큰 망원경이 필요하다.", at="필요하다"),
    Bad(_SOURCE, _POLITE + "하지만 값이 비쌉니다. 시간도 오래 걸린다!", at="걸린다"),
    Bad(_SOURCE, _POLITE + "이것이 바로 그 이유이다(그림 2). 다음 장에서 더 봅시다.", at="이유이다"),
    Bad(_SOURCE, _POLITE + "비용은 아무도 몰랐다. 여러분은 아시나요?", at="몰랐다"),
    Bad(_SOURCE, _PLAIN + "그래서 큰 망원경이 필요합니다.", at="필요합니다"),
    Bad(_SOURCE, _PLAIN + "여러분도 한번 보세요. 밤은 길다.", at="보세요"),
    Good(_SOURCE, _POLITE + "그래서 큰 망원경이 필요합니다."),
    Good(_SOURCE, _POLITE + "직접 보고 싶지 않으세요? 생각보다 쉬워요."),
    Good(_SOURCE, _POLITE + "안내판에는 “이곳은 어둡다.”라고 적혀 있습니다."),
    Good(_SOURCE, _POLITE + "망원경의 지름은 8미터(기준: 안쪽을 잰다.)입니다. 무게는 20톤."),
    Good(_SOURCE, _POLITE + "어디까지 볼 수 있을까? 아무도 모릅니다. 답은 넓은 바다."),
    Good(_SOURCE, _PLAIN + "그래서 큰 망원경이 필요하다. 읽어 주셔서 감사합니다."),
    Good(_SOURCE, _PLAIN + "[다 함께 별을 보러 가요!](https://a.example/b)"),
    Good("It is dark. It is cold. We wait.", "어둡습니다. 춥다. 우리는 기다립니다."),  # too few to have a norm
]


@rule("S701", "register-mixed", Severity.WARNING, scope="bitext", language="ko")
def register_mixed(whole: Whole, *, share: float = 0.8, at_least: int = 8, register: Wanted = ()) -> Iterator[Hit]:
    """Report sentences outside the level of the document.

    share:    part of the sentences that must agree before the others are reported
    at_least: sentences that a document must have to show a level
    register: what the project asks for, by path; where it asks, S702 speaks
    """
    if wanted(register, whole.bitext.target) or cues.are_cues(whole.bitext.target):
        return
    found = [(pair, ending) for pair in whole.pairs for ending in sentences(pair)]
    counts = Counter(ending.register for pair, ending in found if pair.target.kind in PROSE)
    items = Counter(ending.register for pair, ending in found if pair.target.kind is Kind.ITEM)
    polite, total = counts[FORMAL] + counts[POLITE], counts.total()
    if total < at_least:
        return
    if polite >= share * total:
        norm, many, wrong = _named(counts), polite, {PLAIN}
    elif counts[PLAIN] >= share * total:
        norm, many, wrong = PLAIN, counts[PLAIN], {FORMAL, POLITE}
    else:
        return
    odd = sum(items[level] for level in wrong)
    own_way = odd > 1 and odd > (1 - share) * items.total()  # the lists of the document keep to another level
    for pair, (level, span) in found:
        if level in wrong and not (own_way and pair.target.kind is Kind.ITEM):
            word = span.of(pair.target.text)
            message = say(
                "ends in {level} ({word}); {many} of {total} sentences here use {norm}",
                level=level,
                word=word,
                many=many,
                total=total,
                norm=norm,
            )
            yield Hit(span, message, help=say("write the sentence in {norm}", norm=norm), pair=pair)


def _named(counts: Counter[str]) -> str:
    first, second = (FORMAL, POLITE) if counts[FORMAL] >= counts[POLITE] else (POLITE, FORMAL)
    return say("{first} or {second}", first=first, second=second) if counts[second] else first
