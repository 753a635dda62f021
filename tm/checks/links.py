"""Link destinations of a segment, and when two addresses lead to the same place.

The same place: another form of one video address, http or https, `www.`, a trailing slash, tracking parameters,
a fragment, an `.html` or `.md` ending, a paper's abstract and its PDF, a template variable in front of the path, and
the page in another language (`/en/` and `/ko/`, `en.wikipedia.org` and `ko.wikipedia.org`).
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import unquote

from tm.core import Segment, Span
from tm.formats import media


@dataclass(frozen=True, slots=True)
class Link:
    """address: as written; span: in the segment's text; image: the source of a picture rather than a destination."""

    address: str
    span: Span
    image: bool = False

    @property
    def here(self) -> bool:
        """A place on the same page: `#section`."""
        return self.address.startswith("#") or not self.address.strip()


_ATTRIBUTE = re.compile(r"\b(href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_IN_ROLE = re.compile(r"<([^<>\s]*[./][^<>\s]*[^<>\s_])>`_*$")  # reST: `text <address>`_
_LANGUAGES = r"(?:en|ko|kr)(?:[-_](?:us|gb|kr))?"
_LANGUAGE_PART = re.compile(rf"/{_LANGUAGES}(?=/|$)", re.IGNORECASE)
_LANGUAGE_HOST = re.compile(rf"^{_LANGUAGES}\.(?=[^/]*\.)", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html)|huggingface\.co/papers|alphaxiv\.org/abs)/(\d{4}\.\d{4,5}|[a-z.-]+/\d{7})",
    re.IGNORECASE,
)
_ENDING = re.compile(r"(?:/index)?\.(?:html?|mdx?|php|rst)$|/index$|/$")
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|xtor|ref|ref_src|hl|lang|locale|feature|si|t|start)=", re.IGNORECASE)
_VARIABLE = re.compile(r"\{\{[^{}]*\}\}|\{%[^%]*%\}|\$\{[^{}]*\}|\{[\w.]+\}")
_KOREAN = re.compile(r"(?:^|[./])(?:ko|kr)(?:[-_]kr)?(?:[./]|$)|[가-힣]|[?&](?:hl|lang|locale)=ko", re.IGNORECASE)


def links(segment: Segment) -> list[Link]:
    """The addresses of a segment, in order: Markdown destinations, bare addresses, `href` and `src`."""
    found: list[Link] = []
    brackets: list[bool] = []  # open brackets: is it a picture's?
    picture = False
    for mask in segment.masked:
        text = mask.span.of(segment.text)
        if mask.kind in ("code", "url") and text.startswith("`") and (inside := _IN_ROLE.search(text)):
            found.append(Link(inside[1], Span(*inside.span(1)).shift(mask.span.start)))
        elif mask.kind == "url" and not text.startswith("`"):
            found.append(Link(text, mask.span, picture))
            picture = False
        elif mask.kind == "tag":
            found.extend(_attributes(text, mask.span))
        elif text in ("[", "!["):
            brackets.append(text == "![")
        elif text.startswith("]"):
            picture = bool(brackets) and brackets.pop() and text.startswith("](")
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
    if paper := _ARXIV.search(address):
        return "arxiv:" + paper[1].lower()
    address = unquote(_VARIABLE.sub("", address))
    address, _, query = address.partition("#")[0].partition("?")
    address = re.sub(r"^(?:\.{1,2}/)+", "", address)
    if absolute := re.match(r"(?:https?:)?//([^/]*)", address, re.IGNORECASE):
        host = re.sub(r"^(?:www|m)\.", "", absolute[1].lower())
        address = "//" + _LANGUAGE_HOST.sub("", host) + address[absolute.end() :]
    else:
        address = "/" + address.lstrip("/")
    address = _ENDING.sub("", _LANGUAGE_PART.sub("", address))
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
    """How alike two canonical addresses are, 0 to 1: paths on one host, whole addresses otherwise."""
    hosts = [re.match(r"//[^/]*", address) for address in (one, other)]
    if hosts[0] and hosts[1] and hosts[0][0] == hosts[1][0]:
        one, other = one[hosts[0].end() :], other[hosts[1].end() :]
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
