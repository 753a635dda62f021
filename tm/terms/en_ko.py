"""English source, Korean target: the term matcher of this direction.

Precision first: an occurrence that may be something else is marked as doubtful, and whatever may pass
for an approved target counts as one; forbidden targets and left-over Latin words must be certain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tm.core import Segment, Span
from tm.lang import en, josa
from tm.lang.regex import regex
from tm.terms.concepts import Concept
from tm.terms.english import EnglishIndex, Entry, Occurrence
from tm.terms.excused import dropped, everyday, in_code
from tm.terms.korean import KoreanText, Pattern, is_predicate, pattern
from tm.terms.leftover import STEM, WORD, Leftovers, same_family
from tm.terms.prose import brackets, prose
from tm.terms.rival import Around, rival
from tm.terms.use import RIGHT, Rendering, TermUse, distinct, longest

#: As `hangul.has_hangul` has it.
_HANGUL = regex("[가-힣ᄀ-ᇿㄱ-ㆎꥠ-ꥼힰ-ퟻ]")
_LATIN = regex("[A-Za-z]")
#: A target that is a sentence of its own.
_SENTENCE = regex(r"[!?.。]$|(?:니다|십시오|세요|[에예어아해돼네]요)$")
_AROUND = " \t\n*_#>:.!-[]()"
_BEFORE, _BEHIND, _LONGEST_WORD = regex(r"([A-Za-z]+) $"), regex(r" ([A-Za-z]+)"), 30
_ATTRIBUTIVE = regex(r"..적(?:인|이다)?$")
_ATTRIBUTIVE_EN = regex(r".(?:.적|.적인|.적이다|부|형|용)$")
_ADJECTIVE_EN = regex(r"(?:al|ive|able|ible|ic|ary|ous|ful|less)$")


class EnglishToKorean:
    """Reads the source with `tm.terms.english`, the target with `tm.terms.korean`."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self._concepts = concepts
        entries = []
        for key, concept in enumerate(concepts):
            entries.append(
                Entry(
                    key,
                    concept.source,
                    verb=_verbal(concept),
                    verb_only=concept.pos.startswith("v") and "n" not in concept.pos,
                    adjective=_adjectival(concept),
                    proper=concept.kept,
                    sensitive=concept.sensitive,
                )
            )
            entries += [
                Entry(key, phrase, verb=True, sensitive=phrase != phrase.lower(), excepted=True)
                for phrase in concept.excepted
            ]
        self._index = EnglishIndex(entries)
        self._given_up = _given_up(concepts)
        self._leftovers = Leftovers(self._index)
        #: How a word formed like the term begins; of terms that are no single word a sign that no text has.
        self._stems = [
            concept.source[:STEM].lower() if WORD.fullmatch(concept.source) else "\0" for concept in concepts
        ]
        self._labels: dict[int, bool] = {}
        self._wanted: dict[int, list[tuple[Pattern, str, str, bool]]] = {}

    def uses(self, source: Segment, target: Segment) -> tuple[TermUse, ...]:
        """The terms of the source in the order of their first occurrence, with their renderings."""
        met: dict[int, list[Occurrence]] = {}
        names: set[str] = set()
        for occurrence in self._index.find(prose(source)):
            if occurrence.doubt in ("name", "capital"):
                names.add(occurrence.span.of(source.text))
            if occurrence.doubt != "name" and not self._is_label(occurrence, source):
                met.setdefault(occurrence.key, []).append(occurrence)
        if not met or not _HANGUL.search(target.text):
            return ()
        text = KoreanText(target)
        left: dict[int, list[tuple[Span, str]]] = {}
        if _LATIN.search(target.text):
            left = self._leftovers.find(source, target, names)
            lower = text.prose.lower()
            for key in met:
                if key in left or self._stems[key] not in lower:
                    continue
                if derived := self._leftovers.derived(self._concepts[key].source, source, target, names):
                    left[key] = derived
        renderings = longest({key: self._renderings(key, text, left.get(key, ())) for key in met})
        uses = []
        taken: list[Span] | None = None
        for key, occurrences in met.items():
            found = tuple(renderings[key])
            right = _right(found)
            use = TermUse(
                self._concepts[key],
                tuple([occurrence.span for occurrence in occurrences]),
                found,
                right or any(not o.why and not dropped(o.span, source, target) for o in occurrences),
                gerunds=sum([occurrence.gerund for occurrence in occurrences]),
            )
            if not right:
                if use.certain and not use.concept.excepted and everyday(use, source, text):
                    use = replace(use, certain=False)
                if not use.having("forbidden", "deprecated", "untranslated"):
                    if taken is None:
                        taken = [r.span for some in renderings.values() for r in some if r.status in RIGHT]
                    use = replace(
                        use,
                        in_code=in_code(use.concept, source, target),
                        rival=_rival(use, source, text, left.get(key, ()), taken),
                    )
            uses.append(use)
        return tuple(uses)

    def _is_label(self, occurrence: Occurrence, source: Segment) -> bool:
        """Is the target the wording of a label (Note: 알아 두세요!), and the term not the whole segment?"""
        label = self._labels.get(occurrence.key)
        if label is None:
            wanted = self._concepts[occurrence.key].wanted
            label = bool(wanted) and all(_SENTENCE.search(target) for target in wanted)
            self._labels[occurrence.key] = label
        if not label:
            return False
        word = occurrence.span.of(source.text)  # Notes is the heading of a list, no label
        return source.text.strip(_AROUND) != word or word.casefold() != self._concepts[occurrence.key].source.casefold()

    def _patterns(self, key: int) -> list[tuple[Pattern, str, str, bool]]:
        """Pattern, target, status, and whether it must be certain, of all that may render a term."""
        concept = self._concepts[key]
        statuses = (
            ("kept" if concept.dnt else "approved", concept.approved),
            ("admitted", concept.admitted),
            ("forbidden", concept.forbidden),
            ("deprecated", concept.deprecated + self._given_up.get(concept.source, ())),
        )
        found = [
            (pattern(target), target, status, status in ("forbidden", "deprecated"))
            for status, targets in statuses
            for target in targets
        ]
        spoken = [
            (target, status, _as_verb(target)) for target, status in ((f[1], f[2]) for f in found) if status in RIGHT
        ]
        return found + [(pattern(verb), target, status, False) for target, status, verb in spoken if verb]

    def _renderings(self, key: int, text: KoreanText, left: Sequence[tuple[Span, str]]) -> list[Rendering]:
        concept = self._concepts[key]
        wanted = self._wanted.get(key)
        if wanted is None:
            wanted = self._wanted[key] = self._patterns(key)
        found = [
            Rendering(span, target, status)
            for prepared, target, status, strict in wanted
            for span in text.find(prepared, strict=strict)
        ]
        if not left:
            return distinct(found)
        taken = [rendering.span for rendering in found]
        for span, status in left:
            if concept.kept and status == "untranslated":
                if not concept.sensitive or span.of(text.text) == concept.source:
                    found.append(Rendering(span, span.of(text.text), "kept"))
            elif not any(span.overlaps(other) for other in taken):
                found.append(Rendering(span, span.of(text.text), status))
        return distinct(found)


def _as_verb(target: str) -> str:
    """A phrase in -기 as a verb with its object: 데이터를 가져오다 of 데이터 가져오기; empty for anything else."""
    *words, last = target.split()
    verb = last[:-1] + "다"
    if not words or not last.endswith("기") or len(last) < 3 or not is_predicate(verb):
        return ""
    thing = " ".join(words)
    return f"{thing}{josa.agreeing(thing, '를')} {verb}"


def _right(found: Sequence[Rendering]) -> bool:
    return any(rendering.status in RIGHT for rendering in found)


def _given_up(concepts: Sequence[Concept]) -> dict[str, tuple[str, ...]]:
    """Targets forbidden or deprecated for words of the same family: 할루시네이션 of hallucination, for hallucinate."""
    given: dict[str, tuple[str, ...]] = {}
    old: dict[str, list[Concept]] = {}
    for concept in concepts:
        if (concept.forbidden or concept.deprecated) and concept.source.isalpha():
            old.setdefault(concept.source[:STEM].lower(), []).append(concept)
    for concept in concepts:
        if not concept.source.isalpha():
            continue
        for other in old.get(concept.source[:STEM].lower(), ()):
            if other.source != concept.source and same_family(other.source.lower(), concept.source.lower()):
                more = (t for t in other.forbidden + other.deprecated if t not in concept.wanted + concept.forbidden)
                given[concept.source] = given.get(concept.source, ()) + tuple(more)
    return given


def _rival(
    use: TermUse,
    source: Segment,
    text: KoreanText,
    left: Sequence[tuple[Span, str]],
    taken: Sequence[Span],
) -> Rendering | None:
    around = Around(
        [_beside(span, source.text) for span in use.source],
        taken,
        lambda: frozenset(_other_words(prose(source), use.source)),
        _in_brackets(use.source, source),
        use.certain,
    )
    shown = rival(use.concept, text, left, around)
    return Rendering(shown[0], shown[0].of(text.text), shown[1]) if shown else None


def _in_brackets(spans: Sequence[Span], source: Segment) -> bool:
    if "(" not in source.text:
        return False
    enclosed = list(brackets(source.text))
    return all(any(bracket.contains(span) for bracket in enclosed) for span in spans)


def _other_words(text: str, spans: Sequence[Span]) -> Iterator[str]:
    """Base forms of the words outside the spans."""
    words = en.Tokens(text)
    for at, form in enumerate(words.forms):
        start, end = words.start(at), words.end(at)
        if not any(start < span.end and span.start < end for span in spans):
            yield from en.base_forms(form)


def _beside(term: Span, text: str) -> tuple[str, str]:
    """The words directly before and behind, as far as only a space parts them."""
    before, behind = (
        _BEFORE.search(text[max(0, term.start - _LONGEST_WORD) : term.start]),
        _BEHIND.match(text, term.end),
    )
    return before[1] if before else "", behind[1] if behind else ""


def _adjectival(concept: Concept) -> bool:
    """Is the term an adjective: by its part of speech, else by the form of all its targets?

    -부, -형 and -용 end nouns as well; they count where the English word looks like an adjective too.
    """
    if concept.pos:
        return concept.pos.startswith("a")
    shape = _ATTRIBUTIVE_EN if _ADJECTIVE_EN.search(concept.source.lower()) else _ATTRIBUTIVE
    return bool(concept.wanted) and all(shape.search(target) for target in concept.wanted)


def _verbal(concept: Concept) -> bool:
    """Is the term a verb: by its part of speech, else by its first target?"""
    if concept.pos:
        return concept.pos.startswith("v")
    return bool(concept.wanted) and is_predicate(concept.wanted[0])
