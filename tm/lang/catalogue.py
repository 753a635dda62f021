"""Messages of the program in another language, by gettext: tm/locale/ko/LC_MESSAGES, read when first asked for.

A Korean template may ask for the particle that fits a value: `{term:을} 찾지 못했습니다` is 환각을, 뷰를, GPT를.
"""

from __future__ import annotations

import logging
import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Any

from tm.core import Diagnostic
from tm.messages import Said

if TYPE_CHECKING:
    from gettext import NullTranslations

log = logging.getLogger(__name__)

#: Languages that messages can be had in; the first is that of the source.
LANGUAGES = ("en", "ko")
LOCALE = Path(__file__).parents[1] / "locale"


def of_user() -> str:
    """The language of the user's locale, where there are messages in it, else English."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return next((language for language in LANGUAGES if named.lower().startswith(language)), LANGUAGES[0])


def translated(text: str, language: str) -> str:
    """A message in another language; as it is where it was not made by `say`, or not translated yet."""
    if language not in LANGUAGES[1:] or not isinstance(text, Said):
        return text
    of_count = (text.plural, text.values["count"]) if text.plural else ()
    template = messages(language).get(text.template, text.template, *of_count)
    if not text.values:
        return template
    values = {
        name: translated(value, language) if isinstance(value, str) else value for name, value in text.values.items()
    }
    try:
        return _Filled().vformat(template, (), values)
    except (LookupError, ValueError) as error:  # a test keeps the catalogue from it
        log.debug("message %r: %s", template, error)
        return str(text)


def diagnostic(found: Diagnostic, language: str) -> Diagnostic:
    """A finding whose sentences are in another language."""
    if language == LANGUAGES[0]:
        return found
    return replace(
        found,
        message=translated(found.message, language),
        help=translated(found.help, language),
        related=tuple(replace(note, message=translated(note.message, language)) for note in found.related),
    )


class Messages:
    """Texts in one language, as gettext finds them."""

    def __init__(self, catalogue: NullTranslations) -> None:
        self._catalogue = catalogue

    def get(self, text: str, default: str, plural: str = "", count: float = 1) -> str:
        """The text in this language; the default where it is not translated. plural, count: as gettext has them."""
        if plural:
            found = self._catalogue.ngettext(text, plural, int(count))
            return (text if count == 1 else plural) if found in (text, plural) else found
        found = self._catalogue.gettext(text)
        return default if found == text else found


@cache
def messages(language: str, domain: str = "tm") -> Messages:
    """Texts of a domain (tm: messages, help: what commands say of themselves); entries marked fuzzy are left out.

    The installation compiles the PO files (setup.py). In a checkout whose messages were changed since, the PO file
    itself is read, which takes some ten times as long.
    """
    import io
    from gettext import GNUTranslations

    path = LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
    compiled = path.with_suffix(".mo")
    if compiled.is_file() and (not path.is_file() or compiled.stat().st_mtime >= path.stat().st_mtime):
        with compiled.open("rb") as stream:
            return Messages(GNUTranslations(stream))
    import polib

    return Messages(GNUTranslations(io.BytesIO(polib.pofile(str(path), check_for_duplicates=False).to_binary())))


class _Filled(Formatter):
    """Format specifications in Hangul name a particle, put behind the value in the form that fits.

    A quotation mark before it stands between the two: `'{term:'을}` is '환각'을 and '뷰'를.
    """

    def format_field(self, value: Any, format_spec: str) -> Any:
        form = format_spec.lstrip("'\"”’`")
        if form and "가" <= form[0] <= "힣":
            return f"{value}{format_spec.removesuffix(form)}{_particle(str(value), form)}"
        return super().format_field(value, format_spec)


def _particle(word: str, form: str) -> str:
    """The form of a particle (을, 은, 이, 으로, ...) that fits behind a word, however it is written; else 을(를)."""
    from tm.lang.josa_forms import COPULA, TO_LONG, TO_SHORT
    from tm.lang.reading import sound

    long = TO_LONG.get(form, form)
    short = TO_SHORT.get(long) or dict(COPULA).get(long, long)
    heard = sound(word.rstrip("\"'`”’»」』)]*_ "))
    fits = [either for either in dict.fromkeys((long, short)) if heard.takes(either)]
    if len(fits) == 1:
        return fits[0]
    return "(으)로" + short[1:] if short.startswith("로") else f"{long}({short})"
