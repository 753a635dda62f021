"""Images, videos and embeds that stand alone: recognised, and named by what they show in every language."""

from __future__ import annotations

import re
from urllib.parse import unquote

from tm.formats.inline import LINK_TAIL
from tm.formats.tags import Scanner, attributes

_ALT = re.compile(r"!\[(?:[^\[\]\\]|\\.|\[[^\[\]]*+\])*+\]")
_LABEL = re.compile(r"\[[^\[\]\n]*+\]")
_SPACE = re.compile(r"(?:\s|&nbsp;)*+")
_BARE = re.compile(r"https?://[^\s<>\"'가-힣]++")
_CLASSES = re.compile(r"\{[:.#]?[^{}\n]{0,200}\}")
_YOUTUBE = re.compile(
    r"(?:youtu\.be/|youtube(?:-nocookie)?\.com/(?:watch\?(?:[^\s#]*?&)?v=|embed/|v/|shorts/|live/)"
    r"|(?:img|i\d?)\.(?:youtube|ytimg)\.com/vi(?:_webp)?/)(?!videoseries)([\w-]{6,20})"
)
_VIMEO = re.compile(r"vimeo\.com/(?:video/|channels/\w+/)?(\d{5,})")
_IDENTIFIER = re.compile(r"[\w-]{6,20}")
_TAGS = frozenset({"img", "iframe", "video", "audio", "embed", "object", "source", "picture"})
_VIDEO_TAGS = frozenset({"youtube", "youtubevideo", "youtubeembed", "liteyoutubeembed", "lite-youtube", "vimeo"})
_IMAGE_TAGS = frozenset({"image", "figure", "img", "picture", "gif"})
_SHORTCODES = _VIDEO_TAGS | frozenset({"figure", "img", "image", "video", "gist", "tweet", "x", "instagram", "embed"})


def video(address: str) -> str:
    """`youtube:ID` or `vimeo:ID` for a known video address, else an empty string."""
    if (found := _YOUTUBE.search(address)) is not None:
        return f"youtube:{found[1]}"
    if (found := _VIMEO.search(address)) is not None:
        return f"vimeo:{found[1]}"
    return ""


def key(address: str) -> str:
    """What identifies a medium across languages: the video, else `image:` and the file name."""
    if known := video(address):
        return known
    path = re.split(r"[?#]", address.strip(), maxsplit=1)[0].rstrip("/")
    return "image:" + unquote(path.rsplit("/", 1)[-1])


def alone(text: str) -> str:
    """The key of the media that make up the whole text; an empty string when there is anything else.

    Tags around them, link brackets and attribute lists may stand beside them. Several share one key: the first.
    """
    if not any(mark in text for mark in ("![", "<", "{", "://")):
        return ""
    scanner = Scanner(text)
    at, first = 0, ""
    while True:
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]  # may match nothing, never fails
        if at >= len(text):
            return first
        step = _step(text, at, scanner)
        if step is None:
            return ""
        at, found = step
        first = first or found


def _step(text: str, at: int, scanner: Scanner) -> tuple[int, str] | None:
    """One medium or tag at an offset: where it ends, and its key if it is a medium."""
    match text[at]:
        case "!":
            return _image(text, at)
        case "[":
            inner = _image(text, at + 1)
            if inner is None:
                return None
            at = _SPACE.match(text, inner[0]).end()  # type: ignore[union-attr]
            if text[at : at + 1] != "]":
                return None
            if (tail := LINK_TAIL.match(text, at + 1)) is not None:
                return tail.end(), video(tail["angled"] or tail["plain"] or "") or inner[1]
            label = _LABEL.match(text, at + 1)
            return (label.end() if label else at + 1), inner[1]
        case "<" | "{":
            found = scanner.construct(at)
            if found is None:
                classes = _CLASSES.match(text, at)
                return (classes.end(), "") if classes is not None else None
            if found.kind == "url":
                return (found.end, known) if (known := video(text[at : found.end])) else None
            return found.end, tag(text[at : found.end], found.name) if found.kind == "tag" and not found.closing else ""
        case "h":
            address = _BARE.match(text, at)
            known = video(address.group()) if address is not None else ""
            return (address.end(), known) if address is not None and known else None
    return None


def _image(text: str, at: int) -> tuple[int, str] | None:
    alt = _ALT.match(text, at)
    if alt is None:
        return None
    if (tail := LINK_TAIL.match(text, alt.end())) is not None:
        return tail.end(), key(tail["angled"] or tail["plain"] or "")
    if (label := _LABEL.match(text, alt.end())) is not None:
        return label.end(), key(label.group().strip("[]") or alt.group()[2:-1])
    return None


def tag(source: str, name: str) -> str:
    """The key of a tag or shortcode that shows a medium, else an empty string."""
    short, values = name.lower(), attributes(source)
    if short == "include":  # Jekyll: {% include youtube.html id="..." %}
        words = source.split()
        file = words[2].lower() if len(words) > 2 else ""
        short = next((known for known in ("youtube", "vimeo", "figure", "image", "video") if known in file), "")
    address = values.get("src") or values.get("href") or values.get("url") or values.get("data") or ""
    if short in _VIDEO_TAGS:
        return _numbered(source, short, values) or video(address)
    if short in _TAGS or short in _SHORTCODES or short in _IMAGE_TAGS:
        if not address and short in ("img", "source", "picture", "figure", "image") and source.startswith("<"):
            return "image:" if short == "img" else ""
        kind = "image" if short in ("img", "image", "figure", "picture", "source") else short
        return video(address) or kind + ":" + key(address).partition(":")[2]
    return ""


def _numbered(source: str, name: str, values: dict[str, str]) -> str:
    for attribute in ("id", "videoid", "video_id", "youtubeid", "video", "v"):
        if found := values.get(attribute):
            return video(found) or f"{'vimeo' if name == 'vimeo' else 'youtube'}:{found}"
    words = re.sub(r"[{}%<>\"']", " ", source).split()
    place = next((number for number, word in enumerate(words) if word.lower().startswith(name[:5])), -1)
    for word in words[place + 1 :]:
        if known := video(word):
            return known
        if "=" not in word and _IDENTIFIER.fullmatch(word):
            return f"{'vimeo' if name == 'vimeo' else 'youtube'}:{word}"
    return ""
