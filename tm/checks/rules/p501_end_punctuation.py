"""P501 end-punctuation: a sentence has lost its full stop or its question mark.

What it does: reports (1) a question of the source whose translation ends like a question (까, 나요, 는가 and so on)
without a question mark; (2) a full sentence at the end of a paragraph without the full stop that the source has
there, or its colon; (3) a sentence in 합니다 style that runs into the next one; (4) a label of a program that lost its
colon; (5) two marks one behind the other (`,,` or `,.`). A space missing behind a stop is of K605.
Headings, and sentences that end in a noun, need no stop. Nor does a kind of text, such as list items, in which the
translation leaves the stop out as a rule. A colon before a list may become a full stop, an exclamation mark too.
Why: the end of a sentence is where readers, and programs that cut texts into sentences, take a breath.
How to fix: the mark of the source. The fix is safe where the sentence itself shows its kind.
Source: Hangul Orthography, appendix on punctuation (2014): full stop (1), with its notes on nouns and titles;
question mark (2). Note 2 there allows a full stop behind a weak question, hence a warning, and information behind 는가
and 인가, with which a writer asks himself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tm.checks import cues
from tm.checks.punctuation import Ending, ending
from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.core import Edit, Kind, Severity, Span
from tm.lang import hangul
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """P501 문장 끝 부호: 문장 끝의 마침표나 물음표가 빠졌습니다.

무엇을 찾나: (1) 원문은 물음인데 물음꼴(까, 나요, 는가 등)로 끝난 번역문에 물음표가 없는 것, (2) 문단 끝의 온전한
문장에 원문에 있는 마침표나 쌍점이 없는 것, (3) 합니다체 문장이 마침표 없이 다음 문장으로 이어진 것, (4) 프로그램의
레이블에서 쌍점이 빠진 것, (5) 부호가 겹친 것(`,,`, `,.`)을 알립니다. 마침표 뒤에 공백이 없는 곳은 K605가 알립니다.
제목과 명사로 끝난 문장에는 없어도 됩니다. 목록처럼 번역문 전체가 마침표를 쓰지 않는 곳도 그대로 둡니다. 목록 앞의
쌍점이나 느낌표는 마침표가 되어도 괜찮습니다.
왜: 부호가 없으면 독자도, 글을 문장으로 나누는 프로그램도 문장이 어디에서 끝나는지 알 수 없습니다.
고치는 법: 원문과 같은 부호를 넣습니다. 문장이 스스로 종류를 드러내는 곳에서는 안전한 수정입니다.
근거: 한글 맞춤법 부록 '문장 부호'(2014) 1 마침표와 그 붙임(명사로 끝난 문장, 제목), 2 물음표. 2의 붙임 2는 의문의
정도가 약할 때 마침표를 허용하므로 경고로, 스스로에게 묻는 '는가, 인가' 뒤의 마침표는 정보로 둡니다.
"""

EXAMPLES = [
    Bad("Empty the trash?", "휴지통을 비울까요.", fixed="휴지통을 비울까요?", at="."),
    Bad(
        "Who labelled the data?",
        "데이터에 레이블을 붙인 사람은 누구입니까",
        fixed="데이터에 레이블을 붙인 사람은 누구입니까?",
    ),
    Bad("It was the cheapest improvement.", "가장 값싼 개선입니다", fixed="가장 값싼 개선입니다."),
    Bad("It rains. We wait.", "비가 옵니다 우리는 기다립니다.", fixed="비가 옵니다. 우리는 기다립니다."),
    Bad("Is it late? Then go.", "늦었습니까. 그러면 가세요.", fixed="늦었습니까? 그러면 가세요."),
    Bad("It rains, and we wait.", "비가 와서,, 우리는 기다립니다.", at=",,"),
    Bad("Choose one of these:", "다음 중에서 하나를 고릅니다", fixed="다음 중에서 하나를 고릅니다."),
    Good("Empty the trash?", "휴지통을 비울까요?"),
    Good("Did you know? Owls fly.", "올빼미는 날아다닙니다."),
    Good("It is a small bird.", "작은 새"),
    Good("The following files changed:", "다음 파일이 바뀌었습니다."),
    Good("It works!", "잘 됩니다."),
    Good("It is called an owl.", "올빼미라고 합니다 (새의 일종)."),
    Good("He says it rains.", "비가 옵니다 라고 말합니다."),
    Good("Run this.", "`a.sh`를 실행합니다: `./a.sh`"),
]

_QUESTION = regex(r"(?:까|나요|[가-힣]까요|[가-힣]가요?|느냐|으냐)$")
_ASKS = regex(r"[가-힣]{2,}(?P<stop>\.)(?=[\s)\"'”’_*]|$)")
_FORMAL = regex(
    r"(?P<polite>[가-힣])니다(?P<gap> )(?=[가-힣A-Z])(?!라[고는]|하[고는며]|만|고\b|[가-힣]{1,3}고 (?:했|말|하))"
)
_PLAIN = regex(
    r"(?:세요|어요|아요|해요|네요|에요|예요|죠|지요|시오|[었았였했됐갔왔있없않겠]다|[한된는진인난간온든친]다|이다)$"
)
#: Marks that were typed twice, or one behind another; two full stops are an ellipsis to some.
_TWICE = regex(r"(?<=[가-힣])(?:,[ ]?,|,\.(?!\.)|\.,)(?=\s|$)")
_STOPS = regex(r"[.!?](?=[\s<\"')]|$)")
_LABEL = regex(r"[\w\s/&'-]{1,40}:\s*$")
#: Share of sentences of one kind that end without a stop, from which that is the style of the translation.
STYLE = 0.25


@rule("P501", "end-punctuation", Severity.WARNING, scope="bitext", language="ko")
def end_punctuation(whole: Whole) -> Iterator[Hit]:
    """Report lost question marks, full stops and the colons of labels."""
    without: dict[Kind, list[Hit]] = {}
    with_stop: Counter[Kind] = Counter()
    for pair in whole.pairs:
        if not pair.two_sided or not pair.translatable or not pair.trusted:
            continue
        kind = pair.target.kind
        if pair.target.text.isascii() or Kind.HEADING in (kind, pair.source.kind):
            continue
        yield from _inside(pair)
        yield from _marks(pair)
        source, target = ending(pair.source), ending(pair.target)
        if source is None or target is None:
            continue
        if source.mark == "?":
            yield from _question(pair, target)
        elif source.mark == ":" and kind is not Kind.ENTRY and target.mark in ".?!:":
            with_stop[kind] += 1
        elif source.mark in (".:" if kind is not Kind.ENTRY else ".") and not pair.source.text[: source.at].endswith(
            "."
        ):
            if target.mark in ".?!":
                with_stop[kind] += 1
            elif not (target.enclosed or source.enclosed or cues.is_cue(pair.target)) and _sentence(
                pair.target.text[: target.at + 1]
            ):
                without.setdefault(kind, []).append(_stop(pair, target))
        elif source.mark == ":" and kind is Kind.ENTRY:
            yield from _label(pair, target)
    for kind, found in without.items():
        if len(found) <= max(2, STYLE * (len(found) + with_stop[kind])):
            yield from found


def _question(pair: Pair, target: Ending) -> Iterator[Hit]:
    """A question whose translation ends without a question mark."""
    text = pair.target.text
    stop = target.mark == "."
    last = target.at if stop else target.at + 1
    words = text[:last]
    if target.mark == "?" or not _asks(words) or target.enclosed:
        return
    if stop and pair.source.text.count("?") > text.count("?"):
        return  # said already
    span = Span(last, last + 1) if stop else Span(target.at, target.at + 1)
    edit = Edit(span, "?") if stop else Edit(Span(last, last), "?")
    yield Hit(
        span,
        say("a question without a question mark"),
        say("end it with ?"),
        severity=Severity.INFO if stop and _weak(words) else None,
        fix=edit,
        safe=True,
        pair=pair,
    )


def _inside(pair: Pair) -> Iterator[Hit]:
    """Questions that end in a full stop, and sentences that run into the next one, anywhere in the target."""
    text = pair.target.text
    lost = pair.source.text.count("?") - text.count("?")
    if lost > 0:
        for found in _ASKS.finditer(text):
            span = Span(*found.span("stop"))
            if _asks(found[0][:-1]) and not pair.target.is_masked(span):
                yield Hit(
                    span,
                    say("a question ends in a full stop"),
                    say("end it with ?"),
                    severity=Severity.INFO if _weak(found[0][:-1]) else None,
                    fix=Edit(span, "?"),
                    safe=True,
                    pair=pair,
                )
    if "니다 " not in text or ">>> " in text:  # comments in code
        return
    if pair.target.kind is Kind.ENTRY and len(_STOPS.findall(pair.source.text)) <= len(_STOPS.findall(text)):
        return  # lines of a message that were joined
    for found in _FORMAL.finditer(text):
        span = Span(found.start(), found.start("gap"))
        if hangul.final(found["polite"]) != "ㅂ" or pair.target.is_masked(Span(span.start, span.end + 1)):
            continue
        stop = Edit(Span(span.end, span.end), ".")
        yield Hit(
            span, say("a sentence without a full stop"), say("end it with a full stop"), fix=stop, safe=True, pair=pair
        )


def _marks(pair: Pair) -> Iterator[Hit]:
    """Marks typed twice."""
    text = pair.target.text
    for found in _TWICE.finditer(text) if ",," in text or ", ," in text or ",." in text or ".," in text else ():
        span = Span(*found.span())
        if found[0] not in pair.source.text and not pair.target.is_masked(span):
            yield Hit(span, say("two marks, one behind the other: {marks}", marks=found[0]), say("keep one"), pair=pair)


def _asks(words: str) -> bool:
    """Does it end like a question: 합니까, 할까(요), 하나요, 하는가, 큰가요? 하니까(요) is a reason."""
    found = _QUESTION.search(words)
    if found is None:
        return False
    last = words.removesuffix("요")
    if last.endswith("까"):
        return hangul.final(last[-2:-1]) == "ㄹ" or (last.endswith("니까") and hangul.final(last[-3:-2]) == "ㅂ")
    if last.endswith("가"):
        return hangul.final(last[-2:-1]) == "ㄴ" and (words.endswith("요") or last[-2] in "은는인던한")
    return True


def _weak(words: str) -> bool:
    """A question that a writer puts to himself, 하는가: it may end in a full stop."""
    return words.endswith("가")


def _sentence(words: str) -> bool:
    """Does it end like a full sentence: 합니다, 했다, 하세요?"""
    if words.endswith("니다"):
        return hangul.final(words[-3:-2]) == "ㅂ" if len(words) > 2 else False
    return _PLAIN.search(words[-8:]) is not None and len(words) > 8


def _stop(pair: Pair, target: Ending) -> Hit:
    words = pair.target.text[: target.at + 1].split()[-1]
    span, end = Span(target.at + 1 - len(words), target.at + 1), Span(target.at + 1, target.at + 1)
    return Hit(
        span,
        say("a sentence without a full stop"),
        say("end it with a full stop"),
        fix=Edit(end, "."),
        safe=True,
        pair=pair,
    )


def _label(pair: Pair, target: Ending) -> Iterator[Hit]:
    """A label such as `Name:` whose colon was lost."""
    text = pair.target.text
    if target.mark in ":：.?" or not hangul.is_hangul(target.mark) or not _LABEL.fullmatch(pair.source.text):
        return
    if _sentence(text[: target.at + 1]):
        return
    end = Span(target.at + 1, target.at + 1)
    word = text[: end.start].split()[-1]
    span = Span(end.start - len(word), end.start)
    yield Hit(
        span, say("a label without its colon"), say("end it with a colon"), fix=Edit(end, ":"), safe=True, pair=pair
    )
