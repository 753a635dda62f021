"""Auxiliary verbs glued to endings that do not allow it, suffixes and endings torn from their stems: 해결 했다.

Source: Hangul Orthography (한글 맞춤법), articles 2, 41 and 47.
"""

from __future__ import annotations

from tm.lang.hangul import INITIALS, compose
from tm.lang.spelling_spacing_shapes import END, ENDING, PARTICLE, SS, START, SUFFIX, VERB, WORD, G, Pattern, one
from tm.lang.spelling_verbal_nouns import is_verbal
from tm.messages import say

#: Syllables that -야 may stand behind: 해야, 가야, 그려야.
_OPEN = "".join(compose(initial, vowel) for initial in INITIALS for vowel in "ㅏㅐㅓㅕㅘㅙㅝ")
_LIGHT = r"(?:는|고|며|면|여|지|기|려|도록|거나|므로|게|였|자|던|십|세요|실|겠|시는|신)"
_HADA = rf"(?:하{_LIGHT}|합니|합시|했|한다|해야|해서|했던|할{END}|할지|함{END}|하나요)"
_DOEDA = (
    rf"(?:되(?:는|고|며|면|어|지|기|려|도록|거나|므로|게|었|던|나요|겠)|됩니|됐|된다|돼|될 수|된{END}|될{END}|됨{END})"
)

#: What follows 한 of 하다 (습득 한 후) and not the number one.
_DONE = rf"(?:것|후|뒤|다음|경우|상태|이후|적|덕분)(?:[은이을의에도만과]|에는|에도|으로|입니다|이다|이며|인)?{END}"
#: An object in front of the noun: 지식을 습득 한 사람.
_OBJECT = "|".join(rf"(?<=[을를] [가-힣]{{{size}}})" for size in (2, 3, 4))
#: What is counted: one of it, 검색 한 번.
_COUNTED = (
    r"(?:번|개|가지|명|분|사람|줄|장|권|편|쪽|건|차례|달|해|시간|초|주|단계|곳|대|마디|글자|단어|문장|페이지|회|벌|쌍|통|눈|손|바퀴|"
    r"걸음|잔|판|조각|부분|방|칸|층|문단|묶음|세트|팀|종류|글|바이트|비트|점|행|열|때|동안|면|순간|군데|예|몸|마음|뜻|목|자리|채|켠|"
    r"차원|집|살|자|세기|세대|마리|그루|송이|도시|나라|회사|학교|입|모금|끼|값|항목|표|요소|파일|세션|화면|스텝|라운드|덩어리|방향|"
    r"방법|기기|서버|노드|컴퓨터|프로젝트|저장소)"
)
#: Auxiliary verbs behind 해: 확인 해 보세요.
_HELPING = (
    r"(?:보(?:세|십|겠|자|면|고|는|았|시|려|도록|아야)|봅|봤|볼|본|주(?:세|십|시|는|고|면|었|기|어야)|줍|줄|준|줘|드[리려릴립린]|"
    r"두(?:면|고|는|세|십|었|어야)|둡|둔|놓[은고는았으])"
)


PATTERNS: tuple[Pattern, ...] = (
    # Endings with an auxiliary verb or adjective that may not be joined to them, articles 2 and 47
    one(
        "야",
        rf"[{_OPEN}]야(?:만)?{G}(?:합니|한다|하[는고며면기지]|하므로|"
        rf"할(?:까|지|{END})|했|함{END}|해{END}|해서)",
        "47",
        VERB,
        unless=r".*(?:거|뭐|분)야|하야",
    ),
    one(
        "고있",
        rf"[가-힣]고{G}있(?=[습다는어으었던고지음을기게])",
        "47",
        VERB,
        unless=r".*(?:참|창|광|권|경|신|예|재)고있|보고있",
    ),
    one("려고하|려고합|려고한|려고했|려고할", rf"[가-힣]려고{G}(?:하[는고며면여지기]|합니|한다|했|할|함)", "47", VERB),
    one("지마|지말", rf"[가-힣]지{G}(?:마세요|마십|말고|말아|말라|말자|맙시)", "47", VERB),
    one("기만하", rf"[가-힣]기만{G}(?:하면|하는|하고|하지)", "47", VERB),
    one(
        "기도하|기도합|기도한|기도했",
        rf"[가-힣]기도{G}(?:하[는고며면여지다]|합니|한다|했)",
        "47",
        VERB,
        unless=r".*(?:경기도|기도회)|.*(?:새벽|감사|식사|금식)기도",
    ),
    one(
        "면안",
        rf"[가-힣]면{G}안(?P<g2>)[되된됩돼될]",
        "2",
        WORD,
        unless=r".*(?:화|측|평|전|표|장|방|정|도|지|대|국|단|후|이|로|겉|수|사|해)면",
    ),
    one("고싶", rf"[가-힣]고{G}싶", "47", VERB),
    one("지않", rf"[가-힣]지{G}않", "47", VERB, unless=r".*(?:못|머|마)지않"),
    one("지못", rf"[가-힣]지{G}못(?:하|한|했|합|할)", "47", VERB, unless=r"되지못"),
    one(
        "게되|게된|게될|게됩|게됐|게됨",
        rf"[가-힣]게{G}(?:되[는고며면어었지기]|된다|된{END}|됩니|됐|될{END}|됨{END})",
        "47",
        VERB,
    ),
    one(
        "도록하|도록합|도록한|도록해|도록했",
        rf"[가-힣]도록{G}(?:하[는고며면여지기]|합니|한다|해{END}|했|하십|하세)",
        "47",
        VERB,
    ),
    one(
        "면 안",
        rf"(?:[가-힣]면|[해]서는|[아어여]서는) 안{G}(?:되[는고며면어었지기]|된|됩|됐|될|됨|돼)",
        "2",
        say("the adverb 안 is written apart"),
        unless=r"안되면",
    ),
    # Suffixes and endings torn off
    one("얼마 큼", rf"얼마(?P<g1> )큼(?:은|의|만|이나|이)?{END}", "2", WORD),
    one(" 습니", rf"[{SS}없않좋같많](?P<g1> )습니(?:다|까)", "2", ENDING),
    one(" 니다", rf"[합입됩습](?P<g1> )니(?:다|까){END}", "2", ENDING),
    one(" 수록", rf"(?:[할될갈클릴질럴볼올]|[가-힣]를|[있없많적높낮깊넓좋]을)(?P<g1> )수록{END}", "2", ENDING),
    one("지 만", r"[하되있없않이았었겠크작좋많같쉽높낮]지(?P<g1> )만(?=[\s,])", "2", ENDING),
    one("적 ", rf"[가-힣]적(?P<g1> )인{END}", "2", SUFFIX),
    one(
        "것 인지|번째 인지|누구 인지|무엇 인지|얼마 인지",
        rf"(?P<g1> )인지(?<=(?:.것|번째|누구|무엇|얼마) 인지)(?:를|는|도|가|에)?{END}",
        "41",
        PARTICLE,
    ),
    one("불구 하고", rf"도 불구(?P<g1> )하고{END}", "2", SUFFIX),
    one("왜냐 하면", rf"{START}왜냐(?P<g1> )하면{END}", "2", WORD),
    one(" 씩", rf"(?:하나|둘|셋|[개번명장줄일년달]|조금|얼마)(?P<g1> )씩{END}", "2", SUFFIX),
    one(" 하| 합| 했| 한다| 해야| 해서| 할| 함", rf"(?P<g1> )(?:{_HADA})", "2", SUFFIX, only=is_verbal),
    one(" 한 ", rf"(?P<g1> )한 (?={_DONE})", "2", SUFFIX, only=is_verbal),
    one(" 한 ", rf"(?:{_OBJECT})(?P<g1> )한 (?=[가-힣])(?!{_COUNTED})", "2", SUFFIX, only=is_verbal),
    one(" 해 ", rf"(?P<g1> )해 (?={_HELPING})", "2", SUFFIX, only=is_verbal),
    one(" 되| 됩| 됐| 된| 돼| 될| 됨", rf"(?P<g1> )(?:{_DOEDA})", "2", SUFFIX, only=is_verbal),
    # 드리다 behind the noun of a verb in 하다; 깊은 감사 드립니다 has an object without its particle
    one(
        "감사 드|축하 드|부탁 드|사과 드",
        rf"(?<![은는한의큰] ){START}(?:감사|축하|부탁|사과)(?P<g1> )드(?:립니|리[고며는겠]|려요|렸습|린다|릴{END})",
        "2",
        SUFFIX,
    ),
    one(" 시키| 시킵| 시킨| 시켜| 시켰", r"(?P<g1> )시(?:키|킵|킨|켜|켰)", "2", SUFFIX, only=is_verbal),
)
