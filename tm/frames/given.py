"""What the functions of `tm.frames` are given is looked at first: a mistake in a notebook is one sentence."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar, cast

_Function = TypeVar("_Function", bound=Callable[..., Any])

#: Where a value comes from, by the name of its type.
_FROM = {
    "Bitext": "`tm.align` and `tm.frames.bitexts` give one",
    "Comparison": "`tm.frames.compare` gives one",
    "Diagnostic": "`tm.check` gives them",
    "Glossary": "`tm.frames.read_glossary` reads one",
    "Match": "`lookup` of a memory gives them",
    "Memory": "`tm.frames.memory` opens one",
    "ScoredTranslation": "`tm.frames.revision` gives one",
    "TranslationUnit": "`units()` of a memory gives them",
}
#: Numbers of things, and the least of each that makes sense.
_LEAST = {"limit": 0, "steps": 1, "least": 1, "trials": 0, "width": 1, "height": 1}


class Each(str):
    """The name of a type of which several are wanted."""

    __slots__ = ()


def given(**wanted: str | Mapping[str, str]) -> Callable[[_Function], _Function]:
    """Hold arguments to what they have to be: the name of a type, `Each` of a type, or the columns of a DataFrame.

    Paths and numbers of things are known by their annotation and their name.

    Raises, when the function is called:
        TypeError: an argument is something else; it says what, and where the right one comes from.
        ValueError: a DataFrame lacks columns, or a number is too small.
    """

    def decorate(function: _Function) -> _Function:
        signature = inspect.signature(function)

        @wraps(function)
        def checked(*args: Any, **kwargs: Any) -> Any:
            bound = signature.bind(*args, **kwargs)
            for name, value in bound.arguments.items():
                what = f"{function.__name__}: `{name}`"
                kind = str(signature.parameters[name].annotation)
                if name in _LEAST:
                    _count(what, value, _LEAST[name])
                elif kind.startswith("str | PathLike"):
                    if not (isinstance(value, str | PathLike) or _called(value) in kind.split(" | ")):
                        raise TypeError(f"{what} is a path, not {_called(value)}")
                elif name in wanted and (value is not None or signature.parameters[name].default is not None):
                    bound.arguments[name] = _held(what, value, wanted[name])
            return function(*bound.args, **bound.kwargs)

        return cast("_Function", checked)

    return decorate


def _held(what: str, value: Any, wanted: str | Mapping[str, str]) -> Any:
    """The value, where it is what is wanted; several as a list, unless they are a sequence already."""
    if not isinstance(wanted, str):
        return _frame(what, value, wanted)
    if not isinstance(wanted, Each):
        if not _is(value, wanted):
            raise TypeError(f"{what} is a {wanted}, not {_called(value)}; {_FROM[wanted]}")
        return value
    if _is(value, wanted) or isinstance(value, str | bytes) or not hasattr(value, "__iter__"):
        raise TypeError(f"{what} is several of {wanted}, as a list, not {_called(value)}; {_FROM[wanted]}")
    values = value if isinstance(value, list | tuple) else list(value)
    for place, one in enumerate(values):
        if not _is(one, wanted):
            raise TypeError(f"{what} holds {_called(one)} at {place}, and no {wanted}; {_FROM[wanted]}")
    return values


def _frame(what: str, value: Any, columns: Mapping[str, str]) -> Any:
    if not (hasattr(value, "columns") and hasattr(value, "iloc")):
        raise TypeError(f"{what} is a DataFrame, not {_called(value)}")
    missing = [name for name in columns if name not in value.columns]
    if missing:
        raise ValueError(f"{what} lacks the columns {', '.join(missing)}; is it the frame of another function?")
    return value


def _count(what: str, value: Any, least: int) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{what} is a number, not {_called(value)}")
    if value < least:
        raise ValueError(f"{what} is {least} at least, not {value}")


def _is(value: Any, name: str) -> bool:
    """Is a value of a type, or of one made from it? By name: types are imported where they are used."""
    return name in {kind.__name__ for kind in type(value).__mro__}


def _called(value: Any) -> str:
    return "None" if value is None else type(value).__name__


def one_of(name: str, value: str, known: Iterable[str]) -> None:
    """Hold a word to those that there are.

    Raises:
        ValueError: it is none of them.
    """
    words = list(known)
    if value not in words:
        raise ValueError(f"{name} is one of {', '.join(words)}, not {value!r}")


def paths(pairs: Iterable[Any]) -> Iterator[tuple[Path, Path | None]]:
    """Source and translation of each pair; a bilingual file is alone, in a tuple or not.

    Raises:
        TypeError: something else than paths is named.
        ValueError: a pair is of none, or of more than two.
    """
    if isinstance(pairs, str | bytes | PathLike) or not hasattr(pairs, "__iter__"):
        raise TypeError(f'pairs are a list, such as [("en.md", "ko.md"), ("ko.po",)], not {_called(pairs)}')
    for pair in pairs:
        files = [pair] if isinstance(pair, str | PathLike) else list(pair) if isinstance(pair, list | tuple) else []
        if not all(isinstance(file, str | PathLike) for file in files) or len(files) not in (1, 2):
            raise ValueError(f"a pair is two paths, or the path of one bilingual file, not {pair!r}")
        yield Path(files[0]), Path(files[1]) if len(files) == 2 else None
