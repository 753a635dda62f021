"""Sentences for users that can be said in another language: the template and the values travel with the text.

A message is an ordinary English `str` to whoever looks at it, is compared and searched as one, and is put into the
user's language where it is shown: `tm.lang.catalogue`.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from typing import Any


class Said(str):
    """An English sentence that knows how it was made.

    template: with `{name}` for the values, as `str.format` reads it; of a sentence with a count, for one
    values:   by name; one may be a sentence itself
    plural:   of a sentence with a count, which is the value `count`: for any other number; else empty
    """

    template: str
    values: dict[str, Any]
    plural: str

    __slots__ = ("plural", "template", "values")

    def __new__(cls, template: str, values: dict[str, Any], plural: str = "") -> Said:
        """Fill the template."""
        chosen = plural if plural and values["count"] != 1 else template
        self = super().__new__(cls, chosen.format_map(values) if values else chosen)
        self.template, self.values, self.plural = template, values, plural
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Said, (self.template, self.values, self.plural)

    def __add__(self, other: str) -> Said:
        return Said("{first}{second}", {"first": self, "second": other})


def say(template: str, plural: str = "", /, **values: Any) -> Said:
    """A sentence from a template: `say("expected {term}", term="뷰")`, `say("{count} row", "{count} rows", count=2)`.

    Templates are literals: the catalogue of translations is held against every call in the source. Without values,
    braces stand for themselves. Where there are two, the value `count` chooses: the first is for one. The second
    count of a sentence is a sentence of its own, put in as a value.
    """
    return Said(template, values, plural)


def either(words: Sequence[str]) -> str:
    """One of several, as `a or b or c`; the word itself where there is one, nothing where there is none."""
    if len(words) < 2:
        return words[0] if words else ""
    return say("{first} or {second}", first=either(words[:-1]), second=words[-1])


def listed(parts: Sequence[str]) -> str:
    """Several beside each other: `a, b, c`."""
    if len(parts) < 2:
        return parts[0] if parts else ""
    return say("{first}, {second}", first=listed(parts[:-1]), second=parts[-1])


def refusal(error: Exception) -> str:
    """Why the system refused: `Permission denied`."""
    known = {
        errno.ENOENT: say("No such file or directory"),
        errno.EACCES: say("Permission denied"),
        errno.EROFS: say("Read-only file system"),
        errno.ENOSPC: say("No space left on device"),
        errno.ENOTDIR: say("Not a directory"),
        errno.EISDIR: say("Is a directory"),
        errno.ENAMETOOLONG: say("File name too long"),
    }
    return known.get(getattr(error, "errno", None) or 0) or getattr(error, "strerror", None) or str(error)


def times(count: int) -> Said:
    """How often: `once`, `3 times`."""
    return say("once") if count == 1 else say("{count} times", count=count)


def counted(text: str, count: int) -> str:
    """A sentence with how often it holds in brackets, left out where that is 0."""
    return say("{text} ({times})", text=text, times=times(count)) if count else text


def kept(text: str) -> Any:
    """What JSON keeps of a sentence; see `restored`."""
    if isinstance(text, Said):
        values = {name: _plain(value) for name, value in text.values.items()}
        plural = {"plural": text.plural} if text.plural else {}
        return {"say": text.template, **plural, "with": values} if values else {"say": text.template}
    return text


def restored(data: Any) -> str:
    """The sentence of which `kept` made this.

    Raises:
        ValueError: this was not made by `kept`.
    """
    if isinstance(data, str):
        return data
    if isinstance(data, dict) and isinstance(data.get("say"), str):
        values = {
            str(name): value if isinstance(value, int | float) else restored(value)
            for name, value in dict(data.get("with", {})).items()
        }
        try:
            return Said(data["say"], values, data.get("plural", ""))
        except (LookupError, AttributeError, TypeError) as error:
            raise ValueError("not a sentence") from error
    raise ValueError("not a sentence")


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | float) else kept(value if isinstance(value, str) else str(value))
