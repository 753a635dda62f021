"""U202 segment-partial: part of a translated segment is not translated, or the translation breaks off.

What it does: reports English inside a Korean segment that stands in the source as it is: a clause of five words and
more with function words among them, most of the others common ones; a short phrase in lower case, of common words or
behind an article ("a lottery ticket"); a whole sentence, even one of three words; and a common word, or one that the
source uses elsewhere in lower case, at the end of a heading that the translation uses nowhere else. Names, titles,
quotations, link texts, emphasis, glosses in brackets, code, lists of names and licence texts may stay in English. It
also reports a Korean sentence that ends in an object, a genitive, or an ending that wants more (을/를, 의, -는, -며)
where the source is a whole sentence: somebody stopped in the middle. A warning where only most of the words stand in
the source, for last words of headings and sentences that break off.
Why: the reader meets a foreign sentence, or a sentence without its predicate, and loses the thread.
How to fix: translate what is left, or finish the sentence. English that belongs there goes into quotation marks.
Source: MQM error type "untranslated"; for sentences without a predicate MQM "omission".
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks import cues, gaps, held, left, prose
from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.core import Kind, Severity
from tm.lang import en_prose
from tm.messages import say

KOREAN = """U202 일부 미번역: 번역한 세그먼트에 번역하지 않은 부분이 있거나 번역이 중간에 끊깁니다.

무엇을 찾나: 한국어 세그먼트 안에 원문 그대로 남은 영어를 알립니다. 낱말이 다섯 개 이상이고 기능어가 있으며 대부분
흔한 낱말인 절, 소문자로 쓴 흔한 낱말로만 되었거나 관사로 시작하는 짧은 구(a lottery ticket), 낱말이 세 개뿐이라도
온전한 문장, 번역문의 다른 곳에서는 쓰지 않는데 제목 끝에 남은 낱말(흔한 낱말이거나 원문의 다른 곳에서 소문자로 쓴
낱말)이 대상입니다. 이름, 제목, 인용, 링크 글, 강조한 말, 괄호 안의 원어, 코드, 이름 나열, 라이선스 문구는 영어로
두어도 됩니다. 원문은 온전한 문장인데 한국어 문장이 목적어나 관형격, 더 이어져야 할 어미(을/를, 의, -는, -며)로
끝나면 번역이 중간에 끊긴 것으로 여겨 알립니다. 제목 끝에 남은 낱말, 원문과 조금 다른 영어, 중간에 끊긴 문장은
경고입니다.
왜: 독자가 외국어 문장이나 서술어 없는 문장을 만나 글의 흐름을 놓칩니다.
고치는 법: 남은 부분을 번역하거나 문장을 끝맺습니다. 영어로 두어야 하는 말은 따옴표 안에 넣습니다.
근거: MQM 오류 유형 "미번역", 서술어가 없는 문장은 MQM "누락".
"""

EXAMPLES = [
    Bad(
        "Open the window. Then wait until the birds come back to the tree.",
        "창문을 엽니다. Then wait until the birds come back to the tree.",
        at="Then wait until the birds come back to the tree",
    ),
    Bad(
        "Thank you for reading this. The next post will be about hornets and traps.",
        "읽어 주셔서 감사합니다. The next post will be about hornets and traps. 며칠 뒤에 뵙겠습니다.",
        at="The next post will be about hornets and traps",
    ),
    Bad(
        "Count the owls first, because they are asleep during the day.",
        "먼저 올빼미를 셉니다. because they are asleep during the day.",
    ),
    Bad(
        "We saw that the ice melts from below in the spring.",
        "우리는 the ice melts from below in the spring 보았습니다.",
    ),
    Bad("The sensor counts every bird that passes over the bay.", "센서는 만 위를 지나는 모든 새를", at="새를"),
    Bad("The sensor counts birds. It runs on the light of the sun.", "센서는 새를 셉니다. 햇빛의."),
    Bad("It measures the wind and then tells the ships about the storm.", "바람을 재고 배에 폭풍을 알려 주며."),
    Bad(
        "A battery is a lottery ticket of a kind.",
        "배터리는 a lottery ticket이나 마찬가지입니다.",
        at="a lottery ticket",
    ),
    Bad("## Counting birds with cameras", "## 새를 세는 cameras", at="cameras"),
    Good("Use `in` and not in the loop.", "반복문에서 in과 not in을 씁니다."),
    Good("## Counting birds with PyTorch", "## 새를 세는 PyTorch"),
    Good(
        "The report “What the ice tells us about the sea” is short.",
        "보고서 “What the ice tells us about the sea”는 짧습니다.",
    ),
    Good(
        "Use early stopping when the loss rises.", "손실이 커지면 조기 종료(stop early when the loss rises)를 씁니다."
    ),
    Good(
        "Read [how to count the birds of the bay](birds.md).",
        "[how to count the birds of the bay](birds.md)를 읽으세요.",
    ),
    Good(
        "Anna, Ben, Carla and Dan of the Bay Group wrote it.", "Anna, Ben, Carla and Dan of the Bay Group이 썼습니다."
    ),
    Good("Run `count the birds in the bay` first.", "먼저 `count the birds in the bay`를 실행합니다."),
    Good("The sensors are checked every spring by two people.", "센서는 봄마다 두 사람이 점검하는 마을"),
    Good("The birds of the bay and what they eat in winter", "만의 새와 겨울에 먹는"),
    Good("Then count the birds with the following command:", "이제 다음 명령을:"),
]


@rule("U202", "segment-partial", Severity.ERROR, scope="bitext", language="ko")
def segment_partial(whole: Whole) -> Iterator[Hit]:
    """Report clauses left in English, and sentences that want a predicate."""
    english = whole.bitext.source.language.startswith("en")
    for pair in gaps.readable(whole):
        if not pair.two_sided or not prose.has_hangul(pair.target.text):
            continue  # U201
        if english:
            yield from _left(whole, pair)
            if pair.target.kind is Kind.HEADING and pair.source.kind is Kind.HEADING:
                yield from _heading(whole, pair)
        if not cues.is_cue(pair.target):  # a sentence goes on in the next one
            yield from _broken_off(whole, pair)


def _left(whole: Whole, pair: Pair) -> Iterator[Hit]:
    """Clauses that stand in the source as well."""
    beside: str | None = None
    for span in left.english_runs(pair.target, pair.source.text):
        words = span.of(pair.target.text)
        share = left.from_source(words, pair.source.text)
        if share < 0.5:
            continue
        if beside is None:
            beside = "".join(prose.folded(one.target) for one in held.doubled(pair, gaps.lengths(whole)))
        if prose.folded_text(span.of(pair.target.blanked())) in beside:
            continue  # U201: the source stands beside its translation
        severity = Severity.ERROR if share >= 0.8 else Severity.WARNING
        message = say("not translated: “{text}”", text=prose.excerpt(words))
        yield Hit(span, message, help=say("translate it"), severity=severity, pair=pair)


def _heading(whole: Whole, pair: Pair) -> Iterator[Hit]:
    """A common English word at the end of a Korean heading, which the translation does not use elsewhere."""
    span = left.last_word(pair.target)
    if span is None:
        return
    word = span.of(pair.target.text)
    if not en_prose.is_ordinary(word) and not any(
        word in left.words_of(other)
        for other in whole.bitext.source.segments
        if other.translatable and other.file != pair.source.file
    ):
        return  # a name, for all that is known
    mine = [
        own for own in left.words_of(pair.target) if own != word and own.islower() and not en_prose.is_function(own)
    ]
    if any(own in {other.lower() for other in left.words_of(pair.source)} for own in mine):
        return  # more than one word is kept: that is how this translator writes
    if word in {own.lower() for own in left.words_of(pair.source)} and not any(
        word in left.words_of(other)
        for other in whole.bitext.target.segments
        if other is not pair.target
        and other.file != pair.target.file
        and other.translatable
        and prose.has_hangul(other.text)
    ):
        yield Hit(
            span,
            say("not translated: “{text}”", text=word),
            help=say("translate it"),
            severity=Severity.WARNING,
            pair=pair,
        )


def _broken_off(whole: Whole, pair: Pair) -> Iterator[Hit]:
    """Each segment of the target by itself: one that stands before code goes on behind it."""
    segments = whole.bitext.target.segments
    for index in pair.bead.target:
        if index + 1 < len(segments) and segments[index + 1].kind in (Kind.CODE, Kind.MEDIA, Kind.MARKUP):
            continue
        for span in left.broken_off(pair.source, segments[index]):
            one = Pair(pair.source, segments[index], pair.bead, index=pair.index)
            message = say("the sentence breaks off after “{word}”", word=span.of(one.target.text))
            yield Hit(span, message, help=say("finish the sentence"), severity=Severity.WARNING, pair=one)
