"""Statuses, and yes and no, as tools and people write them."""

from __future__ import annotations

import re

#: Statuses as tools and people write them; without blanks, hyphens and capitals.
STATUSES = {
    "approved": "approved preferred preferredterm preferredtermadmnsts standardized standard legal valid regulated "
    "승인 승인됨 표준 권장 선호 확정 사용",
    "admitted": "admitted admittedterm admittedtermadmnsts allowed alternative new proposed candidate draft "
    "provisional 허용 허용됨 인정 후보",
    "forbidden": "forbidden prohibited deprecatedterm deprecatedtermadmnsts notrecommended donotuse banned disallowed "
    "금지 사용금지 금지어 사용불가",
    "deprecated": "deprecated superseded supersededterm supersededtermadmnsts obsolete retired archaic nonstandard "
    "폐기 폐지 비권장 구식",
    "dnt": "dnt donottranslate untranslatable nontranslatable 번역제외 번역안함 번역금지 번역하지않음",
}
_STATUS = {word: status for status, words in STATUSES.items() for word in words.split()}
_SEPARATORS = re.compile(r"[\s_-]+")


def status_of(text: str) -> str:
    """The status that a word means; empty where it means none."""
    return _STATUS.get(_SEPARATORS.sub("", text).casefold(), "")


def truth(text: str) -> bool | None:
    """What a cell says for yes or no; None where it says neither."""
    known = _SEPARATORS.sub("", text).casefold()
    if known in ("true", "yes", "y", "1", "x", "o", "예", "네", "참"):
        return True
    return False if known in ("false", "no", "n", "0", "아니요", "아니오", "거짓") else None
