"""What each piece of evidence weighs, in natural log of odds against "both stay alone".

Fitted by `bench/fit_alignment.py`: gradient ascent on the likelihood of gold alignments (ten sets of
paragraphs, three of sentences) under all chains of beads, rounded to a tenth. Rounding and
changes of 20 % move the figures by less than their sampling error.
"""

from __future__ import annotations

from collections.abc import Mapping

#: With an encoder. "cosine high" counts what is above 0.4.
WITH_ENCODER: Mapping[str, float] = {
    "type 1-1": 1.9,
    "type 1-2": 1.2,
    "type 2-2": -0.8,
    "type 1-3": -0.5,
    "type 1-4": -0.5,
    "length": -1.8,
    "anchors shared": 1.2,
    "anchors unshared": -1.2,
    "ends differ": -2.2,
    "ends colon": 0.6,
    "titles joined": -0.1,
    "kinds": 1.0,
    "cosine": 5.9,
    "cosine high": 4.6,
    "gain": 1.0,
    "member": 1.5,
}

#: Without: anchors and lengths have to do it alone.
WITHOUT_ENCODER: Mapping[str, float] = {
    "type 1-1": 4.1,
    "type 1-2": 3.4,
    "type 2-2": -0.4,
    "type 1-3": -0.2,
    "type 1-4": -0.2,
    "length": -1.8,
    "anchors shared": 5.3,
    "anchors unshared": 1.3,
    "ends differ": -2.3,
    "ends colon": 2.7,
    "titles joined": -0.5,
    "kinds": 1.0,
}

#: Added to a bead for each segment that it does not leave alone. The likelihood is best without,
#: whole beads are found best with a little; inside a paired paragraph few sentences lack a counterpart.
TOGETHER_PARAGRAPHS = 0.3
TOGETHER_SENTENCES = 0.75
