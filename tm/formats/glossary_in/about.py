"""What files say about terms and concepts, by what a column or field of theirs means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tm.formats.glossary_in.incoming import Concept, Intake, Word, take_note, take_status, unbar
from tm.formats.glossary_in.statuses import status_of, truth

#: Columns that number or locate what they stand in.
ASIDE = frozenset({"tid", "location"})
_MATCHING = frozenset({"casesense", "casepermissive", "caseinsense", "halfprefix", "nonterm", ""})
_MARKED = ("dnt", "forbidden")
#: Named in remarks by exports to Weblate and OmegaT: what stands before, the status, what divides them.
_UNUSED = {
    "Forbidden: ": ("forbidden", " | "),
    "Deprecated: ": ("deprecated", " | "),
    "forbidden: ": ("forbidden", ", "),
    "deprecated: ": ("deprecated", ", "),
    "금지: ": ("forbidden", ", "),
    "폐기: ": ("deprecated", ", "),
}
#: Between words in one cell; TCP/IP is one.
_LISTED = re.compile(r"\s*[|;,]\s*|\s+/\s*|\s*/\s+|(?<=[가-힣])/(?=[가-힣])")
_DNT = frozenset({"번역 제외", "do not translate"})


def about_word(word: Word, role: str, text: str, intake: Intake, where: str, *, source: bool) -> bool:
    """Give a word what is said about it; False where the role is of no word.

    A mark that a term is forbidden or not to be translated outweighs a status beside it, whichever comes first. What
    says neither yes nor no is no such mark.
    """
    if role in ("forbidden", "preferred", "translatable") and truth(text) is None:
        return False
    match role:
        case "status" if source:
            if status_of(text) not in ("approved", "admitted"):
                word.say("source status", text)
        case "status":
            if word.status not in _MARKED:
                take_status(word, text, intake, where)
        case "forbidden":
            word.status = "forbidden" if truth(text) and word.status != "deprecated" else word.status
        case "dnt":
            word.status = "dnt" if truth(text) is not False and not source else word.status
        case "translatable":
            word.status = "dnt" if truth(text) is False and not source else word.status
        case "preferred":
            word.preferred = bool(truth(text))
        case "case":
            yes = truth(text)
            word.case = "sensitive" if yes else "" if yes is False else text
        case "pos":
            word.pos = text
        case "except":
            word.excepted = unbar(text)
        case _:
            return False
    return True


def about_concept(concept: Concept, role: str, text: str, intake: Intake, where: str) -> bool:
    """Give a concept, or its words on the side that is meant, what is said about it; False where it is something else.

    What is said of forbidden, translatable and such terms is said of the targets, case and exceptions of the sources.
    Where forbidden is neither yes nor no, it is the words that are.
    """
    match role:
        case "domain":
            concept.domains.append(text)
        case "definition":
            concept.definitions.append(text)
        case "forbidden" if truth(text) is None:
            concept.targets += [Word(part, "forbidden") for part in map(str.strip, _LISTED.split(text)) if part]
        case "translatable" | "preferred" if truth(text) is None:
            return False
        case "status" | "dnt" | "translatable" | "forbidden" | "preferred" | "pos":
            for word in concept.targets:
                about_word(word, role, text, intake, where, source=False)
            concept.dnt |= (
                (role == "status" and status_of(text) == "dnt")
                or (role == "dnt" and truth(text) is not False)
                or (role == "translatable" and truth(text) is False)
            )
        case "case" | "except":
            for word in concept.sources:
                about_word(word, role, text, intake, where, source=True)
        case _:
            return False
    return True


def term_info(word: Word, text: str, *, source: bool) -> None:
    """memoQ's Term_Info: case, matching, NonTerm."""
    said = {part.strip().casefold() for part in text.split(";")}
    if "nonterm" in said and not source and word.status != "deprecated":
        word.status = "forbidden"
    if "casesense" in said and source:
        word.case = "sensitive"
    if said - _MATCHING:
        word.extra["Term_Info"] = text


def word_notes(word: Word, parts: Sequence[str], *, source: bool) -> None:
    """Give a word the remarks about it; those that an export wrote for want of a better place, as what they are."""
    word.notes += [part for part in parts if not take_note(word, part, source=source)]


def remarks(concept: Concept, text: str) -> str:
    """Takes out of a remark what an export wrote there about single words; the rest of it.

    Where it names words that are not to be used, the rest is about the word of the row alone. What follows the remark
    on a target is of that remark: exports write targets last.
    """
    rest: list[str] = []
    last: Word | None = None
    targets = list(concept.targets)
    for part in text.split("; "):
        if part in _DNT:
            for word in concept.targets:
                word.status = "dnt" if word.status != "forbidden" else word.status
            continue
        for label, (status, mark) in _UNUSED.items():
            if part.startswith(label):
                concept.targets += [Word(word, status) for word in part.removeprefix(label).split(mark) if word]
                break
        else:
            words = [*concept.sources, *concept.targets]
            named = [word for word in words if part.startswith(f"{word.text}: ")]
            about = part[len(named[0].text) + 2 :] if named else part
            taken = [
                take_note(word, about, source=any(word is other for other in concept.sources))
                for word in named or words
            ]
            if any(taken) or not about:
                last = None if named else last
            elif named:
                last = named[0] if any(named[0] is word for word in concept.targets) else None
                named[0].notes.append(about)
            elif last is not None:
                last.notes[-1] += f"; {about}"
            else:
                rest.append(about)
    if targets and len(targets) < len(concept.targets):
        for word in targets:
            word.notes += rest
        return ""
    return "; ".join(rest)
