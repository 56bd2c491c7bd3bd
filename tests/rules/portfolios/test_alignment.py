"""ALN: how objectives fit together."""

from typing import Any

import builders as b
import pytest
from portfolio_worlds import LAST, files, found, key_results, objectives

from okrpress.model.okr import Objective, Origin, State, Tier, Visibility
from okrpress.model.settings import Limits, Settings
from okrpress.rules.portfolios import (
    aln001_too_many_objectives,
    aln002_orphan_objective,
    aln004_overloaded_owner,
    aln005_nothing_bottom_up,
    aln007_unit_without_objectives,
)

COMPANY, GROWTH, SALES = "company", "growth", "sales"
TEAMS = [b.team(COMPANY), b.team(GROWTH, parent=COMPANY), b.team(SALES, parent=COMPANY)]

GENEROUS = Settings(limits=Limits(objectives_per_unit=b.number(5)))


# ── ALN001 ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("world", "fires"),
    [
        pytest.param({"objectives": objectives(3)}, False, id="three are fine"),
        pytest.param({"objectives": objectives(4)}, True, id="four are too many"),
        pytest.param(
            {"objectives": [*objectives(3), b.objective("extra", tier=Tier.NICE_TO_HAVE)]},
            False,
            id="nice to have is not counted",
        ),
        pytest.param(
            {"objectives": [*objectives(3), b.objective("extra", state=State.DRAFT)]},
            False,
            id="a draft is not counted",
        ),
        pytest.param(
            {"objectives": [*objectives(3), *objectives(3, unit=SALES)]},
            False,
            id="two units have three each",
        ),
        pytest.param(
            {"objectives": [*objectives(3), *objectives(3, cycle="2027-q1")]},
            False,
            id="two cycles have three each",
        ),
        pytest.param({"objectives": objectives(4, cycle="2027-q1")}, True, id="next cycle too"),
        pytest.param({"objectives": objectives(4, cycle=LAST)}, False, id="the past is past"),
        pytest.param(
            {
                "objectives": objectives(4, cycle="someday"),
                "cycles": [b.cycle("someday", undated="Nobody knows")],
            },
            False,
            id="an undated cycle is past",
        ),
        pytest.param(
            {"objectives": objectives(4), "settings": GENEROUS}, False,
            id="the limit is a setting",
        ),
    ],
)  # fmt: skip
def test_too_many_objectives(world: dict[str, Any], fires: bool) -> None:
    assert files(aln001_too_many_objectives.RULE, **world) == (
        [f"{world['objectives'][3].ref}.md"] if fires else []
    )


# ── ALN002 ────────────────────────────────────────────────────────────────────────────────────


def of(unit: str, id: str = b.OBJECTIVE, cycle: str = b.CYCLE, **keys: Any) -> Objective:
    return b.objective(id, unit=unit, cycle=cycle, values=["care"], **keys)


ABOVE = of(COMPANY, "top")
ORPHAN = of(GROWTH)


@pytest.mark.parametrize(
    ("teams", "people", "written"),
    [
        pytest.param(TEAMS, [], [ABOVE, of(GROWTH, supports=[ABOVE.ref])], id="it supports one"),
        pytest.param(TEAMS, [], [ABOVE, of(GROWTH, stands_alone="By law")], id="it says why not"),
        pytest.param(TEAMS, [], [ABOVE], id="it is the topmost team's"),
        pytest.param(TEAMS, [], [ORPHAN], id="nothing stands above"),
        pytest.param(TEAMS, [], [ORPHAN, of(SALES)], id="teams beside are not above"),
        pytest.param([], [], [ABOVE, ORPHAN], id="no teams are declared"),
        pytest.param(TEAMS, [], [ABOVE, of(GROWTH, state=State.DRAFT)], id="it is a draft"),
        pytest.param(
            TEAMS, [], [of(COMPANY, state=State.DRAFT), ORPHAN], id="what is above is a draft"
        ),
        pytest.param(
            TEAMS, [], [of(COMPANY, cycle=LAST), of(GROWTH, cycle=LAST)], id="the cycle is over"
        ),
        pytest.param(
            TEAMS,
            [],
            [of(COMPANY, cycle="2026"), of(GROWTH, cycle="2026"), of(COMPANY)],
            id="it is of the longest cycle",
        ),
        pytest.param(
            TEAMS,
            [],
            [ABOVE, b.objective(unit=GROWTH)],
            id="it names no value either, which is OBJ007",
        ),
        pytest.param(
            TEAMS, [b.person(team=GROWTH)], [ABOVE, of("maria")], id="a person keeps it private"
        ),
    ],
)
def test_no_orphan(teams: Any, people: Any, written: list[Objective]) -> None:
    assert files(aln002_orphan_objective.RULE, teams=teams, people=people, objectives=written) == []


@pytest.mark.parametrize(
    ("people", "written", "goal"),
    [
        pytest.param([], [ABOVE, ORPHAN], "company/top", id="the team above has one"),
        pytest.param(
            [],
            [of(COMPANY, "year", "2026"), ORPHAN],
            "2026/company/year",
            id="the team above has one of the year",
        ),
        pytest.param(
            [],
            [of(GROWTH, "year", "2026", stands_alone="Top"), ORPHAN],
            "2026/growth/year",
            id="the team has one of the year",
        ),
        pytest.param(
            [],
            [of(COMPANY, "year", "2026"), ABOVE, ORPHAN],
            "company/top",
            id="the nearest is proposed",
        ),
        pytest.param(
            [b.person(team=GROWTH)],
            [ABOVE, of("maria", visibility=Visibility.PUBLIC)],
            "company/top",
            id="a person shows it",
        ),
    ],
)
def test_orphan(people: Any, written: list[Objective], goal: str) -> None:
    (finding,) = found(aln002_orphan_objective.RULE, teams=TEAMS, people=people, objectives=written)
    assert finding.at.file == written[-1].file
    assert f"`supports: {goal}`" in finding.help


def test_orphans_are_not_judged_while_a_file_is_broken() -> None:
    broken = b.LeftOut(file="content/x.md", unit_cycle=None, reason="FMT015")
    world: dict[str, Any] = {"teams": TEAMS, "objectives": [ABOVE, ORPHAN]}
    assert files(aln002_orphan_objective.RULE, **world)
    assert files(aln002_orphan_objective.RULE, **world, left_out=[broken]) == []


# ── ALN004 ────────────────────────────────────────────────────────────────────────────────────


def owned(owner: str | None, count: int, id: str = "aim", **keys: Any) -> Objective:
    return b.objective(id, owner=owner, key_results=key_results(count), **keys)


OTHER = owned("ben", 1, "other")


@pytest.mark.parametrize(
    ("written", "at"),
    [
        pytest.param([owned("ada", 7), OTHER], None, id="seven are fine"),
        pytest.param([owned("ada", 8), OTHER], ("owner",), id="eight are too many"),
        pytest.param(
            [owned("ada", 4), owned("ada", 4, "aim-2", unit=SALES), OTHER],
            ("owner",),
            id="in two teams together",
        ),
        pytest.param(
            [
                owned("ada", 7),
                b.objective("late", owner="ben", key_results=[b.key_result(owner="ada")]),
            ],
            None,
            id="an owner of everything has nobody to share with",
        ),
        pytest.param(
            [
                owned("ada", 7),
                OTHER,
                b.objective("x", owner="ben", key_results=[b.key_result(owner="ada")]),
            ],
            ("key_results", 0, "owner"),
            id="a key result's own owner counts",
        ),
        pytest.param(
            [
                b.objective(
                    owner="ada",
                    key_results=[*key_results(7), b.key_result(state=State.POSTPONED)],
                ),
                OTHER,
            ],
            None,
            id="a postponed one is no work",
        ),
        pytest.param(
            [
                b.objective(owner="ada", key_results=[*key_results(7), b.key_result(weight=0)]),
                OTHER,
            ],
            None,
            id="one that is only tracked is no work",
        ),
        pytest.param(
            [owned("ada", 4), owned("ada", 4, cycle="2027-q1"), OTHER], None, id="of two cycles"
        ),
        pytest.param([owned("ada", 8, cycle=LAST), OTHER], None, id="of a cycle that is over"),
        pytest.param([owned(None, 8), OTHER], None, id="nobody owns them"),
    ],
)
def test_overloaded_owner(written: list[Objective], at: tuple[str | int, ...] | None) -> None:
    places = [one.at.keys for one in found(aln004_overloaded_owner.RULE, objectives=written)]
    assert places == ([at] if at else [])


def test_what_a_person_pursues_on_their_own_is_not_counted() -> None:
    mine = owned("maria", 4, "mine", unit="maria")
    written = [owned("maria", 4), OTHER, mine]
    world: dict[str, Any] = {"people": [b.person()], "teams": [b.team()], "objectives": written}
    assert files(aln004_overloaded_owner.RULE, **world) == []


# ── ALN005 ────────────────────────────────────────────────────────────────────────────────────


def origins(up: int, down: int, silent: int = 0, **keys: Any) -> list[Objective]:
    said = [Origin.BOTTOM_UP] * up + [Origin.TOP_DOWN] * down + [None] * silent
    return [b.objective(f"aim-{at}", origin=origin, **keys) for at, origin in enumerate(said)]


@pytest.mark.parametrize(
    ("written", "teams", "fires"),
    [
        pytest.param(origins(0, 5), [], True, id="none of five"),
        pytest.param(origins(1, 4), [], False, id="one of five is a fifth"),
        pytest.param(origins(1, 5), [], True, id="one of six is less"),
        pytest.param(origins(0, 4), [], False, id="four are too few to tell"),
        pytest.param(origins(0, 4, 9), [], False, id="those that do not say are not counted"),
        pytest.param(
            origins(0, 5, unit=COMPANY), TEAMS, False, id="what stands at the top is from above"
        ),
        pytest.param(origins(0, 5, unit=GROWTH), TEAMS, True, id="a team below is judged"),
        pytest.param(origins(0, 5, cycle=LAST), [], False, id="the past is past"),
    ],
)
def test_nothing_bottom_up(written: list[Objective], teams: Any, fires: bool) -> None:
    rule = aln005_nothing_bottom_up.RULE
    assert bool(files(rule, objectives=written, teams=teams)) is fires


def test_nothing_bottom_up_is_said_in_the_cycles_index_where_there_is_one() -> None:
    world: dict[str, Any] = {"objectives": origins(0, 5), "cycles": [b.cycle()]}
    assert files(aln005_nothing_bottom_up.RULE, **world) == ["2026-q4/index.md"]


# ── ALN007 ────────────────────────────────────────────────────────────────────────────────────

THREE = [b.team("a"), b.team("b"), b.team("c")]


@pytest.mark.parametrize(
    ("teams", "written", "idle"),
    [
        pytest.param(THREE, [of("a"), of("b")], ["teams/c.md"], id="one of three"),
        pytest.param(THREE, [of("a")], [], id="two of three: a pilot"),
        pytest.param(THREE[:2], [of("a")], [], id="one of two"),
        pytest.param(THREE, [of("a"), of("b"), of("c")], [], id="all have one"),
        pytest.param(
            THREE, [of("a"), of("b"), of("c", state=State.DRAFT)], [], id="a draft is enough"
        ),
        pytest.param(
            THREE, [of("a"), of("b"), of("c", cycle="2026")], [], id="one of the year is enough"
        ),
        pytest.param(
            THREE,
            [of("a"), of("b"), of("c", cycle=LAST)],
            ["teams/c.md"],
            id="one of the past is not",
        ),
        pytest.param(
            [*THREE, b.team("d", parent="c")],
            [of("a"), of("b"), of("d")],
            [],
            id="a team below it has one",
        ),
        pytest.param(
            [*THREE, b.team("d", parent="a")],
            [of("a"), of("b"), of("c")],
            [],
            id="an only child has no teams beside it",
        ),
        pytest.param(THREE, [], [], id="nobody has any"),
    ],
)
def test_unit_without_objectives(teams: Any, written: list[Objective], idle: list[str]) -> None:
    assert files(aln007_unit_without_objectives.RULE, teams=teams, objectives=written) == idle


def test_a_team_whose_only_objective_is_broken_has_one() -> None:
    broken = b.LeftOut(
        file="content/2026-q4/c/x.md", unit_cycle=of("c").ref.unit_cycle, reason="FMT015"
    )
    world: dict[str, Any] = {"teams": THREE, "objectives": [of("a"), of("b")]}
    assert files(aln007_unit_without_objectives.RULE, **world, left_out=[broken]) == []
