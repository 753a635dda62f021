"""States of translations in XLIFF 1.2, 2.x and SDLXLIFF, and what they are in a memory."""

from __future__ import annotations

#: XLIFF 1.2, `state` of a target.
STATES_12 = {
    "final": "approved",
    "signed-off": "approved",
    "translated": "translated",
    "needs-adaptation": "draft",
    "needs-l10n": "draft",
    "needs-review-adaptation": "draft",
    "needs-review-l10n": "draft",
    "needs-review-translation": "draft",
    "needs-translation": "draft",
    "new": "draft",
}
#: XLIFF 2.x, `state` of a segment. It is `initial` where nothing is said, so that it says little where it is.
STATES_2 = {"initial": "draft", "translated": "translated", "reviewed": "translated", "final": "approved"}
#: SDLXLIFF, `conf` of a segment.
STATES_SDL = {
    "draft": "draft",
    "translated": "translated",
    "approvedtranslation": "approved",
    "approvedsignoff": "approved",
    "rejectedtranslation": "rejected",
    "rejectedsignoff": "rejected",
    "unspecified": "",
}
#: The other way round.
TO_12 = {"approved": "final", "translated": "translated", "draft": "needs-review-translation"}
TO_2 = {"approved": "final", "translated": "translated", "draft": "initial"}
