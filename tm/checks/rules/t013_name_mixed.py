"""T013 name-mixed: one name stands in a document in two scripts or spellings.

A name of the source is here in Latin letters (Whisper), there in Hangul (위스퍼); or in Hangul in two spellings
(오렐리어, 오랠리어); or in Latin with other capitals than in the source (Github for GitHub). The rarer form is
reported once, at its first place, with the others as related ones; of equally frequent forms the later. Particles
are not part of a name. Severity: warning where the rarer form is a slip (once, or a quarter of the usual one at most),
info where both are habits. A form in brackets or in superscript behind the other, 바르가(Varga), is an introduction
and does not count; neither does a word that is part of a longer name (Trinity College Dublin) or of the title of a
link that stayed in English, nor capitals that the source itself writes elsewhere. Names of the glossary are left to
T001, T002 and T005. No glossary is needed.
Fix: none for scripts; capitals are repaired. Unsafe.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from tm.checks.names import CASE, HANGUL, Form, forms
from tm.checks.registry import Bad, Good, Hit, Whole, rule
from tm.core import Edit, Severity
from tm.messages import say, times

KOREAN = """T013 이름 표기 혼용: 한 문서에서 같은 이름을 두 가지로 적었습니다.

무엇을 찾나: 원문의 이름을 어디서는 로마자(Whisper)로, 어디서는 한글(위스퍼)로 적었거나, 한글 표기가
둘이거나(오렐리어, 오랠리어), 로마자의 대소문자가 원문과 다른(GitHub를 Github로) 것을 찾습니다. 더 드문 쪽을, 같으면
나중 것을 처음 나온 자리에서 한 번 알리고 나머지 자리는 함께 보여 줍니다. 조사는 이름에 넣지 않습니다. 드문 쪽이 한
번뿐이거나 보통 쓰는 꼴의 4분의 1 이하이면 경고이고, 둘 다 자주 쓰였으면 정보입니다. 바르가(Varga)처럼 괄호나 위
첨자로 함께 적은 것은 소개이므로 세지 않고, 더 긴 이름의 일부(Trinity College Dublin의 Dublin)와 영어로 둔 링크 제목의
일부도 세지 않습니다. 원문도 다른 곳에서 그렇게 적은 대소문자는 알리지 않습니다. 용어집에 있는 이름은 T001, T002,
T005에서 다룹니다. 용어집이 없어도 됩니다.
왜: 독자는 두 사람이나 두 제품으로 여기고, 한쪽 표기로는 글의 절반만 검색됩니다.
고치는 법: 한 가지 표기로 통일합니다. 대소문자만 자동으로 고칠 수 있으며 안전하지 않은 수정입니다.
근거: MQM 오류 유형 "일관성", 외래어 표기법의 인명과 지명 표기.
"""

EXAMPLES = [
    Bad(
        "They use Whisper now, and then Whisper again, and Whisper.",
        "그들은 Whisper를 쓴다. Whisper와 위스퍼.",
        at="위스퍼",
    ),
    Bad("It is on GitHub.", "Github에 있다.", at="Github", fixed="GitHub에 있다."),
    Bad("Ask Varga, then ask Varga.", "바르가에게, 그다음 Varga에게 묻는다.", at="Varga"),
    Bad(
        "We ask Google today, then Google again, or else Google.", "구글에 묻는다. 구글의, 그리고 Google.", at="Google"
    ),
    Bad("The island of Aurelia; to Aurelia.", "오렐리어라는 섬, 오랠리어로.", at="오랠리어"),
    Good("They use Whisper. Then Whisper.", "그들은 Whisper를 쓴다. 그리고 Whisper."),
    Good("Ask Varga, then ask Varga.", "바르가(Varga)에게, 그다음 바르가에게 묻는다."),
    Good("Ask Vagrant, then ask Vagrant.", "Vagrant에게, 그다음 백엔드에서 Vagrant에게 묻는다."),
    Good(
        "We walk to Dublin. She studied at Trinity College Dublin.",
        "더블린까지 걷는다. 그는 Trinity College Dublin에서 공부했다.",
    ),
    Good("Then run it on GitHub.", "GitHub에서 실행한다. `github`"),
    Good("It is on Github. Then ask GitHub, not Github.", "GitHub에 있다. GitHub에 묻는다."),
    Good(
        "We build a Laplacian pyramid, the Laplacian of it.",
        "라플라시안 피라미드<sup>Laplacian Pyramid</sup>, 그 라플라시안을 만든다.",
    ),
    Good("We ask the Council.", "의회에 묻는다. 카운슬."),
    Good("Ask Django.", "장고에게 묻는다. Django.", glossary="Django,,dnt"),
]


@rule("T013", "name-mixed", Severity.WARNING, scope="bitext", language="ko")
def name_mixed(whole: Whole) -> Iterator[Hit]:
    """One finding for each rarer form of a name, at its first place; one for each place with wrong capitals."""
    known = frozenset(term.source.lower() for term in whole.glossary)
    known |= {use.concept.source.lower() for pair in whole.pairs for use in pair.terms}
    by_name: dict[str, dict[str, list[Form]]] = defaultdict(lambda: defaultdict(list))
    for form in forms(whole, known):
        if form.kind == CASE and _is_written(form.text, whole):
            continue
        if form.kind == CASE:
            yield Hit(
                form.span,
                say("{text}: the source writes {name}", text=form.text, name=form.name),
                help=say("write {wanted}", wanted=form.name),
                pair=form.pair,
                fix=Edit(form.span, form.name),
            )
        else:
            by_name[form.name][form.text].append(form)
    for spelt in by_name.values():
        if len(spelt) < 2:
            continue
        order = list(spelt)
        usual = max(order, key=lambda text: (len(spelt[text]), -order.index(text)))
        first = spelt[usual][0]
        many = len(spelt[usual])
        for text, places in spelt.items():
            if text == usual or (first.kind != HANGUL and places[0].kind != HANGUL):
                continue
            few = len(places)
            yield Hit(
                places[0].span,
                say(
                    "{text} here ({few}), {usual} elsewhere ({many})",
                    text=text,
                    few=times(few),
                    usual=usual,
                    many=times(many),
                ),
                help=say("write a name in one way in a document"),
                pair=places[0].pair,
                severity=None if few == 1 or few <= _RARE * many else Severity.INFO,
                related=[
                    (say("{text} here", text=usual), first.pair, first.span),
                    *((say("{text} here too", text=text), form.pair, form.span) for form in places[1:_PLACES]),
                ],
            )


def _is_written(form: str, whole: Whole) -> bool:
    """Does the source itself write the name so elsewhere: is one of its own spellings the slip?"""
    return any(form in pair.source.text and re.search(rf"\b{form}\b", pair.source.text) for pair in whole.pairs)


#: A form that is met so much more rarely than the usual one is a slip; more often it is a habit, and only told.
_RARE = 0.25
#: Places listed with a finding.
_PLACES = 20
