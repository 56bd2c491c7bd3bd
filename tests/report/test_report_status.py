"""The status as data, as JSON and as Markdown."""

import json

import builders as make
import jsonschema
import pytest
from markdown_it import MarkdownIt
from status_samples import HOSTILE, report, scored

from okrpress.insight.attention import Ground, Reason
from okrpress.model.portfolio import Portfolio
from okrpress.report.due_words import ground_text
from okrpress.report.status import About, Scope
from okrpress.report.status_choice import chosen_cycles, make_report
from okrpress.report.status_json import status_json
from okrpress.report.status_markdown import status_markdown
from okrpress.report.status_schema import status_schema
from okrpress.report.status_words import (
    expected_text,
    grade_text,
    now_text,
    number,
    own_words,
    short_age,
    trend_of,
)

SCHEMA = json.loads(status_schema())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
ONBOARDING = make.objective_ref()
SCOPES = [
    pytest.param(About(), id="the portfolio"),
    pytest.param(About(scope=Scope.UNIT, unit="product"), id="a team"),
    pytest.param(About(scope=Scope.PERSON, person="maria"), id="a person"),
    pytest.param(About(scope=Scope.OBJECTIVE, objective=ONBOARDING), id="an objective"),
    pytest.param(
        About(scope=Scope.KEY_RESULT, objective=ONBOARDING, key_result=make.key_result_ref()),
        id="a key result",
    ),
]

# ── what is chosen ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("as_of", "cycles"),
    [
        pytest.param("2026-11-22", ("2026-q4",), id="the running one"),
        pytest.param("2027-06-01", ("2026-q4",), id="else the one that ended last"),
        pytest.param("2026-01-01", ("2026-q3",), id="else the next"),
    ],
)
def test_the_cycle_that_matters_now(as_of: str, cycles: tuple[str, ...]) -> None:
    assert chosen_cycles(scored(as_of=as_of)) == cycles


def test_without_dates_any_cycle_is_better_than_none() -> None:
    undated = make.cycle("someday", undated="Nobody wrote it down")
    portfolio = make.portfolio(objectives=[make.objective(cycle="someday")], cycles=[undated])
    assert chosen_cycles(scored(portfolio)) == ("someday",)
    assert make_report(scored(portfolio), About()).concerns == ()
    assert chosen_cycles(scored(make.portfolio(objectives=[]))) == ()


def test_the_portfolio_lists_units_with_those_below_them_and_people_last() -> None:
    [cycle] = report().cycles
    listed = [(unit.unit.id, unit.depth, len(unit.objectives)) for unit in cycle.units]
    assert listed == [("product", 0, 2), ("kitchen", 1, 1), ("maria", 0, 1)]
    first, last = cycle.units[0].objectives
    assert (first.ref.objective, last.ref.objective) == ("onboarding", "later")


def test_a_unit_has_what_lies_below_it_and_its_own_concerns_only() -> None:
    found = report(About(scope=Scope.UNIT, unit="product"))
    assert [unit.unit.id for unit in found.cycles[0].units] == ["product", "kitchen"]
    assert {one.folder.unit for one in found.concerns} == {"product"}
    assert found.concerns[0].scored is not None
    assert "Legal is silent" in {one.blocker for one in found.concerns}
    assert {one.folder.unit for one in found.debts} == {"product"}
    assert found.elsewhere == ("2026-q3",)


def test_a_person_has_what_they_answer_for() -> None:
    found = report(About(scope=Scope.PERSON, person="jon"))
    assert {one.person for one in found.debts} == {"jon"}
    assert found.tasks is not None
    assert [str(stake.scored.ref.key_result) for stake in found.tasks.stakes] == ["laid", "band"]
    assert {str(one.scored.ref) for one in found.concerns if one.scored} <= {
        "2026-q4/kitchen/tables#laid",
        "2026-q4/product/onboarding#band",
    }


def test_a_unit_that_rests_is_shown_in_its_last_cycle() -> None:
    portfolio = make.portfolio(
        objectives=[make.objective(cycle="2025-q1"), make.objective(unit="sales", cycle="2026-q1")]
    )
    about = About(scope=Scope.UNIT, unit="product")
    assert [one.cycle.id for one in make_report(scored(portfolio), about).cycles] == ["2025-q1"]


def test_a_key_result_has_its_own_concerns_debts_and_dates_only() -> None:
    ref = make.key_result_ref("onboarding#band")
    found = report(About(scope=Scope.KEY_RESULT, objective=ONBOARDING, key_result=ref))
    assert {one.scored.ref for one in found.concerns if one.scored} <= {ref}
    assert all(ref in one.key_results for one in (*found.debts, *found.upcoming))


# ── words and numbers ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("1234.5", "h", "1,234.5 h"),
        ("-12", "€", "−€12"),
        ("0.00", "", "0"),
        ("-0.0", "%", "0 %"),
        ("0.0456789", "", "0.0457"),
        ("33.3333333", "", "33.33"),
        ("100", "%", "100 %"),
    ],
)
def test_a_number_reads_as_it_was_written(value: str, unit: str, text: str) -> None:
    assert number(make.number(value), unit) == text


@pytest.mark.parametrize(
    ("score", "text"), [("0.7", "0.7"), ("0.645", "0.65"), ("0", "0.0"), ("1", "1.0")]
)
def test_a_grade_has_one_decimal_or_two(score: str, text: str) -> None:
    assert grade_text(make.number(score)) == text


@pytest.mark.parametrize(
    ("days", "text"),
    [(None, "–"), (0, "0 d"), (20, "20 d"), (30, "4 w"), (90, "12 w"), (120, "4 mo"), (800, "2 y")],
)
def test_an_age_in_a_narrow_column(days: int | None, text: str) -> None:
    assert short_age(days) == text


@pytest.mark.parametrize(
    ("ground", "text"),
    [
        (Ground(reason=Reason.OFF_TRACK, points=make.number(26)), "behind pace by 26 points"),
        (Ground(reason=Reason.AT_RISK, points=make.number(1)), "behind pace by 1 point"),
        (Ground(reason=Reason.AT_RISK, outside=make.number("1.5")), "+1.5 h outside its range"),
        (
            Ground(reason=Reason.AT_RISK, confidence=make.number(4)),
            "confidence is 4 of 10",
        ),
        (Ground(reason=Reason.OVERDUE, since=make.day("2026-11-15")), "over due since 15 Nov"),
        (
            Ground(reason=Reason.CONFIDENCE_FELL, confidence=make.number(4)),
            "confidence fell to 4 of 10",
        ),
        (Ground(reason=Reason.STALE, days=22), "stale for 3 weeks"),
        (Ground(reason=Reason.BLOCKED, days=1), "reported yesterday"),
        (Ground(reason=Reason.TO_BE_GRADED), "to be graded"),
    ],
)
def test_a_reason_in_words(ground: Ground, text: str) -> None:
    assert ground_text(ground, "h") == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a\x1b[31mb", "a\\x1b[31mb", id="a command to a terminal"),
        pytest.param("##vso[x]", "#\\x23vso[x]", id="a command to a log"),
        pytest.param("one\ntwo\tthree", "one two three", id="lines"),
        pytest.param("5\u202f%\xa0x", "5 % x", id="blanks that do not break"),
        pytest.param("\u202eabc", "\\u202eabc", id="turned around"),
        pytest.param("👩\u200d🌾 हिन्दी", "👩\u200d🌾 हिन्दी", id="what is spelled with joiners"),
    ],
)
def test_an_authors_words_are_harmless(text: str, shown: str) -> None:
    assert own_words(text) == shown


@pytest.mark.parametrize(
    ("id", "now", "expected", "points"),
    [
        ("activation", "30 %", "expected 57 %", 2),
        ("sum", "3", "expected 5.7", 0),
        ("band", "3 h", "", 0),
        ("sso", "not yet", "", 0),
        ("markets", "2 of 3 steps", "expected 57 %", 2),
        ("mood", "not measured", "", 0),
    ],
)
def test_a_key_result_in_words(id: str, now: str, expected: str, points: int) -> None:
    found = {one.key_result.id: one for one in scored().objectives[ONBOARDING].key_results}[id]
    assert now_text(found) == now
    assert expected_text(found) == expected
    assert len(trend_of(found)) == points


# ── JSON ──────────────────────────────────────────────────────────────────────────────────────


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("about", SCOPES)
@pytest.mark.parametrize("as_of", ["2026-11-22", "2027-01-10", "2030-01-01"])
def test_every_status_follows_the_schema(about: About, as_of: str) -> None:
    written = json.loads(status_json(make_report(scored(as_of=as_of), about)))
    VALIDATOR.validate(written)
    assert written["about"]["scope"] == about.scope.value


@pytest.mark.parametrize(
    "portfolio",
    [
        pytest.param(make.portfolio(objectives=[]), id="nothing at all"),
        pytest.param(make.portfolio(objectives=[make.objective(key_results=[])]), id="no results"),
    ],
)
def test_a_small_portfolio_follows_the_schema(portfolio: Portfolio) -> None:
    written = json.loads(status_json(make_report(scored(portfolio), About())))
    VALIDATOR.validate(written)


def test_json_has_the_numbers() -> None:
    written = json.loads(status_json(report()))
    assert (written["as_of"], written["audience"]) == ("2026-11-22", "public")
    [cycle] = written["cycles"]
    assert (cycle["id"], cycle["week"], cycle["weeks"], cycle["running"]) == (
        "2026-q4",
        8,
        13,
        True,
    )
    objective = cycle["units"][0]["objectives"][0]
    key_result = objective["key_results"][0]
    assert objective["ref"] == "2026-q4/product/onboarding"
    assert key_result["measure"] == {
        "kind": "metric",
        "baseline": 0,
        "target": 100,
        "aggregate": "latest",
    }
    assert (key_result["value"], key_result["progress"]) == (30, 0.3)
    assert key_result["confidence"] == {
        "value": 5,
        "change": -3,
        "date": "2026-11-20",
        "fell": True,
    }
    assert key_result["trend"] == [0.2, 0.3]
    assert written["attention"][0]["reasons"][0]["reason"] == "off-track"
    assert {"kind": "retrospective", "on": "2026-12-04", "cycle": "2026-q4"}.items() <= (
        written["upcoming"][-1].items()
    )


def test_what_the_public_may_not_see_is_marked() -> None:
    written = json.loads(status_json(report()))
    units = written["cycles"][0]["units"]
    seen = {unit["id"]: unit["objectives"][0]["visibility"] for unit in units}
    assert seen == {"product": "public", "kitchen": "public", "maria": "private"}
    assert "(private)" in status_markdown(report())


# ── Markdown ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("about", SCOPES)
def test_a_table_has_as_many_cells_in_every_row(about: About) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(status_markdown(report(about)))
    rows: list[int] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append(0)
        elif token.type in {"td_open", "th_open"}:
            rows[-1] += 1
    assert set(rows) <= {5, 7}


def test_an_authors_words_format_nothing() -> None:
    text = status_markdown(report())
    html = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    assert "<b>" not in html
    assert "<em>" not in html
    assert "\x1b" not in text
    assert HOSTILE not in text


def test_markdown_says_what_needs_attention_and_who_owes_what() -> None:
    text = status_markdown(report())
    head = "# Example\n\n22 Nov 2026, what the public may see\n\n"
    assert text.startswith(f"{head}**Winter**, week 8 of 13: ")
    assert "- Raise activation: behind pace by 27 points" in text
    assert "- Legal is silent: reported 2 days ago. Product" in text
    assert "- Kitchen (Jon Berg): check-in of 1 key result, 6 weeks late" in text
    assert "- 4 Dec 2026: retrospective, Winter" in text


def test_tasks_in_markdown() -> None:
    text = status_markdown(report(About(scope=Scope.PERSON, person="maria")))
    assert "## Key results to answer for" in text
    assert "  - Mails: doing (Maria Okafor)" in text
    assert "  - no work is planned or under way" in text
    assert "## Work that moves no key result\n\n- Calls: planned (Maria Okafor)" in text
