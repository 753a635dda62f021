"""M403 placeholder: a placeholder of the source is missing in the target, altered or added.

What it does: compares what programs fill in: printf (`%s`, `%1$d`, `%(name)s`), Python and .NET (`{}`, `{0}`,
`{name}`), `${name}`, Qt (`%1`), i18next (`{{name}}`), Liquid and ICU arguments with the options of `select` and what
they hold. Named and numbered ones may stand anywhere and be repeated; unnumbered ones of different types have to keep
their order. A message with a plural form may drop the number in the singular. A percent sign in prose is none, in a
message of printf it stays doubled. A Korean message may ask for a particle, `{name:을}`. A warning where one is merely
missing.
Why: at best the value is not shown; at worst the program stops, or prints what lies in memory.
How to fix: write the placeholder as in the source. The fix does so where exactly one was altered; it is safe in the
messages of programs.
Source: printf(3) (POSIX), Python's string formatting, Unicode ICU MessageFormat, gettext's `*-format` flags.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from tm.checks.placeholders import HINT, Placeholder, has_numbers, lone_percents, numbered, placeholders
from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.core import Document, Edit, Kind, Places, Segment, Severity, Span
from tm.formats import po_masks
from tm.lang import hangul
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """M403 자리 표시자: 원문의 자리 표시자가 번역문에 없거나 달라졌거나 새로 생겼습니다.

무엇을 찾나: 프로그램이 값을 채워 넣는 자리를 비교합니다. printf(`%s`, `%1$d`, `%(name)s`), 파이썬과 .NET(`{}`, `{0}`,
`{name}`), `${name}`, Qt(`%1`), i18next(`{{name}}`), Liquid, ICU 인수와 `select`의 갈래가 그렇습니다. 이름이나 번호가
있으면 어디에 와도, 되풀이해도 괜찮습니다. 번호가 없고 종류가 다르면 순서를 지켜야 합니다. 복수형이 있는 메시지에서는
단수의 숫자를 빼도 됩니다. 글 속의 퍼센트 기호는 자리 표시자가 아니지만, printf 메시지의
`%%`는 그대로 두 번 써야 합니다. 한국어 메시지에서는 `{name:을}`처럼 조사를 맡겨도 됩니다. 달라지지 않고 빠진 것은
경고입니다.
왜: 값이 나타나지 않거나, 심하면 프로그램이 멈추거나 메모리의 내용을 출력합니다.
고치는 법: 원문의 자리 표시자를 그대로 씁니다. 하나만 달라진 것이 분명하면 자동으로 고칠 수 있고, 프로그램의
메시지에서는 안전한 수정입니다.
근거: printf(3)(POSIX), 파이썬의 문자열 형식, 유니코드 ICU MessageFormat, gettext의 `*-format` 표시.
"""

EXAMPLES = [
    Bad("The folder {path} is missing.", "{경로} 폴더가 없습니다.", fixed="{path} 폴더가 없습니다.", at="{경로}"),
    Bad("Moved %(count)d photos.", "사진을 옮겼습니다."),
    Bad("Hello, {{name}}!", "{{이름}}님, 안녕하세요!", fixed="{{name}}님, 안녕하세요!"),
    Bad("Copied %d files to %s.", "%s(으)로 파일 %d개를 복사했습니다.", at="%s"),
    Bad("Removed ${file}.", "${file}과 ${folder}를 지웠습니다.", at="${folder}"),
    Good("Backup of %1$s at %2$s.", "%2$s에 %1$s을(를) 백업했습니다."),
    Good("Only 100 % of the data", "데이터의 100 %만"),
    Good("{name} opened {file}.", "{name} 님이 {file} 파일을 열었습니다. {file}"),
    Good("Cannot find {name} in {folder}.", "{folder}에서 {name:을} 찾지 못했습니다."),
    Good("10 % of all cats", "전체 고양이의 10 %"),
    Good("Set `%d` here.", "여기에서 설정합니다."),
]

#: Three words and more, none of them of a template: `{{ shown as it is }}`.
_SENTENCE = regex(
    r"\{\{(?!.*\s(?:if|else|or|and|not|in|is)\s+\w+\s*\}\})\s*[a-zA-Z'’-]+(?:\s+[a-zA-Z'’-]+){2,}[.!?]?\s*\}\}"
)
_PLURAL = regex(r'"?\s*\n\s*msgid_plural\s+((?:"(?:[^"\\\n]|\\.)*"\s*)+)')
_QUOTED = regex(r'"((?:[^"\\\n]|\\.)*)"')


@rule("M403", "placeholder", Severity.ERROR, scope="bitext")
def placeholder(whole: Whole) -> Iterator[Hit]:
    """Report placeholders that are missing, altered, added or out of order."""
    for pair in whole.pairs:
        if not pair.two_sided or not pair.trusted:
            continue
        if not HINT.search(pair.source.text) and not HINT.search(pair.target.text):
            continue
        if Kind.CODE in (pair.source.kind, pair.target.kind) and not _listing(pair):
            continue  # code has a rule of its own
        if Kind.MARKUP in (pair.source.kind, pair.target.kind):
            continue
        here, there = placeholders(pair.source), placeholders(pair.target)
        if here or there:
            found = list(_compare(pair, here, there))
            if found and (plural := _plural(whole.bitext.source, pair)):
                many = list(_compare(pair, plural, there))
                found = many if len(many) < len(found) else found
            yield from found
            yield from _percents(pair, here, there)


def _percents(pair: Pair, here: list[Placeholder], there: list[Placeholder]) -> Iterator[Hit]:
    """Percent signs that are no longer doubled in a message of printf, where a single one begins a placeholder."""
    lost = pair.source.text.count("%%") - pair.target.text.count("%%")
    if lost <= 0 or pair.target.kind is not Kind.ENTRY or not any(one.family == "printf" for one in here):
        return
    for span in lone_percents(pair.target, there)[:lost]:
        message, help_ = say("percent sign is not doubled: the source has %%"), say("write %%")
        yield Hit(span, message, help_, fix=Edit(span, "%%"), safe=True, pair=pair)


def _listing(pair: Pair) -> bool:
    """A message of a catalogue that looks like a program, such as the usage of a command."""
    return bool(pair.source.key) and pair.source.key == pair.target.key


def _plural(document: Document, pair: Pair) -> list[Placeholder]:
    """The placeholders of the plural source of a message, which a language with one form writes throughout."""
    if pair.source.kind is not Kind.ENTRY or "msgid_plural" not in document.text:
        return []
    end = pair.source.file.end
    found = _PLURAL.match(document.text, end, end + 2_000)
    if found is None:
        return []
    text = "".join(_QUOTED.findall(found[1]))
    segment = Segment("", text, Places.identity(end, len(text)), Kind.ENTRY, po_masks.masks(text, formats=True))
    return [replace(one, span=Span(0, len(pair.source.text))) for one in placeholders(segment)]


def _compare(pair: Pair, here: list[Placeholder], there: list[Placeholder]) -> Iterator[Hit]:
    if has_numbers(there) != has_numbers(here):
        here, there = numbered(here), numbered(there)
    wanted, got = Counter(one.key for one in here), Counter(one.key for one in there)
    missing: list[Placeholder] = []
    for one in here:
        short = got[one.key] == 0 if one.named else got[one.key] < wanted[one.key]
        if short and not any(one.key == other.key for other in missing) and not _elsewhere(one, pair):
            missing.append(one)
    added: list[Placeholder] = []
    for one in reversed(there):
        surplus = wanted[one.key] == 0 if one.named else got[one.key] > wanted[one.key]
        if surplus and not any(one.key == other.key for other in added) and not _known(one, pair):
            added.append(one)
    added.reverse()
    for one in missing:
        rival = next((other for other in added if other.family == one.family), added[0] if len(added) == 1 else None)
        if rival is not None:
            added.remove(rival)
            if _shown(one, rival):
                continue
        yield from _lost(pair, one, rival, certain=len(missing) == 1)
    for one in added:
        yield Hit(
            one.span, say("placeholder {text} is not in the source", text=one.text), say("take it away"), pair=pair
        )
    if not missing and not added:
        yield from _order(pair, here, there)


def _shown(one: Placeholder, rival: Placeholder) -> bool:
    """A sentence in braces, which a page about templates shows, and its translation."""
    return _SENTENCE.fullmatch(one.text) is not None and hangul.has_hangul(rival.text)


def _elsewhere(one: Placeholder, pair: Pair) -> bool:
    """It stands in the target in a form that is not read as one: in code, or in prose beside it."""
    if one.family in ("icu", "qt") or (pair.target.kind is Kind.ENTRY and one.family == "printf"):
        return False
    return one.text in pair.target.text or (one.family == "double" and one.key in pair.target.text.replace(" ", ""))


def _known(one: Placeholder, pair: Pair) -> bool:
    """The text of the source holds it in a form that is not read as one."""
    if one.family == "printf" and not one.named and pair.target.kind is Kind.ENTRY:
        return False
    return one.text in pair.source.text or one.text.replace(" ", "") in pair.source.text.replace(" ", "")


def _lost(pair: Pair, one: Placeholder, rival: Placeholder | None, *, certain: bool) -> Iterator[Hit]:
    message = pair.target.kind is Kind.ENTRY
    if rival is not None:
        fix = Edit(rival.span, one.text) if certain else ()
        yield Hit(
            rival.span,
            say("placeholder altered: the source has {text}", text=one.text),
            say("write {wanted}", wanted=one.text),
            source=one.span,
            fix=fix,
            safe=certain and message,
            pair=pair,
        )
        return
    broken = _broken(one, pair.target.text)
    yield Hit(
        broken,
        say("placeholder broken: {text}" if broken else "placeholder missing: {text}", text=one.text),
        say("write {wanted}", wanted=one.text),
        source=one.span,
        severity=None if message or broken else Severity.WARNING,
        fix=Edit(broken, one.text) if broken and certain else (),
        safe=message,
        pair=pair,
    )


def _broken(one: Placeholder, text: str) -> Span | None:
    """What is left of a placeholder whose last letters were lost, or that spaces were put into."""
    stem = one.text.rstrip("}diouxXeEfFgGaAcspnr@")
    loose = r"\s*".join(re.escape(character) for character in stem)
    if len(stem) < 3:
        return None
    found = re.search(loose + (r"\s?[a-zA-Z@}]?" if stem.endswith((")", "$")) else r"\s?\}*"), text)
    return Span(found.start(), found.start() + len(found[0].rstrip())) if found else None


def _order(pair: Pair, here: list[Placeholder], there: list[Placeholder]) -> Iterator[Hit]:
    """Unnumbered printf conversions of different types in another order."""
    wanted = [one for one in here if one.family == "printf" and not one.named]
    got = [one for one in there if one.family == "printf" and not one.named]
    if len(wanted) != len(got):
        return
    for one, other in zip(wanted, got, strict=True):
        if one.key != other.key:
            yield Hit(
                other.span,
                say("placeholders in another order: {text} comes here", text=one.text),
                say("number them, as in %2$s, or keep their order"),
                source=one.span,
                pair=pair,
            )
            return
