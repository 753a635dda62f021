"""One table a language: sentences, joined by a space, are found again."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tm.core import Mask, Span
from tm.lang import sentences

ENGLISH = [
    ["Install version 2.1.3.", "Then restart."],
    ["Use Python 3.", "It is fast."],
    ["See https://example.com/a.b?c=d.", "It has more."],
    ["The file is config.yaml.", "Open it."],
    ["I met Dr. Brown.", "He left at 3 p.m.", "Nobody knew why."],
    ["Add salt, pepper, etc.", "Stir well."],
    ["Wait…", "What was that?"],
    ["“Who?”", "“Me!”", "Nobody laughed."],
    ["She asked, “Why?”", "He had no answer."],
    ["It rained.", "(It always does.)", "We stayed."],
    ["Great 👍.", "Next step."],
    ["Really?!", "Yes."],
    ["Step 1.", "Step 2 follows."],
    ["Compare Fig. 2 with Table 3.", "Both agree."],
    ["Prices rose by 3.5 percent.", "2020 was worse."],
    ["It was founded by J. R. Hall.", "The rest is history."],
    ["Acme Inc. makes pumps.", "Others copy them."],
    ["The company is Acme Inc.", "The pumps are blue."],
    ["He lives in Washington D.C.", "She does not."],
    ["Mr. and Mrs. Lee came.", "They sat down."],
    ["Use `a.b()`.", "`c.d()` is slower."],
    ["Run it with --flag=1.5.", "Then stop."],
    ["Is this 5 ft. tall?", "No."],
    ["The 1990s ended.", "A decade began."],
    ["Note: do not panic.", "Breathe."],
    ["Option A.", "Option B."],
    ["Vitamin C.", "It helps."],
    ["What is e.g. Latin for?", "Nobody knows."],
    ["See section 4.2.1.", "It explains more."],
    ["He said: “Go home. Now.”", "We went."],
    ["He wrote ‘Yes.’", "She wrote ‘No.’"],
    ["Node.js is a runtime.", "Vue.js is not."],
    ["We use Node.js.", "You may not."],
    ["It costs $5.", "That is cheap."],
    ["*Really.*", "**No!**", "Fine."],
    ["One (see ch. 3).", "Two."],
    ["He scored 3 vs. 4 points.", "It was close."],
    ["Visit example.com.", "It is free."],
    ["This is v. good.", "That is bad."],
    ["Born on Jan. 5, 1990.", "Died in Feb. 2020."],
    ["The dr. is in.", "Wait here."],
    ["Thanks to A. Smith et al. for help.", "We are glad."],
    ["The results are in Smith et al.", "They surprised us."],
    ["U.S. troops left.", "The U.N. stayed."],
    ["Press Ctrl+C.", "Then press Enter."],
    ['"It works," she said.', '"Does it?"'],
    ["The so-called No. 1 song.", "It is bad."],
    ["Wait. . . what?"],
    ["He came, i.e. he ran.", "Fast."],
    ["Ask St. John.", "He knows."],
    ["Check the README.", "Then read LICENSE.txt.", "That is all."],
    ["[Read this](a).", "Then that."],
    ["Oh no!!!", "It broke."],
    ["The temperature was 5 °C.", "It fell to −3 °C."],
    ["It is 10 a.m. in Seoul.", "Good morning."],
    ["See below: nothing."],
    ["Go to Settings > General.", "Tap About."],
    ["The Ph.D. student left.", "A Ph.D. takes years."],
    ["Approx. 5 people came.", "Est. cost: 3 dollars."],
    ["Done!🎉", "Now go on."],
    ["All set.", "Enjoy! 🎉 :)"],
    ["Wait. . . what?"],
    ["Choose Plan B.", "Plan C is worse."],
    ["By A. B. Cole.", "It is short."],
]

KOREAN = [
    ["버전 2.1.3을 설치합니다.", "그리고 다시 시작합니다."],
    ["https://example.com/a.b?c=d 를 보십시오.", "더 있습니다."],
    ["설명은 https://example.com/a.html 에 있습니다.", "읽어 보세요."],
    ["파일은 config.yaml입니다.", "여세요."],
    ["정말요?", "네, 정말이에요!", "그렇군요."],
    ["가죠.", "됐죠?", "음, 됐음.", "끝."],
    ["실행함.", "결과를 확인함.", "이상 없음."],
    ["가장 좋은 방법임.", "다른 방법은 느림."],
    ["그는 “왜?”라고 물었습니다.", "답은 없었습니다."],
    ["그는 “왜? 어떻게?”라고 물었습니다.", "답은 없었습니다."],
    ["그는 말했습니다.", "“가자.”", "그리고 떠났습니다."],
    ["비가 왔습니다.", "(늘 그렇습니다.)", "집에 있었습니다."],
    ["좋아요 👍.", "다음 단계입니다."],
    ["3.5% 올랐다.", "2020년은 더 나빴다."],
    ["2020년 3월 5일에 나왔다.", "첫째는 이것이다."],
    ["2020. 3. 5. 서울에서 열렸다.", "모두 왔다."],
    ["제3.2절을 보라.", "자세하다."],
    ["Node.js는 실행 환경이다.", "Vue.js는 아니다."],
    ["Acme Inc.는 펌프를 만든다.", "남들도 만든다."],
    ["Smith et al.은 다르게 본다.", "우리는 같다."],
    ["예를 들어(e.g. 사과) 과일이다.", "채소도 있다."],
    ["`a.b()`를 부른다.", "`c.d()`는 느리다."],
    ["잊었다...", "뭐라고?"],
    ["글쎄… 모르겠습니다.", "다음에 보죠."],
    ["무엇일까?", "바로 이것!"],
    ["정말?!", "그럼요."],
    ["방법은 이렇습니다: 켠다.", "끈다."],
    ["**중요합니다.**", "그냥 지나가세요."],
    ["[여기](a)를 보세요.", "그다음 저기를 보세요."],
    ["결과는 다음과 같다(표 3 참고).", "모두 옳다."],
    ["‘네.’라고 답했다.", "‘아니요.’라고도 했다."],
    ["『책.』을 읽었다.", "재미있다."],
    ["A사는 이겼다.", "B사는 졌다."],
    ["온도는 5 °C였다.", "−3 °C까지 떨어졌다."],
    ["오전 10시다.", "안녕하세요."],
    ["이 값은 0.5다.", "저 값은 1.5다."],
    ["x = 1이다.", "y = 2이다."],
    ["박사(Ph.D.) 과정이다.", "몇 년 걸린다."],
    ["하지 마세요.", "하세요.", "해 봐."],
    ["간다더라.", "그랬나.", "모르지."],
    ["먹자.", "마셔라.", "가렴."],
    ["이건 뭐지?", "글쎄 말이야.", "ㅋㅋㅋ."],
    ["네.", "아니요.", "글쎄요."],
    ["첫 번째입니다。", "두 번째입니다。"],
    ["좋습니다！", "왜요？", "그냥요."],
    ["이것은 No. 1 노래다.", "나쁘다."],
    ["Dr. Brown을 만났다.", "그는 3 p.m.에 떠났다."],
    ["README를 보라.", "LICENSE.txt도 보라."],
    ["완성입니다!🎉", "이제 다음으로 갑니다."],
    ["다 됐습니다.", "즐기세요! :)"],
    ["부록 A.를 보라.", "부록 B.도 보라."],
]


def code(text: str) -> list[Mask]:
    """Text between backticks is masked as code."""
    return [Mask(Span(*match.span()), "code") for match in re.finditer("`[^`]*`", text)]


@pytest.mark.parametrize("parts", ENGLISH, ids=" ".join)
def test_english(parts: list[str]) -> None:
    """English sentences are found again: abbreviations, numbers, names with dots, quotations, brackets, emoji."""
    text = " ".join(parts)
    assert [span.of(text) for span in sentences.english(text, code(text))] == parts


@pytest.mark.parametrize("parts", KOREAN, ids=" ".join)
def test_korean(parts: list[str]) -> None:
    """Korean sentences are found again: all endings, dates, quotations that go on, names and units in Latin letters."""
    text = " ".join(parts)
    assert [span.of(text) for span in sentences.korean(text, code(text))] == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["It is simple:", "nothing is published."],
        ["One thing;", "another thing;", "the last."],
        ["We ran --", "and fell."],
        ["We ran —", "and fell—", "and rose."],
        ["At 10:30 (see: there; here) call a::b at http://x.y/z."],
        ["“One; two: three” is a title."],
        ["방법은 이렇습니다:", "켭니다;", "끕니다."],
        ["Ends in a colon:"],
        ["well-known, pages 3-5, 3–5."],
    ],
    ids=" ".join,
)
def test_clauses(parts: list[str]) -> None:
    """Clauses end behind a colon, a semicolon or a dash that stands before white space, outside brackets and quotes."""
    text = " ".join(parts)
    ends = [0, *sentences.clause_ends(text, code(text)), len(text)]
    assert [text[a:b].strip() for a, b in pairwise(ends)] == parts
