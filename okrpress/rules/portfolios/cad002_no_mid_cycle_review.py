"""CAD002: the mid-cycle review is missing, or lies at a time when it is of little use."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.observations import MidCycleReview
from okrpress.model.okr import Cycle
from okrpress.model.said import Said, said
from okrpress.model.settings import Limits
from okrpress.rules.code import Code
from okrpress.rules.portfolios.freshness import late_of
from okrpress.rules.portfolios.scope import Folder, days, folders, is_open, is_running
from okrpress.rules.rule import About, PortfolioRule
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="CAD002",
    name="no-mid-cycle-review",
    level=Level.WARNING,
    what="A team has held no mid-cycle review and the time for it has passed, or the day of one "
    "lies outside of the window: 30 to 45 days into a quarter. For longer and shorter cycles the "
    "window grows and shrinks with them, with a week of grace on both sides. Cycles under 60 days "
    "and a person's own objectives need none, and a team that has reported nothing at all for "
    "weeks is CAD001.",
    why="Half way there is enough data to see what does not work and enough time to change it. "
    "Earlier there is only opinion, later there is only regret. Without the day in the calendar, "
    "targets are moved in passing or not at all.",
    source="Actual value, projection and notes at mid-quarter: the columns that IPFS and IPLD kept "
    "by hand (ipfs/team-mgmt, issues 755 and 877).",
    fix="Hold it, and write `mid-cycle.md` with a decision for each key result. Put the day of the "
    "next one into the cycle's `index.md` as `mid_cycle_review`.",
    bad="""\
=== 2026-q4/orchard/apples.md
---
title: Our apples are eaten where they grow
key_results: [{id: local, title: Apples sold in the valley rise, baseline: 20, target: 50}]
---
=== 2026-q4/orchard/checkins/2026-11-20.md
---
key_results: {apples#local: {value: 31, confidence: 5}}
---
""",
    good="""\
=== 2026-q4/orchard/apples.md
---
title: Our apples are eaten where they grow
key_results: [{id: local, title: Apples sold in the valley rise, baseline: 20, target: 50}]
---
=== 2026-q4/orchard/mid-cycle.md
---
date: 2026-11-10
key_results:
  apples#local: {decision: keep, why: The second market has only begun}
---
""",
    settings=("limits.mid_cycle_from", "limits.mid_cycle_to"),
)

_SHORTEST = 60  # days of a cycle that is worth a review
_QUARTER = 91
_LIKE_A_QUARTER = range(84, 99)
_GRACE = timedelta(days=7)


class _Window(NamedTuple):
    """First and last day on which a mid-cycle review is of use."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether the day lies inside."""
        return self.first <= day <= self.last


def check(scored: ScoredPortfolio) -> Iterator[Finding]:
    """For each cycle its planned day; for each folder its review, once it is due or held."""
    limits = scored.settings.limits
    windows = {
        cycle.id: window
        for cycle in scored.portfolio.cycles.values()
        if is_open(cycle, scored.as_of) and (window := _window(cycle, limits))
    }
    for id, window in windows.items():
        planned = scored.portfolio.cycles[id].mid_cycle_review
        if planned and not window.holds(planned):
            place = Place(file=scored.portfolio.cycles[id].file).at("mid_cycle_review")
            yield _misplaced(place, _planned(id, planned, window))
    for folder in folders(scored, is_running):
        if folder.ref.cycle in windows and not folder.is_personal:
            yield from _judge(folder, windows[folder.ref.cycle], scored)


def _window(cycle: Cycle, limits: Limits) -> _Window | None:
    length = days(cycle)
    if length < _SHORTEST or cycle.start is None:
        return None
    first, last = int(limits.mid_cycle_from), int(limits.mid_cycle_to)
    if length in _LIKE_A_QUARTER:
        return _Window(cycle.start + timedelta(first), cycle.start + timedelta(last))
    return _Window(
        cycle.start + timedelta(first * length // _QUARTER) - _GRACE,
        cycle.start + timedelta(last * length // _QUARTER) + _GRACE,
    )


def _judge(folder: Folder, window: _Window, scored: ScoredPortfolio) -> Iterator[Finding]:
    review = scored.portfolio.mid_cycle_reviews.get(folder.ref)
    planned = folder.cycle.mid_cycle_review
    if review is None or review.date > scored.as_of:
        is_silent = len(late_of(folder, scored)) == len(list(folder.key_results()))
        if scored.as_of > max(window.last, planned or window.last) and not is_silent:
            yield CODE.found(
                folder.place,
                said(
                    "`{unit}` has held no mid-cycle review of {cycle}; the time for it was {first} "
                    "to {last}",
                    unit=folder.ref.unit,
                    cycle=folder.ref.cycle,
                    first=window.first,
                    last=window.last,
                ),
                said(
                    "hold it, and write its decisions into {file}",
                    file=f"{folder.ref}/mid-cycle.md",
                ),
            )
    elif not window.holds(review.date) and not _is_as_planned(review, planned):
        place = Place(file=review.file).at("date")
        yield _misplaced(place, _held(str(folder.ref), review.date, window))


def _is_as_planned(review: MidCycleReview, planned: date | None) -> bool:
    """Whether the day was the cycle's choice, so that its plan is what to correct."""
    return planned is not None and abs(review.date - planned) <= _GRACE


def _misplaced(place: Place, message: Said) -> Finding:
    return CODE.found(place, message, said("move it, or hold the next one in that time"))


def _planned(cycle: str, day: date, window: _Window) -> Said:
    first, last = window
    if day < first:
        return said(
            "the mid-cycle review of {cycle} is planned for {day}, which is too early: of use is "
            "{first} to {last}",
            cycle=cycle,
            day=day,
            first=first,
            last=last,
        )
    return said(
        "the mid-cycle review of {cycle} is planned for {day}, which is too late: of use is "
        "{first} to {last}",
        cycle=cycle,
        day=day,
        first=first,
        last=last,
    )


def _held(folder: str, day: date, window: _Window) -> Said:
    first, last = window
    if day < first:
        return said(
            "the mid-cycle review of {folder} was held on {day}, which is too early: of use is "
            "{first} to {last}",
            folder=folder,
            day=day,
            first=first,
            last=last,
        )
    return said(
        "the mid-cycle review of {folder} was held on {day}, which is too late: of use is "
        "{first} to {last}",
        folder=folder,
        day=day,
        first=first,
        last=last,
    )


RULE = PortfolioRule(code=CODE, check=check, about=About.A_UNIT)
