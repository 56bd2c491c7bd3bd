"""OBJ010: the title repeats when the cycle is."""

import re
from collections.abc import Iterator

from okrpress.model.finding import Finding, Level, Place
from okrpress.model.okr import Cycle, Objective
from okrpress.model.said import said
from okrpress.rules.code import Code
from okrpress.rules.rule import ObjectiveRule
from okrpress.rules.titles import quote
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="OBJ010",
    name="dated-title",
    level=Level.ADVICE,
    what="The title of an objective names the year, half or quarter of its cycle.",
    why="Objectives are bound to a time, and the cycle's folder says which. A date in the title "
    "says it a second time, uses up words that could carry the aim, and is wrong as soon as the "
    "objective is continued. A year beyond the cycle, as in “carbon neutral by 2040”, is part of "
    "the aim and is left in peace.",
    fix="Remove the date. Where a result is wanted before the cycle ends, give its key result a "
    "`due` date.",
    source="The cycle or a due date says when: open-okr, METHOD.md.",
    bad="""\
=== 2026-q4/growth/onboarding.md
---
title: New customers succeed in their first week in Q4 2026
key_results:
  - {id: activation, title: Week-one activation rises from 31 % to 45 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 9 to 4 a day, baseline: 9, target: 4}
---
""",
    good="""\
=== 2026-q4/growth/onboarding.md
---
title: New customers succeed in their first week
key_results:
  - {id: activation, title: Week-one activation rises from 31 % to 45 %, baseline: 31, target: 45}
  - {id: calls, title: Calls for help fall from 9 to 4 a day, baseline: 9, target: 4}
---
""",
)

_PERIOD = r"(?P<period{0}>Q[1-4]|H[12])(?!\w)"
_YEAR = (
    r"(?:[CF]Y[ -]?)?(?<!\d)(?P<year{0}>20\d\d)(?!\d|\s?[%‰])|[CF]Y[ -]?(?P<short{0}>\d\d)(?!\d)"
)
_DATE = re.compile(
    rf"(?<!\w)(?:(?:{_YEAR.format(1)})(?:[ -]?{_PERIOD.format(1)})?"
    rf"|{_PERIOD.format(2)}(?:[ -]?(?:{_YEAR.format(2)}))?)"
    # Not where it tells a thing from others of its kind: "the FY20 kick-off".
    r"(?!\s+(?!(?:and|as|at|by|for|in|of|on|or|so|through|to|with|without)\b)[^\W\d_])"
)


def check(objective: Objective, scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding where the title names the cycle's own time."""
    cycle = scored.portfolio.cycles[objective.ref.cycle]
    for date in _DATE.finditer(objective.title):
        if _is_of(cycle, date):
            yield CODE.found(
                Place(file=objective.file).at("title"),
                said(
                    "the title {title} names its time, {time}",
                    title=quote(objective.title),
                    time=quote(date[0]),
                ),
                said(
                    "remove {time}: the cycle `{cycle}` says when",
                    time=quote(date[0]),
                    cycle=cycle.id,
                ),
            )
            return


def _is_of(cycle: Cycle, date: re.Match[str]) -> bool:
    """Whether the year and the quarter or half, as far as they are named, are the cycle's."""
    period = date["period1"] or date["period2"] or ""
    year = date["year1"] or date["short1"] or date["year2"] or date["short2"] or ""
    years = {cycle.start.year % 100, cycle.end.year % 100} if cycle.start and cycle.end else set()
    is_year = not year or int(year) % 100 in years or year[-2:] in cycle.id
    return period.lower() in cycle.id and is_year


RULE = ObjectiveRule(code=CODE, check=check)
