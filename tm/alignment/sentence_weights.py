"""What each piece of evidence about sentences weighs, in natural log of odds.

Fitted by `bench/fit_sentences.py` (L-BFGS on the likelihood of gold beads under all chains) to five sets of sentences
and to paragraphs with planted changes, then rounded. Types of many sentences and "ends differ" weigh less than
fitted: the gold has few of either. "alone" weighs a little more against lone sentences: translators drop fewer than
were planted.
"""

from __future__ import annotations

from collections.abc import Mapping

#: With an encoder. "cosine high" and "alone near" count what is above 0.4.
WITH_ENCODER: Mapping[str, float] = {
    "type 1-1": 0.7,
    "type 1-2": -0.1,
    "type 2-2": -0.5,
    "type 1-3": 1.0,
    "type 1-4": 0.0,
    "type 2-3": -1.4,
    "length": -2.0,
    "anchors shared": 0.7,
    "anchors unshared": -3.0,
    "ends differ": -3.0,
    "cosine": 9.0,
    "cosine high": 7.0,
    "covered least": 6.0,
    "gain": 3.0,
    "member covered": 3.0,
    "alone": -2.5,
    "alone budget": 0.5,
    "alone nearest": -1.4,
    "alone near": 0.6,
    "alone unshared": 1.7,
}

#: Without: anchors and lengths have to do it alone.
WITHOUT_ENCODER: Mapping[str, float] = {
    "type 1-1": 4.4,
    "type 1-2": 1.6,
    "type 2-2": 0.0,
    "type 1-3": 1.0,
    "type 1-4": -0.2,
    "type 2-3": -3.0,
    "length": -2.5,
    "anchors shared": 6.6,
    "anchors unshared": -2.6,
    "ends differ": -3.0,
    "alone": -4.5,
    "alone budget": 0.0,
    "alone unshared": 1.8,
}
