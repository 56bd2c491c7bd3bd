"""How the first clause of a title is read."""

import pytest

from okrpress.rules.wording.clause import Clause
from okrpress.rules.wording.reading import read_title
from okrpress.rules.wording.wordings import Wordings


def clause(text: str, words: Wordings) -> Clause:
    return read_title(text, words.lexicon).clause


@pytest.mark.parametrize(
    ("text", "form", "verb"),
    [
        pytest.param("Interview 25 candidates", "command", "Interview", id="a command"),
        pytest.param("Successfully migrate the shop", "command", "migrate", id="past an adverb"),
        pytest.param("By May, open the museum", "command", "open", id="past a date with a comma"),
        pytest.param("By 30 June open the museum", "command", "open", id="past a bare date"),
        pytest.param("Once a year, ask all guests", "command", "ask", id="past a rhythm"),
        pytest.param("Onboarding: raise the score", "command", "raise", id="past a heading"),
        pytest.param("1. Launch the shop", "command", "Launch", id="past a number"),
        pytest.param("KR 1.2 – Launch the shop", "command", "Launch", id="past a label"),
        pytest.param("**Launch the shop**", "command", "Launch", id="past markup"),
        pytest.param("Support 20 families", "command", "Support", id="a noun that commands"),
        pytest.param("Containerise all services", "command", "Containerise", id="an unknown verb"),
        pytest.param("We will run five tests", "we", "run", id="what we do"),
        pytest.param("Volunteers give 300 hours", "state", "give", id="a plural subject"),
        pytest.param("The report names all risks", "state", "names", id="a single subject"),
        pytest.param("Support tickets fall by 25 %", "state", "fall", id="a noun before a noun"),
        pytest.param("Handling a claim takes 2 days", "state", "takes", id="a subject in -ing"),
        pytest.param("Residents can renew online", "state", "renew", id="an ability"),
        pytest.param("Teams that tried it stay", "state", "stay", id="past a relative clause"),
        pytest.param("The guide has been published", "passive", "published", id="a passive"),
        pytest.param("Be listed in ten shops", "passive", "listed", id="a passive command"),
        pytest.param("Guide published", "participle", "published", id="a short passive"),
        pytest.param("Budget approved by May", "participle", "approved", id="… of a noun-verb"),
        pytest.param("Visiting patients", "gerund", "Visiting", id="work in -ing"),
        pytest.param("Designer to draw the icons", "assigned", "draw", id="an assignment"),
        pytest.param("Ensure a forum is held", "passive", "held", id="ensure is looked through"),
        pytest.param("Have 10 talks accepted", "participle", "accepted", id="and have"),
    ],
)
def test_the_verb(text: str, form: str, verb: str, words: Wordings) -> None:
    found = clause(text, words)
    assert found.verb is not None
    assert (found.form, found.line[found.verb].text) == (form, verb)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("25 interviews", id="a count"),
        pytest.param("Test coverage above 80 %", id="a level of something tested"),
        pytest.param("Order value: 40", id="a level behind a colon"),
        pytest.param("Review of the tariffs", id="a review of something"),
        pytest.param("Increase in awareness", id="an increase in something"),
        pytest.param("Qualified leads from fairs", id="a participle before its noun"),
        pytest.param("Lead time for changes under a day", id="a lead time"),
    ],
)
def test_no_verb(text: str, words: Wordings) -> None:
    assert clause(text, words).form == "noun"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Meet all department heads", "meet", id="meet people"),
        pytest.param("Meet the target", "reach", id="meet a target"),
        pytest.param("Collect leads", "reach", id="collect leads"),
        pytest.param("Collect feedback", "think", id="collect feedback"),
        pytest.param("Get feedback", "think", id="get feedback"),
        pytest.param("Get 80% positive feedback", "reach", id="get a share of it"),
        pytest.param("Add two nurses", "recruit", id="add people"),
        pytest.param("Make checkout simpler", "improve", id="make it better"),
        pytest.param("Make two videos", "write", id="make content"),
        pytest.param("Customers run reports", "use", id="customers who work with it"),
        pytest.param("Advisers call clients", "meet", id="our own people at work"),
    ],
)
def test_what_a_verb_claims_depends_on_its_thing(text: str, kind: str, words: Wordings) -> None:
    assert clause(text, words).verb_class == kind


@pytest.mark.parametrize(
    ("text", "head"),
    [
        pytest.param("Write an onboarding guide", "guide", id="the last noun"),
        pytest.param("Collect a series of photos", "photos", id="past a series of"),
        pytest.param("Meet with all of the partners", "partners", id="past all of"),
        pytest.param("Record and publish five episodes", "episodes", id="of two commands"),
        pytest.param("Plan budgets and targets", "targets", id="of two nouns"),
        pytest.param("Fill 40 seats/week", "seats", id="not the time behind a slash"),
    ],
)
def test_the_thing(text: str, head: str, words: Wordings) -> None:
    found = clause(text, words)
    assert found.thing is not None
    assert found.line[found.thing.head].text == head


def test_a_second_command_is_found(words: Wordings) -> None:
    found = clause("Draft the plan and send it to the board", words)
    assert found.second is not None
    assert found.line[found.second].text == "send"


def test_nothing_to_read(words: Wordings) -> None:
    assert clause("…", words).form == "empty"
