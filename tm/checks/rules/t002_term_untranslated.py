"""T002 term-untranslated: a glossary term is left in the source language.

What it does: finds the source word, or its plural, in Latin letters in the target although the glossary has a
translation. A gloss in brackets is right and not reported: 환각(hallucination). The other way round,
hallucination(환각), is T009. Code (return문), commands and keys that the source has in the
same words (git branch --list, branch.%s.merge), URLs, names, titles, and labels quoted as they are in the source are
left alone; so are names of directories, and words that both sides emphasise, quote or put into an element as a name.
A name is also a word that has a capital within a sentence of the source, and the same in the target: Lanterns.
A term that the document hardly ever translates is told once, at its first place, and is info elsewhere.
Why: who reads the translation alone does not connect the foreign word with its translation elsewhere.
How to fix: write the approved target; the particle behind it is repaired. Unsafe, as the sentence may need more, and
none among other English words.
Source: MQM error types "untranslated" and "terminology".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.checks.term_counts import Tally, checked, counts
from tm.core import Severity
from tm.lang.regex import regex
from tm.messages import counted, either, say
from tm.terms.gloss import turned
from tm.terms.match import Rendering, TermUse
from tm.terms.named import names_something
from tm.terms.replace import noun, replacing

KOREAN = """T002 용어 미번역: 용어집에 번역어가 있는 용어를 원어 그대로 두었습니다.

무엇을 찾나: 원문의 낱말이나 그 복수형이 번역문에 로마자로 남아 있는 곳을 알립니다. 환각(hallucination)처럼 괄호 안에
원어를 함께 적는 것은 올바르므로 알리지 않고, 거꾸로 hallucination(환각)으로 적으면 T009로 알립니다. 코드(return문),
원문에 같은 말로 적힌 명령과 키(git branch --list, branch.%s.merge), URL, 이름과 제목, 원문에 있는 대로 따옴표에 넣은
문구는 건드리지 않습니다. 두 글에서 모두 강조하거나 따옴표에 넣거나 태그로 감싼 이름과 디렉터리의 이름도 그렇습니다.
원문의 문장 가운데에서 대문자로 시작하고 번역문에서도 그대로인 낱말은 이름으로 봅니다. 문서가 거의 옮기지 않는 용어는
처음 나온 자리에서 한 번 알리고 나머지 자리는 정보로 둡니다.
왜: 번역문만 읽는 사람은 그 말을 다른 곳의 번역어와 이어 생각하지 못합니다.
고치는 법: 표준 번역어로 바꾸고 뒤따르는 조사를 맞춥니다. 문장을 더 다듬어야 할 수 있으므로 안전하지 않은 수정입니다.
근거: MQM 오류 유형 "미번역"과 "용어".
"""

EXAMPLES = [
    Bad("The hallucination is gone.", "hallucination이 사라졌다.", glossary="hallucination,환각", at="hallucination"),
    Bad("Labels are added.", "labels를 붙인다.", glossary="label,레이블", at="labels", fixed="레이블을 붙인다."),
    Bad("Use the Ground Truth.", "Ground Truth를 쓴다.", glossary="ground truth,정답", fixed="정답을 쓴다."),
    Bad(
        "Compare the ground truth.",
        "ground truth(실제 사진)와 비교한다.",
        glossary="ground truth,정답",
        at="ground truth",
    ),
    Bad("Request and response.", "request와 응답.", glossary="request,요청\nresponse,응답", fixed="요청과 응답."),
    Bad("We deployed it.", "그것을 deploy한다.", glossary="deploy,배포하다", at="deploy", fixed="그것을 배포한다."),
    Bad("A labelled data set", "레이블을 붙인 dataset", glossary="data set,데이터셋", at="dataset"),
    Good("It reduces hallucination.", "환각(hallucination)을 줄인다.", glossary="hallucination,환각"),
    Bad("Lanterns glow.", "Lanterns가 빛난다.", glossary="lantern,등불", at="Lanterns", fixed="등불이 빛난다."),
    Bad("A return value", "return 값", glossary="return,반환", at="return", fixed="반환 값"),
    Good("We keep it in Lanterns every day.", "매일 Lanterns에 보관한다.", glossary="lantern,등불"),
    Good("Lighting a lantern with 🤗 Lanterns", "🤗 Lanterns로 등불 켜기", glossary="lantern,등불"),
    Good("See the [Lanterns library](a).", "[Lanterns 라이브러리](a)를 보라.", glossary="lantern,등불"),
    Good("Lanterns is a library.", "Lanterns는 라이브러리다.", glossary="lantern,등불"),
    Good("Add the dependencies.", "의존성<sup>Dependencies</sup>을 더한다.", glossary="dependency,의존성"),
    Good("An OLM is an optical lantern.", "OLM(Optical Lantern Model)은 등불이다.", glossary="lantern,등불"),
    Good("Put it before any early returns.", "return문 앞에 둔다.", glossary="return,반환값"),
    Good("It calls the API.", "API를 부른다.", glossary="API,API"),
    Good("The table shows `label`.", "표는 label_name을 보여 준다.", glossary="label,레이블"),
    Good("See Attention Is All You Need.", "Attention Is All You Need를 보라.", glossary="attention,어텐션"),
    Good("See the label folder.", "label 폴더를 보라.", glossary="label,레이블"),
    Good("It is the *label* column.", "*label* 열이다.", glossary="label,레이블"),
    Good("The <b>label</b> is set.", "<b>label</b>을 정한다.", glossary="label,레이블"),
    Good('Call it "label".', '"label"을 부른다.', glossary="label,레이블"),
    Bad("A *label* is text.", "*label*은 글이다.", glossary="label,레이블", at="label"),
    Good('Press the "Add label" button.', '"Add label" 단추를 누른다.', glossary="label,레이블"),
    Good("owlctl branch [<options>]", "owlctl branch [<옵션>]", glossary="branch,브랜치"),
    Good("Use 'owlctl branch'.", "'owlctl branch'를 쓴다.", glossary="branch,브랜치"),
    Good("Bad branch.%s.rebase: %s", "branch.%s.rebase 값이 잘못됨: %s", glossary="branch,브랜치"),
    Bad("Make an owlctl branch.", "owlctl branch를 만든다.", glossary="branch,브랜치", at="branch"),
    Good("Nothing about it.", "template은 원문에 없다.", glossary="template,템플릿"),
]


@rule("T002", "term-untranslated", Severity.ERROR, scope="bitext")
def term_untranslated(whole: Whole) -> Iterator[Hit]:
    """One finding an occurrence in the target; of a term that is hardly ever translated, the first speaks for all."""
    found = [(pair, use, left) for pair, use in checked(whole) for left in _left(pair, use)]
    tallies: dict[str, Tally] = {}
    for pair, use, left in found:
        term = use.concept.source
        tally = tallies.setdefault(term, replace(counts(whole).tallies[term], wrong=Counter(), places={}))
        tally.add(tally.wrong, term, pair, left.span)
    told: set[str] = set()
    for pair, use, left in found:
        term, wanted = use.concept.source, noun(use.concept.wanted[0])
        choice = tallies[term].chosen(term)
        yield Hit(
            left.span,
            counted(say("'{target}' is left untranslated", target=left.target), choice),
            help=say("use {wanted}", wanted=either(use.concept.wanted)),
            source=use.source[0],
            term=term,
            fix=replacing(pair.target.text, left.span, wanted) if wanted and not _in_english(left, pair) else (),
            pair=pair,
            severity=Severity.INFO if choice and term in told else None,
        )
        told.add(term)


_WORD_BEFORE, _WORD_BEHIND = regex(r"[a-z]\s$"), regex(r"\s[a-z]")


def _in_english(left: Rendering, pair: Pair) -> bool:
    """Do more English words stand beside it? One of them alone is not to be replaced."""
    text, span = pair.target.text, left.span
    return bool(_WORD_BEFORE.search(text[max(0, span.start - 2) : span.start]) or _WORD_BEHIND.match(text, span.end))


def _left(pair: Pair, use: TermUse) -> Iterator[Rendering]:
    if use.concept.kept or not use.concept.wanted:
        return
    for left in use.having("untranslated"):
        if turned(pair.target.text, left.span, use.concept.wanted):
            continue  # a gloss in the wrong order: T009
        if not names_something(left.span, pair.source.text, pair.target.text):
            yield left
