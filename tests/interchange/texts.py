"""Texts on which files break: markup, quotes, ends of sections, tabs, marks of direction, emoji, decomposed Hangul."""

from __future__ import annotations

import unicodedata

AWKWARD = (
    "&<>\"'",
    "]]>",
    "<!-- -->",
    "<?xml version='1.0'?>",
    "&amp; &#65; &nbsp;",
    "tab\there",
    "no\u00a0break",
    "zero\u200bwidth",
    "🙂👩‍👩‍👧",
    "𝒜",
    unicodedata.normalize("NFD", "환각"),
    "e\u0301",
    "\u202eright\u202c",
    "\u2066isolate\u2069",
    "\u200fmark",
    "=1+1",
    "@SUM(A1)",
    "#tag",
    "a|b",
    "back\\slash \\n",
    "a;b,c",
    '"quoted"',
    "_x0041_",
    "%s {0} ${x}",
    "\u3000wide\u3000",
    'msgid "x"',
)
