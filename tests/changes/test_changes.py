"""What is said of two portfolios that differ: what moved, which way, and what it does."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import builders as make
import pytest

from okrpress.changes import Change, Changes, Direction, Kind, Subject, compare
from okrpress.model.observations import CheckIn
from okrpress.model.okr import (
    Initiative,
    InitiativeStatus,
    Measure,
    ObjectiveType,
    State,
    Visibility,
)
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings, Thresholds
from okrpress.rules.changes import judge_changes
from okrpress.scoring import score
from okrpress.scoring.result import Status

AS_OF = date(2026, 11, 22)
EASED, HARDENED = Direction.EASED, Direction.HARDENED


def between(before: Portfolio, after: Portfolio, settings: Settings | None = None) -> Changes:
    usual = Settings()
    return compare(score(before, usual, AS_OF), score(after, settings or usual, AS_OF))


def of_objectives(before: dict[str, Any], after: dict[str, Any]) -> tuple[Change, ...]:
    """The changes between two versions of one objective."""
    old, new = (make.portfolio(objectives=[make.objective(**each)]) for each in (before, after))
    return between(old, new).changes


def of_key_results(before: dict[str, Any], after: dict[str, Any]) -> tuple[Change, ...]:
    """The changes between two versions of one key result."""
    return of_objectives(
        {"key_results": [make.key_result(**before)]}, {"key_results": [make.key_result(**after)]}
    )


def told(changes: Iterable[Change]) -> list[tuple[object, ...]]:
    return [(one.subject, one.kind, one.field, one.before, one.after) for one in changes]


def test_nothing_changed() -> None:
    changes = between(make.portfolio(), make.portfolio())
    assert (changes.changes, changes.effects, changes.folders, changes.cycles) == ((), (), {}, {})


# ── which way a commitment moves ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        pytest.param(make.metric(0, 100), make.metric(0, 90), EASED, id="less to reach"),
        pytest.param(make.metric(0, 100), make.metric(0, 120), HARDENED, id="more to reach"),
        pytest.param(make.metric(90, 40), make.metric(90, 50), EASED, id="less far to fall"),
        pytest.param(make.metric(90, 40), make.metric(90, 30), HARDENED, id="further to fall"),
        pytest.param(make.metric(90, 40), make.metric(90, 140), EASED, id="now upwards, for free"),
        pytest.param(make.metric(-10, 0), make.metric(-10, -5), EASED, id="below zero"),
        pytest.param(make.metric(None, 40), make.metric(None, 50), None, id="no start to tell by"),
        pytest.param(make.metric(None, 40), make.metric(10, 30), EASED, id="a start that is new"),
        pytest.param(make.band(max=4), make.band(max=5), EASED, id="a wider band"),
        pytest.param(make.band(max=4), make.band(1, 4), HARDENED, id="a second bound"),
        pytest.param(make.band(2, 4), make.band(max=4), EASED, id="a bound less"),
        pytest.param(make.band(1, 3), make.band(2, 4), None, id="a band elsewhere"),
        pytest.param(make.steps("de", "fr"), make.steps("de"), EASED, id="a step less"),
        pytest.param(make.steps("de"), make.steps("de", "fr"), HARDENED, id="a step more"),
        pytest.param(make.steps("de", "fr"), make.steps("de", "it"), None, id="another step"),
        pytest.param(make.metric(), make.unmeasured(), EASED, id="no measure any more"),
        pytest.param(make.unmeasured(), make.yes_no(), HARDENED, id="a measure at last"),
        pytest.param(make.metric(), make.yes_no(), None, id="another kind of measure"),
    ],
)
def test_a_measure_is_eased_or_hardened(
    before: Measure, after: Measure, way: Direction | None
) -> None:
    ways = [
        one.direction
        for one in of_key_results({"measure": before}, {"measure": after})
        if one.field != "baseline"
    ]
    assert ways == [way]


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        pytest.param({"due": "2026-11-30"}, {"due": "2026-12-15"}, EASED, id="later"),
        pytest.param({"due": "2026-12-15"}, {"due": "2026-11-30"}, HARDENED, id="earlier"),
        pytest.param({"due": "2026-12-15"}, {}, EASED, id="later, at the end of the cycle"),
        pytest.param({}, {"due": "2026-12-15"}, HARDENED, id="before the end of the cycle"),
        pytest.param({}, {"state": State.CANCELLED}, EASED, id="given up"),
        pytest.param({"state": State.POSTPONED}, {}, HARDENED, id="taken up again"),
        pytest.param({"state": State.DRAFT}, {}, None, id="a draft no more"),
        pytest.param({"weight": 1}, {"weight": 2}, None, id="a weight has no direction"),
    ],
)
def test_other_terms_are_eased_or_hardened(
    before: dict[str, Any], after: dict[str, Any], way: Direction | None
) -> None:
    (change,) = of_key_results(before, after)
    assert (change.kind, change.direction) == (Kind.CHANGED, way)


def test_the_end_of_the_cycle_spelt_out_moves_nothing() -> None:
    assert of_key_results({}, {"due": "2026-12-31"}) == ()


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        pytest.param({"title": "One"}, {"title": "Two"}, "title", id="title"),
        pytest.param({"unit": "h"}, {"unit": "days"}, "unit", id="unit"),
        pytest.param({"owner": "maria"}, {"owner": None}, "owner", id="owner"),
        pytest.param({"start": "2026-10-05"}, {}, "start", id="start"),
        pytest.param({"cadence": 7}, {"cadence": 14}, "cadence", id="cadence"),
        pytest.param({"plan": make.plan({"2026-11-01": 3})}, {}, "plan", id="plan"),
        pytest.param({"source": "A"}, {"source": "B"}, "source", id="source"),
        pytest.param(
            {"measure": make.yes_no("Live")}, {"measure": make.yes_no("Sold")}, "done_when", id="y"
        ),
        pytest.param(
            {"measure": make.metric(1, 9)}, {"measure": make.metric(2, 9)}, "baseline", id="base"
        ),
    ],
)
def test_every_field_of_a_key_result_is_compared(
    before: dict[str, Any], after: dict[str, Any], field: str
) -> None:
    (change,) = of_key_results(before, after)
    assert change.field == field
    assert change.now is not None
    assert change.now.keys == ("key_results", 0, field)


@pytest.mark.parametrize(
    ("before", "after", "field"),
    [
        pytest.param({"title": "One"}, {"title": "Two"}, "title", id="title"),
        pytest.param({"owner": "maria"}, {"owner": "jo"}, "owner", id="owner"),
        pytest.param({"values": ["a"]}, {"values": ["b"]}, "values", id="values"),
        pytest.param({"tags": ["a"]}, {}, "tags", id="tags"),
        pytest.param({}, {"visibility": Visibility.INTERNAL}, "visibility", id="visibility"),
        pytest.param({"body": "Because."}, {"body": "Why not?"}, "body", id="body"),
        pytest.param({}, {"state": State.CANCELLED, "reason": "Sold"}, "state", id="state"),
    ],
)
def test_every_field_of_an_objective_is_compared(
    before: dict[str, Any], after: dict[str, Any], field: str
) -> None:
    (change,) = of_objectives(before, after)
    assert (change.subject, change.field) == (Subject.OBJECTIVE, field)
    assert change.reason == after.get("reason", "")


def test_a_committed_objective_that_becomes_aspirational_is_eased() -> None:
    (change,) = of_objectives(
        {"type": ObjectiveType.COMMITTED}, {"type": ObjectiveType.ASPIRATIONAL}
    )
    assert (change.field, change.direction) == ("type", EASED)


# ── the ledger ────────────────────────────────────────────────────────────────────────────────


def test_a_move_is_entered_where_a_new_entry_names_its_target() -> None:
    (change,) = of_key_results(
        {"measure": make.metric(0, 100)},
        {
            "measure": make.metric(0, 90),
            "changes": [make.change("target", Decimal(100), Decimal(90), reason="Fewer days")],
        },
    )
    assert (change.entered, change.reason) == (True, "Fewer days")


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(make.change("due", date(2026, 12, 1), date(2026, 12, 2)), id="another field"),
        pytest.param(make.change("target", Decimal(100), Decimal(95)), id="another target"),
    ],
)
def test_a_move_is_not_entered_by_an_entry_about_something_else(entry: Any) -> None:
    changes = of_key_results(
        {"measure": make.metric(0, 100)}, {"measure": make.metric(0, 90), "changes": [entry]}
    )
    assert [one.entered for one in changes] == [False]


def test_an_entry_that_was_there_before_explains_no_new_move() -> None:
    entry = make.change("target", Decimal(100), Decimal(90))
    (change,) = of_key_results(
        {"measure": make.metric(0, 100), "changes": [entry]},
        {"measure": make.metric(0, 90), "changes": [entry]},
    )
    assert not change.entered


def test_an_entry_that_is_gone_was_rewritten() -> None:
    entry = make.change("target", Decimal(100), Decimal(90), reason="Fewer days")
    (change,) = of_key_results({"changes": [entry]}, {})
    assert (change.kind, change.field, change.after) == (Kind.REWRITTEN, "changes", None)
    assert change.before == "2026-11-01 target: 100 → 90 (Fewer days)"


# ── identity ──────────────────────────────────────────────────────────────────────────────────


def test_a_renamed_objective_keeps_its_identity_and_so_do_references_to_it() -> None:
    child = make.objective("child", supports=[make.ref("onboarding")])
    before = make.portfolio(objectives=[make.objective(title="First week"), child])
    after = make.portfolio(
        objectives=[
            make.objective("first-week", title="First week"),
            make.objective("child", supports=[make.ref("first-week")]),
        ]
    )
    changes = between(before, after)
    assert told(changes.changes) == [
        (
            Subject.OBJECTIVE,
            Kind.MOVED,
            "",
            "2026-q4/product/onboarding",
            "2026-q4/product/first-week",
        )
    ]
    assert changes.effects == ()


def test_the_same_title_in_the_next_cycle_is_another_objective() -> None:
    before = make.portfolio(objectives=[make.objective(title="Same")])
    after = make.portfolio(objectives=[make.objective(title="Same", cycle="2027-q1")])
    kinds = {one.kind for one in between(before, after).changes if one.subject == "objective"}
    assert kinds == {Kind.DROPPED, Kind.ADDED}


def test_two_that_look_alike_are_told_apart_by_nothing_and_so_not_paired() -> None:
    before = make.portfolio(objectives=[make.objective(id, title="Same") for id in "ab"])
    after = make.portfolio(objectives=[make.objective(id, title="Same") for id in "cd"])
    assert between(before, after).moved == {}


def test_thousands_of_renames_are_found() -> None:
    count = 3000
    before = make.portfolio(
        objectives=[make.objective(f"old-{n}", title=f"Title {n}") for n in range(count)]
    )
    after = make.portfolio(
        objectives=[make.objective(f"new-{n}", title=f"Title {n}") for n in range(count)]
    )
    changes = between(before, after)
    assert len(changes.moved) == count
    assert {one.kind for one in changes.changes} == {Kind.MOVED}


def test_what_comes_and_goes() -> None:
    before = make.portfolio(objectives=[make.objective("old", title="Old one")])
    after = make.portfolio(
        objectives=[make.objective("new", title="New one", key_results=[make.key_result("x")])]
    )
    assert [(one.subject, one.kind) for one in between(before, after).changes] == [
        (Subject.OBJECTIVE, Kind.ADDED),
        (Subject.KEY_RESULT, Kind.ADDED),
        (Subject.OBJECTIVE, Kind.DROPPED),
    ]


def test_initiatives_come_go_and_move_on() -> None:
    doing = make.initiative("Mails")
    changes = of_objectives(
        {"initiatives": [doing, make.initiative("Calls")]},
        {"initiatives": [make.initiative("Mails", status=InitiativeStatus.DONE)]},
    )
    assert told(changes) == [
        (Subject.INITIATIVE, Kind.CHANGED, "status", "doing", "done"),
        (Subject.INITIATIVE, Kind.DROPPED, "status", "doing", None),
    ]


# ── observations ──────────────────────────────────────────────────────────────────────────────


def with_check_ins(*check_ins: CheckIn) -> Portfolio:
    return make.portfolio(objectives=[make.objective()], check_ins=check_ins)


def test_a_new_check_in_is_added_and_moves_the_numbers() -> None:
    first = make.check_in("2026-11-09", make.reading(20, confidence=5))
    second = make.check_in("2026-11-16", make.reading(60, confidence=7))
    changes = between(with_check_ins(first), with_check_ins(first, second))
    assert [(one.subject, one.kind) for one in changes.changes] == [(Subject.CHECK_IN, Kind.ADDED)]
    (effect,) = changes.effects
    ((was, now),) = effect.key_results
    assert was is not None
    assert now is not None
    assert (was.progress, now.progress) == (Decimal("0.2"), Decimal("0.6"))
    assert (was.status, now.status) == (Status.OFF_TRACK, Status.ON_TRACK)
    assert list(changes.cycles) == [make.CYCLE]


def test_a_check_in_that_says_something_else_was_rewritten() -> None:
    before = with_check_ins(make.check_in("2026-11-16", make.reading(20)))
    after = with_check_ins(make.check_in("2026-11-16", make.reading(40), wins=["Won"]))
    assert told(between(before, after).changes) == [
        (
            Subject.CHECK_IN,
            Kind.REWRITTEN,
            "onboarding#activation value",
            Decimal(20),
            Decimal(40),
        ),
        (Subject.CHECK_IN, Kind.ADDED, "wins", None, ("Won",)),
    ]


def test_a_check_in_that_is_gone_was_dropped() -> None:
    (change,) = between(with_check_ins(make.check_in()), with_check_ins()).changes
    assert (change.subject, change.kind) == (Subject.CHECK_IN, Kind.DROPPED)


def test_readings_of_a_key_result_that_is_gone_were_not_rewritten() -> None:
    reading = make.reading(3, of="onboarding#calls")
    calls = make.key_result("calls")
    before = make.portfolio(
        objectives=[make.objective(key_results=[make.key_result(), calls])],
        check_ins=[make.check_in("2026-11-16", reading)],
    )
    after = make.portfolio(
        objectives=[make.objective(key_results=[make.key_result()])],
        check_ins=[make.check_in("2026-11-16")],
    )
    assert [one.subject for one in between(before, after).changes] == [Subject.KEY_RESULT]


# ── what surrounds them ───────────────────────────────────────────────────────────────────────


def test_teams_cycles_and_the_organisation_are_compared() -> None:
    before = make.portfolio(
        objectives=[make.objective()],
        teams=[make.team(lead="maria")],
        cycles=[make.cycle()],
        organisation=make.organisation(mission="One."),
    )
    after = make.portfolio(
        objectives=[make.objective()],
        teams=[make.team(lead="jo")],
        cycles=[make.cycle(end="2027-01-10")],
        organisation=make.organisation(mission="Two."),
    )
    assert told(between(before, after).changes) == [
        (Subject.CYCLE, Kind.CHANGED, "end", date(2026, 12, 31), date(2027, 1, 10)),
        (Subject.TEAM, Kind.CHANGED, "lead", "maria", "jo"),
        (Subject.ORGANISATION, Kind.CHANGED, "mission", "One.", "Two."),
    ]


def test_a_person_comes_and_another_goes() -> None:
    before = make.portfolio(people=[make.person("maria")])
    after = make.portfolio(people=[make.person("jo")])
    assert told(between(before, after).changes) == [
        (Subject.PERSON, Kind.ADDED, "", None, None),
        (Subject.PERSON, Kind.DROPPED, "", None, None),
    ]


def test_a_threshold_that_moves_is_a_change_too() -> None:
    portfolio = make.portfolio()
    settings = Settings(thresholds=Thresholds(gap_on_track=Decimal("0.2")))
    (change,) = between(portfolio, portfolio, settings).changes
    assert (change.id, change.field, change.after) == ("settings", "gap_on_track", Decimal("0.2"))


def test_who_may_see_a_part_is_compared_too() -> None:
    def world(visibility: Visibility | None) -> Portfolio:
        key_result = replace(make.key_result("a"), visibility=visibility)
        initiative = Initiative(title="Write it", visibility=visibility)
        objective = replace(
            make.objective("o", key_results=[key_result]), initiatives=(initiative,)
        )
        reading = make.reading(5, of="o#a", note="A word")._replace(visibility=visibility)
        return make.portfolio(
            objectives=[objective], check_ins=[make.check_in("2026-11-20", reading)]
        )

    for before, after, opened in (
        (Visibility.MANAGERS, None, 3),
        (Visibility.MANAGERS, Visibility.INTERNAL, 3),
        (Visibility.INTERNAL, Visibility.MANAGERS, 0),
        (None, Visibility.PRIVATE, 0),
    ):
        found = between(world(before), world(after))
        assert {(one.subject, one.field.split(" ")[-1]) for one in found.changes} == {
            (Subject.KEY_RESULT, "visibility"),
            (Subject.CHECK_IN, "visibility"),
            (Subject.INITIATIVE, "visibility"),
        }
        assert [one.code for one in judge_changes(found)].count("PRV002") == opened
