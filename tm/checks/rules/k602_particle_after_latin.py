"""K602 particle-after-latin: a particle does not agree with the reading of what stands before it.

What it does: reads out what stands before a two-formed particle (을/를, 이/가, 은/는, 과/와, 으로/로) where that is no
Hangul word: Latin words (JSON 제이슨, file 파일), letter names (GPU 지피유), numbers (3 삼, 10,000 만), units
(5km 킬로미터), code, the words of a link, what stands in quotation marks. Behind a bracket, as in 정답(ground truth)을,
the word before it decides if it is Hangul; where the word is Latin, both readings pass. What can be read in two ways
passes both ways (SET 세트, 셋; mAP 맵, 엠에이피), and so does what cannot be told by spelling, citations (Kim et al.,
2020), addresses, variables, function calls.
The text counts too: an unlisted word that the text treats the same way throughout is left alone, and one form against
ten others of the same word is reported, and so is a plural without its -s (`options`을) where the text reads it. Where
placeholders take 을(를) everywhere, a single 을 is reported. A warning where only the habit of the text speaks against
the form.
Why: the translation was written, or replaced, with another word in mind; read aloud it is wrong.
How to fix: take the other form. Safe where a list, a letter, a number or a Hangul word decides.
Source: forms of a particle follow the last sound of the word before it (Standard Korean Language Dictionary, entries
을, 를, 이, 가, 은, 는, 과, 와, 로, 으로); readings after the Loanword Orthography, chapter 3, section 1 (English).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tm.checks.particle_words import written
from tm.checks.particles import PARTNER, Use, uses
from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.core import Edit, Segment, Severity
from tm.lang import ko
from tm.lang.hangul import final
from tm.lang.josa_doubt import COPULA_TORN
from tm.lang.reading_words import is_plural
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """K602 로마자 뒤 조사: 조사가 앞말을 읽은 소리와 맞지 않습니다.

무엇을 찾나: 한글 낱말이 아닌 것 뒤에 붙은 조사(을/를, 이/가, 은/는, 과/와, 으로/로)를 앞말의 발음에 비추어 봅니다.
로마자 낱말(JSON 제이슨, file 파일), 글자 이름(GPU 지피유), 숫자(3 삼, 10,000 만), 단위(5km 킬로미터), 코드, 링크의 글,
따옴표 안의 말이 여기에 듭니다. '정답(ground truth)을'처럼 괄호가 오면 괄호 앞의 한글 낱말에 맞추고, 괄호 앞이 로마자면
어느 쪽으로 읽어도 받아들입니다. 두 가지로 읽는 말(SET 세트, 셋, mAP 맵, 엠에이피)과 철자로 알 수 없는 말, 문헌
인용(Kim et al., 2020), 주소, 변수, 함수 호출도 건드리지 않습니다. 글 자체도 근거로 삼습니다. 목록에 없는 말을 글
전체에서 한 가지로 다루면 그대로 두고, 같은 말에 열 번 다른 꼴을 쓰고 한 번만 어긋나면 알립니다. 복수의 -s를 읽는 글에서
읽지 않은 곳(`options`을)도 알립니다. 자리 표시자에 늘 '을(를)'을 쓰는 글에서는 '을'만 쓴 곳을 알립니다. 글의 버릇에만
비추어 판단한 것은 경고입니다.
왜: 읽는 소리를 잘못 짐작했거나, 낱말만 바꾸고 조사를 그대로 둔 것입니다. 소리 내어 읽으면 바로 걸립니다.
고치는 법: 짝이 되는 꼴로 바꿉니다. 목록, 글자, 숫자, 한글 낱말로 판단한 것은 안전하게 자동으로 고칩니다.
근거: 조사의 꼴은 앞말의 끝소리를 따릅니다(표준국어대사전 '을', '를', '이', '가', '은', '는', '과', '와', '로', '으로').
읽는 법은 외래어 표기법 제3장 제1절(영어의 표기)을 따릅니다.
"""

EXAMPLES = [
    Bad("Use a GPU.", "GPU을 씁니다.", fixed="GPU를 씁니다.", at="을"),
    Bad("Save it as JSON.", "JSON로 저장합니다.", fixed="JSON으로 저장합니다."),
    Bad("It is 3.", "값은 3가 됩니다.", fixed="값은 3이 됩니다."),
    Bad("about 5 km", "5km을 걷습니다.", fixed="5km를 걷습니다."),
    Bad("the ground truth", "정답(ground truth)를 봅니다.", fixed="정답(ground truth)을 봅니다."),
    Bad(
        "Read WaveNet.",
        "[WaveNet](https://a.example/b)를 읽습니다.",
        fixed="[WaveNet](https://a.example/b)을 읽습니다.",
    ),
    Bad("`None` is returned.", "`None`가 반환됩니다.", fixed="`None`이 반환됩니다."),
    Bad("a bare `except: pass`", "`except: pass`을 봅니다.", fixed="`except: pass`를 봅니다."),
    Bad("the value “name”", "“이름”를 바꿉니다.", fixed="“이름”을 바꿉니다."),
    Bad("the module", "<b>모듈</b>를 엽니다.", fixed="<b>모듈</b>을 엽니다."),
    Bad("by email", "**email**으로 보냅니다.", fixed="**email**로 보냅니다."),
    Good("Use a GPU and SQL.", "GPU를 쓰고 SQL을 씁니다."),
    Good("Save it to a URL.", "URL로 저장합니다. 10으로 나눕니다."),
    Good("the rule (rule)", "손실(loss)을 줄이고 규칙(rule)이 바뀝니다."),
    Good("WaveNet (a model)", "WaveNet(구조)을 쓰거나 WaveNet(구조)를 씁니다."),
    Good("mAP is higher", "mAP는 높고 mAP은 낮다."),
    Bad("IoU and MySQL", "IoU을 MySQL에 적는다.", fixed="IoU를 MySQL에 적는다."),
    Good("[Nguyen et al., 2020] and Nguyen et al.", "[Nguyen et al., 2020]가 제안했고 Nguyen et al. (2020)은 고쳤다."),
    Good("port 25", "포트 25이 고 보안 포트는 587입니다. mdop를 봅니다. templates을 만듭니다."),
    Good("Call `run()`.", "`run()`을 부르거나 `run()`를 부릅니다."),
    Good("the set", "set을 만들고 set를 지웁니다."),
    Good("%s is read", "%s을 읽고 {name}를 씁니다."),
    Good("see https://a.example/b", "https://a.example/b를 보십시오."),
    Bad("since TLS 1.3", "TLS 1.3와 1/3가 있습니다.", fixed="TLS 1.3과 1/3이 있습니다."),
    Bad(
        "`debug=True` and `src/main.py`",
        "`debug=True`을 `src/main.py`과 씁니다.",
        fixed="`debug=True`를 `src/main.py`와 씁니다.",
    ),
    Good("How dark is it?", "얼마나 “어두운”가를 봅니다. 항목 XX을(를）지웁니다."),
    Good("a constellation", "성상도Constellation와 C++을 봅니다. optipng로 줄입니다."),
    Good("Python 2 and Python 3", "파이썬 2와 파이썬 3, 제2과"),
    Good("Python 3 and MP3", "Python 3를 쓰고 MP3를 듣습니다."),
    Good("**term** is", "**용어(term)**는 중요합니다."),
]

#: This often has a text to use one form of a word before the other form is taken for a slip.
OFTEN = 10
#: This often has it to treat an unlisted word against its spelling before that is taken for its way.
TWICE = 2
_DOUBLED = {
    "을": "을(를)",
    "를": "을(를)",
    "이": "이(가)",
    "가": "이(가)",
    "은": "은(는)",
    "는": "은(는)",
    "과": "와(과)",
    "와": "와(과)",
}
_LESSON = regex(r"[0-9]$")
#: What stands behind 과 (and), not behind 과 (lesson).
_GOES_ON = regex(
    r"(?:의|는|도|만)|\s*[0-9A-Za-z]|"
    r"\s(?:더\s)?(?:같|함께|비교|다르|다른|달리|비슷|유사|동일|동등|일치|호환|그\s|이전|이후|더불어|마찬가지|가깝|가까)"
)
_COUNTED = regex(r"([가-힣]+)\s?[0-9.]+$")
_STREET = regex(r"[가-힣][1-9][0-9]?$")
_WORD = regex(r"\s([가-힣]+)")
_SPACED_STREET = regex(r"[로동]\s[1-9]$")
_AFTER_VOWEL = frozenset("를가는와")
_AFTER_CONSONANT = frozenset("을이은과")
_PARTED = _AFTER_VOWEL | _AFTER_CONSONANT
_BOTH = regex(r"(?:[을를은는이가와과]\([을를은는이가와과]\)|\([으이]\)[가-힣])")


@rule("K602", "particle-after-latin", Severity.ERROR, scope="bitext", language="ko")
def particle_after_latin(whole: Whole) -> Iterator[Hit]:
    """Report each particle that the reading of what it follows does not take."""
    found = [(pair, use) for pair in whole.pairs if pair.target.translatable for use in uses(pair.target)]
    taken = Counter((_name(use), use.form in _AFTER_VOWEL) for _, use in found if use.form not in ("으로", "로"))
    doubled = _filled_in(whole, found)
    plurals = _reads_plurals(found)
    for pair, use in found:
        if use.host.kind == "variable":
            if doubled and use.form in _DOUBLED and not _starts_word(pair.target.text, use):
                wanted = _DOUBLED[use.form]
                message = say(
                    "{form} after {text}; elsewhere placeholders take both forms", form=use.form, text=use.host.text
                )
                yield _hit(pair, use, wanted, message, Severity.WARNING, safe=True)
            continue
        if _starts_word(pair.target.text, use):
            continue
        wrong = not use.host.sound.takes(use.form)
        same, other = (taken[_name(use), side] for side in (use.form in _AFTER_VOWEL, use.form not in _AFTER_VOWEL))
        wanted = PARTNER[use.form]
        if wrong and (_is_question(use) or _is_repeated(use) or _is_this(pair.target.text, use)):
            continue
        if wrong and (use.host.sound.listed or same <= other or same < TWICE):
            message = say("{form} does not agree with the reading of {text}", form=use.form, text=use.host.text)
            severity = None if use.host.sound.listed else Severity.WARNING
            yield _hit(pair, use, wanted, message, severity, safe=use.host.sound.listed)
        elif plurals and not wrong and use.form in _AFTER_CONSONANT and _is_plural(use):
            message = say(
                "{form} does not agree with {text}, whose plural -s is read elsewhere",
                form=use.form,
                text=use.host.text,
            )
            yield _hit(pair, use, wanted, message, Severity.WARNING, safe=False)
        elif same == 1 and other >= OFTEN and not wrong and _is_open_word(use):
            message = say(
                "{form} after {text}, which takes {wanted} and the like {other} times",
                form=use.form,
                text=use.host.text,
                wanted=wanted,
                other=other,
            )
            yield _hit(pair, use, wanted, message, Severity.WARNING, safe=False)


def _is_plural(use: Use) -> bool:
    """Is the host an English plural, whose -s is read (로컬스) or dropped (토큰)?"""
    last = re.split(r"[^A-Za-z]", use.host.text.rstrip("\"'"))[-1]
    return use.host.kind in ("word", "code") and not use.host.sound.known and last.islower() and is_plural(last)


def _reads_plurals(found: list[tuple[Pair, Use]]) -> bool:
    """Does the text take the -s of plurals for their last sound, as a rule?"""
    forms = Counter(use.form in _AFTER_VOWEL for _, use in found if use.form in _PARTED and _is_plural(use))
    return forms[True] >= OFTEN * max(forms[False], 1)


def _is_open_word(use: Use) -> bool:
    return (
        use.host.kind in ("word", "code", "expression") and not use.host.sound.known and use.form not in ("으로", "로")
    )


def _is_question(use: Use) -> bool:
    """True for the ending -ㄴ가 behind a quoted modifier: 얼마나 "어두운"가."""
    if use.form != "가" or use.host.kind != "hangul" or final(use.host.text[-1:]) != "ㄴ":
        return False
    return ko.morphemes(use.host.text)[-1].tag.endswith("ETM")


def _is_repeated(use: Use) -> bool:
    """True where the head of a bracket has its particle already: 메서드는(`run()`)는."""
    if use.host.kind != "bracket" or len(use.host.text) < 2 or use.host.text[-1] not in "을를은는":
        return False
    return any(josa.certain and josa.span.end == len(use.host.text) for josa in ko.particles(use.host.text))


def _is_this(text: str, use: Use) -> bool:
    """True for 이 (this) run together with the word before: Update이 항목은, R2이 하."""
    word = _WORD.match(text, use.span.end) if use.form == "이" else None
    if word is None:
        return False
    tokens = ko.morphemes(word[1])
    spoken_of = len(tokens) > 1 and (tokens[-1].form, tokens[-1].tag) in (("은", "JX"), ("는", "JX"), ("의", "JKG"))
    return word[1] == "하" or (spoken_of and tokens[0].tag in ("NNG", "NNB", "NNBC"))


def _hit(pair: Pair, use: Use, wanted: str, message: str, severity: Severity | None, *, safe: bool) -> Hit:
    fix = Edit(use.span, wanted)
    shown = written(pair.target, use.span.start)
    return Hit(
        use.span,
        message,
        say("write {shown}{wanted}", shown=shown, wanted=wanted),
        severity=severity,
        fix=fix,
        safe=safe,
        pair=pair,
        habit=_name(use),
    )


def _name(use: Use) -> str:
    return use.host.text.casefold()


def _filled_in(whole: Whole, found: list[tuple[Pair, Use]]) -> bool:
    """Does the text write both forms after placeholders, as a rule?"""
    both = sum(_doubles(pair.target) for pair in whole.pairs if pair.target.masked)
    alone = sum(use.host.kind == "variable" and use.form in _DOUBLED for _, use in found)
    return both >= 3 and both >= 4 * alone


def _doubles(segment: Segment) -> int:
    ends = {mask.span.end for mask in segment.masked if mask.kind == "variable"}
    return sum(1 for m in _BOTH.finditer(segment.text) if {m.start(), m.start() - 1} & ends) if ends else 0


def _starts_word(text: str, use: Use) -> bool:
    """True for what may be no particle: 을(를), the 과 (lesson) of 제2과, the 가 of 종로3가, 이 (this)."""
    start, end = use.span.start, use.span.end
    if text.startswith("/", end) and text[end + 1 : end + 2] == PARTNER[use.form][:1]:
        return True
    before = text[max(0, start - 12) : start]
    if use.form == "과" and _LESSON.search(before):
        counted = _COUNTED.search(before)
        again = counted is not None and text[end:].lstrip().startswith(counted[1])  # 파이썬 2과 파이썬 3
        return "제" in before or not (again or _GOES_ON.match(text, end))
    if use.form in ("가", "로") and _STREET.search(before):
        return True
    if use.form == "가" and _SPACED_STREET.search(before):
        return True
    if use.form == "이" and COPULA_TORN.match(text, end):
        return True
    return use.form == "이" and start < 4 and re.fullmatch(r"\s*[a-z]", before) is not None
