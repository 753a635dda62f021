"""What each piece of evidence weighs, in natural log of odds against "both stay alone".

Fitted by `bench/fit_alignment.py`: gradient ascent on the likelihood of gold alignments (ten sets of
paragraphs, three of sentences) under all chains of beads, then rounded; changes of 20 % move the figures by
less than their sampling error. Lengths and ends weigh a third less than fitted: the gold is technical
prose, translated closely, and the figures are the same.
"""

from __future__ import annotations

from collections.abc import Mapping

#: With an encoder. "cosine high" counts what is above 0.4.
WITH_ENCODER: Mapping[str, float] = {
    "type 1-1": -0.3,
    "type 1-2": -1.6,
    "type 2-2": -4.0,
    "type 1-3": -3.2,
    "type 1-4": -3.0,
    "length": -1.2,
    "anchors shared": 0.5,
    "anchors unshared": -1.4,
    "ends differ": -1.3,
    "ends colon": 0.5,
    "titles joined": 0.0,
    "kinds": 1.0,
    "cosine": 3.3,
    "cosine high": 7.5,
    "covered": 1.0,
    "covered least": 4.5,
    "gain": 4.3,
    "member covered": 3.0,
}

#: Without: anchors and lengths have to do it alone.
WITHOUT_ENCODER: Mapping[str, float] = {
    "type 1-1": 5.5,
    "type 1-2": 5.0,
    "type 2-2": -2.5,
    "type 1-3": -2.0,
    "type 1-4": -2.0,
    "length": -1.4,
    "anchors shared": 7.0,
    "anchors unshared": -1.0,
    "ends differ": -1.6,
    "ends colon": 1.7,
    "titles joined": -0.4,
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
