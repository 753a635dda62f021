"""M407 image: an image of the source is missing, was replaced by another, or has lost its alternative text.

What it does: compares images by file name, wherever they are hosted: another folder, host or file type is the same
image, as is a name with a language in it (`map-ko.png`). Reported are images that the target does not show anywhere
(unless U205 calls it another version), images that show what another image of the source shows, names that differ by
a slip of one or two letters (`harbour.png`, `harbuor.png`), and alternative texts that were lost; as information,
alternative texts left in English. An image with quite another name may be one that the translator made: it is left
alone. Videos are links: M401.
Why: the text speaks of a picture that is not there; screen readers read the alternative text.
How to fix: restore the image; translate its alternative text. There is no automatic fix.
Source: CommonMark 0.31, 6.4 Images; WCAG 2.2, 1.1.1 (text alternatives).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tm.checks import gaps
from tm.checks.links import links
from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.core import Document, Kind, Segment, Severity, Span
from tm.formats import media
from tm.lang import hangul
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """M407 그림: 원문의 그림이 없거나 다른 그림으로 바뀌었거나 대체 텍스트가 빠졌습니다.

무엇을 찾나: 그림을 파일 이름으로 비교합니다. 폴더, 호스트, 파일 형식이 달라도, 이름에 언어가 붙어도(`map-ko.png`)
같은 그림입니다. 번역문 어디에도 없는 그림(U205가 다른 판이라고 알린 번역문은 제외), 원문의 다른 그림을 보여 주는 그림,
한두 글자를 잘못 친 이름(`harbour.png`와 `harbuor.png`), 빠진 대체 텍스트를 알리고, 영어로 남은 대체 텍스트는 정보로
알립니다. 이름이 아주 다른 그림은 번역하면서 새로 만든 것일 수 있으므로 알리지 않습니다. 동영상은 링크로 봅니다(M401).
왜: 글에서 설명하는 그림을 볼 수 없습니다. 화면 낭독기는 대체 텍스트를 읽습니다.
고치는 법: 그림을 되살리고 대체 텍스트를 옮깁니다. 자동으로 고치지 않습니다.
근거: CommonMark 0.31 6.4 그림, WCAG 2.2 1.1.1(대체 텍스트).
"""

EXAMPLES = [
    Bad("See ![a map](img/map.png) here.", "여기를 보세요."),
    Bad("An owl ![a grey owl](owl.png) sleeps.", "올빼미 ![](owl.png)가 잡니다.", at="![](owl.png)"),
    Bad("First ![a](one.png), then ![b](two.png).", "먼저 ![가](one.png), 다음 ![나](one.png).", at="![나](one.png)"),
    Bad("Look: ![the way to the city](a.png)", "보세요. ![the way to the city](a.png)"),
    Good("See ![a map](img/map.png) here.", "여기 ![지도](https://cdn.example.org/map-ko.svg)를 보세요."),
    Bad("See ![the bay](harbour.png) here.", "여기 ![만](harbuor.png)을 보세요.", at="![만](harbuor.png)"),
    Good("See ![the bay](harbour.png) here.", "여기 ![만](hanggu.png)을 보세요."),
    Good("See ![](img/map.png) here.", "여기 ![](img/map.png)를 보세요."),
    Good("![GitHub](gh.png) is a site.", "![GitHub](gh.png)는 사이트입니다."),
    Good("See ![a map](img/map.png).", '<img src="/img/map.png" alt="지도">를 보세요.'),
]

_LANGUAGE = regex(r"[-_.](?:en|ko|kr|eng|kor)(?:[-_](?:us|kr))?$", re.IGNORECASE)
_FIGURES = regex(r"[0-9]+")
#: Letters of a name that one slip may be told from another name; twice as many for two.
_LONG = 5
_MARKDOWN = regex(r"!\[(?P<alt>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\($")
_ALT = regex(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_TAG = regex(r"<img\b[^<>]*$", re.IGNORECASE)


class Image(NamedTuple):
    """An image of a segment. name: of the file, without language and type; alt: None where it has none at all."""

    name: str
    alt: str | None
    span: Span


@rule("M407", "image", Severity.WARNING, scope="bitext")
def image(whole: Whole) -> Iterator[Hit]:
    """Report images that are missing or replaced, and alternative texts that are missing or in English."""
    shown = _names(whole.bitext.target)
    known = _names(whole.bitext.source)
    if not known:
        return
    for number, pair in enumerate(whole.pairs):
        here = images(pair.source)
        if not here:
            continue
        there = images(pair.target)
        lost = [one for one in here if one.name not in shown]
        if lost and gaps.other_version(whole) is not None:
            lost = []
        if not pair.bead.target:
            if lost and not _block_lost(whole, number):
                yield from (_missing(pair, one) for one in lost)
            continue
        if not pair.trusted:
            continue
        if lost and len(there) < len(here):
            yield from (_missing(pair, one) for one in lost[: len(here) - len(there)])
        yield from _beside(pair, here, there, known, shown)


def _missing(pair: Pair, one: Image) -> Hit:
    return Hit(None, say("image missing: {name}", name=one.name), say("add the image"), source=one.span, pair=pair)


def _block_lost(whole: Whole, number: int) -> bool:
    """The text on both sides of it is missing too, which is said elsewhere."""

    def lost(pairs: Iterable[Pair]) -> bool:
        beside = next((pair for pair in pairs if pair.source.text and pair.source.translatable), None)
        return beside is not None and not beside.bead.target

    return lost(reversed(whole.pairs[:number])) and lost(whole.pairs[number + 1 :])


def _beside(pair: Pair, here: list[Image], there: list[Image], known: set[str], shown: set[str]) -> Iterator[Hit]:
    """Images of one pair that stand in the same order: replaced ones, and their alternative texts."""
    if len(here) != len(there):
        return
    for one, other in zip(here, there, strict=True):
        if one.name != other.name and one.name not in shown and (other.name in known or _slipped(one, other)):
            yield Hit(
                other.span,
                say("another image: the source has {name}", name=one.name),
                say("restore it"),
                source=one.span,
                pair=pair,
            )
        elif one.alt and other.alt == "":
            yield Hit(
                other.span,
                say("alternative text lost: {alt}", alt=one.alt[:60]),
                say("translate it"),
                source=one.span,
                pair=pair,
            )
        elif one.alt and one.alt == other.alt and _english(one.alt):
            yield Hit(
                other.span,
                say("alternative text left in English"),
                say("translate it"),
                source=one.span,
                severity=Severity.INFO,
                pair=pair,
            )


def _slipped(one: Image, other: Image) -> bool:
    """Is a name that of another image with a slip of the keys? Figures that differ may be versions of an image."""
    from rapidfuzz.distance import OSA

    left, right = (_FIGURES.sub("", image.name) for image in (one, other))
    if (
        left == right or _FIGURES.findall(one.name) != _FIGURES.findall(other.name) or left in right
    ):  # what was put to it may name a language
        return False
    return (
        len(left) >= _LONG and left[0] == right[0] and OSA.distance(left, right, score_cutoff=2) <= len(left) // _LONG
    )


def _english(alt: str) -> bool:
    words = re.findall(r"[A-Za-z]+", alt)
    return not hangul.has_hangul(alt) and sum(word.islower() for word in words) >= 3


def _names(document: Document) -> set[str]:
    return {one.name for segment in document.segments for one in images(segment)}


def images(segment: Segment) -> list[Image]:
    """The images of a segment, in order."""
    text = segment.text
    if segment.kind is Kind.CODE or not ("![" in text or "<img" in text or "<IMG" in text):
        return []
    found = []
    for link in links(segment):
        if not link.image:
            continue
        before = text[: link.span.start]
        if (match := _MARKDOWN.search(before.rstrip("< "), max(before.rfind("!["), 0))) is not None:
            end = text.find(")", link.span.end)
            found.append(
                Image(name(link.address), match["alt"].strip(), Span(match.start(), max(end, link.span.end) + 1))
            )
        elif (tag := _TAG.search(before)) is not None:
            end = text.find(">", link.span.end)
            whole = Span(tag.start(), end + 1 if end >= 0 else link.span.end)
            alt = _ALT.search(whole.of(text))
            found.append(Image(name(link.address), (alt[1] or alt[2] or "").strip() if alt else None, whole))
    return found


def name(address: str) -> str:
    """What an image is called wherever it is hosted: its file name without type and language."""
    file = media.key(address).partition(":")[2]
    stem, dot, _ = file.rpartition(".")
    return _LANGUAGE.sub("", stem if dot else file).casefold()
