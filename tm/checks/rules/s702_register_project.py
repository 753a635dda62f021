"""S702 register-project: a sentence ends in another speech level than the project asks for.

What it does: where the configuration sets `register`, for all files or by path, or a file says `<!-- tm: register
plain -->`, reads the ending of every full sentence in paragraphs, messages and list items. With `formal`, 한다체 and
해체 are reported, 합니다체 and 해요체 pass; with `plain`, everything but 한다체 is. Headings, captions, table cells,
block quotations, text in quotation marks, brackets or code, noun endings and greetings are left alone. Without the
setting the rule says nothing, and S701 looks for mixtures.
Why: a site or a product speaks to its readers in one voice, whoever translates a page.
How to fix: write the sentence in that level. No automatic fix: the stem may change with the ending.
Source: Standard Language Etiquette (표준 언어 예절, National Institute of Korean Language) on levels of address.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.registers import AGAINST, Wanted, sentences, wanted
from tm.checks.registry import Bad, Good, Hit, Whole, rule
from tm.core import Severity
from tm.messages import say

KOREAN = """S702 프로젝트 문체: 문장 끝의 높임이 프로젝트에서 정한 문체와 다릅니다.

무엇을 찾나: 설정에 `register`가 있거나(전체 또는 경로별) 파일에 `<!-- tm: register plain -->`이 있으면 문단, 메시지,
목록의 온전한 문장에서 종결 어미를 읽습니다. `formal`이면 한다체와 해체를 알리고 합니다체와 해요체는 그대로 둡니다.
`plain`이면 한다체가 아닌 것을 알립니다. 제목, 그림 설명, 표, 인용 단락, 따옴표나 괄호나 코드 안의 글, 명사로 끝난
문장, 인사말은 보지 않습니다. 설정이 없으면 아무것도 알리지 않고, 섞어 쓴 문체는 S701이 찾습니다.
왜: 누가 옮기든 한 사이트, 한 제품은 한 목소리로 말해야 합니다.
고치는 법: 정한 문체로 고쳐 씁니다. 어미에 따라 어간이 바뀔 수 있어 자동으로 고치지 않습니다.
근거: 국립국어원 표준 언어 예절의 높임 등급.
"""

EXAMPLES = [
    Bad("It is dark.", "<!-- tm: register plain -->\n\n어둡습니다.", at="어둡습니다"),
    Bad("Look at it. It is dark.", "<!-- tm: register plain -->\n\n보세요. 어둡다.", at="보세요"),
    Bad("It is dark. It is cold.", "<!-- tm: register formal -->\n\n어둡습니다. 춥다.", at="춥다"),
    Bad("Nobody knew it.", "<!-- tm: register formal -->\n\n아무도 몰랐지.", at="몰랐지"),
    Good("It is dark.", "어둡습니다. 춥다."),
    Good("It is dark. Look.", "<!-- tm: register formal -->\n\n어둡습니다. 보세요. 춥지요."),
    Good("It is dark.", "<!-- tm: register plain -->\n\n어둡다. 읽어 주셔서 감사합니다."),
    Good("A sign says so.", "<!-- tm: register formal -->\n\n“이곳은 어둡다.”라고 적혀 있습니다."),
]


@rule("S702", "register-project", Severity.WARNING, scope="bitext", language="ko")
def register_project(whole: Whole, *, register: Wanted = ()) -> Iterator[Hit]:
    """Report sentences outside the level that is asked for.

    register: (path pattern, "formal" or "plain"), from the setting of that name; what a file says of itself comes first
    """
    level = wanted(register, whole.bitext.target)
    if not level:
        return
    name = "합니다체" if level == "formal" else "한다체"
    for pair in whole.pairs:
        for ending, span in sentences(pair):
            if ending in AGAINST[level]:
                message = say(
                    "ends in {ending} ({words}); the project asks for {level}",
                    ending=ending,
                    words=span.of(pair.target.text),
                    level=level,
                )
                yield Hit(span, message, help=say("write the sentence in {name}", name=name), pair=pair)
