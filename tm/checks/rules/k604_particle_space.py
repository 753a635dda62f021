"""K604 particle-space: a space stands before a particle.

What it does: finds a particle on its own behind a Latin word, a number, code, a closing bracket or quotation mark, or
a Hangul noun: `GPU 를`, `모양 만`. Only what can be nothing but a particle there counts: words that begin with the same
syllable (이슈, 로고, 에뮬레이터), 이 (this), 가 (go), 나 (I), 도 (degree), 만 behind a number or a length of time
(2년 만에) are left alone. So are addresses, which a space keeps apart from the sentence, variables, and
reStructuredText, whose markup needs the space.
Why: Korean writes a particle together with the word before it, whatever the script of that word.
How to fix: close up; a particle that does not agree is put right at once. Safe.
Source: Hangul Orthography (한글 맞춤법), article 41: particles are attached to the word before them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from tm.checks.particle_words import mask_ending, written
from tm.checks.particles import PARTNER, Host, host_before
from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Edit, Kind, Segment, Severity, Span
from tm.lang.josa_forms import agreeing
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """K604 조사 띄어쓰기: 조사를 앞말과 띄어 썼습니다.

무엇을 찾나: 로마자 낱말, 숫자, 코드, 닫는 괄호와 따옴표, 한글 명사 뒤에 홀로 떨어진 조사를 찾습니다('GPU 를'). 조사일
수밖에 없는 것만 봅니다. 같은 글자로 시작하는 낱말(이슈, 로고, 에뮬레이터), '이 함수'의 '이', 동사 '가', 대명사 '나',
단위 '도', 숫자나 기간 뒤의 '만'(2년 만에)은 건드리지 않습니다. 띄어 써야 구별되는 주소와 변수, 공백이 있어야 하는
reStructuredText도 그대로 둡니다.
왜: 앞말이 어떤 글자로 쓰였든 조사는 앞말에 붙여 씁니다.
고치는 법: 붙여 씁니다. 앞말과 맞지 않는 조사는 함께 고칩니다. 안전하게 자동으로 고칠 수 있습니다.
근거: 한글 맞춤법 제41항 "조사는 그 앞말에 붙여 쓴다."
"""

EXAMPLES = [
    Bad("Use a GPU.", "GPU 를 씁니다.", fixed="GPU를 씁니다.", at=" 를"),
    Bad("Use JSON.", "JSON 를 읽습니다.", fixed="JSON을 읽습니다."),
    Bad("Call `run`.", "`run` 은 빠릅니다.", fixed="`run`은 빠릅니다."),
    Bad("The function, the page", "함수 는 빠르고 페이지 마다 다르다.", fixed="함수는 빠르고 페이지마다 다르다."),
    Bad("as far as Seoul, from here", "서울 까지, 여기 에서", fixed="서울까지, 여기에서"),
    Bad("It is required and a file.", "필수 이며 파일 이므로", fixed="필수이며 파일이므로"),
    Bad("only the shape", "모양 만 보입니다.", fixed="모양만 보입니다."),
    Bad("with the units", "단원들 과 함께 봅니다.", fixed="단원들과 함께 봅니다."),
    Bad("on tape", "테이프 로 감쌉니다.", fixed="테이프로 감쌉니다."),
    Bad("since Python 3.6", "Python 3.6 에서 바뀌었습니다.", fixed="Python 3.6에서 바뀌었습니다."),
    Bad("the value (default)", "값(value) 을 바꿉니다.", fixed="값(value)을 바꿉니다."),
    Bad("a plot in **R**", "**Docker** 로 실행합니다.", fixed="**Docker**로 실행합니다."),
    Good("a GPU issue", "GPU 이슈, API 로고, Android 에뮬레이터"),
    Good("In this API, this function", "API 이 함수"),
    Good("after two years", "2년 만에, 3 만 명, 얼마 만인가, 취학 전 만 5세, 입장료 만 원, 우리 과는"),
    Good("See https://a.example for more.", "https://a.example 에서 볼 수 있습니다."),
    Good("I come to school", "A 나 B, 같이 학교 가 보자"),
    Good("``name`` is", "``name`` 은 이름입니다."),
    Good("Iran and the USA", "서울 이란 대사관"),
    Good("out of control", "통제 밖에 있다. 이것 보다"),
    Good("a %s file", "%s 을 엽니다."),
]

if TYPE_CHECKING:
    from tm.lang.ko import Morpheme

#: What is a particle wherever it stands alone behind something that is no verb.
_ALWAYS = (
    "을 를 는 에 에서 에게 에는 에도 에만 에서는 에서도 에게는 으로 으로는 으로도 으로만 으로써 으로서 로는 로도 로만 "
    "로써 로서 으로부터 로부터 의 까지 부터 처럼 이라는 이라고 이라면 이나 이란 와의 과의 와는 과는 입니다 "
    "에게서 에서의 에서부터 까지는 까지도 까지의 부터는 부터의 마다 이라도 이라서 께서 보다는 로부터의 "
    "이며 이고 이므로 이지만"
)
#: Particles that have the form of a word; behind a Latin word or code they are hardly that word.
_LATIN = "은 가 와 과 로 만 도 라는 라고 란"
#: What may be a word of its own behind a name: Iran, nay, and.
_WORDS = frozenset({"이란", "이나", "이고", "이며"})
#: Behind a Hangul noun: agreement and what follows have to speak for the particle.
_HANGUL = "은 와 과 로 만"
_FORMS = sorted(f"{_ALWAYS} {_LATIN}".split(), key=len, reverse=True)
_SPACED = regex(
    rf"(?P<gap>[ \u00a0])(?=[{''.join(sorted({form[0] for form in _FORMS}))}])(?<=[^\s\\,.:;!?…·/=+<>|&~-].)"
    rf"(?P<form>{'|'.join(_FORMS)})"
    r"(?![가-힣A-Za-z0-9(\[/])"
)
_AGREE = frozenset("을를은는과와") | {"으로", "로"}
_NUMERAL = regex(r"(?:[십백천만억조몇수약총한두세네첫온]|얼마|오랜|년|달|해|주일?|개월|시간|분|초|번|일|지)$")
_RST = regex(r":[a-z][a-z:+.-]+:`|``[^`]|\\\\ |`__?(?!\w)")


@rule("K604", "particle-space", Severity.WARNING, language="ko", seen=_SPACED)
def particle_space(pair: Pair) -> Iterator[Hit]:
    """Report each particle that stands apart from its host."""
    segment = pair.target
    if not segment.translatable:
        return
    for found in _SPACED.finditer(segment.text):
        form, span = found["form"], Span(*found.span())
        if segment.is_masked(span):
            continue
        host = host_before(segment, span.start)
        wanted = _behind_noun(pair, form, span) if host is None else _behind(segment, host, form, span)
        if wanted:
            yield Hit(
                span,
                say("a space before the particle {form}", form=form),
                say("write {segment}{wanted}", segment=written(segment, span.start), wanted=wanted),
                fix=Edit(span, wanted),
                safe=True,
                habit="space",
            )


def _behind(segment: Segment, host: Host, form: str, span: Span) -> str | None:
    """The form to write behind a host that is no plain Hangul word; None where it may be no particle."""
    text = segment.text
    if host.kind in ("variable", "open") or (host.kind == "number" and form not in _ALWAYS.split()):
        return None
    if form == "입니다" and host.kind == "number":
        return None
    if host.kind in ("hangul", "bracket") and form in _LATIN.split():
        return None
    if text[span.start - 1] in "`*_" and _is_restructured(segment, span.start):
        return None
    return form if host.sound.takes(form) else PARTNER.get(form, form)


def _is_restructured(segment: Segment, end: int) -> bool:
    """Does the markup that ends at an offset need the space? A message says not what it is written in."""
    if segment.kind is Kind.ENTRY or _shows_restructured(segment.text):
        return True
    mask = mask_ending(segment, end)
    return mask is None or (mask.kind == "markup" and mask.span.of(segment.text).startswith("`"))  # alone there


@lru_cache(maxsize=4)
def _shows_restructured(text: str) -> bool:
    return _RST.search(text) is not None


_COUNTED = frozenset("원엔평개대명년권번장분배곡건톤살세") | {"달러", "유로", "위안", "미터", "킬로", "가지", "시간"}
#: Whose department a 과 is: 우리 과는.
_OUR = frozenset({"우리", "저희", "그", "이", "같은"})


def _is_number(last: Morpheme, following: Sequence[Morpheme]) -> bool:
    """Is 만 ten thousand, full of years, or a verb: 개당 만 원, 취학 전 만 5세, 장국에 만 국수?"""
    if last.form == "에" or not following:
        return last.form == "에"
    return following[0].tag in ("SN", "NR") or following[0].form in _COUNTED


def _behind_noun(pair: Pair, form: str, span: Span) -> str | None:
    """The form to write behind a Hangul noun; None where that word may be no noun, or the particle another word."""
    if form not in _ALWAYS.split() and form not in _HANGUL.split() and form not in ("라고", "라는"):
        return None
    morphemes = pair.morphemes
    index = next((i for i, m in enumerate(morphemes) if m.span.end == span.start), None)
    if index is None:
        return None
    last, following = morphemes[index], morphemes[index + 2 : index + 3]
    after_particle = last.tag == "JKB" and form in ("부터", "까지", "처럼", "만", "는", "의")
    name = last.tag in ("NNP", "NP") and form not in _WORDS
    if not after_particle and not name and last.tag not in ("NNG", "XSN"):
        return None
    if form == "로만":  # Roman
        return None
    if form == "만" and (_NUMERAL.search(last.form) or _is_number(last, following)):
        return None
    if form in ("과는", "과의") and last.form in _OUR:
        return None
    wanted = agreeing(last.form, form)
    if form in _HANGUL.split():
        if wanted != form or not following or following[0].tag in ("SF", "SC", "SY"):
            return None
        if form == "와" and following[0].tag[0] == "V":
            return None
    return wanted
