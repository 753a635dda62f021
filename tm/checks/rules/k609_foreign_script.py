"""K609 foreign-script: letters of another script are left in the Korean text.

What it does: finds Chinese characters and kana that are neither in the source nor in brackets or quotation marks nor
beside their Korean reading, letters of any other script that the source does not have, and Latin words in which a
Cyrillic or Greek letter stands for the Latin one that it looks like (`Соde`). A single Chinese character used as a
word (美, 前), characters in a glossary term, signs of mathematics and units (π, Ω, μm) and the names of languages in
a line that leads to them are left alone.
Why: characters stay behind when a text was translated by machine or by way of Chinese or Japanese; a look-alike letter
cannot be searched for, copied into a program or read out.
How to fix: translate them. Look-alikes are replaced; that is safe.
Source: The Unicode Standard, annex 24 (scripts), and technical standard 39 (letters that look alike).
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.checks.language_bars import is_bar
from tm.checks.registry import Bad, Good, Hit, Pair, rule
from tm.core import Edit, Severity, Span
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """K609 외국 문자: 번역문에 다른 문자가 남아 있습니다.

무엇을 찾나: 원문에 없고, 괄호나 따옴표 안에 있지도 않고, 한글 독음과 나란히 적지도 않은 한자와 가나, 원문에 없는 그
밖의 문자, 모양이 같은 키릴 문자나 그리스 문자가 섞인 로마자 낱말(`Соde`)을 찾습니다. 낱말처럼 쓰는 한자 한 글자(美,
前), 용어집에 있는 한자, 수식과 단위의 기호(π, Ω, μm), 다른 언어로 된 문서를 고르는 줄의 언어 이름은 알리지 않습니다.
왜: 기계로 옮겼거나 중국어, 일본어를 거친 글에 남는 흔적입니다. 모양만 같은 문자는 검색하거나 복사해 쓸 수 없습니다.
고치는 법: 번역합니다. 모양만 같은 문자는 로마자로 바꿉니다. 이 수정은 안전합니다.
근거: 유니코드 부속서 24(문자 체계), 기술 표준 39(닮은 문자).
"""

EXAMPLES = [
    Bad("The model learns.", "모델은 学習합니다.", at="学習"),
    Bad("Save the file.", "파일을 保存 하세요."),
    Bad("This is a pen.", "이것은 ペン입니다."),
    Bad("Run the code.", "С\u043ede를 실행합니다.", fixed="Code를 실행합니다."),
    Bad("the API", "\u0410PI를 봅니다.", fixed="API를 봅니다."),
    Bad("Good morning", "좋은 утро입니다."),
    Good("The character 学 is old.", "문자 学은 오래되었습니다."),
    Good("The model learns.", "모델은 학습(學習)합니다. '工夫'라는 말"),
    Good("the United States", "美 정부, 前 대표"),
    Good("a micrometre and an ohm", "1 μm와 2 Ω, 각도 θ, ΔE"),
    Good("Run `日本`.", "`日本`을 실행합니다."),
    Good("Languages", "[English](a.md) | 한국어 | [Русский](b.md) | [日本語](c.md)"),
]

_CJK = "\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_FOREIGN = regex(rf"[{_CJK}]+|[\u0370-\u03ff\u0400-\u052f\u0530-\u10ff\u1200-\u1fff]+")
_KANA = regex("[\u3041-\u3096\u30a1-\u30fa]")
_GREEK = regex("[\u0370-\u03ff\u1f00-\u1fff]")
_ENCLOSED = regex(
    r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|[“\"][^”\"]*[”\"]|[‘'][^’']*[’']|[「『《〈][^」』》〉]*[」』》〉]"
)
#: A word of Latin letters with letters of another script among them.
_MIXED = regex(
    r"(?:[A-Za-z]+[\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff]+[A-Za-z])[A-Za-z\u0370-\u03ff\u0400-\u04ff]*"
)
_ALIKE = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0408"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf",
    "aeopcyxijsABEKMHOPCTXIJABEZHIKMNOPTYXo",
)
_ASCII = regex(r"[A-Za-z]+")


@rule("K609", "foreign-script", Severity.WARNING, language="ko", seen=_FOREIGN)
def foreign_script(pair: Pair) -> Iterator[Hit]:
    """Report Chinese characters, kana, look-alikes and other scripts that the source does not have."""
    target = pair.target
    if target.text.isascii() or not target.translatable or not _FOREIGN.search(target.text) or is_bar(target):
        return
    text = target.blanked()
    taken: list[Span] = []
    for found in _MIXED.finditer(text):
        span, latin = Span(*found.span()), found.group().translate(_ALIKE)
        if found.group() in pair.source.text:
            continue
        taken.append(span)
        if _ASCII.fullmatch(latin) and latin != found.group():
            message = say("{group} has letters of another script that look like Latin ones", group=found.group())
            yield Hit(span, message, say("write {latin}", latin=latin), fix=Edit(span, latin), safe=True)
    enclosed = [Span(*found.span()) for found in _ENCLOSED.finditer(text)]
    for found in _FOREIGN.finditer(text):
        span, letters = Span(*found.span()), found.group()
        if any(span.overlaps(other) for other in taken) or any(other.contains(span) for other in enclosed):
            continue
        if _is_wanted(letters, text, span, pair.source.text):
            continue
        yield Hit(span, say("{letters} is left in the Korean text", letters=letters), say("translate it"))


def _is_wanted(letters: str, text: str, span: Span, source: str) -> bool:
    if any(character in source for character in letters):
        return True
    if _GREEK.search(letters) or (len(letters) == 1 and not _KANA.search(letters)):
        return True  # a sign, or a Chinese character used like an abbreviation
    return text[span.end : span.end + 1] == "("  # 學習(학습): the reading follows
