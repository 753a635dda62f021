"""Pieces of template and tag syntax inside prose: HTML, JSX, Liquid, Hugo shortcodes, comments, expressions.

One function, `construct`, tells what begins at an offset. Every search is bounded, so that hostile
text costs linear time.
"""

from __future__ import annotations

import re
from typing import NamedTuple

#: A string inside an expression, which may hold braces; an apostrophe in text opens none.
_INNER = r"""(?<=[:=(\[,{ ])(?:'[^'\n]*+'|"[^"\n]*+")(?=[\s,:)\]}])|[^{}'"]++|['"]"""
_BRACES = rf"\{{(?:{_INNER})*+\}}"
for _ in range(4):  # JSX attributes hold objects and functions
    _BRACES = rf"\{{(?:{_INNER}|{_BRACES})*+\}}"
_VALUE = rf"(?:\"[^\"]*+\"|'[^']*+'|{_BRACES}|[^\s\"'=<>`{{}}][^\s\"'<>`{{}}]*?(?=\s|/?>))"
_ATTRIBUTE = (
    rf"(?:[A-Za-z_:@#*\[(][^\s\"'=<>/{{}}]*+(?:\s*+=\s*+{_VALUE})?+|{_BRACES}|\{{\{{[^{{}}]*+\}}\}}|\{{%[^%]*+%\}})"
)
_OPEN = re.compile(rf"<(?P<name>[A-Za-z][A-Za-z0-9.:_-]*+)(?P<attributes>(?:\s*+{_ATTRIBUTE})*+)\s*+(?P<empty>/?)>")
_CLOSE = re.compile(r"</(?P<name>[A-Za-z][A-Za-z0-9.:_-]*+)\s*+>|<>|</>")
_DECLARATION = re.compile(r"<![A-Z][^<>]*+>|<\?[^<>]*+\?>")
_ATTRIBUTES = re.compile(
    r"""([A-Za-z_:@][\w:.-]*+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|\{\s*["'`]([^"'`{}]*+)["'`]\s*\}|([^\s"'<>`{}]++))"""
)
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+|[\w.!#$%&'*+/=?^`{|}~-]++@[\w.-]++)>")
_VARIABLE = re.compile(
    r"\$?\{[A-Za-z_$0-9]?[\w.$-]{0,80}+(?:\[[\w'\".$-]{0,40}+\])*+(?:![rsa])?(?::[^{}\s]{0,40})?(?:\([^(){}\n]{0,80}\))?\}"
)
_DIRECTIVE = re.compile(r"\{[#:/@](?:[^{}\n]++|\{[^{}\n]*+\})*+\}")
_STRING = re.compile(r"""\{\s*+(?:'[^'\n]{0,200}+'|"[^"\n]{0,200}+")\s*+\}""")
_TOKEN = re.compile(r"<\|\w{1,60}+\|>")
_CLASSES = re.compile(r"\{[.#][\w-][^{}\n]*+\}")
_SHORTCODE = re.compile(r"""\{\{[<%]\s*+(?P<close>/?)\s*+(?P<name>[\w./-]++)""")
_LIQUID = re.compile(r"\{%-?\s*+(?P<name>\w++)")
#: Longest tag, in characters: what a tag that never ends may cost.
_REACH = 20_000

_ELEMENTS = """
address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption
figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link main menu menuitem nav
noframes ol optgroup option p param picture pre section source summary table tbody td tfoot th thead title tr track ul
video audio iframe object
"""
#: HTML elements that stand on their own: text on either side of their tags is not one sentence.
BLOCK = frozenset(_ELEMENTS.split())


def is_block(name: str) -> bool:
    """Is it an element that starts a line of its own? `<Link>` and `<Summary>` are components, in any place."""
    return (name.islower() or name.isupper()) and name.lower() in BLOCK


class Construct(NamedTuple):
    """What stands at an offset.

    kind: tag, comment, variable, url or markup; name: of the tag or shortcode, as written
    """

    end: int
    kind: str
    name: str = ""
    closing: bool = False


class Scanner:
    """Finds constructs in one text; remembers what is not there, so that looking again is free."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._last: dict[str, int] = {}
        self._next: dict[str, tuple[int, int]] = {}  # the place found last, and from where
        self._misses = 0

    def until(self, mark: str, at: int) -> int:
        """The offset behind the next `mark` from `at`; -1 without one."""
        if mark not in self._last:
            self._last[mark] = self.text.rfind(mark)
        if self._last[mark] < at:
            return -1
        begin, place = self._next.get(mark, (0, -1))
        if not begin <= at <= place:
            place = self.text.find(mark, at)
            self._next[mark] = (at, place)
        return place + len(mark)

    def construct(self, at: int) -> Construct | None:
        """What begins at an offset that holds `<`, `{` or `$`; None for plain text."""
        if self.text[at] == "<":
            return self._angle(at)
        return self._brace(at)

    def _angle(self, at: int) -> Construct | None:
        text = self.text
        if text.startswith("<!--", at):
            end = self.until("-->", at + 4)
            return Construct(end, "comment") if end > 0 else None
        if (found := _CLOSE.match(text, at)) is not None:
            return Construct(found.end(), "tag", found["name"] or "", True)
        if (found := _AUTOLINK.match(text, at)) is not None:
            return Construct(found.end(), "url")
        if (found := _TOKEN.match(text, at)) is not None:  # a model's special token
            return Construct(found.end(), "variable")
        reach = _REACH if self._misses < 50 else 200
        found = _OPEN.match(text, at, at + reach)
        if found is None:
            found = _DECLARATION.match(text, at, at + reach)
            if found is None:
                self._misses += 1
                return None
            return Construct(found.end(), "tag")
        return Construct(found.end(), "tag", found["name"])

    def _brace(self, at: int) -> Construct | None:
        text = self.text
        two = text[at : at + 2]
        if two == "{{":
            opener = _SHORTCODE.match(text, at)
            close = {"<": ">}}", "%": "%}}"}.get(text[at + 2 : at + 3], "}}")
            end = self.until(close, at + 2)
            if end < 0:
                return None
            if opener is not None:
                return Construct(end, "tag", opener["name"], bool(opener["close"]))
            return Construct(end, "variable")
        if two == "{%":
            end = self.until("%}", at + 2)
            name = _LIQUID.match(text, at)
            return Construct(end, "tag", name["name"] if name else "") if end > 0 else None
        if two in ("{*", "{!"):  # an included file
            end = self.until(f"{two[1]}}}", at + 2)
            return Construct(end, "tag") if 0 < end < at + 400 and "\n" not in text[at:end] else None
        if two == "{/" and text.startswith("{/*", at):
            end = self.until("*/", at + 3)
            if end < 0:
                return None
            closing = re.compile(r"\s*\}").match(text, end, end + 100)
            return Construct(closing.end(), "comment") if closing else None
        reach = at + (2_000 if self._misses < 50 else 200)
        if (found := _DIRECTIVE.match(text, at, reach)) is not None:
            return Construct(found.end(), "tag")
        if (found := _VARIABLE.match(text, at, reach)) is not None:
            return Construct(found.end(), "variable")
        if (found := _STRING.match(text, at, reach)) is not None:
            return Construct(found.end(), "markup")
        if (found := _CLASSES.match(text, at, reach)) is not None:
            return Construct(found.end(), "markup")
        self._misses += 1
        return None


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag or shortcode, names in lower case."""
    return {found[0].lower(): next((value for value in found[1:] if value), "") for found in _ATTRIBUTES.findall(tag)}
