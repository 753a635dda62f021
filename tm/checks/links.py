"""Link destinations of a segment, and when two addresses lead to the same place.

The same place: another form of one video address, http or https, `www.`, a trailing slash, tracking parameters, a
fragment, an `.html` or `.md` ending, a page in the Internet Archive, a paper's abstract and its PDF, a template
variable in front of the path, the main branch of a repository by either name, and the page in another language
(`/en/` and `/ko/`, `guide.ko.md`, `en.wikipedia.org` and `ko.wikipedia.org`).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import unquote

from tm.core import Document, Kind, Segment, Span
from tm.formats import media
from tm.lang.regex import regex


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a segment.

    address: as written
    span:    of the address in the segment's text; of `[text][label]` where the address stands in a definition
    image:   the source of a picture rather than a destination
    label:   of the definition that holds the address, as Markdown compares labels
    """

    address: str
    span: Span
    image: bool = False
    label: str = ""

    @property
    def here(self) -> bool:
        """A place on the same page: `#section`."""
        return self.address.startswith("#") or not self.address.strip()


_ATTRIBUTE = regex(r"\b(href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_PARTICLE = regex(r"(?<=[/=_#])(?:을|를|이|가|은|는|의|에|에서|에는|로|와|과|도)$")
_IN_ROLE = regex(r"<([^<>\s]*[./][^<>\s]*[^<>\s_])>`_*$")  # reST: `text <address>`_
_LANGUAGES = r"(?:en|ko|kr)(?:[-_](?:us|gb|kr))?"
_LANGUAGE_PART = regex(rf"/{_LANGUAGES}(?=/|$)", re.IGNORECASE)
_LANGUAGE_HOST = regex(rf"^{_LANGUAGES}\.(?=[^/]*\.)", re.IGNORECASE)
_ARXIV = regex(
    r"(?:arxiv\.org/(?:abs|pdf|html)|huggingface\.co/papers|alphaxiv\.org/abs)/(\d{4}\.\d{4,5}|[a-z.-]+/\d{7})",
    re.IGNORECASE,
)
#: A page as an archive keeps it: the page itself stands behind the date.
_ARCHIVED = regex(r"(?:https?:)?//web\.archive\.org/web/[^/]+/(?=https?:|www\.)", re.IGNORECASE)
_IN_CODE = regex(r"`+\s*<?(https?://[^\s`<>]+)>?\s*`+")
_SHORT = regex(r"(?<![\]!\\])\[([^\[\]]{1,200})\](?![\[(:])")
_FILE_TYPE = regex(r"\.[A-Za-z]{1,5}$")
#: The language of a file: `README.ko.md`, `guide_en.html`.
_LANGUAGE_FILE = regex(rf"[._-]{_LANGUAGES}(?=\.(?:html?|mdx?|rst|txt|ipynb|pdf)$)", re.IGNORECASE)
_ENDING = regex(r"(?:/index)?\.(?:html?|mdx?|php|rst)$|/index$|/$")
_BRANCH = regex(r"(?<=/)((?:blob|tree|raw|edit)/)master(?=/|$)")
_TRACKING = regex(r"(?:utm_\w+|fbclid|gclid|xtor|ref|ref_src|hl|lang|locale|feature|si|t|start)=", re.IGNORECASE)
_VARIABLE = regex(r"\{\{[^{}]*\}\}|\{%[^%]*%\}|\$\{[^{}]*\}|\{[\w.]+\}")
_KOREAN = regex(
    r"(?:^|[./])(?:ko|kr)(?:[-_]kr)?(?:[./?]|$)|[_-]ko(?:[-_]kr)?\.[a-z]+$|[가-힣]|[?&](?:hl|lang|locale)=ko",
    re.IGNORECASE,
)


def links(segment: Segment, defined: Mapping[str, str] | None = None) -> list[Link]:
    """The addresses of a segment, in order: Markdown destinations, bare addresses, `href` and `src`.

    defined: addresses by label, for `[text][label]`, `[label][]` and `[label]`
    """
    found: list[Link] = []
    brackets: list[tuple[bool, int]] = []  # open brackets: is it a picture's, and where it stands
    picture = False
    for mask in segment.masked:
        text = mask.span.of(segment.text)
        if mask.kind in ("code", "url") and text.startswith("`") and (inside := _IN_ROLE.search(text)):
            found.append(Link(inside[1], Span(*inside.span(1)).shift(mask.span.start)))
        elif mask.kind == "url" and not text.startswith("`"):
            particle = _PARTICLE.search(text) if segment.text[mask.span.start - 1 : mask.span.start] != "(" else None
            if particle is not None and particle.start():  # written on to a bare address
                text = text[: particle.start()]
            found.append(Link(text, Span(mask.span.start, mask.span.start + len(text)), picture))
            picture = False
        elif mask.kind == "tag":
            found.extend(_attributes(text, mask.span))
        elif text in ("[", "!["):
            brackets.append((text == "![", mask.span.start))
        elif text.startswith("]"):
            drawn, start = brackets.pop() if brackets else (False, mask.span.start)
            picture = drawn and text.startswith("](")
            if defined and text.startswith("]["):
                named = label(text[2:-1] or segment.text[start + 1 + drawn : mask.span.start])
                if named in defined:
                    found.append(Link(defined[named], Span(start, mask.span.end), drawn, named))
    if not defined:
        return found
    for short in _SHORT.finditer(segment.text):
        named, span = label(short[1]), Span(*short.span())
        if named in defined and not segment.is_masked(Span(span.start, span.start + 1)):
            found.append(Link(defined[named], span, label=named))
    return sorted(found, key=lambda link: link.span)


def in_code(segment: Segment) -> Iterator[str]:
    """Addresses that make up a code span: they lead nowhere by a click, but the reader has them."""
    if "://" not in segment.text:
        return
    for mask in segment.masked:
        if mask.kind == "code" and (found := _IN_CODE.fullmatch(mask.span.of(segment.text))) is not None:
            yield found[1]


def label(text: str) -> str:
    """The label of a definition as Markdown compares it: case and runs of spaces do not count."""
    return " ".join(text.split()).casefold()


def definitions(document: Document) -> dict[str, tuple[int, Link]]:
    """The link definitions of a document by label, the first one each: index of the segment, link in it."""
    found: dict[str, tuple[int, Link]] = {}
    for index, segment in enumerate(document.segments):
        if segment.kind is Kind.MARKUP and segment.key.startswith("[") and (own := links(segment)):
            found.setdefault(segment.key[1:-1], (index, own[0]))
    return found


def _attributes(tag: str, span: Span) -> list[Link]:
    found = []
    for match in _ATTRIBUTE.finditer(tag):
        group = 2 if match[2] is not None else 3
        if re.search(r"\s", match[group]):
            continue  # no address
        picture = match[1].lower() == "src" and not media.video(match[group])
        found.append(Link(match[group], Span(*match.span(group)).shift(span.start), picture))
    return found


def canonical(address: str) -> str:
    """One form for all addresses that lead to the same place; the path of a relative address has no host in front."""
    address = html.unescape(address.strip().strip("<>").rstrip(".,;:!?*'\"\\"))
    if video := media.video(address):
        return video
    if "web.archive.org" in address:
        address = _ARCHIVED.sub("", address)
    if paper := _ARXIV.search(address):
        return "arxiv:" + paper[1].lower()
    address = unquote(_VARIABLE.sub("", address))
    address, _, query = address.partition("#")[0].partition("?")
    address = re.sub(r"^(?:\.{1,2}/)+", "", address)
    if absolute := re.match(r"(?:https?:)?//([^/]*)", address, re.IGNORECASE):
        host = re.sub(r"^(?:www|m|mobile)\.", "", absolute[1].lower())
        host = "x.com" if host == "twitter.com" else host
        address = "//" + _LANGUAGE_HOST.sub("", host) + address[absolute.end() :]
    else:
        address = "/" + address.lstrip("/")
    if "master" in address:
        address = _BRANCH.sub(r"\1main", address)
    address = _ENDING.sub("", _LANGUAGE_FILE.sub("", _LANGUAGE_PART.sub("", address)))
    kept = sorted(part for part in query.split("&") if part and not _TRACKING.match(part))
    return address + ("?" + "&".join(kept) if kept else "")


def same(one: str, other: str) -> bool:
    """Do two canonical addresses lead to the same place? A relative one matches an absolute one that ends like it."""
    if one == other:
        return True
    if one.startswith("//") != other.startswith("//"):
        short, long = (one, other) if other.startswith("//") else (other, one)
        return len(short) > 1 and long.endswith(short)
    # articles on one subject have a title of their own in each language
    return _wikipedia(one) and _wikipedia(other)


def _wikipedia(address: str) -> bool:
    return re.match(r"//(?:\w+\.)?wikipedia\.org/", address) is not None


def korean(address: str) -> bool:
    """Does the address look like a Korean page: a replacement that a translator chose?"""
    return _KOREAN.search(unquote(address)) is not None


def host(address: str) -> str:
    """`example.org` of an absolute address, without `www.` or a language; empty for a relative one."""
    found = re.match(r"//([^/?]*)", canonical(address))
    return found[1] if found else ""


def likeness(one: str, other: str) -> float:
    """How alike two canonical addresses are, 0 to 1, by the parts of their paths that differ: the least alike decides.

    What both have in common, a host or the folders of a project, says nothing about the page itself.
    """
    return min((_part_likeness("/".join(own), "/".join(theirs)) for own, theirs in changed(one, other)), default=1.0)


def changed(one: str, other: str) -> list[tuple[list[str], list[str]]]:
    """The parts of two canonical addresses that differ, in order."""
    left, right = _parts(one), _parts(other)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return [(left[a:b], right[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def nearness(one: str, other: str) -> float:
    """How near two canonical addresses are, for choosing among several: paths on one host, whole addresses else."""
    hosts = [re.match(r"//[^/]*", address) for address in (one, other)]
    whole = (one, other)
    if hosts[0] and hosts[1] and hosts[0][0] == hosts[1][0]:
        whole = one[hosts[0].end() :], other[hosts[1].end() :]
    return SequenceMatcher(None, *whole, autojunk=False).ratio()


def _parts(address: str) -> list[str]:
    return [part for part in re.split(r"[/?&]", _FILE_TYPE.sub("", address)) if part]


def _part_likeness(one: str, other: str) -> float:
    """Of parts that differ; one or two other digits in the same places are a slip, however short the part."""
    if len(one) == len(other):
        apart = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
        if len(apart) <= 2 and all(a.isdigit() and b.isdigit() for a, b in apart):
            return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
