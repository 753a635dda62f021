"""T005 term-dnt: a term that must stay as it is was translated, transliterated or altered.

What it does: a term with status `dnt` (do not translate) has to stand in the target letter for letter, in the text or
in code. An error where the change can be shown (장고 for Django, django for Django), else a warning: the name may have
been left out for good reason. Another form that the document has throughout (헬름 for Helm) is told once, at its first
place, and is info elsewhere. The name is looked for in Hangul letters also where the source goes on with a pronoun.
Why: names of products and libraries are searched for and typed in; written otherwise they are not found.
How to fix: write the term as it is; the particle behind it is repaired. Unsafe.
Source: MQM error type "should not have been translated".
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.checks.term_counts import Tally, checked, counts
from tm.core import Severity, Span
from tm.messages import counted, say
from tm.terms.korean import KoreanText
from tm.terms.match import Concept, Rendering
from tm.terms.replace import replacing
from tm.terms.rival_sound import sounding
from tm.terms.rival_words import Around

KOREAN = """T005 번역 제외 용어: 그대로 두어야 하는 용어를 옮기거나 바꾸어 적었습니다.

무엇을 찾나: 용어집에서 `dnt`로 표시한 용어가 번역문에도 글자 그대로 있는지 봅니다. 본문에 있든 코드에 있든
상관없습니다. 바뀐 자리가 드러나면(Django를 장고나 django로 적은 경우) 오류이고, 그렇지 않으면 이름을 생략할 까닭이
있을 수 있으므로 경고입니다. 문서가 한결같이 쓰는 다른 꼴(Helm을 늘 헬름으로 적은 경우)은 처음 나온 자리에서 한 번
알리고 나머지 자리는 정보로 둡니다.
왜: 제품과 라이브러리의 이름은 검색하고 입력하는 말입니다. 바꾸어 적으면 찾을 수 없습니다.
고치는 법: 용어를 원래대로 되돌리고 뒤따르는 조사를 맞춥니다. 안전하지 않은 수정입니다.
근거: MQM 오류 유형 "번역하지 말아야 할 것의 번역".
"""

EXAMPLES = [
    Bad(
        "Django is a framework.",
        "장고는 프레임워크다.",
        glossary="Django,,dnt",
        at="장고",
        fixed="Django는 프레임워크다.",
    ),
    Bad("Install Django.", "django를 설치한다.", glossary="Django,,dnt", at="django", fixed="Django를 설치한다."),
    Bad("Rust is fast.", "러스트는 빠르다.", glossary="Rust,,dnt", at="러스트", fixed="Rust는 빠르다."),
    Bad("Run it on Kubernetes.", "쿠버네티스에서 돌린다.", glossary="Kubernetes,,dnt", at="쿠버네티스"),
    Bad("The Apple headset sells well.", "그 기기는 잘 팔린다.", glossary="Apple,,dnt"),
    Bad("Written in Python.", "파이썬으로 썼다.", glossary="Python,Python,dnt", at="파이썬"),
    Good("Django is a framework.", "Django는 프레임워크다.", glossary="Django,,dnt"),
    Good("Django is a framework.", "`Django`는 프레임워크다.", glossary="Django,,dnt"),
    Good("Rust on the hinges", "경첩에 슨 녹", glossary="Rust,,dnt,,Rust on the hinges"),
    Good("Run `Django` here.", "여기서 돌린다.", glossary="Django,,dnt"),
    Good("Written in Python.", "파이썬으로 썼다.", glossary="Python,파이썬\nPython,,dnt"),
    Good("The rust is red.", "녹은 붉다.", glossary="Rust,,dnt"),
]


@rule("T005", "term-dnt", Severity.ERROR, scope="bitext")
def term_dnt(whole: Whole) -> Iterator[Hit]:
    """One finding a term and segment; of a form that the document has throughout, the first speaks for all."""
    for pair, use in checked(whole):
        if not use.concept.dnt or use.rendered or use.in_code or not (use.certain or use.rival):
            continue
        kept, rival = use.concept.wanted[0], use.rival
        choice, severity = _choice(counts(whole).tallies[use.concept.source], rival, pair)
        said = (
            say("{found}: '{source}' must stay as it is", found=rival.target, source=use.concept.source)
            if rival
            else say("'{source}' must stay as it is and is not there", source=use.concept.source)
        )
        yield Hit(
            rival.span if rival else None,
            counted(said, choice),
            help=say("write {wanted}", wanted=kept),
            source=use.source[0],
            term=use.concept.source,
            severity=severity,
            fix=replacing(pair.target.text, rival.span, kept) if rival else (),
            pair=pair,
        )
    yield from _said_again(whole)


#: Consonants that tell a name in Hangul where the source does not have it.
_MANY = 4
#: A name may stand for a pronoun of the source so many segments behind its last mention.
_NEAR = 2


def _said_again(whole: Whole) -> Iterator[Hit]:
    """Where the source goes on with a pronoun or nothing, the target with the name in Hangul letters."""
    last: dict[int, tuple[int, Concept]] = {}
    for pair in whole.pairs:
        named = {id(use.concept) for use in pair.terms if use.concept.dnt}
        for index, concept in [known for key, known in last.items() if key not in named]:
            if pair.index - index > _NEAR or not pair.two_sided or not pair.trusted:
                continue
            found = sounding(concept, KoreanText(pair.target), Around(), least=_MANY)
            if found and not any(span.overlaps(found[0]) for span in _rendering(pair)):
                yield Hit(
                    found[0],
                    say(
                        "{found}: '{source}' must stay as it is",
                        found=found[0].of(pair.target.text),
                        source=concept.source,
                    ),
                    help=say("write {wanted}", wanted=concept.wanted[0]),
                    term=concept.source,
                    fix=replacing(pair.target.text, found[0], concept.wanted[0]),
                    pair=pair,
                )
        last.update((id(use.concept), (pair.index, use.concept)) for use in pair.terms if use.concept.dnt)


def _rendering(pair: Pair) -> Iterator[Span]:
    for use in pair.terms:
        yield from (rendering.span for rendering in use.found)


def _choice(tally: Tally, rival: Rendering | None, pair: Pair) -> tuple[int, Severity | None]:
    """How often the document steadily has another form, 0 if it does not, and the severity of this place."""
    if rival is None:
        return 0, Severity.INFO if tally.chosen() else Severity.WARNING
    choice = tally.chosen(rival.target)
    return choice, Severity.INFO if choice and not tally.is_first(rival.target, pair) else None
