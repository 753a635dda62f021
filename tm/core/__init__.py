"""The nouns of the project: frozen values that every layer passes on. Nothing but the standard library.

Positions are code points, half-open, from 0. Lines and columns exist only in `tm.report`.
"""

from __future__ import annotations

from tm.core.bitext import Bead, Bitext
from tm.core.document import TRANSLATABLE, Document, Kind, Remark, Segment, empty_at, join
from tm.core.finding import Diagnostic, Edit, Fix, Place, Related, Severity
from tm.core.places import Mask, Places, Run, Span
from tm.core.terms import Glossary, Term
from tm.core.unit import Code, Match, TranslationUnit

__all__ = [
    "TRANSLATABLE",
    "Bead",
    "Bitext",
    "Code",
    "Diagnostic",
    "Document",
    "Edit",
    "Fix",
    "Glossary",
    "Kind",
    "Mask",
    "Match",
    "Place",
    "Places",
    "Related",
    "Remark",
    "Run",
    "Segment",
    "Severity",
    "Span",
    "Term",
    "TranslationUnit",
    "empty_at",
    "join",
]
