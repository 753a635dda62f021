"""K608 spelling: a misspelt Korean word, a lost or doubled syllable, a letter on its own.

What it does: looks up misspellings that the norm settles (되서, 몇일, 갯수, 깨끗히), tells endings that go with no
verb or noun (돌아가습니다, 기다릴께요, 기계이에요, 쓰지 안는다, 옮길려고, 뒷쪽), and finds shapes that no Korean word
has: a syllable lost before 니다 (설명니다, 됨니다), a stray jamo (합니다ㅣ), a syllable that Korean does not use and
only a slip of the keys makes (떄, 앖). Letters that are talked about (ㄱ자, 받침 ㄹ), chat (ㅋㅋ) and words that the
glossary of the project has are left alone. A warning where another word may be meant. Spellings against the norm that
many publishers print (최대값 for 최댓값, 잊혀진 for 잊힌) are left alone unless the option `widespread` asks for them,
and are information then.
Why: it is the first thing that a reader sees, and no later step of the work looks for it.
How to fix: as the help says. Safe where only one word can be meant.
Source: Hangul Orthography (한글 맞춤법), among others articles 27, 30, 35, 51 and 53; Standard Language (표준어 규정);
the Standard Korean Language Dictionary.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Whole, rule
from tm.core import Edit, Severity, Span
from tm.lang import spelling, spelling_forms, spelling_rates, spelling_shapes
from tm.messages import say

KOREAN = """K608 맞춤법: 틀린 낱말, 빠지거나 겹친 글자, 홀로 남은 자모가 있습니다.

무엇을 찾나: 규범으로 정해진 틀린 표기(되서, 몇일, 갯수, 깨끗히), 앞말이 무엇이든 틀린 어미(돌아가습니다,
기다릴께요, 기계이에요, 쓰지 안는다, 옮길려고, 뒷쪽), 한국어에 있을 수 없는 꼴을 찾습니다. '니다' 앞에서 글자가 빠진
것(설명니다, 됨니다), 홀로 남은 자모(합니다ㅣ), 잘못 누른 키로만 생기는 글자(떄, 앖)입니다. 자모를 설명하는 글(ㄱ자,
받침 ㄹ), 대화체(ㅋㅋ), 용어집에 있는 낱말은 알리지 않습니다. 다른 말일 수도 있는 것은 경고입니다.
규범과 달라도 여러 출판사가 두루 쓰는 표기(최대값, 잊혀진)는 `widespread` 설정을 켰을 때만, 정보로 알립니다.
왜: 독자가 가장 먼저 보는 잘못이고, 이후 단계에서는 아무도 찾아 주지 않습니다.
고치는 법: 도움말을 따릅니다. 뜻이 하나뿐인 것은 안전한 수정입니다.
근거: 한글 맞춤법 제27항, 제30항, 제35항, 제51항, 제53항 등, 표준어 규정, 표준국어대사전.
"""

EXAMPLES = [
    Bad("It takes a few days.", "몇일이 걸립니다.", fixed="며칠이 걸립니다.", at="몇일"),
    Bad("It melts soon.", "금새 녹습니다.", fixed="금세 녹습니다."),
    Bad("Clean it well.", "깨끗히 닦습니다.", fixed="깨끗이 닦습니다."),
    Bad("It has to be so.", "그래도 되요.", fixed="그래도 돼요."),
    Bad("the number of rows", "행의 갯수를 셉니다.", fixed="행의 개수를 셉니다."),
    Bad("It explains this.", "이것을 설명니다.", at="설명니다"),
    Bad("It is in use.", "지금 쓰고 있니다.", fixed="지금 쓰고 있습니다."),
    Bad("It becomes clear.", "곧 밝혀짐니다.", fixed="곧 밝혀집니다."),
    Bad("It is a new task.", "새 작업니다.", fixed="새 작업입니다."),
    Bad("It is open to all.", "모두에게 공개되 있고 쉽습니다.", fixed="모두에게 공개되어 있고 쉽습니다."),
    Bad("It works.", "잘 됩니다ㅏ", at="ㅏ"),
    Bad("When it rains", "비가 올 떄 씁니다.", fixed="비가 올 때 씁니다."),
    Good("It takes a few days.", "며칠이 걸립니다. 왠지 춥습니다."),
    Good("It is not. She is my sister.", "아닙니다. 그렇지 않다니 다행입니다. 이것은 아니다. 우리 언니다."),
    Good("It fits. It joins.", "모양이 적합합니다. 둘을 결합합니다. 두 줄을 잇습니다."),
    Good("the letter", "받침 ㄹ 뒤에서, ㄱ자 모양, ㅋㅋ"),
    Good("Leave `되요` alone.", "`되요`는 그대로 둡니다. 하되 있는 그대로 합니다."),
    Bad("The success rate", "성공율이 높고 비률은 낮다.", fixed="성공률이 높고 비율은 낮다."),
    Bad("It is the default. It is saved.", "기본값입다. 저장됩니.", fixed="기본값입니다. 저장됩니다."),
    Bad("The repair rate", "수리율이 아니라 복구률과 습득율", fixed="수리율이 아니라 복구율과 습득률"),
    Bad("For now", "현재로써는 무엇이던 좋습니다.", fixed="현재로서는 무엇이든 좋습니다."),
    Bad("I will go back.", "곧 돌아가습니다.", at="돌아가습니다"),
    Bad("It is a machine.", "이것은 기계이에요.", fixed="이것은 기계예요."),
    Bad("It was a file, and I shall wait.", "그것은 파일이였고 기다릴께요.", fixed="그것은 파일이었고 기다릴게요."),
    Bad(
        "It is not necessary.",
        "그것은 필요하지 안다고 했고 비가 않 옵니다.",
        fixed="그것은 필요하지 않다고 했고 비가 안 옵니다.",
    ),
    Bad("I hope so.", "그러길 바래요.", fixed="그러길 바라요."),
    Bad("To swap them", "둘을 바꿀려면 뒷쪽을 봅니다.", fixed="둘을 바꾸려면 뒤쪽을 봅니다."),
    Good("a child, a height, inside the image", "아이예요. 높이였다. 이미지 안은 비었다. 돼지도 안 운다."),
    Good("the maximum of a forgotten name", "잊혀진 이름의 최대값"),
    Good("The law, the rhythm, a violinist's tune", "관련법률, 협주곡의 선율, 행동자율과 운율을 봅니다."),
    Good("The survival rate, efficiency and some points", "생존율과 효율, 몇 일부 점"),
    Good("A brand", "설레임을 먹습니다.", glossary="Seolleim,설레임"),
]


@rule("K608", "spelling", Severity.ERROR, scope="bitext", language="ko")
def wrong_spelling(whole: Whole, *, widespread: bool = False) -> Iterator[Hit]:
    """Report misspelt words and impossible shapes.

    widespread: also those that are in wide use, as information
    """
    table = spelling.words()
    allowed = {found.entry.wrong for term in whole.glossary for t in term.targets for found in spelling.find(t, table)}
    pairs = [pair for pair in whole.pairs if pair.target.translatable and pair.target.text]
    texts = [pair.target.blanked() for pair in pairs]
    misspelt = spelling.find_all(texts, table)
    for more in (spelling_rates.find_all(texts), spelling_forms.find_all(texts)):
        for number, slips in more.items():
            known = misspelt.setdefault(number, [])
            known += [slip for slip in slips if not any(slip.span.overlaps(other.span) for other in known)]
    misshapen = spelling_shapes.find_all(texts)
    for number in sorted(misspelt.keys() | misshapen.keys()):
        pair, text = pairs[number], texts[number]
        taken: list[Span] = []
        for span, entry in sorted(misspelt.get(number, ())):
            if entry.wrong in allowed or (entry.level == "info" and not widespread):
                continue
            if " " in entry.wrong and pair.target.is_masked(span):
                continue
            taken.append(span)
            place, right = spelling.corrected(text, span, entry.right) if entry.wrong in table else (span, entry.right)
            severity = None if entry.certain or entry.level == "error" else Severity.WARNING
            if entry.level == "info":
                severity = Severity.INFO
            message, help_ = (
                say("{wrong} is misspelt{norm}", wrong=entry.wrong, norm=_norm(entry.norm)),
                say("write {right}", right=entry.right),
            )
            yield Hit(span, message, help_, severity=severity, fix=Edit(place, right), safe=entry.certain, pair=pair)
        for span, what, right in misshapen.get(number, ()):
            if any(span.overlaps(other) for other in taken) or pair.target.is_masked(span):
                continue
            word = span.of(text)
            taken.append(span)
            if right:
                yield Hit(
                    span,
                    say("{word}: {what}", word=word, what=what),
                    say("write {right}", right=right),
                    fix=Edit(span, right),
                    safe=True,
                    pair=pair,
                )
            else:
                yield Hit(span, say("{word}: {what}", word=word, what=what), say("correct the word"), pair=pair)


def _norm(norm: str) -> str:
    if norm == "-":
        return ""
    return (
        say(" (Standard Language, article {article})", article=norm[1:])
        if norm[0] == "S"
        else say(" (article {article})", article=norm)
    )
