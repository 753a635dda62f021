"""T008 term-mixed: one document renders a term in several of its allowed ways.

What it does: each rendering is allowed by the glossary; the rarer ones are shown, with the place of the commonest.
Renderings that differ in spaces alone are one. The noun in -ing of a verb (the training, for train) is compared with
nouns of that form only. The rows of a table (TSV, CSV) may come from anywhere and are not taken for one document.
Why: a reader meets two names and looks for two things.
How to fix: use one of them in a document. There is no fix by itself, as which of them to keep is a decision.
Source: MQM error type "inconsistent terminology".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.core import Kind, Severity
from tm.messages import say, times
from tm.terms.match import Rendering, TermUse

KOREAN = """T008 용어 혼용: 한 문서에서 같은 용어를 여러 허용 번역어로 옮겼습니다.

무엇을 찾나: 용어집에서 모두 허용한 번역어라도 한 문서에 섞여 있으면, 더 드물게 쓰인 쪽을 알리고 가장 많이 쓰인 쪽의
자리를 함께 보여 줍니다. 띄어쓰기만 다른 번역어는 하나로 봅니다. 동사에서 온 -ing 명사(train의 training)는 같은
꼴끼리만 비교합니다. 표(TSV, CSV)의 행은 출처가 제각각일 수 있어 한 문서로 보지 않습니다.
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
    Good("Only one model.", "모델 하나.", glossary="model,모델|모형"),
    Good("Nothing here.", "표와 테이블.", glossary="table,표|테이블"),
]


@rule("T008", "term-mixed", Severity.INFO, scope="bitext")
def term_mixed(whole: Whole) -> Iterator[Hit]:
    """One finding for each occurrence of a rarer rendering."""
    places: dict[tuple[str, bool], list[tuple[Pair, TermUse, Rendering]]] = defaultdict(list)
    for pair in whole.pairs:
        if pair.source.kind is Kind.ENTRY and not pair.source.key:  # a row of a table: no document
            continue
        shared = Counter(r.span for use in pair.terms for r in use.having("approved", "admitted"))
        for use in pair.terms:
            own = [r for r in use.having("approved", "admitted") if shared[r.span] == 1]
            if 0 < use.gerunds < len(use.source) and len({_key(r.target) for r in own}) > 1:
                continue  # which of the renderings is that of the noun cannot be told
            if len(own) <= len(use.source):  # more renderings than terms: some of them render another word
                places[use.concept.source, use.gerunds == len(use.source)].extend(
                    (pair, use, rendering) for rendering in own
                )
    for (term, _), found in places.items():
        counts = Counter(_key(rendering.target) for _, _, rendering in found)
        if len(counts) < 2:
            continue
        preferred = {_key(target): -order for order, target in enumerate(found[0][1].concept.wanted)}
        most = max(counts, key=lambda key: (counts[key], preferred.get(key, -len(preferred))))
        home, _, first = next(place for place in found if _key(place[2].target) == most)
        for pair, use, rendering in found:
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
                    source=use.source[0],
                    term=term,
                    pair=pair,
                    related=[(say("rendered {text} here", text=first.target), home, first.span)],
                )


def _key(target: str) -> str:
    return target.replace(" ", "")
