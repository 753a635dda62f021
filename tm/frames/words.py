"""What charts and tables for notebooks say, in the language that messages are in: English or Korean.

Names of columns of a DataFrame, and what stands in them, stay as they are; people read these words instead.
"""

from __future__ import annotations

from tm.lang.catalogue import of_user, translated
from tm.messages import say

#: What pointing at a mark, and the heads of tables, call a column.
COLUMNS = {
    "bead": say("bead"),
    "change": say("change"),
    "characters": say("characters"),
    "chrf": say("chrF"),
    "count": say("places"),
    "definition": say("definition"),
    "document": say("document"),
    "domain": say("domain"),
    "earlier": say("earlier version"),
    "earlier_line": say("line of the earlier version"),
    "evidence": say("evidence"),
    "f1": say("F1"),
    "found_of": say("found"),
    "group": say("beads"),
    "high": say("upper end"),
    "kept": say("beads that stay"),
    "kind": say("kind"),
    "label": say("name"),
    "later": say("later version"),
    "later_line": say("line of the later version"),
    "length_ratio": say("length ratio"),
    "line": say("line"),
    "low": say("lower end"),
    "measure": say("measure"),
    "metric": say("metric"),
    "note": say("note"),
    "origin": say("from"),
    "passages": say("passages"),
    "pos": say("part of speech"),
    "precision": say("precision"),
    "recall": say("recall"),
    "rendering": say("rendering"),
    "renderings": say("renderings"),
    "score": say("score"),
    "segments": say("segments"),
    "share": say("share"),
    "signature": say("signature"),
    "similarity": say("similarity"),
    "source": say("source"),
    "source_line": say("line of the source"),
    "status": say("status"),
    "target": say("translation"),
    "target_line": say("line of the translation"),
    "ter": say("TER"),
    "term": say("term"),
    "threshold": say("least score"),
    "type": say("type"),
    "units": say("units in the memory"),
    "value": say("share"),
    "what": say("line of the chart"),
    "words": say("words"),
}


def told(text: str) -> str:
    """A sentence in the language of the user's messages; as it is where it was not made by `say`."""
    return translated(text, of_user())


def column(name: str) -> str:
    """What people call a column."""
    return told(COLUMNS.get(name, name))
