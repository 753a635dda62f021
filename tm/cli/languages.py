"""Languages as a command is given them, in their usual form."""

from __future__ import annotations

from collections.abc import Sequence

from tm.errors import UsageError
from tm.messages import say


def tags(source: str, target: str) -> tuple[str, str]:
    """The tags in their usual form.

    Raises:
        UsageError: one is no language.
    """
    from tm.formats import language_codes

    for given, option in ((source, "--source-language"), (target, "--target-language")):
        if not language_codes.canonical(given):
            raise UsageError(
                say("{given!r} is no language", given=given), where=option, hint=say("write a tag such as ko or ko-KR")
            )
    return language_codes.canonical(source), language_codes.canonical(target)


def variants(languages: tuple[str, str], wanted: Sequence[str]) -> tuple[str, str]:
    """The languages with the regions that were asked for.

    Raises:
        UsageError: a variant is of neither language.
    """
    from tm.formats import language_codes

    found = list(languages)
    for given in wanted:
        tag = language_codes.canonical(given)
        fits = [index for index, own in enumerate(languages) if tag and tag.split("-")[0] == own.split("-")[0]]
        if not fits:
            raise UsageError(
                say(
                    "{given!r} is a variant of neither {source} nor {target}",
                    given=given,
                    source=found[0],
                    target=found[1],
                ),
                where="--lang-variant",
                hint=say("write one such as {example}", example="ko-KR"),
            )
        for index in fits:
            found[index] = tag
    return found[0], found[1]
