"""Terms in the source: inflection, compounds, longest match, case, masks."""

from __future__ import annotations

import pytest

from tests.terms.helpers import uses
from tm.core import Places, Segment
from tm.terms.prose import prose

KO = "번역문"


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("Two queries run.", "query", ["queries"]),
        ("A data set, the datasets, data-sets.", "data set", ["data set", "datasets", "data-sets"]),
        ("The data sets.", "dataset", ["data sets"]),
        ("Fine-tuning works; fine tuning too.", "fine-tuning", ["Fine-tuning", "fine tuning"]),
        ("**Foreign** keys", "foreign key", ["Foreign** keys"]),
        ("GANs and a GAN, but not gan.", "GAN", ["GANs", "GAN"]),
        ("C++ code, not C.", "C++", ["C++"]),
        ("CREATE TABLE and a table", "table", ["table"]),
    ],
)
def test_spellings_of_a_term(text: str, term: str, found: list[str]) -> None:
    """Plurals, hyphens, spaces and emphasis do not hide a term; case matters where the glossary has capitals."""
    assert [span.of(text) for span in uses(text, KO, f"{term},용어")[term].source] == found


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Use `query` here.", "query"),
        ("The query_set and query.all and query() calls.", "query"),
        ("See /usr/query/x and query/views/a.", "query"),
        ("Pass --query on.", "query"),
        ("the requests library is foo@query.org", "query"),
        ("rust on the hinges", "Rust"),
        ("They asked the United Query Company about it.", "query"),
        ("a pull request", "request"),
        ("for instance", "instance"),
    ],
)
def test_what_is_not_the_term(text: str, term: str) -> None:
    """Code, names of code, proper names, another case and fixed expressions are passed over."""
    assert uses(text, KO, f"{term},용어") == {}


def test_a_term_in_the_plural_may_be_a_verb() -> None:
    """A term that the glossary has in -s is doubtful where it is a verb in the third person."""
    assert not uses("`sort` returns `values`.", KO, "returns,반환값")["returns"].certain
    assert uses("The returns are listed.", KO, "returns,반환값")["returns"].certain


def test_the_longest_term_counts() -> None:
    """A term inside a longer one is not met; beside it, it is."""
    rows = "neural network,신경망\nnetwork,네트워크"
    assert set(uses("The neural networks learn.", KO, rows)) == {"neural network"}
    assert set(uses("The neural network is a network.", KO, rows)) == {"neural network", "network"}


def test_excepted_phrases() -> None:
    """A phrase of the column `except` hides its own term only, in any inflection."""
    rows = "form,폼,approved,,application form\napplication,애플리케이션"
    assert set(uses("The application forms are due.", KO, rows)) == {"application"}


@pytest.mark.parametrize("text", ["You can view it.", "a server-side view-like thing", "this kind of view"])
def test_doubt(text: str) -> None:
    """An occurrence that may be something else is not certain, unless nothing speaks against it."""
    use = uses(text, KO, "view,뷰")["view"]
    assert use.certain is ("kind" in text)


def test_a_name_that_is_a_common_word_is_doubtful_where_a_sentence_opens() -> None:
    """The capital of Rust at the head of a sentence may be that of the sentence; elsewhere it is the name."""
    assert not uses("Rust on the hinges.", KO, "Rust,,dnt")["Rust"].certain
    assert uses("Written in Rust.", KO, "Rust,,dnt")["Rust"].certain


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("We keep it in Lanterns every day.", False),
        ("It is made with 🔥 Lanterns.", False),
        ("Made With 🔥 Lanterns", False),
        ("Lanterns is a library.", False),
        ("A sentence that has been wrapped behind\nLanterns, which goes on.", False),
        ("Lanterns are lit.", True),
        ("It is dark: Lanterns are lit.", True),
        ("First step - Lanterns", True),
        ("How Lanterns Are Made", True),
        ("KEEP LANTERNS LIT", True),
    ],
)
def test_a_capital_within_a_sentence_makes_a_name(text: str, certain: bool) -> None:
    """A capital that neither the sentence nor a title asks for may be that of a name; an emoji opens no sentence."""
    assert uses(text, KO, "lantern,등불")["lantern"].certain is certain


def test_a_capital_of_the_glossary_is_that_of_the_term() -> None:
    """A term that the glossary writes with a capital is no doubtful name."""
    assert uses("We keep it in Lantern every day.", KO, "Lantern,랜턴")["Lantern"].certain


@pytest.mark.parametrize("row", ["lantern,,dnt", "lantern,lantern|등불"])
def test_capitals_do_not_speak_against_a_term_that_is_kept(row: str) -> None:
    """A term that stays as it is may be a name: with a capital it is still the term, and kept."""
    use = uses("We keep it in Lantern every day.", "매일 Lantern에 둔다.", row)["lantern"]
    assert use.certain
    assert use.rendered


@pytest.mark.parametrize(
    ("text", "row", "certain"),
    [
        ("two optionals", "optional,선택적인", False),
        ("two internals", "internal,내부", False),
        ("two polynomials", "polynomial,다항식", True),
        ("an optional value", "optional,선택적인", True),
        ("two relatives", "relative,상대,approved,adj", False),
    ],
)
def test_the_plural_of_an_adjective_is_another_word(text: str, row: str, certain: bool) -> None:
    """An adjective has no plural; its form in -s is a noun."""
    (use,) = uses(text, KO, row).values()
    assert use.certain is certain


@pytest.mark.parametrize("text", ["Note", "**Note:**", "Note!"])
def test_a_target_that_is_a_sentence_is_that_of_a_label(text: str) -> None:
    """Where the glossary renders a word with a whole sentence, only the word by itself is meant."""
    assert set(uses(text, KO, "note,알아 두세요!")) == {"note"}
    assert uses(f"{text} that it is late", KO, "note,알아 두세요!") == {}
    assert uses("See the release notes.", KO, "note,알아 두십시오") == {}


def test_nouns_in_ing_are_counted() -> None:
    """The noun in -ing of a verb is told from its other forms."""
    text = "They lend during the lending phase, lending a book."
    assert uses(text, KO, "lend,빌려주다")["lend"].gerunds == 1


def test_verb_terms_have_all_verb_forms() -> None:
    """A term whose target is a verb is met in every form of the verb."""
    text = "We deployed it, they deploy, deploying now."
    assert len(uses(text, KO, "deploy,배포하다")["deploy"].source) == 3


def test_rows_with_one_id_are_one_concept() -> None:
    """Synonyms that share an id share their targets."""
    from tm.core import Glossary, Term
    from tm.terms.concepts import concepts

    rows = (Term("1", "data set", ("데이터셋", "자료집")), Term("1", "corpus", ("말뭉치",), "admitted"))
    assert [(c.source, c.approved, c.admitted) for c in concepts(Glossary(rows))] == [
        ("data set", ("데이터셋",), ("자료집", "말뭉치")),
        ("corpus", ("데이터셋",), ("말뭉치", "자료집")),
    ]


@pytest.mark.parametrize(
    ("source", "target", "certain"),
    [
        ("Borrow it from the library.", "도서관에서 빌리세요.", False),
        ("Import the library.", "모듈을 가져온다.", True),
        ("The `sort` method is fast.", "`sort` 방법은 빠르다.", True),
        ("This method works.", "이 방법은 통한다.", False),
    ],
)
def test_an_everyday_sense_in_the_target_is_a_doubt(source: str, target: str, certain: bool) -> None:
    """Where the target shows another sense of the word, the term is doubtful, unless it stands beside code."""
    rows = "library,라이브러리\nmethod,메서드"
    assert [use.certain for use in uses(source, target, rows).values()] == [certain]


def test_rows_of_other_domains_are_left_out() -> None:
    """A homograph has the renderings of the chosen domain; rows without a domain count everywhere."""
    from tm.core import Glossary, Term
    from tm.terms.match import Matcher

    rows = Glossary(
        (
            Term("", "bank", ("은행",), domain="finance"),
            Term("", "bank", ("뱅크",), domain="hardware | games"),
            Term("", "key", ("키",)),
        )
    )
    assert [c.wanted for c in Matcher(rows, domains=["Hardware"]).concepts] == [("뱅크",), ("키",)]
    assert [c.wanted for c in Matcher(rows).concepts] == [("은행", "뱅크"), ("키",)]


@pytest.mark.parametrize(
    ("text", "met"),
    [("They are put in place.", False), ("It sorts in-place.", True), ("In-place sorting", True)],
)
def test_a_hyphen_that_makes_the_term_is_needed(text: str, met: bool) -> None:
    """Without its hyphen `in-place` is a phrase of every day."""
    assert bool(uses(text, KO, "in-place,제자리")) is met


def test_roles_that_name_code_are_no_terms() -> None:
    """A role of reStructuredText names something, except those that mark words of the text."""
    assert "function" not in prose(plain("See :ref:`function` for more."))
    assert "function" in prose(plain("See :term:`function` for more."))


def plain(text: str) -> Segment:
    return Segment("1", text, Places.identity(0, len(text)))


@pytest.mark.parametrize(
    ("text", "term", "certain"),
    [
        ("The third argument wins.", "third", False),
        ("A common class of problems vanished.", "class", False),
        ("Instances of the class vanished.", "class", True),
    ],
)
def test_everyday_uses_of_listed_words(text: str, term: str, certain: bool) -> None:
    """An ordinal is a number and `class of` is a kind, whatever a glossary has these words for."""
    assert uses(text, "그것은 아주 다르다.", f"{term},용어")[term].certain is certain


def test_excepted_phrases_may_hold_any_characters() -> None:
    """A phrase of the column except keeps the term out, also where it is not made of words alone."""
    assert uses("Read the C++ library.", "그것을 읽는다.", "library,라이브러리,,,C++ library") == {}
    assert uses("Facts change one's mind.", "마음이 바뀌었다.", "mind,정신") == {}


def test_a_label_is_not_its_plural() -> None:
    """Where the target is the wording of a label, the heading of a list is not the term."""
    assert uses("Note", "참고", "Note,알아 두세요!")
    assert uses("Notes", "노트", "Note,알아 두세요!") == {}
