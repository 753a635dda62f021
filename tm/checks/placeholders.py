"""Placeholders of a text: what a program fills in. They have to survive translation, letter by letter.

printf (`%s` `%1$d` `%(name)s`), Python and .NET (`{}` `{0}` `{name}`), shell and JavaScript (`$VAR` `${name}`), Qt
(`%1` `%n`), i18next and handlebars (`{{name}}` `$t(key)`), Liquid (`{{ page.x }}` `{% if %}`) and ICU messages
(`{count, plural, ...}`). A percent sign in prose (`100 % of`) is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tm.core import Kind, Segment, Span
from tm.lang.regex import regex


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder of a segment.

    key:    what has to be the same on both sides
    family: printf, brace, double, shell, qt, icu, liquid
    named:  filled by name or number, so that it may be repeated and stand anywhere
    """

    text: str
    span: Span
    key: str
    family: str
    named: bool


_PRINTF = regex(
    r"%(?:(?P<number>\d{1,2})\$|\((?P<name>[^()\n]{1,60})\))?(?P<flags>[-+#0']*)(?P<width>\d+|\*)?(?P<precision>\.(?:\d+|\*))?"
    r"(?P<length>hh|h|ll|l|q|j|z|t|L)?(?P<type>[diouxXeEfFgGaAcspn@r])"
)
_NAMED = regex(r"%\((?P<name>[^()\n]{1,60})\)[-+#0']*\d*(?:\.\d+)?(?P<type>[diouxXeEfFgGcsr])")
_QT = regex(r"(?<![%\d])%(?:L?\d{1,2}|n(?![A-Za-z]))(?![\d$])")
#: A text with `%1` numbers its places: there `%2d` is the second place and a letter.
_QT_FIRST = regex(r"(?<![%\d])%1(?![\d$])")
_ICU = regex(r"\{\s*(?P<name>\w+)\s*,\s*(?P<type>plural|select|selectordinal|number|date|time)\b")
#: What a plural may be called, an offset in front of it.
_PLURAL = regex(r"(?:offset:\d+\s+)?(?:zero|one|two|few|many|other|=\d+)")
_NESTED = regex(r"\{\w+\}")
#: `{name:을}` asks for the particle that fits what is filled in: a translation into Korean may add it.
_JOSA = regex(r"^(\{[^{}:]*):['\"”’`(]?[가-힣][가-힣()/]{0,5}\}$")
_I18N = regex(r"\$t\(([\w.:-]+)\)")
_PERCENT = regex(r"(?<!%)(?:%%)*%(?!%)")
#: What only a pattern of dates has, `%Y-%m-%d`: its letters are no conversions, and their order is that of a language.
_DATE = regex(r"(?<!%)%-?[YmBbHMSyAIjZ](?![A-Za-z])")
_INTEGERS = frozenset("diu")
_SPACE = regex(r"\s+")
#: What tells at a glance that there may be a placeholder.
HINT = regex(r"[%${]|\|\w")


def placeholders(segment: Segment) -> list[Placeholder]:
    """The placeholders of a segment, in order. In prose only what is masked as a variable; messages have more."""
    text = segment.text
    if not HINT.search(text):
        return []
    message = segment.kind is Kind.ENTRY
    found = [one for mask in segment.masked if (one := _masked(mask.span, mask.kind, text)) is not None]
    if message and "%" in text and _DATE.search(text):
        found = [one for one in found if one.family != "printf" or one.named]
    if message and _QT_FIRST.search(text):
        found = [one for one in found if one.family != "printf" or not _QT.match(one.text)]
    taken = [one.span for one in found] + [m.span for m in segment.masked if m.kind in ("url", "code")]
    if message or ", plural" in text or ",plural" in text or "$t(" in text:
        icu = list(_icu(text)) + [
            Placeholder(m[0], Span(*m.span()), m[0], "double", True) for m in _I18N.finditer(text)
        ]
        inside = [one.span for one in icu]
        found = [one for one in found if not any(span.contains(one.span) for span in inside)] + icu
    if message and "%" in text:
        for match in _NAMED.finditer(text):
            if not any(Span(*match.span()).overlaps(other) for other in taken):
                conversion = "d" if match["type"] in _INTEGERS else match["type"]
                key = f"%({match['name']}){conversion}"
                found.append(Placeholder(match[0], Span(*match.span()), key, "printf", True))
        for match in _QT.finditer(text):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in taken):
                found.append(Placeholder(match[0], span, match[0].replace("L", ""), "qt", True))
    return sorted(found, key=lambda one: one.span)


def _masked(span: Span, kind: str, text: str) -> Placeholder | None:
    inner = span.of(text)
    if kind == "tag":
        return Placeholder(inner, span, _SPACE.sub("", inner), "liquid", False) if inner.startswith("{%") else None
    if kind != "variable" or inner == "%%" or (inner == text.strip() and not inner[1:2].islower()):
        return None  # `{None}` alone is a label
    if inner.startswith("%"):
        match = _PRINTF.fullmatch(inner)
        if match is None:
            return None
        conversion = "d" if match["type"] in _INTEGERS else match["type"]
        name = match["number"] or match["name"]
        key = f"%({name}){conversion}" if name else f"%{match['length'] or ''}{conversion}"
        return Placeholder(inner, span, key, "printf", bool(name))
    if inner.startswith("{{"):
        return Placeholder(inner, span, _SPACE.sub("", inner), "double", True)
    if inner.startswith("$"):
        return Placeholder(inner, span, inner, "shell", True)
    if inner.startswith("{"):
        key = _JOSA.sub(r"\1}", inner)
        return Placeholder(inner, span, key, "brace", key not in ("{}", "{:}"))
    if inner.startswith("|"):
        return Placeholder(inner, span, inner, "substitution", True)
    return None


def _icu(text: str) -> Iterator[Placeholder]:
    """ICU arguments with their braces balanced. The options of `select` are part of the key, those of `plural` differ
    by language."""
    at = 0
    while (match := _ICU.search(text, at)) is not None:
        depth, end = 0, match.start()
        for end in range(match.start(), len(text)):
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            if depth == 0:
                break
        key = f"{{{match['name']}, {match['type']}}}"
        options = set(_options(text[match.end() : end]))
        if match["type"] == "select":
            key += " " + " ".join(sorted(options))
        elif match["type"] in ("plural", "selectordinal"):
            # which of them a language needs differs, not how they are called
            key += "".join(f" {option}" for option in sorted(options) if _PLURAL.fullmatch(option) is None)
        for inner in _NESTED.finditer(text, match.end(), end):
            depth = text.count("{", match.end(), inner.start()) - text.count("}", match.end(), inner.start())
            if depth % 2:  # in an even depth stands what an option says
                yield Placeholder(inner[0], Span(*inner.span()), inner[0], "brace", True)
        at = end + 1
        yield Placeholder(text[match.start() : at], Span(match.start(), at), key, "icu", True)


def _options(body: str) -> Iterator[str]:
    depth, start = 0, 0
    for at, character in enumerate(body):
        if character == "{":
            if depth == 0:
                yield body[start:at].strip(" ,\n\t")
            depth += 1
        elif character == "}":
            depth -= 1
            start = at + 1


def lone_percents(segment: Segment, found: list[Placeholder]) -> list[Span]:
    """Percent signs of a message that are neither doubled nor part of a placeholder."""
    return [
        span
        for match in _PERCENT.finditer(segment.text)
        if not any((span := Span(*match.span())).overlaps(one.span) for one in found)
    ]


def numbered(found: list[Placeholder]) -> list[Placeholder]:
    """The same with printf conversions numbered by their order, to compare with a text that numbers them."""
    ordinal, changed = 0, []
    for one in found:
        if one.family == "printf" and not one.named:
            ordinal += 1 + one.text.count("*")
            one = replace(one, key=f"%({ordinal}){one.key[-1]}", named=True)
        changed.append(one)
    return changed


def has_numbers(found: list[Placeholder]) -> bool:
    """Are there printf conversions with numbers, as in `%2$s`?"""
    return any(one.family == "printf" and one.named and one.key[2].isdigit() for one in found)
