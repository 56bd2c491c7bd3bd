"""The data files hold together: what the code asks for is there, nothing is said twice."""

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from okrpress.rules.wording import Wordings

FOLDER = files("okrpress.rules.wording")
TABLES = tomllib.loads((FOLDER / "en.toml").read_text(encoding="utf-8"))
# What names of features are made of, beside the classes of the word tables.
OUR_WORDS = """
form do done state noun empty command we passive participle gerund assigned thing figure counts
counted article definite indefinite every none bare plural single subject inside names effect ended
live outsiders short wrapper and other nothing named of measured unmeasured undefined attribute
predicate manner further hedge hedging comparative ability level count relative step pair rhythm
private hole
"""
SECTIONS = ("verbs", "nouns", "words")


def test_a_verb_claims_one_thing() -> None:
    claims = Counter(
        word for kind, text in TABLES["verbs"].items() if kind != "use" for word in text.split()
    )
    assert [word for word, count in claims.items() if count > 1] == []


@pytest.mark.parametrize("section", SECTIONS)
def test_no_word_stands_twice_under_a_heading(section: str) -> None:
    twice = {
        kind: [word for word, count in Counter(text.split()).items() if count > 1]
        for kind, text in TABLES[section].items()
    }
    assert {kind: words for kind, words in twice.items() if words} == {}


def test_overrides_name_known_classes() -> None:
    for pair, kind in TABLES["overrides"].items():
        verb, noun = pair.split()
        assert any(verb in text.split() for text in TABLES["verbs"].values()), verb
        assert noun in TABLES["nouns"], pair
        assert kind in TABLES["verbs"], pair


@pytest.mark.parametrize(
    ("word", "lemma", "form"),
    [
        pytest.param("audits", "audit", "third", id="third person"),
        pytest.param("studied", "study", "past", id="past in -ied"),
        pytest.param("planning", "plan", "ing", id="doubled before -ing"),
        pytest.param("written", "write", "participle", id="irregular participle"),
        pytest.param("making", "make", "ing", id="without its -e"),
    ],
)
def test_verb_forms(word: str, lemma: str, form: str, words: Wordings) -> None:
    entry = words.lexicon.entry(word)
    assert (entry.lemma, form in entry.forms) == (lemma, True)


@pytest.mark.parametrize(
    ("word", "plural"),
    [
        pytest.param("surveys", True, id="-ys"),
        pytest.param("policies", True, id="-ies"),
        pytest.param("children", True, id="irregular"),
        pytest.param("analysis", False, id="a singular in -s"),
    ],
)
def test_plurals(word: str, plural: bool, words: Wordings) -> None:
    entry = words.lexicon.entry(word)
    assert entry.nouns
    assert entry.plural is plural


def test_an_unknown_word_is_known_by_its_last_part(words: Wordings) -> None:
    assert words.lexicon.entry("pre-develop").lemma == "develop"
    assert not words.lexicon.entry("week-one").tags


def test_weights_carry_names_of_features_only(words: Wordings) -> None:
    classes = {*TABLES["verbs"], *TABLES["nouns"]}
    ours = set(OUR_WORDS.split())
    used = {
        part.strip(":,")
        for model in words.models.values()
        for feature in model.weights
        for part in feature.split()
    }
    assert used - classes - ours == set()
