"""What each piece of evidence weighs, in natural log of odds against "both stay alone".

Fitted by `bench/fit_alignment.py`: the greatest likelihood of gold alignments under all chains of beads, then rounded.
Gold: ten sets of paragraphs and three of sentences from documentation for programmers, and twelve documents of
manuals, messages and user interfaces with lines lost and joined by a script. Lengths, ends and signs weigh less than
fitted, because the gold is translated more closely than most texts are, and joins weigh less, because its script joins
more often than translators do; the script gives the reasons and the amounts. "kinds" is set by reasoning, and so are
1-3 and 1-4 with an encoder, which the gold hardly has.

Cross-validated by document in five folds: strict F1 of beads and F1 of lone segments are, with an encoder, .992 and
.953 for paragraphs, .997 and .963 for sentences; without one .979 and .899, .975 and .815. Of beads and of lone
segments with a score of at least 0.9 are right: .997 and .996 with an encoder, .994 and .997 without. So scores need
no map.
"""

from __future__ import annotations

from collections.abc import Mapping

#: With an encoder. "cosine high" counts what is above 0.4.
WITH_ENCODER: Mapping[str, float] = {
    "type 1-1": 1.1,
    "type 1-2": 0.0,
    "type 2-2": -3.4,
    "type 1-3": -1.1,
    "type 1-4": -1.6,
    "length": -1.2,
    "signs differ": -6.0,
    "anchors shared": 1.4,
    "anchors unshared": -2.9,
    "anchors other": -3.9,
    "ends differ": -1.6,
    "ends colon": 0.6,
    "titles joined": 0.0,
    "kinds": 1.0,
    "cosine": 3.7,
    "cosine high": 5.4,
    "covered": 2.7,
    "covered least": 3.9,
    "gain": 2.8,
    "member covered": 2.7,
}

#: Without: anchors, notation and lengths have to do it alone.
WITHOUT_ENCODER: Mapping[str, float] = {
    "type 1-1": 6.6,
    "type 1-2": 6.0,
    "type 2-2": -0.7,
    "type 1-3": -0.4,
    "type 1-4": -0.1,
    "length": -1.4,
    "signs differ": -7.5,
    "anchors shared": 7.4,
    "anchors unshared": -1.5,
    "anchors other": -5.7,
    "ends differ": -2.0,
    "ends colon": 1.3,
    "titles joined": -1.0,
    "kinds": 1.0,
}

#: Added to a bead for each segment that it does not leave alone. The likelihood is best without, whole beads
#: are found best with a little. Translators split and join sentences more than they drop them: in lists of sentences
#: 0.3 to 1.6 gives the same figures on three sets of documentation, and on two of freer prose the more the better;
#: inside a paired paragraph few sentences lack a counterpart (of 126 planted losses 82 are still reported, 84 at 0.75,
#: and a sentence that was split in two no longer looks like an addition).
TOGETHER_PARAGRAPHS = 0.3
TOGETHER_LISTED = 1.4
TOGETHER_SENTENCES = 1.5
