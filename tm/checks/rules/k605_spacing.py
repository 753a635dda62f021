"""K605 spacing: Korean words run together, or one word is torn apart.

What it does: looks for spacing that is wrong whatever the sentence means: a dependent noun glued to its modifier (할수
있다, 하는것, 세가지, 하기때문에), 및 glued to its neighbours, an auxiliary verb glued to an ending that does not allow
it (해야합니다, 하고있다), a noun torn from 하다, 되다 and 시키다 (해결 했습니다), an ending torn from its stem (얻었는
지), 뿐, 만큼 and 조차 torn from a noun, no space behind a full stop. Where the dictionary has both (한번, 안되다),
where the norm allows both (해 보다, 해보다), and particles that K604 looks for, nothing is said. No analyser re-spaces
the text.
Why: readers of Korean take words in by their spaces, and some endings differ from dependent nouns by the space alone.
How to fix: put the space where it belongs. Safe, except where the same syllables may rarely be an ending (하는데
필요한).
Source: Hangul Orthography (한글 맞춤법), articles 2 and 41 to 47; the message names the article.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Edit, Severity
from tm.lang import spelling_spacing
from tm.messages import say

KOREAN = """K605 띄어쓰기: 낱말을 붙여 썼거나 한 낱말을 띄어 썼습니다.

무엇을 찾나: 문장의 뜻과 관계없이 틀린 띄어쓰기만 찾습니다. 앞말에 붙은 의존 명사(할수 있다, 하는것, 세가지,
하기때문에), 앞뒤에 붙은 '및', 붙여 쓸 수 없는 어미 뒤에 붙은 보조 용언(해야합니다, 하고있다), '하다', '되다',
'시키다'와 떨어진 명사 (해결 했습니다), 어간과 떨어진 어미(얻었는 지), 명사와 떨어진 '뿐', '만큼', '조차', 마침표 뒤에
없는 공백입니다. 사전에 두 가지가 다 있는 말(한번, 안되다), 규범이 둘 다 허용하는 말(해 보다, 해보다), K604가 찾는
조사는 알리지 않습니다. 형태소 분석기로 글을 다시 띄우지 않습니다.
왜: 띄어쓰기는 낱말의 경계이고, 어미와 의존 명사는 띄어쓰기로만 구별되기도 합니다.
고치는 법: 규범대로 띄거나 붙입니다. 안전한 수정입니다. 드물게 어미일 수 있는 것(하는데 필요한)은 직접 확인합니다.
근거: 한글 맞춤법 제2항, 제41항~제47항. 메시지에 해당 항을 적습니다.
"""

EXAMPLES = [
    Bad("It can explode.", "터질수 있습니다.", fixed="터질 수 있습니다.", at="터질수 있습니다"),
    Bad("You can learn it.", "누구나 배울수있습니다.", fixed="누구나 배울 수 있습니다."),
    Bad("There is no way but this.", "그럴 수 밖에 없습니다.", fixed="그럴 수밖에 없습니다."),
    Bad("what is not known", "알려지지 않은것은 많습니다.", fixed="알려지지 않은 것은 많습니다."),
    Bad("three ways", "세가지를 봅니다.", fixed="세 가지를 봅니다.", at="세가지를"),
    Bad("the first step", "첫번째 걸음", fixed="첫 번째 걸음"),
    Bad("It solved that.", "문제를 해결 했습니다.", fixed="문제를 해결했습니다.", at="해결 했습니다"),
    Bad("after learning it", "그것을 습득 한 후 씁니다.", fixed="그것을 습득한 후 씁니다.", at="습득 한 후"),
    Bad("a model that learnt text", "글을 학습 한 모델", fixed="글을 학습한 모델"),
    Bad("Please check.", "확인 해 주세요.", fixed="확인해 주세요."),
    Bad("How much?", "얼마 큼 남았습니까?", fixed="얼마큼 남았습니까?"),
    Good("one search, one step at a time", "이것을 검색 한 번으로, 설정 한 가지, 작업 한 단계"),
    Bad("It was set.", "값이 설정 되었습니다.", fixed="값이 설정되었습니다."),
    Bad("what he got", "무엇을 얻었는 지도 모릅니다.", fixed="무엇을 얻었는지도 모릅니다."),
    Bad("You must check.", "꼭 확인해야합니다.", fixed="꼭 확인해야 합니다."),
    Bad("It is running.", "지금 달리고있습니다.", fixed="지금 달리고 있습니다."),
    Bad("because of that", "날이 춥기때문에 쉽니다.", fixed="날이 춥기 때문에 쉽니다."),
    Bad("stars and dust", "별및 먼지", fixed="별 및 먼지"),
    Bad("It is there. The park", "여기 있습니다.공원은 넓습니다.", fixed="여기 있습니다. 공원은 넓습니다."),
    Bad("not only the method", "메서드 뿐만 아니라 함수도", fixed="메서드뿐만 아니라 함수도"),
    Bad("when flattened", "평면화 될 때", fixed="평면화될 때"),
    Bad("It is running. As written.", "실행중입니다. 적힌대로 합니다.", fixed="실행 중입니다. 적힌 대로 합니다."),
    Bad("what has changed, I think", "바뀐것을 봅니다. 그런 것같다.", fixed="바뀐 것을 봅니다. 그런 것 같다."),
    Bad("Do not write to it.", "여기에 쓰지마세요. 바꾸려고합니다.", fixed="여기에 쓰지 마세요. 바꾸려고 합니다."),
    Bad("the more", "많을 수록 좋습니다. 하루 밖에 없습니다.", fixed="많을수록 좋습니다. 하루밖에 없습니다."),
    Bad("It will be so.", "그럴것 같습니다.", fixed="그럴 것 같습니다."),
    Bad("used to measure", "길이를 비교하는데 쓰입니다.", fixed="길이를 비교하는 데 쓰입니다."),
    Good("There may be a mistake.", "실수가 있을 수 있습니다. 홀수 없음"),
    Good("I looked, but it is dark.", "창밖을 보았는데 어둡습니다. 만나 본 지 오래입니다."),
    Good("a generation, once, a map", "세대가 다릅니다. 한번 해 봅시다. 지금 있는 지도"),
    Good("It was only a rule.", "규칙뿐이었습니다. 그럴 뿐입니다. 그랬다 뿐이지."),
    Good("as much as needed", "필요한 만큼, 바라는 대로, 남은 것만큼"),
    Good("try it", "해보세요. 써 보았습니다. 적어둡니다."),
    Good("I study hard.", "공부를 합니다. 잘 했습니다. 어떻게 할지"),
    Good("like a spring", "못지않게, 머지않아, 마지않습니다"),
    Good("It must be set.", "꼭 정해야만 합니다."),
    Good("the file a.b", "`할수있다`와 config.py입니다."),
]


@rule("K605", "spacing", Severity.WARNING, language="ko")
def spacing(pair: Pair) -> Iterator[Hit]:
    """Report spacing that is wrong in any sentence."""
    target = pair.target
    if not target.translatable:
        return
    last = 0
    for found in sorted(set(spelling_spacing.find(target.blanked()))):
        if found.gaps[0].start < last or any(len(gap) and target.is_masked(gap) for gap in found.gaps):
            continue
        last = found.gaps[-1].end
        edits = [Edit(gap, "" if len(gap) else " ") for gap in found.gaps]
        message = say(
            "{words}: {why} (article {article})", words=found.span.of(target.text), why=found.why, article=found.article
        )
        yield Hit(
            found.span, message, say("write {right}", right=found.right), fix=edits, safe=found.sure, habit="spacing"
        )
