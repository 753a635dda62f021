"""The shapes of wrong word spacing that `spelling_spacing` looks for, with the article that each rests on.

Source: Hangul Orthography (한글 맞춤법), articles 2 and 41 to 47.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources

from tm.lang.hangul import FINALS
from tm.lang.regex import regex
from tm.messages import say


@dataclass(frozen=True)
class Pattern:
    """A shape that is spaced wrongly; groups g1, g2, c0 ... mark the spaces to put in (empty) or to take out."""

    needs: tuple[str, ...]  # one of them stands in every match: tested before the pattern
    expression: str
    article: str
    why: str
    sure: bool
    exceptions: str | None
    only: Callable[[str], bool] | None  # must hold for the word in front of the space that is to go
    within: str | None  # for those that see more than a word: a pattern for the part of one word in every match

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression, compiled when a text first holds what it needs."""
        return re.compile(self.expression)

    @cached_property
    def unless(self) -> re.Pattern[str] | None:
        """What must not hold for the word: up to the space that is to go, or to the end of the match."""
        return re.compile(self.exceptions) if self.exceptions else None


def _ending(*finals: str) -> str:
    """All syllables with one of these finals."""
    return "".join(chr(code) for final in finals for code in range(0xAC00 + FINALS.index(final), 0xD7A4, len(FINALS)))


_L, _N, _SS = map(_ending, "ㄹㄴㅆ")
#: Verbs and adjectives in these finals have -는데 for a contrast: 있는데, 했는데, 없는데, 않는데.
_CONTRAST = _ending(*"ㅆㅄㄶ")
_PAST = _SS.replace("있", "")
_END, _START = r"(?![가-힣])", r"(?<![가-힣])"
_G = "(?P<g1>)"
#: Particles that may stand behind a dependent noun or a counter before the word ends.
_JOSA = (
    r"(?:[은는이가을를의도만과와로에]|으로|에서|부터|까지|에게|마다|이나|나|처럼|보다|씩|에는|이며|이고|입니다|이다)?"
    + _END
)
_ASK = (
    r"(?:알|모르|모릅|모른|몰|확인|궁금|판단|결정|검사|여부|살펴|살피|묻|물어|고민|정하|정해|이해|설명|파악|보여|보고|검토|"
    r"평가)"
)
#: What -는 데 is used for: a purpose, and hardly ever a contrast.
_PURPOSE = (
    r"(?:사용|쓰이|쓰인|쓰입|쓰였|쓰여|쓰일|쓸모|필요|도움|유용|적합|활용|이용(?:되|됩|할|한)|걸리는|걸린|걸립|걸렸|중점|초점|기여|성공|실패|집중|중요|"
    r"동의|방해|이바지|최적화|한계|어려움|효과적)"
)
#: Nouns in 한, which particles follow: 제한대로, 권한만큼.
_HAN_NOUNS = r".*(?:제|권|무|기|상|하|북|남|유|원|국|시|극)한(?:대로|만큼)"
_LIGHT = r"(?:는|고|며|면|여|지|기|려|도록|거나|므로|게|였|자|던|십|세요|실)"
_HADA = rf"(?:하{_LIGHT}|합니|합시|했|한다|해야|해서|했던|할{_END}|할지|함{_END}|하나요)"
_DOEDA = (
    rf"(?:되(?:는|고|며|면|어|지|기|려|도록|거나|므로|게|었|던|나요)|됩니|됐|된다|돼|될 수|된{_END}|될{_END}|됨{_END})"
)

#: What follows 한 of 하다 (습득 한 후) and not the number one.
_DONE = rf"(?:것|후|뒤|다음|경우|상태|이후|적|덕분)(?:[은이을의에도만과]|에는|에도|으로|입니다|이다|이며|인)?{_END}"
#: An object in front of the noun: 지식을 습득 한 사람.
_OBJECT = "|".join(rf"(?<=[을를] [가-힣]{{{size}}})" for size in (2, 3, 4))
#: What is counted: one of it, 검색 한 번.
_COUNTED = (
    r"(?:번|개|가지|명|분|사람|줄|장|권|편|쪽|건|차례|달|해|시간|초|주|단계|곳|대|마디|글자|단어|문장|페이지|회|벌|쌍|통|눈|손|바퀴|"
    r"걸음|잔|판|조각|부분|방|칸|층|문단|묶음|세트|팀|종류|글|바이트|비트|점|행|열|때|동안|면|순간|군데|예|몸|마음|뜻|목|자리|채|켠|"
    r"차원|집|살|자|세기|세대|마리|그루|송이|도시|나라|회사|학교|입|모금|끼|값|항목|요소|파일|세션|화면|스텝|라운드|덩어리|방향|"
    r"방법|기기|서버|노드|컴퓨터|프로젝트|저장소)"
)
#: Auxiliary verbs behind 해: 확인 해 보세요.
_HELPING = (
    r"(?:보(?:세|십|겠|자|면|고|는|았|시|려|도록|아야)|봅|봤|볼|본|주(?:세|십|시|는|고|면|었|기|어야)|줍|줄|준|줘|드[리려릴립린]|"
    r"두(?:면|고|는|세|십|었|어야)|둡|둔|놓[은고는았으])"
)

#: Nouns in 화 that are no actions: pictures, flowers, shoes, films, telephones.
_NO_CHANGES = regex(
    r"(?:영|전|만|동|문|회|판|벽|국|궁|채|경치?|풍경|인물|초상|정물|운동|등산|안전|실내|극|설|신|우|대|평|조|재|실|야)화$"
)
_PREFIXES = frozenset("재미선후비역자")
_NUMBERED = {
    "한": "개 명 달 시간 장 줄 단계 마리 권 살 그루 켤레 송이 페이지 종류 글자",
    "두": "개 명 달 시간 장 줄 번 가지 단계 마리 대 권 살 그루 켤레 송이 페이지 종류 글자 배 쌍 곳 차례 사람 칸",
    "세": "개 명 달 시간 장 줄 번 가지 단계 마리 권 살 그루 켤레 송이 페이지 종류 글자 쌍 곳 차례 사람 칸",
    "네": "개 명 달 시간 장 줄 번 가지 단계 마리 권 살 그루 켤레 송이 페이지 종류 글자 쌍 곳 차례 사람 칸",
    "다섯": "개 명 달 시간 장 줄 번 가지 단계 마리 권 살 종류 글자 배 쌍 곳 차례 사람",
    "여섯": "개 명 달 시간 장 줄 번 가지 단계 마리 권 살 종류 글자 배 쌍 곳 차례 사람",
    "일곱": "개 명 달 시간 장 줄 번 가지 단계 마리 권 살 종류 글자 배 쌍 곳 차례 사람",
    "여덟": "개 명 달 시간 장 줄 번 가지 단계 마리 권 살 종류 글자 배 쌍 곳 차례 사람",
    "아홉": "개 명 달 시간 장 줄 번 가지 단계 마리 권 살 종류 글자 배 쌍 곳 차례 사람",
    "열": "개 명 달 시간 장 줄 번 가지 단계 마리 권 살 종류 글자 배 쌍 곳 차례 사람",
    "몇": "개 명 달 시간 장 줄 번 가지 단계 마리 권 살 종류 글자 배 쌍 곳 차례 사람 분 초 년",
    "여러": "개 명 달 시간 장 줄 번 가지 단계 마리 권 종류 글자 배 쌍 곳 차례 사람",
    "수십": "개 명 달 시간 장 줄 번 가지 단계 마리 권 종류 배 쌍 곳 차례",
    "수백": "개 명 달 시간 장 줄 번 가지 단계 마리 권 종류 배 쌍 곳 차례",
}
_COUNTERS = "|".join(
    f"{n}{_G}(?:{'|'.join(c.split())})".replace("g1", f"c{i}") for i, (n, c) in enumerate(_NUMBERED.items())
)


@cache
def verbal_nouns() -> frozenset[str]:
    """Nouns that take 하다 as a suffix."""
    text = resources.files("tm.lang").joinpath("data", "ko_verbal_nouns.tsv").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def _is_verbal(word: str) -> bool:
    """Is the word a noun of action, or does a short compound end in one?"""
    nouns = verbal_nouns()
    if word in nouns or (word[:1] in _PREFIXES and word[1:] in nouns):
        return True
    if len(word) > 2 and word[-1] == "화" and _NO_CHANGES.search(word) is None:
        return True  # -화, to become or to make so
    return any(word[-size:] in nouns for size in range(max(2, len(word) - 4), len(word) - 1))


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns, in the order in which they are tried."""

    def one(
        needs: str,
        pattern: str,
        article: str,
        why: str,
        *,
        sure: bool = True,
        unless: str | None = None,
        only: Callable[[str], bool] | None = None,
        within: str | None = None,
    ) -> Pattern:
        return Pattern(
            tuple(needs.split("|")),
            pattern,
            article,
            why,
            sure,
            unless,
            only,
            within,
        )

    noun = say("a dependent noun is written apart")
    ending = say("an ending is written together with its stem")
    particle = say("a particle is written together with the word before it")
    verb = say("an auxiliary verb behind this ending is written apart")
    word = say("words are written apart")
    suffix = say("a suffix is written together with its noun")
    return (
        # Dependent nouns, article 42
        one(
            "수",
            rf"수(?<=[{_L}]{_G}수)(?:도|는|가|조차|만)?(?:(?P<g2>)| )(?:있|없)",
            "42",
            noun,
            unless=r".*(?:필|홀|골|말|철|술|밀|몰|출|결)수|(?:실|일|설|절|갈)수",
            within=rf"수(?<=[{_L}]수)",
        ),
        one(
            "수밖",
            rf"[{_L}]{_G}수밖에",
            "42",
            noun,
            unless=r".*(?:필|홀|골|말|철|술|밀|몰|출|결)수밖|(?:실|일|설|절|갈)수밖",
        ),
        one("수 밖", rf"[{_L}] 수(?P<g1> )밖에 ?(?:없|안)", "41", particle),
        one(
            " 수있| 수없| 수도있| 수도없| 수는있| 수는없| 수가있| 수가없",
            rf"[{_L}] 수(?:도|는|가)?{_G}(?:있|없)(?=[는다습을어으고게도지음었던길기듯])",
            "42",
            noun,
        ),
        one(
            "것",
            rf"(?:는|던|[한된할될을은인]){_G}것(?:들|만|도|처럼|보다|까지|부터|임)?"
            rf"(?:[은이을과의에임]|으로|입니다|이다|이며|이고|이라|이라고|이라는|이라면|과는|과도|에서|에는)?{_END}",
            "42",
            noun,
            unless=r".*(?:날은것|무한것)",
        ),
        one(
            "것",
            rf"것(?<=[{_L}]{_G}것)(?:만|도|은|이|을)?(?:(?= 같)|입니다|이다|이며|이고|이라|이라고|이라는)"
            rf"{_END}",
            "42",
            noun,
            unless=r".*[할될을]것|.*(?:날|탈|별|물)것|(?:들|보잘|하잘)것",
            within=rf"것(?<=[{_L}]것)",
        ),
        one("거", rf"(?:는|[할될을]){_G}거(?:야|예요|에요|죠|지요|라고|니까|라는|라면){_END}", "42", noun),
        one("는데", rf"[가-힣]는{_G}데(?:는|에|에는|에만){_END}", "42", noun),
        one("는데 ", rf"(?![{_CONTRAST}])[가-힣]는{_G}데 (?:흔히 |주로 |자주 )?{_PURPOSE}", "42", noun, sure=False),
        one("는 데", rf"[{_PAST}]는(?P<g1> )데(?=[,\s]|$)", "2", ending),
        one("는 지", rf"[{_PAST}]는(?P<g1> )지(?:도|를|는|가|의|에)?{_END}", "2", ending),
        one("는 지", r"는(?P<g1> )지(?=[\s,]|$)(?! ?(?:맘|마음|멋|혼자|스스로))", "2", ending),
        one("는 지", r"는(?P<g1> )지에 대", "2", ending),
        one(
            " 지",
            rf"(?:[할될일볼갈올쓸]|[있없않겠었많같좋]을)(?P<g1> )지(?:를|는|에 대|도 모[르를른릅]|도 몰| {_ASK})",
            "2",
            ending,
        ),
        one(
            "지",
            rf"지(?<=[{_N}]{_G}지) ?(?:(?:약|거의|벌써|이제|겨우|불과|채|꼭|어느덧) )?"
            r"(?:(?:\d[\d,.]*|[한두세네몇]|수십|수백|일|이|삼|오|십) ?"
            r"(?:년|달|개월|일|주|시간|분|초|세기|주일)|오래|얼마)",
            "42",
            noun,
            unless=r".*(?:편|먼|단|번|건|잔|반|산|간|본|논|근|만|전)지|[가-힣]지",
            within=rf"지(?<=[{_N}]지)",
        ),
        one("때문", rf"[가-힣]{_G}때문", "42", noun),
        one("만큼", rf"(?:[하되있없않같아보쓰](?:는|을)|던|않은|[가-힣]한){_G}만큼", "42", noun, unless=_HAN_NOUNS),
        one("뿐", rf"(?:[있없않았었겠같좋많적]을|[할될]){_G}뿐(?:이|입|인|만|{_END})", "42", noun, unless=r".*역할뿐"),
        one("대로", rf"(?:[하되있없않]는|[가-힣]한){_G}대로{_END}", "42", noun, unless=_HAN_NOUNS),
        one("듯", rf"[하되있없않]는{_G}듯(?:하|한|합|했|이{_END}|{_END})", "42", noun),
        one("중", rf"는{_G}중(?:입니|이다|이며|이고|이었|인{_END}|에{_END}|이라)", "42", noun),
        one("줄", rf"[할될볼쓸]{_G}줄 ?(?:알[았고아면]|모[르를른릅]|몰)", "42", noun, within="줄(?<=[할될볼쓸]줄)"),
        one("동안", rf"(?:[하되있없않]는|[시기]간){_G}동안", "2", word, unless=r".*(?:잠시|한)간동안$"),
        one("경우", rf"(?:[가-힣]는|[한할된될은을]){_G}경우", "2", word),
        one("때", rf"[할될볼쓸]{_G}때(?:는|에|에는|마다|의|까지|부터|도|만|와)?{_END}", "2", word),
        one("후", rf"(?:[가-힣][한된]){_G}후(?:에|에는|부터)?{_END}", "2", word),
        one("기전", rf"[하되]기{_G}전(?:에|까지|에는){_END}", "2", word),
        # Counters, article 43
        one(
            "번째",
            rf"(?:첫|두|세|네|다섯|여섯|일곱|여덟|아홉|열|몇){_G}번째",
            "43",
            say("a counter is written apart"),
            unless=r".*[열스]?(?:하나|한)번째$",
        ),
        one(
            "한|두|세|네|여|섯|곱|덟|아홉|열|몇|수십|수백",
            rf"{_START}(?:{_COUNTERS}){_JOSA}",
            "43",
            say("a counter is written apart"),
        ),
        # Words that join, article 45
        one(
            "및",
            rf"[가-힣A-Za-z0-9)]{_G}및(?:(?P<g2>)(?=[가-힣A-Za-z0-9])|{_END})",
            "45",
            "및 is written apart from both sides",
        ),
        one("및", rf"(?<![가-힣])및{_G}[가-힣A-Za-z0-9]", "45", "및 is written apart from both sides"),
        one("또는", rf"[가-힣A-Za-z0-9)]{_G}또는(?:(?P<g2>)(?=[가-힣A-Za-z0-9])|{_END})", "2", word),
        # Endings with an auxiliary verb or adjective that may not be joined to them, articles 2 and 47
        one(
            "야",
            rf"[해어아여와워져려돼켜춰둬쳐써떠커봐놔꺼겨]야{_G}(?:합니|한다|하[는고며면기지]|하므로|"
            rf"할(?:까|지|{_END})|했|함{_END}|해{_END}|해서)",
            "47",
            verb,
            unless=r".*(?:이야|거야|분야)",
        ),
        one(
            "고있",
            rf"[가-힣]고{_G}있(?=[습다는어으었던고지음을기게])",
            "47",
            verb,
            unless=r".*(?:참|창|광|권|경|신|예|재)고있|보고있",
        ),
        one("고싶", rf"[가-힣]고{_G}싶", "47", verb),
        one("지않", rf"[가-힣]지{_G}않", "47", verb, unless=r".*(?:못|머|마)지않"),
        one("지못", rf"[가-힣]지{_G}못(?:하|한|했|합|할)", "47", verb),
        one(
            "게되|게된|게될|게됩|게됐|게됨",
            rf"[가-힣]게{_G}(?:되[는고며면어었지기]|된다|된{_END}|됩니|됐|될{_END}|됨{_END})",
            "47",
            verb,
        ),
        one(
            "도록하|도록합|도록한|도록해|도록했",
            rf"[가-힣]도록{_G}(?:하[는고며면여지기]|합니|한다|해{_END}|했|하십|하세)",
            "47",
            verb,
        ),
        one(
            "면 안",
            rf"(?:[가-힣]면|[해]서는|[아어여]서는) 안{_G}(?:되[는고며면어었지기]|된|됩|됐|될|됨|돼)",
            "2",
            say("the adverb 안 is written apart"),
        ),
        # Forms that stay what they are, article 2
        one(
            "위해|위한|위하",
            rf"(?:[을를]|기){_G}위(?:해|한{_END}|하여|함{_END})",
            "2",
            word,
            unless=r".*(?:을|를|기)위해(?:하|한)",
        ),
        one(
            "에대|에의해|에의한|에따라|에따른|에관한|에관해|에비해",
            rf"[가-힣A-Za-z0-9)]에{_G}(?:대(?:해|한{_END}|하여)|의(?:해|한{_END})|따(?:라|른{_END})|관(?:한{_END}|해)|비해)",
            "2",
            word,
            unless=r".*(?:세에대|최에대)",
        ),
        one("로인", rf"[가-힣]로{_G}인(?:해|하여|한{_END})", "2", word),
        one("과같|와같", rf"[가-힣A-Za-z0-9)][과와]{_G}같(?:은{_END}|이{_END}|습니|다{_END})", "2", word),
        one("불구", rf"도{_G}불구하고", "2", word),
        one("더이상", rf"{_START}더{_G}이상{_END}", "2", word),
        one("다시한번", rf"{_START}다시{_G}한번", "2", word),
        one("만아니", rf"뿐만{_G}아니", "2", word),
        # Particles, article 41 (those that K604 does not look for)
        one(" 만큼", rf"(?<=[가-힣])(?P<g1> )만큼(?:은|의|이나|만)?{_END}", "41", particle, unless=rf".*[{_N}{_L}]$"),
        one(" 뿐", rf"(?<=[가-힣])(?P<g1> )뿐(?:만|이|입|인|{_END})", "41", particle, unless=rf".*(?:[{_L}]|다)$"),
        one(
            " 뿐만",
            r"(?:문자열|배열|모듈|모델|파일|메일|테이블|레이블|심벌|심볼|채널|커널|터미널|셸|툴|패널|레벨|라벨|[자트드스기]들)"
            r"(?P<g1> )뿐만 ?아니",
            "41",
            particle,
            unless=r".*만들$",
        ),
        one("뿐 만", r"뿐(?P<g1> )만 ?아니", "41", particle),
        one(
            " 대로",
            rf"(?:규칙|마음|순서|뜻|차례|절차|지침|설명|약속|계획|원칙|법|사실|이름|생각|그|이)(?P<g1> )대로{_END}",
            "41",
            particle,
        ),
        one("밖에", r"(?:것|하나|조금|일부)(?P<g1> )밖에 (?:없|안)", "41", particle),
        one(" 조차", rf"(?<=[가-힣])(?P<g1> )조차(?:도|{_END})", "41", particle),
        # Suffixes and endings torn off
        one("얼마 큼", rf"얼마(?P<g1> )큼(?:은|의|만|이나|이)?{_END}", "2", word),
        one(" 습니", rf"[{_SS}없않좋같많](?P<g1> )습니(?:다|까)", "2", ending),
        one(" 니다", rf"[합입됩습](?P<g1> )니(?:다|까){_END}", "2", ending),
        one(" 씩", rf"(?:하나|둘|셋|[개번명장줄일년달]|조금|얼마)(?P<g1> )씩{_END}", "2", suffix),
        one(" 하| 합| 했| 한다| 해야| 해서| 할| 함", rf"(?P<g1> )(?:{_HADA})", "2", suffix, only=_is_verbal),
        one(" 한 ", rf"(?P<g1> )한 (?={_DONE})", "2", suffix, only=_is_verbal),
        one(" 한 ", rf"(?:{_OBJECT})(?P<g1> )한 (?=[가-힣])(?!{_COUNTED})", "2", suffix, only=_is_verbal),
        one(" 해 ", rf"(?P<g1> )해 (?={_HELPING})", "2", suffix, only=_is_verbal),
        one(" 되| 됩| 됐| 된| 돼| 될| 됨", rf"(?P<g1> )(?:{_DOEDA})", "2", suffix, only=_is_verbal),
        one(" 시키| 시킵| 시킨| 시켜| 시켰", r"(?P<g1> )시(?:키|킵|킨|켜|켰)", "2", suffix, only=_is_verbal),
        # Stops and figures
        one("니다.|니다!|니다?", rf"니다[.!?]{_G}[가-힣]", "2", say("a space stands behind a full stop")),
        one("0|1|2|3|4|5|6|7|8|9", rf"[가-힣](?:는|를|에서|에는|까지){_G}\d", "2", word, sure=False),
    )


#: The groups that mark spaces.
GAPS = ("g1", "g2", *(f"c{i}" for i in range(len(_NUMBERED))))
