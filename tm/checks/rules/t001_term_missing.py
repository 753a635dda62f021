"""T001 term-missing: a glossary term of the source has no approved rendering in the target.

What it does: the source holds a term, but none of its approved or admitted targets stands in the target in any
inflection, with any particle, spaced or not. When the likeliest other rendering can be shown (a near spelling, a
transliteration, the word before a bracket), the finding points at it.
Silent where the word may not be the term: a verb where the term is a noun, the plural of an adjective, a name or part
of one, part of a hyphenated word, a fixed expression, a phrase of the glossary's column `except`. A target that is a
sentence (Note: 알아 두세요!) is wanted only where the term stands alone.
What the document does steadily is told once, at its first place, and is info elsewhere: another word that recurs beside
the approved one, or a term that is hardly ever rendered as the glossary says. A place without any rendering is info too
where it is rather an ellipsis: in running text when the term was rendered just before, or in six places and three times
as often as not; in messages only the latter, and in the rows of a table from 20 places on.
Severity: error where the text shows what stands instead (a transliteration, another word with the source word in
brackets), warning where the rendering is merely not found, info at the later places of such a choice.
Why: one concept under several names reads as several things, and a search for one finds half of the text.
How to fix: write the approved rendering. If the word has to be rendered otherwise here, give the glossary an admitted
target or a phrase in `except`. There is no fix by itself, as what to replace is not certain.
Source: MQM error type "terminology" (inconsistent with term base); consistency of terms in ISO 17100:2015.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tm.checks.domain import outside as far
from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.checks.term_counts import Tally, checked, counts, elsewhere
from tm.core import Kind, Severity, Span
from tm.messages import either, say
from tm.terms.match import TermUse
from tm.terms.rival_words import EMPTY

KOREAN = """T001 용어 누락: 원문의 용어에 맞는 표준 번역어가 번역문에 없습니다.

무엇을 찾나: 원문에 용어집의 용어가 있는데 번역문에서 표준 번역어도 허용 번역어도 찾을 수 없는 곳을 알립니다. 조사가
붙은 꼴, 활용형, 띄어쓰기만 다른 꼴은 모두 같은 번역어로 봅니다. 용어 대신 쓰인 말이 드러나면 그 자리를 가리킵니다.
용어가 아닐 수 있는 자리는 알리지 않습니다. 명사 용어가 동사로 쓰인 곳, 형용사 용어의 복수형, 이름이나 그 일부,
붙임표로 이은 말의 일부, 관용구, 용어집의 `except` 열에 적은 구가 그렇습니다. 번역어가 문장(알아 두세요!)이면 용어가
홀로 선 자리에서만 봅니다. 소리대로 적은 말, 원어를 괄호에 밝힌 다른 말처럼 달리 옮긴 것이 글에 드러나면 오류이고,
번역어를 찾지 못했을 뿐이면 경고입니다. 이어지는 글에서 바로 앞에 옮긴 용어나 늘 용어집대로 옮기는 용어가 한 곳에서
빠졌으면 생략으로 보아 정보로 둡니다. 문서가 한결같이 쓰는 다른 말과 용어집대로 옮긴 곳이 거의 없는 용어는 처음 나온
자리에서 한 번 알리고, 나머지 자리는 정보로 둡니다.
왜: 한 개념을 여러 말로 옮기면 독자는 서로 다른 것으로 여기고, 검색해도 찾지 못합니다.
고치는 법: 표준 번역어를 씁니다. 문맥에 따라 달리 옮겨야 하는 말이면 용어집에 허용 번역어나 예외를 적습니다. 무엇을
바꿔야 할지 확실하지 않으므로 자동으로 고치지 않습니다.
근거: MQM 오류 유형 "용어"(용어집과 다름), ISO 17100:2015의 용어 일관성 요구.
"""

EXAMPLES = [
    Bad("Compare it with the ground truth.", "실제 사진과 비교한다.", glossary="ground truth,정답"),
    Bad("The scope is small.", "스코프가 좁다.", glossary="scope,범위", at="스코프"),
    Bad("The type is known.", "자료형은 알려져 있다.", glossary="type,타입", at="자료형"),
    Bad("Foreign keys slow it down.", "외부 키 때문에 느리다.", glossary="foreign key,외래 키", at="외부 키"),
    Good("Use a template.", "탬플릿을 쓴다.", glossary="template,템플릿"),
    Bad("We deployed the service.", "서비스를 설치했다.", glossary="deploy,배포하다"),
    Bad("Data sets differ.", "자료는 서로 다르다.", glossary="dataset,데이터셋"),
    Bad("Foreign keys slow it down.", "외부 열쇠 때문에 느려진다.", glossary="foreign key,외래 키\nkey,키"),
    Bad("A declarative plan", "명령형 계획", glossary="declarative,선언적인"),
    Bad("A cover renderer", "커버 렌더러", glossary="cover,덮개", at="커버"),
    Bad("It has no scope.", "스코프에는 없다.", glossary="scope,범위", at="스코프"),
    Bad("Note", "참고", glossary="note,알아 두세요!"),
    Good("The plan is declarative.", "계획은 선언적입니다.", glossary="declarative,선언적인"),
    Good("A declarative plan", "선언적 계획", glossary="declarative,선언적인"),
    Good("Loops and conditionals", "반복문과 조건문", glossary="conditional,조건부"),
    Good("We keep it in Lanterns.", "그것을 거기에 보관한다.", glossary="lantern,등불"),
    Good("As noted in the release notes.", "출시 정보에 적은 대로다.", glossary="note,알아 두세요!"),
    Good("The neural network learns.", "신경망이 배운다.", glossary="neural network,신경망\nnetwork,네트워크"),
    Good("Deep learning models are large.", "딥 러닝 모델은 크다.", glossary="deep learning,딥러닝"),
    Good("The value was borrowed.", "값을 빌려 왔다.", glossary="borrow,빌리다"),
    Good("You can view the page.", "페이지를 볼 수 있다.", glossary="view,뷰"),
    Good("For instance, this is fine.", "예를 들어 이것은 괜찮다.", glossary="instance,인스턴스"),
    Good("It takes the form of a list.", "목록의 꼴을 띤다.", glossary="form,폼"),
    Good(
        "Labels are added by hand.", "사람이 직접 붙인다.", glossary="label,레이블,approved,,labels are added by hand"
    ),
]


#: Evidence in the text that something else was written: an error. Of a term that is merely absent: a warning.
_SHOWN = frozenset(("transliterated", "glossed", "partial", "known"))


@rule("T001", "term-missing", Severity.WARNING, scope="bitext")
def term_missing(whole: Whole, *, domain: float = 0.25) -> Iterator[Hit]:
    """One finding a term and segment.

    domain: how like the document (0 to 1) a segment must be for a lone term without other evidence; 0 for any,
            as where the project has no encoder
    """
    found = [(pair, use) for pair, use in checked(whole) if _missing(use)]
    if not found:
        return
    known = counts(whole)
    lone = [pair for pair, use in found if use.rival is None and len(pair.terms) == 1 and not pair.source.masked]
    understood = _Understood(whole, known.tallies)
    outside = far(lone, known.home, whole.encoder, least=domain) if domain and lone else set()
    for pair, use in found:
        if use.rival is None and pair.index in outside and len(pair.terms) == 1:
            continue
        tally = known.tallies[use.concept.source]
        shown = use.rival.target if use.rival else known.steady(use.concept.source)
        shown = "" if shown in EMPTY else shown
        span = use.rival.span if use.rival else _at(pair, shown)
        severity, choice = _weight(use, tally, shown if span else "", pair)
        if use.rival is None and not shown and severity is None and understood(use, pair):
            severity = Severity.INFO
        also, places = (say(", {choice} times", choice=choice), ()) if choice else elsewhere(tally, pair)
        # without a word to point at, the sentence in which the rendering is missing
        inner, source = (None if span else pair.sentence_of(use.source[0])) or (pair, use.source[0])
        yield Hit(
            span,
            _message(use, shown if span else "") + also,
            help=say("use {wanted}", wanted=either(use.concept.wanted)),
            source=source,
            term=use.concept.source,
            pair=inner,
            severity=severity,
            related=places,
        )


#: A running text leaves out what it has just said: the term was rendered so many pairs before at most, or so often in
#: all, and so many times as often as it was not.
_BEFORE, _OFTEN, _TIMES = 2, 6, 3


class _Understood:
    """Is a term that is not found rather left out, as a reader of a running text knows what is meant?

    Rows of a table stand alone, each with its own context: there a term is expected.
    """

    def __init__(self, whole: Whole, tallies: Mapping[str, Tally]) -> None:
        self._whole, self._tallies = whole, tallies

    def __call__(self, use: TermUse, pair: Pair) -> bool:
        if pair.source.kind is Kind.ENTRY and not pair.source.key:
            return False
        tally = self._tallies[use.concept.source]
        right = tally.right.total()
        if right >= _OFTEN and right >= _TIMES * (tally.missing - tally.wrong.total()):
            return True
        if pair.source.kind is Kind.ENTRY:
            return False  # messages of a catalogue
        before = self._whole.pairs[max(0, pair.index - _BEFORE) : pair.index]
        term = use.concept.source
        return any(other.rendered and other.concept.source == term for near in before for other in near.terms)


def _missing(use: TermUse) -> bool:
    concept = use.concept
    if not concept.wanted or concept.kept or use.rendered or use.in_code:
        return False
    if use.having("forbidden", "deprecated", "untranslated", "ignored"):
        return False
    if use.rival and use.rival.status in ("misspelled", "truncated"):
        return False
    return use.certain or use.rival is not None


def _at(pair: Pair, word: str) -> Span | None:
    found = re.search(rf"(?<![가-힣]){re.escape(word)}", pair.target.text) if word else None
    return Span(*found.span()) if found else None


def _weight(use: TermUse, tally: Tally, shown: str, pair: Pair) -> tuple[Severity | None, int]:
    """The severity (None: that of the rule), and how often a word was chosen that the document has throughout.

    A choice is told once; its other places are info, as are those of a word that is a habit beside the approved one.
    So is another word beside the approved one, if nothing says that it is the same sense, and a lone omission of a term
    that the document renders rightly everywhere else.
    """
    if choice := tally.chosen(shown):
        first = tally.is_first(shown, pair) if shown else False
        return (None if first else Severity.INFO), choice
    usual = use.rival is not None and use.rival.status == "known"
    if shown and tally.habit(shown, usual=usual) and not tally.is_first(shown, pair):
        return Severity.INFO, 0
    if tally.chosen() and tally.first is not pair:  # rendered now so, now so, hardly ever as the glossary says
        return Severity.INFO, 0
    if use.rival is None:
        other = shown and tally.right and tally.often(shown)
        return (Severity.INFO if other or (not shown and tally.settled) else None), 0
    return (Severity.ERROR if use.rival.status in _SHOWN else None), 0


def _message(use: TermUse, shown: str) -> str:
    wanted = use.concept.wanted[0]
    if not shown:
        return say("'{source}' is not rendered as {wanted}", source=use.concept.source, wanted=wanted)
    return say(
        "'{source}' is rendered {shown} here, not {wanted}", source=use.concept.source, shown=shown, wanted=wanted
    )
