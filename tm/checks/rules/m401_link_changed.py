"""M401 link-changed: a link of the source leads elsewhere in the target, or is gone.

What it does: compares the destinations of links, not of pictures. The same place counts as the same: other forms of a
video address, http and https, `www.`, trailing slashes, fragments, tracking parameters, `.md` and `.html` endings, and
the page in the other language (`/en/` and `/ko/`), or as an archive keeps it. A link may also stand elsewhere in the
target, or as an address in code marks, unless another took its place, or two whose texts stayed in English changed
places. What changed throughout is told once, three and more links that a paragraph lost are one finding; those of a
sentence that U203 reports are none, nor is what is missing from a target that U205 calls another version.
`[text][label]` leads where its definition says; definitions are compared by their labels.
Why: a reader who clicks ends up on the wrong page, or cannot follow the reference at all.
How to fix: restore the address of the source. The fix does so where one address plainly took the place of another; it
is unsafe, since a translator may have chosen a better page. An error is an address that was altered; a warning is one
that is missing or replaced.
Source: addresses by RFC 3986, section 6 (comparison); video addresses as YouTube and Vimeo write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tm.checks import gaps
from tm.checks.link_pairs import alike, crossed, replaced
from tm.checks.links import (
    Link,
    canonical,
    changed,
    definitions,
    host,
    in_code,
    korean,
    links,
    nearness,
    same,
)
from tm.checks.registry import Bad, Good, Hit, Pair, Whole, rule
from tm.core import Bead, Document, Edit, Kind, Segment, Severity
from tm.formats import media
from tm.lang.regex import regex
from tm.messages import say

KOREAN = """M401 링크 변경: 원문의 링크가 번역문에서 다른 곳을 가리키거나 사라졌습니다.

무엇을 찾나: 그림이 아닌 링크의 주소를 비교합니다. 같은 곳이면 같은 주소로 봅니다. 동영상 주소의 여러 꼴,
http와 https, `www.`, 끝의 슬래시, `#` 뒤의 위치, 추적용 매개변수, `.md`와 `.html`,
같은 글의 다른 언어판(`/en/`과 `/ko/`), 인터넷 보관소에 있는 같은 글이 그렇습니다. 링크가 번역문의 다른
곳에 있거나 코드로 적혔어도 괜찮지만, 그 자리에 다른 주소가 있거나 영어로 둔 글의 주소가 서로 바뀌었으면 알립니다.
문서 전체에서 똑같이 바뀐 것은 한 번만, 한 문단에서 빠진 링크가 셋 이상이면 하나로 묶어 알립니다. U203이 알린
빠진 문장의 링크와 U205가 다른 판이라고 알린 번역문에 없는 링크는 알리지 않습니다. `[글][레이블]` 꼴의
링크는 정의된 주소로 보고, 정의는 레이블끼리 비교합니다.
왜: 독자가 엉뚱한 곳으로 가거나 출처를 찾아가지 못합니다.
고치는 법: 원문의 주소로 되돌립니다. 주소 하나가 다른 주소로 바뀐 것이 분명하면 자동으로 고칠 수 있지만, 번역자가 일부러
고른 주소일 수 있어 안전하지 않은 수정입니다. 주소가 변형되었으면 오류, 없거나 다른 곳으로 바뀌었으면 경고입니다.
근거: RFC 3986 6절(주소의 비교), YouTube와 Vimeo의 주소 형식.
"""

EXAMPLES = [
    Bad(
        "See [the paper](https://example.org/papers/1702.pdf).",
        "[논문](https://example.org/papers/1720.pdf)을 보세요.",
        fixed="[논문](https://example.org/papers/1702.pdf)을 보세요.",
        at="https://example.org/papers/1720.pdf",
    ),
    Bad("The code is [here](https://example.org/code).", "코드는 여기에 있습니다."),
    Bad(
        "Read [one](https://a.example.org/1) and [two](https://b.example.org/2).",
        "[하나](https://a.example.org/1)와 둘",
    ),
    Bad("Ask at https://example.org/forum first.", "먼저 https://example.com/forum 에 물어보세요."),
    Bad('<a href="https://example.org/map">Map</a>', '<a href="https://example.org/mop">지도</a>'),
    Bad("Watch [the video](https://youtu.be/AbCdEfGhIjK).", "[영상](https://youtu.be/AbCdEfGhIjX)을 보세요."),
    Good(
        "Watch [the video](https://youtu.be/AbCdEfGhIjK).",
        "[영상](https://www.youtube.com/watch?v=AbCdEfGhIjK)을 보세요.",
    ),
    Good("See [the guide](https://example.org/en/guide/).", "[안내서](https://example.org/ko/guide)를 보세요."),
    Good("See [here](http://www.example.org/a.html#part).", "[여기](https://example.org/a#부분)를 보세요."),
    Good("[Owls](https://en.wikipedia.org/wiki/Owl)", "[올빼미](https://ko.wikipedia.org/wiki/올빼미)"),
    Good("![A map](/images/map.png)", "![지도](../img/map-ko.png)"),
    Good("See [below](#results).", "[아래](#결과)를 보세요."),
    Good("[한국어](README.ko.md) | English", "한국어 | [English](README.md)"),
    Bad(
        "The [insects](https://example.org/fauna/tree/main/models/insects) moved.",
        "[곤충](https://example.org/fauna/blob/main/models/otter_2d.py)은 옮겨졌습니다.",
        at="https://example.org/fauna/blob/main/models/otter_2d.py",
    ),
    Good("[Abstract](https://arxiv.org/abs/1702.00783v2)", "[초록](https://arxiv.org/pdf/1702.00783.pdf)"),
]

#: What stands before an address that marks enclose.
_OPEN = ("](", "](<", '="', "='")
_ENCLOSED = regex(r"[^\s<>()\"']*(?:\([^\s<>()\"']*\)[^\s<>()\"']*)*")
#: An address that may stand in prose without marks.
_PLAIN = regex(r"[\w.~:/?#@!$&*+,;=%-]*[\w/=&#%+-]", re.ASCII)
#: Score below which cells may belong to different rows.
SURE = 0.6
#: So many links that a paragraph lost make one finding.
MANY = 3


@rule("M401", "link-changed", Severity.ERROR, scope="bitext")
def link_changed(whole: Whole) -> Iterator[Hit]:
    """Report each link of a two-sided bead whose destination the target does not have, and lost videos."""
    sides = _Side(whole.bitext.source), _Side(whole.bitext.target)
    here, there = sides
    for pair in whole.pairs:
        if not pair.bead.target:
            if gaps.other_version(whole) is None:
                yield from _lost_video(pair, there.known)
            continue
        if not pair.two_sided or not all(_linked(kind) for kind in (pair.source.kind, pair.target.kind)):
            continue
        own = here.links(pair.source)
        if not own:
            continue
        written = there.links(pair.target)
        lost = [link for link in own if not _among(link, there.known)]
        lost = [link for link in lost if link.label not in there.definitions and not _own_page(link, pair)]
        lost = [link for link in lost if not gaps.in_lost_sentence(whole, pair, link.span)]
        new = [link for link in written if not _among(link, here.known) and link.label not in here.definitions]
        if new and not lost and pair.bead.type == "1-1":
            lost = [link for link in replaced(own, written, new) if not link.label and not _own_page(link, pair)]
        if lost:
            yield from _compare(pair, lost, new, apart=gaps.other_version(whole) is not None)
        elif len(own) > 1:
            for link, other in crossed(pair, own, written):
                yield from _instead(pair, link, other, crossed=True)
    yield from _definitions(whole, here, there)


class _Side:
    """The links of one document. known: canonical form to address; definitions: by label, see `links.definitions`."""

    def __init__(self, document: Document) -> None:
        self.definitions = definitions(document)
        self.defined = {label: link.address for label, (_, link) in self.definitions.items()}
        found = {link.address for segment in document.segments for link in links(segment)}
        found.update(address for segment in document.segments for address in in_code(segment))
        self.known = {canonical(address): address for address in found}

    def links(self, segment: Segment) -> list[Link]:
        """Those that lead to another page."""
        return [link for link in links(segment, self.defined) if not link.image and not link.here]


def _linked(kind: Kind) -> bool:
    return kind not in (Kind.CODE, Kind.MARKUP)


def _own_page(link: Link, pair: Pair) -> bool:
    """A link to the page in the language of the translation: the translation need not link to itself."""
    return pair.target_language.startswith("ko") and korean(link.address)


def _among(link: Link, known: dict[str, str]) -> bool:
    form = canonical(link.address)
    return form in known or any(same(form, other) for other in known)


def _compare(pair: Pair, lost: list[Link], new: list[Link], *, apart: bool) -> Iterator[Hit]:
    """Lost links of a pair, each with the new link that took its place, if there is one; many that are gone as one.

    apart: the target is of another version, where what is missing or replaced says nothing
    """
    gone: list[Link] = []
    seen: set[str] = set()
    for link in lost:
        form = canonical(link.address)
        if form in seen:
            continue
        seen.add(form)
        rival = max(new, key=lambda other: nearness(form, canonical(other.address)), default=None)
        if rival is None:
            gone.append(link)
            continue
        new.remove(rival)
        close = alike(link, rival)
        if korean(rival.address) and not (close and host(rival.address) == host(link.address)):
            continue  # a Korean page that the translator chose
        if close or not (apart or _in_doubt(pair)):
            yield from _instead(pair, link, rival)
    if apart:
        return
    if len(gone) < MANY:
        for link in gone:
            yield from _instead(pair, link, None)
    elif pair.trusted:
        message = say(
            "{count} link missing, from {address}",
            "{count} links missing, from {address}",
            count=len(gone),
            address=gone[0].address,
        )
        yield Hit(None, message, say("add the links"), source=gone[0].span, severity=Severity.WARNING, pair=pair)


def _in_doubt(pair: Pair) -> bool:
    """A row of a table may stand beside another one: their cells are much alike."""
    return pair.source.kind is Kind.CELL and pair.bead.score < SURE


def _instead(pair: Pair, link: Link, rival: Link | None, *, crossed: bool = False) -> Iterator[Hit]:
    """What to say of one lost link and the one in its place. crossed: its text is that of the source"""
    close = rival is not None and (crossed or alike(link, rival))
    if rival is None:
        message, help_ = say("link missing: {address}", address=link.address), say("add the link")
    elif close:
        message = say("link changed: the source has {address}", address=link.address)
        help_ = say("restore the address of the source")
    else:
        message = say("link leads elsewhere: the source has {address}", address=link.address)
        help_ = say("use the address of the source")
    if not close and not pair.trusted:
        return  # the sides are no translations of each other
    yield Hit(
        rival.span if rival else None,
        message,
        help_,
        source=link.span,
        severity=None if close else Severity.WARNING,
        fix=Edit(rival.span, link.address) if close and rival and _fits(link.address, rival, pair.target) else (),
        pair=pair,
        habit=_change(link, rival) if rival else "",
    )


def _fits(address: str, rival: Link, target: Segment) -> bool:
    """Would the address be read as a whole where the other one stands? In prose it ends at the first odd character."""
    enclosed = target.text[: rival.span.start].endswith(_OPEN)
    return not rival.label and (_ENCLOSED if enclosed else _PLAIN).fullmatch(address) is not None


def _change(link: Link, rival: Link) -> str:
    """The parts of an address that became others: a project that moved has another name in all its addresses."""
    return " ".join(
        "/".join(parts) for pair in changed(canonical(link.address), canonical(rival.address)) for parts in pair
    )


def _definitions(whole: Whole, here: _Side, there: _Side) -> Iterator[Hit]:
    """Definitions of one label whose addresses differ."""
    languages = (whole.bitext.source.language, whole.bitext.target.language)
    for label, (index, link) in here.definitions.items():
        if label not in there.definitions or _among(link, there.known):
            continue
        other, rival = there.definitions[label]
        segments = whole.bitext.source.segments[index], whole.bitext.target.segments[other]
        bead = Bead(range(index, index + 1), range(other, other + 1))
        pair = Pair(*segments, bead, languages=languages)
        if not link.here and not _own_page(link, pair) and not (korean(rival.address) and not alike(link, rival)):
            yield from _instead(pair, link, rival)


def _lost_video(pair: Pair, there: dict[str, str]) -> Iterator[Hit]:
    """A video that stood alone and is nowhere in the target."""
    if pair.source.kind is not Kind.MEDIA:
        return
    for link in links(pair.source):
        video = media.video(link.address)
        if video and video not in there:
            yield Hit(
                None,
                say("video missing: {address}", address=link.address),
                say("add the video"),
                source=link.span,
                severity=Severity.WARNING,
                pair=pair,
            )
            return
