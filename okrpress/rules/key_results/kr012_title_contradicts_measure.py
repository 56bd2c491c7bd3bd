"""KR012: the title says one number, the measure another."""

from collections.abc import Iterator
from decimal import Decimal

from okrpress.model.finding import Finding, Level
from okrpress.model.okr import Band, KeyResult, Measure, Metric
from okrpress.model.said import Value, said
from okrpress.rules.code import Code
from okrpress.rules.key_results.title_numbers import (
    Claim,
    read_bound,
    read_change,
    read_target,
    same_scale,
)
from okrpress.rules.rule import KeyResultAt, KeyResultRule
from okrpress.rules.titles import quote
from okrpress.scoring.result import ScoredPortfolio

CODE = Code(
    code="KR012",
    name="title-contradicts-measure",
    level=Level.WARNING,
    what="The numbers in the title of a key result are not those of its `baseline`, `target` or "
    "`keep`.",
    why="People read the title, progress is computed from the measure. Nearly always somebody "
    "changed one of them and forgot the other, and from then on two readers hold the team to two "
    "different promises.",
    fix="Find out which number is meant and write it in both places. A number that was changed "
    "while the cycle runs belongs into `changes`, with the reason. Scales are no contradiction: "
    "“1.2 million” may be a target of 1200000.",
    bad="""\
=== 2026-q4/growth/onboarding.md
---
title: New customers succeed in their first week
key_results:
  - {id: activation, title: Week-one activation rises from 31 % to 45 %, baseline: 31, target: 40}
  - {id: calls, title: Calls for help fall from 9 to 4 a day, baseline: 9, target: 4}
---
""",
    good="""\
=== 2026-q4/growth/onboarding.md
---
title: New customers succeed in their first week
key_results:
  - {id: activation, title: Week-one activation rises from 31 % to 40 %, baseline: 31, target: 40}
  - {id: calls, title: Calls for help fall from 9 to 4 a day, baseline: 9, target: 4}
---
""",
)


def check(subject: KeyResultAt, _scored: ScoredPortfolio) -> Iterator[Finding]:
    """One finding where a number is told twice, and differently."""
    key_result = subject.key_result
    claim = _claim(key_result)
    if claim is None or _agree(claim, key_result.measure):
        return
    yield CODE.found(
        subject.place.at("title"),
        said(
            "the title {title} says {claim}, the measure {measure}",
            title=quote(key_result.title),
            claim=_of_claim(claim),
            measure=_of_measure(key_result.measure),
        ),
        said("write the number that is meant in both places"),
    )


def _claim(key_result: KeyResult) -> Claim | None:
    """What the title says of the measure, unless it may be about something else."""
    title, measure = key_result.title, key_result.measure
    if isinstance(measure, Metric):
        claim = read_change(title) or read_target(title)
    else:
        claim = read_bound(title) if isinstance(measure, Band) else None
    return None if claim is None or _in_other_unit(claim, key_result.unit) else claim


def _in_other_unit(claim: Claim, unit: str) -> bool:
    """Whether one is a share and the other a number: "people who say yes to 3 questions", in %."""
    if claim.unit == "%":
        return unit not in {"", "%"}
    return unit == "%" and claim.start is None


def _agree(claim: Claim, measure: Measure) -> bool:
    if isinstance(measure, Band):
        bounds = [bound for bound in (measure.min, measure.max) if bound is not None]
        return any(same_scale((claim.end, bound)) for bound in bounds)
    assert isinstance(measure, Metric)
    if claim.start is None or measure.baseline is None:
        return same_scale((claim.end, measure.target))
    return same_scale((claim.start, measure.baseline), (claim.end, measure.target))


def _of_claim(claim: Claim) -> Value:
    return _range(claim.start, claim.end)


def _of_measure(measure: Measure) -> Value:
    if isinstance(measure, Band):
        return _range(measure.min, measure.max)
    assert isinstance(measure, Metric)
    return _range(measure.baseline, measure.target)


def _range(low: Decimal | None, high: Decimal | None) -> Value:
    """Both ends, or the one that there is."""
    if low is not None and high is not None:
        return said("{low} to {high}", low=low, high=high)
    end = high if low is None else low
    assert end is not None  # a band has a bound, and both others have an end
    return end


RULE = KeyResultRule(code=CODE, check=check)
