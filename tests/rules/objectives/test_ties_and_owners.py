"""OBJ006 to OBJ010: whose it is, what it serves, what it is, what and when it calls itself."""

from typing import Any

import pytest
from builders import cycle, organisation, person, ref, team, value
from objective_worlds import codes, found, titled

from okrpress.model.okr import Objective, ObjectiveType
from okrpress.rules.objectives import (
    obj006_no_owner,
    obj007_tied_to_nothing,
    obj008_type_unstated,
    obj009_duplicate_title,
    obj010_dated_title,
)

PRODUCT = team("product")
VALUES = organisation(values=[value("customer-first")])


# ── OBJ006 ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("objective", "world", "expected"),
    [
        pytest.param(titled("A", owner=None), {"teams": [PRODUCT]}, 1, id="a team's needs one"),
        pytest.param(titled("A"), {"teams": [PRODUCT]}, 0, id="one is enough"),
        pytest.param(titled("A", owner=None), {}, 0, id="the smallest portfolio needs none"),
        pytest.param(
            titled("A", owner=None),
            {"teams": [team("sales")]},
            1,
            id="where teams are declared an undeclared unit is asked too",
        ),
        pytest.param(
            titled("A", owner=None, unit="maria"),
            {"people": [person("maria")]},
            0,
            id="a person's is theirs",
        ),
        pytest.param(
            titled("A", owner=None),
            {"teams": [PRODUCT], "cycles": [cycle("2026-q4", closed="2026-11-01")]},
            0,
            id="a closed cycle is left in peace",
        ),
    ],
)
def test_an_objective_has_an_owner(
    objective: Objective, world: dict[str, Any], expected: int
) -> None:
    assert codes(found(obj006_no_owner.RULE, objective, **world)) == ["OBJ006"] * expected


def test_a_portfolio_without_any_owner_is_told_once() -> None:
    objectives = [titled("A", id=id, owner=None) for id in ("one", "two", "three")]
    (finding,) = found(obj006_no_owner.RULE, *objectives, teams=[PRODUCT])
    assert finding.at.file == "content/index.md"
    assert finding.message == "none of the 3 objectives has an owner"


def test_where_some_have_owners_each_of_the_others_is_named() -> None:
    objectives = [titled("A", id="one"), *(titled("B", id=id, owner=None) for id in ("two", "xyz"))]
    files = [one.at.file for one in found(obj006_no_owner.RULE, *objectives, teams=[PRODUCT])]
    assert files == ["content/2026-q4/product/two.md", "content/2026-q4/product/xyz.md"]


# ── OBJ007 ────────────────────────────────────────────────────────────────────────────────────

COMPANY = titled("Company", id="top", unit="company", values=["customer-first"])
YEAR = titled("Year", id="top", cycle="2026", values=["customer-first"])


@pytest.mark.parametrize(
    ("objective", "world", "expected"),
    [
        pytest.param(titled("A"), {"organisation": VALUES}, 1, id="there are values to serve"),
        pytest.param(titled("A", values=["customer-first"]), {"organisation": VALUES}, 0, id="one"),
        pytest.param(
            titled("A", stands_alone="The law asks for it"),
            {"organisation": VALUES},
            0,
            id="a reason will do",
        ),
        pytest.param(titled("A"), {}, 0, id="nothing to serve: no values and nothing above"),
    ],
)
def test_an_objective_serves_something(
    objective: Objective, world: dict[str, Any], expected: int
) -> None:
    assert codes(found(obj007_tied_to_nothing.RULE, objective, **world)) == ["OBJ007"] * expected


@pytest.mark.parametrize(
    ("objectives", "expected"),
    [
        pytest.param([titled("A"), COMPANY], "2026-q4/company", id="the team above has one"),
        pytest.param([titled("A"), YEAR], "2026/product", id="the unit's own year has one"),
        pytest.param(
            [titled("A", supports=[ref("company/top")]), COMPANY],
            "",
            id="it supports the one above",
        ),
        pytest.param(
            [titled("A"), titled("B", id="other", unit="sales", values=["customer-first"])],
            "",
            id="a neighbour's is not above",
        ),
        pytest.param(
            [titled("A"), titled("Past", id="top", cycle="2025", values=["customer-first"])],
            "",
            id="another year's is not above",
        ),
    ],
)
def test_without_values_only_what_stands_above_counts(
    objectives: list[Objective], expected: str
) -> None:
    teams = [team("company"), team("product", parent="company"), team("sales", parent="company")]
    findings = found(obj007_tied_to_nothing.RULE, *objectives, teams=teams)
    assert [expected in one.help for one in findings] == ([True] if expected else [])


def test_the_help_names_a_value_of_the_house() -> None:
    (finding,) = found(obj007_tied_to_nothing.RULE, titled("A"), organisation=VALUES)
    assert "`values: customer-first` …" in finding.help


# ── OBJ008 ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        pytest.param([None, None], [], id="nobody says: the default is the house's rule"),
        pytest.param([ObjectiveType.COMMITTED, None], ["b"], id="one says, the other does not"),
        pytest.param([ObjectiveType.COMMITTED, ObjectiveType.ASPIRATIONAL], [], id="both say"),
    ],
)
def test_types_are_stated_by_all_or_none(
    types: list[ObjectiveType | None], expected: list[str]
) -> None:
    objectives = [titled("A", id=id, type=type) for id, type in zip("ab", types, strict=True)]
    findings = found(obj008_type_unstated.RULE, *objectives)
    assert [one.at.file[-4] for one in findings] == expected


def test_what_a_closed_cycle_said_binds_nobody() -> None:
    past = titled("A", id="past", cycle="2026-q3", type=ObjectiveType.COMMITTED)
    closed = cycle("2026-q3", closed="2026-10-09")
    assert found(obj008_type_unstated.RULE, past, titled("B", type=None), cycles=[closed]) == []


# ── OBJ009 ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        pytest.param(titled("Guests come back", unit="sales"), 1, id="of another unit"),
        pytest.param(titled("Guests come back", id="zzz"), 1, id="of the same unit"),
        pytest.param(titled("guests come  back.", unit="sales"), 1, id="in other letters"),
        pytest.param(titled("Guests come back", cycle="2027-q1"), 0, id="of the next cycle"),
        pytest.param(titled("Guests come back often", unit="sales"), 0, id="with a word more"),
    ],
)
def test_a_title_stands_once_in_a_cycle(other: Objective, expected: int) -> None:
    findings = found(obj009_duplicate_title.RULE, titled("Guests come back"), other)
    assert codes(findings) == ["OBJ009"] * expected


def test_the_second_of_two_equal_titles_names_the_first() -> None:
    twins = titled("Guests come back"), titled("Guests come back", unit="sales")
    (finding,) = found(obj009_duplicate_title.RULE, *twins)
    assert finding.message == '"Guests come back" is also the title of `product/onboarding`'
    assert finding.at.file == "content/2026-q4/sales/onboarding.md"


# ── OBJ010 ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "named"),
    [
        pytest.param("Guests come back in Q4", "Q4", id="quarter"),
        pytest.param("Guests come back in 2026", "2026", id="year"),
        pytest.param("2026-Q4: guests come back", "2026-Q4", id="both"),
        pytest.param("Guests come back by FY26", "FY26", id="fiscal year"),
        pytest.param("Guests come back by 2040", "", id="a year far beyond is part of the aim"),
        pytest.param("Guests are ready for Q1", "", id="another quarter is part of the aim"),
        pytest.param("The 2026 guide is everywhere", "", id="a year may tell things apart"),
        pytest.param("Serve 2026 % better", "", id="a share is no year"),
        pytest.param("Guests come back", "", id="no date"),
    ],
)
def test_a_title_does_not_say_when(title: str, named: str) -> None:
    findings = found(obj010_dated_title.RULE, titled(title))
    assert [f'names its time, "{named}"' in one.message for one in findings] == (
        [True] if named else []
    )


def test_an_undated_cycle_knows_its_year_by_its_name() -> None:
    undated = cycle("release-2026", undated="When it is done")
    objective = titled("Guests come back in 2026", cycle="release-2026")
    assert codes(found(obj010_dated_title.RULE, objective, cycles=[undated])) == ["OBJ010"]
