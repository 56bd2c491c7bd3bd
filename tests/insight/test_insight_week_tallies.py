"""The weeks of a folder in one walk: they come to what each of them says by itself."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

import builders as make
import pytest

from okrpress.app.content import read_content
from okrpress.app.project import read_project
from okrpress.app.watcher import Silence
from okrpress.insight.folders import objectives_of
from okrpress.insight.week_reports import Turnout, expected_in, reports_in
from okrpress.insight.week_tallies import NOTHING, tallies_of, together, turnout_in, turnout_of
from okrpress.insight.weeks import Week, calendar_of, week_of
from okrpress.model.ids import ObjectiveRef, UnitCycle
from okrpress.model.observations import Reading
from okrpress.model.okr import Aggregate, KeyResult
from okrpress.model.portfolio import Portfolio
from okrpress.model.settings import Settings
from okrpress.scoring import score
from okrpress.scoring.result import ScoredPortfolio

AS_OF = date(2026, 11, 22)
EXAMPLE = read_content(read_project(Path(__file__).parents[2]), Silence(), cache=False).everything


def one_by_one(scored: ScoredPortfolio, folder: UnitCycle, week: Week) -> tuple[object, ...]:
    """What a board of the week says of the folder."""
    check_ins = [
        one
        for one in scored.portfolio.check_ins.get(folder, ())
        if week.holds(one.date) and one.date <= scored.as_of
    ]
    expected = expected_in(scored, folder, week)
    reports = reports_in(scored, check_ins, week)
    told = [report for report in reports if report.says_something]
    turnout = [one.turnout for one in expected]
    return (
        {one: turnout.count(one) for one in Turnout},
        [one.scored.ref for one in expected if one.turnout is Turnout.MISSING],
        {one.scored.ref: one.size for one in told},
        [(one.scored.ref, one.size, one.confidence_change or 0) for one in told if one.fell],
        len(reports) - len(told),
    )


def promised_in(scored: ScoredPortfolio, folder: UnitCycle, week: Week) -> tuple[ObjectiveRef, ...]:
    """The objectives of which a ledger has an entry in the week."""
    found = {
        objective.ref: [*objective.objective.changes]
        + [entry for one in objective.key_results for entry in one.key_result.changes]
        for objective in objectives_of(scored, folder)
    }
    return tuple(ref for ref, all_of in found.items() if any(week.holds(one.on) for one in all_of))


def assert_agrees(portfolio: Portfolio, as_of: date) -> int:
    """How many weeks of folders there were, all of which agree."""
    scored = score(portfolio, Settings(), as_of)
    weeks = calendar_of(scored).weeks
    today = as_of if weeks and weeks[-1].last >= as_of else None
    compared = 0
    for folder in {*portfolio.by_folder, *portfolio.check_ins}:
        tallies = tallies_of(scored, folder, weeks, today)
        counted = turnout_of(scored, [folder], weeks, today)
        assert counted == sum((Counter(one.turnout) for one in tallies.values()), Counter())
        said = 0
        for week in weeks:
            tally = tallies.get(week, NOTHING)
            found = (
                tally.turnout,
                list(tally.missing),
                dict(zip(tally.told, tally.steps, strict=True)),
                [(one.ref, one.size.copy_negate(), one.change) for one in tally.fell],
                tally.unchanged,
            )
            assert found == one_by_one(scored, folder, week), (folder, week)
            assert len(tally.told) == len({*tally.told})
            assert tally.promised == promised_in(scored, folder, week)
            assert all(week.holds(one.date) for one in tally.check_ins)
            said += len(tally.check_ins)
            compared += week in tallies
        known = portfolio.check_ins.get(folder, ())
        assert said == sum(one.date <= as_of and week_of(one.date) in weeks for one in known)
    return compared


@pytest.mark.parametrize("days", [0, 4, 130])
def test_they_agree_on_the_example(days: int) -> None:
    assert assert_agrees(EXAMPLE, AS_OF - timedelta(days=days)) > 20


def _key_results() -> list[KeyResult]:
    moved = make.change(on="2026-11-11", field="target", before=Decimal(90), after=Decimal(45))
    return [
        make.key_result("metric"),
        make.key_result("moved", changes=[moved]),
        make.key_result("sum", measure=make.metric(aggregate=Aggregate.SUM)),
        make.key_result("mean", measure=make.metric(aggregate=Aggregate.MEAN)),
        make.key_result("band", measure=make.band(min=2, max=6), cadence=3),
        make.key_result("sso", measure=make.yes_no(), due="2026-11-20"),
        make.key_result("markets", measure=make.steps("de", "fr", it=2), cadence=14),
        make.key_result("vague", measure=make.unmeasured(), start="2026-10-20"),
    ]


def _reading(random: Random, id: str) -> Reading:
    said: dict[str, object] = {}
    if id == "sso":
        said["done"] = random.random() < 0.2
    elif id == "markets":
        said["steps"] = random.sample(["de", "fr", "it"], random.randrange(4))
    elif random.random() < 0.8:
        said["value"] = random.randrange(8)
    if random.random() < 0.7:
        said["confidence"] = random.randrange(11)
    if random.random() < 0.2:
        said["note"] = "A note"
    return make.reading(of=f"onboarding#{id}", **said)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(12))
def test_they_agree_whatever_is_reported(seed: int) -> None:
    random, key_results = Random(seed), _key_results()
    ids = [one.id for one in key_results]
    check_ins = [
        make.check_in(
            str(date(2026, 9, 25) + timedelta(days=random.randrange(70))),
            *(_reading(random, id) for id in random.sample(ids, 4)),
            suffix=f"-{place:02}",
        )
        for place in range(20)
    ]
    ours = make.objective(key_results=key_results)
    portfolio = make.portfolio(objectives=[ours], check_ins=check_ins)
    assert assert_agrees(portfolio, AS_OF - timedelta(days=random.randrange(21))) > 3


def test_weeks_that_are_over_are_the_same_whatever_the_day() -> None:
    portfolio = make.portfolio(check_ins=[make.check_in("2026-10-20", make.reading(5))])
    weeks = [week_of(make.day(day)) for day in ("2026-10-13", "2026-10-20")]
    now, later = (score(portfolio, Settings(), AS_OF + timedelta(days=days)) for days in (0, 9))
    assert tallies_of(now, make.FOLDER, weeks, None) == tallies_of(later, make.FOLDER, weeks, None)


def test_folders_of_a_week_come_to_what_each_of_them_comes_to() -> None:
    scored = score(EXAMPLE, Settings(), AS_OF)
    week = week_of(date(2026, 11, 16))
    known = [tallies_of(scored, one, [week], AS_OF).get(week) for one in EXAMPLE.by_folder]
    several = [one for one in known if one][:4]
    both = together(several)

    assert len(several) == 4
    assert together(several[:1]) is several[0]
    assert together([]) == NOTHING
    assert both.turnout == turnout_in(several)
    assert both.unchanged == sum(one.unchanged for one in several)
    for some in ("missing", "told", "steps", "fell", "promised", "check_ins"):
        assert getattr(both, some) == sum((getattr(one, some) for one in several), ())
    assert both.told
    assert both.check_ins
