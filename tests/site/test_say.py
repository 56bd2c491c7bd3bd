"""Texts in the language of the site: said, counted, with links inside them."""

import pytest
from markupsafe import Markup

from okrpress.model.settings import LANGUAGES
from okrpress.site.environments import environment
from okrpress.site.formatting import ENGLISH, Formatter, Phrase
from okrpress.site.theme import load_theme

GERMAN = Formatter("de")


@pytest.mark.parametrize(
    ("fmt", "text"),
    [
        pytest.param(ENGLISH, "From 31 to 45", id="English is what stands there"),
        pytest.param(GERMAN, "Von 31 auf 45", id="German"),
        pytest.param(Formatter("de-AT"), "Von 31 auf 45", id="a region speaks its language"),
        pytest.param(Formatter("de-XX"), "Von 31 auf 45", id="a region nobody knows"),
    ],
)
def test_a_sentence_is_said_whole(fmt: Formatter, text: str) -> None:
    assert fmt.say("From {baseline} to {target}", baseline=31, target=45) == text


def test_a_text_without_a_translation_stays_readable() -> None:
    assert GERMAN.say("Only a theme says {this}", this="so") == "Only a theme says so"


@pytest.mark.parametrize(
    ("count", "english", "german"),
    [
        (0, "0 key results due", "0 Key Results fällig"),
        (1, "1 key result due", "1 Key Result fällig"),
        (1204, "1,204 key results due", "1.204 Key Results fällig"),
    ],
)
def test_a_count_takes_the_form_of_its_language(count: int, english: str, german: str) -> None:
    one, many = "{n} key result due", "{n} key results due"
    assert ENGLISH.count(count, one, many) == english
    assert GERMAN.count(count, one, many) == german


def test_a_context_tells_two_meanings_apart() -> None:
    assert GERMAN.say("Done", context="initiative") == "Erledigt"
    assert GERMAN.phrase(Phrase("Done", "status")) == "Fertig"
    assert ENGLISH.say("Done", context="initiative") == "Done"


def test_a_bare_count_is_translated_too() -> None:
    assert GERMAN.plural(2, "objective") == "2 Objectives"
    assert ENGLISH.plural(2, "entry", "entries") == "2 entries"


def test_a_link_goes_inside_its_sentence_and_the_rest_is_escaped() -> None:
    said = GERMAN.say("Written in {file}", file=Markup('<a href="x">a &amp; b</a>'))
    assert said == Markup('Geschrieben in <a href="x">a &amp; b</a>')
    mixed = ENGLISH.say("<{a}> {b}", a=Markup("<b>1</b>"), b="<2>")
    assert mixed == Markup("&lt;<b>1</b>&gt; &lt;2&gt;")
    assert isinstance(mixed, Markup)


def test_what_cannot_be_said_says_so() -> None:
    assert GERMAN.number(None) == GERMAN.missing == "k.\u00a0A."


def test_templates_and_their_macros_speak_the_language_of_the_site() -> None:
    templates = environment(load_theme("default", None), GERMAN)
    page = '{% from "macros/rows.html" import read %}{{ say("Objectives") }} {{ read(none) }}'
    assert "noch keiner" in templates.from_string(page).render()
    said = templates.from_string('{{ count(2, "{n} team", "{n} teams") }}').render()
    assert said == "2 Teams"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_that_settings_offer_is_spoken(language: str) -> None:
    assert Formatter(language).every(7) in {"every week", "wöchentlich"}


def test_a_language_without_a_catalogue_is_our_mistake() -> None:
    with pytest.raises(KeyError, match="fr"):
        Formatter("fr").say("Objectives")
