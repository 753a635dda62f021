"""K606 loanword: a loanword is spelt otherwise than Loanword Orthography has it.

What it does: looks up loanwords in spellings that the norm does not know: 메세지 (메시지), 컨텐츠 (콘텐츠), 데이타
(데이터). Spellings that many publishers print, such as 디렉토리 (디렉터리), 릴리즈 (릴리스) or 윈도우 (윈도), are left
alone unless the option `widespread` asks for them, and are information then. A spelling that the glossary of the
project has is never reported. A spelling that the document has throughout is told at its first place; the others are
information.
Why: one word in two spellings cannot be searched for, and a glossary of the norm is at hand.
How to fix: the standard spelling; a particle behind it is made to agree. Safe.
Source: Loanword Orthography (외래어 표기법), chapter 1 (articles 3 and 4: final consonants, no tense ones; 5:
established usage), chapter 3, section 1 (English); forms after the Standard Korean Language Dictionary.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Whole, rule
from tm.core import Edit, Severity
from tm.lang import spelling
from tm.messages import say

KOREAN = """K606 외래어 표기: 외래어를 외래어 표기법과 다르게 적었습니다.

무엇을 찾나: 규범에 없는 표기를 찾습니다. 메세지(메시지), 컨텐츠(콘텐츠), 데이타(데이터). 여러 출판사가 두루 쓰는 표기
(디렉토리, 릴리즈, 윈도우)는 `widespread` 설정을 켰을 때만, 정보로 알립니다. 용어집에 있는 표기는 알리지 않습니다.
문서 내내 같은 표기를 썼으면 처음 나온 자리에서 알리고 나머지는 정보입니다.
왜: 한 낱말을 두 가지로 적으면 검색되지 않고, 독자는 다른 말로 여깁니다.
고치는 법: 표준 표기로 적습니다. 뒤에 오는 조사도 함께 맞춥니다. 안전한 수정입니다.
근거: 외래어 표기법 제1장(제3항 받침, 제4항 된소리, 제5항 굳어진 외래어), 제3장 제1절(영어의 표기), 표준국어대사전.
"""

EXAMPLES = [
    Bad("Read the message.", "메세지를 읽습니다.", fixed="메시지를 읽습니다.", at="메세지"),
    Bad("A recording tape", "녹음테잎이 있습니다.", fixed="녹음테이프가 있습니다."),
    Bad("The battery too", "밧데리도 갈았습니다.", fixed="배터리도 갈았습니다."),
    Bad("Open the application.", "어플리케이션을 엽니다.", fixed="애플리케이션을 엽니다."),
    Bad("The license", "라이센스와 버젼", fixed="라이선스와 버전"),
    Good("a directory, a release", "디렉토리와 릴리즈, 윈도우"),
    Good("Read the message.", "메시지를 읽습니다."),
    Good("Leave `데이타` alone.", "`데이타`를 그대로 둡니다."),
    Good("block", "블럭을 고릅니다.", glossary="block,블럭"),
]


@rule("K606", "loanword", Severity.WARNING, scope="bitext", language="ko")
def loanword(whole: Whole, *, widespread: bool = False) -> Iterator[Hit]:
    """Report loanwords in non-standard spelling.

    widespread: also those that are in wide use, as information
    """
    table = spelling.loanwords()
    allowed = {
        wrong
        for term in whole.glossary
        if term.status not in ("forbidden", "deprecated")
        for target in term.targets
        for wrong in (one.entry.wrong for one in spelling.find(target, table))
    }
    pairs = [pair for pair in whole.pairs if pair.target.translatable]
    texts = [pair.target.blanked() for pair in pairs]
    for number, found in spelling.find_all(texts, table).items():
        pair, text = pairs[number], texts[number]
        for span, entry in found:
            if entry.wrong in allowed or (entry.level == "info" and not widespread):
                continue
            place, right = spelling.corrected(text, span, entry.right)
            yield Hit(
                span,
                say("{wrong} is not the standard spelling (article {norm})", wrong=entry.wrong, norm=entry.norm),
                say("write {right}", right=entry.right),
                severity=Severity.INFO if entry.level == "info" else None,
                fix=Edit(place, right),
                safe=True,
                pair=pair,
                habit=entry.wrong,
            )
