"""The last sound of an English word as Koreans say it, told by its spelling: file 파일, cloud 클라우드, metric 메트릭.

Method: the Loanword Orthography (외래어 표기법, chapter 3, table 1 of English) applied to the usual values of English
endings: final m, n, ng and l close the syllable, p, t and k do after a short vowel, other consonants are written with
으 or 이, r is dropped. Where usage is divided (set 세트 and 셋), several sounds come back.
"""

from __future__ import annotations

from collections.abc import Iterator

from tm.lang.regex import regex

#: (ending, sounds): V a vowel, L a final ㄹ, C another final consonant; the first that fits decides.
_TABLE = """
ee V|ie V|oe V|ue V|ye V|ae V|que VC|gue V|nge V|ge V|che V|she V|the V|ce V|se V|ze V|xe V|ve V|fe V|phe V|re V
de V|ke V|he V|we V|be V|le L|ne C|me C|type C|ape V|ope V|ipe V|pe VC|date V|rate V|gate V|late V|state V|plate V
cate V|eate V|iate V|uate V|nate V|ate VC|ette VC
ite V|ote V|bute V|pute V|cute V|lute V|mute V|ute VC|yte V|te VC|e V
br VLC|cr VLC|dr VLC|fr VLC|gr VLC|hr VLC|kr VLC|nr VLC|pr VLC|tr VLC|vr VLC|dir VLC|char VLC|rar VLC|oar VLC|sep VLC
ng C|n C|m C|l L|r V
ss V|us V|is V|as V|os V|cs V|ps V|ts V|ks V|fs V|ws V|ys V|es V|s VCL|x V|z V
sh V|tch V|rch V|nch V|each V|oach V|ch VC|gh V|ph V|th V|rh V|h V
f V|v V|j V|q V|w V|a V|i V|o V|u V|y V
ood VC|hod V|iod V|od VC|d V
st V|nt V|lt V|rt V|ct V|pt V|ft V|xt V|ight V|iet V|oat V|ait VC|ket C|dget C|out C|t VC
lp V|mp V|sp V|rp V|eep VC|oup VC|oop VC|eap VC|oap VC|ap C|ep C|ip C|op C|up C|p VC
ack C|ick C|uck C|shock V|knock V|ock C|nk V|sk V|rk V|lk V|eak V|eek V|ook C|k VC
ic C|nc V|rc V|ac C|oc C|ec C|c VC
og V|lag V|tag V|fig V|ug V|g VC
mb VC|b VC
"""
_ENDINGS = [(ending, sounds) for ending, sounds in (row.split() for row in _TABLE.replace("\n", "|").split("|") if row)]
_LONGEST = max(len(ending) for ending, _ in _ENDINGS)
_BY_ENDING = dict(_ENDINGS)
_PLURAL = regex(r"(?:[^aeiousx]|[aeio]r|[^aeiou]e)s$")
_SYLLABLE = regex(r"[aeiouy]")


def is_plural(word: str) -> bool:
    """True for what looks like an English plural in -s: tokens, files; not class, bus, basis."""
    return _PLURAL.search(word) is not None and not word.endswith(("ss", "us", "is")) and len(word) > 3


def by_spelling(word: str) -> str:
    """The sounds that a word may end in, of `VLC`; all three where its spelling tells nothing.

    word: lower-case letters a to z. A word without a vowel is no word to be read out.
    """
    if not _SYLLABLE.search(word) or len(word) < 3:
        return "VLC"
    if _PLURAL.search(word) and not word.endswith(("ss", "us", "is")):  # tokens: 토큰스, and often 토큰
        singular = by_spelling(word[:-1]) if len(word) > 3 else "VLC"
        return "".join(sorted({"V", *singular}, key="VLC".index))
    return next((_BY_ENDING[ending] for ending in _tails(word) if ending in _BY_ENDING), "VLC")


def _tails(word: str) -> Iterator[str]:
    """The endings of a word, the longest first."""
    for size in range(min(_LONGEST, len(word)), 0, -1):
        yield word[-size:]
