"""KR002 to KR004, KR007, KR009, KR011 and KR013: words, joined with the measure they stand for."""

from typing import Any

import pytest
from builders import (
    band,
    cycle,
    key_result,
    metric,
    objective,
    organisation,
    steps,
    team,
    unmeasured,
    yes_no,
)
from key_result_worlds import codes, found

from okrpress.model.okr import Aggregate, Measure, State
from okrpress.model.settings import Settings
from okrpress.rules.key_results import (
    KEY_RESULT_RULES,
    kr002_activity_not_outcome,
    kr003_no_measure,
    kr004_change_without_baseline,
    kr007_jargon,
    kr009_over_quantified,
    kr011_vague_words,
    kr013_percent_of_what,
)

GERMAN = Settings(language="de")
NONE = unmeasured()


# ── KR002 ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "measure", "expected"),
    [
        pytest.param("Interview 25 candidates", NONE, 1, id="counted work"),
        pytest.param("Interview 25 candidates", metric(None, 25), 1, id="counted by a measure"),
        pytest.param("Interview 25 candidates", metric(0, 25), 1, id="counted from zero"),
        pytest.param("Draft the hiring plan", yes_no(), 1, id="a plan is work, done or not"),
        pytest.param("Interview candidates", steps("one", "two"), 1, id="work in steps"),
        pytest.param("Interview candidates", metric(4, 25), 1, id="more of the same work"),
        pytest.param("Open roles are filled", NONE, 0, id="what others notice"),
        pytest.param("Candidate interviews", metric(4, 25), 0, id="a quantity may be a result"),
        pytest.param("Employee engagement index", metric(68, 75), 0, id="a level with two ends"),
        pytest.param("Review times", band(max=4), 0, id="a level to keep"),
        pytest.param("Single sign-on is live for everybody", yes_no(), 0, id="a launch"),
    ],
)
def test_a_key_result_is_no_activity(title: str, measure: Measure, expected: int) -> None:
    findings = found(kr002_activity_not_outcome.RULE, key_result(title=title, measure=measure))
    assert codes(findings) == ["KR002"] * expected


def test_the_rewrite_of_an_activity_uses_the_authors_words() -> None:
    activity = key_result(title="Interview 25 candidates.", measure=NONE)
    (finding,) = found(kr002_activity_not_outcome.RULE, activity)
    assert finding.message == (
        '"Interview 25 candidates." starts with the command “Interview”, counts “candidates”, '
        "names no effect"
    )
    assert finding.help == (
        'say what it changes: "Interview 25 candidates, so that ⟨what changes⟩ goes from '
        '⟨baseline⟩ to ⟨target⟩"; the work itself fits under `initiatives`'
    )


# ── KR003 ─────────────────────────────────────────────────────────────────────────────────────

WISH = "Improve the communication at all levels"


@pytest.mark.parametrize(
    ("title", "measure", "expected"),
    [
        pytest.param(WISH, NONE, 1, id="a wish"),
        pytest.param("Reach XXX newcomers", NONE, 1, id="a placeholder"),
        pytest.param(WISH, yes_no("Communication is better"), 1, id="a proof as open as the wish"),
        pytest.param(WISH, yes_no("Each team has met the board"), 0, id="a proof"),
        pytest.param(WISH, metric(31, 45), 0, id="a number"),
        pytest.param(WISH, band(min=4), 0, id="a level"),
        pytest.param(WISH, steps("one", "two"), 0, id="steps"),
        pytest.param("Single sign-on is live for every customer", NONE, 0, id="an event"),
        pytest.param("Churn falls from 5 % to 3 %", NONE, 0, id="a number in the words"),
    ],
)
def test_two_people_can_agree_whether_it_is_reached(
    title: str, measure: Measure, expected: int
) -> None:
    findings = found(kr003_no_measure.RULE, key_result(title=title, measure=measure))
    assert codes(findings) == ["KR003"] * expected


def test_a_placeholder_is_asked_for_its_number() -> None:
    (finding,) = found(kr003_no_measure.RULE, key_result(title="Reach XXX readers", measure=NONE))
    assert "“XXX”" in finding.message
    assert finding.help.startswith("write the number")


# ── KR004 ─────────────────────────────────────────────────────────────────────────────────────

BY = "Increase live chat leads by 20%"


@pytest.mark.parametrize(
    ("title", "measure", "expected"),
    [
        pytest.param(BY, NONE, 1, id="by so much, from where?"),
        pytest.param("Increase usage of filters", NONE, 1, id="more, from where to where?"),
        pytest.param(BY, metric(None, 20), 1, id="a target alone"),
        pytest.param("Raise activation to 45 %", metric(None, 45), 1, id="the end alone"),
        pytest.param("Raise activation from 31 % to 45 %", metric(None, 45), 1, id="in words only"),
        pytest.param(BY, yes_no("The team says so"), 1, id="a proof without a number"),
        pytest.param(BY, metric(40, 48), 0, id="two ends"),
        pytest.param(BY, band(min=40), 0, id="a level to keep"),
        pytest.param(BY, yes_no("The report of May says 48 or more"), 0, id="the proof has it"),
        pytest.param("Raise activation to 45 %", NONE, 0, id="a level without a measure"),
        pytest.param("95 % of orders leave on the day", metric(None, 95), 0, id="no change"),
        pytest.param(
            "Households that join rise to 2400",
            metric(None, 2400, aggregate=Aggregate.SUM),
            0,
            id="a count starts at zero",
        ),
    ],
)
def test_a_change_says_where_it_starts(title: str, measure: Measure, expected: int) -> None:
    findings = found(kr004_change_without_baseline.RULE, key_result(title=title, measure=measure))
    assert codes(findings) == ["KR004"] * expected


@pytest.mark.parametrize(
    ("title", "measure", "help"),
    [
        pytest.param(
            BY, NONE, '"Increase live chat leads from ⟨today⟩ to ⟨target⟩"', id="the open end goes"
        ),
        pytest.param(
            "Double active evangelists.",
            NONE,
            '"Double active evangelists, from ⟨today⟩ to ⟨target⟩"',
            id="what cannot be replaced is continued",
        ),
        pytest.param(
            "Raise activation from 31 % to 45 %",
            metric(None, 45),
            "add `baseline: 31`, which the title names",
            id="a start in the words is found",
        ),
    ],
)
def test_both_ends_are_written_into_the_authors_words(
    title: str, measure: Measure, help: str
) -> None:
    subject = key_result(title=title, measure=measure)
    (finding,) = found(kr004_change_without_baseline.RULE, subject)
    assert finding.help.endswith(help)


# ── KR007 ─────────────────────────────────────────────────────────────────────────────────────

SLANG = key_result(title="MTTP falls from 70 to 8 hours")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("MTTP falls from 70 to 8 hours", ["MTTP"], id="an acronym"),
        pytest.param("50 SAOs and 3 AEs join", ["SAO", "AE"], id="in the plural"),
        pytest.param("NPS on the FAQ page rises", [], id="known everywhere"),
        pytest.param("Service level objectives (SLOs) are kept", [], id="behind its words"),
        pytest.param("OSAT (onboarding satisfaction) rises", [], id="in front of its words"),
        pytest.param("Version II is on www.MTTP.org", [], id="figures and addresses"),
        pytest.param("EVERY LOCKER OPENS", [], id="a title in capitals"),
    ],
)
def test_acronyms_are_explained(title: str, expected: list[str]) -> None:
    findings = found(kr007_jargon.RULE, key_result(title=title))
    assert [one.message.split('"')[1] for one in findings] == expected


@pytest.mark.parametrize(
    "world",
    [
        pytest.param({"organisation": organisation(body="MTTP: merge to production")}, id="house"),
        pytest.param({"teams": [team("product", body="MTTP is our clock")]}, id="team"),
        pytest.param({"teams": [team("mttp")]}, id="the name of a team"),
        pytest.param({"cycles": [cycle("2026-q4", closed="2026-11-01")]}, id="closed cycle"),
    ],
)
def test_one_explanation_is_enough(world: dict[str, Any]) -> None:
    assert found(kr007_jargon.RULE, SLANG, **world) == []


def test_the_text_of_an_objective_explains() -> None:
    explained = objective(key_results=[SLANG], body="MTTP is the time from merge to production.")
    assert found(kr007_jargon.RULE, explained) == []


def test_an_acronym_is_reported_once_with_its_number_of_uses() -> None:
    uses = [key_result(f"kr-{at}", title=f"MTTP of {at} parts falls") for at in range(3)]
    (finding,) = found(kr007_jargon.RULE, *uses)
    assert finding.message == '"MTTP" stands in 3 key results, and nothing explains it'
    assert finding.at.keys == ("key_results", 0, "title")


def test_what_was_given_up_explains_nothing_any_more() -> None:
    dropped = key_result(title="MTTP falls", state=State.CANCELLED, reason="Why")
    assert found(kr007_jargon.RULE, dropped) == []


# ── KR009 ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "measure", "expected"),
    [
        pytest.param("Get 2000 readers and 500 downloads", NONE, 1, id="two counts"),
        pytest.param("Get 2000 readers and 500 downloads", metric(0, 2000), 1, id="one is tracked"),
        pytest.param("50 sign-ups and $1m in pipeline", NONE, 1, id="a count and a sum"),
        pytest.param(
            "At least 30% of speakers are women and at least 50% fill in the survey",
            NONE,
            1,
            id="two shares",
        ),
        pytest.param("Get 2000 readers and 500 downloads", yes_no(), 0, id="a proof may ask both"),
        pytest.param("95 % of orders leave within 2 days", NONE, 0, id="a share and its condition"),
        pytest.param("Calls and mails fall from 9 to 4", NONE, 0, id="two things, one number"),
        pytest.param("Visits last between 2 and 4 hours", NONE, 0, id="a range"),
    ],
)
def test_a_key_result_has_one_target(title: str, measure: Measure, expected: int) -> None:
    findings = found(kr009_over_quantified.RULE, key_result(title=title, measure=measure))
    assert codes(findings) == ["KR009"] * expected


def test_two_targets_are_told_apart() -> None:
    both = key_result(title="Get 2000 readers and 500 downloads")
    (finding,) = found(kr009_over_quantified.RULE, both)
    assert finding.help == 'make two key results: "Get 2000 readers" and "500 downloads"'


# ── KR011 ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "measure", "places"),
    [
        pytest.param(
            "The roadmap is public and easily discoverable", NONE, ["title"], id="no test"
        ),
        pytest.param(
            "The roadmap is public and easily discoverable",
            metric(None, 1),
            ["title"],
            id="a bare target defines nothing",
        ),
        pytest.param(
            "The roadmap is easily discoverable", metric(31, 45), [], id="two ends define it"
        ),
        pytest.param("Answers are fast", band(max=4), [], id="a level defines it"),
        pytest.param(
            "The app is intuitive",
            yes_no("Ten newcomers have ordered"),
            [],
            id="the proof is clear",
        ),
        pytest.param(
            "Members order in the app",
            yes_no("Members can order in an intuitive app"),
            ["done_when"],
            id="the proof is vague",
        ),
    ],
)
def test_no_word_is_left_open(title: str, measure: Measure, places: list[str]) -> None:
    findings = found(kr011_vague_words.RULE, key_result(title=title, measure=measure))
    assert [one.at.keys[-1] for one in findings] == places


# ── KR013 ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "keys", "expected"),
    [
        pytest.param("Improve our documentation by 20 %", {}, 1, id="of nothing counted"),
        pytest.param("Improve our documentation", {"unit": "%"}, 1, id="the unit is a share"),
        pytest.param("The migration is 80 % complete", {}, 1, id="complete by what count?"),
        pytest.param("Finish 80 % of the migration", {}, 1, id="a part of some work"),
        pytest.param("Improve test coverage by 20 %", {}, 0, id="of something counted"),
        pytest.param("80 % of orders leave on the day", {}, 0, id="of things"),
        pytest.param("Each team does 80 % of the work that it promised", {}, 0, id="work defined"),
        pytest.param("Improve our documentation", {"unit": "pages"}, 0, id="no share"),
        pytest.param(
            "Improve our documentation",
            {"unit": "%", "source": "Survey: found what I needed"},
            0,
            id="the source says what of",
        ),
    ],
)
def test_a_percentage_is_of_something(title: str, keys: dict[str, str], expected: int) -> None:
    subject = key_result(title=title, measure=metric(0, 20), **keys)
    assert codes(found(kr013_percent_of_what.RULE, subject)) == ["KR013"] * expected


# ── together ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("Interview candidates", ["KR002"], id="work without a number is work"),
        pytest.param("Increase usage of filters", ["KR004"], id="an open change has no number"),
        pytest.param(WISH, ["KR003"], id="a wish is vague, too"),
        pytest.param("Improve our documentation by 20 %", ["KR004"], id="of what, from where"),
    ],
)
def test_one_mistake_gives_one_finding(title: str, expected: list[str]) -> None:
    rules = [rule for rule in KEY_RESULT_RULES if rule.code.code != "KR001"]
    assert codes(found(rules, key_result(title=title, measure=NONE))) == expected


def test_in_another_language_words_are_not_judged() -> None:
    titles = (WISH, BY, "Interview 25 candidates", "MTTP falls", "Get 2 of one and 5 of another")
    subjects = [key_result(f"kr-{i}", title=t, measure=NONE) for i, t in enumerate(titles)]
    assert found(KEY_RESULT_RULES, *subjects, settings=GERMAN) == []
