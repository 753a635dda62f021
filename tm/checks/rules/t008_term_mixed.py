"""T008 term-mixed: one document renders a term in several of its allowed ways.

What it does: each rendering is allowed by the glossary; the rarer ones are shown, with the place of the commonest.
Renderings that differ in spaces alone are one, and so are a rendering and a word of it that stands for the whole. A
term in a compound that is always rendered in the same way is left out: 일반 텍스트 for plain text, though text is 글.
The noun in -ing of a verb (the training, for train) is compared with nouns of that form only. The rows of a table (TSV,
CSV) may come from anywhere and are not taken for one document.
Why: a reader meets two names and looks for two things.
How to fix: use one of them in a document. There is no fix by itself, as which of them to keep is a decision.
Source: MQM error type "inconsistent terminology".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from tm.checks import compounds
from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.core import Kind, Severity, Span
from tm.messages import say, times
from tm.terms.match import Rendering, TermUse

KOREAN = """T008 용어 혼용: 한 문서에서 같은 용어를 여러 허용 번역어로 옮겼습니다.

무엇을 찾나: 용어집에서 모두 허용한 번역어라도 한 문서에 섞여 있으면, 더 드물게 쓰인 쪽을 알리고 가장 많이 쓰인 쪽의
자리를 함께 보여 줍니다. 띄어쓰기만 다른 번역어는 하나로 보고, 번역어와 그 일부만 적은 짧은 꼴도 하나로 봅니다. 늘 같은
말로 옮기는 합성어 속의 용어는 세지 않습니다. text가 ‘글’이어도 plain text는 ‘일반 텍스트’일 수 있습니다. 동사에서 온
-ing 명사(train의 training)는 같은 꼴끼리만 비교합니다. 표(TSV, CSV)의 행은 출처가 제각각일 수 있어 한 문서로 보지
않습니다.
왜: 독자는 한 가지를 두 이름으로 만나고, 무엇이 다른지 찾게 됩니다.
고치는 법: 하나를 골라 통일합니다. 어느 쪽을 남길지는 사람이 정하므로 자동으로 고치지 않습니다.
근거: MQM 오류 유형 "용어"(일관되지 않은 용어).
"""

EXAMPLES = [
    Bad("A table and a table.", "표와 테이블.", glossary="table,표|테이블", at="테이블"),
    Bad("Models, a model, the model.", "모델은 모형이고 모델이다.", glossary="model,모델|모형", at="모형"),
    Bad("Label by label.", "라벨과 레이블.", glossary="label,라벨\nlabel,레이블,admitted", at="레이블"),
    Bad("They lend and lend.", "빌려주고 대여한다.", glossary="lend,빌려주다|대여하다", at="대여"),
    Bad("The query and a query", "질의와 쿼리", glossary="query,쿼리|질의", at="질의"),
    Bad("A view is a view.", "뷰는 보기다.", glossary="view,뷰|보기", at="보기"),
    Bad("Lending is like lending.", "대여는 대출과 같다.", glossary="lend,대출하다|대여하다", at="대여"),
    Good("They lend during the lending phase.", "대여 단계에 대출한다.", glossary="lend,대출하다|대여하다"),
    Good("A table and a table.", "표와 표.", glossary="table,표|테이블"),
    Good("Deep learning is deep learning.", "딥러닝은 딥 러닝이다.", glossary="deep learning,딥러닝|딥 러닝"),
    Good("A table.", "표(테이블).", glossary="table,표|테이블"),
    Good("A model and a mould.", "모델과 모형.", glossary="model,모델|모형\nmould,모형"),
    Good("Plain text is a text. The text ends.", "일반 텍스트도 글입니다. 글이 끝납니다.", glossary="text,글|텍스트"),
    Bad("Plain text or plain text.", "일반 텍스트 또는 일반 글입니다.", glossary="text,글|텍스트", at="텍스트"),
    Good("A suppression, this suppression.", "억제 주석, 이 억제.", glossary="suppression,억제 주석|억제"),
    Good("Only one model.", "모델 하나.", glossary="model,모델|모형"),
    Good("Nothing here.", "표와 테이블.", glossary="table,표|테이블"),
]


@rule("T008", "term-mixed", Severity.INFO, scope="bitext")
def term_mixed(whole: Whole) -> Iterator[Hit]:
    """One finding for each occurrence of a rarer rendering."""
    places: dict[tuple[str, bool], list[_Place]] = defaultdict(list)
    for pair in whole.pairs:
        if pair.source.kind is Kind.ENTRY and not pair.source.key:  # a row of a table: no document
            continue
        shared = Counter(r.span for use in pair.terms for r in use.having("approved", "admitted"))
        for use in pair.terms:
            own = [r for r in use.having("approved", "admitted") if shared[r.span] == 1]
            if 0 < use.gerunds < len(use.source) and len({_key(r.target) for r in own}) > 1:
                continue  # which of the renderings is that of the noun cannot be told
            if len(own) <= len(use.source):  # more renderings than terms: some of them render another word
                at = use.source if len(own) == len(use.source) else use.source[:1] * len(own)
                places[use.concept.source, use.gerunds == len(use.source)].extend(
                    _Place(pair, use, rendering, source) for rendering, source in zip(own, at, strict=True)
                )
    for (term, _), every in places.items():
        found = _comparable(every)
        counts = Counter(_key(place.rendering.target) for place in found)
        if len(counts) < 2:
            continue
        preferred = {_key(target): -order for order, target in enumerate(found[0].use.concept.wanted)}
        most = max(counts, key=lambda key: (counts[key], preferred.get(key, -len(preferred))))
        home, _, first, _ = next(place for place in found if _key(place.rendering.target) == most)
        for pair, _, rendering, source in found:
            if _key(rendering.target) != most:
                yield Hit(
                    rendering.span,
                    say(
                        "'{term}' is {target} here ({rare}), {usual} elsewhere ({often})",
                        term=term,
                        target=rendering.target,
                        rare=times(counts[_key(rendering.target)]),
                        usual=first.target,
                        often=times(counts[most]),
                    ),
                    help=say("use one rendering in a document"),
                    source=source,
                    term=term,
                    pair=pair,
                    related=[(say("rendered {text} here", text=first.target), home, first.span)],
                )


class _Place(NamedTuple):
    """source: the occurrence that is rendered; the first, where that cannot be told."""

    pair: Pair
    use: TermUse
    rendering: Rendering
    source: Span


def _comparable(places: list[_Place]) -> list[_Place]:
    """The places whose renderings are a choice between words.

    억제 주석 and then 억제 is one word and its short form. A term in a compound is left out where the compound is
    always rendered in the same way: plain text may be 일반 텍스트 where text is 글.
    """
    targets = {place.rendering.target for place in places}
    short = {target: min((other for other in targets if _within(other, target)), key=len) for target in targets}
    if len(set(map(_key, short.values()))) < 2:
        return []
    places = [
        place._replace(rendering=place.rendering._replace(target=short[place.rendering.target])) for place in places
    ]
    if not places[0].pair.target_language.lower().startswith("ko"):
        return places
    named = [_compounds(place) for place in places]
    rendered: dict[str, set[str]] = defaultdict(set)
    for place, names in zip(places, named, strict=True):
        for compound in names:
            rendered[compound].add(_key(place.rendering.target))
    return [
        place
        for place, names in zip(places, named, strict=True)
        if not names or any(len(rendered[name]) > 1 for name in names)
    ]


def _within(part: str, whole: str) -> bool:
    return f" {part} " in f" {whole} "


def _compounds(place: _Place) -> frozenset[str]:
    """The English compounds that a term is part of, if its rendering is part of a Korean one."""
    if not compounds.in_korean(place.pair.target.text, place.rendering.span):
        return frozenset()
    return compounds.in_english(place.pair.source.text, place.source)


def _key(target: str) -> str:
    return target.replace(" ", "")
