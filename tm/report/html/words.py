"""The words of the page's interface, in the reader's language."""

from __future__ import annotations

from functools import cache

from tm.lang.catalogue import translated
from tm.messages import Said, say

WORDS = {
    "search": say("Search"),
    "search_in": say("message, term, text, file"),
    "search_text": say("text"),
    "rule": say("Rule"),
    "term": say("Term"),
    "document": say("Document"),
    "severity": say("Severity"),
    "type": say("Type of bead"),
    "all_rules": say("all rules"),
    "all_terms": say("all terms"),
    "all_documents": say("all documents"),
    "all_types": say("all types"),
    "filters": say("Filters"),
    "clear": say("Clear filters"),
    "next": say("Next finding"),
    "previous": say("Previous finding"),
    "next_doubt": say("Next doubtful place"),
    "previous_doubt": say("Previous doubtful place"),
    "begin": say("Where to begin"),
    "overview": say("Overview"),
    "by_rule": say("By rule"),
    "by_term": say("By term"),
    "by_file": say("By file"),
    "failures": say("Could not be checked"),
    "rules": say("Rules"),
    "skip": say("Skip to the findings"),
    "skip_texts": say("Skip to the texts"),
    "reported": say("Reported"),
    "fine": say("Fine"),
    "fixed": say("fixed"),
    "before": say("source before"),
    "glossary": say("glossary"),
    "help": say("Keyboard"),
    "close": say("Close"),
    "theme_auto": say("Theme: as the system"),
    "theme_light": say("Theme: light"),
    "theme_dark": say("Theme: dark"),
    "no_source": say("nothing in the source"),
    "no_target": say("nothing in the translation"),
    "no_text": say("Neither document holds text to read."),
    "missing": say("something is missing here"),
    "doubtful": say("doubtful alignment"),
    "doubts": say("Doubtful places"),
    "only_doubts": say("only what is doubtful or one-sided"),
    "source": say("source"),
    "target": say("translation"),
    "safe": say("safe fix"),
    "unsafe": say("fix to be confirmed"),
    "nothing": say("Nothing matches the filters."),
    "key_next": say("next, previous finding"),
    "key_doubt": say("next, previous doubtful place"),
    "key_document": say("next, previous document"),
    "key_enter": say("from the finding to its place in the text, and back"),
    "key_search": say("search"),
    "key_rule": say("only the rule of this finding; again: all"),
    "key_severity": say("only errors, only warnings, only infos; again: all"),
    "key_folds": say("open or close all that is folded"),
    "key_theme": say("light or dark"),
    "key_help": say("this help"),
    "shortcuts": say("Letters and signs are shortcuts"),
    "key_escape": say("close, or clear the filters"),
}


@cache
def words(language: str) -> dict[str, str]:
    """The words of a language; English where there are none."""
    return {name: translated(word, language) for name, word in WORDS.items()}


def folded(count: int, left_out: bool) -> Said:
    """What stands in the place of paragraphs without findings."""
    if left_out:
        return say(
            "{count:,} paragraph without findings, left out to keep the page small",
            "{count:,} paragraphs without findings, left out to keep the page small",
            count=count,
        )
    return say("{count:,} paragraph without findings", "{count:,} paragraphs without findings", count=count)


def chunk(first: int, last: int, total: int) -> Said:
    """Which rows are folded."""
    return say("rows {first:,} to {last:,} of {total:,}", first=first, last=last, total=total)


def clean(count: int) -> Said:
    """Documents in which nothing was found."""
    return say("{count:,} document without findings", "{count:,} documents without findings", count=count)


def some(language: str) -> str:
    """How many of how many are shown, for a script to fill in."""
    return translated(say("{shown} of {total} shown", shown="{shown}", total="{total}"), language)
